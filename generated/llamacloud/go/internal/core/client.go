package core

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"
)

// Client makes calls. It is safe for use by several goroutines.
type Client struct {
	api    *API
	config *Config
	// err is what is wrong with the options; every call gives it.
	err    error
	header http.Header
	shared *shared
}

// shared is what the copies of a client have in common.
type shared struct {
	tokens sync.Map // of *tokenState
	warned sync.Map
}

const (
	defaultTimeout = 60 * time.Second
	defaultRetries = 2
	connectTimeout = 5 * time.Second
)

// defaultSender is used by all clients that are given none, so that they share connections.
var defaultSender = sync.OnceValue(func() *http.Client {
	transport := http.DefaultTransport
	if known, ok := transport.(*http.Transport); ok {
		own := known.Clone()
		own.MaxIdleConnsPerHost = 64
		own.DialContext = (&net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}).DialContext
		transport = own
	}
	return withoutRedirects(&http.Client{Transport: transport})
})

// withoutRedirects is a client that leaves redirects to us: they must not carry credentials away.
func withoutRedirects(client *http.Client) *http.Client {
	other := *client
	other.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &other
}

// NewClient is a client of an API. What it is not given is read from the environment.
func NewClient(api *API, options ...Option) *Client {
	c := &Client{api: api, shared: &shared{}}
	base := (&Config{timeout: defaultTimeout, maxRetries: defaultRetries}).clone()
	for _, name := range api.BaseURLEnv {
		if text := os.Getenv(name); text != "" && base.baseURL == "" {
			base.baseURL, c.err = checkBaseURL(text)
		}
	}
	if level := os.Getenv(api.LogEnv); api.LogEnv != "" && level != "" {
		base.logger = loggerOf(level)
	}
	for _, input := range api.Inputs {
		if input.Default != "" {
			base.inputs[input.Key] = input.Default
		}
		for _, name := range input.Env {
			if text := os.Getenv(name); text != "" {
				base.inputs[input.Key] = text
				break
			}
		}
	}
	api.globals(base)
	return c.with(base, options)
}

// With is a copy of the client with further options.
func (c *Client) With(options ...Option) *Client {
	return (&Client{api: c.api, shared: c.shared, err: c.err}).with(c.config, options)
}

func (c *Client) with(base *Config, options []Option) *Client {
	config, err := base.with(options)
	if err != nil {
		c.err, config = err, base
	}
	if config.sender == nil {
		config.sender = defaultSender()
	}
	c.config = config
	if config.baseURL == "" && c.err == nil && c.api.BaseURL != "" {
		expanded, err := expandServer(c.api.BaseURL, c.api.Variables, config.inputs)
		if err == nil {
			expanded, err = checkBaseURL(expanded)
		}
		c.err = err
		c.api.useServer(config, expanded)
	}
	c.header = http.Header{"User-Agent": {userAgent(c.api)}}
	return c
}

// useServer sets the base URL for operations without a server of their own.
func (a *API) useServer(config *Config, base string) { config.inputs[serverURL] = base }

const serverURL = "server URL"

func userAgent(api *API) string {
	return api.Name + "/" + api.Version + " Go/" + strings.TrimPrefix(runtime.Version(), "go")
}

func loggerOf(level string) *slog.Logger {
	var minimum slog.Level
	if minimum.UnmarshalText([]byte(level)) != nil {
		return nil
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: minimum}))
}

// Do makes a call. The arguments are the path parameters in the path's order, and a struct of the
// others, or nil; result points to what the answer becomes, or is nil.
func (c *Client) Do(ctx context.Context, op *Operation, path []any, params, result any, options ...Option) error {
	if c.err != nil {
		return c.err
	}
	config, err := c.config.with(options)
	if err != nil {
		return err
	}
	if config.sender == nil {
		config.sender = defaultSender()
	}
	s, err := c.prepare(config, op, path, params)
	if err != nil {
		return err
	}
	return c.do(ctx, op, s, result, nil)
}

// Get, Post and the others call a path that the document does not have.
func (c *Client) Execute(ctx context.Context, method, path string, params, result any, options ...Option) error {
	op := &Operation{Method: method, Path: strings.NewReplacer("{", "%7B", "}", "%7D").Replace(path), Result: "json", Nullable: true}
	if result == nil {
		op.Result = "none"
	}
	if params != nil {
		op.Body = "json"
	}
	return c.Do(ctx, op, nil, params, result, options...)
}
