"""Makes `templates/python/runtime` importable as the package `clientsmith_runtime`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

RUNTIME = Path(__file__).parents[3] / "templates" / "python" / "runtime"


def install_runtime(name: str = "clientsmith_runtime") -> None:
    """Register the folder as a package of that name; nothing of it is run yet."""
    if name in sys.modules:
        return
    spec = importlib.util.spec_from_loader(name, loader=None, is_package=True)
    assert spec is not None
    spec.submodule_search_locations = [str(RUNTIME)]
    sys.modules[name] = importlib.util.module_from_spec(spec)


install_runtime()
