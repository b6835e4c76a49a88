"""The texts of a document as doc comments."""

from __future__ import annotations

from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.limits import joined_limits, limits
from clientsmith.targets.go.comments import comment


def text(docs: ir.Docs) -> str:
    """Summary, description, and where to read on."""
    if not (docs.summary or docs.external or docs.inner):  # the usual
        return docs.description.strip()
    parts = [docs.summary.strip(), docs.description.strip()]
    if parts[0] == parts[1] or (parts[0] and parts[1].startswith(parts[0])):
        parts = parts[1:]
    if docs.external:
        parts.append(f"See {docs.external}")
    for one in docs.inner:
        words = " ".join(with_limits(text(one.docs), joined_limits(None, one.default)).split())
        if words:
            parts.append(f"{_PLACES[one.place]}: {words}")
    return "\n\n".join(filter(None, parts))


_PLACES = {"items": "Items", "values": "Values", "variant": "Or"}


def with_limits(words: str, bounds: str) -> str:
    """A text with what is demanded of the value behind it."""
    if not bounds:
        return words
    sentence = f"{bounds[0].upper()}{bounds[1:]}."
    return f"{words}\n\n{sentence}" if words else sentence


def deprecation(docs: ir.Docs) -> str:
    """The paragraph that tools look for; empty when nothing is deprecated."""
    if not docs.deprecated and not docs.deprecation:
        return ""
    return f"Deprecated: {docs.deprecation or 'may be removed in a later version.'}"


def object_limits(schema: ir.Object) -> str:
    """What the document demands of an object as a whole, as a paragraph."""
    return with_limits("", joined_limits(schema.constraints))


def declaration(name: str, docs: ir.Docs, otherwise: str, *notes: str) -> tuple[str, ...]:
    """The comment of something exported: it begins with the name."""
    first = comment(f"{name} {otherwise}")
    # What follows is often said of many.
    rest = comment("\n\n".join(filter(None, (text(docs), *notes, deprecation(docs)))))
    return (*first, "//", *rest) if rest else first


def constant(docs: ir.Docs) -> tuple[str, ...]:
    """The comment of a value of an enum; most have none."""
    if docs == _NONE:
        return ()
    return comment("\n\n".join(filter(None, (text(docs), deprecation(docs)))), 1)


_NONE = ir.Docs()


def member(
    docs: ir.Docs,
    kind: ir.Type,
    default: Json = msgspec.UNSET,
    required: bool = False,
    *more: str,
) -> tuple[str, ...]:
    """The comment of a field, with what the document demands of it."""
    bounds = limits(kind, default)
    if required:
        bounds = f"required, {bounds}" if bounds else "required"
    words = with_limits(text(docs), bounds)
    end = deprecation(docs)
    if not end and not any(more):
        return comment(words, 1)
    return comment("\n\n".join(filter(None, (words, *more, end))), 1)
