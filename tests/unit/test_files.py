"""Documents of several files give what the same document in one file gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support import from_file, python_files

from clientsmith.source import Sources
from clientsmith.upgrade import splice

ONE = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: https://shop.example}]
security: [{key: []}]
paths:
  /items/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
    get:
      operationId: getItem
      tags: [items]
      parameters:
        - {name: limit, in: query, schema: {type: integer, default: 10}}
      responses:
        "200":
          description: The item.
          headers: {X-Total: {schema: {type: integer}}}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Item"}
              examples: {one: {value: {name: n}}}
        default:
          description: Wrong.
          content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}
    put:
      operationId: putItem
      tags: [items]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Item"}}}
      responses:
        "204": {description: Done.}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
  schemas:
    Item:
      type: object
      required: [name]
      properties:
        name: {type: string}
        parts: {type: array, items: {$ref: "#/components/schemas/Item"}}
        kind: {$ref: "#/components/schemas/Kind"}
    Kind: {type: string, enum: [a, b]}
    Problem: {type: object, properties: {detail: {type: string}}}
"""

MANY = {
    "one.yaml": """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: https://shop.example}]
security: [{key: []}]
paths:
  /items/{id}: {$ref: "paths/items.yaml#/~1items~1%7Bid%7D"}
components:
  securitySchemes: {key: {$ref: shared/all.yaml#/securitySchemes/key}}
  schemas:
    Item: {$ref: schemas/Item.yaml}
""",
    "paths/items.yaml": """\
/items/{id}:
  parameters: [{$ref: ../shared/all.yaml#/parameters/id}]
  get: {$ref: "operations.yaml#/getItem"}
  put: {$ref: "operations.yaml#/putItem"}
""",
    "paths/operations.yaml": """\
getItem:
  operationId: getItem
  tags: [items]
  parameters: [{$ref: ../shared/again.json#/limit}]
  responses:
    "200": {$ref: ../shared/all.yaml#/responses/item}
    default: {$ref: ../shared/all.yaml#/responses/problem}
putItem:
  operationId: putItem
  tags: [items]
  requestBody: {$ref: ../shared/all.yaml#/bodies/item}
  responses:
    "204": {description: Done.}
""",
    "schemas/Item.yaml": """\
type: object
required: [name]
properties:
  name: {type: string}
  parts: {type: array, items: {$ref: "#"}}
  kind: {$ref: all%2Eyaml#/Kind}
""",
    "schemas/Problem.yaml": """\
type: object
properties: {detail: {type: string}}
""",
    "schemas/all.yaml": """\
Kind: {type: string, enum: [a, b]}
""",
    "shared/again.json": """\
{"limit": {"$ref": "all.yaml#/parameters/limit"}}
""",
    "shared/all.yaml": """\
securitySchemes:
  key: {type: apiKey, in: header, name: X-Key}
parameters:
  id: {name: id, in: path, required: true, schema: {type: string}}
  limit: {name: limit, in: query, schema: {type: integer, default: 10}}
headers:
  total: {schema: {type: integer}}
examples:
  one: {value: {name: n}}
bodies:
  item:
    required: true
    content: {application/json: {schema: {$ref: ../one.yaml#/components/schemas/Item}}}
responses:
  item:
    description: The item.
    headers: {X-Total: {$ref: "#/headers/total"}}
    content: {$ref: content.yaml}
  problem:
    description: Wrong.
    content: {application/json: {schema: {$ref: ../schemas/Problem.yaml}}}
""",
    "shared/content.yaml": """\
application/json:
  schema: {$ref: "../schemas/Item.yaml"}
  examples: {one: {$ref: all.yaml#/examples/one}}
""",
}
"""References into the middle of files, to references, back, through maps, with percent-encoding."""


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder / "one.yaml"


def test_the_output_is_that_of_one_file(tmp_path: Path) -> None:
    one = from_file(written(tmp_path / "one", {"one.yaml": ONE}))
    many = from_file(written(tmp_path / "many", MANY))
    assert one.api is not None and many.api is not None
    assert not many.errors
    assert python_files(many.api, "shop") == python_files(one.api, "shop")


def test_a_fault_is_found_in_its_file(tmp_path: Path) -> None:
    files = {**MANY, "schemas/all.yaml": "Kind: {type: string, enum: a}\n"}
    files["paths/operations.yaml"] = MANY["paths/operations.yaml"].replace(
        "again.json", "agin.json"
    )
    made = from_file(written(tmp_path, files))
    found = [(it.diagnostic.code, it.diagnostic.file, it.diagnostic.line) for it in made.errors]
    assert found == [
        ("ref/missing", "paths/operations.yaml", 4),
        ("document/type", "schemas/all.yaml", 1),
    ]
    assert made.errors[0].diagnostic.hint == "did you mean again.json?"


URLENCODED = "application/x-www-form-urlencoded"
P = "sub/parts.yaml"
PARTS: dict[str, Any] = {
    "content": {"a/b": {"schema": {}}, "x-c": 1},
    "more": {"$ref": "#/content"},
    "list": [{"name": "a"}, {"name": "b"}],
    "text": "words",
    "scopes": {"a": "b"},
    "loop": {"$ref": "#/loop"},
}


@pytest.mark.parametrize(
    ("tree", "want"),
    [
        # A map becomes references to its members; a chain is followed; what stands beside stays.
        (
            {"content": {"$ref": f"{P}#/content"}},
            {"content": {"a/b": {"$ref": f"{P}#/content/a~1b"}}},
        ),
        ({"content": {"$ref": f"{P}#/more"}}, {"content": {"a/b": {"$ref": f"{P}#/content/a~1b"}}}),
        (
            {"properties": {"$ref": f"{P}#/scopes", "own": {}}},
            {"properties": {"a": "b", "own": {}}},
        ),
        (
            {"parameters": {"$ref": f"{P}#/list"}},
            {"parameters": [{"$ref": f"{P}#/list/0"}, {"$ref": f"{P}#/list/1"}]},
        ),
        # Texts, and what can hold no references, are copied.
        ({"description": {"$ref": f"{P}#/text"}}, {"description": "words"}),
        ({"scopes": {"$ref": f"{P}#/scopes"}}, {"scopes": {"a": "b"}}),
        ({"a": {}, "paths": {"$ref": "#/a"}}, {"a": {}, "paths": {}}),
        # A query that is one parameter, form-encoded (3.2), has the members of its object.
        (
            {
                "p": {
                    "in": "querystring",
                    "name": "q",
                    "content": {URLENCODED: {"schema": {"a": 1}}},
                }
            },
            {
                "p": {
                    **{"in": "query", "name": "q", "style": "form", "explode": True},
                    "schema": {"a": 1},
                }
            },
        ),
        ({"p": {"in": "querystring", "name": "q", "content": {"a/b": {"schema": {}}}}}, None),
        # What leads nowhere or in a circle, and what is data or a name, stays.
        ({"content": {"$ref": f"{P}#/nothing"}}, None),
        ({"content": {"$ref": f"{P}#/loop"}}, None),
        ({"description": {"$ref": f"{P}#/content"}}, None),
        ({"default": {"content": {"$ref": f"{P}#/content"}}}, None),
        ({"properties": {"content": {"$ref": f"{P}#/content"}}}, None),
        ({"schema": {"$ref": f"{P}#/content"}}, None),
    ],
)
def test_references_where_openapi_has_none(tree: Any, want: Any) -> None:
    main = {"openapi": "3.1.0", **tree}
    trees: dict[str, Any] = {"one.yaml": main, P: PARTS}
    spliced = splice.upgrade(Sources("one.yaml", dict.fromkeys(trees, ""), trees))
    assert spliced.trees["one.yaml"] == {"openapi": "3.1.0", **(tree if want is None else want)}
    assert spliced.trees[P] == PARTS
