"""The statements that the tests of an operation are made of."""

from __future__ import annotations

from collections.abc import Sequence

from clientsmith.samples.answers import (
    Answer,
)
from clientsmith.targets.python.expressions import (
    Brackets,
    Expression,
    function_head,
    json_value,
    statement,
)
from clientsmith.targets.python.methods import OperationView
from clientsmith.targets.python.testing.module import (
    Face,
    FunctionView,
    Module,
)
from clientsmith.targets.python.testing.requests import (
    Call,
)
from clientsmith.targets.python.text import (
    bytes_literal,
    string_literal,
)

INDENT = 8


class Writer:
    """Collects the functions and constants for the tests of one operation."""

    def __init__(self, module: Module, view: OperationView) -> None:
        self._module = module
        self._view = view
        self._operation = view.operation
        self._names = module.names
        self._functions: list[FunctionView] = []
        self._constants: list[str] = []
        self._stem = view.name.strip("_").upper()
        answered = {view.flag: False} if view.flag else {}
        self._full = module.requests.call(view, full=True, fixed=answered)
        self._least = module.requests.call(view, full=False)
        self._checks = False
        """Whether there is a method `check`."""

    def _constant(self, name: str, answer: Answer | None, *, again: bool = False) -> str:
        """The constant that holds a JSON answer."""
        if answer is None or answer.kind != "json":
            return ""
        constant = f"{self._stem}_{name}"
        if again:
            return self._last_constant
        constant = self._module.constants.claim(constant)
        self._last_constant = constant
        self._constants.append(statement(f"{constant}: object = ", json_value(answer.content), 0))
        return constant

    _last_constant = ""

    @staticmethod
    def _tell(answer: Answer | None, constant: str) -> str:
        """The statement that tells the server what to answer."""
        if answer is None:
            return "server.answer()"
        arguments: list[tuple[str, Expression]] = []
        status = 200
        match answer.kind:
            case "json":
                arguments.append(("json=", constant))
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
        if answer.status != status:
            arguments.append(("status=", str(answer.status)))
        return statement("server.answer", Brackets("(", tuple(arguments), ")"), INDENT)

    def _expression(self, face: Face, call: Call, path: tuple[str, ...] | None = None) -> Brackets:
        parts = (face.client, *(self._module.path if path is None else path), self._view.name)
        return Brackets(f"{'.'.join(parts)}(", call.arguments, ")")

    def _called(
        self,
        face: Face,
        call: Call,
        target: str,
        path: tuple[str, ...] | None = None,
        *,
        wait: bool = True,
        indent: int = INDENT,
    ) -> str:
        prefix = f"{target}{face.wait if wait else ''}"
        return statement(prefix, self._expression(face, call, path), indent)

    def _test(
        self,
        name: str,
        face: Face,
        body: list[str],
        parameters: Sequence[str] = (),
        decorator: str = "",
    ) -> None:
        arguments = ["self", "server: Server", f"{face.client}: {face.type}", *parameters]
        head = function_head(f"{face.keyword} {name}{face.suffix}", arguments, 4)
        self._functions.append(FunctionView(decorator, head, tuple(body)))
