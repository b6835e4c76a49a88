"""Modules of types: models, aliases, and the dictionaries that describe what callers pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

import msgspec

from clientsmith import ir
from clientsmith.graph import components
from clientsmith.reach import Mentions
from clientsmith.scopes import Scope
from clientsmith.targets.python import docs
from clientsmith.targets.python.annotations import (
    Annotations,
    literals_of,
)
from clientsmith.targets.python.arguments import Keywords
from clientsmith.targets.python.imports import Imports, exports
from clientsmith.targets.python.layout import (
    Annotation,
    Either,
    Subscript,
    alias,
    annotated,
    class_bases,
    display,
    inline,
    union,
)
from clientsmith.targets.python.members import (
    NO_STRUCT_NAME,
    SPELLINGS,
    AliasView,
    ClassView,
    ImportedNames,
    Members,
    UnknownView,
    field_line,
    member,
    model_class,
    relative,
    typed_dict,
)
from clientsmith.targets.python.scopes import RESERVED_CLASSES, Module
from clientsmith.targets.python.symbols import Symbol, Symbols
from clientsmith.targets.python.text import (
    class_identifier,
    docstring,
    literal,
    string_literal,
)
from clientsmith.targets.python.unions import (
    is_apart,
    leads_nowhere,
    recursive_aliases,
    tag_attribute,
)


class ModuleView(msgspec.Struct, frozen=True):
    """A module of types."""

    imports: tuple[tuple[str, ...], ...]
    exports: str
    names: tuple[str, ...]
    """What it defines for others."""
    classes: tuple[ClassView, ...]
    aliases: tuple[AliasView, ...]
    apart: bool
    """Whether the aliases come after classes, and so keep two lines away."""


class _Lowering:
    def __init__(
        self,
        module: Module,
        api: ir.Api,
        symbols: Symbols,
        inputs: frozenset[ir.Pointer],
        keywords: Keywords | None,
        recursive: frozenset[ir.Pointer],
        mentions: Mentions,
        members: Members,
    ) -> None:
        """`recursive` are the aliases that lead back to themselves."""
        self.module = module
        self.api = api
        self.symbols = symbols
        self.inputs = inputs
        self.keywords = keywords
        self.recursive = recursive
        self.mentions = mentions
        self.members = members
        self.classes: list[ClassView] = []
        self.aliases: list[AliasView] = []
        self.exports: list[str] = []
        self.imports = Imports()
        self._recursive: frozenset[str] = frozenset()
        """The names of recursive aliases of this module."""
        self._context: tuple[str, tuple[str, ...]] = ("", ())
        """What a union found now would be named after: its class, and the words of its member."""
        self._pointers = symbols.modules.get(module, ())
        own = [symbols.schemas[it].name for it in self._pointers]
        own += [symbols.inputs[it].name for it in self._pointers if it in symbols.inputs]
        self._scope = Scope(RESERVED_CLASSES.union(own))
        self._runtime = module.runtime
        self.annotations = Annotations(
            schemas=api.schemas,
            symbols=symbols,
            imports=self.imports,
            names=ImportedNames(module, self.imports, self._scope),
            runtime=self._runtime,
            shadowed=self._shadowed(),
            hoist=self._hoist,
        )

    def _shadowed(self) -> frozenset[str]:
        known = self.symbols.attributes
        arguments = () if self.keywords is None else self.keywords.arguments
        attributes = [known[pointer] for pointer in self._pointers if pointer in known]
        return frozenset(it.name for it in arguments).union(*attributes)

    def run(self) -> ModuleView:
        pointers = self._pointers
        if self.keywords is not None:
            self._parameters(self.keywords)
        schemas = [self.api.schemas[pointer] for pointer in pointers]
        objects = [schema for schema in schemas if isinstance(schema, ir.Object)]
        for schema in objects:
            if schema.pointer not in self.symbols.request_only:
                self._model(schema)
        hoisted, self.aliases = self.aliases, []
        for schema in objects:
            if schema.pointer in self.inputs:
                self._typed_dict(schema)
        self._recursive = frozenset(
            self.symbols.schemas[it].name for it in pointers if it in self.recursive
        )
        for pointer in self._aliases_in_order(pointers):
            match self.api.schemas[pointer]:
                case ir.Enum() as one:
                    self._enum(one)
                case ir.Alias() as one:
                    self._alias(one)
        self.aliases += hoisted  # they may mention all others, and none mentions them
        return ModuleView(
            imports=self.imports.blocks(),
            exports=exports(self.exports),
            names=tuple(self.exports),
            classes=tuple(self.classes),
            aliases=tuple(self.aliases),
            apart=bool(self.classes and self.aliases),
        )

    # --- models -------------------------------------------------------------------------------

    def _model(self, schema: ir.Object) -> None:
        symbol = self.symbols.schemas[schema.pointer]
        self.exports.append(symbol.name)
        names = self.symbols.attributes[schema.pointer]
        is_plain = SPELLINGS.isdisjoint(self.annotations.shadowed)
        fields: list[str] = []
        further = further_values(schema)
        for prop, name in zip(schema.properties, names, strict=True):
            known = self.members.of(prop)
            wire = prop.name.wire
            if known.member and name == wire and is_plain:
                fields.append(known.member)
            elif not wire.isidentifier() and NO_STRUCT_NAME.search(wire):
                further = ir.Any()
            elif not prop.write_only:
                self._context = symbol.name, prop.name.words
                fields.append(member(field_line(prop, name, self.annotations), known.doc))
        base = "Model"
        module = "models"
        if further is not None:
            base = "ExtensibleModel"
            module = "extensible"
            fields.append(self._further(further))
        self.imports.add(f"{self._runtime}.{module}", base)
        text = docs.schema_text(schema)
        bases = class_bases(symbol.name, base)
        self.classes.append(model_class(symbol.name, bases, text, fields))

    def _further(self, values: ir.Type) -> str:
        """The member that holds what the document allows but does not declare."""
        builtin = self.annotations.builtin
        kind = Subscript(builtin("dict"), (builtin("str"), self.annotations.output(values)))
        default = f"{self.annotations.field()}(default_factory={builtin('dict')})"
        return annotated("additional_properties", kind, default, 4)

    def _hoist(self, kind: ir.Union) -> str:
        """Give a union inside a member a name in this module."""
        owner, member = self._context
        name = self._scope.claim(owner + class_identifier(member) if member else owner)
        one_of = self._one_of(name, kind)
        self._add_alias(name, self._quoted(self.annotations.variants(kind)), "", one_of, kind)
        return name

    # --- aliases ------------------------------------------------------------------------------

    def _aliases_in_order(self, pointers: Sequence[ir.Pointer]) -> list[ir.Pointer]:
        """Aliases after those they mention: they are evaluated when the module is imported."""
        aliases = {it: None for it in pointers if self._is_alias(self.api.schemas[it])}
        if len(aliases) < 2:
            return list(aliases)
        found: list[ir.Pointer] = []
        for group in components(pointers, {it: self.mentions[it] for it in pointers}):
            own = [it for it in group if it in aliases]
            if len(own) > 1:  # classes that lead around to them do not need them at once
                edges = {it: [to for to in self.mentions[it] if to in own] for it in own}
                own = [it for inner in components(own, edges) for it in inner]
            found += own
        return found

    def _is_alias(self, schema: ir.Schema) -> bool:
        """Whether a schema becomes an alias: small enums are written out instead."""
        match schema:
            case ir.Object():
                return False
            case ir.Alias():
                return schema.pointer not in self.symbols.request_only
            case ir.Enum():
                if (
                    schema.origin.role == "component"
                    and self.symbols.schemas[schema.pointer].package
                ):
                    return True
                literals = literals_of(schema)
                return literals is not None and not literals.is_short
            case _:
                assert_never(schema)

    def _enum(self, schema: ir.Enum) -> None:
        symbol = self.symbols.schemas[schema.pointer]
        literals = literals_of(schema)
        kind: Annotation
        if literals is None:
            kind = self.annotations.output(schema.type)
        else:
            kind = self.annotations.literal(*literals.sources)
        self.exports.append(symbol.name)
        self._add_alias(symbol.name, kind, docs.schema_text(schema))

    def _alias(self, schema: ir.Alias) -> None:
        symbol = self.symbols.schemas[schema.pointer]
        self.exports.append(symbol.name)
        self._context = symbol.name, ()
        text = docs.schema_text(schema)
        kind = schema.type.type if isinstance(schema.type, ir.Nullable) else schema.type
        runtime = ""
        recursive = schema.pointer in self.recursive
        if isinstance(kind, ir.Union) and is_apart(kind, self.api.schemas, recursive=recursive):
            static = self.annotations.variants(kind)
            runtime = self._one_of(symbol.name, kind)
            if kind is not schema.type:
                static = union(static, "None")
                runtime = f"{self.annotations.typing('Optional')}[{runtime}]"
        else:
            static = self.annotations.output(schema.type)
        if recursive:
            nothing = leads_nowhere(kind, self.api.schemas)
            static = self.annotations.typing("Any") if nothing else self._quoted(static)
            runtime = runtime or self.annotations.typing("Any")
        self._add_alias(symbol.name, static, text, runtime, kind)

    def _add_alias(
        self, name: str, kind: Annotation, text: str, runtime: str = "", of: ir.Type | None = None
    ) -> None:
        self.annotations.typing("TypeAlias")
        unknown: UnknownView | None = None
        if runtime:
            self.annotations.typing("TYPE_CHECKING")
            tag = tag_attribute(of, self.api.schemas, self.symbols.attributes)
            if "one_of" in runtime and tag is not None:
                variant = self.imports.add(f"{self._runtime}.unions", "UnknownVariant")
                if tag:
                    self.imports.add(f"{self._runtime}.unions", "UnknownTag")
                    variant = self._scope.claim(f"_Unknown{name}")
                    unknown = UnknownView(variant, tag)
                kind = union(kind, variant)
            runtime = f"{name} = {runtime}"
        indent = 4 if runtime else 0
        static = alias(name, kind, indent)
        self.aliases.append(AliasView(static, runtime, docstring(text, indent), unknown))

    def _one_of(self, name: str, kind: ir.Union) -> str:
        """The call that makes the run-time form of a union."""
        self.imports.add(f"{self._runtime}.unions", "one_of")
        variants = [inline(self.annotations.output(variant)) for variant in kind.variants]
        if len(variants) == 1:
            variants = [f"{variants[0]},"]  # which makes a tuple of it
        thunk = display("lambda: ", "(", variants, ")", 8, reserve=1, comma=len(variants) > 1)
        arguments = [string_literal(name), thunk]
        if kind.discriminator is not None:
            arguments.append(f"tag={string_literal(kind.discriminator.property)}")
            mapping = [f"{literal(tag)}: {index}" for tag, index in kind.discriminator.mapping]
            arguments.append(display("mapping=", "{", mapping, "}", 8, reserve=1))
            if kind.discriminator.default is not None:
                arguments.append(f"default={kind.discriminator.default}")
        return display("one_of", "(", arguments, ")", 4, reserve=len(name) + 3)

    def _quoted(self, annotation: Annotation) -> Annotation:
        """The annotation with recursive aliases in quotes: they are not defined yet."""
        match annotation:
            case str():
                return f'"{annotation}"' if annotation in self._recursive else annotation
            case Subscript(base, arguments):
                return Subscript(base, tuple(map(self._quoted, arguments)))
            case Either(operands):
                if self._recursive.isdisjoint(it for it in operands if isinstance(it, str)):
                    return Either(tuple(map(self._quoted, operands)))
                return string_literal(inline(annotation))  # `"X" | None` is no type

    # --- typed dictionaries -------------------------------------------------------------------

    def _typed_dict(self, schema: ir.Object) -> None:
        symbol = self.symbols.inputs[schema.pointer]
        self.exports.append(symbol.name)
        members = [
            (
                prop.name.wire,
                self.annotations.input(prop.type),
                prop.required,
                docs.described(prop.docs, prop.type, prop.default),
            )
            for prop in schema.properties
            if not prop.read_only
        ]
        self._add_dict(symbol.name, docs.schema_text(schema), members)

    def _parameters(self, keywords: Keywords) -> None:
        self.exports.append(keywords.name)
        members = [
            (it.name, self.annotations.input(it.type), it.required, it.doc)
            for it in keywords.arguments
        ]
        self._add_dict(keywords.name, keywords.doc, members)

    def _add_dict(
        self, name: str, text: str, members: Sequence[tuple[str, Annotation, bool, str]]
    ) -> None:
        view = typed_dict(name, text, members, self.imports, self._runtime)
        if isinstance(view, AliasView):
            self.aliases.append(view)
        else:
            self.classes.append(view)


def further_values(schema: ir.Object) -> ir.Type | None:
    """The type of members that are not declared by name; None where there are none."""
    kinds = [kind for _, kind in schema.patterns]
    if schema.additional is not None:
        kinds.append(schema.additional)
    distinct = [it for at, it in enumerate(kinds) if it not in kinds[:at]]
    if not distinct or any(isinstance(it, ir.Any) for it in distinct):
        return ir.Any() if distinct else None
    return distinct[0] if len(distinct) == 1 else ir.Union(variants=tuple(distinct))


def lower_modules(
    api: ir.Api,
    symbols: Symbols,
    inputs: frozenset[ir.Pointer],
    keywords: Mapping[Module, Keywords],
    mentions: Mentions,
) -> Mapping[Module, ModuleView]:
    """The modules of types; those whose schemas are all written out elsewhere are left out."""
    recursive = recursive_aliases(api.schemas, mentions)
    members = Members()
    views = {
        module: _Lowering(
            module, api, symbols, inputs, keywords.get(module), recursive, mentions, members
        ).run()
        for module in dict.fromkeys((*symbols.modules, *keywords))
    }
    views.update(_doors(symbols, views))
    return {module: view for module, view in views.items() if view.names}


def _doors(
    symbols: Symbols, views: Mapping[Module, ModuleView]
) -> Iterator[tuple[Module, ModuleView]]:
    """The modules of schemas that are defined elsewhere, together with those they need."""
    shown: dict[Module, list[Symbol]] = {}
    for symbol in (*symbols.schemas.values(), *symbols.inputs.values()):
        if symbol.door != symbol.module and symbol.name in views[symbol.module].names:
            shown.setdefault(symbol.door, []).append(symbol)
    for door, through in shown.items():
        imports = Imports()
        for it in through:
            name = it.name if it.name == it.public else f"{it.name} as {it.public}"
            imports.add(relative(door.path, it.module.path), name)
        names = tuple(it.public for it in through)
        yield door, ModuleView(imports.blocks(), exports(names), names, (), (), apart=False)
