"""Modules, classes and methods of the resources."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from clientsmith import ir
from clientsmith.targets.python.scopes import (
    RESERVED_CLIENT_ATTRIBUTES,
    RESERVED_METHODS,
    Module,
    Scope,
    identifier_file,
)
from clientsmith.targets.python.text import class_identifier, identifier


class ResourceSymbols(msgspec.Struct, frozen=True):
    """The classes and the module of a resource."""

    module: Module
    attribute: str
    sync: str
    asynchronous: str
    methods: Mapping[ir.Pointer, str]
    children: Mapping[int, str]
    """Index in `Resource.children` -> attribute."""


def name_resources(
    resources: list[ir.Resource], *, webhooks: bool = False
) -> dict[tuple[str, ...], ResourceSymbols]:
    """Modules, classes and methods of all resources; whether one of them reads webhooks."""
    found: dict[tuple[str, ...], ResourceSymbols] = {}
    folders: dict[tuple[str, ...], tuple[str, ...]] = {(): ("resources",)}
    scopes: dict[tuple[str, ...], Scope] = {}
    attributes: dict[tuple[str, ...], str] = {(): ""}
    for resource in resources:
        key = path_key(resource)
        parent = folders[key[:-1]] if key else ("resources",)
        scope = scopes.setdefault(parent, Scope({"__init__"}, folded=True))
        file = identifier_file(resource.name.words) if key else "root"
        if not key:
            module = Module(("resources", scope.claim("_root")))
        elif resource.children:
            folder = (*parent, scope.claim(file, f"{file}_"))
            folders[key] = folder
            scopes[folder] = Scope({"__init__"}, folded=True)
            module = Module((*folder, scopes[folder].claim(folder[-1])))
        else:
            module = Module((*parent, scope.claim(file, f"{file}_")))
        names = Scope(set(RESERVED_METHODS if key else RESERVED_CLIENT_ATTRIBUTES))
        if webhooks and key == WEBHOOKS:
            names.taken |= {"unwrap", "verify_signature", "unsafe_unwrap"}
        children = {
            index: names.claim(identifier(child.name.words, "resource"))
            for index, child in enumerate(resource.children)
        }
        for index, attribute in children.items():
            attributes[path_key(resource.children[index])] = attribute
        methods = {
            operation.pointer: names.claim(identifier(operation.name.words, "call"))
            for operation in resource.operations
        }
        stem = class_identifier(resource.name.words, "Resource")
        if len(key) > 1 and stem == class_identifier(resource.path[-2].words, "Resource"):
            stem += stem
        found[key] = ResourceSymbols(
            module=module,
            attribute=attributes[key],
            sync=f"{stem}Resource",
            asynchronous=f"Async{stem}Resource",
            methods=methods,
            children=children,
        )
    return found


WEBHOOKS = ("webhooks",)
"""The key of the resource that reads webhooks, where there are any."""


def path_key(resource: ir.Resource) -> tuple[str, ...]:
    """The key of a resource in `Symbols.resources`: its path, however it is spelled."""
    return tuple("_".join(name.words) or name.wire for name in resource.path)
