"""Unions when all variants are known: unions of unions flattened, tags found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from clientsmith import ir, pointers
from clientsmith.document import Node
from clientsmith.normalize.discriminators import Tags
from clientsmith.normalize.names import name_of

if TYPE_CHECKING:
    from clientsmith.normalize.schemas import Schemas

_MAX_DEPTH = 50
_MAX_VARIANTS = 500


def finish(schemas: Schemas) -> None:
    """Flatten unions of unions and find the tags of all named unions."""
    entries = schemas.entries
    flat: dict[str, tuple[ir.Type, ...]] = {}
    undeclared: dict[str, dict[tuple[str, str], Node | None]] = {}
    for pointer, entry in list(entries.items()):
        if not isinstance(entry, ir.Alias) or not isinstance(entry.type, ir.Union):
            continue
        variants = _flattened(schemas, pointer, (), flat)
        union: ir.Type
        tags = schemas.unions.get(pointer, Tags())
        if len(variants) < 2 and not tags.is_open:
            union = variants[0] if variants else ir.Any()
        else:
            union = ir.Union(
                variants=variants,
                discriminator=_discriminator(schemas, tags, variants),
                constraints=entry.type.constraints,
            )
            for at, tag in _undeclared(schemas, union):
                undeclared.setdefault(at, {})[tag] = tags.node
        entries[pointer] = msgspec.structs.replace(entry, type=union)
    for pointer, found in undeclared.items():
        if len(found) == 1:  # it says the same of itself in all unions
            [((name, value), node)] = found.items()
            _declare(entries, pointer, name, value, node)


def _undeclared(schemas: Schemas, union: ir.Union) -> Iterator[tuple[str, tuple[str, str]]]:
    """(pointer of a variant, the tag that it has in a union but does not declare itself)."""
    discriminator = union.discriminator
    if discriminator is None:
        return
    values = Counter(index for _, index in discriminator.mapping)
    for value, index in discriminator.mapping:
        one = _object(schemas, union.variants[index])
        name = discriminator.property
        if (
            one is not None
            and values[index] == 1
            and all(it.name.wire != name for it in one.properties)
        ):
            yield one.pointer, (name, value)


def _declare(
    entries: dict[str, ir.Schema], pointer: str, name: str, value: str, node: Node | None
) -> None:
    """Give an object the tag of its union, or it would be lost when it is received or sent."""
    one = entries[pointer]
    assert isinstance(one, ir.Object)
    made = ir.Property(
        name=name_of(name, "", ("empty",)),
        elsewhere=node.pointer if node is not None else pointer,
        type=ir.Const(value=value),
        required=False,
    )
    entries[pointer] = msgspec.structs.replace(one, properties=(made, *one.properties))


def constant_of(schemas: Schemas, type_: ir.Type) -> str:
    """The property by which an object says what it is; empty for none."""
    one = _object(schemas, type_)
    for prop in one.properties if one is not None else ():
        if isinstance(prop.type, ir.Const) and type(prop.type.value) is str:
            return prop.name.wire
    return ""


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
        if _behind(schemas, variant.pointer) in path:
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


def _behind(schemas: Schemas, pointer: str) -> str:
    """The schema that one stands for when it is nothing but another name."""
    seen: dict[str, None] = {}
    while pointer not in seen:
        seen[pointer] = None
        entry = schemas.entries.get(pointer)
        if not isinstance(entry, ir.Alias) or not isinstance(entry.type, ir.Ref):
            break
        pointer = entry.type.pointer
    return pointer


def _adopted(tags: Tags, inner: Tags) -> Tags:
    """The tags of a union with those of a union that was put in its place."""
    return Tags(
        tags.property,
        [*tags.mapping, *(pair for pair in inner.mapping if pair not in tags.mapping)],
        tags.default or inner.default,
        {**inner.aliases, **tags.aliases},
        tags.node,
    )


def _discriminator(
    schemas: Schemas, tags: Tags, variants: tuple[ir.Type, ...]
) -> ir.Discriminator | None:
    """Which property tells the variants apart: the declared one, else one constant in all."""
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
    """Tag to variant: explicit values, constants of the variants, names of components."""
    index_of = {one.pointer: index for index, one in enumerate(variants) if isinstance(one, ir.Ref)}
    declared = {index: _tag_values(schemas, one, tags.property) for index, one in objects}
    mapping: dict[str, int] = {}
    covered: dict[int, None] = {}
    for value, target in tags.mapping:
        index = _index(tags, target, index_of)
        if index is None:
            schemas.context.warn(
                "discriminator/mapping",
                tags.node or target,
                f"the tag `{value}` leads to a schema that is not a variant of the union",
            )
        elif declared.get(index) and value not in declared[index]:
            schemas.context.warn(
                "discriminator/contradiction",
                tags.node or target,
                f"the tag `{value}` leads to a variant whose `{tags.property}` is never that, but "
                + " or ".join(f"`{it}`" for it in declared[index][:5])
                + "; what the variant says counts",
            )
        else:
            mapping.setdefault(value, index)
            covered[index] = None
    names = {pointer: target for target, pointer in tags.aliases.items()}
    claimed = Counter(value for values in declared.values() for value in values)
    for index, _ in objects:
        if index in covered:
            continue
        variant = variants[index]
        values = tuple(it for it in declared[index] if claimed[it] == 1)
        if not values and isinstance(variant, ir.Ref):
            source = names.get(variant.pointer, variant.pointer)
            values = _by_name(source, declared[index])
        for value in values:
            mapping.setdefault(value, index)
    default = _index(tags, tags.default, index_of) if tags.default else None
    if tags.default and default is None:
        schemas.context.warn(
            "discriminator/mapping",
            tags.node or tags.default,
            "`defaultMapping` leads to a schema that is not a variant of the union",
        )
    if not mapping and default is None:
        return None
    return ir.Discriminator(property=tags.property, mapping=tuple(mapping.items()), default=default)


def _index(tags: Tags, target: str, index_of: Mapping[str, int]) -> int | None:
    """The variant that a schema is, or that was made of it."""
    pointers_ = (tags.aliases.get(target, target), f"{target}/discriminator")
    return next((index_of[it] for it in pointers_ if it in index_of), None)


def _by_name(pointer: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The tag of a component is its name; where a list of tags is declared, that one of them."""
    if not (pointer.startswith("#/components/schemas/") and pointer.count("/") == 3):
        return ()
    name = pointers.unescape(pointer.rpartition("/")[2])
    if not allowed or name in allowed:
        return (name,)
    return tuple(it for it in allowed if it.lower() == name.lower())[:1]


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
    """The texts that a property can have, if it is a constant or an enum."""
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
