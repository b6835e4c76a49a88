"""How a function takes its parameters apart: path, query, headers, cookies, body."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clientsmith import ir
from clientsmith.contents import Body, resolve
from clientsmith.scopes import Scope
from clientsmith.targets.typescript.arguments import (
    Arguments,
    arguments_of,
    is_fetchs_own,
    sent_body,
)
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.layout import display
from clientsmith.targets.typescript.scopes import runtime
from clientsmith.targets.typescript.text import identifier, key, object_key, string_literal

_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")


def params_name(arguments: Arguments) -> str:
    """The name of the argument with the parameters, which says what the whole of it is."""
    if arguments.whole == "argument":
        return "body"
    if arguments.flattened is not None:
        return "params" if arguments.members else "body"
    locations = {it.source.location for it in arguments.members}
    return "query" if locations == {"query"} and not arguments.whole else "params"


def passed(arguments: Arguments, body: Body | None, imports: Imports) -> tuple[list[str], str]:
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


def filled(
    args: str, operation: ir.Operation, names: Mapping[ir.Pointer, str], imports: Imports
) -> str:
    """What is passed, with what the client fills; `names` are those of its options."""
    rows: list[str] = []
    for it in operation.parameters:
        if it.option and not is_fetchs_own(it):
            place = {"header": "headers", "cookie": "cookies"}.get(it.location, it.location)
            facts = map(string_literal, (place, it.name.wire, names[it.option]))
            rows.append(f"[{', '.join(facts)}{', true' * it.required}]")
    if not rows:
        return args
    fill = imports.value(runtime("globals"), "filled")
    return display(f"{fill}(", "", ["client", args, *rows], ")", 4)


def _pair(wire: str, local: str) -> str:
    return local if wire == local else f"{object_key(wire)}: {local}"


def flag_of(operation: ir.Operation, schemas: Mapping[ir.Pointer, ir.Schema]) -> str:
    """The member of the parameters that asks for a stream in place of an answer; empty: none."""
    streaming = operation.streaming
    if streaming is None or streaming.always or operation.paging is not None:
        return ""
    arguments = arguments_of(operation, sent_body(operation, schemas), schemas)
    found = flag_in(arguments, streaming.flag)
    kind = found.type if found is not None else None
    if isinstance(kind, ir.Nullable):
        kind = kind.type
    is_boolean = kind is not None and isinstance(resolve(kind, schemas), ir.Boolean)
    return streaming.flag if is_boolean else ""


def flag_in(arguments: Arguments, name: str) -> ir.Property | ir.Parameter | None:
    for it in arguments.members:
        if it.source.location == "query" and it.key == it.source.name.wire == name:
            return it.source
    for prop in arguments.flattened.properties if arguments.flattened is not None else ():
        if prop.name.wire == name and not prop.read_only:
            return prop
    return None


def flag_read(arguments: Arguments, flag: str) -> str:
    """The expression that reads the flag of a call."""
    dot = "." if arguments.required else "?."
    if _PLAIN.match(flag):
        return f"{params_name(arguments)}{dot}{flag}"
    return f"{params_name(arguments)}{dot.removesuffix('.') and '?.'}[{key(flag)}]"
