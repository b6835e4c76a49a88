"""From IR types to annotations: what servers answer, and what callers pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.building import TEXT, WHOLE, alias, api, enum, obj, prop, ref

from clientsmith import ir
from clientsmith.targets.python.annotations import (
    LITERAL_LIMIT,
    MEMBER_LIMIT,
    Annotations,
    Literals,
    differs_for_input,
    literals_of,
)
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.layout import inline
from clientsmith.targets.python.symbols import Symbol, decide

API = api(
    obj("Pet", prop("name")),
    obj("User", prop("id", read_only=True)),
    alias("Names", ir.Array(items=TEXT)),
    alias("Loop", ir.Array(items=ref("Loop"))),
    enum("Color", "red", "blue"),
    enum("Level", 1, 2, kind=WHOLE),
    enum("Mixed", 1, "a", kind=ir.Any()),
    enum("Long", "x" * 40, "y" * 40),
)


@dataclass
class Plain:
    """Names as they are, and which were asked for."""

    asked: list[str] = field(default_factory=list)

    def model(self, symbol: Symbol) -> str:
        self.asked.append(symbol.name)
        return symbol.name

    def typed_dict(self, symbol: Symbol) -> str:
        self.asked.append(symbol.name)
        return symbol.name


def annotations(*shadowed: str) -> Annotations:
    return Annotations(
        schemas=API.schemas,
        symbols=decide(API),
        imports=Imports(),
        names=Plain(),
        runtime=".._runtime",
        shadowed=frozenset(shadowed),
    )


DATE_TIME = ir.String(format="date-time")

# Type, what it is as an answer, what callers pass.
TABLE: list[tuple[ir.Type, str, str]] = [
    (ir.Any(), "Any", "Any"),
    (ir.Never(), "Any", "Any"),
    (ir.Null(), "None", "None"),
    (ir.Boolean(), "bool", "bool"),
    (WHOLE, "int", "int"),
    (ir.Number(), "float", "float"),
    (TEXT, "str", "str"),
    (ir.String(format="uuid"), "str", "str"),
    (DATE_TIME, "datetime", "str | datetime"),
    (ir.String(format="date"), "date", "str | date"),
    (ir.Binary(), "str", "FileTypes"),
    (ir.Const(value="a"), 'Literal["a"]', 'Literal["a"]'),
    (ir.Const(value=1), "Literal[1]", "Literal[1]"),
    (ir.Const(value=True), "bool", "bool"),
    (ir.Const(value=0.5), "float", "float"),
    (ir.Const(value=None), "None", "None"),
    (ir.Const(value=[1]), "Any", "Any"),
    (ir.Array(items=TEXT), "list[str]", "Sequence[str]"),
    (ir.Map(values=WHOLE), "dict[str, int]", "Mapping[str, int]"),
    (ir.Tuple(items=(TEXT, WHOLE)), "tuple[str, int]", "tuple[str, int]"),
    (ir.Tuple(items=(TEXT,), rest=WHOLE), "list[str | int]", "Sequence[str | int]"),
    (ir.Tuple(items=(TEXT, TEXT), rest=TEXT), "list[str]", "Sequence[str]"),
    (ir.Tuple(items=()), "list[Any]", "Sequence[Any]"),
    (ir.Nullable(type=TEXT), "str | None", "str | None"),
    (ir.Nullable(type=ir.Any()), "Any", "Any"),
    (ir.Nullable(type=DATE_TIME), "datetime | None", "str | datetime | None"),
    (ir.Union(variants=(TEXT, WHOLE)), "str | int", "str | int"),
    (ir.Union(variants=(TEXT, ir.Any())), "Any", "Any"),
    (ir.Array(items=ir.Nullable(type=TEXT)), "list[str | None]", "Sequence[str | None]"),
    (ref("Pet"), "Pet", "PetParam | Pet"),
    (ref("User"), "User", "UserParam"),
    (ref("Missing"), "Any", "Any"),
    (ref("Names"), "Names", "Sequence[str]"),
    (ref("Loop"), "Loop", "Sequence[Any]"),
    (ref("Color"), "OpenEnum[Color]", "Color"),
    (ref("Level"), "OpenIntEnum[Level]", "Level"),
    (ref("Mixed"), "OpenEnum[Mixed]", "Mixed"),
    (ref("Long"), "OpenEnum[Long]", "Long"),
]


@pytest.mark.parametrize(("kind", "output", "given"), TABLE)
def test_table(kind: ir.Type, output: str, given: str) -> None:
    assert inline(annotations().output(kind)) == output
    assert inline(annotations().input(kind)) == given


@pytest.mark.parametrize(
    ("kind", "want"),
    [
        (DATE_TIME, {"datetime": {"datetime"}}),
        (ir.Const(value=1), {"typing": {"Literal"}}),
        (ref("Color"), {".._runtime.models": {"OpenEnum"}}),
        (TEXT, {}),
    ],
)
def test_imports(kind: ir.Type, want: dict[str, set[str]]) -> None:
    made = annotations()
    made.output(kind)
    assert made.imports.names == want


@pytest.mark.parametrize(
    ("kind", "want", "imports"),
    [
        (ir.Array(items=TEXT), "builtins.list[builtins.str]", {"": {"builtins"}}),
        (DATE_TIME, "_datetime.datetime", {"": {"datetime as _datetime"}}),
        (WHOLE, "int", {}),
    ],
)
def test_members_hide_no_type(kind: ir.Type, want: str, imports: dict[str, set[str]]) -> None:
    made = annotations("list", "str", "datetime")
    assert inline(made.output(kind)) == want
    assert made.imports.names == imports


def test_a_member_called_field_hides_no_function() -> None:
    assert annotations().field() == "field"
    made = annotations("field")
    assert made.field() == "_field"
    assert made.imports.names == {".._runtime.models": {"field as _field"}}


@pytest.mark.parametrize(
    ("values", "base"),
    [
        (("a", "b"), "str"),
        ((1, 2), "int"),
        ((1, True), None),
        ((1, "a"), "str"),
        ((1, 2.5), None),
        ((2**63, "a"), None),
        ((1, 2**63), None),
        ((1, -(2**63)), None),
        ((1, 1 - 2**63), "int"),
        ((1.5,), None),
        ((), None),
        (tuple(map(str, range(MEMBER_LIMIT + 1))), None),
    ],
)
def test_enums_that_can_be_literals(values: tuple[Any, ...], base: str | None) -> None:
    found = literals_of(enum("E", *values))
    assert (found and found.base) == base


def written(*values: Any) -> Literals:
    found = literals_of(enum("E", *values))
    assert found is not None
    return found


def test_values_of_an_enum_are_distinct_and_in_order() -> None:
    assert written("b", "a", "b").sources == ('"b"', '"a"')
    assert written(2, 1, 2).sources == ("2", "1")
    assert written("2", "1").sources == ('"2"', '"1"')


def test_short_enums_are_written_out() -> None:
    fitting = "x" * (LITERAL_LIMIT - len('Literal[""]'))
    assert written(fitting).is_short
    assert not written(fitting + "x").is_short


@pytest.mark.parametrize(
    ("properties", "differs"),
    [
        ([prop("a")], False),
        ([prop("a", read_only=True)], True),
        ([prop("a"), prop("b", write_only=True)], True),
    ],
)
def test_objects_that_are_sent_otherwise(properties: list[ir.Property], differs: bool) -> None:
    assert differs_for_input(obj("O", *properties)) == differs
