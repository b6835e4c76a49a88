"""The arguments of a method: one for each parameter and each member of the body."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from clientsmith import ir
from clientsmith.targets.python import docs
from clientsmith.targets.python.bodies import Body
from clientsmith.targets.python.scopes import RESERVED_ARGUMENTS, Scope
from clientsmith.targets.python.text import identifier


class Argument(msgspec.Struct, frozen=True):
    """One argument."""

    name: str
    wire: str
    location: str
    """`path`, `query`, `header`, `cookie`, `body` (a member) or `content` (the whole body)."""
    type: ir.Type
    required: bool
    positional: bool
    doc: str
    source: ir.Parameter | ir.Property | None
    """Where it comes from; None for a whole body."""


class Keywords(msgspec.Struct, frozen=True):
    """The keyword arguments of a method, which are the members of a TypedDict."""

    name: str
    arguments: tuple[Argument, ...]


def arguments_of(operation: ir.Operation, body: Body | None) -> tuple[Argument, ...]:
    """The arguments in the order of the signature.

    Positional is the last path parameter, the thing the path is about; the others are keywords.
    Required ones come first. Path parameters have the first right to a name, the body the last.
    """
    scope = Scope(set(RESERVED_ARGUMENTS))
    ordered = sorted(operation.parameters, key=lambda it: _PRECEDENCE[it.location])
    names = {id(it): _claim(scope, it.name, it.location) for it in ordered}
    last = next((it for it in reversed(operation.path) if isinstance(it, ir.Parameter)), None)
    last_name = last.name.wire if last is not None else ""
    found = [
        Argument(
            name=names[id(it)],
            wire=it.name.wire,
            location=it.location,
            type=it.type,
            required=it.required or it.location == "path",
            positional=it.location == "path" and it.name.wire == last_name,
            doc=docs.described(it.docs, it.type, it.default),
            source=it,
        )
        for it in operation.parameters
    ]
    if body is not None:
        found.extend(_body_arguments(operation, body, scope))
    return tuple(sorted(found, key=lambda it: (not it.positional, not it.required)))


_PRECEDENCE: Mapping[str, int] = {"path": 0, "query": 1, "header": 2, "cookie": 3}


def _body_arguments(operation: ir.Operation, body: Body, scope: Scope) -> list[Argument]:
    if body.properties is None:
        request = operation.body
        text = docs.text(request.docs) if request is not None else ""
        name = scope.claim("body", "request_body")
        return [Argument(name, "", "content", body.media.type, body.required, False, text, None)]
    claimed = {
        id(prop): _claim(scope, prop.name, "body")
        for prop in sorted(body.properties, key=lambda it: it.name.wire)
    }
    return [
        Argument(
            name=claimed[id(prop)],
            wire=prop.name.wire,
            location="body",
            type=prop.type,
            required=prop.required and body.required,
            positional=False,
            doc=docs.described(prop.docs, prop.type, prop.default),
            source=prop,
        )
        for prop in body.properties
    ]


def _claim(scope: Scope, name: ir.Name, location: str) -> str:
    plain = identifier(name.words, "argument")
    candidates = [f"{location}_{plain}", f"{plain}_{location}"]
    if plain not in RESERVED_ARGUMENTS:
        return scope.claim(plain, *candidates)
    return scope.claim(f"{plain}_", *candidates)
