"""Everything that a package has, picked: its own tests run over a client of that."""

from __future__ import annotations

from typing import TypeAlias

from clientsmith.targets.typescript.package import Package
from clientsmith.targets.typescript.resources import ResourceView

Table: TypeAlias = dict[str, "str | Table"]


def picking(package: Package, client: str, *, by_class: bool) -> str:
    """The module `client` of a package's tests, with a client of all resources or operations."""
    imports = ["import { createClient } from '../src/index.js';"]
    table: Table = {}
    for number, view in enumerate(package.resources):
        *above, name = view.attributes or ("",)
        into: Table | str = table
        for part in above:
            into = into if isinstance(into, str) else into[part]
        if isinstance(into, str):
            continue  # the class has it
        is_class = bool(name) and (by_class or view.webhooks is not None)
        if is_class or view.operations:
            module = view.module.file.removesuffix(".ts")
            imports.append(f"import * as module{number} from '../{module}.js';")
        if is_class:
            into[name] = f"module{number}.{view.name}"
        elif name:
            into[name] = _functions(view, number)
        else:
            into |= _functions(view, number)
    name = package.facts.client
    start, made, rest = client.partition(f"new {name}(")
    assert made
    head = start.replace(f"import {{ {name} }} from '../src/index.js';\n", "")
    head = head.replace(f"(baseURL: string): {name} {{", "(baseURL: string) {")
    return "\n".join([*imports, f"{head}createClient({_text(table)}, {rest}"])


def _functions(view: ResourceView, number: int) -> Table:
    return {
        it.method.name: f"module{number}.{it.exported or it.function}" for it in view.operations
    }


def _text(table: str | Table) -> str:
    if isinstance(table, str):
        return table
    return f"{{ {', '.join(f'{name}: {_text(it)}' for name, it in table.items())} }}"
