"""The package `pagination`: a module for each kind of page, with its sync and async class."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never, get_args

import msgspec
from msgspec.structs import replace

from clientsmith import ir
from clientsmith.parts import page_key
from clientsmith.reach import resources_of
from clientsmith.scopes import FileScope, Scope
from clientsmith.targets.python import docs
from clientsmith.targets.python.annotations import Annotations
from clientsmith.targets.python.imports import Imports, exports
from clientsmith.targets.python.layout import Subscript, annotated, class_bases, display
from clientsmith.targets.python.members import (
    NO_STRUCT_NAME,
    ClassView,
    ImportedNames,
    field_line,
    member,
    model_class,
)
from clientsmith.targets.python.scopes import RESERVED_CLASSES, Module, identifier_file
from clientsmith.targets.python.symbols import MEMBERS_OF_MODEL, Symbols, attribute_names
from clientsmith.targets.python.text import class_identifier, docstring, string_literal

MEMBERS_OF_PAGE = MEMBERS_OF_MODEL | {
    "iter_pages",
    "has_next_page",
    "get_next_page",
    "next_page_info",
}


_IMPORTED = RESERVED_CLASSES | {
    *("T", "TypeVar", "SyncPage", "AsyncPage", "SyncArrayPage", "AsyncArrayPage"),
    *(kind.__name__ for kind in get_args(ir.Paging)),
}
"""Names that modules of pages have for themselves."""


class PagesView(msgspec.Struct, frozen=True):
    """A module of page classes."""

    module: Module
    imports: tuple[tuple[str, ...], ...]
    exports: str
    classes: tuple[ClassView, ...]


def page_name(page: ir.Page) -> str:
    """The name of a page class behind `Sync` and `Async`."""
    return class_identifier(page.name.words, "Page")


def page_attributes(page: ir.Page, symbols: Symbols) -> tuple[str, ...]:
    """Names of the members of a page, in their order."""
    return attribute_names(page.properties, MEMBERS_OF_PAGE, page_key(page), symbols.kept)


def with_possible_pages(api: ir.Api) -> ir.Api:
    """The API, where listings with pages that no struct can be are ordinary operations."""
    return replace(api, root=_with_possible_pages(api.root))


def _with_possible_pages(resource: ir.Resource) -> ir.Resource:
    operations = tuple(
        it if it.paging is None or _is_possible(it.paging) else replace(it, paging=None)
        for it in resource.operations
    )
    children = tuple(map(_with_possible_pages, resource.children))
    return replace(resource, operations=operations, children=children)


def _is_possible(paging: ir.Paging) -> bool:
    members = [it.name.wire for it in paging.page.properties]
    return not any(map(NO_STRUCT_NAME.search, members))


def lower_pages(api: ir.Api, symbols: Symbols) -> list[PagesView]:
    """The modules of page classes."""
    files = FileScope({"__init__"})
    pagings = _pagings(api)
    modules = {
        name: Module(("pagination", files.claim(identifier_file(pagings[name].page.name.words))))
        for name in sorted(pagings)
    }
    return [_lower(modules[name], paging, api, symbols) for name, paging in pagings.items()]


def _pagings(api: ir.Api) -> dict[str, ir.Paging]:
    """A paging for each page class, by its name."""
    found: dict[str, ir.Paging] = {}
    for resource in resources_of(api.root):
        for operation in resource.operations:
            if operation.paging is not None:
                found.setdefault(page_name(operation.paging.page), operation.paging)
    return found


def _lower(module: Module, paging: ir.Paging, api: ir.Api, symbols: Symbols) -> PagesView:
    imports = Imports()
    imports.add("typing", "Generic")
    imports.add("typing", "TypeVar")
    names = page_attributes(paging.page, symbols)
    taken = {f"{prefix}{page_name(paging.page)}" for prefix in _ADVERBS}
    annotations = Annotations(
        schemas=api.schemas,
        symbols=symbols,
        imports=imports,
        names=ImportedNames(module, imports, Scope(taken | _IMPORTED)),
        runtime=_RUNTIME,
        shadowed=frozenset(names),
    )
    members = [
        member(
            _member(prop, name, paging.page, annotations),
            docstring(docs.described(prop.docs, prop.type, prop.default), 4),
        )
        for prop, name in zip(paging.page.properties, names, strict=True)
    ]
    classes: list[ClassView] = []
    for prefix, adverb in _ADVERBS.items():
        base = f"{prefix}Page" if paging.page.properties else f"{prefix}ArrayPage"
        name = f"{prefix}{page_name(paging.page)}"
        if base in taken:  # the document's own word for it is `Page`
            imports.add(f"{_RUNTIME}.paging", f"{base} as _{base}")
            base = f"_{base}"
        else:
            imports.add(f"{_RUNTIME}.paging", base)
        text = docs.text(paging.page.docs) or f"A page of a listing of the {adverb} client."
        bases = class_bases(name, f"{base}[T], Generic[T]")
        rule = _paging(paging, imports)
        classes.append(model_class(name, bases, text, [rule, *members]))
    return PagesView(
        module=module,
        imports=imports.blocks(),
        exports=exports([view.name for view in classes]),
        classes=tuple(classes),
    )


def _member(prop: ir.Property, name: str, page: ir.Page, annotations: Annotations) -> str:
    if prop.name.wire != page.items:
        return field_line(prop, name, annotations)
    default = ""
    if name != prop.name.wire:
        default = f"{annotations.field()}(name={string_literal(prop.name.wire)})"
    return annotated(name, Subscript(annotations.builtin("list"), ("T",)), default, 4)


_RUNTIME = ".._runtime"
_ADVERBS = {"Sync": "sync", "Async": "async"}


def _paging(paging: ir.Paging, imports: Imports) -> str:
    kind = type(paging).__name__
    imports.add(f"{_RUNTIME}.paging", kind)
    arguments = [f"{name}={string_literal(value)}" for name, value in _facts(paging) if value]
    if isinstance(paging, ir.PagePaging) and paging.first != 1:
        arguments.append(f"first={paging.first}")
    return display(f"_paging = {kind}", "(", arguments, ")", 4)


def _facts(paging: ir.Paging) -> Iterable[tuple[str, str]]:
    items = ("items", paging.page.items or "items")
    match paging:
        case ir.OffsetPaging():
            return (
                ("offset", paging.offset),
                ("limit", paging.limit),
                items,
                ("total", paging.total),
            )
        case ir.PagePaging():
            return (
                ("number", paging.number),
                ("size", paging.size),
                items,
                ("total_pages", paging.total_pages),
                ("total", paging.total),
                ("has_more", paging.has_more),
            )
        case ir.CursorPaging():
            return (
                ("cursor", paging.cursor),
                ("next", paging.next),
                items,
                ("limit", paging.limit),
                ("has_more", paging.has_more),
            )
        case ir.LinkPaging():
            return (("next", paging.next), items)
        case ir.LastItemPaging():
            return (
                ("cursor", paging.cursor),
                ("item_id", paging.item_id),
                items,
                ("has_more", paging.has_more),
                ("limit", paging.limit),
            )
        case _:
            assert_never(paging)
