"""What can be reached from where: the types within types, the schemas that types lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from clientsmith import ir


def resources_of(root: ir.Resource) -> Iterator[ir.Resource]:
    """All resources, each before its children."""
    stack = [root]
    while stack:
        resource = stack.pop()
        yield resource
        stack.extend(reversed(resource.children))


def owners_of(api: ir.Api) -> dict[ir.Pointer, ir.Pointer]:
    """Schema -> the outermost schema it is nested in, itself when it is in none."""
    owners: dict[ir.Pointer, ir.Pointer] = {}
    for pointer in api.schemas:
        chain = [pointer]
        while True:
            parent = api.schemas[chain[-1]].origin.parent
            if parent is None or parent not in api.schemas or parent in chain:
                break
            chain.append(parent)
        owners[pointer] = chain[-1]
    return owners


def inner_of(schema: ir.Schema) -> list[ir.Type]:
    """The types that a schema is made of."""
    match schema:
        case ir.Object():
            found = [prop.type for prop in schema.properties]
            found.extend(kind for _, kind in schema.patterns)
            if schema.additional is not None:
                found.append(schema.additional)
            return found
        case ir.Alias():
            return [schema.type]
        case ir.Enum():
            return []


def parts_of(kind: ir.Type) -> tuple[ir.Type, ...]:
    """The types that a type is made of, without following references."""
    match kind:  # the usual first
        case ir.String() | ir.Integer() | ir.Boolean() | ir.Ref():
            return ()
        case ir.Nullable(type=inner):
            return (inner,)
        case ir.Array(items=items):
            return (items,)
        case ir.Map(values=values):
            return (values,)
        case ir.Tuple(items=items, rest=rest):
            return items if rest is None else (*items, rest)
        case ir.Union(variants=variants):
            return variants
        case _:
            return ()


def referred(kinds: Iterable[ir.Type]) -> list[ir.Pointer]:
    """Pointers of the schemas that types refer to."""
    found: list[ir.Pointer] = []
    stack = [kind for kind in kinds if kind.__class__ not in _LEAVES]  # most are one
    while stack:
        kind = stack.pop()
        if kind.__class__ is ir.Ref:
            found.append(kind.pointer)
        elif kind.__class__ is ir.Nullable:
            stack.append(kind.type)
        elif kind.__class__ not in _LEAVES:
            stack.extend(parts_of(kind))
    return found


_LEAVES = frozenset({ir.String, ir.Integer, ir.Boolean, ir.Number, ir.Const, ir.Any})


def mentioned(schema: ir.Schema) -> Sequence[ir.Pointer]:
    """Pointers of the schemas that a schema refers to."""
    return () if isinstance(schema, ir.Enum) else referred(inner_of(schema))


class Mentions(dict[ir.Pointer, tuple[ir.Pointer, ...]]):
    """Schema -> the schemas that it refers to, looked for when it is first asked for."""

    def __init__(self, schemas: Mapping[ir.Pointer, ir.Schema]) -> None:
        super().__init__()
        self.schemas = schemas

    def __missing__(self, pointer: ir.Pointer) -> tuple[ir.Pointer, ...]:
        found = self[pointer] = tuple(mentioned(self.schemas[pointer]))
        return found


def closure(kinds: Iterable[ir.Type], mentions: Mentions) -> set[ir.Pointer]:
    """The schemas that types lead to, at any depth."""
    stack = referred(kinds)
    found: set[ir.Pointer] = set()
    while stack:
        pointer = stack.pop()
        if pointer not in found and pointer in mentions.schemas:
            found.add(pointer)
            stack.extend(mentions[pointer])
    return found


def sent_types(api: ir.Api) -> Iterator[ir.Type]:
    """The types of everything that a client sends."""
    for resource in resources_of(api.root):
        for operation in resource.operations:
            yield from (it.type for it in operation.parameters)
            if operation.body is not None:
                yield from bodies(operation.body.content)


def received_types(api: ir.Api) -> Iterator[ir.Type]:
    """The types of everything that a server sends."""
    for resource in resources_of(api.root):
        for operation in resource.operations:
            for response in operation.responses:
                yield from bodies(response.content)
            if operation.paging is not None:
                yield operation.paging.item
                yield from (it.type for it in operation.paging.page.properties)
            if operation.streaming is not None:
                yield operation.streaming.item
    for hook in api.webhooks:
        if hook.body is not None:
            yield from bodies(hook.body.content)
    if api.webhook_event is not None:
        yield api.webhook_event


def bodies(content: Iterable[ir.MediaType]) -> Iterator[ir.Type]:
    """The types of bodies, and of the items they are a sequence of."""
    for media in content:
        yield media.type
        if media.item_type is not None:
            yield media.item_type
