"""From a plan (what the output consists of) to files.

A plan is a list of `Render` (a template and the view it prints), `Copy` (a file of the templates
folder, byte for byte) and `File` (bytes the target made itself). Templates come only from the
folder shipped with Clientsmith; no text of a document is ever compiled as a template.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

if TYPE_CHECKING:
    import jinja2


class Render(msgspec.Struct, frozen=True):
    """A file printed by a template.

    `path` is relative to the output folder, with `/`. `template` is relative to the templates
    folder and ends in `.jinja`. The names a template sees are the keys of `view` when it is a
    mapping, and its fields when it is a struct.
    """

    path: str
    template: str
    view: object


class Copy(msgspec.Struct, frozen=True):
    """A file copied byte for byte from `source`, relative to the templates folder."""

    path: str
    source: str


class File(msgspec.Struct, frozen=True):
    """A finished file: its path relative to the output folder, and its bytes."""

    path: str
    text: bytes


Entry: TypeAlias = Render | Copy | File


class RenderError(Exception):
    """A template cannot be printed: a fault of Clientsmith or a target, not of the document."""


def templates_folder() -> Path:
    """Where the templates are: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"


def render(
    plan: Iterable[Entry], folder: Path | None = None, cache: Path | None = None
) -> list[File]:
    """Print a plan, in its order. `folder` holds the templates; None: the shipped ones.

    `cache` is a folder of this user for compiled templates; compiling is most of a small run.

    Raises RenderError, naming the output file, for a missing template or source file, for a name
    a view does not have, and for text that has no UTF-8 form (a lone surrogate).
    """
    root = templates_folder() if folder is None else folder
    files: list[File] = []
    for entry in plan:
        match entry:
            case File():
                files.append(entry)
            case Copy(path=path, source=source):
                files.append(File(path, _read(root / source, path)))
            case Render():
                files.append(File(entry.path, _print(entry, root, cache)))
    return files


def _read(source: Path, path: str) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise RenderError(f"{path}: cannot read {source}: {error.strerror}") from error


def _print(entry: Render, root: Path, cache: Path | None) -> bytes:
    from jinja2 import TemplateError

    try:
        template = environment(root, cache).get_template(entry.template)
        # What `template.render` does, but for copies of a view that has no globals beside it.
        context = template.new_context(_context(entry.view), shared=True)
        return "".join(template.root_render_func(context)).encode()
    except TemplateError as error:
        raise RenderError(f"{entry.path}: {entry.template}: {error.message}") from error
    except UnicodeEncodeError as error:
        raise RenderError(f"{entry.path}: {entry.template}: {error}") from error


def _context(view: object) -> dict[str, Any]:
    if isinstance(view, msgspec.Struct):
        return msgspec.structs.asdict(view)
    return dict(view) if isinstance(view, Mapping) else {}


@lru_cache(maxsize=8)
def environment(root: Path, cache: Path | None = None) -> jinja2.Environment:
    """The Jinja environment of a templates folder; its compiled templates are cached with it."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        newline_sequence="\n",
        autoescape=False,  # the output is source code; see the escaping doors of each target
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=None if cache is None else _bytecode_cache(cache),
    )
    made.globals.clear()  # no template calls a function, and each file would have a copy
    return made


def _bytecode_cache(folder: Path) -> jinja2.BytecodeCache | None:
    """Compiled templates in `folder`, each under a hash of its text.

    A cache that cannot be written is only slower.
    """
    import jinja2

    class Cache(jinja2.FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
            with contextlib.suppress(OSError):
                super().dump_bytecode(bucket)

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return Cache(str(folder))
