package core

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// vectors are the cases of a file of tests/wire; each case has its members in order.
func vectors(t *testing.T, name string) [][]byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(os.Getenv("WIRE"), name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	cases, _ := member(data, "cases")
	var list [][]byte
	for raw := range elements(cases) {
		list = append(list, raw)
	}
	if len(list) == 0 {
		t.Fatal("no cases")
	}
	return list
}

func read[T any](t *testing.T, raw []byte) T {
	t.Helper()
	var value T
	if err := json.Unmarshal(raw, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

type styleCase struct {
	Name, In, Style, Content, Parameter, Format, Expect string
	Explode, AllowReserved, Error                       bool
	Value                                               json.RawMessage
}

// native is a value in the type that Go has for its format.
func native(t *testing.T, raw json.RawMessage, format string) any {
	text := textOf(raw)
	switch format {
	case "date-time":
		when, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			t.Fatal(err)
		}
		return when
	case "date":
		date, err := ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return date
	case "byte":
		out, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		return out
	case "decimal":
		return json.Number(text)
	}
	var value any
	if _, err := decodeJSON(raw, &value); err != nil {
		t.Fatal(err)
	}
	if _, ok := value.(map[string]any); ok {
		return raw // keeps the order
	}
	if f, err := json.Number(text).Float64(); err == nil && strings.ContainsAny(text, ".e") && raw[0] != '"' && !math.IsInf(f, 0) {
		return f
	}
	return value
}

func TestStyles(t *testing.T) {
	for _, raw := range vectors(t, "styles") {
		c := read[styleCase](t, raw)
		t.Run(c.Name, func(t *testing.T) {
			text := c.Style
			if c.Content != "" {
				text = "json"
			}
			if c.Explode {
				text += ",explode"
			}
			if c.AllowReserved {
				text += ",reserved"
			}
			name := c.Parameter
			if name == "" {
				name = "color"
			}
			value, style := native(t, c.Value, c.Format), parseStyle(text)
			var got string
			var err error
			switch c.In {
			case "path":
				got, err = pathSegment(name, value, style)
			case "header":
				got, err = headerValue(name, value, style)
			case "cookie":
				var pairs []pair
				pairs, err = cookiePairs(name, value, style)
				got = join(pairs, "; ")
			default:
				var pairs []pair
				pairs, err = queryPairs(name, value, style)
				got = join(pairs, "&")
			}
			if (err != nil) != c.Error {
				t.Fatalf("error %v, want one: %v", err, c.Error)
			}
			if err == nil && got != c.Expect {
				t.Errorf("got  %s\nwant %s", got, c.Expect)
			}
		})
	}
}

func join(pairs []pair, separator string) string {
	var parts []string
	for _, p := range pairs {
		parts = append(parts, p.name+"="+p.value)
	}
	return strings.Join(parts, separator)
}

type bodyCase struct {
	Name, Kind, Expect, ContentType string
	Value, Extra                    json.RawMessage
	Error, None, Optional           bool
	Files                           []string
	Encoding                        map[string]struct {
		ContentType, Style string
		Explode            bool
	}
}

// bodyValue is a value of a body with the files it stands for.
func bodyValue(t *testing.T, raw []byte) any {
	switch raw[0] {
	case '[':
		list := []any{}
		for item := range elements(raw) {
			list = append(list, bodyValue(t, item))
		}
		return list
	case '{':
		if file, ok := member(raw, "$file"); ok {
			f := read[struct {
				Content, Filename, ContentType string
				Headers                        map[string]string
			}](t, file)
			result := NewFile(strings.NewReader(f.Content), f.Filename, f.ContentType)
			for key, value := range f.Headers {
				if result.Header == nil {
					result.Header = map[string][]string{}
				}
				result.Header[key] = []string{value}
			}
			return result
		}
		return json.RawMessage(raw)
	}
	return native(t, raw, "")
}

// bodyMembers are the members of a form.
func bodyMembers(t *testing.T, raw []byte) []value {
	list := []value{}
	for name, item := range members(raw) {
		if _, absent := member(item, "$absent"); !absent {
			list = append(list, value{name, bodyValue(t, item)})
		}
	}
	return list
}

func TestBodies(t *testing.T) {
	for _, raw := range vectors(t, "bodies") {
		c := read[bodyCase](t, raw)
		t.Run(c.Name, func(t *testing.T) {
			var encodings []Encoding
			for _, name := range sortedKeys(c.Encoding) {
				e := c.Encoding[name]
				style := e.Style
				if e.Explode {
					style += ",explode"
				}
				encodings = append(encodings, Encoding{name, e.ContentType, style, false})
			}
			for _, name := range c.Files {
				encodings = append(encodings, Encoding{Name: name, File: true})
			}
			_, absent := member(c.Value, "$absent")
			kind, _, _ := strings.Cut(c.Kind, ":")
			var content any
			switch {
			case absent:
			case kind == "json" && c.Value[0] != '{':
				content = c.Value
			case kind == "form" || kind == "multipart" || kind == "json":
				content = bodyMembers(t, c.Value)
			default:
				content = bodyValue(t, c.Value)
			}
			list, _ := content.([]value)
			got, err := encodeBody(c.Kind, content, !absent && !(c.Optional && len(list) == 0 && c.Extra == nil), encodings)
			if err == nil && len(c.Extra) > 0 {
				got, err = withExtra(t, kind, got, content, c.Extra, encodings)
			}
			checkBody(t, c, got, err)
		})
	}
}

// withExtra is a body with further members, as the options set them.
func withExtra(t *testing.T, kind string, b *body, content any, extra []byte, encodings []Encoding) (*body, error) {
	if kind == "form" {
		list, _ := content.([]value)
		return encodeBody(kind, append(list, bodyMembers(t, extra)...), true, encodings)
	}
	config := (&Config{}).clone()
	for name, raw := range members(extra) {
		if err := WithJSONSet(name, json.RawMessage(raw))(config); err != nil {
			return nil, err
		}
	}
	s := &spec{body: b}
	err := s.editBody(config)
	return s.body, err
}

func checkBody(t *testing.T, c bodyCase, got *body, err error) {
	t.Helper()
	if (err != nil) != c.Error {
		t.Fatalf("error %v, want one: %v", err, c.Error)
	}
	if c.Error || c.None {
		if got != nil && c.None {
			t.Errorf("a body: %+v", got)
		}
		return
	}
	reader, err := got.reader()
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	expect := c.Expect
	if _, boundary, ok := strings.Cut(got.contentType, "boundary="); ok {
		expect = strings.ReplaceAll(expect, "{boundary}", boundary)
		c.ContentType = strings.ReplaceAll(c.ContentType, "{boundary}", boundary)
	}
	if string(content) != expect || got.contentType != c.ContentType {
		t.Errorf("got  %q %s\nwant %q %s", content, got.contentType, expect, c.ContentType)
	}
	if got.size >= 0 && got.size != int64(len(content)) {
		t.Errorf("the size is %d, the content has %d", got.size, len(content))
	}
}

type sseCase struct {
	Name, Format, Terminator string
	Chunks                   []json.RawMessage
	Events                   []struct {
		Data, Event, ID string
		Retry           *int
	}
	Items []any
	Error *struct{ Body any }
}

type chunkReader struct{ chunks [][]byte }

func (r *chunkReader) Read(p []byte) (int, error) {
	if len(r.chunks) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.chunks[0])
	if r.chunks[0] = r.chunks[0][n:]; len(r.chunks[0]) == 0 {
		r.chunks = r.chunks[1:]
	}
	return n, nil
}

func TestEvents(t *testing.T) {
	for _, raw := range vectors(t, "sse") {
		c := read[sseCase](t, raw)
		t.Run(c.Name, func(t *testing.T) {
			source := &chunkReader{}
			for _, raw := range c.Chunks {
				chunk := []byte(textOf(raw))
				if encoded, ok := member(raw, "base64"); ok {
					chunk, _ = base64.StdEncoding.DecodeString(textOf(encoded))
				}
				source.chunks = append(source.chunks, chunk)
			}
			if c.Events != nil {
				checkEvents(t, c, source)
				return
			}
			format := c.Format
			if format == "" {
				format = "sse"
			}
			stream := &Stream[any]{items: newItemReader(source, format, c.Terminator)}
			items := []any{}
			var failure error
			for item, err := range stream.All() {
				if failure = err; err == nil {
					items = append(items, item)
				}
			}
			var want []any
			itemsRaw, _ := member(raw, "items")
			if _, err := decodeJSON(itemsRaw, &want); err != nil || !reflect.DeepEqual(items, want) {
				t.Errorf("got %v, want %v", items, want)
			}
			var broken *StreamError
			if (failure != nil) != (c.Error != nil) || failure != nil && !errors.As(failure, &broken) {
				t.Errorf("error %v, want %v", failure, c.Error)
			}
			if c.Error != nil && c.Error.Body != nil {
				if got := read[any](t, broken.Data); !reflect.DeepEqual(got, c.Error.Body) {
					t.Errorf("body %v", got)
				}
			}
		})
	}
}

func checkEvents(t *testing.T, c sseCase, source io.Reader) {
	t.Helper()
	r := &eventReader{lines: lineReader{source: source}}
	for _, want := range c.Events {
		got, err := r.next()
		if err != nil {
			t.Fatal(err)
		}
		if want.Event == "" {
			want.Event = "message"
		}
		retry := -1
		if want.Retry != nil {
			retry = *want.Retry
		}
		if *got != (ServerSentEvent{want.Event, want.Data, want.ID, retry}) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if got, err := r.next(); err != io.EOF {
		t.Errorf("one too many: %+v, %v", got, err)
	}
}

// outcome is what the vectors call the end of a call.
func outcome(err error) any {
	var status *Error
	var connection *ConnectionError
	var page *PaginationError
	var response *ResponseError
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &status):
		return float64(status.StatusCode)
	case errors.As(err, &connection) && connection.Timeout():
		return "timeout"
	case errors.As(err, &connection):
		return "connection"
	case errors.As(err, &page):
		return "pagination"
	case errors.As(err, &response):
		return "response_validation"
	}
	return err.Error()
}

func checkOutcome(t *testing.T, want any, err error) {
	t.Helper()
	got := outcome(err)
	if status, ok := got.(float64); ok && want == "status" && kindOfStatus(int(status)) == "status" {
		return
	}
	if got != want {
		t.Errorf("outcome %v (%v), want %v", got, err, want)
	}
}

// kindOfStatus is what the vectors call the error of a status.
func kindOfStatus(status int) string {
	names := map[int]string{
		400: "bad_request", 401: "authentication", 403: "permission_denied", 404: "not_found",
		409: "conflict", 422: "unprocessable_entity", 429: "rate_limit",
	}
	if name, ok := names[status]; ok {
		return name
	}
	if status >= 500 {
		return "internal_server"
	}
	return "status"
}

var bearer = &API{
	Name: "test", Version: "1",
	Schemes:  []Scheme{{ID: "bearer", Kind: "bearer"}},
	Security: [][]string{{"bearer"}},
	Inputs:   []Input{{Key: "bearer.token", Option: "WithToken", Required: true}},
}

func newTestClient(base string, options ...Option) *Client {
	return NewClient(bearer, append([]Option{WithBaseURL(base), WithInput("bearer.token", "canary"), WithRequestTimeout(10 * time.Second)}, options...)...)
}

var background = context.Background()
