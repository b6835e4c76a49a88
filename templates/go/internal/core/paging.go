package core

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Paging is how a listing goes on. Members of the request and of the answer are names on the wire;
// dots lead into objects.
type Paging struct {
	// Kind is offset, page, cursor, link or lastItem.
	Kind string
	// Items is the member with the items; empty: the answer is the array.
	Items string
	// Param is the parameter that asks for another page.
	Param string
	// Limit is the parameter that says how many items a page has.
	Limit string
	// Next is the member with the token or the URL; empty for a link: the header Link.
	Next string
	// Total, TotalPages and HasMore are members that tell whether there is more.
	Total, TotalPages, HasMore string
	// First is the number of the first page.
	First int64
	// ItemID is the member of the last item that the next page begins after.
	ItemID string
}

// JSONPage is what a page remembers: its JSON, and the call it answers.
type JSONPage struct {
	JSONObject
	from *pageCall
}

// pageCall is the request that a page answers.
type pageCall struct {
	ctx    context.Context
	client *Client
	op     *Operation
	spec   *spec
	url    string
	header http.Header
	seen   []string
	// repeated is how many pages before this one were the same.
	repeated int
}

// maxRepeats is how often the same objects may come again: short pages of a listing can be equal.
const maxRepeats = 3

// NextPage asks for the page after one; nil after the last.
func NextPage[P any](page JSONPage) (*P, error) {
	call := page.from
	if call == nil {
		return nil, nil
	}
	next, err := call.next(page.raw)
	if next == nil || err != nil {
		return nil, err
	}
	result := new(P)
	seen := append(slices.Clip(call.seen), next.token())
	if err := call.client.do(call.ctx, call.op, next, result, seen); err != nil {
		return nil, err
	}
	if err := call.leadTo(page.raw, pageOf(result)); err != nil {
		return nil, err
	}
	return result, nil
}

// leadTo passes the memory on to the next page. Where pages are counted, a server that does not know
// the parameter would give its first page for ever.
func (c *pageCall) leadTo(raw []byte, next *JSONPage) error {
	if next == nil || next.from == nil || c.op.Paging.Kind != "offset" && c.op.Paging.Kind != "page" {
		return nil
	}
	before, now := c.op.Paging.itemsOf(raw), c.op.Paging.itemsOf(next.raw)
	if !bytes.HasPrefix(before, []byte("[{")) || !bytes.Equal(before, now) {
		return nil
	}
	if next.from.repeated = c.repeated + 1; next.from.repeated >= maxRepeats {
		return &PaginationError{"the server repeats a page: it seems not to know the parameter " + c.op.Paging.Param}
	}
	return nil
}

// itemsOf are the raw items of a page.
func (p *Paging) itemsOf(raw []byte) []byte {
	if p.Items == "" {
		return raw
	}
	items, _ := lookup(raw, p.Items)
	return items
}

// next is the request for the next page; nil after the last.
func (c *pageCall) next(raw []byte) (*spec, error) {
	next, err := c.op.Paging.next(&view{raw: raw, call: c})
	if next == nil || err != nil {
		return nil, err
	}
	if slices.Contains(c.seen, next.token()) {
		return nil, &PaginationError{"the server repeats a page"}
	}
	return next, nil
}

// view is a page and its request as the rules see them.
type view struct {
	raw  []byte
	call *pageCall
}

func (v *view) member(path string) []byte {
	if path == "" {
		return nil
	}
	raw, _ := lookup(v.raw, path)
	return raw
}

// items counts the items, and gives the last one.
func (v *view) items(path string) (count int64, last []byte) {
	raw := v.raw
	if path != "" {
		raw = v.member(path)
	}
	for item := range elements(raw) {
		count++
		last = item
	}
	return count, last
}

func (v *view) number(path string) (int64, bool) {
	raw := v.member(path)
	if len(raw) == 0 || !isNumber(raw[0]) {
		return 0, false
	}
	return smallOrNone(string(raw))
}

func smallOrNone(text string) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// sent is what the request had for a parameter.
func (v *view) sent(name string) (string, bool) {
	if v.inBody(name) {
		raw, ok := lookup(v.call.spec.jsonBody(), name)
		return textOf(raw), ok && string(raw) != "null"
	}
	_, query, _ := strings.Cut(v.call.url, "?")
	value, found := "", false
	for pair := range strings.SplitSeq(query, "&") {
		key, text, _ := strings.Cut(pair, "=")
		if key, err := url.QueryUnescape(key); err == nil && key == name {
			if text, err := url.QueryUnescape(text); err == nil {
				value, found = text, true
			}
		}
	}
	return value, found
}

func (v *view) inBody(name string) bool {
	return v.call.spec.body != nil && !v.call.spec.hasQuery(name)
}

func (v *view) sentNumber(name string) (int64, bool) {
	text, ok := v.sent(name)
	if !ok {
		return 0, false
	}
	return smallOrNone(text)
}

// ask is this request with another value for a parameter.
func (v *view) ask(name string, raw []byte) (*spec, error) {
	next := v.call.spec.clone()
	if !v.inBody(name) {
		text := textOf(raw)
		next.setQuery(name, []pair{{quote(name), quote(text)}})
		return next, nil
	}
	content, err := setMember(next.jsonBody(), name, raw)
	if err != nil {
		return nil, err
	}
	next.body = bodyOf(content, next.body.contentType)
	return next, nil
}

func isNone(raw []byte) bool {
	switch string(raw) {
	case "", "null", `""`, "false":
		return true
	}
	return false
}

// next is the request for the page after the one in view; nil after the last.
func (p *Paging) next(v *view) (*spec, error) {
	count, last := v.items(p.Items)
	more := string(v.member(p.HasMore))
	switch p.Kind {
	case "offset":
		offset, _ := v.sentNumber(p.Param)
		offset += count
		if total, ok := v.number(p.Total); count == 0 || ok && offset >= total {
			return nil, nil
		}
		return v.ask(p.Param, strconv.AppendInt(nil, offset, 10))
	case "page":
		number, ok := v.sentNumber(p.Param)
		if !ok {
			number = p.First
		}
		if !p.goesOn(v, number, count, more) {
			return nil, nil
		}
		return v.ask(p.Param, strconv.AppendInt(nil, number+1, 10))
	case "cursor":
		token := v.member(p.Next)
		if isNone(token) || more == "false" {
			return nil, nil
		}
		if sent, ok := v.sent(p.Param); ok && sent == textOf(token) {
			return nil, &PaginationError{"the server repeats the page token " + p.Param}
		}
		return v.ask(p.Param, token)
	case "lastItem":
		if count == 0 || more == "false" {
			return nil, nil
		}
		token, _ := lookup(last, p.ItemID)
		if isNone(token) {
			return nil, &PaginationError{"the page's last item has no " + p.ItemID}
		}
		return v.ask(p.Param, token)
	}
	return p.follow(v)
}

func (p *Paging) goesOn(v *view, number, count int64, more string) bool {
	if more == "true" || more == "false" {
		return more == "true"
	}
	before := number - p.First
	if pages, ok := v.number(p.TotalPages); ok {
		return before+1 < pages
	}
	total, ok := v.number(p.Total)
	if size, sized := v.sentNumber(p.Limit); ok && sized && size > 0 && before*size+count >= total {
		return false
	}
	return count > 0
}

// follow is the request that a link asks for; it must stay on the origin that has the credentials.
func (p *Paging) follow(v *view) (*spec, error) {
	link := ""
	if raw := v.member(p.Next); p.Next != "" && len(raw) > 0 && raw[0] == '"' {
		link = textOf(raw)
	} else if p.Next == "" {
		link = nextLink(strings.Join(v.call.header.Values("Link"), ", "))
	}
	if link == "" {
		return nil, nil
	}
	target, err := follow(v.call.url, link)
	if err != nil {
		return nil, &PaginationError{"the link to the next page: " + err.Error()}
	}
	if originOf(target) != originOf(v.call.url) {
		return nil, &PaginationError{"the link to the next page leads to another origin"}
	}
	next := v.call.spec.clone()
	next.url, next.query = target, nil
	return next, nil
}
