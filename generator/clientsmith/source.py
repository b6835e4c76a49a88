"""The only reader of documents: the main file and every local file its `$ref`s reach.

Documents are untrusted: nothing is fetched, no file outside the root folder is opened, whatever
`..`, percent-encoding or symbolic link says so, and sizes and counts are bounded. Each refusal is
an error at the `$ref` that asked for it.
"""

from __future__ import annotations

import os
import posixpath
import sys
import urllib.parse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any as Json

import msgspec

from . import files, overlay, pointers, references
from .diagnostics import Diagnostics
from .formats import parse
from .hashes import sha256_text
from .self_contained import is_self_contained
from .syntax import MAX_DEPTH, Parsed, SyntaxProblem, decode, utf8

MAX_FILE = 100 * 2**20
"""Bytes of one file."""

MAX_TOTAL = 256 * 2**20
"""Bytes of all files of one document."""

MAX_FILES = 10_000

_LEADING = frozenset(("$ref", "$id", "$self", "mapping", "defaultMapping"))
"""Keys that lead to other files, or say what a file is called."""

STDIN = "<stdin>"
"""The name of the main document when it comes from standard input."""


class Sources(msgspec.Struct, frozen=True):
    """The files of one document. Trees are shared and must not be changed in place."""

    main: str
    """The name of the main file."""
    texts: dict[str, bytes]
    """Name, relative to the main file's folder and with `/`, to text in UTF-8.

    As a `str` a large document with a single emoji would take four times the room.
    """
    trees: dict[str, Json]
    """Name to tree; a file that could not be parsed has none."""
    folder: Path = Path()
    """The main file's folder as the user wrote it: `folder / name` is what an editor opens."""
    refused: frozenset[tuple[str, str]] = frozenset()
    """(File, `$ref`) of references that were refused and reported here."""
    originals: Mapping[str, Json] = {}
    """The trees of the texts, where `upgrade` put others into `trees`."""
    moved: Mapping[str, str] = {}
    """Pointer in `trees` to pointer in the text, for nodes that `upgrade` moved, with all below."""
    version: str = ""
    """The version of OpenAPI that the main file is written in, such as `3.0`; set by `upgrade`."""
    overlays: tuple[str, ...] = ()
    """The names of the overlays; `texts` has them, `trees` the main document with them."""
    overlaid: Mapping[str, str] = {}
    """Pointer in `originals` to pointer in a text, for nodes that overlays brought or moved."""

    unusual: frozenset[str] | None = None
    """The files with references in places where OpenAPI has none; None: nobody has looked."""
    identified: frozenset[str] | None = None
    """The files in which something has a URI of its own; None: nobody has looked."""
    _hashes: dict[str, str] = {}

    def hash(self, name: str) -> str:
        """Of the text of a file; made once, for copies of these sources too."""
        found = self._hashes.get(name)
        if found is None:
            found = self._hashes[name] = sha256_text(self.texts[name])
        return found

    def written(self, pointer: str) -> str:
        """Where the node at `pointer` of `originals` is written."""
        head = pointer if self.overlaid else ""
        while head and head not in self.overlaid:
            head = head.rpartition("/")[0]
        return self.overlaid[head] + pointer[len(head) :] if head else pointer


def read(
    main: Path | str,
    root: Path | None,
    diagnostics: Diagnostics,
    overlays: Sequence[Path] = (),
) -> Sources:
    """Read `main` (`-`: standard input) and the files it refers to, all of them below `root`.

    `root` defaults to the folder of `main`, or the current folder for standard input. `overlays`
    are applied before any reference is followed. What is wrong is reported; a file that cannot be
    read or parsed is not in the result's `trees`.
    """
    return _Reader(main, root, diagnostics, overlays).read()


def read_text(path: Path, diagnostics: Diagnostics) -> str | None:
    """The text of a file that the user named, such as a config; None when reported instead."""
    name = str(path)
    try:
        return decode(files.load(path, MAX_FILE))
    except SyntaxProblem as error:
        diagnostics.error(
            error.code, name, error.message, error.hint, line=error.line, column=error.column
        )
    except FileNotFoundError:
        diagnostics.error("source/missing", name, "there is no such file", files.similar(str(path)))
    except (OSError, ValueError) as error:
        diagnostics.error("source/unreadable", name, f"cannot read this file: {files.cause(error)}")
    return None


class _Want(msgspec.Struct, frozen=True):
    """A `$ref` to another file: where it stands and what file it names."""

    file: str
    pointer: str
    ref: str
    name: str
    """The file relative to the main file's folder; may lead out of it. "" when refused already."""
    is_guess: bool = False
    """It may be a name instead of a file, so a missing file is no mistake."""
    uri: str = ""
    """What `ref` means relative to the `$id` or `$self` around it."""


class _Refusal(msgspec.Struct, frozen=True):
    """Why a reference was not followed."""

    code: str
    message: str
    hint: str = ""


class _Reader:
    """One run of `read`."""

    def __init__(
        self,
        main: Path | str,
        root: Path | None,
        diagnostics: Diagnostics,
        overlays: Sequence[Path],
    ) -> None:
        self.stdin = str(main) == "-"
        self.path = Path(main)
        self.folder = Path() if self.stdin else self.path.parent
        self.root = os.path.realpath(root if root is not None else self.folder)
        self.base = os.path.realpath(self.folder)
        self.main = STDIN if self.stdin else self.path.name
        self.diagnostics = diagnostics
        diagnostics.main = self.main
        self.texts: dict[str, bytes] = {}
        self.trees: dict[str, Json] = {}
        self.ids: set[str] = set()
        """The URIs of what was read: a `$ref` to one of them needs no file and no network."""
        self.unusual: set[str] = set()
        self.identified: set[str] = set()
        self.failed: dict[str, _Refusal] = {}
        self.total = 0
        self.overlays = [(files.relative(path, self.folder), path) for path in overlays]
        self.overlaid: Mapping[str, str] = {}

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
            if {want.uri, want.ref.partition("#")[0]} & self.ids or (
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
            overlays=tuple(name for name, _ in self.overlays if name in self.texts),
            overlaid=self.overlaid,
            unusual=frozenset(self.unusual),
            identified=frozenset(self.identified),
        )

    def main_file(self) -> list[_Want]:
        """Read the main file; what it refers to."""
        try:
            data = (
                sys.stdin.buffer.read(MAX_FILE + 1)
                if self.stdin
                else files.load(self.path, MAX_FILE)
            )
            if len(data) > MAX_FILE:
                raise files.too_large(MAX_FILE)
        except FileNotFoundError:
            self.diagnostics.error(
                "source/missing", "", "there is no such file", files.similar(str(self.path))
            )
        except (OSError, ValueError) as error:
            self.diagnostics.error(
                "source/unreadable", "", f"cannot read this file: {files.cause(error)}"
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
            data = files.load(Path(os.path.realpath(full)), MAX_FILE, regular=True)
        except FileNotFoundError:
            hint = files.similar(full) or "the path begins at the folder of the file it is in"
            return _Refusal("ref/missing", f"there is no file {name}", hint)
        except (OSError, ValueError) as error:
            return _Refusal("ref/unreadable", f"cannot read {name}: {files.cause(error)}")
        self.total += len(data)
        if self.total > MAX_TOTAL:
            return _Refusal(
                "ref/limit", f"the files of the document have more than {MAX_TOTAL:,} bytes"
            )
        return self.take(name, data)

    def take(self, name: str, data: bytes) -> list[_Want]:
        """Keep the file `name`, parsed; what it refers to."""
        found = self.parsed(name, data)
        if found is None:
            return []
        is_patched = name == self.main and bool(self.overlays)
        tree = self.patched(found.tree) if is_patched else found.tree
        wants: list[_Want] = []
        if is_patched or not (found.compact and is_self_contained(found.compact)):
            try:
                wants = self.wants(name, tree)
            except references.TooDeep as error:
                self.diagnostics.error(
                    "syntax/limit", error.pointer, f"more than {MAX_DEPTH} levels inside each other"
                )
                return []
        self.trees[name] = tree
        return wants

    def parsed(self, name: str, data: bytes) -> Parsed | None:
        """The tree of the file `name`, whose text is kept; None when it has none."""
        problems: list[SyntaxProblem] = []
        self.texts[name] = b""
        try:
            text = self.texts[name] = utf8(data)
            if name.endswith((".md", ".txt")):
                return Parsed(decode(text))
            yaml = {".yaml": True, ".yml": True, ".json": False}.get(posixpath.splitext(name)[1])
            return parse(text, problems, yaml=yaml)
        except SyntaxProblem as error:
            problems.append(error)
        finally:
            where = pointers.prefix(name, self.main).removesuffix("#")
            for one in problems:
                self.diagnostics.error(
                    one.code, where, one.message, one.hint, line=one.line, column=one.column
                )
        return None

    def patched(self, tree: Json) -> Json:
        """The main document with the overlays; those that cannot be read are reported."""
        trees: dict[str, Json] = {}
        for name, path in self.overlays:
            where = pointers.prefix(name, self.main).removesuffix("#")
            self.texts[name] = b""
            try:
                found = self.parsed(name, files.load(path, MAX_FILE))
            except FileNotFoundError:
                self.diagnostics.error(
                    "overlay/missing", where, "there is no such overlay", files.similar(str(path))
                )
            except (OSError, ValueError) as error:
                self.diagnostics.error(
                    "overlay/unreadable", where, f"cannot read this overlay: {files.cause(error)}"
                )
            else:
                if found is not None:
                    trees[name] = found.tree
                    self.check_extends(name, path, found.tree)
        patched = overlay.apply(tree, trees, self.diagnostics)
        self.overlaid = patched.places
        return patched.tree

    def check_extends(self, name: str, path: Path, tree: Json) -> None:
        """Report an overlay that says it is for another file."""
        extends = tree.get("extends") if isinstance(tree, dict) else None
        if not isinstance(extends, str) or urllib.parse.urlsplit(extends).scheme or self.stdin:
            return
        meant = os.path.realpath(path.parent / urllib.parse.unquote(extends))
        if meant != os.path.realpath(self.path):
            self.diagnostics.warning(
                "overlay/extends",
                pointers.prefix(name, self.main) + "/extends",
                f"this overlay is for {extends}, not for {self.main}",
            )

    def wants(self, name: str, tree: Json) -> list[_Want]:
        """The references of `tree` to other files."""
        prefix = pointers.prefix(name, self.main)
        found: list[_Want] = []
        has_ids = False
        for place in references.objects(tree, prefix, _LEADING):  # outer ones first
            node = place[0]
            ref = node.get("$ref")
            if isinstance(ref, str) and references.is_unusual(place):
                self.unusual.add(name)
            if len(node) == 1 and isinstance(ref, str) and ref.startswith("#"):
                continue  # as most are
            if isinstance(ref, str) and not ref.startswith("#"):
                where = references.pointer(place, prefix) + "/$ref"
                uri = references.relative(ref, place) if has_ids else ""
                found.append(_Want(name, where, ref, target(name, ref), uri=uri))
            if references.own_identity(place):
                has_ids = True
                self.identified.add(name)
                self.ids.add(references.identity(place))
            mapping = node.get("mapping")
            other = node.get("defaultMapping")
            if (mapping or other) and references.is_discriminator(place):
                where = references.pointer(place, prefix)
                named = [(f"{where}/defaultMapping", other)]
                if isinstance(mapping, dict):
                    for key, value in mapping.items():
                        named.append((f"{where}/mapping/{pointers.escape(key)}", value))
                for at, value in named:
                    if isinstance(value, str) and references.names_a_file(value):
                        guess = "/" not in value
                        found.append(_Want(name, at, value, target(name, value), guess))
        return found


def target(file: str, ref: str) -> str:
    """The name of the file that `ref` in `file` means; percent-encoding is undone once."""
    path = urllib.parse.unquote(ref.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file


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
