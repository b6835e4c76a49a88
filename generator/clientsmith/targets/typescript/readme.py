"""`README.md`: how the package is used, with calls of its own API."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from clientsmith import ir
from clientsmith.markdown import markdown_text
from clientsmith.samples.credentials import is_credential
from clientsmith.targets.typescript.core import constructor_options, option_names
from clientsmith.targets.typescript.layout import display
from clientsmith.targets.typescript.operations import OperationView
from clientsmith.targets.typescript.project import Facts
from clientsmith.targets.typescript.resources import ResourceView
from clientsmith.targets.typescript.testing.calls import Call, Calls
from clientsmith.targets.typescript.text import inline_code, is_reserved


class ReadmeView(msgspec.Struct, frozen=True):
    """The file."""

    title: str
    summary: str
    package: str
    client: str
    options: str
    """Of the constructor, in the first example."""
    statements: tuple[str, ...]
    """A call, and what is made of its result."""
    listing: str
    """The head of a loop over a listing; empty when there is none."""
    stream: str
    upload: str
    call: str
    space: str
    """What the module of the functions is imported as."""
    module: str
    function_call: str
    picked_import: str
    """What a client of one resource is made of, or of one operation of the client's own."""
    picked: str
    picked_call: str
    picked_function: str
    """The table of one operation of a resource; empty where it is the client's own."""
    int64: str
    """Set where integers of 64 bits are `number | bigint`."""
    safe_integers: bool
    environment: tuple[str, ...]
    webhooks: str
    """The resource that reads what the API sends; empty when it sends nothing."""
    signed: bool


def readme(
    api: ir.Api, facts: Facts, resources: tuple[ResourceView, ...], calls: Calls, int64: str
) -> ReadmeView:
    """The file of a client."""
    found = [(view, it) for view in resources for it in view.operations]
    first = (
        _first(found, lambda it: it.operation.method == "GET" and it.operation.paging is None)
        or _first(found, lambda it: it.operation.method == "GET")
        or (found[0] if found else None)
    )
    listing = _first(found, lambda it: it.operation.paging is not None)
    stream = _first(found, lambda it: _is_stream(it.operation))
    upload = _first(found, lambda it: it.body is not None and it.body.media.format == "multipart")
    return ReadmeView(
        title=markdown_text(facts.title or facts.client),
        summary=markdown_text(facts.summary),
        package=facts.package,
        client=facts.client,
        options=made_with(api),
        statements=() if first is None else _statements(calls, *first),
        listing=called(calls, listing, "for await (const item of ", ") {"),
        stream=called(calls, stream, "const stream = await ", ";"),
        upload=called(calls, upload, "await ", ";"),
        call=called(calls, first, "const { data, response } = await ", ".withResponse();"),
        space="" if first is None else _space(first[0]),
        module="" if first is None else "/".join(first[0].module.path),
        function_call="" if first is None else _function(calls, *first),
        picked_import="" if first is None else _picked_import(facts, first[0]),
        picked="" if first is None else _picked(*first),
        picked_call=called(calls, first, "await ", ";"),
        picked_function="" if first is None or not first[0].has_class else _table(*first),
        int64="int64" if int64 == "bigint" else "",
        safe_integers=int64 != "bigint",
        environment=tuple(
            f"`{inline_code(it)}`"
            for option in constructor_options(api)
            for it in option.environment
        ),
        webhooks=next((".".join(it.attributes) for it in resources if it.webhooks), ""),
        signed=api.webhook_signature is not None,
    )


def _first(
    found: list[tuple[ResourceView, OperationView]], wanted: object
) -> tuple[ResourceView, OperationView] | None:
    return next((it for it in found if wanted(it[1])), None)  # type: ignore[operator]


def _is_stream(operation: ir.Operation) -> bool:
    return operation.streaming is not None and operation.streaming.always


def made_with(api: ir.Api) -> str:
    """What the client is made with: credentials from the environment, its default."""
    rows = [
        f"{name}: process.env['{option.environment[0]}'], // This is the default and can be omitted"
        for option, name in zip(constructor_options(api), option_names(api), strict=True)
        if option.environment and (isinstance(option, ir.GlobalOption) or is_credential(option))
    ]
    body = "".join(f"  {row}\n" for row in rows)
    return f"{{\n{body}}}" if rows else ""


def _arguments(call: Call, start: str, end: str) -> str:
    if call.members:
        given = "".join(f"{it}, " for it in call.arguments)
        return display(f"{start}{given}", "{", call.members, f"}}{end}", 0)
    return display(start, "", call.arguments, end, 0)


def called(
    calls: Calls,
    found: tuple[ResourceView, OperationView] | None,
    start: str,
    end: str,
    *,
    full: bool = False,
) -> str:
    """A statement that calls a method; empty when there is none."""
    if found is None:
        return ""
    view, it = found
    path = ".".join(("client", *view.attributes, it.method.name))
    text = _arguments(calls.call(it, full=full), f"{start}{path}(", f"){end}")
    return _fenced(text)


def _statements(calls: Calls, view: ResourceView, it: OperationView) -> tuple[str, ...]:
    return (
        called(calls, (view, it), "const result = await ", ";"),
        "console.log(result);",
    )


def _function(calls: Calls, view: ResourceView, it: OperationView) -> str:
    call = calls.call(it, full=False)
    name = it.exported or it.function
    start = f"await {_space(view)}.{name}(client" + (", " if call.arguments or call.members else "")
    return _fenced(_arguments(call, start, ");"))


def _picked_import(facts: Facts, view: ResourceView) -> str:
    names = f"{{ {view.name} }}" if view.has_class else f"* as {_space(view)}"
    return f"import {names} from '{facts.package}/{'/'.join(view.module.path)}';"


def _picked(view: ResourceView, it: OperationView) -> str:
    """The table of a resource."""
    return _tables(view.attributes, view.name) if view.has_class else _table(view, it)


def _table(view: ResourceView, it: OperationView) -> str:
    """The table of an operation."""
    name = it.exported or it.function
    return _tables((*view.attributes, it.method.name), f"{_space(view)}.{name}")


def _tables(path: Sequence[str], value: str) -> str:
    for name in reversed(path):
        value = f"{{ {name}: {value} }}"
    return value


def _space(view: ResourceView) -> str:
    name = (view.attributes or view.module.path)[-1]
    return f"{name}_" if is_reserved(name) or name in ("client", "retry") else name


def _fenced(text: str) -> str:
    """Code within a fence: only literals have backticks, and none may end it."""
    return text.replace("\n      ", "\n").replace("`", "\\x60")
