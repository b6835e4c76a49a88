"""Fields of one object that depend on each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias
from typing import Any as Json

from . import security
from .findings import Place, child, kind_of
from .grammar import TITLES
from .security import choice

if TYPE_CHECKING:
    from .walk import Walk

Rule: TypeAlias = "Callable[[dict[str, Json], Place, Walk], None]"

_STATUS = re.compile(r"[1-5](?:[0-9][0-9]|XX)|default")

_LOCATIONS = {
    "2.0": ("query", "header", "path", "formData", "body"),
    "3.0": ("query", "header", "path", "cookie"),
    "3.1": ("query", "header", "path", "cookie"),
    "3.2": ("query", "header", "path", "cookie", "querystring"),
}

_STYLES: dict[str, tuple[str, ...]] = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
}

_NOT_RESERVED = {"3.1": ("header", "path", "cookie"), "3.2": ("header",)}
"""Where `allowReserved` is not allowed."""

_EXCLUSIVE = {
    "media": (("encoding", "prefixEncoding"), ("encoding", "itemEncoding")),
    "encoding": (("encoding", "prefixEncoding"), ("encoding", "itemEncoding")),
    "example": (
        *(("value", "externalValue"), ("value", "serializedValue"), ("value", "dataValue")),
        ("serializedValue", "externalValue"),
    ),
    "xml": (("attribute", "nodeType"), ("wrapped", "nodeType")),
}
"""Pairs of fields that no object has both of."""


def _exclusive(node: dict[str, Json], place: Place, walk: Walk, kind: str) -> None:
    for one, other in _EXCLUSIVE[kind]:
        if one in node and other in node:
            walk.findings.refuse(
                "document/exclusive",
                child(place, other),
                f"{TITLES[kind]} cannot have both `{one}` and `{other}`",
                "remove one of them",
            )


def _examples(node: dict[str, Json], place: Place, walk: Walk) -> None:
    if "example" in node and "examples" in node:
        report = walk.findings.refuse if walk.version >= "3.2" else walk.findings.warn
        report(
            "document/exclusive",
            child(place, "example"),
            "`example` and `examples` exclude each other",
            "move the one into the others",
        )


def _document(node: dict[str, Json], place: Place, walk: Walk) -> None:
    keyword = "swagger" if walk.version == "2.0" else "openapi"
    if type(node.get(keyword)) is not str:
        whole = walk.version + ("" if keyword == "swagger" else ".0")
        walk.findings.refuse(
            "version/not-text",
            child(place, keyword),
            f"the version must be text, not {kind_of(node.get(keyword))}",
            f'write `{keyword}: "{whole}"`',
        )
    parts = ("paths", "webhooks", "components")
    if walk.version == "2.0":
        return
    if not any(node.get(part) is not None for part in parts):
        walk.findings.refuse(
            "document/missing",
            place,
            "the document describes nothing: it has no `paths`, no `webhooks` and no `components`",
            "add `paths`",
        )
    elif walk.version == "3.0" and node.get("paths") is None:
        walk.findings.warn(
            "document/missing", place, "the document needs `paths`", "write `paths: {}` if none"
        )


def _parameter(node: dict[str, Json], place: Place, walk: Walk) -> None:
    where = node.get("in")
    name = node.get("name")
    if where in ("body", "formData") and walk.version != "2.0":
        walk.findings.refuse(
            "document/value",
            child(place, "in"),
            f"`in: {where}` is of OpenAPI 2.0",
            "write a `requestBody`",
        )
        return
    if not choice("in", _LOCATIONS[walk.version], node, place, walk):
        return
    if where == "path" and node.get("required") is not True:
        walk.findings.refuse(
            "parameter/path-optional",
            place,
            f"the path parameter `{name}` is not required, but no path works without it",
            "add `required: true`",
        )
    if where == "path" and type(name) is str and re.search("[{}]", name):
        walk.findings.refuse(
            "parameter/name",
            child(place, "name"),
            f"the name {name!r} of a path parameter cannot have braces",
            "write the name as it stands between the braces of the path",
        )
    if walk.version == "2.0":
        _old_parameter(node, place, walk)
        return
    if type(where) is str and where in _STYLES:
        choice("style", _STYLES[where], node, place, walk)
    if "allowReserved" in node and where in _NOT_RESERVED.get(walk.version, ()):
        walk.findings.refuse(
            "document/exclusive",
            child(place, "allowReserved"),
            f"`allowReserved` does not go with `in: {where}`",
            "remove it",
        )
    _value(node, place, walk)
    if where == "querystring" and node.get("content") is None:
        walk.findings.refuse(
            "document/missing", place, "a parameter `in: querystring` needs `content`"
        )


def _header(node: dict[str, Json], place: Place, walk: Walk) -> None:
    if walk.version == "2.0":
        _old_type(node, place, walk, ("string", "number", "integer", "boolean", "array"))
        return
    choice("style", ("simple",), node, place, walk)
    _value(node, place, walk)


def _value(node: dict[str, Json], place: Place, walk: Walk) -> None:
    """The value of a parameter or a header of 3.x: a schema, or one content type."""
    _examples(node, place, walk)
    content = node.get("content")
    has_schema = node.get("schema") is not None
    if "content" in node:
        if content is not None and has_schema:
            walk.findings.refuse(
                "document/exclusive",
                child(place, "content"),
                "`schema` and `content` exclude each other",
                "remove one of them",
            )
        elif not has_schema and (content is None or (type(content) is dict and len(content) != 1)):
            count = len(content) if content is not None else 0
            walk.findings.refuse(
                "parameter/content",
                child(place, "content"),
                f"`content` must have exactly one media type here, not {count or 'none'}",
            )
    elif not has_schema and type(node.get("type")) is str:
        walk.findings.refuse(
            "parameter/schema",
            child(place, "type"),
            "`type` belongs into the `schema` of a parameter since OpenAPI 3.0",
            f"write `schema: {{type: {node['type']}}}`",
        )


def _old_parameter(node: dict[str, Json], place: Place, walk: Walk) -> None:
    """A parameter of 2.0."""
    where = node.get("in")
    if where == "body":
        if node.get("schema") is None:
            walk.findings.refuse(
                "document/missing", place, "a parameter `in: body` needs a `schema`"
            )
        return
    types = ("string", "number", "integer", "boolean", "array")
    _old_type(node, place, walk, (*types, "file") if where == "formData" else types)


def _old_type(node: dict[str, Json], place: Place, walk: Walk, types: tuple[str, ...]) -> None:
    """The type of a parameter or a header of 2.0."""
    choice("type", types, node, place, walk)
    formats: tuple[str, ...] = ("csv", "ssv", "tsv", "pipes")
    if node.get("in") in ("query", "formData"):
        formats = (*formats, "multi")
    choice("collectionFormat", formats, node, place, walk)
    if node.get("type") == "array" and node.get("items") is None:
        walk.findings.warn(
            "schema/items", place, "this array does not say what its items are; taken as text"
        )


def _media(node: dict[str, Json], place: Place, walk: Walk) -> None:
    _examples(node, place, walk)
    if walk.version >= "3.2":
        _exclusive(node, place, walk, "media")


def _encoding(node: dict[str, Json], place: Place, walk: Walk) -> None:
    choice("style", _STYLES["query"], node, place, walk)
    if walk.version >= "3.2":
        _exclusive(node, place, walk, "encoding")


def _example(node: dict[str, Json], place: Place, walk: Walk) -> None:
    if walk.version >= "3.2":
        _exclusive(node, place, walk, "example")


def _xml(node: dict[str, Json], place: Place, walk: Walk) -> None:
    if walk.version >= "3.2":
        _exclusive(node, place, walk, "xml")


def _path(node: dict[str, Json], place: Place, walk: Walk) -> None:
    _parameters(node, place, walk)


def _parameters(node: dict[str, Json], place: Place, walk: Walk) -> None:
    """Parameters of one list that are the same, or exclude each other."""
    listed = node.get("parameters")
    if type(listed) is not list:
        return
    seen: set[tuple[str, str]] = set()
    strings: list[Place] = []
    has_query = False
    for index, element in enumerate(listed):
        value = walk.resolved(element, place)
        where, name = value.get("in"), value.get("name")
        if type(where) is not str or type(name) is not str or where == "body":
            continue
        here: Place = (element, "parameter", place[2], place, ("parameters", str(index)))
        key = (where, name.lower() if where == "header" else name)
        if key in seen:
            walk.findings.refuse(
                "parameter/duplicate",
                here,
                f"the {where} parameter `{name}` is declared twice",
                "remove or rename one of them"
                + ("; the names of headers have no case" if where == "header" else ""),
            )
        seen.add(key)
        has_query = has_query or where == "query"
        if where == "querystring":
            strings.append(here)
    for here in strings[0 if has_query else 1 :]:
        walk.findings.refuse(
            "parameter/querystring",
            here,
            "a parameter `in: querystring` is the whole query: there is no other beside it",
            "remove it, or the others",
        )


def _operation(node: dict[str, Json], place: Place, walk: Walk) -> None:
    _parameters(node, place, walk)
    responses = node.get("responses")
    if type(responses) is not dict:
        return
    codes = [code for code in responses if not code.startswith("x-")]
    if not codes:
        walk.findings.refuse(
            "response/none",
            child(place, "responses"),
            "`responses` is empty: an operation has at least one response",
            "describe one, such as `default`",
        )
    for code in codes:
        if not _STATUS.fullmatch(code) and code != "$ref":
            is_plain = _STATUS.fullmatch(code.upper()) or code.lower() == "default"
            report = walk.findings.warn if is_plain else walk.findings.refuse
            report(
                "response/status",
                (None, "", place[2], place, ("responses", code)),
                f"`{code}` is not a status code",
                "write a code such as 200, a range such as 2XX, or `default`",
            )


def _response(node: dict[str, Json], place: Place, walk: Walk) -> None:
    headers = node.get("headers")
    seen: set[str] = set()
    for name in headers if type(headers) is dict else ():
        if name.lower() in seen:
            walk.findings.warn(
                "header/duplicate",
                (None, "", place[2], place, ("headers", name)),
                f"the header `{name}` stands here twice: names of headers have no case",
                "remove one of them",
            )
        seen.add(name.lower())
    if walk.version == "2.0" or "content" in node:
        return
    for key, value in node.items():
        if (key == "schema" or "/" in key) and type(value) is dict:
            walk.findings.refuse(
                "response/content",
                child(place, key),
                f"`{key}` belongs into the `content` of a response since OpenAPI 3.0",
                (
                    "write `content: {application/json: {schema: ...}}`"
                    if key == "schema"
                    else f"write `content: {{{key}: ...}}`"
                ),
            )


def _schema(node: dict[str, Json], place: Place, walk: Walk) -> None:
    kind = node.get("type")
    if kind is not None and type(kind) is not str:
        if type(kind) is not list:
            walk.findings.refuse(
                "document/type",
                child(place, "type"),
                f"`type` must be text or a list of texts, not {kind_of(kind)}",
            )
        elif not all(type(one) is str or one is None for one in kind):
            walk.findings.refuse(
                "document/type", child(place, "type"), "`type` must be a list of texts"
            )
    required = node.get("required")
    if required is not None and type(required) not in (list, bool):
        walk.findings.refuse(
            "document/type",
            child(place, "required"),
            f"`required` must be a list of property names, not {kind_of(required)}",
        )
    items = node.get("items")
    if items is not None:
        if type(items) is dict:
            walk.stack.append((items, "schema", place[2], place, ("items",)))
        elif type(items) is list:
            for index, item in enumerate(items):
                if type(item) is dict:
                    here: Place = (item, "schema", place[2], place, ("items", str(index)))
                    walk.stack.append(here)
        elif type(items) is not bool:
            walk.wrong(items, "a schema", child(place, "items"))
    elif kind == "array" and walk.version < "3.1":
        walk.findings.warn(
            "schema/items", place, "this array does not say what its items are; taken as any value"
        )
    if walk.version == "2.0":
        for key in ("oneOf", "anyOf"):
            if key in node:
                walk.findings.warn(
                    "schema/keyword",
                    child(place, key),
                    f"OpenAPI 2.0 has no `{key}`; it is read as in 3.0",
                    "write the document as OpenAPI 3",
                )


RULES: Mapping[str, Rule] = {
    "openapi": _document,
    "parameter": _parameter,
    "header": _header,
    "media": _media,
    "encoding": _encoding,
    "example": _example,
    "xml": _xml,
    "path": _path,
    "operation": _operation,
    "response": _response,
    "scheme": security.scheme,
    "flows": security.flows,
    "schema": _schema,
}
"""Object to what is checked of it beyond its fields."""
