"""Packages and modules of the types: where schemas and the arguments of operations are defined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from clientsmith import ir
from clientsmith.graph import components
from clientsmith.kept import CHILDREN, of_resource
from clientsmith.preparation import parameter_words
from clientsmith.reach import Mentions
from clientsmith.scopes import FileScope, Scope
from clientsmith.targets.python.kept import Kept
from clientsmith.targets.python.scopes import Module, identifier_file
from clientsmith.targets.python.text import class_identifier

Words = tuple[str, ...]


class Order(msgspec.Struct):
    """Who names first.

    What has its name already, then components, then exact spellings, then by pointer.
    """

    schemas: Mapping[ir.Pointer, ir.Schema]
    kept: Kept

    def __call__(self, pointer: ir.Pointer) -> tuple[bool, bool, bool, str]:
        schema = self.schemas[pointer]
        exact = class_identifier(schema.name.words) == schema.name.wire
        component = schema.origin.role == "component"
        return not self.kept.knows(pointer), not component, not exact, pointer


class File(msgspec.Struct, frozen=True):
    """A module to be named."""

    identity: str
    """What it is named after: a schema, or an operation whose arguments it has."""
    order: tuple[object, ...]
    path: tuple[ir.Name, ...]
    """Of the resource it belongs to."""
    words: Words


class Places(msgspec.Struct):
    """The files of the package `types`, and of the packages below it."""

    kept: Kept
    packages: dict[tuple[Words, ...], tuple[str, ...]] = msgspec.field(
        default_factory=lambda: {(): ("types",)}
    )
    """Path of a resource -> the package of what its children have."""
    modules: dict[str, Module] = {}
    """By the identity of their file."""
    _scopes: dict[tuple[str, ...], Scope] = {}

    def package(self, path: Iterable[ir.Name]) -> tuple[str, ...]:
        """The package of types for a resource: that of the resource above it."""
        return self.packages[tuple(name.words for name in path)[:-1]]

    def lay_out(self, paths: Iterable[tuple[ir.Name, ...]], files: Iterable[File]) -> None:
        """Name packages and modules.

        A package is named before the modules beside it, and both where they are known before those
        that are new; plain names before others.
        """
        wanted: dict[tuple[Words, ...], str] = {}
        for path in paths:
            for length in range(1, len(path)):
                words = tuple(name.words for name in path[:length])
                wanted[words] = of_resource(words, CHILDREN)
        packages = sorted(wanted, key=lambda it: (len(it), it))
        ranks = {one.identity: self.kept.rank("module", one.identity) for one in files}
        ordered = sorted(files, key=lambda it: (-ranks[it.identity] % 3, it.order))
        needed = {
            tuple(name.words for name in one.path[:length])
            for one in ordered
            if ranks[one.identity] < 2
            for length in range(1, len(one.path))
        }
        for new in (False, True):
            for words in packages:
                known = words in needed or self.kept.rank("package", wanted[words]) < 2
                if known != new:
                    self._name_package(words, wanted[words])
            for one in ordered:
                if (ranks[one.identity] == 2) == new:
                    self.modules[one.identity] = self._module(one)

    def _name_package(self, words: tuple[Words, ...], identity: str) -> None:
        above = self.packages[words[:-1]]
        file = identifier_file(words[-1])
        name = self._scope(above).claim(*self.kept.name("package", identity), file, f"{file}_")
        self.kept.keep("package", identity, name, file)
        self.packages[words] = (*above, name)

    def _module(self, one: File) -> Module:
        """A module of the package that no other one is, nor a package below."""
        package = self.package(one.path)
        file = identifier_file(one.words)
        place, _, name = "".join(self.kept.name("module", one.identity)).rpartition(".")
        candidates = [name] if place == ".".join(package) and name else []
        name = self._scope(package).claim(*candidates, file, f"{file}_")
        module = Module((*package, name))
        self.kept.keep("module", one.identity, ".".join(module.path), ".".join((*package, file)))
        return module

    def _scope(self, package: tuple[str, ...]) -> Scope:
        if package not in self._scopes:
            self._scopes[package] = FileScope({"__init__", "attach"})
        return self._scopes[package]


def files_of(
    api: ir.Api,
    resources: Iterable[ir.Resource],
    owners: Mapping[ir.Pointer, ir.Pointer],
    order: Order,
    mentions: Mentions,
) -> tuple[list[File], dict[ir.Pointer, str], dict[ir.Pointer, ir.Pointer]]:
    """The modules of types, and the identity of that of each schema that is in no other one.

    Each operation has one for its arguments, and each schema its own. Schemas that need each other
    are defined in one place beside them, which is given last: schema -> the first of its circle.
    """
    files: list[File] = []
    identities: dict[ir.Pointer, str] = {}
    circles: dict[ir.Pointer, ir.Pointer] = {}
    callers: dict[str, None] = {}
    for resource in resources:
        for operation in resource.operations:
            callers[operation.pointer] = None
            words = parameter_words(resource, operation)
            files.append(
                File(operation.pointer, (0, operation.pointer), resource.path, tuple(words))
            )
    roots = [pointer for pointer, owner in owners.items() if owner == pointer]
    for group in components(roots, _references(owners, mentions)):
        if len(group) > 1:
            circles.update(dict.fromkeys(group, min(group, key=order)))
        for pointer in group:
            schema = api.schemas[pointer]
            origin = schema.origin
            if origin.role == "parameter" and origin.operation in callers and len(group) == 1:
                identities[pointer] = origin.operation or ""
                continue
            identities[pointer] = pointer
            files.append(File(pointer, (1, *order(pointer)), origin.resource, schema.name.words))
    return files, identities, circles


def _references(
    owners: Mapping[ir.Pointer, ir.Pointer], mentions: Mentions
) -> dict[ir.Pointer, list[ir.Pointer]]:
    """Root schema -> the root schemas that it, or what is nested in it, mentions."""
    found: dict[ir.Pointer, list[ir.Pointer]] = {owner: [] for owner in owners.values()}
    for pointer, owner in owners.items():
        found[owner].extend([owners[it] for it in mentions[pointer] if it in owners])
    return found
