"""The constant of an operation: method, path, results, errors, styles on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from clientsmith import ir
from clientsmith.contents import Body, Result, accept_of, files_of
from clientsmith.preparation import error_headers_pointer, errors_of, status_of
from clientsmith.targets.python.annotations import Annotations
from clientsmith.targets.python.expressions import Expression, statement, tuple_of
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.layout import (
    Annotation,
    Either,
    Subscript,
    constant,
    display,
    is_wrapped,
    union,
    value,
)
from clientsmith.targets.python.pages import page_name
from clientsmith.targets.python.scopes import Module
from clientsmith.targets.python.text import string_literal
from clientsmith.wire import path_template

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
_DEFAULT_STYLES = {
    "path": "Style.SIMPLE",
    "query": "Style.FORM",
    "header": "Style.SIMPLE",
    "cookie": "Style.FORM",
}


class ConstantView(msgspec.Struct, frozen=True):
    """The constant of one operation."""

    text: str
    kind: str
    """`Operation`, `PagedOperation` or `StreamOperation`."""
    types: tuple[Annotation, ...]
    """What it gives: the type arguments of its class."""


class Constants:
    """Lowers operations to the constants of one module."""

    def __init__(
        self,
        annotations: Annotations,
        imports: Imports,
        module: Module,
        default_security: tuple[ir.SecurityRequirement, ...],
        attributes: Mapping[ir.Pointer, str],
    ) -> None:
        """`imports` are those that the constants need when the module is loaded, `attributes`
        those of the client, by the option they are for."""
        self.annotations = annotations
        self.imports = imports
        self.module = module
        self.default_security = default_security
        self.attributes = attributes
        self._margin = 4
        """Where the arguments of the constant being written begin."""
        self._known_errors: dict[tuple[int, int], str] = {}
        """By what identifies an answer, which lives as long as the API, and the margin."""
        self._loose = msgspec.structs.replace(annotations, hoist=lambda _: "Any")
        """For what is decoded: a union without a name that msgspec cannot decode is any value."""

    def lower(
        self, name: str, operation: ir.Operation, body: Body | None, results: tuple[Result, ...]
    ) -> ConstantView:
        """The constant called `name`."""
        self._margin = 4
        kind, types, arguments = self._constant(operation, body, results)
        if is_wrapped(name, Subscript(kind, types), kind):
            self._margin = 8
            kind, types, arguments = self._constant(operation, body, results)
        self.imports.add(f"{self.module.runtime}.operation", kind)
        return ConstantView(constant(name, Subscript(kind, types), kind, arguments), kind, types)

    def _constant(
        self, operation: ir.Operation, body: Body | None, results: tuple[Result, ...]
    ) -> tuple[str, tuple[Annotation, ...], list[str]]:
        """Class of the constant, its type arguments, and the arguments of its constructor."""
        kind, annotation, thunks = self._kind(operation, results)
        facts = [
            string_literal(operation.method),
            string_literal(path_template(operation)),
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
        if main is not None and any(it.type != main.type for it in results):
            # A range would answer for the main status too, so that one is listed beside it.
            ranged = any("X" in it.status.upper() for it in results)
            others = [
                self._thunk(f"{string_literal(it.status.upper())}: ", it.type, 4)
                for it in results
                if it.type != main.type or ranged
            ]
            thunks.append(display("responses=", "{", others, "}", self._margin, reserve=1))
        return "Operation", (union(*types) if types else "None",), thunks

    def _paged(self, paging: ir.Paging) -> tuple[str, tuple[Annotation, ...], list[str]]:
        top = package_name("pagination", self.module, self.imports, self.annotations.shadowed)
        item = self.annotations.output(paging.item)
        names = [f"{prefix}{page_name(paging.page)}" for prefix in ("Sync", "Async")]
        pages = tuple(Subscript(f"{top}.{name}", (item,)) for name in names)
        expression = self.run_time_type(paging.item)
        thunks = [
            value(
                f"{key}=lambda: ",
                Subscript(f"{top}.{name}", (expression,)),
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
        return "None" if result.type is None else self._output(result.type)

    def _output(self, kind: ir.Type, annotations: Annotations | None = None) -> Annotation:
        """What a whole answer is: bytes where a member of JSON would be text."""
        if isinstance(kind, ir.Binary):
            return self.annotations.builtin("bytes")
        return (annotations or self.annotations).output(kind)

    def _thunk(self, prefix: str, kind: ir.Type | None, indent: int = 0) -> str:
        """`prefix lambda: type`, the type that an answer is decoded to."""
        column = self._margin + indent
        return value(f"{prefix}lambda: ", self.run_time_type(kind), column, reserve=1)

    def run_time_type(self, kind: ir.Type | None) -> Annotation:
        """The type as an expression that is evaluated at the operation's first call."""
        if kind is None:
            return "None"
        annotation = self._output(kind, self._loose)
        self._import_for(annotation)
        return _without_open_enums(annotation)

    def _import_for(self, annotation: Annotation) -> None:
        stack: list[Annotation] = [annotation]
        while stack:
            match stack.pop():
                case str() as name:
                    top = name.partition(".")[0]
                    if top in ("datetime", "date"):
                        self.imports.add("datetime", top)
                    elif top == "builtins":
                        self.imports.add("", "builtins")
                    elif top == "Any":
                        self.imports.add("typing", top)
                case Subscript(base, arguments):
                    stack.append(base)
                    if base == "Literal":
                        self.imports.add("typing", base)
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
        headers = self._error_headers(operation)
        if headers:
            yield display("error_headers=", "{", headers, "}", self._margin, reserve=1)
        if body is not None:
            yield f"body={string_literal(body.kind)}"
            is_multipart = body.media.format == "multipart"
            names = files_of(body, self.annotations.schemas) if is_multipart else []
            files = [string_literal(it) for it in names]
            if files:
                yield display("files=", "[", files, "]", self._margin, reserve=1)
            if body.properties is not None and not body.required:
                yield "optional_body=True"
        styled = [(it, self._style(it)) for it in operation.parameters]
        styled = [(it, style) for it, style in styled if style != _DEFAULT_STYLES[it.location]]
        for location in _DEFAULT_STYLES if styled else ():
            styles = [
                f"{string_literal(it.name.wire)}: {style}"
                for it, style in styled
                if it.location == location
            ]
            if styles:
                self.imports.add(f"{self.module.runtime}.styles", "Style")
                yield display(f"{location}_styles=", "{", styles, "}", self._margin, reserve=1)
        encodings = [] if body is None else self._encodings(body)
        if encodings:
            yield display("encoding=", "{", encodings, "}", self._margin, reserve=1)
        if operation.security != self.default_security:
            line = security_statement("security=", operation.security, self._margin, ",")
            yield line.removesuffix(",")
        if operation.idempotency_header:
            yield f"idempotency_header={string_literal(operation.idempotency_header)}"
        accept = accept_of(operation)
        plain = [it for it in results if it.kind != "none"]
        streaming = operation.streaming is not None and operation.streaming.always
        if plain and accept != "application/json" and not streaming:
            yield f"accept={string_literal(accept)}"
        if operation.timeout is not None:
            yield f"timeout={operation.timeout!r}"
        if operation.retry is not None and operation.retry.max_retries is not None:
            yield f"max_retries={operation.retry.max_retries}"
        values = [self._client_value(it) for it in operation.parameters if it.option]
        if values:
            self.imports.add(f"{self.module.runtime}.operation", "ClientValue")
            yield display("client_values=", "[", values, "]", self._margin, reserve=1)
        if operation.retry is not None and operation.retry.statuses:
            statuses = list(map(string_literal, operation.retry.statuses))
            yield display("retry_statuses=", "[", statuses, "]", self._margin, reserve=1)
        if operation.servers:
            yield f"server={string_literal(_server_url(operation.servers[0]))}"

    def _client_value(self, parameter: ir.Parameter) -> str:
        """What the client fills where a call does not."""
        many = {"header": "headers", "cookie": "cookies"}
        place = many.get(parameter.location, parameter.location)
        found = [place, parameter.name.wire, self.attributes[parameter.option]]
        items = [*map(string_literal, found), *(("required=True",) if parameter.required else ())]
        return display("ClientValue", "(", items, ")", self._margin + 4, reserve=1)

    def _errors(self, operation: ir.Operation) -> list[str]:
        return [found for it in errors_of(operation) if (found := self._error(it))]

    def _error(self, response: ir.Response) -> str:
        """Status and type of an error; "" where its body has none. Operations share answers."""
        key = id(response), self._margin
        found = self._known_errors.get(key)
        if found is None:
            media = next((it for it in response.content if it.format == "json"), None)
            found = ""
            if media is not None and not isinstance(media.type, ir.Any):
                found = self._thunk(f"{_status(response)}: ", media.type, 4)
            self._known_errors[key] = found
        return found

    def _error_headers(self, operation: ir.Operation) -> list[str]:
        pointers = [
            (_status(it), error_headers_pointer(it)) for it in errors_of(operation) if it.headers
        ]
        return [
            self._thunk(f"{status}: ", ir.Ref(pointer=pointer), 4)
            for status, pointer in pointers
            if pointer in self.annotations.schemas
        ]

    def _encodings(self, body: Body) -> list[str]:
        """How members of a form are written, where it is not the usual way."""
        found: list[str] = []
        for it in body.media.encoding:
            written = ""
            if it.style is not None:
                self.imports.add(f"{self.module.runtime}.styles", "Style")
                explode = it.style == "form" if it.explode is None else it.explode
                written = f"Style.{_STYLES[it.style, explode]}"
            elif it.content_type and body.kind == "multipart":
                written = string_literal(it.content_type)
            elif it.content_type.partition(";")[0].strip() == "application/json":
                self.imports.add(f"{self.module.runtime}.styles", "Style")
                written = "Style.JSON"
            if written and "*" not in written:
                found.append(f"{string_literal(it.property)}: {written}")
        return found

    @staticmethod
    def _style(parameter: ir.Parameter) -> str:
        style = f"Style.{_STYLES[parameter.style, parameter.explode]}"
        return f"{style}.reserved" if parameter.allow_reserved else style


def _status(response: ir.Response) -> str:
    """The key of an error, as a literal."""
    return string_literal(status_of(response))


def package_name(package: str, module: Module, imports: Imports, shadowed: frozenset[str]) -> str:
    """What a module calls a package at the top; another name where a method hides it."""
    top = "." * len(module.path)
    if package not in shadowed:
        return imports.add(top, package)
    imports.add(top, f"{package} as _{package}")
    return f"_{package}"


def security_statement(
    prefix: str, alternatives: tuple[ir.SecurityRequirement, ...], indent: int, suffix: str = ""
) -> str:
    """`prefix` and the alternatives as the runtime takes them: a tuple of tuples of ids."""
    rows: list[Expression] = [
        tuple_of([string_literal(scheme) for scheme, _ in requirement.schemes])
        for requirement in alternatives
    ]
    return statement(prefix, tuple_of(rows), indent, suffix)


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
