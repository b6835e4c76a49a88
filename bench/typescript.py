"""The TypeScript client beside `fetch` and other clients and generators, in one run.

What a call costs, answered from memory and over a socket (`calls.mjs`); what programs with one
operation are bundled to (esbuild, minified, gzip); what generating and type-checking a client of
GitHub's size cost. Exit code 1 when a limit of ours is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
sys.path.insert(0, str(ROOT))

from bench import generation  # noqa: E402
from bench.generation import Cost, Table  # noqa: E402
from tests.typescript import toolchain  # noqa: E402

CLIENT = ROOT / "generated/llamacloud/typescript"
DOCUMENT = ROOT / "specs/llamacloud.yaml"
PEERS = generation.HOME / "typescript/node_modules"
"""Installed by `make bench` from `bench/peers`; without it there are only rows of ours."""

MOST_MICROSECONDS = 10.0
"""Of CPU, for a call on top of `fetch` that is answered from memory."""
MOST_OVER_SOCKET = 1.1
"""Times the CPU of `fetch`, for a call over a socket."""
MOST_BYTES = {
    **dict.fromkeys(("client", "picked-resource", "picked-operation"), 6000),
    "function": 3000,
}
MOST_OVER_PEER = 0.8
"""Times the CPU of `oazapfts` for generating GitHub's client."""
MOST_MEGABYTES = 250

WAYS = {
    "client": """
        import LlamaCloud from '{ours}/index.js';
        export default (options) => {{
          const client = new LlamaCloud({{ apiKey: 'key', logLevel: 'off', ...options }});
          return () => client.beta.batch.getStatus('bjb-1');
        }};""",
    "picked-resource": """
        import {{ createClient }} from '{ours}/index.js';
        import {{ Batch }} from '{ours}/resources/beta/batch.js';
        export default (options) => {{
          const settings = {{ apiKey: 'key', logLevel: 'off', ...options }};
          const client = createClient({{ beta: {{ batch: Batch }} }}, settings);
          return () => client.beta.batch.getStatus('bjb-1');
        }};""",
    "picked-operation": """
        import {{ createClient }} from '{ours}/index.js';
        import {{ getStatus }} from '{ours}/resources/beta/batch.js';
        export default (options) => {{
          const settings = {{ apiKey: 'key', logLevel: 'off', ...options }};
          const client = createClient({{ beta: {{ batch: {{ getStatus }} }} }}, settings);
          return () => client.beta.batch.getStatus('bjb-1');
        }};""",
    "function": """
        import {{ LlamaCloudCore }} from '{ours}/index.js';
        import {{ getStatus }} from '{ours}/resources/beta/batch.js';
        export default (options) => {{
          const client = new LlamaCloudCore({{ apiKey: 'key', ...options }});
          return () => getStatus(client, 'bjb-1');
        }};""",
    "resource": """
        import {{ LlamaCloudCore }} from '{ours}/index.js';
        import {{ Batch }} from '{ours}/resources/beta/batch.js';
        export default (options) => {{
          const batch = new Batch(new LlamaCloudCore({{ apiKey: 'key', ...options }}));
          return () => batch.getStatus('bjb-1');
        }};""",
    "function-recovering": """
        import {{ followRedirects, LlamaCloudCore, retry }} from '{ours}/index.js';
        import {{ getStatus }} from '{ours}/resources/beta/batch.js';
        const recovery = {{ retry, redirect: followRedirects }};
        export default (options) => {{
          const client = new LlamaCloudCore({{ apiKey: 'key', ...recovery, ...options }});
          return () => getStatus(client, 'bjb-1');
        }};""",
}
ONE_CALL = {
    "client": "new LlamaCloud().beta.batch.getStatus('x')",
    "picked-resource": "createClient({ beta: { batch: Batch } }).beta.batch.getStatus('x')",
    "picked-operation": "createClient({ beta: { batch: { getStatus } } })"
    ".beta.batch.getStatus('x')",
    "function": "getStatus(new LlamaCloudCore(), 'x')",
    "resource": "new Batch(new LlamaCloudCore()).getStatus('x')",
    "function-recovering": "getStatus(new LlamaCloudCore(recovery), 'x')",
    "@llamaindex/llama-cloud": "new LlamaCloud().beta.batch.getStatus('x')",
    "@hey-api/openapi-ts": "getBatchJobStatus({ path: { job_id: 'x' }, client: "
    "createClient(createConfig({ auth: () => process.env['LLAMA_CLOUD_API_KEY'] })) })",
    "openapi-fetch": "createClient({ baseUrl: 'https://api.cloud.llamaindex.ai' })"
    ".GET('/api/v1/beta/batch-processing/{job_id}', { params: { path: { job_id: 'x' } } })",
}
"""The whole of a program, after its imports."""
PEER_WAYS = {
    "@llamaindex/llama-cloud": """
        import LlamaCloud from '@llamaindex/llama-cloud';
        export default (options) => {{
          const client = new LlamaCloud({{ apiKey: 'key', logLevel: 'off', ...options }});
          return () => client.beta.batch.getStatus('bjb-1');
        }};""",
    "@hey-api/openapi-ts": """
        import {{ createClient, createConfig }} from '{hey}/client/index.js';
        import {{ getBatchJobStatus }} from '{hey}/sdk.gen.js';
        export default ({{ baseURL: baseUrl, fetch }}) => {{
          const client = createClient(createConfig({{ baseUrl, fetch, auth: 'key' }}));
          const path = {{ job_id: 'bjb-1' }};
          return async () => (await getBatchJobStatus({{ client, path }})).data;
        }};""",
    "openapi-fetch": """
        import createClient from 'openapi-fetch';
        export default ({{ baseURL: baseUrl, fetch }}) => {{
          const headers = {{ authorization: 'Bearer key' }};
          const client = createClient({{ baseUrl, fetch, headers }});
          const params = {{ path: {{ job_id: 'bjb-1' }} }};
          const path = '/api/v1/beta/batch-processing/{{job_id}}';
          return async () => (await client.GET(path, {{ params }})).data;
        }};""",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=60, help="of 1,000 calls each")
    parser.add_argument("--no-peers", action="store_true", help="only ours")
    parser.add_argument("--no-generation", action="store_true", help="only calls and bundles")
    given = parser.parse_args()
    table = Table()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ways = built(folder, peers=not given.no_peers and PEERS.is_dir())
        calls(table, folder, given.rounds)
        bundles(table, folder, ways)
    if not given.no_generation:
        generated(table, peers=not given.no_peers and PEERS.is_dir())
    return int(not table.kept)


# --- calls and bundles ----------------------------------------------------------------------------


def built(folder: Path, *, peers: bool) -> dict[str, str]:
    """Bundles a module for each way to make a call; the programs by their names."""
    programs = dict(WAYS)
    if peers:
        programs |= PEER_WAYS
        (folder / "node_modules").symlink_to(PEERS)
        command = hey_api(DOCUMENT, folder / "hey")
        said = toolchain.run(command, folder)
        if said.startswith("exit code"):
            raise SystemExit(said)
    places = {"ours": (CLIENT / "src").as_posix(), "hey": (folder / "hey").as_posix()}
    programs = {name: text.format(**places) for name, text in programs.items()}
    for name, text in programs.items():
        bundled(folder, text, f"way-{name.replace('/', '_')}.mjs")
    return programs


def hey_api(document: Path, output: Path) -> list[str]:
    program = str(PEERS / "@hey-api/openapi-ts/bin/run.js")
    options = ["-c", "@hey-api/client-fetch", "--silent"]
    return [toolchain.node(), program, "-i", str(document), "-o", str(output), *options]


def bundled(folder: Path, program: str, output: str) -> int:
    """Bytes of a program, minified and compressed."""
    (folder / "program.js").write_text(program)
    esbuild = str(toolchain.MODULES / "esbuild/bin/esbuild")
    options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=error"]
    options += ["--platform=browser", f"--outfile={output}"]
    said = toolchain.run([esbuild, "program.js", *options], folder)
    if said:
        raise SystemExit(said)
    return len(gzip.compress((folder / output).read_bytes(), 9, mtime=0))


def calls(table: Table, folder: Path, rounds: int) -> None:
    for place, title in (("memory", "answered from memory"), ("socket", "over a socket")):
        print(f"\na call, {title}: µs of CPU on top of `fetch`")
        command = [toolchain.node(), str(BENCH / "calls.mjs"), str(folder), str(rounds), place]
        said = toolchain.run(command, folder)
        if said.startswith("exit code"):
            raise SystemExit(said)
        costs: dict[str, float] = json.loads(said)
        raw = costs.pop("raw")
        print(f"  {'fetch alone':<38} {raw:7.1f} µs")
        for way, cost in costs.items():
            limit = MOST_MICROSECONDS if place == "memory" else raw * (MOST_OVER_SOCKET - 1)
            is_ours = way in ("client", "function")
            verdict = ""
            if is_ours:
                table.kept = table.kept and cost <= limit
                verdict = f"   limit {limit:.1f}: {'kept' if cost <= limit else 'MISSED'}"
            times = f"{1 + cost / raw:6.2f} x" if place == "socket" else ""
            print(f"  {way.replace('_', '/'):<38} {cost:7.1f} µs{times}{verdict}", flush=True)


def bundles(table: Table, folder: Path, ways: dict[str, str]) -> None:
    print("\na program with one operation, minified and compressed")
    for way, text in ways.items():
        imports, _, _ = text.partition("export default")
        program = f"{imports}\nconsole.log(await {ONE_CALL[way]});"
        size = bundled(folder, program, "program.mjs")
        limit = MOST_BYTES.get(way, 0)
        table.kept = table.kept and not (limit and size > limit)
        verdict = f"   limit {limit:,}: {'kept' if size <= limit else 'MISSED'}" if limit else ""
        print(f"  {way:<38} {size:7,} bytes{verdict}", flush=True)


# --- generation and the compiler ------------------------------------------------------------------


def generated(table: Table, *, peers: bool) -> None:
    for folder in (generation.DOCUMENTS, generation.OUTPUT):
        folder.mkdir(parents=True, exist_ok=True)
    document = generation.github()
    if document is None:
        print("\nSKIPPED: GitHub's document needs npm and its registry")
        return
    output = generation.OUTPUT / "typescript"
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir()
    print("\ngenerate: GitHub's document")
    ours = best(
        [
            *(sys.executable, "-m", "clientsmith", "generate", "--spec", str(document), "--full"),
            *("--target", "typescript", "--output", str(output / "ours")),
            *("--package", "github", "--client", "Api"),
        ],
        generation.surroundings(),
    )
    table.row("ours", ours, peak=MOST_MEGABYTES)
    if not ours.failure:
        githubs(table, output / "ours/src")
    if not peers:
        return
    settings = dict(os.environ)
    oazapfts = [toolchain.node(), str(PEERS / "oazapfts/dist/cli.js"), str(document)]
    theirs = best([*oazapfts, str(output / "oazapfts.ts")], settings)
    table.row("oazapfts", theirs)
    table.row("@hey-api/openapi-ts", best(hey_api(document, output / "hey"), settings))
    if not theirs.failure and not ours.failure:
        table.ratio("ours over oazapfts", ours.cpu / theirs.cpu, MOST_OVER_PEER)
    print("\ntype-check: the clients of GitHub's document")
    first = checked(output / "ours/src")
    second = checked(output / "hey")
    table.row("ours", first)
    table.row("@hey-api/openapi-ts", second)
    if not first.failure and not second.failure:
        table.ratio("ours over @hey-api/openapi-ts", first.cpu / second.cpu, 1)


def githubs(table: Table, source: Path) -> None:
    """What one operation of 1,200, of 200 in its module, is bundled to, with what is beside it."""
    print("\nGitHub's client: a program with one operation, minified and compressed")
    call = "repos.get('r', { owner: 'o' })"
    ways = {
        "client": ("Api", f"new Api().{call}"),
        "picked-resource": ("createClient", f"createClient({{ repos: repos.Repos }}).{call}"),
        "picked-operation": (
            "createClient",
            f"createClient({{ repos: {{ get: repos.get }} }}).{call}",
        ),
        "resource": ("ApiCore", "new repos.Repos(new ApiCore()).get('r', { owner: 'o' })"),
        "function": ("ApiCore", "repos.get(new ApiCore(), 'r', { owner: 'o' })"),
    }
    for way, (name, statement) in ways.items():
        program = f"import {{ {name} }} from './index.js';\n"
        program += (
            f"import * as repos from './resources/repos.js';\nconsole.log(await {statement});"
        )
        size = bundled(source, program, "../program.mjs")
        limit = MOST_BYTES[way] if way in ("picked-operation", "function") else 0
        table.kept = table.kept and not (limit and size > limit)
        verdict = f"   limit {limit:,}: {'kept' if size <= limit else 'MISSED'}" if limit else ""
        print(f"  {way:<38} {size:7,} bytes{verdict}", flush=True)


def best(command: list[str], settings: dict[str, str], rounds: int = 3) -> Cost:
    """The least of some runs, after one that fills the caches."""
    costs = [generation.run(command, settings) for _ in range(rounds + 1)][1:]
    return min(costs, key=lambda cost: (bool(cost.failure), cost.cpu))


def checked(folder: Path) -> Cost:
    """The compiler over a client, strict, as in a program that is bundled."""
    options: dict[str, object] = {
        "target": "ES2022",
        "lib": ["ES2022", "DOM", "DOM.Iterable"],
        "types": [],
    }
    options |= {"module": "ESNext", "moduleResolution": "bundler", "strict": True}
    project = folder.parent / f"tsconfig-{folder.name}.json"
    settings = {"compilerOptions": options, "include": [f"{folder.as_posix()}/**/*.ts"]}
    project.write_text(json.dumps(settings))
    command = [*toolchain.script("typescript", "bin/tsc"), "-p", str(project), "--noEmit"]
    return best(command, dict(os.environ), 2)


if __name__ == "__main__":
    raise SystemExit(main())
