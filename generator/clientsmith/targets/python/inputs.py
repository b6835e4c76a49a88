"""What callers pass: the objects on their way to the server, and the arguments of each method."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from clientsmith import ir
from clientsmith.contents import body_of
from clientsmith.preparation import headers_pointer
from clientsmith.reach import (
    Mentions,
    closure,
    received_types,
    resources_of,
    sent_types,
)
from clientsmith.targets.python.annotations import differs_for_input
from clientsmith.targets.python.arguments import Keywords
from clientsmith.targets.python.methods import OperationView
from clientsmith.targets.python.scopes import Module
from clientsmith.targets.python.symbols import Symbols


def passed_objects(
    operations: Iterable[OperationView], mentions: Mentions
) -> frozenset[ir.Pointer]:
    """The objects that arguments are made of, which have TypedDicts.

    A body whose members are the arguments is none of them: its method's TypedDict says the same.
    """
    kinds = (it.type for view in operations for it in view.arguments)
    return frozenset(closure(kinds, mentions))


def request_only(api: ir.Api, mentions: Mentions | None = None) -> frozenset[ir.Pointer]:
    """The schemas that are sent and never come back: callers pass dictionaries for them.

    What no operation mentions keeps its model, and so does all it is made of; so does what takes
    members that it does not declare, which a dictionary cannot.
    """
    mentions = Mentions(api.schemas) if mentions is None else mentions
    sent = closure(sent_types(api), mentions)
    unused = (_reference(it) for it in api.schemas if it not in sent)
    found = sent - closure((*received_types(api), *_headers(api), *unused), mentions)
    kept = (it.pointer for it in with_further(api, found, mentions) if not differs_for_input(it))
    return frozenset(found - closure(map(_reference, kept), mentions))


def with_further(api: ir.Api, among: Container[ir.Pointer], mentions: Mentions) -> list[ir.Object]:
    """The objects `among` some that are passed and take typed members beside the declared ones."""
    found = [
        schema
        for schema in api.schemas.values()
        if isinstance(schema, ir.Object)
        if schema.properties and schema.pointer in among
        if schema.patterns or not isinstance(schema.additional, ir.Any | None)
    ]
    passed = closure(_arguments(api), mentions) if found else ()
    return [schema for schema in found if schema.pointer in passed]


def _reference(pointer: ir.Pointer) -> ir.Type:
    return ir.Ref(pointer=pointer)


def _arguments(api: ir.Api) -> Iterator[ir.Type]:
    """The types of arguments, which members of a body can be."""
    for resource in resources_of(api.root):
        for operation in resource.operations:
            yield from (it.type for it in operation.parameters)
            body = body_of(operation, api.schemas)
            if body is not None and body.properties is not None:
                yield from (it.type for it in body.properties)
            elif body is not None:
                yield body.media.type


def _headers(api: ir.Api) -> Iterator[ir.Type]:
    """The models of the headers of answers."""
    for resource in resources_of(api.root):
        for operation in resource.operations:
            pointer = headers_pointer(operation)
            if pointer in api.schemas:
                yield ir.Ref(pointer=pointer)


def keywords_of(symbols: Symbols, operations: Iterable[OperationView]) -> Mapping[Module, Keywords]:
    """The keyword arguments of each operation that has some, by the module of their TypedDict."""
    found: dict[Module, Keywords] = {}
    for view in operations:
        keywords = tuple(it for it in view.arguments if not it.positional)
        if any(it.location != "content" for it in keywords):
            symbol = symbols.parameters[view.operation.pointer]
            route = f"`{view.operation.method} {view.path}`"
            found[symbol.module] = Keywords(symbol.name, keywords, f"Keyword arguments of {route}.")
    return found
