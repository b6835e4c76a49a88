"""Changed copies of trees that share everything unchanged with the original."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any as Json
from typing import TypeAlias

Edit: TypeAlias = "Callable[[dict[str, Json]], dict[str, Json]]"
"""Gives another object for one whose members are already edited; it must not change its input."""


def rebuild(tree: Json, edits: Mapping[int, Edit]) -> Json:
    """`tree` with the objects whose `id` is in `edits` edited, inner ones first.

    The tree may share nodes but has no cycle; a shared node is edited once and stays shared.
    """
    if not edits:
        return tree
    done: dict[int, Json] = {}
    stack: list[tuple[Json, bool]] = [(tree, False)]
    while stack:
        node, is_ready = stack.pop()
        mark = id(node)
        if mark in done:
            continue
        inner = node.values() if type(node) is dict else node
        if not is_ready:
            stack.append((node, True))
            stack.extend(
                (value, False) for value in inner if type(value) is dict or type(value) is list
            )
            continue
        if type(node) is dict:
            fresh = node
            for key, value in node.items():
                other = done.get(id(value), value)
                if other is not value:
                    if fresh is node:
                        fresh = dict(node)
                    fresh[key] = other
            edit = edits.get(mark)
            done[mark] = fresh if edit is None else edit(fresh)
        else:
            elements = [done.get(id(value), value) for value in node]
            same = all(one is other for one, other in zip(elements, node, strict=True))
            done[mark] = node if same else elements
    return done.get(id(tree), tree)
