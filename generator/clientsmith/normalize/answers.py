"""The ordinary answer of an operation, looked at before anything is converted."""

from __future__ import annotations

import msgspec

from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.media_types import is_json, preferred
from clientsmith.normalize.names import words
from clientsmith.normalize.paging_names import ITEMS
from clientsmith.normalize.routes import Route, success
from clientsmith.normalize.schemas import Schemas
from clientsmith.normalize.shapes import Shape


class Answer(msgspec.Struct, frozen=True):
    """What a successful call gives."""

    status: str
    response: Node | None = None
    content_type: str = ""
    media: Node | None = None
    """The media type object, as it stands in the response."""
    schema: Node | None = None
    """The schema without wrappers."""
    referenced: bool = False
    """The schema is one of its own, reached by `$ref`."""
    shape: Shape | None = None
    kind: str = ""
    """Of the shape: `array`, `object`, ...; empty when there is no JSON."""


class Answers(msgspec.Struct):
    """Finds answers, each once."""

    context: Context
    schemas: Schemas
    _found: dict[str, Answer] = {}

    def of(self, route: Route) -> Answer:
        """The ordinary answer of an operation."""
        found = self._found.get(route.pointer)
        if found is None:
            found = self._found[route.pointer] = self._answer(route)
        return found

    def _answer(self, route: Route) -> Answer:
        status, response = success(self.context, route.node)
        if response is None:
            return Answer(status)
        content = self.context.mapping(response, "content")
        name = preferred(content)
        media = content.get(name) if content is not None and name else None
        if media is None or not is_json(name):
            return Answer(status, response, name, media)
        holder = self.context.resolved(media)
        schema = holder.get("schema") if holder is not None else None
        reduced = self.schemas.reduce(schema) if schema is not None else None
        if reduced is None or type(reduced.node.value) is not dict:
            return Answer(status, response, name, media)
        shape = self.schemas.shape(reduced.node)
        return Answer(
            status,
            response,
            name,
            media,
            reduced.node,
            reduced.referenced,
            shape,
            self.schemas.kind(shape),
        )

    def is_list(self, route: Route) -> bool | None:
        """Whether the answer is a list: an array, or an object around one; None: nothing is said.

        An object with an array named as items are, or as the path ends, may be a list or not.
        """
        answer = self.of(route)
        if answer.kind == "array":
            return True
        if answer.kind != "object" or answer.shape is None:
            return None
        arrays = self.arrays(answer.shape)
        last = next((one for one in reversed(route.path.split("/")) if one and "{" not in one), "")
        usual = (*ITEMS, "_".join(words(last)))
        return None if any("_".join(words(name)) in usual for name in arrays) else False

    def arrays(self, shape: Shape) -> list[str]:
        """The properties of an object that are arrays."""
        return [name for name, nodes in shape.properties.items() if self.array(nodes) is not None]

    def array(self, nodes: list[Node]) -> Shape | None:
        """The shape of a property that is an array; None when it is none."""
        value = nodes[-1].value
        if type(value) is not dict:
            return None
        if "type" in value and value["type"] != "array" and type(value["type"]) is str:
            return None
        reduced = self.schemas.reduce(nodes[-1])
        if reduced is None or type(reduced.node.value) is not dict:
            return None
        shape = self.schemas.shape(reduced.node)
        return shape if self.schemas.kind(shape) == "array" and shape.items else None

    def members(self, nodes: list[Node]) -> dict[str, list[Node]]:
        """The properties of a property that is an object; none when it is none."""
        value = nodes[-1].value
        if type(value) is not dict or value.get("type") in (
            "string",
            "integer",
            "number",
            "boolean",
        ):
            return {}
        reduced = self.schemas.reduce(nodes[-1])
        if reduced is None or type(reduced.node.value) is not dict:
            return {}
        return self.schemas.shape(reduced.node).properties
