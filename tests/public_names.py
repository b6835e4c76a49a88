"""The names that callers of a generated Python package write, by what they stand for.

For tests of what renames them: documents go in, and come out edited.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from tests.support import from_tree

from clientsmith import ir
from clientsmith.config import ApiConfig, IgnoreRule
from clientsmith.lock import Lock, decode
from clientsmith.names import Names
from clientsmith.parts import page_key
from clientsmith.preparation import path_key
from clientsmith.targets import load
from clientsmith.targets.go.symbols import fields_of
from clientsmith.targets.go.symbols import page_name as page_of
from clientsmith.targets.python.pages import page_attributes, page_name

API = "api"
WAIVED = ApiConfig(
    API, Path(API), ignore=(IgnoreRule("operation/duplicate-id", "", "it must not matter"),)
)
Tree = dict[str, Any]


def named(tree: Tree, lock: bytes = b"", target: str = "python") -> tuple[dict[str, str], bytes]:
    """(what -> its name, the lock afterwards) of a document, generated with a lock."""
    package, keys, after = lowered(tree, lock, target)
    return dict(_NAMES[target](package, keys)), after


def lowered(
    tree: Tree, lock: bytes = b"", target: str = "python"
) -> tuple[Any, Mapping[str, str], bytes]:
    """(the package, `Names.keys`, the lock afterwards) of a document, generated with a lock."""
    before, faults = decode(lock, "names.lock", [target])
    assert not faults
    own = Names(before.names(API))
    made = from_tree(tree, WAIVED, names=own)
    assert made.api is not None, made.text()
    names = Names(before.names(API, target), own.keys)
    package = load(target).lower(made.api, {}, names)
    after = before.updated(API, {"": own, target: names}, None)
    return package, own.keys, after.encode()


def _names(package: Any, keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    symbols, api = package.symbols, package.api
    for pointer, symbol in symbols.schemas.items():
        key = keys.get(pointer, pointer)
        yield f"type {key}", symbol.qualified
        if isinstance(api.schemas[pointer], ir.Enum):
            for member in api.schemas[pointer].members:
                yield f"enum {key} {json.dumps(member.value)}", "_".join(member.name.words)
        if isinstance(api.schemas[pointer], ir.Object):
            yield f"input {key}", symbols.inputs[pointer].qualified
            properties = api.schemas[pointer].properties
            for one, name in zip(properties, symbols.attributes[pointer], strict=True):
                yield f"member {key} {one.name.wire}", name
    for view in [package.client, *package.resources]:
        attributes = view.attributes if hasattr(view, "attributes") else ()
        for operation in view.operations:
            pointer = operation.operation.pointer
            yield f"method {pointer}", ".".join((*attributes, operation.name))
            yield f"parameters {pointer}", symbols.parameters[pointer].qualified
            for argument in operation.arguments:
                yield f"argument {pointer} {argument.location}:{argument.wire}", argument.name
            if operation.operation.paging is not None:
                page = operation.operation.paging.page
                yield f"page {pointer}", page_name(page)
                members = page_attributes(page, symbols)
                for one, name in zip(page.properties, members, strict=True):
                    yield f"page {pointer} {one.name.wire}", name
    for option, view in zip(api.client.options, package.client.options, strict=True):
        yield f"option {option.key}", view.name
    for resource in package.resources:
        where = ".".join(resource.attributes)
        for one in resource.classes:
            yield f"resource {where} {one.name.startswith('Async')}", one.name
    for hook in api.webhooks:
        yield f"webhook {hook.pointer}", "_".join(hook.name.words)


def _typescript(package: Any, keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    symbols = package.symbols
    for pointer, symbol in symbols.schemas.items():
        key = keys.get(pointer, pointer)
        yield f"type {key}", f"{symbol.module.file} {symbol.qualified}"
        if pointer in symbols.inputs:
            yield f"input {key}", symbols.inputs[pointer].qualified
    for view in package.resources:
        for one in view.operations:
            pointer = one.operation.pointer
            yield f"method {pointer}", ".".join((*view.attributes, one.method.name))
            yield f"parameters {pointer}", symbols.parameters[pointer].qualified
    for page in package.api.pages:
        yield f"page {page_key(page)}", symbols.pages[page.name.words]


def _go(package: Any, keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    symbols, api = package.symbols, package.api
    for pointer, name in symbols.types.items():
        key = keys.get(pointer, pointer)
        yield f"type {key}", name
        schema = api.schemas[pointer]
        if isinstance(schema, ir.Object):
            for one, field in zip(schema.properties, fields_of(schema, symbols), strict=True):
                yield f"member {key} {one.name.wire}", field
        if pointer in symbols.params:
            yield f"input {key}", symbols.params[pointer]
    for resource, service in package.services:
        path = [symbols.children[path_key(resource)[: n + 1]] for n in range(len(resource.path))]
        for view in service.methods:
            pointer = view.operation.pointer
            yield f"method {pointer} {view.flag}", ".".join((*path, view.name))
            yield f"parameters {pointer}", symbols.arguments[pointer]
            for it in view.arguments:
                yield f"argument {pointer} {it.location}:{it.wire}", it.name
            if view.operation.paging is not None:
                yield f"page {pointer}", page_of(view.operation.paging.page, symbols)
        if resource.path:
            yield f"service {'.'.join(path_key(resource))}", service.name
    for option, name in zip(api.client.options, package.view.names, strict=True):
        yield f"option {option.key}", name


_NAMES = {"python": _names, "typescript": _typescript, "go": _go}


def renamed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What stayed and is called something else."""
    return {
        what: (name, after[what])
        for what, name in before.items()
        if what in after and after[what] != name
    }


# --- edits ---------------------------------------------------------------------------------------

VERBS = ("get", "put", "post", "delete", "patch", "head", "options")
PREFIX = "#/components/schemas/"


def edited(tree: Tree, random: Random) -> Tree:
    """The document after some changes of its paths and schemas."""
    tree = copy.deepcopy(tree)
    for _ in range(random.randint(1, 6)):
        random.choice(EDITS)(tree, random)
    return reordered(tree, random)


def reordered(tree: Tree, random: Random) -> Tree:
    """The document with its paths, methods and components in another order."""
    tree = copy.deepcopy(tree)
    paths = tree.get("paths") or {}
    components = tree.get("components") or {}
    for holder in (paths, *paths.values(), components, *components.values(), tree):
        if isinstance(holder, dict):
            items = list(holder.items())
            random.shuffle(items)
            holder.clear()
            holder.update(items)
    return tree


def _schemas(tree: Tree) -> Tree:
    components: Tree = tree.setdefault("components", {})
    schemas: Tree = components.setdefault("schemas", {})
    return schemas


def _like(name: str, random: Random) -> str:
    """Another name with the same words, or one that is close."""
    respelled: tuple[Callable[[str], str], ...] = (
        str.upper,
        str.lower,
        lambda it: it + "s",
        lambda it: it.rstrip("s"),
        lambda it: it + "Param",
        lambda it: it + "Params",
        lambda it: it + "2",
        lambda it: it + "_",
        lambda it: it + "Object",
        lambda it: it + "Response",
        lambda it: "".join(f"_{c.lower()}" if c.isupper() else c for c in it).strip("_"),
        lambda it: "-".join(it),
    )
    return random.choice(respelled)(name) or "x"


def add_schema(tree: Tree, random: Random) -> None:
    """A component that is called nearly as another one, or as something inside of it."""
    schemas = _schemas(tree)
    names = list(schemas) or ["Thing"]
    name = random.choice(names)
    properties = (schemas.get(name) or {}) if isinstance(schemas.get(name), dict) else {}
    inner = list(properties.get("properties") or ()) if isinstance(properties, dict) else []
    own = [
        "".join(part.title() for part in (path + "/" + verb + "/response").split("/"))
        for path, item in (tree.get("paths") or {}).items()
        for verb in item
    ]
    new = random.choice(
        [_like(name, random), name + random.choice(inner or ["Item"]).title(), *own[:1]]
    )
    reference = {"$ref": PREFIX + _token(name)}
    found: Tree = random.choice(
        [
            {"type": "object", "properties": {"a": {"type": "string"}, "status": {"enum": ["x"]}}},
            {"type": "array", "items": {"type": "object", "properties": {"a": {}}}},
            {"enum": ["a", "b"], "type": "string"},
            {"type": "object", "properties": {"inner": reference}} if name in schemas else {},
            {"allOf": [reference, {"type": "object"}]} if name in schemas else {},
            reference if name in schemas else {},
        ]
    )
    schemas.setdefault(new, found)


def _operations(tree: Tree) -> list[tuple[str, str, Tree]]:
    return [
        (path, verb, one)
        for path, item in (tree.get("paths") or {}).items()
        if isinstance(item, dict)
        for verb, one in item.items()
        if verb in VERBS and isinstance(one, dict)
    ]


def _parameters(path: str) -> list[Tree]:
    return [
        {
            "name": part.partition("}")[0],
            "in": "path",
            "required": True,
            "schema": {"type": "string"},
        }
        for part in path.split("{")[1:]
    ]


def _operation(tree: Tree, path: str, random: Random) -> Tree:
    """An operation like another one of the document: its id, its answer, its tags."""
    _, _, other = random.choice(_operations(tree) or [("", "", {})])
    identity = other.get("operationId")
    name = random.choice([identity, identity and _like(identity, random), "odd one", None])
    schemas = list(_schemas(tree))
    answers: list[Tree] = [{"type": "object", "properties": {"items": {"type": "array"}}}]
    if schemas:
        answers.append({"$ref": PREFIX + random.choice(schemas).replace("/", "~1")})
    answer = {
        "description": "",
        "content": {"application/json": {"schema": random.choice(answers)}},
    }
    made: Tree = {"responses": {"200": answer}, "parameters": _parameters(path)}
    if random.random() < 0.5 and isinstance(other.get("responses"), dict):
        made["responses"] = copy.deepcopy(other["responses"])
    if name:
        made["operationId"] = name
    return made


def add_path(tree: Tree, random: Random) -> None:
    """A path near another one: above it, below it, in another version, in another spelling."""
    paths = tree.setdefault("paths", {})
    path = random.choice(list(paths) or ["/things"])
    new: str = random.choice(
        [
            "/v9" + path,
            "/api" + path,
            path.rstrip("/") + "/items",
            path.rstrip("/") + "/list",
            path.rstrip("/") + "/create/{key}",
            path.rstrip("/") + "/retrieve/{key}/parts",
            path.rstrip("/") + "/",
            path.rstrip("s"),
            path.rpartition("/")[0] or "/",
            path.replace("-", "_"),
            path.rstrip("/") + "/{other_key}",
        ]
    )
    if new not in paths:
        paths[new] = {random.choice(VERBS): _operation(tree, new, random)}


def add_method(tree: Tree, random: Random) -> None:
    """One more method of a path."""
    path, item = random.choice(list((tree.get("paths") or {}).items()) or [("/", {})])
    verb = random.choice(VERBS)
    if isinstance(item, dict) and verb not in item and "$ref" not in item:
        item[verb] = _operation(tree, path, random)


def remove_path(tree: Tree, random: Random) -> None:
    """One path less, if nothing refers to it."""
    paths = tree.get("paths") or {}
    if len(paths) > 1 and '"#/paths' not in json.dumps(tree):
        del paths[random.choice(list(paths))]


def remove_schema(tree: Tree, random: Random) -> None:
    """One component less, of those that nothing refers to."""
    text = json.dumps(tree)
    schemas = _schemas(tree)
    free = [
        name for name in schemas if json.dumps(name)[1:-1] not in text.replace(f'"{name}": ', "")
    ]
    if free:
        del schemas[random.choice(free)]


def add_property(tree: Tree, random: Random) -> None:
    """A property of an object that is called nearly as another one, or as an argument elsewhere."""
    objects = [it for it in _schemas(tree).values() if type(it) is dict and it.get("properties")]
    if not objects:
        return
    properties: Tree = random.choice(objects)["properties"]
    names = [it["name"] for it in _every_parameter(tree)]
    name = random.choice([_like(random.choice(list(properties)), random), *names[:1]])
    properties.setdefault(name, random.choice([{"type": "string"}, {"enum": ["a"]}]))


def add_parameter(tree: Tree, random: Random) -> None:
    """A parameter that is called nearly as another one of the operation, or as a property."""
    _, _, one = random.choice(_operations(tree) or [("", "", {})])
    known = [it["name"] for it in one.get("parameters") or () if "name" in it]
    inside = [name for it in _schemas(tree).values() for name in _properties_of(it)]
    name = random.choice([*known, *inside, "body"])
    added = {
        "name": random.choice([name, _like(name, random)]),
        "in": random.choice(["query", "header", "cookie"]),
        "schema": {"type": "string"},
    }
    others = one.setdefault("parameters", [])
    if re.fullmatch("[A-Za-z0-9_-]+", added["name"]) and all(
        (it.get("in"), it.get("name")) != (added["in"], added["name"]) for it in others
    ):
        others.append(added)


def add_circle(tree: Tree, random: Random) -> None:
    """Two objects that mention each other, with something nested in one of them."""
    schemas = _schemas(tree)
    names = [name for name in schemas if _properties_of(schemas[name])]
    if not names:
        return
    pair = random.choice(names), random.choice(names)
    for name, other in zip(pair, reversed(pair), strict=True):
        inner = {"type": "object", "properties": {"x": {"type": "string"}}}
        schemas[name]["properties"].setdefault(f"to{other}", {"$ref": PREFIX + _token(other)})
        schemas[name]["properties"].setdefault(random.choice(["status", "owner"]), inner)


def add_scheme(tree: Tree, random: Random) -> None:
    """One more way to prove who calls."""
    schemes: Tree = tree.setdefault("components", {}).setdefault("securitySchemes", {})
    name = random.choice([*schemes, "main"])
    added = random.choice(
        [
            {"type": "apiKey", "in": "header", "name": "X-Key"},
            {"type": "http", "scheme": "bearer"},
            {"type": "http", "scheme": "basic"},
        ]
    )
    new = random.choice(["ApiKey", "api_key", "Basic2", name + "2"])
    if re.fullmatch("[A-Za-z0-9._-]+", new):
        schemes.setdefault(new, added)


def _properties_of(schema: Any) -> list[str]:
    found = schema.get("properties") if isinstance(schema, dict) else None
    return list(found) if isinstance(found, dict) else []


def _every_parameter(tree: Tree) -> list[Tree]:
    found = [it for _, _, one in _operations(tree) for it in one.get("parameters") or ()]
    return [it for it in found if "name" in it]


def _token(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1").replace("%", "%25")


EDITS = (
    *(add_schema, add_path, add_path, add_method, remove_path, remove_schema),
    *(add_property, add_parameter, add_circle, add_scheme),
)

__all__ = ["Lock", "edited", "lowered", "named", "renamed", "reordered"]
