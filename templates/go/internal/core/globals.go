package core

import (
	"net/http"
	"os"
)

// GlobalInput is a parameter that the client takes once, for many calls.
type GlobalInput struct {
	// Key is what it is known by, as in query:region.
	Key string
	// Option is the name of the function that sets it.
	Option string
	// Env are environment variables that are read in turn when it is not set.
	Env     []string
	Default any
	// Header is one that every request has, whether or not the operation declares it.
	Header string
	// Required tells that no request is sent without it.
	Required bool
}

// Global is a parameter of an operation that the client fills where a call does not.
type Global struct {
	// In is path, query, header or cookie, and Name the parameter.
	In, Name string
	// Key is that of the GlobalInput.
	Key string
	// Style is written as in tags.
	Style    string
	Required bool
}

// WithGlobal sets a parameter of many calls.
func WithGlobal(key string, value any) Option {
	return func(c *Config) error {
		c.globals[key] = value
		return nil
	}
}

// globals reads what a client is not given.
func (a *API) globals(config *Config) {
	for _, input := range a.Globals {
		if input.Default != nil {
			config.globals[input.Key] = input.Default
		}
		for _, name := range input.Env {
			if text := os.Getenv(name); text != "" {
				config.globals[input.Key] = text
				break
			}
		}
	}
}

// option is the name of the function that sets a parameter.
func (a *API) option(key string) string {
	for _, input := range a.Globals {
		if input.Key == key {
			return "option." + input.Option
		}
	}
	return key
}

// give notes that the call has a parameter.
func (s *spec) give(in, name string) {
	if s.given == nil {
		s.given = map[Global]bool{}
	}
	s.given[Global{In: in, Name: name}] = true
}

// fill adds what the client has been given for parameters that the call leaves out.
func (s *spec) fill(api *API, op *Operation) error {
	for _, global := range op.Globals {
		if s.given[Global{In: global.In, Name: global.Name}] {
			continue
		}
		value, ok := s.config.globals[global.Key]
		if !ok && global.Required {
			return errorf("the parameter %q is missing: use %s, or give it to the call", global.Name, api.option(global.Key))
		}
		if ok {
			a := argument{in: global.In, name: global.Name, style: parseStyle(global.Style)}
			if err := s.argument(op, a, value); err != nil {
				return err
			}
		}
	}
	for _, input := range api.Globals {
		value, ok := s.config.globals[input.Key]
		switch {
		case input.Header == "" || s.header[http.CanonicalHeaderKey(input.Header)] != nil:
		case ok:
			text, err := headerValue(input.Header, value, Style{})
			if err != nil {
				return err
			}
			s.header.Set(input.Header, text)
		case input.Required:
			return errorf("the header %q is missing: use option.%s", input.Header, input.Option)
		}
	}
	return nil
}
