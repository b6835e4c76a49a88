"""`client.ts`: the client with its resources."""

from __future__ import annotations

import msgspec

from clientsmith.preparation import path_key
from clientsmith.scopes import Scope
from clientsmith.targets.typescript import docs
from clientsmith.targets.typescript.annotations import Annotations
from clientsmith.targets.typescript.base import BASE, CLIENT, base_of
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.operations import MethodView, Operations
from clientsmith.targets.typescript.resources import Context, ResourceView
from clientsmith.targets.typescript.scopes import runtime
from clientsmith.targets.typescript.symbols import TYPES
from clientsmith.targets.typescript.text import doc_comment


class ChildView(msgspec.Struct, frozen=True):
    """A resource of the client."""

    attribute: str
    name: str
    doc: str
    space: str
    """The import of all that the resource's module has; empty for none."""
    exported: str


class ClientView(msgspec.Struct, frozen=True):
    """The module `client`."""

    imports: tuple[str, ...]
    name: str
    base: str
    doc: str
    children: tuple[ChildView, ...]
    methods: tuple[MethodView, ...]
    is_empty: bool
    exports: tuple[str, ...]


def lower_client(context: Context, client: str, resources: list[ResourceView]) -> ClientView:
    """The module of the client."""
    api = context.api
    root = resources[0]
    imports = Imports(CLIENT, Scope({client}))
    base = imports.value(BASE, base_of(client))
    imports.type(runtime("options"), "RequestOptions")
    by_path = {path_key(it.resource): it for it in resources}
    names = context.symbols.resources[()]
    children: list[ChildView] = []
    exports = ["type RequestOptions as RequestOptions"]
    shown = {"RequestOptions"}
    for child, attribute in zip(api.root.children, names.children, strict=True):
        view = by_path[path_key(child)]
        name = imports.value(view.module, view.name)
        space = imports.namespace(view.module)
        exported = view.name if view.name not in shown else ""
        if exported:
            shown.add(exported)
            exports.append(f"{space} as {exported}")
        children.append(
            ChildView(
                attribute,
                name,
                doc_comment(docs.text(child.docs), docs.tags(child.docs), 2),
                space,
                exported,
            )
        )
    for view in [root, *(by_path[path_key(it)] for it in api.root.children)]:
        for name in view.own_types:
            if name not in shown and name not in (client, "ClientOptions"):
                shown.add(name)
                local = imports.type(view.module, name)
                exports.append(f"type {local} as {name}")
    for pointer in context.contents.get(TYPES, ()):
        symbol = context.symbols.schemas[pointer]
        if symbol.name not in shown:
            shown.add(symbol.name)
            exports.append(f"type {imports.type(TYPES, symbol.name)} as {symbol.name}")
    annotations = Annotations(api.schemas, context.symbols, imports, context.wide)
    lowering = Operations(api, context.symbols, annotations, imports, context.globals)
    found = ClientView(
        imports=(),
        name=client,
        base=base,
        doc=doc_comment(
            docs.text(api.docs) or f"The client of {api.title or 'the API'}.", docs.tags(api.docs)
        ),
        children=tuple(children),
        methods=tuple(
            lowering.method(
                it.operation,
                it.method.name,
                imports.value(root.module, it.exported or it.function),
                "this",
                index > 0 or bool(children),
            )
            for index, it in enumerate(root.operations)
        ),
        is_empty=not children and not root.operations,
        exports=tuple(exports),
    )
    return msgspec.structs.replace(found, imports=imports.lines())
