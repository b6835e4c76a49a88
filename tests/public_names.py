"""The names that callers of a generated Python package write, by what they stand for.

For tests of what renames them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.support import from_tree

from clientsmith import ir
from clientsmith.config import ApiConfig, IgnoreRule
from clientsmith.lock import decode
from clientsmith.names import Names
from clientsmith.parts import page_key
from clientsmith.preparation import path_key
from clientsmith.targets import load
from clientsmith.targets.go.enums import constants
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
    if faults:  # what was written just now; tests take an AssertionError for an invalid document
        raise ValueError(faults)
    own = Names(before.names(API))
    made = from_tree(tree, WAIVED, names=own)
    assert made.api is not None, made.text()
    names = Names(before.names(API, target), own.keys)
    package = load(target).lower(made.api, {}, names)
    after = before.updated(API, {"": own, target: names})
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
    of_symbol = {symbol: it for it, symbol in symbols.parameters.items()}
    for table in (symbols.schemas, symbols.inputs):
        of_symbol |= {symbol: f"{table is symbols.inputs} {it}" for it, symbol in table.items()}
    for symbol, name in symbols.exports.items():
        yield f"export {of_symbol[symbol]}", name
    for page in package.api.pages:
        yield f"page {page_key(page)}", symbols.pages[page.name.words]


def _go(package: Any, keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    symbols, api = package.symbols, package.api
    for pointer, name in symbols.types.items():
        key = keys.get(pointer, pointer)
        yield f"type {key}", name
        schema = api.schemas[pointer]
        if isinstance(schema, ir.Object) and pointer in symbols.fields:  # else it is not declared
            for one, field in zip(schema.properties, symbols.fields[pointer], strict=True):
                yield f"member {key} {one.name.wire}", field
        if pointer in symbols.params:
            yield f"input {key}", symbols.params[pointer]
        if isinstance(schema, ir.Enum):
            for each, constant in zip(constants(schema), symbols.constants[pointer], strict=True):
                yield f"constant {key} {each.value}", constant
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
    for name, key in symbols.unions.items():
        yield f"union {key}", name


_NAMES = {"python": _names, "typescript": _typescript, "go": _go}


def renamed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What stayed and is called something else."""
    return {
        what: (name, after[what])
        for what, name in before.items()
        if what in after and after[what] != name
    }
