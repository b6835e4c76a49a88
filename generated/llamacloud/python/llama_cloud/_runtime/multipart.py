"""multipart/form-data bodies (RFC 7578), read from their files while they are sent."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from .encode import encode_json
from .errors import ArgumentError
from .files import Source, content_type_of, is_file, open_source, split_file
from .guards import is_array, is_object
from .sentinel import omit
from .styles import Style, form_pairs
from .texts import shape_of, text, without_omitted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

__all__ = ["Multipart"]

_ARRAYS: Any = (list, tuple, set, frozenset)


class Multipart(Source):
    """A multipart body. `boundary` is random: it cannot be foreseen by any content."""

    def __init__(
        self,
        fields: Mapping[str, Any],
        encoding: Mapping[str, Any] | None,
        files: Sequence[str] = (),
    ) -> None:
        """`files` are the fields that are files: a text is refused there.

        It might be meant as a path or as the content, and would be sent as a field.
        """
        self.boundary = os.urandom(16).hex()
        self._parts: list[tuple[bytes, Source]] = []
        for name, value in fields.items():
            if value is not omit:
                if name in files:
                    _refuse_text(name, value)
                self._add(name, value, (encoding or {}).get(name))
        self._end = f"--{self.boundary}--\r\n".encode()
        self.rewindable = all(source.rewindable for _, source in self._parts)
        self.is_async = any(source.is_async for _, source in self._parts)
        total = len(self._end)
        for head, source in self._parts:
            if source.size is None:
                break
            total += len(head) + source.size + 2
        else:
            self.size = total

    def _add(self, name: str, value: Any, encoding: Any, inside: bool = False) -> None:
        """Add the parts of a field, or of an item `inside` the list of a field.

        encoding: a Style, a content type, several with commas between them, or None.
        """
        if isinstance(encoding, Style):
            for key, item in form_pairs(name, value, encoding):
                self._add_part(key, open_source(item), None)
        elif is_file(value):
            self._add_file(name, value, encoding)
        elif isinstance(value, _ARRAYS) and not inside:
            for item in value:
                if item is not omit:
                    self._add(name, item, encoding, inside=True)
        else:
            shaped = shape_of(value)
            is_json = is_object(shaped) or is_array(shaped)
            given = encoding.partition(",")[0] if encoding else ""
            content_type = given or ("application/json" if is_json else None)
            if is_json or given.endswith("json"):
                content = encode_json(without_omitted(value))
            else:
                content = text(shaped).encode()
            self._add_part(name, open_source(content), content_type)

    def _add_file(self, name: str, value: Any, encoding: str | None) -> None:
        filename, source, content_type, headers = split_file(value)
        if not isinstance(value, tuple):
            filename = filename or "upload"
        content_type = content_type or _one_of(encoding or "*", filename)
        self._add_part(name, source, content_type, filename, headers)

    def _add_part(
        self,
        name: str,
        source: Source,
        content_type: str | None,
        filename: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        head = (
            f'--{self.boundary}\r\nContent-Disposition: form-data; name="{_name(name)}"'
        )
        if filename is not None:
            _refuse_breaks("file name", filename)
            head += f'; filename="{_name(filename)}"'
        if content_type:
            head += f"\r\nContent-Type: {_refuse_breaks('content type', content_type)}"
        for key, value in (headers or {}).items():
            _refuse_breaks("header", key + value)
            if key.lower() != "content-type":
                head += f"\r\n{key}: {value}"
        self._parts.append((f"{head}\r\n\r\n".encode(), source))

    def chunks(self) -> Iterator[bytes]:
        """Yield the body in pieces."""
        for head, source in self._parts:
            yield head
            yield from source.chunks()
            yield b"\r\n"
        yield self._end

    async def async_chunks(self) -> AsyncIterator[bytes]:
        """Yield the body in pieces, those of async iterables too."""
        for head, source in self._parts:
            yield head
            async for chunk in source.async_chunks():
                yield chunk
            yield b"\r\n"
        yield self._end


def _one_of(types: str, filename: str | None) -> str:
    """Return the content type that a name stands for, or the first one allowed."""
    guess = content_type_of(filename)
    allowed = [one.strip() for one in types.split(",")]
    return guess if guess in allowed or "*" in types else allowed[0]


def _refuse_text(name: str, value: Any) -> None:
    is_list = isinstance(value, _ARRAYS) and not is_file(value)
    values: Any = value if is_list else (value,)
    if any(isinstance(item, str) for item in values):
        raise TypeError(
            f"{name}: a file is bytes, a pathlib.Path, an open binary file or a tuple "
            "(name, content); encode() a text that is the content itself"
        )


def _name(value: str) -> str:
    """Escape a name (HTML standard, "multipart/form-data encoding algorithm")."""
    return value.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _refuse_breaks(what: str, value: str) -> str:
    if any(character in value for character in "\r\n\0"):
        raise ArgumentError(f"a {what} must not contain line breaks or NUL: {value!r}")
    return value
