package core

import (
	"strconv"
	"strings"
)

func indexText(i int) string { return strconv.Itoa(i) }

const tokenMarks = "!#$%&'*+-.^_`|~"

// checkHeader refuses a header that could smuggle in another one.
func checkHeader(name, value string) error {
	if name == "" {
		return errorf("the name of a header is empty")
	}
	for i := range len(name) {
		if !isAlphanumeric(name[i]) && strings.IndexByte(tokenMarks, name[i]) < 0 {
			return errorf("not a valid header name: %q", name)
		}
	}
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return errorf("the value of header %q has a control character", name)
		}
	}
	return nil
}

// secretParts are what the names of headers and parameters have in them that hold credentials.
var secretParts = []string{
	"auth", "cookie", "credential", "key", "passw", "secret", "session", "signature", "token",
}

const redacted = "[redacted]"

// isSecret tells whether a header or query parameter may hold a credential.
func (a *API) isSecret(name string) bool {
	lower := strings.ToLower(name)
	for _, part := range secretParts {
		if strings.Contains(lower, part) {
			return true
		}
	}
	for _, scheme := range a.Schemes {
		if scheme.Name != "" && strings.EqualFold(scheme.Name, name) {
			return true
		}
	}
	return false
}

// redactURL is a URL without the values of secret query parameters, and without user and password.
func (a *API) redactURL(url string) string {
	head, query, found := strings.Cut(url, "?")
	if !found {
		return url
	}
	pairs := strings.Split(query, "&")
	for i, pair := range pairs {
		if name, _, ok := strings.Cut(pair, "="); ok && a.isSecret(name) {
			pairs[i] = name + "=" + redacted
		}
	}
	return head + "?" + strings.Join(pairs, "&")
}
