"""Names within one scope, and what files may be called."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from clientsmith.paths import portable


class Module(msgspec.Struct, frozen=True):
    """A module of the package, by its path within `src`: `("resources", "beta", "batch")`."""

    path: tuple[str, ...]

    @property
    def file(self) -> str:
        """The file, relative to the package."""
        return f"src/{'/'.join(self.path)}.ts"

    def to(self, other: Module) -> str:
        """The specifier that imports another module from this one."""
        shared = 0
        for mine, its in zip(self.path[:-1], other.path[:-1], strict=False):
            if mine != its:
                break
            shared += 1
        up = len(self.path) - 1 - shared
        start = "../" * up if up else "./"
        return f"{start}{'/'.join(other.path[shared:])}.js"


def runtime(name: str) -> Module:
    """A module of the runtime."""
    return Module(("runtime", name))


def file_name(words: Iterable[str], fallback: str = "resource") -> str:
    """A file name in kebab-case that every file system can hold."""
    parts = [re.sub(r"[^a-z0-9]", "", word.lower()) for word in words]
    name = "-".join(filter(None, parts)) or fallback
    return portable(name, "-")
