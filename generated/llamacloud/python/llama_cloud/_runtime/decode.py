"""JSON to Python: strict and fast first, lenient where an answer does not fit.

The strict decoder is msgspec's own, one for each type. Only when it refuses is the
answer read again, and only the parts that do not fit are repaired (see `lenient`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from .lenient import Reports, convert_strict, dec_hook, repair_for, type_name
from .mismatch import Mismatch, MismatchLog

if TYPE_CHECKING:
    from collections.abc import Callable

    from .mismatch import OnMismatch as OnMismatch

    Decode = Callable[[bytes, OnMismatch | None], Any]

__all__ = [
    "DecodeError",
    "Mismatch",
    "MismatchLog",
    "convert",
    "decode_json",
    "decode_strict",
    "decoder",
    "from_builtins",
]


class DecodeError(ValueError):
    """The bytes are not JSON: truncated, another format, nested too deeply."""


_default_log = MismatchLog()
_decoders: dict[Any, Decode] = {}


def decoder(type_: Any) -> Decode:
    """Return the decoder of a type: a function of the bytes and the mismatch hook.

    It raises DecodeError for what is not JSON, and nothing else. A value of another
    JSON type than `type_` is returned as it is. Without a hook mismatches are logged.
    """
    known = _decoders.get(type_)
    if known is not None:
        return known
    strict = msgspec.json.Decoder(type_, dec_hook=dec_hook).decode

    def decode(data: bytes, on_mismatch: OnMismatch | None = None) -> Any:
        try:
            return strict(data)
        except (ValueError, RecursionError):
            report = _default_log if on_mismatch is None else on_mismatch
            return convert(_parse(data, type_, report), type_, report)

    _decoders[type_] = decode
    return decode


def decode_json(data: bytes, type_: Any, on_mismatch: OnMismatch | None = None) -> Any:
    """Return JSON as `type_`; see `decoder`."""
    return decoder(type_)(data, on_mismatch)


def decode_strict(data: bytes, type_: Any) -> Any:
    """Return JSON as `type_`; ValueError that says where it does not fit."""
    return msgspec.json.decode(data, type=type_, dec_hook=dec_hook)


def convert(value: Any, type_: Any, on_mismatch: OnMismatch | None = None) -> Any:
    """Return parsed JSON (dicts, lists, plain values) as `type_`. Raises nothing."""
    try:
        return convert_strict(value, type_)
    except (ValueError, RecursionError):
        report = _default_log if on_mismatch is None else on_mismatch
        return repair_for(type_, type_name(type_))(value, Reports(report))


def from_builtins(value: Any, type_: Any, *, strict: bool) -> Any:
    """Return parsed JSON as `type_`; `strict`: ValueError where it does not fit."""
    return convert_strict(value, type_) if strict else convert(value, type_)


def _parse(data: bytes, type_: Any, report: OnMismatch) -> Any:
    """Return the plain value of a JSON text, which may stretch the standard a bit."""
    try:
        return msgspec.json.decode(data)
    except RecursionError:
        raise DecodeError("JSON nested too deeply") from None
    except ValueError as error:
        cause = error
    # NaN and Infinity, a byte order mark, UTF-16: the standard library knows them.
    import json

    try:
        value = json.loads(data)
    except RecursionError:
        raise DecodeError("JSON nested too deeply") from None
    except ValueError:
        raise DecodeError(str(cause)) from None
    report(Mismatch(type_name(type_), "nonstandard_json", "JSON (RFC 8259)", value))
    return value
