"""The tests of one operation."""

from __future__ import annotations

from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.contents import Result
from clientsmith.samples import sample
from clientsmith.samples.answers import (
    Answer,
    Failure,
    error_class,
)
from clientsmith.samples.checking import fits
from clientsmith.samples.shapes import (
    shortened,
)
from clientsmith.targets.python.expressions import (
    Brackets,
    Expression,
    function_head,
    json_value,
    sequence,
    statement,
    with_block,
)
from clientsmith.targets.python.layout import Annotation, Subscript, annotated, union
from clientsmith.targets.python.methods import OperationView
from clientsmith.targets.python.pages import page_attributes, page_name
from clientsmith.targets.python.testing.listing import ListingWriter
from clientsmith.targets.python.testing.module import (
    ConstantView,
    FunctionView,
    Module,
    OperationTests,
)
from clientsmith.targets.python.testing.received import Received
from clientsmith.targets.python.testing.requests import (
    Call,
)
from clientsmith.targets.python.testing.writer import INDENT
from clientsmith.targets.python.text import (
    bytes_literal,
    class_identifier,
    docstring,
    string_literal,
)


def operation_tests(module: Module, view: OperationView) -> OperationTests:
    """The tests of one operation of the module's resource."""
    return _Tests(module, view).run()


class _Tests(ListingWriter):
    def run(self) -> OperationTests:
        operation = self._operation
        words = view_words(self._view)
        name = self._module.classes.claim(class_identifier(["test", *words]))
        if operation.streaming is not None and operation.streaming.always:
            self._stream(operation.streaming, self._full)
        else:
            answer = self._main_answer()
            self._call_tests(answer)
            self._raw_tests(answer)
            self._other_answers()
            if operation.paging is not None:
                self._page_tests(operation.paging)
            if operation.streaming is not None and self._view.flag:
                asked = {self._view.flag: True}
                call = self._module.requests.call(self._view, full=False, fixed=asked)
                self._stream(operation.streaming, call, "_of_stream", "_item")
        self._failures()
        template = "".join(
            part if isinstance(part, str) else f"{{{part.name.wire}}}" for part in operation.path
        )
        first = self._module.first
        self._module.first = False
        return OperationTests(
            name=name,
            doc=docstring(f"`{operation.method} {template}`", 4),
            constants=tuple(
                ConstantView(text, apart=not index and not first)
                for index, text in enumerate(self._constants)
            ),
            functions=tuple(self._functions),
        )

    # --- calls --------------------------------------------------------------------------------

    def _main_answer(self) -> Answer | None:
        """The answer of most tests, and `check`, which says what it becomes."""
        results = self._view.results
        main = next((it for it in results if it.type is not None), None)
        if main is None:
            main = next(iter(results), None)
        if main is None:
            return None
        answer = self._module.answers.of(self._operation, main)
        self._check(answer, "check", main.type)
        return answer

    def _check(self, answer: Answer, name: str, kind: ir.Type | None) -> None:
        if answer.kind == "none" or kind is None:
            return
        if isinstance(self._module.schemas.shape(kind).type, ir.Null):
            return
        received = Received(self._module.schemas, self._module.symbols, self._names)
        paging = self._operation.paging
        if answer.kind == "binary":
            received.lines.append(f"assert result == {bytes_literal(answer.content.encode())}")
        elif not fits(answer.content, kind, self._module.schemas.all):
            return
        elif paging is not None:
            self._page_members(received, paging, answer.content)
        elif self._result_type() == kind:
            received.value("result", kind, answer.content)
        else:
            received.untyped("result", kind, answer.content)
        if not received.lines:
            return
        if name == "check":
            self._checks = True
        parameter = annotated("result", self._result_annotation(), "", 8, parameter=True)
        head = function_head(f"def {name}", ["self", parameter[:-1]], 4)
        self._functions.append(FunctionView("", head, tuple(received.lines)))

    def _page_members(self, received: Received, paging: ir.Paging, content: Json) -> None:
        page = paging.page
        if not page.properties:
            received.value("result.items", ir.Array(items=paging.item), content)
            return
        if not isinstance(content, dict):
            return  # the document has several answers, and this one is no page
        attributes = page_attributes(page, self._module.symbols)
        properties = tuple(
            (
                msgspec.structs.replace(it, type=ir.Array(items=paging.item), required=True)
                if it.name.wire == page.items
                else it
            )
            for it in page.properties
        )
        received.members("result", properties, attributes, content)

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

    def _result_annotation(self) -> Annotation:
        paging = self._operation.paging
        if paging is None:
            return union(*map(self._result_part, self._view.results))
        item = self._module.annotations.output(paging.item)
        names = [f"{prefix}{page_name(paging.page)}" for prefix in ("Sync", "Async")]
        return union(*(Subscript(self._names.take("pagination", name), (item,)) for name in names))

    def _result_part(self, result: Result) -> Annotation:
        if result.type is None:
            return "None"
        if isinstance(result.type, ir.Binary):  # of a whole body
            return "bytes"
        return self._module.annotations.output(result.type)

    def _call_tests(self, answer: Answer | None) -> None:
        told = self._tell(answer, self._constant("ANSWER", answer))
        self._sends("check_request", self._full)
        self._call_pair("test_call", self._full, told, "check_request")
        if len(self._least.arguments) < len(self._full.arguments):
            self._sends("check_smallest_request", self._least)
            self._call_pair("test_required_arguments", self._least, told, "check_smallest_request")

    def _sends(self, name: str, call: Call) -> None:
        self._names.local.add(".server", "Request")
        self._functions.append(
            FunctionView("", f"def {name}(self, request: Request) -> None:", call.assertions)
        )

    def _call_pair(self, name: str, call: Call, told: str, check: str) -> None:
        for face in self._module.faces:
            body = [
                told,
                self._called(face, call, "result = " if self._checks else ""),
                f"self.{check}(server.request)",
            ]
            if self._checks:
                body.append("self.check(result)")
            self._test(name, face, body)

    def _raw_tests(self, answer: Answer | None) -> None:
        if answer is None:
            return
        told = self._tell(answer, self._constant("ANSWER", answer, again=True))
        for face in self._module.faces:
            wrapped = (*self._module.path, "with_raw_response")
            parsed = f"{face.wait}raw.parse()"
            streamed = f"{face.wait}streamed.parse()"
            opened = self._expression(
                face, self._least, (*self._module.path, "with_streaming_response")
            )
            body = [
                told,
                self._called(face, self._least, "raw = ", wrapped),
                f"assert raw.status_code == {answer.status}",
                f"self.check({parsed})" if self._checks else parsed,
                *with_block(face.prefix, opened, "streamed", INDENT),
                f"    self.check({streamed})" if self._checks else f"    {streamed}",
            ]
            self._test("test_raw_and_streaming_response", face, body)

    def _other_answers(self) -> None:
        """Further documented 2xx statuses."""
        results = [it for it in self._view.results if it.status[:1] == "2"]
        main = next((it for it in results if it.type is not None), None)
        for result in results:
            if result is main or (main is None and result is results[0]):
                continue
            answer = self._module.answers.of(self._operation, result)
            check = f"check_{answer.status}"
            before = len(self._functions)
            if self._operation.paging is None:
                self._check(answer, check, result.type)
            checked = len(self._functions) > before
            told = self._tell(answer, self._constant(f"ANSWER_{answer.status}", answer))
            for face in self._module.faces:
                body = [told, self._called(face, self._least, "result = " if checked else "")]
                if checked:
                    body.append(f"self.{check}(result)")
                elif len(results) > 1 and result.type is None and main is not None:
                    body[1] = self._called(face, self._least, "result = ")
                    body.append("assert result is None")
                self._test(f"test_status_{answer.status}", face, body)

    # --- streams ------------------------------------------------------------------------------

    def _stream(
        self, streaming: ir.Streaming, call: Call, request: str = "", check: str = ""
    ) -> None:
        item = shortened(sample(streaming.item, self._module.schemas.all, full=True))
        if len(str(item)) > 2000:
            item = shortened(sample(streaming.item, self._module.schemas.all, full=False))
        received = Received(self._module.schemas, self._module.symbols, self._names)
        text = isinstance(self._module.schemas.shape(streaming.item).type, ir.String)
        if text and streaming.format == "sse":
            item = str(item)
        if fits(item, streaming.item, self._module.schemas.all):
            received.value("item", streaming.item, item)
        annotation = annotated(
            "item", self._module.annotations.output(streaming.item), "", 8, parameter=True
        )
        if received.lines:
            head = function_head(f"def check{check}", ["self", annotation[:-1]], 4)
            self._functions.append(FunctionView("", head, tuple(received.lines)))
        constant = self._module.constants.claim(f"{self._stem}_ITEM")
        self._constants.append(statement(f"{constant}: object = ", json_value(item), 0))
        maker = "events" if streaming.format == "sse" else "json_lines"
        self._names.local.add(".server", maker)
        end = f", terminator={string_literal(streaming.terminator)}" if streaming.terminator else ""
        media = "text/event-stream" if streaming.format == "sse" else "application/jsonl"
        told = statement(
            "server.answer",
            Brackets(
                "(",
                (
                    ("", f"{maker}({constant}, {constant}{end})"),
                    ("content_type=", string_literal(media)),
                ),
                ")",
            ),
            INDENT,
        )
        self._sends(f"check_request{request}", call)
        for face in self._module.faces:
            called = self._expression(face, call)
            body = [
                told,
                *(
                    [statement("stream = await ", called, INDENT), "async with stream:"]
                    if face.prefix
                    else [statement("with ", called, INDENT, " as stream:")]
                ),
                "    items = "
                + ("[item async for item in stream]" if face.prefix else "list(stream)"),
                f"self.check_request{request}(server.request)",
                "assert len(items) == 2",
                *(f"self.check{check}(items[{at}])" for at in (0, 1) if received.lines),
            ]
            self._test("test_stream", face, body)

    # --- errors -------------------------------------------------------------------------------

    def _failures(self) -> None:
        for index, failure in enumerate(self._module.answers.failures(self._operation)):
            self._failure(failure, index)

    def _failure(self, failure: Failure, index: int) -> None:
        names = self._names
        names.needs_pytest = True
        several = len(failure.statuses) > 1
        received = Received(self._module.schemas, self._module.symbols, names)
        if failure.type is not None and self._operation.method != "HEAD":
            received.untyped("caught.value.body", failure.type, failure.content)
        classes = [names.take("", error_class(status)) for status in failure.statuses]
        decorator = ""
        if several:
            names.own.add(names.package, "APIStatusError")
            error = names.take("", "APIStatusError")
            rows: list[Expression] = [
                f"({status}, {cls})" for status, cls in zip(failure.statuses, classes, strict=True)
            ]
            decorator = statement(
                "@pytest.mark.parametrize",
                Brackets("(", (("", '("status", "error")'), ("", sequence(rows))), ")"),
                4,
            )
        suffix = "s" if several else f"_{failure.statuses[0]}"
        name = f"test_error{suffix}" if not several or not index else f"test_errors_{index + 1}"
        content = json_value(failure.content)
        told = statement(
            "server.answer",
            Brackets(
                "(",
                (
                    ("json=", content),
                    ("status=", "status" if several else str(failure.statuses[0])),
                ),
                ")",
            ),
            INDENT,
        )
        for face in self._module.faces:
            called = self._called(face, self._least, "", indent=INDENT + 4)
            expected = "error" if several else classes[0]
            end = " as caught:" if received.lines else ":"
            body = [
                told,
                statement("with ", Brackets("pytest.raises(", (("", expected),), ")"), INDENT, end),
                f"    {called}",
                *received.lines,
            ]
            parameters = ["status: int", f"error: type[{error}]"] if several else []
            self._test(name, face, body, parameters, decorator)


def view_words(view: OperationView) -> list[str]:
    """The words of a method's name."""
    return [word for word in view.name.split("_") if word]
