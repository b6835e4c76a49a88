"""Strongly connected components: which definitions need each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

_Node = TypeVar("_Node", bound=str)


def components(
    nodes: Iterable[_Node], edges: Mapping[_Node, Sequence[_Node]]
) -> list[tuple[_Node, ...]]:
    """Groups of nodes that reach each other, each group after the groups it points to.

    Tarjan's algorithm with an explicit stack: linear, and as deep as the document likes.
    """
    index: dict[_Node, int] = {}
    low: dict[_Node, int] = {}
    on_stack: set[_Node] = set()
    stack: list[_Node] = []
    groups: list[tuple[_Node, ...]] = []
    for start in nodes:
        if start in index:
            continue
        work: list[tuple[_Node, int]] = [(start, 0)]
        while work:
            node, position = work.pop()
            if position == 0:
                index[node] = low[node] = len(index)
                stack.append(node)
                on_stack.add(node)
            targets = edges.get(node, ())
            descend = False
            for offset in range(position, len(targets)):
                target = targets[offset]
                if target not in index:
                    work.append((node, offset + 1))
                    work.append((target, 0))
                    descend = True
                    break
                if target in on_stack:
                    low[node] = min(low[node], index[target])
            if descend:
                continue
            if low[node] == index[node]:
                members: list[_Node] = []
                while True:
                    member = stack.pop()
                    on_stack.discard(member)
                    members.append(member)
                    if member == node:
                        break
                groups.append(tuple(reversed(members)))
            if work:
                above = work[-1][0]
                low[above] = min(low[above], low[node])
    return groups
