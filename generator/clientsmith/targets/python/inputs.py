"""What callers pass: the objects on their way to the server, and the arguments of each method."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from clientsmith import ir
from clientsmith.preparation import headers_pointer
from clientsmith.targets.python.arguments import Keywords
from clientsmith.targets.python.methods import OperationView
from clientsmith.targets.python.placing import mentioned
from clientsmith.targets.python.scopes import Module
from clientsmith.targets.python.symbols import Symbols


def sent_objects(api: ir.Api) -> frozenset[ir.Pointer]:
    """The objects that can be part of a request, wherever they are nested."""
    stack = list(_sent(api.root))
    found: set[ir.Pointer] = set()
    while stack:
        pointer = stack.pop()
        if pointer in found or pointer not in api.schemas:
            continue
        found.add(pointer)
        stack.extend(mentioned(api.schemas[pointer]))
    return frozenset(found)


def request_only(api: ir.Api) -> frozenset[ir.Pointer]:
    """The schemas that are sent and never come back: callers pass dictionaries for them.

    What no operation mentions keeps its model, and so does all it is made of.
    """
    sent = sent_objects(api)
    unused = (ir.Ref(pointer=it) for it in api.schemas if it not in sent)
    return sent - _closure(api, (*_received(api), *unused))


def _closure(api: ir.Api, kinds: Iterable[ir.Type]) -> set[ir.Pointer]:
    """The schemas that types lead to."""
    stack = [it for kind in kinds for it in _of(kind)]
    found: set[ir.Pointer] = set()
    while stack:
        pointer = stack.pop()
        if pointer not in found and pointer in api.schemas:
            found.add(pointer)
            stack.extend(mentioned(api.schemas[pointer]))
    return found


def _received(api: ir.Api) -> Iterator[ir.Type]:
    """The types of everything that a server sends."""
    resources = [api.root]
    for resource in resources:
        resources.extend(resource.children)
        for operation in resource.operations:
            for response in operation.responses:
                yield from _bodies(response.content)
            if operation.paging is not None:
                yield operation.paging.item
                yield from (it.type for it in operation.paging.page.properties)
            if operation.streaming is not None:
                yield operation.streaming.item
            pointer = headers_pointer(operation)
            if pointer in api.schemas:
                yield ir.Ref(pointer=pointer)
    for hook in api.webhooks:
        if hook.body is not None:
            yield from _bodies(hook.body.content)
    if api.webhook_event is not None:
        yield api.webhook_event


def _bodies(content: Iterable[ir.MediaType]) -> Iterator[ir.Type]:
    for media in content:
        yield media.type
        if media.item_type is not None:
            yield media.item_type


def _of(kind: ir.Type) -> Iterable[ir.Pointer]:
    return mentioned(ir.Alias(pointer="", name=_NO_NAME, type=kind))


def _sent(root: ir.Resource) -> Iterator[ir.Pointer]:
    resources = [root]
    while resources:
        resource = resources.pop()
        resources.extend(resource.children)
        for operation in resource.operations:
            kinds = [it.type for it in operation.parameters]
            if operation.body is not None:
                kinds.extend(it.type for it in operation.body.content)
            for kind in kinds:
                yield from mentioned(ir.Alias(pointer="", name=_NO_NAME, type=kind))


_NO_NAME = ir.Name("", ())


def keywords_of(symbols: Symbols, operations: Iterable[OperationView]) -> Mapping[Module, Keywords]:
    """The keyword arguments of each operation that has some, by the module of their TypedDict."""
    found: dict[Module, Keywords] = {}
    for view in operations:
        keywords = tuple(it for it in view.arguments if not it.positional)
        if any(it.location != "content" for it in keywords):
            symbol = symbols.parameters[view.operation.pointer]
            found[symbol.module] = Keywords(symbol.name, keywords)
    return found
