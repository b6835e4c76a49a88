package core

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// Error is an answer with a status that is no success.
type Error struct {
	StatusCode int
	// Request is the last one sent, without its credentials and its body.
	Request *http.Request
	// Response has its headers; its body has been read.
	Response *http.Response
	// Body is the answer's body, up to 1 MiB of it.
	Body []byte
	// Payload is the documented type of the error, as a pointer; nil when there is none or the body
	// is something else.
	Payload any
	// Headers are the documented headers of the error, as a pointer to their type; nil when there are
	// none.
	Headers any
	// Retries tells how often the call has been repeated.
	Retries int
}

const longestMessage = 500

// Error is the status and the beginning of the body.
func (e *Error) Error() string {
	text := strings.TrimSpace(strings.ToValidUTF8(string(e.Body[:min(len(e.Body), longestMessage)]), ""))
	if len(e.Body) > longestMessage {
		text += "..."
	}
	message := "error code: " + strconv.Itoa(e.StatusCode)
	if e.Request != nil {
		message = fmt.Sprintf("%s %s: %s", e.Request.Method, e.Request.URL, message)
	}
	if text == "" {
		return message
	}
	return message + " - " + text
}

// RequestID is what the server calls the request, for its support.
func (e *Error) RequestID() string { return requestID(e.Response) }

// RawJSON is the body, when it is JSON.
func (e *Error) RawJSON() string {
	if checkJSON(e.Body) != nil {
		return ""
	}
	return string(e.Body)
}

func requestID(response *http.Response) string {
	if response == nil {
		return ""
	}
	if id := response.Header.Get("X-Request-Id"); id != "" {
		return id
	}
	return response.Header.Get("Request-Id")
}

// ConnectionError says that no complete answer came.
type ConnectionError struct {
	cause error
	// IsTimeout tells that time ran out: the call's, or that of connecting.
	IsTimeout bool
	// sent tells that the server may have seen the request.
	sent bool
}

func (e *ConnectionError) Error() string { return "no complete answer: " + e.cause.Error() }

// Unwrap is the cause.
func (e *ConnectionError) Unwrap() error { return e.cause }

// Timeout tells that time ran out.
func (e *ConnectionError) Timeout() bool { return e.IsTimeout }

// ResponseError is a successful answer that cannot be read as what it should be.
type ResponseError struct {
	Response *http.Response
	// Body is the answer's body.
	Body  []byte
	cause error
}

func (e *ResponseError) Error() string {
	kind := e.Response.Header.Get("Content-Type")
	if kind == "" {
		kind = "something"
	}
	return fmt.Sprintf("status %d with %s that cannot be read: %v", e.Response.StatusCode, kind, e.cause)
}

// Unwrap is the cause.
func (e *ResponseError) Unwrap() error { return e.cause }

// StreamError is an error that the server reports within a stream, or a stream that is broken.
type StreamError struct {
	message string
	// Data is the data of the event or line.
	Data []byte
}

func (e *StreamError) Error() string { return e.message }

// PaginationError says that a listing cannot go on: a token that repeats, or a link to another origin.
type PaginationError struct{ message string }

func (e *PaginationError) Error() string { return e.message }
