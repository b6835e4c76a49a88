"""HTTP as a language: parameters by their place, types in words, calls of curl."""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any as Json
from typing import assert_never

from clientsmith import ir
from clientsmith.contents import Body, body_of, results_of
from clientsmith.reference.curl import Curl
from clientsmith.reference.language import (
    Argument,
    Direction,
    Method,
    braced,
    is_named,
    summary,
)

_TITLES: Mapping[str, str] = {
    "path": "Path Parameters",
    "query": "Query Parameters",
    "header": "Header Parameters",
    "cookie": "Cookie Parameters",
}
_DEEPEST = 8
"""Levels of a type on one line."""


class Http:
    """What is sent and answered, whatever the client is written in."""

    id = "http"
    title = "HTTP"
    fence = "http"

    def __init__(self, api: ir.Api) -> None:
        self._api = api
        self._schemas = api.schemas
        self._curl = Curl(api)

    def method(self, operation: ir.Operation) -> Method:
        """Its parameters, one section for each place they have."""
        sections = [
            (title, tuple(self._parameter(it) for it in operation.parameters if it.location == at))
            for at, title in _TITLES.items()
        ]
        body = body_of(operation, self._schemas)
        if body is not None:
            sections.append(("Body Parameters", tuple(self._body(body))))
        return Method(
            signature="",
            sections=tuple((title, arguments) for title, arguments in sections if arguments),
            results=self._results(operation),
        )

    def _parameter(self, it: ir.Parameter) -> Argument:
        kind = self.type(it.type, "input")
        label = _label(it.name.wire, kind, not it.required, it.type)
        return Argument(
            name=it.name.wire, label=label, type=kind, optional=not it.required, source=it
        )

    def _body(self, body: Body) -> list[Argument]:
        if body.properties is None:
            kind = self.type(body.media.type, "input")
            label = _label("body", kind, not body.required, body.media.type)
            return [
                Argument(
                    name="body",
                    label=label,
                    type=kind,
                    optional=not body.required,
                    kind=body.media.type,
                )
            ]
        found: list[Argument] = []
        for it in body.properties:
            kind = self.type(it.type, "input")
            label = _label(it.name.wire, kind, not it.required, it.type)
            argument = Argument(
                name=it.name.wire, label=label, type=kind, optional=not it.required, source=it
            )
            found.append(argument)
        return found

    def _results(self, operation: ir.Operation) -> tuple[ir.Type, ...]:
        streaming = operation.streaming
        if streaming is not None and streaming.always:
            return (streaming.item,)
        kinds = [it.type for it in results_of(operation) if it.type is not None]
        return tuple(dict.fromkeys(kinds)) if all(map(_is_hashable, kinds)) else tuple(kinds)

    def type(self, kind: ir.Type, direction: Direction) -> str:
        """A type in words: `array of string`."""
        return self._type(kind, direction, 0)

    def _type(self, kind: ir.Type, direction: Direction, depth: int) -> str:
        if depth > _DEEPEST:
            return "unknown"
        match kind:  # the usual first
            case ir.String():
                return "string"
            case ir.Ref(pointer=pointer):
                return self._reference(pointer, direction, depth)
            case ir.Boolean():
                return "boolean"
            case ir.Integer() | ir.Number():
                return "number"
            case ir.Any():
                return "unknown"
            case ir.Never():
                return "never"
            case ir.Null():
                return "null"
            case ir.Binary():
                return "file"
            case ir.Const(value=value):
                return _json(value)
            case ir.Array(items=items):
                return f"array of {self._type(items, direction, depth + 1)}"
            case ir.Tuple(items=items, rest=rest):
                parts = [self._type(it, direction, depth + 1) for it in items]
                if rest is not None:
                    parts.append(f"...{self._type(rest, direction, depth + 1)}")
                return f"[{', '.join(parts)}]"
            case ir.Map(values=values):
                return f"map[{self._type(values, direction, depth + 1)}]"
            case ir.Nullable(type=inner):
                return f"{self._type(inner, direction, depth)} or null"
            case ir.Union(variants=variants):
                parts = [self._type(it, direction, depth + 1) for it in variants]
                return summary(list(dict.fromkeys(parts)), " or ")
            case _:
                assert_never(kind)

    def _reference(self, pointer: ir.Pointer, direction: Direction, depth: int) -> str:
        schema = self._schemas.get(pointer)
        match schema:
            case None:
                return "unknown"
            case ir.Object():
                name = schema.name.wire if is_named(schema) else "object"
                return f"{name} {braced(schema, direction)}"
            case ir.Enum():
                if is_named(schema):
                    return schema.name.wire
                values = [_json(it.value) for it in schema.members]
                return summary(list(dict.fromkeys(values)), " or ")
            case ir.Alias(type=inner):
                plain = inner.type if isinstance(inner, ir.Nullable) else inner
                if is_named(schema) and isinstance(plain, ir.Union | ir.Array | ir.Map | ir.Tuple):
                    return schema.name.wire
                return self._type(inner, direction, depth + 1)
            case _:
                assert_never(schema)

    def result(self, kind: ir.Type) -> str:
        """The type; what is written in place is an `object`."""
        return self.type(kind, "output")

    def member(
        self, schema: ir.Object, prop: ir.Property, direction: Direction
    ) -> tuple[str, str, str]:
        """`id: string`"""
        kind = self.type(prop.type, direction)
        label = _label(prop.name.wire, kind, not prop.required, prop.type)
        return prop.name.wire, kind, label

    def value(self, schema: ir.Enum, member: ir.EnumMember) -> str:
        """The value in JSON."""
        return _json(member.value)

    def sample(self, operation: ir.Operation, *, full: bool) -> str:
        """A call of curl."""
        return self._curl.call(operation, full=full)

    def guides(self) -> Mapping[str, str]:
        """None: there is no client."""
        return {}


def _json(value: Json) -> str:
    """A value in JSON; texts are the usual ones."""
    return encode_basestring(value) if isinstance(value, str) else _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _label(name: str, kind: str, optional: bool, type: ir.Type) -> str:
    """Null and absence are one word where a member may be absent."""
    if not optional:
        return f"{name}: {kind}"
    if isinstance(type, ir.Nullable):
        kind = kind.removesuffix(" or null")
    return f"{name}: optional {kind}"


def _is_hashable(kind: ir.Type) -> bool:
    return isinstance(kind, ir.Ref | ir.String | ir.Binary | ir.Any)
