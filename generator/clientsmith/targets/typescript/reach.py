"""What can be reached from where: schemas that are sent, received, or endless."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from clientsmith import ir

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


def resources_of(root: ir.Resource) -> Iterator[ir.Resource]:
    """All resources, each before its children."""
    stack = [root]
    while stack:
        resource = stack.pop()
        yield resource
        stack.extend(reversed(resource.children))


def reach(api: ir.Api) -> Reach:
    """Work out the sets."""
    edges = {pointer: list(_mentioned(schema)) for pointer, schema in api.schemas.items()}
    sent = _closure(edges, _referred(_sent(api)))
    received = _closure(edges, [*_referred(_received(api)), *_unused(api, edges, sent)])
    differing = [pointer for pointer, schema in api.schemas.items() if _differs(schema)]
    reverse: dict[ir.Pointer, list[ir.Pointer]] = {}
    for pointer, targets in edges.items():
        for target in targets:
            reverse.setdefault(target, []).append(pointer)
    return Reach(
        split=frozenset(_closure(reverse, differing) & sent & received),
        only_sent=frozenset(sent - received),
        files=frozenset(_closure(edges, _referred(_with_files(api)))),
        endless=frozenset(_endless(api.schemas)),
    )


def _closure(
    edges: Mapping[ir.Pointer, Iterable[ir.Pointer]], start: Iterable[ir.Pointer]
) -> set[ir.Pointer]:
    stack = list(start)
    found: set[ir.Pointer] = set()
    while stack:
        pointer = stack.pop()
        if pointer not in found:
            found.add(pointer)
            stack.extend(edges.get(pointer, ()))
    return found


def _unused(
    api: ir.Api, edges: Mapping[ir.Pointer, list[ir.Pointer]], sent: set[ir.Pointer]
) -> Iterator[ir.Pointer]:
    """Roots that no operation sends: what is not used at all is described as it would arrive."""
    for pointer, schema in api.schemas.items():
        if pointer not in sent and schema.origin.parent is None:
            yield pointer


def _sent(api: ir.Api) -> Iterator[ir.Type]:
    for resource in resources_of(api.root):
        for operation in resource.operations:
            for parameter in operation.parameters:
                yield parameter.type
            if operation.body is not None:
                for media in operation.body.content:
                    yield media.type
                    if media.item_type is not None:
                        yield media.item_type


def _with_files(api: ir.Api) -> Iterator[ir.Type]:
    for resource in resources_of(api.root):
        for operation in resource.operations:
            for media in operation.body.content if operation.body is not None else ():
                if takes_files(media):
                    yield media.type


def takes_files(media: ir.MediaType) -> bool:
    """Whether bytes in a body are files; elsewhere they are text."""
    return media.format in ("binary", "multipart")


def _received(api: ir.Api) -> Iterator[ir.Type]:
    for resource in resources_of(api.root):
        for operation in resource.operations:
            for response in operation.responses:
                for media in response.content:
                    yield media.type
                    if media.item_type is not None:
                        yield media.item_type
            if operation.paging is not None:
                yield operation.paging.item
                for prop in operation.paging.page.properties:
                    yield prop.type
            if operation.streaming is not None:
                yield operation.streaming.item
    if api.webhook_event is not None:
        yield api.webhook_event


def _referred(kinds: Iterable[ir.Type]) -> Iterator[ir.Pointer]:
    for kind in kinds:
        for part in parts_of(kind):
            if isinstance(part, ir.Ref):
                yield part.pointer


def _mentioned(schema: ir.Schema) -> Iterator[ir.Pointer]:
    yield from _referred(_types(schema))


def _types(schema: ir.Schema) -> Iterator[ir.Type]:
    match schema:
        case ir.Object():
            for prop in schema.properties:
                yield prop.type
            for _, kind in schema.patterns:
                yield kind
            if schema.additional is not None:
                yield schema.additional
        case ir.Alias():
            yield schema.type
        case ir.Enum():
            return


def parts_of(kind: ir.Type) -> Iterator[ir.Type]:
    """A type and all types it is made of, without following references."""
    stack = [kind]
    while stack:
        part = stack.pop()
        yield part
        match part:
            case ir.Nullable(type=inner):
                stack.append(inner)
            case ir.Array(items=items):
                stack.append(items)
            case ir.Map(values=values):
                stack.append(values)
            case ir.Tuple(items=members, rest=rest):
                stack.extend(members)
                if rest is not None:
                    stack.append(rest)
            case ir.Union(variants=variants):
                stack.extend(variants)
            case _:
                pass


def _differs(schema: ir.Schema) -> bool:
    return isinstance(schema, ir.Object) and any(
        prop.read_only or prop.write_only for prop in schema.properties
    )


def _endless(schemas: Mapping[ir.Pointer, ir.Schema]) -> Iterator[ir.Pointer]:
    """Aliases that come back to themselves through nothing but unions and `null`."""
    edges: dict[ir.Pointer, list[ir.Pointer]] = {}
    for pointer, schema in schemas.items():
        if isinstance(schema, ir.Alias):
            edges[pointer] = list(_directly(schema.type))
    for pointer, targets in edges.items():
        if pointer in _closure(edges, targets):
            yield pointer


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
