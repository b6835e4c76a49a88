"""A real HTTP server on loopback that answers from a script and remembers the requests."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate
from re import sub
from typing import Any


@dataclass
class Received:
    """A request as it arrived. `target` is the raw request target, `at` a monotonic time."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    at: float
    server: str


class Script:
    """Answers in turn, shared by the servers of one test; a missing one is a 599."""

    def __init__(self, answers: list[dict[str, Any]]) -> None:
        self.answers = list(answers)
        self.received: list[Received] = []
        self.lock = threading.Lock()

    def take(self, request: Received) -> dict[str, Any]:
        with self.lock:
            self.received.append(request)
            return self.answers.pop(0) if self.answers else {"status": 599}


class ScriptedServer:
    """Serves one connection at a time in a thread of its own, one request on each."""

    def __init__(self, script: Script, name: str = "a") -> None:
        self.script = script
        self.name = name
        self.other = ""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._serve, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        self._stop.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(5)

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._answer, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError), connection.makefile("rb") as stream:
            line = stream.readline().decode("latin-1")
            if not line:
                return
            at = time.monotonic()
            method, target, _ = line.split(" ")
            headers: dict[str, str] = {}
            while (header := stream.readline().decode("latin-1").rstrip("\r\n")) != "":
                name, _, value = header.partition(":")
                headers[name.lower()] = value.strip(" ")
            if headers.get("transfer-encoding") == "chunked":
                body = b"".join(_chunks(stream))
            else:
                body = stream.read(int(headers.get("content-length", "0")))
            request = Received(method, target, headers, body, at, self.name)
            self._send(connection, self.script.take(request))

    def _send(self, connection: socket.socket, answer: dict[str, Any]) -> None:
        fault = answer.get("fault")
        if fault == "close":
            return
        if fault == "stall":
            self._stop.wait(answer["seconds"])
            return
        body = self._body(answer.get("body"))
        head = [f"HTTP/1.1 {answer['status']} Scripted", "Connection: close"]
        headers = {"Content-Length": str(len(body))}
        if body and not isinstance(answer["body"], str):
            headers["Content-Type"] = "application/json"
        for name, value in answer.get("headers", {}).items():
            headers[name] = self._filled(value)
        head += [f"{name}: {value}" for name, value in headers.items()]
        connection.sendall("\r\n".join([*head, "", ""]).encode("latin-1"))
        if fault == "drip":
            for index in range(len(body)):
                connection.sendall(body[index : index + 1])
                if self._stop.wait(answer["seconds"] / len(body)):
                    return
        else:
            connection.sendall(body[: len(body) // 2] if fault == "truncate" else body)

    def _body(self, body: Any) -> bytes:
        if body is None:
            return b""
        if isinstance(body, dict) and "$repeat" in body:
            return str(body["$repeat"]["text"] * body["$repeat"]["times"]).encode()
        return self._filled(body if isinstance(body, str) else json.dumps(body)).encode()

    def _filled(self, text: str) -> str:
        text = text.replace("{origin}", self.origin).replace("{other}", self.other)
        text = text.replace("{port}", str(self.port))
        return sub(
            r"\{date:([+-]\d+)\}",
            lambda it: formatdate(time.time() + int(it[1]), usegmt=True),
            text,
        )


def _chunks(stream: Any) -> Iterator[bytes]:
    while size := int(stream.readline().split(b";")[0], 16):
        yield stream.read(size)
        stream.readline()
    while stream.readline() not in (b"\r\n", b""):
        pass


@contextlib.contextmanager
def serving(answers: list[dict[str, Any]]) -> Iterator[tuple[ScriptedServer, Script]]:
    """Serve a script on one port."""
    script = Script(answers)
    server = ScriptedServer(script)
    try:
        yield server, script
    finally:
        server.close()


@contextlib.contextmanager
def serving_two(
    answers: list[dict[str, Any]],
) -> Iterator[tuple[ScriptedServer, ScriptedServer, Script]]:
    """Serve a script on two ports, "a" and "b"; each knows the other's origin."""
    script = Script(answers)
    first, second = ScriptedServer(script), ScriptedServer(script, "b")
    first.other, second.other = second.origin, first.origin
    try:
        yield first, second, script
    finally:
        first.close()
        second.close()
