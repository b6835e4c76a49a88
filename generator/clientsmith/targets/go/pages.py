"""Types of pages, generic over their items."""

from __future__ import annotations

import msgspec

from clientsmith import ir
from clientsmith.parts import page_key
from clientsmith.targets.go import docs
from clientsmith.targets.go.layout import Row, rows
from clientsmith.targets.go.models import Declarations, Models, packages_in
from clientsmith.targets.go.reach import operations_of
from clientsmith.targets.go.scopes import RESERVED_PAGE_FIELDS
from clientsmith.targets.go.symbols import field_names, page_name
from clientsmith.targets.go.text import named_tag, string_literal, tag


class PageView(msgspec.Struct, frozen=True):
    """The type of a page."""

    comment: tuple[str, ...]
    name: str
    fields: tuple[str, ...]
    items: str
    """The expression of the items of the page `r`."""
    pager: str


def lower_pages(api: ir.Api, models: Models, into: Declarations) -> list[PageView]:
    """A type for each kind of page, in the document's order."""
    found: dict[str, PageView] = {}
    for _, operation in operations_of(api.root):
        if operation.paging is not None:
            name = page_name(operation.paging.page, models.symbols)
            if name not in found:
                found[name] = _lower(name, operation.paging.page, models, into)
    models.unions(into)
    return list(found.values())


def _lower(name: str, page: ir.Page, models: Models, into: Declarations) -> PageView:
    pager = f"{name[0].lower()}{name[1:]}Pager"
    words = docs.declaration(name, page.docs, "is a page of a listing.")
    if not page.items:
        line = f"\tItems []T {tag([('json', '-'), ('array', 'true')])}"
        return PageView(words, name, (line,), "r.Items", pager)
    kept = models.symbols.kept
    names = field_names(page.properties, RESERVED_PAGE_FIELDS, page_key(page), kept)
    cells: list[Row] = []
    items = f"core.ItemsAt[T](r.JSON, {string_literal(page.items)})"
    for prop, field in zip(page.properties, names, strict=True):
        if prop.name.wire == page.items:
            text, items = "[]T", f"r.{field}"
        else:
            text = models.types.of(prop.type, name, field)
        into.uses |= packages_in([text])
        options = () if prop.required else ("omitzero",)
        label = named_tag("json", prop.name.wire, options)
        cells.append(Row((field, text, label), docs.member(prop.docs, prop.type, prop.default)))
    return PageView(words, name, tuple(rows(cells)), items, pager)
