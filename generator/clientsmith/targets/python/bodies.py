"""What an operation sends and what it answers with: which representation, as which Python value."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from clientsmith import ir

_JSON = re.compile(r"(?i)^(application|text)/(json|[\w.+-]+\+json)\s*(;|$)|^\*/\*$")


class Body(msgspec.Struct, frozen=True):
    """The representation of a request's body that a method uses."""

    kind: str
    """As `Operation(body=...)` of the runtime takes it: `json`, `form`, `text:text/csv`, ..."""
    media: ir.MediaType
    required: bool
    properties: tuple[ir.Property, ...] | None
    """The members that become arguments of the method; None: the body is one argument."""


def is_json(content_type: str) -> bool:
    """Whether a media type is JSON, or says nothing."""
    return bool(_JSON.match(content_type.strip()))


def body_of(operation: ir.Operation, schemas: Mapping[ir.Pointer, ir.Schema]) -> Body | None:
    """The body of an operation: JSON where there is a choice, else the first one."""
    request = operation.body
    if request is None or not request.content:
        return None
    media = next((it for it in request.content if is_json(it.content_type)), request.content[0])
    kind = body_kind(media.content_type)
    properties = None
    if kind in ("form", "multipart") or kind.startswith("json"):
        properties = _members(media.type, schemas)
    return Body(kind, media, request.required, properties)


def body_kind(content_type: str) -> str:
    """The runtime's name for how a body of this media type is written."""
    plain = content_type.partition(";")[0].strip().lower()
    if is_json(content_type):
        return "json" if plain in ("application/json", "*/*") else f"json:{content_type.strip()}"
    if plain == "application/x-www-form-urlencoded":
        return "form"
    if plain.startswith("multipart/"):
        return "multipart"
    if plain.startswith("text/") or plain.endswith(("/xml", "+xml")):
        return f"text:{content_type.strip()}"
    return f"binary:{content_type.strip() or 'application/octet-stream'}"


def _members(
    kind: ir.Type, schemas: Mapping[ir.Pointer, ir.Schema]
) -> tuple[ir.Property, ...] | None:
    schema = resolve(kind, schemas)
    if not isinstance(schema, ir.Object) or not schema.properties or schema.patterns:
        return None
    members = tuple(prop for prop in schema.properties if not prop.read_only)
    return members or None


def resolve(kind: ir.Type, schemas: Mapping[ir.Pointer, ir.Schema]) -> ir.Schema | ir.Type:
    """What a type is once references and aliases are followed."""
    seen: set[ir.Pointer] = set()
    while isinstance(kind, ir.Ref) and kind.pointer not in seen:
        seen.add(kind.pointer)
        schema = schemas.get(kind.pointer)
        if schema is None:
            return ir.Any()
        if not isinstance(schema, ir.Alias):
            return schema
        kind = schema.type
    return kind


class Result(msgspec.Struct, frozen=True):
    """What a 2xx answer becomes."""

    type: ir.Type | None
    """None: nothing."""
    kind: str
    """`json`, `text`, `binary` or `none`."""
    status: str


def results_of(operation: ir.Operation) -> list[Result]:
    """One result for each documented 2xx status; the document's `default` when it has none."""
    chosen = [it for it in operation.responses if it.status[:1] == "2"]
    if not chosen:
        chosen = [it for it in operation.responses if it.status == "default"]
    if operation.method == "HEAD":
        return [Result(None, "none", response.status) for response in chosen]
    return [_result(response) for response in chosen]


def _result(response: ir.Response) -> Result:
    if not response.content or response.status in ("204", "205"):
        return Result(None, "none", response.status)
    media = next((it for it in response.content if is_json(it.content_type)), response.content[0])
    if is_json(media.content_type):
        return Result(media.type, "json", response.status)
    plain = media.content_type.partition(";")[0].strip().lower()
    if plain.startswith("text/") or plain.endswith(("/xml", "+xml")):
        return Result(ir.String(), "text", response.status)
    return Result(ir.Binary(), "binary", response.status)


def accept_of(operation: ir.Operation) -> str:
    """The `Accept` header: the media types of the results, in order."""
    kinds: list[str] = []
    for response in operation.responses:
        if response.status[:1] == "2" or response.status == "default":
            media = [it.content_type for it in response.content]
            json = [it for it in media if is_json(it)]
            kinds.extend(json[:1] or media[:1])
    plain = [kind.partition(";")[0].strip() for kind in kinds]
    return ", ".join(dict.fromkeys(filter(None, plain))) or "*/*"
