package core

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"net/http"
	"strings"
)

// Stream gives the items of an answer as they arrive: server-sent events or JSON lines.
//
// Close it when it is left before its end.
type Stream[T any] struct {
	response *http.Response
	items    *itemReader
	current  T
	err      error
}

// itemReader gives the data of each item; it does not depend on the type of items.
type itemReader struct {
	events     *eventReader
	lines      *lineReader
	terminator string
	call       *call
	done       bool
}

func (s *Stream[T]) begin(k *call, response *http.Response) {
	s.response = response
	s.items = newItemReader(response.Body, k.op.Result, k.op.Terminator)
	s.items.call = k
}

func newItemReader(source io.Reader, format, terminator string) *itemReader {
	r := &itemReader{terminator: terminator}
	if format == "jsonl" {
		r.lines = &lineReader{source: source}
	} else {
		r.events = &eventReader{lines: lineReader{source: source}}
	}
	return r
}

// next is the data of the next item, and its event where it is one.
func (r *itemReader) next() ([]byte, *ServerSentEvent, error) {
	if r.done {
		return nil, nil, io.EOF
	}
	if r.events != nil {
		event, err := r.events.next()
		if err != nil {
			return nil, nil, err
		}
		if r.ends(event.Data) {
			return nil, nil, io.EOF
		}
		if event.Event == "error" {
			return nil, nil, &StreamError{"the server reports: " + event.Data, []byte(event.Data)}
		}
		return []byte(event.Data), event, nil
	}
	for {
		line, ended, err := r.lines.next()
		if !ended && err != io.EOF {
			return nil, nil, err
		}
		r.done = !ended
		// RFC 7464 begins each text with a record separator.
		line = bytes.Trim(line, "\x1e \t")
		switch {
		case len(line) > 0 && r.ends(string(line)):
			return nil, nil, io.EOF
		case len(line) > 0:
			return bytes.Clone(line), nil, nil
		case r.done:
			return nil, nil, io.EOF
		}
	}
}

func (r *itemReader) ends(data string) bool {
	return r.terminator != "" && strings.TrimSpace(data) == r.terminator
}

// Next waits for the next item. It is false at the end, and after an error.
func (s *Stream[T]) Next() bool {
	if s.err != nil || s.items == nil || s.items.done && s.items.lines == nil {
		return false
	}
	data, event, err := s.items.next()
	if err == nil {
		var item T
		if err = s.decode(data, event, &item); err == nil {
			s.current = item
			return true
		}
	}
	s.items.done = true
	if !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		s.err = err
	}
	_ = s.Close()
	return false
}

func (s *Stream[T]) decode(data []byte, event *ServerSentEvent, item *T) error {
	switch item := any(item).(type) {
	case *string:
		*item = string(data)
		return nil
	case *ServerSentEvent:
		if event != nil {
			*item = *event
			return nil
		}
	}
	mismatches, err := decodeJSON(data, item)
	if err != nil {
		text := strings.ToValidUTF8(string(data[:min(len(data), 200)]), "\ufffd")
		return &StreamError{"an item of the stream is not JSON (" + err.Error() + "): " + text, data}
	}
	if s.items.call != nil {
		s.items.call.tell(mismatches)
	}
	return nil
}

// Current is the item that Next has waited for.
func (s *Stream[T]) Current() T { return s.current }

// Err is the error that has ended the stream, if one has.
func (s *Stream[T]) Err() error { return s.err }

// Response is the answer that the items come with.
func (s *Stream[T]) Response() *http.Response { return s.response }

// Close gives the connection back; what has not arrived yet is lost.
func (s *Stream[T]) Close() error {
	if s.items != nil {
		s.items.done = true
		s.items.lines, s.items.events = nil, nil
	}
	if s.response == nil {
		return nil
	}
	return s.response.Body.Close()
}

// All are the items, for a range loop; the stream is closed when it is left. An error comes last.
func (s *Stream[T]) All() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		defer func() { _ = s.Close() }()
		for s.Next() {
			if !yield(s.current, nil) {
				return
			}
		}
		if s.err != nil {
			var none T
			yield(none, s.err)
		}
	}
}
