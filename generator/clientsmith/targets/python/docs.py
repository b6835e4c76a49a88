"""The texts of a document as prose for docstrings. Plain text in, plain text out; no quoting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from clientsmith import ir
from clientsmith.limits import joined_limits, limits
from clientsmith.targets.python.text import item


def text(docs: ir.Docs) -> str:
    """Summary, description, and a note on deprecation."""
    if not (docs.summary or docs.deprecated or docs.deprecation or docs.external or docs.inner):
        return docs.description.strip()
    parts = [docs.summary.strip(), docs.description.strip()]
    if parts[0] == parts[1] or (parts[0] and parts[1].startswith(parts[0])):
        parts = parts[1:]
    if docs.deprecated or docs.deprecation:
        parts.append(f"Deprecated: {docs.deprecation or 'may be removed in a later version.'}")
    if docs.external:
        parts.append(f"See {docs.external}")
    if docs.inner:
        parts.extend(_inner(docs))
    return "\n\n".join(filter(None, parts))


def _inner(docs: ir.Docs) -> Iterator[str]:
    """A paragraph for each schema inside that has no place of its own."""
    for one in docs.inner:
        default = joined_limits(None, one.default)
        words = _one_line(with_limits(text(one.docs), default))
        if words:
            yield f"{_PLACES[one.place]}: {words}"


_PLACES = {"items": "Items", "values": "Values", "variant": "Or"}


def enum_text(schema: ir.Enum) -> str:
    """The text of an enum, and one line for each member that has its own."""
    lines = [
        f"- `{member.value}`: {_one_line(member.docs.summary or member.docs.description)}"
        for member in schema.members
        if member.docs.summary or member.docs.description
    ]
    return "\n\n".join(filter(None, (text(schema.docs), "\n".join(lines))))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def described(docs: ir.Docs, kind: ir.Type, default: Any = msgspec.UNSET) -> str:
    """The text of an argument or member, with what the document demands of it behind it."""
    return with_limits(text(docs), limits(kind, default))


def schema_text(schema: ir.Schema) -> str:
    """The text of a schema that has a name, with what the document demands of its values."""
    match schema:
        case ir.Object():
            bounds = joined_limits(schema.constraints, schema.default)
        case ir.Enum():
            return with_limits(enum_text(schema), joined_limits(None, schema.default))
        case ir.Alias():
            bounds = limits(schema.type, schema.default)
    return with_limits(text(schema.docs), bounds)


def with_limits(words: str, bounds: str) -> str:
    """A text with what is demanded in brackets behind it."""
    if not bounds:
        return words
    if not words:
        return f"{bounds[:1].upper()}{bounds[1:]}."
    return f"{words}\n\n({bounds})" if "\n" in words else f"{words} ({bounds})"


def method(
    docs: ir.Docs,
    arguments: Sequence[tuple[str, str]],
    otherwise: str,
    notes: Sequence[str] = (),
    further: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (),
) -> tuple[str, tuple[str, ...]]:
    """What `docstring` makes that of a method of: its text and, under `Args:`, the arguments.

    `otherwise` stands in for a text that the document does not give; `notes` are our paragraphs,
    `further` are lists like that of the arguments, with their titles. Arguments without a text are
    left out.
    """
    parts = [text(docs) or otherwise, *notes]
    below: list[str] = []
    for title, pairs in (("Args", arguments), *further):
        listed = [item(*it) for it in pairs if it[1] and not it[1].isspace()]
        if listed and below:
            below += ["", f"{title}:"]
        elif listed:
            parts.append(f"{title}:")
        for lines in listed:
            below += lines
    return "\n\n".join(filter(None, parts)), tuple(below)
