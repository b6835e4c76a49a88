"""Parameters that the client is given once, for every call that takes them.

`x-speakeasy-globals`, `x-fern-global-headers`, `x-fern-global-parameters`, `x-fern-sdk-variables`
at the root, `x-ms-parameter-location: client` at a parameter. What the root declares comes first,
in this order; the type and the texts are those of the parameter it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.extensions import is_name
from clientsmith.normalize.names import name_of, words
from clientsmith.normalize.options import Draft

_VARIABLES = "x-fern-sdk-variables"
_LOCATIONS = ("path", "query", "header", "cookie")


class _Known(msgspec.Struct):
    """A global that the document declares."""

    node: Node
    location: ir.Location
    wire: str
    name: str = ""
    """What the option is to be called; empty: as the parameter."""
    variable: str = ""
    default: Json = msgspec.UNSET
    required: bool | None = None
    """None: as the parameter."""
    everywhere: bool = False
    explicit: str = ""
    """The name by which operations ask for it; empty: all that have the parameter take it."""
    parameters: dict[str, ir.Parameter] = {}
    """The parameters that it fills, by their pointers."""


class Globals(msgspec.Struct):
    """What the client is given for many operations."""

    context: Context
    _known: dict[tuple[str, str], _Known] = {}
    """By location and name, headers in lower case."""
    _variables: dict[str, None] = {}

    def __post_init__(self) -> None:
        root = self.context.document.root
        if type(root.value) is not dict or not any(key in root.value for key in _ROOT):
            return
        for known in (*self._speakeasy(root), *self._headers(root), *self._parameters(root)):
            self._known.setdefault(_place(known.location, known.wire), known)
        self._variables = dict.fromkeys(name for name, _ in self.context.named(root, _VARIABLES))

    def filled(self, parameter: ir.Parameter, node: Node, operation: Node) -> ir.Parameter:
        """The parameter, with the option that fills it where there is one."""
        place = _place(parameter.location, parameter.name.wire)
        known = self._known.get(place)
        if known is not None and known.explicit:
            asked = operation.value.get("x-fern-global-parameter")
            if type(asked) is not list or known.explicit not in asked:
                return parameter
        if known is None:
            known = self._at(parameter, node)
            if known is None:
                return parameter
            self._known[place] = known
        known.parameters[parameter.pointer] = parameter
        return msgspec.structs.replace(parameter, option=_key(known))

    def drafts(self) -> list[Draft]:
        """The options, without their final names: those that some operation takes."""
        found: list[Draft] = []
        for place in sorted(self._known):
            known = self._known[place]
            taken = [known.parameters[it] for it in sorted(known.parameters)]
            if taken or known.everywhere:
                option = self._option(known, taken[0] if taken else None)
                found.append(Draft(option, (known.location,), bool(known.name), known.variable))
            else:
                self.context.note(
                    "extension/unused",
                    known.node,
                    f"no operation has the {known.location} parameter `{known.wire}`",
                    drops="omitted",
                )
        return found

    def _option(self, known: _Known, parameter: ir.Parameter | None) -> ir.GlobalOption:
        name = name_of(known.wire, known.name, ("parameter",))
        required = known.required
        if parameter is not None:
            name = name_of(known.wire, known.name) if known.name else parameter.name
            required = parameter.required if required is None else required
        return ir.GlobalOption(
            name=name,
            pointer=known.node.pointer,
            key=_key(known),
            location=known.location,
            parameter=known.wire,
            type=ir.String() if parameter is None or known.everywhere else parameter.type,
            required=bool(required) and known.default is msgspec.UNSET,
            everywhere=known.everywhere,
            default=known.default,
            docs=ir.Docs() if parameter is None else parameter.docs,
        )

    # --- the extensions ---

    def _at(self, parameter: ir.Parameter, node: Node) -> _Known | None:
        """What the extensions of a parameter say."""
        value = node.value
        variable = value.get("x-fern-sdk-variable")
        if type(variable) is str and variable in self._variables:
            return _Known(node, parameter.location, parameter.name.wire, variable)
        if value.get("x-ms-parameter-location") == "client":
            default = _plain(value.get("x-ms-client-default"))
            return _Known(node, parameter.location, parameter.name.wire, default=default)
        return None

    def _speakeasy(self, root: Node) -> Iterator[_Known]:
        declared = self.context.mapping(root, "x-speakeasy-globals")
        for node in self.context.elements(declared, "parameters") if declared is not None else ():
            real = self.context.resolved(node)
            if real is None:
                continue
            place, wire = real.value.get("in"), real.value.get("name")
            if place in _LOCATIONS and type(wire) is str:
                yield _Known(real, place, wire)
            else:
                self._malformed(node, "a global parameter needs `name` and `in`")

    def _headers(self, root: Node) -> Iterator[_Known]:
        for node in self.context.elements(root, "x-fern-global-headers"):
            value = node.value if type(node.value) is dict else {}
            if not is_name(value.get("header")):
                self._malformed(node, "a global header needs `header`")
                continue
            yield _Known(
                node,
                "header",
                value["header"],
                _named(value.get("name")),
                _named(value.get("env")),
                _plain(value.get("x-fern-default")),
                required=value.get("optional") is not True,
                everywhere=True,
            )

    def _parameters(self, root: Node) -> Iterator[_Known]:
        for node in self.context.elements(root, "x-fern-global-parameters"):
            value = node.value if type(node.value) is dict else {}
            name: str = value.get("name", "")
            place = value.get("in", "")
            if not is_name(name) or place not in (*_LOCATIONS, "body"):
                self._malformed(node, "a global parameter needs `name` and `in`")
                continue
            if place == "body":
                self.context.note(
                    "extension/unsupported",
                    node,
                    f"`{name}` is part of a body, which each call is given",
                    drops="lost",
                )
                continue
            target: str = value.get("target", "")
            shown: str = value.get("parameter-name", "")
            yield _Known(
                node,
                place,
                target if is_name(target) else name,
                shown if is_name(shown) else name,
                _named(value.get("env")),
                _plain(value.get("default")),
                required=False if value.get("optional") is True else None,
                explicit=name if value.get("apply") == "explicit" else "",
            )

    def _malformed(self, node: Node, message: str) -> None:
        self.context.warn("extension/malformed", node, f"{message}; ignored", drops="lost")


_ROOT = ("x-speakeasy-globals", "x-fern-global-headers", "x-fern-global-parameters", _VARIABLES)


def _place(location: str, wire: str) -> tuple[str, str]:
    return location, wire.lower() if location == "header" else wire


def _key(known: _Known) -> str:
    """What it is known by, wherever it is declared."""
    return f"#/globals/{':'.join(_place(known.location, known.wire))}"


def _plain(value: Json) -> Json:
    """A default that can be written anywhere; UNSET for anything else."""
    return value if type(value) in (str, int, bool, float) else msgspec.UNSET


def _named(value: Json) -> str:
    return value if is_name(value) and words(value) else ""
