"""Example values as Python: what a caller passes, and what he finds in an answer."""

from __future__ import annotations

import base64
import keyword
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any as Json

from clientsmith import ir
from clientsmith.samples.checking import fits
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
from clientsmith.targets.python.members import MEMBERS_OF_MODEL, NO_STRUCT_NAME, attribute_names
from clientsmith.targets.python.scopes import Scope, singular
from clientsmith.targets.python.symbols import Symbols
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.text import (
    BUILTIN_NAMES,
    bytes_literal,
    identifier,
    literal,
    string_literal,
)

LONGEST_NAME = 24
"""Characters of a variable."""

LONGEST_LIST = 2
"""Members after which lists of examples are cut."""

_LOCALS = BUILTIN_NAMES | {
    "async_client",
    "client",
    "date",
    "datetime",
    "page",
    "pytest",
    "request",
    "result",
    "self",
    "server",
    "timezone",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a type is behind references, aliases and null."""

    type: ir.Type
    nullable: bool
    schema: ir.Object | ir.Enum | None = None


class Schemas:
    """Questions about types of one API."""

    def __init__(self, api: ir.Api) -> None:
        self.all = api.schemas

    def shape(self, kind: ir.Type) -> Shape:
        """Look behind references; an alias that leads back to itself is any value."""
        nullable = False
        seen: set[ir.Pointer] = set()
        while True:
            match kind:
                case ir.Nullable(type=inner):
                    nullable, kind = True, inner
                case ir.Ref(pointer=pointer):
                    schema = self.all.get(pointer)
                    if schema is None or pointer in seen:
                        return Shape(ir.Any(), nullable)
                    seen.add(pointer)
                    if not isinstance(schema, ir.Alias):
                        return Shape(kind, nullable, schema)
                    kind = schema.type
                case _:
                    return Shape(kind, nullable)

    def variant(self, union: ir.Union, value: Json) -> ir.Type | None:
        """The variant a value is: by its tag, else the one that knows most of its members."""
        tags = union.discriminator
        if tags is not None and isinstance(value, dict):
            index = dict(tags.mapping).get(str(value.get(tags.property)))
            return None if index is None else union.variants[index]
        fitting = [it for it in union.variants if fits(value, it, self.all)]
        if not isinstance(value, dict):
            return next(iter(fitting), None)
        return max(fitting, key=lambda it: self._known_members(it, value), default=None)

    def _known_members(self, kind: ir.Type, value: dict[str, Json]) -> int:
        schema = self.shape(kind).schema
        if not isinstance(schema, ir.Object):
            return 0
        return len({prop.name.wire for prop in schema.properties} & value.keys())

    def is_flat(self, kind: ir.Type, value: Json) -> bool:
        """Whether a decoded value of this type is equal to plain Python data."""
        shape = self.shape(kind)
        match shape.type:
            case ir.Ref():
                return value is None or isinstance(shape.schema, ir.Enum)
            case ir.Array(items=items) if isinstance(value, list):
                return all(self.is_flat(items, item) for item in value)
            case ir.Tuple(items=items, rest=rest) if isinstance(value, list):
                kinds = [*items, *([rest] * len(value) if rest is not None else [])]
                return all(map(self.is_flat, kinds, value))
            case ir.Map(values=values) if isinstance(value, dict):
                return all(self.is_flat(values, item) for item in value.values())
            case ir.Union():
                chosen = self.variant(shape.type, value)
                return chosen is not None and self.is_flat(chosen, value)
            case ir.Binary():
                return False
            case _:
                return True


def shortened(value: Json) -> Json:
    """The value with its long lists cut."""
    match value:
        case dict():
            return {key: shortened(item) for key, item in value.items()}
        case list():
            return [shortened(item) for item in value[:LONGEST_LIST]]
        case _:
            return value


class Sent:
    """Values on their way to the server."""

    def __init__(self, schemas: Schemas, symbols: Symbols, names: TestNames) -> None:
        self._schemas = schemas
        self._symbols = symbols
        self._names = names

    def clean(self, kind: ir.Type, value: Json) -> Json:
        """The value as it is to arrive: only declared members, times in UTC."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case ir.Null(), _:
                return None
            case ir.String(format="date-time"), str():
                found = _instant(value)
                return value if found is None else _utc_text(found)
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
                chosen = self._schemas.variant(shape.type, value)
                return value if chosen is None else self.in_json(chosen, value)
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                kinds = {prop.name.wire: prop.type for prop in shape.schema.properties}
                return {key: self.in_json(kinds[key], item) for key, item in value.items()}
            case _:
                return value

    def expression(self, kind: ir.Type, value: Json) -> Expression:
        """A value that `clean` gave, as an argument."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case _, None:
                return "None"
            case ir.String(format="date-time"), str():
                return _moment(value, self._names) or literal(value)
            case ir.String(format="date"), str():
                return _day(value, self._names) or literal(value)
            case ir.Binary(), str():
                return bytes_literal(value.encode())
            case ir.Array(items=items), list():
                return sequence([self.expression(items, item) for item in value])
            case ir.Tuple(items=items, rest=None), list():
                return tuple_of(
                    [self.expression(*pair) for pair in zip(items, value, strict=False)]
                )
            case ir.Map(values=values), dict():
                return dictionary({key: self.expression(values, it) for key, it in value.items()})
            case ir.Union(), _:
                return self._variant(shape.type, value)
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                return dictionary(self._members(shape.schema, value))
            case _:
                return json_value(value)

    def _members(self, schema: ir.Object, value: dict[str, Json]) -> dict[str, Expression]:
        kinds = {prop.name.wire: prop.type for prop in schema.properties}
        return {key: self.expression(kinds[key], item) for key, item in value.items()}

    def _variant(self, union: ir.Union, value: Json) -> Expression:
        """One variant; where several are objects, the TypedDict says which is meant."""
        chosen = self._schemas.variant(union, value)
        if chosen is None:
            return json_value(value)
        schema = self._schemas.shape(chosen).schema
        shapes = [self._schemas.shape(it) for it in union.variants]
        objects = [it for it in shapes if isinstance(it.schema, ir.Object | None)]
        if not isinstance(schema, ir.Object) or len(objects) < 2 or not isinstance(value, dict):
            return self.expression(chosen, value)
        symbol = self._symbols.inputs[schema.pointer]
        name = self._names.typed_dict(symbol)
        members = self._members(schema, value)
        if all(key.isidentifier() and not keyword.iskeyword(key) for key in members):
            return call(name, **members)
        return call(
            self._names.standard.add("typing", "cast"), string_literal(name), dictionary(members)
        )


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
        elif self._schemas.is_flat(kind, value):
            self._equal(name, self._plain(kind, value))
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
            kind, shape = chosen, self._schemas.shape(chosen)
        if value is None or self._schemas.is_flat(kind, value):
            self._equal(name, self._plain(kind, value))
        elif isinstance(shape.schema, ir.Object) and isinstance(value, dict):
            self._instance(name, shape, value)

    def members(
        self,
        name: str,
        properties: tuple[ir.Property, ...],
        attributes: list[str],
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
        attributes = attribute_names(schema.properties, MEMBERS_OF_MODEL)
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

    def _plain(self, kind: ir.Type, value: Json) -> Expression:
        """A decoded value without models."""
        shape = self._schemas.shape(kind)
        match shape.type, value:
            case _, None:
                return "None"
            case ir.String(format="date-time"), str():
                return _moment(value, self._names) or literal(value)
            case ir.String(format="date"), str():
                return _day(value, self._names) or literal(value)
            case ir.Array(items=items), list():
                return sequence([self._plain(items, item) for item in value])
            case ir.Tuple(items=items, rest=None), list() if items:
                return tuple_of([self._plain(*pair) for pair in zip(items, value, strict=False)])
            case ir.Map(values=values), dict():
                return dictionary({key: self._plain(values, it) for key, it in value.items()})
            case ir.Union(), _:
                chosen = self._schemas.variant(shape.type, value)
                return json_value(value) if chosen is None else self._plain(chosen, value)
            case _:
                return json_value(value)


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return found if found.tzinfo is None else found.astimezone(timezone.utc)


def _utc_text(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _moment(text: str, names: TestNames) -> Expression | None:
    found = _instant(text)
    if found is None:
        return None
    names.standard.add("datetime", "datetime")
    parts = [found.year, found.month, found.day, found.hour, found.minute]
    if found.second or found.microsecond:
        parts.append(found.second)
    if found.microsecond:
        parts.append(found.microsecond)
    arguments = list(map(str, parts))
    if found.tzinfo is None:
        return call("datetime", *arguments)
    names.standard.add("datetime", "timezone")
    return call("datetime", *arguments, tzinfo="timezone.utc")


def _day(text: str, names: TestNames) -> Expression | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    names.standard.add("datetime", "date")
    return f"date({found.year}, {found.month}, {found.day})"
