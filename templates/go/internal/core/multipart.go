package core

import (
	"crypto/rand"
	"encoding/hex"
	"io"
	"reflect"
	"slices"
	"strings"
)

// multipart is a multipart/form-data body (RFC 7578), read from its files while it is sent.
type multipart struct {
	boundary  string
	parts     []part
	encodings []Encoding
}

type part struct {
	head string
	file *source
}

// multipartBody puts a body together. Its boundary is random: no content can foresee it.
func multipartBody(values []value, encodings []Encoding, contentType string) (*body, error) {
	if contentType == "" {
		contentType = "multipart/form-data"
	}
	var random [16]byte
	_, _ = rand.Read(random[:])
	m := &multipart{boundary: hex.EncodeToString(random[:]), encodings: encodings}
	for _, v := range values {
		if err := m.add(v.name, v.value, encodingOf(encodings, v.name)); err != nil {
			return nil, err
		}
	}
	b := &body{contentType: contentType + "; boundary=" + m.boundary, open: m.open}
	b.size = int64(len(m.boundary)) + 6
	for _, p := range m.parts {
		b.once = b.once || p.file.once
		if b.size >= 0 && p.file.size >= 0 {
			b.size += int64(len(p.head)) + p.file.size + 2
		} else {
			b.size = -1
		}
	}
	return b, nil
}

// add adds the parts of a member.
func (m *multipart) add(name string, content any, encoding Encoding) error {
	if encoding.Style != "" {
		pairs, err := partPairs(name, content, parseStyle(encoding.Style))
		for _, p := range pairs {
			if err := m.text(p.name, p.value, ""); err != nil {
				return err
			}
		}
		return err
	}
	if v := reflect.ValueOf(content); v.Kind() == reflect.Slice && !isRaw(content) && !isFile(content) {
		for i := range v.Len() {
			if err := m.one(name, v.Index(i).Interface(), encoding, true); err != nil {
				return err
			}
		}
		return nil
	}
	return m.one(name, content, encoding, false)
}

// one adds the part of a value that is no list, or of an item inside of one.
func (m *multipart) one(name string, content any, encoding Encoding, inside bool) error {
	if isFile(content) {
		return m.file(name, content, encoding.ContentType)
	}
	n, err := nodeOf(content)
	if err != nil {
		return errorf("member %q: %w", name, err)
	}
	if encoding.File && n.kind == '"' {
		return errorf("member %q is a file: an io.Reader, a *File or bytes, not a text", name)
	}
	if n.kind == '[' && encoding.ContentType == "" && !inside {
		for _, item := range n.items {
			if err := m.one(name, rawJSON(item.raw), encoding, true); err != nil {
				return err
			}
		}
		return nil
	}
	contentType, _, _ := strings.Cut(encoding.ContentType, ",")
	if contentType == "" && n.kind != '"' {
		contentType = "application/json"
	}
	text := n.text
	if n.kind != '"' || strings.HasSuffix(contentType, "json") {
		raw, err := MarshalJSON(content)
		if err != nil {
			return errorf("member %q: %w", name, err)
		}
		text = string(raw)
	}
	return m.text(name, text, contentType)
}

func (m *multipart) text(name, text, contentType string) error {
	return m.part(name, &source{content: []byte(text), size: int64(len(text))}, contentType, "", false)
}

func (m *multipart) file(name string, content any, encoded string) error {
	f, err := fileOf(content)
	if err != nil {
		return errorf("member %q: %w", name, err)
	}
	contentType := f.ownType
	if contentType == "" {
		contentType = contentTypeOf(f.name)
		allowed := strings.Split(strings.ReplaceAll(encoded, " ", ""), ",")
		if encoded != "" && !strings.Contains(encoded, "*") && !slices.Contains(allowed, contentType) {
			contentType = allowed[0]
		}
	}
	filename := f.name
	if filename == "" {
		filename = "upload"
	}
	return m.part(name, f, contentType, filename, true)
}

func (m *multipart) part(name string, f *source, contentType, filename string, isFile bool) error {
	head := "--" + m.boundary + "\r\nContent-Disposition: form-data; name=\"" + partName(name) + `"`
	if isFile {
		if strings.ContainsAny(filename, "\r\n\x00") {
			return errorf("a file name must not contain line breaks or NUL: %q", filename)
		}
		head += `; filename="` + partName(filename) + `"`
	}
	if contentType != "" {
		if err := checkHeader("Content-Type", contentType); err != nil {
			return err
		}
		head += "\r\nContent-Type: " + contentType
	}
	for _, key := range sortedHeaders(f.header) {
		for _, text := range f.header[key] {
			if err := checkHeader(key, text); err != nil {
				return err
			}
			head += "\r\n" + key + ": " + text
		}
	}
	m.parts = append(m.parts, part{head + "\r\n\r\n", f})
	return nil
}

// partName escapes a name (HTML standard, "multipart/form-data encoding algorithm").
func partName(name string) string {
	return strings.NewReplacer(`"`, "%22", "\r", "%0D", "\n", "%0A").Replace(name)
}

func (m *multipart) open() (io.ReadCloser, error) {
	var readers []io.Reader
	for _, p := range m.parts {
		reader, err := p.file.open()
		if err != nil {
			return nil, err
		}
		readers = append(readers, strings.NewReader(p.head), reader, strings.NewReader("\r\n"))
	}
	readers = append(readers, strings.NewReader("--"+m.boundary+"--\r\n"))
	return io.NopCloser(io.MultiReader(readers...)), nil
}
