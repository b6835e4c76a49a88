"""Paging by schemes that have names: `x-scalar-pagination`, of the root and of operations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any as Json

from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.extensions import is_name
from clientsmith.normalize.paging_rules import Asked, Facts, first_page

KEY = "x-scalar-pagination"

Scheme = Mapping[str, Json]


def schemed(context: Context, node: Node, request: Asked) -> Facts | None:
    """What the scheme of an operation says; None when it cannot be understood."""
    given = node.value[KEY]
    if given is False:
        return Facts("none", KEY)
    if type(given) is str:
        root = context.document.root
        declared = context.elements(root, KEY) if type(root.value) is dict else ()
        given = next((it.value for it in declared if _name(it.value) == given), None)
    if type(given) is not dict:
        return None
    if given.get("continueOnEmptyItems") is True:
        context.note(
            "extension/unsupported",
            node.get(KEY) or node,
            "a listing by offset or page number ends with a page without items",
            drops="lost",
        )
    asked, answered = dict(_asked(given)), dict(_answered(given))
    name = _name(given)
    places = {role: place for role, (place, _) in answered.items()}
    items = places.get("items")
    limit = asked.get("limit", asked.get("pageSize", ""))
    more = places.get("hasMore", "")
    total = places.get("total", "")
    match given.get("type"):
        case "offset" if "offset" in asked:
            return Facts(
                "offset", KEY, items, offset=asked["offset"], limit=limit, total=total, name=name
            )
        case "pageNumber" if "pageNumber" in asked:
            number = asked["pageNumber"]
            return Facts(
                "page",
                KEY,
                items,
                number=number,
                limit=limit,
                total=total,
                total_pages=places.get("totalPages", ""),
                has_more=more,
                first=first_page(request.nodes[number]) if number in request.nodes else 1,
                name=name,
            )
        case "cursor" if "cursor" in asked and "cursor" in answered:
            token, field = answered["cursor"]
            token = ".".join((token, *_steps(field.get("cursorPath"))))
            return Facts(
                "cursor",
                KEY,
                items,
                cursor=asked["cursor"],
                next=token,
                limit=limit,
                has_more=more,
                name=name,
            )
        case "cursorId" if asked.get("cursorId") or asked.get("cursor"):
            held = answered.get("items", ("", {}))[1]
            return Facts(
                "last_item",
                KEY,
                items,
                cursor=asked.get("cursorId") or asked["cursor"],
                item_id=".".join(_steps(held.get("itemCursor"))) or "id",
                limit=limit,
                has_more=more,
                name=name,
            )
        case "cursorUrl" if "cursorUrl" in answered or "cursor" in answered:
            url, field = answered.get("cursorUrl") or answered["cursor"]
            is_header = field.get("location") in ("header", "linkHeader")
            return Facts("link", KEY, items, next="" if is_header else url, name=name)
        case "fakePage":
            return Facts("none", KEY)
        case _:
            return None


def _name(value: Json) -> str:
    name: str = value.get("name", "") if type(value) is dict else ""
    return name if is_name(name) else ""


def _asked(scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Role -> the parameter that has it."""
    for key, role, field in _fields(scheme, "request"):
        inner = _steps(field.get("path")) or _steps(field.get("property"))
        param = field.get("param")
        yield role, ".".join(inner) or (param if type(param) is str and param else key)


def _answered(scheme: Scheme) -> Iterator[tuple[str, tuple[str, Scheme]]]:
    """Role -> where the answer has it, and what else is said."""
    for key, role, field in _fields(scheme, "response"):
        inner = _steps(field.get("path")) or _steps(field.get("property"))
        yield role, (".".join(inner) or key, field)


def _fields(scheme: Scheme, part: str) -> Iterator[tuple[str, str, Scheme]]:
    table = scheme.get(part)
    for key, field in table.items() if type(table) is dict else ():
        role = field.get("type") if type(field) is dict else None
        if type(role) is str and type(key) is str:
            yield key, role, field


def _steps(value: Json) -> list[str]:
    """A path of names, or one name."""
    if type(value) is list and all(type(it) is str for it in value):
        return list(value)
    return [value] if type(value) is str and value else []
