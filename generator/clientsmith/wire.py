"""What a request looks like on the wire, worked out from the document alone.

The serialisation of parameters by OpenAPI 3.1, section 4.8.12, and RFC 6570, in the generator: the
tests that travel with a client compare what its runtime sends with what is written here, so the two
share no code. Values are JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any as Json
from urllib.parse import quote as percent_encoded
from urllib.parse import quote_plus

from clientsmith import ir

_QUERY_RESERVED = ":/?@!$'()*,;="
_PATH_RESERVED = ":@!$&'()*+,;="
_COOKIE = "!#$%&'()*+-./:<=>?@[]^_`{|}~"
_DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|"}
"""Those that are encoded like values; a comma never is."""


@cache
def quote(value: str, safe: str) -> str:
    """Percent-encoding, which the same names and values need again and again."""
    return percent_encoded(value, safe=safe)


def path(parts: tuple[str | ir.Parameter, ...], values: Mapping[str, Json]) -> str:
    """The path of an operation; `values` by the parameters' names."""
    return "".join(
        part if isinstance(part, str) else _path_parameter(part, values[part.name.wire])
        for part in parts
    )


def path_template(operation: ir.Operation) -> str:
    """The path of an operation with the names of its parameters in braces."""
    return "".join(
        part if isinstance(part, str) else f"{{{part.name.wire}}}" for part in operation.path
    )


def query(parameters: tuple[ir.Parameter, ...], values: Mapping[str, Json]) -> list[str]:
    """The `name=value` pairs of a query, encoded, in the order of the parameters."""
    pairs: list[str] = []
    for parameter in parameters:
        if parameter.location == "query" and parameter.name.wire in values:
            pairs.extend(_pairs(parameter, values[parameter.name.wire]))
    return pairs


def headers(parameters: tuple[ir.Parameter, ...], values: Mapping[str, Json]) -> dict[str, str]:
    """Name, in lower case, and value of each header parameter."""
    return {
        parameter.name.wire.lower(): _header(parameter, values[parameter.name.wire])
        for parameter in parameters
        if parameter.location == "header" and parameter.name.wire in values
    }


def cookies(parameters: tuple[ir.Parameter, ...], values: Mapping[str, Json]) -> list[str]:
    """The `name=value` pairs of the `Cookie` header."""
    pairs: list[str] = []
    for parameter in parameters:
        if parameter.location == "cookie" and parameter.name.wire in values:
            value = values[parameter.name.wire]
            pairs.extend(f"{name}={written}" for name, written in _form(parameter, value))
    return pairs


def form(values: Mapping[str, Json], encodings: tuple[ir.Encoding, ...] = ()) -> str:
    """An `application/x-www-form-urlencoded` body (OpenAPI 3.1, section 4.8.15)."""
    pairs: list[str] = []
    styled = _styled(encodings)
    for name, value in values.items():
        if name in styled:
            written = _pairs(styled[name], value)
            pairs.extend(pair.replace("%20", "+") for pair in written)
            continue
        items = value if isinstance(value, list) else [value]
        pairs.extend(f"{_form_text(name)}={_form_text(_nested(item))}" for item in items)
    return "&".join(pairs)


def parts(
    values: Mapping[str, Json], encodings: tuple[ir.Encoding, ...], arriving: Mapping[str, Json]
) -> list[tuple[str, str]]:
    """Name and content of each part of a multipart body; a list has a part for each of its items,
    unless it has a style.

    `arriving` are the values as they are within JSON.
    """
    media = {it.property: it.content_type.partition(",")[0].strip() for it in encodings}
    styled = _styled(encodings)
    found: list[tuple[str, str]] = []
    for name, value in values.items():
        if name in styled:
            found.extend(_written(styled[name], value, str, str))
            continue
        is_json = media.get(name, "").endswith("json") and "*" not in media[name]
        items = value if isinstance(value, list) else [value]
        nested = arriving[name] if isinstance(value, list) else [arriving[name]]
        for item, inner in zip(items, nested, strict=True):
            shown = json_text(inner) if is_json or isinstance(item, dict | list) else text(item)
            found.append((name, shown))
    return found


def _styled(encodings: tuple[ir.Encoding, ...]) -> dict[str, ir.Parameter]:
    """The members of a form that have a style, as the query parameters that are written alike."""
    return {
        it.property: ir.Parameter(
            name=ir.Name(it.property, ()),
            pointer="",
            location="query",
            type=ir.Any(),
            required=True,
            style=it.style,
            explode=it.style == "form" if it.explode is None else it.explode,
        )
        for it in encodings
        if it.style is not None
    }


def text(value: Json) -> str:
    """A plain value as text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e21:
            return str(int(value))
        case _:
            return str(value)


def json_text(value: Json) -> str:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _nested(value: Json) -> str:
    """A member of an array or object: JSON when it is one of these itself."""
    return json_text(value) if isinstance(value, dict | list) else text(value)


def _form_text(value: str) -> str:
    return quote_plus(value, safe="*").replace("~", "%7E")


def _members(
    value: list[Json] | dict[str, Json], equals: str, encode: Callable[[str], str]
) -> list[str]:
    """Members of an array, or of an object: `key`, `value` in turn or `key=value`."""
    if isinstance(value, list):
        return [encode(_nested(item)) for item in value]
    if equals:
        return [f"{encode(key)}{equals}{encode(_nested(item))}" for key, item in value.items()]
    return [encode(it) for key, item in value.items() for it in (key, _nested(item))]


class _Encode:
    """Percent-encoding; `safe` are the characters that stay besides the unreserved ones."""

    def __init__(self, safe: str = "") -> None:
        self._safe = safe

    def __call__(self, value: str) -> str:
        return quote(value, safe=self._safe)


_PLAIN = _Encode("".join(map(chr, range(128))))


def _path_parameter(parameter: ir.Parameter, value: Json) -> str:
    if parameter.style == "simple" and isinstance(value, str) and not parameter.allow_reserved:
        return quote(value, safe="")  # nearly always
    encode = _Encode(_PATH_RESERVED if parameter.allow_reserved else "")
    if parameter.style == "content":
        return encode(json_text(value))
    name = quote(parameter.name.wire, safe="")
    if not isinstance(value, dict | list):
        written = encode(text(value))
        return {"label": f".{written}", "matrix": f";{name}={written}"}.get(
            parameter.style, written
        )
    members = _members(value, "=" if parameter.explode else "", encode)
    match parameter.style, parameter.explode:
        case "label", True:
            return "".join(f".{member}" for member in members)
        case "label", False:
            return "." + ",".join(members)
        case "matrix", True if isinstance(value, list):
            return "".join(f";{name}={member}" for member in members)
        case "matrix", True:
            return "".join(f";{member}" for member in members)
        case "matrix", False:
            return f";{name}={','.join(members)}"
        case _:
            return ",".join(members)


def _pairs(parameter: ir.Parameter, value: Json) -> list[str]:
    """The pairs of one query parameter."""
    encode = _Encode(_QUERY_RESERVED if parameter.allow_reserved else "")
    return [f"{name}={it}" for name, it in _written(parameter, value, _Encode(), encode)]


def _form(parameter: ir.Parameter, value: Json) -> list[tuple[str, str]]:
    """The pairs of a cookie parameter; only what a cookie cannot hold is encoded."""
    encode = _Encode(_COOKIE)
    return _written(parameter, value, encode, encode)


def _written(
    parameter: ir.Parameter,
    value: Json,
    encode_name: Callable[[str], str],
    encode: Callable[[str], str],
) -> list[tuple[str, str]]:
    """The names and values of one parameter, or of a member of a form."""
    name = encode_name(parameter.name.wire)
    if parameter.style == "content":
        return [(name, encode(json_text(value)))]
    if not isinstance(value, dict | list):
        return [(name, encode(text(value)))]
    if not value:
        return []
    if parameter.style == "deepObject":
        leaves = _leaves(parameter.name.wire, value)
        return [(encode_name(key), encode(text(leaf))) for key, leaf in leaves]
    if parameter.explode and isinstance(value, dict):
        return [
            (encode_name(key), encode(_nested(inner)))
            for key, item in value.items()
            for inner in (item if isinstance(item, list) else [item])
        ]
    members = _members(value, "", encode)
    if parameter.explode:
        return [(name, member) for member in members]
    delimiter = _DELIMITERS.get(parameter.style)
    return [(name, (encode(delimiter) if delimiter else ",").join(members))]


def _leaves(name: str, value: Json) -> list[tuple[str, Json]]:
    match value:
        case dict():
            members = [(str(key), item) for key, item in value.items()]
        case list():
            members = [(str(index), item) for index, item in enumerate(value)]
        case _:
            return [(name, value)]
    return [leaf for key, item in members for leaf in _leaves(f"{name}[{key}]", item)]


def _header(parameter: ir.Parameter, value: Json) -> str:
    if parameter.style == "content":
        return json.dumps(value, separators=(",", ":"))
    if not isinstance(value, dict | list):
        return text(value)
    return ",".join(_members(value, "=" if parameter.explode else "", _PLAIN))
