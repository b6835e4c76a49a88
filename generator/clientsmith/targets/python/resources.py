"""Modules of resources: the methods of `client.beta.batch`, sync and async."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from clientsmith import ir
from clientsmith.targets.python import docs
from clientsmith.targets.python.annotations import Annotations
from clientsmith.targets.python.imports import Imports, exports
from clientsmith.targets.python.methods import Methods, MethodView, OperationView
from clientsmith.targets.python.models import relative
from clientsmith.targets.python.symbols import (
    Module,
    ResourceSymbols,
    Symbol,
    Symbols,
    wire_path,
)
from clientsmith.targets.python.text import docstring


@dataclass(frozen=True, slots=True)
class ChildView:
    """A property that leads to a resource below."""

    name: str
    type: str
    module: str
    doc: str


@dataclass(frozen=True, slots=True)
class WrapperView:
    """A class whose methods are those of a resource with another kind of result."""

    name: str
    doc: str
    argument: str
    """Name of the constructor's argument."""
    type: str
    wrap: str
    """The function of the runtime that changes a method."""
    methods: tuple[str, ...]
    children: tuple[ChildView, ...]


@dataclass(frozen=True, slots=True)
class ResourceClassView:
    """The sync or the async class of a resource."""

    name: str
    base: str
    doc: str
    raw: str
    streaming: str
    children: tuple[ChildView, ...]
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class ResourceView:
    """A resource's module."""

    module: Module
    doc: str
    imports: tuple[tuple[str, ...], ...]
    static_imports: tuple[str, ...]
    exports: str
    constants: tuple[str, ...]
    classes: tuple[ResourceClassView, ...]
    wrappers: tuple[WrapperView, ...]
    operations: tuple[OperationView, ...]
    resource: ir.Resource
    attributes: tuple[str, ...]
    """How to get there from the client: `("beta", "batch")`."""


@dataclass(slots=True)
class QualifiedNames:
    """How a module of resources refers to schemas: through the package `types`.

    What `types` does not export is imported for type checkers, under a longer name when two
    modules have the same short one.
    """

    module: Module
    static: Imports
    imports: Imports
    taken: dict[str, Symbol] = field(default_factory=dict)

    def model(self, symbol: Symbol) -> str:
        """The class or alias of a schema."""
        return self._name(symbol)

    def typed_dict(self, symbol: Symbol) -> str:
        """The TypedDict of an object."""
        return self._name(symbol)

    def _name(self, symbol: Symbol) -> str:
        if symbol.package:
            self.imports.add("." * len(self.module.path), "types")
            return symbol.qualified
        local = symbol.name
        if self.taken.setdefault(local, symbol) != symbol:
            local = f"{symbol.module.path[-1]}_{symbol.name}"
            self.taken[local] = symbol
        path = relative(self.module.path, symbol.module.path)
        self.static.add(path, symbol.name if local == symbol.name else f"{symbol.name} as {local}")
        return local


def lower_resources(
    api: ir.Api, symbols: Symbols, default_security: tuple[ir.SecurityRequirement, ...]
) -> list[ResourceView]:
    """All resources below the client, in order, each before its children."""
    found: list[ResourceView] = []
    stack: list[tuple[ir.Resource, tuple[str, ...]]] = [(api.root, ())]
    while stack:
        resource, attributes = stack.pop()
        names = symbols.resources[wire_path(resource)]
        if resource.path:
            view = _Lowering(api, symbols, resource, names, attributes, default_security)
            found.append(view.run())
        children = [
            (child, (*attributes, names.children[index]))
            for index, child in enumerate(resource.children)
        ]
        stack.extend(reversed(children))
    return found


@dataclass(slots=True)
class _Lowering:
    api: ir.Api
    symbols: Symbols
    resource: ir.Resource
    names: ResourceSymbols
    attributes: tuple[str, ...]
    default_security: tuple[ir.SecurityRequirement, ...]
    imports: Imports = field(default_factory=Imports)
    static: Imports = field(default_factory=Imports)

    def run(self) -> ResourceView:
        operations = lower_operations(
            self.api,
            self.symbols,
            self.resource,
            self.names,
            self.imports,
            self.static,
            self.default_security,
        )
        runtime = runtime_path(self.names.module)
        self.imports.add("functools", "cached_property")
        for name in ("AsyncResource", "SyncResource"):
            self.imports.add(f"{runtime}.resource", name)
        if operations:
            for name in ("async_raw", "async_streamed", "raw", "streamed"):
                self.imports.add(f"{runtime}.resource", name)
        path = ".".join(("client", *self.attributes))
        text = docs.text(self.resource.docs)
        classes = tuple(
            ResourceClassView(
                name=name,
                base=base,
                doc=docstring(text or f"The methods of `{path}`.", 4),
                raw=f"{name}WithRawResponse",
                streaming=f"{name}WithStreamingResponse",
                children=children_of(self.resource, self.names, self.symbols, index, ""),
                methods=tuple(it.asynchronous if index else it.sync for it in operations),
            )
            for index, (name, base) in enumerate(
                ((self.names.sync, "SyncResource"), (self.names.asynchronous, "AsyncResource"))
            )
        )
        for view in classes:
            for child in view.children:
                self.static.add(child.module, child.type)
        wrappers = wrappers_of(self.resource, self.names, self.symbols, operations)
        for wrapper in wrappers:
            for child in wrapper.children:
                self.static.add(child.module, child.type)
        self.static.remove(self.imports)
        if self.static.names:
            self.imports.add("typing", "TYPE_CHECKING")
        return ResourceView(
            module=self.names.module,
            doc=docstring(f"`{path}`", 0),
            imports=self.imports.blocks(),
            static_imports=self.static.lines(4),
            exports=exports(view.name for view in classes),
            constants=tuple(it.constant for it in operations),
            classes=classes,
            wrappers=wrappers,
            operations=operations,
            resource=self.resource,
            attributes=self.attributes,
        )


def runtime_path(module: Module) -> str:
    """The relative import path of the runtime from a module."""
    return "." * len(module.path) + "_runtime"


def lower_operations(
    api: ir.Api,
    symbols: Symbols,
    resource: ir.Resource,
    names: ResourceSymbols,
    imports: Imports,
    static: Imports,
    default_security: tuple[ir.SecurityRequirement, ...],
) -> tuple[OperationView, ...]:
    """The operations of one resource."""
    methods = frozenset(names.methods.values()) | frozenset(names.children.values())
    annotations = Annotations(
        schemas=api.schemas,
        symbols=symbols,
        imports=static,
        names=QualifiedNames(names.module, static, imports),
        runtime=runtime_path(names.module),
        shadowed=methods,
    )
    lowering = Methods(
        api, symbols, annotations, static, imports, runtime_path(names.module), default_security
    )
    return tuple(lowering.lower(it, names.methods[it.pointer]) for it in resource.operations)


def children_of(
    resource: ir.Resource, names: ResourceSymbols, symbols: Symbols, index: int, suffix: str
) -> tuple[ChildView, ...]:
    """The resources below, for the sync (0) or the async (1) class, or a wrapper of it."""
    views: list[ChildView] = []
    for position, child in enumerate(resource.children):
        below = symbols.resources[wire_path(child)]
        name = below.asynchronous if index else below.sync
        views.append(
            ChildView(
                name=names.children[position],
                type=f"{name}{suffix}",
                module=relative(names.module.path, below.module.path),
                doc=docstring(docs.text(child.docs), 8),
            )
        )
    return tuple(views)


_WRAPPERS = (
    ("WithRawResponse", ("raw", "async_raw"), "return the HTTP response"),
    ("WithStreamingResponse", ("streamed", "async_streamed"), "open the HTTP response unread"),
)


def wrappers_of(
    resource: ir.Resource,
    names: ResourceSymbols,
    symbols: Symbols,
    operations: Sequence[OperationView],
) -> tuple[WrapperView, ...]:
    """The four classes behind `with_raw_response` and `with_streaming_response`."""
    argument = "client" if not resource.path else "resource"
    return tuple(
        WrapperView(
            name=f"{name}{suffix}",
            doc=docstring(f"Methods of `{name}` that {words}.", 4),
            argument=argument,
            type=name,
            wrap=wraps[index],
            methods=tuple(it.name for it in operations),
            children=children_of(resource, names, symbols, index, suffix),
        )
        for suffix, wraps, words in _WRAPPERS
        for index, name in enumerate((names.sync, names.asynchronous))
    )
