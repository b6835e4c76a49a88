"""The tags of unions that the document declares: `discriminator`, and inheritance by it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Any as Json

import msgspec

from clientsmith import pointers
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.shapes import substantive


class Tags(msgspec.Struct):
    """What the document says of the tags of a union."""

    property: str = ""
    mapping: list[tuple[str, str]] = []
    """(value of the property, pointer of the schema it stands for)"""
    default: str = ""
    """Pointer of the schema that all other values stand for."""
    aliases: dict[str, str] = {}
    """Pointer of a schema -> pointer of the variant made of it and of what is beside the union."""
    node: Node | None = None
    is_open: bool = False
    """Whether more variants are to come: a single one is a union all the same."""


class Family(msgspec.Struct, frozen=True):
    """A schema with a `discriminator` and the schemas that extend it by `allOf`."""

    heirs: tuple[Node, ...]
    with_base: bool
    """The schema itself is one of the variants."""
    tags: Tags


def tags_of(context: Context, holder: Node) -> Tags:
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
    context.use(node)
    if not name:
        context.warn(
            "discriminator/property",
            node,
            "a discriminator needs `propertyName`; ignored",
            drops="lost",
        )
        return tags
    other = node.get("defaultMapping")
    if other is not None and type(other.value) is str:
        found = _mapped(context, other)
        if found is None:
            words = f"`{other.value}` is no schema; other tags are not known"
            context.warn("discriminator/mapping", other, words, drops="lost")
        else:
            tags.default = found.pointer
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
                drops="lost",
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


def elsewhere(context: Context) -> Iterable[Node]:
    """The named schemas of other files, where `discriminator` is the base of some of them."""
    sources = context.document.sources
    if len(sources.trees) < 2 or not any(b"discriminator" in it for it in sources.texts.values()):
        return ()
    return context.document.named_schemas(("allOf", "$ref", "discriminator"))


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
        tags = tags_of(context, node)
        all_heirs = _descendants(heirs, node)
        if not tags.property or not all_heirs:
            continue
        mapped: dict[str, list[str]] = {}
        for tag, pointer in tags.mapping:
            mapped.setdefault(pointer, []).append(tag)
        own = _own_tag(value)
        for heir in all_heirs:
            if heir.pointer not in mapped:
                name = _own_tag(heir.value) or _name_of(heir)
                mapped[heir.pointer] = [name]
                tags.mapping.append((name, heir.pointer))
            if len(mapped[heir.pointer]) == 1:
                values[heir.pointer] = (tags.property, mapped[heir.pointer][0])
        if own and node.pointer not in mapped:
            tags.mapping.append((own, node.pointer))
            mapped[node.pointer] = [own]
        with_base = node.pointer in mapped or tags.default == node.pointer or len(all_heirs) == 1
        if with_base and node.pointer not in mapped and not tags.default:
            tags.mapping.append((_name_of(node), node.pointer))
        found[node.pointer] = Family(tuple(all_heirs), with_base, tags)
    return found, values


def at_home(
    found: dict[str, Family], values: dict[str, tuple[str, str]], homes: Mapping[str, Node]
) -> None:
    """Let components stand for the schemas of other files that they are nothing but."""
    if not found or not homes:
        return

    def home(pointer: str) -> str:
        return homes[pointer].pointer if pointer in homes else pointer

    for pointer, family in list(found.items()):
        tags = family.tags
        tags.mapping = [(tag, home(target)) for tag, target in tags.mapping]
        tags.default = home(tags.default)
        heirs = tuple(homes.get(it.pointer, it) for it in family.heirs)
        made = msgspec.structs.replace(family, heirs=heirs)
        found[pointer] = found[home(pointer)] = made
    values.update({home(pointer): value for pointer, value in values.items()})


def _name_of(node: Node) -> str:
    """What a schema is called: the file's name, where it is all there is in a file."""
    return node.key or posixpath.basename(node.file).partition(".")[0]


def is_heir(families: Mapping[str, Family], node: Node, base: Node) -> bool:
    """Whether a schema has a tag of its own in the family of its base, however little it adds."""
    family = families.get(base.pointer)
    return family is not None and any(it.pointer == node.pointer for it in family.heirs)


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


def _own_tag(value: Json) -> str:
    """The tag that a schema says it has; empty when it says none."""
    given = (value.get(key) for key in ("x-ms-discriminator-value", "x-discriminator-value"))
    return next((one for one in given if type(one) is str), "")


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
