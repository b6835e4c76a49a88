"""The constant of an operation: method, path, results, errors, paging."""

from __future__ import annotations

from collections.abc import Mapping

from clientsmith import ir
from clientsmith.contents import Body, Result, accept_of
from clientsmith.preparation import error_headers_pointer, errors_of, status_of
from clientsmith.targets.go.layout import Literal, Value, printed
from clientsmith.targets.go.symbols import Symbols
from clientsmith.targets.go.text import exported, string_literal
from clientsmith.targets.go.types import Types
from clientsmith.wire import path_template


class Constants:
    """Lowers operations to what the runtime knows of them before they are called."""

    def __init__(
        self, types: Types, symbols: Symbols, security: tuple[ir.SecurityRequirement, ...]
    ) -> None:
        self._types = types
        self._symbols = symbols
        self._security = security

    def lower(
        self,
        operation: ir.Operation,
        body: Body | None,
        results: tuple[Result, ...],
        whole: ir.Type | None,
        files: tuple[str, ...],
    ) -> tuple[str, ...]:
        """The lines of the constant. `files` are the members of the body that are files."""
        items: list[tuple[str, Value]] = [
            ("Method", string_literal(operation.method)),
            ("Path", string_literal(path_template(operation))),
        ]
        styles = [
            ",".join(style_words(it)) for it in operation.path if isinstance(it, ir.Parameter)
        ]
        if any(styles):
            items.append(("PathStyles", strings("[]string", styles)))
        if operation.servers:
            items.append(("Server", string_literal(server_url(operation.servers[0]))))
        if body is not None:
            items.append(("Body", string_literal(body.kind)))
            if body.required:
                items.append(("BodyRequired", "true"))
            encodings = self._encodings(body, files)
            if encodings:
                items.append(("Encodings", Literal("[]core.Encoding", tuple(encodings))))
        streaming = operation.streaming
        accept = accept_of(operation)
        if streaming is not None and streaming.always:
            accept = "text/event-stream" if streaming.format == "sse" else "application/jsonl"
        if accept != "application/json" and any(it.kind != "none" for it in results):
            items.append(("Accept", string_literal(accept)))
        items.append(("Result", string_literal(self._result_kind(operation, results))))
        if self._is_nullable(results):
            items.append(("Nullable", "true"))
        if streaming is not None and streaming.always and streaming.terminator:
            items.append(("Terminator", string_literal(streaming.terminator)))
        several = self._several(operation, results, whole)
        if several:
            items.append(("Results", Literal("[]core.Type", tuple(several))))
        for field, types in (
            ("Errors", self._errors(operation)),
            ("ErrorHeaders", self._error_headers(operation)),
        ):
            if types:
                items.append((field, Literal("[]core.Type", tuple(types))))
        filled = [("", _global(it)) for it in operation.parameters if it.option]
        if filled:
            items.append(("Globals", Literal("[]core.Global", tuple(filled))))
        if operation.security != self._security:
            alternatives = [
                strings("", [scheme for scheme, _ in requirement.schemes])
                for requirement in operation.security
            ]
            if alternatives:
                items.append(
                    ("Security", Literal("[][]string", tuple(("", it) for it in alternatives)))
                )
            else:
                items.append(("Anonymous", "true"))
        if operation.idempotency_header:
            items.append(("IdempotencyHeader", string_literal(operation.idempotency_header)))
        if operation.timeout is not None and operation.timeout > 0:
            items.append(("Timeout", str(round(operation.timeout * 1e9))))
        if operation.retry is not None and operation.retry.max_retries is not None:
            items.append(("MaxRetries", f"core.Retries({operation.retry.max_retries})"))
        if operation.retry is not None and operation.retry.statuses:
            items.append(("RetryStatuses", strings("[]string", list(operation.retry.statuses))))
        if operation.paging is not None:
            items.append(("Paging", Literal("&core.Paging", tuple(paging_facts(operation.paging)))))
        return tuple(printed(Literal("core.Operation", tuple(items)), broken=True))

    def _result_kind(self, operation: ir.Operation, results: tuple[Result, ...]) -> str:
        streaming = operation.streaming
        if streaming is not None and streaming.always:
            return streaming.format
        kinds = [it.kind for it in results if it.kind != "none"]
        if not kinds:
            return "none"
        return "binary" if "binary" in kinds else kinds[0]

    def _is_nullable(self, results: tuple[Result, ...]) -> bool:
        kinds = [it for it in results if it.kind == "json" and it.type is not None]
        return any(self._types.is_nullable(it.type) for it in kinds if it.type is not None) or (
            bool(kinds) and any(it.kind == "none" for it in results)
        )

    def _several(
        self, operation: ir.Operation, results: tuple[Result, ...], whole: ir.Type | None
    ) -> list[tuple[str, Value]]:
        """The types by status, where the answer is a union of them."""
        if operation.paging is not None or operation.streaming is not None or len(results) < 2:
            return []
        if not isinstance(whole, ir.Union) or self._result_kind(operation, results) == "binary":
            return []
        owner = self._symbols.results[operation.pointer]
        found: list[tuple[str, Value]] = []
        for result in results:
            name = result.status if result.status == "default" else result.status.upper()
            status = ("Status", string_literal(name))
            if result.type is None:
                found.append(("", Literal("", (status,))))
                continue
            text = answer_type(self._types, result.type, owner)
            found.append(("", Literal("", (status, ("New", f"core.New[{text}]")))))
        return found

    def _errors(self, operation: ir.Operation) -> list[tuple[str, Value]]:
        found: list[tuple[str, Value]] = []
        owner = self._symbols.results[operation.pointer]
        for response in errors_of(operation):
            media = next((it for it in response.content if it.format == "json"), None)
            if media is None or isinstance(media.type, ir.Any):
                continue
            text = self._types.of(media.type, owner, f"Error{exported([response.status])}")
            if text == "any":
                continue
            found.append(("", _typed(response, text)))
        return found

    def _error_headers(self, operation: ir.Operation) -> list[tuple[str, Value]]:
        known = [
            (it, self._symbols.types.get(error_headers_pointer(it))) for it in errors_of(operation)
        ]
        return [("", _typed(response, name)) for response, name in known if name]

    def _encodings(self, body: Body, files: tuple[str, ...]) -> list[tuple[str, Value]]:
        found: list[tuple[str, Value]] = []
        described = {it.property for it in body.media.encoding}
        for name in files:
            if name not in described:
                facts = [("Name", string_literal(name)), ("File", "true")]
                found.append(("", Literal("", tuple(facts))))
        for it in body.media.encoding:
            facts = [("Name", string_literal(it.property))]
            if it.content_type and "*" not in it.content_type:
                facts.append(("ContentType", string_literal(it.content_type)))
            elif it.style is not None:
                explode = it.style == "form" if it.explode is None else it.explode
                words = [_STYLES.get(it.style, it.style), *(["explode"] if explode else [])]
                facts.append(("Style", string_literal(",".join(words))))
            if it.property in files:
                facts.append(("File", "true"))
            if len(facts) > 1:
                found.append(("", Literal("", tuple(facts))))
        return found


def _typed(response: ir.Response, name: str) -> Literal:
    """The type of something of an answer."""
    status = string_literal(status_of(response))
    return Literal("", (("Status", status), ("New", f"core.New[{name}]")))


def _global(parameter: ir.Parameter) -> Literal:
    """What the client fills where a call does not."""
    facts: list[tuple[str, Value]] = [
        ("In", string_literal(parameter.location)),
        ("Name", string_literal(parameter.name.wire)),
        ("Key", string_literal(global_key(parameter.option))),
    ]
    style = "" if parameter.location == "path" else ",".join(style_words(parameter))
    if style:
        facts.append(("Style", string_literal(style)))
    if parameter.required:
        facts.append(("Required", "true"))
    return Literal("", tuple(facts))


def global_key(option: ir.Pointer) -> str:
    """What the runtime knows a global by: `query:region`."""
    return option.removeprefix("#/globals/")


_STYLES = {"content": "json"}
_DEFAULTS: Mapping[str, tuple[str, bool]] = {
    "path": ("simple", False),
    "query": ("form", True),
    "header": ("simple", False),
    "cookie": ("form", True),
}


def answer_type(types: Types, kind: ir.Type, owner: str) -> str:
    """The type of a whole answer: a file where a member of JSON would be text."""
    return "*Download" if isinstance(kind, ir.Binary) else types.of(kind, owner, "Answer")


def style_words(parameter: ir.Parameter) -> tuple[str, ...]:
    """How a parameter is written, as tags have it; nothing where it is the usual way."""
    words: list[str] = []
    usual = (parameter.style, parameter.explode) == _DEFAULTS[parameter.location]
    if not usual or parameter.allow_reserved:
        words.append(_STYLES.get(parameter.style, parameter.style))
        if parameter.explode:
            words.append("explode")
    if parameter.allow_reserved:
        words.append("reserved")
    return tuple(words)


def server_url(server: ir.Server) -> str:
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.name.wire}}}", variable.default)
    return url


def strings(head: str, texts: list[str]) -> Literal:
    return Literal(head, tuple(("", string_literal(it)) for it in texts))


def paging_facts(paging: ir.Paging) -> list[tuple[str, Value]]:
    """The rule of a listing as the runtime takes it."""
    facts: dict[str, str] = {"Items": paging.page.items}
    first = 1
    match paging:
        case ir.OffsetPaging():
            kind = "offset"
            facts |= {"Param": paging.offset, "Limit": paging.limit, "Total": paging.total}
        case ir.PagePaging():
            kind, first = "page", paging.first
            facts |= {"Param": paging.number, "Limit": paging.size, "Total": paging.total}
            facts |= {"TotalPages": paging.total_pages, "HasMore": paging.has_more}
        case ir.CursorPaging():
            kind = "cursor"
            facts |= {"Param": paging.cursor, "Limit": paging.limit, "Next": paging.next}
            facts |= {"HasMore": paging.has_more}
        case ir.LinkPaging():
            kind = "link"
            facts |= {"Next": paging.next}
        case ir.LastItemPaging():
            kind = "lastItem"
            facts |= {"Param": paging.cursor, "Limit": paging.limit, "ItemID": paging.item_id}
            facts |= {"HasMore": paging.has_more}
    found: list[tuple[str, Value]] = [("Kind", string_literal(kind))]
    found.extend((key, string_literal(value)) for key, value in facts.items() if value)
    if kind == "page":
        found.append(("First", str(first)))
    return found
