package core

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"time"
)

// Option changes how requests are made, of a client or of one call.
type Option func(*Config) error

// Middleware sees each request and its answer; next sends it.
type Middleware = func(request *http.Request, next MiddlewareNext) (*http.Response, error)

// MiddlewareNext sends a request.
type MiddlewareNext = func(request *http.Request) (*http.Response, error)

// Config is what options set.
type Config struct {
	baseURL    string
	httpClient *http.Client
	sender     *http.Client
	// header has the values that take the place of all others; nil for a header that is not sent.
	header      http.Header
	added       http.Header
	query       []queryEdit
	json        []jsonEdit
	inputs      map[string]string
	globals     map[string]any
	tokens      map[string]func(context.Context) (string, error)
	timeout     time.Duration
	timeoutSet  bool
	maxRetries  int
	retriesSet  bool
	middlewares []Middleware
	logger      *slog.Logger
	onMismatch  func(Mismatch)
	response    **http.Response
	headersInto any
	bodyInto    any
	body        *body
}

type queryEdit struct {
	name, value string
	// add keeps the values that are there; remove takes them away.
	add, remove bool
}

type jsonEdit struct {
	path string
	raw  []byte
}

// clone is a copy that can be changed.
func (c *Config) clone() *Config {
	other := *c
	other.header, other.added = c.header.Clone(), c.added.Clone()
	other.query, other.json = slices.Clip(c.query), slices.Clip(c.json)
	other.middlewares = slices.Clip(c.middlewares)
	other.inputs = cloneMap(c.inputs)
	other.tokens = cloneMap(c.tokens)
	other.globals = cloneMap(c.globals)
	if other.header == nil {
		other.header = http.Header{}
	}
	if other.added == nil {
		other.added = http.Header{}
	}
	return &other
}

func cloneMap[V any](m map[string]V) map[string]V {
	other := make(map[string]V, len(m))
	for key, value := range m {
		other[key] = value
	}
	return other
}

// with is the configuration with options applied.
func (c *Config) with(options []Option) (*Config, error) {
	if len(options) == 0 {
		return c, nil
	}
	other := c.clone()
	for _, option := range options {
		if err := option(other); err != nil {
			return nil, err
		}
	}
	return other, nil
}

// WithInput sets a credential or server variable.
func WithInput(key, value string) Option {
	return func(c *Config) error {
		c.inputs[key] = value
		delete(c.tokens, key)
		return nil
	}
}

// WithTokenFunc sets a function that gives a credential before each attempt.
func WithTokenFunc(key string, token func(context.Context) (string, error)) Option {
	return func(c *Config) error {
		c.tokens[key] = token
		return nil
	}
}

// WithBaseURL sets where the API is.
func WithBaseURL(base string) Option {
	return func(c *Config) (err error) {
		c.baseURL, err = checkBaseURL(base)
		return err
	}
}

// WithHTTPClient sets the client that sends requests. Redirects stay ours.
func WithHTTPClient(client *http.Client) Option {
	return func(c *Config) error {
		if client == nil {
			return errorf("WithHTTPClient: the client is nil")
		}
		c.httpClient, c.sender = client, withoutRedirects(client)
		return nil
	}
}

// WithHeader sets a header in place of any other value.
func WithHeader(key, value string) Option {
	return func(c *Config) error {
		c.header.Set(key, value)
		return checkHeader(key, value)
	}
}

// WithHeaderAdd adds a header beside its other values.
func WithHeaderAdd(key, value string) Option {
	return func(c *Config) error {
		c.added.Add(key, value)
		return checkHeader(key, value)
	}
}

// WithHeaderDel takes a header away.
func WithHeaderDel(key string) Option {
	return func(c *Config) error {
		c.header[http.CanonicalHeaderKey(key)] = nil
		return nil
	}
}

func withQuery(edit queryEdit) Option {
	return func(c *Config) error {
		c.query = append(c.query, edit)
		return nil
	}
}

// WithQuery sets a query parameter in place of any other value.
func WithQuery(key, value string) Option { return withQuery(queryEdit{name: key, value: value}) }

// WithQueryAdd adds a query parameter beside its other values.
func WithQueryAdd(key, value string) Option {
	return withQuery(queryEdit{name: key, value: value, add: true})
}

// WithQueryDel takes a query parameter away.
func WithQueryDel(key string) Option { return withQuery(queryEdit{name: key, remove: true}) }

// WithJSONSet sets a member of the body; dots in the path lead into objects.
func WithJSONSet(path string, value any) Option {
	return func(c *Config) error {
		raw, err := MarshalJSON(value)
		c.json = append(c.json, jsonEdit{path, raw})
		return err
	}
}

// WithJSONDel takes a member of the body away.
func WithJSONDel(path string) Option {
	return func(c *Config) error {
		c.json = append(c.json, jsonEdit{path, nil})
		return nil
	}
}

// WithRequestBody sends another body. It is bytes, a string, an io.Reader or a *File.
func WithRequestBody(contentType string, content any) Option {
	return func(c *Config) (err error) {
		c.body, err = binaryBody(content, contentType)
		return err
	}
}

// WithRequestTimeout bounds a call: connecting, sending, waiting, reading, and all retries with the
// pauses between them. Where the caller reads the answer, it bounds each wait for more of it. 0 is
// without bound.
func WithRequestTimeout(timeout time.Duration) Option {
	return func(c *Config) error {
		c.timeout, c.timeoutSet = timeout, true
		return nil
	}
}

// WithMaxRetries sets how often a call that failed for the moment is sent again.
func WithMaxRetries(retries int) Option {
	return func(c *Config) error {
		if retries < 0 {
			return errorf("WithMaxRetries: %d is less than 0", retries)
		}
		c.maxRetries, c.retriesSet = retries, true
		return nil
	}
}

// WithIdempotencyKey lets the server recognise a call that is repeated, so that it may be.
func WithIdempotencyKey(key string) Option {
	return func(c *Config) error {
		c.inputs[idempotencyKey] = key
		return nil
	}
}

const idempotencyKey = "idempotency key"

// WithMiddleware sees each request and its answer; the first one given is the outermost.
func WithMiddleware(middlewares ...Middleware) Option {
	return func(c *Config) error {
		c.middlewares = append(c.middlewares, middlewares...)
		return nil
	}
}

// WithLogger logs requests, retries and mismatches, without credentials and bodies.
func WithLogger(logger *slog.Logger) Option {
	return func(c *Config) error {
		c.logger = logger
		return nil
	}
}

// WithOnMismatch is told where an answer is not what the document says.
func WithOnMismatch(hook func(Mismatch)) Option {
	return func(c *Config) error {
		c.onMismatch = hook
		return nil
	}
}

// WithResponseInto keeps the answer: its status and headers, and its body to be read again.
func WithResponseInto(response **http.Response) Option {
	return func(c *Config) error {
		c.response = response
		return nil
	}
}

// WithResponseBodyInto reads the answer's body into something else: a *[]byte has all of it.
func WithResponseBodyInto(target any) Option {
	return func(c *Config) error {
		c.bodyInto = target
		return nil
	}
}
