"""What can be reached from where: schemas that are sent, received, or endless."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from clientsmith import ir
from clientsmith.graph import components
from clientsmith.reach import (
    Mentions,
    closure,
    received_types,
    resources_of,
    sent_types,
)

WIDE = frozenset({"int64", "uint64"})
"""Formats of integers that a double cannot hold."""


class Reach(msgspec.Struct, frozen=True):
    """Sets of schemas."""

    split: frozenset[ir.Pointer]
    """Those that are something else on their way to the server than on their way back."""
    only_sent: frozenset[ir.Pointer]
    files: frozenset[ir.Pointer]
    """Those that are sent where a file can be: in parts of a body, or as a whole one."""
    endless: frozenset[ir.Pointer]
    """Aliases of nothing but each other, which no type can be."""


def reach(api: ir.Api) -> Reach:
    """Work out the sets."""
    mentions = Mentions(api.schemas)
    sent = closure(sent_types(api), mentions)
    # What is not used at all is described as it would arrive.
    unused = [
        ir.Ref(pointer=pointer)
        for pointer, schema in api.schemas.items()
        if pointer not in sent and schema.origin.parent is None
    ]
    received = closure([*received_types(api), *unused], mentions)
    return Reach(
        split=frozenset(_differing(api.schemas, mentions) & sent & received),
        only_sent=frozenset(sent - received),
        files=frozenset(closure(_with_files(api), mentions)),
        endless=frozenset(_endless(api.schemas)),
    )


def _differing(schemas: Mapping[ir.Pointer, ir.Schema], mentions: Mentions) -> set[ir.Pointer]:
    """Objects with members that go one way only, and all that hold them."""
    stack = [pointer for pointer, schema in schemas.items() if _differs(schema)]
    if not stack:
        return set()
    holders: dict[ir.Pointer, list[ir.Pointer]] = {}
    for pointer in schemas:
        for target in mentions[pointer]:
            holders.setdefault(target, []).append(pointer)
    found: set[ir.Pointer] = set()
    while stack:
        pointer = stack.pop()
        if pointer not in found:
            found.add(pointer)
            stack.extend(holders.get(pointer, ()))
    return found


def _with_files(api: ir.Api) -> Iterator[ir.Type]:
    for resource in resources_of(api.root):
        for operation in resource.operations:
            for media in operation.body.content if operation.body is not None else ():
                if takes_files(media):
                    yield media.type


def takes_files(media: ir.MediaType) -> bool:
    """Whether bytes in a body are files; elsewhere they are text."""
    return media.format in ("binary", "multipart")


def _differs(schema: ir.Schema) -> bool:
    return isinstance(schema, ir.Object) and any(
        prop.read_only or prop.write_only for prop in schema.properties
    )


def _endless(schemas: Mapping[ir.Pointer, ir.Schema]) -> Iterator[ir.Pointer]:
    """Aliases that come back to themselves through nothing but unions and `null`."""
    edges: dict[ir.Pointer, list[ir.Pointer]] = {}
    for pointer, schema in schemas.items():
        if isinstance(schema, ir.Alias):
            direct = _directly(schema.type)
            edges[pointer] = [it for it in direct if isinstance(schemas.get(it), ir.Alias)]
    for group in components(edges, edges):
        if len(group) > 1 or group[0] in edges[group[0]]:
            yield from group


def _directly(kind: ir.Type) -> Iterator[ir.Pointer]:
    stack = [kind]
    while stack:
        match stack.pop():
            case ir.Ref(pointer=pointer):
                yield pointer
            case ir.Nullable(type=inner):
                stack.append(inner)
            case ir.Union(variants=variants):
                stack.extend(variants)
            case _:
                pass
