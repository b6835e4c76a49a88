package core

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"path"
	"reflect"
	"strings"
	"time"
)

// Download is an answer that is a file. It is read from the network while it is read, and must be
// closed.
type Download struct {
	*http.Response
}

// Read reads the content.
func (d *Download) Read(p []byte) (int, error) { return d.Body.Read(p) }

// Close gives the connection back.
func (d *Download) Close() error { return d.Body.Close() }

// Filename is the name that the server gives the file, without any folder; empty when it gives none.
func (d *Download) Filename() string {
	_, parameters, err := mime.ParseMediaType(d.Header.Get("Content-Disposition"))
	if err != nil {
		return ""
	}
	name := path.Base(strings.ReplaceAll(parameters["filename"], `\`, "/"))
	if name == "." || name == ".." || name == "/" || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == ':' }) {
		return ""
	}
	return name
}

var (
	errNoContent = errors.New("there is no content")
	errIdle      = errors.New("no bytes came in time")
)

// accept makes of a successful answer what the caller wants.
func (k *call) accept(response *http.Response, body []byte, result any, seen []string, ctx context.Context) error {
	if into := k.spec.config.headersInto; into != nil {
		k.tell(decodeHeaders(response.Header, into))
	}
	if k.streaming {
		k.keep(response)
		return k.open(response, result)
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	k.keep(response)
	if into := k.spec.config.bodyInto; into != nil {
		if raw, ok := into.(*[]byte); ok {
			*raw = body
			return nil
		}
		return k.decode(response, body, into)
	}
	if k.op.Paging != nil {
		err := k.decode(response, body, result)
		page := pageOf(result)
		if err != nil || page == nil {
			return err
		}
		page.from = &pageCall{
			ctx: ctx, client: k.client, op: k.op, spec: k.spec,
			url: response.Request.URL.String(), header: response.Header, seen: seen,
		}
		return err
	}
	if result == nil || k.op.Result == "none" {
		return nil
	}
	if len(k.op.Results) > 0 {
		return k.byStatus(response, body, result)
	}
	if text, ok := result.(*string); ok && k.op.Result == "text" && !isJSONType(response.Header.Get("Content-Type")) {
		*text = strings.ToValidUTF8(string(body), "\ufffd")
		return nil
	}
	if raw, ok := result.(*[]byte); ok {
		*raw = body
		return nil
	}
	return k.decode(response, body, result)
}

func (k *call) decode(response *http.Response, body []byte, result any) error {
	if isEmpty(body) && k.op.Nullable {
		return nil
	}
	err := errNoContent
	if !isEmpty(body) {
		var mismatches []Mismatch
		if mismatches, err = decodeJSON(body, result); err == nil {
			k.tell(mismatches)
			return nil
		}
	}
	response.Request = k.redacted(response.Request)
	return &ResponseError{response, body, err}
}

// byStatus reads one of several types into a union, or into a pointer that stays nil.
func (k *call) byStatus(response *http.Response, body []byte, result any) error {
	known, _ := typeFor(k.op.Results, response.StatusCode)
	if known.New == nil {
		return nil
	}
	setter, ok := result.(interface{ set(value any, raw []byte) })
	if !ok {
		return k.decode(response, body, result)
	}
	value := known.New()
	if text, ok := value.(*string); ok && !isJSONType(response.Header.Get("Content-Type")) {
		*text = strings.ToValidUTF8(string(body), "\ufffd")
	} else if err := k.decode(response, body, value); err != nil {
		return err
	}
	setter.set(reflect.ValueOf(value).Elem().Interface(), body)
	return nil
}

// pageOf is what a page remembers; nil for what is no page.
func pageOf(result any) *JSONPage {
	v := reflect.ValueOf(result)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct || !v.CanAddr() {
		return nil
	}
	meta := v.FieldByName("JSON")
	if !meta.IsValid() || meta.Type() != pageType {
		return nil
	}
	page, _ := meta.Addr().Interface().(*JSONPage)
	return page
}

// open gives an answer to the caller to be read. From now on each wait is bounded, not their sum.
func (k *call) open(response *http.Response, result any) error {
	if k.timer != nil {
		k.timer.Stop()
		k.timer = time.AfterFunc(k.timeout, func() { k.cancel(errIdle) })
	}
	reader := &patient{body: response.Body, call: k}
	response.Body = reader
	response.Request = k.redacted(response.Request)
	switch result := result.(type) {
	case **Download:
		*result = &Download{response}
	case interface {
		begin(k *call, response *http.Response)
	}:
		result.begin(k, response)
	default:
		_ = reader.Close()
	}
	return nil
}

// patient is a body whose reads may each take as long as the call's timeout.
type patient struct {
	body io.ReadCloser
	call *call
}

func (p *patient) Read(buffer []byte) (int, error) {
	if p.call.timer != nil {
		p.call.timer.Reset(p.call.timeout)
	}
	n, err := p.body.Read(buffer)
	if p.call.timer != nil {
		p.call.timer.Stop()
	}
	if err != nil && err != io.EOF {
		err = p.call.connectionError(err, true)
	}
	return n, err
}

func (p *patient) Close() error {
	err := p.body.Close()
	p.call.finish()
	return err
}
