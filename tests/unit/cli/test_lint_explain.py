"""`lint`, `explain`, and the texts of `--help`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.unit.cli.project import SPEC, Clientsmith, edit, last

from clientsmith import __version__


def test_lint(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "api.yaml", "type: string", "type: strng")
    for arguments in ((), ("api.yaml",), ("api.yaml", "--strict")):
        result = clientsmith("lint", *arguments)
        assert result.exit_code == ("--strict" in arguments)
        assert "api.yaml:" in result.output
        assert ": warning: " in result.output
    assert not (project / "out").exists()
    assert clientsmith("lint", "-", stdin=SPEC).exit_code == 0


def test_lint_reads_a_configured_document_with_its_settings(
    clientsmith: Clientsmith, project: Path
) -> None:
    edit(project / "api.yaml", "type: string", "type: strng")
    codes = {
        item["code"]
        for item in json.loads(clientsmith("lint", "--format", "json").stdout)["diagnostics"]
    }
    rules = "".join(f"\n      - {{code: {code}, reason: known}}" for code in sorted(codes))
    edit(project / "clientsmith.yaml", "targets:", f"ignore:{rules}\n    targets:")
    assert last(clientsmith("lint", "api.yaml")) == "2 operations, 0 lost, 0 warnings"


def test_lint_formats(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "api.yaml", "type: string", "type: strng")
    data = json.loads(clientsmith("lint", "--format", "json").stdout)
    assert (data["operations"], data["lost"]) == (2, 0)
    log = json.loads(clientsmith("lint", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    assert clientsmith("lint", "--format", "github").stdout.startswith("::warning file=api.yaml,")


@pytest.mark.parametrize(
    "method", ["client.pets.list", "pets.list", "GET /pets", "list_pets", "listPets"]
)
def test_explain(clientsmith: Clientsmith, method: str) -> None:
    for api in ("pets", "api.yaml"):
        result = clientsmith("explain", api, method)
        assert result.exit_code == 0, result.output
        assert result.output.startswith("client.pets.list\n  GET /pets\n  #/paths/~1pets/get\n")
        assert " from " in result.output


def test_explain_lists_all_methods_and_types(clientsmith: Clientsmith) -> None:
    assert clientsmith("explain", "pets").output.splitlines() == [
        "client.pets.list      GET /pets",
        "client.pets.retrieve  GET /pets/{pet_id}",
        "pet                   #/components/schemas/Pet",
    ]


@pytest.mark.parametrize(
    ("name", "want"),
    [
        (
            "pets.retrieve",
            """\
client.pets.retrieve
  GET /pets/{pet_id}
  #/paths/~1pets~1{pet_id}/get
  method    pets.retrieve  from path and verb
  argument  pet_id         from path parameter `pet_id`
""",
        ),
        (
            "types.Pet",
            """\
pet
  #/components/schemas/Pet
  name      pet   from component
  property  name  from property `name`
""",
        ),
        (
            "Pet.name",
            """\
pet.name
  in pet
  #/components/schemas/Pet
  name      pet   from component
  property  name  from property `name`
""",
        ),
    ],
)
def test_explain_names(clientsmith: Clientsmith, name: str, want: str) -> None:
    result = clientsmith("explain", "pets", name)
    assert (result.exit_code, result.output) == (0, want)


SOURCES = """\
    Part:
      type: object
      properties:
        fooBar: {type: string}
        foo_bar: {type: string}
        size: {type: string, enum: [XL, xl]}
        x: {type: string, x-fern-property-name: y}
    part: {type: object, properties: {a: {type: string}}}
    Other: {type: object, properties: {a: {type: string}}}
    Kept: {type: object, properties: {a: {type: string}}}
"""


def test_explain_says_which_source_decided(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "api.yaml", "  schemas:\n", "  schemas:\n" + SOURCES)
    names = "    names: {Other: Given}\n    targets:\n      python: {output: out/py}\n"
    edit(project / "clientsmith.yaml", "    targets:\n", names)
    assert clientsmith("generate").exit_code == 0
    edit(project / "names.lock", "Kept kept", "Kept before")
    for name, want in [
        ("Given", r"name +given|Given +from config"),
        ("part_object", r"name +part_object +from names\.lock, not `part`"),
        ("Before", r"name +before +from names\.lock"),
        ("part.foo_bar", r"python field +foo_bar2? +from names\.lock"),
        ("Part.size", r"name +size +from where it is written"),
        ("Part.y", r"property +y +from x-fern-property-name"),
        ("part.size", r"property +size +from property `size`"),
        ("Part.size.xl_upper", r"member +xl_upper +from 'XL'"),
    ]:
        result = clientsmith("explain", "pets", name)
        assert re.search(want, result.output), (name, result.output)


def test_explain_advises_options_that_it_has(project: Path, clientsmith: Clientsmith) -> None:
    (project / "clientsmith.yaml").unlink()
    result = clientsmith("explain", "pets")
    assert (result.exit_code, "--spec" in result.output) == (2, False)
    assert clientsmith("explain", "api.yaml", "nothing at all").exit_code == 2


def test_explain_a_document_with_errors(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "api.yaml", 'schemas/Pet"}}', 'schemas/Pat"}}')
    result = clientsmith("explain", "pets", "pets.list")
    assert result.exit_code == 1
    assert "schemas/Pat" in result.output


@pytest.mark.parametrize("command", [[], ["generate"], ["check"], ["lint"], ["explain"]])
def test_help_has_examples_and_fits_a_terminal(
    clientsmith: Clientsmith, command: list[str]
) -> None:
    result = clientsmith(*command, "--help")
    assert result.exit_code == 0
    assert "clientsmith " + (command[0] if command else "generate") in result.output
    assert max(map(len, result.output.splitlines())) <= 100
    assert "..." not in result.output.replace(", ...", "").replace("]...", "")


def test_version(clientsmith: Clientsmith) -> None:
    assert clientsmith("--version").output == f"clientsmith {__version__}\n"


def test_timings(clientsmith: Clientsmith) -> None:
    lines = clientsmith("generate", "--timings").stderr.splitlines()
    assert [line.split("ms")[-1].split()[0] for line in lines[1:]] == [
        *("compare", "read", "structure", "upgrade", "validate", "normalize", "locate", "load"),
        *("lower", "plan", "render", "write", "total"),
    ]
