"""Members of classes: the lines of models, pages and TypedDicts, and how they name other types."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

from clientsmith import ir
from clientsmith.targets.python.annotations import (
    Annotations,
)
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.layout import (
    Annotation,
    Subscript,
    annotated,
    class_bases,
    inline,
    optional,
)
from clientsmith.targets.python.scopes import Module, Scope
from clientsmith.targets.python.symbols import Symbol
from clientsmith.targets.python.text import (
    docstring,
    literal,
    string_literal,
)

NO_STRUCT_NAME = re.compile(r'["\\\x00-\x1f]')
"""What msgspec refuses in a name; members that are called so are kept among the undeclared ones."""


class FieldView(msgspec.Struct, frozen=True):
    """A member of a class: its line, and the docstring below it."""

    line: str
    doc: str
    gap: bool = False
    """Whether an empty line goes before it."""


class ClassView(msgspec.Struct, frozen=True):
    """A model or a TypedDict."""

    name: str
    base: str
    doc: str
    fields: tuple[FieldView, ...]
    empty: bool


@dataclass(slots=True)
class ImportedNames:
    """How a module of types refers to schemas: by import, or as it is when defined here."""

    module: Module
    imports: Imports
    scope: Scope
    """The module's own names; what is imported gets another one where it is taken."""
    local: dict[Symbol, str] = field(default_factory=dict)

    def model(self, symbol: Symbol) -> str:
        """The class or alias of a schema."""
        return self._name(symbol)

    def typed_dict(self, symbol: Symbol) -> str:
        """The TypedDict of an object."""
        return self._name(symbol)

    def _name(self, symbol: Symbol) -> str:
        if symbol.module == self.module:
            return symbol.name
        local = self.local.get(symbol)
        if local is None:
            local = self.local[symbol] = self.scope.claim(symbol.public)
        name = local if local == symbol.public else f"{symbol.public} as {local}"
        self.imports.add(relative(self.module.path, symbol.door.path), name)
        return local


def relative(module: Sequence[str], target: Sequence[str]) -> str:
    """The relative import path of `target` from within `module` (both from the package's root)."""
    package = module[:-1]
    common = 0
    while common < len(package) and common < len(target) - 1 and package[common] == target[common]:
        common += 1
    dots = "." * (len(package) - common + 1)
    return dots + ".".join(target[common:])


def typed_dict(
    name: str,
    doc: str,
    members: Sequence[tuple[str, Annotation, bool, str]],
    imports: Imports,
    runtime: str,
) -> ClassView:
    """A TypedDict with the wire's own keys: (key, annotation, required, text) each.

    A key that is no identifier cannot be a member of a class body: those go into a base class that
    is made by a call.
    """
    fields: list[Member] = []
    odd: list[str] = []
    for key, annotation, required, text in members:
        if not required:
            imports.add(f"{runtime}.compat", "NotRequired")
            annotation = Subscript("NotRequired", (annotation,))
        if key.isidentifier() and not keyword.iskeyword(key) and not key.startswith("__"):
            fields.append((annotated(key, annotation, "", 4), text))
        elif key:  # type checkers refuse an empty one
            odd.append(f"{string_literal(key)}: {string_literal(inline(annotation))}")
    imports.add(f"{runtime}.compat", "TypedDict")
    base = class_bases(name, "TypedDict")
    if odd:
        items = "".join(f"            {item},\n" for item in odd)
        parts = f"        {string_literal(name)},\n        {{\n{items}        }},\n"
        base = f"(\n    TypedDict(\n{parts}    )\n)"
    return model_class(name, base, doc, fields)


Member: TypeAlias = tuple[str, str]
"""The line of a member of a class, and its text."""


def field_line(prop: ir.Property, name: str, annotations: Annotations) -> str:
    """`name: annotation = default` of a model's member."""
    annotation = annotations.output(prop.type)
    constant = prop.required and is_plain_constant(prop.type)
    arguments: list[str] = []
    if constant:
        assert isinstance(prop.type, ir.Const)
        arguments.append(f"default={literal(prop.type.value)}")
    if not prop.required:
        annotation = optional(annotation)
        arguments.append("default=None")
    if name != prop.name.wire:
        arguments.append(f"name={string_literal(prop.name.wire)}")
    if constant:
        arguments.append("always=True")
    if _is_secret(prop.type):
        arguments.append("secret=True")
    default = "" if prop.required else "None"
    if len(arguments) > (not prop.required):
        default = f"{annotations.field()}({', '.join(arguments)})"
    return annotated(name, annotation, default, 4)


def is_plain_constant(kind: ir.Type) -> bool:
    """Whether a member has one value, which whoever makes a model need not give."""
    return isinstance(kind, ir.Const) and type(kind.value) in (str, int, bool)


def model_class(name: str, base: str, text: str, members: Sequence[Member]) -> ClassView:
    """A class whose members are separated by empty lines."""
    doc = docstring(text, 4)
    fields = tuple(
        FieldView(line, docstring(words, 4), gap=bool(index or doc))
        for index, (line, words) in enumerate(members)
    )
    return ClassView(name, base, doc, fields, empty=not fields and not doc)


def _is_secret(kind: ir.Type) -> bool:
    while type(kind) is ir.Nullable:
        kind = kind.type
    return type(kind) is ir.String and kind.format == "password"
