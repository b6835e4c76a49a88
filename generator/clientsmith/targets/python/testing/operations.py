"""The tests of one operation."""

from __future__ import annotations

from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.samples import sample
from clientsmith.samples.answers import Answer
from clientsmith.samples.checking import fits
from clientsmith.samples.shapes import (
    shortened,
)
from clientsmith.targets.python.expressions import (
    Brackets,
    Expression,
    call,
    equality,
    statement,
)
from clientsmith.targets.python.methods import OperationView
from clientsmith.targets.python.pages import page_attributes, page_name
from clientsmith.targets.python.testing.data import answer_of
from clientsmith.targets.python.testing.listing import ListingWriter
from clientsmith.targets.python.testing.module import Module
from clientsmith.targets.python.testing.received import INDENT
from clientsmith.targets.python.testing.requests import (
    Call,
)
from clientsmith.targets.python.testing.views import ClassView
from clientsmith.targets.python.testing.writer import EVERY_WAY, PLAIN
from clientsmith.targets.python.text import (
    bytes_literal,
    class_identifier,
    docstring,
    string_literal,
)


def operation_tests(module: Module, view: OperationView) -> ClassView:
    """The tests of one operation of the module's resource."""
    return _Tests(module, view).run()


class _Tests(ListingWriter):
    def run(self) -> ClassView:
        operation = self._operation
        view = self._view
        name = self._module.classes.claim(class_identifier(("test", *view_words(view))))
        answered = {view.flag: False} if view.flag else {}
        full = self._module.requests.call(view, full=True, fixed=answered)
        if operation.streaming is not None and operation.streaming.always:
            self._least = full
            self._stream(operation.streaming, full)
        else:
            self._least = full
            if len(full.arguments) > sum(it.required for it in view.arguments):
                self._least = self._module.requests.call(view, full=False)
            self._call_tests(full)
            if operation.paging is not None:
                self._page_tests(operation.paging)
            if operation.streaming is not None and view.flag:
                asked = {view.flag: True}
                least = self._module.requests.call(view, full=False, fixed=asked)
                self._stream(operation.streaming, least)
        self._error_tests()
        return ClassView(
            name=name,
            doc=docstring(f"`{operation.method} {view.path}`", 4),
            functions=tuple(self._functions),
        )

    # --- calls --------------------------------------------------------------------------------

    def _call_tests(self, full: Call) -> None:
        """All arguments, then the required ones, then the other documented answers."""
        results = self._view.results
        main = next((it for it in results if it.type is not None), None)
        if main is None:
            main = next(iter(results), None)
        answer = None
        checks: list[str] = []
        name = ""
        if main is not None:
            answer = self._module.answers.of(self._operation, main)
            name, checks = self._checks(answer, main.type, self._stem)
        told = self._tell(answer, name)
        body = [
            told,
            self._called(EVERY_WAY, full, "result = " if checks else ""),
            *self._module.requests.assertions(self._view, full),
            *checks,
        ]
        self._test("test_call", EVERY_WAY, body)
        if self._least is not full:
            asserted = self._module.requests.assertions(self._view, self._least)
            body = [told, self._called(PLAIN, self._least, ""), *asserted]
            self._test("test_required_arguments", PLAIN, body)
        self._other_answers()

    def _other_answers(self) -> None:
        """Further documented 2xx statuses."""
        results = [it for it in self._view.results if it.status[:1] == "2"]
        main = next((it for it in results if it.type is not None), None)
        for result in results:
            if result is main or (main is None and result is results[0]):
                continue
            answer = self._module.answers.of(self._operation, result)
            # Of a listing only the first answer is a page.
            kind = result.type if self._operation.paging is None else None
            name, checks = self._checks(answer, kind, f"{self._stem}_{answer.status}")
            if result.type is None and main is not None:
                is_listing = self._operation.paging is not None
                checks = [f"assert {'list(result) == []' if is_listing else 'result is None'}"]
            body = [
                self._tell(answer, name),
                self._called(PLAIN, self._least, "result = " if checks else ""),
                *checks,
            ]
            self._test(f"test_status_{answer.status}", PLAIN, body)

    def _checks(self, answer: Answer, kind: ir.Type | None, stem: str) -> tuple[str, list[str]]:
        """The name of a JSON answer among the module's data, and what to say of the result."""
        content = answer.content
        data = self._module.data
        is_checked = (
            kind is not None
            and not isinstance(self._module.schemas.shape(kind).type, ir.Null)
            and (answer.kind == "binary" or self._module.answers.fits(content, kind))
        )
        if answer.kind != "json":
            written = bytes_literal(content.encode()) if answer.kind == "binary" else ""
            written = written or (string_literal(content) if answer.kind == "text" else "")
            return "", [equality("result", written, INDENT)] if is_checked and written else []
        if kind is None or not is_checked:
            return data.add(stem, content), []
        paging = self._operation.paging
        if paging is not None:
            return self._page_checks(paging, content, stem)
        received = self._module.received
        place = received.start("result")
        if self._result_type() == kind:
            kept = received.value(place, kind, content)
        else:
            kept = received.untyped(place, kind, content)
        name = data.add(stem, kept)
        return name, [self._decoded("result", answer_of(name), kind, kept), *received.lines]

    def _decoded(self, value: str, answer: str, kind: ir.Type, content: Json) -> str:
        model = self._module.received.model(kind, content)
        arguments = (value, answer, model) if model else (value, answer)
        self._names.local.add(".checks", "assert_decoded")
        return statement("", call("assert_decoded", *arguments), INDENT)

    def _page_checks(self, paging: ir.Paging, content: Json, stem: str) -> tuple[str, list[str]]:
        received = self._module.received
        data = self._module.data
        page = paging.page
        items = ir.Array(items=paging.item)
        place = received.start("result")
        if not page.properties:
            kept = received.value(place.below(".items"), items, content)
            name = data.add(stem, kept)
            checks = [self._decoded("result.items", answer_of(name), items, kept)]
            return name, [*checks, *received.lines]
        if not isinstance(content, dict):
            # The document has several answers, and this one is no page.
            return data.add(stem, content), []
        attributes = page_attributes(page, received.symbols)
        properties = tuple(
            (
                msgspec.structs.replace(it, type=items, required=True)
                if it.name.wire == page.items
                else it
            )
            for it in page.properties
        )
        owner = f"page {page_name(page)}"
        received.known.discard((owner, page.items))  # the items are of another class each time
        kept = received.members(place, owner, properties, attributes, content)
        name = data.add(stem, kept)
        return name, [self._decoded("result", answer_of(name), ir.Any(), kept), *received.lines]

    def _result_type(self) -> ir.Type:
        """What a call returns, as one type."""
        kinds: list[ir.Type] = []
        for result in self._view.results:
            kind = ir.Null() if result.type is None else result.type
            if kind not in kinds:
                kinds.append(kind)
        others = tuple(it for it in kinds if not isinstance(it, ir.Null))
        whole = others[0] if len(others) == 1 else ir.Union(variants=others)
        return ir.Nullable(type=whole) if len(others) < len(kinds) else whole

    # --- streams ------------------------------------------------------------------------------

    def _stream(self, streaming: ir.Streaming, made: Call) -> None:
        schemas = self._module.schemas
        item = shortened(sample(streaming.item, schemas.all, full=True))
        if len(str(item)) > 2000:
            item = shortened(sample(streaming.item, schemas.all, full=False))
        text = isinstance(schemas.shape(streaming.item).type, ir.String)
        if text and streaming.format == "sse":
            item = str(item)
        received = self._module.received
        place = received.start("items[0]")
        received.scope.add("item")
        checked = fits(item, streaming.item, schemas.all)
        if checked:
            item = received.value(place, streaming.item, item)
        answer = answer_of(self._module.data.add(f"{self._stem}_item", item))
        maker = "events" if streaming.format == "sse" else "json_lines"
        self._names.local.add(".server", maker)
        terminator: dict[str, Expression] = {}
        if streaming.terminator:
            terminator["terminator"] = string_literal(streaming.terminator)
        media = "text/event-stream" if streaming.format == "sse" else "application/jsonl"
        told = call(
            "server.answer",
            call(maker, "item", "item", **terminator),
            content_type=string_literal(media),
        )
        body = [
            f"item = {answer}",
            statement("", told, INDENT),
            statement("with ", self._expression(PLAIN, made), INDENT, " as stream:"),
            "    items = list(stream)",
            *self._module.requests.assertions(self._view, made),
        ]
        if checked:
            items = ir.Array(items=streaming.item)
            body.append(self._decoded("items", "[item, item]", items, [item, item]))
        else:
            body.append("assert len(items) == 2")
        self._test("test_stream", PLAIN, [*body, *received.lines])

    # --- errors -------------------------------------------------------------------------------

    def _error_tests(self) -> None:
        failures = self._module.answers.failures(self._operation)
        if not failures:
            return
        has_body = self._operation.method != "HEAD"
        rows = [
            ("", row)
            for failure in failures
            for row in self._module.errors.rows(failure, self._names, has_body=has_body)
        ]
        self._names.local.add(".checks", "Error")
        self._names.local.add(".checks", "errors")
        body = [
            "with error.of(server):",
            f"    {self._called(PLAIN, self._least, '', INDENT + 4)}",
        ]
        decorator = statement("@errors", Brackets("(", tuple(rows), ")"), 4)
        self._test("test_errors", PLAIN, body, ", error: Error", decorator)


def view_words(view: OperationView) -> list[str]:
    """The words of a method's name."""
    return [word for word in view.name.split("_") if word]
