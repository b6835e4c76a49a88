"""Bodies: files in all their forms, streaming, what can be sent twice."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from clientsmith_runtime.body import Encoded, encode
from clientsmith_runtime.files import content_type_of, file_from_path, is_file, open_source
from clientsmith_runtime.sentinel import omit
from sample_models import Dog, Job

BIG = os.urandom(3 << 20)


def body(kind: str, value: Any, extra: Any = None, encoding: Any = None) -> Encoded:
    encoded = encode(kind, value, extra, encoding)
    assert encoded is not None
    return encoded


def sent(encoded: Encoded) -> bytes:
    """What goes over the wire; the length that was promised is the length."""
    content = encoded.content
    data = content if isinstance(content, bytes) else b"".join(content())  # type: ignore[arg-type]
    assert len(data) == int(encoded.headers.get("Content-Length", len(data)))
    return data


def sent_async(encoded: Encoded) -> bytes:
    async def read() -> bytes:
        assert callable(encoded.content)
        return b"".join([chunk async for chunk in encoded.content()])  # type: ignore[union-attr]

    return asyncio.run(read())


async def chunks_later() -> AsyncIterator[bytes]:
    for chunk in (b"a", b"", b"b"):
        yield chunk


@pytest.fixture
def big(tmp_path: Path) -> Path:
    path = tmp_path / "big.bin"
    path.write_bytes(BIG)
    return path


def test_json_of_models_and_absent_members() -> None:
    assert sent(body("json", Job(id="1", status="x", count=2))) == (
        b'{"id":"1","status":"x","count":2}'
    )
    assert sent(body("json", {"a": omit, "b": {"c": omit, "d": [omit, 1]}})) == b'{"b":{"d":[1]}}'
    assert sent(body("json", Dog(), {"kind": omit, "x": 1})) == b'{"x":1}'
    assert sent(body("json", None)) == b"null"
    with pytest.raises(TypeError):
        body("json", {"a": object()})
    with pytest.raises(TypeError):
        body("text:text/plain", "x", {"a": 1})


def test_a_small_file_is_read_at_once_and_can_be_sent_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("hello")
    for file in (path, path.open("rb"), io.BytesIO(b"hello"), file_from_path(str(path))):
        encoded = body("multipart", {"f": file})
        assert encoded.rewindable
        assert isinstance(encoded.content, bytes)
        assert b"\r\n\r\nhello\r\n--" in encoded.content
        if not isinstance(file, io.BytesIO):
            assert b'filename="a.txt"\r\nContent-Type: text/plain\r\n' in encoded.content
        if isinstance(file, io.BufferedReader):
            file.close()


@pytest.mark.parametrize("kind", ["multipart", "binary:application/octet-stream"])
def test_a_big_file_is_streamed_with_its_length(kind: str, big: Path) -> None:
    with big.open("rb") as file:
        for given in (big, file, ("name", big), ("name", file, "a/b"), [BIG[: 1 << 21], BIG]):
            value: Any = {"f": given} if kind == "multipart" else given
            if kind == "multipart" and isinstance(given, list):
                continue
            file.seek(0)
            encoded = body(kind, value)
            assert encoded.rewindable
            assert not isinstance(encoded.content, bytes)
            assert "Content-Length" in encoded.headers
            first, second = sent(encoded), sent(encoded)
            assert first == second
            assert BIG in first


def test_an_open_file_is_sent_from_where_it_stands(big: Path) -> None:
    with big.open("rb") as file:
        file.seek(1 << 20)
        encoded = body("binary:a/b", file)
        assert sent(encoded) == sent(encoded) == BIG[1 << 20 :]


def test_what_cannot_be_rewound_is_sent_once() -> None:
    def chunks() -> Iterator[bytes]:
        yield from (b"a", b"", bytearray(b"b"))  # type: ignore[misc]

    reader, writer = os.pipe()
    os.write(writer, b"ab")
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        for given in (chunks(), pipe):
            encoded = body("binary:a/b", given)
            assert not encoded.rewindable
            assert "Content-Length" not in encoded.headers
            assert sent(encoded) == b"ab"


def test_async_iterables() -> None:
    encoded = body("binary:a/b", chunks_later())
    assert not encoded.rewindable
    assert sent_async(encoded) == b"ab"
    encoded = body("multipart", {"f": ("n", chunks_later()), "g": b"x", "h": "y"})
    assert not encoded.rewindable
    assert "Content-Length" not in encoded.headers
    data = sent_async(encoded)
    assert b'filename="n"\r\nContent-Type: application/octet-stream\r\n\r\nab\r\n' in data
    assert data.endswith(b"--\r\n")


def test_text_where_bytes_belong(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("hello")
    with path.open() as file, pytest.raises(TypeError, match="binary mode"):
        body("multipart", {"f": file})
    with pytest.raises(TypeError, match="binary mode"):
        body("binary:a/b", ["a"])
    with pytest.raises(FileNotFoundError):
        body("multipart", {"f": tmp_path / "missing"})
    with pytest.raises(TypeError, match="not dict"):
        body("binary:a/b", {"a": 1})


def test_boundaries_are_random() -> None:
    kinds = {body("multipart", {"a": "x"}).headers["Content-Type"] for _ in range(50)}
    assert len(kinds) == 50


def test_what_is_a_file() -> None:
    assert is_file(("a", b"x")) and is_file((None, b"x")) and is_file(("a", "x", "text/plain"))
    assert not is_file(("a", "b")) and not is_file("a") and not is_file(["a"]) and not is_file(())
    assert open_source("é").size == 2


def test_arrays_in_a_multipart() -> None:
    data = sent(body("multipart", {"a": ("x", "y"), "b": {"z"}, "c": [omit, 1], "d": []}))
    assert data.count(b"form-data") == 4


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.PDF", "application/pdf"),
        ("a.tar.gz", "application/octet-stream"),
        ("a", "application/octet-stream"),
        (None, "application/octet-stream"),
        ("a.json", "application/json"),
        ("http://x/a.png", "image/png"),
    ],
)
def test_content_types_of_names(name: str | None, kind: str) -> None:
    assert content_type_of(name) == kind
