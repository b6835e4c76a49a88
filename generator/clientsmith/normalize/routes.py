"""The operations of a document, found but not yet converted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clientsmith import pointers
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.media import preferred

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True, slots=True)
class Route:
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


def routes(context: Context, section: str = "paths") -> list[Route]:
    """All operations below `paths` (or `webhooks`), in the document's order."""
    root = context.document.root
    if type(root.value) is not dict:
        return []
    found: list[Route] = []
    known: dict[str, None] = {}
    for key in (section, f"x-{section}") if section == "webhooks" else (section,):
        for path, node in context.members(root, key) if key in root.value else ():
            item = context.resolved(node)
            if item is None:
                continue
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
                if pointer in known:
                    pointer = f"{node.pointer}/{pointers.escape(method.lower())}"
                known[pointer] = None
                found.append(Route(pointer, operation, item, path, method, names))
    return found


def _methods(context: Context, item: Node) -> Iterator[tuple[str, Node]]:
    for name, node in context.members(item):
        if name.lower() in METHODS:
            if type(node.value) is dict:
                yield name.upper(), node
            elif node.value is not None:
                context.warn(
                    "document/type", node, "an operation must be an object; it has no facts"
                )
                yield name.upper(), Node({}, node.pointer, node.document)
        elif name == "additionalOperations":
            for method, extra in context.members(node):
                if type(extra.value) is dict:
                    yield method, extra


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
