"""The tests of webhooks: requests signed with the standard library alone."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import msgspec

from clientsmith import ir
from clientsmith.contents import payloads
from clientsmith.preparation import WEBHOOKS, path_key
from clientsmith.samples.answers import Answers
from clientsmith.samples.checking import fits
from clientsmith.samples.events import unknown_event
from clientsmith.targets.python.expressions import json_value, statement
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.layout import display
from clientsmith.targets.python.text import bytes_literal, string_literal

if TYPE_CHECKING:
    from clientsmith.targets.python.package import Package

_KEY = "secret-of-the-webhook"


class SigningView(msgspec.Struct, frozen=True):
    """How a test signs a request."""

    secret: str
    key: str
    steps: tuple[str, ...]
    """Statements that end in the headers."""
    old: str
    """An age, in seconds, at which requests are refused; empty without a timestamp."""


class WebhookTestsView(msgspec.Struct, frozen=True):
    """The module."""

    standard: tuple[str, ...]
    """Imports of the standard library."""
    own: tuple[str, ...]
    content: str
    unknown: str
    """An event that the document does not list, as a constant; empty for none."""
    client: str
    attribute: str
    kind: str
    """The class of the event; empty where it is none."""
    signing: SigningView | None


def webhook_tests(package: Package, answers: Answers) -> WebhookTestsView | None:
    """The tests of what the API sends; None when it sends nothing."""
    api = package.api
    schemas = answers.schemas
    sent = payloads(api.webhooks)
    if api.webhook_event is None or not sent:
        return None
    media = sent[0]
    content = answers.json(media)
    standard = Imports()
    own = Imports()
    standard.add("", "json")
    own.add(package.facts.package, package.facts.client)
    schema = schemas.shape(media.type).schema
    kind = ""
    if isinstance(schema, ir.Object) and fits(content, media.type, schemas.all):
        symbol = package.symbols.schemas[schema.pointer]
        if schemas.shape(api.webhook_event).schema is None or symbol.package:
            place = ".".join((package.facts.package, *symbol.place))
            kind = own.add(place, symbol.public)
    unknown = unknown_event(api.webhook_event, content, schemas)
    if unknown is not msgspec.UNSET:
        own.add(package.facts.package, "UnknownVariant")
    signing = None
    if api.webhook_signature is not None:
        own.add(package.facts.package, "InvalidWebhookSignatureError")
        signing = _signing(api.webhook_signature, standard)
    root = package.symbols.resources[path_key(api.root)]
    index = next(i for i, it in enumerate(api.root.children) if path_key(it) == WEBHOOKS)
    return WebhookTestsView(
        standard=standard.lines(),
        own=own.lines(),
        content=statement("CONTENT = ", json_value(content), 0),
        unknown=(
            "" if unknown is msgspec.UNSET else statement("UNKNOWN = ", json_value(unknown), 0)
        ),
        client=package.facts.client,
        attribute=root.children[index],
        kind=kind,
        signing=signing,
    )


def _signing(signature: ir.WebhookSignature, imports: Imports) -> SigningView:
    imports.add("", "hmac")
    secret = _KEY
    if signature.secret == "base64":
        secret = "whsec_" + base64.b64encode(_KEY.encode()).decode()
    steps: list[str] = []
    headers: list[str] = []
    parts = {"body": "payload"}
    if signature.timestamp_header:
        imports.add("", "time")
        steps.append("moment = time.time() - age")
        match signature.timestamp_format:
            case "unix-seconds":
                steps.append("stamp = str(int(moment))")
            case "unix-millis":
                steps.append("stamp = str(int(moment * 1000))")
            case _:
                imports.add("datetime", "datetime")
                imports.add("datetime", "timezone")
                steps.append("stamp = datetime.fromtimestamp(moment, timezone.utc).isoformat()")
        headers.append(f"{string_literal(signature.timestamp_header)}: stamp")
        parts["timestamp"] = "stamp.encode()"
    if signature.message_id_header:
        headers.append(f"{string_literal(signature.message_id_header)}: {string_literal('msg-1')}")
        parts["message-id"] = bytes_literal(b"msg-1")
    joined = [parts[it] for it in signature.components]
    delimiter = bytes_literal(signature.delimiter.encode())
    content = joined[0] if len(joined) == 1 else f"{delimiter}.join([{', '.join(joined)}])"
    steps.append(f"signed = {content}")
    steps.append(f"digest = hmac.new(KEY, signed, {string_literal(signature.algorithm)}).digest()")
    text = "digest.hex()"
    if signature.encoding == "base64":
        imports.add("", "base64")
        text = "base64.b64encode(digest).decode()"
    if signature.prefix:
        text = f"{string_literal(signature.prefix)} + {text}"
    steps.append(f"signature = {text}")
    headers.append(f"{string_literal(signature.header)}: signature")
    steps.append(display("return ", "{", headers, "}", 4))
    return SigningView(
        secret=string_literal(secret),
        key=bytes_literal(_KEY.encode()),
        steps=tuple(steps),
        old=f"{signature.tolerance + 60:g}" if signature.timestamp_header else "",
    )
