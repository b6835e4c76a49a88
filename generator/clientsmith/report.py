"""Diagnostics for people and for machines: text, JSON, GitHub workflow commands, SARIF 2.1.0.

Texts of a document are untrusted: whatever could move a cursor, begin a line or begin a command is
escaped before it reaches a terminal or a log.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

import msgspec

from . import pointers
from .diagnostics import Diagnostic, Diagnostics, Severity
from .locate import locate, origin
from .source import Sources

Format: TypeAlias = Literal["text", "json", "github", "sarif"]

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Controls, line separators, invisible and direction-changing characters, lone surrogates."""
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BLOCK = 2**14
"""Bytes whose lines are counted at once."""
_LONGEST = 400
"""Characters of a message that are shown to people."""
_WINDOW = 100
"""Characters of a source line that an excerpt shows."""
_OUTSIDE = "openapi/"
"""The area of findings of `validate`."""
_ACCOUNTS = "coverage/"
"""The area of notes that only count what is lost."""
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


class Finding(msgspec.Struct, frozen=True):
    """A diagnostic with everything that printing it needs."""

    diagnostic: Diagnostic
    """Its line and column are known, unless its file could not be read."""
    path: str
    """The file as the user would open it from the current folder."""
    source: str = ""
    """The line of the file that it is about."""
    is_echo: bool = False
    """It only repeats another finding about the same place, or a rule hides it."""


def findings(
    diagnostics: Iterable[Diagnostic], sources: Sources, *, lists_notes: bool = True
) -> list[Finding]:
    """`diagnostics` with their lines and columns, in the order of files and lines.

    What only repeats another finding about the same place is left out. `lists_notes` as in
    `located`.
    """
    found = located(diagnostics, sources, lists_notes=lists_notes)[0]
    return [one for one in found if not one.is_echo]


def located(
    diagnostics: Iterable[Diagnostic],
    sources: Sources,
    others: Collection[str] = (),
    *,
    lists_notes: bool = True,
) -> tuple[list[Finding], dict[str, int]]:
    """`findings`, with the echoes and with those that rules hide; and the lines of `others`.

    These are pointers. All are looked for at once, for each text is read for that. Without
    `lists_notes`, notes that say nothing is left out have no line: they are only counted.
    """
    every = list(diagnostics)
    hidden = diagnostics.ignored if isinstance(diagnostics, Diagnostics) else ()
    every += hidden
    wanted: dict[str, set[str]] = {}
    origins: dict[Diagnostic, str] = {}
    for one in every:
        if one.line is None and one.pointer:
            where = sources.written(one.pointer) if one.is_written else origin(one.pointer, sources)
            origins[one] = where
            if not lists_notes and one.severity is Severity.NOTE and not one.drops:
                continue
            wanted.setdefault(pointers.split(where, sources.main)[0], set()).add(where)
    known = {pointer: origin(pointer, sources) for pointer in others}
    for where in known.values():
        wanted.setdefault(pointers.split(where, sources.main)[0], set()).add(where)
    echoes = [*_echoes(every, origins)[: len(every) - len(hidden)], *(True for _ in hidden)]
    places: dict[str, tuple[int, int]] = {}
    for file, group in wanted.items():
        if file in sources.texts:
            places.update(locate(sources.texts[file], group))
    for index, one in enumerate(every):
        if one in origins:
            file = pointers.split(origins[one], sources.main)[0]
            line, column = places.get(origins[one], (None, None))
            every[index] = msgspec.structs.replace(one, file=file, line=line, column=column)
    numbers: dict[str, set[int]] = {}
    for one in every:
        numbers.setdefault(one.file, set()).add(one.line or 0)
    lines = {file: _lines(sources.texts.get(file, b""), group) for file, group in numbers.items()}
    found = sorted(
        (
            Finding(one, _path(one.file, sources), lines[one.file].get(one.line or 0, ""), is_echo)
            for one, is_echo in zip(every, echoes, strict=True)
        ),
        key=lambda f: (f.path, f.diagnostic.line or 0, f.diagnostic.column or 0, f.diagnostic.code),
    )
    return found, {it: places[where][0] for it, where in known.items() if where in places}


def _lines(text: bytes, numbers: set[int]) -> dict[int, str]:
    """The lines of `text` with these numbers, without making objects of all the others."""
    found: dict[int, str] = {}
    line, start = 1, 0
    """A line, and where it begins."""
    for number in sorted(numbers):
        while line < number and start < len(text):
            end = min(start + _BLOCK, len(text))
            passed = text.count(b"\n", start, end)
            if line + passed < number:
                line, start = line + passed, end
                continue
            for _ in range(number - line):
                start = text.index(b"\n", start) + 1
            line = number
        if line == number and start < len(text):
            end = text.find(b"\n", start)
            whole = text[start : end if end >= 0 else len(text)]
            found[number] = whole.decode(errors="replace").rstrip("\r\n")
    return found


def _echoes(every: Sequence[Diagnostic], origins: Mapping[Diagnostic, str]) -> list[bool]:
    """Which of `every` say again what another one says.

    Later stages meet what an earlier one has reported: an error at a field hides what they think of
    it and of its object. An outside validator speaks of an object where ours speaks of its field,
    or the other way round.
    """
    where = [origins.get(one, one.pointer) for one in every]
    pairs = list(zip(every, where, strict=True))
    errors = {at for one, at in pairs if one.severity is Severity.ERROR}
    errors |= {pointer.rpartition("/")[0] for pointer in errors}
    written = {(one.code, at) for one, at in pairs if one.is_written}
    fields = {at for _, at in written}
    ours = {at for one, at in pairs if not one.code.startswith(_OUTSIDE)}
    around = {pointer.rpartition("/")[0] for pointer in ours}

    def is_echo(one: Diagnostic, at: str) -> bool:
        if one.severity is Severity.ERROR:
            return False
        if "/" not in at:
            return one.code.startswith(_OUTSIDE) and at in fields
        if at in errors or (not one.is_written and (one.code, at) in written):
            return True
        if one.code.startswith(_OUTSIDE):
            return at in ours or at in around or at.rpartition("/")[0] in ours
        return one.code.startswith(_ACCOUNTS) and at in fields

    return [is_echo(one, at) for one, at in pairs]


def render(found: Sequence[Finding], format: Format, *, color: bool = False) -> str:
    """`found` in `format`, ending in a newline unless it is empty text."""
    if format == "text":
        return as_text(found, color=color)
    formats: Mapping[str, Callable[[Sequence[Finding]], str]] = {
        "json": as_json,
        "github": as_github,
        "sarif": as_sarif,
    }
    return formats[format](found)


def as_text(found: Iterable[Finding], *, color: bool = False) -> str:
    """`file:line:col: severity: message [code]`, the source line, the pointer and what to do."""
    parts: list[str] = []
    for one in found:
        diagnostic = one.diagnostic
        severity = diagnostic.severity.value
        if color:
            severity = f"\x1b[1;{_COLORS[diagnostic.severity]}m{severity}\x1b[0m"
        place = printable(one.path)
        if diagnostic.line is not None:
            place += f":{diagnostic.line}:{diagnostic.column or 1}"
        message = printable(_shortened(diagnostic.message))
        parts.append(f"{place}: {severity}: {message} [{diagnostic.code}]\n")
        if one.source.strip():
            parts.append(_excerpt(one))
        if diagnostic.pointer:
            parts.append(f"  at {printable(_shortened(diagnostic.pointer))}\n")
        if diagnostic.hint:
            parts.append(f"  help: {printable(_shortened(diagnostic.hint))}\n")
    return "".join(parts)


def as_json(found: Iterable[Finding]) -> str:
    """One object with the list `diagnostics` and the counts."""
    every = list(found)
    severities = [one.diagnostic.severity for one in every]
    result = {
        "diagnostics": [
            {
                "severity": one.diagnostic.severity.value,
                "code": one.diagnostic.code,
                "message": one.diagnostic.message,
                "file": one.path,
                "line": one.diagnostic.line,
                "column": one.diagnostic.column,
                "pointer": one.diagnostic.pointer,
                "hint": one.diagnostic.hint,
            }
            for one in every
        ],
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "notes": severities.count(Severity.NOTE),
    }
    return json.dumps(result, indent=2) + "\n"


def as_github(found: Iterable[Finding]) -> str:
    """Workflow commands that GitHub shows beside the lines of a change.

    docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    lines: list[str] = []
    for one in found:
        diagnostic = one.diagnostic
        properties = {"file": one.path}
        if diagnostic.line is not None:
            properties["line"] = str(diagnostic.line)
            properties["col"] = str(diagnostic.column or 1)
        properties["title"] = diagnostic.code
        shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        message = printable(_shortened(diagnostic.message))
        for label, detail in (("at ", diagnostic.pointer), ("help: ", diagnostic.hint)):
            if detail:
                message += f"\n{label}{printable(_shortened(detail))}"
        lines.append(f"::{names[diagnostic.severity]} {shown}::{_data(message)}\n")
    return "".join(lines)


def as_sarif(found: Iterable[Finding]) -> str:
    """A SARIF 2.1.0 log (OASIS standard), as code scanning services read it."""
    from . import __version__

    every = list(found)
    codes = sorted({one.diagnostic.code for one in every})
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Clientsmith",
                        "semanticVersion": __version__,
                        "rules": [{"id": code} for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, codes) for one in every],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def printable(text: str) -> str:
    """`text` on one line and without a character that a terminal acts on."""
    return _UNSAFE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    if char in _SHORT:
        return _SHORT[char]
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    half = _LONGEST // 2
    return f"{text[:half]} ... {text[-half:]}"


def _path(file: str, sources: Sources) -> str:
    """`file` as seen from the current folder."""
    if file.startswith("<") or not file:
        return file or sources.main
    if file.startswith("../"):
        return PurePath(os.path.normpath(sources.folder / file)).as_posix()
    return (sources.folder / PurePath(file)).as_posix()


def _excerpt(one: Finding) -> str:
    """The source line, cut around the column, and an arrow below it."""
    column = max((one.diagnostic.column or 1) - 1, 0)
    start = max(0, column - _WINDOW // 2) if len(one.source) > _WINDOW else 0
    before = printable(one.source[start:column].replace("\t", " "))
    after = printable(one.source[column : start + _WINDOW].replace("\t", " "))
    lead = "..." if start else ""
    tail = "..." if start + _WINDOW < len(one.source) else ""
    gutter = f"{one.diagnostic.line:>5} | "
    arrow = " " * (len(gutter) - 2) + "| " + " " * _width(lead + before) + "^"
    return f"{gutter}{lead}{before}{after}{tail}".rstrip() + f"\n{arrow}\n"


def _width(text: str) -> int:
    """Columns that a terminal takes for `text`."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _result(one: Finding, codes: list[str]) -> dict[str, Any]:
    diagnostic = one.diagnostic
    path = PurePath(one.path)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if diagnostic.line is not None:
        region = {"startLine": diagnostic.line, "startColumn": diagnostic.column or 1}
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if diagnostic.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": diagnostic.pointer}]
    message = diagnostic.message + (f" ({diagnostic.hint})" if diagnostic.hint else "")
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.severity.value,
        "message": {"text": message},
        "locations": [location],
    }
