"""The texts of a document as prose and tags for JSDoc. No quoting here: `doc_comment` does it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from clientsmith import ir
from clientsmith.limits import joined_limits, limits
from clientsmith.targets.typescript.text import inline_code

LONGEST_DEFAULT = 200
"""Characters of a default that is shown."""

ERRORS = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "409": "ConflictError",
    "422": "UnprocessableEntityError",
    "429": "RateLimitError",
}


def text(docs: ir.Docs) -> str:
    """Summary and description."""
    if not (docs.summary or docs.inner):
        return docs.description.strip()
    parts = [docs.summary.strip(), docs.description.strip()]
    if parts[0] == parts[1] or (parts[0] and parts[1].startswith(parts[0])):
        parts = parts[1:]
    parts.extend(_inner(docs))
    return "\n\n".join(filter(None, parts))


def _inner(docs: ir.Docs) -> Iterator[str]:
    """A paragraph for each schema inside that has no place of its own."""
    for one in docs.inner:
        words = _one_line(_limited(text(one.docs), joined_limits(None, one.default)))
        if words:
            yield f"{_PLACES[one.place]}: {words}"


_PLACES = {"items": "Items", "values": "Values", "variant": "Or"}


def schema_text(schema: ir.Schema) -> str:
    """The text of a schema that has a name, with what the document demands of its values."""
    match schema:
        case ir.Object():
            return _limited(text(schema.docs), joined_limits(schema.constraints))
        case ir.Enum():
            return enum_text(schema)
        case ir.Alias():
            return _limited(text(schema.docs), limits(schema.type))


def schema_tags(schema: ir.Schema) -> list[tuple[str, str]]:
    """The tags of a schema that has a name."""
    return [*tags(schema.docs), *_default(schema.default)]


def tags(docs: ir.Docs) -> list[tuple[str, str]]:
    """What JSDoc has a tag for."""
    if not (docs.external or docs.deprecated or docs.deprecation):
        return []
    found: list[tuple[str, str]] = []
    if docs.external:
        found.append(("@see", docs.external))
    if docs.deprecated or docs.deprecation:
        found.append(("@deprecated", docs.deprecation))
    return found


def described(
    docs: ir.Docs, kind: ir.Type, default: Any = msgspec.UNSET
) -> tuple[str, list[tuple[str, str]]]:
    """The text of a member with what the document demands of it, and its tags."""
    found = tags(docs)
    if default is not msgspec.UNSET:
        found.extend(_default(default))
    return _limited(text(docs), limits(kind)), found


def _default(default: Any) -> Iterator[tuple[str, str]]:
    if default is not msgspec.UNSET and default is not None:
        written = default if isinstance(default, str) else msgspec.json.encode(default).decode()
        if len(written) <= LONGEST_DEFAULT:
            yield "@default", f"`{inline_code(written)}`"


def _limited(words: str, bounds: str) -> str:
    """A text with what is demanded in brackets behind it."""
    if not bounds:
        return words
    if not words:
        return bounds[:1].upper() + bounds[1:]
    return f"{words}\n\n({bounds})" if "\n" in words else f"{words} ({bounds})"


def enum_text(schema: ir.Enum) -> str:
    """The text of an enum, and one line for each member that has its own."""
    lines = [
        f"- `{inline_code(str(it.value))}`: {_one_line(it.docs.summary or it.docs.description)}"
        for it in schema.members
        if it.docs.summary or it.docs.description
    ]
    return "\n\n".join(filter(None, (text(schema.docs), "\n".join(lines))))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def throws(operation: ir.Operation) -> list[tuple[str, str]]:
    """The documented errors of an operation."""
    found: list[tuple[str, str]] = []
    for response in operation.responses:
        status = response.status.upper()
        if status[:1] in "123" or status == "DEFAULT":
            continue
        otherwise = "InternalServerError" if status[0] == "5" else "APIStatusError"
        name = ERRORS.get(status, otherwise)
        words = _one_line(text(response.docs))
        found.append((f"@throws {{{name}}}", f"{status}: {words}" if words else status))
    return found
