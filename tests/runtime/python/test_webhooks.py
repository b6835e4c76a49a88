"""Signatures of webhooks, against ones made by hand or by others."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

import pytest
from clientsmith_runtime.errors import ArgumentError, InvalidWebhookSignatureError, WebhookError
from clientsmith_runtime.webhooks import Signature, SignedWebhooks, UnsignedWebhooks
from sample_models import Job

BODY = b'{"id":"1","status":"pending","count":2}'
SECRET = "It's a Secret to Everybody"


def hmac_of(key: bytes, message: bytes, algorithm: str) -> bytes:
    """RFC 2104 as it is written, without the module `hmac`."""
    block = hashlib.new(algorithm).block_size
    if len(key) > block:
        key = hashlib.new(algorithm, key).digest()
    key = key.ljust(block, b"\0")
    inner = hashlib.new(algorithm, bytes(it ^ 0x36 for it in key) + message).digest()
    return hashlib.new(algorithm, bytes(it ^ 0x5C for it in key) + inner).digest()


GITHUB = Signature("X-Hub-Signature-256", prefix="sha256=")
STANDARD = Signature(
    "webhook-signature",
    encoding="base64",
    prefix="v1,",
    components=["message-id", "timestamp", "body"],
    delimiter=".",
    timestamp="webhook-timestamp",
    message_id="webhook-id",
    encoded=True,
)


def test_the_example_of_github() -> None:
    """https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries"""
    digest = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    headers = {"x-hub-signature-256": f"sha256={digest}"}
    GITHUB.verify("Hello, World!", headers, SECRET)
    with pytest.raises(InvalidWebhookSignatureError, match="does not match"):
        GITHUB.verify("Hello, World", headers, SECRET)


def test_the_example_of_standard_webhooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the test suite of the specification's reference libraries."""
    monkeypatch.setattr(time, "time", lambda: 1614265330.0)
    headers = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v2,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    STANDARD.verify('{"test": 2432232314}', headers, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    STANDARD.verify('{"test": 2432232314}', headers, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    monkeypatch.setattr(time, "time", lambda: 1614265330.0 + 301)
    with pytest.raises(InvalidWebhookSignatureError, match="301 seconds old, more than 300"):
        STANDARD.verify('{"test": 2432232314}', headers, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize("encoding", ["hex", "base64"])
@pytest.mark.parametrize(
    ("form", "stamp"),
    [
        ("unix-seconds", "1700000000"),
        ("unix-millis", "1700000000000"),
        ("iso8601", "2023-11-14T22:13:20Z"),
        ("iso8601", "2023-11-14T23:13:20+01:00"),
        ("iso8601", "2023-11-14T22:13:20"),
    ],
)
def test_schemes(
    algorithm: str, encoding: Any, form: str, stamp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 1700000100.0)
    scheme = Signature(
        "X-Sig",
        algorithm=algorithm,
        encoding=encoding,
        components=["timestamp", "body"],
        delimiter=":",
        timestamp="X-Time",
        timestamp_format=form,
        tolerance=120,
    )
    digest = hmac_of(b"k" * 200, stamp.encode() + b":" + BODY, algorithm)
    text = digest.hex() if encoding == "hex" else base64.b64encode(digest).decode()
    scheme.verify(BODY, {"X-SIG": text, "x-time": stamp}, "k" * 200)
    with pytest.raises(InvalidWebhookSignatureError, match="more than 60"):
        scheme.verify(BODY, {"X-SIG": text, "x-time": stamp}, "k" * 200, 60)
    with pytest.raises(InvalidWebhookSignatureError, match="does not match"):
        scheme.verify(BODY, {"X-SIG": text, "x-time": stamp}, "other")


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({}, "the header 'webhook-signature' is missing"),
        ({"webhook-signature": "v1,x"}, "the header 'webhook-timestamp' is missing"),
        ({"webhook-signature": "v1,x", "webhook-timestamp": "now"}, "is no timestamp: 'now'"),
        ({"webhook-signature": "v1,x", "webhook-timestamp": "1" * 5000}, "is no timestamp"),
        ({"webhook-signature": "v1,x", "webhook-timestamp": "{now}"}, "'webhook-id' is missing"),
        (
            {"webhook-signature": "v1,\u00e9", "webhook-timestamp": "{now}", "webhook-id": "m"},
            "match",
        ),
        ({"webhook-signature": "v1,", "webhook-timestamp": "{now}", "webhook-id": "m"}, "match"),
        ({"webhook-signature": "v1", "webhook-timestamp": "{now}", "webhook-id": "m"}, "match"),
        ({"webhook-signature": " ", "webhook-timestamp": "{now}", "webhook-id": "m"}, "match"),
    ],
)
def test_what_is_refused(headers: dict[str, str], message: str) -> None:
    given = {key: value.replace("{now}", str(int(time.time()))) for key, value in headers.items()}
    with pytest.raises(InvalidWebhookSignatureError, match=message):
        STANDARD.verify(BODY, given, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")


@pytest.mark.parametrize("secret", ["", b"", "whsec_%%%"])
def test_a_secret_that_cannot_be_one_is_the_callers_error(secret: Any) -> None:
    headers = {
        "webhook-signature": "v1,x",
        "webhook-timestamp": str(int(time.time())),
        "webhook-id": "m",
    }
    with pytest.raises(ArgumentError, match="the secret of the webhooks"):
        STANDARD.verify(BODY, headers, secret)


class Signed(SignedWebhooks[Job]):
    _signature = GITHUB

    def _event_type(self) -> Any:
        return Job


class Unsigned(UnsignedWebhooks[Job]):
    def _event_type(self) -> Any:
        return Job


def test_unwrap() -> None:
    headers = {"X-Hub-Signature-256": "sha256=" + hmac_of(b"s", BODY, "sha256").hex()}
    assert Signed().unwrap(BODY.decode(), headers, secret="s") == Job(
        id="1", status="pending", count=2
    )
    assert (
        Signed().unsafe_unwrap(BODY)
        == Unsigned().unwrap(BODY)
        == Job(id="1", status="pending", count=2)
    )
    with pytest.raises(InvalidWebhookSignatureError):
        Signed().unwrap(BODY, {}, secret="s")
    with pytest.raises(WebhookError, match="not JSON"):
        Unsigned().unwrap(b"<html>")
