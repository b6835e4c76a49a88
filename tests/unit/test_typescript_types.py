"""From types of the representation to types of TypeScript, and how they are laid out."""

from __future__ import annotations

from typing import Any

import pytest
from tests.building import (
    WHOLE,
    alias,
    api,
    body,
    enum,
    media,
    obj,
    operation,
    prop,
    ref,
    resource,
    response,
)

from clientsmith import ir
from clientsmith.scopes import Scope
from clientsmith.targets.typescript.annotations import Annotations, Direction, enum_type
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.layout import ArrayOf, Either, inline, typed, union
from clientsmith.targets.typescript.reach import reach
from clientsmith.targets.typescript.scopes import Module
from clientsmith.targets.typescript.symbols import TYPES, decide

TEXT = ir.String()
SCHEMAS = [
    obj("Cat", prop("kind", ir.Const(value="cat"), required=True)),
    obj("Dog", prop("kind", TEXT, required=True)),
    enum("Color", "red", "green"),
    alias("Wide", ir.Integer(format="int64")),
]
PETS = ir.Union(
    variants=(ref("Cat"), ref("Dog")),
    discriminator=ir.Discriminator(property="kind", mapping=(("cat", 0), ("dog", 1))),
)

TYPES_OF: list[tuple[str, ir.Type, Direction, str]] = [
    ("anything", ir.Any(), "output", "unknown"),
    ("text", TEXT, "output", "string"),
    ("a date stays text", ir.String(format="date-time"), "output", "string"),
    ("a whole number", WHOLE, "output", "number"),
    ("64 bits", ir.Integer(format="int64"), "output", "number | bigint"),
    ("bytes within JSON", ir.Binary(), "input", "string"),
    ("null", ir.Nullable(type=TEXT), "output", "string | null"),
    ("list of a union", ir.Array(items=ir.Nullable(type=TEXT)), "output", "(string | null)[]"),
    ("map", ir.Map(values=WHOLE), "output", "{ [key: string]: number }"),
    ("tuple", ir.Tuple(items=(TEXT, WHOLE), rest=TEXT), "output", "[string, number, ...string[]]"),
    ("constant", ir.Const(value="a"), "output", "'a'"),
    ("component", ref("Color"), "output", "Color"),
    (
        "tags tell variants apart",
        PETS,
        "output",
        "Cat | (Dog & { kind: 'dog' }) | UnknownVariant<'kind'>",
    ),
    ("what is sent is known", PETS, "input", "Cat | (Dog & { kind: 'dog' })"),
]


@pytest.mark.parametrize(("kind", "direction", "wanted"), [it[1:] for it in TYPES_OF])
def test_types(kind: ir.Type, direction: Direction, wanted: str) -> None:
    document = api(*SCHEMAS)
    symbols = decide(document, "Acme")
    imports = Imports(TYPES, Scope())
    annotations = Annotations(document.schemas, symbols, imports, "number | bigint")
    assert inline(annotations.type(kind, direction)) == wanted


ENUMS: list[tuple[tuple[Any, ...], str]] = [
    (("a", "b"), "'a' | 'b' | (string & {})"),
    ((1, 2), "1 | 2 | (number & {})"),
    ((1, 2.5), "1 | 2.5 | (number & {})"),
    ((-2.5, 25, 0.5), "-2.5 | 25 | 0.5 | (number & {})"),
    ((True, False), "boolean"),
    (("a", 1, None), "'a' | 1 | (string & {}) | (number & {}) | null"),
    (("a", "a"), "'a' | (string & {})"),
]


@pytest.mark.parametrize(("values", "wanted"), ENUMS)
def test_enums_are_open(values: tuple[Any, ...], wanted: str) -> None:
    assert inline(enum_type(enum("Some", *values))) == wanted


def test_a_union_is_flat_and_null_is_last() -> None:
    kind = union(["null", Either(("a", "b")), "a"])
    assert inline(kind) == "a | b | null"
    assert union(["a", "unknown"]) == "unknown"


LONG = Either(tuple(f"'{letter * 19}'" for letter in "abcde"))


def test_what_does_not_fit_is_taken_apart() -> None:
    assert typed("name:", "string", ";", 2) == "name: string;"
    assert typed("name?:", Either(LONG.operands[:4]), ";", 2) == (
        "name?:\n    " + " | ".join(map(str, LONG.operands[:4])) + ";"
    )
    assert typed("name:", LONG, ";", 2) == (
        "name:" + "".join(f"\n    | {it}" for it in LONG.operands) + ";"
    )
    assert typed("name:", ArrayOf(LONG), ";", 2) == (
        "name: (" + "".join(f"\n    | {it}" for it in LONG.operands) + "\n  )[];"
    )


def test_modules_find_each_other() -> None:
    batch = Module(("resources", "beta", "batch"))
    assert batch.to(Module(("types",))) == "../../types.js"
    assert batch.to(Module(("resources", "beta", "other"))) == "./other.js"
    assert Module(("index",)).to(batch) == "./resources/beta/batch.js"


def test_what_differs_on_the_way_to_the_server() -> None:
    user = obj("User", prop("id", TEXT, read_only=True), prop("name"))
    team = obj("Team", prop("lead", ref("User")))
    content = media("application/json", ref("Team"))
    one = operation(method="POST", body=body(content), responses=(response("200", content),))
    found = reach(api(user, team, root=resource(operations=[one])))
    assert found.split == {user.pointer, team.pointer}


def test_an_alias_of_itself_is_no_type() -> None:
    loop = alias("Loop", ir.Nullable(type=ref("Loop")))
    tree = alias("Tree", ir.Array(items=ref("Tree")))
    assert reach(api(loop, tree)).endless == {loop.pointer}
