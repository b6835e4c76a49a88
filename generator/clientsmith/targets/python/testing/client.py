"""The tests of the client as a whole, made with one operation of the API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any as Json

from clientsmith import ir
from clientsmith.samples import fits
from clientsmith.targets.python.expressions import (
    Brackets,
    Expression,
    call,
    equality,
    function_head,
    json_value,
    statement,
)
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.models import MEMBERS_OF_MODEL, attribute_names
from clientsmith.targets.python.pages import MEMBERS_OF_PAGE
from clientsmith.targets.python.testing.answers import Answer, answer_of
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.testing.requests import Call, Requests, secret_of
from clientsmith.targets.python.testing.values import Schemas, Sent
from clientsmith.targets.python.text import string_literal

if TYPE_CHECKING:
    from clientsmith.targets.python.methods import OperationView
    from clientsmith.targets.python.package import Package

_IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
FUTURE = "a-value-of-the-future"


@dataclass(frozen=True, slots=True)
class EnvironmentView:
    """An option that is read from the environment."""

    option: str
    variable: str
    value: str
    head: str
    """Of the test."""
    opened: str
    """`with Client(...) as client:`, without the option."""
    opened_with: str
    """The same with it as an argument."""


@dataclass(frozen=True, slots=True)
class ClientTestsView:
    """The module."""

    package: str
    imports: tuple[str, ...]
    standard: tuple[str, ...]
    answer: str
    tell: str
    sync_call: str
    async_call: str
    new_client: str
    new_async_client: str
    required: tuple[str, ...]
    """Environment variables of the credentials that a client cannot do without."""
    first_required: str
    environment: tuple[EnvironmentView, ...]
    base_url_variable: str
    environment_client: str
    secrets: tuple[str, ...]
    is_json: bool
    is_repeated: bool
    enum_answer: str
    enum_call: str
    enum_again: str
    enum_assertions: tuple[str, ...]


def client_tests(package: Package) -> ClientTestsView | None:
    """The module; None for an API without operations."""
    finder = _Finder(package)
    found = finder.best()
    if found is None:
        return None
    path, view, answer = found
    made = finder.requests.call(view, full=False)
    enum = finder.enum()
    options = list(zip(package.client.options, package.api.client.options, strict=True))
    credentials = [(shown, option) for shown, option in options if option.role != "variable"]
    silent = {
        shown.name: _secret(option)
        for shown, option in credentials
        if shown.missing and not option.environment
    }
    environment = tuple(
        _environment(shown.name, option, silent)
        for shown, option in credentials
        if option.environment
    )
    required = tuple(
        string_literal(variable)
        for shown, option in credentials
        if shown.missing
        for variable in option.environment
    )
    first = next((shown.name for shown, _ in credentials if shown.missing), "")
    base = package.api.client.base_url_environment
    return ClientTestsView(
        package=package.facts.package,
        imports=_imports(package),
        standard=tuple(line for block in finder.names.standard.blocks() for line in block),
        answer=(
            statement("ANSWER: object = ", json_value(answer.content), 0)
            if answer.kind == "json"
            else ""
        ),
        tell=_tell(answer),
        sync_call=_called("client", path, view, made, "", 4),
        async_call=_called("client", path, view, made, "await ", 4),
        new_client=_constructor(package, "Client"),
        new_async_client=_constructor(package, "AsyncClient"),
        required=required,
        first_required=first,
        environment=environment,
        base_url_variable=string_literal(base[0]) if base else "",
        environment_client=_opened(silent),
        secrets=tuple(_secret(option) for _, option in credentials),
        is_json=answer.kind == "json",
        is_repeated=view.operation.method in _IDEMPOTENT,
        enum_answer=statement("answer: object = ", json_value(enum.answer), 4) if enum else "",
        enum_call=enum.called if enum else "",
        enum_again=enum.again if enum else "",
        enum_assertions=enum.assertions if enum else (),
    )


def _imports(package: Package) -> tuple[str, ...]:
    """The client under a name of one length, so that lines are, and the errors."""
    module = package.facts.package
    client = package.facts.client
    aliases = {
        f"Async{client}": "AsyncClient",
        client: "Client",
        f"{client}Error": "ClientError",
    }
    imports = Imports()
    for name in _ERRORS:
        imports.add(module, name)
    lines = [
        *imports.blocks()[0],
        *(f"from {module} import {k} as {v}" for k, v in aliases.items()),
    ]
    return tuple(sorted(lines))


def _environment(name: str, option: ir.ClientOption, silent: dict[str, str]) -> EnvironmentView:
    head = f"def test_{name}_from_the_environment"
    base = {"base_url": '"http://127.0.0.1"'}
    return EnvironmentView(
        option=name,
        variable=string_literal(option.environment[0]),
        value=_secret(option),
        head=function_head(head, ["monkeypatch: pytest.MonkeyPatch"], 0),
        opened=_opened({**base, **silent}),
        opened_with=_opened({**base, **silent, name: '"an-argument"'}),
    )


def _opened(arguments: dict[str, str]) -> str:
    given: dict[str, Expression] = dict(arguments)
    return statement("with ", call("Client", **given), 4, " as client:")


_ERRORS = (
    "APIConnectionError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "InternalServerError",
    "NotFoundError",
    "PermissionDeniedError",
    "RateLimitError",
    "UnprocessableEntityError",
)


def _secret(option: ir.ClientOption) -> str:
    return string_literal(secret_of(option))


def _tell(answer: Answer) -> str:
    """The arguments of `server.answer`."""
    match answer.kind:
        case "json":
            return "json=ANSWER"
        case "none":
            return f"status={answer.status}"
        case _:
            return f"{string_literal(answer.content)}, content_type={string_literal(answer.content_type)}"


def _called(
    client: str, path: tuple[str, ...], view: OperationView, made: Call, prefix: str, indent: int
) -> str:
    callee = ".".join((client, *path, view.name))
    return statement(prefix, Brackets(f"{callee}(", made.arguments, ")"), indent)


def _constructor(package: Package, name: str) -> str:
    given: dict[str, Expression] = {"base_url": "server.url"}
    for view, option in zip(package.client.options, package.api.client.options, strict=True):
        if option.role != "variable":
            given[view.name] = _secret(option)
    given["timeout"] = "timeout"
    given["max_retries"] = "max_retries"
    return statement("return ", call(name, **given), 4)


@dataclass(frozen=True, slots=True)
class _Enum:
    """A call whose answer has a member with known values."""

    answer: Json
    called: str
    again: str
    assertions: tuple[str, ...]


class _Finder:
    """Looks for operations that show what a test is about."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.names = TestNames(package.facts.package)
        self._schemas = Schemas(package.api)
        sent = Sent(self._schemas, package.symbols, self.names)
        self.requests = Requests(package.api, self._schemas, sent, self.names)

    def _all(self) -> Iterator[tuple[tuple[str, ...], OperationView]]:
        for view in self._package.client.operations:
            yield (), view
        for resource in self._package.resources:
            for view in resource.operations:
                yield resource.attributes, view

    def _answers(self) -> Iterator[tuple[tuple[str, ...], OperationView, Answer]]:
        for path, view in self._all():
            streaming = view.operation.streaming
            if streaming is not None and streaming.always:
                continue
            main = next((it for it in view.results if it.type is not None), None)
            if main is None:
                main = next(iter(view.results), None)
            if main is not None:
                yield path, view, answer_of(view.operation, main, self._schemas)

    def best(self) -> tuple[tuple[str, ...], OperationView, Answer] | None:
        """The simplest call: repeatable, answered in JSON, with few arguments."""

        def cost(
            found: tuple[tuple[str, ...], OperationView, Answer],
        ) -> tuple[bool, bool, bool, int]:
            _, view, answer = found
            return (
                view.operation.method != "GET",
                answer.kind != "json" or not isinstance(answer.content, dict),
                view.operation.method not in _IDEMPOTENT,
                sum(it.required for it in view.arguments),
            )

        return min(self._answers(), key=cost, default=None)

    def enum(self) -> _Enum | None:
        """The first answer with a member that has known values."""
        for path, view, answer in self._answers():
            if answer.kind != "json" or len(view.results) != 1:
                continue
            result = view.results[0]
            assert result.type is not None
            if not fits(answer.content, result.type, self._schemas.all):
                continue
            steps: list[str] = []
            content = answer.content
            paging = view.operation.paging
            if paging is None:
                changed = self._change(result.type, content, "result", False, steps)
            elif paging.page.items and isinstance(content, dict):
                attributes = attribute_names(paging.page.properties, MEMBERS_OF_PAGE)
                items = next(
                    (
                        attribute
                        for prop, attribute in zip(paging.page.properties, attributes, strict=True)
                        if prop.name.wire == paging.page.items
                    ),
                    "items",
                )
                held = content.get(paging.page.items)
                array = ir.Array(items=paging.item)
                inner = self._change(array, held, f"result.{items}", False, steps)
                changed = None if inner is None else {**content, paging.page.items: inner}
            else:
                continue
            if changed is None:
                continue
            made = self.requests.call(view, full=False)
            return _Enum(
                changed,
                _called("client", path, view, made, "result = ", 4),
                _called("client", path, view, made, "", 4),
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
        shape = self._schemas.shape(kind)
        if value is None or depth > 4:
            return None
        known = [f"assert {name} is not None"] if optional or shape.nullable else []
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
                attributes = attribute_names(properties, MEMBERS_OF_MODEL)
                for prop, attribute in zip(properties, attributes, strict=True):
                    if prop.write_only:
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
