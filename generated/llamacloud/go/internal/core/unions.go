package core

import (
	"reflect"
	"strings"
)

// unionCodec is what the codec knows of a union.
type unionCodec struct {
	discriminator string
	tags          map[string]int
	// otherwise is the variant of all other tags; -1 where there is none.
	otherwise int
	types     []reflect.Type
	codecs    []*codec
	// tag is the only tag of a variant, where it is a text; else empty.
	tag map[reflect.Type]string
}

func (b *builder) union(c *codec, t reflect.Type) {
	variants := reflect.Zero(t).Interface().(union).variants()
	u := &unionCodec{tags: map[string]int{}, otherwise: -1, tag: map[reflect.Type]string{}}
	for i := range variants.NumField() {
		f := variants.Field(i)
		if name, ok := f.Tag.Lookup("discriminator"); ok {
			u.discriminator = name
			continue
		}
		if values, ok := f.Tag.Lookup("values"); ok {
			for value := range strings.SplitSeq(values, ",") {
				u.tags[unescape(value)] = len(u.types)
			}
			if !strings.Contains(values, ",") && isTextIn(f.Type, u.discriminator) {
				u.tag[f.Type] = unescape(values)
			}
		}
		if f.Tag.Get("otherwise") != "" {
			u.otherwise = len(u.types)
		}
		u.types = append(u.types, f.Type)
		u.codecs = append(u.codecs, b.codec(f.Type))
	}
	c.decode = func(d *decoder, v reflect.Value) (State, error) {
		d.peek()
		start := d.pos
		raw, err := d.skip()
		if err != nil {
			return invalid, err
		}
		setter := v.Addr().Interface().(interface{ set(value any, raw []byte) })
		if raw[0] == 'n' {
			setter.set(nil, raw)
			return null, nil
		}
		value, known := u.read(d, raw, start)
		setter.set(value, raw)
		if !known {
			return invalid, nil
		}
		return valid, nil
	}
	c.encode = func(e *encoder, v reflect.Value) error {
		value, raw := v.Interface().(union).get()
		switch {
		case value != nil:
			if err := e.enter(); err != nil {
				return err
			}
			defer e.leave()
			start := len(e.buf)
			if err := e.value(reflect.ValueOf(value)); err != nil {
				return err
			}
			if tag := u.tag[reflect.TypeOf(value)]; tag != "" && len(raw) == 0 {
				e.addMember(start, u.discriminator, tag)
			}
			return nil
		case len(raw) > 0:
			e.buf = append(e.buf, raw...)
			return nil
		}
		return e.word("null")
	}
}

// isTextIn tells whether a member of a struct may be a text: it is one there, or nothing is said of it.
func isTextIn(t reflect.Type, name string) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if wire, _, ok := wireName(f, "json"); !ok || wire != name {
			continue
		}
		if isFieldType(f.Type) {
			return f.Type.Field(fieldValue).Type.Kind() == reflect.String
		}
		return f.Type.Kind() == reflect.String
	}
	return true
}

// addMember gives the object that was written from start on a member that it does not have.
func (e *encoder) addMember(start int, name, value string) {
	object := e.buf[start:]
	if len(object) == 0 || object[0] != '{' {
		return
	}
	if _, ok := member(object, name); ok {
		return
	}
	rest := string(object[1:])
	e.buf = e.buf[:start+1]
	e.name(name, start+1)
	e.str(value)
	if rest != "}" {
		e.buf = append(e.buf, ',')
	}
	e.buf = append(e.buf, rest...)
}

// read is the value as the variant that fits best; false when none does.
func (u *unionCodec) read(d *decoder, raw []byte, start int) (any, bool) {
	if u.discriminator != "" && raw[0] == '{' {
		index, known := u.otherwise, u.otherwise >= 0
		tag, tagged := member(raw, u.discriminator)
		if tagged {
			if named, ok := u.tags[textOf(tag)]; ok {
				index, known = named, true
			}
		}
		switch {
		case known:
			return u.as(index, d, raw)
		case tagged:
			d.note(start, "no variant is called "+string(tag[:min(len(tag), 40)]))
			return nil, false
		}
	}
	best, score := -1, 1<<30
	for index, c := range u.codecs {
		if !opens(c, raw[0]) {
			continue
		}
		trial := decoder{scanner: scanner{data: raw}, depth: d.depth}
		value := reflect.New(u.types[index]).Elem()
		state, err := c.decode(&trial, value)
		if err != nil || state == invalid || state == null {
			continue
		}
		if points := trial.wrong<<10 + trial.unknown; points < score {
			best, score = index, points
		}
		if score == 0 {
			break
		}
	}
	if best < 0 {
		d.note(start, "none of the documented types fits")
		return nil, false
	}
	return u.as(best, d, raw)
}

func (u *unionCodec) as(index int, d *decoder, raw []byte) (any, bool) {
	value := reflect.New(u.types[index]).Elem()
	inner := decoder{scanner: scanner{data: raw}, depth: d.depth + 1}
	state, err := u.codecs[index].decode(&inner, value)
	if err != nil || state == invalid {
		d.note(d.pos-len(raw), "none of the documented types fits")
		return nil, false
	}
	for _, n := range inner.notes {
		d.note(d.pos-len(raw)+n.offset, n.message)
	}
	return value.Interface(), true
}

// opens tells whether a value that begins so can be one of the codec's.
func opens(c *codec, first byte) bool {
	switch c.opens {
	case 0:
		return true
	case '0':
		return isNumber(first)
	case 't':
		return first == 't' || first == 'f'
	default:
		return c.opens == first
	}
}

// unescape undoes the escapes of commas and percent signs in tags of variants.
func unescape(text string) string {
	return strings.NewReplacer("%2C", ",", "%25", "%").Replace(text)
}
