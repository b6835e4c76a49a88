"""The arguments of a method: one for each parameter and each member of the body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from clientsmith import ir
from clientsmith.contents import Body
from clientsmith.kept import Wanted, settle
from clientsmith.names import Names
from clientsmith.parts import argument_key, is_canonical
from clientsmith.targets.python import docs
from clientsmith.targets.python.kept import Kept
from clientsmith.targets.python.scopes import IDEMPOTENCY_KEY, RESERVED_ARGUMENTS
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
    doc: str


def arguments_of(
    operation: ir.Operation, body: Body | None, kept: Kept | None = None
) -> tuple[Argument, ...]:
    """The arguments in the order of the signature.

    Positional is the last path parameter, the thing the path is about; the others are keywords.
    Required ones come first. Path parameters have the first right to a name, the body the last.
    """
    kept = kept or Kept()
    inside: list[tuple[ir.Name, str]] = [(it.name, it.location) for it in operation.parameters]
    if body is not None:
        inside += [(it.name, "body") for it in body.properties or ()]
    plain = [_plain(name, location) for name, location in inside]
    if body is not None and body.properties is None:
        plain.append("body")

    def wanted() -> list[Wanted]:
        found = [_wanted(name, location, kept.names) for name, location in inside]
        if len(found) < len(plain):
            key = argument_key("content", "")
            found.append(Wanted(key, (_LAST, False, False, ""), ("body", "request_body")))
        return found

    names = settle(kept, "argument", operation.pointer, _TAKEN, plain, wanted)
    last = next((it for it in reversed(operation.path) if isinstance(it, ir.Parameter)), None)
    last_name = last.name.wire if last is not None else ""
    found = [
        Argument(
            name=name,
            wire=it.name.wire,
            location=it.location,
            type=it.type,
            required=(it.required or it.location == "path") and not it.option,
            positional=it.location == "path" and it.name.wire == last_name and not it.option,
            doc=_text(it),
            source=it,
        )
        for it, name in zip(operation.parameters, names, strict=False)
    ]
    if body is not None:
        found.extend(_body_arguments(operation, body, names[len(found) :]))
    return tuple(sorted(found, key=lambda it: (not it.positional, not it.required)))


_TAKEN = RESERVED_ARGUMENTS - {IDEMPOTENCY_KEY}


def _text(parameter: ir.Parameter) -> str:
    text = docs.described(parameter.docs, parameter.type, parameter.default)
    if not parameter.option:
        return text
    return f"{text}\n\nThe client's own where it is left out.".strip()


_PRECEDENCE: Mapping[str, int] = {"path": 0, "query": 1, "header": 2, "cookie": 3}
_LAST = len(_PRECEDENCE)


def _body_arguments(operation: ir.Operation, body: Body, names: list[str]) -> list[Argument]:
    if body.properties is None:
        request = operation.body
        text = docs.text(request.docs) if request is not None else ""
        [name] = names
        return [Argument(name, "", "content", body.media.type, body.required, False, text, None)]
    return [
        Argument(
            name=name,
            wire=prop.name.wire,
            location="body",
            type=prop.type,
            required=prop.required and body.required,
            positional=False,
            doc=docs.described(prop.docs, prop.type, prop.default),
            source=prop,
        )
        for prop, name in zip(body.properties, names, strict=True)
    ]


def takes_key(operation: ir.Operation, arguments: Iterable[Argument]) -> bool:
    """Whether a method has the option for an idempotency key, for its document declares none."""
    header = operation.idempotency_header.lower()
    return operation.method in ("POST", "PATCH") and not any(
        it.name == IDEMPOTENCY_KEY or it.wire.lower() == header
        for it in arguments
        if it.location == "header"
    )


def _plain(name: ir.Name, location: str) -> str:
    plain = identifier(name.words, "argument")
    if plain == IDEMPOTENCY_KEY and location == "header":
        return plain
    return f"{plain}_" if plain in RESERVED_ARGUMENTS else plain


def _wanted(name: ir.Name, location: str, names: Names) -> Wanted:
    plain = identifier(name.words, "argument")
    place = _PRECEDENCE.get(location, _LAST)
    return Wanted(
        argument_key(location, name.wire),
        (place, not is_canonical(name, names), plain != name.wire, name.wire),
        (_plain(name, location), f"{location}_{plain}", f"{plain}_{location}"),
    )
