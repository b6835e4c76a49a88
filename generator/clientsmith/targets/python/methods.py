"""Operations as Python: a constant with the wire facts, and a method for each kind of client."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from clientsmith import ir
from clientsmith.targets.python import docs
from clientsmith.targets.python.annotations import Annotations
from clientsmith.targets.python.arguments import Argument, arguments_of
from clientsmith.targets.python.bodies import Body, Result, accept_of, body_of, is_json, results_of
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.layout import (
    Annotation,
    Either,
    Subscript,
    annotated,
    constant,
    display,
    is_wrapped,
    returns,
    union,
    value,
)
from clientsmith.targets.python.pages import page_name
from clientsmith.targets.python.symbols import Symbols
from clientsmith.targets.python.text import docstring, string_literal

_OPTIONS = (
    "extra_headers: Headers | None = None",
    "extra_query: Query | None = None",
    "extra_body: Body | None = None",
    "timeout: float | Timeout | None | Omit = omit",
    "max_retries: int | Omit = omit",
)
_PASSED = ("extra_headers", "extra_query", "extra_body", "timeout", "max_retries")

_STYLES: dict[tuple[str, bool], str] = {
    ("simple", False): "SIMPLE",
    ("simple", True): "SIMPLE_EXPLODE",
    ("label", False): "LABEL",
    ("label", True): "LABEL_EXPLODE",
    ("matrix", False): "MATRIX",
    ("matrix", True): "MATRIX_EXPLODE",
    ("form", True): "FORM",
    ("form", False): "FORM_COMMA",
    ("spaceDelimited", False): "SPACE",
    ("spaceDelimited", True): "FORM",
    ("pipeDelimited", False): "PIPE",
    ("pipeDelimited", True): "FORM",
    ("deepObject", False): "DEEP_OBJECT",
    ("deepObject", True): "DEEP_OBJECT",
    ("content", False): "JSON",
    ("content", True): "JSON",
}
_DEFAULT_STYLES = {"path": "SIMPLE", "query": "FORM", "header": "SIMPLE", "cookie": "FORM"}


@dataclass(frozen=True, slots=True)
class MethodView:
    """One method of one class."""

    keyword: str
    """`def` or `async def`."""
    name: str
    signature: tuple[str, ...]
    """The parameters, one a line, each with its comma."""
    returns: str
    doc: str
    call: tuple[str, ...]
    """The arguments of the call, one a line, each with its comma."""
    send: str
    """What is called: `return self._request`."""


@dataclass(frozen=True, slots=True)
class OperationView:
    """One operation: its constant, its methods, and what tests and documentation need of it."""

    operation: ir.Operation
    constant: str
    sync: MethodView
    asynchronous: MethodView
    name: str
    arguments: tuple[Argument, ...]
    body: Body | None
    results: tuple[Result, ...]


@dataclass(slots=True)
class Methods:
    """Lowers the operations of one resource's module."""

    api: ir.Api
    symbols: Symbols
    annotations: Annotations
    static: Imports
    """Imports for type checkers alone."""
    run_time: Imports
    """Imports that the constants need when the module is loaded."""
    runtime: str
    default_security: tuple[ir.SecurityRequirement, ...]
    constants: set[str] = field(default_factory=set)
    _margin: int = 4
    """Where the arguments of the constant being written begin."""

    def lower(self, operation: ir.Operation, name: str) -> OperationView:
        """Lower one operation, whose method is called `name`."""
        body = body_of(operation, self.api.schemas)
        arguments = arguments_of(operation, body)
        results = tuple(results_of(operation))
        constant_name = self._constant_name(name)
        signature = self._signature(arguments, operation)
        call = self._call(constant_name, arguments, operation)
        words = [(it.name, it.doc) for it in arguments]
        route = f"`{operation.method} {_template(operation)}`"
        doc = docstring(docs.method(operation.docs, words, route), 8)
        self._margin = 4
        kind, annotation, facts = self._constant(operation, body, results)
        if is_wrapped(constant_name, Subscript(kind, annotation), kind):
            self._margin = 8
            kind, annotation, facts = self._constant(operation, body, results)
        sync_result, async_result = self._results(operation, annotation)
        self.run_time.add(f"{self.runtime}.operation", kind)
        stem, plain = _SENDERS[kind]
        sync = MethodView(
            "def", name, signature, _returns(sync_result), doc, call, f"return self.{stem}"
        )
        asynchronous = MethodView(
            "def" if plain else "async def",
            name,
            signature,
            _returns(async_result),
            doc,
            call,
            f"return self.{stem}" if plain else f"return await self.{stem}",
        )
        return OperationView(
            operation=operation,
            constant=constant(constant_name, Subscript(kind, annotation), kind, facts),
            sync=sync,
            asynchronous=asynchronous,
            name=name,
            arguments=arguments,
            body=body,
            results=results,
        )

    def _constant_name(self, method: str) -> str:
        name = f"_{method.strip('_').upper()}"
        while name in self.constants:
            name += "_"
        self.constants.add(name)
        return name

    # --- the constant -------------------------------------------------------------------------

    def _constant(
        self, operation: ir.Operation, body: Body | None, results: tuple[Result, ...]
    ) -> tuple[str, tuple[Annotation, ...], list[str]]:
        """Class of the constant, its type arguments, and the arguments of its constructor."""
        kind, annotation, thunks = self._kind(operation, results)
        facts = [
            string_literal(operation.method),
            string_literal(_template(operation)),
            *thunks,
            *self._facts(operation, body, results),
        ]
        return kind, annotation, facts

    def _kind(
        self, operation: ir.Operation, results: tuple[Result, ...]
    ) -> tuple[str, tuple[Annotation, ...], list[str]]:
        """Class of the constant, its type arguments, and the arguments that say what comes back."""
        if operation.paging is not None:
            return self._paged(operation.paging)
        if operation.streaming is not None and operation.streaming.always:
            return self._streamed(operation.streaming)
        types = [self._result(result) for result in results]
        thunks: list[str] = []
        main = next((it for it in results if it.type is not None), None)
        if main is not None:
            thunks.append(self._thunk("returns=", main.type))
        others = [
            self._thunk(f"{string_literal(it.status)}: ", it.type, 4)
            for it in results
            if main is not None and it.type != main.type
        ]
        if others:
            thunks.append(display("responses=", "{", others, "}", self._margin, reserve=1))
        return "Operation", (union(*types) if types else "None",), thunks

    def _paged(self, paging: ir.Paging) -> tuple[str, tuple[Annotation, ...], list[str]]:
        self.run_time.add(self.runtime.removesuffix("_runtime"), "pagination")
        item = self.annotations.output(paging.item)
        names = [f"{prefix}{page_name(paging.page)}" for prefix in ("Sync", "Async")]
        pages = tuple(Subscript(f"pagination.{name}", (item,)) for name in names)
        expression = self._run_time_type(paging.item)
        thunks = [
            value(
                f"{key}=lambda: ",
                Subscript(f"pagination.{name}", (expression,)),
                self._margin,
                reserve=1,
            )
            for key, name in zip(("sync_page", "async_page"), names, strict=True)
        ]
        return "PagedOperation", pages, thunks

    def _streamed(self, streaming: ir.Streaming) -> tuple[str, tuple[Annotation, ...], list[str]]:
        item = self.annotations.output(streaming.item)
        thunks = [self._thunk("event=", streaming.item)]
        if streaming.format != "sse":
            thunks.append(f"format={string_literal(streaming.format)}")
        if streaming.terminator:
            thunks.append(f"terminator={string_literal(streaming.terminator)}")
        return "StreamOperation", (item,), thunks

    def _result(self, result: Result) -> Annotation:
        return "None" if result.type is None else self.annotations.output(result.type)

    def _thunk(self, prefix: str, kind: ir.Type | None, indent: int = 0) -> str:
        """`prefix lambda: type`, the type that an answer is decoded to."""
        column = self._margin + indent
        return value(f"{prefix}lambda: ", self._run_time_type(kind), column, reserve=1)

    def _run_time_type(self, kind: ir.Type | None) -> Annotation:
        """The type as an expression that is evaluated at the operation's first call."""
        if kind is None:
            return "None"
        annotation = self.annotations.output(kind)
        self._import_for(annotation)
        return _without_open_enums(annotation)

    def _import_for(self, annotation: Annotation) -> None:
        stack: list[Annotation] = [annotation]
        while stack:
            match stack.pop():
                case str() as name:
                    top = name.partition(".")[0]
                    if top in ("datetime", "date"):
                        self.run_time.add("datetime", top)
                    elif top == "builtins":
                        self.run_time.add("", "builtins")
                    elif top == "Any":
                        self.run_time.add("typing", top)
                case Subscript(base, arguments):
                    stack.append(base)
                    if base == "Literal":
                        self.run_time.add("typing", base)
                    else:
                        stack.extend(arguments)
                case Either(operands):
                    stack.extend(operands)

    def _facts(
        self, operation: ir.Operation, body: Body | None, results: tuple[Result, ...]
    ) -> Iterable[str]:
        errors = self._errors(operation)
        if errors:
            yield display("errors=", "{", errors, "}", self._margin, reserve=1)
        if body is not None:
            yield f"body={string_literal(body.kind)}"
        for location, default in _DEFAULT_STYLES.items():
            styles = [
                f"{string_literal(it.name.wire)}: {style}"
                for it in operation.parameters
                if it.location == location and (style := self._style(it)) != f"Style.{default}"
            ]
            if styles:
                self.run_time.add(f"{self.runtime}.styles", "Style")
                yield display(f"{location}_styles=", "{", styles, "}", self._margin, reserve=1)
        if operation.security != self.default_security:
            yield f"security={security_literal(operation.security)}"
        if operation.idempotency_header:
            yield f"idempotency_header={string_literal(operation.idempotency_header)}"
        accept = accept_of(operation)
        plain = [it for it in results if it.kind != "none"]
        if plain and not is_json(accept) and operation.streaming is None:
            yield f"accept={string_literal(accept)}"
        if operation.servers:
            yield f"server={string_literal(_server_url(operation.servers[0]))}"

    def _errors(self, operation: ir.Operation) -> list[str]:
        found: list[str] = []
        succeeds_by_default = not any(it.status[:1] == "2" for it in operation.responses)
        for response in operation.responses:
            if response.status[:1] in "123" or (
                response.status == "default" and succeeds_by_default
            ):
                continue
            media = next((it for it in response.content if is_json(it.content_type)), None)
            if media is None or isinstance(media.type, ir.Any):
                continue
            status = response.status.upper() if response.status != "default" else "default"
            found.append(self._thunk(f"{string_literal(status)}: ", media.type, 4))
        return found

    @staticmethod
    def _style(parameter: ir.Parameter) -> str:
        style = f"Style.{_STYLES[parameter.style, parameter.explode]}"
        return f"{style}.reserved" if parameter.allow_reserved else style

    # --- the methods --------------------------------------------------------------------------

    def _signature(
        self, arguments: tuple[Argument, ...], operation: ir.Operation
    ) -> tuple[str, ...]:
        self.run_time.add(f"{self.runtime}.sentinel", "Omit")
        self.run_time.add(f"{self.runtime}.sentinel", "omit")
        for name in ("Body", "Headers", "Query", "Timeout"):
            self.static.add(f"{self.runtime}.options", name)
        lines = ["self,"]
        lines.extend(
            annotated(it.name, self.annotations.input(it.type), "", 8, parameter=True)
            for it in arguments
            if it.positional
        )
        lines.append("*,")
        for it in arguments:
            if it.positional:
                continue
            kind = self.annotations.input(it.type)
            if it.required:
                lines.append(annotated(it.name, kind, "", 8, parameter=True))
            else:
                kind = Either((*_operands(kind), "Omit"))
                lines.append(annotated(it.name, kind, "omit", 8, parameter=True))
        lines.extend(f"{option}," for option in _OPTIONS)
        if operation.method in ("POST", "PATCH"):
            lines.append("idempotency_key: str | None = None,")
        return tuple(lines)

    def _call(
        self, constant_name: str, arguments: tuple[Argument, ...], operation: ir.Operation
    ) -> tuple[str, ...]:
        lines = [f"{constant_name},"]
        for location, keyword in _KEYWORDS.items():
            items = [
                f"{string_literal(it.wire)}: {it.name}"
                for it in arguments
                if it.location == location
            ]
            if items:
                lines.append(display(f"{keyword}=", "{", items, "}", 12, reserve=1) + ",")
        lines.extend(f"body={it.name}," for it in arguments if it.location == "content")
        lines.extend(f"{option}={option}," for option in _PASSED)
        if operation.method in ("POST", "PATCH"):
            lines.append("idempotency_key=idempotency_key,")
        return tuple(lines)

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


def _operands(annotation: Annotation) -> tuple[Annotation, ...]:
    return annotation.operands if isinstance(annotation, Either) else (annotation,)


def _returns(annotation: Annotation) -> str:
    return returns(") -> ", annotation, 4)


def _template(operation: ir.Operation) -> str:
    return "".join(
        part if isinstance(part, str) else f"{{{part.name.wire}}}" for part in operation.path
    )


def security_literal(alternatives: tuple[ir.SecurityRequirement, ...]) -> str:
    """Alternatives of credentials as the runtime takes them: a tuple of tuples of ids."""
    rows = [
        _tuple([string_literal(scheme) for scheme, _ in requirement.schemes])
        for requirement in alternatives
    ]
    return _tuple(rows)


def _tuple(items: list[str]) -> str:
    return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"


def _server_url(server: ir.Server) -> str:
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.name.wire}}}", variable.default)
    return url


def _without_open_enums(annotation: Annotation) -> Annotation:
    match annotation:
        case Subscript(base, arguments) if base in ("OpenEnum", "OpenIntEnum"):
            return _without_open_enums(arguments[0])
        case Subscript(base, arguments):
            return Subscript(base, tuple(map(_without_open_enums, arguments)))
        case Either(operands):
            return Either(tuple(map(_without_open_enums, operands)))
        case _:
            return annotation
