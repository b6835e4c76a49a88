"""The tests of iterating over a listing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any as Json

from clientsmith import ir
from clientsmith.samples.listings import Pages, pages_of
from clientsmith.targets.python.expressions import (
    Brackets,
    Expression,
    json_value,
    sequence,
    statement,
)
from clientsmith.targets.python.testing.requests import (
    Call,
)
from clientsmith.targets.python.testing.writer import INDENT, Writer
from clientsmith.targets.python.text import (
    string_literal,
)


class ListingWriter(Writer):
    """Adds the tests of pages."""

    def _page_tests(self, paging: ir.Paging) -> None:
        pages = pages_of(self._view.arguments, paging, self._module.schemas)
        call = self._module.requests.call(self._view, full=False, fixed=pages.fixed)
        constant = self._module.constants.claim(f"{self._stem}_PAGES")
        self._page_constants(pages, constant)
        told = self._tell_pages(pages, constant)
        count = sum(step.items for step in pages.steps)
        lines, bodies = self._page_requests(pages, call)
        rows: list[Expression] = [string_literal("".join(line)) for line in lines]
        for face in self._module.faces:
            body = [
                *told,
                self._called(face, call, "pages = ", wait=False),
                "items = [item async for item in pages]" if face.prefix else "items = list(pages)",
                f"assert len(items) == {count}",
                statement(
                    "assert [request.line for request in server.requests] == ",
                    sequence(rows),
                    INDENT,
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
            self._test("test_pages", face, body)

    def _page_constants(self, pages: Pages, constant: str) -> None:
        """The answers; an item that comes again and again has a name."""
        self._names.standard.add("typing", "Any")
        name = ""
        if isinstance(pages.item, dict) and pages.item:
            name = self._module.constants.claim(f"{self._stem}_ITEM")
            self._constants.append(statement(f"{name}: Any = ", json_value(pages.item), 0))
        contents = [json_value(step.answer, pages.item, name) for step in pages.steps]
        self._constants.append(statement(f"{constant}: list[Any] = ", sequence(contents), 0))

    def _tell_pages(self, pages: Pages, constant: str) -> list[str]:
        if not any(step.link for step in pages.steps):
            return [f"for page in {constant}:", "    server.answer(json=page)"]
        return [
            statement(
                "server.answer",
                Brackets(
                    "(",
                    (
                        ("json=", f"{constant}[{index}]"),
                        *([("headers=", json_value({"Link": step.link}))] if step.link else []),
                    ),
                    ")",
                ),
                INDENT,
            )
            for index, step in enumerate(pages.steps)
        ]

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
                    _put(body, name, value)
                else:
                    further.append(f"{name}={value}")
            if target:
                pairs = requests.secrets(self._operation, "query")
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


def _put(body: dict[str, Json], path: str, value: Json) -> None:
    head, dot, rest = path.partition(".")
    if path in body or not dot:
        body[path] = value
        return
    inner = body.get(head)
    body[head] = dict(inner) if isinstance(inner, dict) else {}
    _put(body[head], rest, value)
