"""The typed headers of an answer: what the test's server sends, and what is to come of it."""

from __future__ import annotations

import re
from typing import Any as Json

import msgspec

from clientsmith import ir, wire
from clientsmith.preparation import headers_pointer
from clientsmith.samples import fits, sample_property
from clientsmith.samples.shapes import Schemas
from clientsmith.targets.go.enums import is_of, scalar
from clientsmith.targets.go.symbols import fields_of
from clientsmith.targets.go.text import literal, string_literal
from clientsmith.targets.go.types import Types

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_PLAIN = re.compile(r"[!-~](?:[ -~]*[!-~])?")
_MEANT_FOR_HTTP = frozenset(
    {
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "date",
        "link",
        "location",
        "retry-after",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
"""Headers that a server or a client acts upon."""


class HeadersView(msgspec.Struct, frozen=True):
    """The headers of an answer."""

    type: str
    """The struct they are read into."""
    sent: str
    """What the server sends, as a map."""
    checks: tuple[str, ...]
    """Statements about the struct `headers`."""


def headers_of(
    operation: ir.Operation, types: Types, schemas: Schemas, package: str
) -> HeadersView | None:
    """The headers that an operation's answers declare; None without one of a plain value."""
    schema = types.schemas.get(headers_pointer(operation))
    if not isinstance(schema, ir.Object):
        return None
    sent: list[str] = []
    checks: list[str] = []
    for prop, field in zip(schema.properties, fields_of(schema, types.symbols), strict=True):
        name = prop.name.wire
        value = sample_property(prop, schemas.all, full=False)
        if not value and fits(1, prop.type, schemas.all):  # what is not read is zero, too
            value = 1
        elif value is False:
            value = True
        text = wire.text(value)
        if not _TOKEN.fullmatch(name) or name.lower() in _MEANT_FOR_HTTP:
            continue
        if not _is_plain(prop.type, value, schemas) or not _PLAIN.fullmatch(text):
            continue
        sent.append(f"{string_literal(name)}: {string_literal(text)}")
        wanted = literal(value)
        checks.append(f"checkHeader(t, {string_literal(name)}, headers.{field}, {wanted})")
    if not sent:
        return None
    name = f"{package}.{types.symbols.types[schema.pointer]}"
    return HeadersView(name, f"map[string]string{{{', '.join(sent)}}}", tuple(checks))


def _is_plain(kind: ir.Type, value: Json, schemas: Schemas) -> bool:
    """Whether a value is a constant of its type in Go, and its text says the same in a header."""
    shape = schemas.shape(kind)
    behind = shape.schema.type if isinstance(shape.schema, ir.Enum) else shape.type
    base = scalar(behind)
    is_text = isinstance(value, str)
    return (
        base is not None
        and is_of(value, base)
        and not (is_text and value.startswith(("{", "[", '"')))
    )
