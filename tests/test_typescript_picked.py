"""A client of what a program picks: the tests of packages pass over one of all they have."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.support import from_tree
from tests.test_typescript import PACKAGE, cases, written
from tests.typescript import toolchain
from tests.typescript.picking import picking

from clientsmith import ir
from clientsmith.targets import typescript

CASES = (
    *("body-form-multipart", "minimal", "names-collisions", "names-reserved", "paging"),
    *("resources", "security", "streams", "webhooks"),
)
NASTY = (
    *("base", "bind", "client", "constructor", "createClient", "delete", "error", "fetch"),
    *("hasOwnProperty", "members", "name", "nastyBase", "object", "omit", "part", "pick"),
    *("picked", "promise", "prototype", "__proto__", "table", "then", "toString", "withOptions"),
)
"""What the modules of a client have themselves, or what every object has."""
METHODS = ("bind", "constructor", "delete", "toString")


def nasty() -> ir.Api:
    """A document whose resources, methods and schemas have nasty names."""
    paths: dict[str, object] = {}
    schemas: dict[str, object] = {}
    for index, name in enumerate(NASTY):
        schema = name[0].upper() + name[1:]
        schemas[schema] = {"type": "object", "properties": {name: {"type": "string"}}}
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
        responses = {"200": {"description": "OK", "content": content}}
        paths[f"/{name}"] = {
            method: {"operationId": f"{name}_{own}", "tags": [name], "responses": responses}
            for method, own in (("get", "createClient"), ("put", METHODS[index % 4]))
        }
    api = from_tree(
        {
            "openapi": "3.1.0",
            "info": {"title": "Nasty", "version": "1"},
            "servers": [{"url": "https://api.example"}],
            "paths": paths,
            "components": {"schemas": schemas},
        }
    ).api
    assert api is not None
    return api


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Packages whose tests have clients of all classes, and of all functions."""
    folder = tmp_path_factory.mktemp("picked")
    documents = [("nasty", nasty()), *((name, api) for name, api in cases() if name in CASES)]
    assert len(documents) == len(CASES) + 1
    for name, api in documents:
        package = typescript.lower(api, {})
        for way in ("classes", "functions"):
            client = written(api, folder / f"{name}-{way}") / "tests/client.ts"
            client.write_text(picking(package, client.read_text(), by_class=way == "classes"))
            shutil.move(client.with_name("node.d.ts"), folder / "node.d.ts")
            for index, shown in enumerate(programs(client.parents[1], package.facts.package)):
                client.with_name(f"readme{index}.ts").write_text(shown)
    settings = (PACKAGE / "tsconfig.json").read_text()
    settings = settings.replace('["src", "tests"]', '["node.d.ts", "*/src", "*/tests"]')
    # Nobody has written out the type of what is picked.
    settings = settings.replace('"isolatedDeclarations": true', '"isolatedDeclarations": false')
    (folder / "tsconfig.json").write_text(settings)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def programs(folder: Path, package: str) -> list[str]:
    """What the README says of small bundles, beside the sources."""
    _, _, text = (folder / "README.md").read_text().partition("## Small bundles")
    found = re.findall(r"```ts\n(.*?)```", text.partition("\n## ")[0], re.DOTALL)
    assert bool(found) == bool(text)
    root = [it.replace(f"'{package}'", "'../src/index.js'") for it in found]
    return [re.sub(f"'{re.escape(package)}/(.*)'", r"'../src/\1.js'", it) for it in root]


@pytest.mark.parametrize("compiler", toolchain.COMPILERS)
def test_what_is_picked_is_called_as_before(packages: Path, compiler: str) -> None:
    assert toolchain.tsc(packages, compiler=compiler) == ""
    toolchain.run_tests(sorted((packages / "build").glob("*/tests/*.test.js")), packages)
