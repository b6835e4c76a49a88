"""Names and places: valid, distinct in their scope, and free of the document's order."""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import alias, api, name, obj, operation, param, prop, ref, resource

from clientsmith import ir
from clientsmith.preparation import singular
from clientsmith.scopes import FileScope, Scope
from clientsmith.targets.python.scopes import RESERVED_CLASSES, identifier_file
from clientsmith.targets.python.symbols import Symbols, attribute_names, decide


def placed(*schemas: ir.Schema, root: ir.Resource | None = None) -> dict[str, str]:
    """Component -> `module:Class`."""
    symbols = decide(api(*schemas, root=root))
    return {
        pointer.rpartition("/")[2]: f"{'.'.join(symbol.module.path)}:{symbol.name}"
        for pointer, symbol in symbols.schemas.items()
    }


# --- tables ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "want"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "a", "a"], ["a", "a2", "a3"]),
        (["a2", "a", "a"], ["a2", "a", "a3"]),
        (["A", "a"], ["A", "a"]),
    ],
)
def test_scopes(claims: list[str], want: list[str]) -> None:
    scope = Scope()
    assert [scope.claim(it) for it in claims] == want


def test_a_scope_of_files_folds_case_and_takes_other_candidates_first() -> None:
    scope = FileScope({"__init__"})
    assert [scope.claim("User", "user_"), scope.claim("user", "user_"), scope.claim("USER")] == [
        "User",
        "user_",
        "USER2",
    ]
    assert scope.claim("__init__") == "__init__2"


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (["user", "id"], "user_id"),
        (["class"], "class_"),
        (["con"], "con_"),
        (["lpt1"], "lpt1_"),
        (["größe"], "gre"),
        (["日本"], "module"),
        (["À0"], "module_0"),
        (["éif"], "if_"),
        (["..", "etc", "passwd"], "etc_passwd"),
        ([], "module"),
        (["A"], "a"),
    ],
)
def test_files(words: list[str], want: str) -> None:
    assert identifier_file(tuple(words)) == want


@pytest.mark.parametrize(
    ("word", "want"),
    [
        ("batches", "batch"),
        ("policies", "policy"),
        ("users", "user"),
        ("boxes", "box"),
        ("status", "status"),
        ("access", "access"),
        ("analysis", "analysis"),
        ("s", ""),
        ("data", "data"),
    ],
)
def test_singular(word: str, want: str) -> None:
    assert singular(word) == want


def test_schemas_have_modules_of_their_own() -> None:
    assert placed(obj("UserAddress"), alias("Names", ir.Array(items=ir.String()))) == {
        "UserAddress": "types.user_address:UserAddress",
        "Names": "types.names:Names",
    }


def test_schemas_that_need_each_other_are_defined_together_and_keep_their_places() -> None:
    origin = ir.Origin(parent="#/components/schemas/Book")
    inner = obj("Book/properties/author", prop("author", ref("Author")), origin=origin)
    inner = msgspec.structs.replace(inner, name=name("author"))
    schemas = (
        obj("Book", prop("author", ref("Author"))),
        inner,
        obj("Author", prop("books", ir.Array(items=ref("Book")))),
        obj("Reader", prop("book", ref("Book"))),
    )
    assert placed(*schemas) == {
        "Book": "types._author:Book",
        "author": "types._author:BookAuthor",
        "Author": "types._author:Author",
        "Reader": "types.reader:Reader",
    }
    shown = {it.qualified for it in decide(api(*schemas)).schemas.values()}
    assert shown == {"types.Book", "types.book.Author", "types.Author", "types.Reader"}


def test_nested_schemas_live_with_their_parent() -> None:
    parent = "#/components/schemas/User"
    inner = obj("User/properties/address", origin=ir.Origin(parent=parent))
    inner = msgspec.structs.replace(inner, name=name("address"))
    other = msgspec.structs.replace(inner, pointer=f"{parent}/properties/b", name=name("user"))
    symbols = decide(api(obj("User"), inner, other))
    found = [(symbol.name, symbol.package) for symbol in symbols.schemas.values()]
    assert found == [("User", ("types",)), ("Address", ()), ("UserUser", ())]
    assert len({symbol.module for symbol in symbols.schemas.values()}) == 1


def test_schemas_of_an_operation_live_in_the_package_of_its_resource() -> None:
    origin = ir.Origin(resource=(name("beta"), name("batch")), role="response")
    found = placed(
        obj("BatchListResponse", origin=origin),
        root=resource(children=(resource("beta", children=(resource("beta", "batch"),)),)),
    )
    assert found == {"BatchListResponse": "types.beta.batch_list_response:BatchListResponse"}


@pytest.mark.parametrize("taken", sorted(RESERVED_CLASSES - {"TYPE_CHECKING"}))
def test_names_that_modules_import_for_themselves_are_not_given_away(taken: str) -> None:
    schema = msgspec.structs.replace(obj("X"), name=ir.Name(taken, (taken,)))
    symbols = decide(api(schema))
    assert {symbol.name for symbol in symbols.schemas.values()} == {f"{taken}_"}


@pytest.mark.parametrize(
    ("wires", "want"),
    [
        (["id", "name"], ["id", "name"]),
        (["userId", "user_id"], ["userid", "user_id"]),
        (["user-id", "user_id"], ["user_id2", "user_id"]),
        (["user_id", "user-id"], ["user_id", "user_id2"]),
        (["class", "self", "to_dict"], ["class_", "self_", "to_dict_"]),
        (["1", "_1"], ["field_1", "field_12"]),
    ],
)
def test_attributes(wires: list[str], want: list[str]) -> None:
    properties = [prop(wire) for wire in wires]
    assert list(attribute_names(properties, frozenset({"to_dict"}))) == want


def test_resources() -> None:
    show = operation("list", path=("/x",))
    root = resource(
        operations=[show],
        children=(
            resource("beta", children=(resource("beta", "batch", operations=[show]),)),
            resource("import"),
            resource("copy"),
            resource("omit"),  # a default of every argument
        ),
    )
    symbols = decide(api(root=root))
    found = {
        key: ("/".join(it.module.path), it.attribute, it.sync)
        for key, it in symbols.resources.items()
    }
    assert found == {
        (): ("resources/_root", "", "ResourceResource"),
        ("beta",): ("resources/beta/beta", "beta", "BetaResource"),
        ("beta", "batch"): ("resources/beta/batch", "batch", "BatchResource"),
        ("import",): ("resources/import_", "import_", "ImportResource"),
        ("copy",): ("resources/copy", "copy2", "CopyResource"),
        ("omit",): ("resources/omit", "omit2", "OmitResource"),
    }
    assert symbols.resources[()].methods == {show.pointer: "list"}


# --- laws --------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "user",
        "User",
        "USER",
        "user2",
        "param",
        "class",
        "con",
        "größe",
        "日本",
        "",
        "any",
        "model",
        "a'b",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(
    lambda words: ir.Name(" ".join(words), tuple(words))
)
RESOURCES = [(), (name("a"),), (name("a"), name("b")), (name("User"), name("b"))]


@st.composite
def documents(draw: st.DrawFn) -> list[ir.Schema]:
    """Schemas whose names collide, that refer to each other and are nested in each other."""
    size = draw(st.integers(1, 7))
    pointers = [f"#/components/schemas/S{number}" for number in range(size)]
    schemas: list[ir.Schema] = []
    for number, pointer in enumerate(pointers):
        path = draw(st.sampled_from(RESOURCES))
        parent = draw(st.sampled_from([None, None, *pointers[:1]])) if number else None
        origin = ir.Origin(resource=path, role="response" if path else "component", parent=parent)
        targets = draw(st.lists(st.sampled_from(pointers), max_size=2))
        properties = tuple(
            prop(f"p{index}", ir.Ref(pointer=it)) for index, it in enumerate(targets)
        )
        schemas.append(
            ir.Object(pointer=pointer, name=draw(NAMES), origin=origin, properties=properties)
        )
    return schemas


def decided(schemas: Sequence[ir.Schema]) -> Symbols:
    children = (
        resource("a", children=(resource("a", "b"),)),
        resource("User", children=(resource("User", "b"),)),
    )
    return decide(api(*schemas, root=resource(children=children)))


@given(documents())
def test_names_are_valid_and_distinct_in_their_scope(schemas: list[ir.Schema]) -> None:
    symbols = decided(schemas)
    every = [*symbols.schemas.values(), *symbols.inputs.values()]
    for symbol in every:
        assert symbol.name.isidentifier() and not keyword.iskeyword(symbol.name)
        assert symbol.name not in RESERVED_CLASSES
        for part in symbol.module.path:
            assert part.isascii() and part.isidentifier() and not keyword.iskeyword(part)
    in_modules = Counter((symbol.module, symbol.name) for symbol in every)
    in_packages = Counter((it.package, it.name) for it in every if it.package)
    assert set(in_modules.values()) == {1} and set(in_packages.values()) <= {1}


@given(documents())
def test_files_are_distinct_on_every_file_system(schemas: list[ir.Schema]) -> None:
    symbols = decided(schemas)
    modules = {symbol.module for symbol in symbols.schemas.values()}
    modules |= {it.module for it in symbols.parameters.values()}
    files = [module.file.casefold() for module in modules]
    folders = {file.rpartition("/")[0] for file in files}
    assert len(set(files)) == len(files)
    assert not {file.removesuffix(".py") for file in files} & folders


@given(documents(), st.data())
def test_names_do_not_depend_on_the_order_of_the_document(
    schemas: list[ir.Schema], data: st.DataObject
) -> None:
    first = decided(schemas)
    second = decided(data.draw(st.permutations(schemas)))
    assert dict(second.schemas) == dict(first.schemas)
    assert dict(second.inputs) == dict(first.inputs)


@given(st.lists(NAMES, max_size=6, unique_by=lambda it: it.wire), st.data())
def test_attributes_are_distinct_and_free_of_order(
    names: list[ir.Name], data: st.DataObject
) -> None:
    properties = [msgspec.structs.replace(prop("x"), name=each) for each in names]
    reserved = frozenset({"to_dict", "user"})
    first = attribute_names(properties, reserved)
    assert len(set(first)) == len(first) and not set(first) & reserved
    assert all(it.isidentifier() and not keyword.iskeyword(it) for it in first)
    order: list[Any] = data.draw(st.permutations(range(len(properties))))
    second = attribute_names([properties[index] for index in order], reserved)
    assert tuple(first[index] for index in order) == second


def test_operations_that_share_a_name_have_arguments_of_their_own() -> None:
    twice = [operation("get", param("a")), operation("get ", param("a"))]
    symbols = decide(api(root=resource(children=(resource("users", operations=twice),))))
    found = [(it.module.path, it.name) for it in symbols.parameters.values()]
    assert found == [
        (("types", "user_get_params"), "UserGetParams"),
        (("types", "user_get_params_"), "UserGetParams2"),
    ]


def test_long_names_of_modules_are_cut_and_stay_apart() -> None:
    first, second = (identifier_file(("very",) * 40 + (end,)) for end in ("a", "b"))
    assert first != second and max(map(len, (first, second))) <= 100
    assert first.startswith("very_very_") and identifier_file(("very",) * 40 + ("a",)) == first
