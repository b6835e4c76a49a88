"""Example values as a caller passes them, and as they arrive."""

from __future__ import annotations

import base64
import keyword
from typing import Any as Json

from clientsmith import ir
from clientsmith.samples.shapes import (
    Schemas,
)
from clientsmith.targets.python.expressions import (
    Expression,
    call,
    dictionary,
    json_value,
    sequence,
    tuple_of,
)
from clientsmith.targets.python.symbols import Symbols
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.testing.values import (
    day_of,
    instant,
    moment_of,
    utc_text,
)
from clientsmith.targets.python.text import (
    bytes_literal,
    literal,
    string_literal,
)

_ANY = ir.Any()


class Sent:
    """Values on their way to the server."""

    def __init__(self, schemas: Schemas, symbols: Symbols, names: TestNames) -> None:
        self._schemas = schemas
        self._symbols = symbols
        self._names = names

    def into(self, names: TestNames) -> Sent:
        """The same for a module with other imports."""
        return Sent(self._schemas, self._symbols, names)

    def clean(self, kind: ir.Type, value: Json) -> Json:
        """The value as it is to arrive: only declared members, times in UTC."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case ir.Null(), _:
                return None
            case ir.String(format="date-time"), str():
                found = instant(value)
                return value if found is None else utc_text(found)
            case ir.Array(items=items), list():
                return [self.clean(items, item) for item in value]
            case ir.Tuple(items=items, rest=rest), list():
                kinds = [*items, *([rest] * len(value) if rest is not None else [])]
                return [self.clean(*pair) for pair in zip(kinds, value, strict=False)]
            case ir.Map(values=values), dict():
                return {key: self.clean(values, item) for key, item in value.items()}
            case ir.Union(), _:
                chosen = self._schemas.variant(shape.type, value, sent=True)
                return value if chosen is None else self.clean(chosen, value)
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                return {
                    prop.name.wire: self.clean(prop.type, value[prop.name.wire])
                    for prop in shape.schema.properties
                    if prop.name.wire in value and not prop.read_only
                }
            case _:
                return value

    def in_json(self, kind: ir.Type, value: Json) -> Json:
        """A value that `clean` gave, as it arrives within JSON: bytes are base64."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case ir.Binary(), str():
                return base64.b64encode(value.encode()).decode()
            case ir.Array(items=items), list():
                return [self.in_json(items, item) for item in value]
            case ir.Map(values=values), dict():
                return {key: self.in_json(values, item) for key, item in value.items()}
            case ir.Union(), _:
                chosen = self._schemas.variant(shape.type, value, sent=True)
                return value if chosen is None else self.in_json(chosen, value)
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                kinds = {prop.name.wire: prop.type for prop in shape.schema.properties}
                # Without what `clean` took, it may be another variant of a union.
                return {
                    key: self.in_json(kinds.get(key, _ANY), item) for key, item in value.items()
                }
            case _:
                return value

    def expression(self, kind: ir.Type, value: Json, *, named: bool = False) -> Expression:
        """A value that `clean` gave, as an argument; `named` objects say of what TypedDict."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case _, None:
                return "None"
            case ir.String(format="date-time"), str():
                return moment_of(value, self._names) or literal(value)
            case ir.String(format="date"), str():
                return day_of(value, self._names) or literal(value)
            case ir.Binary(), str():
                return bytes_literal(value.encode())
            case ir.Array(items=items), list():
                return sequence([self.expression(items, item, named=named) for item in value])
            case ir.Tuple(items=items, rest=None), list():
                return tuple_of(
                    [self.expression(*pair) for pair in zip(items, value, strict=False)]
                )
            case ir.Map(values=values), dict():
                return dictionary(
                    {key: self.expression(values, it, named=named) for key, it in value.items()}
                )
            case ir.Union(), _:
                return self._variant(shape.type, value, named)
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                members = self._members(shape.schema, value)
                return self._typed(shape.schema, members) if named else dictionary(members)
            case _:
                return json_value(value)

    def _members(self, schema: ir.Object, value: dict[str, Json]) -> dict[str, Expression]:
        kinds = {prop.name.wire: prop.type for prop in schema.properties}
        return {key: self.expression(kinds.get(key, _ANY), item) for key, item in value.items()}

    def _variant(self, union: ir.Union, value: Json, named: bool) -> Expression:
        """One variant; where several hold objects, the TypedDict says which is meant."""
        chosen = self._schemas.variant(union, value, sent=True)
        if chosen is None:
            return json_value(value)
        shapes = [self._schemas.shape(it) for it in union.variants]
        if isinstance(value, dict):
            alike = sum(isinstance(it.schema, ir.Object | None) for it in shapes)
        else:
            alike = sum(isinstance(it.type, ir.Array | ir.Tuple) for it in shapes)
        return self.expression(chosen, value, named=named or alike > 1)

    def _typed(self, schema: ir.Object, members: dict[str, Expression]) -> Expression:
        """An object as its TypedDict."""
        name = self._names.typed_dict(self._symbols.inputs[schema.pointer])
        if all(key.isidentifier() and not keyword.iskeyword(key) for key in members):
            return call(name, **members)
        return call(
            self._names.standard.add("typing", "cast"), string_literal(name), dictionary(members)
        )
