"""Modules of resources: functions, the class that calls them, and the types they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from clientsmith import ir
from clientsmith.preparation import WEBHOOKS, path_key
from clientsmith.reach import resources_of
from clientsmith.scopes import Scope
from clientsmith.targets.typescript import docs
from clientsmith.targets.typescript.annotations import Annotations
from clientsmith.targets.typescript.arguments import argument_name
from clientsmith.targets.typescript.constants import Constants
from clientsmith.targets.typescript.imports import Imports, statement
from clientsmith.targets.typescript.models import Declarations
from clientsmith.targets.typescript.operations import Operations, OperationView
from clientsmith.targets.typescript.scopes import Module, runtime
from clientsmith.targets.typescript.symbols import WEBHOOK_METHODS, ResourceSymbols, Symbol, Symbols
from clientsmith.targets.typescript.text import doc_comment, is_reserved
from clientsmith.targets.typescript.webhooks import WebhooksView, lower_webhooks


class Context(msgspec.Struct, frozen=True):
    """What the lowering of every module needs."""

    api: ir.Api
    symbols: Symbols
    int64: str
    """How integers of 64 bits arrive: `bigint` or `number`."""
    security: tuple[ir.SecurityRequirement, ...]
    """What most operations ask for."""
    globals: Mapping[ir.Pointer, str]
    """Names of the client's options that fill parameters, by their keys."""
    contents: Mapping[Module, Sequence[ir.Pointer]]
    """Module -> the schemas it declares that are in no other one, in the document's order."""
    nested: Mapping[Symbol, Sequence[ir.Pointer]]

    @property
    def wide(self) -> str:
        """The type of an integer of 64 bits."""
        return "number | bigint" if self.int64 == "bigint" else "number"


class ChildView(msgspec.Struct, frozen=True):
    """A resource below another one."""

    attribute: str
    name: str
    doc: str


class ResourceView(msgspec.Struct, frozen=True):
    """A resource's module."""

    module: Module
    doc: str
    imports: tuple[str, ...]
    operations: tuple[OperationView, ...]
    renamed: str
    """The statement that exports functions whose names are reserved words; or empty."""
    has_class: bool
    name: str
    class_doc: str
    base: str
    children: tuple[ChildView, ...]
    exports: tuple[str, ...]
    """Statements that export what is below."""
    declarations: tuple[str, ...]
    types: tuple[str, ...]
    """Names of the types it exports, its own and those below."""
    own_types: tuple[str, ...]
    webhooks: WebhooksView | None
    resource: ir.Resource
    attributes: tuple[str, ...]


def lower_resources(context: Context) -> list[ResourceView]:
    """All resources, each before its children; the first one is the client's own operations."""
    found: list[ResourceView] = []
    below: dict[tuple[str, ...], ResourceView] = {}
    # Children first: a module exports what is below it.
    for resource in reversed(list(resources_of(context.api.root))):
        view = _lower(context, resource, below)
        below[path_key(resource)] = view
        found.append(view)
    return found[::-1]


def _lower(
    context: Context, resource: ir.Resource, below: Mapping[tuple[str, ...], ResourceView]
) -> ResourceView:
    symbols = context.symbols
    names = symbols.resources[path_key(resource)]
    own = _own_names(context, names)
    taken = Scope({*own, *_local_names(resource)})
    functions = {
        pointer: taken.claim(f"{method}_" if is_reserved(method) else method, f"{method}_")
        for pointer, method in names.methods.items()
    }
    imports = Imports(names.module, taken)
    annotations = Annotations(context.api.schemas, symbols, imports, context.wide)
    declarations = Declarations(context.api.schemas, symbols, annotations, context.nested)
    constants = Constants(context.api.schemas, context.int64, context.security, imports)
    lowering = Operations(context.api, symbols, annotations, imports, context.globals)
    webhooks = lower_webhooks(context.api, resource, imports, annotations, taken)
    operations = tuple(
        lowering.lower(
            it,
            (
                names.methods[it.pointer],
                functions[it.pointer],
                taken.claim(f"{names.methods[it.pointer]}Operation"),
            ),
            declarations,
            constants,
            index > 0 or bool(resource.children),
        )
        for index, it in enumerate(resource.operations)
    )
    texts: list[str] = []
    if webhooks is not None and webhooks.declaration:
        texts.append(webhooks.declaration)
    for view in operations:
        if view.declaration:
            texts.append(view.declaration)
            symbol = symbols.parameters[view.operation.pointer]
            space = declarations.namespace(symbol)
            if space:
                texts.append(space)
    parameters = {symbols.parameters[it.pointer] for it in resource.operations}
    for pointer in context.contents.get(names.module, ()):
        if symbols.schemas[pointer] not in parameters:
            texts.extend(declarations.declare(pointer))
    if webhooks is not None and webhooks.declaration:
        own.add(webhooks.event)
    children, exports, shown = _children(resource, names, imports, below, own)
    is_client = not resource.path
    base = "" if is_client else imports.value(runtime("resource"), "APIResource")
    path = ".".join(("client", *names.attributes))
    own_types = _types(context, names, operations)
    if webhooks is not None and webhooks.declaration:
        own_types.append(webhooks.event)
    renamed = [f"{it.function} as {it.exported}" for it in operations if it.exported]
    return ResourceView(
        module=names.module,
        doc=doc_comment(f"`{path}`"),
        imports=imports.lines(),
        operations=operations,
        renamed=f"export {{ {', '.join(renamed)} }};" if renamed else "",
        has_class=not is_client,
        name=names.name,
        class_doc=doc_comment(
            docs.text(resource.docs) or f"The methods of `{path}`.", docs.tags(resource.docs)
        ),
        base=base,
        children=children,
        exports=exports,
        declarations=tuple(texts),
        types=tuple(dict.fromkeys([*own_types, *shown])),
        own_types=tuple(own_types),
        webhooks=webhooks,
        resource=resource,
        attributes=names.attributes,
    )


def _local_names(resource: ir.Resource) -> set[str]:
    """What functions and methods call their arguments: the functions they call are others."""
    found = {"client", "params", "query", "body", "content", "options"}
    for operation in resource.operations:
        for it in operation.parameters:
            if it.location == "path":
                found.add(argument_name(it))
    return found


def _own_names(context: Context, names: ResourceSymbols) -> set[str]:
    """The names that a module defines itself: its class and its types."""
    symbols = context.symbols
    found = {names.name, *(WEBHOOK_METHODS if names.attributes == WEBHOOKS else ())}
    for pointer in context.contents.get(names.module, ()):
        for table in (symbols.schemas, symbols.inputs):
            if pointer in table:
                found.add(table[pointer].name)
    found.update(symbols.parameters[pointer].name for pointer in names.methods)
    return found


def _types(
    context: Context, names: ResourceSymbols, operations: tuple[OperationView, ...]
) -> list[str]:
    symbols = context.symbols
    found = [it.params for it in operations if it.declaration]
    for pointer in context.contents.get(names.module, ()):
        for table in (symbols.schemas, symbols.inputs):
            if pointer in table:
                found.append(table[pointer].name)
    return list(dict.fromkeys(found))


def _children(
    resource: ir.Resource,
    names: ResourceSymbols,
    imports: Imports,
    below: Mapping[tuple[str, ...], ResourceView],
    own: set[str],
) -> tuple[tuple[ChildView, ...], tuple[str, ...], list[str]]:
    if not resource.path:
        return (), (), []
    children: list[ChildView] = []
    exports: list[str] = []
    all_shown: list[str] = []
    taken = set(own)
    for child, attribute in zip(resource.children, names.children, strict=True):
        view = below[path_key(child)]
        name = imports.value(view.module, view.name)
        doc = doc_comment(docs.text(child.docs), docs.tags(child.docs), 2)
        children.append(ChildView(attribute, name, doc))
        shown = [f"type {it}" for it in view.types if it not in taken]
        taken.update(view.types)
        if view.name not in taken:
            taken.add(view.name)
            shown.insert(0, view.name)
        if shown:
            exports.append(statement("export", shown, names.module.to(view.module)))
        all_shown.extend(it.removeprefix("type ") for it in shown)
    return tuple(children), tuple(exports), all_shown
