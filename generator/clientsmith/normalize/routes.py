"""The operations of a document, found but not yet converted."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from clientsmith import pointers
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.media import preferred

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


class Route(msgspec.Struct, frozen=True):
    """One method on one path."""

    pointer: str
    """The operation's identity.

    Where a path item is shared by several paths, the place below `paths`.
    """
    node: Node
    item: Node
    """The path item, with what its operations share."""
    path: str
    method: str
    """Upper case."""
    siblings: tuple[str, ...] = ()
    """The methods on the same path."""

    @property
    def key(self) -> str:
        """`GET /path`, as a config names it."""
        return f"{self.method} {self.path}"


def routes(context: Context) -> list[Route]:
    """All operations of the document, in its order; `x-ms-paths` are paths with a query."""
    return _under(context, context.document.root, ("paths", "x-ms-paths"))


def webhooks(context: Context) -> list[Route]:
    """The requests that the server sends; their `path` is the name."""
    return _under(context, context.document.root, ("webhooks", "x-webhooks"))


def callbacks(context: Context, route: Route) -> list[tuple[str, Route]]:
    """(name, request) of what the server sends because an operation was called."""
    found: list[tuple[str, Route]] = []
    for name, node in context.named(route.node, "callbacks"):
        real = context.resolved(node)
        if real is not None:
            context.use(real)
            found.extend((name, one) for one in _items(context, real, {}))
    return found


def _under(context: Context, root: Node, sections: tuple[str, ...]) -> list[Route]:
    """The operations of the path items in some members of the root."""
    found: list[Route] = []
    known: dict[str, None] = {}
    for section in sections:
        if type(root.value) is dict and section in root.value:
            holder = context.mapping(root, section)
            if holder is not None:
                found.extend(_items(context, holder, known))
    return found


def _items(context: Context, holder: Node, known: dict[str, None]) -> Iterator[Route]:
    """The operations of a map of path items; `known` are the pointers that are taken."""
    for path, node in context.members(holder):
        item = context.resolved(node)
        if item is None:
            continue
        context.use(item)
        context.use(node)
        methods = list(_methods(context, item))
        if node is not item and type(node.value) is dict:
            # Members beside the `$ref` of a path item count too (3.1 leaves it open).
            methods += [
                (method, own)
                for method, own in _methods(context, node)
                if method not in [name for name, _ in methods]
            ]
        names = tuple(method for method, _ in methods)
        for method, operation in methods:
            pointer = operation.pointer
            if pointer in known:  # shared by several paths or methods
                pointer = f"{node.pointer}/{pointers.escape(method.lower())}"
            known[pointer] = None
            yield Route(pointer, operation, item, path, method, names)


def _methods(context: Context, item: Node) -> Iterator[tuple[str, Node]]:
    for name, node in context.members(item):
        if name.lower() in METHODS:
            if type(node.value) is dict:
                # Documents of several files keep each operation in its own.
                yield name.upper(), (context.resolved(node) or _nothing(node))
            elif node.value is not None:
                context.warn(
                    "document/type", node, "an operation must be an object; it has no facts"
                )
                yield name.upper(), _nothing(node)
        elif name == "additionalOperations":
            for method, extra in context.members(node):
                if type(extra.value) is dict:
                    yield method, (context.resolved(extra) or _nothing(extra))


def _nothing(node: Node) -> Node:
    """An operation without facts, in the place of one that cannot be read."""
    return Node({}, node.pointer, node.document)


def success(context: Context, operation: Node) -> tuple[str, Node | None]:
    """(status, response) of the ordinary answer: 200, else another 2xx, else `default`."""
    responses = {
        status: node
        for status, node in context.members(operation, "responses")
        if not (type(node.value) is dict and node.value.get("x-ms-error-response") is True)
    }
    ordinary = sorted(status for status in responses if status[:1] == "2")
    usual = ("200", "201", "202", "203")
    ranked: list[str] = [status for status in usual if status in responses]
    ranked += [status for status in ordinary if status not in ranked]
    if not ranked and "default" in responses and not any(s[:1] in "13" for s in responses if s):
        ranked = ["default"]
    for status in ranked:
        real = context.resolved(responses[status])
        if real is not None and preferred(real.get("content")):
            return status, real
    if not ranked:
        return "200", None
    return ranked[0], context.resolved(responses[ranked[0]])
