"""What the API sends to its callers."""

from __future__ import annotations

import base64
import hmac
import json
import time

import pytest

from case_webhooks import Case, InvalidWebhookSignatureError
from case_webhooks.types import Done

CONTENT = {"type": "done", "id": "id"}
PAYLOAD = json.dumps(CONTENT).encode()
SECRET = "whsec_c2VjcmV0LW9mLXRoZS13ZWJob29r"
KEY = b"secret-of-the-webhook"


def headers(payload: bytes = PAYLOAD, age: float = 0) -> dict[str, str]:
    """The headers of a request, signed without the client's help."""
    moment = time.time() - age
    stamp = str(int(moment))
    signed = b".".join([b"msg-1", stamp.encode(), payload])
    digest = hmac.new(KEY, signed, "sha256").digest()
    signature = "v1," + base64.b64encode(digest).decode()
    return {
        "webhook-timestamp": stamp,
        "webhook-id": "msg-1",
        "webhook-signature": signature,
    }


def test_signed(client: Case) -> None:
    event = client.webhooks.unwrap(PAYLOAD, headers(), secret=SECRET)
    assert isinstance(event, Done)
    assert event == client.webhooks.unsafe_unwrap(PAYLOAD)


def test_forged(client: Case) -> None:
    with pytest.raises(InvalidWebhookSignatureError):
        client.webhooks.unwrap(PAYLOAD + b" ", headers(), secret=SECRET)
    with pytest.raises(InvalidWebhookSignatureError):
        client.webhooks.verify_signature(PAYLOAD, {}, secret=SECRET)


def test_old(client: Case) -> None:
    with pytest.raises(InvalidWebhookSignatureError):
        client.webhooks.unwrap(PAYLOAD, headers(age=360), secret=SECRET)
