package core

import (
	"context"
	"log/slog"
	"math"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"
)

const (
	firstWait         = 500 * time.Millisecond
	longestWait       = 8 * time.Second
	longestRetryAfter = 60 * time.Second
)

// isIdempotent tells whether a method may be repeated although the server may have seen it (RFC 9110).
func isIdempotent(method string) bool {
	switch method {
	case "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY":
		return true
	}
	return false
}

// isRetryable tells whether another attempt may succeed: 408, 429, and 5xx except 501, or what the
// document says.
func (op *Operation) isRetryable(status int) bool {
	if len(op.RetryStatuses) > 0 {
		code := strconv.Itoa(status)
		return slices.Contains(op.RetryStatuses, code) || slices.Contains(op.RetryStatuses, code[:1]+"XX")
	}
	return status == http.StatusTooManyRequests || status == http.StatusRequestTimeout ||
		status >= 500 && status != http.StatusNotImplemented
}

// backoff doubles from half a second to eight, less up to a quarter by chance.
func backoff(taken int) time.Duration {
	wait := min(firstWait<<min(taken, 10), longestWait)
	return time.Duration(float64(wait) * (1 - 0.25*rand.Float64()))
}

// retryAfter is how long the server asks to wait (RFC 9110, section 10.2.3).
func retryAfter(header http.Header) (time.Duration, bool) {
	if seconds, ok := secondsOf(header.Get("Retry-After-Ms")); ok {
		return duration(seconds / 1000), true
	}
	text := header.Get("Retry-After")
	if seconds, ok := secondsOf(text); ok {
		return duration(seconds), true
	}
	if date, err := http.ParseTime(text); err == nil {
		return max(0, time.Until(date)), true
	}
	return 0, false
}

func secondsOf(text string) (float64, bool) {
	seconds, err := strconv.ParseFloat(text, 64)
	return seconds, err == nil && seconds >= 0 && !math.IsInf(seconds, 1)
}

func duration(seconds float64) time.Duration {
	if seconds > 1e6 {
		return math.MaxInt64
	}
	return time.Duration(seconds * float64(time.Second))
}

// count notes that there will be another attempt.
func (k *call) count(wait time.Duration, cause string) {
	k.left--
	k.retries++
	if logger := k.spec.config.logger; logger != nil {
		logger.Info("retry", "method", k.op.Method, "url", k.client.api.redactURL(k.url), "wait", wait, "cause", cause)
	}
}

// log notes an attempt, without credentials and bodies.
func (k *call) log(request *http.Request, response *http.Response, err error, started time.Time) {
	logger := k.spec.config.logger
	if logger == nil || !logger.Enabled(context.Background(), slog.LevelDebug) {
		return
	}
	safe := k.redacted(request)
	values := []any{"method", safe.Method, "url", safe.URL.String(), "headers", safe.Header, "took", time.Since(started)}
	if err != nil {
		values = append(values, "error", err.Error())
	} else {
		values = append(values, "status", response.StatusCode, "request_id", requestID(response))
	}
	logger.Debug("request", values...)
}

// tell reports where an answer is not what the document says.
func (k *call) tell(mismatches []Mismatch) {
	config := k.spec.config
	for _, mismatch := range mismatches {
		if config.onMismatch != nil {
			config.onMismatch(mismatch)
		}
		if config.logger != nil {
			config.logger.Warn("the answer is not as documented", "method", k.op.Method, "path", k.op.Path, "where", mismatch.Path, "what", mismatch.Message)
		}
	}
}
