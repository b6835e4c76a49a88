"""JSON pointers (RFC 6901) with the file they point into.

A pointer of the main document is `#/a/b`, one of another file is that file's name, relative to the
main document's folder, and the pointer: `schemas/pet.yaml#/Pet`. In memory pointers are never
percent-encoded, except that a file name writes `%` and `#` as `%25` and `%23`, so that the first
`#` always ends the file name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def escape(token: str) -> str:
    """A member name as one token of a JSON pointer (RFC 6901, section 3)."""
    if "~" in token or "/" in token:
        return token.replace("~", "~0").replace("/", "~1")
    return token


def unescape(token: str) -> str:
    """The member name that a token of a JSON pointer stands for (RFC 6901, section 4)."""
    if "~" in token:
        return token.replace("~1", "/").replace("~0", "~")
    return token


def prefix(file: str, main: str) -> str:
    """The pointer of the root of `file`: `#` for the main document."""
    if file == main:
        return "#"
    return file.replace("%", "%25").replace("#", "%23") + "#"


def split(pointer: str, main: str) -> tuple[str, tuple[str, ...]]:
    """The file and the unescaped tokens of `pointer`; `""` and a bare file name are whole files."""
    head, _, tail = pointer.partition("#")
    file = head.replace("%23", "#").replace("%25", "%") if head else main
    return file, tuple(unescape(token) for token in tail.split("/")[1:])


def join(root: str, tokens: Iterable[str]) -> str:
    """The pointer `tokens` below the pointer `root`."""
    return root + "".join("/" + escape(token) for token in tokens)


def around(pointer: str) -> Iterator[str]:
    """The pointers of what a pointer is inside of, outermost first, and itself."""
    end = pointer.find("/")
    while end >= 0:
        yield pointer[:end]
        end = pointer.find("/", end + 1)
    yield pointer
