"""The only reader of documents: the main file and every local file its `$ref`s reach.

Documents are untrusted: nothing is fetched, no file outside the root folder is opened, whatever
`..`, percent-encoding or symbolic link says so, and sizes and counts are bounded. Each refusal is
an error at the `$ref` that asked for it.
"""

from __future__ import annotations

import difflib
import os
import posixpath
import stat
import sys
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any as Json

from . import json_tree, pointers, references, yaml_tree
from .diagnostics import Diagnostics
from .syntax import MAX_DEPTH, SyntaxProblem, position

MAX_FILE = 100 * 2**20
"""Bytes of one file."""

MAX_TOTAL = 256 * 2**20
"""Bytes of all files of one document."""

MAX_FILES = 10_000

STDIN = "<stdin>"
"""The name of the main document when it comes from standard input."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of one document. Trees are shared and must not be changed in place."""

    main: str
    """The name of the main file."""
    texts: dict[str, str]
    """Name, relative to the main file's folder and with `/`, to text."""
    trees: dict[str, Json]
    """Name to tree; a file that could not be parsed has none."""
    folder: Path = Path()
    """The main file's folder as the user wrote it: `folder / name` is what an editor opens."""
    refused: frozenset[tuple[str, str]] = frozenset()
    """(File, `$ref`) of references that were refused and reported here."""
    originals: Mapping[str, Json] = field(default_factory=dict)
    """The trees of the texts, where `upgrade` put others into `trees`."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Pointer in `trees` to pointer in the text, for nodes that `upgrade` moved, with all below."""
    version: str = ""
    """The version of OpenAPI that the main file is written in, such as `3.0`; set by `upgrade`."""


def read(main: Path | str, root: Path | None, diagnostics: Diagnostics) -> Sources:
    """Read `main` (`-`: standard input) and the files it refers to, all of them below `root`.

    `root` defaults to the folder of `main`, or the current folder for standard input. What is
    wrong is reported; a file that cannot be read or parsed is not in the result's `trees`.
    """
    return _Reader(main, root, diagnostics).read()


def parse(text: str, problems: list[SyntaxProblem], *, yaml: bool | None = None) -> Json:
    """The tree of `text`: JSON where it looks like JSON and is, else YAML.

    `yaml` says that the file's name speaks for YAML or against it, which decides whose error is
    shown when it is neither. Raises `SyntaxProblem`.
    """
    text = text.removeprefix("\ufeff")
    if text.lstrip(" \t\r\n")[:1] not in ("{", "["):
        return yaml_tree.parse(text, problems)
    try:
        return json_tree.parse(text, problems)
    except SyntaxProblem as error:
        if error.code != "syntax/json":
            raise
        try:
            return yaml_tree.parse(text, problems)
        except SyntaxProblem as other:
            raise (other if yaml else error) from None


def decode(data: bytes) -> str:
    """The text of `data`: UTF-8, or UTF-16 with a byte order mark. Raises `SyntaxProblem`."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line, column = position(before, len(before))
        raise SyntaxProblem(
            "syntax/encoding", f"this byte is not {encoding.upper()}", line, column, "save it so"
        ) from None
    return text.removeprefix("\ufeff")


def read_text(path: Path, diagnostics: Diagnostics) -> str | None:
    """The text of a file that the user named, such as a config; None when reported instead."""
    name = str(path)
    try:
        return decode(_load(path, MAX_FILE))
    except SyntaxProblem as error:
        diagnostics.error(
            error.code, name, error.message, error.hint, line=error.line, column=error.column
        )
    except FileNotFoundError:
        diagnostics.error("source/missing", name, "there is no such file", _similar(str(path)))
    except (OSError, ValueError) as error:
        diagnostics.error("source/unreadable", name, f"cannot read this file: {_cause(error)}")
    return None


@dataclass(frozen=True, slots=True)
class _Want:
    """A `$ref` to another file: where it stands and what file it names."""

    file: str
    pointer: str
    ref: str
    name: str
    """The file relative to the main file's folder; may lead out of it. "" when refused already."""
    is_guess: bool = False
    """It may be a name instead of a file, so a missing file is no mistake."""


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why a reference was not followed."""

    code: str
    message: str
    hint: str = ""


class _Reader:
    """One run of `read`."""

    def __init__(self, main: Path | str, root: Path | None, diagnostics: Diagnostics) -> None:
        self.stdin = str(main) == "-"
        self.path = Path(main)
        self.folder = Path() if self.stdin else self.path.parent
        self.root = os.path.realpath(root if root is not None else self.folder)
        self.base = os.path.realpath(self.folder)
        self.main = STDIN if self.stdin else self.path.name
        self.diagnostics = diagnostics
        diagnostics.main = self.main
        self.texts: dict[str, str] = {}
        self.trees: dict[str, Json] = {}
        self.ids: set[str] = set()
        """The absolute `$id`s of what was read: a `$ref` to one of them needs no network."""
        self.failed: dict[str, _Refusal] = {}
        self.total = 0

    def read(self) -> Sources:
        wants = self.main_file()
        refusals: list[tuple[_Want, _Refusal]] = []
        for want in wants:  # grows while it is walked
            refusal = self.refusal(want) or self.failed.get(want.name)
            if refusal is None and want.name not in self.texts:
                found = self.other_file(want.name)
                if isinstance(found, _Refusal):
                    refusal = self.failed[want.name] = found
                else:
                    wants.extend(found)
            if refusal is not None:
                refusals.append((want, refusal))
        refused: set[tuple[str, str]] = set()
        for want, refusal in refusals:
            if want.ref.partition("#")[0] in self.ids or (
                want.is_guess and refusal.code == "ref/missing"
            ):
                continue
            refused.add((want.file, want.ref))
            hint = refusal.hint
            if refusal.code == "ref/missing":
                hint = _component_hint(want.ref, self.trees[want.file]) or hint
            self.diagnostics.error(refusal.code, want.pointer, refusal.message, hint)
        return Sources(
            main=self.main,
            texts=self.texts,
            trees=self.trees,
            folder=self.folder,
            refused=frozenset(refused),
            originals=self.trees,
        )

    def main_file(self) -> list[_Want]:
        """Read the main file; what it refers to."""
        try:
            data = sys.stdin.buffer.read(MAX_FILE + 1) if self.stdin else _load(self.path, MAX_FILE)
            if len(data) > MAX_FILE:
                raise _too_large(MAX_FILE)
        except FileNotFoundError:
            self.diagnostics.error(
                "source/missing", "", "there is no such file", _similar(str(self.path))
            )
        except (OSError, ValueError) as error:
            self.diagnostics.error(
                "source/unreadable", "", f"cannot read this file: {_cause(error)}"
            )
        else:
            return self.take(self.main, data)
        return []

    def refusal(self, want: _Want) -> _Refusal | None:
        """Why the file of `want` may not be opened, judged by its name and by links."""
        if urllib.parse.urlsplit(want.ref).scheme or want.ref.startswith("//"):
            return _Refusal(
                "ref/remote",
                f"{want.ref} is not a local file, and nothing is fetched",
                "save it beside the document and refer to the file",
            )
        if "\0" in want.name:
            return _Refusal("ref/missing", "a file name cannot hold a NUL character")
        real = os.path.realpath(os.path.join(self.base, want.name))
        if os.path.isabs(want.name) or os.path.commonpath((self.root, real)) != self.root:
            return _Refusal(
                "ref/outside",
                f"{want.ref} is outside the folder of the document",
                "move it there, or name a folder that holds both with --ref-root",
            )
        return None

    def other_file(self, name: str) -> list[_Want] | _Refusal:
        """Read the file `name`; what it refers to, or why it is not read."""
        if len(self.texts) >= MAX_FILES:
            return _Refusal("ref/limit", f"the document has more than {MAX_FILES:,} files")
        full = os.path.join(self.base, name)
        try:
            data = _load(Path(os.path.realpath(full)), MAX_FILE, regular=True)
        except FileNotFoundError:
            return _Refusal("ref/missing", f"there is no file {name}", _similar(full))
        except (OSError, ValueError) as error:
            return _Refusal("ref/unreadable", f"cannot read {name}: {_cause(error)}")
        self.total += len(data)
        if self.total > MAX_TOTAL:
            return _Refusal(
                "ref/limit", f"the files of the document have more than {MAX_TOTAL:,} bytes"
            )
        return self.take(name, data)

    def take(self, name: str, data: bytes) -> list[_Want]:
        """Keep the file `name`, parsed; what it refers to."""
        problems: list[SyntaxProblem] = []
        self.texts[name] = ""
        try:
            text = self.texts[name] = decode(data)
            if name.endswith((".md", ".txt")):
                self.trees[name] = text
                return []
            yaml = {".yaml": True, ".yml": True, ".json": False}.get(posixpath.splitext(name)[1])
            tree = parse(text, problems, yaml=yaml)
            wants = self.wants(name, tree)
            self.trees[name] = tree
            return wants
        except SyntaxProblem as error:
            problems.append(error)
        except references.TooDeep as error:
            self.diagnostics.error(
                "syntax/limit", error.pointer, f"more than {MAX_DEPTH} levels inside each other"
            )
        finally:
            where = pointers.prefix(name, self.main).removesuffix("#")
            for one in problems:
                self.diagnostics.error(
                    one.code, where, one.message, one.hint, line=one.line, column=one.column
                )
        return []

    def wants(self, name: str, tree: Json) -> list[_Want]:
        """The references of `tree` to other files."""
        prefix = pointers.prefix(name, self.main)
        found: list[_Want] = []
        for place in references.objects(tree, prefix):
            node = place[0]
            ref = node.get("$ref")
            if isinstance(ref, str) and not ref.startswith("#"):
                where = references.pointer(place, prefix) + "/$ref"
                found.append(self.want(name, where, ref))
            for keyword in ("$id", "$self"):
                identifier = node.get(keyword)
                if isinstance(identifier, str) and ":" in identifier:
                    self.ids.add(identifier.removesuffix("#"))
            mapping = node.get("mapping")
            if isinstance(mapping, dict) and references.is_discriminator(place):
                where = references.pointer(place, prefix) + "/mapping/"
                for key, value in mapping.items():
                    if isinstance(value, str) and references.names_a_file(value):
                        at = where + pointers.escape(key)
                        found.append(self.want(name, at, value, is_guess="/" not in value))
        return found

    def want(self, file: str, pointer: str, ref: str, is_guess: bool = False) -> _Want:
        return _Want(file, pointer, ref, target(file, ref), is_guess)


def target(file: str, ref: str) -> str:
    """The name of the file that `ref` in `file` means; percent-encoding is undone once."""
    path = urllib.parse.unquote(ref.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file


def _too_large(limit: int) -> ValueError:
    return ValueError(f"it has more than {limit:,} bytes")


def _load(path: Path, limit: int, *, regular: bool = False) -> bytes:
    """The bytes of `path`; with `regular` neither a link nor a device, and never waiting.

    Raises OSError, or ValueError when it is not a file that may be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    if regular:
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, flags), "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError
        if regular and not stat.S_ISREG(mode):
            raise ValueError("it is not a regular file")
        data = file.read(limit + 1)
    if len(data) > limit:
        raise _too_large(limit)
    return data


def _cause(error: OSError | ValueError) -> str:
    """What went wrong, in the words of the system and without the path."""
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)


def _similar(path: str) -> str:
    """A hint with names near `path` that exist."""
    folder, name = os.path.split(path)
    try:
        with os.scandir(folder or ".") as entries:
            names = sorted(entry.name for entry in entries)[:10_000]
    except (OSError, ValueError):
        return ""
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""


def _component_hint(ref: str, tree: Json) -> str:
    """What to write for a `$ref` that is the bare name of a component."""
    for path in (("components", "schemas"), ("definitions",)):
        at: Json = tree
        for token in path:
            at = at.get(token) if isinstance(at, dict) else None
        if isinstance(at, dict) and ref in at:
            pointer = pointers.join("#", (*path, ref))
            return f"write `{pointer}` for the component of that name"
    return ""
