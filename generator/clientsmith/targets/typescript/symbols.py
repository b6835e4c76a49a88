"""Where everything of an API lives in the generated package, and what it is called there.

All names are decided here, a whole scope at once, before anything is printed; the rest of the
target looks them up. A scope's names never depend on the order of the document: when two things
want one name, the one whose pointer sorts first keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from clientsmith import ir
from clientsmith.preparation import WEBHOOKS, parameter_words, path_key
from clientsmith.targets.typescript.reach import Reach, reach, resources_of
from clientsmith.targets.typescript.scopes import Module, Scope, file_name
from clientsmith.targets.typescript.text import class_identifier, member

TYPES = Module(("types",))
PAGINATION = Module(("pagination",))

RESERVED_METHODS = frozenset({"constructor"})
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
    reach: Reach


def decide(api: ir.Api, client: str) -> Symbols:
    """Name everything of an API whose client is called `client`."""
    resources = list(resources_of(api.root))
    named = _resources(api, resources, client)
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
    owners = _owners(api)
    roots = [pointer for pointer, owner in owners.items() if owner == pointer]
    schemas: dict[ir.Pointer, Symbol] = {}
    inputs: dict[ir.Pointer, Symbol] = {}

    def claim(module: Module, *names: str) -> str:
        scope = scopes[module]
        taken = [name for name in names if name != classes.get(module)]
        return scope.claim(*(taken or [f"{names[-1]}Model"]))

    for pointer in sorted(roots, key=lambda it: _order(it, api.schemas[it])):
        schema = api.schemas[pointer]
        if is_inlined(schema):
            continue
        module = places.get(schema.origin.operation or "", TYPES)
        exact = schema.name.wire if _EXACT.match(schema.name.wire) else ""
        name = claim(module, exact or class_identifier(schema.name.words))
        schemas[pointer] = Symbol(module, name, "")
        if pointer in sets.split:
            inputs[pointer] = Symbol(module, claim(module, f"{name}Param"), "")
    parameters = {
        operation.pointer: Symbol(
            places[operation.pointer],
            claim(
                places[operation.pointer], class_identifier(parameter_words(resource, operation))
            ),
            "",
        )
        for resource in resources
        for operation in resource.operations
    }
    inside: dict[str, Scope] = {}
    for pointer in sorted(owners.keys() - set(roots)):
        schema = api.schemas[pointer]
        parent = schemas.get(owners[pointer])
        if is_inlined(schema) or parent is None:
            continue
        scope = inside.setdefault(f"{parent.module.file}:{parent.name}", Scope())
        name = scope.claim(class_identifier(schema.name.words))
        schemas[pointer] = Symbol(parent.module, name, parent.name)
        if pointer in sets.split:
            inputs[pointer] = Symbol(parent.module, scope.claim(f"{name}Param"), parent.name)
    return Symbols(
        schemas=schemas,
        inputs=inputs,
        parameters=parameters,
        pages={
            page.name.words: top.claim(class_identifier(page.name.words, "Page"))
            for page in sorted(api.pages, key=lambda it: it.name.words)
        },
        resources=named,
        reach=sets,
    )


def is_inlined(schema: ir.Schema) -> bool:
    """Whether a schema is written out where it is used: enums that are no components."""
    return isinstance(schema, ir.Enum) and (
        schema.origin.role != "component" or schema.origin.parent is not None
    )


def _order(pointer: ir.Pointer, schema: ir.Schema) -> tuple[bool, bool, str]:
    """Components before schemas of operations; exact spellings before converted ones."""
    return schema.origin.role != "component", not _EXACT.match(schema.name.wire), pointer


def _owners(api: ir.Api) -> dict[ir.Pointer, ir.Pointer]:
    """Schema -> the outermost schema it is nested in, itself when it is in none."""
    owners: dict[ir.Pointer, ir.Pointer] = {}
    for pointer in api.schemas:
        chain = [pointer]
        while True:
            parent = api.schemas[chain[-1]].origin.parent
            if parent is None or parent not in api.schemas or parent in chain:
                break
            chain.append(parent)
        owners[pointer] = chain[-1]
    return owners


def _resources(
    api: ir.Api, resources: list[ir.Resource], client: str
) -> dict[tuple[str, ...], ResourceSymbols]:
    found: dict[tuple[str, ...], ResourceSymbols] = {}
    folders: dict[tuple[str, ...], tuple[str, ...]] = {(): ("resources",)}
    scopes: dict[tuple[str, ...], Scope] = {}
    attributes: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
    for resource in resources:
        key = path_key(resource)
        if key:
            parent = folders[key[:-1]]
            scope = scopes.setdefault(parent, Scope(folded=True))
            file = scope.claim(file_name(resource.name.words))
            folders[key] = (*parent, file)
            module = Module((*parent, file))
        else:
            module = Module(("operations",))
        names = Scope(RESERVED_METHODS if key else RESERVED_CLIENT_MEMBERS)
        if key == WEBHOOKS and api.webhook_event is not None:
            names = Scope({*RESERVED_METHODS, *WEBHOOK_METHODS})
        children = tuple(names.claim(member(it.name.words, "resource")) for it in resource.children)
        for child, attribute in zip(resource.children, children, strict=True):
            attributes[path_key(child)] = (*attributes[key], attribute)
        methods = {
            operation.pointer: names.claim(member(operation.name.words, "call"))
            for operation in resource.operations
        }
        name = class_identifier(resource.name.words, "Resource") if key else client
        found[key] = ResourceSymbols(module, name, attributes[key], methods, children)
    return found
