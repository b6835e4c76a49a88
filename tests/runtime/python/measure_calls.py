"""Measures a call against the raw HTTP library, on a fast server in a process of its own.

Run by hand: `python tests/runtime/python/measure_calls.py`. CPU time of this process, the
two sides in alternating rounds, best round of each; the answers are small and not decoded
on the raw side.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import conftest  # noqa: F401  (makes the runtime importable)

BODY = b'{"id":"job_1","status":"completed","count":3}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
    len(BODY),
    BODY,
)


class _Server(asyncio.Protocol):
    """Answers whatever ends in an empty line."""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(ANSWER * data.count(b"\r\n\r\n"))


def serve(port: Any) -> None:
    """Run the server; its port comes through the pipe."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(_Server, "127.0.0.1", 0)
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


def measure_sync(url: str, calls: int, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of CPU time per call of urllib3, and of the client."""
    import urllib3
    from clientsmith_runtime.auth import Bearer
    from clientsmith_runtime.client import SyncClient
    from clientsmith_runtime.operation import Operation

    operation: Operation[Any] = Operation("GET", "/jobs/{id}", returns=lambda: dict)
    pool = urllib3.PoolManager()
    client = SyncClient(base_url=url, auth={"bearer": Bearer("key")})
    headers = {
        "User-Agent": "raw/1",
        "Accept": "application/json",
        "Accept-Encoding": "gzip, deflate",
        "Authorization": "Bearer key",
    }

    def raw() -> None:
        pool.request("GET", f"{url}/jobs/1?limit=10", headers=headers)  # reads the body

    def ours() -> None:
        client._request(operation, path={"id": "1"}, query={"limit": 10})

    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for at, call in enumerate((raw, ours)):
            call()
            start = time.process_time()
            for _ in range(calls):
                call()
            times[at].append((time.process_time() - start) / calls)
    client.close()
    return times


def measure_async(url: str, calls: int, rounds: int) -> tuple[list[float], list[float]]:
    """The same for aiohttp and the async client, 50 calls in flight."""
    import aiohttp
    from clientsmith_runtime.auth import Bearer
    from clientsmith_runtime.client import AsyncClient
    from clientsmith_runtime.operation import Operation

    operation: Operation[Any] = Operation("GET", "/jobs/{id}", returns=lambda: dict)
    headers = {
        "User-Agent": "raw/1",
        "Accept": "application/json",
        "Accept-Encoding": "gzip, deflate",
        "Authorization": "Bearer key",
    }
    times: tuple[list[float], list[float]] = ([], [])

    async def main() -> None:
        async with (
            aiohttp.ClientSession() as session,
            AsyncClient(base_url=url, auth={"bearer": Bearer("key")}) as client,
        ):

            async def raw() -> None:
                async with session.get(f"{url}/jobs/1?limit=10", headers=headers) as answer:
                    await answer.read()

            async def ours() -> None:
                await client._request(operation, path={"id": "1"}, query={"limit": 10})

            async def worker(call: Any, count: int) -> None:
                for _ in range(count):
                    await call()

            for _ in range(rounds):
                for at, call in enumerate((raw, ours)):
                    await asyncio.gather(*(worker(call, 1) for _ in range(50)))
                    start = time.process_time()
                    await asyncio.gather(*(worker(call, calls // 50) for _ in range(50)))
                    times[at].append((time.process_time() - start) / calls)

    asyncio.run(main())
    return times


if __name__ == "__main__":
    near, far = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(far,), daemon=True)
    server.start()
    base = f"http://127.0.0.1:{near.recv()}"
    for name, measure in (
        ("sync, urllib3", measure_sync),
        ("async, aiohttp", measure_async),
    ):
        raws, own = measure(base, 500, 40)
        print(
            f"{name}: raw {min(raws) * 1e6:.0f} us, client {min(own) * 1e6:.0f} us, "
            f"ratio {min(own) / min(raws):.2f}"
        )
    server.terminate()
