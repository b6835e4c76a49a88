"""Request bodies: JSON, forms, multipart, binary and text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .guards import is_object
from .sentinel import omit
from .texts import shape_of, text, without_omitted

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Iterable, Mapping, Sequence

    from .files import Source

    Content = bytes | Callable[[], Iterable[bytes] | AsyncIterable[bytes]]

__all__ = ["Encoded", "encode"]

_IN_MEMORY = 1 << 20
"""Bytes up to which a body whose size is known is put together before it is sent."""


class Encoded:
    """A body on the wire.

    content: bytes, or a function that begins it anew at each attempt.
    headers: Content-Type, and Content-Length where `content` is a function and the size
    is known.
    rewindable: whether the body can be sent a second time.
    """

    __slots__ = ("content", "headers", "rewindable")

    def __init__(
        self, content: Content, headers: dict[str, str], rewindable: bool = True
    ) -> None:
        self.content: Content = content
        self.headers = headers
        self.rewindable = rewindable


def encode(
    kind: str,
    value: object,
    extra: object | None = None,
    encoding: Mapping[str, Any] | None = None,
    files: Sequence[str] = (),
    optional: bool = False,
) -> Encoded | None:
    """Return the body of a request; None when there is none.

    kind: "json", "form", "multipart", "binary:<content type>", "text:<content type>",
    "lines:<content type>" (a JSON value on each line); "json:<content type>" is JSON
    under another name, "multipart:<content type>" something else than form-data.
    extra: members that are merged over an object (`omit` removes one), or the whole
    body where there is no other.
    encoding: by member of a form, its Style or its content type.
    files: the members of a form that are files.
    optional: an object whose members are all absent is no body.

    Raises TypeError for a value that cannot be a body of this kind.
    """
    kind, _, content_type = kind.partition(":")
    if optional and extra is None and _is_empty(value):
        return None
    if kind == "json":
        return _json(value, extra, content_type or "application/json")
    if value is None or value is omit:
        if extra is None:
            return None
        value = {}
    if kind in ("form", "multipart"):
        fields = _merged(value, extra)
        if kind == "form":
            return _form(fields, encoding)
        return _multipart(fields, encoding, files, content_type)
    if extra is not None:
        raise TypeError("extra_body needs a body that is an object")
    if kind == "text":
        content = text(value).encode()
        if not content.isascii() and "charset" not in content_type:
            content_type += "; charset=utf-8"
        return Encoded(content, {"Content-Type": content_type})
    if kind == "lines":
        return _lines(value, content_type)
    return _binary(value, content_type)


def _is_empty(value: Any) -> bool:
    return is_object(value) and all(it is omit for it in value.values())


def _json(value: Any, extra: Any, content_type: str) -> Encoded | None:
    if value is omit:
        if extra is None:
            return None
        value, extra = extra, None
    from .encode import encode_json

    if extra is not None:
        value = _merged(value, extra)
    elif is_object(value):
        value = {name: it for name, it in value.items() if it is not omit}
    try:
        content = encode_json(value)
    except TypeError:  # perhaps only an `omit` further down
        content = encode_json(without_omitted(value))
    return Encoded(content, {"Content-Type": content_type})


def _merged(value: Any, extra: Any) -> dict[str, Any]:
    """Return the members of an object with `extra` over them, without absent ones."""
    fields: dict[str, Any] = {}
    for part in (value, extra):
        if part is None or part is omit:
            continue
        members = part if is_object(part) else shape_of(part)
        if not is_object(members):
            raise TypeError("extra_body and forms need a body that is an object")
        fields.update(members)
    return {name: it for name, it in fields.items() if it is not omit}


def _form(fields: dict[str, Any], encoding: Mapping[str, Any] | None) -> Encoded:
    from .styles import Style, form_string

    styles = {
        name: style if isinstance(style, Style) else Style.JSON
        for name, style in (encoding or {}).items()
        if isinstance(style, Style) or style.endswith("json")
    }
    content = form_string(fields, styles).encode()
    return Encoded(content, {"Content-Type": "application/x-www-form-urlencoded"})


def _multipart(
    fields: dict[str, Any],
    encoding: Mapping[str, Any] | None,
    files: Sequence[str],
    content_type: str,
) -> Encoded:
    from .multipart import Multipart

    source = Multipart(fields, encoding, files)
    content_type = content_type or "multipart/form-data"
    return _streamed(source, f"{content_type}; boundary={source.boundary}")


def _lines(value: Any, content_type: str) -> Encoded:
    """Values on a line each; text and bytes are lines already."""
    if isinstance(value, (str, bytes)):
        content = value.encode() if isinstance(value, str) else value
    else:
        from .encode import encode_json

        lines = [encode_json(without_omitted(item)) + b"\n" for item in value]
        content = b"".join(lines)
    return Encoded(content, {"Content-Type": content_type})


def _binary(value: Any, content_type: str) -> Encoded:
    from .files import content_type_of, split_file

    name, source, chosen, _ = split_file(value)
    if not chosen and "*" in content_type:
        chosen = content_type_of(name)
    return _streamed(source, chosen or content_type)


def _streamed(source: Source, content_type: str) -> Encoded:
    headers = {"Content-Type": content_type}
    in_memory = source.size is not None and source.size <= _IN_MEMORY
    if in_memory and source.rewindable and not source.is_async:
        return Encoded(b"".join(source.chunks()), headers)
    if source.size is not None:
        headers["Content-Length"] = str(source.size)
    begin = source.async_chunks if source.is_async else source.chunks
    return Encoded(begin, headers, source.rewindable)
