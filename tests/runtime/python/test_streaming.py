"""Streams: closed when they are left, the same however the bytes are cut, bounded."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from clientsmith_runtime import sse
from clientsmith_runtime.errors import StreamError
from clientsmith_runtime.request import Request
from clientsmith_runtime.sse import LineSplitter, ServerSentEvent, SSEParser
from clientsmith_runtime.streaming import AsyncStream, Stream, event_decoder
from hypothesis import given
from hypothesis import strategies as st
from sample_models import Job

WIRE = json.loads((Path(__file__).parents[2] / "wire" / "sse.json").read_text())
JOBS = [
    b'data: {"id":"1","status":"pending","count":1}\n\n',
    b'data: {"id":"2","status":"new","count":2}\n\n',
    b'event: error\ndata: {"no":1}\n\n',
]


class Answer:
    def __init__(self, chunks: list[bytes]) -> None:
        self.chunks = chunks
        self.closed = 0
        self.read = 0
        self.request = Request("GET", "http://localhost/?api_key=canary", {})

    def iter_bytes(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.read += 1
            yield chunk

    def close(self) -> None:
        self.closed += 1


class AsyncAnswer(Answer):
    async def iter_bytes(self) -> Any:  # type: ignore[override]
        for chunk in self.chunks:
            self.read += 1
            await asyncio.sleep(0)
            yield chunk

    async def close(self) -> None:  # type: ignore[override]
        self.closed += 1


def stream_of(answer: Any, type_: Any = Job, **options: Any) -> Stream[Any]:
    return Stream(answer, event_decoder(type_), lambda _: None, **options)


def test_items_are_decoded_as_they_come() -> None:
    answer = Answer(JOBS)
    stream = stream_of(answer)
    assert next(stream) == Job(id="1", status="pending", count=1)
    assert answer.read == 1
    assert next(stream).status == "new"  # leniently
    with pytest.raises(StreamError, match="the server reports") as info:
        next(stream)
    assert info.value.body == {"no": 1}
    assert info.value.request is not None
    assert "canary" not in info.value.request.url
    assert answer.closed == 1
    with pytest.raises(StopIteration):
        next(stream)


def test_a_loop_that_is_left_closes() -> None:
    answer = Answer(JOBS)
    for _ in stream_of(answer):
        break
    assert answer.closed == 1
    answer = Answer(JOBS)
    with pytest.raises(LookupError):
        for _ in stream_of(answer):
            raise LookupError
    assert answer.closed == 1


def test_with_closes_once() -> None:
    answer = Answer(JOBS)
    with stream_of(answer) as stream:
        next(stream)
        stream.close()
    assert answer.closed == 1
    assert stream.response is answer


def test_async_streams() -> None:
    async def run() -> None:
        answer = AsyncAnswer(JOBS)
        stream: AsyncStream[Any] = AsyncStream(answer, event_decoder(Job), lambda _: None)  # type: ignore[arg-type]
        assert (await stream.__anext__()).id == "1"
        async for job in stream:
            assert job.id == "2"
            break
        for _ in range(5):
            await asyncio.sleep(0)
        assert answer.closed == 1
        answer = AsyncAnswer(JOBS)
        async with AsyncStream(answer, event_decoder(Job)) as stream:  # type: ignore[arg-type]
            pass
        assert answer.closed == 1
        answer = AsyncAnswer(JOBS[2:])
        with pytest.raises(StreamError):
            async for _ in AsyncStream(answer, event_decoder(Job)):  # type: ignore[arg-type]
                pass
        assert answer.closed == 1

    asyncio.run(run())


def test_plain_text_and_whole_events() -> None:
    answer = Answer([b"event: x\nid: 1\ndata: not json\n\n"])
    assert list(stream_of(answer, str)) == ["not json"]
    assert list(stream_of(answer, ServerSentEvent)) == [ServerSentEvent("not json", "x", "1")]
    assert len(set(stream_of(answer, ServerSentEvent))) == 1
    assert list(stream_of(Answer([b"a\nb"]), ServerSentEvent, format="jsonl")) == [
        ServerSentEvent("a"),
        ServerSentEvent("b"),
    ]
    assert list(stream_of(Answer([b"a\nb"]), str, format="jsonl")) == ["a", "b"]
    assert repr(ServerSentEvent("a")) == (
        "ServerSentEvent(data='a', event='message', id='', retry=None)"
    )
    assert ServerSentEvent("a") != "a"


def test_an_error_that_is_no_json() -> None:
    with pytest.raises(StreamError) as info:
        list(stream_of(Answer([b"event: error\ndata: oh no\n\n"])))
    assert info.value.body == "oh no"


def test_lines_and_events_are_bounded() -> None:
    with pytest.raises(StreamError, match="line"):
        for _ in range(100):
            LineSplitter(1000).feed(b"x" * 1001)
    parser = SSEParser(1000)
    with pytest.raises(StreamError, match="event"):
        for _ in range(100):
            parser.feed(b"data: " + b"x" * 100 + b"\n")
    parser = SSEParser(1000)
    for _ in range(100):
        parser.feed(b"data: " + b"x" * 900 + b"\n\n")
    splitter = LineSplitter(10)
    with pytest.raises(StreamError):
        for _ in range(20):
            splitter.feed(b"x")
    assert sse.MAX_EVENT == 16 << 20


def cut(data: bytes, places: list[int]) -> list[bytes]:
    edges = sorted({0, len(data), *(it % (len(data) + 1) for it in places)})
    return [data[one:two] for one, two in pairwise(edges)]


DOCUMENTS = [
    b"".join(chunk.encode() for chunk in case["chunks"])
    for case in WIRE["cases"]
    if "events" in case and all(isinstance(chunk, str) for chunk in case["chunks"])
]
PARTS = b"data|id|event|retry|:| |\r|\n|\r\n|x|7|\0|\x0b|\xff|\xc3\xa9|\xc2\x85|\xef\xbb\xbf"
soup = st.lists(st.sampled_from(PARTS.split(b"|"))).map(b"".join)


@given(data=st.sampled_from(DOCUMENTS) | soup, places=st.lists(st.integers(0, 10_000)))
def test_events_do_not_depend_on_the_pieces(data: bytes, places: list[int]) -> None:
    whole = SSEParser().feed(data)
    parser = SSEParser()
    assert [event for piece in cut(data, places) for event in parser.feed(piece)] == whole
    parser = SSEParser()
    assert [it for at in range(len(data)) for it in parser.feed(data[at : at + 1])] == whole


@given(data=soup, places=st.lists(st.integers(0, 10_000)))
def test_lines_do_not_depend_on_the_pieces(data: bytes, places: list[int]) -> None:
    splitter = LineSplitter()
    lines = [line for piece in cut(data, places) for line in splitter.feed(piece)]
    lines.append(splitter.rest())
    text = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    assert lines == text.split(b"\n")
