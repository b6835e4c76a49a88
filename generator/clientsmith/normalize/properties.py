"""Properties of objects: their types, flags, defaults and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any as Json

import msgspec

from clientsmith import ir, pointers
from clientsmith.document import Node
from clientsmith.normalize import extensions
from clientsmith.normalize.docs import NONE, annotations_of, docs_of, joined, whole_docs_of
from clientsmith.normalize.inner_docs import with_inner
from clientsmith.normalize.names import name_of
from clientsmith.normalize.shapes import Shape, substantive, text_of

if TYPE_CHECKING:
    from clientsmith.normalize.schemas import Schemas

_FLAGS = frozenset(("readOnly", "writeOnly", "default", "x-ms-mutability"))
_WRAPPERS = frozenset(("anyOf", "oneOf", "allOf"))
_NESTED = frozenset(
    (
        *("$dynamicRef", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "items"),
        *("prefixItems", "properties", "patternProperties", "additionalProperties"),
        *("unevaluatedProperties", "externalDocs"),
    )
)
"""Keywords of a schema that has others inside."""


def properties_of(schemas: Schemas, shape: Shape, owner: str) -> tuple[ir.Property, ...]:
    """The properties of an object; `owner` is its pointer."""
    tag, value = schemas.tags.get(owner, (None, ""))
    found: list[ir.Property] = []
    prefix = f"{owner}/properties/"
    for name, nodes in shape.properties.items():
        made = property_of(schemas, name, nodes, name in shape.required, owner)
        if made is None:
            continue
        pointer = nodes[-1].pointer
        if not pointer.startswith(prefix) or "/" in pointer[len(prefix) :]:
            made = msgspec.structs.replace(made, elsewhere=pointer)
        if name == tag and not isinstance(made.type, ir.Const):
            made = msgspec.structs.replace(made, type=ir.Const(value=value))
        found.append(made)
    return tuple(found)


def property_of(
    schemas: Schemas, name: str, nodes: list[Node], required: bool, owner: str
) -> ir.Property | None:
    """A property, as of its object's own schema; one is made of those that are alike word for word.

    Only a schema without others inside means the same at every place, and only if nothing is to be
    said about it. In the main document that goes for references, too; an enum has an entry at each.
    """
    context, node = schemas.context, nodes[0]
    value = node.value
    if (
        len(nodes) > 1
        or type(value) is not dict
        or not _NESTED.isdisjoint(value)
        or ("$ref" in value and (node.pointer[0] != "#" or substantive(value) != ["$ref"]))
    ):
        return _property(schemas, name, nodes, required, owner)
    key = (name, required, text_of(value))
    known = context.alike.get(key)
    if known is None:
        before = context.said
        made = _property(schemas, name, nodes, required, owner)
        is_plain = not any(keyword.startswith("x-") for keyword in value)
        if made is not None and is_plain and context.said == before:
            context.alike[key] = made, node.pointer
        return made
    context.read.add(id(value))
    context.told.add(id(value))
    if "enum" not in value:
        return known[0]
    return msgspec.structs.replace(known[0], type=_again(schemas, *known, node))


def is_of_its_place(value: Json) -> bool:
    """Whether a schema may lead to an entry of its own, or says more than types and texts."""
    return (
        type(value) is not dict
        or "enum" in value
        or not _NESTED.isdisjoint(value)
        or any(key[:2] == "x-" for key in value)
    )


def _again(schemas: Schemas, known: ir.Property, pointer: str, node: Node) -> ir.Type:
    """The type of a property with an enum whose text is that of a known one: an entry like its."""
    enum = known.type.type if isinstance(known.type, ir.Nullable) else known.type
    if not isinstance(enum, ir.Ref):
        return known.type
    if enum.pointer != pointer or node.pointer in schemas.homes:
        return schemas.type_of(node)
    shape = schemas.lookup.shapes[enum.pointer]
    shape = msgspec.structs.replace(shape, node=node, values_node=node)
    type_ = schemas.inner(node.pointer, shape)
    return type_ if enum is known.type else ir.Nullable(type=type_)


def _property(
    schemas: Schemas, name: str, nodes: list[Node], required: bool, owner: str
) -> ir.Property | None:
    node = nodes[-1]
    skip = extensions.skipped(schemas.context, node) if not required else ""
    if skip and skip != "x-internal":
        schemas.context.note(
            "schema/skipped",
            node,
            f"property `{name}` is left out, as `{skip}` asks",
            drops="omitted",
        )
        return None
    schemas.unnamed.clear()
    override, source = extensions.rename(schemas.context, node, extensions.PROPERTY_NAMES)
    if override:
        schemas.context.decide(node.pointer, "property", override, source)
    type_ = (
        schemas.type_of(node)
        if len(nodes) == 1
        else schemas.type_of_all(nodes, f"{owner}/properties/{pointers.escape(name)}")
    )
    docs = whole_docs_of(schemas.context, node, title_beside=name)
    read_only = write_only = False
    default: Json = msgspec.UNSET
    for one in _with_targets(schemas, nodes):
        value = one.value
        if type(value) is not dict or _FLAGS.isdisjoint(value):
            continue
        read_only = read_only or schemas.context.flag(one, "readOnly")
        write_only = write_only or schemas.context.flag(one, "writeOnly")
        default = value.get("default", default)
        if "x-ms-mutability" in value:
            modes = schemas.context.strings(one, "x-ms-mutability")
            read_only = read_only or modes == ["read"]
            write_only = write_only or (bool(modes) and "read" not in modes)
    for one in nodes[-2::-1]:
        docs = joined(docs, docs_of(schemas.context, one, title_beside=name))
    if schemas.unnamed:
        docs = with_inner(schemas.context, docs, node.pointer, schemas.unnamed, nodes)
    if not docs.description and not _WRAPPERS.isdisjoint(_mapping(node)):
        docs = joined(docs, _inner_docs(schemas, node))
    return ir.Property(
        name=name_of(name, override, ("empty",)),
        type=type_,
        required=required,
        read_only=read_only,
        write_only=write_only,
        default=default,
        docs=docs,
    )


def _with_targets(schemas: Schemas, nodes: list[Node]) -> list[Node]:
    """The schemas of a property, each after what it refers to: their flags and defaults count."""
    found: list[Node] = []
    for node in nodes:
        if type(node.value) is dict and "$ref" in node.value:
            target = schemas.context.target(node)
            if target is not None:
                found.append(target)
        if type(node.value) is dict and "allOf" in node.value:
            found.extend(annotations_of(schemas.context, node))
        found.append(node)
    return found


def _inner_docs(schemas: Schemas, node: Node) -> ir.Docs:
    """The texts of the schema inside wrappers: of `T` in `anyOf: [T, null]`, `allOf: [T]`."""
    reduced = schemas.reduce(node)
    if reduced is None or reduced.referenced or reduced.node.pointer == node.pointer:
        return NONE
    docs = docs_of(schemas.context, reduced.node)
    return ir.Docs(description=docs.description, examples=docs.examples)


def _mapping(node: Node) -> dict[str, Json]:
    return node.value if type(node.value) is dict else {}
