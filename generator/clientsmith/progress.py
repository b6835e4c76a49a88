"""Where a run is, for people who wait; and where its time went, for those who ask.

A spinner appears on a terminal after one second. In a pipe, a file or CI nothing is ever shown.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE = 1.0
"""Seconds without any sign of life."""


class Timing(msgspec.Struct, frozen=True):
    """How long a stage took: seconds on the clock and of the processor."""

    stage: str
    wall: float
    cpu: float


class Progress:
    """Names the stages of a run; a context manager for the whole of it."""

    def __init__(self, *, shown: bool | None = None) -> None:
        self.timings: list[Timing] = []
        self._shown = is_watched() if shown is None else shown
        self._text = ""
        self._status: Status | None = None
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Progress:
        if self._shown:
            self._timer = threading.Timer(PATIENCE, self._show)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._shown = False
            if self._status is not None:
                self._status.stop()

    @contextlib.contextmanager
    def stage(self, name: str, subject: str = "") -> Iterator[None]:
        """Something that takes its time: `name` is for the timings, `subject` says of what."""
        text = f"{name} {subject}".rstrip()
        with self._lock:
            self._text = text
            if self._status is not None:
                self._status.update(_plain(text))
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.timings.append(Timing(text, time.perf_counter() - wall, time.process_time() - cpu))

    def _show(self) -> None:
        from rich.console import Console

        with self._lock:
            if not self._shown:
                return
            self._status = Console(stderr=True).status(_plain(self._text))
            self._status.start()


def _plain(text: str) -> str:
    """Text without markup of rich in it."""
    return text.replace("[", r"\[")


def is_watched() -> bool:
    """Whether a person looks at the terminal."""
    return sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


def table(timings: list[Timing]) -> str:
    """The timings as lines of text."""
    lines = [f"{'wall':>9} {'cpu':>9}  stage"]
    for timing in timings:
        lines.append(f"{timing.wall * 1000:6.1f} ms {timing.cpu * 1000:6.1f} ms  {timing.stage}")
    wall, cpu = sum(item.wall for item in timings), sum(item.cpu for item in timings)
    lines.append(f"{wall * 1000:6.1f} ms {cpu * 1000:6.1f} ms  total")
    return "\n".join(lines)
