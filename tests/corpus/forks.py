"""Work in forked processes: they start in milliseconds with everything imported already, and what
they import or break is gone with them."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import selectors
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Answer = dict[str, Any]

_MAIN = os.getpid()


@dataclass(slots=True)
class _Child:
    pid: int
    pipe: int
    deadline: float
    received: bytearray


def run_all(
    works: Iterable[tuple[str, Callable[[], Answer]]], jobs: int, limit: float
) -> Iterator[tuple[str, Answer]]:
    """Run the works, `jobs` at a time, each in a process of its own for at most `limit` seconds.

    Gives the name and the answer of each as it ends. Of one that did not answer, the answer is
    `{"died": why}`.
    """
    running: dict[str, _Child] = {}
    try:
        yield from _run_all(iter(works), jobs, limit, running)
    finally:
        for child in running.values():
            _end(child)


def _run_all(
    waiting: Iterator[tuple[str, Callable[[], Answer]]],
    jobs: int,
    limit: float,
    running: dict[str, _Child],
) -> Iterator[tuple[str, Answer]]:
    with selectors.DefaultSelector() as selector:
        while True:
            while len(running) < jobs and (following := next(waiting, None)) is not None:
                name, work = following
                child = _start(work, limit, [one.pipe for one in running.values()])
                running[name] = child
                selector.register(child.pipe, selectors.EVENT_READ, name)
            if not running:
                return
            ended = []
            for key, _ in selector.select(timeout=1.0):
                data = os.read(key.fd, 1 << 16)
                running[key.data].received += data
                if not data:
                    ended.append(key.data)
            for name, child in running.items():
                if child.deadline < time.monotonic() and name not in ended:
                    child.received[:] = json.dumps({"died": f"not done in {limit:g} s"}).encode()
                    ended.append(name)
            for name in ended:
                child = running.pop(name)
                selector.unregister(child.pipe)
                code = _end(child)
                answer = json.loads(child.received or "null")
                yield name, answer or {"died": f"ended with status {code}"}


def _end(child: _Child) -> int:
    """Its exit status; one that is not at its end is stopped, with its own children."""
    with contextlib.suppress(ProcessLookupError):
        if child.deadline < time.monotonic() or sys.exc_info()[0] is not None:
            (os.killpg if _has_group() else os.kill)(child.pid, signal.SIGKILL)
    os.close(child.pipe)
    _, status = os.waitpid(child.pid, 0)
    return os.waitstatus_to_exitcode(status)


def run(work: Callable[[], Answer], limit: float) -> Answer:
    """Run one work."""
    for _, answer in run_all([("", work)], 1, limit):
        return answer
    raise AssertionError


def _start(work: Callable[[], Answer], limit: float, others: list[int]) -> _Child:
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    leads = _has_group()
    pid = os.fork()
    if pid == 0:
        if leads:
            os.setpgid(0, 0)
        for pipe in (reading, *others):
            os.close(pipe)
        _child(work, writing)
    os.close(writing)
    return _Child(pid, reading, time.monotonic() + limit, bytearray())


def _has_group() -> bool:
    """Whether the children of this process lead groups, to be ended with their own children."""
    return os.getpid() == _MAIN


def _child(work: Callable[[], Answer], pipe: int) -> None:
    """Do the work, send the answer, and never come back."""
    status = 1
    try:
        before = _cpu()
        try:
            with tempfile.TemporaryFile() as said:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
            answer = work()
        except BaseException:
            answer = {"died": traceback.format_exc()}
        answer["cpu"] = round(_cpu() - before, 2)
        data = json.dumps(answer).encode()
        while data:
            data = data[os.write(pipe, data) :]
        status = 0
    finally:
        os._exit(status)


def _cpu() -> float:
    """Processor time of this process and of those it has waited for."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
