package core

import (
	"net"
	"net/url"
	"strings"
)

// originOf is scheme, host and port of a URL: what may share credentials (RFC 6454). It is empty for
// a URL that has none.
func originOf(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return ""
	}
	scheme, port := strings.ToLower(u.Scheme), u.Port()
	switch {
	case scheme != "http" && scheme != "https":
		return ""
	case port == "" && scheme == "http":
		port = "80"
	case port == "":
		port = "443"
	}
	return scheme + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// checkBaseURL is a base URL without the slash at its end; its path prefix is kept.
func checkBaseURL(text string) (string, error) {
	text = strings.TrimSpace(text)
	if strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f || strings.ContainsRune("\\\"<>^`{|}", r) }) {
		return "", errorf("the base URL has characters that a URL cannot have")
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || originOf(text) == "":
		return "", errorf("the base URL is not an http or https URL")
	case u.User != nil:
		return "", errorf("the base URL must not have a user name or password in it")
	case strings.ContainsAny(text, "?#"):
		return "", errorf("the base URL must not have a query or a fragment")
	}
	return strings.TrimRight(text, "/"), nil
}

// isExposed tells whether credentials would cross the network in clear.
func isExposed(text string) bool {
	u, err := url.Parse(text)
	if err != nil || !strings.EqualFold(u.Scheme, "http") {
		return false
	}
	host := strings.ToLower(u.Hostname())
	ip := net.ParseIP(host)
	return host != "localhost" && !strings.HasSuffix(host, ".localhost") && (ip == nil || !ip.IsLoopback())
}

// joinURL is the URL of an operation's path, which may be a URL itself.
func joinURL(base, path string) string {
	switch {
	case strings.HasPrefix(path, "/") || path == "":
		return base + path
	case strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://"):
		return path
	}
	return base + "/" + path
}

// follow is the absolute URL that a link or a Location header means, without fragment.
func follow(from, location string) (string, error) {
	base, err := url.Parse(from)
	if err != nil {
		return "", errorf("not a URL: %w", err)
	}
	to, err := url.Parse(escape(strings.TrimSpace(location), urlSafe))
	if err != nil {
		return "", errorf("not a URL")
	}
	target := base.ResolveReference(to)
	target.Fragment, target.RawFragment = "", ""
	if text := target.String(); originOf(text) != "" && target.User == nil {
		return text, nil
	}
	return "", errorf("not an http or https URL")
}

// ServerVariable is a part of a server's URL that the caller may choose.
type ServerVariable struct {
	Name    string
	Default string
	// Allowed are the only values; nil: any.
	Allowed []string
}

// expandServer fills the variables of a server's URL in. Values are percent-encoded, so that none
// can change the host.
func expandServer(template string, variables []ServerVariable, values map[string]string) (string, error) {
	for _, variable := range variables {
		text, given := values["variable."+variable.Name]
		if !given {
			text = variable.Default
		} else if variable.Allowed != nil && !contains(variable.Allowed, text) {
			return "", errorf("%s must be one of %s, not %q", variable.Name, strings.Join(variable.Allowed, ", "), text)
		} else {
			text = quote(text)
		}
		template = strings.ReplaceAll(template, "{"+variable.Name+"}", text)
	}
	return template, nil
}

func contains(list []string, text string) bool {
	for _, item := range list {
		if item == text {
			return true
		}
	}
	return false
}
