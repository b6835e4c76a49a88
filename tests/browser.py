"""Chromium without a window, driven over its DevTools protocol: pages as a person has them."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.typescript import toolchain

_WAIT = 60.0
"""Seconds that a machine with much else to do may take to answer."""


class Browser:
    """One tab. What the console, the network and faults have to say is collected."""

    def __init__(self, process: subprocess.Popen[bytes], reading: int, writing: int) -> None:
        self._process = process
        self._reading = reading
        self._writing = writing
        self._number = 0
        self._buffer = b""
        self._events: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.faults: list[str] = []
        target = self._send("Target.createTarget", {"url": "about:blank"}, "")["targetId"]
        attached = self._send("Target.attachToTarget", {"targetId": target, "flatten": True}, "")
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> Any:
        """A command to the tab; its result."""
        return self._send(method, parameters, self._session)

    def _send(self, method: str, parameters: dict[str, Any], session: str) -> Any:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while True:
            found = self._receive(time.monotonic() + _WAIT)
            if found.get("id") == self._number:
                assert "error" not in found, found["error"]
                return found["result"]

    def _receive(self, until: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._reading], [], [], max(0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            self._buffer += os.read(self._reading, 1 << 20)
        text, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        match message.get("method"), message.get("params", {}):
            case "Network.requestWillBeSent", parameters:
                self.requests.append(parameters["request"]["url"])
            case "Runtime.exceptionThrown", parameters:
                self.faults.append(str(parameters["exceptionDetails"]))
            case "Log.entryAdded", parameters:
                self.faults.append(str(parameters["entry"]["text"]))
            case "Runtime.consoleAPICalled", parameters if parameters["type"] == "error":
                self.faults.append(str(parameters["args"]))
            case "Page.javascriptDialogOpening", parameters:
                self.faults.append(f"dialog: {parameters['message']}")
                self._number += 1
                done = {"id": self._number, "method": "Page.handleJavaScriptDialog"}
                done |= {"sessionId": self._session, "params": {"accept": True}}
                os.write(self._writing, json.dumps(done).encode() + b"\0")
            case method, _ if method:
                self._events.append(message)
        return message

    def open(self, url: str) -> None:
        """Load a page, all of it."""
        if "#" in url:  # else a place of the same page would load nothing
            self.open("about:blank")
        self._events.clear()
        self.send("Page.navigate", url=url)
        self.loaded()

    def loaded(self) -> None:
        """Wait until the page that is being loaded is there."""
        until = time.monotonic() + _WAIT
        while not any(it["method"] == "Page.loadEventFired" for it in self._events):
            self._receive(until)
        self._events.clear()

    def run(self, script: str) -> Any:
        """The value of an expression, awaited."""
        done = self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def wait(self, script: str) -> None:
        """Wait until an expression is true."""
        until = time.monotonic() + _WAIT
        while not self.run(script):
            assert time.monotonic() < until, script
            time.sleep(0.02)

    def press(self, key: str) -> None:
        """Press a key."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40}
        parameters: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": codes.get(key, 0)}
        if key in ("Enter", " ") or len(key) == 1:
            parameters["text"] = "\r" if key == "Enter" else key
        self.send("Input.dispatchKeyEvent", type="keyDown", **parameters)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.send("Input.insertText", text=text)

    def picture(self, path: Path) -> None:
        """A screenshot."""
        data = self.send("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(data))

    def violations(self) -> list[str]:
        """What axe-core has against the page as it is."""
        axe = toolchain.MODULES / "axe-core" / "axe.min.js"
        if not axe.is_file():
            toolchain.missing(f"`npm ci` has not been run in {toolchain.HERE}")
        self.send("Runtime.evaluate", expression=axe.read_text(encoding="utf-8"))
        found: list[str] = self.run(
            "axe.run({preload: false}).then((it) => it.violations.map((one) => "
            "`${one.id}: ${one.nodes.map((node) => node.html + node.failureSummary)}`))"
        )
        return found


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser with an empty profile; a loud skip where there is none."""
    command = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if command is None:
        pytest.skip("NOT TESTED: there is no Chromium; Debian's package is called chromium")
    to_browser, writing = os.pipe()
    reading, from_browser = os.pipe()

    def connect() -> None:
        # Above both, so that neither is overwritten by the other.
        one, other = os.dup(to_browser), os.dup(from_browser)
        os.dup2(one, 3)
        os.dup2(other, 4)

    options = ("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe")
    process = subprocess.Popen(
        [command, *options, "--window-size=1300,900", f"--user-data-dir={profile}"],
        preexec_fn=connect,
        close_fds=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_browser)
    os.close(from_browser)
    try:
        yield Browser(process, reading, writing)
    finally:
        process.kill()
        process.wait()
        os.close(reading)
        os.close(writing)
