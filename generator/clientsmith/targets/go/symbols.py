"""What everything of an API is called in the package.

All names of the package's scope are decided here before anything is printed. They do not depend on
the order of the document: where several things want one name, the one whose pointer sorts first
keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from clientsmith import ir
from clientsmith.targets.go.reach import Reach, operations_of
from clientsmith.targets.go.scopes import (
    RESERVED_FIELDS,
    RESERVED_FILES,
    RESERVED_METHODS,
    RESERVED_TYPES,
    Scope,
    singular,
)
from clientsmith.targets.go.text import exported, file_stem


class Symbols(msgspec.Struct):
    """Every name of the package."""

    scope: Scope
    """All names of the package; unions and constants are added to it later."""
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
    """Words of a page -> its type."""
    files: dict[tuple[str, ...], str]
    constants: dict[tuple[ir.Pointer, str], str] = {}
    """Enum and literal of a value -> its constant."""


def path_key(resource: ir.Resource) -> tuple[str, ...]:
    """What identifies a resource."""
    return tuple(name.wire for name in resource.path)


def words_of(path: Sequence[ir.Name]) -> list[str]:
    return [word for name in path for word in name.words]


def decide(api: ir.Api, reach: Reach) -> Symbols:
    """Name everything of an API."""
    scope = Scope(RESERVED_TYPES)
    resources = _resources(api.root)
    services = {
        path_key(it): scope.claim(f"{exported(words_of(it.path))}Service")
        for it in sorted(resources, key=path_key)
        if it.path
    }
    pages: dict[str, str] = {}
    for _, operation in operations_of(api.root):
        if operation.paging is not None:
            pages[_page_key(operation.paging.page)] = ""
    for key in sorted(pages):
        pages[key] = scope.claim(exported(key.split(" "), "Page"))
    types: dict[ir.Pointer, str] = {}
    full = _full_words(api.schemas)
    order = sorted(full, key=lambda it: (len(api.schemas[it].origin.resource), it))
    for pointer in order:
        name = exported(full[pointer], "Model")
        more = _kind_suffix(api.schemas[pointer])
        types[pointer] = scope.claim(name, f"{name}{more}")
    params = {
        pointer: scope.claim(f"{types[pointer]}Param")
        for pointer in order
        if pointer in reach.written and isinstance(api.schemas[pointer], ir.Object)
    }
    operations = sorted(operations_of(api.root), key=lambda it: it[1].pointer)
    return Symbols(
        scope=scope,
        types=types,
        params=params,
        methods=_methods(resources),
        arguments={
            it.pointer: scope.claim(exported((*_stem(resource), *it.name.words, "params")))
            for resource, it in operations
        },
        results={
            it.pointer: exported((*_stem(resource), *it.name.words, "result"))
            for resource, it in operations
        },
        services=services,
        children=_children(resources),
        pages=pages,
        files=_files(resources),
    )


def _page_key(page: ir.Page) -> str:
    return " ".join(page.name.words)


def page_name(page: ir.Page, symbols: Symbols) -> str:
    return symbols.pages[_page_key(page)]


def _kind_suffix(schema: ir.Schema) -> str:
    match schema:
        case ir.Object():
            return "Model"
        case ir.Enum():
            return "Enum"
        case ir.Alias():
            return "Type"


def _resources(root: ir.Resource) -> list[ir.Resource]:
    found: list[ir.Resource] = []
    stack = [root]
    while stack:
        resource = stack.pop()
        found.append(resource)
        stack.extend(reversed(resource.children))
    return found


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


def _methods(resources: list[ir.Resource]) -> dict[ir.Pointer, str]:
    found: dict[ir.Pointer, str] = {}
    for resource in resources:
        scope = Scope({exported(it.name.words, "Resource") for it in resource.children})
        for name in RESERVED_METHODS.get(path_key(resource), ()):
            scope.claim(name)
        for operation in sorted(
            resource.operations, key=lambda it: (not any(_further(it)), it.pointer)
        ):
            name = exported(operation.name.words, "Call")
            method = scope.claim(name, f"{name}Method")
            found[operation.pointer] = method
            for further in _further(operation):
                scope.claim(f"{method}{further}")
    return found


def _further(operation: ir.Operation) -> Iterator[str]:
    """How the names of an operation's further methods end."""
    if operation.paging is not None:
        yield "AutoPaging"
    if operation.streaming is not None and not operation.streaming.always:
        yield "Streaming"


def _children(resources: list[ir.Resource]) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for resource in resources:
        scope = Scope()
        for child in sorted(resource.children, key=path_key):
            found[path_key(child)] = scope.claim(exported(child.name.words, "Resource"))
    return found


def _files(resources: list[ir.Resource]) -> dict[tuple[str, ...], str]:
    scope = Scope(RESERVED_FILES, folded=True)
    found: dict[tuple[str, ...], str] = {}
    for resource in sorted(resources, key=path_key):
        if resource.path:
            stem = file_stem(words_of(resource.path))
            found[path_key(resource)] = scope.claim(stem, f"{stem}api")
    return found


def field_names(
    properties: Sequence[ir.Property], reserved: frozenset[str] = RESERVED_FIELDS
) -> tuple[str, ...]:
    """Exported names of an object's properties, in their order."""
    scope = Scope(reserved)
    names: dict[int, str] = {}
    order = sorted(range(len(properties)), key=lambda it: properties[it].name.wire)
    for index in order:
        name = exported(properties[index].name.words, "Field")
        names[index] = scope.claim(name, f"{name}Field") if name in reserved else scope.claim(name)
    return tuple(names[index] for index in range(len(properties)))
