"""Side by side: the generated Go client and the same by hand, with net/http and encoding/json.

Judged like the Python client, by CPU time in ratios of interleaved rounds (see `run.py`). Exit code
1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.run import BENCH, Limit, Row, Worker, server, work


def rows(worker: Worker, rounds: int) -> Iterator[Row]:
    yield work(
        "decode a page of 1000 jobs",
        rounds,
        {"encoding/json": (worker, "decode_raw", 10), "ours": (worker, "decode", 10)},
        Limit("encoding/json", 1.2),
    )
    yield work(
        "get_status, one call after the other",
        rounds,
        {"net/http": (worker, "call_raw", 250), "ours": (worker, "call", 250)},
        Limit("net/http", 1.15),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--rounds", type=int, help="rounds of each measurement (31, quick: 9)")
    arguments = parser.parse_args()
    rounds = arguments.rounds or (9 if arguments.quick else 31)
    go = shutil.which("go")
    if go is None:
        print("There is no Go: its client is not measured.", file=sys.stderr)
        return int(bool(os.environ.get("CI")))
    with tempfile.TemporaryDirectory() as folder, server() as url:
        program = Path(folder) / "worker"
        subprocess.run([go, "build", "-o", program, "."], cwd=BENCH / "go", check=True)
        worker = Worker([str(program), url], dict(os.environ))
        print(f"Go {worker.about['Go']}: medians of {rounds} interleaved rounds.")
        kept = True
        try:
            for row in rows(worker, rounds):
                kept &= row.print()
        finally:
            worker.close()
    print("\nEvery limit is kept." if kept else "\nA limit is MISSED.")
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
