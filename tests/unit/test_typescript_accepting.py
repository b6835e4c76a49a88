"""Which literals need no cast: the compiler has the last word on each."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from tests.building import WHOLE, alias, api, body, enum, media, obj, operation, prop, ref, resource
from tests.typescript import toolchain

from clientsmith import ir
from clientsmith.scopes import Scope
from clientsmith.targets.typescript.annotations import Annotations
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.layout import typed
from clientsmith.targets.typescript.models import Declarations
from clientsmith.targets.typescript.symbols import TYPES, decide
from clientsmith.targets.typescript.testing.accepting import Accepting
from clientsmith.targets.typescript.text import literal

TEXT = ir.String()
WIDE = "number | bigint"
SCHEMAS = [
    obj("Cat", prop("kind", ir.Const(value="cat"), required=True), prop("lives", WHOLE)),
    obj("Dog", prop("kind", required=True), prop("id", WHOLE, required=True, read_only=True)),
    obj("Free", additional=WHOLE),
    obj("More", prop("name", required=True), additional=WHOLE),
    obj("Empty"),
    obj("Tree", prop("name", required=True), prop("below", ir.Array(items=ref("Tree")))),
    enum("Color", "red", "green"),
    enum("Level", 1, 2),
    enum("Flag", True, None),
    enum("None"),
    alias("Rows", ir.Array(items=ref("Cat"))),
    alias("Loop", ir.Nullable(type=ref("Loop"))),
]
PLAIN = ir.Union(variants=(ref("Cat"), ref("Tree"), ir.Array(items=WHOLE)))
PETS = ir.Union(
    variants=(ref("Cat"), ref("Dog")),
    discriminator=ir.Discriminator(property="kind", mapping=(("cat", 0), ("dog", 1))),
)
PAIR = ir.Tuple(items=(TEXT, WHOLE))

ROWS: list[tuple[ir.Type, Any, bool]] = [
    (ir.Any(), {"a": [1]}, True),
    (ir.Never(), None, False),
    (ir.Null(), None, True),
    (ir.Null(), 0, False),
    (ir.Boolean(), True, True),
    (ir.Boolean(), 1, False),
    (WHOLE, 2**53 - 1, True),
    (WHOLE, 2**60, False),
    (WHOLE, True, False),
    (WHOLE, 1.5, True),
    (ir.Integer(format="int64"), 2**60, True),
    (ir.Number(), 0.5, True),
    (ir.Number(), "1", False),
    (TEXT, "", True),
    (TEXT, None, False),
    (ir.String(format="date"), "yesterday", True),
    (ir.Binary(), "text", True),
    (ir.Nullable(type=TEXT), None, True),
    (ir.Const(value="a"), "a", True),
    (ir.Const(value="a"), "b", False),
    (ir.Const(value=1), True, False),
    (ir.Const(value=2**60), 2**60, True),
    (ir.Const(value=[1]), {}, True),
    (ir.Array(items=WHOLE), [], True),
    (ir.Array(items=WHOLE), [1, "2"], False),
    (ir.Array(items=WHOLE), {}, False),
    (PAIR, ["a", 1], True),
    (PAIR, ["a"], False),
    (PAIR, ["a", 1, 2], False),
    (ir.Tuple(items=(TEXT,), rest=WHOLE), ["a", 1, 2], True),
    (ir.Tuple(items=(TEXT,), rest=WHOLE), ["a", "b"], False),
    (ir.Map(values=WHOLE), {"a": 1}, True),
    (ir.Map(values=WHOLE), {"a": "1"}, False),
    (ref("Cat"), {"kind": "cat", "lives": 9}, True),
    (ref("Cat"), {"lives": 9}, False),
    (ref("Cat"), {"kind": "cat", "color": "red"}, False),
    (ref("Cat"), [], False),
    (ref("Dog"), {"kind": "any"}, True),
    (ref("Dog"), {"kind": "any", "id": 1}, False),
    (ref("Free"), {"a": 1}, True),
    (ref("Free"), {"a": "b"}, False),
    (ref("More"), {"name": "a", "b": {}}, True),
    (ref("More"), {"b": 1}, False),
    (ref("Empty"), {"a": 1}, True),
    (ref("Tree"), {"name": "a", "below": [{"name": "b", "below": []}]}, True),
    (ref("Tree"), {"name": "a", "below": [{}]}, False),
    (ref("Color"), "blue", True),
    (ref("Color"), 1, False),
    (ref("Level"), 3, True),
    (ref("Level"), "3", False),
    (ref("Flag"), None, True),
    (ref("Flag"), False, False),
    (ref("None"), "any", True),
    (ref("Rows"), [{"kind": "cat"}], True),
    (ref("Rows"), [{"kind": "dog"}], False),
    (ref("Loop"), 7, True),
    (PLAIN, {"kind": "cat"}, True),
    (PLAIN, {"name": "a", "below": []}, True),
    (PLAIN, [1], True),
    (PLAIN, ["a"], False),
    (PLAIN, {}, False),
    (PETS, {"kind": "cat", "lives": 1}, True),
    (PETS, {"kind": "dog"}, True),
    (PETS, {"kind": "cow"}, False),
    (PETS, {"kind": "dog", "lives": 1}, False),
    (ir.Array(items=PETS), [{"kind": "dog"}, {"kind": "cat"}], True),
]


def test_literals(tmp_path: Path) -> None:
    sent = ir.Tuple(items=tuple(ir.Ref(pointer=it.pointer) for it in SCHEMAS))
    call = operation(method="POST", body=body(media("application/json", sent)))
    document = api(*SCHEMAS, root=resource(operations=[call]))
    symbols = decide(document, "Acme")
    annotations = Annotations(document.schemas, symbols, Imports(TYPES, Scope()), WIDE)
    declarations = Declarations(document.schemas, symbols, annotations, {})
    lines = [it for one in document.schemas for it in declarations.declare(one)]
    lines = "\n".join(lines).split("\n")
    start = len(lines) + 1
    for at, (kind, value, _) in enumerate(ROWS):
        shown = typed(f"const value{at}:", annotations.type(kind, "input"), "", 0)
        lines.append(f"export {' '.join(shown.split())} = {literal(value)};")
    (tmp_path / "types.ts").write_text("\n".join(lines))
    settings = toolchain.HERE.parents[1] / "templates/typescript/tsconfig.json"
    shutil.copy(settings, tmp_path)
    said = toolchain.tsc(tmp_path, "--noEmit", "--ignoreConfig", "--strict", "types.ts")
    refused = {int(it) - start for it in re.findall(r"types\.ts\((\d+),", said)}
    assert [(kind, value) for at, (kind, value, _) in enumerate(ROWS) if at in refused] == [
        (kind, value) for kind, value, wanted in ROWS if not wanted
    ]
    accepting = Accepting(document.schemas, symbols.reach, WIDE)
    for kind, value, wanted in ROWS:
        assert accepting.accepts(kind, value, files=False) is wanted, (kind, value)


def test_files() -> None:
    photo = alias("Photo", ir.Nullable(type=ir.Binary()))
    form = obj("Form", prop("photo", ref("Photo")), prop("text", ir.Binary()))
    call = operation(method="POST", body=body(media("multipart/form-data", ref("Form"))))
    document = api(photo, form, root=resource(operations=[call]))
    accepting = Accepting(document.schemas, decide(document, "Acme").reach, WIDE)
    either = ir.Union(variants=(TEXT, ref("Photo")))
    for kind in (ref("Photo"), either, ir.Any()):
        assert accepting.accepts_file(kind, files=False), kind
    assert accepting.accepts_file(ir.Binary(), files=True)
    for kind in (ir.Binary(), TEXT, ref("Form")):
        assert not accepting.accepts_file(kind, files=False), kind
    assert not accepting.accepts(ref("Form"), {"text": "a"}, files=False)
    assert accepting.accepts(ir.Binary(), "a", files=False)
