"""The tests of webhooks: requests that Node.js signs."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.contents import payloads
from clientsmith.preparation import WEBHOOKS, path_key
from clientsmith.samples.answers import Answers
from clientsmith.samples.events import unknown_event
from clientsmith.targets.typescript.layout import display
from clientsmith.targets.typescript.testing.values import pretty
from clientsmith.targets.typescript.text import object_key, string_literal

if TYPE_CHECKING:
    from clientsmith.targets.typescript.package import Package

_KEY = "secret-of-the-webhook"
_STAMPS = {
    "unix-seconds": "String(Math.floor(moment / 1000))",
    "unix-millis": "String(moment)",
    "iso8601": "new Date(moment).toISOString()",
}


class SigningView(msgspec.Struct, frozen=True):
    """How a test signs a request."""

    secret: str
    other: str
    lines: tuple[str, ...]
    old: str
    """An age, in seconds, at which requests are refused; empty without a timestamp."""


class WebhookTestsView(msgspec.Struct, frozen=True):
    """The module."""

    attribute: str
    content: str
    unknown: str
    """An event that the document does not list, as a constant; empty for none."""
    signing: SigningView | None


def webhook_tests(package: Package, answers: Answers) -> WebhookTestsView | None:
    """The tests of what the API sends; None when it sends nothing."""
    api = package.api
    sent = payloads(api.webhooks)
    if api.webhook_event is None or not sent:
        return None
    at = next(at for at, it in enumerate(api.root.children) if path_key(it) == WEBHOOKS)
    content = answers.json(sent[0])
    unknown = unknown_event(api.webhook_event, content, answers.schemas)
    return WebhookTestsView(
        attribute=package.symbols.resources[()].children[at],
        content=_constant("content", content),
        unknown="" if unknown is msgspec.UNSET else _constant("unknown", unknown),
        signing=None if api.webhook_signature is None else _signing(api.webhook_signature),
    )


def _constant(name: str, value: Json) -> str:
    head = f"const {name}: unknown = "
    return f"{head}{pretty(value, 0, len(head) + 1)};"


def _signing(signature: ir.WebhookSignature) -> SigningView:
    lines: list[str] = []
    headers: list[str] = []
    parts = {"body": "payload"}
    if signature.timestamp_header:
        lines.append("const moment = Date.now() - age * 1000;")
        lines.append(f"const stamp = {_STAMPS[signature.timestamp_format]};")
        headers.append(f"{object_key(signature.timestamp_header)}: stamp")
        parts["timestamp"] = "stamp"
    if signature.message_id_header:
        headers.append(f"{object_key(signature.message_id_header)}: 'msg-1'")
        parts["message-id"] = "'msg-1'"
    joined = [parts[it] for it in signature.components]
    text = joined[0]
    if len(joined) > 1:
        text = f"[{', '.join(joined)}].join({string_literal(signature.delimiter)})"
    lines.append(f"const text = {text};")
    algorithm, key = string_literal(signature.algorithm), string_literal(_KEY)
    digest = f".update(text).digest({string_literal(signature.encoding)})"
    lines.append(f"const signature = createHmac({algorithm}, {key}){digest};")
    value = "signature"
    if signature.prefix:
        value = f"{string_literal(signature.prefix)} + signature"
    headers.append(f"{object_key(signature.header)}: {value}")
    lines.append(display("return ", "{", headers, "};", 2))
    secret, other = _KEY, "another"
    if signature.secret == "base64":
        secret, other = map(_encoded, (secret, other))
    return SigningView(
        secret=string_literal(secret),
        other=string_literal(other),
        lines=tuple(lines),
        old=f"{signature.tolerance + 60:g}" if signature.timestamp_header else "",
    )


def _encoded(secret: str) -> str:
    """A secret as Standard Webhooks has it."""
    return f"whsec_{base64.b64encode(secret.encode()).decode()}"
