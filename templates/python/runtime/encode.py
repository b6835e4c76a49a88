"""Python values to JSON: the one encoder of models, bodies and parameters."""

from __future__ import annotations

import datetime
import decimal
import uuid
from typing import Any, Literal

import msgspec

__all__ = ["encode_json", "to_builtins"]

_PYTHON_TYPES = (
    bytes,
    bytearray,
    datetime.datetime,
    datetime.date,
    datetime.time,
    datetime.timedelta,
    decimal.Decimal,
    uuid.UUID,
)
"""What `to_builtins(mode="python")` leaves as it is."""


def _enc_hook(value: Any) -> Any:
    """Say what a value of a foreign class is in JSON (msgspec's `enc_hook`).

    The runtime's own classes that are not Structs have `__to_json_value__`;
    pydantic models of the caller have `model_dump`.
    """
    for method, arguments in (
        ("__to_json_value__", {}),
        ("model_dump", {"mode": "json", "by_alias": True}),
    ):
        convert = getattr(value, method, None)
        if convert is not None and not isinstance(value, type):
            return convert(**arguments)
    raise TypeError(f"{type(value).__name__!r} cannot be written as JSON")


_encoder = msgspec.json.Encoder(enc_hook=_enc_hook)


def encode_json(value: Any) -> bytes:
    """Return `value` as JSON in UTF-8, without white space.

    Raises TypeError for a value that JSON cannot hold.
    """
    return _encoder.encode(value)


def to_builtins(value: Any, mode: Literal["python", "json"] = "json") -> Any:
    """Return `value` as dicts, lists and plain values.

    Mode "json" has only what JSON has; "python" keeps datetimes, UUIDs, Decimals and
    bytes.
    """
    if mode == "python":
        return msgspec.to_builtins(
            value, builtin_types=_PYTHON_TYPES, enc_hook=_enc_hook
        )
    return msgspec.to_builtins(value, enc_hook=_enc_hook)
