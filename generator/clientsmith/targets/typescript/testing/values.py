"""Example values as TypeScript: what is sent, what is answered."""

from __future__ import annotations

from typing import Any as Json

from clientsmith import ir
from clientsmith.samples.shapes import Schemas
from clientsmith.targets.typescript.layout import display
from clientsmith.targets.typescript.testing.accepting import Accepting
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

    def __init__(self, schemas: Schemas, accepting: Accepting) -> None:
        self._schemas = schemas
        self._accepting = accepting

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

    def expression(
        self,
        kind: ir.Type,
        value: Json,
        indent: int,
        reserve: int = 0,
        *,
        files: bool = False,
        as_text: bool = False,
    ) -> str:
        """A value that `clean` gave, as an argument.

        `files` says whether bytes are files where the type is written, `as_text` that they are sent
        as text all the same.
        """
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case ir.Binary(), str() if files and not as_text:
                return self.file(kind, value)
            case ir.Array(items=ir.Binary()), list() if files and not as_text:
                return f"[{', '.join(self.file(ir.Any(), str(item)) for item in value)}]"
        text = pretty(value, indent, reserve)
        return text if self._accepting.accepts(kind, value, files=files) else _cast(text)

    def file(self, kind: ir.Type, content: str) -> str:
        """A file as an argument."""
        text = f"new Blob([{string_literal(content)}])"
        return text if self._accepting.accepts_file(kind, files=True) else _cast(text)

    def members(self, kind: ir.Type, value: Json, indent: int) -> str:
        """A body of parts: each member as an argument of its own."""
        schema = self._schemas.shape(kind).schema
        if not isinstance(schema, ir.Object) or not isinstance(value, dict):
            return self.expression(kind, value, indent, files=True)
        kinds = {prop.name.wire: prop.type for prop in schema.properties}
        rows = [
            f"{object_key(name)}: "
            + self.expression(
                kinds.get(name, ir.Any()), item, indent + 2, len(name) + 3, files=True
            )
            for name, item in value.items()
        ]
        text = display("", "{", rows, "}", indent)
        return text if self._accepting.has_names(schema, value) else _cast(text)


def _cast(text: str) -> str:
    """What no type says but the document."""
    return f"{text} as never"
