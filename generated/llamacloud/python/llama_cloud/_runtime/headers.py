"""The headers of an answer as what the document says they are."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import msgspec

from .decode import convert

if TYPE_CHECKING:
    from .decode import OnMismatch
    from .response_base import Headers

__all__ = ["typed_headers"]


def typed_headers(headers: Headers, model: Any, on_mismatch: OnMismatch | None) -> Any:
    """Return the declared headers as a model, whose members are called like them.

    As in a body, what does not fit is kept as it came and reported.
    """
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(model):
        texts = headers.get_list(field.encode_name)
        if texts:
            values[field.encode_name] = _value(texts, field.type)
    return convert(values, model, on_mismatch)


def _value(texts: list[str], type_: Any) -> Any:
    """Return what the texts of a header say (OpenAPI 3.1, style `simple`)."""
    origin = get_origin(type_)
    if origin in (Union, UnionType):
        kinds = [it for it in get_args(type_) if it is not type(None)]
        origin = get_origin(kinds[0]) if len(kinds) == 1 else None
        type_ = kinds[0] if len(kinds) == 1 else str
    text = ", ".join(texts)
    if type_ in (str, Any):
        return text
    if text[:1] in ("{", "["):
        return _json(text)
    if origin in (list, tuple):
        kind = (get_args(type_) or (str,))[0]
        return [_scalar(it.strip(), kind) for it in text.split(",")]
    if origin is dict or isinstance(type_, msgspec.StructMeta):
        return _object(text, type_)
    return _scalar(text, type_)


def _object(text: str, type_: Any) -> dict[str, Any]:
    """Return the object that is written as `a=1,b=2`, or as `a,1,b,2`."""
    parts = [it.strip() for it in text.split(",")]
    if all("=" in it for it in parts):
        pairs = [it.split("=", 1) for it in parts]
    else:
        pairs = [parts[at : at + 2] for at in range(0, len(parts) - 1, 2)]
    kinds: dict[str, Any] = {}
    if hasattr(type_, "__struct_fields__"):
        kinds = {it.encode_name: it.type for it in msgspec.structs.fields(type_)}
    values = (get_args(type_) or (str, str))[-1]
    return {key: _value([value], kinds.get(key, values)) for key, value in pairs}


def _scalar(text: str, type_: Any) -> Any:
    try:
        return msgspec.convert(text, type_, strict=False)
    except (TypeError, ValueError):
        pass
    if getattr(type_, "__name__", "") == "datetime":
        from email.utils import parsedate_to_datetime

        try:
            return parsedate_to_datetime(text)
        except (TypeError, ValueError):
            pass
    return text


def _json(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except ValueError:
        return text
