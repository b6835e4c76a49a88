"""The samples of the reference: each is type-checked or compiled; those of LlamaCloud run."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.corpus import documents as corpus
from tests.corpus import expected
from tests.corpus import samples as samples_of_corpus
from tests.go import toolchain as go_tools
from tests.programs import LANGUAGES, mypy
from tests.support import ROOT, from_file, from_tree
from tests.typescript import toolchain

from clientsmith import config as configuration
from clientsmith import ir
from clientsmith.reference.build import build
from clientsmith.targets import go, load_language, python, typescript
from clientsmith.targets.docs.html.code import highlighted, marked

GENERATED = ROOT / "generated" / "llamacloud"
DOCS = GENERATED / "docs"
CASES = ROOT / "tests" / "cases"
CORPUS = Path(os.environ.get("CORPUS", ROOT.parent / "shared" / "corpus"))
FEW = 6
"""Documents of the corpus whose programs are judged in each run of the tests."""
SERVER = "https://api.cloud.llamaindex.ai"
SIZES = ("Example", "Example with all parameters")

# --- the committed pages -------------------------------------------------------------------------


def blocks(path: Path, fence: str) -> Iterator[tuple[str, str]]:
    """Headings and what is in the fences below them."""
    text = path.read_text(encoding="utf-8")
    yield from re.findall(rf"^##+ ([^\n]*)\n\n```{fence}\n(.*?)\n```$", text, re.M | re.S)


def samples(language: str, fence: str) -> dict[tuple[str, str], str]:
    """(page, size) -> program"""
    folder = DOCS / language
    return {
        (path.relative_to(folder).as_posix(), heading): code
        for path in sorted(folder.rglob("*.md"))
        for heading, code in blocks(path, fence)
        if heading in SIZES
    }


def guides(fence: str) -> dict[tuple[str, str], str]:
    """The programs of the other pages."""
    return {
        (path.name, heading): code
        for path in sorted(DOCS.glob("*.md"))
        for heading, code in blocks(path, fence)
    }


@dataclass
class Loopback:
    """A server that answers with the document's examples, and what it was asked."""

    url: str = ""
    asked: list[str] = field(default_factory=list)

    def taken(self) -> list[str]:
        found, self.asked = self.asked, []
        return found


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    answers: dict[str, Any] = {}
    for path in (DOCS / "http").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        route = re.search(r"^\*\*get\*\* `(.*)`$", text, re.M)
        assert route is not None
        (answer,) = re.findall(r"^```json\n(.*?)\n```$", text, re.M | re.S)
        answers[route[1].replace("{job_id}", "job_id")] = json.loads(answer)
    made = Loopback()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            # Python writes microseconds.
            pairs = sorted(parse_qsl(url.query.replace("117000Z", "117Z")))
            known = self.headers.get("Authorization") == "Bearer my-api-key"
            cookie = self.headers.get("Cookie") or ""
            made.asked.append(f"{url.path} {pairs} {cookie} {'' if known else 'who?'}".rstrip())
            answer = answers[url.path]
            if "items" in answer:  # a last page
                items = [] if ("offset", "1") in pairs else answer["items"]
                answer = {**answer, "items": items, "next_page_token": None}
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    made.url = f"http://127.0.0.1:{httpd.server_port}"
    yield made
    httpd.shutdown()
    httpd.server_close()


def settings(server: Loopback) -> dict[str, str]:
    return {
        **os.environ,
        "LLAMA_CLOUD_API_KEY": "my-api-key",
        "LLAMA_CLOUD_BASE_URL": server.url,
        "JOB_ID": "job_id",
        "COVERAGE_PROCESS_START": "",
    }


def execute(command: list[str], folder: Path, server: Loopback) -> list[str]:
    """Run a program; what it asked the server for."""
    done = subprocess.run(
        command, cwd=folder, env=settings(server), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return server.taken()


@pytest.fixture(scope="module")
def wanted(server: Loopback) -> dict[tuple[str, str], list[str]]:
    """What curl asks for: nothing of ours is in it but the page."""
    found: dict[tuple[str, str], list[str]] = {}
    for key, code in samples("http", "http").items():
        command = code.replace(SERVER, server.url).replace("curl ", "curl -sSf ", 1)
        assert server.url in command
        found[key] = execute(["bash", "-c", command], ROOT, server)
    assert len(found) == 6
    assert all(len(it) == 1 and "who?" not in it[0] for it in found.values())
    return found


def check(asked: list[str], wanted: list[str]) -> None:
    """The first request is that of curl; those after it are for the same list's next pages."""
    assert asked[:1] == wanted
    assert all(it.partition(" ")[0] == wanted[0].partition(" ")[0] for it in asked)


def test_python(tmp_path: Path, server: Loopback, wanted: dict[tuple[str, str], list[str]]) -> None:
    found = samples("python", "python")
    assert found.keys() == wanted.keys()
    programs = [*found.values(), *guides("python").values()]
    for number, code in enumerate(programs):
        (tmp_path / f"sample_{number}.py").write_text(code + "\n", encoding="utf-8")
    files = [f"sample_{number}.py" for number in range(len(programs))]
    assert mypy(tmp_path, files, GENERATED / "python", "--no-incremental") == ""
    starter = f"import sys; sys.path.insert(0, {str(GENERATED / 'python')!r}); import runpy"
    for file, key in zip(files, found, strict=False):
        code = f"{starter}; runpy.run_path({file!r}, run_name='__main__')"
        check(execute([sys.executable, "-c", code], tmp_path, server), wanted[key])
    for file in files[len(found) :]:
        code = f"{starter}; runpy.run_path({file!r}, run_name='__main__')"
        assert execute([sys.executable, "-c", code], tmp_path, server)


def test_typescript(
    tmp_path: Path, server: Loopback, wanted: dict[tuple[str, str], list[str]]
) -> None:
    found = samples("typescript", "typescript")
    assert found.keys() == wanted.keys()
    package = tmp_path / "node_modules/@llamaindex/llama-cloud"
    ignored = shutil.ignore_patterns("tests", "build")
    shutil.copytree(GENERATED / "typescript", package, ignore=ignored)
    assert toolchain.tsc(package, "-p", "tsconfig.build.json") == ""
    (tmp_path / "node_modules/@types").symlink_to(toolchain.MODULES / "@types")
    (tmp_path / "node_modules/undici-types").symlink_to(toolchain.MODULES / "undici-types")
    options = json.loads((ROOT / "tests/typescript/programs/tsconfig.json").read_text())
    del options["files"]
    (tmp_path / "tsconfig.json").write_text(json.dumps({**options, "include": ["*.mts"]}))
    programs = [*found.values(), *guides("typescript").values()]
    for number, code in enumerate(programs):
        (tmp_path / f"sample{number}.mts").write_text(code + "\n", encoding="utf-8")
    assert toolchain.tsc(tmp_path) == ""
    for number, key in enumerate([*found, *guides("typescript")]):
        asked = execute([toolchain.node(), f"sample{number}.mjs"], tmp_path, server)
        assert asked
        if key in wanted:
            check(asked, wanted[key])


def test_go(tmp_path: Path, server: Loopback, wanted: dict[tuple[str, str], list[str]]) -> None:
    found = samples("go", "go")
    assert found.keys() == wanted.keys()
    path = "github.com/stainless-sdks/llamacloud-prod-go"
    (tmp_path / "go.mod").write_text(
        f"module samples\n\ngo 1.24\n\nrequire {path} v0.0.0\n\n"
        f"replace {path} => {GENERATED / 'go'}\n"
    )
    programs = [*found.values(), *guides("go").values()]
    for number, code in enumerate(programs):
        folder = tmp_path / f"sample{number}"
        folder.mkdir()
        (folder / "main.go").write_text(code + "\n", encoding="utf-8")
    assert go_tools.run(tmp_path, "gofmt", "-l", ".") == ""
    go_tools.run(tmp_path, "go", "vet", "./...")
    (tmp_path / "bin").mkdir()
    go_tools.run(tmp_path, "go", "build", "-ldflags=-s -w", "-o", "bin/", "./...")
    for number, key in enumerate([*found, *guides("go")]):
        asked = execute([str(tmp_path / "bin" / f"sample{number}")], tmp_path, server)
        assert asked
        if key in wanted:
            check(asked, wanted[key])


# --- the samples of every case --------------------------------------------------------------------


@cache
def apis() -> dict[str, ir.Api]:
    """Every case, and a document whose every text is hostile."""
    found: dict[str, ir.Api] = {}
    for folder in sorted(CASES.iterdir()):
        config = None
        if (folder / configuration.NAME).is_file():
            (config,) = configuration.load(folder / configuration.NAME).apis
        api = from_file(folder / "spec.yaml", config, name=folder.name).api
        if api is not None:
            found[f"case_{folder.name.replace('-', '_')}"] = api
    hostile = from_file(ROOT / "tests" / "hostile" / "everything.yaml", name="hostile").api
    assert hostile is not None
    found["hostile"] = hostile
    content = {"application/json": {"schema": {"type": "object"}}}
    sent = {
        "done": {
            "post": {
                "requestBody": {"content": content},
                "responses": {"200": {"description": "ok"}},
            }
        }
    }
    info = {"title": "Unsigned", "version": "1"}
    unsigned = from_tree({"openapi": "3.1.0", "info": info, "webhooks": sent}).api
    assert unsigned is not None
    found["unsigned"] = unsigned
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_programs_of_every_case(tmp_path: Path, language: str) -> None:
    tools = LANGUAGES[language]
    tools.prepare(tmp_path)
    count = sum(tools.write(api, name, tmp_path) for name, api in apis().items())
    assert count > 100
    assert tools.judge(tmp_path, apis()) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_programs_of_documents_that_others_wrote(tmp_path: Path, language: str) -> None:
    """Some of the corpus: `python -m tests.corpus.samples` has all of it."""
    if not CORPUS.is_dir():
        pytest.skip("NOT TESTED: there is no corpus beside the repository")
    every = corpus.documents(CORPUS, expected.labels())
    chosen = [it for it in corpus.sample(every) if it.label in corpus.MUST_GENERATE]
    chosen = sorted(chosen, key=lambda it: it.size)[-FEW:]
    findings, count = samples_of_corpus.judged(language, chosen, CORPUS, tmp_path, 1)
    assert findings == {}
    assert count > FEW


# --- how they look --------------------------------------------------------------------------------

SPAN = re.compile(r'<span class="(\w)">|</span>')


def classes(made: str, kept: str) -> list[tuple[str, str]]:
    """Each character with the class that it has, if that is one of `kept`."""
    found: list[tuple[str, str]] = []
    open_classes = [""]
    start = 0
    for match in [*SPAN.finditer(made), None]:
        for it in html.unescape(made[start : match.start() if match else None]):
            known = open_classes[-1] if not it.isspace() and open_classes[-1] in kept else ""
            found.append((it, known))
        if match is not None:
            start = match.end()
            open_classes = [*open_classes, match[1]] if match[1] else open_classes[:-1]
    return found


@pytest.mark.parametrize(
    ("language", "kept"),
    # Pygments takes the values of an object of TypeScript for types, and `new` for an operator.
    [("json", "smk"), ("python", "csmk"), ("go", "csmk"), ("typescript", "cs")],
)
def test_our_marks_are_those_of_pygments(language: str, kept: str) -> None:
    targets = {"python": python, "typescript": typescript, "go": go}
    count = 0
    for name in (
        "case_body_json",
        "case_responses",
        "case_odd_schemas",
        "case_paging",
        "case_texts",
        "hostile",
    ):
        api = apis()[name]
        target = targets.get(language)
        languages = []
        if target is not None:
            package = target.lower(api, {"package": name.replace("_", "")})
            languages.append(load_language(language)(package))
        for page in build(api, languages).views[-1].pages.values():
            texts = [page.answer] if language == "json" else [it.code for it in page.samples]
            for text in texts:
                ours, theirs = marked(language, text), highlighted(language, text)
                assert classes(ours, kept) == classes(theirs, kept), text
                count += 1
    assert count > 20
