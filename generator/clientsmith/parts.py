"""What is inside methods, objects and pages: noted in the lock, so that the older keeps its name.

Two things inside one of them may turn out to have one name in some language; whoever was there
before must not lose it to a newcomer. Most need no line for that: path parameters come and go with
their path, and what is spelled as most names of the document are (*canonical*: `pet_id` or `petId`)
comes first wherever names are given. Targets settle their names by `is_canonical` and these lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from clientsmith import ir
from clientsmith.contents import body_of
from clientsmith.names import Names
from clientsmith.pointers import escape

PART = "part"
STYLE = "style"
CAMEL = "camel"
_STYLE_OF = "#"


_Part: TypeAlias = "tuple[str, str, ir.Name]"
"""The owner, what tells the part from the others there, and its name."""


def page_key(page: ir.Page) -> str:
    """What a kind of page is known by in the lock."""
    return f"#page:{'_'.join(page.name.words)}"


def argument_key(location: str, wire: str) -> str:
    """What an argument is known by within its method."""
    return f"{location}:{wire}"


def is_canonical(name: ir.Name, names: Names) -> bool:
    """Whether a name is spelled as the document spells its names."""
    words = name.words
    if names.get(STYLE, _STYLE_OF) == CAMEL:
        return name.wire == _camel(words)
    return name.wire == "_".join(words)


def keep_parts(api: ir.Api, names: Names) -> None:
    """Note everything that a newcomer could take the name of."""
    snake: list[_Part] = []
    camel: list[_Part] = []
    for part in _parts(api, names):
        owner, key, name = part
        spelled = "_".join(name.words)
        if name.wire == spelled:
            if len(name.words) > 1:
                snake.append(part)
        elif name.wire == _camel(name.words):
            camel.append(part)
        else:
            names.keep(PART, f"{owner}/{escape(key)}", spelled)
    style = names.get(STYLE, _STYLE_OF) or (CAMEL if len(camel) > len(snake) else "")
    if style == CAMEL:
        names.keep(STYLE, _STYLE_OF, CAMEL)
    for owner, key, name in snake if style == CAMEL else camel:
        names.keep(PART, f"{owner}/{escape(key)}", "_".join(name.words))


def _parts(api: ir.Api, names: Names) -> Iterator[_Part]:
    """What may need a line; what needs one in any case has it."""
    for schema in api.schemas.values():
        if type(schema) is ir.Object:
            owner = names.keys.get(schema.pointer, schema.pointer)
            yield from _members(owner, schema.properties)
    for page in api.pages:
        yield from _members(page_key(page), page.properties)
    resources = [api.root]
    for resource in resources:  # grows while it is walked
        resources.extend(resource.children)
        for operation in resource.operations:
            yield from _arguments(api, operation, names)


def _members(owner: str, properties: Iterable[ir.Property]) -> Iterator[_Part]:
    for one in properties:
        name = one.name
        if len(name.words) > 1 or name.words[0] != name.wire:  # else it is so in every style
            yield owner, name.wire, name


def _arguments(api: ir.Api, operation: ir.Operation, names: Names) -> Iterator[_Part]:
    """The query; headers, cookies and bodies have lines, because the query comes before them."""
    others: list[tuple[str, str]] = []
    for it in operation.parameters:
        key = argument_key(it.location, it.name.wire)
        if it.location == "query":
            yield operation.pointer, key, it.name
        elif it.location != "path":
            others.append((key, "_".join(it.name.words)))
    body = body_of(operation, api.schemas)
    if body is not None and body.properties is None:
        others.append((argument_key("content", ""), "body"))
    elif body is not None:
        members = body.properties or ()
        others += [(argument_key("body", it.name.wire), "_".join(it.name.words)) for it in members]
    for key, name in others:
        names.keep(PART, f"{operation.pointer}/{escape(key)}", name)


def _camel(words: tuple[str, ...]) -> str:
    return words[0] + "".join(map(str.capitalize, words[1:]))
