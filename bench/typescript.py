"""The TypeScript client: what a call costs on top of `fetch`, and what a program is bundled to.

Calls are answered from memory and taken in pairs with bare `fetch` (`calls.mjs`); bundles are those
of esbuild, minified and compressed. Exit code 1 when a limit of ours is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
sys.path.insert(0, str(ROOT))

from tests.typescript import toolchain  # noqa: E402

CLIENT = ROOT / "generated/llamacloud/typescript"
PROGRAMS = {
    "client": """import LlamaCloud from '{source}/index.js';
        console.log(await new LlamaCloud().beta.batch.getStatus('x'));""",
    "function": """import {{ LlamaCloudCore }} from '{source}/index.js';
        import {{ getStatus }} from '{source}/resources/beta/batch.js';
        console.log(await getStatus(new LlamaCloudCore(), 'x'));""",
}
MOST_MICROSECONDS = 10.0
"""Of CPU, for a call on top of `fetch`."""
MOST_BYTES = {"client": 6000, "function": 3000}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=60, help="of 2,000 calls each")
    given = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        said = toolchain.tsc(CLIENT, "--outDir", name)
        if said:
            print(said, file=sys.stderr)
            return 2
        (folder / "package.json").write_text('{"type": "module"}')
        command = [toolchain.node(), str(BENCH / "calls.mjs"), f"{name}/src", str(given.rounds)]
        costs = json.loads(toolchain.run(command, folder))
        print(f"fetch, answered from memory        {costs['raw']:8.1f} µs")
        for way in PROGRAMS:
            missed += costs[way] > MOST_MICROSECONDS
            print(f"a call of the {way:<9} on top of it {costs[way]:8.1f} µs (limit 10)")
        for way, program in PROGRAMS.items():
            size = bundled(folder, program.format(source=(CLIENT / "src").as_posix()))
            missed += size > MOST_BYTES[way]
            print(f"a program with one {way:<9}      {size:8,} bytes (limit {MOST_BYTES[way]:,})")
    return int(bool(missed))


def bundled(folder: Path, program: str) -> int:
    """Bytes of a program, minified and compressed."""
    (folder / "program.ts").write_text(program)
    esbuild = str(toolchain.MODULES / "esbuild/bin/esbuild")
    options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=error"]
    said = toolchain.run([esbuild, "program.ts", *options, "--outfile=program.js"], folder)
    if said:
        raise SystemExit(said)
    return len(gzip.compress((folder / "program.js").read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    raise SystemExit(main())
