package core

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// ErrInvalidWebhookSignature says that somebody else has sent or changed a request, or that it is too
// old.
var ErrInvalidWebhookSignature = errors.New("invalid webhook signature")

// Signature is how the requests of webhooks are signed: an HMAC (RFC 2104) in a header.
type Signature struct {
	Header string
	// Algorithm is sha1, sha256, sha384 or sha512; Encoding hex or base64.
	Algorithm, Encoding string
	// Prefix stands before the signature; of several in the header one must be right.
	Prefix string
	// Components are what is signed, joined by Delimiter: body, timestamp, message-id.
	Components []string
	Delimiter  string
	// Timestamp is the header of the time, TimestampFormat how it is written: unix-seconds, unix-millis
	// or iso8601.
	Timestamp, TimestampFormat string
	// Tolerance is how far the time may be away from now.
	Tolerance time.Duration
	// MessageID is the header of the message's ID.
	MessageID string
	// Encoded tells that the secret is base64, perhaps behind whsec_ (Standard Webhooks).
	Encoded bool
}

// Verify is an error unless a request is signed with the secret, and recent.
func (s *Signature) Verify(payload []byte, headers http.Header, secret string) error {
	given, err := signatureHeader(headers, s.Header)
	if err != nil {
		return err
	}
	parts := map[string]string{"body": string(payload)}
	if s.Timestamp != "" {
		if parts["timestamp"], err = signatureHeader(headers, s.Timestamp); err != nil {
			return err
		}
		if err := s.checkAge(parts["timestamp"]); err != nil {
			return err
		}
	}
	if s.MessageID != "" {
		if parts["message-id"], err = signatureHeader(headers, s.MessageID); err != nil {
			return err
		}
	}
	key, err := s.key(secret)
	if err != nil {
		return err
	}
	signed := make([]string, len(s.Components))
	for i, name := range s.Components {
		signed[i] = parts[name]
	}
	mac := hmac.New(hashes[s.Algorithm], key)
	mac.Write([]byte(strings.Join(signed, s.Delimiter)))
	want := mac.Sum(nil)
	for candidate := range strings.FieldsSeq(given) {
		if found, ok := s.decode(candidate); ok && hmac.Equal(found, want) {
			return nil
		}
	}
	return fmt.Errorf("%w: that in the header %s does not match: the secret is another one, or the body is not the bytes that were sent", ErrInvalidWebhookSignature, s.Header)
}

var hashes = map[string]func() hash.Hash{
	"sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
}

func signatureHeader(headers http.Header, name string) (string, error) {
	value := headers.Get(name)
	if value == "" {
		return "", fmt.Errorf("%w: the header %s is missing", ErrInvalidWebhookSignature, name)
	}
	return value, nil
}

func (s *Signature) key(secret string) ([]byte, error) {
	if secret == "" {
		return nil, errorf("the secret of the webhooks is empty")
	}
	if !s.Encoded {
		return []byte(secret), nil
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		return nil, errorf("the secret of the webhooks is not base64")
	}
	return key, nil
}

// decode is one signature; false for what is none, or one of another scheme.
func (s *Signature) decode(text string) ([]byte, bool) {
	text, ok := strings.CutPrefix(text, s.Prefix)
	if !ok {
		return nil, false
	}
	decode := hex.DecodeString
	if s.Encoding == "base64" {
		decode = base64.StdEncoding.DecodeString
	}
	found, err := decode(text)
	return found, err == nil
}

func (s *Signature) checkAge(text string) error {
	sent, ok := s.moment(text)
	if !ok {
		return fmt.Errorf("%w: the header %s is no timestamp: %.100q", ErrInvalidWebhookSignature, s.Timestamp, text)
	}
	if late := time.Since(sent).Round(time.Second); late.Abs() > s.Tolerance {
		return fmt.Errorf("%w: the request is %v away from now, more than %v", ErrInvalidWebhookSignature, late.Abs(), s.Tolerance)
	}
	return nil
}

func (s *Signature) moment(text string) (time.Time, bool) {
	if s.TimestampFormat == "iso8601" {
		return parseTime(text)
	}
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	if s.TimestampFormat == "unix-millis" {
		return time.UnixMilli(number), true
	}
	return time.Unix(number, 0), true
}

// ReadWebhook reads the body of a webhook, whoever has sent it.
func (c *Client) ReadWebhook(payload []byte, event any) error {
	mismatches, err := decodeJSON(bytes.Clone(payload), event)
	if err != nil {
		return fmt.Errorf("the body of the webhook is not JSON: %w", err)
	}
	for _, m := range mismatches {
		if c.config.onMismatch != nil {
			c.config.onMismatch(m)
		}
	}
	return nil
}
