"""What type checkers make of models, unions and pages: right use passes, wrong use does not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

RUNTIME = Path(__file__).parents[3] / "templates" / "python" / "runtime"

MODELS = """
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Dict, Generic, List, Literal, Optional, TypeVar, Union

from ._runtime.extensible import ExtensibleModel
from ._runtime.models import Model, OpenEnum, OpenIntEnum, field
from ._runtime.paging import AsyncPage, OffsetPaging, SyncPage
from ._runtime.unions import UnknownTag, UnknownVariant, one_of

T = TypeVar("T")


class Job(Model):
    id: str
    done_at: Optional[datetime] = None
    kind: OpenEnum[Literal["parse", "extract"]]
    level: Optional[OpenIntEnum[Literal[1, 2]]] = None
    class_: Optional[str] = field(default=None, name="class")
    tag: Literal["job"] = field(default="job", always=True)
    secret: str = field(secret=True)


class Other(Model):
    tag: Literal["other"]


class Extra(ExtensibleModel):
    id: str
    additional_properties: Dict[str, int] = field(default_factory=dict)


if TYPE_CHECKING:

    class _UnknownEither(UnknownVariant):
        tag: UnknownTag

    Either = Union[Job, Other, _UnknownEither]
else:
    Either = one_of("Either", lambda: (Job, Other), tag="tag", mapping={"job": 0, "other": 1})


class Holder(Model):
    either: Either


class SyncJobs(SyncPage[T], Generic[T]):
    _paging = OffsetPaging(offset="offset", total="total")
    items: List[T]
    total: Optional[int] = None


class AsyncJobs(AsyncPage[T], Generic[T]):
    _paging = OffsetPaging(offset="offset", total="total")
    items: List[T]
    total: Optional[int] = None
"""

USE = """
from collections.abc import Sequence
from typing import Any, Literal

from typing_extensions import assert_type

from client._runtime.paging import AsyncPaginator
from client._runtime.unions import UnknownVariant
from client.models import AsyncJobs, Either, Extra, Holder, Job, Other, SyncJobs

job = Job(id="1", kind="parse", secret="x")
Job(id="1", kind="unknown yet", secret="x", class_="x", done_at=None, level=7)
assert_type(job.to_dict(), dict[str, Any])
assert_type(Job.from_json("{}"), Job)
print({job: 1}, job == job)
Extra(id="1", additional_properties={"a": 1})
Job(id=1, kind="parse", secret="x")  # wrong
Job(id="1")  # wrong
Job("1", kind="parse", secret="x")  # wrong
Job(id="1", kind="parse", secret="x", wrong=1)  # wrong
Extra(id="1", additional_properties={"a": "x"})  # wrong
print(job.missing)  # wrong


def send(kind: Literal["parse", "extract"], levels: Sequence[Literal[1, 2]] = ()) -> None:
    print(kind, levels)


def send_again(job: Job) -> str:
    send(job.kind, [job.level or 1])
    send("unknown yet")  # wrong
    number: int = job.kind  # wrong
    other: Literal["other"] = job.kind  # wrong
    print(number, other, job.kind == "unknown yet", job.kind.upper())
    if job.kind == "parse":
        return job.kind
    return job.kind.missing  # wrong


def union(holder: Holder) -> str:
    if isinstance(holder.either, Job):
        return holder.either.id
    if isinstance(holder.either, Other):
        return holder.either.tag
    unknown: UnknownVariant = holder.either
    print(unknown)
    return str(holder.either.whatever)


def by_tag(either: Either) -> str:
    if either.tag == "job":
        return either.id
    if either.tag == "other":
        return either.id  # wrong
    return str(either.tag) + str(either.whatever)


def pages(page: SyncJobs[Job]) -> None:
    for item in page:
        assert_type(item, Job)
    for one in page.iter_pages():
        assert_type(one, SyncJobs[Job])
    assert_type(page.get_next_page(), SyncJobs[Job])
    assert_type(page.items, list[Job])


async def async_pages(paginator: AsyncPaginator[Job, AsyncJobs[Job]]) -> None:
    first = await paginator
    assert_type(first, AsyncJobs[Job])
    async for item in paginator:
        assert_type(item, Job)
    async for item in first:
        assert_type(item, Job)
    assert_type(await first.get_next_page(), AsyncJobs[Job])
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("typing")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(RUNTIME, folder / "client" / "_runtime", ignore=ignore)
    for name in ("client/__init__.py", "client/_runtime/__init__.py", "client/py.typed"):
        (folder / name).touch()
    (folder / "client" / "models.py").write_text(MODELS)
    (folder / "use.py").write_text(USE)
    (folder / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "strict"}))
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ["mypy", "--strict", "--no-incremental"],
        ["pyright", "--pythonpath", sys.executable],
    ],
    ids=["mypy", "pyright"],
)
def test_wrong_lines_and_no_others_are_errors(package: Path, command: list[str]) -> None:
    program = shutil.which(command[0], path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        [program, *command[1:], "use.py", "client/models.py"],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
    )
    found = {
        (match[1].rpartition("/")[2], int(match[2]))
        for match in re.finditer(r"([\w/.-]+\.py):(\d+)(?::\d+)?(?: -)?:? error", done.stdout)
    }
    wrong = {
        ("use.py", number)
        for number, line in enumerate(USE.splitlines(), 1)
        if line.endswith("# wrong")
    }
    assert found == wrong, done.stdout
