"""Operations as TypeScript: a function over any client, and a method that calls it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from clientsmith import ir
from clientsmith.contents import Body, Result, results_of
from clientsmith.targets.typescript import docs
from clientsmith.targets.typescript.annotations import Annotations
from clientsmith.targets.typescript.arguments import Argument, Arguments, arguments_of, sent_body
from clientsmith.targets.typescript.constants import Constants, kind_of, path_template
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.layout import (
    Generic,
    Type,
    display,
    inline,
    signature,
    typed,
    union,
)
from clientsmith.targets.typescript.models import Declarations, commented, separated
from clientsmith.targets.typescript.reach import takes_files
from clientsmith.targets.typescript.scopes import Scope, runtime
from clientsmith.targets.typescript.symbols import PAGINATION, Symbol, Symbols
from clientsmith.targets.typescript.text import (
    doc_comment,
    identifier,
    inline_code,
    is_reserved,
    key,
    object_key,
)

_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")
_CALLS = {
    "Operation": ("promise", "request"),
    "PagedOperation": ("paging", "requestPage"),
    "StreamOperation": ("streaming", "requestStream"),
}


class MethodView(msgspec.Struct, frozen=True):
    """A method of a class."""

    name: str
    doc: str
    head: str
    call: str
    has_gap: bool
    """Whether a blank line stands before it."""


class OperationView(msgspec.Struct, frozen=True):
    """One operation: its constant, its function, its method, the type of its parameters."""

    operation: ir.Operation
    constant: str
    function: str
    """The name of the function."""
    exported: str
    """The name that the module exports it by."""
    function_doc: str
    function_head: str
    statements: tuple[str, ...]
    method: MethodView
    declaration: str
    """The type of the parameters; empty when there are none."""
    arguments: Arguments
    body: Body | None
    results: tuple[Result, ...]
    result: Type
    params: str
    """How the type of the parameters is called in the module."""


class Operations:
    """Lowers the operations of one module."""

    def __init__(
        self,
        schemas: Mapping[ir.Pointer, ir.Schema],
        symbols: Symbols,
        annotations: Annotations,
        imports: Imports,
    ) -> None:
        self._schemas = schemas
        self._symbols = symbols
        self._annotations = annotations
        self._imports = imports

    def lower(
        self,
        operation: ir.Operation,
        names: tuple[str, str, str],
        declarations: Declarations,
        constants: Constants,
        has_gap: bool,
    ) -> OperationView:
        """Lower one operation; `names` are those of its method, its function and its constant."""
        method, function, constant = names
        body = sent_body(operation, self._schemas)
        arguments = arguments_of(operation, body, self._schemas)
        results = tuple(results_of(operation))
        result = self._result(operation, results)
        symbol = self._symbols.parameters[operation.pointer]
        client = f"client: {self._imports.type(runtime('client'), 'APIClient')}"
        module, name = _CALLS[kind_of(operation)[1]]
        send = self._imports.value(runtime(module), name)
        before, passed = _passed(arguments, body, self._imports)
        call = display(f"return {send}(", "", ["client", constant, passed, "options"], ");", 2)
        words, tags = _docs(operation, arguments)
        given = self._given(arguments, symbol)
        start = "function" if is_reserved(method) or method != function else "export function"
        return OperationView(
            operation=operation,
            constant=constants.lower(constant, operation, body, results),
            function=function,
            exported="" if start == "export function" else method,
            function_doc=doc_comment(words, tags),
            function_head=signature(f"{start} {function}", [client, *given], result, " {", 0),
            statements=(*before, call),
            method=self.method(operation, method, function, "this._client", has_gap),
            declaration=self._declaration(operation, arguments, body, symbol.name, declarations),
            arguments=arguments,
            body=body,
            results=results,
            result=result,
            params=symbol.name,
        )

    def method(
        self, operation: ir.Operation, method: str, function: str, client: str, has_gap: bool
    ) -> MethodView:
        """The method that calls `function` with `client`."""
        arguments = arguments_of(operation, sent_body(operation, self._schemas), self._schemas)
        result = self._result(operation, tuple(results_of(operation)))
        given = self._given(arguments, self._symbols.parameters[operation.pointer])
        names = [client, *(it for it, _ in arguments.positional)]
        if arguments.has_params:
            names.append(params_name(arguments))
        return MethodView(
            name=method,
            doc=doc_comment(*_docs(operation, arguments), 2),
            head=signature(method, given, result, " {", 2),
            call=display(f"return {function}(", "", [*names, "options"], ");", 4),
            has_gap=has_gap,
        )

    def _given(self, arguments: Arguments, symbol: Symbol) -> list[str]:
        self._annotations.has_files = False
        params = self._annotations.name(symbol) if arguments.has_params else ""
        found = [
            f"{name}: {inline(self._annotations.type(it.type, 'input'))}"
            for name, it in arguments.positional
        ]
        if arguments.has_params:
            name = params_name(arguments)
            if arguments.required:
                found.append(f"{name}: {params}")
            else:
                found.append(f"{name}?: {params} | null")
        return [*found, f"options?: {self._imports.type(runtime('options'), 'RequestOptions')}"]

    def _result(self, operation: ir.Operation, results: tuple[Result, ...]) -> Type:
        """What the method returns."""
        if operation.paging is not None:
            item = self._annotations.type(operation.paging.item, "output")
            name = self._symbols.pages[operation.paging.page.name.words]
            page = Generic(self._imports.type(PAGINATION, name), (item,))
            promise = self._imports.type(runtime("paging"), "PagePromise")
            return Generic(promise, (page, item))
        if operation.streaming is not None and operation.streaming.always:
            item = self._annotations.type(operation.streaming.item, "output")
            stream = Generic(self._imports.type(runtime("streaming"), "Stream"), (item,))
            return self._promise(stream)
        return self._promise(self._value(results))

    def _promise(self, value: Type) -> Type:
        return Generic(self._imports.type(runtime("promise"), "APIPromise"), (value,))

    def _value(self, results: tuple[Result, ...]) -> Type:
        if any(it.kind == "binary" for it in results):
            return "Response"
        kinds = [
            self._annotations.type(it.type, "output")
            for it in results
            if it.kind != "none" and it.type is not None
        ]
        if not kinds:
            return "void"
        if any(it.kind == "none" for it in results):
            kinds.append("undefined")
        return union(kinds)

    def _declaration(
        self,
        operation: ir.Operation,
        arguments: Arguments,
        body: Body | None,
        name: str,
        declarations: Declarations,
    ) -> str:
        if not arguments.has_params:
            return ""
        self._annotations.has_files = False
        members = [self._member(it) for it in arguments.members]
        self._annotations.has_files = body is not None and takes_files(body.media)
        head = doc_comment(
            f"Parameters of `{operation.method} {inline_code(path_template(operation))}`."
        )
        if arguments.whole == "argument" and body is not None:
            kind = self._annotations.type(body.media.type, "input")
            text = typed(f"export type {name} =", kind, ";", 0)
        else:
            extends = ""
            schema = arguments.flattened
            if schema is not None:
                symbol = self._symbols.schemas.get(schema.pointer)
                symbol = self._symbols.inputs.get(schema.pointer, symbol)
                if symbol is not None and symbol.name != name:
                    extends = f" extends {self._annotations.name(symbol)}"
                else:
                    members.extend(
                        declarations.member(prop, "input", 2)
                        for prop in schema.properties
                        if not prop.read_only
                    )
            elif arguments.whole and body is not None:
                optional = "" if body.required else "?"
                kind = self._annotations.type(body.media.type, "input")
                members.append(typed(f"{key(arguments.body_key)}{optional}:", kind, ";", 2))
            inner = separated(members, 2)
            body_text = f"{{\n{inner}\n}}" if inner else "{}"
            text = f"export interface {name}{extends} {body_text}"
        return f"{head}\n{text}"

    def _member(self, it: Argument) -> str:
        words, tags = docs.described(it.source.docs, it.source.type, it.source.default)
        optional = "" if it.source.required else "?"
        kind = self._annotations.type(it.source.type, "input")
        line = typed(f"{key(it.key)}{optional}:", kind, ";", 2)
        return commented(doc_comment(words, tags, 2), line, 2)


def params_name(arguments: Arguments) -> str:
    """The name of the argument with the parameters, which says what the whole of it is."""
    if arguments.whole == "argument":
        return "body"
    if arguments.flattened is not None:
        return "params" if arguments.members else "body"
    locations = {it.source.location for it in arguments.members}
    return "query" if locations == {"query"} and not arguments.whole else "params"


def _docs(operation: ir.Operation, arguments: Arguments) -> tuple[str, list[tuple[str, str]]]:
    words = (
        docs.text(operation.docs) or f"`{operation.method} {inline_code(path_template(operation))}`"
    )
    tags = [
        (f"@param {name}", text)
        for name, it in arguments.positional
        if (text := docs.text(it.docs))
    ]
    tags.extend(docs.throws(operation))
    tags.extend(docs.tags(operation.docs))
    return words, tags


def _passed(arguments: Arguments, body: Body | None, imports: Imports) -> tuple[list[str], str]:
    """The statement that takes the parameters apart, where there must be one; what is passed."""
    name = params_name(arguments)
    parts: dict[str, list[str]] = {"path": [], "query": [], "header": [], "cookie": []}
    for local, parameter in arguments.positional:
        parts["path"].append(_pair(parameter.name.wire, local))
    rest = "body" if arguments.flattened is not None else ""
    if not rest and any(it.source.location == "query" for it in arguments.members):
        rest = "query"
    taken = Scope(
        {"client", "options", name, "body", "query", *(it for it, _ in arguments.positional)}
    )
    pulled: list[str] = []
    renamed = any(it.key != it.source.name.wire for it in arguments.members)
    for it in arguments.members:
        location = it.source.location
        if location == rest and not renamed:
            continue
        local = it.key
        if not _PLAIN.match(local) or local in taken or identifier([local]) != local:
            local = taken.claim(identifier(it.source.name.words, "value"), f"{location}Value")
        else:
            taken.claim(local)
        pulled.append(local if local == it.key else f"{object_key(it.key)}: {local}")
        parts[location].append(_pair(it.source.name.wire, local))
    if renamed and rest == "query":
        rest = ""
    whole = ""
    if arguments.whole == "argument":
        whole = "body" if name == "body" else f"body: {name}"
    elif arguments.whole == "member":
        local = "body" if name != "body" else "content"
        pulled.append(
            arguments.body_key
            if arguments.body_key == local
            else f"{key(arguments.body_key)}: {local}"
        )
        whole = "body"
    before: list[str] = []
    source = name if arguments.required else f"{name} ?? {{}}"
    if pulled:
        names = [*pulled, *([f"...{rest}"] if rest else [])]
        before.append(display("const ", "{", names, f"}} = {source};", 2))
    elif rest == "body" and name != "body":
        whole = f"body: {source}"
    elif rest == "body" and not arguments.required:
        whole = "body: body ?? {}"
    passed = [
        f"{keyword}: {{ {', '.join(parts[location])} }}"
        for location, keyword in (("path", "path"), ("query", "query"), ("header", "headers"))
        if parts[location]
    ]
    if rest == "query":
        passed.append("query" if pulled or name == "query" else f"query: {name}")
    if parts["cookie"]:
        passed.append(f"cookies: {{ {', '.join(parts['cookie'])} }}")
    if rest == "body":
        whole = whole or "body"
        if body is not None and not body.required:
            optional = imports.value(runtime("bodies"), "optionalBody")
            whole = f"body: {optional}({whole.removeprefix('body: ')})"
    if whole:
        passed.append(whole)
    return before, display("", "{", passed, "}", 4) if passed else "{}"


def _pair(wire: str, local: str) -> str:
    return local if wire == local else f"{object_key(wire)}: {local}"
