package core

import (
	"bytes"
	"io"
	"strconv"
	"strings"
)

// maxEvent is how many bytes one line or one event may have.
const maxEvent = 16 << 20

// ServerSentEvent is one event of a stream.
type ServerSentEvent struct {
	// Event is its type, "message" when it has none.
	Event string
	Data  string
	// ID is the last one seen so far.
	ID string
	// Retry is how many milliseconds to wait before connecting again, -1 when the event does not say.
	Retry int
}

// lineReader cuts a stream into lines that end in CR, LF or CRLF.
type lineReader struct {
	source  io.Reader
	buffer  []byte
	start   int
	scanned int
	afterCR bool
	err     error
}

// next is the next line, without its end. The last one of a stream may have no end: ended tells.
func (r *lineReader) next() (line []byte, ended bool, err error) {
	for {
		if i := bytes.IndexAny(r.buffer[r.start+r.scanned:], "\r\n"); i >= 0 {
			at := r.start + r.scanned + i
			if r.afterCR && at == r.start && r.buffer[at] == '\n' {
				r.start, r.scanned, r.afterCR = at+1, 0, false
				continue
			}
			line = r.buffer[r.start:at]
			r.afterCR = r.buffer[at] == '\r'
			r.start, r.scanned = at+1, 0
			return line, true, nil
		}
		r.scanned = len(r.buffer) - r.start
		if r.scanned > 0 {
			r.afterCR = false
		}
		if r.scanned > maxEvent {
			return nil, false, &StreamError{message: "a line of the stream is too long"}
		}
		if r.err != nil {
			line = r.buffer[r.start:]
			r.start, r.scanned = len(r.buffer), 0
			return line, false, r.err
		}
		r.fill()
	}
}

func (r *lineReader) fill() {
	if r.start > 0 {
		r.buffer = r.buffer[:copy(r.buffer, r.buffer[r.start:])]
		r.start = 0
	}
	if cap(r.buffer)-len(r.buffer) < 4096 {
		r.buffer = append(make([]byte, 0, 2*cap(r.buffer)+8192), r.buffer...)
	}
	n, err := r.source.Read(r.buffer[len(r.buffer):cap(r.buffer)])
	r.buffer = r.buffer[:len(r.buffer)+n]
	r.err = err
}

// eventReader turns lines into events (HTML standard, section 9.2.6).
type eventReader struct {
	lines lineReader
	begun bool
	id    string
}

// next is the next event; io.EOF at the end. What is incomplete there is not an event.
func (r *eventReader) next() (*ServerSentEvent, error) {
	var data []byte
	event, retry, has := "", -1, false
	for {
		line, ended, err := r.lines.next()
		if !ended {
			return nil, err
		}
		if !r.begun {
			r.begun = true
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(line) == 0 {
			if has {
				if event == "" {
					event = "message"
				}
				text := strings.ToValidUTF8(string(data), "\ufffd")
				return &ServerSentEvent{Event: event, Data: text, ID: r.id, Retry: retry}, nil
			}
			event, retry = "", -1
			continue
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimPrefix(value, []byte(" "))
		switch string(name) {
		case "data":
			if has {
				data = append(data, '\n')
			}
			has = true
			if data = append(data, value...); len(data) > maxEvent {
				return nil, &StreamError{message: "an event of the stream is too long"}
			}
		case "event":
			event = strings.ToValidUTF8(string(value), "\ufffd")
		case "id":
			if !bytes.ContainsRune(value, 0) {
				r.id = strings.ToValidUTF8(string(value), "\ufffd")
			}
		case "retry":
			if n, err := strconv.Atoi(string(value)); err == nil && isDigits(value) {
				retry = n
			}
		}
	}
}

func isDigits(text []byte) bool {
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(text) > 0
}
