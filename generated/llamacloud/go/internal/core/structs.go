package core

import (
	"reflect"
	"slices"
	"strings"
)

// structCodec is what the codec knows of a struct.
type structCodec struct {
	fields   []structField
	byName   map[string]int
	required int
	// meta is the position of the member JSON, -1 when there is none.
	meta int
	// extra is the position of the map of further members, -1 when there is none.
	extra     int
	extraType reflect.Type
	extraItem *codec
	// items is the field that is the whole value, of pages that are bare arrays.
	items *structField
}

type structField struct {
	name     string
	index    int
	codec    *codec
	optional bool
	of       reflect.Type
}

// isModel tells whether a struct is one of the client's, rather than the caller's.
func isModel(t reflect.Type) bool {
	for i := range t.NumField() {
		f := t.Field(i)
		if isFieldType(f.Type) || f.Tag.Get("additional") != "" || isMeta(f) {
			return true
		}
	}
	return false
}

func isMeta(f reflect.StructField) bool {
	return f.Name == "JSON" && (f.Type == objectType || f.Type == pageType)
}

// wireName is the name of a field in JSON; the tag "wire" has those that the tag "json" cannot hold.
func wireName(f reflect.StructField, tag string) (name string, options string, ok bool) {
	text, ok := f.Tag.Lookup(tag)
	name, options, _ = strings.Cut(text, ",")
	if !ok || !f.IsExported() {
		return "", "", false
	}
	if wire, has := f.Tag.Lookup("wire"); has {
		name = wire
	} else if text == "-" {
		return "", "", false
	}
	return name, options, true
}

func (b *builder) object(c *codec, t reflect.Type) {
	s := &structCodec{byName: map[string]int{}, meta: -1, extra: -1}
	for i := range t.NumField() {
		f := t.Field(i)
		if isMeta(f) {
			s.meta = i
			continue
		}
		if f.Tag.Get("additional") != "" {
			s.extra, s.extraType = i, f.Type
			s.extraItem = b.codec(f.Type.Elem())
			continue
		}
		if f.Tag.Get("array") != "" {
			s.items = &structField{index: i, codec: b.codec(f.Type), of: f.Type}
			continue
		}
		name, options, ok := wireName(f, "json")
		if !ok {
			continue
		}
		field := structField{name: name, index: i, codec: b.codec(f.Type), of: f.Type}
		field.optional = strings.Contains(options, "omitzero") || strings.Contains(options, "omitempty") ||
			isFieldType(f.Type)
		if !field.optional {
			s.required++
		}
		s.byName[name] = len(s.fields)
		s.fields = append(s.fields, field)
	}
	c.opens = '{'
	c.decode = s.decode
	c.encode = s.encode
	if s.items != nil {
		c.opens = '['
	}
}

func (s *structCodec) decode(d *decoder, v reflect.Value) (State, error) {
	c := d.peek()
	start := d.pos
	if c == 'n' {
		state, err := d.null(v)
		s.remember(d, v, start)
		return state, err
	}
	if s.items != nil {
		state, err := s.items.codec.decode(d, v.Field(s.items.index))
		s.remember(d, v, start)
		return state, err
	}
	if c != '{' {
		state, err := d.mismatch("an object")
		s.remember(d, v, start)
		return state, err
	}
	next, required := 0, 0
	err := d.object(func(name []byte) error {
		index := next
		if index >= len(s.fields) || s.fields[index].name != string(name) {
			var known bool
			if index, known = s.byName[string(name)]; !known {
				return s.further(d, v, name)
			}
		}
		next = index + 1
		f := &s.fields[index]
		if !f.optional {
			required++
		}
		_, err := f.codec.decode(d, v.Field(f.index))
		return err
	})
	if err != nil {
		return invalid, err
	}
	s.remember(d, v, start)
	if required < s.required {
		s.noteAbsent(d, start)
	}
	return valid, nil
}

// remember keeps the raw JSON of a value.
func (s *structCodec) remember(d *decoder, v reflect.Value, start int) {
	if s.meta < 0 {
		return
	}
	switch o := v.Field(s.meta).Addr().Interface().(type) {
	case *JSONObject:
		o.raw, o.kind = d.data[start:d.pos:d.pos], s
	case *JSONPage:
		o.raw, o.kind = d.data[start:d.pos:d.pos], s
	}
}

// state says what a raw value is to the field of its name.
func (s *structCodec) state(name string, raw []byte) State {
	if string(raw) == "null" {
		return null
	}
	index, known := s.byName[name]
	if !known {
		return valid
	}
	trial := decoder{scanner: scanner{data: raw}}
	state, err := s.fields[index].codec.decode(&trial, reflect.New(s.fields[index].of).Elem())
	if err != nil {
		return invalid
	}
	return state
}

// further reads a member that is not one of the fields.
func (s *structCodec) further(d *decoder, v reflect.Value, name []byte) error {
	if s.extra < 0 {
		d.unknown++
		_, err := d.skip()
		return err
	}
	extra := v.Field(s.extra)
	if extra.IsNil() {
		extra.Set(reflect.MakeMap(s.extraType))
	}
	key := string(name)
	value := reflect.New(s.extraType.Elem()).Elem()
	if _, err := s.extraItem.decode(d, value); err != nil {
		return err
	}
	extra.SetMapIndex(reflect.ValueOf(key), value)
	return nil
}

// noteAbsent says which required members are not there.
func (s *structCodec) noteAbsent(d *decoder, start int) {
	var names []string
	for name := range members(d.data[start:d.pos]) {
		names = append(names, name)
	}
	for _, f := range s.fields {
		if !f.optional && !slices.Contains(names, f.name) {
			d.absent++
			d.note(start, "the required member "+f.name+" is absent")
		}
	}
}

func (s *structCodec) encode(e *encoder, v reflect.Value) error {
	if err := e.enter(); err != nil {
		return err
	}
	defer e.leave()
	if s.items != nil {
		return s.items.codec.encode(e, v.Field(s.items.index))
	}
	if s.isOther(v) {
		e.buf = append(e.buf, objectOf(v.Field(s.meta)).raw...)
		return nil
	}
	var object JSONObject
	received := map[string][]byte{}
	if s.meta >= 0 {
		object = objectOf(v.Field(s.meta))
		for name, raw := range members(object.raw) {
			received[name] = raw
		}
	}
	e.buf = append(e.buf, '{')
	start := len(e.buf)
	for i := range s.fields {
		f := &s.fields[i]
		value := v.Field(f.index)
		if f.codec.isZero(value) {
			raw, had := received[f.name]
			if !had && (f.optional || object.raw != nil) {
				continue
			}
			if had && s.state(f.name, raw) != valid {
				e.name(f.name, start)
				e.buf = append(e.buf, raw...)
				continue
			}
		}
		e.name(f.name, start)
		if err := f.codec.encode(e, value); err != nil {
			return err
		}
	}
	if s.extra >= 0 {
		if err := e.members(v.Field(s.extra), s.extraItem, start); err != nil {
			return err
		}
	} else {
		object.eachExtra(func(name string, raw []byte) {
			e.name(name, start)
			e.buf = append(e.buf, raw...)
		})
	}
	e.buf = append(e.buf, '}')
	return nil
}

// isOther tells whether what was received is no object, and nothing has been set since.
func (s *structCodec) isOther(v reflect.Value) bool {
	if s.meta < 0 {
		return false
	}
	if raw := objectOf(v.Field(s.meta)).raw; len(raw) == 0 || raw[0] == '{' {
		return false
	}
	for _, f := range s.fields {
		if !f.codec.isZero(v.Field(f.index)) {
			return false
		}
	}
	return true
}

func objectOf(v reflect.Value) JSONObject {
	switch o := v.Interface().(type) {
	case JSONObject:
		return o
	case JSONPage:
		return o.JSONObject
	}
	return JSONObject{}
}
