"""Unions: `oneOf`, `anyOf`, `type: [a, b]`, and what a `discriminator` says of their tags.

Variants are collected while schemas are built; `finish` then flattens unions of unions and finds
the tags, because both need all variants to be known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from typing import Any as Json

import msgspec

from clientsmith import ir, pointers
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.enums import distinct
from clientsmith.normalize.merge import Shape, combine, substantive

if TYPE_CHECKING:
    from clientsmith.normalize.schemas import Schemas

_CONDITIONS = frozenset(
    (
        "required",
        "not",
        "if",
        "then",
        "else",
        "minProperties",
        "maxProperties",
        "dependentRequired",
        "minLength",
        "maxLength",
        "pattern",
        "minimum",
        "maximum",
        "format",
        "uniqueItems",
        "minItems",
        "maxItems",
        "type",
        "additionalProperties",
    )
)
_MAX_DEPTH = 50
_MAX_VARIANTS = 500


@dataclass(slots=True)
class Tags:
    """What the document says of the tags of a union."""

    property: str = ""
    mapping: list[tuple[str, str]] = field(default_factory=list)
    """(value of the property, pointer of the schema it stands for)"""
    aliases: dict[str, str] = field(default_factory=dict)
    """Pointer of a schema -> pointer of the variant that it became (merged with what is beside the union)."""
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """A schema with a `discriminator` and the schemas that extend it by `allOf`."""

    heirs: tuple[Node, ...]
    with_base: bool
    """The schema itself is one of the variants."""
    tags: Tags


# --- building ---


def prepare(context: Context, shape: Shape) -> None:
    """Decide what the unions of a shape mean: an enum, conditions that types cannot say, or a union."""
    kept: list[tuple[Node, str]] = []
    for holder, keyword in shape.unions:
        elements = [*context.elements(holder, keyword)]
        real = [element for element in elements if not _only_null(element)]
        if len(real) < len(elements):
            shape.nullable = True
        if real and all(_condition_only(element, shape) for element in real):
            context.note(
                "schema/keyword",
                holder.get(keyword) or holder,
                f"the alternatives of `{keyword}` only add conditions; they are not checked",
            )
        elif real and not shape.properties and all(_enumerated(element) for element in real):
            _as_enum(shape, holder, keyword, real)
            return
        elif real:
            kept.append((holder, keyword))
    if len(kept) > 1:
        context.warn(
            "schema/several-unions",
            kept[1][0].get(kept[1][1]) or kept[1][0],
            "several `oneOf`/`anyOf` hold together here; only the first makes variants",
            "write one union of the combinations",
        )
        del kept[1:]
    shape.unions = kept


def _only_null(element: Node) -> bool:
    value = element.value
    return type(value) is dict and (
        value.get("type") == "null"
        or value.get("type") == ["null"]
        or value.get("enum") == [None]
        or ("const" in value and value["const"] is None)
    )


def _condition_only(element: Node, shape: Shape) -> bool:
    """Whether a variant declares nothing: it only restricts what is declared beside the union."""
    value = element.value
    if type(value) is not dict:
        return value is True
    keys = substantive(value)
    if shape.types is None and not shape.properties:
        return all(key in ("required", "not", "dependentRequired") for key in keys)
    if any(key not in _CONDITIONS for key in keys):
        return False
    return "type" not in keys or value["type"] == "object" or value["type"] in (shape.types or ())


def _enumerated(element: Node) -> bool:
    """Whether a variant lists its values on the spot."""
    value = element.value
    if type(value) is not dict or any(
        key not in ("type", "const", "enum") for key in substantive(value)
    ):
        return False
    if "const" in value:
        return type(value["const"]) in (str, int, float, bool)
    listed = value.get("enum")
    return (
        type(listed) is list
        and bool(listed)
        and all(type(one) in (str, int, float) for one in listed)
    )


def _as_enum(shape: Shape, holder: Node, keyword: str, elements: list[Node]) -> None:
    """`oneOf: [{const: a, title: A}, ...]` is an enum with names and descriptions."""
    values: list[Json] = []
    names: dict[str, str] = {}
    texts: dict[str, str] = {}
    for element in elements:
        value = element.value
        listed = [value["const"]] if "const" in value else value["enum"]
        values.extend(listed)
        if len(listed) == 1 and type(listed[0]) is str:
            for key, into in (("title", names), ("description", texts)):
                if type(value.get(key)) is str:
                    into[listed[0]] = value[key]
    facts = {
        "enum": values,
        "x-speakeasy-enums": names,
        "x-speakeasy-enum-descriptions": texts,
    }
    at = f"{holder.pointer}/{keyword}"
    shape.values = distinct(values)
    shape.values_node = Node(facts, at, holder.document)
    shape.constant = len(shape.values) == 1
    shape.unions = []


def union_of(schemas: Schemas, shape: Shape, pointer: str) -> ir.Type:
    """The union of a shape; what the document says of its tags is kept under `pointer`."""
    context = schemas.context
    holder, keyword = shape.unions[0]
    tags = _tags(context, holder)
    distribute = bool(shape.properties or shape.patterns or shape.additional)
    variants: list[ir.Type] = []
    for element in context.elements(holder, keyword):
        if _only_null(element):
            continue
        if not distribute:
            variants.append(schemas.type_of(element))
            continue
        combined = combine(context, shape, element)
        made = schemas.core(combined, element.pointer)
        variants.append(made)
        reduced = schemas.reduce(element)
        if reduced is not None and reduced.referenced and isinstance(made, ir.Ref):
            tags.aliases[reduced.node.pointer] = made.pointer
    schemas.unions[pointer] = tags
    return simplified(variants)


def simplified(variants: Iterable[ir.Type]) -> ir.Type:
    """A union without repetitions, inner unions and impossible variants; one variant is itself."""
    found: list[ir.Type] = []
    stack = list(variants)[::-1]
    while stack:
        one = stack.pop()
        if isinstance(one, ir.Nullable):
            stack.append(one.type)
        elif isinstance(one, ir.Union):
            stack.extend(one.variants[::-1])
        elif isinstance(one, ir.Any):
            return ir.Any()
        elif not isinstance(one, ir.Never | ir.Null) and one not in found:
            found.append(one)
    if not found:
        return ir.Any()
    return found[0] if len(found) == 1 else ir.Union(variants=tuple(found))


def worth_a_name(schemas: Schemas, shape: Shape) -> bool:
    """Whether at least two variants are objects, so that telling them apart needs a place in the code."""
    holder, keyword = shape.unions[0]
    objects = 0
    for element in schemas.context.elements(holder, keyword):
        reduced = schemas.reduce(element)
        if reduced is None or type(reduced.node.value) is not dict:
            continue
        if reduced.node.pointer in schemas.families:
            objects += 1
            continue
        inner = schemas.shape(reduced.node)
        if inner.unions or inner.properties or inner.types == ("object",):
            objects += 1
    return objects > 1


def _tags(context: Context, holder: Node) -> Tags:
    """The `discriminator` of a schema (OpenAPI 3.1, section 4.8.25)."""
    value = holder.value
    given = value.get("discriminator") if type(value) is dict else None
    if given is None:
        return Tags()
    if type(given) is str:  # Swagger 2.0
        return Tags(given, node=holder)
    node = context.mapping(holder, "discriminator")
    name = context.string(node, "propertyName") if node is not None else ""
    tags = Tags(name, node=node or holder)
    if node is None:
        return tags
    if not name:
        context.warn(
            "discriminator/property",
            node,
            "a discriminator needs `propertyName`; ignored",
        )
        return tags
    mapping = context.mapping(node, "mapping")
    for tag, target in mapping.items() if mapping is not None else ():
        if type(target.value) is not str:
            context.warn(
                "document/type", target, "a mapping leads to a schema by its name or reference"
            )
            continue
        found = _mapped(context, target)
        if found is None:
            context.warn(
                "discriminator/mapping",
                target,
                f"`{target.value}` is no schema; the tag `{tag}` is not known",
            )
        else:
            tags.mapping.append((tag, found.pointer))
    return tags


def _mapped(context: Context, target: Node) -> Node | None:
    """The schema that a mapping's value names: a component's name, or a reference."""
    text: str = target.value
    found = None
    if "/" not in text and "#" not in text:
        found = context.document.resolve(f"#/components/schemas/{pointers.escape(text)}", target)
    if found is None:
        found = context.document.resolve(text, target)
    seen: dict[str, None] = {}
    while found is not None and type(found.value) is dict and substantive(found.value) == ["$ref"]:
        if found.pointer in seen:
            return None
        seen[found.pointer] = None
        found = context.target(found)
    return found


# --- inheritance ---


def families(
    context: Context, components: list[Node]
) -> tuple[dict[str, Family], dict[str, tuple[str, str]]]:
    """(schemas that stand for their heirs, the tag of each heir).

    Where a schema has a discriminator and no union, and others extend it by `allOf`, a value of
    that schema is a value of one of them.
    """
    heirs: dict[str, list[Node]] = {}
    for node in components:
        for base in _bases(context, node):
            heirs.setdefault(base, []).append(node)
    found: dict[str, Family] = {}
    values: dict[str, tuple[str, str]] = {}
    for node in components:
        value = node.value
        if (
            type(value) is not dict
            or "discriminator" not in value
            or "oneOf" in value
            or "anyOf" in value
        ):
            continue
        tags = _tags(context, node)
        all_heirs = _descendants(heirs, node)
        if not tags.property or not all_heirs:
            continue
        mapped: dict[str, list[str]] = {}
        for tag, pointer in tags.mapping:
            mapped.setdefault(pointer, []).append(tag)
        own = value.get("x-ms-discriminator-value")
        for heir in all_heirs:
            tag = heir.value.get("x-ms-discriminator-value")
            if heir.pointer not in mapped:
                name = tag if type(tag) is str else heir.key
                mapped[heir.pointer] = [name]
                tags.mapping.append((name, heir.pointer))
            if len(mapped[heir.pointer]) == 1:
                values[heir.pointer] = (tags.property, mapped[heir.pointer][0])
        if type(own) is str and node.pointer not in mapped:
            tags.mapping.append((own, node.pointer))
            mapped[node.pointer] = [own]
        with_base = node.pointer in mapped or len(all_heirs) == 1
        found[node.pointer] = Family(tuple(all_heirs), with_base, tags)
    return found, values


def _bases(context: Context, node: Node) -> list[str]:
    """Pointers of the schemas that a schema extends directly."""
    value = node.value
    if type(value) is not dict:
        return []
    holders = [node] if "$ref" in value and substantive(value) != ["$ref"] else []
    if type(value.get("allOf")) is list and not (
        len(value["allOf"]) == 1 and substantive(value) == ["allOf"]
    ):
        holders.extend(context.elements(node, "allOf"))
    found = []
    for holder in holders:
        if type(holder.value) is dict and type(holder.value.get("$ref")) is str:
            target = context.target(holder)
            if target is not None:
                found.append(target.pointer)
    return found


def _descendants(heirs: dict[str, list[Node]], node: Node) -> list[Node]:
    """All schemas that extend `node`, nearest first, each once."""
    found: dict[str, Node] = {}
    queue = [node.pointer]
    for pointer in queue:
        for heir in heirs.get(pointer, ()):
            if heir.pointer not in found and heir.pointer != node.pointer:
                found[heir.pointer] = heir
                queue.append(heir.pointer)
    return list(found.values())


# --- finishing ---


def finish(schemas: Schemas) -> None:
    """Flatten unions of unions and find the tags of all named unions."""
    entries = schemas.entries
    flat: dict[str, tuple[ir.Type, ...]] = {}
    for pointer, entry in list(entries.items()):
        if not isinstance(entry, ir.Alias) or not isinstance(entry.type, ir.Union):
            continue
        variants = _flattened(schemas, pointer, (), flat)
        union: ir.Type
        if len(variants) < 2:
            union = variants[0] if variants else ir.Any()
        else:
            tags = schemas.unions.get(pointer, Tags())
            union = ir.Union(
                variants=variants, discriminator=_discriminator(schemas, tags, variants)
            )
        entries[pointer] = msgspec.structs.replace(entry, type=union)


def _flattened(
    schemas: Schemas, pointer: str, path: tuple[str, ...], flat: dict[str, tuple[ir.Type, ...]]
) -> tuple[ir.Type, ...]:
    """The variants of a named union with those of unions inside it."""
    if pointer in flat:
        return flat[pointer]
    entry = schemas.entries[pointer]
    assert isinstance(entry, ir.Alias)
    assert isinstance(entry.type, ir.Union)
    tags = schemas.unions.get(pointer, Tags())
    mapped = {target: None for _, target in tags.mapping}
    path = (*path, pointer)
    found: list[ir.Type] = []
    for variant in entry.type.variants:
        if not isinstance(variant, ir.Ref):
            found.append(variant)
            continue
        if variant.pointer in path:
            schemas.context.warn(
                "schema/cycle",
                pointer,
                "a union cannot be a variant of itself; that variant is left out",
            )
            continue
        inner = schemas.entries.get(variant.pointer)
        if (
            isinstance(inner, ir.Alias)
            and isinstance(inner.type, ir.Union)
            and len(path) < _MAX_DEPTH
        ):
            inner_tags = schemas.unions.get(variant.pointer, Tags())
            same = tags.property in ("", inner_tags.property)
            if same and variant.pointer not in mapped:
                below = _flattened(schemas, variant.pointer, path, flat)
                if len(found) + len(below) <= _MAX_VARIANTS:
                    if (
                        not tags.property and len(entry.type.variants) > 1
                    ) or tags.property == inner_tags.property:
                        tags = _adopted(tags, inner_tags)
                    found.extend(one for one in below if one not in found)
                    continue
        if variant not in found:
            found.append(variant)
    schemas.unions[pointer] = tags
    flat[pointer] = tuple(found)
    return flat[pointer]


def _adopted(tags: Tags, inner: Tags) -> Tags:
    """The tags of a union with those of a union that was put in its place."""
    return Tags(
        tags.property,
        [*tags.mapping, *(pair for pair in inner.mapping if pair not in tags.mapping)],
        {**inner.aliases, **tags.aliases},
        tags.node,
    )


def _discriminator(
    schemas: Schemas, tags: Tags, variants: tuple[ir.Type, ...]
) -> ir.Discriminator | None:
    """Which property tells the variants apart: as the document says, else one that is constant in all."""
    objects = [(index, _object(schemas, variant)) for index, variant in enumerate(variants)]
    real = [(index, one) for index, one in objects if one is not None]
    if tags.property:
        return _explicit(schemas, tags, variants, real)
    if len(real) < 2:
        return None
    for prop in real[0][1].properties:
        mapping = _constants(schemas, real, prop.name.wire)
        if mapping is not None:
            return ir.Discriminator(property=prop.name.wire, mapping=mapping)
    return None


def _explicit(
    schemas: Schemas,
    tags: Tags,
    variants: tuple[ir.Type, ...],
    objects: list[tuple[int, ir.Object]],
) -> ir.Discriminator | None:
    """The mapping of a discriminator: explicit values, constants of the variants, names of components."""
    index_of = {one.pointer: index for index, one in enumerate(variants) if isinstance(one, ir.Ref)}
    mapping: dict[str, int] = {}
    covered: dict[int, None] = {}
    for value, target in tags.mapping:
        for pointer in (tags.aliases.get(target, target), target + "/discriminator"):
            if pointer in index_of:
                mapping.setdefault(value, index_of[pointer])
                covered[index_of[pointer]] = None
                break
        else:
            schemas.context.warn(
                "discriminator/mapping",
                tags.node or target,
                f"the tag `{value}` leads to a schema that is not a variant of the union",
            )
    names = {pointer: target for target, pointer in tags.aliases.items()}
    for index, one in objects:
        if index in covered:
            continue
        variant = variants[index]
        values = _tag_values(schemas, one, tags.property)
        if not values and isinstance(variant, ir.Ref):
            source = names.get(variant.pointer, variant.pointer)
            if source.startswith("#/components/schemas/") and source.count("/") == 3:
                values = (pointers.unescape(source.rpartition("/")[2]),)
        for value in values:
            mapping.setdefault(value, index)
    if not mapping:
        return None
    return ir.Discriminator(property=tags.property, mapping=tuple(mapping.items()))


def _constants(
    schemas: Schemas, objects: list[tuple[int, ir.Object]], name: str
) -> tuple[tuple[str, int], ...] | None:
    """The mapping by a property that has other constants in each object; None: it does not."""
    mapping: dict[str, int] = {}
    for index, one in objects:
        values = _tag_values(schemas, one, name)
        if not values or any(value in mapping for value in values):
            return None
        mapping.update(dict.fromkeys(values, index))
    return tuple(mapping.items())


def _tag_values(schemas: Schemas, one: ir.Object, name: str) -> tuple[str, ...]:
    """The texts that a property can have, when it has few: a constant, or the members of an enum."""
    type_ = next((prop.type for prop in one.properties if prop.name.wire == name), None)
    for _ in range(10):
        if isinstance(type_, ir.Const):
            return (type_.value,) if type(type_.value) is str else ()
        if not isinstance(type_, ir.Ref):
            return ()
        entry = schemas.entries.get(type_.pointer)
        if isinstance(entry, ir.Enum):
            values = [member.value for member in entry.members]
            return tuple(values) if all(type(value) is str for value in values) else ()
        type_ = entry.type if isinstance(entry, ir.Alias) else None
    return ()


def _object(schemas: Schemas, variant: ir.Type) -> ir.Object | None:
    """The object that a variant is, seen through aliases."""
    for _ in range(10):
        if not isinstance(variant, ir.Ref):
            return None
        entry = schemas.entries.get(variant.pointer)
        if isinstance(entry, ir.Object):
            return entry
        if not isinstance(entry, ir.Alias):
            return None
        variant = entry.type
    return None
