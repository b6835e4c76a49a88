"""The manifest: deterministic to write, distrusted when read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clientsmith import manifest
from clientsmith.hashes import sha256, sha256_text
from clientsmith.manifest import Inputs
from clientsmith.render import File

INPUTS = Inputs("1.0", "t", "c", {"b.yaml": "2", "a.yaml": "1"}, {})
MADE = manifest.build([File("z.py", b"z"), File("a/b.py", b"")], INPUTS)


def test_it_is_written_sorted_and_read_back() -> None:
    text = MADE.encode()
    assert json.loads(text) == {
        "format": 1,
        "generator": {"name": "clientsmith", "version": "1.0"},
        "inputs": {
            "config": "c",
            "names": "",
            "overlays": {},
            "spec": {"a.yaml": "1", "b.yaml": "2"},
            "templates": "t",
        },
        "files": {"a/b.py": sha256(b""), "z.py": sha256(b"z")},
    }
    assert text.index(b"a/b.py") < text.index(b"z.py")
    assert manifest.decode(text) == MADE
    reversed_inputs = Inputs("1.0", "t", "c", {"a.yaml": "1", "b.yaml": "2"}, {})
    again = manifest.build([File("a/b.py", b""), File("z.py", b"z")], reversed_inputs)
    assert again.encode() == text


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"files": []},
        {"files": {"a": 1}},
        {"files": None},
        {"inputs": {}},
        {"generator": "x"},
        {"inputs": {"config": 1, "overlays": {}, "spec": {}, "templates": ""}},
    ],
)
def test_another_shape_is_unreadable(change: dict[str, object]) -> None:
    assert manifest.decode(json.dumps(json.loads(MADE.encode()) | change).encode()) is None


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_unreadable(data: bytes) -> None:
    assert manifest.decode(data) is None


def test_unsafe_paths_are_dropped() -> None:
    tree = json.loads(MADE.encode())
    tree["files"] |= {"../../x": "h", "/etc/passwd": "h", "a/./b": "h", "C:\\x": "h", "ok": "h"}
    loaded = manifest.decode(json.dumps(tree).encode())
    assert loaded is not None
    assert set(loaded.files) == {"z.py", "a/b.py", "ok"}


def test_links_and_missing_files_are_no_manifests(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(MADE.encode())
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert manifest.load(tmp_path / "real") == MADE
    assert manifest.load(tmp_path / "link") is None
    assert manifest.load(tmp_path / "none") is None
    assert manifest.load(tmp_path) is None


def test_changes_are_named() -> None:
    now = Inputs("2.0", "t2", "c2", {"a.yaml": "1", "c.yaml": "3"}, {"o": "1"})
    assert INPUTS.changes(INPUTS) == ()
    assert INPUTS.changes(now) == (
        "spec changed: b.yaml",
        "spec changed: c.yaml",
        "overlay changed: o",
        "config changed",
        "generator changed: 1.0 -> 2.0",
    )


def test_line_ends_of_a_checkout_do_not_count() -> None:
    assert sha256_text(b"a\r\nb\r\n") == sha256(b"a\nb\n")
