"""What everything of an API is called in the package.

All names of the package's scope are decided here before anything is printed. They do not depend on
the order of the document: where several things want one name, the one whose pointer sorts first
keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from clientsmith import ir
from clientsmith.kept import Wanted, of_resource, settle
from clientsmith.parts import is_canonical, page_key
from clientsmith.paths import portable
from clientsmith.preparation import path_key, singular
from clientsmith.reach import resources_of
from clientsmith.scopes import FileScope, Scope
from clientsmith.targets.go.enums import name_constants
from clientsmith.targets.go.kept import Kept
from clientsmith.targets.go.reach import Reach, operations_of
from clientsmith.targets.go.scopes import (
    RESERVED_FIELDS,
    RESERVED_FILES,
    RESERVED_METHODS,
    RESERVED_TYPES,
)
from clientsmith.targets.go.text import exported, file_stem


class Symbols(msgspec.Struct):
    """Every name of the package."""

    scope: Scope
    """All names of the package; unions are added to it later."""
    kept: Kept
    types: dict[ir.Pointer, str]
    params: dict[ir.Pointer, str]
    """Object -> the type by which it is sent."""
    methods: dict[ir.Pointer, str]
    arguments: dict[ir.Pointer, str]
    """Operation -> the struct of its parameters."""
    results: dict[ir.Pointer, str]
    """Operation -> the union of its answers, where it has several."""
    services: dict[tuple[str, ...], str]
    children: dict[tuple[str, ...], str]
    """Resource -> the field that holds its service."""
    pages: dict[str, str]
    """`page_key` -> its type."""
    files: dict[tuple[str, ...], str]
    constants: dict[ir.Pointer, tuple[str, ...]]
    """Enum -> the names of its constants."""
    fields: dict[ir.Pointer, tuple[str, ...]] = {}
    """Object -> the fields of its properties, once they are asked for: `fields_of`."""
    namesakes: dict[str, int] = {}
    """Plain name of a union that is no schema -> how many have it."""
    unions: dict[str, str] = {}
    """Its name -> what it is known by in the lock."""


def words_of(path: Sequence[ir.Name]) -> list[str]:
    return [word for name in path for word in name.words]


def decide(api: ir.Api, reach: Reach, kept: Kept | None = None) -> Symbols:
    """Name everything of an API."""
    kept = kept or Kept()
    # Unions are named when they are met: nobody else may take what they were called before.
    scope = Scope(RESERVED_TYPES | kept.unions)
    resources = list(resources_of(api.root))
    operations = sorted(operations_of(api.root), key=lambda it: it[1].pointer)
    full = _full_words(api.schemas)
    wanted: list[_Named] = []
    for resource in resources:
        if resource.path:
            name = f"{exported(words_of(resource.path))}Service"
            identity = resource_key(resource)
            wanted.append(_Named("service", identity, (0, path_key(resource)), (name,)))
    pages = {page_key(it.paging.page): it.paging.page for _, it in operations if it.paging}
    for key, page in pages.items():
        name = exported(page.name.words, "Page")
        wanted.append(_Named("page", key, (1, page.name.words), (name,)))
    for pointer, words in full.items():
        schema = api.schemas[pointer]
        name = exported(words, "Model")
        order = (len(schema.origin.resource), pointer)
        either = (name, f"{name}{_kind_suffix(schema)}")
        wanted.append(_Named("declaration", pointer, (2, *order), either))
        if pointer in reach.written and isinstance(schema, ir.Object):
            wanted.append(_Named("input", pointer, (3, *order), (f"{name}Param",)))
    for resource, it in operations:
        name = exported((*_stem(resource), *it.name.words, "params"))
        wanted.append(_Named("params", it.pointer, (4, it.pointer), (name,)))
    found: dict[str, dict[str, str]] = {
        it: {} for it in ("service", "page", "declaration", "input", "params")
    }
    ranked = _ranked(wanted, kept)
    enums = [it for it in api.schemas.values() if isinstance(it, ir.Enum)]
    old = [it for it in enums if kept.rank("declaration", it.pointer) < _NEWCOMER]
    constants: dict[ir.Pointer, tuple[str, ...]] = {}
    for one in ranked:
        if old and kept.rank(one.kind, one.identity) == _NEWCOMER:
            constants.update(name_constants(old, found["declaration"], scope, kept))
            old = []
        candidates = one.candidates
        if one.kind == "input" and one.identity in found["declaration"]:
            candidates = (f"{found['declaration'][one.identity]}Param",)
        found[one.kind][one.identity] = _claimed(one, candidates, scope, kept)
    rest = [it for it in enums if it.pointer not in constants]
    constants.update(name_constants(rest, found["declaration"], scope, kept))
    members = _members(resources, kept)
    return Symbols(
        scope=scope,
        kept=kept,
        types=found["declaration"],
        params=found["input"],
        methods=members,
        arguments=found["params"],
        results={
            it.pointer: exported((*_stem(resource), *it.name.words, "result"))
            for resource, it in operations
        },
        services={path_key(it): found["service"][resource_key(it)] for it in resources if it.path},
        children={path_key(it): members[resource_key(it)] for it in resources if it.path},
        pages=found["page"],
        constants=constants,
        files=_files(resources, kept),
    )


_NEWCOMER = 2
"""The rank of what was not there before."""


class _Named(NamedTuple):
    """A name that something is to have in the package."""

    kind: str
    identity: str
    order: tuple[object, ...]
    """Who names first, of those that have no line."""
    candidates: tuple[str, ...]
    """The plain name first."""


def _ranked(wanted: list[_Named], kept: Kept) -> list[_Named]:
    """Who was there before comes first."""
    return sorted(wanted, key=lambda it: (kept.rank(it.kind, it.identity), it.order))


def _claimed(one: _Named, candidates: tuple[str, ...], scope: Scope, kept: Kept) -> str:
    name = scope.claim(*kept.name(one.kind, one.identity), *candidates)
    # Nothing else tells the next run that a page was there before.
    kept.keep(one.kind, one.identity, name, "" if one.kind == "page" else one.candidates[0])
    return name


def resource_key(resource: ir.Resource) -> str:
    """What a resource is known by in the lock."""
    return of_resource(tuple(name.words for name in resource.path))


def fields_of(schema: ir.Object, symbols: Symbols) -> tuple[str, ...]:
    """The fields of an object's properties, the same wherever it is read or sent."""
    names = symbols.fields.get(schema.pointer)
    if names is None:
        kept = symbols.kept
        owner = kept.names.keys.get(schema.pointer, schema.pointer)
        names = field_names(schema.properties, RESERVED_FIELDS, owner, kept)
        symbols.fields[schema.pointer] = names
    return names


def union_name(plain: str, symbols: Symbols) -> str:
    """The name of one more union that is no schema of its own; it always has a line in the lock."""
    count = symbols.namesakes[plain] = symbols.namesakes.get(plain, 0) + 1
    key = f"#{plain}" if count == 1 else f"#{plain}/{count}"
    locked = [it for it in symbols.kept.name("union", key) if it not in symbols.unions]
    name = locked[0] if locked else symbols.scope.claim(plain)
    symbols.unions[name] = key
    symbols.kept.names.keep("union", key, name)
    return name


def page_name(page: ir.Page, symbols: Symbols) -> str:
    return symbols.pages[page_key(page)]


def _kind_suffix(schema: ir.Schema) -> str:
    match schema:
        case ir.Object():
            return "Model"
        case ir.Enum():
            return "Enum"
        case ir.Alias():
            return "Type"


def _stem(resource: ir.Resource) -> list[str]:
    """The words that the types of a resource's operations begin with: beta, batch."""
    if not resource.path:
        return []
    last = resource.path[-1].words
    return [*words_of(resource.path[:-1]), *last[:-1], *map(singular, last[-1:])]


def _full_words(schemas: Mapping[ir.Pointer, ir.Schema]) -> dict[ir.Pointer, tuple[str, ...]]:
    """The words of each schema's name, with those of what it is written in."""
    found: dict[ir.Pointer, tuple[str, ...]] = {}
    for pointer in schemas:
        chain = [pointer]
        while True:
            parent = schemas[chain[-1]].origin.parent
            if parent is None or parent not in schemas or parent in chain:
                break
            chain.append(parent)
        outer = schemas[chain[-1]]
        words = list(words_of(outer.origin.resource[:-1]))
        for each in reversed(chain):
            words.extend(schemas[each].name.words)
        found[pointer] = tuple(words)
    return found


def _members(resources: list[ir.Resource], kept: Kept) -> dict[str, str]:
    """The methods of services, and the fields that hold the services below."""
    found: dict[str, str] = {}
    for resource in resources:
        scope = Scope(RESERVED_METHODS.get(path_key(resource), ()))
        wanted: list[_Named] = []
        further: dict[str, tuple[str, ...]] = {}
        for child in resource.children:
            name = exported(child.name.words, "Resource")
            wanted.append(_Named("member", resource_key(child), (0, path_key(child)), (name,)))
        for it in resource.operations:
            name = exported(it.name.words, "Call")
            further[it.pointer] = tuple(_further(it))
            order = (1, not further[it.pointer], it.pointer)
            wanted.append(_Named("member", it.pointer, order, (name, f"{name}Method")))
        for one in _ranked(wanted, kept):
            found[one.identity] = _claimed(one, one.candidates, scope, kept)
            for end in further.get(one.identity, ()):
                scope.claim(f"{found[one.identity]}{end}")
    return found


def _further(operation: ir.Operation) -> Iterator[str]:
    """How the names of an operation's further methods end."""
    if operation.paging is not None:
        yield "AutoPaging"
    if operation.streaming is not None and not operation.streaming.always:
        yield "Streaming"


def _files(resources: list[ir.Resource], kept: Kept) -> dict[tuple[str, ...], str]:
    scope = FileScope(RESERVED_FILES)
    below = {resource_key(it): it for it in resources if it.path}
    wanted: list[_Named] = []
    for identity, resource in below.items():
        stem = portable(file_stem(words_of(resource.path)), "api")
        wanted.append(_Named("file", identity, path_key(resource), (stem, f"{stem}api")))
    return {
        path_key(below[it.identity]): _claimed(it, it.candidates, scope, kept)
        for it in _ranked(wanted, kept)
    }


def field_names(
    properties: Sequence[ir.Property],
    reserved: frozenset[str] = RESERVED_FIELDS,
    owner: str = "",
    kept: Kept | None = None,
) -> tuple[str, ...]:
    """Exported names of the properties of what is at `owner`, in their order."""
    kept = kept or Kept()
    plain = [exported(it.name.words, "Field") for it in properties]
    plain = [f"{it}Field" if it in reserved else it for it in plain]

    def wanted() -> list[Wanted]:
        return [
            Wanted(it.name.wire, (not is_canonical(it.name, kept.names), it.name.wire), (name,))
            for it, name in zip(properties, plain, strict=True)
        ]

    return tuple(settle(kept, "field", owner, reserved, plain, wanted))
