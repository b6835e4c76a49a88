"""The reference as data: types in words, what is inside them, calls of curl."""

from __future__ import annotations

import subprocess

import msgspec
import pytest
from tests.building import (
    TEXT,
    WHOLE,
    alias,
    api,
    body,
    enum,
    media,
    name,
    obj,
    operation,
    param,
    prop,
    ref,
    resource,
    response,
)

from clientsmith import ir
from clientsmith.reference.build import build
from clientsmith.reference.http import Http
from clientsmith.reference.model import Entry, View
from clientsmith.targets.docs.lists import Known, Lists

PET = obj(
    "Pet",
    prop("id", required=True),
    prop("name"),
    prop("tags", ir.Array(items=TEXT)),
    prop("age", WHOLE),
)
NODE = obj("Node", prop("next", ref("Node")), prop("other", ref("Pet")), prop("pet", ref("Pet")))
KIND = enum("Kind", "a", "b", "c", "d", "e")
PLACED = msgspec.structs.replace(
    enum("Placed", "a", "b", "c", "d", "e"), origin=ir.Origin(role="response")
)
SIDES = msgspec.structs.replace(
    obj("Sides", prop("seen", read_only=True), prop("secret", write_only=True)),
    origin=ir.Origin(role="request"),
)
SHAPE = alias("Shape", ir.Union(variants=(ref("Pet"), ref("Node"))))
SCHEMAS = (PET, NODE, KIND, PLACED, SIDES, SHAPE, alias("Day", ir.String(format="date")))


@pytest.mark.parametrize(
    ("kind", "want"),
    [
        (TEXT, "string"),
        (WHOLE, "number"),
        (ir.Any(), "unknown"),
        (ir.Binary(), "file"),
        (ir.Const(value="x"), '"x"'),
        (ir.Array(items=ir.Map(values=ir.Boolean())), "array of map[boolean]"),
        (ir.Tuple(items=(TEXT, WHOLE), rest=ir.Null()), "[string, number, ...null]"),
        (ir.Nullable(type=TEXT), "string or null"),
        (
            ir.Union(variants=(TEXT, WHOLE, ir.Boolean(), ir.Null(), TEXT)),
            "string or number or boolean or 1 more",
        ),
        (ref("Pet"), "Pet { id, name, tags, 1 more }"),
        (ref("Kind"), "Kind"),
        (ref("Placed"), '"a" or "b" or "c" or 2 more'),
        (ref("Shape"), "Shape"),
        (ref("Day"), "string"),
        (ref("Nothing"), "unknown"),
    ],
)
def test_types_in_words(kind: ir.Type, want: str) -> None:
    assert Http(api(*SCHEMAS)).type(kind, "output") == want


@pytest.mark.parametrize(("direction", "want"), [("output", "seen"), ("input", "secret")])
def test_a_member_is_shown_in_its_direction(direction: str, want: str) -> None:
    found = Http(api(*SCHEMAS)).type(ref("Sides"), direction)  # type: ignore[arg-type]
    assert found == f"object {{ {want} }}"


def view_of(*operations: ir.Operation) -> View:
    made = api(*SCHEMAS, root=resource(operations=operations))
    return build(made).views[0]


def returned(view: View) -> tuple[Entry, ...]:
    (page,) = view.pages.values()
    return next(it.entries for it in page.sections if it.title == "Returns")


def listed(view: View, entries: tuple[Entry, ...]) -> list[str]:
    lists = Lists(view, lambda key: key.rpartition("/")[2], Known({}))
    return [it for it in "\n".join(lists.lines(entries)).splitlines() if it]


def answering(kind: ir.Type) -> ir.Operation:
    return operation("call", responses=(response("200", media("application/json", kind)),))


def test_a_named_model_is_written_out_once_and_one_in_itself_ends() -> None:
    view = view_of(answering(ref("Node")))
    assert listed(view, returned(view)) == [
        "- `Node { next, other, pet }`",
        "  - `next: optional Node { next, other, pet }`",
        "    See [Node](Node).",
        "  - `other: optional Pet { id, name, tags, 1 more }`",
        "    - `id: string`",
        "    - `name: optional string`",
        "    - `tags: optional array of string`",
        "    - `age: optional number`",
        "  - `pet: optional Pet { id, name, tags, 1 more }`",
        "    See [Pet](Pet).",
    ]


def test_a_model_that_several_pages_have_is_the_same_on_each() -> None:
    """What was written on one page is taken on the next, but not what stands above already."""
    view = view_of(answering(ref("Node")))
    known = Known({})
    node = returned(view)
    pet = view.models[node[0].model].entries[1:2]

    def lines(*entries: Entry) -> list[str]:
        made = Lists(view, lambda key: key.rpartition("/")[2], known)
        return "\n".join(made.lines(entries)).splitlines()

    alone = [it for it in lines(*node) if it]
    assert alone == listed(view, node) == [it for it in lines(*node) if it]
    after = [it for it in lines(*pet, *node) if it]
    assert after[:5] == ["- `other: optional Pet { id, name, tags, 1 more }`", *after[1:5]]
    assert after[5:] == [alone[0], *alone[1:4], "    See [Pet](Pet).", *alone[8:]]


def test_a_named_list_gives_no_page_without_a_name() -> None:
    item = obj("Item", prop("id"))
    nested = msgspec.structs.replace(
        item, origin=ir.Origin(role="component", parent="#/components/schemas/Rows")
    )
    rows = alias("Rows", ir.Array(items=ref("Item")))
    view = build(api(rows, nested, root=resource(operations=(answering(ref("Rows")),)))).views[0]
    assert view.named == ()
    assert listed(view, returned(view))[-1] == "  - `id: optional string`"


def test_variants_and_values_are_listed() -> None:
    view = view_of(answering(ir.Array(items=ir.Union(variants=(ref("Pet"), ref("Kind"))))))
    assert listed(view, returned(view))[:3] == [
        "- `array of Pet { id, name, tags, 1 more } or Kind`",
        "  - `Pet { id, name, tags, 1 more }`",
        "    - `id: string`",
    ]
    assert listed(view, returned(view))[-6:] == [
        "  - `Kind`",
        *(f'    - `"{it}"`' for it in "abcde"),
    ]


def test_what_an_enum_and_another_name_say_is_said_of_what_refers_to_them() -> None:
    said = ir.Docs(description="How it is.")
    code = msgspec.structs.replace(
        alias("Code", ir.String(constraints=ir.Constraints(pattern="^a$"))),
        docs=ir.Docs(description="ISO."),
    )
    state = msgspec.structs.replace(enum("State", "a", "b"), docs=said)
    loop = alias("Loop", ir.Nullable(type=ref("Loop")))
    holder = obj(
        "Holder",
        prop("code", ir.Nullable(type=ref("Code"))),
        prop("codes", ir.Array(items=ref("Code"))),
        prop("state", ref("State")),
        msgspec.structs.replace(prop("own", ref("State")), docs=ir.Docs(description="Mine.")),
        prop("loop", ref("Loop")),
    )
    call = answering(ref("Holder"))
    view = build(api(code, state, loop, holder, root=resource(operations=(call,)))).views[0]
    entries = next(it.entries for it in view.models.values() if it.name == "Holder")
    assert {it.name: (it.text, it.limits) for it in entries} == {
        "code": ("ISO.", (("pattern", "^a$"),)),
        "codes": ("ISO.", (("items.pattern", "^a$"),)),
        "state": ("How it is.", ()),
        "own": ("Mine.", ()),
        "loop": ("", ()),
    }


def test_errors_and_headers_have_their_sections() -> None:
    header = msgspec.structs.replace(param("X-Total", "header", WHOLE, required=True))
    done = msgspec.structs.replace(response("204"), headers=(header,))
    failed = msgspec.structs.replace(
        response("404", media("application/json", ref("Pet"))), docs=ir.Docs(description="Gone")
    )
    (page,) = view_of(operation("call", responses=(done, failed))).pages.values()
    labels = {it.title: [entry.label for entry in it.entries] for it in page.sections}
    assert labels == {
        "Response Headers": ["X-Total: number"],
        "Errors": ["404: Pet { id, name, tags, 1 more }"],
    }


NASTY = "a'b\"c$HOME`id`\\d!é\n;x"


@pytest.mark.parametrize(
    ("one", "want"),
    [
        (
            operation("call", path=("/a/", param("pet_id", "path"), "/b")),
            ["https://api.example.com/a/the-id/b"],
        ),
        (
            operation("call", param("q x", required=True), method="DELETE"),
            ["https://api.example.com/x?q%20x=q%20x", "-X", "DELETE"],
        ),
        (
            operation("call", param("X-A", "header", ir.Const(value=NASTY), required=True)),
            ["https://api.example.com/x", "-H", f"x-a: {NASTY}"],
        ),
        (
            operation("call", param("c", "cookie", ir.Const(value="1"), required=True)),
            ["https://api.example.com/x", "-b", "c=1"],
        ),
        (
            operation(
                "call", method="POST", body=body(media("application/json", ir.Const(value=NASTY)))
            ),
            ["https://api.example.com/x", "-H", "Content-Type: application/json", "-d"],
        ),
        (
            operation("call", method="PUT", body=body(media("text/plain", ir.Const(value=NASTY)))),
            [
                "https://api.example.com/x",
                "-X",
                "PUT",
                "-H",
                "Content-Type: text/plain",
                "--data-binary",
                NASTY,
            ],
        ),
        (
            operation(
                "call",
                method="POST",
                body=body(
                    media(
                        "multipart/form-data",
                        ir.Ref(pointer=obj("Upload").pointer),
                    )
                ),
            ),
            ["https://api.example.com/x", "-F", "file=@file", "-F", "note=\\@x"],
        ),
    ],
)
def test_a_shell_reads_what_was_meant(one: ir.Operation, want: list[str]) -> None:
    upload = obj(
        "Upload",
        prop("file", ir.Binary(), required=True),
        prop("note", ir.Const(value="@x"), required=True),
    )
    code = Http(api(upload)).sample(one, full=False)
    script = f"curl() {{ printf '%s\\0' \"$@\"; }}\n{code}"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, check=True, env={"PET_ID": "the-id"}
    )
    arguments = done.stdout.decode().split("\0")[:-1]
    assert arguments[: len(want)] == want
    if arguments[len(want) :]:
        assert msgspec.json.decode(arguments[-1]) == NASTY


@pytest.mark.parametrize(
    ("scheme", "want"),
    [
        (ir.HttpBearer(id="s"), ["-H", "Authorization: Bearer the-secret"]),
        (ir.OAuth2(id="s", flow="implicit"), ["-H", "Authorization: Bearer the-secret"]),
        (ir.ApiKey(id="s", location="header", parameter="X-Key"), ["-H", "X-Key: the-secret"]),
        (ir.ApiKey(id="s", location="cookie", parameter="k"), ["-b", "k=the-secret"]),
    ],
)
def test_credentials_come_from_the_environment(scheme: ir.SecurityScheme, want: list[str]) -> None:
    option = ir.ClientOption(
        name=name("api_key"), role="key", target="s", key="#/s", environment=("KEY",)
    )
    made = msgspec.structs.replace(
        api(),
        security_schemes=(scheme,),
        client=ir.Client(name=name("test"), options=(option,)),
    )
    one = operation("call", security=(ir.SecurityRequirement(schemes=(("s", ()),)),))
    code = Http(made).sample(one, full=False)
    script = f"curl() {{ printf '%s\\0' \"$@\"; }}\n{code}"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, check=True, env={"KEY": "the-secret"}
    )
    assert done.stdout.decode().split("\0")[1:-1] == want
