"""Side by side: what generating a Python client costs, for us and for other generators.

CPU time is that of the whole process, start of the interpreter included; memory is its peak. Ours
is measured with the verdict of openapi-spec-validator in the cache. A peer that fails on a document
or is not here says so in the table. Exit code 1 when a limit of ours is missed.

Machines differ, so a limit in seconds is stretched by what the first peer takes here, over what it
took where the limits were set. Without peers they count as they are.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
HOME = ROOT / ".bench-venv"
PEERS = HOME / "peers" / "bin"
DOCUMENTS = HOME / "documents"
OUTPUT = HOME / "generated"

GITHUB = "@octokit/openapi@23.0.2"
"""The npm package with the document of GitHub's REST API: 13 MB, 1,223 operations."""
LONGEST = 900
"""Seconds after which a peer has failed."""
PACE = 13.4
"""CPU seconds of the first peer for GitHub's document where the limits were set."""
DOUBLED = 2.6
"""What twice the document may cost at most, as a multiple: linear, and the noise of a machine."""


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    cpu: float
    peak: float
    """MB of its largest process."""
    failure: str = ""


@dataclass(frozen=True)
class Peer:
    """Another generator."""

    name: str
    program: str
    arguments: Callable[[Path, Path], list[str]]
    """From document and output."""
    needs: str = ""


PEER_TABLE = (
    Peer(
        "openapi-python-client",
        "openapi-python-client",
        lambda document, output: [
            *("generate", "--path", str(document), "--output-path", str(output), "--overwrite"),
        ],
    ),
    Peer(
        "openapi-generator",
        "openapi-generator-cli",
        lambda document, output: [
            *("generate", "-g", "python", "-i", str(document), "-o", str(output)),
        ],
        needs="java",
    ),
    Peer(
        "unihttp-openapi-generator",
        "unihttp-openapi-generator",
        lambda document, output: [
            *("generate", str(document), "-o", str(output), "--package-name", "client"),
            *("--client", "both"),
        ],
    ),
)


# --- measuring -----------------------------------------------------------------------------------


def run(command: list[str], environment: dict[str, str], longest: float = LONGEST) -> Cost:
    """One process and all below it."""
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=OUTPUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    killer = threading.Timer(longest, lambda: os.killpg(process.pid, 9))
    killer.start()
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    killer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    failure = ""
    if process.returncode:
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        failure = lines[-1][:100] if lines else f"exit code {process.returncode}"
        if process.returncode == -9:
            failure = f"stopped after {longest:.0f} s, or out of memory"
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, failure)


def surroundings() -> dict[str, str]:
    """The caller's environment without its settings for Python; caches of our own.

    Bytecode is kept, as it is for an installed package, but not beside the sources.
    """
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    settings["PYTHONPYCACHEPREFIX"] = str(HOME / "bytecode")
    settings["PYTHONPATH"] = str(ROOT / "generator")
    settings["CLIENTSMITH_ROOT"] = str(ROOT)
    settings["CLIENTSMITH_CACHE"] = str(HOME / "cache")
    return settings


def ours(document: Path, rounds: int, *, full: bool = True) -> Cost:
    """The best of some runs, after one that fills the caches."""
    output = OUTPUT / "ours" / document.stem
    command = [
        *(sys.executable, "-m", "clientsmith", "generate", "--spec", str(document)),
        *("--target", "python", "--output", str(output)),
        *("--package", document.stem, "--client", "Api"),
    ]
    costs = [
        run([*command, *(["--full"] if full else [])], surroundings()) for _ in range(rounds + 1)
    ]
    failed = next((cost for cost in costs if cost.failure), None)
    return failed or min(costs[1:], key=lambda cost: cost.cpu)


def theirs(peer: Peer, document: Path) -> Cost:
    """One run of a peer, which is warm enough: none of them keeps anything."""
    program = PEERS / peer.program
    if not program.exists():
        return Cost(0, 0, "absent: not installable on this Python")
    if peer.needs and shutil.which(peer.needs) is None:
        return Cost(0, 0, f"absent: needs {peer.needs}")
    output = OUTPUT / peer.name / document.stem
    shutil.rmtree(output, ignore_errors=True)
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    settings["PATH"] = f"{PEERS}{os.pathsep}{settings.get('PATH', '')}"
    return run([str(program), *peer.arguments(document, output)], settings)


# --- documents -----------------------------------------------------------------------------------


def github() -> Path | None:
    """GitHub's document, fetched once; None where that is not possible."""
    place = DOCUMENTS / "github.json"
    if place.exists():
        return place
    npm = shutil.which("npm")
    if npm is None:
        return None
    packed = subprocess.run(
        [npm, "pack", "--silent", GITHUB],
        cwd=DOCUMENTS,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if packed.returncode or not packed.stdout.strip():
        return None
    archive = DOCUMENTS / packed.stdout.split()[-1]
    with tarfile.open(archive) as package:
        member = package.extractfile("package/generated/api.github.com.json")
        assert member is not None
        place.write_bytes(member.read())
    archive.unlink()
    return place


def part(document: Path, fraction: int) -> Path:
    """The same document with a fraction of its paths and the components that they need."""
    place = DOCUMENTS / f"{document.stem}_{fraction}.json"
    if not place.exists():
        tree = json.loads(document.read_bytes())
        paths = list(tree["paths"].items())
        tree["paths"] = dict(paths[::fraction])
        tree.pop("x-webhooks", None)
        kept: dict[str, dict[str, Any]] = {"securitySchemes": {}}
        waiting = [tree["paths"]]
        while waiting:
            node = waiting.pop()
            reference = node.get("$ref") if isinstance(node, dict) else None
            if isinstance(reference, str) and reference.startswith("#/components/"):
                kind, name = reference.split("/")[2:4]
                if name not in kept.setdefault(kind, {}):
                    kept[kind][name] = tree["components"][kind][name]
                    waiting.append(kept[kind][name])
            waiting.extend(node.values() if isinstance(node, dict) else node)
            waiting = [one for one in waiting if isinstance(one, dict | list)]
        tree["components"] = kept
        place.write_text(json.dumps(tree))
    return place


def as_yaml(document: Path) -> Path:
    """The same document in YAML."""
    place = DOCUMENTS / f"{document.stem}_yaml.yaml"
    if not place.exists():
        tree = json.loads(document.read_bytes())
        dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
        place.write_text(yaml.dump(tree, Dumper=dumper, sort_keys=False, allow_unicode=True))
    return place


# --- the table -----------------------------------------------------------------------------------


class Table:
    """Prints line by line; knows whether every limit was kept."""

    def __init__(self) -> None:
        self.kept = True
        self.slowness = 1.0
        """How many times longer this machine takes than the one that the limits are from."""

    def row(self, name: str, cost: Cost, cpu: float = 0, peak: float = 0) -> None:
        """What something cost, and what was promised of it."""
        if cost.failure:
            print(f"  {name:<38} {cost.failure}", flush=True)
            self.kept = self.kept and not cpu
            return
        line = f"  {name:<38} {cost.cpu:7.2f} s CPU {cost.peak:7.0f} MB"
        stretched = f" x {self.slowness:.2f}" if self.slowness != 1 else ""
        for measured, limit, unit in (
            (cost.cpu / self.slowness, cpu, f"s{stretched}"),
            (cost.peak, peak, "MB"),
        ):
            if limit:
                self.kept = self.kept and measured <= limit
                verdict = "kept" if measured <= limit else "MISSED"
                line += f"   limit {limit:g} {unit}: {verdict}"
        print(line, flush=True)

    def ratio(self, name: str, ratio: float, limit: float) -> None:
        """A ratio and its limit."""
        self.kept = self.kept and ratio <= limit
        verdict = "kept" if ratio <= limit else "MISSED"
        print(f"  {name:<38} {ratio:7.2f} x   limit {limit:g} x: {verdict}", flush=True)


def compare(document: Path, peers: Sequence[Peer] = PEER_TABLE) -> Iterator[tuple[str, Cost]]:
    """The peers, one after the other."""
    for peer in peers:
        yield peer.name, theirs(peer, document)


def imported(folder: Path, code: str, rounds: int) -> Cost:
    """A process that uses a generated client, above one that does nothing."""
    settings = surroundings() | {"PYTHONPATH": str(folder)}
    costs = [run([sys.executable, "-c", code], settings) for _ in range(rounds + 1)][1:]
    bare = min(run([sys.executable, "-c", ""], settings).cpu for _ in range(rounds))
    best = min(costs, key=lambda cost: cost.cpu)
    return Cost(best.cpu - bare, best.peak, best.failure)


FIRST_CALL = """
import http.server, threading
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = {answer!r}
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *args): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{{server.server_port}}"
{use}
"""


def clients(table: Table, rounds: int) -> None:
    """Import, make a client, make one call: GitHub's may cost what LlamaCloud's costs."""
    small = FIRST_CALL.format(
        answer=b'{"items": [], "next_page_token": null}',
        use="import llama_cloud\nclient = llama_cloud.LlamaCloud(api_key='x', base_url=url)\n"
        "client.beta.batch.list()",
    )
    large = FIRST_CALL.format(
        answer=b"[]",
        use="import github\nclient = github.Api(base_url=url)\n"
        "client.repos.list_for_user('octocat')",
    )
    first = imported(ROOT / "generated" / "llamacloud" / "python", small, rounds)
    second = imported(OUTPUT / "ours" / "github", large, rounds)
    table.row("LlamaCloud's client", first)
    table.row("GitHub's client", second)
    if not first.failure and not second.failure:
        table.ratio("GitHub's over LlamaCloud's", second.cpu / max(first.cpu, 1e-3), 1.5)
    else:
        table.kept = False


def measure(rounds: int, peers: bool) -> bool:
    """Print the table; whether every limit is kept."""
    table = Table()
    petstore = BENCH / "petstore.yaml"

    large = github()
    pace = theirs(PEER_TABLE[0], large) if peers and large is not None else None
    if pace is not None and not pace.failure:
        table.slowness = pace.cpu / PACE

    print("\ngenerate: bench/petstore.yaml, 18 operations")
    table.row("ours", ours(petstore, rounds), cpu=0.3)
    for name, cost in compare(petstore) if peers else ():
        table.row(name, cost)

    if large is None:
        print(f"\nSKIPPED: GitHub's document needs npm and its registry (npm pack {GITHUB})")
        return table.kept
    print(f"\ngenerate: GitHub's document, {large.stat().st_size / 1e6:.0f} MB, 1,223 operations")
    table.row("ours", ours(large, rounds), cpu=2.5, peak=250)
    table.row("ours, from YAML", ours(as_yaml(large), rounds), cpu=3.5)
    table.row("ours, nothing changed", ours(large, rounds, full=False), cpu=0.5)
    all_, half, quarter = (ours(part(large, fraction), rounds) for fraction in (1, 2, 4))
    table.row("ours, every path, no webhooks", all_)
    table.row("ours, every second path", half)
    table.row("ours, every fourth path", quarter)
    if not (all_.failure or half.failure or quarter.failure):
        table.ratio("all over half", all_.cpu / half.cpu, DOUBLED)
        table.ratio("half over a quarter", half.cpu / quarter.cpu, DOUBLED)
    if pace is not None:
        table.row(PEER_TABLE[0].name, pace)
        for name, cost in compare(large, PEER_TABLE[1:]):
            table.row(name, cost)

    print("\nimport, client and first call: over the bare interpreter")
    clients(table, rounds)
    return table.kept


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="runs of ours; the best counts")
    parser.add_argument("--no-peers", action="store_true", help="only ours")
    parser.add_argument("--prepare", action="store_true", help="only fetch and make the documents")
    options = parser.parse_args(None if arguments is None else list(arguments))
    for folder in (DOCUMENTS, OUTPUT):
        folder.mkdir(parents=True, exist_ok=True)
    if options.prepare:
        if (large := github()) is not None:
            as_yaml(large), part(large, 1), part(large, 2), part(large, 4)
        return 0
    # In a process of its own: a new process counts the memory of the one it comes from as its own.
    subprocess.run([sys.executable, __file__, "--prepare"], check=True)
    start = time.perf_counter()
    kept = measure(options.rounds, not options.no_peers)
    print(f"\n{'Every limit is kept' if kept else 'A limit is MISSED'}", end="")
    print(f", after {time.perf_counter() - start:.0f} s.")
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
