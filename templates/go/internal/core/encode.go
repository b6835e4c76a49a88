package core

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

func errorf(format string, args ...any) error { return fmt.Errorf(format, args...) }

var errTooDeep = errors.New("the value is nested too deeply, or within itself")

// encoder writes values as JSON, without white space.
type encoder struct {
	buf   []byte
	depth int
}

// MarshalJSON writes a value as JSON.
func MarshalJSON(value any) ([]byte, error) {
	e := encoder{buf: make([]byte, 0, 256)}
	if err := e.value(reflect.ValueOf(value)); err != nil {
		return nil, err
	}
	return e.buf, nil
}

func (e *encoder) value(v reflect.Value) error {
	if !v.IsValid() {
		return e.word("null")
	}
	return codecOf(v.Type()).encode(e, v)
}

func (e *encoder) word(word string) error {
	e.buf = append(e.buf, word...)
	return nil
}

func (e *encoder) enter() error {
	if e.depth++; e.depth > maxDepth {
		return errTooDeep
	}
	return nil
}

func (e *encoder) leave() { e.depth-- }

func (e *encoder) array(v reflect.Value, item *codec) error {
	if err := e.enter(); err != nil {
		return err
	}
	defer e.leave()
	e.buf = append(e.buf, '[')
	for i := range v.Len() {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		if err := item.encode(e, v.Index(i)); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, ']')
	return nil
}

// mapping writes a map, its keys sorted.
func (e *encoder) mapping(v reflect.Value, item *codec) error {
	if err := e.enter(); err != nil {
		return err
	}
	defer e.leave()
	e.buf = append(e.buf, '{')
	err := e.members(v, item, len(e.buf))
	e.buf = append(e.buf, '}')
	return err
}

// members writes the members of a map; start is where the object's first member begins.
func (e *encoder) members(v reflect.Value, item *codec, start int) error {
	keys := v.MapKeys()
	names := make(map[reflect.Value]string, len(keys))
	for _, key := range keys {
		names[key] = fmt.Sprint(key.Interface())
	}
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(names[a], names[b]) })
	for _, key := range keys {
		value := v.MapIndex(key)
		if isFieldType(value.Type()) && isZeroField(value) {
			continue
		}
		e.name(names[key], start)
		if err := item.encode(e, value); err != nil {
			return err
		}
	}
	return nil
}

// name begins a member of the object whose members begin at start.
func (e *encoder) name(name string, start int) {
	if len(e.buf) > start {
		e.buf = append(e.buf, ',')
	}
	e.str(name)
	e.buf = append(e.buf, ':')
}

const hexDigits = "0123456789abcdef"

// str writes a string; only what JSON demands is escaped.
func (e *encoder) str(text string) {
	e.buf = append(e.buf, '"')
	start := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 {
				e.buf = append(append(e.buf, text[start:i]...), "\ufffd"...)
				start = i + 1
			}
			i += size
			continue
		}
		i++
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		e.buf = append(e.buf, text[start:i-1]...)
		start = i
		switch c {
		case '"', '\\':
			e.buf = append(e.buf, '\\', c)
		case '\n':
			e.buf = append(e.buf, '\\', 'n')
		case '\r':
			e.buf = append(e.buf, '\\', 'r')
		case '\t':
			e.buf = append(e.buf, '\\', 't')
		default:
			e.buf = append(e.buf, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	e.buf = append(append(e.buf, text[start:]...), '"')
}

// compact writes JSON without its white space.
func (e *encoder) compact(raw []byte) {
	quoted := false
	for i, c := range raw {
		switch {
		case c == '"' && (!quoted || !isEscaped(raw, i)):
			quoted = !quoted
		case !quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r'):
			continue
		}
		e.buf = append(e.buf, c)
	}
}

// isEscaped tells whether an odd number of backslashes stands before a byte.
func isEscaped(raw []byte, i int) bool {
	escaped := false
	for i--; i >= 0 && raw[i] == '\\'; i-- {
		escaped = !escaped
	}
	return escaped
}

// ascii writes what is beyond ASCII within JSON as escapes.
func ascii(data []byte) string {
	var out strings.Builder
	for _, r := range string(data) {
		switch {
		case r < utf8.RuneSelf:
			out.WriteRune(r)
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(&out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return out.String()
}
