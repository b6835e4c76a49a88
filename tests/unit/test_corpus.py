"""The program behind `make corpus`, with a corpus of three documents."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.corpus import forks, report
from tests.corpus.documents import Document, documents, sample
from tests.corpus.result import Result

ROOT = Path(__file__).parents[2]

GOOD = """\
openapi: 3.0.3
info: {title: Good, version: '1'}
paths:
  /things/{id}:
    get:
      operationId: getThing
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: A thing.
          content: {application/json: {schema: {type: object, properties: {a: {type: integer}}}}}
"""
BROKEN = "openapi: 3.0.3\ninfo: {title: Broken, version: '1'}\npaths: {/a: {$ref: '#/nowhere'}}\n"
HEAD = "path\torigin\tlicence\toas\tbytes\toperations\tvalid\ttags\twhy\n"


def corpus(folder: Path) -> Path:
    rows = {
        "documents": [("good.yaml", GOOD, "valid"), ("broken.yaml", BROKEN, "disputed:either")],
        "invalid": [("broken.yaml", BROKEN, "no"), ("good.yaml", GOOD, "no")],
    }
    for name, each in rows.items():
        (folder / name).mkdir()
        lines = [HEAD]
        for path, text, label in each:
            (folder / name / path).write_text(text)
            lines.append(f"{path}\to\tMIT\t3.0.3\t{len(text)}\t1\t{label}\ttag\t\n")
        (folder / name / "manifest.tsv").write_text("".join(lines))
    return folder


def test_each_document_is_judged_by_its_label(tmp_path: Path) -> None:
    folder = corpus(tmp_path)
    command = [sys.executable, "-m", "tests.corpus", str(folder), "--work", str(tmp_path / "work")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    for said in ("4 documents to do", "0 documents to do, 4 are known"):
        done = subprocess.run(
            [*command, "--steps", "generate,black,import"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert said in done.stdout
        rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line}
        assert rows["valid"][:8] == ["1", "1", "0", "1", "1", "-", "-", "1"]
        assert rows["disputed:either"][:3] == ["1", "0", "1"]
        assert rows["no"][:8] == ["2", "1", "1", "1", "1", "-", "-", "1"]
        assert "invalid/good.yaml" in done.stdout


@pytest.mark.parametrize(
    ("label", "refused", "faults", "outcome", "expected"),
    [
        ("valid", False, {}, "clean", True),
        ("valid", True, {}, "refused", False),
        ("disputed:accept", True, {}, "refused", False),
        ("disputed:either", True, {}, "refused", True),
        ("no", True, {}, "refused", True),
        ("no", False, {}, "clean", False),
        ("no", False, {"tests": ["x"], "black": ["y"]}, "black+tests", False),
    ],
)
def test_outcomes(
    label: str, refused: bool, faults: dict[str, list[str]], outcome: str, expected: bool
) -> None:
    result = Result("a", label, refused=refused, faults=faults)
    assert (result.outcome, result.expected) == (outcome, expected)


def test_the_sample_has_every_kind_and_is_always_the_same(tmp_path: Path) -> None:
    every = documents(corpus(tmp_path), {})
    chosen = sample(every)
    assert chosen == sample(reversed(every))
    assert "valid" in {one.label for one in chosen}
    assert documents(tmp_path, {"invalid/good.yaml": "valid"})[-1].label == "valid"


def test_packages_have_different_names() -> None:
    paths = ("documents/a/pet.yaml", "documents/b/pet.yaml", "documents/a/\u00fc-1.json")
    names = [Document(path, "", 0, "", frozenset()).package for path in paths]
    assert len({*names}) == len(paths)
    assert all(name.isidentifier() and name.isascii() for name in names)


def test_a_forked_process_answers_or_has_died() -> None:
    def never() -> forks.Answer:
        time.sleep(60)
        return {}

    def exits() -> forks.Answer:
        os._exit(3)

    works = {"good": lambda: {"a": 1}, "bad": lambda: {"a": 1 // 0}, "never": never, "exits": exits}
    found = dict(forks.run_all(works.items(), jobs=2, limit=1.0))
    assert found["good"]["a"] == 1
    assert "ZeroDivisionError" in found["bad"]["died"]
    assert found["never"]["died"] == "not done in 1 s"
    assert found["exits"]["died"] == "ended with status 3"


def test_failures_of_one_cause_are_together() -> None:
    faults = ("a.py:3: Name 'x' is not defined", "b.py:77: Name 'yy' is not defined")
    results = [
        Result(f"documents/{index}", "valid", faults={"mypy": [fault]})
        for index, fault in enumerate(faults)
    ]
    first, *_ = report.causes(results)
    assert first == "mypy: 2 documents: Name _ is not defined"
