"""`names.lock`: every name that was decided once, so that it stays when the document changes.

One sorted line a name: the API, the kind of thing, its JSON pointer, its name. A target's own kinds
begin with its name and a dot. Names are words: letters, digits, `_` between them, `.` and `/` where
one name stands inside another. What is not printable ASCII or a blank in a pointer is
percent-encoded, as in a URL.

The file is untrusted input, and people merge it: a line that is not as it must be is an error at
its place. The order of the lines does not count when it is read. Nothing here touches the disk.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, unquote

import msgspec

from clientsmith.diagnostics import Diagnostic, Severity
from clientsmith.names import Names

MAX_BYTES = 64 * 1024 * 1024
MAX_NAME = 4096
HEADER = (
    "# The names in generated code, kept when the document changes. `clientsmith generate` writes\n"
    "# this file; commit it. After a merge conflict keep the lines of both sides and generate.\n"
)

_KIND = re.compile(r"(?:([a-z][a-z0-9]*)\.)?([a-z]+)")
_PLAIN = re.compile(r"[!-$&-~]*")
_WORDS = re.compile(r"[a-zA-Z0-9_]+(?:[./][a-zA-Z0-9_]+)*")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_MERGE = "after a merge keep the lines of both sides without the marks, then generate"
_DROP = "delete the line; `clientsmith generate` decides the name again"

Key = tuple[str, str]
"""API and kind."""


class Lock(msgspec.Struct, frozen=True):
    """The content of a `names.lock`."""

    lines: Mapping[Key, Mapping[str, str]] = {}
    """(API, kind) -> pointer -> name."""

    def names(self, api: str, target: str = "") -> dict[str, Mapping[str, str]]:
        """What an API begins with, or a target that knows the API's names: by kind."""
        return {
            kind.rpartition(".")[2]: names
            for (owner, kind), names in self.lines.items()
            if owner == api and owner_of(kind) in ("", target)
        }

    def updated(self, api: str, decided: Mapping[str, Names]) -> Lock:
        """The lock after a run: `decided` by target, the API's own names under the empty name.

        The names of other APIs and targets stay: another configuration in the folder may have them.
        """
        kept = {
            (owner, kind): names
            for (owner, kind), names in self.lines.items()
            if owner != api or owner_of(kind) not in decided
        }
        for target, names in decided.items():
            prefix = f"{target}." if target else ""
            for kind, found in names.decided.items():
                if found:
                    kept[api, prefix + kind] = found
        return Lock(kept)

    def encode(self) -> bytes:
        """The text of the file."""
        return (HEADER + "".join(f"{line}\n" for line in sorted(self._text()))).encode("ascii")

    def _text(self) -> Iterator[str]:
        for (api, kind), names in self.lines.items():
            start = f"{_quoted(api)} {kind} "
            for pointer, name in names.items():
                if is_name(name):
                    yield f"{start}{_quoted(pointer)} {_quoted(name)}"

    def changes(self, now: Lock) -> tuple[int, int, int]:
        """How many names are (added, changed, dropped) on the way to `now`."""
        old, new = self._flat(), now._flat()
        changed = sum(old[key] != name for key, name in new.items() if key in old)
        return len(new.keys() - old.keys()), changed, len(old.keys() - new.keys())

    def _flat(self) -> dict[tuple[str, str, str], str]:
        return {
            (*key, pointer): name
            for key, names in self.lines.items()
            for pointer, name in names.items()
        }


def section(data: bytes, api: str, target: str) -> bytes:
    """The lines of a file that decide the output of one target of an API."""
    start = f"{_quoted(api)} ".encode("ascii")
    own = target.encode()
    kept = []
    for line in data.split(b"\n"):
        if line.startswith(start):
            owner, dot, _ = line.split(b" ", 2)[1].partition(b".")
            if not dot or owner == own:
                kept.append(line.rstrip(b"\r"))
    return b"\n".join(kept)


def owner_of(kind: str) -> str:
    """The target that a kind belongs to; empty: to the API."""
    return kind.rpartition(".")[0]


def decode(data: bytes, file: str, targets: Iterable[str]) -> tuple[Lock, list[Diagnostic]]:
    """The content of a file, with a finding for every line that cannot be used."""
    lines: dict[Key, dict[str, str]] = {}
    found: list[Diagnostic] = []
    known = {"", *targets}

    def fault(number: int, column: int, code: str, message: str, hint: str) -> None:
        found.append(
            Diagnostic(Severity.ERROR, f"lock/{code}", message, "", file, hint, number, column)
        )

    if len(data) > MAX_BYTES:
        fault(1, 1, "size", f"the file is larger than {MAX_BYTES} bytes", "delete it and generate")
        return Lock(), found
    text = data.decode("utf-8-sig", "replace")
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line or line[0] == "#":
            continue
        parts = line.split(" ")
        if len(parts) != 4:
            if line.startswith(_CONFLICT):
                fault(number, 1, "conflict", "this is the mark of a merge conflict", _MERGE)
            else:
                fault(number, 1, "line", "a line is `API KIND POINTER NAME`", _DROP)
            continue
        api, kind, pointer, name = parts
        match = _KIND.fullmatch(kind)
        if match is None or (match[1] or "") not in known:
            fault(number, len(api) + 2, "kind", f"{_shown(kind)} is no kind of name", _DROP)
            continue
        column = len(api) + len(kind) + 3
        api, pointer = _unquoted(api), _unquoted(pointer)
        if "#" not in pointer:
            fault(number, column, "pointer", f"{_shown(pointer)} is no JSON pointer", _DROP)
            continue
        spelled = _unquoted(name)
        if not is_name(spelled):
            fault(number, column + len(parts[2]) + 1, "name", f"{_shown(name)} is no name", _DROP)
            continue
        names = lines.setdefault((api, kind), {})
        if names.setdefault(pointer, spelled) != spelled:
            message = f"this has another name above, `{_shown(names[pointer])}`"
            fault(number, column, "duplicate", message, "keep the line of the name that is in use")
    return Lock(lines), found


def is_name(text: str) -> bool:
    """Whether a text can be a name: words, and nothing that could be anything else in code."""
    if len(text) > MAX_NAME:
        return False
    if text.isascii():
        return bool(_WORDS.fullmatch(text))
    parts = re.split(r"[./]", text)
    return all(parts) and all(
        c == "_" or unicodedata.category(c)[0] in "LNM" for part in parts for c in part
    )


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else quote(text, _SAFE, errors="surrogatepass")


_SAFE = "!\"#$&'()*+,/:;<=>?@[\\]^_`{|}~"


def _unquoted(text: str) -> str:
    if "%" not in text:
        return text
    try:
        return unquote(text, errors="surrogatepass")
    except UnicodeDecodeError:
        return unquote(text)


def _shown(text: str) -> str:
    return ascii(text[:60])[1:-1]
