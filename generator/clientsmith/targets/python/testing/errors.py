"""The bodies of documented errors: one test for each class, and rows for the tests that raise."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.contents import key_of
from clientsmith.samples.answers import Failure
from clientsmith.scopes import Scope
from clientsmith.targets.python.expressions import (
    Expression,
    call,
    function_head,
    statement,
    tuple_of,
)
from clientsmith.targets.python.symbols import Symbol
from clientsmith.targets.python.testing.data import Data, answer_of
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.testing.received import INDENT, Received
from clientsmith.targets.python.testing.views import FunctionView
from clientsmith.targets.python.text import identifier, string_literal


@cache
def _row(status: int, name: str, model: str) -> Expression:
    """What most operations have in common."""
    return tuple_of([str(status), string_literal(name), model])


class _Known(msgspec.Struct, frozen=True):
    """A body that was seen before."""

    content: Json
    """Kept, so that its identity stays."""
    name: str
    model: Symbol | None
    plain: bool
    """Whether it is decoded to plain data."""


class ErrorModels(msgspec.Struct):
    """What the errors of one API have in their bodies."""

    received: Received
    """For the module that tests the classes."""
    data: Data
    functions: list[FunctionView] = []
    _known: dict[tuple[int, Hashable], _Known] = {}
    _tests: Scope = msgspec.field(default_factory=Scope)

    def rows(self, failure: Failure, names: TestNames, *, has_body: bool) -> list[Expression]:
        """Status, body and class of each error of a group, for the module with these names."""
        key = id(failure.content), failure.type and key_of(failure.type)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._add(failure)
        model = "None" if known.plain else "object"
        if known.model is not None:
            model = names.model(known.model)
        if not has_body:
            model = "object"
        return [_row(status, known.name, model) for status in failure.statuses]

    def _add(self, failure: Failure) -> _Known:
        content = failure.content
        if failure.type is None:
            return _Known(content, self.data.add("untyped", content), None, False)
        schemas = self.received.schemas
        shape = schemas.shape(failure.type)
        if isinstance(shape.type, ir.Union) and not schemas.is_flat_shape(shape, content):
            chosen = schemas.variant(shape.type, content)
            if chosen is None:
                return _Known(content, self.data.add("untyped", content), None, False)
            shape = schemas.shape(chosen)
        if isinstance(shape.schema, ir.Object) and isinstance(content, dict):
            symbol = self.received.symbols.schemas[shape.schema.pointer]
            kept = self.received.value(self.received.start("body"), shape.type, content)
            name = self.data.add(symbol.public, kept)
            if self.received.lines:
                self._test(shape.schema.name, symbol, name)
            return _Known(content, name, symbol, False)
        is_plain = schemas.is_flat_shape(shape, content)
        return _Known(content, self.data.add("plain", content), None, is_plain)

    def _test(self, called: ir.Name, symbol: Symbol, answer: str) -> None:
        """That a body becomes an object of the class, member by member."""
        name = self._tests.claim(identifier(("test", *called.words)))
        cls = self.received.names.model(symbol)
        made = statement("body = ", call(f"{cls}.from_dict", answer_of(answer)), INDENT)
        head = function_head(f"def {name}", ["self"], 4)
        self.functions.append(FunctionView("", head, (made, *self.received.lines)))
