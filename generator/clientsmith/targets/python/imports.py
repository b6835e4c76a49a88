"""The import statements of a generated module, in isort's order."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeAlias

import msgspec

from clientsmith.targets.python.layout import display
from clientsmith.targets.python.text import LINE_LENGTH, string_literal


class Imports(msgspec.Struct):
    """What a module imports: module -> names. The module `""` holds plain `import x` lines."""

    names: dict[str, set[str]] = {}

    def add(self, module: str, name: str) -> str:
        """Note `from module import name` (`a as b` is a name too); gives the name back."""
        self.names.setdefault(module, set()).add(name)
        return name

    def remove(self, other: Imports) -> None:
        """Take out what `other` imports too."""
        for module, names in other.names.items():
            left = self.names.get(module, set()) - names
            if left:
                self.names[module] = left
            else:
                self.names.pop(module, None)

    def blocks(self, indent: int = 0) -> tuple[tuple[str, ...], ...]:
        """The statements in blocks: the standard library's, those of others, relative ones."""
        groups: tuple[dict[str, set[str]], ...] = ({}, {}, {})
        for module, names in self.names.items():
            groups[_origin(module)][module] = names
        standard, others, own = groups
        plain = [f"{' ' * indent}import {name}" for name in sorted(standard.pop("", ()))]
        blocks = (
            (*plain, *_statements(standard, sorted(standard, key=_natural), indent)),
            tuple(_statements(others, sorted(others, key=_natural), indent)),
            tuple(_statements(own, sorted(own, key=_distance), indent)),
        )
        return tuple(block for block in blocks if block)

    def lines(self, indent: int = 0) -> tuple[str, ...]:
        """The statements, with an empty line between the blocks."""
        lines: list[str] = []
        for block in self.blocks(indent):
            lines.extend(("", *block) if lines else block)
        return tuple(lines)


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


@cache
def _natural(name: str) -> Natural:
    """isort's order: whatever the case, and by the value of numbers: `a`, `B2`, `b10`."""
    parts = re.split("([0-9]+)", name.lower())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], name


def _statements(
    names: Mapping[str, set[str]], modules: Iterable[str], indent: int
) -> Iterable[str]:
    margin = " " * indent
    for module in modules:
        if len(names[module]) == 1:
            (item,) = names[module]
            line = f"from {module} import {item}"
            if indent + len(line) <= LINE_LENGTH:
                yield f"{margin}{line}"
                continue
        items = sorted(names[module], key=_kind)
        plain = [item for item in items if " as " not in item]
        groups = [*([plain] if plain else []), *([item] for item in items if " as " in item)]
        for group in sorted(groups, key=lambda group: _kind(group[0])):
            line = f"from {module} import {', '.join(group)}"
            if indent + len(line) > LINE_LENGTH:
                line = display(f"from {module} import ", "(", group, ")", indent)
            yield f"{margin}{line}"


def exports(names: Iterable[str]) -> str:
    """`__all__`, in the order of isort."""
    items = [string_literal(name) for name in sorted(names, key=_kind)]
    return display("__all__ = ", "[", items, "]", 0)


@cache
def _kind(name: str) -> tuple[int, Natural]:
    """Constants, then classes, then the rest, as isort orders names."""
    original = name.partition(" ")[0]
    if original.isupper() and len(original) > 1:
        return 0, _natural(name)
    return (1 if original[:1].isupper() else 2), _natural(name)
