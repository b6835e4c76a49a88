"""Values as text, and the percent-encodings of the places they go to."""

from __future__ import annotations

from typing import Any

from .errors import ArgumentError
from .guards import is_array, is_object
from .sentinel import omit

__all__ = [
    "builtins_of",
    "item_text",
    "json_text",
    "quote",
    "quote_cookie",
    "quote_form",
    "quote_path_reserved",
    "quote_query_reserved",
    "shape_of",
    "text",
    "without_omitted",
]

# --- percent-encoding ----------------------------------------------------------------

# What stays as it is, besides ASCII letters and digits.
_STRICT = "-._~"
_FORM = "*-._ "  # a space becomes a plus sign afterwards
# `&`, `+` and `#` would change the meaning of a query, brackets are no URL characters.
_RESERVED_QUERY = "-._~:/?@!$'()*,;="
_RESERVED_PATH = "-._~:@!$&'()*+,;="
# RFC 6265, section 4.1.1: cookie-octet. A percent sign stays, as in browsers.
_COOKIE = "!#$%&'()*+-./:<=>?@[]^_`{|}~"

_tables: dict[str, dict[int, str]] = {}


def _encode(value: str, safe: str) -> str:
    if value.isascii() and (value.isidentifier() or value.isalnum()):
        return value
    table = _tables.get(safe)
    if table is None:
        table = _tables[safe] = {
            code: f"%{code:02X}"
            for code in range(256)
            if not (code < 128 and (chr(code).isalnum() or chr(code) in safe))
        }
    try:
        return value.encode().decode("latin-1").translate(table)
    except UnicodeEncodeError:
        raise ArgumentError(f"not a text that UTF-8 has: {value!r}") from None


def quote(value: str) -> str:
    """Encode all but RFC 3986's unreserved characters."""
    return _encode(value, _STRICT)


def quote_form(value: str) -> str:
    """Encode as the URL standard does in application/x-www-form-urlencoded."""
    return _encode(value, _FORM).replace(" ", "+")


def quote_cookie(value: str) -> str:
    """Encode what a cookie's value cannot hold."""
    return _encode(value, _COOKIE)


def quote_query_reserved(value: str) -> str:
    """Encode a query value of a parameter with `allowReserved`."""
    return _quote_reserved(value, _RESERVED_QUERY)


def quote_path_reserved(value: str) -> str:
    """Encode a path segment of a parameter with `allowReserved`."""
    return _quote_reserved(value, _RESERVED_PATH)


def _quote_reserved(value: str, safe: str) -> str:
    """Encode all but reserved characters and what is encoded already (RFC 6570)."""
    encoded = _encode(value, safe)
    if "%25" not in encoded:
        return encoded
    import re

    return re.sub("%25([0-9A-Fa-f]{2})", r"%\1", encoded)


# --- values --------------------------------------------------------------------------


def text(value: Any) -> str:
    """Return a plain value as text: ISO 8601 dates, `true`, base64, ...

    Raises TypeError for a value without a text, ArgumentError for NaN and infinities.
    """
    if value is None:
        return ""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return _other_text(value)


def _other_text(value: Any) -> str:
    import enum

    if isinstance(value, enum.Enum):
        return text(value.value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, _BYTES):
        from base64 import b64encode

        return b64encode(value).decode()
    isoformat = getattr(value, "isoformat", None)
    if isoformat is not None:
        return str(isoformat()).replace("+00:00", "Z")
    import decimal
    import uuid

    if isinstance(value, decimal.Decimal):
        return _finite(value, format(value, "f"))
    if isinstance(value, uuid.UUID):
        return str(value)
    from .encode import to_builtins

    plain = to_builtins(value, "json")
    return json_text(plain) if is_object(plain) or is_array(plain) else text(plain)


def _float_text(value: float) -> str:
    """Return a number as ECMAScript writes it: the same text in every language."""
    if value.is_integer() and abs(value) < 1e21:
        from decimal import Decimal

        return format(Decimal(repr(value)), ".0f").replace("-0", "0", value == 0)
    mantissa, e, exponent = repr(float(value)).partition("e")
    if not e:
        return _finite(value, mantissa)
    if -6 <= int(exponent) < 0:
        from decimal import Decimal

        return format(Decimal(repr(value)), "f")
    return f"{mantissa}e{int(exponent):+d}"


def _finite(value: Any, result: str) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        raise ArgumentError(f"not a finite number: {result}")
    return result


def builtins_of(value: Any) -> Any:
    """Return a model, or another foreign object, as plain values."""
    from .encode import to_builtins

    return to_builtins(value, "python")


def json_text(value: Any) -> str:
    """Return a value as JSON, without the members that are `omit`."""
    from .encode import encode_json

    return encode_json(without_omitted(value)).decode()


def without_omitted(value: Any) -> Any:
    """Return dicts and lists without the members that are `omit`."""
    if is_object(value):
        return {k: without_omitted(v) for k, v in value.items() if v is not omit}
    if isinstance(value, _LISTS):
        return [without_omitted(item) for item in value if item is not omit]
    return value


# Untyped on purpose: a type checker would find parameters of them unknown.
_BYTES: Any = (bytes, bytearray, memoryview)
_LISTS: Any = (list, tuple)
_SCALARS: Any = (str, int, float, type(None), *_BYTES)
_MODEL_MARKS = ("__struct_fields__", "__to_json_value__", "model_dump")


def shape_of(value: Any) -> Any:
    """Return a list, a dict, or a value that `text` knows; without `omit` members."""
    if isinstance(value, _SCALARS) or hasattr(value, "isoformat"):
        return value
    if isinstance(value, _LISTS):
        return [item for item in value if item is not omit]
    if any(hasattr(value, mark) for mark in _MODEL_MARKS):
        value = builtins_of(value)
    elif hasattr(value, "keys"):
        value = {key: value[key] for key in value.keys()}  # noqa: SIM118
    elif hasattr(value, "__iter__"):
        return [item for item in value if item is not omit]
    if is_object(value):
        return {text(k): v for k, v in value.items() if v is not omit}
    return value


def item_text(value: Any) -> str:
    """Return a member of an array or object as text; JSON for what is nested."""
    value = shape_of(value)
    return json_text(value) if (is_object(value) or is_array(value)) else text(value)
