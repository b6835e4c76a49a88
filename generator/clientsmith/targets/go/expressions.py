"""Example values as expressions of Go: what somebody writes who calls a method by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import datetime
from typing import Any as Json
from typing import NamedTuple

import msgspec

from clientsmith import ir, wire
from clientsmith.samples.shapes import Schemas
from clientsmith.targets.go.arguments import Argument
from clientsmith.targets.go.enums import constants, is_of
from clientsmith.targets.go.layout import Literal, Value, one_line
from clientsmith.targets.go.moments import is_date, moment
from clientsmith.targets.go.symbols import fields_of
from clientsmith.targets.go.text import (
    exported,
    json_literal,
    literal,
    qualified,
    string_literal,
    text_literal,
)
from clientsmith.targets.go.types import Types

DEEPEST = 16
"""Lists, maps and objects within each other that are written out; the rest is JSON."""
_HELPERS = {"bool": "Bool", "float64": "Float", "int64": "Int", "string": "String"}
_WORD = 2**31
"""Integers from here on need a type of their own on some machines."""


class _Expression(NamedTuple):
    value: Value
    typed: bool
    """Whether it has its type by itself; constants have none."""


class _Place(NamedTuple):
    """Where a value stands: its type, and what `Types` calls unions by there."""

    kind: ir.Type
    text: str
    owner: str
    hint: str
    written: bool


def from_json(own: str, value: Json) -> str:
    """A value of a type from JSON, in a program that has `parse`."""
    return f"parse[{own}]({json_literal(value)})"


class Expressions:
    """Values on their way to the server, as `Sent.clean` gave them."""

    def __init__(
        self,
        types: Types,
        schemas: Schemas,
        package: str,
        read: Callable[[str, Json], str],
        longest: int = 0,
    ) -> None:
        """`read`: how a value of a type is had from JSON where nothing else says it.

        `longest`: characters of an expression above which that is done as well; 0 for any number.
        """
        self._types = types
        self._schemas = schemas
        self._package = package
        self._read = read
        self._longest = longest
        self._constants: dict[ir.Pointer, dict[str, str]] = {}

    def field(self, it: Argument, owner: str, value: Json) -> Value:
        """A field of the parameters `owner`."""
        if it.type in ("io.Reader", "[]io.Reader"):
            return self._file(it.type, value)
        hint = "Body" if it.location == "content" else it.name
        if not self._is_long(value):
            found = self._field(_Place(it.kind, it.type, owner, hint, True), value, 0)
            if not self._longest or isinstance(found, str):
                return found
            flat = one_line(found)
            if flat is not None and len(flat) <= self._longest:
                return flat
        return f"{self._package}.F({self._read(qualified(it.type, self._package), value)})"

    def _is_long(self, value: Json) -> bool:
        """Whether a value of others cannot be short."""
        return (
            self._longest > 0
            and isinstance(value, dict | list)
            and len(wire.json_text(value)) > self._longest
        )

    def argument(self, it: Argument, owner: str, value: Json) -> str:
        """An argument of a method that has the parameters `owner`."""
        assert it.source is not None
        hint = exported(it.source.name.words)
        place = _Place(it.kind, it.type, owner, hint, True)
        found = self._said(place, value, 0)
        flat = None if found is None else one_line(found.value)
        return self._read(qualified(it.type, self._package), value) if flat is None else flat

    def _file(self, text: str, value: Json) -> str:
        if text == "io.Reader":
            return f"{self._package}.F[io.Reader](strings.NewReader({text_literal(str(value))}))"
        items = value if isinstance(value, list) else [value]
        files = ", ".join(f"strings.NewReader({text_literal(str(it))})" for it in items)
        return f"{self._package}.F([]io.Reader{{{files}}})"

    def _field(self, place: _Place, value: Json, depth: int) -> Value:
        own = qualified(place.text, self._package)
        if value is None:
            return f"{self._package}.Null[{own}]()"
        found = self._said(place, value, depth)
        if found is None:
            return f"{self._package}.F({self._read(own, value)})"
        if found.typed:
            return _within(f"{self._package}.F(", found.value)
        helper = _HELPERS.get(place.text)
        if helper is not None:
            return f"{self._package}.{helper}({found.value})"
        return _within(f"{self._package}.F[{own}](", found.value)

    # --- by the type ----------------------------------------------------------------------------

    def _part(self, place: _Place, value: Json, depth: int) -> Value:
        """A value within another: by itself, or at least from JSON."""
        found = self._said(place, value, depth)
        if found is not None:
            return found.value
        return self._read(qualified(place.text, self._package), value)

    def _said(self, place: _Place, value: Json, depth: int) -> _Expression | None:
        """A value by itself; None where Go has no expression for it."""
        if depth > DEEPEST and isinstance(value, dict | list):
            return None
        if place.text == "any":
            return _free(value)
        kind = place.kind
        while isinstance(kind, ir.Nullable):
            kind = kind.type
        place = place._replace(kind=kind)
        if value is None:
            is_nil = place.text.startswith(("*", "[]", "map["))
            return _Expression("nil", False) if is_nil else None
        match kind:
            case ir.Ref(pointer=pointer):
                return self._referred(place, self._types.schemas.get(pointer), value, depth)
            case ir.Array(items=items) if isinstance(value, list):
                return self._list(place, [items] * len(value), value, depth)
            case ir.Tuple(items=several, rest=rest) if isinstance(value, list):
                more = len(value) - len(several)
                kinds = [*several, *([rest or ir.Any()] * more)]
                return self._list(place, kinds, value, depth)
            case ir.Map(values=values) if isinstance(value, dict):
                inner = self._element(place, values, "Value")
                if place.text != f"map[string]{inner.text}":
                    return None
                pairs = tuple(
                    (string_literal(key), self._part(inner, one, depth + 1))
                    for key, one in value.items()
                )
                return self._composite(place, inner.text, pairs)
            case ir.Union():
                return self._variant(place, kind, value, depth)
            case _:
                return _plain(place.text, value, self._package)

    def _referred(
        self, place: _Place, schema: ir.Schema | None, value: Json, depth: int
    ) -> _Expression | None:
        match schema:
            case ir.Object():
                return self._struct(place, schema, value, depth)
            case ir.Enum():
                return self._member(place, schema, value)
            case ir.Alias():
                return self._alias(place, schema, value, depth)
            case _:
                return None

    def _alias(
        self, place: _Place, schema: ir.Alias, value: Json, depth: int
    ) -> _Expression | None:
        """A value under another name, which what is sent has only where no object is within."""
        name = self._types.symbols.types[schema.pointer]
        written = place.written and self._types.holds_objects(schema.pointer)
        if written or place.text in self._types.declared:
            return self._said(_Place(schema.type, place.text, name, "", written), value, depth + 1)
        if place.text != name:
            return None
        text = self._types.of(schema.type, name)
        found = self._said(_Place(schema.type, text, name, "", False), value, depth + 1)
        plain = qualified(text, self._package)
        if found is not None and isinstance(found.value, Literal) and found.value.head == plain:
            head = qualified(name, self._package)
            return _Expression(msgspec.structs.replace(found.value, head=head), True)
        return found

    def _struct(
        self, place: _Place, schema: ir.Object, value: Json, depth: int
    ) -> _Expression | None:
        name = place.text.removeprefix("*")
        if not isinstance(value, dict) or not place.written:
            return None
        fields = fields_of(schema, self._types.symbols)
        items: list[tuple[str, Value]] = []
        for prop, field in zip(schema.properties, fields, strict=True):
            if prop.read_only or prop.name.wire not in value:
                continue
            text = self._types.field(prop.type, name, field, schema.pointer, written=True)
            inner = _Place(prop.type, text, name, field, True)
            items.append((field, self._field(inner, value[prop.name.wire], depth + 1)))
        mark = "&" if place.text.startswith("*") else ""
        return _Expression(Literal(f"{mark}{self._package}.{name}", tuple(items)), True)

    def _member(self, place: _Place, schema: ir.Enum, value: Json) -> _Expression | None:
        """A value of an enum: its constant, where it has one."""
        if place.text.startswith("*"):
            return None
        if value is not None and not isinstance(value, dict | list):
            name = self.constants(schema).get(literal(value))
            if name is not None:
                return _Expression(f"{self._package}.{name}", True)
        base = self._types.of(schema.type, place.text)
        return self._said(_Place(schema.type, base, place.text, "", False), value, DEEPEST)

    def constants(self, schema: ir.Enum) -> dict[str, str]:
        """Literal of a value -> its constant."""
        found = self._constants.get(schema.pointer)
        if found is None:
            names = self._types.symbols.constants[schema.pointer]
            values = (it.value for it in constants(schema))
            found = dict(zip(values, names, strict=True))
            self._constants[schema.pointer] = found
        return found

    def _variant(
        self, place: _Place, kind: ir.Union, value: Json, depth: int
    ) -> _Expression | None:
        chosen = self._schemas.variant(kind, value)
        if chosen is None:
            return None
        hint = f"{place.hint}Variant"
        text = self._types.of(chosen, place.owner, hint, written=place.written)
        inner = _Place(chosen, text, place.owner, hint, place.written)
        union = self._types.declared.get(place.text)
        if union is None:  # all of its variants are one type
            return self._said(inner, value, depth) if text == place.text else None
        for one in union.variants:
            if one.type == text:
                held = self._part(inner, value, depth + 1)
                made = _within(f"{self._package}.{union.name}Of{one.name}(", held)
                return _Expression(made, True)
        return None

    # --- lists and maps -------------------------------------------------------------------------

    def _element(self, place: _Place, kind: ir.Type, role: str) -> _Place:
        hint = f"{place.hint}{role}"
        if place.text in ("[]any", "map[string]any"):  # of several types, or one within itself
            return _Place(kind, "any", place.owner, hint, place.written)
        text = self._types.element(kind, place.owner, hint, written=place.written)
        return _Place(kind, text, place.owner, hint, place.written)

    def _list(
        self, place: _Place, kinds: list[ir.Type], value: list[Json], depth: int
    ) -> _Expression | None:
        items: list[tuple[str, Value]] = []
        for kind, one in zip(kinds, value, strict=False):
            inner = self._element(place, kind, "Item")
            if place.text != f"[]{inner.text}":
                return None
            items.append(("", self._part(inner, one, depth + 1)))
        return self._composite(place, place.text.removeprefix("[]"), tuple(items))

    def _composite(
        self, place: _Place, inner: str, items: tuple[tuple[str, Value], ...]
    ) -> _Expression | None:
        """A list or a map; its elements need not say their type again."""
        head = qualified(inner, self._package).replace("*", "&", 1)
        short = tuple(
            (
                (key, msgspec.structs.replace(it, head=""))
                if isinstance(it, Literal) and it.head == head and not it.tail
                else (key, it)
            )
            for key, it in items
        )
        return _Expression(Literal(qualified(place.text, self._package), short), True)


def _within(call: str, value: Value) -> Value:
    """The value as the argument of a call, which is yet to be closed."""
    if isinstance(value, str):
        return f"{call}{value})"
    return msgspec.structs.replace(value, head=f"{call}{value.head}", tail=f"{value.tail})")


def _plain(text: str, value: Json, package: str) -> _Expression | None:
    """A value that is not made of others."""
    match text, value:
        case "time.Time", str():
            found = moment(value)
            return None if found is None else _Expression(_time(found), True)
        case "Date", str() if is_date(value):
            day = datetime.fromisoformat(value)
            month = f"time.{day.strftime('%B')}"
            fields = (("Year", str(day.year)), ("Month", month), ("Day", str(day.day)))
            return _Expression(Literal(f"{package}.Date", fields), True)
        case "json.Number", int() | float() if not isinstance(value, bool):
            return _Expression(f"json.Number({string_literal(json.dumps(value))})", True)
        case _ if is_of(value, text) and not (isinstance(value, float) and math.isinf(value)):
            return _Expression(literal(value), False)
        case _:
            return None


def _time(text: str) -> str:
    """A moment as `moment` writes it."""
    at = datetime.fromisoformat(text)
    offset = at.utcoffset()
    seconds = int(offset.total_seconds()) if offset is not None else 0
    zone = f'time.FixedZone("", {seconds})' if seconds else "time.UTC"
    day = f"{at.year}, time.{at.strftime('%B')}, {at.day}"
    clock = f"{at.hour}, {at.minute}, {at.second}, {at.microsecond * 1000}"
    return f"time.Date({day}, {clock}, {zone})"


def _free(value: Json, depth: int = 0) -> _Expression | None:
    """A value of any type."""
    if depth > DEEPEST:
        return None
    match value:
        case dict() | list():
            pairs = value.items() if isinstance(value, dict) else (("", it) for it in value)
            items: list[tuple[str, Value]] = []
            for key, one in pairs:
                found = _free(one, depth + 1)
                if found is None:
                    return None
                name = string_literal(key) if isinstance(value, dict) else ""
                items.append((name, found.value))
            head = "map[string]any" if isinstance(value, dict) else "[]any"
            return _Expression(Literal(head, tuple(items)), False)
        case int() if not isinstance(value, bool) and abs(value) >= _WORD:
            return _Expression(f"json.Number({string_literal(str(value))})", False)
        case float() if not math.isfinite(value):
            return None
        case _:
            return _Expression(literal(value), False)
