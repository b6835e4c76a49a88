"""Documents with some changes that people make, for tests of what those rename."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

Tree = dict[str, Any]

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


def add_namesake(tree: Tree, random: Random) -> None:
    """A component called as a value or a union of another one might be, or one more value."""
    schemas = _schemas(tree)
    names = [name for name, one in schemas.items() if isinstance(one, dict)]
    if not names:
        return
    name = random.choice(names)
    one = schemas[name]
    inner = [(key, it) for key, it in (one.get("properties") or {}).items() if isinstance(it, dict)]
    key, inside = random.choice(inner) if inner and random.random() < 0.7 else ("", one)
    values = inside.get("enum")
    if not isinstance(values, list) or not values:
        schemas.setdefault(f"{name}{key.title()}Union{random.choice(['', 'Param'])}", {"enum": [1]})
        return
    value = str(random.choice(values)).title()
    if random.random() < 0.5:
        schemas.setdefault(f"{name}{key.title()}{value}", {"enum": ["a", "b"], "type": "string"})
    elif isinstance(values[0], str) and f"more {value}" not in values:
        values.append(f"more {value}")


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
    *(add_property, add_parameter, add_circle, add_scheme, add_namesake),
)
