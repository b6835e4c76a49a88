"""Files to upload: paths, bytes, open files, iterators, with or without a name."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING, Any, Union

if TYPE_CHECKING:
    from collections.abc import (
        AsyncIterable,
        AsyncIterator,
        Iterable,
        Iterator,
        Mapping,
    )

    FileContent = Union[  # noqa: UP007
        bytes, IO[bytes], os.PathLike[str], Iterable[bytes], AsyncIterable[bytes]
    ]
    """What a file consists of. An async iterable is for the async client only."""

    FileTypes = Union[  # noqa: UP007
        FileContent,
        tuple[str | None, FileContent],
        tuple[str | None, FileContent, str | None],
        tuple[str | None, FileContent, str | None, Mapping[str, str]],
    ]
    """A file: its content, or (name, content[, content type[, the part's headers]])."""
else:
    FileContent = FileTypes = Any

__all__ = [
    "FileContent",
    "FileTypes",
    "Source",
    "content_type_of",
    "file_from_path",
    "is_file",
    "open_source",
    "split_file",
]

_CHUNK = 65536

# Untyped on purpose: a type checker would find parameters of them unknown.
_BYTES: Any = (bytes, bytearray, memoryview)
_PATHS: Any = os.PathLike
_OBJECT: Any = dict
_TUPLE: Any = tuple


def file_from_path(path: str | os.PathLike[str]) -> tuple[str, os.PathLike[str]]:
    """Return the file at a path, under its own name. It is read while it is sent."""
    from pathlib import Path

    return os.path.basename(os.fspath(path)), Path(path)


def is_file(value: Any) -> bool:
    """Tell whether a value of a form is a file rather than text or JSON."""
    if isinstance(value, _TUPLE):
        parts: list[Any] = list(value)
        return (
            2 <= len(parts) <= 4
            and (parts[0] is None or isinstance(parts[0], str))
            and (is_file(parts[1]) or (len(parts) > 2 and isinstance(parts[1], str)))
        )
    return isinstance(value, (*_BYTES, _PATHS)) or any(
        hasattr(value, name) for name in ("read", "__aiter__", "__next__")
    )


def split_file(
    value: Any,
) -> tuple[str | None, Source, str | None, Mapping[str, str]]:
    """Return name, source, content type and headers of a file in any of its forms."""
    if not isinstance(value, _TUPLE):
        source = open_source(value)
        return source.name, source, None, {}
    parts: list[Any] = [
        *value,
        None,
        None,
    ]
    headers: Mapping[str, str] = parts[3] if len(parts) > 5 and parts[3] else {}
    return parts[0], open_source(parts[1]), parts[2], headers


_types: Any = None


def content_type_of(filename: str | None) -> str:
    """Return the media type that the end of a file's name stands for.

    From Python's own table, not the machine's, so that it is the same everywhere.
    """
    global _types
    if not filename:
        return "application/octet-stream"
    if _types is None:
        import mimetypes

        _types = mimetypes.MimeTypes(filenames=())
    kind, encoding = _types.guess_type("x" + os.path.splitext(filename)[1])
    return "application/octet-stream" if encoding or not kind else str(kind)


class Source:
    """The bytes of a file or body, to be read in pieces while they are sent.

    size: in bytes; None when nobody knows before the end.
    rewindable: whether `chunks` can be called again.
    is_async: whether only `async_chunks` works.
    name: what the file is called, where it says so itself.
    """

    size: int | None = None
    rewindable = True
    is_async = False
    name: str | None = None

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes from their beginning."""
        raise NotImplementedError

    async def async_chunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes from their beginning, also of an async iterable."""
        for chunk in self.chunks():
            yield chunk


class _Bytes(Source):
    def __init__(self, content: bytes) -> None:
        self._content = content
        self.size = len(content)

    def chunks(self) -> Iterator[bytes]:
        yield self._content


class _Path(Source):
    def __init__(self, path: os.PathLike[str]) -> None:
        self._path = path
        self.name = os.path.basename(os.fspath(path))
        self.size = os.stat(path).st_size

    def chunks(self) -> Iterator[bytes]:
        with open(self._path, "rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


class _File(Source):
    """An open file: sent from where it stands, again from there if it can seek."""

    _start: int | None = None

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        name = getattr(file, "name", None)
        if isinstance(name, str):
            self.name = os.path.basename(name)
        try:
            start = file.tell()
            self.size = file.seek(0, os.SEEK_END) - start
            self._start = file.seek(start)
        except (AttributeError, OSError, ValueError):  # a pipe, a socket
            self.rewindable = False

    def chunks(self) -> Iterator[bytes]:
        if self._start is not None:
            self._file.seek(self._start)
        while chunk := self._file.read(_CHUNK):
            yield _checked(chunk)


class _Iterable(Source):
    def __init__(self, iterable: Iterable[bytes]) -> None:
        self._iterable = iterable
        self.rewindable = not hasattr(iterable, "__next__")
        if isinstance(iterable, (list, tuple)):
            self.size = sum(len(_checked(chunk)) for chunk in iterable)

    def chunks(self) -> Iterator[bytes]:
        for chunk in self._iterable:
            if chunk:  # an empty chunk would end a chunked body
                yield _checked(chunk)


class _AsyncIterable(Source):
    is_async = True

    def __init__(self, iterable: AsyncIterable[bytes]) -> None:
        self._iterable = iterable
        self.rewindable = not hasattr(iterable, "__anext__")

    async def async_chunks(self) -> AsyncIterator[bytes]:
        async for chunk in self._iterable:
            if chunk:
                yield _checked(chunk)


def _checked(chunk: Any) -> bytes:
    if isinstance(chunk, str):
        raise TypeError("a file must be opened in binary mode: it gave str, not bytes")
    return chunk if isinstance(chunk, bytes) else bytes(chunk)


def open_source(content: Any) -> Source:
    """Return what reads a file's content. Raises OSError for a path that has none."""
    if isinstance(content, str):
        return _Bytes(content.encode())
    if isinstance(content, _BYTES):
        return _Bytes(bytes(content))
    if isinstance(content, _PATHS):
        return _Path(content)
    if hasattr(content, "__aiter__"):
        return _AsyncIterable(content)
    if hasattr(content, "read"):
        return _File(content)
    if hasattr(content, "__iter__") and not isinstance(content, _OBJECT):
        return _Iterable(content)
    kind = type(content).__name__
    raise TypeError(f"a file is bytes, a path, an open file or an iterator, not {kind}")
