"""Which operations the package has: all but those that the document keeps out of it."""

from __future__ import annotations

import msgspec

from clientsmith import ir

_NAME = "python"


def selected(api: ir.Api) -> ir.Api:
    """The API without what is left out of this target."""
    order = [api.root]
    for resource in order:
        order.extend(resource.children)
    if not any(is_left_out(it) for resource in order for it in resource.operations):
        return api
    done: dict[int, ir.Resource] = {}
    for resource in reversed(order):
        operations = tuple(it for it in resource.operations if not is_left_out(it))
        children = tuple(done[id(child)] for child in resource.children)
        kept = tuple(child for child in children if child.operations or child.children)
        done[id(resource)] = msgspec.structs.replace(resource, operations=operations, children=kept)
    return msgspec.structs.replace(api, root=done[id(api.root)])


def is_left_out(operation: ir.Operation) -> bool:
    """Whether the document keeps an operation out of this target."""
    return _NAME in operation.left_out_of
