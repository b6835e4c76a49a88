package core

import (
	"encoding/json"
	"math/big"
	"reflect"
	"strconv"
	"strings"
)

// node is a value on its way to a parameter: a text, an array or an object whose order is kept.
type node struct {
	kind  byte // '"' for a text, '[' or '{'
	text  string
	raw   []byte
	keys  []string
	items []node
}

// nodeOf is a value as a node.
func nodeOf(value any) (node, error) {
	if text, ok, err := plainText(value); ok || err != nil {
		return node{kind: '"', text: text}, err
	}
	raw, err := MarshalJSON(value)
	if err != nil {
		return node{}, err
	}
	return parseNode(raw), nil
}

// plainText is the text of a value that has one at once.
func plainText(value any) (text string, ok bool, err error) {
	switch value := value.(type) {
	case nil:
		return "", true, nil
	case string:
		return value, true, nil
	case int64:
		return strconv.FormatInt(value, 10), true, nil
	case bool:
		return strconv.FormatBool(value), true, nil
	case json.Number:
		text, err = decimalText(string(value))
		return text, true, err
	}
	if v := reflect.ValueOf(value); v.Kind() == reflect.String {
		if _, custom := value.(json.Marshaler); !custom {
			return v.String(), true, nil
		}
	}
	return "", false, nil
}

func parseNode(raw []byte) node {
	n := node{kind: raw[0], raw: raw}
	switch raw[0] {
	case '{':
		for name, value := range members(raw) {
			n.keys = append(n.keys, name)
			n.items = append(n.items, parseNode(value))
		}
	case '[':
		for value := range elements(raw) {
			n.items = append(n.items, parseNode(value))
		}
	default:
		n.kind = '"'
		if n.text = textOf(raw); raw[0] == 'n' {
			n.text = ""
		}
	}
	return n
}

// itemText is the text of a member of an array or object: JSON for what is nested.
func (n node) itemText() string {
	if n.kind != '"' {
		return string(n.raw)
	}
	return n.text
}

// decimalText is a decimal number without an exponent; its digits stay as they are.
func decimalText(text string) (string, error) {
	s := scanner{data: []byte(text)}
	if _, _, err := s.number(); err != nil || s.pos != len(text) {
		return "", errorf("not a number: %q", text)
	}
	mantissa, exponent, has := strings.Cut(strings.ToLower(text), "e")
	if !has {
		return text, nil
	}
	shift, err := strconv.Atoi(exponent)
	if err != nil || shift > maxDepth || shift < -maxDepth {
		return "", errorf("the exponent of %q is out of range", text)
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := max(len(fraction)-shift, 0)
	exact, _ := new(big.Rat).SetString(whole + "." + fraction + "e" + exponent)
	return exact.FloatString(digits), nil
}
