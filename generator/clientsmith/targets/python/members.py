"""Members of classes: the lines of models, pages and TypedDicts, and how they name other types."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from clientsmith import ir
from clientsmith.scopes import Scope
from clientsmith.targets.python import docs
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
from clientsmith.targets.python.scopes import Module
from clientsmith.targets.python.symbols import Symbol
from clientsmith.targets.python.text import (
    LINE_LENGTH,
    comment,
    docstring,
    literal,
    string_literal,
)

NO_STRUCT_NAME = re.compile(r'["\\\x00-\x1f]|^\*$')
"""What msgspec refuses in a name, and what the runtime has the undeclared members under; members
that are called so are kept among those."""


class ClassView(msgspec.Struct, frozen=True):
    """A model or a TypedDict."""

    name: str
    base: str
    body: str
    """Its docstring and members, from the fifth column on, the first without the margin."""


class AliasView(msgspec.Struct, frozen=True):
    """A name for a type. `runtime` is where msgspec must see something else than readers."""

    static: str
    runtime: str
    doc: str
    unknown: UnknownView | None = None


class UnknownView(msgspec.Struct, frozen=True):
    """The unknown variant of a union, whose tag is none of those that are known."""

    name: str
    tag: str
    """The attribute."""


class ImportedNames(msgspec.Struct):
    """How a module of types refers to schemas: by import, or as it is when defined here."""

    module: Module
    imports: Imports
    scope: Scope
    """The module's own names; what is imported gets another one where it is taken."""
    local: dict[Symbol, str] = {}

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
) -> ClassView | AliasView:
    """A TypedDict with the wire's own keys: (key, annotation, required, text) each.

    A key that is no identifier cannot be a member of a class body: with such a one, the whole is
    made by a call. As the base of a class such a call may not name what comes later (mypy), and
    under a name of its own it may not name that class (pyright).
    """
    imports.add("typing", "TypedDict")  # linters read the texts in a call of this one only
    typed: list[tuple[str, Annotation, str]] = []
    for key, annotation, required, text in members:
        if not key:
            continue  # type checkers refuse an empty one
        if not required:
            imports.add(f"{runtime}.compat", "NotRequired")
            annotation = Subscript("NotRequired", (annotation,))
        typed.append((key, annotation, text))
    if all(map(_is_attribute, (key for key, _, _ in typed))):
        fields = [
            member(annotated(key, annotation, "", 4), docstring(text, 4))
            for key, annotation, text in typed
        ]
        return model_class(name, class_bases(name, "TypedDict"), doc, fields)
    lines = ["TypedDict(", f"    {string_literal(name)},", "    {"]
    for key, annotation, text in typed:
        lines += [f"        {line}" for line in comment(text, 8)]
        lines.append(f"        {string_literal(key)}: {string_literal(inline(annotation))},")
    lines += ["    },", ")"]
    return AliasView(f"{name} = " + "\n".join(lines), "", docstring(doc, 0))


def _is_attribute(key: str) -> bool:
    return key.isidentifier() and not keyword.iskeyword(key) and not key.startswith("__")


def member(line: str, doc: str) -> str:
    """A member of a class: its line, and the docstring of it, or "" for none."""
    return f"{line}\n    {doc}" if doc else line


class Known(msgspec.Struct, frozen=True):
    """What members of a kind have in common."""

    member: str
    """The member of a plain value; empty for others, see `field_line`: they need imports."""
    doc: str
    """Its docstring."""


class Members(msgspec.Struct):
    """The members of all models of an API: those that are alike word for word are one.

    What is known is known by their identities: they live as long as the API.
    """

    _known: dict[int, Known] = {}

    def of(self, prop: ir.Property) -> Known:
        """A member that is called as on the wire."""
        found = self._known.get(id(prop))
        if found is None:
            found = self._known[id(prop)] = _known(prop)
        return found


def _known(prop: ir.Property) -> Known:
    doc = docstring(docs.described(prop.docs, prop.type, prop.default), 4)
    line = "" if prop.write_only else _usual_line(prop)
    return Known(member(line, doc) if line else "", doc)


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


def _usual_line(prop: ir.Property) -> str:
    kind = prop.type
    name = prop.name.wire
    nothing = ""
    if type(kind) is ir.Nullable:
        kind = kind.type
        nothing = " | None"
    plain = _PLAIN.get(type(kind), "")
    if not plain:
        return ""
    if type(kind) is ir.String and kind.format in _OTHER_FORMATS:
        return ""
    end = nothing if prop.required else " | None = None"
    line = f"{name}: {plain}{end}"
    return line if len(line) <= LINE_LENGTH - 4 and name.isascii() else ""


_PLAIN: Mapping[type[ir.Type], str] = {ir.String: "str", ir.Integer: "int", ir.Boolean: "bool"}
SPELLINGS = frozenset(_PLAIN.values())
"""The builtins in the lines of plain values."""
_OTHER_FORMATS = ("date-time", "date", "password")


def is_plain_constant(kind: ir.Type) -> bool:
    """Whether a member has one value, which whoever makes a model need not give."""
    return isinstance(kind, ir.Const) and type(kind.value) in (str, int, bool)


def model_class(name: str, base: str, text: str, members: Iterable[str]) -> ClassView:
    """A class whose members are separated by empty lines."""
    doc = docstring(text, 4)
    parts = (doc, *members) if doc else members
    return ClassView(name, base, "\n\n    ".join(parts) or "pass")


def _is_secret(kind: ir.Type) -> bool:
    while type(kind) is ir.Nullable:
        kind = kind.type
    return type(kind) is ir.String and kind.format == "password"
