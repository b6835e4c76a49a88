"""`clientsmith.source`: which files are read, and which never."""

from __future__ import annotations

import builtins
import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from clientsmith import source
from clientsmith.diagnostics import Diagnostics


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def read(folder: Path, main: str = "api.yaml", root: Path | None = None) -> tuple[Any, list[Any]]:
    diagnostics = Diagnostics()
    found = source.read(folder / main, root, diagnostics)
    return found, list(diagnostics)


def test_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "api.yaml": "a: {$ref: 'sub/b.json#/x'}\nc: {$ref: '#/a'}\nd: {$ref: sub/b.json}",
            "sub/b.json": '{"x": {"$ref": "../c%20d.yml"}, "y": {"$ref": "../api.yaml#/c"}}',
            "c d.yml": "\ufeffdescription: {$ref: notes.md}\ntype: string",
            "notes.md": "# [not YAML",
            "unused.yaml": "a: [",
        },
    )
    found, problems = read(tmp_path)
    assert problems == []
    assert list(found.texts) == ["api.yaml", "sub/b.json", "c d.yml", "notes.md"]
    assert found.trees["notes.md"] == "# [not YAML"
    assert found.main == "api.yaml"
    assert found.folder == tmp_path


REFUSED = [
    ("http://169.254.169.254/latest", "ref/remote"),
    ("https://example.com/a.yaml#/x", "ref/remote"),
    ("ftp://example.com/a.yaml", "ref/remote"),
    ("file:///etc/passwd", "ref/remote"),
    ("FILE:///etc/passwd", "ref/remote"),
    ("//example.com/a.yaml", "ref/remote"),
    ("/etc/passwd", "ref/outside"),
    ("%2fetc%2fpasswd", "ref/outside"),
    ("../secret.yaml", "ref/outside"),
    ("..%2fsecret.yaml", "ref/outside"),
    ("%2e%2e/secret.yaml", "ref/outside"),
    ("a/../../secret.yaml", "ref/outside"),
    ("..%252fsecret.yaml", "ref/missing"),
    ("link.yaml", "ref/outside"),
    ("linked/secret.yaml", "ref/outside"),
    ("pipe", "ref/unreadable"),
    ("folder", "ref/unreadable"),
    ("nul%00.yaml", "ref/missing"),
    ("missing.yaml", "ref/missing"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
@pytest.mark.parametrize(("ref", "code"), REFUSED)
def test_refusals(ref: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every refusal is an error at the `$ref`, and nothing outside is opened."""
    folder = tmp_path / "api"
    write(tmp_path, {"secret.yaml": "secret: 1", "api/api.yaml": f"a:\n  $ref: '{ref}'\n"})
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "linked").symlink_to(tmp_path)
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")
    opened: list[str] = []
    real = os.open

    def watched(path: Any, *args: Any, **kwargs: Any) -> int:
        opened.append(os.path.realpath(path))
        return real(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", watched)
    found, problems = read(folder)
    monkeypatch.undo()
    [problem] = problems
    assert (problem.code, problem.pointer) == (code, "#/a/$ref")
    assert list(found.texts) == ["api.yaml"]
    assert (("api.yaml", ref)) in found.refused
    assert all(path.startswith(str(folder)) for path in opened)


def test_root(tmp_path: Path) -> None:
    write(tmp_path, {"a/api.yaml": "x: {$ref: ../b/c.yaml}", "b/c.yaml": "type: string"})
    found, problems = read(tmp_path / "a", root=tmp_path)
    assert problems == []
    assert list(found.texts) == ["api.yaml", "../b/c.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "example: {$ref: x.yaml}",
        "default: {$ref: x.yaml}",
        "const: {a: [{$ref: x.yaml}]}",
        "enum: [{$ref: x.yaml}]",
        "examples: [{$ref: x.yaml}]",
        "examples: {a: {value: {$ref: x.yaml}}}",
        "x-internal: {$ref: x.yaml}",
        "properties: {$ref: {type: string}}",
        "$ref: 3",
        "discriminator: {mapping: {a: Dog, b: '#/x', c: x.yaml}}",
        "properties: {discriminator: {mapping: {a: ./x.yaml}}}",
    ],
)
def test_data_is_no_reference(text: str, tmp_path: Path) -> None:
    write(tmp_path, {"api.yaml": "openapi: 3.1.0\ncomponents:\n  schemas:\n    A: {" + text + "}"})
    assert read(tmp_path)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "properties: {default: {$ref: x.yaml}, example: {type: string}}",
        "properties: {enum: {items: {$ref: x.yaml}}}",
        "responses: {default: {$ref: x.yaml}}",
        "examples: {a: {$ref: x.yaml}}",
        "x-webhooks: {a: {$ref: x.yaml}}",
        "discriminator: {mapping: {a: ./x.yaml}}",
        "paths: {$ref: x.yaml}",
        "{default: {$ref: x.yaml}}",
    ],
)
def test_references(text: str, tmp_path: Path) -> None:
    write(tmp_path, {"api.yaml": text, "x.yaml": "type: string"})
    found, problems = read(tmp_path)
    assert problems == []
    assert list(found.texts) == ["api.yaml", "x.yaml"]


def test_missing_files_have_hints(tmp_path: Path) -> None:
    text = "definitions: {Pet: {}}\na: {$ref: Pets.yaml}\nb: {$ref: Pet}"
    write(tmp_path, {"api.yaml": text, "pets.yaml": ""})
    _, problems = read(tmp_path)
    assert [(one.pointer, one.hint) for one in problems] == [
        ("#/a/$ref", "did you mean pets.yaml?"),
        ("#/b/$ref", "write `#/definitions/Pet` for the component of that name"),
    ]


def test_known_ids_are_not_remote(tmp_path: Path) -> None:
    text = "a: {$id: 'https://e.com/s', type: string}\nb: {$ref: 'https://e.com/s#/x'}"
    write(tmp_path, {"api.yaml": text})
    assert read(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"a: \xff", "syntax/encoding", 1, 4),
        ("é: ".encode() + b"\n\xc3(", "syntax/encoding", 2, 1),
        (b"a: [", "syntax/yaml", 1, 5),
        (b"{\n'a", "syntax/json", 2, 1),
        (b"a: 1\na: 2", "syntax/duplicate-key", 2, 1),
    ],
)
def test_broken_files(content: bytes, code: str, line: int, column: int, tmp_path: Path) -> None:
    write(tmp_path, {"main.yaml": "a: {$ref: other}", "other": content})
    found, [problem] = read(tmp_path, "main.yaml")
    assert (problem.code, problem.file, problem.line, problem.column) == (
        code,
        "other",
        line,
        column,
    )
    assert "other" in found.texts


def test_utf_16(tmp_path: Path) -> None:
    write(tmp_path, {"api.yaml": "a: é".encode("utf-16")})
    assert read(tmp_path)[0].trees == {"api.yaml": {"a": "é"}}


def test_missing_main(tmp_path: Path) -> None:
    write(tmp_path, {"api.yaml": ""})
    found, [problem] = read(tmp_path, "api.yml")
    assert (problem.code, problem.file, problem.hint) == (
        "source/missing",
        "api.yml",
        "did you mean api.yaml?",
    )
    assert found.trees == {}
    _, [problem] = read(tmp_path.parent, tmp_path.name)
    assert (problem.code, problem.message) == (
        "source/unreadable",
        "cannot read this file: it is a folder",
    )


def test_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"a": {"$ref": "#"}}')))
    diagnostics = Diagnostics()
    found = source.read("-", None, diagnostics)
    assert found.trees == {"<stdin>": {"a": {"$ref": "#"}}}
    assert list(diagnostics) == []


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        tmp_path,
        {
            "api.yaml": "a: {$ref: b.yaml}\nc: {$ref: c.yaml}",
            "b.yaml": "x: " + "y" * 100,
            "c.yaml": "x: 1",
        },
    )
    monkeypatch.setattr(source, "MAX_FILE", 90)
    _, [problem] = read(tmp_path)
    assert (problem.code, problem.pointer) == ("ref/unreadable", "#/a/$ref")
    assert "more than 90 bytes" in problem.message
    monkeypatch.undo()
    monkeypatch.setattr(source, "MAX_TOTAL", 50)
    assert {one.code for one in read(tmp_path)[1]} == {"ref/limit"}
    monkeypatch.undo()
    monkeypatch.setattr(source, "MAX_FILES", 2)
    _, [problem] = read(tmp_path)
    assert (problem.code, problem.pointer) == ("ref/limit", "#/c/$ref")
    monkeypatch.setattr(source, "MAX_FILE", 5)
    _, [problem] = read(tmp_path)
    assert problem.code == "source/unreadable"


@pytest.mark.parametrize("depth", [600, 3000])
def test_depth(depth: int, tmp_path: Path) -> None:
    write(tmp_path, {"api.yaml": '{"a":' * depth + "1" + "}" * depth})
    found, [problem] = read(tmp_path)
    assert problem.code == "syntax/limit"
    assert found.trees == {}


def test_reference_cycles_between_files(tmp_path: Path) -> None:
    write(tmp_path, {"api.yaml": "$ref: b.yaml", "b.yaml": "$ref: ./api.yaml"})
    found, problems = read(tmp_path)
    assert problems == []
    assert list(found.texts) == ["api.yaml", "b.yaml"]


def test_read_text(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    write(tmp_path, {"good.yaml": "a: 1", "bad.yaml": b"\xff"})
    assert source.read_text(tmp_path / "good.yaml", diagnostics) == "a: 1"
    assert source.read_text(tmp_path / "bad.yaml", diagnostics) is None
    assert source.read_text(tmp_path / "god.yaml", diagnostics) is None
    assert source.read_text(tmp_path, diagnostics) is None
    assert [one.code for one in diagnostics] == [
        "syntax/encoding",
        "source/missing",
        "source/unreadable",
    ]


def test_only_os_open_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`builtins.open` gets only descriptors, so `test_refusals` sees every file."""
    write(tmp_path, {"api.yaml": "a: {$ref: b.yaml}", "b.yaml": "x: 1"})
    real = builtins.open

    def watched(file: Any, *args: Any, **kwargs: Any) -> Any:
        assert isinstance(file, int)
        return real(file, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", watched)
    found, _ = read(tmp_path)
    monkeypatch.undo()
    assert len(found.texts) == 2
