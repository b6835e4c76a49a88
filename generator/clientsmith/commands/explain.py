"""`clientsmith explain`: which source decided what about one operation."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientsmith.commands import names, stages
from clientsmith.config import ApiConfig
from clientsmith.progress import Progress

if TYPE_CHECKING:
    from clientsmith import ir
    from clientsmith.commands.console import Console
    from clientsmith.normalize.context import Decision


class UnknownMethod(Exception):
    """No operation has the name asked for; the message names the nearest ones."""


def run(config: ApiConfig, method: str, console: Console, progress: Progress) -> None:
    """Print what is known of `method`: `client.beta.batch.list`, `GET /path` or an operationId.

    An empty `method` lists all of them. `console` has the findings, if the document has errors.
    Raises UnknownMethod.
    """
    decisions: list[Decision] = []
    compiled = stages.compile_api(config, progress, decisions, names.load(config).of())
    console.operations = compiled.operations
    if compiled.api is None:
        console.add(compiled.findings)
        return
    if not method:
        console.out.write(overview(compiled.api) + "\n\n")
        return
    resource, operation = find(compiled.api, method)
    console.add(f for f in compiled.findings if _below(f.diagnostic.pointer, operation.pointer))
    console.out.write(describe(resource, operation, decisions) + "\n\n")


def find(api: ir.Api, method: str) -> tuple[ir.Resource, ir.Operation]:
    """The operation that `method` names. Raises UnknownMethod."""
    every = stages.operations_of(api.root)
    wanted = _key(method)
    for resource, operation in every:
        names = (dotted(resource, operation), http(operation), operation.id, operation.pointer)
        if wanted in map(_key, filter(None, names)):
            return resource, operation
    known = [dotted(*item) for item in every]
    near = difflib.get_close_matches(method.removeprefix("client."), known, n=3, cutoff=0.4)
    meant = f"did you mean {' or '.join(near)}?" if near else f"there are {len(known)} operations"
    raise UnknownMethod(f"no operation is called {method!a}; {meant}")


def overview(api: ir.Api) -> str:
    """All methods and what they call, a line each."""
    rows = [(f"client.{dotted(*item)}", http(item[1])) for item in stages.operations_of(api.root)]
    width = max((len(name) for name, _ in rows), default=0)
    return "\n".join(f"{name:<{width}}  {call}" for name, call in rows)


def describe(resource: ir.Resource, operation: ir.Operation, decisions: Sequence[Decision]) -> str:
    """Everything that was decided about one operation, a line each."""
    lines = [
        f"client.{dotted(resource, operation)}",
        f"  {http(operation)}",
        f"  {operation.pointer}",
    ]
    rows = [
        (decision.what, decision.value, decision.source)
        for decision in decisions
        if _below(decision.pointer, operation.pointer)
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    for what, value, source in rows:
        lines.append(f"  {what:<{widths[0]}}  {value:<{widths[1]}}  from {source}".rstrip())
    return "\n".join(lines)


def dotted(resource: ir.Resource, operation: ir.Operation) -> str:
    """The path of a method from the client, in snake_case: `beta.batch.get_status`."""
    names = (*resource.path, operation.name)
    return ".".join("_".join(name.words) for name in names)


def http(operation: ir.Operation) -> str:
    """`GET /path/{id}`"""
    path = (part if isinstance(part, str) else f"{{{part.name.wire}}}" for part in operation.path)
    return f"{operation.method} {''.join(path)}"


def _key(name: str) -> str:
    """A name without what differs between languages: prefix, case, underscores."""
    if "/" in name:
        return name
    return name.removeprefix("client.").replace("_", "").casefold()


def _below(pointer: str, ancestor: str) -> bool:
    return pointer == ancestor or pointer.startswith(ancestor + "/")
