"""What the documentation of a method says beyond the document's own texts, in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.contents import Body, preferred, resolve
from clientsmith.limits import joined_limits
from clientsmith.preparation import error_headers_pointer, errors_of


class Spelling(msgspec.Struct, frozen=True):
    """How a language calls what the notes mention."""

    raw: str
    """What gives an answer that is not read."""
    type: Callable[[ir.Pointer], str]
    """The name of a schema; empty when it has none."""
    method: Callable[[ir.Pointer], str]
    """The method of an operation: `client.orders.retrieve`."""
    text: Callable[[ir.Docs], str]
    callbacks: tuple[ir.Webhook, ...]
    """Of all operations."""
    headers: str
    """Where the declared headers of an error are: `error.typed_headers`."""
    further: str = ""
    """What takes the members of a body that are not declared; empty: they are an argument."""


def notes_of(
    operation: ir.Operation,
    body: Body | None,
    schemas: Mapping[ir.Pointer, ir.Schema],
    spelling: Spelling,
) -> list[str]:
    """Paragraphs about what can be sent and what may come back."""
    return [
        *_stability(operation),
        *_members(body, schemas, spelling.further),
        *_body(operation),
        *_answers(operation, spelling.raw),
        *_error_headers(operation, spelling),
    ]


def _stability(operation: ir.Operation) -> Iterator[str]:
    """How settled it is, where that is not as usual."""
    if operation.stability in _UNSETTLED:
        yield _UNSETTLED[operation.stability]


_UNSETTLED = {
    "alpha": "Alpha: it may change or go without notice.",
    "beta": "Beta: it may still change.",
}


def _members(
    body: Body | None, schemas: Mapping[ir.Pointer, ir.Schema], further: str
) -> Iterator[str]:
    """What is demanded of a body whose members are arguments, and what else it may have."""
    if body is None or body.properties is None:
        return
    schema = resolve(body.media.type, schemas)
    if not isinstance(schema, ir.Object):
        return
    bounds = joined_limits(schema.constraints)
    if bounds:
        yield f"Of the body: {bounds}."
    if further and not isinstance(schema.additional, ir.Any | None):
        yield f"Further members of the body are given as `{further}`."


def _body(operation: ir.Operation) -> Iterator[str]:
    """How a method sends a body that the document offers in several forms."""
    content = operation.body.content if operation.body is not None else ()
    if not content:
        return
    others = [it.content_type for it in content[1:] if not _is_usual(it.content_type)]
    if operation.variant_of is not None and "/requestBody/content/" in operation.pointer:
        yield f"The body is sent as `{content[0].content_type}`."
    if others:
        yield f"With the header `Content-Type` it is also {_listed(others)}."


def _answers(operation: ir.Operation, raw: str) -> Iterator[str]:
    """The other forms of an answer, which the plain call does not ask for."""
    others: list[str] = []
    for response in operation.responses:
        if response.status[:1] == "2" and len(response.content) > 1:
            main = preferred(response.content)
            others.extend(
                it.content_type
                for it in response.content
                if it.format != main.format and not _is_usual(it.content_type)
            )
    if others and operation.streaming is None:
        listed = _listed(list(dict.fromkeys(others)))
        yield f"With the header `Accept` the answer is also {listed}: see `{raw}`."


def _error_headers(operation: ir.Operation, spelling: Spelling) -> Iterator[str]:
    """What the declared headers of errors are."""
    found: list[str] = []
    for response in errors_of(operation):
        name = spelling.type(error_headers_pointer(response))
        if name:
            found.append(f"a `{name}` for {response.status}")
    if found:
        yield f"`{spelling.headers}` is {', '.join(found)}."


def _is_usual(content_type: str) -> bool:
    """Whether naming it tells nobody anything."""
    return "*" in content_type or content_type.partition(";")[0].strip() in ("text/json",)


def _listed(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


Section = tuple[str, list[tuple[str, str]]]


def further_of(operation: ir.Operation, spelling: Spelling) -> list[Section]:
    """Lists behind that of the arguments: what the server sends, what can be called next."""
    pointer = operation.variant_of or operation.pointer
    hooks = [hook for hook in spelling.callbacks if hook.operation == pointer]
    sent = [(hook.name.wire, _callback(hook, spelling)) for hook in hooks]
    links = [link for response in operation.responses for link in response.links]
    following = [(link.name, _link(link, spelling)) for link in links]
    return [("Callbacks", sent), ("Links", following)]


def _callback(hook: ir.Webhook, spelling: Spelling) -> str:
    """What comes from the server, where, and what it is here."""
    words = f"`{hook.method}` to `{hook.url}`"
    kind = None if hook.body is None else preferred(hook.body.content).type
    name = spelling.type(kind.pointer) if isinstance(kind, ir.Ref) else ""
    if name:
        words += f" with a `{name}`"
    text = spelling.text(hook.docs)
    return f"{words}. {text}" if text else f"{words}."


def _link(link: ir.Link, spelling: Spelling) -> str:
    """What can be called with what of the answer."""
    words = f"`{spelling.method(link.operation)}`"
    given = [f"`{name}` = {_value(value)}" for name, value in link.parameters]
    if link.body is not msgspec.UNSET:
        given.append(f"the body = {_value(link.body)}")
    if given:
        words += f" with {', '.join(given)}"
    text = spelling.text(link.docs)
    return f"{words}. {text}" if text else f"{words}."


def _value(value: Json) -> str:
    return f"`{value if isinstance(value, str) else msgspec.json.encode(value).decode()}`"


def callbacks_of(api: ir.Api) -> tuple[ir.Webhook, ...]:
    """What operations make the server send."""
    return tuple(hook for hook in api.webhooks if hook.operation is not None)


def method_of(
    pointer: ir.Pointer,
    root: ir.Resource,
    names: Callable[[ir.Resource], tuple[Mapping[ir.Pointer, str], Sequence[str]]],
) -> str:
    """`client.orders.retrieve`; `names` has the methods of a resource and what is below it."""
    stack: list[tuple[ir.Resource, tuple[str, ...]]] = [(root, ("client",))]
    while stack:
        resource, path = stack.pop()
        methods, children = names(resource)
        if pointer in methods:
            return ".".join((*path, methods[pointer]))
        below = zip(resource.children, children, strict=True)
        stack.extend((child, (*path, name)) for child, name in below)
    return pointer
