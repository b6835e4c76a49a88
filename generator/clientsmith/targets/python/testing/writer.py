"""The statements that the tests of an operation are made of."""

from __future__ import annotations

from clientsmith.samples.answers import Answer
from clientsmith.targets.python.expressions import (
    Brackets,
    Expression,
    statement,
)
from clientsmith.targets.python.methods import OperationView
from clientsmith.targets.python.testing.data import answer_of
from clientsmith.targets.python.testing.module import Module
from clientsmith.targets.python.testing.received import INDENT
from clientsmith.targets.python.testing.requests import Call
from clientsmith.targets.python.testing.views import FunctionView
from clientsmith.targets.python.text import (
    bytes_literal,
    string_literal,
)

EVERY_WAY = "api"
"""The fixture for all ways of calling a method: sync and async, plain and wrapped."""

PLAIN = "plain_api"
"""The one for sync and async."""


class Writer:
    """Collects the test functions of one operation."""

    def __init__(self, module: Module, view: OperationView) -> None:
        self._module = module
        self._view = view
        self._operation = view.operation
        self._names = module.names
        self._functions: list[FunctionView] = []
        self._stem = view.name.strip("_")

    @staticmethod
    def _tell(answer: Answer | None, name: str) -> str:
        """The statement that tells the server what to answer; `name` is that of JSON."""
        if answer is None:
            return "server.answer()"
        arguments: list[tuple[str, Expression]] = []
        match answer.kind:
            case "json":
                arguments.append(("json=", answer_of(name)))
                if answer.content_type != "application/json":
                    arguments.append(("content_type=", string_literal(answer.content_type)))
            case "none":
                pass
            case _:
                content = answer.content
                written = (
                    string_literal(content)
                    if answer.kind == "text"
                    else bytes_literal(content.encode())
                )
                arguments.append(("", written))
                arguments.append(("content_type=", string_literal(answer.content_type)))
        if answer.status != 200:
            arguments.append(("status=", str(answer.status)))
        return statement("server.answer", Brackets("(", tuple(arguments), ")"), INDENT)

    def _expression(self, fixture: str, call: Call) -> Brackets:
        callee = ".".join((fixture, *self._module.path, self._view.name))
        return Brackets(f"{callee}(", call.arguments, ")")

    def _called(self, fixture: str, call: Call, prefix: str, indent: int = INDENT) -> str:
        return statement(prefix, self._expression(fixture, call), indent)

    def _test(
        self,
        name: str,
        fixture: str,
        body: list[str],
        parameter: str = "",
        decorator: str = "",
    ) -> None:
        head = f"def {name}(self, server: Server, {fixture}: Client{parameter}) -> None:"
        self._functions.append(FunctionView(decorator, head, tuple(body)))
