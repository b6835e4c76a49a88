"""What a caller finds in an answer, as assertions.

`assert_decoded` of the generated tests compares a whole result with the answer it was made of. What
it cannot know is what the members are called in Python, and of which class they are: that is said
here, once for each member of each model, where an answer first has it.
"""

from __future__ import annotations

from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.preparation import singular
from clientsmith.samples.shapes import (
    Schemas,
    Shape,
)
from clientsmith.scopes import Scope
from clientsmith.targets.python.expressions import (
    Expression,
    assignment,
    call,
    comparison,
    dictionary,
    equality,
    json_value,
    sequence,
    statement,
    tuple_of,
)
from clientsmith.targets.python.members import NO_STRUCT_NAME
from clientsmith.targets.python.models import further_values
from clientsmith.targets.python.symbols import Symbol, Symbols
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.testing.values import (
    day_of,
    moment_of,
)
from clientsmith.targets.python.text import (
    BUILTIN_NAMES,
    identifier,
    literal,
    string_literal,
)

LONGEST_NAME = 24
"""Characters of a variable."""

INDENT = 8

_SCALARS = (str, int, bool, float)

_LOCALS = BUILTIN_NAMES | {
    "api",
    "assert_decoded",
    "body",
    "date",
    "datetime",
    "error",
    "errors",
    "load",
    "page",
    "plain_api",
    "pytest",
    "result",
    "self",
    "server",
    "timezone",
}


class Place(msgspec.Struct):
    """Where a value is in a result. What leads there is written when something is said of it."""

    received: Received
    above: Place | None
    step: str
    """What is behind the place above: `.name`, `[0]`; a whole expression at the top."""
    optional: bool = False
    """Whether the static type allows None."""
    instance: Symbol | str = ""
    """The class to which the static type has to be narrowed."""
    local: bool = False
    """Whether a variable holds the value."""
    unclear: bool = False
    """Whether the static type of the items is that of several kinds of list."""
    expression: str = ""

    def below(self, step: str, *, optional: bool = False) -> Place:
        """A place one step further."""
        return Place(self.received, self, step, optional, unclear=self.unclear)

    def use(self) -> str:
        """The expression for the value."""
        if self.expression:
            return self.expression
        lines = self.received.lines
        name = f"{self.above.use()}{self.step}" if self.above is not None else self.step
        if self.optional:
            lines.append(comparison(name, "is not", "None", INDENT))
        if self.local and ("." in name or "[" in name):
            variable = _variable(name, self.received.scope)
            lines.append(assignment(variable, name, INDENT))
            name = variable
        if self.instance:
            cls = self.instance
            cls = cls if isinstance(cls, str) else self.received.names.model(cls)
            lines.append(statement("assert ", call("isinstance", name, cls), INDENT))
        self.expression = name
        return name


class Received(msgspec.Struct):
    """Assertions about the decoded answers of one API, member by member."""

    schemas: Schemas
    symbols: Symbols
    names: TestNames
    known: set[tuple[str, str]] = set()
    """The members, by their class and name, of which it has been said what they are."""
    lines: list[str] = []
    """The assertions about one answer."""
    scope: Scope = msgspec.field(default_factory=Scope)
    """Its variables."""
    _told: dict[tuple[int, ir.Pointer], tuple[Json, Json]] = {}
    """Objects of which all has been said, and what the client keeps of them."""

    def start(self, expression: str, *, optional: bool = False) -> Place:
        """The place of another answer."""
        self.lines = []
        self.scope = Scope(_LOCALS)
        return Place(self, None, expression, optional)

    def value(self, place: Place, kind: ir.Type, value: Json) -> Json:
        """Say what is at a place; gives the value without what the client does not keep."""
        shape = self.schemas.shape(kind)
        if value is None or self.schemas.is_flat_shape(shape, value):
            return value
        place.optional = place.optional or shape.nullable
        return self._composed(place, shape, value)

    def model(self, kind: ir.Type, value: Json) -> str:
        """The class of a value, or the one of all items of a list; "" where there is none."""
        shape = self.schemas.shape(kind)
        items = [(kind, value)]
        if isinstance(shape.type, ir.Array) and isinstance(value, list):
            items = [(shape.type.items, it) for it in value]
        found = {self._class(*it) for it in items}
        return found.pop() if len(found) == 1 else ""

    def _class(self, kind: ir.Type, value: Json) -> str:
        shape = self.schemas.shape(kind)
        if isinstance(shape.type, ir.Union):
            chosen = self.schemas.variant(shape.type, value)
            if chosen is None:
                return ""
            shape = self.schemas.shape(chosen)
        if isinstance(shape.schema, ir.Object) and isinstance(value, dict):
            return self.names.model(self.symbols.schemas[shape.schema.pointer])
        return ""

    def members(
        self,
        place: Place,
        owner: str,
        properties: tuple[ir.Property, ...],
        attributes: tuple[str, ...],
        value: dict[str, Json],
    ) -> dict[str, Json]:
        """Say what the members of an object are; gives those that are declared."""
        kept: dict[str, Json] = {}
        known = self.known
        for prop, attribute in zip(properties, attributes, strict=True):
            wire = prop.name.wire
            if wire not in value or prop.write_only:
                continue
            kept[wire] = item = value[wire]
            if item is None:
                continue
            is_new = (owner, wire) not in known
            if not is_new and item.__class__ in _SCALARS:
                continue
            known.add((owner, wire))
            if NO_STRUCT_NAME.search(wire):
                if is_new:
                    further = f"{place.use()}.additional_properties[{string_literal(wire)}]"
                    self._equal(further, json_value(item))
                continue
            shape = self.schemas.shape(prop.type)
            if not self.schemas.is_flat_shape(shape, item):
                inner = place.below(f".{attribute}", optional=not prop.required or shape.nullable)
                said = len(self.lines)
                kept[wire] = self._composed(inner, shape, item)
                if is_new and said == len(self.lines):
                    self._is_of(inner, shape, item)
            elif is_new:
                self._equal(f"{place.use()}.{attribute}", self._plain(shape, item))
        return kept

    def _composed(self, place: Place, shape: Shape, value: Json) -> Json:
        match shape.type, value:
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                return self._object(place, shape.schema, value)
            case ir.Array(items=items), list():
                return [
                    self.value(place.below(f"[{index}]"), items, item)
                    for index, item in enumerate(value)
                ]
            case ir.Tuple(items=items, rest=None), list():
                return [
                    self.value(place.below(f"[{index}]"), kind, item)
                    for index, (kind, item) in enumerate(zip(items, value, strict=False))
                ]
            case ir.Map(values=values), dict():
                place.local = True
                return {
                    key: self.value(place.below(f"[{string_literal(key)}]"), values, item)
                    for key, item in value.items()
                }
            case ir.Union(), _:
                return self.narrowed(place, shape.type, value)
            case _:
                return value

    def _object(self, place: Place, schema: ir.Object, value: dict[str, Json]) -> Json:
        told = self._told.get((id(value), schema.pointer))
        if told is not None:
            return told[1]
        place.local = True
        if place.unclear and not place.instance:
            place.instance = self.symbols.schemas[schema.pointer]
        place.unclear = False
        attributes = self.symbols.attributes[schema.pointer]
        kept = self.members(place, schema.pointer, schema.properties, attributes, value)
        if further_values(schema) is not None:
            kept = {**value, **kept}
        self._told[id(value), schema.pointer] = value, kept
        return kept

    def narrowed(self, place: Place, union: ir.Union, value: Json) -> Json:
        """Which variant it is has to be said before its members can be asked for."""
        chosen = self.schemas.variant(union, value)
        if chosen is None:
            return value
        kind = type(self.schemas.shape(chosen).type)
        alike = [it for it in union.variants if type(self.schemas.shape(it).type) is kind]
        place.unclear = kind in (ir.Array, ir.Map) and len(alike) > 1
        return self._instance(place, chosen, value)

    def _instance(self, place: Place, kind: ir.Type, value: Json) -> Json:
        shape = self.schemas.shape(kind)
        match shape.type:
            case ir.Ref() if isinstance(shape.schema, ir.Object):
                place.instance = self.symbols.schemas[shape.schema.pointer]
            case ir.Array():
                place.instance = "list"
            case ir.Map():
                place.instance = "dict"
            case _:
                return value
        place.local = True
        return self._composed(place, shape, value)

    def untyped(self, place: Place, kind: ir.Type, value: Json) -> Json:
        """Say what a value is whose static type allows others too."""
        shape = self.schemas.shape(kind)
        if isinstance(shape.type, ir.Union):
            return self.narrowed(place, shape.type, value)
        if isinstance(shape.schema, ir.Object):
            return self._instance(place, kind, value)
        return self.declared(kind, value)

    def declared(self, kind: ir.Type, value: Json) -> Json:
        """A value without what the client does not keep; nothing is said about it."""
        quiet = Received(self.schemas, self.symbols, TestNames(self.names.package))
        return quiet.value(quiet.start("value"), kind, value)

    def _is_of(self, place: Place, shape: Shape, value: Json) -> None:
        """Say of which class a value is, the members of which have been looked at elsewhere."""
        match shape.type, value:
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                name = self.names.model(self.symbols.schemas[shape.schema.pointer])
                above = place.above.use() if place.above is not None else ""
                self.lines.append(comparison(f"type({above}{place.step})", "is", name, INDENT))
            case ir.Array(items=items), [first, *_]:
                inner = self.schemas.shape(items)
                if not self.schemas.is_flat_shape(inner, first):
                    self._is_of(place.below("[0]", optional=inner.nullable), inner, first)
            case ir.Map(values=values), dict():
                for key, item in value.items():
                    inner = self.schemas.shape(values)
                    if not self.schemas.is_flat_shape(inner, item):
                        step = f"[{string_literal(key)}]"
                        self._is_of(place.below(step, optional=inner.nullable), inner, item)
            case ir.Union(), _:
                chosen = self.schemas.variant(shape.type, value)
                if chosen is not None:
                    self._is_of(place, self.schemas.shape(chosen), value)
            case _:
                pass

    def _equal(self, name: str, expected: Expression) -> None:
        self.lines.append(equality(name, expected, INDENT))

    def _plain_of(self, kind: ir.Type, value: Json) -> Expression:
        return self._plain(self.schemas.shape(kind), value)

    def _plain(self, shape: Shape, value: Json) -> Expression:
        """A decoded value without models."""
        match shape.type, value:  # the usual first
            case _, None:
                return "None"
            case _, bool() | int() | float():
                return literal(value)
            case ir.String(format="date-time"), str():
                return moment_of(value, self.names) or literal(value)
            case ir.String(format="date"), str():
                return day_of(value, self.names) or literal(value)
            case ir.Array(items=items), list():
                return sequence([self._plain_of(items, item) for item in value])
            case ir.Tuple(items=items, rest=None), list() if items:
                return tuple_of([self._plain_of(*pair) for pair in zip(items, value, strict=False)])
            case ir.Map(values=values), dict():
                return dictionary({key: self._plain_of(values, it) for key, it in value.items()})
            case ir.Union(), _:
                chosen = self.schemas.variant(shape.type, value)
                return json_value(value) if chosen is None else self._plain_of(chosen, value)
            case _:
                return json_value(value)


def _variable(expression: str, scope: Scope) -> str:
    """A variable called like the last member of an expression."""
    last = expression.rpartition(".")[2]
    stem, bracket, _ = last.partition("[")
    stem = stem.strip("_") or "value"
    words = (singular(stem) if bracket else stem).split("_")
    while len("_".join(words)) > LONGEST_NAME and len(words) > 1:
        del words[-1]
    plain = identifier(tuple(word[:LONGEST_NAME] for word in words))
    return scope.claim(plain, f"{plain}_")
