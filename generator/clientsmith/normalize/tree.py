"""The tree of resources, from the flat list of operations and their names."""

from __future__ import annotations

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.docs import docs_of
from clientsmith.normalize.names import words


class _Branch(msgspec.Struct):
    name: ir.Name
    path: tuple[ir.Name, ...]
    operations: list[ir.Operation] = []
    children: dict[tuple[str, ...], _Branch] = {}


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
    return _frozen(context, root, _texts(root, _tags(context)))


def _texts(root: _Branch, tags: dict[tuple[str, ...], Node]) -> dict[int, Node]:
    """The tag whose texts a branch gets, by its `id`.

    That of its name; else the one that all its operations have, if no other branch is about it.
    """
    order = [root]
    for branch in order:
        order.extend(branch.children.values())
    found = {id(it): tags[it.name.words] for it in order if it.path and it.name.words in tags}
    rest = {name: tag for name, tag in tags.items() if all(tag is not it for it in found.values())}
    common: dict[int, set[tuple[str, ...]]] = {}
    for branch in reversed(order):
        sets = [{words(tag) for tag in it.tags} for it in branch.operations]
        sets += [common[id(child)] for child in branch.children.values()]
        common[id(branch)] = set.intersection(*sets) if sets else set()
    for branch in order[1:]:
        for name in sorted(rest.keys() & common[id(branch)]) if id(branch) not in found else ():
            found[id(branch)] = rest.pop(name)
            break
    return found


def _frozen(context: Context, root: _Branch, texts: dict[int, Node]) -> ir.Resource:
    """The branch as IR, its children first; the tree may be as deep as the longest path."""
    order = [root]
    for branch in order:
        order.extend(branch.children.values())
    done: dict[int, ir.Resource] = {}
    for branch in reversed(order):
        tag = texts.get(id(branch))
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
