package core

import (
	"encoding/json"
	"reflect"
	"strings"
)

// Field is a parameter that is absent until it is given a value.
//
// The zero Field is not sent. F gives it a value, Null an explicit null, and Raw any other JSON.
type Field[T any] struct {
	// Value is sent when Present is true and neither Null nor Raw is set.
	Value T
	// Null sends an explicit null.
	Null bool
	// Present tells a field that was given a value from one that was not.
	Present bool
	// Raw, when it is not nil, is sent in place of Value.
	Raw any
}

// F is a field with a value.
func F[T any](value T) Field[T] { return Field[T]{Value: value, Present: true} }

// Null is a field that is sent as null.
func Null[T any]() Field[T] { return Field[T]{Null: true, Present: true} }

// Raw is a field whose value is sent although its type does not allow it.
func Raw[T any](value any) Field[T] { return Field[T]{Raw: value, Present: true} }

// IsZero tells whether the field is absent.
func (f Field[T]) IsZero() bool { return !f.Present && !f.Null && f.Raw == nil }

// MarshalJSON writes the value; an absent field is null.
func (f Field[T]) MarshalJSON() ([]byte, error) { return MarshalJSON(f) }

// UnmarshalJSON reads a value, or null.
func (f *Field[T]) UnmarshalJSON(data []byte) error { return UnmarshalJSON(data, f) }

// isFieldType tells whether a type is a Field. A name costs less than a method of every Field there is.
func isFieldType(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.PkgPath() == corePath && strings.HasPrefix(t.Name(), "Field[")
}

var corePath = reflect.TypeFor[Field[int]]().PkgPath()

// fieldContent is what a field sends: a value, or nil for null. It is the value itself when that is no
// field.
func fieldContent(v reflect.Value) any {
	if !isFieldType(v.Type()) {
		return v.Interface()
	}
	if raw := v.Field(fieldRaw); !raw.IsNil() {
		return raw.Interface()
	}
	if v.Field(fieldNull).Bool() || !v.Field(fieldPresent).Bool() {
		return nil
	}
	return v.Field(fieldValue).Interface()
}

// isZeroField tells whether a field is absent.
func isZeroField(v reflect.Value) bool {
	return !v.Field(fieldPresent).Bool() && !v.Field(fieldNull).Bool() && v.Field(fieldRaw).IsNil()
}

var (
	_ json.Marshaler   = Field[int]{}
	_ json.Unmarshaler = (*Field[int])(nil)
)

// The positions of the members of Field, for the codec.
const (
	fieldValue = iota
	fieldNull
	fieldPresent
	fieldRaw
)
