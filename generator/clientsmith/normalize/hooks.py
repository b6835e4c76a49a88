"""Webhooks and callbacks: the requests that the server sends, and what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from clientsmith import ir
from clientsmith.contents import payloads
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.discriminators import Tags
from clientsmith.normalize.docs import docs_of, joined
from clientsmith.normalize.names import name_of, spelled, words
from clientsmith.normalize.operations import Operations
from clientsmith.normalize.placed import Owner, Place
from clientsmith.normalize.places import Places
from clientsmith.normalize.routes import Route, callbacks, webhooks
from clientsmith.normalize.schemas import Schemas
from clientsmith.normalize.tagging import constant_of
from clientsmith.normalize.unions import simplified

EVENT = "#/webhooks"
"""The pointer of the union of all webhooks."""


class Hook(msgspec.Struct, frozen=True):
    """A webhook or callback before it is converted."""

    route: Route
    name: ir.Name
    operation: str | None = None
    """The pointer of the operation whose callback it is."""


def hooks_of(context: Context, known: list[tuple[Route, Owner]], marked: list[Route]) -> list[Hook]:
    """Webhooks and callbacks under their names; a name that is taken gets its operation's.

    `marked` are operations that an extension says the server sends.
    """
    named: list[tuple[Hook, tuple[str, ...]]] = []
    for route in [*webhooks(context), *marked]:
        wire = _wire(route)
        found = spelled(wire) or ("webhook",)
        named.append((Hook(route, ir.Name(wire, found)), (*found, route.method.lower())))
    for route, owner in known:
        if "callbacks" not in route.node.value:
            continue
        for wire, sent in callbacks(context, route):
            name = ir.Name(wire, spelled(wire) or ("callback",))
            named.append((Hook(sent, name, route.pointer), (*owner.base, *name.words)))
    kept = _kept(context, [hook.route.pointer for hook, _ in named])
    taken = Counter(hook.name.words for hook, _ in named)
    longer_taken = Counter(longer for _, longer in named)
    made = []
    for hook, longer in named:
        pointer, found = hook.route.pointer, hook.name.words
        if pointer in kept:
            found = kept[pointer]
        elif taken[found] > 1 or found in kept.values():
            further = () if longer_taken[longer] == 1 else spelled(hook.route.key)
            found = (*longer, *further)
        context.names.keep("webhook", pointer, "_".join(found))
        made.append(Hook(hook.route, ir.Name(hook.name.wire, found), hook.operation))
    return made


def _kept(context: Context, pointers: list[str]) -> dict[str, tuple[str, ...]]:
    """The names that webhooks and callbacks had before."""
    locked = {pointer: context.names.get("webhook", pointer) for pointer in pointers}
    return {pointer: tuple(name.split("_")) for pointer, name in locked.items() if name}


def _wire(route: Route) -> str:
    if not route.path.startswith("/"):
        return route.path
    given = route.node.value.get("operationId")
    return given if type(given) is str and words(given) else route.path


def webhook_of(context: Context, operations: Operations, hook: Hook) -> ir.Webhook:
    """A request that the server sends (OpenAPI 3.1, sections 4.8.1 and 4.8.18)."""
    route = hook.route
    context.use(route.node)
    return ir.Webhook(
        pointer=route.pointer,
        name=hook.name,
        method=route.method,
        operation=hook.operation,
        url=route.path if hook.operation is not None else "",
        body=operations.request_body(route.node),
        docs=joined(docs_of(context, route.node), docs_of(context, route.item)),
    )


def event_of(schemas: Schemas, places: Places, sent: list[ir.Webhook]) -> ir.Type | None:
    """What the body of a webhook can be; a union becomes an entry of its own.

    A single kind that says its own name is one, too: APIs get more events.
    """
    kinds = [media.type for media in payloads(sent)]
    if not kinds:
        return None
    found = simplified(kinds)
    if not isinstance(found, ir.Union):
        tag = constant_of(schemas, found)
        if not tag:
            return found
        found = ir.Union(variants=(found,))
        schemas.unions[EVENT] = Tags(tag, is_open=True)
    name = name_of("WebhookEvent")
    origin = ir.Origin(role="webhook")
    places.named[EVENT] = Place(name.words, origin, (*name.words, "payload"))
    docs = ir.Docs(description="What the API sends to a webhook.")
    schemas.entries[EVENT] = ir.Alias(
        pointer=EVENT, name=name, origin=origin, type=found, docs=docs
    )
    return ir.Ref(pointer=EVENT)


def header_names(context: Context, route: Route) -> Iterator[tuple[str, Node]]:
    """(lower-case name, declaration) of the headers that come with a webhook."""
    for holder in (route.item, route.node):
        for node in context.elements(holder, "parameters"):
            real = context.resolved(node)
            if real is not None and real.value.get("in") == "header":
                yield context.string(real, "name").lower(), real
