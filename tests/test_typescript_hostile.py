"""Documents are untrusted: no text of one becomes TypeScript. SECURITY G1, G2, G3 and G4.

Every place of a document takes every hostile string in turn. A parser reads what is generated: it
is TypeScript, no comment directs the compiler, and nothing calls what the strings try to call.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests import test_hostile as hostile
from tests.support import from_tree
from tests.typescript import toolchain

from clientsmith import paths, render
from clientsmith.render import Copy
from clientsmith.targets import typescript

STRINGS = [
    *("*/ canary(); /*", "*/\ncanary();\n/*", "`${canary()}`", "${canary()}", "'; canary(); '"),
    *('"; canary(); "', "\\'; canary(); //", '\\"; canary(); //', "\u2028canary();", "\rcanary();"),
    *("@ts-ignore", "\n@ts-expect-error", "*/\n// @ts-ignore\n/*", "@ts-nocheck", "@type {canary}"),
    *(
        "}; canary(); ({",
        "> | canary()",
        "]; canary(); [",
        "{@link canary}",
        "// canary()\ncanary()",
    ),
    *("__proto__", "constructor", "```\ncanary()\n```", "<script>canary()</script>", "\\u2028"),
    *(it for it in hostile.STRINGS if "\n" in it or "\\" in it or '"' in it or "'" in it),
]


def _values(turn: int) -> dict[str, str]:
    found = {
        place: hostile.FORMS[(index + turn) % 2].format(
            number=index, text=STRINGS[(index + turn) % len(STRINGS)]
        )
        for index, place in enumerate(hostile.marks())
    }
    braces = str.maketrans("{}", "()")
    return found | {it: found[it].translate(braces) for it in hostile.NO_BRACES & found.keys()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The modules of every variant that is not refused."""
    folder = tmp_path_factory.mktemp("hostile")
    made = 0
    for turn in range(len(STRINGS)):
        api = from_tree(hostile.filled(hostile.everything(), _values(turn))).api
        if api is None:
            continue
        made += 1
        plan = typescript.plan(typescript.lower(api, {}))
        for file in render.render(it for it in plan if not isinstance(it, Copy)):
            paths.verify([file.path])
            path = folder / str(turn) / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.text)
            if file.path == "package.json":
                json.loads(file.text)
    assert made > len(STRINGS) // 2
    return folder


def test_no_text_becomes_code(written: Path) -> None:
    script = [toolchain.node(), str(toolchain.HERE / "scan.mjs"), str(written)]
    toolchain.script("typescript-5", "lib/typescript.js")
    *findings, count = toolchain.run(script, toolchain.HERE).splitlines()
    assert not findings, "\n".join(findings[:40])
    assert int(count.split()[0]) > 500
