"""The tests of the client as a whole, made with one operation of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from clientsmith import ir
from clientsmith.samples.answers import Answer, Answers
from clientsmith.samples.credentials import (
    is_credential,
    secret_of,
)
from clientsmith.targets.python.expressions import (
    Expression,
    call,
    equality,
    function_head,
    json_value,
    statement,
)
from clientsmith.targets.python.resource_symbols import constructor_options
from clientsmith.targets.python.testing.calls import Finder, called, is_repeated
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.text import string_literal

if TYPE_CHECKING:
    from clientsmith.targets.python.package import Package


class EnvironmentView(msgspec.Struct, frozen=True):
    """An option that is read from the environment."""

    option: str
    variable: str
    is_read: str
    is_given: str
    """Assertions about the attribute."""
    head: str
    """Of the test."""
    set_it: str
    set_another: str
    """Statements that set the variable."""
    opened: str
    """`with Client(...) as client:`, without the option."""
    opened_with: str
    """The same with it as an argument."""


class ClientTestsView(msgspec.Struct, frozen=True):
    """The module."""

    imports: tuple[tuple[str, ...], ...]
    answer: str
    tell: str
    sync_call: str
    async_call: str
    required: tuple[str, ...]
    """Statements that unset the variables of the credentials a client cannot do without."""
    first_required: str
    environment: tuple[EnvironmentView, ...]
    base_url_variable: str
    set_base_url: str
    environment_client: str
    secrets: tuple[str, ...]
    is_json: bool
    is_repeated: bool
    enum_answer: str
    enum_call: str
    enum_again: str
    enum_assertions: tuple[str, ...]


def client_tests(package: Package, answers: Answers) -> ClientTestsView | None:
    """The module; None for an API without operations."""
    finder = Finder(package, answers)
    found = finder.best()
    if found is None:
        return None
    path, view, answer = found
    made = finder.requests.call(view, full=False)
    enum = finder.enum()
    # An answer that is one string may be any text; of one that is `null` nothing is read.
    is_json = answer.kind == "json" and not isinstance(answer.content, str | None)
    options = list(zip(package.client.options, constructor_options(package.api), strict=True))
    credentials = [(it, option) for it, option in options if it.missing or is_credential(option)]
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
        statement("", call("monkeypatch.delenv", string_literal(variable), raising="False"), 4)
        for shown, option in credentials
        if shown.missing
        for variable in option.environment
    )
    first = next((shown.name for shown, _ in credentials if shown.missing), "")
    base = package.api.client.base_url_environment
    sync_call = called("client", path, view, made, "", 4)
    async_call = called("client", path, view, made, "await ", 4)
    _import(package, finder.names, is_json)
    return ClientTestsView(
        imports=finder.names.blocks(),
        answer=_constants(answer),
        tell=_tell(answer),
        sync_call=sync_call,
        async_call=async_call,
        required=required,
        first_required=first,
        environment=environment,
        base_url_variable=string_literal(base[0]) if base else "",
        set_base_url=statement(
            "", call("monkeypatch.setenv", *map(string_literal, base[:1]), "server.url"), 4
        ),
        environment_client=_opened(silent),
        secrets=tuple(_secret(option) for _, option in credentials if is_credential(option)),
        is_json=is_json,
        is_repeated=is_repeated(view.operation),
        enum_answer=statement("answer: object = ", json_value(enum.answer), 4) if enum else "",
        enum_call=enum.called if enum else "",
        enum_again=enum.again if enum else "",
        enum_assertions=enum.assertions if enum else (),
    )


def _import(package: Package, names: TestNames, is_json: bool) -> None:
    """The client under a name of one length, so that lines have one, and the errors."""
    client = package.facts.client
    for module in ("pickle", "time"):
        names.standard.add("", module)
    names.needs_pytest = True
    for name in (*_ERRORS, *(_JSON_ERRORS if is_json else ())):
        names.own.add(package.facts.package, name)
    names.own.add(package.facts.package, f"{client} as Client")
    names.own.add(package.facts.package, f"Async{client} as AsyncClient")
    names.own.add(package.facts.package, f"{package.facts.error} as ClientError")
    names.local.add(".server", "Server")


def _environment(name: str, option: ir.Option, silent: dict[str, str]) -> EnvironmentView:
    head = f"def test_{name}_from_the_environment"
    base = {"base_url": '"http://127.0.0.1"'}
    variable = string_literal(option.environment[0])
    return EnvironmentView(
        option=name,
        variable=variable,
        is_read=equality(f"client.{name}", _secret(option), 8),
        is_given=equality(f"client.{name}", '"an-argument"', 8),
        head=function_head(head, ["monkeypatch: pytest.MonkeyPatch"], 0),
        set_it=statement("", call("monkeypatch.setenv", variable, _secret(option)), 4),
        set_another=statement("", call("monkeypatch.setenv", variable, '"another-secret"'), 4),
        opened=_opened({**base, **silent}),
        opened_with=_opened({**base, **silent, name: '"an-argument"'}),
    )


def _opened(arguments: dict[str, str]) -> str:
    given: dict[str, Expression] = dict(arguments)
    return statement("with ", call("Client", **given), 4, " as client:")


_JSON_ERRORS = ("APIConnectionError", "APIResponseValidationError")
_ERRORS = (
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


def _secret(option: ir.Option) -> str:
    return string_literal(secret_of(option))


def _constants(answer: Answer) -> str:
    """What `_tell` refers to."""
    match answer.kind:
        case "json":
            return statement("ANSWER: object = ", json_value(answer.content), 0)
        case "none":
            return ""
        case _:
            content = statement("ANSWER = ", string_literal(answer.content), 0)
            kind = statement("CONTENT_TYPE = ", string_literal(answer.content_type), 0)
            return f"{content}\n{kind}"


def _tell(answer: Answer) -> str:
    """The arguments of `server.answer`."""
    match answer.kind:
        case "json":
            return "json=ANSWER"
        case "none":
            return f"status={answer.status}"
        case _:
            return "ANSWER, content_type=CONTENT_TYPE"
