package core

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

type retryCase struct {
	Name, Method, IdempotencyKey string
	MaxRetries                   *int
	Timeout                      float64
	Server                       []answer
	Expect                       struct {
		Attempts   int
		Waits      [][2]float64
		Outcome    any
		SameHeader string
	}
}

type payload struct {
	A Field[int64] `json:"a"`
}

func TestRetries(t *testing.T) {
	for _, raw := range vectors(t, "retry") {
		c := read[retryCase](t, raw)
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: c.Server}
			server := s.serve(t, "a")
			op := &Operation{Method: c.Method, Path: "/thing", Result: "json"}
			var params any
			if c.Method == "POST" {
				op.Body, params = "json", payload{F(int64(1))}
			}
			var options []Option
			if c.MaxRetries != nil {
				options = append(options, WithMaxRetries(*c.MaxRetries))
			}
			if c.Timeout != 0 {
				options = append(options, WithRequestTimeout(time.Duration(c.Timeout*float64(time.Second))))
			}
			if c.IdempotencyKey != "" {
				options = append(options, WithIdempotencyKey(c.IdempotencyKey))
			}
			var result any
			err := newTestClient(server.URL).Do(background, op, nil, params, &result, options...)
			checkOutcome(t, c.Expect.Outcome, err)
			got := s.requests()
			if len(got) != c.Expect.Attempts {
				t.Fatalf("%d attempts, want %d", len(got), c.Expect.Attempts)
			}
			for i, limits := range c.Expect.Waits {
				wait := got[i+1].at.Sub(got[i].at).Seconds()
				if wait < limits[0]-0.02 || wait > limits[1]+0.5 {
					t.Errorf("waited %f s, want %v", wait, limits)
				}
			}
			for _, one := range got {
				if name := c.Expect.SameHeader; name != "" && one.header.Get(name) != c.IdempotencyKey {
					t.Errorf("%s is %q", name, one.header.Get(name))
				}
			}
		})
	}
}

type pageCase struct {
	Name   string
	Paging struct {
		Kind, Items, Offset, Limit, Total, Number, Size string
		First                                           *int64
		TotalPages                                      string `json:"total_pages"`
		HasMore                                         string `json:"has_more"`
		Cursor, Next                                    string
		ItemID                                          string `json:"item_id"`
	}
	Query, Body json.RawMessage
	Pages       []answer
	Requests    []string
	Items       []*string
	Outcome     any
}

type item struct {
	ID   string     `json:"id,omitzero"`
	JSON JSONObject `json:"-"`
}

type itemPage struct {
	Items []item `json:"items"`
	Data  struct {
		Items []item `json:"items"`
	} `json:"data,omitzero"`
	JSON JSONPage `json:"-"`
}

type arrayPage struct {
	Items []item   `json:"-," array:"true"`
	JSON  JSONPage `json:"-"`
}

func TestPages(t *testing.T) {
	for _, raw := range vectors(t, "pages") {
		c := read[pageCase](t, raw)
		t.Run(c.Name, func(t *testing.T) {
			p := c.Paging
			paging := &Paging{Kind: p.Kind, Items: p.Items, Param: p.Offset + p.Number + p.Cursor, Limit: p.Limit + p.Size, Next: p.Next, Total: p.Total, TotalPages: p.TotalPages, HasMore: p.HasMore, First: 1, ItemID: p.ItemID}
			if p.First != nil {
				paging.First = *p.First
			}
			if p.Kind == "last_item" {
				paging.Kind = "lastItem"
			}
			op := &Operation{Method: "GET", Path: "/items", Result: "json", Paging: paging}
			options := []Option{WithMaxRetries(0)}
			var params any
			if c.Body != nil {
				op.Method, op.Body, params = "POST", "json", c.Body
			}
			for name, value := range members(c.Query) {
				options = append(options, WithQuery(name, textOf(value)))
			}
			s := &script{answers: c.Pages}
			server := s.serve(t, "a")
			client := newTestClient(server.URL)
			var pager *AutoPager[item]
			if p.Items == "" {
				page := new(arrayPage)
				err := client.Do(background, op, nil, params, page, options...)
				pager = NewAutoPager(page, err, func(p *arrayPage) ([]item, JSONPage) { return p.Items, p.JSON })
			} else {
				page := new(itemPage)
				err := client.Do(background, op, nil, params, page, options...)
				pager = NewAutoPager(page, err, func(page *itemPage) ([]item, JSONPage) {
					if p.Items == "items" {
						return page.Items, page.JSON
					}
					return page.Data.Items, page.JSON
				})
			}
			var ids []string
			for pager.Next() {
				ids = append(ids, pager.Current().ID)
			}
			checkOutcome(t, c.Outcome, pager.Err())
			var want []string
			for _, id := range c.Items {
				if id == nil {
					id = new(string)
				}
				want = append(want, *id)
			}
			if !slices.Equal(ids, want) {
				t.Errorf("items %v, want %v", ids, want)
			}
			var requests []string
			for _, one := range s.requests() {
				requests = append(requests, strings.TrimSpace(one.target+" "+one.body))
				if one.header.Get("Authorization") != "Bearer canary" {
					t.Error("no credentials")
				}
			}
			if !slices.Equal(requests, c.Requests) {
				t.Errorf("requests\n%v, want\n%v", requests, c.Requests)
			}
		})
	}
}

type errorCase struct {
	Name, Kind, ContentType, MessageHas, RequestID string
	Status, MessageShorterThan                     int
	Body                                           json.RawMessage
	Headers                                        map[string]string
}

func TestErrors(t *testing.T) {
	for _, raw := range vectors(t, "errors") {
		c := read[errorCase](t, raw)
		t.Run(c.Name, func(t *testing.T) {
			headers := map[string]string{}
			maps.Copy(headers, c.Headers)
			if c.ContentType != "" {
				headers["Content-Type"] = c.ContentType
			}
			s := &script{answers: []answer{{Status: c.Status, Body: c.Body, Headers: headers}}}
			server := s.serve(t, "a")
			op := &Operation{Method: "GET", Path: "/thing", Result: "json"}
			err := newTestClient(server.URL, WithMaxRetries(0)).Do(background, op, nil, nil, new(item))
			var failure *Error
			var broken *ResponseError
			switch {
			case errors.As(err, &failure):
				if failure.StatusCode != c.Status || kindOfStatus(failure.StatusCode) != c.Kind {
					t.Errorf("status %d, want %s", failure.StatusCode, c.Kind)
				}
				if c.RequestID != "" && failure.RequestID() != c.RequestID {
					t.Errorf("request id %q", failure.RequestID())
				}
			case !errors.As(err, &broken) || c.Kind != "response_validation":
				t.Fatalf("error %v, want %s", err, c.Kind)
			}
			if !strings.Contains(err.Error(), c.MessageHas) || c.MessageShorterThan > 0 && len(err.Error()) >= c.MessageShorterThan {
				t.Errorf("message %q", err)
			}
		})
	}
}

type redirectCase struct {
	Name, Method string
	Body         json.RawMessage
	Server       []answer
	Requests     []struct {
		Server, Path, Method, Body string
		Credentials                bool
	}
	Outcome any
}

func TestRedirects(t *testing.T) {
	type params struct {
		Session Field[string]          `cookie:"session"`
		Body    Field[json.RawMessage] `body:"-,"`
	}
	for _, raw := range vectors(t, "redirects") {
		c := read[redirectCase](t, raw)
		t.Run(c.Name, func(t *testing.T) {
			s := &script{answers: c.Server}
			a, b := s.serve(t, "a"), s.serve(t, "b")
			s.other = b.URL
			for i := range s.answers {
				for name, value := range s.answers[i].Headers {
					if i > 0 { // the second answer is b's, whose other server is a
						value = strings.ReplaceAll(value, "{other}", a.URL)
					}
					s.answers[i].Headers[name] = value
				}
			}
			method := "GET"
			args := params{Session: F("canary")}
			if c.Method != "" {
				method, args.Body = c.Method, F(c.Body)
			}
			op := &Operation{Method: method, Path: "/start", Result: "json", Body: "json"}
			var result any
			err := newTestClient(a.URL, WithMaxRetries(0)).Do(background, op, nil, args, &result)
			checkOutcome(t, c.Outcome, err)
			got := s.requests()
			if len(got) != len(c.Requests) {
				t.Fatalf("%d requests, want %d", len(got), len(c.Requests))
			}
			for i, want := range c.Requests {
				if got[i].server != want.Server || got[i].target != want.Path {
					t.Errorf("%s %s, want %s %s", got[i].server, got[i].target, want.Server, want.Path)
				}
				if want.Method != "" && got[i].method != want.Method || want.Body != "" && got[i].body != want.Body {
					t.Errorf("%s %s, want %s %s", got[i].method, got[i].body, want.Method, want.Body)
				}
				for _, name := range []string{"Authorization", "Cookie"} {
					if (got[i].header.Get(name) != "") != want.Credentials {
						t.Errorf("%s: %q, want one: %v", name, got[i].header.Get(name), want.Credentials)
					}
				}
			}
		})
	}
}
