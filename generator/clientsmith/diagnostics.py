"""What the generator has to say about its input: collected by every stage, printed by `report`.

A diagnostic names the place by JSON pointer. Line and column are found when it is printed
(`locate`), unless the stage knew them, as a syntax error does.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from typing import Literal, Protocol, TypeAlias

import msgspec

from . import pointers


class Severity(enum.Enum):
    """How bad it is: an error stops the run, a warning does with `--strict`, a note never does.

    What is lost (`Diagnostic.drops`) does too, whatever its severity.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


Drops: TypeAlias = Literal["", "lost", "omitted"]
"""`lost`: a client lacks something that the document has; an error with `--strict`. `omitted`: it
is left out because the document asks for it, or because it has no effect."""


class Located(Protocol):
    """Anything with a place in a document, such as `document.Node`."""

    @property
    def pointer(self) -> str: ...

    @property
    def file(self) -> str: ...


class Rule(Protocol):
    """A configured wish not to see a diagnostic, such as `config.IgnoreRule`."""

    @property
    def code(self) -> str: ...

    @property
    def pointer(self) -> str: ...


class Diagnostic(msgspec.Struct, frozen=True):
    """One finding. `code` is `area/cause` and never changes; `message` is one line of text."""

    severity: Severity
    code: str
    message: str
    pointer: str
    """The place, see `pointers`; "" is the whole file."""
    file: str
    """The name of the file as `source.read` gave it."""
    hint: str = ""
    """What to do about it."""
    line: int | None = None
    """From 1; None until `locate` finds it."""
    column: int | None = None
    """From 1, in characters."""
    drops: Drops = ""
    """Whether what stands at the place is left out of every client, see `Drops`."""
    is_written: bool = False
    """The pointer is one of the document as it is written, not of the upgraded one."""
    is_waivable: bool = False
    """A rule may hide it although it is an error: something can be made of the place."""


class Counts(msgspec.Struct, frozen=True):
    """How many diagnostics there are of each severity, and how many rules of the config hid."""

    errors: int
    warnings: int
    notes: int
    ignored: int


class Diagnostics:
    """Collects diagnostics in the order they come; equal code, pointer and message count once.

    `ignore` hides warnings and notes by code (exact, or `area/*`) and pointer prefix, and of errors
    those that are waivable. `main` is the name of the main document; it is needed only for places
    given as a pointer without a file.
    """

    def __init__(self, main: str = "", ignore: Iterable[Rule] = ()) -> None:
        self.main = main
        self._rules = tuple(ignore)
        self._used: set[int] = set()
        self._found: dict[tuple[str, str, str, str], Diagnostic] = {}
        self._ignored: dict[tuple[str, str, str, str], Diagnostic] = {}
        self.reports = 0
        """How often something was reported, whether it was new or not."""

    def error(
        self,
        code: str,
        where: Located | str,
        message: str,
        hint: str = "",
        *,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Report something that makes the result wrong or impossible."""
        self.add(self._at(Severity.ERROR, code, where, message, hint, line, column))

    def warning(
        self,
        code: str,
        where: Located | str,
        message: str,
        hint: str = "",
        *,
        line: int | None = None,
        column: int | None = None,
        drops: Drops = "",
    ) -> None:
        """Report something that the result does not do, or does by a guess."""
        self.add(self._at(Severity.WARNING, code, where, message, hint, line, column, drops))

    def note(
        self,
        code: str,
        where: Located | str,
        message: str,
        hint: str = "",
        *,
        line: int | None = None,
        column: int | None = None,
        drops: Drops = "",
    ) -> None:
        """Report something worth knowing that changes nothing."""
        self.add(self._at(Severity.NOTE, code, where, message, hint, line, column, drops))

    def add(self, diagnostic: Diagnostic) -> None:
        """Collect `diagnostic`, unless it is there already or a rule hides it."""
        self.reports += 1
        key = (diagnostic.code, diagnostic.file, diagnostic.pointer, diagnostic.message)
        if diagnostic.severity is not Severity.ERROR or diagnostic.is_waivable:
            for index, rule in enumerate(self._rules):
                if _hides(rule, diagnostic):
                    self._used.add(index)
                    self._ignored.setdefault(key, diagnostic)
                    return
        self._found.setdefault(key, diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(tuple(self._found.values()))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def has_errors(self) -> bool:
        return any(one.severity is Severity.ERROR for one in self._found.values())

    @property
    def ignored(self) -> tuple[Diagnostic, ...]:
        """What the rules hid."""
        return tuple(self._ignored.values())

    @property
    def unused_rules(self) -> tuple[Rule, ...]:
        """Rules that hid nothing: the place was repaired or never existed."""
        return tuple(rule for n, rule in enumerate(self._rules) if n not in self._used)

    def counts(self) -> Counts:
        """The number of diagnostics by severity."""
        found = [one.severity for one in self._found.values()]
        return Counts(
            errors=found.count(Severity.ERROR),
            warnings=found.count(Severity.WARNING),
            notes=found.count(Severity.NOTE),
            ignored=len(self._ignored),
        )

    def _at(
        self,
        severity: Severity,
        code: str,
        where: Located | str,
        message: str,
        hint: str,
        line: int | None,
        column: int | None,
        drops: Drops = "",
    ) -> Diagnostic:
        if isinstance(where, str):
            file = pointers.split(where, self.main)[0]
            pointer = where if "#" in where else ""
        else:
            file, pointer = where.file, where.pointer
        return Diagnostic(severity, code, message, pointer, file, hint, line, column, drops)


def _hides(rule: Rule, diagnostic: Diagnostic) -> bool:
    """Whether `rule` is about `diagnostic`: by code and by whole tokens of the pointer."""
    if rule.code.endswith("/*"):
        if not diagnostic.code.startswith(rule.code[:-1]):
            return False
    elif rule.code != diagnostic.code:
        return False
    wanted = rule.pointer.rstrip("/")
    return (
        not wanted
        or diagnostic.pointer == wanted
        or diagnostic.pointer.startswith(wanted if wanted.endswith("#") else wanted + "/")
    )
