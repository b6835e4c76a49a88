"""Paging as the extensions of other generators describe it."""

from __future__ import annotations

import re
from typing import Any as Json

from clientsmith.document import Node
from clientsmith.normalize.answers import Answer, Answers
from clientsmith.normalize.context import Context
from clientsmith.normalize.names import words
from clientsmith.normalize.paging_rules import Asked, Facts, fields, first_page
from clientsmith.normalize.paging_schemes import KEY, schemed
from clientsmith.normalize.routes import Route

_LAST = re.compile(r"\$\.?(?P<items>[\w.]*)\[(?:-1|\(@\.length-1\))\]\.(?P<id>[\w.]+)")


def extended(
    context: Context, answers: Answers, route: Route, answer: Answer, request: Asked
) -> Facts | None:
    """What extensions say; None when they are silent or cannot be understood."""
    value = route.node.value
    if "x-speakeasy-pagination" in value:
        return _checked(context, route.node, "x-speakeasy-pagination", _speakeasy(value, request))
    if "x-fern-pagination" in value:
        return _checked(context, route.node, "x-fern-pagination", _fern(context, value, request))
    if KEY in value:
        return _checked(context, route.node, KEY, schemed(context, route.node, request))
    if "x-ms-pageable" in value:
        return _checked(context, route.node, "x-ms-pageable", _azure(value["x-ms-pageable"]))
    return _stainless(answers, answer, request)


def _checked(context: Context, node: Node, key: str, facts: Facts | None) -> Facts | None:
    if facts is None:
        context.warn(
            "extension/malformed",
            node.get(key) or node,
            f"`{key}` does not have the shape it should; ignored",
            drops="lost",
        )
    return facts


def _path(text: Json, *prefixes: str) -> str:
    """A dotted path from `$.a.b`, `$response.a.b`, `$request.body.a`; `$` is empty."""
    if type(text) is not str:
        return ""
    for prefix in (*prefixes, "$response", "$request", "$"):
        if text == prefix:
            return ""
        if text.startswith(prefix + "."):
            text = text[len(prefix) + 1 :]
            break
    text = text.removesuffix("[*]")
    match = re.fullmatch(r"\['([^']+)'\]", text)
    return match.group(1) if match else text


def _speakeasy(value: dict[str, Json], request: Asked) -> Facts | None:
    given = value["x-speakeasy-pagination"]
    if type(given) is not dict:
        return None
    listed = given.get("inputs", [])
    inputs: dict[str, str] = {
        str(one.get("type")): one["name"]
        for one in (listed if type(listed) is list else ())
        if type(one) is dict and type(one.get("name")) is str
    }
    outputs = given.get("outputs", {})
    outputs = outputs if type(outputs) is dict else {}
    items = _path(outputs["results"]) if "results" in outputs else None
    source = "x-speakeasy-pagination"
    limit = str(inputs.get("limit", ""))
    match given.get("type"):
        case "cursor" if "cursor" in inputs:
            text = outputs.get("nextCursor")
            last = _LAST.fullmatch(text) if type(text) is str else None
            if last is not None:
                return Facts(
                    "last_item",
                    source,
                    items if items is not None else last["items"],
                    cursor=inputs["cursor"],
                    item_id=last["id"],
                    limit=limit,
                )
            return (
                Facts(
                    "cursor", source, items, cursor=inputs["cursor"], next=_path(text), limit=limit
                )
                if text
                else None
            )
        case "offsetLimit" if "page" in inputs:
            name = inputs["page"]
            return Facts(
                "page",
                source,
                items,
                number=name,
                limit=limit,
                first=first_page(request.nodes[name]) if name in request.nodes else 1,
                total_pages=_path(outputs.get("numPages")),
            )
        case "offsetLimit" if "offset" in inputs:
            return Facts("offset", source, items, offset=inputs["offset"], limit=limit)
        case "url" if "nextUrl" in outputs:
            return Facts("link", source, items, next=_path(outputs["nextUrl"]))
        case _:
            return None


def _fern(context: Context, value: dict[str, Json], request: Asked) -> Facts | None:
    given = value["x-fern-pagination"]
    if given is True:
        root = context.document.root.value
        given = root.get("x-fern-pagination") if type(root) is dict else None
    if given is False:
        return Facts("none", "x-fern-pagination")
    if type(given) is not dict:
        return None
    source = "x-fern-pagination"
    items = _path(given["results"]) if "results" in given else None
    if "next_uri" in given or "next_path" in given:
        return Facts(
            "link", source, items, next=_path(given.get("next_uri", given.get("next_path")))
        )
    more = _path(given.get("has-next-page"))
    if "cursor" in given and "next_cursor" in given:
        return Facts(
            "cursor",
            source,
            items,
            cursor=_path(given["cursor"], "$request.query", "$request.body"),
            next=_path(given["next_cursor"]),
            has_more=more,
        )
    if "offset" in given:
        name = _path(given["offset"], "$request.query", "$request.body")
        step = _path(given.get("step"), "$request.query", "$request.body")
        if "page" in words(name):
            first = first_page(request.nodes[name]) if name in request.nodes else 1
            return Facts("page", source, items, number=name, limit=step, first=first, has_more=more)
        return Facts("offset", source, items, offset=name, limit=step)
    return None


def _azure(given: Json) -> Facts | None:
    if type(given) is not dict:
        return None
    link = given.get("nextLinkName")
    items = given.get("itemName", "value")
    if link is None:
        return Facts("none", "x-ms-pageable")
    if type(link) is not str or type(items) is not str:
        return None
    return Facts("link", "x-ms-pageable", items, next=link)


def _stainless(answers: Answers, answer: Answer, request: Asked) -> Facts | None:
    """`x-stainless-pagination-property` on parameters and on fields of the answer."""
    purposes: dict[str, str] = {}
    for wire, node in request.nodes.items():
        for holder in (node, node.get("schema")):
            purpose = _purpose(holder)
            if purpose:
                purposes.setdefault(purpose, wire)
    if not purposes or answer.shape is None:
        return None
    for path, nodes in fields(answers, answer).items():
        purpose = _purpose(nodes[-1])
        if purpose:
            purposes.setdefault(purpose, path)
    source = "x-stainless-pagination-property"
    items = purposes.get("items", "" if answer.kind == "array" else None)
    more = purposes.get("has_next_page", "")
    if "next_cursor_param" in purposes and "next_cursor_field" in purposes:
        return Facts(
            "cursor",
            source,
            items,
            cursor=purposes["next_cursor_param"],
            next=purposes["next_cursor_field"],
            has_more=more,
        )
    cursor = purposes.get("next_cursor_id_param", purposes.get("next_cursor_param", ""))
    if cursor:
        item = purposes.get("cursor_item_id", "id")
        return Facts("last_item", source, items, cursor=cursor, item_id=item, has_more=more)
    if "page_number_param" in purposes:
        name = purposes["page_number_param"]
        return Facts(
            "page",
            source,
            items,
            number=name,
            first=first_page(request.nodes[name]) if name in request.nodes else 1,
            total_pages=purposes.get("total_page_count_field", ""),
            has_more=more,
        )
    if "offset_count_param" in purposes:
        return Facts(
            "offset",
            source,
            items,
            offset=purposes["offset_count_param"],
            total=purposes.get("offset_total_count_field", ""),
        )
    if "cursor_url_field" in purposes:
        return Facts("link", source, items, next=purposes["cursor_url_field"])
    return None


def _purpose(node: Node | None) -> str:
    value = node.value if node is not None else None
    given = value.get("x-stainless-pagination-property") if type(value) is dict else None
    purpose = given.get("purpose") if type(given) is dict else None
    return purpose if type(purpose) is str else ""
