"""Where everything of an API lives in the generated package, and what it is called there.

All names are decided here, a whole scope at once, before anything is printed; the rest of the
target looks them up. A scope's names never depend on the order of the document: when two things
want one name, the one whose pointer sorts first keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from clientsmith import ir
from clientsmith.targets.python.graph import components
from clientsmith.targets.python.resource_symbols import ResourceSymbols, name_resources
from clientsmith.targets.python.scopes import (
    RESERVED_CLASSES,
    Module,
    Scope,
    identifier_file,
    singular,
)
from clientsmith.targets.python.text import class_identifier, identifier

MEMBERS_OF_MODEL = frozenset(
    {"to_dict", "to_json", "from_dict", "from_json", "additional_properties"}
)


class Symbol(msgspec.Struct, frozen=True):
    """A class or alias of the package."""

    module: Module
    name: str
    package: tuple[str, ...]
    """The package that exports the name, e.g. `("types", "beta")`; () when it is internal."""

    @property
    def qualified(self) -> str:
        """The name from the top of the package: `types.beta.Name`, `types.beta.module.Name`."""
        return ".".join((*(self.package or self.module.path), self.name))


class Symbols(msgspec.Struct, frozen=True):
    """Every name of the package."""

    schemas: Mapping[ir.Pointer, Symbol]
    attributes: Mapping[ir.Pointer, tuple[str, ...]]
    """Of each object: the attributes for its properties, in their order."""
    inputs: Mapping[ir.Pointer, Symbol]
    """The TypedDicts that describe objects on their way to the server."""
    parameters: Mapping[ir.Pointer, Symbol]
    """Operation -> the TypedDict of its keyword arguments."""
    modules: Mapping[Module, tuple[ir.Pointer, ...]]
    """Module -> the schemas it defines, in the document's order."""
    resources: Mapping[tuple[str, ...], ResourceSymbols]
    """By `path_key`."""


def decide(api: ir.Api) -> Symbols:
    """Name everything of an API."""
    resources = list(_walk(api.root))
    owners = _owners(api)
    roots = {pointer: api.schemas[pointer] for pointer, owner in owners.items() if owner == pointer}
    packages = {pointer: _package(schema.origin.resource) for pointer, schema in roots.items()}
    subpackages = {_package(resource.path) for resource in resources if resource.path}
    order = _Order(roots)
    files = _Files({*packages.values(), *subpackages})
    callers = _parameter_modules(resources, files)
    modules = _modules(api, owners, packages, callers, files, order)
    contents: dict[Module, list[ir.Pointer]] = {modules[pointer]: [] for pointer in roots}
    scopes = {module: Scope(set(RESERVED_CLASSES)) for module in contents}
    classes = _Classes(packages, roots)
    schemas = {
        pointer: classes.claim(pointer, modules[pointer], scopes[modules[pointer]])
        for pointer in sorted(roots, key=order)
    }
    parameters = _parameters(resources, classes, callers, scopes)
    inputs = {
        pointer: classes.claim_input(symbol, scopes[symbol.module])
        for pointer, symbol in schemas.items()
    }
    nested = [pointer for pointer in api.schemas if pointer not in roots]
    for pointer in sorted(nested):
        schema = api.schemas[pointer]
        parent = schemas[owners[pointer]]
        short = class_identifier(schema.name.words)
        scope = scopes[parent.module]
        name = scope.claim(short, parent.name + short)
        schemas[pointer] = Symbol(parent.module, name, ())
        inputs[pointer] = Symbol(parent.module, scope.claim(f"{name}Param"), ())
    for pointer in (*roots, *nested):
        contents[schemas[pointer].module].append(pointer)
    return Symbols(
        schemas=schemas,
        attributes={
            pointer: attribute_names(schema.properties, MEMBERS_OF_MODEL)
            for pointer, schema in api.schemas.items()
            if isinstance(schema, ir.Object)
        },
        inputs=inputs,
        parameters=parameters,
        modules={module: tuple(pointers) for module, pointers in contents.items()},
        resources=name_resources(resources, webhooks=api.webhook_event is not None),
    )


def attribute_names(properties: Sequence[ir.Property], reserved: frozenset[str]) -> tuple[str, ...]:
    """Python names of an object's properties, in their order.

    Exact spellings win over converted ones, then the wire name that sorts first.
    """
    scope = Scope(set(reserved))
    order = sorted(
        range(len(properties)),
        key=lambda index: (
            identifier(properties[index].name.words) != properties[index].name.wire,
            properties[index].name.wire,
        ),
    )
    names: dict[int, str] = {}
    for index in order:
        name = identifier(properties[index].name.words, "field")
        names[index] = scope.claim(*([f"{name}_"] if name in reserved else [name]))
    return tuple(names[index] for index in range(len(properties)))


def _package(path: tuple[ir.Name, ...]) -> tuple[str, ...]:
    """The package of types for a resource: that of the resource above it."""
    return ("types", *(identifier_file(name.words) for name in path[:-1]))


def _walk(root: ir.Resource) -> Iterable[ir.Resource]:
    stack = [root]
    while stack:
        resource = stack.pop()
        yield resource
        stack.extend(reversed(resource.children))


class _Order:
    """Components before schemas of operations; exact spellings before converted ones."""

    def __init__(self, roots: Mapping[ir.Pointer, ir.Schema]) -> None:
        self._roots = roots

    def __call__(self, pointer: ir.Pointer) -> tuple[bool, bool, str]:
        schema = self._roots[pointer]
        exact = class_identifier(schema.name.words) == schema.name.wire
        return schema.origin.role != "component", not exact, pointer


class _Classes:
    """The class names of each package of types."""

    def __init__(
        self,
        packages: Mapping[ir.Pointer, tuple[str, ...]],
        roots: Mapping[ir.Pointer, ir.Schema],
    ) -> None:
        self._packages = packages
        self._roots = roots
        self._scopes: dict[tuple[str, ...], Scope] = {}

    def scope(self, package: tuple[str, ...]) -> Scope:
        return self._scopes.setdefault(package, Scope(set(RESERVED_CLASSES)))

    def claim(self, pointer: ir.Pointer, module: Module, inside: Scope) -> Symbol:
        """The class of a schema; `inside` are the names of its module."""
        schema = self._roots[pointer]
        name = class_identifier(schema.name.words)
        longer = name
        if schema.origin.resource:
            words = [word for part in schema.origin.resource[:-1] for word in part.words]
            longer = class_identifier([*words, *schema.name.words])
        if name in RESERVED_CLASSES:
            name = longer = f"{name}_"
        package = self._packages[pointer]
        return Symbol(module, self.scope(package).claim(name, longer, also=inside), package)

    def claim_input(self, symbol: Symbol, inside: Scope) -> Symbol:
        """The TypedDict beside the class `symbol`."""
        name = self.scope(symbol.package).claim(f"{symbol.name}Param", also=inside)
        return Symbol(symbol.module, name, symbol.package)


class _Files:
    """The file names of each package of types."""

    def __init__(self, packages: set[tuple[str, ...]]) -> None:
        self._packages = packages
        self._scopes: dict[tuple[str, ...], Scope] = {}

    def claim(self, package: tuple[str, ...], words: Iterable[str]) -> Module:
        """A module of the package that no other one is, nor a package below."""
        scope = self._scopes.get(package)
        if scope is None:
            depth = len(package)
            below = {
                it[depth] for it in self._packages if len(it) > depth and it[:depth] == package
            }
            scope = self._scopes[package] = Scope({"__init__", *below}, folded=True)
        file = identifier_file(words)
        return Module((*package, scope.claim(file, f"{file}_")))


def _parameter_modules(resources: list[ir.Resource], files: _Files) -> dict[ir.Pointer, Module]:
    """Operation -> the module of the TypedDict of its arguments."""
    return {
        operation.pointer: files.claim(
            _package(resource.path), _parameter_words(resource, operation)
        )
        for resource in resources
        for operation in resource.operations
    }


def _parameters(
    resources: list[ir.Resource],
    classes: _Classes,
    modules: Mapping[ir.Pointer, Module],
    scopes: Mapping[Module, Scope],
) -> dict[ir.Pointer, Symbol]:
    """Operation -> the TypedDict of its arguments."""
    found: dict[ir.Pointer, Symbol] = {}
    for resource in resources:
        package = _package(resource.path)
        for operation in resource.operations:
            module = modules[operation.pointer]
            name = class_identifier(_parameter_words(resource, operation))
            name = classes.scope(package).claim(name, also=scopes.get(module))
            found[operation.pointer] = Symbol(module, name, package)
    return found


def _parameter_words(resource: ir.Resource, operation: ir.Operation) -> list[str]:
    return [*_singular(resource), *operation.name.words, "params"]


def _singular(resource: ir.Resource) -> tuple[str, ...]:
    if not resource.path:
        return ()
    words = resource.path[-1].words
    if not words:
        return ()
    return (*words[:-1], singular(words[-1]))


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


def _modules(
    api: ir.Api,
    owners: Mapping[ir.Pointer, ir.Pointer],
    packages: Mapping[ir.Pointer, tuple[str, ...]],
    callers: Mapping[ir.Pointer, Module],
    files: _Files,
    order: _Order,
) -> dict[ir.Pointer, Module]:
    """A module for each schema; schemas that need each other share one."""
    modules: dict[ir.Pointer, Module] = {}
    groups = components(packages, _references(api, owners))
    for group in sorted(groups, key=lambda it: order(min(it, key=order))):
        first = min(group, key=order)
        origin = api.schemas[first].origin
        caller = callers.get(origin.operation or "")
        if origin.role == "parameter" and caller is not None and len(group) == 1:
            modules[first] = caller
            continue
        package = min((packages[pointer] for pointer in group), key=lambda path: (len(path), path))
        modules.update(dict.fromkeys(group, files.claim(package, api.schemas[first].name.words)))
    return modules


def _references(
    api: ir.Api, owners: Mapping[ir.Pointer, ir.Pointer]
) -> dict[ir.Pointer, list[ir.Pointer]]:
    """Root schema -> the root schemas that it, or what is nested in it, mentions."""
    found: dict[ir.Pointer, list[ir.Pointer]] = {owner: [] for owner in owners.values()}
    for pointer, schema in api.schemas.items():
        targets = (owners[it] for it in mentioned(schema) if it in owners)
        found[owners[pointer]].extend(targets)
    return found


def mentioned(schema: ir.Schema) -> Iterable[ir.Pointer]:
    """Pointers of the schemas a schema refers to, in order."""
    match schema:
        case ir.Object():
            stack: list[ir.Type] = [prop.type for prop in schema.properties]
            stack.extend(kind for _, kind in schema.patterns)
            if schema.additional is not None:
                stack.append(schema.additional)
        case ir.Enum():
            return
        case ir.Alias():
            stack = [schema.type]
    while stack:
        match stack.pop():  # the usual first
            case ir.String() | ir.Boolean() | ir.Integer():
                pass
            case ir.Ref(pointer=pointer):
                yield pointer
            case ir.Nullable(type=inner):
                stack.append(inner)
            case ir.Array(items=items):
                stack.append(items)
            case ir.Map(values=values):
                stack.append(values)
            case ir.Tuple(items=members, rest=rest):
                stack.extend(members)
                if rest is not None:
                    stack.append(rest)
            case ir.Union(variants=variants):
                stack.extend(variants)
            case _:
                pass
