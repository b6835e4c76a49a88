"""The module `pagination`: an interface for each kind of page."""

from __future__ import annotations

import msgspec

from clientsmith import ir
from clientsmith.scopes import Scope
from clientsmith.targets.typescript import docs
from clientsmith.targets.typescript.annotations import Annotations
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.layout import ArrayOf, typed
from clientsmith.targets.typescript.models import DeclarationView, commented, declared, separated
from clientsmith.targets.typescript.resources import Context
from clientsmith.targets.typescript.scopes import runtime
from clientsmith.targets.typescript.symbols import PAGINATION
from clientsmith.targets.typescript.text import doc_comment, key, string_literal

_METHODS = frozenset({"getPaginatedItems", "hasNextPage", "getNextPage", "iterPages"})


class PagesView(msgspec.Struct, frozen=True):
    """The module."""

    imports: tuple[str, ...]
    declarations: tuple[DeclarationView, ...]
    names: tuple[str, ...]
    is_empty: bool


def lower_pages(context: Context) -> PagesView:
    """The interfaces, sorted by name."""
    names = context.symbols.pages
    imports = Imports(PAGINATION, Scope(names.values()))
    annotations = Annotations(context.api.schemas, context.symbols, imports, context.wide)
    pages = sorted(context.api.pages, key=lambda it: names[it.name.words])
    base = imports.type(runtime("paging"), "Page") if pages else ""
    texts = [_page(it, names[it.name.words], base, annotations) for it in pages]
    lines = imports.lines()
    shown = declared(texts, follow=bool(lines))
    return PagesView(lines, shown, tuple(sorted(names.values())), not texts)


def _page(page: ir.Page, name: str, base: str, annotations: Annotations) -> str:
    if page.properties:
        members = [_member(it, page, annotations) for it in page.properties]
    else:
        members = [commented(doc_comment("The answer itself.", (), 2), "items: Item[];", 2)]
    hidden = sorted(_METHODS & {it.name.wire for it in page.properties})
    parent = f"{base}<Item>"
    if hidden:
        parent = f"Omit<{parent}, {' | '.join(map(string_literal, hidden))}>"
    words = (
        docs.text(page.docs) or "A page. Iterate it for its items and those of all pages after it."
    )
    head = doc_comment(words, docs.tags(page.docs))
    inner = separated(members, 2)
    return f"{head}\nexport interface {name}<Item> extends {parent} {{\n{inner}\n}}"


def _member(prop: ir.Property, page: ir.Page, annotations: Annotations) -> str:
    kind = annotations.type(prop.type, "output")
    if prop.name.wire == page.items:
        kind = ArrayOf("Item")
    words, tags = docs.described(prop.docs, prop.type, prop.default)
    optional = "" if prop.required else "?"
    line = typed(f"{key(prop.name.wire)}{optional}:", kind, ";", 2)
    return commented(doc_comment(words, tags, 2), line, 2)
