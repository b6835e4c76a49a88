"""How operations are paged.

As the config says, as vendor extensions say, or by names that are usual.

Inference is conservative: only a GET that answers with an array of items, asked for by a parameter
whose name means paging, is paged.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any as Json

import msgspec

from clientsmith.document import Node
from clientsmith.normalize.answers import Answer, Answers
from clientsmith.normalize.context import Context
from clientsmith.normalize.names import words
from clientsmith.normalize.paging_names import (
    CURSOR,
    HOLDERS,
    ITEMS,
    LIMIT,
    MORE,
    NEXT,
    NEXT_URL,
    NUMBER,
    OFFSET,
    TOTAL,
    TOTAL_PAGES,
)
from clientsmith.normalize.routes import Route
from clientsmith.normalize.shapes import Shape


class Facts(msgspec.Struct, frozen=True):
    """How an operation is paged; names are wire names, those of the answer may have dots."""

    kind: str
    """`offset`, `page`, `cursor`, `link`, `last_item` or `none`."""
    source: str
    items: str | None = None
    """None: to be found; empty: the answer is the array."""
    offset: str = ""
    limit: str = ""
    total: str = ""
    number: str = ""
    first: int = 1
    total_pages: str = ""
    has_more: str = ""
    cursor: str = ""
    next: str = ""
    item_id: str = ""
    name: str = ""
    """Name of the page, when the config gives one."""


class Asked(msgspec.Struct):
    """What an operation can be asked with: query parameters, or members of a JSON body."""

    nodes: dict[str, Node] = {}
    """Wire name -> parameter or property."""

    def find(self, names: tuple[str, ...]) -> str:
        """The first of `names`, as it is spelt here; empty when there is none."""
        spelt = {"_".join(words(wire)): wire for wire in reversed(self.nodes)}
        return next((spelt[name] for name in names if name in spelt), "")


def asked(context: Context, route: Route) -> Asked:
    """The query parameters of an operation."""
    found = Asked()
    for holder in (route.item, route.node):
        for node in context.elements(holder, "parameters"):
            real = context.resolved(node)
            if (
                real is not None
                and real.value.get("in") == "query"
                and type(real.value.get("name")) is str
            ):
                found.nodes[real.value["name"]] = real
    return found


def configured(context: Context, route: Route) -> Facts | None:
    """What the config says of an operation's paging."""
    paging = context.config.paging
    given: Mapping[str, Json] | None = None
    for key in (route.key, route.node.value.get("operationId"), route.pointer):
        if type(key) is str and key in paging:
            given = paging[key]
            break
    if given is None:
        return None
    known = {
        "offset": "offset",
        "limit": "limit",
        "size": "limit",
        "total": "total",
        "number": "number",
        "first": "first",
        "total_pages": "total_pages",
        "has_more": "has_more",
        "cursor": "cursor",
        "next": "next",
        "item_id": "item_id",
        "name": "name",
        "items": "items",
    }
    facts = {known[key]: value for key, value in given.items() if key in known}
    return Facts(kind=str(given.get("kind", "")), source="config", **facts)


def inferred(answers: Answers, route: Route, answer: Answer, request: Asked) -> Facts | None:
    """Paging by usual names; None when nothing speaks for it."""
    if route.method != "GET" or answer.shape is None:
        return None
    if answer.kind == "array":
        return _bare(answer, request)
    if answer.kind != "object":
        return None
    items = items_of(answers, answer, route)
    if not items:
        return None
    seen = fields(answers, answer)
    limit = request.find(LIMIT)
    has_more = _first(seen, MORE)
    total = _first(seen, TOTAL)
    cursor, token = request.find(CURSOR), _first(seen, NEXT)
    if cursor and token and not _is_url(seen[token]):
        return Facts(
            "cursor",
            "cursor parameter and token in the answer",
            items,
            cursor=cursor,
            next=token,
            limit=limit,
            has_more=has_more,
        )
    offset = request.find(OFFSET)
    if offset:
        return Facts("offset", "offset parameter", items, offset=offset, limit=limit, total=total)
    number = request.find(NUMBER)
    if number and _numeric(request.nodes[number]):
        return Facts(
            "page",
            "page parameter",
            items,
            number=number,
            limit=limit,
            first=first_page(request.nodes[number]),
            total_pages=_first(seen, TOTAL_PAGES),
            total=total,
            has_more=has_more,
        )
    url = _first(seen, NEXT_URL) or next(
        (
            path
            for path in (_first(seen, ("next",)), _first(seen, ("next_page",)))
            if path and _is_url(seen[path])
        ),
        "",
    )
    if url:
        return Facts("link", "URL of the next page in the answer", items, next=url)
    last = request.find(("starting_after", "after", "after_id", "since_id"))
    if last and has_more and _has_id(answers, answer, items):
        return Facts(
            "last_item",
            "parameter with the last item's id",
            items,
            cursor=last,
            item_id="id",
            has_more=has_more,
            limit=limit,
        )
    return None


def _bare(answer: Answer, request: Asked) -> Facts | None:
    """Paging of an answer that is the array itself."""
    limit = request.find(LIMIT)
    if _link_header(answer):
        return Facts("link", "header Link", "")
    number = request.find(NUMBER)
    if number and _numeric(request.nodes[number]):
        return Facts(
            "page",
            "page parameter",
            "",
            number=number,
            limit=limit,
            first=first_page(request.nodes[number]),
        )
    offset = request.find(OFFSET)
    if offset:
        return Facts("offset", "offset parameter", "", offset=offset, limit=limit)
    return None


def _link_header(answer: Answer) -> bool:
    headers = answer.response.value.get("headers") if answer.response is not None else None
    return type(headers) is dict and any(
        type(name) is str and name.lower() == "link" for name in headers
    )


def items_of(answers: Answers, answer: Answer, route: Route) -> str:
    """The property of an envelope that holds the items; empty when it is not clear."""
    assert answer.shape is not None
    arrays = answers.arrays(answer.shape)
    if len(arrays) < 2:
        return arrays[0] if arrays else ""
    plain = {"_".join(words(name)): name for name in arrays}
    for name in ITEMS:
        if name in plain:
            return plain[name]
    last = next((part for part in reversed(route.path.split("/")) if part and "{" not in part), "")
    return plain.get("_".join(words(last)), "")


def member_at(answers: Answers, shape: Shape, path: str) -> list[Node] | None:
    """The member of an envelope at a dotted path; one whose own name has the dots comes first."""
    members = shape.properties
    while path not in members:
        head, _, path = path.partition(".")
        if not path or head not in members:
            return None
        members = answers.members(members[head])
    return members[path]


def fields(answers: Answers, answer: Answer) -> dict[str, list[Node]]:
    """The members of an envelope by dotted path: its own, and those of its objects about paging."""
    assert answer.shape is not None
    found: dict[str, list[Node]] = dict(answer.shape.properties)
    for name, nodes in answer.shape.properties.items():
        if "_".join(words(name)) in HOLDERS:
            for inner, below in answers.members(nodes).items():
                found.setdefault(f"{name}.{inner}", below)
                if "_".join(words(inner)) in (*HOLDERS, "next"):
                    for deepest, bottom in answers.members(below).items():
                        found.setdefault(f"{name}.{inner}.{deepest}", bottom)
    return found


def _first(seen: dict[str, list[Node]], names: tuple[str, ...]) -> str:
    """The path of the first member with one of `names`, the envelope's own members first."""
    index: dict[str, str] = {}
    for path in seen:
        *holders, name = path.split(".") if path.count(".") and path not in _own(seen) else [path]
        plain = "_".join(words(name))
        if plain == "href" and holders:
            plain = "_".join(words(holders[-1]))
        if _scalar(seen[path]):
            index.setdefault(plain, path)
    return next((index[name] for name in names if name in index), "")


def _own(seen: dict[str, list[Node]]) -> tuple[str, ...]:
    """Members whose own name has a dot, such as `@odata.nextLink`."""
    return tuple(path for path in seen if path.startswith("@"))


def _scalar(nodes: list[Node]) -> bool:
    value = nodes[-1].value
    if type(value) is not dict:
        return True
    return value.get("type") not in ("object", "array") and "properties" not in value


def _is_url(nodes: list[Node]) -> bool:
    """Whether a member is a URL rather than a token: by format, example or description."""
    stack: list[Json] = [nodes[-1].value]
    for value in stack:
        if type(value) is not dict:
            continue
        if value.get("format") in ("uri", "url", "uri-reference", "iri"):
            return True
        listed = value.get("examples")
        examples = [value.get("example"), *(listed if type(listed) is list else ())]
        if any(
            type(one) is str and one.startswith(("http://", "https://", "/")) for one in examples
        ):
            return True
        text = value.get("description")
        if type(text) is str and any(
            word in words(text) for word in ("url", "uri", "link", "href")
        ):
            return True
        for key in ("anyOf", "oneOf", "allOf"):
            inner = value.get(key)
            if type(inner) is list and len(stack) < 20:
                stack.extend(inner)
    return False


def _numeric(parameter: Node) -> bool:
    """Whether a parameter is a number: a `page` may be a token."""
    stack: list[Json] = [parameter.value.get("schema", parameter.value)]
    for value in stack:
        if type(value) is not dict:
            continue
        types = value.get("type")
        listed = types if type(types) is list else [types]
        if "integer" in listed or "number" in listed:
            return True
        for key in ("anyOf", "oneOf", "allOf"):
            inner = value.get(key)
            if type(inner) is list and len(stack) < 20:
                stack.extend(inner)
        if "$ref" in value:
            return True
    return False


def first_page(parameter: Node) -> int:
    """The number of the first page: what the document gives as default or minimum, else 1."""
    schema = parameter.value.get("schema", parameter.value)
    if type(schema) is not dict:
        return 1
    for key in ("default", "minimum"):
        value = schema.get(key)
        if type(value) is int and value in (0, 1):
            return value
    return 1


def _has_id(answers: Answers, answer: Answer, items: str) -> bool:
    assert answer.shape is not None
    array = answers.array(answer.shape.properties[items])
    return array is not None and "id" in answers.members(array.items)
