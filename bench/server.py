"""A fast HTTP server on loopback that answers with the examples of specs/llamacloud.yaml.

Runs as a process of its own, so that its time is not the clients'. Prints its port, ends with its
input.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import yaml

SPEC = Path(__file__).resolve().parents[1] / "specs" / "llamacloud.yaml"
JOBS = 1000
"""The number of jobs on the page that is asked for with `limit=1000`."""


def examples() -> tuple[Any, Any]:
    """The document's example answers of list and get_status."""
    paths = yaml.safe_load(SPEC.read_text(encoding="utf-8"))["paths"]
    media_types = (
        item["get"]["responses"]["200"]["content"]["application/json"] for item in paths.values()
    )
    page, status, _ = (media_type["example"] for media_type in media_types)
    return page, status


def large_page(page: Any) -> Any:
    """The example page with JOBS jobs, each with an id of its own; compact, the last page."""
    (job,) = page["items"]
    items = [
        {**job, "id": f"bjb-{number:08}-bbbb-cccc-dddd-eeeeeeeeeeee"} for number in range(JOBS)
    ]
    return {"items": items, "next_page_token": None, "total_size": JOBS}


def answer(value: Any) -> bytes:
    body = json.dumps(value, separators=(",", ":")).encode()
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Server(asyncio.Protocol):
    """Keep-alive, GET only: a request ends with its head, and its target decides the answer."""

    def __init__(self, page: bytes, status: bytes, large: bytes) -> None:
        self._page, self._status, self._large = page, status, large
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            target = self._buffer[: self._buffer.index(b"\r\n")]
            self._buffer = self._buffer[end + 4 :]
            if b"batch-processing/" in target:
                self._transport.write(self._status)
            elif b"limit=%d" % JOBS in target:
                self._transport.write(self._large)
            else:
                self._transport.write(self._page)


async def serve() -> None:
    page, status = examples()
    answers = answer(page), answer(status), answer(large_page(page))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(*answers), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve())
