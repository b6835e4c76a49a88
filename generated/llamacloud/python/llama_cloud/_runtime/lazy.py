"""Names of a package that import their modules only when somebody asks (PEP 562)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    _Attach = tuple[Callable[[str], object], Callable[[], list[str]]]

__all__ = ["attach"]


def attach(module_name: str, names: Mapping[str, str]) -> _Attach:
    """Return `__getattr__` and `__dir__` for the module called `module_name`.

    `names` says where each public name lives: `{"Pet": ".pet"}` is the attribute
    `Pet` of the submodule `pet`. A name that stands for the submodule itself maps to
    the submodule followed by a colon: `{"beta": ".beta:"}`. What was found once is
    kept in the module, so that the next access costs nothing.

    `__getattr__` raises AttributeError for a name that is not in `names`.
    """

    # What the module has imported for itself by now; `dir` is for what it offers.
    imported = {n for n in vars(sys.modules[module_name]) if not n.startswith("_")}

    def __getattr__(name: str) -> object:
        try:
            place = names[name]
        except KeyError:
            message = f"module {module_name!r} has no attribute {name!r}"
            raise AttributeError(
                message, name=name, obj=sys.modules.get(module_name)
            ) from None
        from importlib import import_module

        submodule, colon, _ = place.partition(":")
        module = import_module(submodule, module_name)
        value: object = module if colon else getattr(module, name)
        setattr(sys.modules[module_name], name, value)
        return value

    def __dir__() -> list[str]:
        return sorted((vars(sys.modules[module_name]).keys() - imported) | names.keys())

    return __getattr__, __dir__
