"""`clientsmith explain`: which source decided what about one operation, type or part of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from clientsmith.commands import names, stages
from clientsmith.config import ApiConfig
from clientsmith.progress import Progress

if TYPE_CHECKING:
    from clientsmith import ir
    from clientsmith.commands.console import Console
    from clientsmith.names import Names
    from clientsmith.normalize.context import Decision


class Part(msgspec.Struct, frozen=True):
    """An argument, a property or a member of an enum."""

    what: str
    name: str
    wire: str
    source: str
    pointer: str


class UnknownName(Exception):
    """Nothing has the name asked for; the message names the nearest ones."""


class Subject(msgspec.Struct, frozen=True):
    """Something that can be asked for."""

    name: str
    """As it is printed: `client.pets.list`, `pet`, `pet.status`."""
    aliases: tuple[str, ...]
    """What else it is asked for by."""
    pointer: str
    facts: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def run(config: ApiConfig, name: str, console: Console, progress: Progress) -> None:
    """Print what is known of `name`; empty: list all methods and types.

    `console` has the findings, if the document has errors. Raises UnknownName.
    """
    decisions: list[Decision] = []
    kept = names.load(config)
    compiled = stages.compile_api(config, progress, decisions, kept.of())
    if compiled.api is None:
        console.add(compiled.findings)
        return
    if not name:
        console.out.write(overview(compiled.api) + "\n")
        return
    found = find(compiled.api, name)
    targets: dict[str, Names] = {}
    for target in config.targets:
        if target.languages:
            continue  # it shows names of others, and has none
        targets[target.name] = kept.of(target.name)
        stages.lower(compiled, target, progress, targets.__getitem__)
    for subject in found:
        console.add(f for f in compiled.findings if _below(f.diagnostic.pointer, subject.pointer))
        console.out.write(describe(subject, decisions, targets) + "\n")


def find(api: ir.Api, name: str) -> list[Subject]:
    """What `name` names: an operation, a type, or something inside of one. Raises UnknownName."""
    wanted = _key(name)
    every = list(subjects(api))
    found = [it for it in every if wanted in map(_key, (it.name, *it.aliases, it.pointer))]
    parts = [part for it in every for part in _parts(it)]
    found += [it for it in parts if wanted in map(_key, (it.name, *it.aliases))]
    every += parts
    if found:
        return found
    known = [it.name.removeprefix("client.") for it in every]
    plain = name.removeprefix("client.").removeprefix("types.")
    near = difflib.get_close_matches(plain, known, n=3, cutoff=0.4)
    meant = f"did you mean {' or '.join(near)}?" if near else f"there are {len(known)} names"
    raise UnknownName(f"nothing is called {name!a}; {meant}")


def subjects(api: ir.Api) -> Iterator[Subject]:
    """All operations and types, and what reads the requests that the API sends."""
    for resource, operation in stages.operations_of(api.root):
        call = http(operation)
        parts = tuple(
            Part(
                "argument",
                "_".join(it.name.words),
                it.name.wire,
                f"{it.location} parameter `{it.name.wire}`",
                it.pointer,
            )
            for it in operation.parameters
        )
        name = f"client.{dotted(resource, operation)}"
        yield Subject(name, (call, operation.id), operation.pointer, (call,), parts)
    sent = [it for it in api.webhooks if it.operation is None]
    if api.webhook_event is not None:
        names = ", ".join(it.name.wire for it in sent)
        signature = api.webhook_signature
        signed = "not signed" if signature is None else f"signed in the header {signature.header}"
        pointer = sent[0].pointer if len(sent) == 1 else "#/webhooks"
        yield Subject("client.webhooks.unwrap", (), pointer, (f"reads {names}", signed))
    for pointer, schema in api.schemas.items():
        words = "_".join(schema.name.words)
        parent = api.schemas.get(schema.origin.parent or "")
        above = ["_".join(it.words) for it in schema.origin.resource[:-1]]
        above = ["_".join(parent.name.words)] if parent is not None else above
        name = ".".join((*above, words))
        yield Subject(name, (f"types.{name}", schema.name.wire), pointer, (), _inside(schema))


def _inside(schema: ir.Schema) -> tuple[Part, ...]:
    from clientsmith import ir
    from clientsmith.contents import place_of

    match schema:
        case ir.Object():
            return tuple(
                Part(
                    "property",
                    "_".join(it.name.words),
                    it.name.wire,
                    f"property `{it.name.wire}`",
                    place_of(schema, it),
                )
                for it in schema.properties
            )
        case ir.Enum():
            return tuple(
                Part("member", "_".join(it.name.words), it.name.wire, f"{it.value!a}", "")
                for it in schema.members
            )
        case _:
            return ()


def _parts(subject: Subject) -> Iterator[Subject]:
    """What is inside an operation or a type."""
    for part in subject.parts:
        name = f"{subject.name}.{part.name}"
        others = (f"{subject.name}.{part.wire}",)
        yield Subject(name, others, subject.pointer, (f"in {subject.name}",), (part,))


def overview(api: ir.Api) -> str:
    """All methods and what they call, then all types, a line each."""
    rows = [(it.name, (*it.facts, it.pointer)[0]) for it in subjects(api)]
    width = max((len(name) for name, _ in rows), default=0)
    return "\n".join(f"{name:<{width}}  {place}" for name, place in rows)


def describe(subject: Subject, decisions: Sequence[Decision], targets: Mapping[str, Names]) -> str:
    """Everything that was decided about one subject, a line each."""
    given = {(it.what, it.pointer): it.source for it in decisions}
    rows = [
        (it.what, it.value, it.source)
        for it in decisions
        if it.pointer == subject.pointer
        and not (it.what == "name" and subject.name.startswith("client."))
    ]
    for part in subject.parts:
        what = "name" if part.what == "argument" else part.what
        rows.append((part.what, part.name, given.get((what, part.pointer), part.source)))
    for target, named in targets.items():
        own = named.keys.get(subject.pointer, subject.pointer)
        for kind, decided in named.decided.items():
            for identity, name in decided.items():
                inside = identity.removeprefix(own).strip("/")
                if identity == own or (_below(identity, own) and "/" not in inside):
                    whose = f" of `{inside}`" if inside else ""
                    why = f"names.lock: the plain name{whose} is not free"
                    rows.append((f"{target} {kind}", name, why))
    lines = [subject.name, *(f"  {fact}" for fact in subject.facts), f"  {subject.pointer}"]
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
    if "/" in name and "#" not in name and not name.startswith("/"):
        method, space, path = name.partition(" ")
        return f"{method.upper()} {path}" if space else name
    if "/" in name:
        return name
    plain = name.removeprefix("client.").removeprefix("types.")
    return plain.replace("_", "").replace("-", "").casefold()


def _below(pointer: str, ancestor: str) -> bool:
    return pointer == ancestor or pointer.startswith(ancestor + "/")
