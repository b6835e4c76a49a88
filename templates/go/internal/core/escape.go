package core

import (
	"strings"
	"unicode/utf8"
)

// What stays as it is in the places of a request, besides ASCII letters and digits.
const (
	unreserved = "-._~"
	formSafe   = "*-._ " // a space becomes a plus sign afterwards
	// An ampersand, a plus and a hash would change the meaning of a query; brackets are no URL characters.
	reservedQuery = "-._~:/?@!$'()*,;="
	reservedPath  = "-._~:@!$&'()*+,;="
	// RFC 6265, section 4.1.1: cookie-octet. A percent sign stays, as in browsers.
	cookieSafe = "!#$%&'()*+-./:<=>?@[]^_`{|}~"
	// What a URL may hold that somebody else has written.
	urlSafe = "!$%&'()*+,/:;=?@[]~#-._"
)

const upperHex = "0123456789ABCDEF"

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// escape percent-encodes what is neither alphanumeric nor safe.
func escape(text, safe string) string {
	plain := true
	for i := 0; i < len(text) && plain; i++ {
		plain = isAlphanumeric(text[i]) || text[i] < utf8.RuneSelf && strings.IndexByte(safe, text[i]) >= 0
	}
	if plain {
		return text
	}
	var out strings.Builder
	for i := range len(text) {
		if c := text[i]; isAlphanumeric(c) || c < utf8.RuneSelf && strings.IndexByte(safe, c) >= 0 {
			out.WriteByte(c)
		} else {
			out.WriteByte('%')
			out.WriteByte(upperHex[c>>4])
			out.WriteByte(upperHex[c&15])
		}
	}
	return out.String()
}

func quote(text string) string       { return escape(text, unreserved) }
func quoteCookie(text string) string { return escape(text, cookieSafe) }
func asIs(text string) string        { return text }

// quoteForm encodes as the URL standard does in application/x-www-form-urlencoded.
func quoteForm(text string) string {
	return strings.ReplaceAll(escape(text, formSafe), " ", "+")
}

func quoteReservedQuery(text string) string { return keepEncoded(escape(text, reservedQuery)) }
func quoteReservedPath(text string) string  { return keepEncoded(escape(text, reservedPath)) }

// keepEncoded leaves what was percent-encoded before as it was (RFC 6570).
func keepEncoded(text string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, "%25")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if len(after) >= 2 && isHex(after[0]) && isHex(after[1]) {
			out.WriteByte('%')
		} else {
			out.WriteString("%25")
		}
		text = after
	}
}

func isHex(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }
