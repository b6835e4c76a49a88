"""Operations as Python: a constant with the wire facts, and a method for each kind of client."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from clientsmith import ir
from clientsmith.contents import Body, Result, body_of, resolve, results_of
from clientsmith.notes import Spelling, callbacks_of, further_of, method_of, notes_of
from clientsmith.preparation import path_key
from clientsmith.targets.python import docs
from clientsmith.targets.python.annotations import Annotations
from clientsmith.targets.python.arguments import Argument, arguments_of, takes_key
from clientsmith.targets.python.constants import Constants
from clientsmith.targets.python.expressions import choice
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.layout import (
    Annotation,
    Either,
    Subscript,
    annotated,
    display,
    returns,
    union,
)
from clientsmith.targets.python.symbols import Symbols
from clientsmith.targets.python.text import docstring, string_literal
from clientsmith.wire import path_template

_OPTIONS = (
    "extra_headers: Headers | None = None,",
    "extra_query: Query | None = None,",
    "extra_body: Body | None = None,",
    "timeout: float | Timeout | None | Omit = omit,",
    "max_retries: int | Omit = omit,",
)
_PASSED = tuple(f"{name}={name}," for name in (it.partition(":")[0] for it in _OPTIONS))


class OverloadView(msgspec.Struct, frozen=True):
    """One way to call a method that returns something else for some arguments."""

    signature: str
    returns: str


class MethodView(msgspec.Struct, frozen=True):
    """One method of one class."""

    keyword: str
    """`def` or `async def`."""
    name: str
    signature: str
    """The parameters, one a line, each with its comma; the first without the margin."""
    returns: str
    doc: str
    call: str
    """The arguments of the call, in the same way."""
    send: str
    """What is called: `return self._request`."""
    overloads: tuple[OverloadView, ...] = ()


class OperationView(msgspec.Struct, frozen=True):
    """One operation: its constant, its methods, and what tests and documentation need of it."""

    operation: ir.Operation
    path: str
    """With the parameters in braces."""
    constant: str
    sync: MethodView
    asynchronous: MethodView
    name: str
    arguments: tuple[Argument, ...]
    body: Body | None
    results: tuple[Result, ...]
    flag: str = ""
    """Wire name of the argument that asks for a stream instead of an answer."""


class Methods(msgspec.Struct):
    """Lowers the operations of one resource's module."""

    api: ir.Api
    symbols: Symbols
    annotations: Annotations
    static: Imports
    """Imports for type checkers alone."""
    run_time: Imports
    """Imports that the constants need when the module is loaded."""
    runtime: str
    constants: Constants
    _names: set[str] = set()
    """Of the constants so far."""
    _spelling: Spelling | None = None
    _parameters: dict[tuple[int, str, bool], str] = {}
    """By what identifies the source of an argument, which lives as long as the API."""

    def import_options(self) -> None:
        """Import what the options are made of that every method has."""
        for name in ("Omit", "omit"):
            self.run_time.add(f"{self.runtime}.sentinel", name)
        for name in ("Body", "Headers", "Query", "Timeout"):
            self.static.add(f"{self.runtime}.options", name)

    def lower(self, operation: ir.Operation, name: str) -> OperationView:
        """Lower one operation, whose method is called `name`."""
        body = body_of(operation, self.api.schemas)
        arguments = arguments_of(operation, body, self.symbols.kept)
        results = tuple(results_of(operation))
        constant_name = self._constant_name(name)
        signature = self._signature(arguments, operation)
        words = [(it.name, it.doc) for it in arguments]
        path = path_template(operation)
        route = f"`{operation.method} {path}`"
        spelling = self._spelling = self._spelling or _spelling(self.api, self.symbols)
        notes = notes_of(operation, body, self.api.schemas, spelling)
        further = further_of(operation, spelling)
        text, below = docs.method(operation.docs, words, route, notes, further)
        doc = docstring(text, 8, below)
        constant = self.constants.lower(constant_name, operation, body, results)
        constants = constant.text
        called = f"{constant_name},"
        answers = self._results(operation, constant.types)
        overloads: tuple[tuple[OverloadView, ...], ...] = ((), ())
        flag = flag_of(operation, arguments, self.api.schemas)
        if flag is not None:
            streaming = msgspec.structs.replace(operation, streaming=_always(operation.streaming))
            stream_name = self._constant_name(f"{name}_stream")
            stream = self.constants.lower(stream_name, streaming, body, results)
            constants = f"{constants}\n\n{stream.text}"
            called = choice(stream_name, f"{flag.name} is True", constant_name, 12)
            streams = self._results(streaming, stream.types)
            pairs = tuple(zip(answers, streams, strict=True))
            overloads = tuple(self._overloads(arguments, operation, flag, *it) for it in pairs)
            answers = (union(*pairs[0]), union(*pairs[1]))
        call = self._call(called, arguments, operation)
        stem, plain = _SENDERS[constant.kind]
        sync = MethodView(
            "def",
            name,
            signature,
            _returns(answers[0]),
            doc,
            call,
            f"return self.{stem}",
            overloads[0],
        )
        asynchronous = MethodView(
            "def" if plain else "async def",
            name,
            signature,
            _returns(answers[1]),
            doc,
            call,
            f"return self.{stem}" if plain else f"return await self.{stem}",
            overloads[1],
        )
        return OperationView(
            operation=operation,
            path=path,
            constant=constants,
            sync=sync,
            asynchronous=asynchronous,
            name=name,
            arguments=arguments,
            body=body,
            results=results,
            flag="" if flag is None else flag.wire,
        )

    def _overloads(
        self,
        arguments: tuple[Argument, ...],
        operation: ir.Operation,
        flag: Argument,
        answer: Annotation,
        stream: Annotation,
    ) -> tuple[OverloadView, ...]:
        """An answer without the flag, a stream with it, either where nobody knows."""
        self.run_time.add("typing", "overload")
        literal = self.annotations.typing("Literal")
        plain: Annotation = Subscript(literal, ("False",))
        if isinstance(flag.type, ir.Nullable):
            plain = union(plain, "None")
        asked = Subscript(literal, ("True",))
        either = self.annotations.builtin("bool")
        return (
            OverloadView(
                self._signature(arguments, operation, (flag, plain, flag.required)),
                _returns(answer, ": ..."),
            ),
            OverloadView(
                self._signature(arguments, operation, (flag, asked, True)),
                _returns(stream, ": ..."),
            ),
            OverloadView(
                self._signature(arguments, operation, (flag, either, True)),
                _returns(union(answer, stream), ": ..."),
            ),
        )

    def _constant_name(self, method: str) -> str:
        name = f"_{method.strip('_').upper()}"
        while name in self._names:
            name += "_"
        self._names.add(name)
        return name

    # --- the methods --------------------------------------------------------------------------

    def _signature(
        self,
        arguments: tuple[Argument, ...],
        operation: ir.Operation,
        changed: tuple[Argument, Annotation, bool] | None = None,
    ) -> str:
        """The parameters; `changed` is an argument of an overload: its type, and if required."""
        lines = ["self,", *(self._parameter(it) for it in arguments if it.positional), "*,"]
        for it in arguments:
            if changed is not None and it is changed[0]:
                lines.append(_parameter(it.name, *changed[1:]))
            elif not it.positional:
                lines.append(self._parameter(it))
        lines += _OPTIONS
        if takes_key(operation, arguments):
            lines.append("idempotency_key: str | None = None,")
        return "\n        ".join(lines)

    def _parameter(self, argument: Argument) -> str:
        """The line of an argument; operations share the parameters of the document."""
        key = id(argument.source), argument.name, argument.required
        found = self._parameters.get(key)
        if found is None or argument.source is None:
            kind = self.annotations.input(argument.type)
            found = self._parameters[key] = _parameter(argument.name, kind, argument.required)
        return found

    def _call(self, called: str, arguments: tuple[Argument, ...], operation: ir.Operation) -> str:
        lines = [called]
        given: dict[str, list[str]] = {}
        for it in arguments:
            given.setdefault(it.location, []).append(f"{string_literal(it.wire)}: {it.name}")
        for location, keyword in _KEYWORDS.items():
            if location in given:
                items = display(f"{keyword}=", "{", given[location], "}", 12, reserve=1)
                lines.append(f"{items},")
        lines.extend(f"body={it.name}," for it in arguments if it.location == "content")
        lines += _PASSED
        if takes_key(operation, arguments):
            lines.append("idempotency_key=idempotency_key,")
        return "\n            ".join(lines)

    def _results(
        self, operation: ir.Operation, annotation: tuple[Annotation, ...]
    ) -> tuple[Annotation, Annotation]:
        """What the sync and the async method return."""
        if operation.paging is not None:
            item = self.annotations.output(operation.paging.item)
            self.static.add(f"{self.runtime}.paging", "AsyncPaginator")
            return annotation[0], Subscript("AsyncPaginator", (item, annotation[1]))
        if operation.streaming is not None and operation.streaming.always:
            for name in ("AsyncStream", "Stream"):
                self.static.add(f"{self.runtime}.streaming", name)
            return Subscript("Stream", annotation), Subscript("AsyncStream", annotation)
        return annotation[0], annotation[0]


_SENDERS = {
    "Operation": ("_request", False),
    "PagedOperation": ("_list", True),
    "StreamOperation": ("_request", False),
}
_KEYWORDS = {
    "path": "path",
    "query": "query",
    "header": "headers",
    "cookie": "cookies",
    "body": "body",
}


def flag_of(
    operation: ir.Operation,
    arguments: tuple[Argument, ...],
    schemas: Mapping[ir.Pointer, ir.Schema],
) -> Argument | None:
    """The argument that decides between an answer and a stream, where there is one."""
    streaming = operation.streaming
    if streaming is None or streaming.always or not streaming.flag or operation.paging is not None:
        return None
    for it in arguments:
        if it.wire == streaming.flag and it.location in ("body", "query"):
            kind = it.type.type if isinstance(it.type, ir.Nullable) else it.type
            return it if isinstance(resolve(kind, schemas), ir.Boolean) else None
    return None


def _always(streaming: ir.Streaming | None) -> ir.Streaming | None:
    return None if streaming is None else msgspec.structs.replace(streaming, always=True)


def _parameter(name: str, kind: Annotation, required: bool) -> str:
    if required:
        return annotated(name, kind, "", 8, parameter=True)
    return annotated(name, Either((*_operands(kind), "Omit")), "omit", 8, parameter=True)


def _operands(annotation: Annotation) -> tuple[Annotation, ...]:
    return annotation.operands if isinstance(annotation, Either) else (annotation,)


def _returns(annotation: Annotation, tail: str = ":") -> str:
    return returns(") -> ", annotation, 4, tail)


def _spelling(api: ir.Api, symbols: Symbols) -> Spelling:
    """What notes call things."""

    def kind(pointer: ir.Pointer) -> str:
        symbol = symbols.schemas.get(pointer)
        return "" if symbol is None else symbol.qualified

    def names(resource: ir.Resource) -> tuple[Mapping[ir.Pointer, str], list[str]]:
        found = symbols.resources[path_key(resource)]
        return found.methods, [found.children[index] for index in range(len(resource.children))]

    def method(pointer: ir.Pointer) -> str:
        return method_of(pointer, api.root, names)

    return Spelling(
        "with_raw_response",
        kind,
        method,
        docs.text,
        callbacks_of(api),
        "error.typed_headers",
        "extra_body",
    )
