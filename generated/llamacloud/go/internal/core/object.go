package core

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// State says what an answer held for a member.
type State uint8

const (
	missing State = iota
	null
	invalid
	valid
)

// JSONField is what an answer held for a member of an object.
type JSONField struct {
	raw   []byte
	state State
}

// IsMissing tells that the member was absent.
func (f JSONField) IsMissing() bool { return f.state == missing }

// IsNull tells that the member was null.
func (f JSONField) IsNull() bool { return f.state == null }

// IsInvalid tells that the member was not of the documented type.
func (f JSONField) IsInvalid() bool { return f.state == invalid }

// Raw is the member as it was received; empty when it was absent.
func (f JSONField) Raw() string { return string(f.raw) }

// JSONObject is what a model remembers of the JSON it was read from.
type JSONObject struct {
	raw  []byte
	kind *structCodec
}

// RawJSON is the object as it was received; empty for one that was not.
func (o JSONObject) RawJSON() string { return string(o.raw) }

// Field is what the answer held for a member, by its name on the wire. It tells absent, null and zero
// apart.
func (o JSONObject) Field(name string) JSONField {
	raw, ok := member(o.raw, name)
	if !ok {
		return JSONField{}
	}
	return JSONField{raw, o.kind.state(name, raw)}
}

// ExtraFields are the members that the document does not know.
func (o JSONObject) ExtraFields() map[string]json.RawMessage {
	var extra map[string]json.RawMessage
	o.eachExtra(func(name string, raw []byte) {
		if extra == nil {
			extra = map[string]json.RawMessage{}
		}
		extra[name] = raw
	})
	return extra
}

func (o JSONObject) eachExtra(yield func(name string, raw []byte)) {
	if len(o.raw) == 0 || o.raw[0] != '{' || o.kind == nil {
		return
	}
	for name, raw := range members(o.raw) {
		if _, known := o.kind.byName[name]; !known {
			yield(name, raw)
		}
	}
}

// Format prints the members that the document does not know: the others are printed beside it.
func (o JSONObject) Format(f fmt.State, _ rune) {
	out := []byte{'{'}
	o.eachExtra(func(name string, raw []byte) {
		if len(out) > 1 {
			out = append(out, ' ')
		}
		out = append(append(append(out, name...), ':'), raw...)
	})
	_, _ = f.Write(append(out, '}'))
}

// Union is a value of one of several types: the fields of the struct that V points to, in their order.
// A pointer, so that all unions share their code.
//
// What is none of them is kept as it was received.
type Union[V any] struct {
	value any
	raw   []byte
}

// UnionOf is a union that holds a value.
func UnionOf[V any](value any) Union[V] { return Union[V]{value: value} }

// Any is the value: one of the documented types, or a [json.RawMessage] that is none of them. It is
// nil when there is none. Best used in a type switch.
func (u Union[V]) Any() any {
	if u.value == nil && u.raw != nil {
		return json.RawMessage(u.raw)
	}
	return u.value
}

// IsUnknown tells that an answer held something that the document does not know.
func (u Union[V]) IsUnknown() bool { return u.value == nil && len(u.raw) > 0 && u.raw[0] != 'n' }

// RawJSON is the value as it was received; empty for one that was not.
func (u Union[V]) RawJSON() string { return string(u.raw) }

// IsZero tells that there is no value.
func (u Union[V]) IsZero() bool { return u.value == nil && u.raw == nil }

// Format prints the value alone.
func (u Union[V]) Format(f fmt.State, verb rune) {
	value := u.Any()
	if raw, ok := value.(json.RawMessage); ok {
		value = string(raw)
	}
	_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), value)
}

// MarshalJSON writes the value.
func (u Union[V]) MarshalJSON() ([]byte, error) { return MarshalJSON(u) }

// UnmarshalJSON reads the type that fits best.
func (u *Union[V]) UnmarshalJSON(data []byte) error { return UnmarshalJSON(data, u) }

func (u Union[V]) variants() reflect.Type     { return reflect.TypeFor[V]().Elem() }
func (u *Union[V]) set(value any, raw []byte) { u.value, u.raw = value, raw }
func (u Union[V]) get() (any, []byte)         { return u.value, u.raw }

// union is any Union.
type union interface {
	variants() reflect.Type
	get() (any, []byte)
}
