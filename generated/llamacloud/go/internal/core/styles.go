package core

import (
	"reflect"
	"strings"
)

// Style is how a parameter is written (OpenAPI 3.1, section 4.8.12; RFC 6570).
type Style struct {
	kind     styleKind
	explode  bool
	reserved bool
}

type styleKind uint8

const (
	styleDefault styleKind = iota
	styleSimple
	styleLabel
	styleMatrix
	styleForm
	styleSpace
	stylePipe
	styleDeep
	styleJSON
)

var styleNames = map[string]styleKind{
	"simple":         styleSimple,
	"label":          styleLabel,
	"matrix":         styleMatrix,
	"form":           styleForm,
	"spaceDelimited": styleSpace,
	"pipeDelimited":  stylePipe,
	"deepObject":     styleDeep,
	"json":           styleJSON,
}

// parseStyle reads a style as tags have it: "form,explode,reserved".
func parseStyle(text string) Style {
	var style Style
	for word := range strings.SplitSeq(text, ",") {
		switch word {
		case "explode":
			style.explode = true
		case "reserved":
			style.reserved = true
		default:
			if kind, ok := styleNames[word]; ok {
				style.kind = kind
			}
		}
	}
	return style
}

// or is the style, or the default of its place.
func (s Style) or(kind styleKind, explode bool) Style {
	if s.kind == styleDefault {
		s.kind, s.explode = kind, explode
	}
	return s
}

// flat are the encoded members of an array, or key=value of an object; with equals empty, keys and
// values of an object are members alike.
func (n node) flat(equals string, encode func(string) string) []string {
	var out []string
	for i, item := range n.items {
		text := encode(item.itemText())
		switch {
		case n.kind == '[':
			out = append(out, text)
		case equals != "":
			out = append(out, encode(n.keys[i])+equals+text)
		default:
			out = append(out, encode(n.keys[i]), text)
		}
	}
	return out
}

// pathSegment is a path parameter, encoded so that it is one segment (RFC 3986, section 3.3). What
// would make another path of it is refused.
func pathSegment(name string, value any, style Style) (string, error) {
	style = style.or(styleSimple, false)
	if value != nil {
		value = fieldContent(reflect.ValueOf(value))
	}
	if value == nil {
		return "", errorf("path parameter %q must have a value", name)
	}
	dots := false
	encode := func(part string) string {
		dots = dots || isDots(part)
		if style.reserved {
			return quoteReservedPath(part)
		}
		return quote(part)
	}
	segment, err := styledSegment(quote(name), value, style, encode)
	switch {
	case err != nil:
		return "", errorf("path parameter %q: %w", name, err)
	case dots:
		return "", errorf("path parameter %q must not be a dot segment", name)
	case segment == "" || segment == "." || segment == "..":
		return "", errorf("path parameter %q must not be empty or dots", name)
	}
	return segment, nil
}

var dotsDecoder = strings.NewReplacer("%2e", ".", "%2f", "/", `\`, "/")

// isDots tells whether a server may take a part of a path for a way up.
func isDots(part string) bool {
	if !strings.ContainsAny(part, ".%") {
		return false
	}
	part = dotsDecoder.Replace(strings.ToLower(part))
	if part == "." {
		return true
	}
	for segment := range strings.SplitSeq(part, "/") {
		if segment == ".." {
			return true
		}
	}
	return false
}

func styledSegment(name string, value any, style Style, encode func(string) string) (string, error) {
	if style.kind == styleJSON {
		raw, err := MarshalJSON(value)
		return encode(string(raw)), err
	}
	n, err := nodeOf(value)
	if err != nil {
		return "", err
	}
	if n.kind == '"' {
		text := encode(n.text)
		switch {
		case style.kind == styleLabel:
			return "." + text, nil
		case style.kind == styleMatrix && text == "":
			return ";" + name, nil
		case style.kind == styleMatrix:
			return ";" + name + "=" + text, nil
		}
		return text, nil
	}
	if len(n.items) == 0 {
		return "", nil
	}
	equals := ""
	if style.explode {
		equals = "="
	}
	parts := n.flat(equals, encode)
	switch {
	case style.kind == styleLabel && style.explode:
		return "." + strings.Join(parts, "."), nil
	case style.kind == styleLabel:
		return "." + strings.Join(parts, ","), nil
	case style.kind == styleMatrix && !style.explode:
		return ";" + name + "=" + strings.Join(parts, ","), nil
	case style.kind == styleMatrix:
		for i, part := range parts {
			if n.kind == '[' && part == "" {
				parts[i] = name
			} else if n.kind == '[' {
				parts[i] = name + "=" + part
			}
		}
		return ";" + strings.Join(parts, ";"), nil
	}
	return strings.Join(parts, ","), nil
}

// pair is a name and a value, encoded for the place they go to.
type pair struct{ name, value string }

// queryPairs are the pairs of a query parameter.
func queryPairs(name string, value any, style Style) ([]pair, error) {
	encode := quote
	if style.reserved {
		encode = quoteReservedQuery
	}
	return pairsOf(name, value, style.or(styleForm, true), quote, encode)
}

// cookiePairs are the pairs of a cookie parameter.
func cookiePairs(name string, value any, style Style) ([]pair, error) {
	return pairsOf(name, value, style.or(styleForm, true), quote, quoteCookie)
}

// formPairs are the pairs of a member of a form. An object is JSON, unless it has a style of its own.
func formPairs(name string, value any, style Style) ([]pair, error) {
	if style.kind == styleDefault {
		n, err := nodeOf(value)
		if err != nil {
			return nil, errorf("member %q: %w", name, err)
		}
		style = style.or(styleForm, true)
		if n.kind == '{' {
			style.kind = styleJSON
		}
	}
	return pairsOf(name, value, style, quoteForm, quoteForm)
}

// partPairs are the pairs of a member of a multipart body, as plain text.
func partPairs(name string, value any, style Style) ([]pair, error) {
	return pairsOf(name, value, style, asIs, asIs)
}

func pairsOf(name string, value any, style Style, encodeName, encode func(string) string) ([]pair, error) {
	key := encodeName(name)
	if style.kind == styleJSON {
		raw, err := MarshalJSON(value)
		if err != nil {
			return nil, errorf("parameter %q: %w", name, err)
		}
		return []pair{{key, encode(string(raw))}}, nil
	}
	n, err := nodeOf(value)
	if err != nil {
		return nil, errorf("parameter %q: %w", name, err)
	}
	switch {
	case n.kind == '"':
		return []pair{{key, encode(n.text)}}, nil
	case len(n.items) == 0:
		return nil, nil
	case style.kind == styleDeep:
		return n.leaves(nil, key, "", encodeName, encode), nil
	}
	var pairs []pair
	switch {
	case style.explode && n.kind == '{':
		for i, item := range n.items {
			inner := []node{item}
			if item.kind == '[' {
				inner = item.items
			}
			for _, one := range inner {
				pairs = append(pairs, pair{encodeName(n.keys[i]), encode(one.itemText())})
			}
		}
	case style.explode:
		for _, item := range n.items {
			pairs = append(pairs, pair{key, encode(item.itemText())})
		}
	default:
		pairs = []pair{{key, strings.Join(n.flat("", encode), delimiter(style.kind, encode("|") == "|"))}}
	}
	return pairs, nil
}

func delimiter(kind styleKind, plain bool) string {
	switch {
	case kind == styleSpace && plain:
		return " "
	case kind == styleSpace:
		return "%20"
	case kind == stylePipe && plain:
		return "|"
	case kind == stylePipe:
		return "%7C"
	}
	return ","
}

// leaves are the values within an array or object with their paths: name[b][0].
func (n node) leaves(pairs []pair, key, path string, encodeName, encode func(string) string) []pair {
	if n.kind == '"' {
		return append(pairs, pair{key + encodeName(path), encode(n.text)})
	}
	for i, item := range n.items {
		step := "[" + indexText(i) + "]"
		if n.kind == '{' {
			step = "[" + n.keys[i] + "]"
		}
		pairs = item.leaves(pairs, key, path+step, encodeName, encode)
	}
	return pairs
}

// headerValue is a header parameter as text, which is not encoded.
func headerValue(name string, value any, style Style) (string, error) {
	style = style.or(styleSimple, false)
	var text string
	if style.kind == styleJSON {
		raw, err := MarshalJSON(value)
		if err != nil {
			return "", errorf("header %q: %w", name, err)
		}
		text = ascii(raw)
	} else {
		n, err := nodeOf(value)
		if err != nil {
			return "", errorf("header %q: %w", name, err)
		}
		text = n.text
		if n.kind != '"' {
			equals := ""
			if style.explode {
				equals = "="
			}
			text = strings.Join(n.flat(equals, asIs), ",")
		}
	}
	return text, checkHeader(name, text)
}
