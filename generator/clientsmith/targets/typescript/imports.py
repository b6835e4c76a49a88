"""The imports of one module."""

from __future__ import annotations

from collections.abc import Sequence

from clientsmith.scopes import Scope
from clientsmith.targets.typescript.scopes import Module
from clientsmith.targets.typescript.text import LINE_LENGTH, is_reserved


class Imports:
    """Collects what a module needs of others; the names it defines itself are `taken`."""

    def __init__(self, module: Module, taken: Scope) -> None:
        self.module = module
        self._taken = taken
        self._names: dict[Module, dict[str, tuple[str, bool]]] = {}
        self._spaces: dict[Module, str] = {}

    def value(self, module: Module, name: str) -> str:
        """What the module calls something that it needs at run time."""
        return self._add(module, name, is_type=False)

    def type(self, module: Module, name: str) -> str:
        """What the module calls a type of another one."""
        return self._add(module, name, is_type=True)

    def namespace(self, module: Module) -> str:
        """What the module calls all types of another one, or of itself."""
        known = self._spaces.get(module)
        if known is None:
            stem = module.path[-1].replace("-", " ").title().replace(" ", "")
            stem = stem[0].lower() + stem[1:]
            if not stem[0].isalpha() or is_reserved(stem):
                stem = f"{stem if stem[0].isalpha() else 'types' + stem}Types"
            known = self._spaces[module] = self._taken.claim(stem, f"{stem}Types")
        return known

    def _add(self, module: Module, name: str, *, is_type: bool) -> str:
        names = self._names.setdefault(module, {})
        if name in names:
            local, was_type = names[name]
            names[name] = local, was_type and is_type
            return local
        local = self._taken.claim(name if not is_reserved(name) else f"{name}_", f"{name}_")
        names[name] = local, is_type
        return local

    def lines(self) -> tuple[str, ...]:
        """The statements, sorted by what they import from."""
        found: list[tuple[str, str]] = []
        for module, local in self._spaces.items():
            source = self.module.to(module)
            found.append((source, f"import type * as {local} from '{source}';"))
        for module, names in self._names.items():
            source = self.module.to(module)
            found.append((source, _statement(names, source)))
        return tuple(text for _, text in sorted(found, key=lambda it: _rank(it[0])))


def _rank(source: str) -> tuple[int, str]:
    """Prettier leaves the order alone; ours goes from afar to near."""
    return -source.count("../"), source


def _statement(names: dict[str, tuple[str, bool]], source: str) -> str:
    only_types = all(is_type for _, is_type in names.values())
    parts = [
        ("type " if is_type and not only_types else "")
        + (name if local == name else f"{name} as {local}")
        for name, (local, is_type) in sorted(names.items(), key=lambda it: it[0].lower())
    ]
    return statement("import type" if only_types else "import", parts, source)


def statement(keyword: str, parts: Sequence[str], source: str) -> str:
    """`import { a, b } from 'source';`, or `export`."""
    line = f"{keyword} {{ {', '.join(parts)} }} from '{source}';"
    if len(line) <= LINE_LENGTH:
        return line
    body = "".join(f"  {part},\n" for part in parts)
    return f"{keyword} {{\n{body}}} from '{source}';"
