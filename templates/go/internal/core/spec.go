package core

import (
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// spec is a request without credentials: what the arguments of a call make of an operation.
type spec struct {
	config *Config
	url    string
	query  []parameter
	header http.Header
	cookie string
	body   *body
	// safe tells that the server may get the request twice.
	safe bool
	// path are path parameters that are fields; given are the parameters that the call has, where the
	// client may fill others.
	path  map[string]any
	given map[Global]bool
}

type parameter struct {
	name  string
	pairs []pair
}

func (s *spec) clone() *spec {
	other := *s
	other.query = slices.Clone(s.query)
	return &other
}

func (s *spec) hasQuery(name string) bool {
	return slices.ContainsFunc(s.query, func(p parameter) bool { return p.name == name })
}

func (s *spec) setQuery(name string, pairs []pair) {
	for i := range s.query {
		if s.query[i].name == name {
			s.query[i].pairs = pairs
			return
		}
	}
	s.query = append(s.query, parameter{name, pairs})
}

func (s *spec) queryString() string {
	var out []byte
	for _, parameter := range s.query {
		for _, p := range parameter.pairs {
			if len(out) > 0 {
				out = append(out, '&')
			}
			out = append(append(append(out, p.name...), '='), p.value...)
		}
	}
	return string(out)
}

func (s *spec) jsonBody() []byte {
	if s.body == nil {
		return nil
	}
	return s.body.content
}

// fullURL is the URL with its query.
func (s *spec) fullURL() string {
	query := s.queryString()
	switch {
	case query == "":
		return s.url
	case strings.Contains(s.url, "?"):
		return s.url + "&" + query
	}
	return s.url + "?" + query
}

// token identifies the request: one that repeats means an endless listing.
func (s *spec) token() string { return s.fullURL() + " " + string(s.jsonBody()) }

// argument is what a field of a struct of parameters is for.
type argument struct {
	index int
	in    string // path, query, header, cookie, json, or body for one that is the whole body
	name  string
	style Style
	codec *codec
}

var argumentsOf sync.Map // reflect.Type -> []argument

// arguments are the fields of a struct of parameters.
func arguments(t reflect.Type) []argument {
	if known, ok := argumentsOf.Load(t); ok {
		return known.([]argument)
	}
	var list []argument
	for i := range t.NumField() {
		f := t.Field(i)
		for _, in := range []string{"path", "query", "header", "cookie", "json", "body"} {
			name, options, ok := wireName(f, in)
			if !ok {
				continue
			}
			list = append(list, argument{i, in, name, parseStyle(options), codecOf(f.Type)})
			break
		}
		if f.Tag.Get("additional") != "" {
			list = append(list, argument{i, "additional", "", Style{}, codecOf(f.Type)})
		}
	}
	argumentsOf.Store(t, list)
	return list
}

// prepare is the request that the arguments of a call make. Nothing is sent.
func (c *Client) prepare(config *Config, op *Operation, path []any, params any) (*spec, error) {
	s := &spec{config: config, header: http.Header{}}
	base, err := c.baseOf(config, op)
	if err != nil {
		return nil, err
	}
	if err := s.arguments(op, params); err != nil {
		return nil, err
	}
	if err := s.fill(c.api, op); err != nil {
		return nil, err
	}
	text, err := op.pathOf(path, s.path)
	if err != nil {
		return nil, err
	}
	s.url = joinURL(base, text)
	for _, edit := range config.query {
		s.editQuery(edit)
	}
	if err := s.editBody(config); err != nil {
		return nil, err
	}
	s.safe = isIdempotent(op.Method)
	if !s.safe {
		s.safe = s.key(c.api, op)
	}
	return s, nil
}

func (c *Client) baseOf(config *Config, op *Operation) (string, error) {
	switch {
	case config.baseURL != "":
		return config.baseURL, nil
	case op.Server != "":
		server := op.Server
		if strings.HasPrefix(server, "/") {
			server = originOf(config.inputs[serverURL]) + server
		}
		return checkBaseURL(server)
	case config.inputs[serverURL] != "":
		return config.inputs[serverURL], nil
	}
	return "", errorf("the base URL is missing: use option.WithBaseURL")
}

// pathOf is the path with its parameters: those that are fields by their names, the others in turn.
func (op *Operation) pathOf(values []any, named map[string]any) (string, error) {
	var out strings.Builder
	rest := op.Path
	for i := 0; ; i++ {
		before, after, found := strings.Cut(rest, "{")
		out.WriteString(before)
		if !found {
			break
		}
		name, after, _ := strings.Cut(after, "}")
		value, ok := named[name]
		switch {
		case ok:
		case len(values) > 0:
			value, values = values[0], values[1:]
		default:
			return "", errorf("path parameter %q must have a value", name)
		}
		var style Style
		if i < len(op.PathStyles) {
			style = parseStyle(op.PathStyles[i])
		}
		segment, err := pathSegment(name, value, style)
		if err != nil {
			return "", err
		}
		out.WriteString(segment)
		rest = after
	}
	path := out.String()
	for segment := range strings.SplitSeq(path, "/") {
		if isDots(segment) {
			return "", errorf("path parameters make the segment %q", segment)
		}
	}
	return path, nil
}

// arguments puts the fields of a struct of parameters where they belong.
func (s *spec) arguments(op *Operation, params any) error {
	v := reflect.ValueOf(params)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if !v.IsValid() {
		return nil
	}
	if v.Kind() != reflect.Struct {
		body, err := encodeBody(op.Body, params, true, op.Encodings)
		s.body = body
		return err
	}
	var members []value
	hasBody := false
	for _, a := range arguments(v.Type()) {
		field := v.Field(a.index)
		switch a.in {
		case "json":
			hasBody = true
		case "additional":
			hasBody = true
			for _, key := range sortedMapKeys(field) {
				members = append(members, value{key.String(), field.MapIndex(key).Interface()})
			}
			continue
		}
		if a.codec.isZero(field) {
			continue
		}
		content := fieldContent(field)
		if a.in == "json" {
			members = append(members, value{a.name, content})
			continue
		}
		if err := s.argument(op, a, content); err != nil {
			return err
		}
	}
	if !hasBody || op.Body == "" || s.body != nil {
		return nil
	}
	body, err := membersBody(op.Body, members, op.BodyRequired, op.Encodings)
	s.body = body
	return err
}

func sortedMapKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	return keys
}

// argument puts one value where it belongs.
func (s *spec) argument(op *Operation, a argument, content any) (err error) {
	if op.Globals != nil {
		s.give(a.in, a.name)
	}
	switch a.in {
	case "path":
		if s.path == nil {
			s.path = map[string]any{}
		}
		s.path[a.name] = content
		return nil
	case "query":
		pairs, err := queryPairs(a.name, content, a.style)
		s.query = append(s.query, parameter{a.name, pairs})
		return err
	case "header":
		text, err := headerValue(a.name, content, a.style)
		s.header.Set(a.name, text)
		return err
	case "cookie":
		pairs, err := cookiePairs(a.name, content, a.style)
		for _, p := range pairs {
			if s.cookie != "" {
				s.cookie += "; "
			}
			s.cookie += p.name + "=" + p.value
		}
		return err
	}
	s.body, err = encodeBody(op.Body, content, true, op.Encodings)
	return err
}

func (s *spec) editQuery(edit queryEdit) {
	pairs := []pair{{quote(edit.name), quote(edit.value)}}
	if edit.add {
		s.query = append(s.query, parameter{edit.name, pairs})
		return
	}
	s.query = slices.DeleteFunc(s.query, func(p parameter) bool { return p.name == edit.name })
	if !edit.remove {
		s.query = append(s.query, parameter{edit.name, pairs})
	}
}

func (s *spec) editBody(config *Config) (err error) {
	if config.body != nil {
		s.body = config.body
	}
	for _, edit := range config.json {
		if s.body == nil {
			s.body = bodyOf(nil, "application/json")
		}
		if !isJSONType(s.body.contentType) {
			return errorf("WithJSONSet needs a JSON body, not %s", s.body.contentType)
		}
		content, err := setMember(s.body.content, edit.path, edit.raw)
		if err != nil {
			return err
		}
		s.body = bodyOf(content, s.body.contentType)
	}
	return nil
}

// key tells whether the request has an idempotency key, so that it may be repeated.
func (s *spec) key(api *API, op *Operation) bool {
	name := op.IdempotencyHeader
	if name == "" {
		name = api.IdempotencyHeader
	}
	if name == "" {
		name = "Idempotency-Key"
	}
	if key, ok := s.config.inputs[idempotencyKey]; ok {
		s.header.Set(name, key)
		return true
	}
	if s.header.Get(name) != "" || s.config.header.Get(name) != "" {
		return true
	}
	if op.IdempotencyHeader == "" {
		return false
	}
	s.header.Set(name, randomKey())
	return true
}
