"""Schemas that would have the same name: told apart by what they are, whatever their order."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from clientsmith import ir
from clientsmith.normalize.context import Context
from clientsmith.normalize.kept_names import remember, restore
from clientsmith.normalize.placed import Place

Words = tuple[str, ...]
COMPONENTS = "#/components/schemas/"


def resolve(context: Context, entries: dict[str, ir.Schema], places: dict[str, Place]) -> None:
    """Give every schema a name that is its own in its scope.

    A scope is the schema around it, or the resource above the operation's own. Of those who want
    one name, a component keeps it, the one that is spelled so before others. The rest step to the
    longer form of theirs; who still collide are told apart by role, kind, and at last by the order
    of their pointers. A schema that had a name before keeps it.
    """
    kept = restore(context, entries, places)

    def claim(pointer: str) -> tuple[bool, bool, bool, str]:
        entry = entries[pointer]
        spelled = "".join(word.title() for word in entry.name.words) == entry.name.wire
        return pointer not in kept, entry.origin.role != "component", not spelled, pointer

    scopes = {pointer: _scope(entry.origin) for pointer, entry in entries.items()}
    names = {pointer: entry.name.words for pointer, entry in entries.items()} | kept
    steps: tuple[Callable[[str], Words], ...] = (
        lambda pointer: places[pointer].longer or names[pointer],
        lambda pointer: (*names[pointer], *_role(entries[pointer])),
        lambda pointer: (*names[pointer], _kind(entries[pointer])),
    )
    clashes = _clashes(scopes, names)
    for step in steps:
        for rivals in clashes:
            first = min(rivals, key=claim)
            keeps = first in kept or entries[first].origin.role == "component"
            names.update({it: step(it) for it in rivals if it != first or not keeps})
        clashes = clashes and _clashes(scopes, names)
    for rivals in clashes:
        for number, pointer in enumerate(sorted(rivals, key=claim)):
            if number:
                names[pointer] = (*names[pointer], str(number + 1))
    while clashes := clashes and _clashes(scopes, names):  # `a` of two next to one called `a 2`
        for rivals in clashes:
            for number, pointer in enumerate(sorted(rivals)):
                if pointer not in kept:
                    names[pointer] = (*names[pointer], "variant", str(number + 1))
    _explain(context, entries, places, names, kept)
    for pointer, entry in list(entries.items()):
        if names[pointer] != entry.name.words:
            wire = entry.name.wire
            if pointer not in kept:
                context.note(
                    "name/schema",
                    pointer,
                    f"the name `{'_'.join(entry.name.words)}` is taken; this one is "
                    f"`{'_'.join(names[pointer])}`",
                    "give it a name in the config under `names`",
                )
            entries[pointer] = msgspec.structs.replace(entry, name=ir.Name(wire, names[pointer]))
    remember(context, entries, places)


def _explain(
    context: Context,
    entries: dict[str, ir.Schema],
    places: dict[str, Place],
    names: dict[str, Words],
    kept: dict[str, Words],
) -> None:
    """Record which source decided the name of each schema."""
    if context.decisions is None:
        return
    for pointer, entry in entries.items():
        plain = entry.name.words
        if names[pointer] != plain:
            name = f"`{'_'.join(plain)}`"
            source = f"names.lock, not {name}" if pointer in kept else f"{name} is taken"
        elif places[pointer].given:
            continue  # recorded with its source
        elif pointer.startswith(COMPONENTS) and pointer.count("/") == 3:
            source = "component"
        else:
            source = "where it is written"
        context.decide(pointer, "name", "_".join(names[pointer]), source)


def _scope(origin: ir.Origin) -> object:
    """What a schema's name has to be its own in."""
    if origin.parent is not None:
        return origin.parent
    return tuple(name.words for name in origin.resource[:-1])


def _clashes(scopes: dict[str, object], names: dict[str, Words]) -> list[list[str]]:
    """The pointers that have one name in one scope."""
    found: dict[tuple[object, Words], list[str]] = {}
    for pointer, scope in scopes.items():
        found.setdefault((scope, names[pointer]), []).append(pointer)
    return [rivals for rivals in found.values() if len(rivals) > 1]


def _role(entry: ir.Schema) -> Words:
    if entry.origin.role == "component":
        return ()
    resource = entry.origin.resource
    return resource[-1].words if resource else (entry.origin.role,)


def _kind(entry: ir.Schema) -> str:
    match entry:
        case ir.Object():
            return "object"
        case ir.Enum():
            return "enum"
        case ir.Alias():
            return "type"
