"""Changes of the small project after which its output is not fresh."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.project import edit

from clientsmith import __version__


def hand_edit(project: Path) -> None:
    edit(project / "out/ir/ir.json", "Pet Store", "Pet Shop")


def delete(project: Path) -> None:
    (project / "out/ir/ir.json").unlink()


def add(project: Path) -> None:
    (project / "out/ir/extra.py").write_text("")


def change_description(project: Path) -> None:
    edit(project / "api.yaml", "All pets.", "Every pet.")


def change_comment(project: Path) -> None:
    edit(project / "api.yaml", "openapi: 3.1.0", "openapi: 3.1.0 # what else")


def change_config(project: Path) -> None:
    edit(project / "clientsmith.yaml", "targets:", "client: PetShop\n    targets:")


def change_version(project: Path) -> None:
    edit(project / "out/ir/manifest.json", f'"version": "{__version__}"', '"version": "0.0.1"')
