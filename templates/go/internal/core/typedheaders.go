package core

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"time"
)

// WithResponseHeadersInto reads the headers of a successful answer into a struct, whose tags "header"
// name them.
func WithResponseHeadersInto(target any) Option {
	return func(c *Config) error {
		v := reflect.ValueOf(target)
		if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct {
			return errorf("WithResponseHeadersInto: the target is no pointer to a struct")
		}
		c.headersInto = target
		return nil
	}
}

// decodeHeaders reads headers into a struct. As in a body, what does not fit is left out and told.
func decodeHeaders(header http.Header, target any) []Mismatch {
	v := reflect.ValueOf(target).Elem()
	var found []Mismatch
	for i := range v.NumField() {
		name, _, ok := wireName(v.Type().Field(i), "header")
		values := header.Values(name)
		if !ok || len(values) == 0 {
			continue
		}
		field := v.Field(i)
		mismatches, err := decodeJSON(headerJSON(strings.Join(values, ", "), field.Type()), field.Addr().Interface())
		if err != nil {
			mismatches = []Mismatch{{Message: err.Error()}}
		}
		for _, m := range mismatches {
			found = append(found, Mismatch{"the header " + name, m.Message})
		}
	}
	return found
}

// headerJSON is what the text of a header says as JSON (OpenAPI 3.1, style simple).
func headerJSON(text string, t reflect.Type) []byte {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") || codecOf(t).opens == 0 {
		if json.Valid([]byte(text)) {
			return []byte(text)
		}
		return quoted(text)
	}
	switch codecOf(t).opens {
	case '"':
		if moment, err := http.ParseTime(text); err == nil && t == reflect.TypeFor[time.Time]() {
			text = moment.Format(time.RFC3339)
		}
		return quoted(text)
	case '[':
		if t.Kind() == reflect.Slice {
			return headerList(text, t.Elem())
		}
	case '{':
		return headerObject(text, t)
	}
	if json.Valid([]byte(text)) {
		return []byte(text)
	}
	return quoted(text)
}

func headerList(text string, item reflect.Type) []byte {
	data := []byte{'['}
	for part := range strings.SplitSeq(text, ",") {
		if len(data) > 1 {
			data = append(data, ',')
		}
		data = append(data, headerJSON(strings.TrimSpace(part), item)...)
	}
	return append(data, ']')
}

// headerObject reads a=1,b=2 and a,1,b,2.
func headerObject(text string, t reflect.Type) []byte {
	data := []byte{'{'}
	add := func(name, value string) {
		if len(data) > 1 {
			data = append(data, ',')
		}
		name = strings.TrimSpace(name)
		data = append(append(data, quoted(name)...), ':')
		data = append(data, headerJSON(strings.TrimSpace(value), memberType(t, name))...)
	}
	parts := strings.Split(text, ",")
	if _, _, pairs := strings.Cut(parts[0], "="); pairs {
		for _, part := range parts {
			name, value, _ := strings.Cut(part, "=")
			add(name, value)
		}
	} else {
		for i := 0; i+1 < len(parts); i += 2 {
			add(parts[i], parts[i+1])
		}
	}
	return append(data, '}')
}

// memberType is the type of a member of an object; any for what is not known.
func memberType(t reflect.Type, name string) reflect.Type {
	if t.Kind() == reflect.Map {
		return t.Elem()
	}
	for i := 0; t.Kind() == reflect.Struct && i < t.NumField(); i++ {
		if wire, _, ok := wireName(t.Field(i), "json"); ok && wire == name {
			return t.Field(i).Type
		}
	}
	return reflect.TypeFor[any]()
}

func quoted(text string) []byte {
	data, _ := json.Marshal(text)
	return data
}
