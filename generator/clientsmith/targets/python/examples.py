"""Calls in the docstrings of methods: those of the sync class, which stand for both."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from clientsmith.targets.python.client import ClientView
from clientsmith.targets.python.programs import Writer
from clientsmith.targets.python.resources import ResourceView
from clientsmith.targets.python.text import with_code

LONGEST = 12
"""Lines of a call after which it is left to the reference."""

View = TypeVar("View", ClientView, ResourceView)


def with_examples(view: View, path: tuple[str, ...], writer: Writer) -> View:
    """A module in which each method shows a call of it with what that must have.

    `path` leads to the methods from the client.
    """
    sync, *others = view.classes
    methods = []
    for method, operation in zip(sync.methods, view.operations, strict=True):
        code = writer.call(path, operation, 12)
        if sum(it.count("\n") + 1 for it in code) <= LONGEST and method.doc:
            doc = with_code(method.doc, "Example", code, 8)
            method = msgspec.structs.replace(method, doc=doc)
        methods.append(method)
    shown = msgspec.structs.replace(sync, methods=tuple(methods))
    return msgspec.structs.replace(view, classes=(shown, *others))
