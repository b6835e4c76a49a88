"""The import statements of a generated module, in isort's order."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import TypeAlias

import msgspec

from clientsmith.targets.python.layout import display
from clientsmith.targets.python.text import LINE_LENGTH, string_literal


class Imports(msgspec.Struct):
    """What a module imports: module -> names. The module `""` holds plain `import x` lines."""

    names: defaultdict[str, set[str]] = msgspec.field(default_factory=lambda: defaultdict(set))

    def add(self, module: str, name: str) -> str:
        """Note `from module import name` (`a as b` is a name too); gives the name back."""
        self.names[module].add(name)
        return name

    def include(self, other: Imports) -> None:
        """Add what `other` imports."""
        for module, names in other.names.items():
            self.names[module] |= names

    def remove(self, other: Imports) -> None:
        """Take out what `other` imports too."""
        for module, names in other.names.items():
            if module in self.names:
                self.names[module] -= names
                if not self.names[module]:
                    del self.names[module]

    def blocks(self, indent: int = 0) -> tuple[tuple[str, ...], ...]:
        """The statements in blocks: the standard library's, those of others, relative ones."""
        names = frozenset((module, frozenset(names)) for module, names in self.names.items())
        return _blocks(names, indent)

    def lines(self, indent: int = 0) -> tuple[str, ...]:
        """The statements, with an empty line between the blocks."""
        lines: list[str] = []
        for block in self.blocks(indent):
            lines.extend(("", *block) if lines else block)
        return tuple(lines)


@cache
def _blocks(
    names: frozenset[tuple[str, frozenset[str]]], indent: int
) -> tuple[tuple[str, ...], ...]:
    """The blocks of statements: many modules import the same."""
    groups: tuple[dict[str, frozenset[str]], ...] = ({}, {}, {})
    for module, imported in names:
        groups[_origin(module)][module] = imported
    standard, others, own = groups
    plain = [f"{' ' * indent}import {name}" for name in sorted(standard.pop("", ()))]
    blocks = (
        (*plain, *_statements(standard, sorted(standard, key=_natural), indent)),
        tuple(_statements(others, sorted(others, key=_natural), indent)),
        tuple(_statements(own, sorted(own, key=_distance), indent)),
    )
    return tuple(block for block in blocks if block)


def _statements(
    names: Mapping[str, frozenset[str]], modules: Iterable[str], indent: int
) -> Iterator[str]:
    margin = " " * indent
    for module in modules:
        items = _sorted(names[module])
        groups = [items]
        # Each name that becomes another has a statement of its own.
        if len(items) > 1 and any(" as " in item for item in items):
            plain = [item for item in items if " as " not in item]
            groups = [*([plain] if plain else []), *([it] for it in items if " as " in it)]
            groups.sort(key=lambda group: _kind(group[0]))
        for group in groups:
            line = f"from {module} import {', '.join(group)}"
            if indent + len(line) > LINE_LENGTH:
                line = display(f"from {module} import ", "(", group, ")", indent)
            yield f"{margin}{line}"


@cache
def _origin(module: str) -> int:
    """0: the standard library, 1: other distributions, 2: this package."""
    if module.startswith("."):
        return 2
    return int(bool(module) and module.partition(".")[0] not in sys.stdlib_module_names)


@cache
def _distance(module: str) -> tuple[int, Natural]:
    path = module.lstrip(".")
    return len(path) - len(module), _natural(path)


Natural: TypeAlias = tuple[list[str | int], str]
_NUMBER = re.compile("([0-9]+)")


@cache
def _natural(name: str) -> Natural:
    """isort's order: whatever the case, and by the value of numbers: `a`, `B2`, `b10`."""
    parts = _NUMBER.split(name.lower())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], name


def exports(names: Collection[str]) -> str:
    """`__all__`, in the order of isort."""
    items = [string_literal(name) for name in _sorted(names)]
    return display("__all__ = ", "[", items, "]", 0)


def _sorted(names: Collection[str]) -> list[str]:
    """In the order of isort; mostly there is one."""
    return sorted(names, key=_kind) if len(names) > 1 else list(names)


@cache
def _kind(name: str) -> tuple[int, Natural]:
    """Constants, then classes, then the rest, as isort orders names."""
    original = name.partition(" ")[0]
    if original.isupper() and len(original) > 1:
        return 0, _natural(name)
    return (1 if original[:1].isupper() else 2), _natural(name)
