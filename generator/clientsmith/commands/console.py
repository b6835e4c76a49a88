"""What a command says: collected while it runs, printed in one of the formats at its end."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any as Json
from typing import TextIO

import msgspec

from clientsmith import report
from clientsmith.config import ConfigError
from clientsmith.diagnostics import Diagnostic, Severity
from clientsmith.report import Finding
from clientsmith.source import Sources


class Console(msgspec.Struct):
    """The findings and the counts of one command.

    `format` is `text`, `json`, `github` or `sarif`. Results go to `out`, which is standard output
    unless that is needed for something else; the counts of the machine formats go to stderr.
    """

    format: report.Format = "text"
    out: TextIO = msgspec.field(default_factory=lambda: sys.stdout)
    counts: bool = True
    """Whether the counts are printed at the end."""
    findings: list[Finding] = []
    details: list[str] = []
    """Further lines for people, printed after the findings."""
    operations: int = 0
    lost: int = 0
    strict: bool = False
    """Warnings and losses fail the command."""

    def add(self, findings: Iterable[Finding]) -> None:
        """Collect findings."""
        more = list(findings)
        self.findings.extend(more)
        self.lost += sum(finding.diagnostic.drops == "lost" for finding in more)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(finding.diagnostic.severity is severity for finding in self.findings)

    @property
    def lists_notes(self) -> bool:
        """Whether notes are printed that no flag makes an error of; people get their number."""
        return self.format not in ("text", "github")

    def fold_notes(self) -> None:
        """For people, a number instead of the notes: they change nothing, unless run strictly."""
        if self.lists_notes:
            return
        kept = [
            finding
            for finding in self.findings
            if finding.diagnostic.severity is not Severity.NOTE
            or (self.strict and is_strict(finding))
        ]
        if notes := len(self.findings) - len(kept):
            self.findings = kept
            self.details.append(f"{_count(notes, 'note')}: `clientsmith lint` shows them")

    def failed(self, strict: bool) -> bool:
        """Whether the command ends with exit code 1."""
        return bool(
            self.count(Severity.ERROR)
            or ((strict or self.strict) and any(map(is_strict, self.findings)))
        )

    def summary(self) -> str:
        """The last line: `3 operations, 0 lost, 0 warnings`."""
        parts = [
            _count(self.operations, "operation"),
            f"{self.lost} lost",
            _count(self.count(Severity.WARNING), "warning"),
        ]
        if errors := self.count(Severity.ERROR):
            parts.append(_count(errors, "error"))
        return ", ".join(parts)

    def print(self) -> None:
        """Print everything, the counts last."""
        if self.format == "json":
            result = json.loads(report.render(self.findings, "json"))
            result |= {"operations": self.operations, "lost": self.lost}
            self.out.write(json.dumps(result, indent=2) + "\n")
        else:
            color = self.format == "text" and _has_color(self.out)
            self.out.write(report.render(self.findings, self.format, color=color))
        if self.format == "text":
            self.out.writelines(line + "\n" for line in self.details)
        if self.counts:
            last = sys.stderr if self.format in ("json", "sarif") else self.out
            last.write(self.summary() + "\n")
        self.out.flush()


def is_strict(finding: Finding) -> bool:
    """Whether `--strict` makes an error of it."""
    diagnostic = finding.diagnostic
    return diagnostic.severity is Severity.WARNING or diagnostic.drops == "lost"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _has_color(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def shown(path: Path) -> Path:
    """A path as a person in the current folder would write it."""
    if str(path) == "-":
        return path
    try:
        relative = Path(os.path.relpath(path))
    except ValueError:  # another drive
        return path
    return path if relative.parts[:3] == ("..", "..", "..") else relative


def of_config(error: ConfigError) -> list[Finding]:
    """The findings of a configuration that cannot be used."""
    name = error.path.name
    sources = Sources(name, {name: error.text.encode()}, {}, shown(error.path).parent)
    return report.findings(error.diagnostics, sources)


def of_output(path: Path, severity: Severity, code: str, message: str, hint: str = "") -> Finding:
    """A finding about a file or folder of an output."""
    place = shown(path).as_posix()
    return Finding(Diagnostic(severity, code, message, "", place, hint), place)


def store(finding: Finding) -> Mapping[str, Json]:
    """A finding about a document as JSON, independent of the current folder."""
    diagnostic = finding.diagnostic
    return msgspec.structs.asdict(diagnostic) | {"severity": diagnostic.severity.value}


def restore(stored: Iterable[Mapping[str, Json]], spec: Path) -> list[Finding]:
    """The inverse of `store`, for findings about one document that has not changed since."""
    found = [Diagnostic(**{**one, "severity": Severity(one["severity"])}) for one in stored]
    texts: dict[str, bytes] = {}
    for name in {one.file for one in found if one.line is not None}:
        with contextlib.suppress(OSError):
            texts[name] = (spec.parent / name).read_bytes().removeprefix(BOM_UTF8)
    path = shown(spec)
    # Whose line is not known by now is only counted.
    return report.findings(found, Sources(path.name, texts, {}, path.parent), lists_notes=False)
