"""Modules of resources: the methods of `client.beta.batch`, sync and async."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from clientsmith import ir
from clientsmith.preparation import headers_pointer, path_key
from clientsmith.targets.python import docs
from clientsmith.targets.python.annotations import Annotations
from clientsmith.targets.python.constants import Constants, package_name
from clientsmith.targets.python.imports import Imports, exports
from clientsmith.targets.python.layout import called, class_bases, display, method_head
from clientsmith.targets.python.members import relative
from clientsmith.targets.python.methods import Methods, MethodView, OperationView
from clientsmith.targets.python.resource_symbols import ResourceSymbols, constructor_options
from clientsmith.targets.python.scopes import Module
from clientsmith.targets.python.symbols import Symbol, Symbols
from clientsmith.targets.python.text import LINE_LENGTH, docstring
from clientsmith.targets.python.webhooks import WebhooksView, bases, lower_webhooks


class PropertyView(msgspec.Struct, frozen=True):
    """A cached property that makes an object of another class."""

    head: str
    doc: str
    source: str
    """The import of the class, made when it is needed; empty when it is in this module."""
    result: str
    """The statement that returns the object."""
    static: tuple[str, str]
    """What type checkers import: module and name; empty when it is in this module."""


class WrapperView(msgspec.Struct, frozen=True):
    """A class whose methods are those of a resource with another kind of result."""

    name: str
    doc: str
    head: str
    """Of the constructor."""
    argument: str
    methods: tuple[str, ...]
    """Statements that set the methods."""
    properties: tuple[PropertyView, ...]


class ResourceClassView(msgspec.Struct, frozen=True):
    """The sync or the async class of a resource."""

    name: str
    base: str
    doc: str
    webhooks: WebhooksView | None
    properties: tuple[PropertyView, ...]
    methods: tuple[MethodView, ...]


class ResourceView(msgspec.Struct, frozen=True):
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


class QualifiedNames(msgspec.Struct):
    """How a module of resources refers to schemas: through the package `types`."""

    module: Module
    imports: Imports
    shadowed: frozenset[str]

    def model(self, symbol: Symbol) -> str:
        """The class or alias of a schema."""
        top = package_name("types", self.module, self.imports, self.shadowed)
        return f"{top}.{symbol.qualified.partition('.')[2]}"

    def typed_dict(self, symbol: Symbol) -> str:
        """The TypedDict of an object."""
        return self.model(symbol)


def lower_resources(
    api: ir.Api, symbols: Symbols, default_security: tuple[ir.SecurityRequirement, ...]
) -> list[ResourceView]:
    """All resources below the client, in order, each before its children."""
    found: list[ResourceView] = []
    stack: list[tuple[ir.Resource, tuple[str, ...]]] = [(api.root, ())]
    while stack:
        resource, attributes = stack.pop()
        names = symbols.resources[path_key(resource)]
        if resource.path:
            view = _Lowering(api, symbols, resource, names, attributes, default_security)
            found.append(view.run())
        children = [
            (child, (*attributes, names.children[index]))
            for index, child in enumerate(resource.children)
        ]
        stack.extend(reversed(children))
    return found


class _Lowering(msgspec.Struct):
    api: ir.Api
    symbols: Symbols
    resource: ir.Resource
    names: ResourceSymbols
    attributes: tuple[str, ...]
    default_security: tuple[ir.SecurityRequirement, ...]
    imports: Imports = msgspec.field(default_factory=Imports)
    static: Imports = msgspec.field(default_factory=Imports)

    def run(self) -> ResourceView:
        methods = methods_of(
            self.api,
            self.symbols,
            self.names,
            self.imports,
            self.static,
            self.default_security,
        )
        operations = lower_operations(methods, self.resource, self.names)
        runtime = self.names.module.runtime
        webhooks = lower_webhooks(self.api, self.resource, self.imports, methods.constants, runtime)
        if has_calls(self.resource):
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
                base=bases(name, webhooks.base, base) if webhooks else class_bases(name, base),
                doc=docstring(text or f"The methods of `{path}`.", 4),
                webhooks=webhooks,
                properties=properties_of(
                    self.resource, self.names, self.symbols, index, "self._client"
                ),
                methods=tuple(it.asynchronous if index else it.sync for it in operations),
            )
            for index, (name, base) in enumerate(
                ((self.names.sync, "SyncResource"), (self.names.asynchronous, "AsyncResource"))
            )
        )
        wrappers = wrappers_of(self.resource, self.names, self.symbols, operations, self.imports)
        for view in (*(it.properties for it in classes), *(it.properties for it in wrappers)):
            import_statically(view, self.static)
        self.static.remove(self.imports)
        if self.static.names:
            self.imports.add("typing", "TYPE_CHECKING")
        return ResourceView(
            module=self.names.module,
            doc=docstring(f"`{path}`", 0),
            imports=self.imports.blocks(),
            static_imports=self.static.lines(4),
            exports=exports([view.name for view in classes]),
            constants=tuple(it.constant for it in operations),
            classes=classes,
            wrappers=wrappers,
            operations=operations,
            resource=self.resource,
            attributes=self.attributes,
        )


def methods_of(
    api: ir.Api,
    symbols: Symbols,
    names: ResourceSymbols,
    imports: Imports,
    static: Imports,
    default_security: tuple[ir.SecurityRequirement, ...],
) -> Methods:
    """What lowers the operations of one resource."""
    methods = frozenset(names.methods.values()) | frozenset(names.children.values())
    annotations = Annotations(
        schemas=api.schemas,
        symbols=symbols,
        imports=static,
        names=QualifiedNames(names.module, imports, methods),
        runtime=names.module.runtime,
        shadowed=methods,
    )
    runtime = names.module.runtime
    root = symbols.resources[()]
    named = zip(constructor_options(api), root.options, strict=True)
    attributes = {option.key: name for option, name in named}
    constants = Constants(annotations, imports, names.module, default_security, attributes)
    return Methods(api, symbols, annotations, static, imports, runtime, constants)


def lower_operations(
    methods: Methods, resource: ir.Resource, names: ResourceSymbols
) -> tuple[OperationView, ...]:
    """The operations of one resource."""
    if resource.operations:
        methods.import_options()
    return tuple(methods.lower(it, names.methods[it.pointer]) for it in resource.operations)


def import_statically(properties: Sequence[PropertyView], static: Imports) -> None:
    """Note what the annotations of properties need."""
    for view in properties:
        if view.static[0]:
            static.add(*view.static)


def properties_of(
    resource: ir.Resource, names: ResourceSymbols, symbols: Symbols, index: int, client: str
) -> tuple[PropertyView, ...]:
    """The properties of the sync (0) or the async (1) class: resources below, and wrappers."""
    own = names.asynchronous if index else names.sync
    children = _children(resource, names, symbols, index, "", lambda attribute: client)
    if not has_calls(resource):
        return children
    wrappers = tuple(
        _property(attribute, f"{own}{suffix}", docstring(words, 8), "", "self")
        for attribute, suffix, words in (
            (
                "with_raw_response",
                "WithRawResponse",
                "The same methods, each returning the HTTP response.",
            ),
            (
                "with_streaming_response",
                "WithStreamingResponse",
                "The same methods, each opening the HTTP response unread, for `with`.",
            ),
        )
    )
    return (*children, *wrappers)


def _children(
    resource: ir.Resource,
    names: ResourceSymbols,
    symbols: Symbols,
    index: int,
    suffix: str,
    argument: Callable[[str], str],
) -> tuple[PropertyView, ...]:
    views: list[PropertyView] = []
    for position, child in enumerate(resource.children):
        if suffix and not has_calls(child):
            continue
        below = symbols.resources[path_key(child)]
        attribute = names.children[position]
        name = f"{below.asynchronous if index else below.sync}{suffix}"
        module = relative(names.module.path, below.module.path)
        doc = docstring(docs.text(child.docs), 8)
        views.append(_property(attribute, name, doc, module, argument(attribute)))
    return tuple(views)


def _property(name: str, kind: str, doc: str, module: str, argument: str) -> PropertyView:
    source = f"from {module} import {kind}" if module else ""
    if 8 + len(source) > LINE_LENGTH:
        source = display(f"from {module} import ", "(", [kind], ")", 8)
    return PropertyView(
        head=method_head(name, ["self"], kind, 4),
        doc=doc,
        source=source,
        result=called("return ", kind, [argument], 8),
        static=(module, kind),
    )


def has_calls(resource: ir.Resource) -> bool:
    """Whether there is something to wrap: only a resource for webhooks may have no methods."""
    return bool(resource.operations or resource.children or not resource.path)


_WRAPPERS = (
    ("WithRawResponse", ("raw", "async_raw"), "return the HTTP response"),
    ("WithStreamingResponse", ("streamed", "async_streamed"), "open the HTTP response unread"),
)


def wrappers_of(
    resource: ir.Resource,
    names: ResourceSymbols,
    symbols: Symbols,
    operations: Sequence[OperationView],
    imports: Imports,
) -> tuple[WrapperView, ...]:
    """The four classes behind `with_raw_response` and `with_streaming_response`."""
    if not has_calls(resource):
        return ()
    argument = "resource" if resource.path else "client"
    qualified = QualifiedNames(names.module, imports, frozenset())
    found: list[WrapperView] = []
    for suffix, wraps, words in _WRAPPERS:
        for index, name in enumerate((names.sync, names.asynchronous)):
            wrap = wraps[index]
            methods = tuple(
                _wrapped(wrap, f"{argument}.{it.name}", it, qualified, symbols) for it in operations
            )
            below = _children(
                resource, names, symbols, index, suffix, lambda child: f"self._{argument}.{child}"
            )
            found.append(
                WrapperView(
                    name=f"{name}{suffix}",
                    doc=docstring(f"Methods of `{name}` that {words}.", 4),
                    head=method_head("__init__", ["self", f"{argument}: {name}"], "None", 4),
                    argument=argument,
                    methods=methods,
                    properties=below,
                )
            )
    return tuple(found)


def _wrapped(
    wrap: str, method: str, view: OperationView, qualified: QualifiedNames, symbols: Symbols
) -> str:
    """The statement that sets a method of a wrapper, with the type of its headers."""
    arguments = [method]
    headers = symbols.schemas.get(headers_pointer(view.operation))
    if headers is not None:
        arguments.append(f"lambda: {qualified.model(headers)}")
    return called(f"self.{view.name} = ", wrap, arguments, 8)
