"""What a caller finds in an answer, as assertions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any as Json

from clientsmith import ir
from clientsmith.preparation import singular
from clientsmith.samples.shapes import (
    Schemas,
    Shape,
)
from clientsmith.targets.python.expressions import (
    Expression,
    assignment,
    call,
    dictionary,
    equality,
    json_value,
    sequence,
    statement,
    tuple_of,
)
from clientsmith.targets.python.members import NO_STRUCT_NAME
from clientsmith.targets.python.scopes import Scope
from clientsmith.targets.python.symbols import Symbols
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

_LOCALS = BUILTIN_NAMES | {
    "async_client",
    "caught",
    "client",
    "date",
    "datetime",
    "error",
    "page",
    "pytest",
    "request",
    "result",
    "self",
    "server",
    "status",
    "timezone",
}


class Received:
    """Assertions about one decoded answer, member by member."""

    def __init__(
        self, schemas: Schemas, symbols: Symbols, names: TestNames, indent: int = 8
    ) -> None:
        self._schemas = schemas
        self._symbols = symbols
        self._names = names
        self._indent = indent
        self._scope = Scope(set(_LOCALS))
        self.lines: list[str] = []

    def value(self, name: str, kind: ir.Type, value: Json, *, optional: bool = False) -> None:
        """Assert what the expression `name` is. `optional`: its static type allows None."""
        shape = self._schemas.shape(kind)
        if value is None:
            self._equal(name, "None")
        elif self._schemas.is_flat_shape(shape, value):
            self._equal(name, self._plain(shape, value))
        else:
            if optional or shape.nullable:
                self.lines.append(f"assert {name} is not None")
            self._composed(name, shape, value)

    def untyped(self, name: str, kind: ir.Type, value: Json) -> None:
        """Assert what an expression is whose static type says too little."""
        shape = self._schemas.shape(kind)
        if isinstance(shape.type, ir.Union) and not self._schemas.is_flat(kind, value):
            chosen = self._schemas.variant(shape.type, value)
            if chosen is None:
                return
            shape = self._schemas.shape(chosen)
        if value is None or self._schemas.is_flat_shape(shape, value):
            self._equal(name, self._plain(shape, value))
        elif isinstance(shape.schema, ir.Object) and isinstance(value, dict):
            self._instance(name, shape, value)

    def members(
        self,
        name: str,
        properties: tuple[ir.Property, ...],
        attributes: Sequence[str],
        value: dict[str, Json],
    ) -> None:
        """Assert the members of an object with these properties."""
        for prop, attribute in zip(properties, attributes, strict=True):
            wire = prop.name.wire
            if NO_STRUCT_NAME.search(wire):
                if wire in value:
                    further = f"{name}.additional_properties[{string_literal(wire)}]"
                    self._equal(further, json_value(value[wire]))
            elif not prop.write_only:
                self.value(
                    f"{name}.{attribute}",
                    prop.type,
                    value.get(prop.name.wire),
                    optional=not prop.required,
                )

    def _composed(self, name: str, shape: Shape, value: Json) -> None:
        match shape.type, value:
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                self._object(name, shape.schema, value)
            case ir.Array(items=items), list():
                self.lines.append(f"assert len({name}) == {len(value)}")
                for index, item in enumerate(value):
                    self.value(f"{name}[{index}]", items, item)
            case ir.Tuple(items=items, rest=None), list():
                for index, (item_type, item) in enumerate(zip(items, value, strict=False)):
                    self.value(f"{name}[{index}]", item_type, item)
            case ir.Map(values=values), dict():
                name = self._short(name)
                self._equal(f"list({name})", sequence([literal(key) for key in value]))
                for key, item in value.items():
                    self.value(f"{name}[{string_literal(key)}]", values, item)
            case ir.Union(), _:
                self._union(name, shape.type, value)
            case _:
                pass

    def _object(self, name: str, schema: ir.Object, value: dict[str, Json]) -> None:
        name = self._short(name)
        attributes = self._symbols.attributes[schema.pointer]
        self.members(name, schema.properties, attributes, value)

    def _union(self, name: str, union: ir.Union, value: Json) -> None:
        """Which variant it is has to be said before its members can be asked for."""
        chosen = self._schemas.variant(union, value)
        if chosen is None:
            return
        shape = self._schemas.shape(chosen)
        self._instance(name, shape, value)

    def _instance(self, name: str, shape: Shape, value: Json) -> None:
        match shape.type:
            case ir.Ref() if isinstance(shape.schema, ir.Object):
                cls = self._names.model(self._symbols.schemas[shape.schema.pointer])
            case ir.Array():
                cls = "list"
            case ir.Map():
                cls = "dict"
            case _:
                return
        name = self._short(name)
        self.lines.append(statement("assert ", call("isinstance", name, cls), self._indent))
        self._composed(name, shape, value)

    def _short(self, name: str) -> str:
        """A variable that holds what an expression leads to."""
        if "." not in name and "[" not in name:
            return name
        local = self._local(name)
        self.lines.append(assignment(local, name, self._indent))
        return local

    def _local(self, name: str) -> str:
        """A variable called like the last member of an expression."""
        last = name.rpartition(".")[2]
        stem, bracket, _ = last.partition("[")
        stem = stem.strip("_") or "value"
        words = (singular(stem) if bracket else stem).split("_")
        while len("_".join(words)) > LONGEST_NAME and len(words) > 1:
            del words[-1]
        plain = identifier(word[:LONGEST_NAME] for word in words)
        return self._scope.claim(plain, f"{plain}_")

    def _equal(self, name: str, expected: Expression) -> None:
        self.lines.append(equality(name, expected, self._indent))

    def _plain_of(self, kind: ir.Type, value: Json) -> Expression:
        return self._plain(self._schemas.shape(kind), value)

    def _plain(self, shape: Shape, value: Json) -> Expression:
        """A decoded value without models."""
        match shape.type, value:  # the usual first
            case _, None:
                return "None"
            case _, bool() | int() | float():
                return literal(value)
            case ir.String(format="date-time"), str():
                return moment_of(value, self._names) or literal(value)
            case ir.String(format="date"), str():
                return day_of(value, self._names) or literal(value)
            case ir.Array(items=items), list():
                return sequence([self._plain_of(items, item) for item in value])
            case ir.Tuple(items=items, rest=None), list() if items:
                return tuple_of([self._plain_of(*pair) for pair in zip(items, value, strict=False)])
            case ir.Map(values=values), dict():
                return dictionary({key: self._plain_of(values, it) for key, it in value.items()})
            case ir.Union(), _:
                chosen = self._schemas.variant(shape.type, value)
                return json_value(value) if chosen is None else self._plain_of(chosen, value)
            case _:
                return json_value(value)
