"""Example values as a client sends them, and as it has them of an answer."""

from __future__ import annotations

from typing import Any as Json

from clientsmith import ir
from clientsmith.samples.shapes import Schemas
from clientsmith.targets.go.enums import is_of, scalar
from clientsmith.targets.go.moments import is_date, moment


class Sent:
    """Values on their way to the server."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas

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
                    if (self._is_held(known[key].type, item) if key in known else more)
                }
            case _:
                return value

    def _is_held(self, kind: ir.Type, value: Json) -> bool:
        """Whether a field holds it: an integer that is too large is in the raw JSON alone."""
        if not isinstance(value, int) or -(2**63) <= value < 2**63:
            return True
        base = scalar(self._schemas.shape(kind).type)
        return base not in ("int64", "uint64") or is_of(value, base)

    def is_sent_whole(self, kind: ir.Type, value: Json) -> bool:
        """Whether Go has a value for it: not every text of a document is a time or a date."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case ir.String(format="date-time"), str():
                return moment(value) is not None
            case ir.String(format="date"), str():
                return is_date(value)
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


def _ordered(value: Json) -> Json:
    match value:
        case dict():
            return {key: _ordered(value[key]) for key in sorted(value)}
        case list():
            return [_ordered(item) for item in value]
        case _:
            return value
