"""What came of one document, and the memory of it between runs."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from tests.corpus.documents import MUST_BE_REFUSED, MUST_GENERATE

STEPS = ("generate", "black", "import", "tests", "mypy")


@dataclass(frozen=True)
class Result:
    """What came of one document."""

    path: str
    label: str
    key: str = ""
    """Of everything that decides what is generated."""
    output: str = ""
    """Hash of what was generated; empty when nothing was."""
    refused: bool = False
    """There were errors, each with a place, and nothing was written."""
    operations: int = 0
    lost: int = 0
    """What the document says and the client does not have, apart from operations."""
    warnings: int = 0
    notes: int = 0
    codes: dict[str, int] = field(default_factory=dict)
    """Diagnostic code -> how often."""
    files: int = 0
    lines: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)
    """Step -> what went wrong in it."""
    done: list[str] = field(default_factory=list)
    """The steps that were taken."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Step -> processor time."""

    @property
    def outcome(self) -> str:
        """`clean`, `refused`, or the steps that failed."""
        if self.faults:
            return "+".join(step for step in STEPS if step in self.faults)
        return "refused" if self.refused else "clean"

    @property
    def expected(self) -> bool:
        """Whether that is what the label asks for."""
        if self.faults:
            return False
        return self.label not in (MUST_GENERATE if self.refused else MUST_BE_REFUSED)


def digest(paths: Iterable[Path]) -> str:
    """A hash of the contents of files."""
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(path.read_bytes())
    return found.hexdigest()[:24]


def generator_digest(root: Path) -> str:
    """Changes with everything that decides what is generated."""
    sources = [*(root / "generator").rglob("*.py"), *(root / "templates").rglob("*")]
    return digest(path for path in sources if path.is_file() and "__pycache__" not in path.parts)


def tools() -> str:
    """Changes with the tools that judge it."""
    names = ("black", "pytest", "msgspec", "urllib3", "aiohttp", "httpx")
    return " ".join((sys.version.split()[0], *map(importlib.metadata.version, names)))


class Memory:
    """Results of earlier runs, one line of JSON each; the last one of a document counts."""

    def __init__(self, place: Path, fresh: bool) -> None:
        self.known: dict[str, Result] = {}
        if not fresh and place.exists():
            for line in place.read_text(encoding="utf-8").splitlines():
                try:
                    result = Result(**json.loads(line))
                except (ValueError, TypeError):
                    continue  # cut off, or of another version of this program
                self.known[result.path] = result
        # Written anew, so that the file does not grow with every run.
        self._log = place.open("w", encoding="utf-8")
        for result in self.known.values():
            self._write(result)

    def recall(self, path: str, key: str, steps: Iterable[str]) -> Result | None:
        """The result of the same generator for the same document, if all steps were taken."""
        known = self.known.get(path)
        if known is None or known.key != key:
            return None
        return known if known.refused or not known.output or {*steps} <= {*known.done} else None

    def add(self, result: Result) -> None:
        """Remember a result, apart from what the one run of mypy says about it."""
        faults = {step: said for step, said in result.faults.items() if step != "mypy"}
        result = replace(result, faults=faults)
        self.known[result.path] = result
        self._write(result)

    def _write(self, result: Result) -> None:
        self._log.write(json.dumps(asdict(result)) + "\n")
        self._log.flush()
