"""The tests of iterating over a listing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any as Json

from clientsmith import ir
from clientsmith.samples.listings import Pages, pages_of
from clientsmith.samples.members import with_member
from clientsmith.targets.python.expressions import (
    Brackets,
    Expression,
    call,
    inline,
    json_value,
    sequence,
    statement,
)
from clientsmith.targets.python.testing.data import answer_of
from clientsmith.targets.python.testing.received import INDENT
from clientsmith.targets.python.testing.requests import (
    Call,
)
from clientsmith.targets.python.testing.writer import PLAIN, Writer
from clientsmith.targets.python.text import (
    string_literal,
)


class ListingWriter(Writer):
    """Adds the tests of pages."""

    def _page_tests(self, paging: ir.Paging) -> None:
        pages = pages_of(self._view.arguments, paging, self._module.schemas)
        made = self._module.requests.call(self._view, full=False, fixed=pages.fixed)
        count = sum(step.items for step in pages.steps)
        lines, bodies = self._page_requests(pages, made)
        rows: list[Expression] = [string_literal("".join(line)) for line in lines]
        body = [
            *self._tell_pages(pages),
            statement("items = ", call("list", self._expression(PLAIN, made)), INDENT),
            f"assert len(items) == {count}",
            statement(
                "assert [request.line for request in server.requests] == ", sequence(rows), INDENT
            ),
        ]
        if bodies:
            body.append(
                statement(
                    "assert [request.json for request in server.requests] == ",
                    sequence([json_value(it) for it in bodies]),
                    INDENT,
                )
            )
        self._test("test_pages", PLAIN, body)

    def _tell_pages(self, pages: Pages) -> list[str]:
        """The statements that tell the server its answers; an item that comes again has a name."""
        told: list[str] = []
        data = self._module.data
        name = "item" if isinstance(pages.item, dict) else ""
        is_used = False
        for step in pages.steps:
            answer = json_value(step.answer, pages.item, name)
            if any(it in inline(answer) for it in ("[]", "{}")):  # of what, type checkers ask
                answer = answer_of(data.add(f"{self._stem}_page", step.answer))
            else:
                is_used = bool(name)
            arguments = [("json=", answer)]
            if step.link:
                arguments.append(("headers=", json_value({"Link": step.link})))
            told.append(statement("server.answer", Brackets("(", tuple(arguments), ")"), INDENT))
        if is_used:
            item = data.add(f"{self._stem}_item", pages.item)
            told.insert(0, f"item = {answer_of(item)}")
        return told

    def _page_requests(self, pages: Pages, call: Call) -> tuple[list[Sequence[str]], list[Json]]:
        requests = self._module.requests
        lines: list[Sequence[str]] = []
        bodies: list[Json] = []
        for step in pages.steps:
            values = {place: dict(given) for place, given in call.values.items()}
            body = dict(call.body) if isinstance(call.body, dict) else None
            further: list[str] = []
            target = ""
            for name, value in step.asked.items():
                if not name:
                    target = value
                elif name in self._places("query"):
                    values["query"][name] = value
                elif body is not None:
                    body = with_member(body, name, value)
                else:
                    further.append(f"{name}={value}")
            if target:
                pairs = requests.credentials.pairs(self._operation, "query")
                marks = ["&" if index else "?" for index in range(len(pairs))]
                tail = "".join(map("".join, zip(marks, pairs, strict=True)))
                lines.append((f"{self._operation.method} {target}{tail}",))
            else:
                lines.append(requests.line(self._view, values, further))
            if body is not None:
                bodies.append(body)
        return lines, bodies

    def _places(self, location: str) -> set[str]:
        return {it.name.wire for it in self._operation.parameters if it.location == location}
