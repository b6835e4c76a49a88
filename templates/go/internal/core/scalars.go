package core

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"time"
)

func decodeString(d *decoder, v reflect.Value) (State, error) {
	switch d.peek() {
	case '"':
		text, err := d.str()
		if err != nil {
			return invalid, err
		}
		v.SetString(string(text))
		return valid, nil
	case 'n':
		return d.null(v)
	}
	return d.mismatch("a string")
}

func decodeBool(d *decoder, v reflect.Value) (State, error) {
	switch d.peek() {
	case 't':
		v.SetBool(true)
		return valid, d.word("true")
	case 'f':
		v.SetBool(false)
		return valid, d.word("false")
	case 'n':
		return d.null(v)
	}
	return d.mismatch("a boolean")
}

func isNumber(c byte) bool { return c == '-' || '0' <= c && c <= '9' }

// digitsOf reads a number; ok is false when there is none, and the state says what there was.
func (d *decoder) digitsOf(v reflect.Value, expected string) (text []byte, integer, ok bool, state State, err error) {
	switch c := d.peek(); {
	case isNumber(c):
		text, integer, err = d.number()
		return text, integer, err == nil, invalid, err
	case c == 'n':
		state, err = d.null(v)
	default:
		state, err = d.mismatch(expected)
	}
	return nil, false, false, state, err
}

func decodeInt(d *decoder, v reflect.Value) (State, error) {
	text, integer, ok, state, err := d.digitsOf(v, "an integer")
	if !ok {
		return state, err
	}
	n, ok := integerOf(text, integer)
	if !ok || v.OverflowInt(n) {
		d.note(d.pos-len(text), "expected an integer, got the number "+string(text[:min(len(text), 40)]))
		return invalid, nil
	}
	v.SetInt(n)
	return valid, nil
}

func decodeUint(d *decoder, v reflect.Value) (State, error) {
	text, integer, ok, state, err := d.digitsOf(v, "an integer")
	if !ok {
		return state, err
	}
	n, parseErr := strconv.ParseUint(string(text), 10, 64)
	if !integer || parseErr != nil || v.OverflowUint(n) {
		d.note(d.pos-len(text), "expected an unsigned integer, got the number "+string(text[:min(len(text), 40)]))
		return invalid, nil
	}
	v.SetUint(n)
	return valid, nil
}

func decodeFloat(d *decoder, v reflect.Value) (State, error) {
	text, _, ok, state, err := d.digitsOf(v, "a number")
	if !ok {
		return state, err
	}
	f, parseErr := strconv.ParseFloat(string(text), v.Type().Bits())
	if parseErr != nil {
		d.note(d.pos-len(text), "the number is too large")
		return invalid, nil
	}
	v.SetFloat(f)
	return valid, nil
}

func decodeNumber(d *decoder, v reflect.Value) (State, error) {
	text, _, ok, state, err := d.digitsOf(v, "a number")
	if !ok {
		return state, err
	}
	v.SetString(string(text))
	return valid, nil
}

func decodeTime(d *decoder, v reflect.Value) (State, error) {
	switch d.peek() {
	case 'n':
		return d.null(v)
	case '"':
	default:
		return d.mismatch("a date-time")
	}
	start := d.pos
	text, err := d.str()
	if err != nil {
		return invalid, err
	}
	t, ok := parseTime(string(text))
	if !ok {
		d.note(start, "expected a date-time, got "+string(d.data[start:min(d.pos, start+40)]))
		return invalid, nil
	}
	*v.Addr().Interface().(*time.Time) = t
	return valid, nil
}

func decodeText(d *decoder, v reflect.Value) (State, error) {
	switch d.peek() {
	case 'n':
		return d.null(v)
	case '"':
	default:
		return d.mismatch("a string")
	}
	start := d.pos
	text, err := d.str()
	if err != nil {
		return invalid, err
	}
	if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(text); err != nil {
		d.note(start, err.Error())
		return invalid, nil
	}
	return valid, nil
}

func decodeBytes(d *decoder, v reflect.Value) (State, error) {
	switch d.peek() {
	case 'n':
		return d.null(v)
	case '"':
	default:
		return d.mismatch("base64 text")
	}
	start := d.pos
	text, err := d.str()
	if err != nil {
		return invalid, err
	}
	out, decodeErr := base64.StdEncoding.AppendDecode(nil, text)
	if decodeErr != nil {
		d.note(start, "expected base64 text")
		return invalid, nil
	}
	v.SetBytes(out)
	return valid, nil
}

func decodeRaw(d *decoder, v reflect.Value) (State, error) {
	raw, err := d.skip()
	if err != nil {
		return invalid, err
	}
	v.SetBytes(raw)
	if string(raw) == "null" {
		return null, nil
	}
	return valid, nil
}

// decodeAny reads plain Go values. An integer is an int64, or a json.Number when it is larger.
func decodeAny(d *decoder, v reflect.Value) (State, error) {
	value, err := d.any()
	switch {
	case err != nil:
		return invalid, err
	case value == nil:
		v.SetZero()
		return null, nil
	}
	v.Set(reflect.ValueOf(value))
	return valid, nil
}

func (d *decoder) any() (any, error) {
	switch c := d.peek(); {
	case c == '"':
		text, err := d.str()
		return string(text), err
	case c == 't':
		return true, d.word("true")
	case c == 'f':
		return false, d.word("false")
	case c == 'n':
		return nil, d.word("null")
	case c == '{':
		object := map[string]any{}
		return object, d.object(func(name []byte) (err error) {
			object[string(name)], err = d.any()
			return err
		})
	case c == '[':
		return d.anys()
	}
	text, integer, err := d.number()
	if err != nil {
		return nil, err
	}
	if integer {
		if n, ok := smallInteger(text); ok {
			return n, nil
		}
		return json.Number(text), nil
	}
	f, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		return json.Number(text), nil
	}
	return f, nil
}

func (d *decoder) anys() (any, error) {
	if err := d.enter(); err != nil {
		return nil, err
	}
	defer d.leave()
	d.pos++
	array := []any{}
	if d.peek() == ']' {
		d.pos++
		return array, nil
	}
	for {
		value, err := d.any()
		if err != nil {
			return nil, err
		}
		array = append(array, value)
		switch d.peek() {
		case ',':
			d.pos++
		case ']':
			d.pos++
			return array, nil
		default:
			return nil, d.fail("expected a comma or the end of the array")
		}
	}
}

// decodeForeign reads a value with the methods it has of its own.
func decodeForeign(d *decoder, v reflect.Value) (State, error) {
	d.peek()
	start := d.pos
	raw, err := d.skip()
	if err != nil {
		return invalid, err
	}
	if err := json.Unmarshal(raw, v.Addr().Interface()); err != nil {
		d.note(start, err.Error())
		return invalid, nil
	}
	if string(raw) == "null" {
		return null, nil
	}
	return valid, nil
}

func encodeString(e *encoder, v reflect.Value) error { e.str(v.String()); return nil }

func encodeBool(e *encoder, v reflect.Value) error {
	e.buf = strconv.AppendBool(e.buf, v.Bool())
	return nil
}

func encodeInt(e *encoder, v reflect.Value) error {
	e.buf = strconv.AppendInt(e.buf, v.Int(), 10)
	return nil
}

func encodeUint(e *encoder, v reflect.Value) error {
	e.buf = strconv.AppendUint(e.buf, v.Uint(), 10)
	return nil
}

func encodeFloat(e *encoder, v reflect.Value) error {
	f := v.Float()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return errorf("%v is not a finite number", f)
	}
	e.buf = appendFloat(e.buf, f, v.Type().Bits())
	return nil
}

// appendFloat writes a number as ECMAScript does: the same text in every language.
func appendFloat(out []byte, f float64, bits int) []byte {
	if size := math.Abs(f); size == 0 {
		return append(out, '0')
	} else if size >= 1e-6 && size < 1e21 {
		return strconv.AppendFloat(out, f, 'f', -1, bits)
	}
	out = strconv.AppendFloat(out, f, 'e', -1, bits)
	if n := len(out); n >= 4 && out[n-2] == '0' && (out[n-3] == '-' || out[n-3] == '+') {
		out = append(out[:n-2], out[n-1])
	}
	return out
}

func encodeNumber(e *encoder, v reflect.Value) error {
	text := v.String()
	if text == "" {
		text = "0"
	}
	s := scanner{data: []byte(text)}
	if _, _, err := s.number(); err != nil || s.pos != len(text) {
		return errorf("not a number: %q", text)
	}
	e.buf = append(e.buf, text...)
	return nil
}

func encodeTime(e *encoder, v reflect.Value) error {
	e.buf = append(e.buf, '"')
	e.buf = v.Interface().(time.Time).AppendFormat(e.buf, time.RFC3339Nano)
	e.buf = append(e.buf, '"')
	return nil
}

func encodeText(e *encoder, v reflect.Value) error {
	text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
	e.str(string(text))
	return err
}

func encodeBytes(e *encoder, v reflect.Value) error {
	if v.IsNil() {
		return e.word("null")
	}
	e.buf = append(e.buf, '"')
	e.buf = base64.StdEncoding.AppendEncode(e.buf, v.Bytes())
	e.buf = append(e.buf, '"')
	return nil
}

func encodeRaw(e *encoder, v reflect.Value) error {
	raw := bytes.TrimSpace(v.Bytes())
	if len(raw) == 0 {
		return e.word("null")
	}
	if err := checkJSON(raw); err != nil {
		return err
	}
	e.compact(raw)
	return nil
}

func encodeInterface(e *encoder, v reflect.Value) error {
	if v.IsNil() {
		return e.word("null")
	}
	if err := e.enter(); err != nil {
		return err
	}
	defer e.leave()
	return e.value(v.Elem())
}

// encodeForeign writes a value with the methods it has of its own.
func encodeForeign(e *encoder, v reflect.Value) error {
	var out bytes.Buffer
	writer := json.NewEncoder(&out)
	writer.SetEscapeHTML(false)
	if err := writer.Encode(v.Interface()); err != nil {
		return err
	}
	e.buf = append(e.buf, bytes.TrimSpace(out.Bytes())...)
	return nil
}
