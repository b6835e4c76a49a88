"""One side of the comparison, in a process and an environment of its own.

`worker.py SIDE URL` answers each line of input, `WORK COUNT`, with one line of JSON: the seconds of
CPU and wall clock that one unit took. Work is prepared and warmed up once and then repeated, so
that the driver can interleave the sides.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from importlib.metadata import version
from types import GenericAlias
from typing import Any

IN_FLIGHT = 50
KEY = "llx-0123456789abcdef"
JOB = "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
STATUS = f"/api/v1/beta/batch-processing/{JOB}"
PAGE = "/api/v1/beta/batch-processing"

Timed = dict[str, float]
Work = Callable[[int], Timed]


def timed(count: int, run: Callable[[], object]) -> Timed:
    """Seconds for one of `count` units of work that `run` does together."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return {"cpu": cpu / count, "wall": wall / count}


def repeated(call: Callable[[], object]) -> Work:
    """Calls one after the other."""

    def loop(count: int) -> None:
        for _ in range(count):
            call()

    call()
    return lambda count: timed(count, lambda: loop(count))


def concurrent(open_: Callable[[], Awaitable[Callable[[], Awaitable[object]]]]) -> Work:
    """IN_FLIGHT calls at a time; `open_` makes the client inside the loop and gives the call."""
    loop = asyncio.new_event_loop()
    call = loop.run_until_complete(_awaited(open_()))

    async def one_of(turns: Iterator[int]) -> None:
        for _ in turns:
            await call()

    async def all_of(count: int) -> None:
        turns = iter(range(count))  # shared: whoever is free takes the next turn
        await asyncio.gather(*(one_of(turns) for _ in range(IN_FLIGHT)))

    loop.run_until_complete(all_of(IN_FLIGHT * 2))
    return lambda count: timed(count, lambda: loop.run_until_complete(all_of(count)))


async def _awaited(awaitable: Awaitable[Any]) -> Any:
    return await awaitable


def consumed(prepare: Callable[[], Any], use: Callable[[Any], object]) -> Work:
    """Only `use` is timed; each unit gets a thing of its own, which is gone afterwards."""

    def loop(things: list[Any]) -> None:
        while things:
            use(things.pop())

    def run(count: int) -> Timed:
        things = [prepare() for _ in range(count)]
        return timed(count, lambda: loop(things))

    use(prepare())
    return run


class Sdk:
    """A package `llama_cloud`, ours or theirs: the same program for both."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._package = importlib.import_module("llama_cloud")

    def _client(self) -> Any:
        return self._package.LlamaCloud(api_key=KEY, base_url=self._url)

    def about(self) -> dict[str, str]:
        return {"llama_cloud": self._package.__version__}

    def sync(self) -> Work:
        client = self._client()
        return repeated(lambda: client.beta.batch.get_status(JOB))

    def decode(self) -> Work:
        client = self._client()
        return consumed(
            lambda: client.beta.batch.with_raw_response.list(limit=1000),
            lambda response: response.parse(),
        )

    async def _open(self, **options: Any) -> Callable[[], Awaitable[object]]:
        client = self._package.AsyncLlamaCloud(api_key=KEY, base_url=self._url, **options)
        return lambda: client.beta.batch.get_status(JOB)

    def concurrent(self) -> Work:
        return concurrent(self._open)


class Theirs(Sdk):
    def about(self) -> dict[str, str]:
        return super().about() | {name: version(name) for name in ("pydantic", "httpx", "aiohttp")}

    def concurrent_aiohttp(self) -> Work:
        return concurrent(lambda: self._open(http_client=self._package.DefaultAioHttpClient()))


class Ours(Sdk):
    def about(self) -> dict[str, str]:
        return super().about() | {name: version(name) for name in ("msgspec", "urllib3", "aiohttp")}

    def decode_raw(self) -> Work:
        """`msgspec.json.decode` of the same bytes into the same structs, and nothing else."""
        import msgspec
        import urllib3

        job: Any = importlib.import_module("llama_cloud.types.beta").BatchListResponse
        fields: list[tuple[str, Any]] = [
            ("items", GenericAlias(list, (job,))),
            ("next_page_token", str | None),
            ("total_size", int | None),
        ]
        page = msgspec.defstruct("Page", fields)
        body = urllib3.request("GET", f"{self._url}{PAGE}?limit=1000").data
        return consumed(
            lambda: bytes(bytearray(body)), lambda copy: msgspec.json.decode(copy, type=page)
        )


class Raw:
    """The HTTP libraries used by hand: the same request, the body read, not decoded."""

    def __init__(self, url: str) -> None:
        self._url = url + STATUS
        self._headers = {"Authorization": f"Bearer {KEY}", "Accept": "application/json"}

    def about(self) -> dict[str, str]:
        return {name: version(name) for name in ("urllib3", "aiohttp")}

    def sync(self) -> Work:
        import urllib3

        pool = urllib3.PoolManager()
        return repeated(lambda: pool.request("GET", self._url, headers=self._headers).data)

    def concurrent(self) -> Work:
        import aiohttp

        async def open_() -> Callable[[], Awaitable[object]]:
            session = aiohttp.ClientSession()

            async def call() -> bytes:
                async with session.get(self._url, headers=self._headers) as response:
                    return await response.read()

            return call

        return concurrent(open_)


def main(side: str, url: str) -> None:
    kinds: dict[str, type[Sdk] | type[Raw]] = {"ours": Ours, "theirs": Theirs, "raw": Raw}
    worker = kinds[side](url)
    prepared: dict[str, Work] = {}
    print(json.dumps(worker.about()), flush=True)
    for line in sys.stdin:
        name, count = line.split()
        if name not in prepared:
            prepared[name] = getattr(worker, name)()
        print(json.dumps(prepared[name](int(count))), flush=True)
    os._exit(0)  # the clients live as long as the process; nobody wants to hear that they were open


if __name__ == "__main__":
    main(*sys.argv[1:])
