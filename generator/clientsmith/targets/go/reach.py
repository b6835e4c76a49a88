"""Which schemas are read, which are written, and which are parts of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from clientsmith import ir
from clientsmith.contents import body_of
from clientsmith.graph import components
from clientsmith.reach import Mentions, closure, inner_of, resources_of

Schemas: TypeAlias = Mapping[ir.Pointer, ir.Schema]


class Reach(msgspec.Struct, frozen=True):
    """Where the schemas of an API are needed."""

    read: frozenset[ir.Pointer]
    """In answers, and those that nobody mentions."""
    written: frozenset[ir.Pointer]
    """In requests, but for bodies whose members are fields of the parameters."""
    cycles: Mapping[ir.Pointer, int]
    """Object -> the group of objects that hold each other as plain members, where there is one."""


def operations_of(root: ir.Resource) -> Iterator[tuple[ir.Resource, ir.Operation]]:
    """Every operation with its resource, in the document's order."""
    for resource in resources_of(root):
        for operation in resource.operations:
            yield resource, operation


def reach(api: ir.Api) -> Reach:
    """Follow the answers and the requests of all operations."""
    read: list[ir.Type] = []
    written: list[ir.Type] = []
    parts: set[ir.Pointer] = set()
    for _, operation in operations_of(api.root):
        for response in operation.responses:
            for media in response.content:
                read.extend(it for it in (media.type, media.item_type) if it is not None)
        if operation.paging is not None:
            read.append(operation.paging.item)
            read.extend(it.type for it in operation.paging.page.properties)
        if operation.streaming is not None:
            read.append(operation.streaming.item)
        written.extend(it.type for it in operation.parameters)
        body = body_of(operation, api.schemas)
        if body is not None:
            spread = _spread(body.media.type, api.schemas) if body.properties is not None else []
            if spread:
                parts.update(spread)
                written.extend(inner_of(api.schemas[spread[-1]]))
            else:
                written.append(body.media.type)
            if body.media.item_type is not None:
                written.append(body.media.item_type)
    for hook in api.webhooks:
        if hook.body is not None:
            read.extend(media.type for media in hook.body.content)
    mentions = Mentions(api.schemas)
    reads = closure(read, mentions)
    writes = closure(written, mentions)
    known = reads | writes | parts
    free = [ir.Ref(pointer=it) for it in api.schemas if it not in known]
    reads |= closure(free, mentions)
    return Reach(frozenset(reads), frozenset(writes), _cycles(api.schemas))


def plain_object(kind: ir.Type, schemas: Schemas) -> ir.Pointer | None:
    """The object that a type is, null aside."""
    if type(kind) is not ir.Ref and type(kind) is not ir.Nullable:
        return None
    seen: set[ir.Pointer] = set()
    while True:
        match kind:
            case ir.Nullable(type=inner):
                kind = inner
            case ir.Ref(pointer=pointer) if pointer in schemas and pointer not in seen:
                seen.add(pointer)
                schema = schemas[pointer]
                if isinstance(schema, ir.Object):
                    return pointer
                if isinstance(schema, ir.Enum):
                    return None
                kind = schema.type
            case _:
                return None


def _spread(kind: ir.Type, schemas: Schemas) -> list[ir.Pointer]:
    """A body whose members are fields of the parameters, and the aliases that lead to it."""
    found: list[ir.Pointer] = []
    while isinstance(kind, ir.Ref) and kind.pointer in schemas and kind.pointer not in found:
        found.append(kind.pointer)
        schema = schemas[kind.pointer]
        if not isinstance(schema, ir.Alias):
            break
        kind = schema.type
    return found


def _cycles(schemas: Schemas) -> dict[ir.Pointer, int]:
    edges: dict[ir.Pointer, list[ir.Pointer]] = {}
    for pointer, schema in schemas.items():
        edges[pointer] = []
        if isinstance(schema, ir.Object):
            held = (plain_object(prop.type, schemas) for prop in schema.properties)
            edges[pointer] = [it for it in held if it is not None]
    found: dict[ir.Pointer, int] = {}
    for number, group in enumerate(components(schemas, edges)):
        if len(group) > 1 or group[0] in edges[group[0]]:
            found.update(dict.fromkeys(group, number))
    return found
