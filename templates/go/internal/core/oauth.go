package core

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// clientCredentials is the OAuth 2.0 client credentials grant (RFC 6749, section 4.4). Its token is
// shared by all copies of a client; calls that need it at the same time share one fetch.
type clientCredentials struct {
	scheme         *Scheme
	client, secret string
}

type tokenState struct {
	mu    sync.Mutex
	token string
	end   time.Time
	fetch *tokenFetch
}

// tokenFetch is a fetch that is under way.
type tokenFetch struct {
	done  chan struct{}
	token string
	err   error
}

const tokenLeeway = 30 * time.Second

func (c *clientCredentials) state(k *call) *tokenState {
	key := strings.Join([]string{c.scheme.TokenURL, c.client, c.secret}, "\x00")
	state, _ := k.client.shared.tokens.LoadOrStore(key, &tokenState{})
	return state.(*tokenState)
}

// get is the current token. A caller who gives up does not spoil the fetch for the others.
func (c *clientCredentials) get(k *call) (string, error) {
	state := c.state(k)
	state.mu.Lock()
	if state.token != "" && (state.end.IsZero() || time.Now().Before(state.end)) {
		defer state.mu.Unlock()
		return state.token, nil
	}
	fetch := state.fetch
	if fetch == nil {
		fetch = &tokenFetch{done: make(chan struct{})}
		state.fetch = fetch
		config, base := k.spec.config, k.spec.url
		go c.run(context.WithoutCancel(k.ctx), state, fetch, config, base, k.client)
	}
	state.mu.Unlock()
	select {
	case <-fetch.done:
		return fetch.token, fetch.err
	case <-k.ctx.Done():
		return "", k.connectionError(k.ctx.Err(), false)
	}
}

func (c *clientCredentials) run(ctx context.Context, state *tokenState, fetch *tokenFetch, config *Config, base string, client *Client) {
	ctx, cancel := context.WithTimeout(ctx, defaultTimeout)
	defer cancel()
	token, life, err := c.ask(ctx, config, base, client)
	state.mu.Lock()
	defer state.mu.Unlock()
	fetch.token, fetch.err = token, err
	state.fetch = nil
	if err == nil {
		state.token, state.end = token, time.Time{}
		if life > 0 {
			state.end = time.Now().Add(life - min(tokenLeeway, life/2))
		}
	}
	close(fetch.done)
}

// ask fetches a token. The endpoint is never followed to another place.
func (c *clientCredentials) ask(ctx context.Context, config *Config, base string, client *Client) (string, time.Duration, error) {
	form := url.Values{"grant_type": {"client_credentials"}}
	if len(c.scheme.Scopes) > 0 {
		form.Set("scope", strings.Join(c.scheme.Scopes, " "))
	}
	target, err := follow(base, c.scheme.TokenURL)
	if err != nil {
		return "", 0, errorf("the token endpoint: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, target, strings.NewReader(form.Encode()))
	if err != nil {
		return "", 0, errorf("the token endpoint is not a valid URL")
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", userAgent(client.api))
	request.Header.Set("Authorization", "Basic "+basicValue(url.QueryEscape(c.client), url.QueryEscape(c.secret)))
	response, err := config.sender.Do(request)
	if err != nil {
		return "", 0, &ConnectionError{cause: errorf("the token endpoint cannot be reached"), sent: false}
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, errorLimit))
	if err != nil {
		return "", 0, &ConnectionError{cause: err, sent: false}
	}
	response.Request = nil
	if response.StatusCode != http.StatusOK {
		return "", 0, &Error{StatusCode: response.StatusCode, Response: response, Body: body}
	}
	name := c.scheme.TokenName
	if name == "" {
		name = "access_token"
	}
	raw, _ := member(body, name)
	if checkJSON(body) != nil || len(raw) == 0 || raw[0] != '"' || textOf(raw) == "" {
		return "", 0, errorf("the answer of the token endpoint has no %s", name)
	}
	lifetime, _ := member(body, "expires_in")
	seconds, ok := secondsOf(textOf(lifetime))
	if !ok {
		return textOf(raw), 0, nil
	}
	return textOf(raw), duration(min(seconds, 1e6)), nil
}

// forget gives up a token that the server has refused, unless there is another one already.
func (c *clientCredentials) forget(k *call, request *http.Request) bool {
	state := c.state(k)
	state.mu.Lock()
	defer state.mu.Unlock()
	if request != nil && strings.HasSuffix(request.Header.Get("Authorization"), " "+state.token) {
		state.token = ""
	}
	return true
}
