"""How the fields of a form are written: a style or a media type for each (OpenAPI 3.1, section
4.8.15)."""

from __future__ import annotations

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize import scalars
from clientsmith.normalize.media_types import essence
from clientsmith.normalize.parameters import Parameters
from clientsmith.normalize.schemas import Schemas

_STYLES: tuple[ir.Style, ...] = ("form", "spaceDelimited", "pipeDelimited", "deepObject")
_OF_STYLE = ("style", "explode", "allowReserved")
_PARTS = "multipart/form-data"


def encodings_of(
    schemas: Schemas, parameters: Parameters, name: str, holder: Node
) -> tuple[ir.Encoding, ...]:
    """The `encoding` of the media type `name`, as far as it has an effect.

    A style goes before a media type. It is for urlencoded forms, since 3.1 (and as the
    `collectionFormat` of 2.0) for the parts of `multipart/form-data` too, and never for files.
    """
    context = schemas.context
    media = essence(name)
    no_style = ""
    if media.startswith("multipart/") and media != _PARTS:
        no_style = f"only `{_PARTS}` and urlencoded forms have styles"
    elif media == _PARTS and context.document.sources.version == "3.0":
        no_style = "in OpenAPI 3.0 only urlencoded forms have styles"
    found = []
    for key, node in context.named(holder, "encoding"):
        if type(node.value) is not dict:
            context.warn("document/type", node, "an encoding must be an object; ignored")
            continue
        context.use(node)
        reason = no_style
        style: ir.Style | None = None
        explode: bool | None = None
        if "style" in node.value or "explode" in node.value:
            if not reason and media == _PARTS and _is_file(schemas, holder.get("schema"), key):
                reason = "a file has no style"
            if not reason:
                given = context.string(node, "style")
                style = next((one for one in _STYLES if one == given), "form")
                explode = context.flag(node, "explode") if "explode" in node.value else None
        for keyword in _OF_STYLE if reason else ("allowReserved",):
            context.omit(node, keyword, reason or "what is reserved in a URL is not in a form")
        if style is not None:
            context.omit(node, "contentType", "a style goes before it")
        found.append(
            ir.Encoding(
                property=key,
                content_type="" if style is not None else context.string(node, "contentType"),
                style=style,
                explode=explode,
                headers=parameters.headers(node),
            )
        )
    return tuple(found)


def _is_file(schemas: Schemas, form: Node | None, name: str) -> bool:
    """Whether a field of a form is a file or a list of files."""
    reduced = None if form is None else schemas.reduce(form)
    if reduced is None or type(reduced.node.value) is not dict:
        return False
    nodes = schemas.shape(reduced.node).properties.get(name, [])
    seen: set[str] = set()
    while nodes and nodes[-1].pointer not in seen:
        seen.add(nodes[-1].pointer)
        reduced = schemas.reduce(nodes[-1])
        if reduced is None or type(reduced.node.value) is not dict:
            return False
        shape = schemas.shape(reduced.node)
        kind = schemas.kind(shape)
        if kind != "array":
            return kind == "string" and isinstance(scalars.scalar(shape, kind), ir.Binary)
        nodes = shape.items
    return False
