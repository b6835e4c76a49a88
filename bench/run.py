"""Side by side: the generated Python client, the vendor's own SDK and the bare libraries.

Judged by CPU time, in ratios: on a shared machine nothing else holds still. Every round runs each
side once, in changing order; a ratio is the median of the rounds' own ratios. Exit code 1 when a
limit is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
CLIENT = ROOT / "generated" / "llamacloud" / "python"
THEIRS = ROOT / ".bench-venv" / "bin" / "python"
OURS = Path(sys.executable)
BYTECODE = ROOT / ".bench-venv" / "bytecode"

START = "import llama_cloud; llama_cloud.LlamaCloud(api_key='llx-0123456789abcdef').beta.batch"

Seconds = dict[str, float]
Round = dict[str, Seconds]
"""Of one round: side -> cpu and wall seconds of one unit of work."""


@dataclass(frozen=True)
class Limit:
    """`ours` may cost at most `most` times what `of` costs."""

    of: str
    most: float

    def shown(self) -> str:
        most = f"1/{1 / self.most:.0f}" if self.most < 1 else f"{self.most:g} x"
        return f"{most} {self.of}"


@dataclass(frozen=True)
class Row:
    """One line of the result: what was done, by whom, and what was promised of it."""

    title: str
    rounds: list[Round]
    limits: tuple[Limit, ...]

    def print(self) -> bool:
        """Print medians, ratios and verdicts; whether every limit is kept."""
        print(f"\n{self.title}")
        kept = True
        for side in self.rounds[0]:
            cpu, wall = (
                median(round_[side][clock] for round_ in self.rounds) for clock in ("cpu", "wall")
            )
            line = f"  {side:<16}{duration(cpu)} CPU {duration(wall)} wall"
            if side != "ours":
                ratio = self._ratio(side)
                compared = f"ours is {ratio:.2f} x" if ratio > 0.5 else f"ours is 1/{1 / ratio:.1f}"
                line += f"   {compared}"
                for limit in self.limits:
                    if limit.of == side:
                        fine = ratio <= limit.most
                        kept &= fine
                        line += f", limit {limit.shown()}: {'kept' if fine else 'MISSED'}"
            print(line)
        return kept

    def _ratio(self, side: str) -> float:
        """Ours over `side`, at least a millionth: a start can be too cheap to tell from none."""
        ratios = (round_["ours"]["cpu"] / round_[side]["cpu"] for round_ in self.rounds)
        return max(median(ratios), 1e-6)


def duration(seconds: float) -> str:
    return f"{seconds * 1e3:9.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:9.1f} µs"


def surroundings(path: Path | None) -> dict[str, str]:
    """The environment of a measured process, without the caller's settings for Python.

    Bytecode is kept, as it is for an installed package, but not beside the sources.
    """
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    settings["PYTHONPYCACHEPREFIX"] = str(BYTECODE)
    if path is not None:
        settings["PYTHONPATH"] = str(path)
    return settings


# --- starting up ---------------------------------------------------------------------------------


def process(python: Path, code: str) -> Seconds:
    """CPU and wall seconds of one process."""
    environment = surroundings(CLIENT if python == OURS else None)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([str(python), "-c", code], env=environment, check=True, cwd=BENCH)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return {"cpu": cpu, "wall": wall}


def start(rounds: int) -> Row:
    """A process that imports, makes a client and touches a resource, over one that does nothing."""
    pythons = {"ours": OURS, "theirs": THEIRS}
    for python in pythons.values():
        process(python, START)  # compiles what has changed

    def over_bare(python: Path) -> Callable[[], Seconds]:
        def measure() -> Seconds:
            full, bare = process(python, START), process(python, "")
            return {clock: full[clock] - bare[clock] for clock in full}

        return measure

    return Row(
        "import, client, client.beta.batch: over the bare interpreter",
        interleaved(rounds, {side: over_bare(python) for side, python in pythons.items()}),
        (Limit("theirs", 1 / 10),),
    )


# --- work in long-lived processes ----------------------------------------------------------------


class Worker:
    """A process that does units of work when it is told to, in its own environment."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.about: dict[str, str] = self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("bench: a worker ended early, see above")
        return json.loads(line)

    def run(self, work: str, count: int) -> Seconds:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{work} {count}\n")
        self._process.stdin.flush()
        seconds: Seconds = self._answer()
        return seconds

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def python_worker(side: str, url: str) -> Worker:
    """A `worker.py` process: one side."""
    python = THEIRS if side == "theirs" else OURS
    command = [str(python), str(BENCH / "worker.py"), side, url]
    return Worker(command, surroundings(CLIENT if side == "ours" else None))


@contextmanager
def server() -> Iterator[str]:
    """The loopback server's URL, while it runs."""
    process = subprocess.Popen(
        [sys.executable, str(BENCH / "server.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.stdin.close()
        process.wait()


def interleaved(rounds: int, sides: Mapping[str, Callable[[], Seconds]]) -> list[Round]:
    """Each side once a round; every other round in reverse order."""
    found: list[Round] = []
    for number in range(rounds):
        order = list(sides) if number % 2 == 0 else list(reversed(list(sides)))
        measured = {side: sides[side]() for side in order}
        found.append({side: measured[side] for side in sides})
    return found


def work(
    title: str,
    rounds: int,
    sides: Mapping[str, tuple[Worker, str, int]],
    *limits: Limit,
) -> Row:
    """Rows of long-lived workers; a side is a worker, its work and how many units a round has."""

    def one(side: str) -> Callable[[], Seconds]:
        worker, name, count = sides[side]
        return lambda: worker.run(name, count)

    for side in sides:
        one(side)()  # prepares, connects, warms up
    return Row(title, interleaved(rounds, {side: one(side) for side in sides}), limits)


def rows(workers: dict[str, Worker], rounds: int) -> Iterator[Row]:
    """Rounds are short and sides to be compared are neighbours: what else runs then hits both."""
    ours, theirs, raw = workers["ours"], workers["theirs"], workers["raw"]
    yield start(max(rounds // 3, 5))
    yield work(
        "decode a page of 1000 jobs",
        rounds,
        {
            "msgspec": (ours, "decode_raw", 10),
            "ours": (ours, "decode", 10),
            "theirs": (theirs, "decode", 1),
        },
        Limit("theirs", 1 / 40),
        Limit("msgspec", 1.3),
    )
    yield work(
        "get_status, one call after the other",
        rounds,
        {
            "urllib3": (raw, "sync", 250),
            "ours": (ours, "sync", 250),
            "theirs": (theirs, "sync", 50),
        },
        Limit("urllib3", 1.25),
    )
    yield work(
        "get_status, async, 50 in flight",
        rounds,
        {
            "aiohttp": (raw, "concurrent", 400),
            "ours": (ours, "concurrent", 400),
            "theirs, aiohttp": (theirs, "concurrent_aiohttp", 100),
            "theirs": (theirs, "concurrent", 100),
        },
        Limit("aiohttp", 1.4),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--rounds", type=int, help="rounds of each measurement (31, quick: 9)")
    arguments = parser.parse_args()
    rounds = arguments.rounds or (9 if arguments.quick else 31)

    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores")
    print(f"Medians of {rounds} interleaved rounds (starts: a third); ratios are of CPU time.")
    with server() as url:
        workers = {side: python_worker(side, url) for side in ("ours", "theirs", "raw")}
        told = {
            "ours": "generated/llamacloud/python",
            "theirs": "the vendor's SDK, from PyPI",
            "raw": "the HTTP libraries by hand: same request, body read, not decoded",
        }
        for side, worker in workers.items():
            about = ", ".join(f"{name} {version}" for name, version in worker.about.items())
            print(f"  {side:<8}{told[side]}: {about}")
        print("  msgspec bare msgspec.json.decode of the same bytes into our structs")
        kept = True
        try:
            for row in rows(workers, rounds):
                kept &= row.print()
        finally:
            for worker in workers.values():
                worker.close()
    print("\nEvery limit is kept." if kept else "\nA limit is MISSED.")
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
