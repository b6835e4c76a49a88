"""What an operation sends and what it answers with: which representation, as what kind of value."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import assert_never

import msgspec

from clientsmith import ir
from clientsmith.pointers import escape


class Body(msgspec.Struct, frozen=True):
    """The representation of a request's body that a method uses."""

    kind: str
    """As `Operation(body=...)` of the runtime takes it: `json`, `form`, `text:text/csv`, ..."""
    media: ir.MediaType
    required: bool
    properties: tuple[ir.Property, ...] | None
    """The members that become arguments of the method; None: the body is one argument."""


def body_of(operation: ir.Operation, schemas: Mapping[ir.Pointer, ir.Schema]) -> Body | None:
    """The body of an operation: JSON where there is a choice, else the first one."""
    request = operation.body
    if request is None or not request.content:
        return None
    media = preferred(request.content)
    properties = None
    if media.format in ("form", "json", "multipart"):
        properties = _members(media.type, schemas)
    return Body(body_kind(media), media, request.required, properties)


def place_of(schema: ir.Object, prop: ir.Property) -> ir.Pointer:
    """Where a property of an object is written."""
    return prop.elsewhere or f"{schema.pointer}/properties/{escape(prop.name.wire)}"


def payloads(hooks: Iterable[ir.Webhook]) -> list[ir.MediaType]:
    """What the API sends to the webhooks of a client, as JSON."""
    return [
        body.content[0]
        for hook in hooks
        if hook.operation is None and (body := hook.body) is not None
        if body.content[0].format == "json"
    ]


def preferred(content: Sequence[ir.MediaType]) -> ir.MediaType:
    """JSON where there is a choice, else the first one."""
    return next((it for it in content if it.format == "json"), content[0])


def body_kind(media: ir.MediaType) -> str:
    """The runtime's name for how a body of this media type is written."""
    content_type = media.content_type.strip()
    plain = content_type.partition(";")[0].strip().lower()
    match media.format:
        case "json":
            usual = plain == "application/json" or "*" in plain
            return "json" if usual else f"json:{content_type}"
        case "form":
            return "form"
        case "multipart":
            usual = plain == "multipart/form-data" or "*" in plain
            return "multipart" if usual else f"multipart:{content_type}"
        case "lines":
            return f"lines:{content_type}"
        case "events" | "text" | "xml":
            return f"text:{content_type if '*' not in plain else 'text/plain'}"
        case "binary":
            return f"binary:{content_type or 'application/octet-stream'}"
        case _:
            assert_never(media.format)


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


def key_of(kind: ir.Type) -> Hashable:
    """What a type is known by in a map: itself, or its text if a constant in it has no hash."""
    try:
        hash(kind)
    except TypeError:
        return repr(kind)
    return kind


def files_of(body: Body, schemas: Mapping[ir.Pointer, ir.Schema]) -> list[str]:
    """The members of a body that are files, or lists of them, by their names on the wire."""
    found: list[str] = []
    for prop in body.properties or ():
        kind = resolve(prop.type, schemas)
        seen: set[int] = set()
        while isinstance(kind, ir.Nullable | ir.Array) and id(kind) not in seen:
            seen.add(id(kind))  # there are lists of nothing but themselves
            kind = resolve(kind.type if isinstance(kind, ir.Nullable) else kind.items, schemas)
        if isinstance(kind, ir.Binary):
            found.append(prop.name.wire)
    return found


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
    media = preferred(response.content)
    match media.format:
        case "json":
            return Result(media.type, "json", response.status)
        case "events" | "text" | "xml":
            return Result(ir.String(), "text", response.status)
        case _:
            return Result(ir.Binary(), "binary", response.status)


def accept_of(operation: ir.Operation) -> str:
    """The `Accept` header: the media types of the results, in order."""
    kinds: list[str] = []
    for response in operation.responses:
        if response.content and (response.status[:1] == "2" or response.status == "default"):
            media = preferred(response.content)
            plain = media.content_type.partition(";")[0].strip()
            kinds.append("application/json" if media.format == "json" and "*" in plain else plain)
    return ", ".join(dict.fromkeys(filter(None, kinds))) or "*/*"
