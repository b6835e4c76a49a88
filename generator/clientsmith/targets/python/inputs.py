"""What callers pass: the objects on their way to the server, and the arguments of each method."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from clientsmith import ir
from clientsmith.targets.python.annotations import Annotations
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.layout import display
from clientsmith.targets.python.methods import OperationView
from clientsmith.targets.python.models import ImportedNames, ModuleView, typed_dict
from clientsmith.targets.python.symbols import Module, Symbols, mentioned
from clientsmith.targets.python.text import string_literal


def sent_objects(api: ir.Api) -> frozenset[ir.Pointer]:
    """The objects that can be part of a request, wherever they are nested."""
    stack = list(_sent(api.root))
    found: set[ir.Pointer] = set()
    while stack:
        pointer = stack.pop()
        if pointer in found or pointer not in api.schemas:
            continue
        found.add(pointer)
        stack.extend(mentioned(api.schemas[pointer]))
    return frozenset(found)


def _sent(root: ir.Resource) -> Iterator[ir.Pointer]:
    resources = [root]
    while resources:
        resource = resources.pop()
        resources.extend(resource.children)
        for operation in resource.operations:
            kinds = [it.type for it in operation.parameters]
            if operation.body is not None:
                kinds.extend(it.type for it in operation.body.content)
            for kind in kinds:
                yield from mentioned(ir.Alias(pointer="", name=_NO_NAME, type=kind))


_NO_NAME = ir.Name("", ())


def parameter_modules(
    api: ir.Api, symbols: Symbols, operations: Iterable[OperationView]
) -> Mapping[Module, ModuleView]:
    """A module with the TypedDict of the keyword arguments, for each operation that has some."""
    found: dict[Module, ModuleView] = {}
    for view in operations:
        keywords = [it for it in view.arguments if not it.positional and it.location != "content"]
        if keywords:
            symbol = symbols.parameters[view.operation.pointer]
            found[symbol.module] = _module(api, symbols, view, symbol.module, symbol.name)
    return found


def _module(
    api: ir.Api, symbols: Symbols, view: OperationView, module: Module, name: str
) -> ModuleView:
    imports = Imports()
    arguments = [it for it in view.arguments if not it.positional]
    annotations = Annotations(
        schemas=api.schemas,
        symbols=symbols,
        imports=imports,
        names=ImportedNames(module, imports),
        runtime="." * len(module.path) + "_runtime",
        shadowed=frozenset(it.name for it in arguments),
    )
    members = [(it.name, annotations.input(it.type), it.required, it.doc) for it in arguments]
    runtime = "." * len(module.path) + "_runtime"
    cls = typed_dict(name, "", members, imports, runtime)
    return ModuleView(
        imports=imports.blocks(),
        exports=display("__all__ = ", "[", [string_literal(name)], "]", 0),
        names=(name,),
        classes=(cls,),
        aliases=(),
    )
