"""`client.webhooks`: the door through which requests of the API come in."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from clientsmith import ir
from clientsmith.preparation import WEBHOOKS, path_key
from clientsmith.targets.python.constants import Constants
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.layout import Annotation, display, inline, value
from clientsmith.targets.python.symbols import Symbols
from clientsmith.targets.python.text import LINE_LENGTH, literal, string_literal


class WebhooksView(msgspec.Struct, frozen=True):
    """What a resource class has for webhooks."""

    base: str
    """The class of the runtime that it is derived from, with the type of events."""
    signature: str
    """The statement that says how requests are signed; empty where they are not."""
    event: str
    """The statement that returns the type of events."""


class WebhookExample(msgspec.Struct, frozen=True):
    """A program that reads what the API sends."""

    lines: tuple[str, ...]
    verified: str
    """What is said of signatures, behind the sentence."""


def lower_webhooks(
    api: ir.Api, resource: ir.Resource, imports: Imports, constants: Constants, runtime: str
) -> WebhooksView | None:
    """What the classes of a resource have; None for all resources but one."""
    if api.webhook_event is None or path_key(resource) != WEBHOOKS:
        return None
    signature = api.webhook_signature
    base = imports.add(
        f"{runtime}.webhooks", "UnsignedWebhooks" if signature is None else "SignedWebhooks"
    )
    event = constants.run_time_type(api.webhook_event)
    imports.add("typing", "Any")
    if signature is not None:
        imports.add(f"{runtime}.webhooks", "Signature")
    return WebhooksView(
        base=f"{base}[{_quoted(constants.annotations.output(api.webhook_event))}]",
        signature="" if signature is None else _signature(signature),
        event=value("return ", event, 8),
    )


def _quoted(annotation: Annotation) -> str:
    return string_literal(inline(annotation))


def _signature(signature: ir.WebhookSignature) -> str:
    arguments = [string_literal(signature.header), *_facts(signature)]
    return display("_signature = Signature", "(", arguments, ")", 4, comma=len(arguments) > 1)


def _facts(signature: ir.WebhookSignature) -> Iterator[str]:
    """The keyword arguments, without those that are the defaults."""
    if signature.algorithm != "sha256":
        yield f"algorithm={string_literal(signature.algorithm)}"
    if signature.encoding != "hex":
        yield f"encoding={string_literal(signature.encoding)}"
    if signature.prefix:
        yield f"prefix={string_literal(signature.prefix)}"
    if signature.components != ("body",):
        items = [string_literal(it) for it in signature.components]
        yield display("components=", "[", items, "]", 8, reserve=1)
        yield f"delimiter={string_literal(signature.delimiter)}"
    if signature.timestamp_header:
        yield f"timestamp={string_literal(signature.timestamp_header)}"
        if signature.timestamp_format != "unix-seconds":
            yield f"timestamp_format={string_literal(signature.timestamp_format)}"
        if signature.tolerance != 300:
            yield f"tolerance={literal(signature.tolerance)}"
    if signature.message_id_header:
        yield f"message_id={string_literal(signature.message_id_header)}"
    if signature.secret == "base64":
        yield "encoded=True"


def bases(name: str, first: str, second: str) -> str:
    """Two base classes behind the name of a class."""
    line = f"({first}, {second})"
    if len(f"class {name}{line}:") <= LINE_LENGTH:
        return line
    return f"(\n    {first}, {second}\n)"


def place_of(api: ir.Api, symbols: Symbols) -> str:
    """The expression of what reads the requests that the API sends."""
    root = symbols.resources[path_key(api.root)]
    index = next(at for at, it in enumerate(api.root.children) if path_key(it) == WEBHOOKS)
    return f"client.{root.children[index]}"


def receiver(path: str, *, signed: bool) -> tuple[str, ...]:
    """A function that is called with requests, whatever server they come to."""
    if not signed:
        return (
            "def receive(body: bytes) -> int:",
            '    """The status to answer with."""',
            f"    print({path}.unwrap(body))",
            "    return 200",
        )
    return (
        "def receive(body: bytes, headers: dict[str, str], secret: str) -> int:",
        '    """The status to answer with."""',
        "    try:",
        f"        event = {path}.unwrap(body, headers, secret=secret)",
        "    except InvalidWebhookSignatureError:",
        "        return 401  # somebody else has sent it, or it is old",
        "    print(event)",
        "    return 200",
    )


def webhook_example(api: ir.Api, symbols: Symbols, package: str) -> WebhookExample | None:
    """What the README shows; None for an API without webhooks."""
    if api.webhook_event is None:
        return None
    path = place_of(api, symbols)
    if api.webhook_signature is None:
        return WebhookExample((f"event = {path}.unwrap(request.body)",), "")
    lines = (
        f"from {package} import InvalidWebhookSignatureError",
        "",
        "try:",
        f"    event = {path}.unwrap(request.body, request.headers, secret=secret)",
        "except InvalidWebhookSignatureError:",
        "    return Response(status=401)  # somebody else has sent it, or it is old",
    )
    return WebhookExample(lines, ", once its signature is verified")
