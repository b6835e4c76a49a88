"""What only a document as a whole shows: names and paths that stand twice or for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document, Node
from ..path_templates import VARIABLE, declared_name
from .findings import Findings
from .grammar import METHODS

_COMPONENT = re.compile(r"[a-zA-Z0-9._-]+")


class Whole:
    """One run over the paths, the webhooks and the components of a document."""

    def __init__(self, document: Document, version: str, findings: Findings) -> None:
        self.document = document
        self.version = version
        self.findings = findings
        self.used: set[str] = set()
        """Names of the security schemes that are used."""
        self.ids: dict[str, str] = {}
        """operationId to the pointer of the first operation that has it."""

    def run(self) -> None:
        """Report every fault."""
        templates: dict[tuple[str, str], str] = {}
        root = self.document.root
        self.security(root.get("security"))
        for section in ("paths", "webhooks"):
            top = root.get(section)
            for name, item in _members(top):
                if section == "paths" and not name.startswith("/"):
                    self.findings.refuse(
                        "path/slash",
                        item.pointer,
                        f"the path {name!r} does not begin with `/`",
                        f"write `/{name}`",
                    )
                target = self.follow(item)
                for method, operation in self.operations(target):
                    self.operation_id(operation)
                    self.security(operation.get("security"))
                    if section == "paths":
                        self.template(name, method, item, templates)
                        self.path_parameters(name, item, target, operation)
        self.schemes(root)
        self.components(root)

    def operations(self, item: Node) -> Iterator[tuple[str, Node]]:
        """The operations of a path, by method in capitals; many documents keep them in files."""
        fixed = ((method.upper(), item.get(method)) for method in METHODS)
        for method, operation in (*fixed, *_members(item.get("additionalOperations"))):
            found = self.follow(operation) if operation is not None else None
            if found is not None and isinstance(found.value, dict):
                yield method, found

    def follow(self, node: Node) -> Node:
        """Where the references of `node` lead; itself when they lead nowhere."""
        for _ in range(100):
            ref = node.value.get("$ref") if type(node.value) is dict else None
            found = self.document.resolve(ref, node) if type(ref) is str else None
            if found is None:
                return node
            node = found
        return node

    def operation_id(self, operation: Node) -> None:
        """Report an operationId that another operation has."""
        given = operation.value.get("operationId")
        if type(given) is not str or not given:
            return
        first = self.ids.setdefault(given, operation.pointer)
        if first != operation.pointer:
            self.findings.refuse(
                "operation/duplicate-id",
                operation.pointer + "/operationId",
                f"the operationId `{given}` is that of {first} already",
                "give each operation an operationId of its own",
            )

    def template(
        self,
        path: str,
        method: str,
        item: Node,
        templates: dict[tuple[str, str], str],
    ) -> None:
        """Report a path that differs from another one only in the names of its variables."""
        shape = VARIABLE.sub("{}", path)
        first = templates.setdefault((shape, method), path)
        if first != path:
            # Services that tell them apart by the form of a value exist.
            self.findings.warn(
                "path/duplicate",
                item.pointer,
                f"this path is `{first}` with other names, and both have {method}:"
                " no caller can choose between them",
                "make one path of them",
            )

    def path_parameters(self, path: str, item: Node, target: Node, operation: Node) -> None:
        """Report variables of a path that stand twice or are not declared."""
        names = VARIABLE.findall(path)
        if not names:
            return
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            self.findings.warn(
                "path/variable",
                item.pointer,
                f"`{{{name}}}` stands twice in this path; both get the same value",
                "give each variable a name of its own",
            )
        declared = {
            name
            for owner in (target, operation)
            for where, name, _ in self.declared(owner)
            if where == "path"
        }
        for name in dict.fromkeys(names):
            if declared_name(name, declared) not in declared:
                self.findings.refuse(
                    "parameter/undeclared",
                    operation.pointer,
                    f"the path has `{{{name}}}`, but there is no path parameter of that name",
                    f"declare it: `{{name: {name}, in: path, required: true, schema: ...}}`",
                )

    def declared(self, owner: Node) -> Iterator[tuple[str, str, Node]]:
        """Place, name and node of the parameters of a path or an operation."""
        listed = owner.get("parameters")
        for node in listed.elements() if listed is not None else ():
            value = self.follow(node).value
            if type(value) is dict:
                where, name = value.get("in"), value.get("name")
                if type(where) is str and type(name) is str:
                    yield where, name, node

    def security(self, listed: Node | None) -> None:
        """Note which security schemes are used."""
        for requirement in listed.elements() if listed is not None else ():
            self.used.update(name for name, _ in requirement.items())

    def schemes(self, root: Node) -> None:
        """Report types of security schemes that do not exist; unused ones harm nobody."""
        types: tuple[str, ...] = ("apiKey", "http", "oauth2", "openIdConnect")
        if self.version == "2.0":
            section = root.get("securityDefinitions")
            types = ("basic", "apiKey", "oauth2")
        else:
            components = root.get("components")
            section = components.get("securitySchemes") if components is not None else None
            types = types if self.version == "3.0" else (*types, "mutualTLS")
        for name, scheme in _members(section):
            kind = self.follow(scheme).get("type")
            if kind is not None and type(kind.value) is str and kind.value not in types:
                report = self.findings.refuse if name in self.used else self.findings.warn
                report(
                    "security/type",
                    kind.pointer,
                    f"there is no type `{kind.value}` of security schemes",
                    f"write one of {', '.join(types)}",
                )

    def components(self, root: Node) -> None:
        """Report names of components that no reference can have."""
        components = root.get("components") if self.version != "2.0" else None
        for _, section in components.items() if components is not None else ():
            for name, component in _members(section):
                if not _COMPONENT.fullmatch(name):
                    self.findings.warn(
                        "component/name",
                        component.pointer,
                        f"the name {name!r} of a component has other characters than"
                        " letters, digits, `.`, `_` and `-`",
                    )


def _members(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The members of a map that are no extensions."""
    for name, member in node.items() if node is not None else ():
        if not name.startswith("x-") and name != "$ref":
            yield name, member
