"""Names of schemas that were decided before: back to where and what they were.

The name of a schema is kept with its scope: `batch_job/status` is *status* inside the schema batch
job, `beta.page_item` is *page item* beside what the resources below `beta` have, `page_item` stands
beside the components.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import msgspec

from clientsmith import ir, pointers
from clientsmith.normalize.context import Context
from clientsmith.normalize.names import spelled
from clientsmith.normalize.placed import Place

Words: TypeAlias = tuple[str, ...]

KIND = "type"
MEMBER = "member"
GIVEN = "given"
"""What a person called something that could not be called so."""

_INDEXED = re.compile(r"(/(?:parameters|oneOf|anyOf))/([0-9]+)(?![^/])")


def identify(
    context: Context, entries: Iterable[str], variant: Callable[[str, str], Words]
) -> None:
    """Find what stands for schemas below parameters and variants: their names, not their index.

    `variant` names the variants of a union.
    """
    known: dict[tuple[str, str], str] = {}
    for pointer in entries:
        if "Of/" not in pointer and "/parameters/" not in pointer:
            continue
        matches = list(_INDEXED.finditer(pointer))
        parts: list[str] = []
        end = 0
        for match in matches:
            place = (pointer[: match.end(1)], match[2])
            if place not in known:
                known[place] = _name_of_index(context, *place, variant)
            parts += (pointer[end : match.start(2)], known[place])
            end = match.end(2)
        context.names.keys[pointer] = "".join((*parts, pointer[end:]))


def _name_of_index(
    context: Context, holder: str, index: str, variant: Callable[[str, str], Words]
) -> str:
    """What stands for one parameter or variant; the index where nothing tells it apart."""
    if not holder.endswith("/parameters"):
        found = variant(holder, index)
        return "-".join(found) if found and found[0] != "variant" else index
    node = context.document.at(f"{holder}/{index}")
    value = node.value if node is not None else None
    if type(value) is not dict or type(value.get("name")) is not str:
        return index
    return pointers.escape(f"{value.get('in')}:{value['name']}")


def restore(
    context: Context, entries: dict[str, ir.Schema], places: Mapping[str, Place]
) -> dict[str, Words]:
    """Move schemas back into the scopes they were in; gives their names there."""
    names: dict[str, Words] = {}
    taken: dict[tuple[object, Words], None] = {}
    for pointer in sorted(entries) if KIND in context.names.locked else ():
        locked = context.names.get(KIND, pointer)
        if not locked:
            continue
        holder, nested, text = locked.rpartition("/")
        scope, _, name = text.rpartition(".") if not nested else ("", "", text)
        found = tuple(name.split("_"))
        asked = "_".join(places[pointer].words) if places[pointer].given else ""
        if asked not in ("", name, context.names.get(GIVEN, pointer)):
            continue  # a person has given it another name since
        origin = entries[pointer].origin
        if nested:
            parent = _holder(pointer, holder, entries, names)
            if parent is None:
                continue  # what it was inside of is no schema any more
            if parent != origin.parent:
                origin = msgspec.structs.replace(origin, parent=parent)
        elif origin.parent is not None or scope != scope_of(origin):
            path = [ir.Name(part, tuple(part.split("_"))) for part in scope.split(".") if part]
            resource = (*path, ir.Name("", ())) if path else ()
            origin = msgspec.structs.replace(origin, parent=None, resource=resource)
        key = (origin.parent or scope, found)
        if key in taken:
            continue
        taken[key] = None
        names[pointer] = found
        if origin is not entries[pointer].origin:
            entries[pointer] = msgspec.structs.replace(entries[pointer], origin=origin)
    return names


def keep_members(context: Context, entries: dict[str, ir.Schema]) -> None:
    """Give the members of enums the names they had; only where several want one, it is kept."""
    names = context.names
    locked = names.locked.get(MEMBER, {})
    holders = {key.rpartition("/enum/")[0] for key in locked}
    for pointer, entry in entries.items():
        if not isinstance(entry, ir.Enum):
            continue
        owner = names.keys.get(pointer, pointer)
        plain = [spelled(member.name.wire) or ("empty",) for member in entry.members]
        if len(set(plain)) == len(plain) and owner not in holders:
            continue
        keys = [
            f"{owner}/enum/{pointers.escape(json.dumps(member.value, ensure_ascii=False))}"
            for member in entry.members
        ]
        before = [tuple(locked[key].split("_")) if key in locked else () for key in keys]
        taken = dict.fromkeys(filter(None, before))
        rivals = Counter(plain)
        members = []
        for member, name, key, own in zip(entry.members, before, keys, plain, strict=True):
            found = name or member.name.words
            number = 2
            while not name and found in taken:
                found, number = (*member.name.words, str(number)), number + 1
            taken[found] = None
            if rivals[own] > 1 or found != own:
                names.keep(MEMBER, key, "_".join(found))
            changed = ir.Name(member.name.wire, found)
            members.append(msgspec.structs.replace(member, name=changed))
        if tuple(members) != entry.members:
            entries[pointer] = msgspec.structs.replace(entry, members=tuple(members))


def _holder(
    pointer: str, name: str, entries: Mapping[str, ir.Schema], names: Mapping[str, Words]
) -> str | None:
    """The schema that the one at `pointer` is written in: the one with the name it had, if any.

    `names` are those that were kept; outer schemas have theirs before inner ones.
    """
    nearest = None
    at = pointer
    while "/" in at:
        at = at.rpartition("/")[0]
        around = entries.get(at)
        if around is None:
            continue
        nearest = nearest or at
        if around.origin.parent is None and "_".join(names.get(at, around.name.words)) == name:
            return at
    return entries[pointer].origin.parent or nearest


def remember(context: Context, entries: dict[str, ir.Schema], places: Mapping[str, Place]) -> None:
    """Keep the names of all schemas for the next run."""
    for pointer, entry in entries.items():
        name = "_".join(entry.name.words)
        if places[pointer].given and places[pointer].words != entry.name.words:
            context.names.keep(GIVEN, pointer, "_".join(places[pointer].words))
        parent = entries.get(entry.origin.parent or "")
        if parent is not None:
            name = f"{'_'.join(parent.name.words)}/{name}"
        elif scope := scope_of(entry.origin):
            name = f"{scope}.{name}"
        context.names.keep(KIND, pointer, name)


def scope_of(origin: ir.Origin) -> str:
    """The resources whose schemas stand beside a schema that is in no other one."""
    return ".".join("_".join(name.words) for name in origin.resource[:-1])
