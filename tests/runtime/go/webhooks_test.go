package core

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"testing"
	"time"
)

func hexOf(key, text string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(text))
	return hex.EncodeToString(mac.Sum(nil))
}

func TestSignatures(t *testing.T) {
	hub := Signature{Header: "X-Hub-Signature-256", Algorithm: "sha256", Encoding: "hex", Prefix: "sha256=", Components: []string{"body"}}
	timed := Signature{
		Header: "X-Signature", Algorithm: "sha256", Encoding: "hex", Components: []string{"timestamp", "body"},
		Delimiter: ":", Timestamp: "X-Time", TimestampFormat: "iso8601", Tolerance: time.Minute,
	}
	millis := timed
	millis.TimestampFormat = "unix-millis"
	now := time.Now()
	stamp := now.Format(time.RFC3339)
	old := now.Add(-2 * time.Minute).Format(time.RFC3339)
	ahead := strconv.FormatInt(now.Add(2*time.Minute).UnixMilli(), 10)
	recent := strconv.FormatInt(now.UnixMilli(), 10)
	for _, c := range []struct {
		name      string
		signature Signature
		secret    string
		headers   map[string]string
		valid     bool
	}{
		// The example of GitHub's documentation of webhooks.
		{"github", hub, "It's a Secret to Everybody", map[string]string{"X-Hub-Signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}, true},
		{"another secret", hub, "other", map[string]string{"X-Hub-Signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}, false},
		{"no prefix", hub, "It's a Secret to Everybody", map[string]string{"X-Hub-Signature-256": "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}, false},
		{"no hex", hub, "It's a Secret to Everybody", map[string]string{"X-Hub-Signature-256": "sha256=zz"}, false},
		{"no header", hub, "It's a Secret to Everybody", nil, false},
		{"one of several", hub, "k", map[string]string{"X-Hub-Signature-256": "sha256=00 sha1=00 sha256=" + hexOf("k", "Hello, World!")}, true},
		{"timed", timed, "k", map[string]string{"X-Time": stamp, "X-Signature": hexOf("k", stamp+":Hello, World!")}, true},
		{"another time", timed, "k", map[string]string{"X-Time": stamp, "X-Signature": hexOf("k", old+":Hello, World!")}, false},
		{"old", timed, "k", map[string]string{"X-Time": old, "X-Signature": hexOf("k", old+":Hello, World!")}, false},
		{"no time", timed, "k", map[string]string{"X-Time": "soon", "X-Signature": hexOf("k", "soon:Hello, World!")}, false},
		{"millis", millis, "k", map[string]string{"X-Time": recent, "X-Signature": hexOf("k", recent+":Hello, World!")}, true},
		{"in the future", millis, "k", map[string]string{"X-Time": ahead, "X-Signature": hexOf("k", ahead+":Hello, World!")}, false},
	} {
		headers := http.Header{}
		for name, value := range c.headers {
			headers.Set(name, value)
		}
		err := c.signature.Verify([]byte("Hello, World!"), headers, c.secret)
		if c.valid != (err == nil) || err != nil && !errors.Is(err, ErrInvalidWebhookSignature) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestStandardWebhooks(t *testing.T) {
	s := Signature{
		Header: "webhook-signature", Algorithm: "sha512", Encoding: "base64", Prefix: "v1,", Delimiter: ".",
		Components: []string{"message-id", "timestamp", "body"}, MessageID: "webhook-id", Encoded: true,
		Timestamp: "webhook-timestamp", TimestampFormat: "unix-seconds", Tolerance: time.Minute,
	}
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha512.New, []byte("key"))
	mac.Write([]byte("id." + stamp + ".{}"))
	headers := http.Header{}
	headers.Set("Webhook-Id", "id")
	headers.Set("Webhook-Timestamp", stamp)
	headers.Set("Webhook-Signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	secret := base64.StdEncoding.EncodeToString([]byte("key"))
	for _, given := range []string{secret, "whsec_" + secret} {
		if err := s.Verify([]byte("{}"), headers, given); err != nil {
			t.Error(err)
		}
	}
	for _, given := range []string{"", "not base64!"} {
		if err := s.Verify([]byte("{}"), headers, given); err == nil || errors.Is(err, ErrInvalidWebhookSignature) {
			t.Errorf("%q: %v", given, err)
		}
	}
	headers.Del("Webhook-Id")
	if err := s.Verify([]byte("{}"), headers, secret); !errors.Is(err, ErrInvalidWebhookSignature) {
		t.Error(err)
	}
}

type answerHeaders struct {
	Left    int64            `header:"X-Left"`
	Rate    float64          `header:"X-Rate"`
	Done    bool             `header:"X-Done"`
	At      time.Time        `header:"X-At"`
	Changed time.Time        `header:"Last-Modified"`
	Day     Date             `header:"X-Day"`
	Color   color            `header:"X-Color"`
	Tags    []string         `header:"X-Tags"`
	Sizes   []int64          `header:"X-Sizes"`
	Pairs   map[string]int64 `header:"X-Pairs"`
	Inner   inner            `header:"X-Inner"`
	JSON    inner            `header:"X-Json"`
	Any     any              `header:"X-Any"`
	Absent  string           `header:"X-Absent"`
}

func TestTypedHeaders(t *testing.T) {
	header := http.Header{
		"X-Left": {"5"}, "X-Rate": {"0.5"}, "X-Done": {"true"}, "X-At": {"2019-12-27T18:11:19Z"},
		"Last-Modified": {"Fri, 27 Dec 2019 18:11:19 GMT"}, "X-Day": {"2019-12-27"}, "X-Color": {"new"},
		"X-Tags": {"a, b", "c"}, "X-Sizes": {"1,2"}, "X-Pairs": {"a=1,b=2"}, "X-Inner": {"count,3,more,x"},
		"X-Json": {`{"count":4}`}, "X-Any": {"text"},
	}
	var got answerHeaders
	if mismatches := decodeHeaders(header, &got); len(mismatches) > 0 {
		t.Error(mismatches)
	}
	moment := time.Date(2019, 12, 27, 18, 11, 19, 0, time.UTC)
	if got.Left != 5 || got.Rate != 0.5 || !got.Done || !got.At.Equal(moment) || !got.Changed.Equal(moment) ||
		got.Day.String() != "2019-12-27" || got.Color != "new" || len(got.Tags) != 3 || got.Tags[1] != "b" ||
		len(got.Sizes) != 2 || got.Sizes[1] != 2 || got.Pairs["b"] != 2 || got.Inner.Count != 3 ||
		got.JSON.Count != 4 || got.Any != "text" || got.Absent != "" {
		t.Errorf("%+v", got)
	}
	for name, value := range map[string]string{"X-Left": "many", "X-Done": "yes", "X-At": "soon", "X-Sizes": "1,two"} {
		var other answerHeaders
		if mismatches := decodeHeaders(http.Header{name: {value}}, &other); len(mismatches) != 1 || mismatches[0].Path != "the header "+name {
			t.Errorf("%s: %v", name, mismatches)
		}
	}
	for _, target := range []any{nil, answerHeaders{}, (*answerHeaders)(nil), new(int)} {
		if _, err := (&Config{}).with([]Option{WithResponseHeadersInto(target)}); err == nil {
			t.Errorf("%T is taken", target)
		}
	}
}
