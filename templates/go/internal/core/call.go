package core

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"
)

const longestRedirects = 5

var errTimeout = errors.New("the call took longer than its timeout")

// call is one call over all its attempts: retries, redirects, refused credentials.
type call struct {
	client      *Client
	op          *Operation
	spec        *spec
	ctx         context.Context
	cancel      context.CancelCauseFunc
	timer       *time.Timer
	timeout     time.Duration
	end         time.Time
	url         string
	foreign     bool // credentials no longer go along
	credentials []credential
	refused     bool
	redirects   int
	retries     int
	left        int
	streaming   bool
}

// do makes a call that is prepared. seen are the requests of the pages before.
func (c *Client) do(ctx context.Context, op *Operation, s *spec, result any, seen []string) error {
	credentials, err := c.credentials(s.config, op)
	if err != nil {
		return err
	}
	k := &call{client: c, op: op, spec: s, url: s.fullURL(), credentials: credentials, left: s.config.maxRetries}
	if !s.config.retriesSet && op.MaxRetries != nil {
		k.left = *op.MaxRetries
	}
	k.timeout = s.config.timeout
	if !s.config.timeoutSet && op.Timeout != 0 {
		k.timeout = op.Timeout
	}
	k.streaming = op.Result == "binary" || op.Result == "sse" || op.Result == "jsonl"
	k.ctx, k.cancel = context.WithCancelCause(ctx)
	if k.timeout > 0 {
		k.end = time.Now().Add(k.timeout)
		k.timer = time.AfterFunc(k.timeout, func() { k.cancel(errTimeout) })
	}
	if seen == nil && op.Paging != nil {
		seen = []string{s.token()}
	}
	err = k.run(result, seen, ctx)
	if err != nil || !k.streaming {
		k.finish()
	}
	return err
}

func (k *call) finish() {
	if k.timer != nil {
		k.timer.Stop()
	}
	k.cancel(nil)
}

// run makes attempts until one has an answer that counts.
func (k *call) run(result any, seen []string, ctx context.Context) error {
	for {
		response, body, err := k.attempt()
		var wait time.Duration
		switch {
		case err != nil:
			wait, err = k.failed(err)
		case response.StatusCode >= 200 && response.StatusCode < 300:
			return k.accept(response, body, result, seen, ctx)
		default:
			wait, err = k.answered(response, body)
		}
		if err != nil {
			return err
		}
		if err := k.pause(wait); err != nil {
			return err
		}
	}
}

// failed is how long to wait after an attempt without an answer; an error when there is no other.
func (k *call) failed(err error) (time.Duration, error) {
	var failure *ConnectionError
	if !errors.As(err, &failure) || k.ctx.Err() != nil || !k.mayRepeat(failure.sent) {
		return 0, err
	}
	wait := backoff(k.retries)
	if !k.inTime(wait) {
		return 0, err
	}
	k.count(wait, err.Error())
	return wait, nil
}

// answered is how long to wait after an answer that is no success; an error when it counts.
func (k *call) answered(response *http.Response, body []byte) (time.Duration, error) {
	status := response.StatusCode
	switch {
	case status >= 300 && status < 400:
		if followed, err := k.redirect(response); followed || err != nil {
			return 0, err
		}
	case status == http.StatusUnauthorized:
		if k.renew(response.Request) {
			return 0, nil
		}
	case k.op.isRetryable(status) && k.mayRepeat(true):
		wait, asked := retryAfter(response.Header)
		if !asked {
			wait = backoff(k.retries)
		}
		if wait <= longestRetryAfter && k.inTime(wait) {
			k.count(wait, response.Status)
			return wait, nil
		}
	}
	return 0, k.statusError(response, body)
}

func (k *call) mayRepeat(sent bool) bool {
	again := k.spec.body == nil || !k.spec.body.once
	return k.left > 0 && again && (k.spec.safe || !sent)
}

func (k *call) inTime(wait time.Duration) bool {
	if end, ok := k.ctx.Deadline(); ok && time.Now().Add(wait).After(end) {
		return false
	}
	return k.end.IsZero() || time.Now().Add(wait).Before(k.end)
}

// pause waits, unless the context ends before.
func (k *call) pause(wait time.Duration) error {
	if wait <= 0 {
		return nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-k.ctx.Done():
		return k.connectionError(k.ctx.Err(), true)
	}
}

// renew tells whether credentials that the server refuses can be replaced.
func (k *call) renew(request *http.Request) bool {
	if k.refused || k.foreign || k.spec.body != nil && k.spec.body.once {
		return false
	}
	k.refused = true
	renewed := false
	for _, credential := range k.credentials {
		renewed = credential.renew(k, request) || renewed
	}
	return renewed
}

// redirect tells whether the call goes on at the place that the answer names.
func (k *call) redirect(response *http.Response) (bool, error) {
	location := response.Header.Get("Location")
	repeats := response.StatusCode == http.StatusTemporaryRedirect || response.StatusCode == http.StatusPermanentRedirect
	plain := k.op.Method == http.MethodGet || k.op.Method == http.MethodHead
	known := repeats || response.StatusCode >= 301 && response.StatusCode <= 303
	again := repeats && (k.spec.body == nil || !k.spec.body.once)
	if location == "" || !known || !plain && !again {
		return false, nil
	}
	target, err := follow(k.url, location)
	if err != nil {
		return false, nil
	}
	if k.redirects++; k.redirects > longestRedirects {
		return false, &ConnectionError{cause: errorf("more than %d redirects", longestRedirects), sent: true}
	}
	// Another origin gets no credential, whoever has put it there.
	k.foreign = k.foreign || originOf(target) != originOf(k.url)
	k.url = target
	return true, nil
}

func randomKey() string {
	var random [16]byte
	_, _ = rand.Read(random[:])
	return "retry-" + hex.EncodeToString(random[:])
}

// statusError is the error that an answer is.
func (k *call) statusError(response *http.Response, body []byte) error {
	response.Body = io.NopCloser(bytes.NewReader(body))
	failure := &Error{
		StatusCode: response.StatusCode,
		Request:    k.redacted(response.Request),
		Response:   response,
		Body:       body,
		Retries:    k.retries,
	}
	response.Request = failure.Request
	if known, ok := typeFor(k.op.Errors, response.StatusCode); ok && known.New != nil {
		payload := known.New()
		if mismatches, err := decodeJSON(body, payload); err == nil {
			failure.Payload = payload
			k.tell(mismatches)
		}
	}
	if known, ok := typeFor(k.op.ErrorHeaders, response.StatusCode); ok {
		failure.Headers = known.New()
		k.tell(decodeHeaders(response.Header, failure.Headers))
	}
	k.keep(response)
	return failure
}

// redacted is a request without credentials and body.
func (k *call) redacted(request *http.Request) *http.Request {
	if request == nil {
		return nil
	}
	api := k.client.api
	other := &http.Request{Method: request.Method, Proto: request.Proto, Host: request.Host, Header: http.Header{}}
	other.URL, _ = url.Parse(api.redactURL(request.URL.String()))
	if other.URL == nil {
		other.URL = &url.URL{}
	}
	for name, values := range request.Header {
		if api.isSecret(name) {
			values = []string{redacted}
		}
		other.Header[name] = values
	}
	return other
}

// keep gives the answer to a caller who wants it.
func (k *call) keep(response *http.Response) {
	if k.spec.config.response != nil {
		*k.spec.config.response = response
	}
}

func isEmpty(body []byte) bool { return len(bytes.TrimSpace(body)) == 0 }
