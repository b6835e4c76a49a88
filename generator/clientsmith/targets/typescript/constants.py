"""The constant of an operation: method, path, body, results, styles on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from clientsmith import ir
from clientsmith.contents import Body, Result, accept_of, files_of, resolve
from clientsmith.preparation import error_headers_pointer, errors_of, headers_pointer, status_of
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.layout import display
from clientsmith.targets.typescript.scopes import runtime
from clientsmith.targets.typescript.text import literal, object_key, string_literal
from clientsmith.wire import path_template

_STYLES = {
    "path": {
        ("simple", False): "simple",
        ("simple", True): "simpleExplode",
        ("label", False): "label",
        ("label", True): "labelExplode",
        ("matrix", False): "matrix",
        ("matrix", True): "matrixExplode",
        ("content", False): "jsonPath",
        ("content", True): "jsonPath",
    },
    "header": {
        ("simple", True): "headerExplode",
        ("content", False): "jsonHeader",
        ("content", True): "jsonHeader",
    },
    "query": {
        ("form", False): "formComma",
        ("spaceDelimited", False): "spaceDelimited",
        ("pipeDelimited", False): "pipeDelimited",
        ("deepObject", False): "deepObject",
        ("deepObject", True): "deepObject",
        ("content", False): "json",
        ("content", True): "json",
    },
}
_STYLES["cookie"] = _STYLES["query"]
_RESERVED = {"path": "reservedPath", "query": "reserved", "cookie": "reserved"}
_REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"})
"""Methods that may be repeated although the server may have seen them (RFC 9110)."""
_SCALARS = (ir.Boolean, ir.Integer, ir.Number, ir.String, ir.Enum, ir.Const)
_READERS = {"bigint": "readJSON", "number": "readSafely"}


def kind_of(operation: ir.Operation, flag: str = "") -> tuple[str, str]:
    """The type of an operation's constant: its module in the runtime, and its name."""
    if operation.paging is not None:
        return "paging", "PagedOperation"
    if operation.streaming is not None and (operation.streaming.always or flag):
        return "streaming", "StreamOperation"
    return "operation", "Operation"


class Constants:
    """Lowers operations to the constants of one module."""

    def __init__(
        self,
        schemas: Mapping[ir.Pointer, ir.Schema],
        int64: str,
        default_security: tuple[ir.SecurityRequirement, ...],
        imports: Imports,
    ) -> None:
        self._schemas = schemas
        self._reader = _READERS[int64]
        self._security = default_security
        self._imports = imports

    def lower(
        self,
        name: str,
        operation: ir.Operation,
        body: Body | None,
        results: tuple[Result, ...],
        flag: str = "",
    ) -> str:
        """The constant called `name`; `flag` is what asks for a stream."""
        module, kind = kind_of(operation, flag)
        local = self._imports.type(runtime(module), kind)
        rows = [
            f"method: {string_literal(operation.method)}",
            f"path: {string_literal(path_template(operation))}",
            *self._styles(operation),
            *self._body(body),
            *self._results(operation, results, flag),
            *self._headers(operation),
            *self._facts(operation),
        ]
        body_text = "".join(f"  {row},\n" for row in rows)
        return f"const {name}: {local} = {{\n{body_text}}};"

    def _styles(self, operation: ir.Operation) -> Iterator[str]:
        if any(it.location in ("header", "cookie") for it in operation.parameters):
            yield f"headers: {self._imports.value(runtime('headers'), 'headerParameters')}"
        for location in ("path", "query", "header", "cookie"):
            found = [
                f"{object_key(it.name.wire)}: {style}"
                for it in operation.parameters
                if it.location == location and (style := self._style(it))
            ]
            if found:
                yield display(f"{location}Styles: ", "{", found, "}", 2, reserve=1)

    def _style(self, it: ir.Parameter) -> str:
        name = _STYLES[it.location].get((it.style, it.explode), "")
        if it.style == "form" and it.explode and self._has_lists(it.type):
            name = "formLists"
        if it.location == "path" and it.style == "simple" and self._is_scalar(it.type):
            name = ""
        style = self._imports.value(runtime("styles"), name) if name else ""
        if it.allow_reserved and it.location in _RESERVED:
            wrap = self._imports.value(runtime("styles"), _RESERVED[it.location])
            return f"/* @__PURE__ */ {wrap}({style})"
        return style

    def _has_lists(self, kind: ir.Type) -> bool:
        """Whether a value of a type may be an object with lists in it."""
        waiting, seen = [kind], set[int]()
        while waiting:
            found = resolve(waiting.pop(), self._schemas)
            if id(found) in seen:
                continue
            seen.add(id(found))
            members: list[ir.Type] = []
            match found:
                case ir.Nullable():
                    waiting.append(found.type)
                case ir.Union():
                    waiting.extend(found.variants)
                case ir.Map():
                    members.append(found.values)
                case ir.Object():
                    members.extend(it.type for it in found.properties)
                    members.extend(it for _, it in found.patterns)
                    members.extend([found.additional] if found.additional is not None else [])
                case ir.Any():
                    return True
                case _:
                    pass
            if not all(map(self._is_scalar, members)):
                return True
        return False

    def _is_scalar(self, kind: ir.Type) -> bool:
        """Whether all values of a type are one text each."""
        waiting, seen = [kind], set[int]()
        while waiting:
            found = resolve(waiting.pop(), self._schemas)
            if isinstance(found, ir.Nullable):
                waiting.append(found.type)
            elif isinstance(found, ir.Union):
                if id(found) not in seen:
                    seen.add(id(found))
                    waiting.extend(found.variants)
            elif not isinstance(found, _SCALARS):
                return False
        return True

    def _body(self, body: Body | None) -> Iterator[str]:
        if body is None:
            return
        kind, _, content_type = _header_text(body.kind).partition(":")
        where = runtime("multipart" if kind == "multipart" else "bodies")
        encodings = self._encodings(body, kind)
        pure = "/* @__PURE__ */ "
        match kind:
            case "form" if encodings:
                text = display(
                    f"{pure}{self._imports.value(where, 'formWith')}(", "{", encodings, "})", 2
                )
            case "multipart":
                facts = []
                if encodings:
                    facts.append(display("encodings: ", "{", encodings, "}", 4, reserve=1))
                files = [string_literal(it) for it in files_of(body, self._schemas)]
                if files:
                    facts.append(display("files: ", "[", files, "]", 4, reserve=1))
                if content_type:
                    facts.append(f"type: {string_literal(content_type)}")
                if facts:
                    name = self._imports.value(where, "multipartWith")
                    text = display(f"{pure}{name}(", "{", facts, "})", 2)
                else:
                    text = self._imports.value(where, "multipart")
            case "json" if content_type:
                text = (
                    f"{pure}{self._imports.value(where, 'jsonAs')}({string_literal(content_type)})"
                )
            case "json" | "form":
                text = self._imports.value(where, kind)
            case _:
                text = f"{pure}{self._imports.value(where, kind)}({string_literal(content_type)})"
        yield f"body: {text}"

    def _encodings(self, body: Body, kind: str) -> list[str]:
        """How members of a form are written, where it is not the usual way."""
        found: list[str] = []
        for it in body.media.encoding:
            if it.style is not None:
                explode = it.style == "form" if it.explode is None else it.explode
                style = _STYLES["query"].get((it.style, explode), "formLists")
                written = self._imports.value(runtime("styles"), style)
            elif kind == "form" and _is_json(it.content_type):
                written = self._imports.value(runtime("styles"), "json")
            elif kind == "multipart" and it.content_type and "*" not in it.content_type:
                written = string_literal(it.content_type)
            else:
                continue
            found.append(f"{object_key(it.property)}: {written}")
        return found

    def _results(
        self, operation: ir.Operation, results: tuple[Result, ...], flag: str
    ) -> Iterator[str]:
        streaming = operation.streaming
        if streaming is not None and (streaming.always or flag):
            facts = [f"format: {string_literal(streaming.format)}"]
            if streaming.terminator:
                facts.append(f"terminator: {string_literal(streaming.terminator)}")
            if self._reader != "readJSON":
                facts.append(f"read: {self._imports.value(runtime('read'), self._reader)}")
            yield display("stream: ", "{", facts, "}", 2, reserve=1)
            if streaming.always:
                return
        plain = [it for it in results if it.kind != "none"]
        accept = _header_text(accept_of(operation))
        if plain and accept != "application/json":
            yield f"accept: {string_literal(accept)}"
        if any(it.kind == "binary" for it in plain):
            yield "isRaw: true"
        elif read := self._read(plain, len(plain) < len(results)):
            yield f"read: {read}"

    def _headers(self, operation: ir.Operation) -> Iterator[str]:
        """How the declared headers of the answer, and those of errors, are read."""
        schema = self._schemas.get(headers_pointer(operation))
        rows = self._header_rows(schema) if isinstance(schema, ir.Object) else []
        errors: list[str] = []
        for response in errors_of(operation):
            schema = self._schemas.get(error_headers_pointer(response))
            if isinstance(schema, ir.Object):
                status = object_key(status_of(response))
                errors.append(display(f"{status}: ", "{", self._header_rows(schema), "}", 4))
        if not rows and not errors:
            return
        read = f"/* @__PURE__ */ {self._imports.value(runtime('answer-headers'), 'headersAs')}"
        if not errors:
            yield display(f"typedHeaders: {read}(", "{", rows, "})", 2, reserve=1)
            return
        both = [display("", "{", rows, "}", 4), display("", "{", errors, "}", 4)]
        yield display(f"typedHeaders: {read}(", "", both, ")", 2, reserve=1)

    def _header_rows(self, schema: ir.Object) -> list[str]:
        return [f"{object_key(it.name.wire)}: {self._header(it.type)}" for it in schema.properties]

    def _header(self, kind: ir.Type, depth: int = 3) -> str:
        found = resolve(kind, self._schemas)
        while isinstance(found, ir.Nullable):
            found = resolve(found.type, self._schemas)

        def call(name: str, *arguments: str) -> str:
            local = self._imports.value(runtime("answer-headers"), name)
            return f"{local}({', '.join(arguments)})" if arguments else local

        match found:
            case ir.Boolean():
                return call("booleanOf")
            case ir.Integer() | ir.Number():
                return call("numberOf")
            case ir.Enum(members=members) if all(
                isinstance(it.value, int | float) for it in members
            ):
                return call("numberOf")
            case ir.Array(items=items) if depth:
                return call("listOf", self._header(items, depth - 1))
            case ir.Object() if depth:
                rows = [
                    f"{object_key(it.name.wire)}: {self._header(it.type, depth - 1)}"
                    for it in found.properties
                ]
                return call("tableOf", f"{{ {', '.join(rows)} }}" if rows else "{}")
            case ir.Map(values=values) if depth:
                return call("tableOf", "{}", self._header(values, depth - 1))
            case _:
                return call("textOf")

    def _read(self, results: list[Result], may_be_empty: bool) -> str:
        kinds = {it.kind for it in results}
        if not kinds:
            return self._imports.value(runtime("read"), "readNothing")
        if "text" in kinds:
            return self._imports.value(runtime("read"), "readText")
        if not may_be_empty and self._reader == "readJSON":
            return ""
        read = self._imports.value(runtime("read"), self._reader)
        if not may_be_empty:
            return read
        return f"/* @__PURE__ */ {self._imports.value(runtime('read'), 'optional')}({read})"

    def _facts(self, operation: ir.Operation) -> Iterator[str]:
        if operation.paging is not None:
            yield f"paging: {self._paging(operation.paging)}"
        if operation.security != self._security:
            yield f"security: {self._secured(operation.security)}"
        if operation.idempotency_header:
            yield f"idempotencyHeader: {string_literal(operation.idempotency_header)}"
        if operation.method not in _REPEATABLE:
            yield f"repeat: {self._imports.value(runtime('repeat'), 'withKey')}"
        if operation.servers:
            at = self._imports.value(runtime("server"), "serverAt")
            url = string_literal(_server_url(operation.servers[0]))
            yield f"base: /* @__PURE__ */ {at}({url})"
        if operation.timeout is not None:
            yield f"timeout: {literal(operation.timeout * 1000)}"
        if operation.retry is not None and operation.retry.max_retries is not None:
            yield f"maxRetries: {operation.retry.max_retries}"
        if operation.retry is not None and operation.retry.statuses:
            only = self._imports.value(runtime("retry"), "isOneOf")
            statuses = list(map(string_literal, operation.retry.statuses))
            yield display(f"isRetryable: /* @__PURE__ */ {only}(", "", statuses, ")", 2, reserve=1)

    def _secured(self, alternatives: Iterable[ir.SecurityRequirement]) -> str:
        ids = [[scheme for scheme, _ in it.schemes] for it in alternatives]
        if not any(ids):
            return self._imports.value(runtime("security"), "anonymous")
        secured = self._imports.value(runtime("security"), "secured")
        return f"/* @__PURE__ */ {secured}({literal(ids)})"

    def _paging(self, paging: ir.Paging) -> str:
        items = ("items", paging.page.items)
        match paging:
            case ir.OffsetPaging():
                name = "offsetPaging"
                facts = [items, ("offset", paging.offset), ("total", paging.total)]
            case ir.PagePaging():
                name = "pagePaging"
                facts = [items, ("number", paging.number), ("size", paging.size)]
                facts += [("totalPages", paging.total_pages), ("total", paging.total)]
                facts.append(("hasMore", paging.has_more))
            case ir.CursorPaging():
                name = "cursorPaging"
                facts = [items, ("cursor", paging.cursor), ("next", paging.next)]
                facts.append(("hasMore", paging.has_more))
            case ir.LinkPaging():
                name = "linkPaging"
                facts = [items, ("next", paging.next)]
            case ir.LastItemPaging():
                name = "lastItemPaging"
                facts = [items, ("cursor", paging.cursor), ("itemID", paging.item_id)]
                facts.append(("hasMore", paging.has_more))
        rows = [f"{key}: {string_literal(text)}" for key, text in facts if text or key == "items"]
        if isinstance(paging, ir.PagePaging) and paging.first != 1:
            rows.append(f"first: {paging.first}")
        local = self._imports.value(runtime("paging-rules"), name)
        return display(f"/* @__PURE__ */ {local}(", "{", rows, "})", 2, reserve=9)


def _header_text(text: str) -> str:
    """Text of the document that a header can hold."""
    return re.sub(r"[^\x20-\x7e]+", " ", text)


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip() == "application/json"


def _server_url(server: ir.Server) -> str:
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.name.wire}}}", variable.default)
    return url
