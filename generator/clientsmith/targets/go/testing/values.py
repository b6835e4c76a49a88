"""Example values as a caller passes them, and as they arrive."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timezone
from typing import Any as Json

from clientsmith import ir
from clientsmith.samples.shapes import Schemas
from clientsmith.targets.go.text import literal, string_literal

_OWN = re.compile(r"(?<![\w.])([A-Z]\w*)")
_PLAIN = frozenset({"bool", "float64", "int64", "string", "uint64"})


def qualified(text: str, package: str) -> str:
    """A type as another package writes it."""
    return _OWN.sub(rf"{package}.\1", text)


def text_literal(text: str) -> str:
    """Text as a literal; raw where that is easier to read."""
    plain = "`" not in text and "\r" not in text and text.isprintable() and "\ufeff" not in text
    return f"`{text}`" if plain and ('"' in text or "\\" in text) else string_literal(text)


def json_literal(value: Json) -> str:
    """A value as the literal of its JSON."""
    return text_literal(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


class Sent:
    """Values on their way to the server."""

    def __init__(self, schemas: Schemas, package: str) -> None:
        self._schemas = schemas
        self._package = package

    def clean(self, kind: ir.Type, value: Json) -> Json:
        """The value as it is to arrive: only declared members, keys of maps sorted."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case ir.Null(), _:
                return None
            case ir.String(format="date-time"), str():
                return moment(value) or value
            case (ir.Integer(), float()) if value.is_integer():
                return int(value)
            case ir.Array(items=items), list():
                return [self.clean(items, item) for item in value]
            case ir.Tuple(items=items, rest=rest), list():
                kinds = [*items, *([rest] * len(value) if rest is not None else [])]
                return [self.clean(*pair) for pair in zip(kinds, value, strict=False)]
            case ir.Map(values=values), dict():
                return {key: self.clean(values, value[key]) for key in sorted(value)}
            case ir.Any(), dict():
                return _ordered(value)
            case ir.Union(), _:
                chosen = self._schemas.variant(shape.type, value)
                return value if chosen is None else self.clean(chosen, value)
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                return {
                    prop.name.wire: self.clean(prop.type, value[prop.name.wire])
                    for prop in shape.schema.properties
                    if prop.name.wire in value and not prop.read_only
                }
            case _:
                return value

    def received(self, kind: ir.Type, value: Json) -> Json:
        """What a model has of an answer by its own fields."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case ir.Array(items=items), list():
                return [self.received(items, item) for item in value]
            case ir.Map(values=values), dict():
                return {key: self.received(values, item) for key, item in value.items()}
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                known = {it.name.wire: it for it in shape.schema.properties if not it.write_only}
                more = bool(shape.schema.patterns) or shape.schema.additional is not None
                return {
                    key: self.received(known[key].type, item) if key in known else item
                    for key, item in value.items()
                    if key in known or more
                }
            case _:
                return value

    def is_sent_whole(self, kind: ir.Type, value: Json) -> bool:
        """Whether Go has a value for it: not every text of a document is a time or a date."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case ir.String(format="date-time"), str():
                return moment(value) is not None
            case ir.String(format="date"), str():
                return _is_date(value)
            case ir.Integer(), int() | float():
                return -(2**63) <= value < 2**63
            case ir.Array(items=items), list():
                return all(self.is_sent_whole(items, item) for item in value)
            case ir.Map(values=values), dict():
                return all(self.is_sent_whole(values, item) for item in value.values())
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                return all(
                    self.is_sent_whole(prop.type, value[prop.name.wire])
                    for prop in shape.schema.properties
                    if prop.name.wire in value
                )
            case _:
                return True

    def field(self, text: str, value: Json, kind: ir.Type) -> str:
        """A value that `clean` gave, as a field of parameters of the type `text`."""
        own = qualified(text, self._package)
        if text in ("io.Reader", "[]io.Reader"):
            return self._file(text, value)
        if value is None and text != "any":
            return f"{self._package}.Null[{own}]()"
        if text in _PLAIN and _is_plain(value, text):
            return f"{self._package}.F[{own}]({literal(value)})"
        if isinstance(value, str) and self._is_enum(kind):
            return f"{self._package}.F[{own}]({literal(value)})"
        return f"{self._package}.F({self._read(own, value)})"

    def argument(self, text: str, value: Json, kind: ir.Type) -> str:
        """A value that `clean` gave, as an argument of the type `text`."""
        if text in _PLAIN and _is_plain(value, text):
            return literal(value)
        if isinstance(value, str) and self._is_enum(kind):
            return literal(value)
        return self._read(qualified(text, self._package), value)

    def _read(self, own: str, value: Json) -> str:
        return f"read[{own}](t, {json_literal(value)})"

    def _is_enum(self, kind: ir.Type) -> bool:
        schema = self._schemas.shape(kind).schema
        return isinstance(schema, ir.Enum) and isinstance(schema.type, ir.String)

    def _file(self, text: str, value: Json) -> str:
        if text == "io.Reader":
            return f"{self._package}.F[io.Reader](strings.NewReader({text_literal(str(value))}))"
        items = value if isinstance(value, list) else [value]
        files = ", ".join(f"strings.NewReader({text_literal(str(it))})" for it in items)
        return f"{self._package}.F([]io.Reader{{{files}}})"


def _ordered(value: Json) -> Json:
    match value:
        case dict():
            return {key: _ordered(value[key]) for key in sorted(value)}
        case list():
            return [_ordered(item) for item in value]
        case _:
            return value


def _is_plain(value: Json, text: str) -> bool:
    match text:
        case "bool":
            return isinstance(value, bool)
        case "string":
            return isinstance(value, str)
        case "float64":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return isinstance(value, int) and not isinstance(value, bool)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def moment(text: str) -> str | None:
    """A moment as Go's RFC 3339 writes it; None for what is none."""
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    if "T" not in text.upper():
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=timezone.utc)
    fraction = f".{found.microsecond:06d}".rstrip("0") if found.microsecond else ""
    zone = found.strftime("%z")
    zone = "Z" if zone == "+0000" else f"{zone[:3]}:{zone[3:5]}"
    return f"{found.strftime('%Y-%m-%dT%H:%M:%S')}{fraction}{zone}"
