"""Writing an output and checking it, on a real disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientsmith import drift, manifest, output, paths
from clientsmith import files as disk
from clientsmith.folder import STAGING
from clientsmith.hashes import sha256
from clientsmith.manifest import Inputs
from clientsmith.render import File

INPUTS = Inputs(version="1.0", templates="t1", config="c1", spec={"api.yaml": "s1"}, overlays={})


def files(**texts: str) -> list[File]:
    """Files by name; `__` stands for `/` and every name gets `.py`."""
    return [File(n.replace("__", "/") + ".py", text.encode()) for n, text in texts.items()]


def tree(folder: Path) -> dict[str, str]:
    """All files below a folder but the manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != manifest.NAME
    }


def causes(found: list[drift.Difference]) -> dict[str, tuple[str, ...]]:
    return {item.path: item.causes for item in found}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "out"


def test_first_run_writes_everything_and_is_then_fresh(out: Path) -> None:
    made = files(a="1", pkg__b="2")
    done = output.write(made, out, INPUTS)
    assert done.written == ["a.py", "pkg/b.py"]
    assert tree(out) == {"a.py": "1", "pkg/b.py": "2"}
    assert drift.check(made, out, INPUTS) == []
    assert not (out / STAGING).exists()


def test_second_run_touches_nothing(out: Path) -> None:
    made = files(a="1", pkg__b="2")
    output.write(made, out, INPUTS)
    for path in out.rglob("*"):
        os.utime(path, ns=(10**18, 10**18))
    done = output.write(made, out, INPUTS)
    assert (done.written, done.unchanged) == ([], 2)
    assert {path.stat().st_mtime_ns for path in out.rglob("*")} == {10**18}


def test_only_changed_files_are_written(out: Path) -> None:
    output.write(files(a="1", b="2"), out, INPUTS)
    os.utime(out / "a.py", ns=(10**18, 10**18))
    done = output.write(files(a="1", b="3"), out, INPUTS)
    assert done.written == ["b.py"]
    assert (out / "a.py").stat().st_mtime_ns == 10**18


def test_stale_files_go_with_their_folders_and_compiled_forms(out: Path) -> None:
    output.write(files(a="1", pkg__sub__b="2"), out, INPUTS)
    compiled = out / "pkg/sub/__pycache__/b.cpython-311.pyc"
    compiled.parent.mkdir()
    compiled.write_bytes(b"")
    done = output.write(files(a="1"), out, INPUTS)
    assert done.deleted == ["pkg/sub/b.py"]
    assert sorted(path.name for path in out.iterdir()) == ["a.py", manifest.NAME]


def test_edited_stale_file_and_handwritten_file_survive(out: Path) -> None:
    output.write(files(a="1", pkg__b="2"), out, INPUTS)
    (out / "pkg/b.py").write_text("mine")
    (out / "pkg/own.py").write_text("own")
    done = output.write(files(a="1"), out, INPUTS)
    assert done.kept == ["pkg/b.py"]
    assert tree(out) == {"a.py": "1", "pkg/b.py": "mine", "pkg/own.py": "own"}


def test_edited_file_is_restored_and_the_edit_kept_beside_it(out: Path) -> None:
    output.write(files(a="1"), out, INPUTS)
    for edit in ("mine", "mine", "other"):
        (out / "a.py").write_text(edit)
        output.write(files(a="1"), out, INPUTS)
    assert tree(out) == {"a.py": "1", "a.py.orig": "mine", "a.py.orig2": "other"}
    assert drift.check(files(a="1"), out, INPUTS) == []


def test_force_keeps_no_edit(out: Path) -> None:
    output.write(files(a="1"), out, INPUTS)
    (out / "a.py").write_text("mine")
    done = output.write(files(a="1"), out, INPUTS, force=True)
    assert done.restored == [("a.py", "")]
    assert tree(out) == {"a.py": "1"}


def test_a_file_that_is_not_ours_is_never_overwritten(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "a.py").write_text("mine")
    with pytest.raises(output.OutputError, match=r"did not write: a\.py"):
        output.write(files(a="1", b="2"), out, INPUTS)
    assert tree(out) == {"a.py": "mine"}
    output.write(files(a="1", b="2"), out, INPUTS, force=True)
    assert tree(out) == {"a.py": "1", "b.py": "2"}


def test_an_unreadable_manifest_counts_every_file_as_edited(out: Path) -> None:
    output.write(files(a="1", b="2"), out, INPUTS)
    (out / manifest.NAME).write_text("<<<<<<< HEAD\n")
    assert causes(drift.check(files(a="9", b="2"), out, INPUTS)) == {
        "a.py": ("manifest unreadable",),
        "manifest.json": ("unreadable",),
    }
    assert not output.write(files(a="9", b="2"), out, INPUTS).manifest_only
    assert tree(out) == {"a.py": "9", "a.py.orig": "1", "b.py": "2"}


def test_only_the_manifest_is_written(out: Path) -> None:
    output.write(files(a="1"), out, INPUTS)
    (out / manifest.NAME).write_text("<<<<<<< HEAD\n")
    assert output.write(files(a="1"), out, INPUTS).manifest_only
    assert not output.write(files(a="1"), out, INPUTS).manifest_only


def test_a_file_becomes_a_folder_and_back(out: Path) -> None:
    flat, nested = files(a="1", beta="2"), files(a="1", beta__x="3")
    nested = [File(f.path.replace("beta/x.py", "beta.py/x.py"), f.text) for f in nested]
    output.write(flat, out, INPUTS)
    output.write(nested, out, INPUTS)
    assert tree(out) == {"a.py": "1", "beta.py/x.py": "3"}
    output.write(flat, out, INPUTS)
    assert tree(out) == {"a.py": "1", "beta.py": "2"}


def test_a_handwritten_file_where_a_folder_is_needed_is_refused(out: Path) -> None:
    output.write(files(a="1"), out, INPUTS)
    (out / "pkg").write_text("mine")
    with pytest.raises(output.OutputError, match="a file where a folder is needed"):
        output.write(files(a="1", pkg__b="2"), out, INPUTS)


def test_a_handwritten_folder_where_a_file_is_needed_is_refused(out: Path) -> None:
    output.write(files(a="1"), out, INPUTS)
    (out / "b.py").mkdir()
    (out / "b.py/notes").write_text("mine")
    with pytest.raises(output.OutputError, match="a folder where a file is needed"):
        output.write(files(a="1", b="2"), out, INPUTS)
    (out / "b.py/notes").unlink()
    output.write(files(a="1", b="2"), out, INPUTS)
    assert tree(out) == {"a.py": "1", "b.py": "2"}


@pytest.mark.parametrize("step", ["write", "replace"])
@pytest.mark.parametrize("after", range(6))
def test_a_full_disk_at_any_point_is_repaired_by_the_next_run(
    out: Path, monkeypatch: pytest.MonkeyPatch, step: str, after: int
) -> None:
    """Every write and every move fails in turn; then a run with yet other inputs follows."""
    old, new = files(a="1", b="1", c="1", d="1"), files(a="2", b="2", pkg__c="2")
    output.write(old, out, INPUTS)
    before = tree(out)
    calls = 0

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls > after:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*arguments)

        return call

    with monkeypatch.context() as patched:
        if step == "write":
            patched.setattr(disk, "put", failing(disk.put))
        else:
            patched.setattr(os, "replace", failing(os.replace))
        try:
            output.write(new, out, INPUTS)
            failed = False
        except OSError as error:
            assert error.errno == errno.ENOSPC
            failed = True
    if failed and (step == "write" or after == 0):
        assert tree(out) == before
        assert drift.check(old, out, INPUTS) == []
    newest = files(a="3", b="2", pkg__c="3")
    output.write(newest, out, INPUTS)
    assert tree(out) == {"a.py": "3", "b.py": "2", "pkg/c.py": "3"}
    assert drift.check(newest, out, INPUTS) == []


def test_a_failed_first_run_leaves_nothing(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "put", full)
    with pytest.raises(OSError, match="No space"):
        output.write(files(a="1"), out, INPUTS)
    assert not out.parent.exists()


def test_check_names_each_cause(out: Path) -> None:
    made = files(a="1", b="1", c="1", d="1")
    output.write(made, out, INPUTS)
    (out / "a.py").write_text("edited\n")
    (out / "b.py").unlink()
    (out / "extra.py").write_text("")
    (out / "__pycache__").mkdir()
    (out / "__pycache__/a.pyc").write_text("")
    (out / ".mypy_cache").mkdir()
    found = causes(drift.check(made, out, INPUTS))
    assert found == {
        "a.py": ("hand edit",),
        "b.py": ("missing",),
        "extra.py": ("not a generated file (untracked)",),
    }


@pytest.mark.parametrize(
    ("now", "cause"),
    [
        (Inputs("1.0", "t1", "c1", {"api.yaml": "s2"}, {}), "spec changed: api.yaml"),
        (Inputs("1.0", "t1", "c1", {"api.yaml": "s1", "b.yaml": "x"}, {}), "spec changed: b.yaml"),
        (Inputs("1.0", "t1", "c1", {"api.yaml": "s1"}, {"o": "1"}), "overlay changed: o"),
        (Inputs("1.0", "t1", "c2", {"api.yaml": "s1"}, {}), "config changed"),
        (Inputs("1.1", "t2", "c1", {"api.yaml": "s1"}, {}), "generator changed: 1.0 -> 1.1"),
        (Inputs("1.0", "t2", "c1", {"api.yaml": "s1"}, {}), "template changed"),
        (INPUTS, "generator changed"),
    ],
)
def test_check_tells_the_inputs_apart(out: Path, now: Inputs, cause: str) -> None:
    output.write(files(a="1", b="1"), out, INPUTS)
    found = causes(drift.check(files(a="2", b="1", c="1"), out, now))
    assert found["a.py"] == (cause,)
    assert found["c.py"] == ("missing", cause)
    assert found["manifest.json"] == (cause,)
    assert "b.py" not in found


def test_check_of_stale_links_and_nothing(out: Path) -> None:
    assert causes(drift.check(files(a="1"), out, INPUTS)) == {
        "": ("the output was never generated",)
    }
    output.write(files(a="1", b="1", c="1", d="1"), out, INPUTS)
    (out / "b.py").write_text("mine")
    (out / "d.py").unlink()
    (out / "d.py").symlink_to(out / "a.py")
    found = drift.check(files(a="1", d="1"), out, INPUTS)
    assert [(item.path, item.kind) for item in found] == [
        ("b.py", "edited"),
        ("c.py", "stale"),
        ("d.py", "unsafe"),
        ("manifest.json", "changed"),
    ]


def test_check_of_line_endings_and_interrupted_runs(out: Path) -> None:
    output.write(files(a="1\n2\n"), out, INPUTS)
    (out / "a.py").write_bytes(b"1\r\n2\r\n")
    (out / STAGING).mkdir()
    found = causes(drift.check(files(a="1\n2\n"), out, INPUTS))
    assert found["a.py"] == ("line endings changed (git autocrlf?)",)
    assert STAGING in found


def test_check_finds_an_edited_and_a_missing_manifest(out: Path) -> None:
    output.write(files(a="1"), out, INPUTS)
    text = (out / manifest.NAME).read_text()
    (out / manifest.NAME).write_text(text + "\n")
    assert causes(drift.check(files(a="1"), out, INPUTS)) == {"manifest.json": ("hand edit",)}
    (out / manifest.NAME).unlink()
    assert causes(drift.check(files(a="1"), out, INPUTS)) == {"manifest.json": ("missing",)}


def test_the_diff_shows_the_first_difference_only() -> None:
    old = "".join(f"{number}\n" for number in range(200))
    new = old.replace("150\n", "\x1b[31m\n")
    text = drift.unified(old.encode(), new.encode())
    assert text.splitlines() == [
        "@@ line 151 @@",
        " 148",
        " 149",
        "-150",
        r"+\x1b[31m",
        " 151",
        " 152",
    ]
    assert len(drift.unified(b"", old.encode()).splitlines()) == 17
    inserted = old.replace("9\n", "9\nnew\n", 1)
    assert drift.unified(old.encode(), inserted.encode()).splitlines() == [
        "@@ line 11 @@",
        *(" 8", " 9", "+new", " 10", " 11"),
    ]


# --- hostile folders and manifests -------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "../x.py",
        "/etc/x",
        "a/../x",
        "a//b",
        "",
        ".",
        "a/",
        "C:/x",
        "a\\b",
        "con",
        "NUL.txt",
        "x/com1.py",
        "a b",
        "é.py",
        "a.",
        "a\0b",
        "a" * 130,
        "/".join("a" * 250),
    ],
)
def test_unsafe_paths_are_refused(out: Path, path: str) -> None:
    assert not paths.is_safe(path)
    with pytest.raises(output.OutputError):
        output.write([File(path, b"")], out, INPUTS)
    assert not out.exists()


@pytest.mark.parametrize(
    "pair",
    [
        ("a.py", "A.py"),
        ("pkg/a.py", "Pkg/b.py"),
        ("pkg", "pkg/a.py"),
        ("manifest.json", "a.py"),
        ("Manifest.json", "a.py"),
        (f"{STAGING}/a.py", "a.py"),
        ("a.py", "a.py/b"),
    ],
)
def test_colliding_paths_are_refused(out: Path, pair: tuple[str, str]) -> None:
    with pytest.raises(output.OutputError):
        output.write([File(path, path.encode()) for path in pair], out, INPUTS)
    assert not out.exists()


def test_links_are_not_followed(out: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "b.py").write_text("theirs")
    out.mkdir(parents=True)
    (out / "pkg").symlink_to(victim, target_is_directory=True)
    with pytest.raises(output.OutputError, match="symbolic link"):
        output.write(files(pkg__b="2"), out, INPUTS)
    (out / "pkg").unlink()
    (out / "a.py").symlink_to(victim / "b.py")
    with pytest.raises(output.OutputError, match="symbolic link"):
        output.write(files(a="2"), out, INPUTS, force=True)
    (out / "a.py").unlink()
    (out / STAGING).symlink_to(victim, target_is_directory=True)
    with pytest.raises(output.OutputError, match="symbolic link"):
        output.write(files(a="2"), out, INPUTS)
    assert tree(victim) == {"b.py": "theirs"}


def test_an_output_that_is_a_link_or_a_file_is_refused(out: Path, tmp_path: Path) -> None:
    out.parent.mkdir()
    out.symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(output.OutputError, match="symbolic link"):
        output.write(files(a="2"), out, INPUTS)
    assert drift.check(files(a="2"), out, INPUTS)[0].kind == "unsafe"
    out.unlink()
    out.write_text("")
    with pytest.raises(output.OutputError, match="must be a real folder"):
        output.write(files(a="2"), out, INPUTS)


def test_a_tampered_manifest_deletes_nothing_outside(out: Path, tmp_path: Path) -> None:
    victim = tmp_path / "x"
    victim.write_text("theirs")
    output.write(files(a="1"), out, INPUTS)
    (out / "link").symlink_to(tmp_path, target_is_directory=True)
    digest = sha256(b"theirs")
    text = (out / manifest.NAME).read_text()
    listed = ", ".join(f'"{path}": "{digest}"' for path in ("../../x", str(victim), "link/x"))
    (out / manifest.NAME).write_text(text.replace('"files": {', '"files": {' + listed + ", "))
    done = output.write(files(a="1"), out, INPUTS)
    assert done.deleted == []
    assert victim.read_text() == "theirs"


def test_too_large_outputs_are_refused(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "MAX_BYTES", 3)
    with pytest.raises(output.OutputError, match="larger than the limit"):
        output.write(files(a="12", b="34"), out, INPUTS)
    monkeypatch.setattr(paths, "MAX_FILES", 1)
    with pytest.raises(output.OutputError, match="more than the limit"):
        output.write(files(a="1", b="2"), out, INPUTS)
    assert not out.exists()
