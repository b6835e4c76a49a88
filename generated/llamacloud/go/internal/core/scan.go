package core

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth is how deeply JSON may be nested.
const maxDepth = 1000

// syntaxError says that something is not JSON.
type syntaxError struct {
	offset int
	text   string
}

func (e *syntaxError) Error() string { return fmt.Sprintf("%s at byte %d", e.text, e.offset) }

// scanner walks over JSON (RFC 8259). Its methods leave pos behind what they have read.
type scanner struct {
	data []byte
	pos  int
}

func (s *scanner) fail(text string) error {
	if s.pos >= len(s.data) {
		return &syntaxError{len(s.data), "unexpected end of JSON"}
	}
	return &syntaxError{s.pos, text}
}

// peek is the first byte of the next token; 0 at the end.
func (s *scanner) peek() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

// end tells an error when something follows the value.
func (s *scanner) end() error {
	if s.peek() != 0 || s.pos < len(s.data) {
		return s.fail("unexpected data after the JSON value")
	}
	return nil
}

// str reads a string. The result is within data when it needs no unescaping.
func (s *scanner) str() ([]byte, error) {
	start := s.pos + 1
	for i := start; i < len(s.data); i++ {
		switch c := s.data[i]; {
		case c == '"':
			s.pos = i + 1
			return s.data[start:i:i], nil
		case c == '\\' || c >= utf8.RuneSelf || c < ' ':
			return s.longStr(start, i)
		}
	}
	s.pos = len(s.data)
	return nil, s.fail("")
}

// longStr reads a string that has more than printable ASCII, from i on.
func (s *scanner) longStr(start, i int) ([]byte, error) {
	ascii := true
	for ; i < len(s.data); i++ {
		switch c := s.data[i]; {
		case c == '"':
			s.pos = i + 1
			text := s.data[start:i:i]
			if !ascii && !utf8.Valid(text) {
				text = bytes.ToValidUTF8(text, []byte("\ufffd"))
			}
			return text, nil
		case c == '\\':
			return s.escapedStr(start, i)
		case c < ' ':
			s.pos = i
			return nil, s.fail("control character in a string")
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	s.pos = len(s.data)
	return nil, s.fail("")
}

func (s *scanner) escapedStr(start, i int) ([]byte, error) {
	text := append([]byte(nil), s.data[start:i]...)
	for i < len(s.data) {
		c := s.data[i]
		s.pos = i
		switch {
		case c == '"':
			s.pos = i + 1
			if !utf8.Valid(text) {
				text = bytes.ToValidUTF8(text, []byte("\ufffd"))
			}
			return text, nil
		case c < ' ':
			return nil, s.fail("control character in a string")
		case c != '\\':
			text = append(text, c)
			i++
		case i+1 >= len(s.data):
			s.pos = len(s.data)
			return nil, s.fail("")
		case s.data[i+1] == 'u':
			r, size := unicodeEscape(s.data[i:])
			if size == 0 {
				return nil, s.fail("bad escape in a string")
			}
			text = utf8.AppendRune(text, r)
			i += size
		default:
			at := strings.IndexByte(`"\/bfnrt`, s.data[i+1])
			if at < 0 {
				return nil, s.fail("bad escape in a string")
			}
			text = append(text, "\"\\/\b\f\n\r\t"[at])
			i += 2
		}
	}
	s.pos = len(s.data)
	return nil, s.fail("")
}

// unicodeEscape reads \uXXXX, or two of them that are a surrogate pair.
func unicodeEscape(data []byte) (rune, int) {
	first, ok := hex4(data)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(first) {
		return first, 6
	}
	if second, ok := hex4(data[6:]); ok {
		if r := utf16.DecodeRune(first, second); r != utf8.RuneError {
			return r, 12
		}
	}
	return utf8.RuneError, 6
}

func hex4(data []byte) (rune, bool) {
	if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range data[2:6] {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

// number reads a number, and tells whether it is written as an integer.
func (s *scanner) number() (text []byte, integer bool, err error) {
	start := s.pos
	if s.pos < len(s.data) && s.data[s.pos] == '-' {
		s.pos++
	}
	if s.pos < len(s.data) && s.data[s.pos] == '0' {
		s.pos++
	} else if s.digits() == 0 {
		return nil, false, s.fail("bad number")
	}
	integer = true
	if s.pos < len(s.data) && s.data[s.pos] == '.' {
		integer = false
		s.pos++
		if s.digits() == 0 {
			return nil, false, s.fail("bad number")
		}
	}
	if s.pos < len(s.data) && s.data[s.pos]|0x20 == 'e' {
		integer = false
		s.pos++
		if s.pos < len(s.data) && (s.data[s.pos] == '+' || s.data[s.pos] == '-') {
			s.pos++
		}
		if s.digits() == 0 {
			return nil, false, s.fail("bad number")
		}
	}
	return s.data[start:s.pos:s.pos], integer, nil
}

func (s *scanner) digits() int {
	start := s.pos
	for s.pos < len(s.data) && '0' <= s.data[s.pos] && s.data[s.pos] <= '9' {
		s.pos++
	}
	return s.pos - start
}

// word reads true, false or null.
func (s *scanner) word(word string) error {
	if len(s.data)-s.pos < len(word) || string(s.data[s.pos:s.pos+len(word)]) != word {
		return s.fail("not JSON")
	}
	s.pos += len(word)
	return nil
}

// skip reads one value of any kind, without recursion.
func (s *scanner) skip() ([]byte, error) {
	s.peek()
	start := s.pos
	var open []byte
	for {
		var err error
		closed := false
		switch c := s.peek(); c {
		case '{', '[':
			if len(open) >= maxDepth {
				return nil, s.fail("JSON is nested too deeply")
			}
			s.pos++
			open = append(open, c)
			if s.peek() == c+2 {
				break
			}
			if c == '{' {
				err = s.key()
			}
			if err == nil {
				continue
			}
		case '"':
			_, err = s.str()
		case 't':
			err = s.word("true")
		case 'f':
			err = s.word("false")
		case 'n':
			err = s.word("null")
		default:
			_, _, err = s.number()
		}
		for err == nil && len(open) > 0 && !closed {
			last := open[len(open)-1]
			switch c := s.peek(); c {
			case last + 2:
				s.pos++
				open = open[:len(open)-1]
			case ',':
				s.pos++
				if last == '{' {
					s.peek()
					err = s.key()
				}
				closed = true
			default:
				err = s.fail("expected a comma or the end")
			}
		}
		if err != nil {
			return nil, err
		}
		if len(open) == 0 {
			return s.data[start:s.pos:s.pos], nil
		}
	}
}

// key reads the name of a member and the colon behind it.
func (s *scanner) key() error {
	_, err := s.name()
	return err
}

func (s *scanner) name() ([]byte, error) {
	if s.peek() != '"' {
		return nil, s.fail("expected the name of a member")
	}
	name, err := s.str()
	if err != nil {
		return nil, err
	}
	if s.peek() != ':' {
		return nil, s.fail("expected a colon")
	}
	s.pos++
	return name, nil
}

// checkJSON tells whether data is one JSON value.
func checkJSON(data []byte) error {
	s := scanner{data: data}
	if _, err := s.skip(); err != nil {
		return err
	}
	return s.end()
}

// members are the names and raw values of an object; none of anything else.
func members(object []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		s := scanner{data: object}
		if s.peek() != '{' {
			return
		}
		s.pos++
		for s.peek() == '"' {
			name, err := s.name()
			if err != nil {
				return
			}
			value, err := s.skip()
			if err != nil || !yield(string(name), value) {
				return
			}
			if s.peek() == ',' {
				s.pos++
			}
		}
	}
}

// elements are the raw values of an array; none of anything else.
func elements(array []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		s := scanner{data: array}
		if s.peek() != '[' {
			return
		}
		s.pos++
		for c := s.peek(); c != ']' && c != 0; c = s.peek() {
			value, err := s.skip()
			if err != nil || !yield(value) {
				return
			}
			if s.peek() == ',' {
				s.pos++
			}
		}
	}
}

// lookup is the raw member at a path whose dots lead into objects, unless a name has dots itself.
func lookup(value []byte, path string) ([]byte, bool) {
	if value, ok := member(value, path); ok {
		return value, true
	}
	for name := range strings.SplitSeq(path, ".") {
		var ok bool
		if value, ok = member(value, name); !ok {
			return nil, false
		}
	}
	return value, true
}

// member is the raw value of a member; the last one of several.
func member(object []byte, name string) (value []byte, ok bool) {
	for key, raw := range members(object) {
		if key == name {
			value, ok = raw, true
		}
	}
	return value, ok
}

// textOf is the text of a raw string; of anything else, the JSON.
func textOf(raw []byte) string {
	s := scanner{data: raw}
	if s.peek() == '"' {
		if text, err := s.str(); err == nil {
			return string(text)
		}
	}
	return string(bytes.TrimSpace(raw))
}
