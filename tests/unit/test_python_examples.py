"""Calls in docstrings: those of the reference, of the sync class, and never long."""

from __future__ import annotations

import ast
import inspect
import textwrap

from tests.support import ROOT, from_file

from clientsmith import render
from clientsmith.reference import build
from clientsmith.targets import python
from clientsmith.targets.python.examples import LONGEST


def test_they_are_the_calls_of_the_reference() -> None:
    api = from_file(ROOT / "tests/hostile/everything.yaml", name="hostile").api
    assert api is not None
    package = python.lower(api, {"package": "hostile"})
    samples = [
        page.samples[0].code
        for page in build(api, [python.language(package)]).views[-1].pages.values()
    ]
    programs = {ast.unparse(it) for code in samples for it in ast.parse(code).body}
    count = 0
    for file in render.render(python.plan(package)):
        if "/resources/" not in file.path and not file.path.endswith("_client.py"):
            continue
        for cls in ast.walk(ast.parse(file.text)):
            for method in cls.body if isinstance(cls, ast.ClassDef) else ():
                shown = _example(method)
                if shown:
                    assert isinstance(cls, ast.ClassDef) and not cls.name.startswith("Async")
                    assert len(shown.splitlines()) <= LONGEST
                    assert {ast.unparse(it) for it in ast.parse(shown).body} <= programs
                    count += 1
    assert count > 5


def _example(method: ast.stmt) -> str:
    if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
        return ""
    doc = inspect.cleandoc(ast.get_docstring(method, clean=False) or "")
    return textwrap.dedent(doc.rpartition("\nExample:\n")[2]) if "\nExample:\n" in doc else ""
