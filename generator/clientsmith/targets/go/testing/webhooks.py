"""The test of webhooks: a request signed with the standard library alone."""

from __future__ import annotations

import base64

import msgspec

from clientsmith import ir
from clientsmith.contents import payloads
from clientsmith.samples.answers import Answers
from clientsmith.samples.events import unknown_event
from clientsmith.targets.go.layout import imports
from clientsmith.targets.go.testing.values import Sent
from clientsmith.targets.go.text import json_literal, string_literal

_KEY = "secret-of-the-webhook"
_HASHES = {"sha1": "sha1", "sha256": "sha256", "sha384": "sha512", "sha512": "sha512"}


class SigningView(msgspec.Struct, frozen=True):
    """How the test signs a request."""

    secret: str
    steps: tuple[str, ...]
    """Statements that end in the header with the signature."""
    old: str
    """An age, in seconds, at which requests are refused; empty without a timestamp."""


class WebhookTestView(msgspec.Struct, frozen=True):
    """The file."""

    package: str
    imports: tuple[str, ...]
    path: str
    """The field of the client."""
    content: str
    unknown: str
    """An event that the document does not list; empty for none."""
    signing: SigningView | None


def webhook_test(
    api: ir.Api, answers: Answers, package: str, module: str, path: str
) -> WebhookTestView | None:
    """The test of what the API sends; None when it sends nothing that is JSON."""
    sent = payloads(api.webhooks)
    if api.webhook_event is None or not sent:
        return None
    uses = {"testing"}
    signing = None
    if api.webhook_signature is not None:
        signing = _signing(api.webhook_signature, uses)
    own = () if signing is None else (module,)
    whole = answers.json(sent[0])
    content = json_literal(Sent(answers.schemas).received(sent[0].type, whole))
    other = unknown_event(api.webhook_event, whole, answers.schemas)
    unknown = "" if other is msgspec.UNSET else json_literal(other)
    return WebhookTestView(package, imports(uses, own), path, content, unknown, signing)


def _signing(signature: ir.WebhookSignature, uses: set[str]) -> SigningView:
    uses |= {"crypto/hmac", f"crypto/{_HASHES[signature.algorithm]}", "errors", "net/http"}
    secret = _KEY
    if signature.secret == "base64":
        secret = "whsec_" + base64.b64encode(_KEY.encode()).decode()
    steps: list[str] = []
    parts = {"body": "payload"}
    if signature.timestamp_header:
        uses.add("time")
        parts["timestamp"] = "stamp"
        match signature.timestamp_format:
            case "unix-seconds":
                stamp = "strconv.FormatInt(moment.Unix(), 10)"
            case "unix-millis":
                stamp = "strconv.FormatInt(moment.UnixMilli(), 10)"
            case _:
                stamp = "moment.Format(time.RFC3339)"
        if stamp.startswith("strconv"):
            uses.add("strconv")
        steps.append("moment := time.Now().Add(-time.Duration(age) * time.Second)")
        steps.append(f"stamp := {stamp}")
        steps.append(f"headers.Set({string_literal(signature.timestamp_header)}, stamp)")
    if signature.message_id_header:
        parts["message-id"] = string_literal("msg-1")
        steps.append(f'headers.Set({string_literal(signature.message_id_header)}, "msg-1")')
    joint = f" + {string_literal(signature.delimiter)} + " if signature.delimiter else " + "
    signed = joint.join(parts[it] for it in signature.components)
    new = "New384" if signature.algorithm == "sha384" else "New"
    hashed = f"{_HASHES[signature.algorithm]}.{new}"
    steps.append(f"mac := hmac.New({hashed}, []byte({string_literal(_KEY)}))")
    steps.append(f"mac.Write([]byte({signed}))")
    encoded = "hex.EncodeToString(mac.Sum(nil))"
    uses.add("encoding/hex" if signature.encoding == "hex" else "encoding/base64")
    if signature.encoding == "base64":
        encoded = "base64.StdEncoding.EncodeToString(mac.Sum(nil))"
    if signature.prefix:
        encoded = f"{string_literal(signature.prefix)}+{encoded}"
    steps.append(f"headers.Set({string_literal(signature.header)}, {encoded})")
    old = str(round(signature.tolerance) + 60) if signature.timestamp_header else ""
    return SigningView(string_literal(secret), tuple(steps), old)
