"""OpenAPI 2.0 (Swagger) as OpenAPI 3: the structure; `schemas` sees to the Schema Objects.

Where the node of the new tree stood is written down as it moves, so that diagnostics point into the
text and references to old places can be rewritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any as Json
from urllib.parse import unquote

import msgspec

from .. import pointers, references, source
from ..diagnostics import Diagnostics
from ..document import Document, Node
from ..source import Sources
from . import parameters
from .grammar import METHODS
from .rebuild import Edit, rebuild

_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}
"""OAuth2 flows: 2.0's name to 3.x's."""


def upgrade(
    sources: Sources, old: Mapping[str, dict[str, Json]], diagnostics: Diagnostics
) -> Sources:
    """`sources` with the files `old`, and fragments that only they refer to, in the form of 3.x."""
    document = Document(sources, Diagnostics())
    moved: dict[str, str] = {}
    trees = dict(sources.trees)
    fragments: dict[str, tuple[Node, str, _File]] = {}
    for name, tree in old.items():
        root = Node(tree, pointers.prefix(name, sources.main), document)
        trees[name] = _File(root, moved, fragments, diagnostics).root_object()
    _fragments(trees, fragments)
    refs = _rewritten(trees, moved, old, sources.main)
    for name, tree in trees.items():
        trees[name] = rebuild(tree, refs)
    return msgspec.structs.replace(sources, trees=trees, moved=moved)


def _fragments(trees: dict[str, Json], fragments: dict[str, tuple[Node, str, _File]]) -> None:
    """Convert the fragments in other files, and those that they refer to."""
    done: set[str] = set()
    edits: dict[int, Edit] = {}
    while len(done) < len(fragments):
        for pointer, (node, kind, owner) in list(fragments.items()):
            if pointer not in done:
                done.add(pointer)
                fresh = owner.fragment(node, kind)
                edits[id(node.value)] = lambda _, fresh=fresh: fresh  # type: ignore[misc]
    for name, tree in trees.items():
        trees[name] = rebuild(tree, edits)


def _rewritten(
    trees: Mapping[str, Json], moved: Mapping[str, str], old: Mapping[str, Json], main: str
) -> dict[int, Edit]:
    """Edits of every `$ref` and `mapping` that names a place which has moved."""
    places: dict[str, str] = {}
    for new, before in moved.items():
        places.setdefault(before, new)
    edits: dict[int, Edit] = {}
    for name, tree in trees.items():
        for place in references.objects(tree, pointers.prefix(name, main)):
            node = place[0]
            changes: dict[str, Json] = {}
            ref = node.get("$ref")
            if isinstance(ref, str):
                changes["$ref"] = _new_ref(ref, name, places, old, main)
            mapping = node.get("mapping")
            if isinstance(mapping, dict) and references.is_discriminator(place):
                changes["mapping"] = {
                    key: _new_ref(value, name, places, old, main) if "#" in str(value) else value
                    for key, value in mapping.items()
                }
            if any(node[key] != value for key, value in changes.items()):
                edits[id(node)] = lambda one, changes=changes: {**one, **changes}  # type: ignore[misc]
    return edits


def _new_ref(
    ref: str, file: str, places: Mapping[str, str], old: Mapping[str, Json], main: str
) -> str:
    """`ref` in `file`, pointing to where its target is now."""
    head, _, fragment = ref.partition("#")
    if source.target(file, ref) not in old or not fragment.startswith("/"):
        return ref
    root = pointers.prefix(source.target(file, ref), main)
    tokens = [pointers.unescape(token) for token in unquote(fragment).split("/")[1:]]
    for length in range(len(tokens), 0, -1):
        new = places.get(pointers.join(root, tokens[:length]))
        if new is not None:
            rest = pointers.join("", tokens[length:])
            pointer = (new.partition("#")[2] + rest).replace("%", "%25")
            return f"{head}#{pointer}"
    return ref


class _File:
    """One 2.0 file being converted."""

    def __init__(
        self,
        root: Node,
        moved: dict[str, str],
        fragments: dict[str, tuple[Node, str, _File]],
        diagnostics: Diagnostics,
    ) -> None:
        self.root = root
        self.moved = moved
        self.fragments = fragments
        self.diagnostics = diagnostics
        self.consumes = _types(root.value.get("consumes"))
        self.produces = _types(root.value.get("produces"))

    def root_object(self) -> dict[str, Json]:
        """The OpenAPI Object for the Swagger Object (2.0)."""
        old = self.root.value
        at = self.root.pointer
        new: dict[str, Json] = {"openapi": "3.2.0"}
        self.move(f"{at}/openapi", f"{at}/swagger")
        components: dict[str, Json] = {}
        for key, value in old.items():
            node = self.root.get(key)
            if key in ("swagger", "consumes", "produces", "schemes", "basePath", "host"):
                if "servers" not in new and key in ("schemes", "basePath", "host"):
                    new["servers"] = _servers(old, old.get("schemes"))
                    self.move(f"{at}/servers", f"{at}/{key}")
            elif key == "definitions":
                components["schemas"] = value
                self.move(f"{at}/components/schemas", f"{at}/definitions")
            elif key in ("parameters", "responses", "securityDefinitions") and node is not None:
                if key == "parameters":
                    self.components_parameters(node, components)
                elif key == "responses":
                    components["responses"] = self.responses(
                        node, f"{at}/components/responses", self.produces
                    )
                else:
                    components["securitySchemes"] = {
                        name: self.security_scheme(scheme) for name, scheme in node.items()
                    }
                    self.move(f"{at}/components/securitySchemes", node.pointer)
            elif key in ("paths", "x-ms-paths") and node is not None:
                new[key] = self.paths(node)
            else:
                new[key] = value
        if components:
            new["components"] = components
        return new

    def fragment(self, node: Node, kind: str) -> Json:
        """The part `node` of another file in the form of 3.x."""
        if kind == "path":
            return self.path_item(node)
        if kind == "response":
            return self.response(node, node.pointer, self.produces)
        if node.value.get("in") == "body":
            return parameters.body(self, node, node.pointer, self.consumes)
        return parameters.parameter(self, node, node.pointer)

    def move(self, new: str, old: str) -> None:
        """Note that what is at `new` was at `old`."""
        if new != old:
            self.moved.setdefault(new, old)

    def outside(self, node: Node, kind: str) -> None:
        """Note a fragment that a reference leads to and that no 2.0 root holds."""
        value = node.value
        if type(value) is not dict or type(value.get("$ref")) is not str:
            return
        target = node.document.resolve(value["$ref"], node)
        if target is None or type(target.value) is not dict:
            return
        root = node.document.sources.trees.get(target.file)
        if not (isinstance(root, dict) and "swagger" in root):
            self.fragments.setdefault(target.pointer, (target, kind, self))
            self.outside(target, kind)

    def components_parameters(self, node: Node, components: dict[str, Json]) -> None:
        """`parameters` of the root: parameters and request bodies of the components.

        Form parameters have no place there; each operation takes its own copy.
        """
        at = self.root.pointer + "/components"
        for name, parameter in node.items():
            where = parameters.place(parameter)
            if where == "body":
                new = f"{at}/requestBodies/{pointers.escape(name)}"
                self.move(new, parameter.pointer)
                body = parameters.body(self, parameter, new, self.consumes)
                components.setdefault("requestBodies", {})[name] = body
            elif where != "formData":
                new = f"{at}/parameters/{pointers.escape(name)}"
                self.move(new, parameter.pointer)
                fresh = parameters.parameter(self, parameter, new)
                components.setdefault("parameters", {})[name] = fresh

    def paths(self, node: Node) -> Json:
        """The Paths Object, or the map that stands elsewhere and is referred to."""
        if not isinstance(node.value, dict):
            return node.value
        new: dict[str, Json] = {}
        for path, item in node.items():
            is_item = isinstance(item.value, dict) and not path.startswith("x-")
            new[path] = self.path_item(item) if is_item else item.value
        return new

    def path_item(self, node: Node) -> dict[str, Json]:
        """The Path Item Object."""
        self.outside(node, "path")
        shared_node = node.get("parameters")
        shared = list(shared_node.elements()) if shared_node is not None else []
        form = [one for one in shared if parameters.place(one) in ("body", "formData")]
        new: dict[str, Json] = {}
        for key, value in node.value.items():
            member = node.get(key)
            if key == "parameters" and isinstance(value, list):
                others = [one for one in shared if one not in form]
                new[key] = parameters.parameters(self, others, f"{node.pointer}/parameters")
            elif key in METHODS and member is not None and isinstance(value, dict):
                new[key] = self.operation(member, form)
            else:
                new[key] = value
        return new

    def operation(self, node: Node, shared: list[Node]) -> dict[str, Json]:
        """The Operation Object; `shared` are the body and form parameters of its path."""
        old = node.value
        consumes = _types(old["consumes"]) if "consumes" in old else self.consumes
        produces = _types(old["produces"]) if "produces" in old else self.produces
        listed = node.get("parameters")
        own = list(listed.elements()) if listed is not None else []
        given = {parameters.identity(one) for one in own}
        own += [one for one in shared if parameters.identity(one) not in given]
        form = [one for one in own if parameters.place(one) in ("body", "formData")]
        others = [one for one in own if one not in form]
        new: dict[str, Json] = {}
        for key, value in old.items():
            if key == "parameters":
                if others or not form:
                    new[key] = parameters.parameters(self, others, f"{node.pointer}/parameters")
            elif key == "schemes":
                new["servers"] = _servers(self.root.value, value)
                self.move(f"{node.pointer}/servers", f"{node.pointer}/schemes")
            elif key == "responses":
                responses = node.get("responses")
                if responses is not None:
                    new[key] = self.responses(responses, responses.pointer, produces)
            elif key not in ("consumes", "produces"):
                new[key] = value
        if form:
            new["requestBody"] = parameters.request_body(
                self, form, f"{node.pointer}/requestBody", consumes
            )
        return new

    def responses(self, node: Node, at: str, produces: list[str]) -> Json:
        """A map of Response Objects; `at` is its new place."""
        if not isinstance(node.value, dict):
            return node.value
        self.move(at, node.pointer)
        return {
            name: (
                self.response(one, f"{at}/{pointers.escape(name)}", produces)
                if isinstance(one.value, dict) and not name.startswith("x-")
                else one.value
            )
            for name, one in node.items()
        }

    def response(self, node: Node, at: str, produces: list[str]) -> dict[str, Json]:
        """The Response Object, whose new place is `at`."""
        if "$ref" in node.value:
            if produces != self.produces:
                # The shared response says what all operations produce, this one differs.
                target = node.follow()
                if isinstance(target.value, dict) and "schema" in target.value:
                    self.moved[at] = target.pointer
                    return self.response(target, at, produces)
            self.outside(node, "response")
            return dict(node.value)
        old = node.value
        if "content" in old:
            return dict(old)
        new: dict[str, Json] = {}
        for key, value in old.items():
            if key == "headers" and isinstance(value, dict):
                new[key] = {}
                for name, header in value.items():
                    place = f"/headers/{pointers.escape(name)}"
                    self.move(f"{at}{place}/schema", f"{node.pointer}{place}")
                    new[key][name] = parameters.with_schema(header)
            elif key not in ("schema", "examples"):
                new[key] = value
        content = self.content(node, at, produces)
        if content:
            new["content"] = content
        return new

    def content(self, node: Node, at: str, produces: list[str]) -> dict[str, Json]:
        """The `content` of a response from its `schema`, its `examples` and what is produced."""
        schema = node.value.get("schema")
        examples = node.value.get("examples")
        examples = examples if isinstance(examples, dict) else {}
        types = list(produces)
        if schema is None:
            types = [name for name in examples if "/" in name]
        elif not types:
            is_file = isinstance(schema, dict) and schema.get("type") == "file"
            types = ["application/octet-stream" if is_file else "application/json"]
        content: dict[str, Json] = {}
        for name in types:
            media: dict[str, Json] = {}
            place = f"{at}/content/{pointers.escape(name)}"
            if schema is not None:
                media["schema"] = parameters.file_schema(schema)
                self.move(f"{place}/schema", f"{node.pointer}/schema")
            if name in examples:
                media["example"] = examples[name]
                self.move(f"{place}/example", f"{node.pointer}/examples/{pointers.escape(name)}")
            content[name] = media
        return content

    def security_scheme(self, node: Node) -> Json:
        """The Security Scheme Object."""
        old = node.value
        if not isinstance(old, dict):
            return old
        if old.get("type") == "basic":
            return {**old, "type": "http", "scheme": "basic"}
        if old.get("type") != "oauth2":
            return dict(old)
        taken = ("flow", "authorizationUrl", "tokenUrl", "scopes")
        new = {key: value for key, value in old.items() if key not in taken}
        flow = {key: old[key] for key in taken[1:] if key in old}
        flow.setdefault("scopes", {})
        name = _FLOWS.get(str(old.get("flow")))
        if name is None:
            self.diagnostics.error(
                "security/flow",
                node.pointer + ("/flow" if "flow" in old else ""),
                f"there is no OAuth2 flow {old.get('flow')!r} in OpenAPI 2.0",
                "one of " + ", ".join(_FLOWS),
            )
            return new
        return {**new, "flows": {name: flow}}


def _types(value: Json) -> list[str]:
    """Media types of `consumes` or `produces`, each once."""
    if not isinstance(value, list):
        return []
    return list(dict.fromkeys(one for one in value if isinstance(one, str)))


def _servers(root: dict[str, Json], schemes: Json) -> list[dict[str, Json]]:
    """`host`, `basePath` and `schemes` as Server Objects, those of https first."""
    base = str(root.get("basePath") or "")
    base = "/" + base.strip("/") if base.strip("/") else ""
    host = root.get("host")
    if not isinstance(host, str) or not host:
        return [{"url": base or "/"}]
    given = [one for one in schemes if isinstance(one, str)] if isinstance(schemes, list) else []
    ordered = sorted(dict.fromkeys(given), key=lambda one: one != "https")
    return [{"url": f"{scheme}://{host}{base}"} for scheme in ordered or ["https"]]
