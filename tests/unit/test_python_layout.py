"""Layout is black's, by construction: black is the oracle."""

from __future__ import annotations

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsmith.targets.python import layout
from clientsmith.targets.python.expressions import condition
from clientsmith.targets.python.layout import Annotation, Either, Subscript, union


def check(source: str) -> None:
    assert black.format_str(source, mode=black.Mode()) == source


# --- tables ------------------------------------------------------------------------------------

LITERAL = Subscript("Literal", ('"a"', '"b"'))


@pytest.mark.parametrize(
    ("given_annotation", "want"),
    [
        ("str", "str"),
        (Subscript("dict", ("str", Subscript("list", ("int",)))), "dict[str, list[int]]"),
        (Either(("int", "None")), "int | None"),
        (Subscript("list", (Either(("int", LITERAL)),)), 'list[int | Literal["a", "b"]]'),
    ],
)
def test_inline(given_annotation: Annotation, want: str) -> None:
    assert layout.inline(given_annotation) == want


@pytest.mark.parametrize(
    ("operands", "want"),
    [
        (("str",), "str"),
        (("str", "str"), "str"),
        (("None", "str"), Either(("str", "None"))),
        ((Either(("a", "None")), "b", "a"), Either(("a", "b", "None"))),
        (("None",), "None"),
    ],
)
def test_unions_are_flat_without_repetition_and_none_is_last(
    operands: tuple[Annotation, ...], want: Annotation
) -> None:
    assert union(*operands) == want


LONG = "A" + "b" * 60


@pytest.mark.parametrize(
    ("annotation", "default", "want"),
    [
        ("str", "", "name: str"),
        ("str", "None", "name: str = None"),
        (
            Either((LONG, LONG)),
            "None",
            f"name: (\n        {LONG}\n        | {LONG}\n    ) = None",
        ),
        (
            Subscript("list", (f"{LONG}cdefghijklmnopqrstuvwxyz",)),
            "",
            f"name: list[\n        {LONG}cdefghijklmnopqrstuvwxyz\n    ]",
        ),
        (
            "str | None",
            f'field(default=None, name="{"n" * 60}")',
            f'name: str | None = field(\n        default=None,\n        name="{"n" * 60}",\n    )',
        ),
    ],
)
def test_members(annotation: Annotation, default: str, want: str) -> None:
    made = layout.annotated("name", annotation, default, 4)
    assert made == want
    check(f"class A:\n    {made}\n")


@pytest.mark.parametrize(
    ("items", "want"),
    [
        ([], "x = []"),
        (["1", "2"], "x = [1, 2]"),
        (["1" * 50, "2" * 50], f"x = [\n    {'1' * 50},\n    {'2' * 50},\n]"),
        (["{\n    1: 2,\n}"], "x = [\n    {\n    1: 2,\n},\n]"),
        (['"' + "\u5b57" * 40 + '"'], 'x = ["' + "\u5b57" * 40 + '"]'),
        (['"' + "\u5b57" * 41 + '"'], 'x = [\n    "' + "\u5b57" * 41 + '",\n]'),
    ],
)
def test_displays(items: list[str], want: str) -> None:
    assert layout.display("x = ", "[", items, "]", 0) == want


# --- laws --------------------------------------------------------------------------------------

CLASSES = st.integers(1, 45).map(lambda size: "A" + "b" * size)
IDENTIFIERS = st.integers(1, 40).map(lambda size: "f" + "i" * size)
NAMES = st.one_of(IDENTIFIERS, st.integers(60, 95).map(lambda size: "n" * size))
"""Those of the members and constants, which may be longer than a line."""
LITERALS = st.lists(st.integers(1, 20), min_size=1, max_size=12, unique=True).map(
    lambda sizes: Subscript("Literal", tuple(f'"{"v" * size}"' for size in sizes))
)


def _around(inner: st.SearchStrategy[Annotation]) -> st.SearchStrategy[Annotation]:
    return st.one_of(
        inner.map(lambda it: Subscript("list", (it,))),
        inner.map(lambda it: Subscript("dict", ("str", it))),
        st.lists(inner, min_size=2, max_size=4).map(lambda them: union(*them)),
        inner.map(lambda it: union(it, "None")),
    )


BASIC: st.SearchStrategy[Annotation] = st.one_of(
    CLASSES, LITERALS, LITERALS.map(lambda it: Subscript("OpenEnum", (it,)))
)
ANNOTATIONS = st.one_of(BASIC, _around(BASIC), _around(_around(BASIC)))
DEFAULTS = st.sampled_from(
    ["", "None", 'field(name="someWireName")', 'field(default=None, name="someWireName")']
)


@given(NAMES, ANNOTATIONS, DEFAULTS)
def test_members_are_as_black_has_them(name: str, kind: Annotation, default: str) -> None:
    check(f"class A:\n    {layout.annotated(name, kind, default, 4)}\n")


@given(NAMES, ANNOTATIONS, st.sampled_from(["", "omit", "None"]), ANNOTATIONS)
def test_signatures_are_as_black_has_them(
    name: str, kind: Annotation, default: str, result: Annotation
) -> None:
    parameter = layout.annotated(name, kind, default, 8, parameter=True)
    end = layout.returns(") -> ", result, 4)
    check(f"class A:\n    def f(\n        self,\n        {parameter}\n    {end}\n        pass\n")


@pytest.mark.parametrize("length", [60, 70, 71, 73, 74, 78, 80, 81, 82, 90])
@pytest.mark.parametrize("module", ["", "types."])
@pytest.mark.parametrize("default", ["", "None", 'field(default=None, name="aB")'])
def test_long_classes_are_as_black_has_them(length: int, module: str, default: str) -> None:
    kind = f"{module}{'N' * (length - len(module))}"
    check(f"class A:\n    {layout.annotated('names', kind, default, 4)}\n")


@given(NAMES, ANNOTATIONS)
def test_constants_are_as_black_has_them(name: str, kind: Annotation) -> None:
    arguments = ['"GET"', '"/a"']
    check(layout.constant(name, Subscript("Operation", (kind,)), "Operation", arguments) + "\n")


LONG = [
    Subscript("list", ("a" * 9,)),
    Subscript("dict", ("str", "C" * 60)),
    Subscript("list", ("C" * 90,)),
    Subscript("list", (Either(("A" * 20, "B" * 20)),)),
    Either(("A" * 20, "B" * 20)),
]
"""Annotations behind long names."""


@pytest.mark.parametrize("length", [50, 66, 67, 74, 75, 76, 77, 84, 85, 86, 100])
@pytest.mark.parametrize("kind", LONG)
def test_long_names_of_constants_are_as_black_has_them(length: int, kind: Annotation) -> None:
    arguments = ['"GET"', '"/a"']
    name = "N" * length
    check(layout.constant(name, Subscript("Operation", (kind,)), "Operation", arguments) + "\n")


@pytest.mark.parametrize("length", [50, 60, 77, 78, 79, 81, 82, 83, 100])
@pytest.mark.parametrize("kind", LONG)
@pytest.mark.parametrize("default", ["", "None", 'field(default=None, name="someWireName")'])
def test_long_names_of_members_are_as_black_has_them(
    length: int, kind: Annotation, default: str
) -> None:
    check(f"class A:\n    {layout.annotated('n' * length, kind, default, 4)}\n")


@pytest.mark.parametrize("length", [20, 30, 36, 37, 38, 40, 45, 48, 49, 50, 54, 56, 60, 80])
@pytest.mark.parametrize("name", ["n", "description"])
def test_constant_members_are_as_black_has_them(length: int, name: str) -> None:
    text = f'"{"t" * length}"'
    member = layout.annotated(
        name, Subscript("Literal", (text,)), f"field(default={text}, always=True)", 4
    )
    check(f"class A:\n    {member}\n")


@given(IDENTIFIERS, ANNOTATIONS)
def test_aliases_are_as_black_has_them(name: str, kind: Annotation) -> None:
    check(layout.value(f"{name} = ", kind, 0) + "\n")


@pytest.mark.parametrize("length", [*range(58, 80), 87, 88, 100])
@pytest.mark.parametrize(
    "kind",
    [
        "str",
        LITERAL,
        Subscript("Literal", (f'"{"a" * 70}"',)),
        Subscript("Literal", tuple(f'"{index:030}"' for index in range(4))),
        Subscript("dict", ("str", Subscript("list", ("C" * 70,)))),
        Either(("A" * 30, "B" * 50)),
        Either(("A", "B")),
    ],
)
def test_aliases_with_long_names_are_as_black_has_them(length: int, kind: Annotation) -> None:
    check(layout.alias("N" * length, kind, 0) + "\n")


@pytest.mark.parametrize("length", [10, *range(24, 30), 60])
def test_conditions_are_as_black_has_them(length: int) -> None:
    pieces = [f"{'a' * length} is not None", f"and {'b' * length} is not None"]
    check(f"if True:\n    {condition(pieces, 4)}\n        pass\n")
    check(f"if True:\n    {condition(pieces[:1], 4)}\n        pass\n")


@given(IDENTIFIERS, st.lists(st.integers(1, 40).map(lambda size: f'"{"i" * size}"'), max_size=6))
@settings(max_examples=100)
def test_lists_are_as_black_has_them(name: str, items: list[str]) -> None:
    check(layout.display(f"{name} = ", "[", items, "]", 0) + "\n")


def test_the_end_of_a_return_annotation_counts() -> None:
    kind = Either(("a" * 40, "b" * 32))
    assert "\n" not in layout.returns(") -> ", kind, 4)
    assert layout.returns(") -> ", kind, 4, ": ...").endswith("\n    ): ...")


@pytest.mark.parametrize("length", [20, *range(68, 84), 100])
@pytest.mark.parametrize("argument", [4, 60, 70, 72, 73, 80])
def test_long_names_of_classes_are_as_black_has_them(length: int, argument: int) -> None:
    name = "N" * length
    head = layout.method_head("with_streaming_response", ["self"], name, 4)
    given = f"self.{'a' * (argument - 5)}" if argument > 5 else "self"
    result = layout.called("return ", name, [given], 8)
    check(f"class A:\n    {head}\n        {result}\n")


@pytest.mark.parametrize("wrap", ["raw", "async_streamed"])
@pytest.mark.parametrize("length", [20, 24, 25, 31, 57, 58, 60, 64, 65, 66, 69, 72, 80])
@pytest.mark.parametrize("headers", [0, 10, 40, 64, 70])
def test_long_names_of_wrapped_methods_are_as_black_has_them(
    wrap: str, length: int, headers: int
) -> None:
    name = "n" * length
    arguments = [f"client.{name}", f"lambda: {'H' * headers}"][: 2 if headers else 1]
    statement = layout.called(f"self.{name} = ", wrap, arguments, 8)
    check(f"class A:\n    def f(self):\n        {statement}\n")
