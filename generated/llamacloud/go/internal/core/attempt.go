package core

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// errorLimit is how much of the body of a failure is read.
const errorLimit = 1 << 20

// attempt sends the request once. The body is read, but of a success that is streamed.
func (k *call) attempt() (*http.Response, []byte, error) {
	request, err := k.request()
	if err != nil {
		return nil, nil, err
	}
	started := time.Now()
	response, err := k.send(request)
	k.log(request, response, err, started)
	if err != nil {
		return nil, nil, k.connectionError(err, !isDial(err))
	}
	success := response.StatusCode >= 200 && response.StatusCode < 300
	if success && k.streaming {
		return response, nil, nil
	}
	defer response.Body.Close()
	var reader io.Reader = response.Body
	if !success {
		reader = io.LimitReader(reader, errorLimit)
	}
	body, err := readAll(reader, response.ContentLength)
	if err != nil {
		if !success {
			return response, body, nil
		}
		return nil, nil, k.connectionError(err, true)
	}
	return response, body, nil
}

func readAll(reader io.Reader, size int64) ([]byte, error) {
	if size <= 0 || size > 1<<26 {
		return io.ReadAll(reader)
	}
	buffer := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	_, err := buffer.ReadFrom(reader)
	return buffer.Bytes(), err
}

// request is the HTTP request of an attempt.
func (k *call) request() (*http.Request, error) {
	s, config := k.spec, k.spec.config
	target, err := url.Parse(k.url)
	if err != nil {
		return nil, errorf("the request's URL is not valid")
	}
	header := make(http.Header, 8)
	for name, values := range k.client.header {
		header[name] = values
	}
	accept := k.op.Accept
	if accept == "" {
		accept = "application/json"
	}
	header["Accept"] = []string{accept}
	request := (&http.Request{
		Method: k.op.Method, URL: target, Header: header, Host: target.Host,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}).WithContext(k.ctx)
	if s.cookie != "" {
		header["Cookie"] = []string{s.cookie}
	}
	if !k.foreign {
		for _, credential := range k.credentials {
			if err := credential.sign(k, request); err != nil {
				return nil, err
			}
		}
	}
	for name, values := range s.header {
		header[name] = values
	}
	if err := setBody(request, s.body); err != nil {
		return nil, err
	}
	for name, values := range config.header {
		if values == nil {
			delete(header, name)
		} else {
			header[name] = values
		}
	}
	for name, values := range config.added {
		header[name] = append(header[name][:len(header[name]):len(header[name])], values...)
	}
	if host := header.Get("Host"); host != "" {
		request.Host = host
	}
	if k.foreign {
		for name := range header {
			if k.client.api.isSecret(name) {
				delete(header, name)
			}
		}
	}
	return request, nil
}

func setBody(request *http.Request, body *body) (err error) {
	if body == nil {
		return nil
	}
	request.Header["Content-Type"] = []string{body.contentType}
	request.ContentLength = body.size
	if body.size == 0 {
		request.Body = http.NoBody
		return nil
	}
	if request.Body, err = body.reader(); err != nil {
		return err
	}
	if !body.once {
		request.GetBody = body.reader
	}
	return nil
}

// send goes through the middlewares.
func (k *call) send(request *http.Request) (*http.Response, error) {
	next := k.spec.config.sender.Do
	for i := len(k.spec.config.middlewares) - 1; i >= 0; i-- {
		middleware, inner := k.spec.config.middlewares[i], next
		next = func(request *http.Request) (*http.Response, error) {
			response, err := middleware(request, inner)
			if err == nil && response == nil {
				err = errors.New("a middleware gave no response")
			}
			return response, err
		}
	}
	response, err := next(request)
	var outer *url.Error
	if errors.As(err, &outer) { // its message has the URL, which may have credentials
		err = outer.Err
	}
	return response, err
}

// isDial tells that the server has not seen the request.
func isDial(err error) bool {
	var op *net.OpError
	var dns *net.DNSError
	return errors.As(err, &dns) || errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect")
}

func (k *call) connectionError(err error, sent bool) error {
	if cause := context.Cause(k.ctx); cause != nil && cause != context.Canceled {
		err = cause
	}
	var timeout interface{ Timeout() bool }
	isTimeout := errors.Is(err, errTimeout) || errors.As(err, &timeout) && timeout.Timeout()
	return &ConnectionError{cause: err, IsTimeout: isTimeout, sent: sent}
}
