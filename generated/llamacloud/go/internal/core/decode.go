package core

import (
	"bytes"
	"reflect"
	"strconv"
	"strings"
)

// Mismatch is a place where an answer is not what the document says. The value is kept as it is.
type Mismatch struct {
	// Path is where, such as items[3].status.
	Path string
	// Message says what is wrong.
	Message string
}

func (m Mismatch) String() string { return m.Path + ": " + m.Message }

// maxMismatches is how many mismatches of one answer are told.
const maxMismatches = 20

type note struct {
	offset  int
	message string
}

// decoder reads JSON into values. What is of the wrong type is noted and left out, never an error.
type decoder struct {
	scanner
	depth   int
	notes   []note
	wrong   int
	absent  int
	unknown int
}

// UnmarshalJSON reads a value of JSON. Values of the wrong type are left out.
func UnmarshalJSON(data []byte, target any) error {
	_, err := decodeJSON(bytes.Clone(data), target)
	return err
}

// decodeJSON reads data, which the target's models keep, into what target points to.
func decodeJSON(data []byte, target any) ([]Mismatch, error) {
	value := reflect.ValueOf(target).Elem()
	d := decoder{scanner: scanner{data: data}}
	_, err := codecOf(value.Type()).decode(&d, value)
	if err == nil {
		err = d.end()
	}
	if err != nil {
		return nil, err
	}
	return d.mismatches(), nil
}

func (d *decoder) note(offset int, message string) {
	d.wrong++
	if len(d.notes) < maxMismatches {
		d.notes = append(d.notes, note{offset, message})
	}
}

// mismatch passes over a value that is not of the type it should be.
func (d *decoder) mismatch(expected string) (State, error) {
	d.peek()
	start := d.pos
	raw, err := d.skip()
	if err != nil {
		return invalid, err
	}
	d.note(start, "expected "+expected+", got "+kindOf(raw))
	return invalid, nil
}

// null reads a null.
func (d *decoder) null(v reflect.Value) (State, error) {
	v.SetZero()
	return null, d.word("null")
}

func kindOf(raw []byte) string {
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case '"', 't', 'f', 'n':
		return string(raw[:min(len(raw), 40)])
	default:
		return "the number " + string(raw[:min(len(raw), 40)])
	}
}

func (d *decoder) mismatches() []Mismatch {
	var found []Mismatch
	for _, n := range d.notes {
		found = append(found, Mismatch{pathOf(d.data, n.offset), n.message})
	}
	return found
}

// pathOf is the way to the value that begins at offset. It is worked out when it is needed, so that
// reading costs nothing for it.
func pathOf(data []byte, offset int) string {
	path := ""
	for start, name := 0, ""; ; {
		inner := -1
		eachInner(data, start, func(from, to int, called string) bool {
			if from <= offset && offset < to {
				inner, name = from, called
			}
			return inner < 0
		})
		if inner < 0 {
			break
		}
		path += name
		start = inner
	}
	if path == "" {
		return "the answer"
	}
	return strings.TrimPrefix(path, ".")
}

// eachInner gives where the members or elements of the value at start begin and end.
func eachInner(data []byte, start int, yield func(from, to int, name string) bool) {
	s := scanner{data: data, pos: start}
	open := s.peek()
	if open != '{' && open != '[' {
		return
	}
	s.pos++
	for index := 0; s.peek() != open+2; index++ {
		name := "[" + strconv.Itoa(index) + "]"
		if open == '{' {
			key, err := s.name()
			if err != nil {
				return
			}
			name = "." + string(key)
		}
		s.peek()
		from := s.pos
		if _, err := s.skip(); err != nil || !yield(from, s.pos, name) {
			return
		}
		if s.peek() == ',' {
			s.pos++
		}
	}
}

// integerOf is an integer written as one, or as a fraction or with an exponent that is whole.
func integerOf(text []byte, integer bool) (int64, bool) {
	if integer {
		return smallInteger(text)
	}
	f, err := strconv.ParseFloat(string(text), 64)
	if err != nil || f != float64(int64(f)) || f >= 1<<53 || f <= -1<<53 {
		return 0, false
	}
	return int64(f), true
}

func smallInteger(text []byte) (int64, bool) {
	digits := text
	if len(digits) > 0 && digits[0] == '-' {
		digits = digits[1:]
	}
	if len(digits) > 18 {
		n, err := strconv.ParseInt(string(text), 10, 64)
		return n, err == nil
	}
	var n int64
	for _, c := range digits {
		n = n*10 + int64(c-'0')
	}
	if len(digits) != len(text) {
		n = -n
	}
	return n, true
}
