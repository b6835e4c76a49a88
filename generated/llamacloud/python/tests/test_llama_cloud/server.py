"""An HTTP server on this machine that answers what a test tells it, and keeps what it got."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "token-of-the-server"
"""What the server's token endpoint hands out."""


@dataclass(frozen=True)
class Part:
    """A part of a multipart body."""

    name: str
    content: bytes
    content_type: str
    filename: str | None


@dataclass(frozen=True)
class Request:
    """A request as it arrived."""

    line: str
    """Method and target, the bytes of the request line: `GET /pets?limit=1`."""
    headers: Mapping[str, str]
    """By lower-case names."""
    body: bytes

    @property
    def json(self) -> Any:
        """The body, parsed as JSON."""
        return json.loads(self.body)

    @property
    def content_type(self) -> str:
        """The media type of the body, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def parts(self) -> list[Part]:
        """The parts of a multipart body."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        message = BytesParser(policy=HTTP).parsebytes(head + self.body)
        parts: list[Part] = []
        for part in message.iter_parts():
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            name = unescaped(part.get_param("name", header="content-disposition"))
            kind = part.get_content_type() if part["content-type"] else ""
            parts.append(Part(name, content, kind, part.get_filename()))
        return parts


def unescaped(name: object) -> str:
    """A name of a part (HTML standard, "multipart/form-data encoding algorithm")."""
    found = str(name).replace("%0D", "\r").replace("%0A", "\n")
    return found.replace("%22", '"')


@dataclass(frozen=True)
class _Answer:
    content: bytes
    status: int
    headers: Mapping[str, str]
    delay: float
    cut: bool


class Server:
    """The server. Each request gets the next answer, and the last one from then on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: list[_Answer] = []
        self.token_name = "access_token"
        self.requests: list[Request] = []
        """What arrived, in order."""
        self.connections = 0
        """How many connections were opened."""
        self.answered = 0
        """The status of the last answer."""
        self._server = _Listener(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL to give to a client."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def request(self) -> Request:
        """The only request."""
        assert len(self.requests) == 1, self.requests
        return self.requests[0]

    def answer(
        self,
        content: str | bytes = b"",
        *,
        json: object = None,
        status: int = 200,
        content_type: str = "",
        headers: Mapping[str, str] | None = None,
        delay: float = 0.0,
        cut: bool = False,
    ) -> None:
        """Add an answer: `content` as it is, or a value as JSON.

        delay: seconds until the answer begins.
        cut: close the connection in the middle of the body.
        """
        body = content.encode() if isinstance(content, str) else content
        if not body and status not in (204, 205, 304):
            body = _json_bytes(json)
            content_type = content_type or "application/json"
        sent = {"Content-Type": content_type} if content_type else {}
        answer = _Answer(body, status, {**sent, **(headers or {})}, delay, cut)
        with self._lock:
            self._answers.append(answer)

    def wait(self) -> None:
        """Wait for the request of a client that gave up: the next test is not to see it."""
        end = time.monotonic() + 2.0
        while not self.requests and time.monotonic() < end:
            time.sleep(0.01)

    def reset(self) -> None:
        """Forget all answers and requests."""
        with self._lock:
            self._answers = []
            self.requests = []
            self.connections = 0

    def close(self) -> None:
        """Stop the server."""
        self._server.shutdown()
        self._server.server_close()

    def take(self, request: Request) -> _Answer:
        """Keep a request and give its answer."""
        with self._lock:
            if request.line.endswith(" /authorization-server/token"):
                token = {self.token_name: TOKEN, "token_type": "Bearer"}
                return _Answer(_json_bytes(token), 200, {}, 0.0, False)
            self.requests.append(request)
            if not self._answers:
                return _Answer(b"the test has no answer", 599, {}, 0.0, False)
            answer = self._answers[0]
            if len(self._answers) > 1:
                del self._answers[0]
            self.answered = answer.status
            return answer


def events(*items: object, terminator: str = "") -> str:
    """The text of a stream of server-sent events."""
    texts = [it if isinstance(it, str) else json.dumps(it) for it in items]
    if terminator:
        texts.append(terminator)
    return "".join(f"data: {text}\n\n" for text in texts)


def json_lines(*items: object, terminator: str = "") -> str:
    """The text of a stream of JSON values, one a line."""
    texts = [json.dumps(item) for item in items]
    if terminator:
        texts.append(terminator)
    return "".join(f"{text}\n" for text in texts)


def _json_bytes(value: object) -> bytes:
    return json.dumps(value).encode()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, owner: Server) -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection = super().get_request()
        self.owner.connections += 1
        return connection

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error of the server."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def _answer(self) -> None:
        line = self.raw_requestline.decode("latin-1").rpartition(" ")[0]
        headers = {name.lower(): value for name, value in self.headers.items()}
        assert isinstance(self.server, _Listener)
        answer = self.server.owner.take(Request(line, headers, self._body(headers)))
        if answer.delay:
            time.sleep(answer.delay)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status >= 200 and answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        if self.command == "HEAD":
            return
        half = len(answer.content) // 2
        self.wfile.write(answer.content[:half] if answer.cut else answer.content)
        self.wfile.flush()
        if answer.cut:
            self.close_connection = True

    def _body(self, headers: Mapping[str, str]) -> bytes:
        if "chunked" not in headers.get("transfer-encoding", ""):
            return self.rfile.read(int(headers.get("content-length", "0")))
        pieces: list[bytes] = []
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(pieces)
