"""Enums: their members, the names of the members, and what all of them have in common."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any as Json

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.names import spelled, words
from clientsmith.normalize.shapes import Shape, identity

_NAME_LISTS = ("x-enum-varnames", "x-enumNames", "x-enumnames", "x-scalar-enum-names")
_TEXT_LISTS = ("x-enum-descriptions", "x-enumDescriptions", "x-scalar-enum-descriptions")


def members_of(context: Context, shape: Shape) -> tuple[ir.EnumMember, ...]:
    """The members of an enum, each value once, with distinct names."""
    holder = shape.values_node or shape.node
    values = distinct(shape.values or [])
    names, texts, deprecated = _annotations(context, holder, values)
    if not (names or texts or deprecated) and all(type(value) is str for value in values):
        return _plain_members(tuple(values))
    keys = [identity(value) for value in values]
    given = [names.get(key, "") for key in keys]
    all_words = distinct_words([_spoken(value) for value in values], [words(it) for it in given])
    return tuple(
        ir.EnumMember(
            value=value,
            name=ir.Name(name or wire_of(value), name_words),
            docs=ir.Docs(description=texts.get(key, ""), deprecated=key in deprecated),
        )
        for value, key, name, name_words in zip(values, keys, given, all_words, strict=True)
    )


@lru_cache(maxsize=4096)
def _plain_members(values: tuple[str, ...]) -> tuple[ir.EnumMember, ...]:
    """The members of an enum of texts without annotations; documents repeat many of them."""
    return tuple(
        ir.EnumMember(value=value, name=ir.Name(value, name_words), docs=ir.Docs())
        for value, name_words in zip(values, distinct_words(values), strict=True)
    )


def distinct(values: Sequence[Json]) -> list[Json]:
    """The values in order, each once."""
    if all(type(value) is str for value in values):
        return list(dict.fromkeys(values))
    found: dict[tuple[str, str], Json] = {}
    for value in values:
        found.setdefault(identity(value), value)
    return list(found.values())


def wire_of(value: Json) -> str:
    """A value as text."""
    return (
        value
        if type(value) is str
        else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    )


def _spoken(value: Json) -> str:
    """A value as one would say it: 2.5 is no 25."""
    text = wire_of(value)
    return text.replace(".", " point ") if type(value) is float else text


def common_type(values: Sequence[Json], format: str = "") -> ir.Type:
    """The type that all values have."""
    kinds = {type(value) for value in values}
    if kinds == {str}:
        return ir.String(format=format)
    if kinds == {bool}:
        return ir.Boolean()
    if kinds == {int}:
        return ir.Integer(format=format)
    if kinds and kinds <= {int, float}:
        return ir.Number(format=format)
    return ir.Any()


def distinct_words(
    texts: Sequence[str], given: Sequence[tuple[str, ...]] = ()
) -> list[tuple[str, ...]]:
    """Words for each text, all different whatever the order.

    What has the same words is told apart by what differs: the case, then signs and symbols, then
    its place among the sorted texts.
    """
    result = [
        (given[index] if index < len(given) else ()) or spelled(text) or ("empty",)
        for index, text in enumerate(texts)
    ]
    for step in (_by_case, _by_symbols, _by_order):
        groups: dict[tuple[str, ...], list[int]] = {}
        for index, name in enumerate(result):
            groups.setdefault(name, []).append(index)
        clashes = [group for group in groups.values() if len(group) > 1]
        if not clashes:
            break
        for group in clashes:
            for index, suffix in zip(group, step([texts[i] for i in group]), strict=True):
                result[index] = (*result[index], *suffix)
    return result


def _by_case(texts: Sequence[str]) -> list[tuple[str, ...]]:
    kinds = [
        "upper" if text.isupper() else "lower" if text.islower() else "mixed" for text in texts
    ]
    return [(kind,) if len(set(kinds)) > 1 else () for kind in kinds]


def _by_symbols(texts: Sequence[str]) -> list[tuple[str, ...]]:
    symbols = ["".join(c for c in text if not c.isalnum())[:8] for text in texts]
    return [spelled(symbol) if symbol else () for symbol in symbols]


def _by_order(texts: Sequence[str]) -> list[tuple[str, ...]]:
    ranks = {
        index: rank
        for rank, index in enumerate(sorted(range(len(texts)), key=lambda i: (texts[i], i)))
    }
    return [(str(ranks[index] + 1),) if ranks[index] else () for index in range(len(texts))]


def _annotations(
    context: Context, holder: Node, values: list[Json]
) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str], dict[tuple[str, str], None]]:
    """What extensions say of members, by `identity`: names, texts, which are deprecated."""
    names: dict[tuple[str, str], str] = {}
    texts: dict[tuple[str, str], str] = {}
    deprecated: dict[tuple[str, str], None] = {}
    value = holder.value
    if type(value) is not dict or not any(key.startswith("x-") for key in value):
        return names, texts, deprecated
    listed = value.get("enum")
    listed = listed if type(listed) is list else values
    for keys, into in ((_NAME_LISTS, names), (_TEXT_LISTS, texts)):
        for key in (
            *keys,
            *(("x-speakeasy-enums",) if into is names else ("x-speakeasy-enum-descriptions",)),
        ):
            if key in value and not into:
                into.update(_texts(context, holder, key, listed))
    renames = value.get("x-stainless-renameMap")
    if type(renames) is dict and not names:
        names.update({identity(wire): str(name) for name, wire in renames.items()})
    for one, facts in _details(value, listed):
        name, text = facts.get("name"), facts.get("description")
        if type(name) is str and name:
            names.setdefault(identity(one), name)
        if type(text) is str:
            texts.setdefault(identity(one), text)
        if facts.get("deprecated") is True:
            deprecated[identity(one)] = None
    flags = value.get("x-enum-deprecated")
    if type(flags) is list:
        deprecated.update({identity(one): None for one in flags})
    return names, texts, deprecated


def _details(value: dict[str, Json], listed: list[Json]) -> list[tuple[Json, dict[str, Json]]]:
    """`x-fern-enum` (by value) and the `values` of `x-ms-enum` (each with its value)."""
    found: list[tuple[Json, dict[str, Json]]] = []
    fern = value.get("x-fern-enum")
    if type(fern) is dict:
        found.extend(
            (one, fern[wire_of(one)]) for one in listed if type(fern.get(wire_of(one))) is dict
        )
    azure = value.get("x-ms-enum")
    if type(azure) is dict and type(azure.get("values")) is list:
        found.extend(
            (one["value"], one) for one in azure["values"] if type(one) is dict and "value" in one
        )
    return found


def _texts(
    context: Context, holder: Node, key: str, listed: list[Json]
) -> dict[tuple[str, str], str]:
    """Texts by index (a list) or by value (an object)."""
    given = holder.value[key]
    if type(given) is dict:
        return {
            identity(one): given[wire_of(one)]
            for one in listed
            if type(given.get(wire_of(one))) is str and given[wire_of(one)]
        }
    if type(given) is not list:
        context.warn(
            "extension/malformed",
            holder.get(key) or holder,
            f"`{key}` must be a list or an object; ignored",
            drops="lost",
        )
        return {}
    if len(given) != len(listed):
        context.warn(
            "extension/malformed",
            holder.get(key) or holder,
            f"`{key}` has {len(given)} texts for {len(listed)} values; ignored",
            "give one text for each value, in order",
            drops="lost",
        )
        return {}
    return {
        identity(one): text
        for one, text in zip(listed, given, strict=True)
        if type(text) is str and text
    }
