"""The tree of resources, from the flat list of operations and their names."""

from __future__ import annotations

from dataclasses import dataclass, field

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.docs import docs_of
from clientsmith.normalize.names import words


@dataclass(slots=True)
class _Branch:
    name: ir.Name
    path: tuple[ir.Name, ...]
    operations: list[ir.Operation] = field(default_factory=list)
    children: dict[tuple[str, ...], _Branch] = field(default_factory=dict)


def tree_of(
    context: Context, placed: list[tuple[tuple[ir.Name, ...], ir.Operation]]
) -> ir.Resource:
    """The root resource with all operations below it, in the document's order."""
    root = _Branch(ir.Name("", ()), ())
    for path, operation in placed:
        branch = root
        for depth, name in enumerate(path):
            found = branch.children.get(name.words)
            if found is None:
                found = branch.children[name.words] = _Branch(name, path[: depth + 1])
            branch = found
        branch.operations.append(operation)
    return _frozen(context, root, _tags(context))


def _frozen(context: Context, root: _Branch, tags: dict[tuple[str, ...], Node]) -> ir.Resource:
    """The branch as IR, its children first; the tree may be as deep as the longest path."""
    order = [root]
    for branch in order:
        order.extend(branch.children.values())
    done: dict[int, ir.Resource] = {}
    for branch in reversed(order):
        tag = tags.get(branch.name.words) if branch.path else None
        done[id(branch)] = ir.Resource(
            name=branch.name,
            path=branch.path,
            operations=tuple(branch.operations),
            children=tuple(done[id(child)] for child in branch.children.values()),
            docs=docs_of(context, tag) if tag is not None else ir.Docs(),
        )
    return done[id(root)]


def _tags(context: Context) -> dict[tuple[str, ...], Node]:
    """The document's tags by the words of their names: their texts are the resources' too."""
    found: dict[tuple[str, ...], Node] = {}
    root = context.document.root
    if type(root.value) is not dict or "tags" not in root.value:
        return found
    for node in context.elements(root, "tags"):
        if type(node.value) is dict:
            found.setdefault(words(context.string(node, "name")), node)
    return found
