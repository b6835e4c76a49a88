"""Generated Go packages in one module with one runtime: one run of each tool has them all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from clientsmith import ir, render
from clientsmith.render import Copy, File
from clientsmith.targets import go
from clientsmith.targets.go.package import RUNTIME

ROOT = Path(__file__).parents[2]
MODULE = "cases.test"


def go_files(api: ir.Api, package: str, *, copies: bool = False) -> list[File]:
    """The output of the Go target as a package of `MODULE`; without its plain copies."""
    options = {"package": package, "module": f"{MODULE}/packages/{package}"}
    plan = go.plan(go.lower(api, options))
    return render.render(it for it in plan if copies or not isinstance(it, Copy))


def write_module(
    folder: Path, packages: Iterable[tuple[str, list[File]]], *, runtime: bool = True
) -> None:
    """Write packages beside each other; they share one runtime."""
    if runtime:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "go.mod").write_text(f"module {MODULE}\n\ngo 1.24\n")
        core = folder / "internal" / "core"
        shutil.rmtree(core, ignore_errors=True)
        shutil.copytree(ROOT / "templates" / RUNTIME, core)
    for package, files in packages:
        for file in files:
            if file.path == "go.mod" or not file.path.endswith(".go"):
                continue
            path = folder / "packages" / package / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            own = f'"{MODULE}/packages/{package}/internal/core"'.encode()
            path.write_bytes(file.text.replace(own, f'"{MODULE}/internal/core"'.encode()))
