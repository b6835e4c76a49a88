"""Calls in the comments of methods: each shows that with what it must have."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from clientsmith.targets.typescript.operations import MethodView
from clientsmith.targets.typescript.programs import Programs
from clientsmith.targets.typescript.resources import ResourceView
from clientsmith.targets.typescript.text import with_code

LONGEST = 12
"""Lines of a call after which it is left to the reference."""


def with_examples(view: ResourceView, programs: Programs) -> ResourceView:
    """The module of a resource with a call in the comment of each method of its class."""
    methods = documented([it.method for it in view.operations], view, programs)
    operations = tuple(
        msgspec.structs.replace(it, method=method)
        for it, method in zip(view.operations, methods, strict=True)
    )
    return msgspec.structs.replace(view, operations=operations)


def documented(
    methods: Sequence[MethodView], view: ResourceView, programs: Programs
) -> tuple[MethodView, ...]:
    """Methods of the operations of a resource, with calls in their comments."""
    found: list[MethodView] = []
    for method, operation in zip(methods, view.operations, strict=True):
        code = "\n".join(it for it in programs.body((view, operation), False) if it)
        if method.doc and code.count("\n") < LONGEST:
            method = msgspec.structs.replace(method, doc=with_code(method.doc, code, 2))
        found.append(method)
    return tuple(found)
