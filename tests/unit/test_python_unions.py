"""Which unions msgspec decodes by itself: the table, and msgspec as the oracle."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec
import pytest
from tests.building import TEXT, WHOLE, alias, enum, obj, prop, ref, schemas

from clientsmith import ir
from clientsmith.targets.python.unions import needs_one_of


class A(msgspec.Struct):
    a: int


class B(msgspec.Struct):
    b: int


SCHEMAS = schemas(
    obj("A", prop("a", WHOLE)),
    obj("B", prop("b", WHOLE)),
    obj("Open", additional=ir.Any()),
    enum("Kind", "x", "y"),
    alias("Word", TEXT),
    alias("Both", ir.Union(variants=(ref("A"), ref("B")))),
    alias("Loop", ref("Loop")),
)
ARRAY = ir.Array(items=TEXT)
MAP = ir.Map(values=TEXT)

# Variants, whether `one_of` is needed, and the same union as msgspec would see it.
TABLE: list[tuple[tuple[ir.Type, ...], bool, Any]] = [
    ((TEXT, WHOLE), False, str | int),
    ((TEXT, ir.Boolean(), ir.Number()), False, str | bool | float),
    ((TEXT, ARRAY, MAP), False, str | list[str] | dict[str, str]),
    ((ref("A"), TEXT, ARRAY), False, A | str | list[str]),
    ((ref("A"), ref("B")), True, A | B),
    ((ref("A"), MAP), True, A | dict[str, str]),
    ((ARRAY, ir.Tuple(items=(WHOLE,))), True, list[str] | tuple[int]),
    ((TEXT, ref("Kind")), True, str | Literal["x", "y"]),
    ((TEXT, ref("Word")), True, None),
    ((WHOLE, ir.Number()), True, None),
    ((ir.Const(value="a"), ir.Const(value="b")), True, None),
    ((ir.Const(value=1), ir.Const(value="b")), False, Literal[1] | Literal["b"]),
    ((ref("Both"), TEXT), True, None),
    ((ref("Open"), TEXT), True, None),
    ((ir.Nullable(type=ref("A")), TEXT), True, None),
    ((ir.Any(), ref("A"), ref("B")), True, None),
    ((ir.Any(), TEXT, WHOLE), False, None),
    ((ref("Loop"), ref("A")), True, None),
    ((ref("Missing"), ref("A")), True, None),
    ((TEXT, ir.String(format="date-time")), True, str | datetime),
]


@pytest.mark.parametrize(("variants", "needed", "_seen"), TABLE)
def test_table(variants: tuple[ir.Type, ...], needed: bool, _seen: Any) -> None:
    assert needs_one_of(ir.Union(variants=variants), SCHEMAS) == needed
    assert needs_one_of(ir.Nullable(type=ir.Union(variants=variants)), SCHEMAS) == needed


@pytest.mark.parametrize(
    ("needed", "seen"), [(needed, seen) for _, needed, seen in TABLE if seen is not None]
)
def test_msgspec_agrees(needed: bool, seen: Any) -> None:
    try:
        msgspec.json.Decoder(seen)
    except TypeError:
        assert needed
    else:
        # It takes these two and reads any string as the first kind that fits.
        assert not needed or seen in (str | datetime, str | Literal["x", "y"])


@pytest.mark.parametrize("kind", [TEXT, ref("A"), ref("Both"), ir.Nullable(type=TEXT), ir.Any()])
def test_other_types_need_nothing(kind: ir.Type) -> None:
    assert not needs_one_of(kind, SCHEMAS)
