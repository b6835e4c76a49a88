"""Where everything of an API lives in the generated package, and what it is called there.

All names are decided here, a whole scope at once, before anything is printed; the rest of the
target looks them up. A scope's names never depend on the order of the document: when two things
want one name, the one whose pointer sorts first keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from clientsmith import ir
from clientsmith.kept import of_resource
from clientsmith.parts import page_key
from clientsmith.preparation import WEBHOOKS, parameter_words, path_key
from clientsmith.reach import owners_of, resources_of
from clientsmith.scopes import FileScope, Scope
from clientsmith.targets.typescript.kept import Kept
from clientsmith.targets.typescript.project import EXPORTED
from clientsmith.targets.typescript.reach import Reach, reach
from clientsmith.targets.typescript.scopes import Module, file_name
from clientsmith.targets.typescript.text import class_identifier, member

TYPES = Module(("types",))
PAGINATION = Module(("pagination",))

RESERVED_METHODS = frozenset(
    {
        *("constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"),
        *("toLocaleString", "toString", "valueOf"),
    }
)
"""What every object has."""
RESERVED_CLIENT_MEMBERS = RESERVED_METHODS | {
    *("baseURL", "timeout", "maxRetries", "fetch", "fetchOptions", "headers", "query"),
    *("defaults", "options", "withOptions"),
}
WEBHOOK_METHODS = frozenset({"unwrap", "verifySignature", "unsafeUnwrap"})
"""What the resource of webhooks has: no operation is called so."""
_EXACT = re.compile(r"[A-Z][A-Za-z0-9]*\Z")


class Symbol(msgspec.Struct, frozen=True):
    """A type of the package."""

    module: Module
    name: str
    owner: str
    """The namespace that the type is in: the name of the type it is nested in, or empty."""

    @property
    def qualified(self) -> str:
        """The name as the module exports it."""
        return f"{self.owner}.{self.name}" if self.owner else self.name


class ResourceSymbols(msgspec.Struct, frozen=True):
    """The module, the class and the members of a resource."""

    module: Module
    name: str
    """Of the class."""
    attributes: tuple[str, ...]
    """How to get there from the client: `("beta", "batch")`."""
    methods: Mapping[ir.Pointer, str]
    children: tuple[str, ...]
    """Attributes, in the order of the resource's children."""


class Symbols(msgspec.Struct, frozen=True):
    """Every name of the package."""

    schemas: Mapping[ir.Pointer, Symbol]
    """Of all schemas but enums that are written out where they are used."""
    inputs: Mapping[ir.Pointer, Symbol]
    """What schemas are called on their way to the server, where that is another type."""
    parameters: Mapping[ir.Pointer, Symbol]
    """Operation -> the type of its parameters."""
    pages: Mapping[tuple[str, ...], str]
    """Words of a page's name -> its interface."""
    resources: Mapping[tuple[str, ...], ResourceSymbols]
    """By `path_key`."""
    exports: Mapping[Symbol, str]
    """What the package's root calls the types of resources below others."""
    reach: Reach


def decide(api: ir.Api, client: str, kept: Kept | None = None) -> Symbols:
    """Name everything of an API whose client is called `client`."""
    kept = kept or Kept()
    resources = list(resources_of(api.root))
    named = _resources(api, resources, client, kept)
    places = {
        operation.pointer: named[path_key(resource)].module
        for resource in resources
        for operation in resource.operations
    }
    sets = reach(api)
    top = Scope({client, f"{client}Core", f"{client}CoreOptions", "ClientOptions"})
    scopes: dict[Module, Scope] = {TYPES: top}
    parents: dict[tuple[str, ...], Scope] = {}
    for it in named.values():
        # The types of one level are exported together; the classes beside them are values.
        shared = top if len(it.attributes) < 2 else parents.setdefault(it.module.path[:-1], Scope())
        scopes[it.module] = shared
    classes = {it.module: it.name for it in named.values()}
    homes = {_home(it.module): it.module for it in named.values()}
    owners = owners_of(api)
    roots = [pointer for pointer, owner in owners.items() if owner == pointer]
    schemas: dict[ir.Pointer, Symbol] = {}
    inputs: dict[ir.Pointer, Symbol] = {}

    wanted: list[_Wanted] = []
    for pointer in roots:
        schema = api.schemas[pointer]
        if not is_inlined(schema):
            module = _module(pointer, schema, places, homes, kept)
            exact = schema.name.wire if _EXACT.match(schema.name.wire) else ""
            name = exact or class_identifier(schema.name.words)
            order = _order(pointer, schema)
            wanted.append(_Wanted("class", pointer, (0, *order), module, name))
            if pointer in sets.split:
                wanted.append(_Wanted("input", pointer, (1, *order), module, f"{name}Param"))
    for resource in resources:
        for operation in resource.operations:
            name = class_identifier(parameter_words(resource, operation))
            module = places[operation.pointer]
            wanted.append(_Wanted("params", operation.pointer, (2,), module, name))
    for page in api.pages:
        name = class_identifier(page.name.words, "Page")
        wanted.append(_Wanted("page", page_key(page), (3,), TYPES, name))
    found: dict[str, dict[str, Symbol]] = {it: {} for it in ("class", "input", "params", "page")}

    def ordered(some: Iterable[_Wanted]) -> list[_Wanted]:
        return sorted(
            some, key=lambda one: (kept.rank(one.kind, one.identity), one.order, one.identity)
        )

    def settle(one: _Wanted) -> None:
        candidates = (*kept.name(one.kind, one.identity), one.name)
        free = [name for name in candidates if name != classes.get(one.module)]
        name = scopes[one.module].claim(*(free or [f"{one.name}Model"]))
        found[one.kind][one.identity] = Symbol(one.module, name, "")
        # Nothing else tells the next run that a page was there before.
        kept.keep(one.kind, one.identity, name, "" if one.kind == "page" else one.name)

    exports: dict[Symbol, str] = {}
    exported: dict[_Wanted, Symbol] = {}
    for one in ordered(it for it in wanted if scopes[it.module] is not top):
        settle(one)
        symbol = found[one.kind][one.identity]
        again = one._replace(kind=f"root{one.kind}", order=(4, *one.order), name=symbol.name)
        exported[again] = symbol
    above = {it.module: it.attributes[:-1] for it in named.values()}
    for one in ordered([*(it for it in wanted if scopes[it.module] is top), *exported]):
        if one not in exported:
            settle(one)
            continue
        longer = class_identifier([*above[one.module], one.name])
        candidates = (*kept.name(one.kind, one.identity), one.name, longer)
        free = [it for it in candidates if it not in EXPORTED and it != f"{client}Error"]
        name = top.claim(*(free or [f"{longer}Model"]))
        exports[exported[one]] = name
        kept.keep(one.kind, one.identity, name, one.name)
    schemas, inputs = found["class"], found["input"]
    inside: dict[tuple[Module, str], Scope] = {}
    for pointer in sorted(owners.keys() - set(roots), key=lambda it: (kept.rank("class", it), it)):
        schema = api.schemas[pointer]
        parent = schemas.get(owners[pointer])
        if is_inlined(schema) or parent is None:
            continue
        scope = inside.setdefault((parent.module, parent.name), Scope())
        plain = class_identifier(schema.name.words)
        name = scope.claim(*kept.name("class", pointer), plain)
        schemas[pointer] = Symbol(parent.module, name, parent.name)
        kept.keep("class", pointer, name, plain)
        if pointer in sets.split:
            sent = scope.claim(*kept.name("input", pointer), f"{name}Param")
            inputs[pointer] = Symbol(parent.module, sent, parent.name)
            kept.keep("input", pointer, sent, f"{name}Param")
    return Symbols(
        schemas=schemas,
        inputs=inputs,
        parameters=found["params"],
        pages={page.name.words: found["page"][page_key(page)].name for page in api.pages},
        resources=named,
        exports=exports,
        reach=sets,
    )


class _Wanted(NamedTuple):
    """A name that something in one scope is to have."""

    kind: str
    identity: str
    order: tuple[object, ...]
    """Who names first, of those that have no line."""
    module: Module
    name: str


def _module(
    pointer: ir.Pointer,
    schema: ir.Schema,
    places: Mapping[ir.Pointer, Module],
    homes: Mapping[str, Module],
    kept: Kept,
) -> Module:
    """Where a type stands: beside the operation that it is of, `places`, else among all types.

    One that is written elsewhere, like the items of a page, stays where it was, be it beside a
    resource, `homes`, when other operations come to use it, or none does any more.
    """
    operation = schema.origin.operation or ""
    module = places.get(operation, TYPES)
    if operation and pointer.startswith(f"{operation}/"):
        return module
    if kept.knows(pointer):
        module = homes.get(kept.names.get("home", pointer), TYPES)
    if module is not TYPES:
        kept.names.keep("home", pointer, _home(module))
    return module


def _home(module: Module) -> str:
    """A module as the lock writes it, which has no hyphens."""
    return "/".join(module.path).replace("-", "_")


def is_inlined(schema: ir.Schema) -> bool:
    """Whether a schema is written out where it is used: enums that are no components."""
    return isinstance(schema, ir.Enum) and (
        schema.origin.role != "component" or schema.origin.parent is not None
    )


def _order(pointer: ir.Pointer, schema: ir.Schema) -> tuple[bool, bool, str]:
    """Components before schemas of operations; exact spellings before converted ones."""
    return schema.origin.role != "component", not _EXACT.match(schema.name.wire), pointer


def _resources(
    api: ir.Api, resources: list[ir.Resource], client: str, kept: Kept
) -> dict[tuple[str, ...], ResourceSymbols]:
    found: dict[tuple[str, ...], ResourceSymbols] = {}
    modules: dict[tuple[str, ...], Module] = {(): Module(("operations",))}
    folders: dict[tuple[str, ...], tuple[str, ...]] = {(): ("resources",)}
    attributes: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
    for resource in resources:
        key = path_key(resource)
        reserved = RESERVED_METHODS if key else RESERVED_CLIENT_MEMBERS
        if key == WEBHOOKS and api.webhook_event is not None:
            reserved = RESERVED_METHODS | WEBHOOK_METHODS
        names, files = Scope(reserved), FileScope()
        below = {_identity(child): child for child in resource.children}
        wanted = {it: member(child.name.words, "resource") for it, child in below.items()}
        wanted |= {it.pointer: member(it.name.words, "call") for it in resource.operations}
        members: dict[str, str] = {}
        for identity in sorted(wanted, key=lambda it: (kept.rank("member", it), it not in below)):
            members[identity] = names.claim(*kept.name("member", identity), wanted[identity])
            kept.keep("member", identity, members[identity], wanted[identity])
        for identity in sorted(below, key=lambda it: kept.rank("file", it)):
            child = path_key(below[identity])
            plain = file_name(below[identity].name.words)
            file = files.claim(*(it.replace("_", "-") for it in kept.name("file", identity)), plain)
            kept.keep("file", identity, file.replace("-", "_"), plain.replace("-", "_"))
            folders[child] = (*folders[key], file)
            modules[child] = Module(folders[child])
            attributes[child] = (*attributes[key], members[identity])
        name = class_identifier(resource.name.words, "Resource") if key else client
        methods = {it.pointer: members[it.pointer] for it in resource.operations}
        children = tuple(members[_identity(child)] for child in resource.children)
        found[key] = ResourceSymbols(modules[key], name, attributes[key], methods, children)
    return found


def _identity(resource: ir.Resource) -> str:
    return of_resource(tuple((it,) for it in path_key(resource)))
