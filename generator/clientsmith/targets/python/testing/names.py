"""The names a test module uses: what it imports, and from where."""

from __future__ import annotations

import msgspec

from clientsmith.scopes import Scope
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.scopes import RESERVED_CLASSES
from clientsmith.targets.python.symbols import Symbol

_TAKEN = RESERVED_CLASSES | {"ANSWERS", "Client", "Error", "Part", "Request", "Server"}


class TestNames(msgspec.Struct):
    """Imports of one test module or program. Schemas are imported by their absolute names."""

    __test__ = False
    package: str
    standard: Imports = msgspec.field(default_factory=Imports)
    own: Imports = msgspec.field(default_factory=Imports)
    local: Imports = msgspec.field(default_factory=Imports)
    needs_pytest: bool = False
    is_test: bool = True
    """Whether pytest looks for tests in the module."""
    _scope: Scope = msgspec.field(default_factory=lambda: Scope(_TAKEN))
    _known: dict[tuple[str, str], str] = {}

    def take(self, module: str, name: str) -> str:
        """Import a name of the package; `module` is the path within it, "" for its top.

        Gives what the module calls it: another name where two are alike, and for names that
        pytest would take for a test.
        """
        known = self._known.get((module, name))
        if known is None:
            plain = f"The{name}" if self.is_test and name.startswith("Test") else name
            known = self._known[module, name] = self._scope.claim(plain, f"{plain}_")
            imported = name if known == name else f"{name} as {known}"
            self.own.add(f"{self.package}.{module}" if module else self.package, imported)
        return known

    def model(self, symbol: Symbol) -> str:
        """The class or alias of a schema."""
        return self.take(".".join(symbol.place), symbol.public)

    def typed_dict(self, symbol: Symbol) -> str:
        """The TypedDict of an object."""
        return self.model(symbol)

    def blocks(self) -> tuple[tuple[str, ...], ...]:
        """The import statements in isort's blocks."""
        third = (("import pytest",),) if self.needs_pytest else ()
        for module in [it for it in self.standard.names if it.startswith(f"{self.package}.")]:
            self.own.names.setdefault(module, set()).update(self.standard.names.pop(module))
        return (
            *self.standard.blocks(),
            *third,
            *self.own.blocks(),
            *self.local.blocks(),
        )
