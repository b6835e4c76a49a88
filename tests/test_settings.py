"""What a document says once for many calls: programs of TypeScript and Go against one server.

Parameters that the client fills, headers of every request, the statuses that are tried again, the
headers of errors, the name of a token, pages whose items are deep in them. Python's are in
`tests/unit/test_globals.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.go.toolchain import LEAN, run
from tests.support import ROOT, from_file
from tests.typescript import toolchain as node
from tests.unit.served import Answer, Served, serving

from clientsmith import render
from clientsmith.render import File
from clientsmith.targets import go, typescript

HERE = ROOT / "tests/settings"
ANSWERS = (
    Answer(200, {"id_token": "t"}),
    Answer(200, {"page": {"things": [{"id": "7"}]}, "total": 2}),
    Answer(200, {"page": {"things": [{"id": "8"}]}, "total": 2}),
    Answer(200, {"page": {"things": []}, "total": 0}),
    Answer(409, None, {"Retry-After": "0"}),
    Answer(204),
    Answer(429, None, {"X-Left": "3", "X-Why": "busy"}),
    Answer(500, None, {"X-Tags": "1,2"}),
)
SEEN = [
    ("/token", None, None, None),
    ("/a%20b/things", "3", "session=s1", "p"),
    ("/a%20b/things?offset=1", "3", "session=s1", "p"),
    ("/other/things?region=us", "4", "session=s1", "p"),
    ("/a%20b/things", None, None, "p"),
    ("/a%20b/things", None, None, "p"),
    ("/a%20b/things", "3", "session=s1", "p"),
    ("/a%20b/things", None, None, "p"),
]


def check(server: Served) -> None:
    seen = [
        (path, *({k.lower(): v for k, v in headers.items()}.get(name) for name in _NAMES))
        for path, headers in server.seen
    ]
    assert seen == SEEN
    every = [{k.lower(): v for k, v in headers.items()} for _, headers in server.seen[1:]]
    found = {(it["authorization"], it["x-version"], it["x-level"]) for it in every}
    assert found == {("Bearer t", "5", "2")}


_NAMES = ("x-trace", "cookie", "x-pool")


def write(files: list[File], folder: Path) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.text)


def test_typescript(tmp_path: Path) -> None:
    api = from_file(HERE / "spec.yaml").api
    assert api is not None
    write(render.render(typescript.plan(typescript.lower(api, {}))), tmp_path)
    assert node.tsc(tmp_path) == ""
    node.run_tests(sorted((tmp_path / "build/tests").glob("*.test.js")), tmp_path)
    shutil.copy(HERE / "program.mjs", tmp_path / "build")
    with serving(*ANSWERS) as server:
        command = [node.node(), "build/program.mjs", server.url]
        said = node.run(command, tmp_path, THE_VERSION="5").splitlines()
        check(server)
    assert said == [
        "7,8",
        '429 {"X-Left":3,"X-Why":"busy"}',
        '500 {"X-Tags":[1,2]}',
        "`tenant` is missing: give it to the client, or to this call",
        "pass `version` or set THE_VERSION",
    ]


def test_go(tmp_path: Path) -> None:
    api = from_file(HERE / "spec.yaml").api
    assert api is not None
    options = {"package": "acme", "module": "example.com/acme"}
    write(render.render(go.plan(go.lower(api, options))), tmp_path / "acme")
    assert run(tmp_path, "gofmt", "-l", ".") == ""
    run(tmp_path / "acme", "go", "test", *LEAN, "./...")
    shutil.copy(HERE / "main.go", tmp_path)
    path = "example.com/acme"
    (tmp_path / "go.mod").write_text(
        f"module program\n\ngo 1.24\n\nrequire {path} v0.0.0\n\nreplace {path} => ./acme\n"
    )
    with serving(*ANSWERS) as server:
        said = run(tmp_path, "go", "run", ".", server.url, THE_VERSION="5").splitlines()
        check(server)
    assert said == [
        *("7", "8"),
        '429 {"XLeft":3,"XWhy":"busy"}',
        '500 {"XTags":[1,2]}',
        'the parameter "tenant" is missing: use option.WithTenant, or give it to the call',
        'the header "X-Version" is missing: use option.WithVersion',
    ]
