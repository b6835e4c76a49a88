package core

import (
	"bytes"
	"io"
	"reflect"
	"slices"
	"strings"
)

// body is the body of a request.
type body struct {
	contentType string
	// open begins the body anew; nil when content holds all of it.
	open    func() (io.ReadCloser, error)
	content []byte
	// size is in bytes, -1 when nobody knows before the end.
	size int64
	// once tells that the body cannot be sent a second time.
	once bool
}

func bodyOf(content []byte, contentType string) *body {
	return &body{contentType: contentType, content: content, size: int64(len(content))}
}

// Encoding is how a member of a form is written (OpenAPI 3.1, section 4.8.15).
type Encoding struct {
	// Name is the member's.
	Name string
	// ContentType is its media type, when it has one of its own.
	ContentType string
	// Style is as in tags: "form,explode".
	Style string
	// File tells that the member is a file, which a text is not.
	File bool
}

type value struct {
	name  string
	value any
}

// encodeBody is a body of a kind: json, form, multipart, binary or text, with a media type after a
// colon where it is not the usual one. There is none when content is nil and has is false.
func encodeBody(kind string, content any, has bool, encodings []Encoding) (*body, error) {
	kind, contentType, _ := strings.Cut(kind, ":")
	if !has {
		return nil, nil
	}
	if kind == "json" {
		return jsonBody(content, contentType)
	}
	if content == nil {
		return nil, nil
	}
	switch kind {
	case "lines":
		return linesBody(content, contentType)
	case "text":
		n, err := nodeOf(content)
		if err != nil {
			return nil, err
		}
		if strings.IndexFunc(n.text, func(r rune) bool { return r > 0x7f }) >= 0 && !strings.Contains(contentType, "charset") {
			contentType += "; charset=utf-8"
		}
		return bodyOf([]byte(n.text), contentType), nil
	case "form":
		return formBody(valuesOf(content), encodings)
	case "multipart":
		return multipartBody(valuesOf(content), encodings, contentType)
	}
	return binaryBody(content, contentType)
}

// membersBody is a body whose members are given one by one; none when there is no member and the body
// is optional.
func membersBody(kind string, members []value, required bool, encodings []Encoding) (*body, error) {
	return encodeBody(kind, members, required || len(members) > 0, encodings)
}

func jsonBody(content any, contentType string) (*body, error) {
	if contentType == "" {
		contentType = "application/json"
	}
	list, ok := content.([]value)
	if !ok {
		raw, err := MarshalJSON(content)
		return bodyOf(raw, contentType), err
	}
	e := encoder{buf: []byte{'{'}}
	for _, member := range list {
		e.name(member.name, 1)
		if err := e.value(reflect.ValueOf(member.value)); err != nil {
			return nil, errorf("member %q: %w", member.name, err)
		}
	}
	return bodyOf(append(e.buf, '}'), contentType), nil
}

// linesBody has a value of JSON on each line.
func linesBody(content any, contentType string) (*body, error) {
	raw, err := MarshalJSON(content)
	if err != nil {
		return nil, err
	}
	out := []byte{}
	for item := range elements(raw) {
		out = append(append(out, item...), '\n')
	}
	return bodyOf(out, contentType), nil
}

// valuesOf are the members of an object: of a struct of parameters, a map, or anything that is an
// object in JSON.
func valuesOf(content any) []value {
	if list, ok := content.([]value); ok {
		return list
	}
	if m, ok := content.(map[string]any); ok {
		var list []value
		for _, name := range sortedKeys(m) {
			list = append(list, value{name, m[name]})
		}
		return list
	}
	raw, err := MarshalJSON(content)
	if err != nil {
		return nil
	}
	var list []value
	for name, raw := range members(raw) {
		list = append(list, value{name, rawJSON(raw)})
	}
	return list
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func encodingOf(encodings []Encoding, name string) Encoding {
	for _, e := range encodings {
		if e.Name == name {
			return e
		}
	}
	return Encoding{}
}

func isJSONType(contentType string) bool {
	media, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	media = strings.TrimSpace(media)
	return media == "application/json" || strings.HasSuffix(media, "+json")
}

func formBody(values []value, encodings []Encoding) (*body, error) {
	var out []byte
	for _, v := range values {
		encoding := encodingOf(encodings, v.name)
		style := parseStyle(encoding.Style)
		if isJSONType(encoding.ContentType) {
			style.kind = styleJSON
		}
		pairs, err := formPairs(v.name, v.value, style)
		if err != nil {
			return nil, err
		}
		for _, p := range pairs {
			if len(out) > 0 {
				out = append(out, '&')
			}
			out = append(append(append(out, p.name...), '='), p.value...)
		}
	}
	return bodyOf(out, "application/x-www-form-urlencoded"), nil
}

// binaryBody is a file as the whole body. A media type with a star is the file's own.
func binaryBody(content any, contentType string) (*body, error) {
	f, err := fileOf(content)
	if err != nil {
		return nil, err
	}
	if strings.Contains(contentType, "*") {
		contentType = f.contentType()
	} else if own := f.ownType; own != "" {
		contentType = own
	}
	b := &body{contentType: contentType, size: f.size, once: f.once, open: func() (io.ReadCloser, error) {
		return f.open()
	}}
	return b, checkHeader("Content-Type", contentType)
}

// reader is the body for one attempt.
func (b *body) reader() (io.ReadCloser, error) {
	if b.open == nil {
		return io.NopCloser(bytes.NewReader(b.content)), nil
	}
	return b.open()
}
