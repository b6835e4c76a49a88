"""Parameters on the wire: OpenAPI 3.1's styles (section 4.8.12), which are RFC 6570's.

Absent is `omit`. `None` is an empty value. An empty array or object is absent, as RFC
6570 (section 2.3) has it. What the standard leaves open is decided here: objects and
arrays within arrays and objects are JSON, but for `deepObject`, which nests:
`filter[a][b]=1`, `filter[ids][0]=7`, and for arrays in an exploded object: `a=1&a=2`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .errors import ArgumentError
from .guards import is_array, is_object
from .sentinel import omit
from .texts import (
    builtins_of,
    item_text,
    json_text,
    quote,
    quote_cookie,
    quote_form,
    quote_path_reserved,
    quote_query_reserved,
    shape_of,
    text,
    without_omitted,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Encode = Callable[[str], str]

__all__ = [
    "Style",
    "cookie_header",
    "form_pairs",
    "form_string",
    "header_value",
    "path_segment",
    "query_string",
    "text",
]


class Style:
    """How one parameter is written. Use the constants.

    `Style.FORM.reserved` is the same with `allowReserved`.
    """

    __slots__ = ("explode", "is_reserved", "kind")

    SIMPLE: ClassVar[Style]
    """`blue,black` and `R,100,G,200`: paths and headers, the default there."""
    SIMPLE_EXPLODE: ClassVar[Style]
    """`blue,black` and `R=100,G=200`."""
    LABEL: ClassVar[Style]
    """`.blue,black` and `.R,100,G,200`."""
    LABEL_EXPLODE: ClassVar[Style]
    """`.blue.black` and `.R=100.G=200`."""
    MATRIX: ClassVar[Style]
    """`;color=blue,black` and `;color=R,100,G,200`."""
    MATRIX_EXPLODE: ClassVar[Style]
    """`;color=blue;color=black` and `;R=100;G=200`."""
    FORM: ClassVar[Style]
    """`color=blue&color=black`, `R=100&G=200&G=210`: in queries the default."""
    FORM_COMMA: ClassVar[Style]
    """`color=blue,black` and `color=R,100,G,200`."""
    SPACE: ClassVar[Style]
    """`color=blue%20black`."""
    PIPE: ClassVar[Style]
    """`color=blue%7Cblack`."""
    DEEP_OBJECT: ClassVar[Style]
    """`color%5BR%5D=100&color%5BG%5D=200`."""
    JSON: ClassVar[Style]
    """The value as JSON: a parameter with `content: application/json`."""

    def __init__(
        self, kind: str, explode: bool = False, reserved: bool = False
    ) -> None:
        self.kind = kind
        self.explode = explode
        self.is_reserved = reserved

    @property
    def reserved(self) -> Style:
        """This style with `allowReserved: true`."""
        return Style(self.kind, self.explode, True)

    def __repr__(self) -> str:
        explode = ", explode=True" if self.explode else ""
        return f"Style({self.kind!r}{explode}{', reserved' * self.is_reserved})"


Style.SIMPLE = Style("simple")
Style.SIMPLE_EXPLODE = Style("simple", True)
Style.LABEL = Style("label")
Style.LABEL_EXPLODE = Style("label", True)
Style.MATRIX = Style("matrix")
Style.MATRIX_EXPLODE = Style("matrix", True)
Style.FORM = Style("form", True)
Style.FORM_COMMA = Style("form")
Style.SPACE = Style("spaceDelimited")
Style.PIPE = Style("pipeDelimited")
Style.DEEP_OBJECT = Style("deepObject", True)
Style.JSON = Style("json")

_DELIMITERS = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C"}


def _flat(value: Any, equals: str, encode: Encode) -> Iterator[str]:
    """Yield the encoded members of an array, or `key=value` of an object.

    With `equals` empty, keys and values of an object are members alike.
    """
    if is_array(value):
        for item in value:
            yield encode(item_text(item))
    else:
        for key, item in value.items():
            if equals:
                yield f"{encode(key)}{equals}{encode(item_text(item))}"
            else:
                yield encode(key)
                yield encode(item_text(item))


# --- path ----------------------------------------------------------------------------


def path_segment(name: str, value: object, style: Style | None = None) -> str:
    """Return a path parameter, encoded so that it is one segment (RFC 3986, 3.3).

    Raises ArgumentError for a value that would make another path of it: empty, absent,
    `.`, `..`, also percent-encoded.
    """
    if type(value) is int:
        result = str(value)
    elif type(value) is str:
        _refuse_dots(name, value)
        result = quote(value)
    else:
        result = ""
    if style is not None or not result:
        result = _styled_path(name, value, style or Style.SIMPLE)
    if not result or result in (".", ".."):
        raise ArgumentError(f"path parameter {name!r} must not be empty or dots")
    return result


def _refuse_dots(name: str, value: str) -> None:
    if "." not in value and "%" not in value:
        return
    parts = value.lower().replace("%2e", ".").replace("%2f", "/").replace("\\", "/")
    if parts in (".", "..") or ".." in parts.split("/"):
        raise ArgumentError(f"path parameter {name!r} must not be a dot segment")


def _styled_path(name: str, value: object, style: Style) -> str:
    if value is None or value is omit:
        raise ArgumentError(f"path parameter {name!r} must have a value")

    def encode(part: str) -> str:
        _refuse_dots(name, part)
        return quote_path_reserved(part) if style.is_reserved else quote(part)

    if style.kind == "json":
        return encode(json_text(value))
    shaped = shape_of(value)
    name = quote(name)
    is_list = is_array(shaped)
    if not (is_object(shaped) or is_array(shaped)):
        encoded = encode(text(shaped))
        if style.kind == "label":
            return f".{encoded}"
        if style.kind == "matrix":
            return f";{name}={encoded}" if encoded else f";{name}"
        return encoded
    if not shaped:
        return ""
    members = _flat(shaped, "=" if style.explode else "", encode)
    if style.kind == "label":
        return "." + ("." if style.explode else ",").join(members)
    if style.kind == "matrix":
        if not style.explode:
            return f";{name}={','.join(members)}"
        if is_list:
            members = (f"{name}={it}" if it else name for it in members)
        return "".join([f";{it}" for it in members])
    return ",".join(members)


# --- query, form, cookie -------------------------------------------------------------


def query_string(
    query: Mapping[str, object], styles: Mapping[str, Style] | None = None
) -> str:
    """Return a query, percent-encoded, without the question mark; "" for none.

    Raises TypeError or ArgumentError, which name the parameter, for a value that cannot
    be written.
    """
    parts: list[str] = []
    for name, value in query.items():
        if value is omit:
            continue
        kind = type(value)
        style = styles.get(name) if styles is not None else None
        if style is not None:
            parts += _pairs(name, value, style, quote)
        elif kind is str:
            parts.append(f"{quote(name)}={quote(value)}")  # type: ignore[arg-type]
        elif kind is int:
            parts.append(f"{quote(name)}={value}")
        elif kind is bool or value is None:
            parts.append(f"{quote(name)}={text(value)}")
        else:
            parts += _pairs(name, value, Style.FORM, quote)
    return "&".join(parts)


def form_string(
    fields: Mapping[str, object], styles: Mapping[str, Style] | None = None
) -> str:
    """Return an application/x-www-form-urlencoded body.

    An object without a style of its own is JSON (OpenAPI 3.1, section 4.8.15).
    """
    parts: list[str] = []
    for name, value in fields.items():
        if value is omit:
            continue
        style = styles.get(name) if styles is not None else None
        if style is None:
            style = Style.JSON if isinstance(shape_of(value), dict) else Style.FORM
        parts += _pairs(name, value, style, quote_form)
    return "&".join(parts)


def cookie_header(
    cookies: Mapping[str, object], styles: Mapping[str, Style] | None = None
) -> str:
    """Return the value of the `Cookie` header; "" for none.

    Values are as they are, but for what a cookie cannot hold, which is percent-encoded.
    """
    parts: list[str] = []
    for name, value in cookies.items():
        if value is not omit:
            style = styles.get(name) if styles is not None else None
            parts += _pairs(name, value, style or Style.FORM, quote_cookie)
    return "; ".join(parts)


def _pairs(name: str, value: Any, style: Style, encode: Encode) -> list[str]:
    """Return the encoded `name=value` pairs of one parameter."""
    if style.is_reserved and encode is quote:
        encode = quote_query_reserved
    try:
        pairs = _encoded_pairs(_form_key(name, encode), value, style, encode)
        return [f"{key}={item}" for key, item in pairs]
    except TypeError as error:
        raise TypeError(f"parameter {name!r}: {error}") from None
    except ValueError as error:
        raise ArgumentError(f"parameter {name!r}: {error}") from None


def form_pairs(name: str, value: Any, style: Style) -> list[tuple[str, str]]:
    """Return the pairs of one field as plain text, for the parts of a multipart."""
    return list(_encoded_pairs(name, value, style, str))


def _encoded_pairs(
    key: str, value: Any, style: Style, encode: Encode
) -> Iterator[tuple[str, str]]:
    """Yield the names and values of one parameter whose encoded name is `key`."""
    if style.kind == "json":
        yield key, encode(json_text(value))
        return
    shaped = shape_of(value)
    if not (is_object(shaped) or is_array(shaped)):
        yield key, encode(text(shaped))
    elif not shaped:
        return
    elif style.kind == "deepObject":
        for path, leaf in _leaves(shaped):
            yield key + _form_key(path, encode), encode(text(leaf))
    elif style.explode and is_object(shaped):
        for member, item in shaped.items():
            inner = shape_of(item)
            for one in inner if is_array(inner) else (inner,):
                yield _form_key(member, encode), encode(item_text(one))
    elif style.explode:
        for part in _flat(shaped, "", encode):
            yield key, part
    else:
        delimiter = _DELIMITERS.get(style.kind, ",")
        if encode is str:
            delimiter = {"%20": " ", "%7C": "|"}.get(delimiter, delimiter)
        yield key, delimiter.join(_flat(shaped, "", encode))


def _form_key(name: str, encode: Encode) -> str:
    """Encode a name; `allowReserved` is about values only."""
    if encode is str:
        return name
    return quote_form(name) if encode is quote_form else quote(name)


def _leaves(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the values within an object or array with their paths, as `[b][0]`."""
    value = shape_of(value)
    if not (is_object(value) or is_array(value)):
        yield "", value
        return
    members: Any = value.items() if is_object(value) else enumerate(value)
    for key, item in members:
        for path, leaf in _leaves(item):
            yield f"[{key}]{path}", leaf


# --- header --------------------------------------------------------------------------


def header_value(name: str, value: object, style: Style | None = None) -> str:
    """Return a header parameter as text, not encoded.

    Raises ArgumentError for line breaks and NUL, which would begin another header.
    """
    style = style or Style.SIMPLE
    shaped = value if style.kind == "json" else shape_of(value)
    if style.kind == "json":
        import json

        # Headers are ASCII, and JSON can be.
        result = json.dumps(builtins_of(without_omitted(value)), separators=(",", ":"))
    elif is_object(shaped) or is_array(shaped):
        result = ",".join(_flat(shaped, "=" if style.explode else "", str))
    else:
        result = text(shaped)
    if "\r" in result or "\n" in result or "\0" in result:
        raise ArgumentError(f"header {name!r} must not contain line breaks or NUL")
    return result
