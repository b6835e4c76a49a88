"""What the templates of tests see."""

from __future__ import annotations

import msgspec


class FunctionView(msgspec.Struct, frozen=True):
    """A method of a class of tests."""

    decorator: str
    head: str
    body: tuple[str, ...]


class ClassView(msgspec.Struct, frozen=True):
    """A class of tests: those of one operation."""

    name: str
    doc: str
    functions: tuple[FunctionView, ...]


class TestModuleView(msgspec.Struct, frozen=True):
    """A module of tests."""

    __test__ = False
    doc: str
    imports: tuple[tuple[str, ...], ...]
    answers: str
    """The name of its file of answers; empty when it has none."""
    classes: tuple[ClassView, ...]
