"""The operations of a document, found but not yet converted."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from clientsmith import pointers
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.media_types import preferred

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


class Route(msgspec.Struct, frozen=True):
    """One method on one path."""

    pointer: str
    """The operation's identity: its place below `paths`, wherever it is written."""
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
            at = f"{route.pointer}/callbacks/{pointers.escape(name)}"
            found.extend((name, one) for one in _items(context, real, at))
    return found


def _under(context: Context, root: Node, sections: tuple[str, ...]) -> list[Route]:
    """The operations of the path items in some members of the root."""
    found: list[Route] = []
    for section in sections:
        if type(root.value) is dict and section in root.value:
            holder = context.mapping(root, section)
            if holder is not None:
                found.extend(_items(context, holder, holder.pointer))
    return found


def _items(context: Context, holder: Node, at: str) -> Iterator[Route]:
    """The operations of a map of path items; `at` is where the document has the map.

    Each is known by its place below the path, whatever leads to it from there: a path item that
    several paths share is several operations.
    """
    for path, node in context.members(holder):
        item = context.resolved(node)
        if item is None:
            continue
        context.use(item)
        context.use(node)
        methods = list(_methods(context, item, at + node.pointer.removeprefix(holder.pointer)))
        if node is not item and type(node.value) is dict:
            # Members beside the `$ref` of a path item count too (3.1 leaves it open).
            known = [name for name, _, _ in methods]
            own = _methods(context, node, at + node.pointer.removeprefix(holder.pointer))
            methods += [one for one in own if one[0] not in known]
        names = tuple(method for method, _, _ in methods)
        for method, pointer, operation in methods:
            yield Route(pointer, operation, item, path, method, names)


def _methods(context: Context, item: Node, at: str) -> Iterator[tuple[str, str, Node]]:
    """(method, the place of the operation, the operation itself) of a path item."""
    for name, node in context.members(item):
        place = at + node.pointer.removeprefix(item.pointer)
        if name.lower() in METHODS:
            if type(node.value) is dict:
                # Documents of several files keep each operation in its own.
                yield name.upper(), place, (context.resolved(node) or _nothing(node))
            elif node.value is not None:
                context.warn(
                    "document/type", node, "an operation must be an object; it has no facts"
                )
                yield name.upper(), place, _nothing(node)
        elif name == "additionalOperations":
            for method, extra in context.members(node):
                if type(extra.value) is dict:
                    inner = place + extra.pointer.removeprefix(node.pointer)
                    if method != method.upper():
                        context.warn(
                            "document/method",
                            extra,
                            f"`{method}` is sent as `{method.upper()}`, as HTTP clients do",
                        )
                    yield method.upper(), inner, (context.resolved(extra) or _nothing(extra))


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
