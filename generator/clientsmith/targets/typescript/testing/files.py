"""The files of the tests: one for each resource, the server, and what the client does by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from typing import Any as Json

import msgspec

from clientsmith import ir, wire
from clientsmith.contents import Result
from clientsmith.render import Copy, Entry, Render
from clientsmith.samples import sample
from clientsmith.samples.answers import Answer, Answers, error_class
from clientsmith.samples.credentials import is_credential, secret_of
from clientsmith.samples.listings import pages_of
from clientsmith.samples.members import with_member
from clientsmith.samples.shapes import Schemas, shortened
from clientsmith.scopes import FileScope
from clientsmith.targets.typescript.core import constructor_options, option_names
from clientsmith.targets.typescript.layout import display
from clientsmith.targets.typescript.operations import OperationView
from clientsmith.targets.typescript.resources import ResourceView
from clientsmith.targets.typescript.testing.calls import Call, Calls
from clientsmith.targets.typescript.testing.values import pretty
from clientsmith.targets.typescript.testing.webhooks import webhook_tests
from clientsmith.targets.typescript.text import doc_comment, string_literal

if TYPE_CHECKING:
    from clientsmith.targets.typescript.package import Package

SENDABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH", "QUERY"})
"""Methods that fetch sends: it refuses TRACE."""

_LOOKS = re.compile(r"expect\(requests\[|const \w+ = requests\.map")

COPIED = ("node.d.ts", "server.ts")


class TestView(msgspec.Struct, frozen=True):
    """One test: what the server answers, what is called, what is to be seen."""

    name: str
    answers: str
    given: str
    """What the test takes of the server: its URL, and the requests if it looks at them."""
    lines: tuple[str, ...]
    has_gap: bool = True
    """Whether a blank line stands before it."""


class OperationTests(msgspec.Struct, frozen=True):
    """The tests of one operation."""

    name: str
    constants: tuple[str, ...]
    tests: tuple[TestView, ...]


class ResourceTests(msgspec.Struct, frozen=True):
    """The tests of one resource."""

    doc: str
    imports: tuple[str, ...]
    operations: tuple[OperationTests, ...]


class SettingsView(msgspec.Struct, frozen=True):
    """The client of the tests."""

    client: str
    options: tuple[str, ...]
    token_names: str
    """What the answer of the token endpoint calls the token, besides the usual name."""


def test_entries(package: Package) -> Iterator[Entry]:
    """The table of contents of the tests."""
    for name in COPIED:
        yield Copy(f"tests/{name}", f"typescript/tests/{name}")
    yield Render("tests/client.ts", "typescript/tests/client.ts.jinja", _settings(package))
    files = FileScope({"client", "server", "node"})
    schemas = Schemas(package.api)
    answers = Answers(schemas)
    calls = Calls(package.api, schemas, package.symbols.reach, package.wide)
    for view in package.resources:
        if any(it.operation.method in SENDABLE for it in view.operations):
            name = files.claim("-".join(view.module.path[1:]) or view.module.path[0])
            path = f"tests/{name}.test.ts"
            lowered = _Tests(view, schemas, answers, calls).run()
            yield Render(path, "typescript/tests/resource.test.ts.jinja", lowered)
    webhooks = webhook_tests(package, answers)
    if webhooks is not None:
        path = f"tests/{files.claim('webhooks-received')}.test.ts"
        yield Render(path, "typescript/tests/webhooks.test.ts.jinja", webhooks)


def _settings(package: Package) -> SettingsView:
    api = package.api
    known = {it.name for it in package.core.options}
    required = {it.name for it in package.core.required}
    rows = [
        f"{name}: {string_literal(secret_of(option))}"
        for option, name in zip(constructor_options(api), option_names(api), strict=True)
        if (is_credential(option) and name in known) or name in required
    ]
    schemes = [it for it in api.security_schemes if isinstance(it, ir.OAuth2)]
    names = ", ".join(string_literal(it.token_name) for it in schemes if it.token_name)
    return SettingsView(package.facts.client, tuple(rows), names)


def _test(name: str, answers: str, lines: tuple[str, ...]) -> TestView:
    looks = any(_LOOKS.match(line) for line in lines)
    return TestView(name, answers, "url, requests" if looks else "url", lines)


class _Tests:
    def __init__(
        self, view: ResourceView, schemas: Schemas, answers: Answers, calls: Calls
    ) -> None:
        self._view = view
        self._schemas = schemas
        self._answers = answers
        self._calls = calls
        self._errors: set[str] = set()
        self._helpers = {"expect", "serving"}
        self._constants: list[str] = []
        self._least: Call  # of the operation at hand

    def run(self) -> ResourceTests:
        operations = tuple(
            self._operation(it) for it in self._view.operations if it.operation.method in SENDABLE
        )
        uses_assert = any(
            "assert." in line for it in operations for test in it.tests for line in test.lines
        )
        imports = [
            *(["import assert from 'node:assert/strict';"] if uses_assert else []),
            "import { describe, test } from 'node:test';",
            "",
        ]
        if self._errors:
            names = display("import ", "{", sorted(self._errors), "} from '../src/index.js';", 0)
            imports.append(names)
        if any(
            "client(url)" in line for it in operations for test in it.tests for line in test.lines
        ):
            imports.append("import { client } from './client.js';")
        helpers = ", ".join(sorted(self._helpers))
        imports.append(f"import {{ {helpers} }} from './server.js';")
        path = ".".join(("client", *self._view.attributes))
        return ResourceTests(doc_comment(f"`{path}`"), tuple(imports), operations)

    def _operation(self, view: OperationView) -> OperationTests:
        self._constants = []
        self._least = self._calls.call(view, full=False)
        operation = view.operation
        if operation.streaming is not None and operation.streaming.always:
            tests = list(self._stream(view, operation.streaming))
        else:
            tests = list(self._plain(view))
            if operation.paging is not None:
                tests.append(self._pages(view, operation.paging))
            if operation.streaming is not None and view.flag:
                tests.extend(self._stream(view, operation.streaming))
        tests.extend(self._failures(view))
        tests[:1] = [msgspec.structs.replace(it, has_gap=False) for it in tests[:1]]
        name = ".".join(("client", *self._view.attributes, view.method.name))
        return OperationTests(string_literal(name), tuple(self._constants), tuple(tests))

    def _call(self, view: OperationView, call: Call, prefix: str, end: str = ";") -> str:
        path = "".join(f".{it}" for it in (*self._view.attributes, view.method.name))
        start = f"{prefix}client(url){path}("
        if call.members:
            given = "".join(f"{it}, " for it in call.arguments)
            return display(f"{start}{given}", "{", call.members, f"}}){end}", 6)
        if len(call.arguments) == 1:
            return f"{start}{call.arguments[0]}){end}"
        return display(start, "", call.arguments, f"){end}", 6)

    # --- plain answers ------------------------------------------------------------------------

    def _plain(self, view: OperationView) -> Iterator[TestView]:
        results = view.results
        main = next((it for it in results if it.type is not None), None)
        main = main or next(iter(results), None)
        answer = None if main is None else self._answers.of(view.operation, main)
        told, check = self._answer(view, answer, main, "answer")
        fixed: dict[str, Json] = {view.flag: False} if view.flag else {}
        full = self._calls.call(view, full=True, fixed=fixed)
        least = self._least
        for name, call in (("all arguments", full), ("required arguments", least)):
            if call is least and least.size >= full.size:
                break
            before = "const result = await " if check else "await "
            yield _test(
                string_literal(name),
                f"[{told}]",
                (self._call(view, call, before), self._expect(call), *check),
            )
        others = [it for it in results if it is not main and it.status[:1] == "2"]
        for other in others:
            yield self._other(view, least, other)

    def _other(self, view: OperationView, call: Call, result: Result) -> TestView:
        answer = self._answers.of(view.operation, result)
        told, check = self._answer(view, answer, result, "")
        before = "const result = await " if check else "await "
        return _test(
            string_literal(f"status {answer.status}"),
            f"[{told}]",
            (self._call(view, call, before), *check),
        )

    def _answer(
        self, view: OperationView, answer: Answer | None, result: Result | None, name: str
    ) -> tuple[str, list[str]]:
        """What the server is told, and what is checked of the result."""
        if answer is None or result is None:
            return "{ status: 200 }", []
        kinds = {it.kind for it in view.results}
        if answer.kind == "none":
            check = ["assert.equal(result, undefined);"] if kinds == {"none"} else []
            return f"{{ status: {answer.status} }}", check if answer.status in (204, 205) else []
        if answer.kind == "json":
            text = pretty(answer.content, 6 if not name else 2)
            if name:
                self._constants.append(f"const {name}: unknown = {text};")
                text = name
            told = f"{{ status: {answer.status}, json: {text} }}"
            if text == "json":
                told = f"{{ status: {answer.status}, json }}"
            if "binary" in kinds:
                return told, ["assert.equal(result.ok, true);"]
            if "text" in kinds and not isinstance(answer.content, str):
                return told, []
            is_bare = isinstance(answer.content, list)
            actual = "result"
            if view.operation.paging is not None:
                actual = "result.items" if is_bare else "{ ...result }"
            return told, [f"assert.deepEqual({actual}, {text});"]
        facts = [
            f"status: {answer.status}",
            f"text: {string_literal(str(answer.content))}",
            f"type: {string_literal(answer.content_type)}",
        ]
        told = f"{{ {', '.join(facts)} }}"
        if "binary" in kinds:
            content = string_literal(str(answer.content))
            return told, [f"assert.equal(await result.text(), {content});"]
        if answer.content_type.endswith("json"):
            return told, []
        return told, [f"assert.equal(result, {string_literal(str(answer.content))});"]

    def _expect(self, call: Call) -> str:
        return f"expect(requests[0], {call.expected});"

    # --- pages --------------------------------------------------------------------------------

    def _pages(self, view: OperationView, paging: ir.Paging) -> TestView:
        asked = [_Asked(it.source.name.wire, it.source.required) for it in view.arguments.members]
        if view.arguments.flattened is not None:
            asked += [
                _Asked(it.name.wire, it.required) for it in view.arguments.flattened.properties
            ]
        pages = pages_of(asked, paging, self._schemas)
        call = self._least
        if pages.fixed:
            call = self._calls.call(view, full=False, fixed=pages.fixed)
        rows: list[Json] = []
        for step in pages.steps:
            headers = {"headers": {"link": step.link}} if step.link else {}
            rows.append({"status": 200, "json": step.answer, **headers})
        self._constants.append(f"const pages = {pretty(rows, 2)};")
        lines, bodies = self._page_requests(view, pages.steps, call)
        count = sum(step.items for step in pages.steps)
        statements = [
            "const items: unknown[] = [];",
            self._call(view, call, "for await (const item of ", ") items.push(item);"),
            f"assert.equal(items.length, {count});",
            "const lines = requests.map((it) => it.line);",
            f"assert.deepEqual(lines, {pretty(lines, 6, 26)});",
        ]
        if bodies:
            statements.append("const bodies = requests.map((it) => JSON.parse(it.body));")
            statements.append(f"assert.deepEqual(bodies, {pretty(bodies, 6, 27)});")
        return _test("'pages'", "pages", tuple(statements))

    def _page_requests(
        self, view: OperationView, steps: tuple[object, ...], call: Call
    ) -> tuple[list[str], list[Json]]:
        lines: list[str] = []
        bodies: list[Json] = []
        query = {it.name.wire: it for it in view.operation.parameters if it.location == "query"}
        for step in steps:
            values = {place: dict(given) for place, given in call.values.items()}
            body = dict(call.body) if isinstance(call.body, dict) else None
            further: list[str] = []
            target = ""
            for name, value in step.asked.items():  # type: ignore[attr-defined]
                if not name:
                    target = value
                elif name in values["query"]:
                    values["query"][name] = value
                elif name in query:
                    further.extend(wire.query((query[name],), {name: value}))
                elif body is not None:
                    body = with_member(body, name, value)
                else:
                    further.append(f"{name}={value}")
            if target:
                secrets = self._calls.credentials.pairs(view.operation, "query")
                tail = f"?{'&'.join(secrets)}" if secrets else ""
                lines.append(f"{view.operation.method} {target}{tail}")
            else:
                lines.append(self._calls.line(view, values, further))
            if body is not None:
                bodies.append(body)
        return lines, bodies

    # --- streams and errors -------------------------------------------------------------------

    def _stream(self, view: OperationView, streaming: ir.Streaming) -> Iterator[TestView]:
        item = shortened(sample(streaming.item, self._schemas.all, full=True))
        if len(str(item)) > 2000:
            item = shortened(sample(streaming.item, self._schemas.all, full=False))
        self._constants.append(f"const item: unknown = {pretty(item, 2)};")
        facts = [f"stream: {string_literal(streaming.format)}", "items: [item, item]"]
        if streaming.terminator:
            facts.append(f"terminator: {string_literal(streaming.terminator)}")
        call = self._calls.call(view, full=True, fixed={view.flag: True} if view.flag else {})
        statements = [
            "const items: unknown[] = [];",
            self._call(view, call, "for await (const it of await ", ") items.push(it);"),
            self._expect(call),
            "assert.deepEqual(items, [item, item]);",
        ]
        yield _test("'stream'", f"[{{ status: 200, {', '.join(facts)} }}]", tuple(statements))

    def _failures(self, view: OperationView) -> Iterator[TestView]:
        call = self._least
        for failure in self._answers.failures(view.operation):
            for status in failure.statuses:
                if status == 407:  # of a proxy: fetch keeps it to itself
                    continue
                name = error_class(status)
                self._errors.add(name)
                self._helpers.add("refuses")
                if view.operation.method == "HEAD":
                    told, content = f"[{{ status: {status} }}]", ""
                else:
                    text = pretty(failure.content, 6)
                    told, content = f"[{{ status: {status}, json: {text} }}]", f", {text}"
                called = self._call(view, call, "const call = ")
                yield _test(
                    string_literal(f"status {status}"),
                    told,
                    (called, f"await refuses(call, {name}, {status}{content});"),
                )


class _Asked(msgspec.Struct, frozen=True):
    wire: str
    required: bool
