"""The document's texts: descriptions, deprecations, examples."""

from __future__ import annotations

from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize import extensions
from clientsmith.normalize.context import Context
from clientsmith.normalize.names import words
from clientsmith.normalize.shapes import substantive

NONE = ir.Docs()
_KEYS = frozenset(
    (
        "title",
        "summary",
        "description",
        "deprecated",
        "example",
        "examples",
        "externalDocs",
        "default",
        *extensions.DEPRECATIONS,
    )
)


def docs_of(context: Context, node: Node, *, title_beside: str | None = None) -> ir.Docs:
    """The texts of a schema, parameter, operation or tag.

    A `title` counts as summary only if it says more than the name `title_beside`; None: never.
    """
    value = node.value
    if type(value) is not dict or _KEYS.isdisjoint(value):
        return NONE
    context.told.add(id(value))
    summary = context.string(node, "summary") if "summary" in value else ""
    if not summary and title_beside is not None and "title" in value:
        title = context.string(node, "title")
        if words(title) != words(title_beside):
            summary = title
    deprecation = extensions.deprecation(context, node)
    return ir.Docs(
        summary=summary,
        description=context.string(node, "description") if "description" in value else "",
        deprecated=bool(deprecation)
        or ("deprecated" in value and context.flag(node, "deprecated")),
        deprecation=deprecation,
        examples=examples_of(context, node) if "example" in value or "examples" in value else (),
        external=external_of(context, node),
    )


def whole_docs_of(context: Context, node: Node, *, title_beside: str | None = None) -> ir.Docs:
    """The texts of a schema and of the parts of its `allOf` that are written on the spot."""
    docs = docs_of(context, node, title_beside=title_beside)
    if type(node.value) is not dict or "allOf" not in node.value:
        return docs
    for part in context.elements(node, "allOf"):
        if type(part.value) is not dict or "$ref" in part.value:
            continue
        more = docs_of(context, part)
        said = docs.description
        docs = joined(docs, more)
        if said and more.description and more.description not in said:
            docs = msgspec.structs.replace(docs, description=f"{said}\n\n{more.description}")
    return docs


def annotations_of(context: Context, node: Node) -> list[Node]:
    """The parts of `allOf` that only say something about the value: no part of its type."""
    return [
        part
        for part in context.elements(node, "allOf")
        if type(part.value) is dict and not substantive(part.value)
    ]


def default_of(node: Node) -> Json:
    """The `default` of a schema; UNSET when it has none."""
    return node.value.get("default", msgspec.UNSET) if type(node.value) is dict else msgspec.UNSET


def external_of(context: Context, node: Node) -> str:
    """The URL of `externalDocs` (OpenAPI 3.1, section 4.8.11)."""
    if type(node.value) is not dict or "externalDocs" not in node.value:
        return ""
    external = context.mapping(node, "externalDocs")
    return context.string(external, "url") if external is not None else ""


def examples_of(context: Context, node: Node) -> tuple[ir.Example, ...]:
    """`example`, and `examples`: a list in schemas, a map in media types and parameters."""
    value = node.value
    found: list[ir.Example] = []
    if "example" in value:
        found.append(ir.Example(value=value["example"]))
    many = value.get("examples")
    if type(many) is list:
        found.extend(ir.Example(value=one) for one in many)
    elif type(many) is dict:
        for name in many:
            holder = node.get("examples")
            example = holder.get(name) if holder is not None else None
            resolved = context.resolved(example) if example is not None else None
            if resolved is None:
                continue
            for key in ("value", "dataValue"):
                if key in resolved.value:
                    context.use(resolved)
                    found.append(
                        ir.Example(
                            value=resolved.value[key],
                            name=str(name),
                            summary=context.string(resolved, "summary"),
                        )
                    )
                    break
    return tuple(found)


def joined(own: ir.Docs, other: ir.Docs) -> ir.Docs:
    """`own` with what it lacks taken from `other`."""
    if other is NONE or other == NONE:
        return own
    if own is NONE or own == NONE:
        return other
    return msgspec.structs.replace(
        own,
        summary=own.summary or other.summary,
        description=own.description or other.description,
        deprecated=own.deprecated or other.deprecated,
        deprecation=own.deprecation or other.deprecation,
        examples=own.examples or other.examples,
        external=own.external or other.external,
    )
