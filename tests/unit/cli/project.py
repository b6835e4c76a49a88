"""A small project on disk, and the command line called in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from clientsmith import cli

ROOT = Path(cli.__file__).parents[1]
"""The folder that holds the package."""

SPEC = """\
openapi: 3.1.0
info: {title: Pet Store, version: "1.0"}
servers: [{url: https://pets.example}]
paths:
  /pets:
    get:
      operationId: list_pets
      tags: [pets]
      description: All pets.
      responses:
        "200":
          description: Pets.
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}
  /pets/{pet_id}:
    get:
      operationId: retrieve_pet
      tags: [pets]
      parameters: [{name: pet_id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: A pet.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties: {name: {type: string}}
"""

CONFIG = """\
apis:
  pets:
    spec: api.yaml
    targets:
      ir: {output: out/ir}
"""

Clientsmith = Callable[..., Result]


def last(result: Result) -> str:
    return result.output.splitlines()[-1]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def process(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "clientsmith", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
