"""A generated package, imported, and a real server on loopback that it talks to."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import Any, NamedTuple

from tests.support import from_tree, python_files


class Answer(NamedTuple):
    """What the server answers."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = MappingProxyType({})


class Served:
    """The server: what it has seen, and what it is to answer, the last answer again and again."""

    def __init__(self, answers: list[Answer]) -> None:
        self.answers = answers
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.bodies: list[bytes] = []
        self.url = ""

    def take(self) -> Answer:
        """The next answer."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def serving(*answers: Answer) -> Iterator[Served]:
    """A server that gives these answers in turn."""
    served = Served(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.bodies.append(self.rfile.read(int(self.headers.get("content-length") or 0)))
            served.seen.append((self.path, dict(self.headers)))
            answer = served.take()
            body = b"" if answer.body is None else json.dumps(answer.body).encode()
            self.send_response(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            if answer.status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_PUT = do_DELETE = do_PATCH = do_GET

        def log_message(self, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield served
        server.shutdown()


@contextmanager
def imported(tree: dict[str, Any], folder: Path, name: str) -> Iterator[Any]:
    """The package of a document, called `name`."""
    made = from_tree(tree)
    assert made.api is not None, made.text()
    for file in python_files(made.api, name, copies=True):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.text)
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
        for module in [it for it in sys.modules if it.partition(".")[0] == name]:
            del sys.modules[module]
