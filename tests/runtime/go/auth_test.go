package core

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// oauthServer gives tokens at /token, slowly, and accepts only the newest of them elsewhere.
func oauthServer(t *testing.T) (server *httptest.Server, fetches *atomic.Int64, revoke func()) {
	fetches = new(atomic.Int64)
	var revoked atomic.Int64
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/token" {
			user, password, _ := r.BasicAuth()
			if r.FormValue("grant_type") != "client_credentials" || r.FormValue("scope") != "read write" || user != "me" || password != "s%26cret" {
				w.WriteHeader(400)
				return
			}
			time.Sleep(20 * time.Millisecond)
			fmt.Fprintf(w, `{"access_token":"token-%d","expires_in":3600}`, fetches.Add(1))
			return
		}
		if r.Header.Get("Authorization") != fmt.Sprintf("Bearer token-%d", revoked.Load()+1) {
			w.WriteHeader(401)
			return
		}
		_, _ = io.WriteString(w, "{}")
	}))
	t.Cleanup(server.Close)
	return server, fetches, func() { revoked.Add(1) }
}

func oauthClient(base, secret string) *Client {
	api := &API{
		Name: "Test", Version: "1", Security: [][]string{{"oauth"}},
		Schemes: []Scheme{{ID: "oauth", Kind: "oauth2", TokenURL: "/token", Scopes: []string{"read", "write"}}},
	}
	return NewClient(api, WithBaseURL(base), WithInput("oauth.client_id", "me"), WithInput("oauth.client_secret", secret), WithMaxRetries(0))
}

var get = &Operation{Method: "GET", Path: "/thing", Result: "json"}

func TestClientCredentials(t *testing.T) {
	server, fetches, revoke := oauthServer(t)
	client := oauthClient(server.URL, "s&cret")
	together := func() {
		var group sync.WaitGroup
		for i := range 10 {
			// Copies of a client share its token.
			client := client.With(WithHeader("X-Copy", indexText(i)))
			group.Add(1)
			go func() {
				defer group.Done()
				var result any
				if err := client.Do(background, get, nil, nil, &result); err != nil {
					t.Error(err)
				}
			}()
		}
		group.Wait()
	}
	together()
	if n := fetches.Load(); n != 1 {
		t.Errorf("%d tokens for calls at the same time", n)
	}
	revoke()
	together()
	if n := fetches.Load(); n != 2 {
		t.Errorf("%d tokens after the first was refused", n)
	}
	var failure *Error
	var result any
	err := oauthClient(server.URL, "wrong").Do(background, get, nil, nil, &result)
	if !errors.As(err, &failure) || failure.StatusCode != 400 {
		t.Errorf("a wrong secret: %v", err)
	}
}

func TestACallerWhoGivesUpLeavesTheTokenToOthers(t *testing.T) {
	server, fetches, _ := oauthServer(t)
	client := oauthClient(server.URL, "s&cret")
	ctx, cancel := context.WithTimeout(background, 5*time.Millisecond)
	defer cancel()
	var result any
	if err := client.Do(ctx, get, nil, nil, &result); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("given up: %v", err)
	}
	if err := client.Do(background, get, nil, nil, &result); err != nil || fetches.Load() != 1 {
		t.Errorf("%v, %d tokens", err, fetches.Load())
	}
}

func TestTokenFunctionsAreAskedAgain(t *testing.T) {
	s := &script{answers: []answer{{Status: 401}, {Body: []byte("{}")}}}
	server := s.serve(t, "a")
	asked := 0
	token := func(context.Context) (string, error) {
		asked++
		return fmt.Sprintf("token-%d", asked), nil
	}
	client := NewClient(bearer, WithBaseURL(server.URL), WithTokenFunc("bearer.token", token))
	var result any
	if err := client.Do(background, get, nil, nil, &result); err != nil {
		t.Fatal(err)
	}
	if got := s.requests()[1].header.Get("Authorization"); got != "Bearer token-2" {
		t.Error(got)
	}
	broken := errors.New("no token today")
	fails := func(context.Context) (string, error) { return "", broken }
	if err := client.Do(background, get, nil, nil, &result, WithTokenFunc("bearer.token", fails)); !errors.Is(err, broken) {
		t.Error(err)
	}
}

func TestMiddlewares(t *testing.T) {
	s := &script{answers: []answer{{Status: 503, Headers: map[string]string{"Retry-After": "0"}}, {Body: []byte(`{"a":1}`)}}}
	server := s.serve(t, "a")
	var seen []string
	middleware := func(name string) Middleware {
		return func(request *http.Request, next MiddlewareNext) (*http.Response, error) {
			request.Header.Add("X-Seen", name)
			response, err := next(request)
			if err == nil {
				seen = append(seen, fmt.Sprint(name, response.StatusCode))
			}
			return response, err
		}
	}
	client := newTestClient(server.URL, WithMiddleware(middleware("outer")))
	var result any
	if err := client.Do(background, get, nil, nil, &result, WithMiddleware(middleware("inner"))); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(seen, " "); got != "inner503 outer503 inner200 outer200" {
		t.Error(got)
	}
	if got := s.requests()[1].header["X-Seen"]; strings.Join(got, " ") != "outer inner" {
		t.Error(got)
	}
	nothing := func(*http.Request, MiddlewareNext) (*http.Response, error) { return nil, nil }
	if err := client.Do(background, get, nil, nil, &result, WithMiddleware(nothing), WithMaxRetries(0)); err == nil {
		t.Error("a middleware without a response is no error")
	}
}

func TestNothingSecretIsToldOrSentElsewhere(t *testing.T) {
	other := &script{answers: []answer{{Status: 418, Body: []byte(`"no"`)}}}
	elsewhere := other.serve(t, "b")
	s := &script{answers: []answer{{Status: 307, Headers: map[string]string{"Location": elsewhere.URL + "/x?api_key=canary"}}}}
	server := s.serve(t, "a")
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	client := newTestClient(server.URL, WithLogger(logger), WithHeader("X-Session-Token", "canary"), WithHeader("X-Plain", "kept"))
	var result any
	err := client.Do(background, get, nil, nil, &result, WithQuery("api_key", "canary"))
	var failure *Error
	if !errors.As(err, &failure) || failure.StatusCode != 418 {
		t.Fatal(err)
	}
	told := fmt.Sprintf("%s %+v %+v %v %v", log.String(), failure, failure.Request, failure.Request.Header, client)
	if strings.Contains(told, "canary") {
		t.Errorf("a secret is told: %s", told)
	}
	if got := s.requests()[0].header.Get("Authorization"); got != "Bearer canary" {
		t.Errorf("not signed: %q", got)
	}
	header := other.requests()[0].header
	if header.Get("Authorization") != "" || header.Get("X-Session-Token") != "" || header.Get("X-Plain") != "kept" {
		t.Error(header)
	}
}

func TestAKeyInTheQueryIsThereOnceBesideAParameterOfItsName(t *testing.T) {
	var seen []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.URL.RawQuery)
		if r.URL.Path == "/thing" {
			http.Redirect(w, r, "/moved?"+r.URL.RawQuery, http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, "{}")
	}))
	defer server.Close()
	api := &API{
		Name: "Test", Version: "1", Security: [][]string{{"key"}},
		Schemes: []Scheme{{ID: "key", Kind: "apiKey", In: "query", Name: "key"}},
	}
	client := NewClient(api, WithBaseURL(server.URL), WithInput("key.key", "s&cret"), WithQuery("key", "mine"))
	if err := client.Do(context.Background(), get, nil, nil, new(any)); err != nil {
		t.Fatal(err)
	}
	for _, query := range seen {
		if query != "key=mine&key=s%26cret" {
			t.Errorf("the query is %s", query)
		}
	}
	if len(seen) != 2 {
		t.Errorf("%d requests", len(seen))
	}
}

type credentialsCase struct {
	Name, Path  string
	Credentials []struct {
		In, Name, Secret string
		Provided         bool
	}
	Own, Headers map[string]string
}

func TestWhereCredentialsGo(t *testing.T) {
	for _, raw := range vectors(t, "credentials") {
		c := read[credentialsCase](t, raw)
		t.Run(c.Name, func(t *testing.T) {
			s := &script{answers: []answer{{Body: []byte("{}")}}}
			options := []Option{WithBaseURL(s.serve(t, "a").URL)}
			api, ids := &API{Name: "test", Version: "1"}, []string{}
			for i, one := range c.Credentials {
				scheme, key := Scheme{ID: indexText(i), Kind: "apiKey", In: one.In, Name: one.Name}, indexText(i)+".key"
				if one.In == "bearer" {
					scheme, key = Scheme{ID: indexText(i), Kind: "bearer"}, indexText(i)+".token"
				}
				api.Schemes, ids = append(api.Schemes, scheme), append(ids, scheme.ID)
				if one.Provided {
					options = append(options, WithTokenFunc(key, func(context.Context) (string, error) { return one.Secret, nil }))
				} else {
					options = append(options, WithInput(key, one.Secret))
				}
			}
			api.Security = [][]string{ids}
			for name, value := range c.Own {
				options = append(options, WithHeader(name, value))
			}
			var result any
			if err := NewClient(api, options...).Do(background, &Operation{Method: "GET", Path: "/thing", Result: "json"}, nil, nil, &result); err != nil {
				t.Fatal(err)
			}
			got := s.requests()[0]
			if got.target != c.Path {
				t.Errorf("%s, want %s", got.target, c.Path)
			}
			for name, want := range c.Headers {
				if value := got.header.Get(name); value != want {
					t.Errorf("%s: %s, want %s", name, value, want)
				}
			}
		})
	}
}
