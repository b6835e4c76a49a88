"""Parameters and headers: where they go and how they are written.

OpenAPI 3.1, sections 4.8.12 (parameters, styles) and 4.8.21 (headers).
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize import extensions
from clientsmith.normalize.context import Context
from clientsmith.normalize.docs import NONE, docs_of, joined
from clientsmith.normalize.globals import Globals
from clientsmith.normalize.inner_docs import with_inner
from clientsmith.normalize.media_types import is_json, is_text
from clientsmith.normalize.names import name_of
from clientsmith.normalize.schemas import Schemas
from clientsmith.normalize.security import HEADER_NAME
from clientsmith.path_templates import VARIABLE, bare, declared_name

_LOCATIONS: tuple[ir.Location, ...] = ("path", "query", "header", "cookie")
_STYLES: dict[str, tuple[ir.Style, ...]] = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
_RESERVED_HEADERS = ("accept", "content-type", "authorization")


class Parameters:
    """Converts parameters."""

    def __init__(self, context: Context, schemas: Schemas) -> None:
        self.context = context
        self.schemas = schemas
        self.globals = Globals(context)
        self._known: dict[str, ir.Parameter | None] = {}
        """By pointer: many operations share the parameters of the components."""

    def of_operation(
        self, item: Node, operation: Node, path: str
    ) -> tuple[tuple[ir.Parameter, ...], tuple[str | ir.Parameter, ...]]:
        """(all parameters in the document's order, the path as text and parameters)"""
        found: dict[tuple[str, str], ir.Parameter] = {}
        nodes: dict[tuple[str, str], Node] = {}
        for holder in (item, operation):
            own: dict[tuple[str, str], None] = {}
            for node in self.context.elements(holder, "parameters"):
                real = self.context.resolved(node)
                if real is None:
                    continue
                if real.pointer not in self._known:
                    self._known[real.pointer] = self._parameter(real)
                made = self._known[real.pointer]
                if made is None:
                    continue
                key = (made.location, made.name.wire)
                if key in own:
                    self.context.warn(
                        "parameter/duplicate",
                        node,
                        f"the {made.location} parameter `{made.name.wire}` is declared "
                        "twice; the last one counts",
                    )
                elif key in nodes:  # an operation overrides what its path says
                    self.context.use(nodes[key])
                own[key] = None
                found[key] = self.globals.filled(made, real, operation)
                nodes[key] = real
        result = self._with_path(found, operation, path)
        for taken in found:
            if taken in nodes:
                self.context.use(nodes[taken])
        return result

    def _with_path(
        self, found: dict[tuple[str, str], ir.Parameter], operation: Node, path: str
    ) -> tuple[tuple[ir.Parameter, ...], tuple[str | ir.Parameter, ...]]:
        """Split the path; declare parameters that only it names, drop those it does not name."""
        parts: list[str | ir.Parameter] = []
        used: dict[str, None] = {}
        missing: list[ir.Parameter] = []
        position = 0
        declared_here = {name for place, name in found if place == "path"}
        path = path.partition("#")[0]  # a fragment tells operations apart, it is never sent
        for match in VARIABLE.finditer(path):
            if match.start() > position:
                parts.append(_encoded(path[position : match.start()]))
            position = match.end()
            wire = declared_name(match.group(1), declared_here)
            parameter = found.get(("path", wire))
            if parameter is None:
                parameter = ir.Parameter(
                    name=name_of(wire, _said(wire), fallback=("parameter",)),
                    pointer=operation.pointer,
                    location="path",
                    type=ir.String(),
                    required=True,
                    style="simple",
                    explode=False,
                )
                found[("path", wire)] = parameter
                missing.append(parameter)
                self.context.warn(
                    "parameter/undeclared",
                    operation,
                    f"the path names `{{{wire}}}`, which is not declared; taken as a "
                    "required string",
                    f"add `- {{name: {wire}, in: path, required: true, schema: {{type: string}}}}`",
                )
            used[wire] = None
            parts.append(parameter)
        if position < len(path):
            parts.append(_encoded(path[position:]))
        for key, parameter in list(found.items()):
            if key[0] == "path" and key[1] not in used:
                self.context.warn(
                    "parameter/not-in-path",
                    parameter.pointer,
                    f"the path has no `{{{key[1]}}}`; this parameter cannot be sent",
                    drops="lost",
                )
                del found[key]
        declared = [one for one in found.values() if not any(one is other for other in missing)]
        return (*missing, *declared), tuple(parts)

    def _parameter(self, real: Node) -> ir.Parameter | None:
        """One parameter; None when it is not to be sent, and a diagnostic says why."""
        wire = self.context.string(real, "name")
        place = self.context.string(real, "in")
        if place not in _LOCATIONS:
            self.context.warn(
                "parameter/location",
                real,
                (
                    f"`in: {place}` is no place for the parameter `{wire}`; it is left out"
                    if place
                    else f"the parameter `{wire}` lacks `in`; it is left out"
                ),
                "use one of path, query, header, cookie",
                drops="lost",
            )
            return None
        if "name" not in real.value:
            self.context.warn(
                "parameter/name",
                real,
                "a parameter needs `name`; it is left out",
                drops="lost",
            )
            return None
        required = self.context.flag(real, "required")
        if place == "header" and wire.lower() in _RESERVED_HEADERS:
            self.context.note(
                "parameter/reserved-header",
                real,
                f"the header `{wire}` is set by the client itself (OpenAPI 3.1, section 4.8.12.2)",
                drops="omitted",
            )
            return None
        if place == "header" and not HEADER_NAME.fullmatch(wire):
            self.context.warn(
                "parameter/header-name",
                real,
                f"`{wire}` cannot be the name of a header (RFC 9110, section 5.6.2); a call that "
                "gives it a value will be refused before it is sent",
                "use letters, digits and !#$%&'*+-.^_`|~",
            )
        skip = "" if required or place == "path" else extensions.skipped(self.context, real)
        if skip and skip != "x-internal":
            self.context.note(
                "parameter/skipped",
                real,
                f"`{wire}` is left out, as `{skip}` asks",
                drops="omitted",
            )
            return None
        if place == "path" and not required:
            self.context.warn(
                "parameter/path-optional",
                real,
                f"the path parameter `{wire}` must be required; taken as required",
                "add `required: true`",
            )
        override, source = extensions.rename(self.context, real, extensions.PARAMETER_NAMES)
        schema = real.get("schema")
        if not override and schema is not None:
            override, source = extensions.rename(self.context, schema, ("x-stainless-param",))
        if override:
            self.context.decide(real.pointer, "name", override, source)
        return self._made(real, wire, place, required or place == "path", override)

    def _made(
        self, node: Node, wire: str, place: ir.Location, required: bool, override: str = ""
    ) -> ir.Parameter:
        """A parameter or header from its schema or content, style and texts."""
        schema = node.get("schema")
        default = msgspec.UNSET
        docs = docs_of(self.context, node)
        content_type = ""
        style: ir.Style
        if schema is None and "content" in node.value:
            media = next(iter(self.context.members(node, "content")), None)
            content_type = media[0] if media is not None else "application/json"
            holder = self.context.resolved(media[1]) if media is not None else None
            if holder is not None:
                self.context.use(holder)
            schema = holder.get("schema") if holder is not None else None
            style, explode = "content", False
            if not is_json(content_type):  # a text, which the usual style writes as it is
                style, explode = _STYLES[place][0], _STYLES[place][0] == "form"
        else:
            style, explode = self._style(node, place)
        type_: ir.Type = ir.String()
        if content_type and not is_json(content_type) and not is_text(content_type):
            self.context.note(
                "media/opaque",
                schema or node,
                f"`{content_type}` is passed as text: its schema is not applied to it",
                drops="lost" if schema is not None else "",
            )
        elif schema is not None:
            self.schemas.unnamed.clear()
            type_ = self.schemas.type_of(schema)
            if type(schema.value) is dict:
                default = schema.value.get("default", msgspec.UNSET)
                docs = joined(docs, docs_of(self.context, schema))
                inside = self.schemas.unnamed
                docs = with_inner(self.context, docs, schema.pointer, inside, (schema,))
        elif not content_type:
            self.context.warn(
                "parameter/schema", node, f"`{wire}` has no schema; taken as a string"
            )
        return ir.Parameter(
            name=name_of(wire, override or (_said(wire) if place == "path" else ""), ("empty",)),
            pointer=node.pointer,
            location=place,
            type=type_,
            required=required,
            style=style,
            explode=explode,
            allow_reserved=self.context.flag(node, "allowReserved") and place in ("query", "path"),
            content_type=content_type,
            default=default,
            docs=docs if docs != NONE else NONE,
        )

    def _style(self, node: Node, place: str) -> tuple[ir.Style, bool]:
        """(style, explode), with the defaults of the place."""
        default: ir.Style = _STYLES[place][0]
        given = self.context.string(node, "style")
        style: ir.Style = default
        if given in _STYLES[place]:
            style = given
        elif given and not given == place == "cookie":  # which is how cookies are always written
            self.context.warn(
                "parameter/style",
                node.get("style") or node,
                f"`style: {given}` is not for {place} parameters; `{default}` is used",
                "use one of " + ", ".join(_STYLES[place]),
                drops="lost",
            )
        explode = (
            self.context.flag(node, "explode")
            if "explode" in node.value
            else style in ("form", "deepObject")
        )
        if style == "deepObject" and not explode:
            self.context.omit(node, "explode", "`deepObject` is written in one way only")
            explode = True
        return style, explode

    def headers(self, holder: Node) -> tuple[ir.Parameter, ...]:
        """The `headers` of a response or of a part of a body."""
        found = []
        for name, node in self.context.named(holder, "headers"):
            real = self.context.resolved(node)
            if real is None or name.lower() == "content-type":
                continue
            self.context.use(real)
            found.append(self._made(real, name, "header", self.context.flag(real, "required")))
        return tuple(found)


def _said(variable: str) -> str:
    """What a variable of a path is called, where it says more than its name; else empty."""
    name = bare(variable)
    return name if name != variable else ""


@lru_cache(maxsize=16384)
def _encoded(text: str) -> str:
    """Literal text of a path as it is sent (RFC 3986, sections 3.3 and 3.4)."""
    quoted = quote(text, safe="/?:@!$&'()*+,;=~%", errors="surrogatepass")
    # Section 6.2.2.1: the digits of a percent-encoding are the same in either case.
    return re.sub("%[0-9a-fA-F]{2}", lambda found: found[0].upper(), quoted)
