"""A file of tests for each service: every operation in full and with little, errors and pages."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.contents import Result, key_of
from clientsmith.samples import fits, sample
from clientsmith.samples.answers import Answer, Answers
from clientsmith.samples.credentials import TOKEN, secret_of
from clientsmith.samples.listings import pages_of
from clientsmith.samples.shapes import shortened
from clientsmith.scopes import FileScope
from clientsmith.targets.go.client import ApiView
from clientsmith.targets.go.expressions import Expressions
from clientsmith.targets.go.layout import imports, mentions, standard_of
from clientsmith.targets.go.operations import MethodView
from clientsmith.targets.go.testing.calls import Call, Calls
from clientsmith.targets.go.testing.headers import HeadersView, headers_of
from clientsmith.targets.go.text import json_literal, string_literal, text_literal
from clientsmith.targets.go.types import Types

LONGEST_VALUE = 100
"""Characters up to which a test writes a value out; longer ones are JSON."""


class StepView(msgspec.Struct, frozen=True):
    """A part of a test: its name, what the server answers, and what is done."""

    name: str
    answers: tuple[str, ...]
    body: tuple[str, ...]


class OperationTest(msgspec.Struct, frozen=True):
    """The test of an operation."""

    name: str
    steps: tuple[StepView, ...]


class TestFile(msgspec.Struct, frozen=True):
    """A file of tests."""

    package: str
    imports: tuple[str, ...]
    tests: tuple[OperationTest, ...]


class Service(msgspec.Struct, frozen=True):
    """What tests need of a service: how it is reached, its name, its methods."""

    path: str
    name: str
    methods: tuple[MethodView, ...]


def test_files(
    api: ir.Api,
    types: Types,
    services: Mapping[str, Service],
    package: str,
    module: str,
    answers: Answers,
    longest: int,
) -> dict[str, TestFile]:
    """Stem of a file -> its tests; no file has many more lines than `longest`."""
    suite = _Suite(api, types, package, answers)
    found: dict[str, TestFile] = {}
    stems = FileScope(services)
    for stem, service in services.items():
        groups: list[list[OperationTest]] = [[]]
        length = 0
        for view in service.methods:
            test = suite.test(service, view)
            size = sum(len(it.body) + len(it.answers) + 4 for it in test.steps) + 4
            length += size
            if length > longest and groups[-1]:
                groups.append([])
                length = size
            groups[-1].append(test)
        for number, group in enumerate(groups, 1):
            if group:
                name = stem if number == 1 else stems.claim(f"{stem}{number}")
                found[name] = TestFile(
                    f"{package}_test", _imports(group, module, package), tuple(group)
                )
    return found


def _imports(tests: list[OperationTest], module: str, package: str) -> tuple[str, ...]:
    code = [line for test in tests for step in test.steps for line in (*step.answers, *step.body)]
    own = {module} if mentions(code, package) else set()
    if mentions(code, "option"):
        own.add(f"{module}/option")
    return imports({"testing", *standard_of(code)}, own)


def _read(own: str, value: Json) -> str:
    """A value of a type from JSON."""
    return f"read[{own}](t, {json_literal(value)})"


class _Suite:
    def __init__(self, api: ir.Api, types: Types, package: str, answers: Answers) -> None:
        self._api = api
        self._types = types
        self._package = package
        self._answers = answers
        self._schemas = answers.schemas
        # What is told apart by its identity is kept with the result.
        self._declared: dict[tuple[int, Hashable], tuple[Json, Json]] = {}
        self._literals: dict[int, tuple[Json, str]] = {}
        said = Expressions(types, self._schemas, package, _read, LONGEST_VALUE)
        self._calls = Calls(api, self._schemas, said)

    def test(self, service: Service, view: MethodView) -> OperationTest:
        """The test of one operation."""
        steps: list[StepView] = []
        streaming = view.operation.streaming
        flag = streaming.flag if streaming is not None and streaming.always else ""
        asked = {flag: True} if flag else None
        full = self._calls.call(view, full=True, fixed=asked)
        least = self._calls.call(view, full=False)
        if streaming is not None and streaming.always:
            steps.append(self._stream(service, view, full, streaming))
        else:
            steps.extend(self._answered(service, view, full, least))
        steps.extend(self._failures(service, view, least))
        if view.operation.paging is not None:
            steps.append(self._pages(service, view, view.operation.paging))
        stem = service.name.removesuffix("Service") if service.name != "Client" else ""
        return OperationTest(f"Test{stem}{view.name}", tuple(steps))

    # --- calls --------------------------------------------------------------------------------

    def _called(
        self, service: Service, view: MethodView, call: Call, *options: str, name: str = ""
    ) -> list[str]:
        """The expression of a call, over several lines when it has parameters."""
        typed = f"{self._package}.{view.params_type}" if view.params_type else ""
        method = f"client.{service.path}{name or view.name}"
        return call.of(f"{method}(context.Background()", typed, *options)

    def _answer(self, answer: Answer | None, headers: str) -> str:
        """What the server answers, as an element of a list."""
        if answer is None:
            return "{status: 204},"
        facts = [f"status: {answer.status}"]
        if headers:
            facts.append(f"headers: {headers}")
        if answer.content_type:
            facts.append(f"contentType: {string_literal(answer.content_type)}")
        if answer.kind == "json":
            facts.append(f"body: {self._literal(answer.content)}")
        elif answer.kind != "none":
            facts.append(f"body: {text_literal(str(answer.content))}")
        return f"{{{', '.join(facts)}}},"

    def _request(self, call: Call) -> list[str]:
        pairs = ", ".join(f"{string_literal(k)}: {string_literal(v)}" for k, v in call.headers)
        headers = f"map[string]string{{{pairs}}}" if pairs else "nil"
        return [f"s.received(t, {string_literal(call.line)}, {headers}, {call.body})"]

    def _answered(
        self, service: Service, view: MethodView, full: Call, least: Call
    ) -> Iterator[StepView]:
        results = [it for it in view.results if it.status[:1] == "2"] or list(view.results)
        main = next((it for it in results if it.type is not None), next(iter(results), None))
        answer = None if main is None else self._answers.of(view.operation, main)
        headers = None
        if answer is not None:
            headers = headers_of(view.operation, self._types, self._schemas, self._package)
        yield self._step("full", service, view, full, answer, main, headers)
        if len(least.fields) < len(full.fields):
            yield self._step("required", service, view, least, answer, main)
        for result in results:
            if result is not main and result.status != "default":
                other = self._answers.of(view.operation, result)
                yield self._step(f"status {result.status}", service, view, least, other, result)

    def _step(
        self,
        name: str,
        service: Service,
        view: MethodView,
        call: Call,
        answer: Answer | None,
        result: Result | None,
        headers: HeadersView | None = None,
    ) -> StepView:
        into = ("option.WithResponseHeadersInto(&headers)",) if headers is not None else ()
        called = self._called(service, view, call, *into)
        kept = bool(view.result)
        body = [f"var headers {headers.type}"] if headers is not None else []
        body += [f"{'res, err' if kept else 'err'} := {called[0]}", *called[1:]]
        body += ["if err != nil {", "\tt.Fatal(err)", "}"]
        body += self._request(call)
        if kept:
            body += self._checked(view, answer, result)
        if headers is not None:
            body += headers.checks
        sent = headers.sent if headers is not None else ""
        return StepView(name, (self._answer(answer, sent),), tuple(body))

    def _checked(self, view: MethodView, answer: Answer | None, result: Result | None) -> list[str]:
        """Statements about a result."""
        if answer is None or result is None or answer.kind == "none":
            return ["_ = res"]
        if view.result == "*Download":
            if answer.kind == "json":
                return ["_ = res.Close()"]
            return [f"checkDownload(t, res, {text_literal(str(answer.content))})"]
        if answer.kind == "text":
            return [f"checkText(t, res, {text_literal(str(answer.content))})"]
        if answer.kind == "binary":
            return ["_ = res"]
        paging = view.operation.paging
        kind = view.result_kind
        if paging is not None:
            declared = self._page(paging, answer.content)
        elif kind is not None and self._answers.fits(answer.content, kind):
            declared = self._received(kind, answer.content)
        else:
            return ["_ = res"]
        if declared != answer.content:
            return [f"checkJSON(t, res, s.answers[0].body, {self._literal(declared)})"]
        return ["checkJSON(t, res, s.answers[0].body)"]

    def _received(self, kind: ir.Type, content: Json) -> Json:
        """What a model has of an answer by its own fields; answers are shared by operations."""
        key = id(content), key_of(kind)
        if key not in self._declared:
            self._declared[key] = content, self._calls.sent.received(kind, content)
        return self._declared[key][1]

    def _literal(self, content: Json) -> str:
        """The literal of its JSON."""
        if id(content) not in self._literals:
            self._literals[id(content)] = content, json_literal(content)
        return self._literals[id(content)][1]

    def _page(self, paging: ir.Paging, content: Json) -> Json:
        """What a page has of an answer by its own fields."""
        if not paging.page.items:
            return self._calls.sent.received(ir.Array(items=paging.item), content)
        if not isinstance(content, dict):
            return content
        kinds = {it.name.wire: it.type for it in paging.page.properties}
        kinds[paging.page.items] = ir.Array(items=paging.item)
        return {
            key: self._calls.sent.received(kinds[key], item)
            for key, item in content.items()
            if key in kinds
        }

    # --- streams, errors, pages ---------------------------------------------------------------

    def _stream(
        self, service: Service, view: MethodView, call: Call, streaming: ir.Streaming
    ) -> StepView:
        item: Json = shortened(sample(streaming.item, self._schemas.all, full=True))
        text = isinstance(self._schemas.shape(streaming.item).type, ir.String)
        if streaming.format == "sse":
            data = str(item) if text else msgspec.json.encode(item).decode()
            data = " ".join(data.split("\n"))
            whole = f"data: {data}\n\n" * 2
            if streaming.terminator:
                whole += f"data: {streaming.terminator}\n\n"
            media = "text/event-stream"
        else:
            written = msgspec.json.encode(item).decode()
            whole, media = f"{written}\n" * 2, "application/jsonl"
        answer = f'{{status: 200, contentType: "{media}", body: {string_literal(whole)}}},'
        called = self._called(service, view, call)
        body = [
            f"stream, err := {called[0]}",
            *called[1:],
            "if err != nil {",
            "\tt.Fatal(err)",
            "}",
        ]
        body += ["count := 0", "for item, err := range stream.All() {", "\tif err != nil {"]
        body += ["\t\tt.Fatal(err)", "\t}"]
        if fits(item, streaming.item, self._schemas.all) and not text:
            kept = self._calls.sent.received(streaming.item, item)
            texts = [json_literal(it) for it in ((item,) if kept == item else (item, kept))]
            body.append(f"\tcheckJSON(t, item, {', '.join(texts)})")
        else:
            body.append("\t_ = item")
        body += ["\tcount++", "}", "if count != 2 {", '\tt.Errorf("%d items", count)', "}"]
        body += self._request(call)
        return StepView("stream", (answer,), tuple(body))

    def _failures(self, service: Service, view: MethodView, call: Call) -> Iterator[StepView]:
        for failure in self._answers.failures(view.operation):
            for status in failure.statuses[:1]:
                answer = (
                    f'{{status: {status}, contentType: "application/json", '
                    f"body: {self._literal(failure.content)}}},"
                )
                called = self._called(service, view, call)
                blank = "_, err" if view.result else "err"
                typed = failure.type is not None and view.operation.method != "HEAD"
                plain = isinstance(failure.type, ir.Any)
                body = [f"{blank} := {called[0]}", *called[1:]]
                body.append(f"checkError(t, err, {status}, {str(typed and not plain).lower()})")
                again = status == 401 and self._calls.credentials.renews(view.operation)
                body.append(f"s.asked(t, {2 if again else 1})")
                yield StepView(f"status {status}", (answer,), tuple(body))

    def _pages(self, service: Service, view: MethodView, paging: ir.Paging) -> StepView:
        pages = pages_of(view.arguments, paging, self._schemas)
        call = self._calls.call(view, full=False, fixed=pages.fixed)
        answers: list[str] = []
        total = 0
        for step in pages.steps:
            link = f", link: {string_literal(step.link)}" if step.link else ""
            answers.append(f"{{status: 200, body: {json_literal(step.answer)}{link}}},")
            total += step.items
        called = self._called(service, view, call, name=f"{view.name}AutoPaging")
        body = [f"pager := {called[0]}", *called[1:], "count := 0", "for pager.Next() {"]
        body += ["\tcount++", "}", "if err := pager.Err(); err != nil {", "\tt.Fatal(err)", "}"]
        body += [f"if count != {total} {{", '\tt.Errorf("%d items", count)', "}"]
        body += [f"s.asked(t, {len(pages.steps)})"]
        return StepView("pages", tuple(answers), tuple(body))


def options_of(api: ir.Api, view: ApiView) -> tuple[str, ...]:
    """The options that give the test's client its credentials, and what each request must have."""
    found: list[str] = []
    for option, name in zip(api.client.options, view.names, strict=True):
        if option.role in ("client_id", "client_secret"):
            key = string_literal(f"{option.target}.token")
            provider = "func(context.Context) (string, error) { return %s, nil }"
            line = f"option.WithTokenFunc({key}, {provider % string_literal(TOKEN)})"
            if line not in found:
                found.append(line)
        elif option.role != "variable":
            found.append(f"option.{name}({string_literal(secret_of(option))})")
    found.extend(f'option.{it.name}("needed")' for it in view.globals if it.needed)
    return tuple(found)


__all__ = ["Service", "TestFile", "options_of", "test_files"]
