"""Operations as TypeScript: a function over any client, and a method that calls it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from clientsmith import ir
from clientsmith.contents import Body, Result, results_of
from clientsmith.notes import Spelling, callbacks_of, further_of, method_of, notes_of
from clientsmith.preparation import headers_pointer, path_key
from clientsmith.targets.typescript import docs
from clientsmith.targets.typescript.annotations import Annotations
from clientsmith.targets.typescript.arguments import Argument, Arguments, arguments_of, sent_body
from clientsmith.targets.typescript.calling import (
    filled,
    flag_in,
    flag_of,
    flag_read,
    params_name,
    passed,
)
from clientsmith.targets.typescript.constants import Constants, kind_of
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
from clientsmith.targets.typescript.scopes import runtime
from clientsmith.targets.typescript.symbols import PAGINATION, Symbol, Symbols
from clientsmith.targets.typescript.text import (
    doc_comment,
    inline_code,
    is_reserved,
    key,
)
from clientsmith.wire import path_template

_CALLS = {
    "Operation": ("promise", "request"),
    "PagedOperation": ("paging", "requestPage"),
    "StreamOperation": ("streaming", "requestStream"),
}


class MethodView(msgspec.Struct, frozen=True):
    """A method of a class."""

    name: str
    doc: str
    overloads: tuple[str, ...]
    head: str
    call: str
    has_gap: bool
    """Whether a blank line stands before it."""


class Facts(msgspec.Struct, frozen=True):
    """What a function and the method that calls it have in common."""

    arguments: Arguments
    given: list[str]
    """The parameters with their types."""
    result: Type
    words: str
    tags: list[tuple[str, str]]


class OperationView(msgspec.Struct, frozen=True):
    """One operation: its constant, its function, its method, the type of its parameters."""

    operation: ir.Operation
    constant: str
    function: str
    """The name of the function."""
    exported: str
    """The name that the module exports it by."""
    function_doc: str
    overloads: tuple[str, ...]
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
    flag: str
    """What asks for a stream in place of an answer; or empty."""


class Operations:
    """Lowers the operations of one module."""

    def __init__(
        self,
        api: ir.Api,
        symbols: Symbols,
        annotations: Annotations,
        imports: Imports,
        globals: Mapping[ir.Pointer, str],
    ) -> None:
        self._api = api
        self._schemas = api.schemas
        self._spelling = _spelling(api, symbols)
        self._symbols = symbols
        self._annotations = annotations
        self._imports = imports
        self._globals = globals
        """Names of the client's options that fill parameters, by their keys."""

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
        result = self._result(operation)
        symbol = self._symbols.parameters[operation.pointer]
        client = f"client: {self._imports.type(runtime('client'), 'APIClient')}"
        module, name = _CALLS[kind_of(operation)[1]]
        send = self._imports.value(runtime(module), name)
        before, sent = passed(arguments, body, self._imports)
        sent = filled(sent, operation, self._globals, self._imports)
        flag = flag_of(operation, self._schemas)
        call = display(f"return {send}(", "", ["client", constant, sent, "options"], ");", 2)
        if flag:
            call = self._either(call, arguments, flag)
        words, tags = self._docs(operation, arguments)
        given = self._given(arguments, symbol)
        start = "function" if is_reserved(method) or method != function else "export function"
        return OperationView(
            operation=operation,
            constant=constants.lower(constant, operation, body, results, flag),
            function=function,
            exported="" if start == "export function" else method,
            function_doc=doc_comment(words, tags),
            overloads=self._overloads(operation, f"{start} {function}", [client], arguments, 0),
            function_head=signature(f"{start} {function}", [client, *given], result, " {", 0),
            statements=(*before, call),
            method=self._method(
                operation,
                (method, function, "this._client"),
                Facts(arguments, given, result, words, tags),
                has_gap,
            ),
            declaration=self._declaration(operation, arguments, body, symbol.name, declarations),
            arguments=arguments,
            body=body,
            results=results,
            result=result,
            params=symbol.name,
            flag=flag,
        )

    def method(
        self, operation: ir.Operation, method: str, function: str, client: str, has_gap: bool
    ) -> MethodView:
        """The method that calls `function` with `client`."""
        arguments = arguments_of(operation, sent_body(operation, self._schemas), self._schemas)
        facts = Facts(
            arguments,
            self._given(arguments, self._symbols.parameters[operation.pointer]),
            self._result(operation),
            *self._docs(operation, arguments),
        )
        return self._method(operation, (method, function, client), facts, has_gap)

    def _method(
        self, operation: ir.Operation, names: tuple[str, str, str], facts: Facts, has_gap: bool
    ) -> MethodView:
        method, function, client = names
        arguments = facts.arguments
        given = [client, *(it for it, _ in arguments.positional)]
        if arguments.has_params:
            given.append(params_name(arguments))
        return MethodView(
            name=method,
            doc=doc_comment(facts.words, facts.tags, 2),
            overloads=self._overloads(operation, method, [], arguments, 2),
            head=signature(method, facts.given, facts.result, " {", 2),
            call=display(f"return {function}(", "", [*given, "options"], ");", 4),
            has_gap=has_gap,
        )

    def _overloads(
        self,
        operation: ir.Operation,
        start: str,
        first: list[str],
        arguments: Arguments,
        indent: int,
    ) -> tuple[str, ...]:
        """An answer without the flag, a stream with it, either where nobody knows."""
        flag = flag_of(operation, self._schemas)
        if not flag:
            return ()
        found = flag_in(arguments, flag)
        assert found is not None and operation.streaming is not None
        symbol = self._symbols.parameters[operation.pointer]
        *before, params, options = self._given(arguments, symbol)
        name = params_name(arguments)
        kind = self._annotations.name(symbol)
        off = "false | null" if isinstance(found.type, ir.Nullable) else "false"
        optional = "" if found.required else "?"
        plain = f"{kind} & {{ {key(flag)}{optional}: {off} }}"
        plain = f"{name}: {plain}" if arguments.required else f"{name}?: ({plain}) | null"
        streamed = f"{name}: {kind} & {{ {key(flag)}: true }}"
        answer = self._promise(self._value(tuple(results_of(operation))), operation)
        stream = self._promise(self._stream(operation.streaming), operation)
        rows = [(plain, answer), (streamed, stream), (params, self._result(operation))]
        return tuple(
            signature(start, [*first, *before, given, options], result, ";", indent)
            for given, result in rows
        )

    def _either(self, call: str, arguments: Arguments, flag: str) -> str:
        """The statement that returns a stream where the flag is set, else `call`."""
        stream = self._imports.value(runtime("streaming"), "requestStream")
        plain = call.removeprefix("return ")
        streamed = f"{stream}{plain[plain.index('('):]}"
        return f"if ({flag_read(arguments, flag)}) return {streamed}\n  {call}"

    def _docs(
        self, operation: ir.Operation, arguments: Arguments
    ) -> tuple[str, list[tuple[str, str]]]:
        """The text and the tags of a function."""
        route = f"`{operation.method} {inline_code(path_template(operation))}`"
        body = sent_body(operation, self._schemas)
        parts = [docs.text(operation.docs) or route]
        parts.extend(notes_of(operation, body, self._schemas, self._spelling))
        for title, pairs in further_of(operation, self._spelling):
            rows = [f"- `{inline_code(name)}`: {words}" for name, words in pairs]
            parts.extend(["\n".join([f"{title}:", "", *rows])] if rows else [])
        tags: list[tuple[str, str]] = []
        for name, it in arguments.positional:
            words, _ = docs.described(it.docs, it.type)
            if words:
                tags.append((f"@param {name}", words))
        tags.extend(docs.throws(operation))
        tags.extend(docs.tags(operation.docs))
        return "\n\n".join(parts), tags

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

    def _result(self, operation: ir.Operation) -> Type:
        """What the method returns."""
        if operation.paging is not None:
            item = self._annotations.type(operation.paging.item, "output")
            name = self._symbols.pages[operation.paging.page.name.words]
            page = Generic(self._imports.type(PAGINATION, name), (item,))
            promise = self._imports.type(runtime("paging"), "PagePromise")
            return Generic(promise, (page, item, *self._headers(operation)))
        if operation.streaming is not None and operation.streaming.always:
            return self._promise(self._stream(operation.streaming), operation)
        value = self._value(tuple(results_of(operation)))
        if operation.streaming is not None and flag_of(operation, self._schemas):
            value = union([value, self._stream(operation.streaming)])
        return self._promise(value, operation)

    def _stream(self, streaming: ir.Streaming) -> Type:
        item = self._annotations.type(streaming.item, "output")
        return Generic(self._imports.type(runtime("streaming"), "Stream"), (item,))

    def _promise(self, value: Type, operation: ir.Operation) -> Type:
        promise = self._imports.type(runtime("promise"), "APIPromise")
        return Generic(promise, (value, *self._headers(operation)))

    def _headers(self, operation: ir.Operation) -> tuple[Type, ...]:
        """The type of the declared headers of the answer, where there are some."""
        symbol = self._symbols.schemas.get(headers_pointer(operation))
        return () if symbol is None else (self._annotations.name(symbol),)

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
        about = docs.text(operation.body.docs) if body is not None and operation.body else ""
        route = f"Parameters of `{operation.method} {inline_code(path_template(operation))}`."
        is_beside = arguments.whole == "member"
        head = doc_comment(f"{route}\n\n{about}" if about and not is_beside else route)
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
                line = typed(f"{key(arguments.body_key)}{optional}:", kind, ";", 2)
                members.append(commented(doc_comment(about, (), 2), line, 2))
            inner = separated(members, 2)
            body_text = f"{{\n{inner}\n}}" if inner else "{}"
            text = f"export interface {name}{extends} {body_text}"
        return f"{head}\n{text}"

    def _member(self, it: Argument) -> str:
        words, tags = docs.described(it.source.docs, it.source.type, it.source.default)
        if it.source.option:
            words = f"{words}\n\nThe client's own where it is left out.".strip()
        optional = "" if it.required else "?"
        kind = self._annotations.type(it.source.type, "input")
        line = typed(f"{key(it.key)}{optional}:", kind, ";", 2)
        return commented(doc_comment(words, tags, 2), line, 2)


def _spelling(api: ir.Api, symbols: Symbols) -> Spelling:
    """What notes call things."""

    def kind(pointer: ir.Pointer) -> str:
        symbol = symbols.schemas.get(pointer)
        return "" if symbol is None else symbol.qualified

    def names(resource: ir.Resource) -> tuple[Mapping[ir.Pointer, str], tuple[str, ...]]:
        found = symbols.resources[path_key(resource)]
        return found.methods, found.children

    def method(pointer: ir.Pointer) -> str:
        return method_of(pointer, api.root, names)

    return Spelling(
        "asResponse()", kind, method, docs.text, callbacks_of(api), "error.typedHeaders"
    )
