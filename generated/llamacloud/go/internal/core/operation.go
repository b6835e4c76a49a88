package core

import "time"

// API is what the client knows of the API as a whole.
type API struct {
	// Name and Version are the client's own, for the header User-Agent.
	Name, Version string
	// BaseURL is where the API is, with variables in braces; empty when the document names no server.
	BaseURL   string
	Variables []ServerVariable
	// BaseURLEnv are environment variables that take its place; LogEnv has the level of the log.
	BaseURLEnv []string
	LogEnv     string
	Schemes    []Scheme
	// Security are the alternatives of most operations, each the ids of schemes that go together.
	Security [][]string
	// Inputs are the credentials and variables that the client takes.
	Inputs []Input
	// Globals are parameters that the client takes once, for many calls.
	Globals []GlobalInput
	// IdempotencyHeader is the header of keys that callers set.
	IdempotencyHeader string
}

// Scheme is a way to sign requests.
type Scheme struct {
	ID string
	// Kind is bearer, apiKey, basic or oauth2.
	Kind string
	// In is header, query or cookie, and Name the parameter, of an apiKey.
	In, Name string
	// Prefix stands before the secret.
	Prefix string
	// TokenName is the member of the token endpoint's answer that is the token; access_token when it
	// is empty.
	TokenName string
	// TokenURL and Scopes are for the client credentials grant.
	TokenURL string
	Scopes   []string
}

// Input is a credential or server variable that the client takes.
type Input struct {
	// Key is the scheme's id and the role, as in bearerAuth.token, or variable.name.
	Key string
	// Option is the name of the function that sets it.
	Option string
	// Env are environment variables that are read in turn when it is not set.
	Env      []string
	Default  string
	Required bool
}

// Operation is what the client knows of a call before it is made.
type Operation struct {
	Method string
	// Path is relative to the base URL; braces hold path parameters, in the order of their arguments.
	Path string
	// PathStyles are the styles of path parameters, as in tags; nil where all are simple.
	PathStyles []string
	// Server takes the place of the default base URL.
	Server string
	// Body is the kind of the body: json, form, multipart, binary:type, text:type, or empty.
	Body      string
	Encodings []Encoding
	// BodyRequired tells that a body without members is sent as well.
	BodyRequired bool
	// Accept is the media type of the answer; application/json when it is empty.
	Accept string
	// Result is none, json, text, binary, sse or jsonl.
	Result string
	// Nullable tells that an answer without content is no error.
	Nullable bool
	// Terminator is the data that ends a stream.
	Terminator string
	// Results are the types of answers by status, where they differ; Errors those of failures. A
	// status is 404, 4XX or default.
	Results, Errors []Type
	// ErrorHeaders are the types of the headers of failures.
	ErrorHeaders []Type
	// Globals are the parameters that the client fills where a call does not.
	Globals []Global
	// Security are the alternatives where they are not the API's; Anonymous that there are none.
	Security  [][]string
	Anonymous bool
	// IdempotencyHeader gets a random key when the caller sets none.
	IdempotencyHeader string
	// Timeout and MaxRetries are the document's, 0 and nil where it says nothing.
	Timeout    time.Duration
	MaxRetries *int
	// RetryStatuses are those after which to try again, in place of the usual ones: 429, 5XX.
	RetryStatuses []string
	Paging        *Paging
}

// Type is the type of an answer of a status.
type Type struct {
	Status string
	// New makes a value to be filled; nil: there is no content.
	New func() any
}

// typeFor is the type of a status, of its range, or the default.
func typeFor(types []Type, status int) (Type, bool) {
	code := indexText(status)
	for _, key := range []string{code, code[:1] + "XX", "default"} {
		for _, t := range types {
			if t.Status == key {
				return t, true
			}
		}
	}
	return Type{}, false
}

// Retries is a number of retries, for MaxRetries.
func Retries(n int) *int { return &n }

// New makes a value to be filled, for Type.
func New[T any]() any { return new(T) }
