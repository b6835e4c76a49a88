package core

import (
	"encoding"
	"encoding/json"
	"reflect"
	"sync"
	"time"
)

// codec reads and writes the values of one type.
type codec struct {
	decode func(d *decoder, v reflect.Value) (State, error)
	encode func(e *encoder, v reflect.Value) error
	isZero func(v reflect.Value) bool
	// opens is the first byte of the values it reads, 0 for those of several kinds.
	opens byte
}

var (
	codecs   sync.Map // reflect.Type -> *codec
	building sync.Mutex
)

// codecOf is the codec of a type; made once.
func codecOf(t reflect.Type) *codec {
	if known, ok := codecs.Load(t); ok {
		return known.(*codec)
	}
	building.Lock()
	defer building.Unlock()
	b := builder{made: map[reflect.Type]*codec{}}
	made := b.codec(t)
	for t, c := range b.made {
		codecs.Store(t, c)
	}
	return made
}

// builder makes the codecs of a type and of all types within.
type builder struct {
	made map[reflect.Type]*codec
}

var (
	unionType       = reflect.TypeFor[union]()
	marshalerType   = reflect.TypeFor[json.Marshaler]()
	unmarshalerType = reflect.TypeFor[json.Unmarshaler]()
	toTextType      = reflect.TypeFor[encoding.TextMarshaler]()
	fromTextType    = reflect.TypeFor[encoding.TextUnmarshaler]()
	zeroerType      = reflect.TypeFor[interface{ IsZero() bool }]()
	objectType      = reflect.TypeFor[JSONObject]()
	pageType        = reflect.TypeFor[JSONPage]()
)

func (b *builder) codec(t reflect.Type) *codec {
	if known, ok := codecs.Load(t); ok {
		return known.(*codec)
	}
	if begun, ok := b.made[t]; ok {
		return begun
	}
	c := &codec{isZero: reflect.Value.IsZero}
	b.made[t] = c
	b.fill(c, t)
	if isFieldType(t) {
		c.isZero = isZeroField
	} else if t.Implements(zeroerType) {
		c.isZero = func(v reflect.Value) bool { return v.Interface().(interface{ IsZero() bool }).IsZero() }
	}
	return c
}

func (b *builder) fill(c *codec, t reflect.Type) {
	switch t {
	case reflect.TypeFor[time.Time]():
		c.decode, c.encode, c.opens = decodeTime, encodeTime, '"'
		c.isZero = func(v reflect.Value) bool { return v.Interface().(time.Time).IsZero() }
		return
	case reflect.TypeFor[json.Number]():
		c.decode, c.encode, c.opens = decodeNumber, encodeNumber, '0'
		return
	case reflect.TypeFor[json.RawMessage]():
		c.decode, c.encode = decodeRaw, encodeRaw
		return
	case reflect.TypeFor[any]():
		c.decode, c.encode = decodeAny, encodeInterface
		return
	}
	switch {
	case t.Kind() == reflect.Pointer:
		b.pointer(c, t)
	case t.Implements(unionType):
		b.union(c, t)
	case isFieldType(t):
		b.field(c, t)
	case t.Kind() == reflect.Struct && isModel(t):
		b.object(c, t)
	case t.Implements(toTextType) && reflect.PointerTo(t).Implements(fromTextType):
		c.decode, c.encode, c.opens = decodeText, encodeText, '"'
	case t.Implements(marshalerType) || reflect.PointerTo(t).Implements(unmarshalerType):
		c.decode, c.encode = decodeForeign, encodeForeign
	default:
		b.kind(c, t)
	}
}

func (b *builder) kind(c *codec, t reflect.Type) {
	switch t.Kind() {
	case reflect.String:
		c.decode, c.encode, c.opens = decodeString, encodeString, '"'
	case reflect.Bool:
		c.decode, c.encode, c.opens = decodeBool, encodeBool, 't'
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		c.decode, c.encode, c.opens = decodeInt, encodeInt, '0'
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		c.decode, c.encode, c.opens = decodeUint, encodeUint, '0'
	case reflect.Float32, reflect.Float64:
		c.decode, c.encode, c.opens = decodeFloat, encodeFloat, '0'
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			c.decode, c.encode, c.opens = decodeBytes, encodeBytes, '"'
			return
		}
		b.slice(c, t)
	case reflect.Array:
		item := b.codec(t.Elem())
		c.decode, c.opens = decodeForeign, '['
		c.encode = func(e *encoder, v reflect.Value) error { return e.array(v, item) }
	case reflect.Map:
		b.mapping(c, t)
	case reflect.Interface:
		c.decode, c.encode = decodeForeign, encodeInterface
	default:
		c.decode, c.encode = decodeForeign, encodeForeign
	}
}

func (b *builder) pointer(c *codec, t reflect.Type) {
	inner := b.codec(t.Elem())
	c.decode = func(d *decoder, v reflect.Value) (State, error) {
		if d.peek() == 'n' {
			return d.null(v)
		}
		if v.IsNil() {
			v.Set(reflect.New(t.Elem()))
		}
		return inner.decode(d, v.Elem())
	}
	c.encode = func(e *encoder, v reflect.Value) error {
		if v.IsNil() {
			return e.word("null")
		}
		if err := e.enter(); err != nil {
			return err
		}
		defer e.leave()
		return inner.encode(e, v.Elem())
	}
}

func (b *builder) field(c *codec, t reflect.Type) {
	inner := b.codec(t.Field(fieldValue).Type)
	c.decode = func(d *decoder, v reflect.Value) (State, error) {
		v.SetZero()
		v.Field(fieldPresent).SetBool(true)
		if d.peek() == 'n' {
			v.Field(fieldNull).SetBool(true)
			return null, d.word("null")
		}
		return inner.decode(d, v.Field(fieldValue))
	}
	c.encode = func(e *encoder, v reflect.Value) error {
		switch raw := v.Field(fieldRaw); {
		case !raw.IsNil():
			return e.value(raw.Elem())
		case v.Field(fieldNull).Bool() || !v.Field(fieldPresent).Bool():
			return e.word("null")
		}
		return inner.encode(e, v.Field(fieldValue))
	}
}

func (b *builder) slice(c *codec, t reflect.Type) {
	item := b.codec(t.Elem())
	c.opens = '['
	c.encode = func(e *encoder, v reflect.Value) error {
		if v.IsNil() {
			return e.word("null")
		}
		return e.array(v, item)
	}
	c.decode = func(d *decoder, v reflect.Value) (State, error) {
		switch d.peek() {
		case 'n':
			return d.null(v)
		case '[':
		default:
			return d.mismatch("an array")
		}
		if err := d.enter(); err != nil {
			return invalid, err
		}
		defer d.leave()
		v.SetLen(0)
		if v.IsNil() {
			v.Set(reflect.MakeSlice(t, 0, 0))
		}
		d.pos++
		for n := 0; ; n++ {
			if d.peek() == ']' && n == 0 {
				break
			}
			if n == v.Cap() {
				v.Grow(1)
			}
			v.SetLen(n + 1)
			element := v.Index(n)
			element.SetZero()
			if _, err := item.decode(d, element); err != nil {
				return invalid, err
			}
			if c := d.peek(); c == ']' {
				break
			} else if c != ',' {
				return invalid, d.fail("expected a comma or the end of the array")
			}
			d.pos++
		}
		d.pos++
		return valid, nil
	}
}

func (b *builder) mapping(c *codec, t reflect.Type) {
	item := b.codec(t.Elem())
	c.opens = '{'
	c.encode = func(e *encoder, v reflect.Value) error {
		if v.IsNil() {
			return e.word("null")
		}
		return e.mapping(v, item)
	}
	if t.Key().Kind() != reflect.String {
		c.decode = decodeForeign
		return
	}
	c.decode = func(d *decoder, v reflect.Value) (State, error) {
		switch d.peek() {
		case 'n':
			return d.null(v)
		case '{':
		default:
			return d.mismatch("an object")
		}
		v.Set(reflect.MakeMap(t))
		return valid, d.object(func(name []byte) error {
			value := reflect.New(t.Elem()).Elem()
			if _, err := item.decode(d, value); err != nil {
				return err
			}
			v.SetMapIndex(reflect.ValueOf(string(name)).Convert(t.Key()), value)
			return nil
		})
	}
}

// object reads an object; member reads the value of one member.
func (d *decoder) object(member func(name []byte) error) error {
	if err := d.enter(); err != nil {
		return err
	}
	defer d.leave()
	d.pos++
	if d.peek() == '}' {
		d.pos++
		return nil
	}
	for {
		name, err := d.name()
		if err != nil {
			return err
		}
		if err := member(name); err != nil {
			return err
		}
		switch d.peek() {
		case ',':
			d.pos++
		case '}':
			d.pos++
			return nil
		default:
			return d.fail("expected a comma or the end of the object")
		}
	}
}

func (d *decoder) enter() error {
	if d.depth++; d.depth > maxDepth {
		return d.fail("JSON is nested too deeply")
	}
	return nil
}

func (d *decoder) leave() { d.depth-- }
