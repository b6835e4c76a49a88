"""The whole package: its lowering, and the table of contents of the output."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from clientsmith import ir
from clientsmith.names import Names
from clientsmith.preparation import (
    selected,
    with_error_headers,
    with_header_types,
    with_webhooks,
)
from clientsmith.render import Copy, Entry, File, Render, templates_folder
from clientsmith.samples.shapes import Schemas
from clientsmith.scopes import Scope
from clientsmith.targets.typescript.annotations import Annotations
from clientsmith.targets.typescript.base import BaseView, lower_base
from clientsmith.targets.typescript.client import ClientView, lower_client
from clientsmith.targets.typescript.core import CoreView, default_security, global_names, lower_core
from clientsmith.targets.typescript.examples import documented, with_examples
from clientsmith.targets.typescript.imports import Imports, statement
from clientsmith.targets.typescript.kept import Kept
from clientsmith.targets.typescript.models import Declarations, DeclarationView, declared
from clientsmith.targets.typescript.pages import PagesView, lower_pages
from clientsmith.targets.typescript.programs import Programs
from clientsmith.targets.typescript.project import EXPORTED, LANGUAGES, Facts, facts_of, project
from clientsmith.targets.typescript.readme import ReadmeView, readme
from clientsmith.targets.typescript.reference import ReferenceView, reference
from clientsmith.targets.typescript.resources import (
    Context,
    ResourceView,
    lower_resources,
)
from clientsmith.targets.typescript.scopes import Module
from clientsmith.targets.typescript.symbols import TYPES, Symbol, Symbols, decide
from clientsmith.targets.typescript.testing import test_entries
from clientsmith.targets.typescript.testing.calls import Calls

RUNTIME = "typescript/runtime"
COPIED = ("tsconfig.json", "tsconfig.build.json", ".gitignore")


class TypesView(msgspec.Struct, frozen=True):
    """The module `types`."""

    imports: tuple[str, ...]
    declarations: tuple[DeclarationView, ...]
    is_empty: bool


class IndexView(msgspec.Struct, frozen=True):
    """The module `index`."""

    client: str
    error: str
    """The root of all errors under the client's name."""
    types: tuple[str, ...]
    """Statements that export types."""
    webhooks: bool


class Package(msgspec.Struct, frozen=True, dict=True):
    """Everything there is to print; the reference has no use for the types."""

    api: ir.Api
    facts: Facts
    symbols: Symbols
    core: CoreView
    base: BaseView
    client: ClientView
    index: IndexView
    pages: PagesView
    resources: tuple[ResourceView, ...]
    readme: ReadmeView
    reference: ReferenceView
    context: Context

    @property
    def wide(self) -> str:
        """The type of an integer of 64 bits."""
        return self.context.wide

    @cached_property
    def types(self) -> TypesView:
        """What belongs to no resource."""
        return _types(self.context)


def lower(
    api: ir.Api, options: Mapping[str, str | bool | int], names: Names | None = None
) -> Package:
    """Decide every name and every line of the package."""
    api = with_error_headers(with_header_types(with_webhooks(selected(api, *LANGUAGES))))
    facts = facts_of(api, options)
    symbols = decide(api, facts.client, Kept() if names is None else Kept(names))
    context = Context(
        api=api,
        symbols=symbols,
        int64=str(options.get("int64") or "bigint"),
        security=default_security(api),
        globals=global_names(api),
        contents=_contents(api, symbols),
        nested=_nested(api, symbols),
    )
    resources = lower_resources(context)
    pages = lower_pages(context)
    calls = Calls(api, Schemas(api), symbols.reach, context.wide, is_test=False)
    return Package(
        api=api,
        facts=facts,
        symbols=symbols,
        core=lower_core(context, facts.client, facts.package),
        base=lower_base(api, facts.client),
        client=lower_client(context, facts.client, resources),
        index=_index(facts.client, resources, pages, symbols.exports),
        pages=pages,
        resources=tuple(resources),
        readme=readme(api, facts, tuple(resources), calls, context.int64),
        reference=reference(facts.title or facts.client, tuple(resources)),
        context=context,
    )


def plan(package: Package) -> list[Entry]:
    """The files of the output, each with what makes it."""
    programs = Programs(package)
    own = documented(package.client.methods, package.resources[0], programs)
    client = msgspec.structs.replace(package.client, methods=own)
    shown = [it for it in package.resources if it.has_class or it.operations or it.declarations]
    modules = ["client", "base", "core", "types", "pagination"]
    modules.extend(it.module.path[0] for it in shown if not it.has_class)
    entries: list[Entry] = [
        File("package.json", project(package.facts, modules)),
        Render("README.md", "typescript/README.md.jinja", package.readme),
        Render("api.md", "typescript/api.md.jinja", package.reference),
        *(Copy(name, f"typescript/{name.removeprefix('.')}") for name in COPIED),
        Render("src/index.ts", "typescript/index.ts.jinja", package.index),
        Render("src/client.ts", "typescript/client.ts.jinja", client),
        Render("src/base.ts", "typescript/base.ts.jinja", package.base),
        Render("src/core.ts", "typescript/core.ts.jinja", package.core),
        Render("src/version.ts", "typescript/version.ts.jinja", package.facts),
        Render("src/types.ts", "typescript/types.ts.jinja", package.types),
        Render("src/pagination.ts", "typescript/types.ts.jinja", package.pages),
    ]
    for view in shown:
        module = with_examples(view, programs) if view.has_class else view
        entries.append(Render(view.module.file, "typescript/resource.ts.jinja", module))
    entries.extend(Copy(f"src/runtime/{it}", f"{RUNTIME}/{it}") for it in runtime_files())
    entries.extend(test_entries(package))
    return entries


def runtime_files() -> list[str]:
    """The files of the runtime, sorted."""
    return sorted(path.name for path in (templates_folder() / RUNTIME).glob("*.ts"))


def _contents(api: ir.Api, symbols: Symbols) -> dict[Module, list[ir.Pointer]]:
    found: dict[Module, list[ir.Pointer]] = {}
    for pointer in api.schemas:
        symbol = symbols.schemas.get(pointer)
        if symbol is not None and not symbol.owner:
            found.setdefault(symbol.module, []).append(pointer)
    return found


def _nested(api: ir.Api, symbols: Symbols) -> dict[Symbol, list[ir.Pointer]]:
    found: dict[Symbol, list[ir.Pointer]] = {}
    for pointer in api.schemas:
        symbol = symbols.schemas.get(pointer)
        if symbol is not None and symbol.owner:
            found.setdefault(Symbol(symbol.module, symbol.owner, ""), []).append(pointer)
    return found


def _types(context: Context) -> TypesView:
    own = {
        table[pointer].name
        for pointer in context.contents.get(TYPES, ())
        for table in (context.symbols.schemas, context.symbols.inputs)
        if pointer in table
    }
    imports = Imports(TYPES, Scope(own))
    annotations = Annotations(context.api.schemas, context.symbols, imports, context.wide)
    declarations = Declarations(context.api.schemas, context.symbols, annotations, context.nested)
    texts = [
        text
        for pointer in context.contents.get(TYPES, ())
        for text in declarations.declare(pointer)
    ]
    lines = imports.lines()
    return TypesView(lines, declared(texts, follow=bool(lines)), not texts)


def _index(
    client: str, resources: list[ResourceView], pages: PagesView, exports: Mapping[Symbol, str]
) -> IndexView:
    found: list[str] = []
    # What has the name of something of the runtime is to be had from its own module.
    others = {*EXPORTED, f"{client}Error"}
    shown = [it for it in pages.names if it not in others]
    if shown:
        found.append(statement("export type", shown, "./pagination.js"))
    for view in resources:
        names = {it: exports.get(Symbol(view.module, it, ""), it) for it in view.own_types}
        shown = [
            name if name == it else f"{it} as {name}"
            for it, name in sorted(names.items())
            if name not in others
        ]
        if shown:
            source = f"./{'/'.join(view.module.path)}.js"
            found.append(statement("export type", shown, source))
    own = f"ClientError as {client}Error"
    error = "" if f"{client}Error" in EXPORTED else own
    return IndexView(client, error, tuple(found), any(it.webhooks for it in resources))
