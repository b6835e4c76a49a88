"""Modules, classes and methods of the resources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, assert_never

import msgspec

from clientsmith import ir
from clientsmith.kept import of_resource
from clientsmith.preparation import WEBHOOKS, path_key
from clientsmith.scopes import FileScope, Scope
from clientsmith.targets.python.kept import Kept
from clientsmith.targets.python.scopes import (
    RESERVED_CLIENT_ATTRIBUTES,
    RESERVED_METHODS,
    Module,
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
    options: tuple[str, ...] = ()
    """Of the root: the arguments of the constructor, which are attributes: those for
    `Client.options`, then those for `Client.globals`."""


def name_resources(
    resources: list[ir.Resource],
    kept: Kept | None = None,
    options: Sequence[ir.Option] = (),
    *,
    webhooks: bool = False,
) -> dict[tuple[str, ...], ResourceSymbols]:
    """Modules, classes and methods of all resources; whether one of them reads webhooks.

    An outer one comes before its children.
    """
    naming = _Naming(kept or Kept(), webhooks, options)
    for resource in resources:
        naming.children(resource)
    return {path_key(resource): naming.symbols(resource) for resource in resources}


class _Naming(msgspec.Struct):
    """The names inside each resource, a whole scope at once."""

    kept: Kept
    webhooks: bool = False
    options: Sequence[ir.Option] = ()
    folders: dict[tuple[str, ...], tuple[str, ...]] = msgspec.field(
        default_factory=lambda: {(): ("resources",)}
    )
    modules: dict[tuple[str, ...], Module] = msgspec.field(
        default_factory=lambda: {(): Module(("resources", "_root"))}
    )
    stems: dict[tuple[str, ...], str] = msgspec.field(default_factory=lambda: {(): "Resource"})
    attributes: dict[tuple[str, ...], str] = msgspec.field(default_factory=lambda: {(): ""})
    methods: dict[ir.Pointer, str] = {}
    arguments: dict[ir.Pointer, str] = {}

    def children(self, resource: ir.Resource) -> None:
        """Name what is directly in a resource; its own place is known."""
        key = path_key(resource)
        folder = self.folders[key]
        taken = {"__init__", "_root"} if not key else {"__init__", folder[-1]}
        files, stems = FileScope({*taken, "attach"}), Scope({"Sync", "Async"})
        names = Scope(set(RESERVED_METHODS if key else RESERVED_CLIENT_ATTRIBUTES))
        if self.webhooks and key == WEBHOOKS:
            names |= {"unwrap", "verify_signature", "unsafe_unwrap"}
        claims: list[tuple[tuple[object, ...], _Named, str]] = []
        for option in () if key else self.options:
            rank = self.kept.rank("attribute", option.key)
            claims.append(((rank, 2, (), option.key), option, option.key))
        for child in resource.children:
            identity = of_resource(tuple(name.words for name in child.path))
            rank = self.kept.rank("attribute", identity)
            claims.append(((rank, 0, child.name.words, child.name.wire), child, identity))
        for one in resource.operations:
            rank = self.kept.rank("attribute", one.pointer)
            claims.append(((rank, 1, (), one.pointer), one, one.pointer))
        for _, named, identity in sorted(claims, key=lambda it: it[0]):
            plain, *longer = _candidates(named)
            name = names.claim(*self.kept.name("attribute", identity), plain, *longer)
            self.kept.keep("attribute", identity, name, plain)
            match named:
                case ir.Operation():
                    self.methods[named.pointer] = name
                case ir.ClientOption() | ir.GlobalOption():
                    self.arguments[named.key] = name
                case ir.Resource():
                    self.attributes[path_key(named)] = name
                    self._place(named, identity, folder, files, stems)
                case _:
                    assert_never(named)

    def _place(
        self,
        resource: ir.Resource,
        identity: str,
        folder: tuple[str, ...],
        files: Scope,
        stems: Scope,
    ) -> None:
        """Where a resource is, and what its classes begin with."""
        key = path_key(resource)
        file = identifier_file(resource.name.words)
        name = files.claim(*self.kept.name("resource", identity), file, f"{file}_")
        self.kept.keep("resource", identity, name, file)
        self.folders[key] = (*folder, name)
        self.modules[key] = Module((*folder, name, name) if resource.children else (*folder, name))
        stem = class_identifier(resource.name.words, "Resource")
        if len(key) > 1 and stem == class_identifier(resource.path[-2].words, "Resource"):
            stem += stem
        self.stems[key] = stems.claim(*self.kept.name("stem", identity), stem)
        self.kept.keep("stem", identity, self.stems[key], stem)

    def symbols(self, resource: ir.Resource) -> ResourceSymbols:
        """All names of a resource."""
        key = path_key(resource)
        return ResourceSymbols(
            module=self.modules[key],
            attribute=self.attributes[key],
            sync=f"{self.stems[key]}Resource",
            asynchronous=f"Async{self.stems[key]}Resource",
            methods={one.pointer: self.methods[one.pointer] for one in resource.operations},
            children={
                index: self.attributes[path_key(child)]
                for index, child in enumerate(resource.children)
            },
            options=() if key else tuple(self.arguments[it.key] for it in self.options),
        )


_Named: TypeAlias = ir.Resource | ir.Operation | ir.Option


def constructor_options(api: ir.Api) -> tuple[ir.Option, ...]:
    """What the client's constructor takes, in its order."""
    return (*api.client.options, *api.client.globals)


def _candidates(named: _Named) -> list[str]:
    """What an attribute may be called, the plain name first."""
    match named:
        case ir.Resource():
            return [identifier(named.name.words, "resource")]
        case ir.Operation():
            return [identifier(named.name.words, "call")]
        case ir.ClientOption() | ir.GlobalOption():
            role = named.location if isinstance(named, ir.GlobalOption) else named.role
            names = [identifier(named.name.words, "option")]
            names.append(identifier((*named.name.words, role), "option"))
            return [name for name in names if name != "self"]
        case _:
            assert_never(named)
