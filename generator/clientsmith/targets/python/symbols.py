"""Where everything of an API lives in the generated package, and what it is called there.

All names are decided here, a whole scope at once, before anything is printed; the rest of the
target looks them up. A scope's names never depend on the order of the document: when two things
want one name, the one whose pointer sorts first keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from clientsmith import ir
from clientsmith.kept import Wanted, settle
from clientsmith.names import Names
from clientsmith.parts import is_canonical
from clientsmith.preparation import is_made_up, parameter_words
from clientsmith.reach import Mentions, owners_of, resources_of
from clientsmith.scopes import Scope
from clientsmith.targets.python.kept import Kept
from clientsmith.targets.python.placing import Order, Places, files_of
from clientsmith.targets.python.resource_symbols import (
    ResourceSymbols,
    constructor_options,
    name_resources,
)
from clientsmith.targets.python.scopes import RESERVED_CLASSES, Module
from clientsmith.targets.python.text import class_identifier, identifier

MEMBERS_OF_MODEL = frozenset(
    {"to_dict", "to_json", "from_dict", "from_json", "additional_properties"}
)


class Symbol(msgspec.Struct, frozen=True, cache_hash=True):
    """A class or alias of the package."""

    module: Module
    """That defines it."""
    name: str
    """There."""
    package: tuple[str, ...]
    """The package that exports the name, e.g. `("types", "beta")`; () when it is internal."""
    door: Module
    """The module that others import it from. Where schemas that need each other are defined is
    nobody's concern."""
    public: str
    """Its name there, and in the package."""

    @property
    def place(self) -> tuple[str, ...]:
        """Where callers import it from."""
        return self.package or self.door.path

    @property
    def qualified(self) -> str:
        """The name from the top of the package: `types.beta.Name`, `types.beta.module.Name`."""
        return ".".join((*self.place, self.public))


class Symbols(msgspec.Struct, frozen=True):
    """Every name of the package."""

    schemas: Mapping[ir.Pointer, Symbol]
    attributes: Mapping[ir.Pointer, tuple[str, ...]]
    """Of each object: the attributes for its properties, in their order."""
    inputs: Mapping[ir.Pointer, Symbol]
    """The TypedDicts that describe objects on their way to the server."""
    parameters: Mapping[ir.Pointer, Symbol]
    """Operation -> the TypedDict of its keyword arguments."""
    modules: Mapping[Module, tuple[ir.Pointer, ...]]
    """Module -> the schemas it defines, in the document's order."""
    resources: Mapping[tuple[str, ...], ResourceSymbols]
    """By `path_key`."""
    kept: Kept
    """What else is to be called as before."""
    request_only: frozenset[ir.Pointer] = frozenset()
    """The schemas for which there are TypedDicts and no models."""


def decide(api: ir.Api, names: Names | None = None, mentions: Mentions | None = None) -> Symbols:
    """Name everything of an API; `names` has what was called otherwise than it would be."""
    mentions = Mentions(api.schemas) if mentions is None else mentions
    kept = Kept(names or Names())
    resources = list(resources_of(api.root))
    owners = owners_of(api)
    order = Order(api.schemas, kept)
    places = Places(kept)
    files, identities, circles = files_of(api, resources, owners, order, mentions)
    origins = (api.schemas[pointer].origin.resource for pointer in identities)
    places.lay_out([*(it.path for it in resources), *origins], files)
    classes = _Classes(api, kept, places, owners, identities, order, circles)
    schemas, inputs, parameters = classes.name(resources)
    contents: dict[Module, list[ir.Pointer]] = {}
    nested = [pointer for pointer in api.schemas if owners[pointer] != pointer]
    for pointer in (*identities, *nested):
        contents.setdefault(schemas[pointer].module, []).append(pointer)
    return Symbols(
        schemas=schemas,
        attributes={
            pointer: attribute_names(
                schema.properties, MEMBERS_OF_MODEL, kept.names.keys.get(pointer, pointer), kept
            )
            for pointer, schema in api.schemas.items()
            if isinstance(schema, ir.Object)
        },
        inputs=inputs,
        parameters=parameters,
        modules={module: tuple(pointers) for module, pointers in contents.items()},
        resources=name_resources(
            resources,
            kept,
            constructor_options(api),
            webhooks=api.webhook_event is not None,
        ),
        kept=kept,
    )


def attribute_names(
    properties: Sequence[ir.Property],
    reserved: frozenset[str],
    owner: str = "",
    kept: Kept | None = None,
) -> tuple[str, ...]:
    """Python names of the properties of the object at `owner`, in their order.

    Exact spellings win over converted ones, then the wire name that sorts first.
    """
    kept = kept or Kept()
    plain = [_attribute(one.name.words, reserved) for one in properties]

    def wanted() -> list[Wanted]:
        return [
            Wanted(
                one.name.wire,
                (not is_canonical(one.name, kept.names), name != one.name.wire, one.name.wire),
                (name,),
            )
            for one, name in zip(properties, plain, strict=True)
        ]

    return tuple(settle(kept, "field", owner, reserved, plain, wanted))


@cache
def _attribute(words: tuple[str, ...], reserved: frozenset[str]) -> str:
    """The Python name of a property that has no rival."""
    spelled = identifier(words, "field")
    return f"{spelled}_" if spelled in reserved else spelled


class _Claim(msgspec.Struct):
    """A class that wants a name."""

    identity: str
    kind: str
    """`class`: a schema, `input`: the TypedDict beside it, `params`: the arguments of a method."""
    order: tuple[object, ...]
    package: tuple[str, ...]
    """The package that exports it; () when it is inside another schema."""
    module: Module


class _Classes(msgspec.Struct):
    """The classes of each package of types and of each module, whole scopes at once."""

    api: ir.Api
    kept: Kept
    places: Places
    owners: Mapping[ir.Pointer, ir.Pointer]
    identities: Mapping[ir.Pointer, str]
    order: Order
    circles: Mapping[ir.Pointer, ir.Pointer]
    """By schemas that are in no other one: the first of those that need each other."""
    _scopes: dict[object, Scope] = {}
    _names: dict[tuple[str, str], str] = {}
    """(kind, identity) -> name."""

    def name(
        self, resources: Iterable[ir.Resource]
    ) -> tuple[dict[str, Symbol], dict[str, Symbol], dict[str, Symbol]]:
        """(schemas, their inputs, the arguments of operations) by pointer."""
        words = {
            operation.pointer: parameter_words(resource, operation)
            for resource in resources
            for operation in resource.operations
        }
        made: dict[str, dict[str, Symbol]] = {"class": {}, "input": {}, "params": {}}
        for claim in sorted(self._claims(resources), key=lambda it: it.order):
            plain = self._plain(claim, words)
            before = self.kept.name(claim.kind, claim.identity)
            inside = self._scope(claim.module)
            outside = self._scope(claim.package) if claim.package else None
            is_free = plain not in inside and (outside is None or plain not in outside)
            longer = () if is_free else self._longer(claim)
            name = inside.claim(*before, plain, *longer, also=outside)
            # What the document has no type for is not known by it either.
            known = plain if claim.kind != "class" or not is_made_up(claim.identity) else ""
            self.kept.keep(claim.kind, claim.identity, name, known)
            self._names[claim.kind, claim.identity] = name
            symbol = Symbol(claim.module, name, claim.package, claim.module, name)
            made[claim.kind][claim.identity] = symbol
        for kind in ("class", "input"):
            self._define_together(made[kind])
        return made["class"], made["input"], made["params"]

    def _define_together(self, symbols: dict[str, Symbol]) -> None:
        """Move what needs each other into a module of its own; those that it came from stay."""
        circles = self.circles
        inside = [it for it in symbols if self.owners.get(it, it) in circles] if circles else []
        for pointer in sorted(inside, key=lambda it: (self.owners[it] != it, it)):
            owner = self.owners[pointer]
            *package, file = self.places.modules[circles[owner]].path
            module = Module((*package, f"_{file}"))
            symbol = symbols[pointer]
            above = "" if owner == pointer else self._names["class", owner]
            name = symbol.public if symbol.public.startswith(above) else above + symbol.public
            name = self._scope(module).claim(name)
            symbols[pointer] = msgspec.structs.replace(symbol, module=module, name=name)

    def _claims(self, resources: Iterable[ir.Resource]) -> Iterator[_Claim]:
        """All classes, with the order in which they name: what is known before newcomers."""
        rank = self.kept.rank
        for pointer, owner in self.owners.items():
            module = self.places.modules[self.identities[owner]]
            package: tuple[str, ...] = ()
            place: tuple[object, ...] = ()
            if owner == pointer:
                package = self.places.package(self.api.schemas[pointer].origin.resource)
                place = self.order(pointer)
            is_object = isinstance(self.api.schemas[pointer], ir.Object)
            for kind, phase in (("class", 0), ("input", 2)) if is_object else (("class", 0),):
                first = max(rank(kind, pointer), rank(kind, owner))
                order = (first, phase, place) if package else (first, 3, pointer, phase)
                yield _Claim(pointer, kind, order, package, module)
        for resource in resources:
            for one in resource.operations:
                package = self.places.package(resource.path)
                yield _Claim(
                    one.pointer,
                    "params",
                    (rank("params", one.pointer), 1, one.pointer),
                    package,
                    self.places.modules[one.pointer],
                )

    def _plain(self, claim: _Claim, words: Mapping[str, list[str]]) -> str:
        """What a class is called if it can be."""
        if claim.kind == "params":
            return class_identifier(tuple(words[claim.identity]))
        named = self._names.get(("class", claim.identity)) if claim.kind == "input" else None
        name = named or class_identifier(self.api.schemas[claim.identity].name.words)
        if claim.kind == "input":
            return f"{name}Param"
        return f"{name}_" if claim.package and name in RESERVED_CLASSES else name

    def _longer(self, claim: _Claim) -> tuple[str, ...]:
        """What it is called where something else has the plain name."""
        if claim.kind != "class":
            return ()
        schema = self.api.schemas[claim.identity]
        name = class_identifier(schema.name.words)
        if not claim.package:
            return (self._names.get(("class", self.owners[claim.identity]), "") + name,)
        if name in RESERVED_CLASSES:
            return ()
        above = [word for part in schema.origin.resource[:-1] for word in part.words]
        return (class_identifier((*above, *schema.name.words)),)

    def _scope(self, key: object) -> Scope:
        found = self._scopes.get(key)
        if found is None:
            found = self._scopes[key] = Scope(RESERVED_CLASSES)
        return found
