"""TLS: certificates are checked, and the deadline holds inside the encrypted stream."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clientsmith_runtime import transport_urllib3
from clientsmith_runtime.auth import Bearer
from clientsmith_runtime.client import SyncClient
from clientsmith_runtime.errors import APIConnectionError, APITimeoutError
from clientsmith_runtime.operation import Operation
from loopback import Server, reply

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")

GET: Operation[Any] = Operation("GET", "/a", returns=lambda: dict)
OK = reply(200, {"ok": True})


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine and its key in one file."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 "
        "-keyout key.pem -out cert.pem",
        shell=True,
        cwd=folder,
        check=True,
        capture_output=True,
    )
    both = folder / "both.pem"
    both.write_bytes((folder / "cert.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return both


@pytest.fixture
def tls(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ssl.SSLContext]:
    """A server's context; clients trust it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    yield context


def test_a_call(tls: ssl.SSLContext) -> None:
    with Server([OK], tls=tls) as server, SyncClient(base_url=server.url) as client:
        assert client._request(GET) == {"ok": True}
        assert client._request(GET) == {"ok": True}
    assert server.connections == 1


def test_the_total_covers_a_dripping_body(tls: ssl.SSLContext) -> None:
    def drip(_: Any) -> Any:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n"
        for _ in range(400):
            yield b" "
            yield 0.02

    with Server([drip], tls=tls) as server, SyncClient(base_url=server.url) as client:
        start = time.monotonic()
        with pytest.raises(APITimeoutError):
            client._request(GET, timeout=0.5)
        assert time.monotonic() - start < 1.5


def test_an_unknown_certificate_is_refused(
    tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with Server([OK], tls=tls) as server:
        client = SyncClient(base_url=server.url, auth={"b": Bearer("x")}, max_retries=0)
        with client, pytest.raises(APIConnectionError, match="CERTIFICATE_VERIFY_FAILED"):
            client._request(GET)
        other = SyncClient(base_url=server.url.replace("127.0.0.1", "localhost"), max_retries=0)
        with other, pytest.raises(APIConnectionError):
            other._request(GET)
    assert server.seen == []


def test_a_redirect_to_http_gets_no_credentials(tls: ssl.SSLContext) -> None:
    with Server([OK]) as plain:
        away = reply(302, b"", {"Location": f"{plain.url}/b"})
        with (
            Server([away], tls=tls) as server,
            SyncClient(base_url=server.url, auth={"b": Bearer("canary")}) as client,
        ):
            client._request(GET)
    assert server.seen[0].headers["authorization"] == "Bearer canary"
    assert b"canary" not in plain.seen[0].raw


def test_the_context_is_made_once(tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[ssl.SSLContext] = []
    real = transport_urllib3._ssl_context
    monkeypatch.setattr(
        transport_urllib3, "_ssl_context", lambda: made.append(real()) or made[-1]  # type: ignore[func-returns-value]
    )
    with (
        Server([OK], tls=tls) as one,
        Server([OK], tls=tls) as two,
        SyncClient(base_url=one.url) as client,
    ):
        for server in (one, two, one):
            operation: Operation[Any] = Operation("GET", server.url, returns=lambda: dict)
            client._request(operation)
    assert len(made) == 1
    assert made[0].verify_mode == ssl.CERT_REQUIRED
    assert made[0].check_hostname
