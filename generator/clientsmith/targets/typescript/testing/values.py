"""Example values as TypeScript: what is sent, what is answered."""

from __future__ import annotations

from typing import Any as Json

from clientsmith import ir
from clientsmith.samples.checking import fits
from clientsmith.samples.shapes import Schemas
from clientsmith.targets.typescript.layout import display
from clientsmith.targets.typescript.text import (
    LINE_LENGTH,
    literal,
    object_key,
    string_literal,
)


def pretty(value: Json, indent: int, reserve: int = 0) -> str:
    """A JSON value as prettier lays it out, from column `indent + reserve` on."""
    if not value or not isinstance(value, dict | list):
        return literal(value)
    room = LINE_LENGTH - indent - reserve
    if not _is_long(value, room):
        line = literal(value)
        if len(line) <= room:
            return line
    margin = " " * indent
    if isinstance(value, list):
        items = "".join([f"{margin}  {pretty(item, indent + 2, 1)},\n" for item in value])
        return f"[\n{items}{margin}]"
    rows: list[str] = []
    for name, item in value.items():
        key = object_key(str(name))
        rows.append(f"{margin}  {key}: {pretty(item, indent + 2, len(key) + 3)},\n")
    return f"{{\n{''.join(rows)}{margin}}}"


def _is_long(value: Json, room: int) -> bool:
    """Whether people write an object or a list on several lines, by a look at it."""
    if isinstance(value, dict) and len(value) > 4:
        return True
    stack = [value]
    while stack and room >= 0:
        match stack.pop():
            case str() as text:
                room -= len(text) + 2
            case dict() as members:
                room -= sum(map(len, members))
                stack.extend(members.values())
            case list() as items:
                stack.extend(items)
            case _:
                room -= 1
    return room < 0


class Sent:
    """Values on their way to the server."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas

    def clean(self, kind: ir.Type, value: Json) -> Json:
        """The value as it is to arrive: only members that are declared and can be sent."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case ir.Null(), _:
                return None
            case ir.Array(items=items), list():
                return [self.clean(items, item) for item in value]
            case ir.Tuple(items=items, rest=rest), list():
                kinds = [*items, *([rest] * len(value) if rest is not None else [])]
                return [self.clean(*pair) for pair in zip(kinds, value, strict=False)]
            case ir.Map(values=values), dict():
                return {key: self.clean(values, item) for key, item in value.items()}
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

    def expression(self, kind: ir.Type, value: Json, indent: int, reserve: int = 0) -> str:
        """A value that `clean` gave, as an argument."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case ir.Binary(), str():
                return f"new Blob([{string_literal(value)}])"
            case ir.Array(items=ir.Binary()), list():
                return f"[{', '.join(f'new Blob([{literal(item)}])' for item in value)}]"
            case _:
                text = pretty(value, indent, reserve)
        return text if self.is_typed(kind, value) else f"{text} as never"

    def members(self, kind: ir.Type, value: Json, indent: int) -> str:
        """A body of parts: each member as an argument of its own."""
        schema = self._schemas.shape(kind).schema
        if not isinstance(schema, ir.Object) or not isinstance(value, dict):
            return self.expression(kind, value, indent)
        kinds = {prop.name.wire: prop.type for prop in schema.properties}
        rows = [
            f"{object_key(name)}: "
            f"{self.expression(kinds.get(name, ir.Any()), item, indent + 2, len(name) + 3)}"
            for name, item in value.items()
        ]
        return display("", "{", rows, "}", indent)

    def is_typed(self, kind: ir.Type, value: Json) -> bool:
        """Whether a type checker takes the value for one of the type."""
        return (
            fits(value, kind, self._schemas.all)
            and not self._is_loose(kind, value)
            and not _is_huge(value)
        )

    def _is_loose(self, kind: ir.Type, value: Json) -> bool:
        """Whether there is something in it that may be right but that no type says."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case ir.Any(), _:
                return False
            case ir.Union(), _:
                chosen = self._schemas.variant(shape.type, value)
                return chosen is None or isinstance(value, dict | list)
            case ir.Array(items=items), list():
                return any(self._is_loose(items, item) for item in value)
            case ir.Map(values=values), dict():
                return any(self._is_loose(values, item) for item in value.values())
            case ir.Tuple(), _:
                return True
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                kinds = {prop.name.wire: prop for prop in shape.schema.properties}
                must = {
                    it.name.wire
                    for it in shape.schema.properties
                    if it.required and not it.read_only
                }
                return not must <= value.keys() or any(
                    key not in kinds or self._is_loose(kinds[key].type, item)
                    for key, item in value.items()
                )
            case _:
                return False


def _is_huge(value: Json) -> bool:
    """Whether a number is in it that is no `number`."""
    stack = [value]
    while stack:
        match stack.pop():
            case bool():
                pass
            case int() as whole if abs(whole) >= 2**53:
                return True
            case dict() as members:
                stack.extend(members.values())
            case list() as items:
                stack.extend(items)
            case _:
                pass
    return False
