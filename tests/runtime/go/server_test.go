package core

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

type answer struct {
	Status  int
	Headers map[string]string
	Body    json.RawMessage
	Fault   string
	Seconds float64
}

type received struct {
	server, method, target, body string
	header                       http.Header
	at                           time.Time
}

// script is what servers answer in turn, and what they were asked.
type script struct {
	mu       sync.Mutex
	answers  []answer
	received []received
	other    string
}

func (s *script) requests() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.received
}

// serve begins a real server on loopback that follows the script.
func (s *script) serve(t *testing.T, name string) *httptest.Server {
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		s.received = append(s.received, received{name, r.Method, r.RequestURI, string(body), r.Header.Clone(), time.Now()})
		if len(s.answers) == 0 {
			s.mu.Unlock()
			w.WriteHeader(500)
			return
		}
		next := s.answers[0]
		s.answers = s.answers[1:]
		s.mu.Unlock()
		s.answer(w, r, next, server.URL)
	}))
	t.Cleanup(server.Close)
	return server
}

func (s *script) fill(text, origin string) string {
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(origin, "http://"))
	other := s.other
	if other == origin && strings.Contains(text, "{other}") {
		other = origin
	}
	text = strings.NewReplacer("{origin}", origin, "{port}", port, "{other}", other).Replace(text)
	if before, rest, ok := strings.Cut(text, "{date:"); ok {
		seconds, after, _ := strings.Cut(rest, "}")
		n, _ := strconv.Atoi(seconds)
		text = before + time.Now().Add(time.Duration(n)*time.Second).UTC().Format(http.TimeFormat) + after
	}
	return text
}

func (s *script) answer(w http.ResponseWriter, r *http.Request, a answer, origin string) {
	body := ""
	if len(a.Body) > 0 && string(a.Body) != "null" {
		body = string(a.Body)
		if a.Body[0] == '"' {
			body = textOf(a.Body)
		} else if repeat, ok := member(a.Body, "$repeat"); ok {
			text, _ := member(repeat, "text")
			times, _ := member(repeat, "times")
			n, _ := strconv.Atoi(string(times))
			body = strings.Repeat(textOf(text), n)
		} else {
			w.Header().Set("Content-Type", "application/json")
		}
		body = s.fill(body, origin)
	}
	for name, value := range a.Headers {
		w.Header().Set(name, s.fill(value, origin))
	}
	if a.Status == 0 {
		a.Status = 200
	}
	switch a.Fault {
	case "close", "truncate":
		connection, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		if a.Fault == "truncate" {
			fmt.Fprintf(connection, "HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", a.Status, len(body), body[:len(body)/2])
		}
		connection.Close()
	case "stall":
		select {
		case <-r.Context().Done():
		case <-time.After(time.Duration(a.Seconds * float64(time.Second))):
		}
	case "drip":
		w.WriteHeader(a.Status)
		for i := range len(body) {
			_, _ = w.Write([]byte{body[i]})
			w.(http.Flusher).Flush()
			time.Sleep(time.Duration(a.Seconds / float64(len(body)) * float64(time.Second)))
			if r.Context().Err() != nil {
				return
			}
		}
	default:
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(a.Status)
		_, _ = io.WriteString(w, body)
	}
}
