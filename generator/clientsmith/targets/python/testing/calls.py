"""Operations that show what a test or a text is about, and calls of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.samples.answers import Answer, Answers
from clientsmith.samples.checking import fits
from clientsmith.targets.python.expressions import Brackets, comparison, equality, statement
from clientsmith.targets.python.members import NO_STRUCT_NAME
from clientsmith.targets.python.pages import page_attributes
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.testing.requests import Call, GivenValues, Requests
from clientsmith.targets.python.testing.sent import Sent
from clientsmith.targets.python.text import string_literal

if TYPE_CHECKING:
    from clientsmith.targets.python.methods import OperationView
    from clientsmith.targets.python.package import Package

_IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
FUTURE = "a-value-of-the-future"


def called(
    client: str, path: tuple[str, ...], view: OperationView, made: Call, prefix: str, indent: int
) -> str:
    """A statement that calls a method."""
    callee = ".".join((client, *path, view.name))
    return statement(prefix, Brackets(f"{callee}(", made.arguments, ")"), indent)


def is_repeated(operation: ir.Operation) -> bool:
    """Whether a call is tried again as is usual: the document has no statuses of its own for it."""
    own = operation.retry is not None and operation.retry.statuses
    return operation.method in _IDEMPOTENT and not own


class EnumCall(msgspec.Struct, frozen=True):
    """A call whose answer has a member with known values."""

    answer: Json
    called: str
    again: str
    assertions: tuple[str, ...]


class Finder:
    """Looks for operations that show what a test is about."""

    def __init__(
        self,
        package: Package,
        answers: Answers,
        given: GivenValues | None = None,
        *,
        is_test: bool = True,
    ) -> None:
        self._package = package
        self._is_test = is_test
        self.schemas = answers.schemas
        self._made = answers
        self._given = {} if given is None else given
        self.renew()

    def renew(self) -> None:
        """Begin another module, with imports of its own."""
        self.names = TestNames(self._package.facts.package, is_test=self._is_test)
        sent = Sent(self.schemas, self._package.symbols, self.names)
        api, names = self._package.api, self.names
        self.requests = Requests(api, self.schemas, sent, names, self._given)

    def operations(self) -> Iterator[tuple[tuple[str, ...], OperationView]]:
        """All of them, with the attributes that lead to their resource."""
        for view in self._package.client.operations:
            yield (), view
        for resource in self._package.resources:
            for view in resource.operations:
                yield resource.attributes, view

    def _answers(self) -> Iterator[tuple[tuple[str, ...], OperationView, Answer]]:
        for path, view in self.operations():
            streaming = view.operation.streaming
            if streaming is not None and streaming.always:
                continue
            main = next((it for it in view.results if it.type is not None), None)
            if main is None:
                main = next(iter(view.results), None)
            if main is not None:
                yield path, view, self._made.of(view.operation, main)

    def best(self) -> tuple[tuple[str, ...], OperationView, Answer] | None:
        """The simplest call: repeatable, answered in JSON, with few arguments."""

        def cost(
            found: tuple[tuple[str, ...], OperationView, Answer],
        ) -> tuple[bool, bool, bool, int]:
            _, view, answer = found
            return (
                view.operation.method != "GET",
                answer.kind != "json" or not isinstance(answer.content, dict),
                not is_repeated(view.operation),
                sum(it.required for it in view.arguments),
            )

        return min(self._answers(), key=cost, default=None)

    def enum(self) -> EnumCall | None:
        """The first answer with a member that has known values."""
        for path, view, answer in self._answers():
            if answer.kind != "json" or len(view.results) != 1:
                continue
            result = view.results[0]
            assert result.type is not None
            if not fits(answer.content, result.type, self.schemas.all):
                continue
            steps: list[str] = []
            content = answer.content
            paging = view.operation.paging
            if paging is None:
                changed = self._change(result.type, content, "result", False, steps)
            elif paging.page.items and isinstance(content, dict):
                attributes = page_attributes(paging.page, self._package.symbols)
                items = next(
                    (
                        attribute
                        for prop, attribute in zip(paging.page.properties, attributes, strict=True)
                        if prop.name.wire == paging.page.items
                    ),
                    "",
                )
                if not items:  # they are within a member that has its own type
                    continue
                held = content.get(paging.page.items)
                array = ir.Array(items=paging.item)
                inner = self._change(array, held, f"result.{items}", False, steps)
                changed = None if inner is None else {**content, paging.page.items: inner}
            else:
                continue
            if changed is None:
                continue
            made = self.requests.call(view, full=False)
            return EnumCall(
                changed,
                called("client", path, view, made, "result = ", 4),
                called("client", path, view, made, "", 4),
                tuple(steps),
            )
        return None

    def _change(
        self,
        kind: ir.Type,
        value: Json,
        name: str,
        optional: bool,
        steps: list[str],
        depth: int = 0,
    ) -> Json:
        """The value with an unknown member of an enum, and what to assert; None without an enum."""
        shape = self.schemas.shape(kind)
        if value is None or depth > 4:
            return None
        may_lack = optional or shape.nullable
        known = [comparison(name, "is not", "None", 4)] if may_lack else []
        match shape.type, value:
            case ir.Ref(), str() if isinstance(shape.schema, ir.Enum):
                if not all(isinstance(it.value, str) for it in shape.schema.members):
                    return None
                steps.append(equality(name, string_literal(FUTURE), 4))
                return FUTURE
            case ir.Array(items=items), [first, *_]:
                found = self._change(items, first, f"{name}[0]", False, steps, depth + 1)
                if found is not None:
                    steps[:0] = known
                    return [found]
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                properties = shape.schema.properties
                attributes = self._package.symbols.attributes[shape.schema.pointer]
                for prop, attribute in zip(properties, attributes, strict=True):
                    if prop.write_only or NO_STRUCT_NAME.search(prop.name.wire):
                        continue
                    wire = prop.name.wire
                    member = self._change(
                        prop.type,
                        value.get(wire),
                        f"{name}.{attribute}",
                        not prop.required,
                        steps,
                        depth + 1,
                    )
                    if member is not None:
                        steps[:0] = known
                        return {**value, wire: member}
            case _:
                pass
        return None
