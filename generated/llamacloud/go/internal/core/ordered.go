package core

import (
	"encoding/json"
	"strings"
)

type rawJSON = json.RawMessage

func isRaw(content any) bool {
	_, ok := content.(rawJSON)
	return ok
}

// setMember is an object with another value at a path whose dots lead into objects; the order of its
// members stays. A nil value removes the member.
func setMember(object []byte, path string, value []byte) ([]byte, error) {
	if s := (&scanner{data: object}); len(object) > 0 && s.peek() != '{' && s.peek() != 'n' {
		return nil, errorf("%q cannot be set in a body that is no object", path)
	}
	name, rest, nested := strings.Cut(path, ".")
	if _, whole := member(object, path); whole {
		name, nested = path, false
	}
	if nested {
		inner, _ := member(object, name)
		changed, err := setMember(inner, rest, value)
		if err != nil {
			return nil, err
		}
		value = changed
	}
	e := encoder{buf: []byte{'{'}}
	put := func(name string, raw []byte) {
		if raw != nil {
			e.name(name, 1)
			e.buf = append(e.buf, raw...)
		}
	}
	found := false
	for key, raw := range members(object) {
		if key == name {
			raw, found = value, true
		}
		put(key, raw)
	}
	if !found {
		put(name, value)
	}
	return append(e.buf, '}'), nil
}
