"""Changed copies of trees that share everything unchanged with the original."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Any as Json
from typing import TypeAlias

Edit: TypeAlias = "Callable[[dict[str, Json]], dict[str, Json]]"
"""Gives another object for one whose members are already edited; it must not change its input."""


def rebuild(tree: Json, edits: Mapping[int, Edit], touched: Set[int] | None = None) -> Json:
    """`tree` with the objects whose `id` is in `edits` edited, inner ones first.

    The tree may share nodes but has no cycle; a shared node is edited once and stays shared.
    `touched` has the `id` of each object to edit and of all objects and arrays around it; without
    it they are looked for.
    """
    if not edits:
        return tree
    if touched is None:
        touched = _touched(tree, edits)
    seen: set[int] = set()
    changed: dict[int, Json] = {}
    """The new one for each object or array that is not as it was."""
    stack: list[tuple[Json, bool]] = [(tree, False)]
    while stack:
        node, is_ready = stack.pop()
        mark = id(node)
        if not is_ready:
            if mark in seen:
                continue
            seen.add(mark)
            inner = [
                (value, False)
                for value in (node.values() if type(node) is dict else node)
                if id(value) in touched
            ]
            if inner:
                stack.append((node, True))
                stack.extend(inner)
                continue
        if type(node) is dict:
            fresh = node
            if is_ready:
                new = {
                    key: changed[id(value)] for key, value in node.items() if id(value) in changed
                }
                fresh = {**node, **new} if new else node
            if mark in edits:
                fresh = edits[mark](fresh)
            if fresh is not node:
                changed[mark] = fresh
        elif is_ready and any(id(value) in changed for value in node):
            changed[mark] = [changed.get(id(value), value) for value in node]
    return changed.get(id(tree), tree)


def _touched(tree: Json, edits: Mapping[int, Edit]) -> set[int]:
    """The `id` of each object to edit and of all around it."""
    around: dict[int, Json] = {id(tree): None}
    """What each object or array stands in."""
    others: list[tuple[int, Json]] = []
    """What shared ones stand in besides."""
    containers = [tree]
    for node in containers:  # grows while it is walked
        for value in node.values() if type(node) is dict else node:
            if type(value) is dict or type(value) is list:
                mark = id(value)
                if mark in around:
                    others.append((mark, node))
                else:
                    around[mark] = node
                    containers.append(value)
    further: dict[int, list[Json]] = {}
    for mark, node in others:
        further.setdefault(mark, []).append(node)
    touched = {mark for mark in edits if mark in around}
    climbing = list(touched)
    for mark in climbing:  # grows, too
        for holder in (around[mark], *further.get(mark, ())):
            if id(holder) not in touched and holder is not None:
                touched.add(id(holder))
                climbing.append(id(holder))
    return touched
