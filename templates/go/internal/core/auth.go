package core

import (
	"context"
	"encoding/base64"
	"net/http"
	"strings"
)

// credential signs requests by one scheme.
type credential struct {
	scheme *Scheme
	secret string
	token  func(context.Context) (string, error)
	oauth  *clientCredentials
}

// credentials are those of the first alternative that the client has all of.
func (c *Client) credentials(config *Config, op *Operation) ([]credential, error) {
	alternatives := op.Security
	if alternatives == nil {
		alternatives = c.api.Security
	}
	if op.Anonymous || len(alternatives) == 0 {
		return nil, nil
	}
	anonymous := false
	for _, alternative := range alternatives {
		anonymous = anonymous || len(alternative) == 0
		var found []credential
		for _, id := range alternative {
			if one, ok := c.credential(config, id); ok {
				found = append(found, one)
			}
		}
		if len(found) == len(alternative) && len(found) > 0 {
			return found, c.warn(config)
		}
	}
	if anonymous || config.header.Get("Authorization") != "" {
		return nil, nil
	}
	for _, input := range c.api.Inputs {
		if input.Required && config.inputs[input.Key] == "" && config.tokens[input.Key] == nil {
			ways := []string{"use option." + input.Option}
			for _, name := range input.Env {
				ways = append(ways, "set "+name)
			}
			return nil, errorf("a credential is missing: %s", strings.Join(ways, " or "))
		}
	}
	return nil, nil
}

// warn says, once for each host, that credentials cross the network in clear.
func (c *Client) warn(config *Config) error {
	base := config.baseURL
	if base == "" || config.logger == nil || !isExposed(base) {
		return nil
	}
	if _, known := c.shared.warned.LoadOrStore(originOf(base), true); !known {
		config.logger.Warn("credentials are sent without encryption: use https", "url", base)
	}
	return nil
}

func (c *Client) credential(config *Config, id string) (credential, bool) {
	for i := range c.api.Schemes {
		scheme := &c.api.Schemes[i]
		if scheme.ID != id {
			continue
		}
		one := credential{scheme: scheme}
		for _, role := range []string{".key", ".token"} {
			if token := config.tokens[id+role]; token != nil {
				one.token = token
				return one, true
			}
			if secret := config.inputs[id+role]; secret != "" {
				one.secret = secret
				return one, true
			}
		}
		user, hasUser := config.inputs[id+".username"]
		password, hasPassword := config.inputs[id+".password"]
		if scheme.Kind == "basic" && hasUser && hasPassword {
			one.secret = basicValue(user, password)
			return one, true
		}
		client, secret := config.inputs[id+".client_id"], config.inputs[id+".client_secret"]
		if scheme.Kind == "oauth2" && client != "" && secret != "" {
			one.oauth = &clientCredentials{scheme, client, secret}
			return one, true
		}
	}
	return credential{}, false
}

func basicValue(user, password string) string {
	return base64.StdEncoding.EncodeToString([]byte(user + ":" + password))
}

// sign puts the secret where the scheme wants it.
func (c credential) sign(k *call, request *http.Request) error {
	secret, err := c.secret, error(nil)
	switch {
	case c.oauth != nil:
		secret, err = c.oauth.get(k)
	case c.token != nil:
		secret, err = c.token(k.ctx)
	}
	if err != nil {
		return err
	}
	name, prefix := "Authorization", c.scheme.Prefix
	switch c.scheme.Kind {
	case "bearer", "oauth2":
		if prefix == "" {
			prefix = "Bearer "
		}
	case "basic":
		prefix = "Basic "
	case "apiKey":
		name = c.scheme.Name
	}
	switch c.scheme.In {
	case "query":
		pair := quote(name) + "=" + quote(prefix+secret)
		if request.URL.RawQuery != "" {
			pair = withoutPair(request.URL.RawQuery, pair) + pair
		}
		request.URL.RawQuery = pair
		return nil
	case "cookie":
		pair := quote(name) + "=" + quote(prefix+secret)
		if known := request.Header.Get("Cookie"); known != "" {
			pair = known + "; " + pair
		}
		request.Header["Cookie"] = []string{pair}
		return nil
	}
	request.Header[http.CanonicalHeaderKey(name)] = []string{prefix + secret}
	return checkHeader(name, prefix+secret)
}

// withoutPair is a query without a pair that a redirect may have kept, ready for it again.
func withoutPair(query, secret string) string {
	out := ""
	for pair := range strings.SplitSeq(query, "&") {
		if pair != secret {
			out += pair + "&"
		}
	}
	return out
}

// renew tells whether signing again may give another secret, after a 401.
func (c credential) renew(k *call, request *http.Request) bool {
	if c.oauth != nil {
		return c.oauth.forget(k, request)
	}
	return c.token != nil
}
