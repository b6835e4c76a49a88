"""The pages of LlamaCloud beside those of its vendor, which are in `tests/pages`."""

from __future__ import annotations

import difflib
import re
from functools import cache
from pathlib import Path

import pytest
from tests.support import ROOT

PAGES = Path(__file__).parent / "pages"
DOCS = ROOT / "generated" / "llamacloud" / "docs"

LIMITS = re.compile(r" *(?:maximum: 1000, minimum: 1|minimum: 0|format: date-time)\n")


def differences(theirs: str, ours: str) -> list[str]:
    """Lines of one and not of the other, but for empty ones."""
    rows = difflib.ndiff(theirs.splitlines(), ours.splitlines())
    return [it for it in rows if it[0] in "+-" and it[2:].strip()]


def test_the_page_of_a_listing_is_that_of_the_vendor_line_for_line() -> None:
    """Besides, ours has limits, which theirs has in other languages, and a call with everything."""
    theirs = (PAGES / "http_list.md").read_text(encoding="utf-8")
    ours = (DOCS / "http/beta/batch/list.md").read_text(encoding="utf-8")
    page, mark, more = ours.partition("\n### Example with all parameters\n")
    assert mark and more.count("```") == 2
    found = differences(theirs, page)
    assert [LIMITS.fullmatch(it[2:] + "\n") is not None and it[0] for it in found] == ["+"] * 7
    without = re.sub(r"\n *(?:maximum: 1000, minimum: 1|minimum: 0|format: date-time)\n", "", page)
    assert without == theirs


@cache
def sample(name: str, start: str, end: str) -> str:
    text = (PAGES / name).read_text(encoding="utf-8")
    return start + text.partition(start)[2].partition(end)[0]


@pytest.mark.parametrize(
    ("page", "start", "ours"),
    [
        ("http_batches.txt", "curl ", "http/batches/list.md"),
        ("typescript_list.txt", "import LlamaCloud", "typescript/beta/batch/list.md"),
        ("typescript_status.txt", "import LlamaCloud", "typescript/beta/batch/get_status.md"),
    ],
)
def test_the_samples_are_those_of_the_vendor(page: str, start: str, ours: str) -> None:
    made = (DOCS / ours).read_text(encoding="utf-8")
    assert f"\n{sample(page, start, chr(10) + '{')}\n```\n" in made


@pytest.mark.parametrize(
    ("page", "ours"),
    [
        ("http_batches.txt", "http/batches/list.md"),
        ("typescript_list.txt", "typescript/beta/batch/list.md"),
        ("typescript_status.txt", "typescript/beta/batch/get_status.md"),
    ],
)
def test_the_answers_are_those_of_the_vendor(page: str, ours: str) -> None:
    text = (PAGES / page).read_text(encoding="utf-8")
    answer = text.partition("Returns Examples\n")[2].rstrip()
    assert f"```json\n{answer}\n```\n" in (DOCS / ours).read_text(encoding="utf-8")


# What the text of the vendor's HTML pages says that ours does not, with the reason.
LABELS = {
    "typescript_list.txt": {
        # They leave cookies out; our client can send them, beside the query.
        "query: BatchListParams { directory_id, job_type, limit, 4 more }",
    },
}


@pytest.mark.parametrize(
    ("page", "ours"),
    [
        ("http_batches.txt", "http/batches/list.md"),
        ("typescript_list.txt", "typescript/beta/batch/list.md"),
        ("typescript_status.txt", "typescript/beta/batch/get_status.md"),
    ],
)
def test_the_lists_are_those_of_the_vendor(page: str, ours: str) -> None:
    text = (PAGES / page).read_text(encoding="utf-8")
    lists = re.split(r"\n(?:Query )?ParametersExpand Collapse\n", text)[1].partition("\n\nimport ")[
        0
    ]
    theirs = [
        it
        for it in lists.splitlines()
        if re.match(r'(?:[A-Za-z_]+\??: |"|[A-Z][A-Za-z]+ \{)', it)
        and not it.startswith("Example: ")
    ]
    made = (DOCS / ours).read_text(encoding="utf-8")
    labels = [it for it in re.findall(r"^ *- `(.*)`$", made, re.MULTILINE)]
    missing = [it for it in theirs if it not in labels]
    assert set(missing) == LABELS.get(page, set())
    kept = [it for it in labels if it in theirs]
    assert kept == [it for it in theirs if it in labels]


def test_the_list_of_the_go_page_is_that_of_the_vendor() -> None:
    text = (PAGES / "go_list.txt").read_text(encoding="utf-8")
    lists = text.partition("\nParametersExpand Collapse\n")[2].partition("\npackage main")[0]
    theirs = [
        # Their models have a type Time of their own.
        re.sub(r" Time\b", " time.Time", re.sub(r"(?<=\S)optional$", " optional", it))
        for it in lists.splitlines()
        if re.match(r"(?:const|type|query) |[A-Z]\w+ (?:param\.|Beta|string|int64|Time)", it)
    ]
    assert len(theirs) == 44
    made = (DOCS / "go/beta/batch/list.md").read_text(encoding="utf-8")
    labels = re.findall(r"^ *- `(.*)`$", made, re.MULTILINE)
    # Their page leaves cookies out.
    assert [it for it in labels if it != "Session param.Field[string] optional"] == theirs
    signature = text.splitlines()[5]
    assert f"`{signature}`" in made.splitlines()


def test_the_signatures_of_typescript_are_those_of_the_vendor() -> None:
    text = (PAGES / "typescript_status.txt").read_text(encoding="utf-8")
    made = (DOCS / "typescript/beta/batch/get_status.md").read_text(encoding="utf-8")
    # Between a type and a name the text of their HTML has no space.
    theirs = re.sub(r"(string|RequestOptions)(?=[a-z])", r"\1 ", text.splitlines()[4])
    assert f"`{theirs}`" == made.splitlines()[2]
