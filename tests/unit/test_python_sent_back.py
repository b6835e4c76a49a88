"""What an answer holds can be an argument again; what else an object takes can be sent."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.unit.normalizing import document
from tests.unit.served import Answer, imported, serving

PARCEL = {
    "oneOf": [{"$ref": "#/components/schemas/Box"}, {"$ref": "#/components/schemas/Tube"}],
    "discriminator": {"propertyName": "kind"},
}
SIZE = {"anyOf": [{"$ref": "#/components/schemas/Box"}, {"$ref": "#/components/schemas/Weight"}]}
MEMBERS = {
    "parcel": {"$ref": "#/components/schemas/Parcel"},
    "parts": {"type": "array", "items": SIZE},
    "state": {"$ref": "#/components/schemas/State"},
    "level": {"enum": [1, 2]},
}


def one_of(name: str, **members: Any) -> dict[str, Any]:
    kind = {"kind": {"const": name}, **members}
    return {"type": "object", "required": ["kind"], "properties": kind}


TREE = document(
    {
        "/shipments": {
            "post": {
                "operationId": "create_shipment",
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "properties": {
                                    **MEMBERS,
                                    "label": {"$ref": "#/components/schemas/Label"},
                                },
                            }
                        }
                    }
                },
                "responses": {
                    "200": {
                        "description": "",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Shipment"}
                            }
                        },
                    }
                },
            }
        }
    },
    components={
        "schemas": {
            "Box": one_of("box", width={"type": "integer"}),
            "Tube": one_of("tube"),
            "Weight": {"type": "object", "properties": {"grams": {"type": "integer"}}},
            "Parcel": PARCEL,
            "Label": {
                "type": "object",
                "properties": {"text": {"type": "string"}},
                "additionalProperties": {"type": "integer"},
            },
            "State": {"enum": ["new", "sent"]},
            "Shipment": {"type": "object", "required": [*MEMBERS], "properties": MEMBERS},
        }
    },
)
PROGRAM = """
from sent_back import Acme
from sent_back.types import Box, Label

client = Acme(base_url="URL")
first = client.shipments.create()
client.shipments.create(
    parcel=first.parcel, parts=first.parts, state=first.state, level=first.level
)
client.shipments.create(parcel={"kind": "box"}, parts=[Box(width=1), {"grams": 2}], state="new")
client.shipments.create(label={"text": "a"})
client.shipments.create(label=Label(text="a", additional_properties={"copies": 2}))
"""
WRONG = """
client.shipments.create(parcel="box")  # wrong
client.shipments.create(parcel=first.state)  # wrong
client.shipments.create(state="newer")  # wrong
client.shipments.create(state=first.level)  # wrong
client.shipments.create(parts=[{"grammes": 2}])  # wrong
client.shipments.create(label={"text": "a", "copies": 2})  # wrong
client.shipments.create(label=Label(additional_properties={"copies": "two"}))  # wrong
"""
ANSWER = {
    "parcel": {"kind": "sack", "knots": 3},
    "parts": [{"kind": "box", "width": 4}, {"grams": 5}],
    "state": "lost",
    "level": 7,
}


@pytest.mark.parametrize(
    "command",
    [["mypy", "--strict", "--no-incremental"], ["pyright", "--pythonpath", sys.executable]],
    ids=["mypy", "pyright"],
)
def test_type_checkers_let_it_pass(tmp_path: Path, command: list[str]) -> None:
    program = shutil.which(command[0], path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    with imported(TREE, tmp_path, "sent_back"):
        (tmp_path / "use.py").write_text(PROGRAM + WRONG)
    (tmp_path / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "strict"}))
    done = subprocess.run(
        [program, *command[1:], "use.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"([\w.]+\.py):(\d+)(?::\d+)?(?: -)?:? error", done.stdout)
    lines = (PROGRAM + WRONG).splitlines()
    wrong = [str(at) for at, line in enumerate(lines, 1) if line.endswith("# wrong")]
    assert list(dict.fromkeys(found)) == [("use.py", at) for at in wrong], done.stdout


def test_it_arrives_as_it_came(tmp_path: Path) -> None:
    with imported(TREE, tmp_path, "sent_back"), serving(Answer(200, ANSWER)) as server:
        exec(PROGRAM.replace("URL", server.url), {})
        _, again, made, *labels = map(json.loads, [b"{}", *server.bodies[1:]])
    assert again == ANSWER
    assert made == {
        "parcel": {"kind": "box"},
        "parts": [{"kind": "box", "width": 1}, {"grams": 2}],
        "state": "new",
    }
    assert labels == [{"label": {"text": "a"}}, {"label": {"text": "a", "copies": 2}}]
