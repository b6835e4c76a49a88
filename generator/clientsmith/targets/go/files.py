"""The files of the package, none of which becomes too long."""

from __future__ import annotations

import msgspec

from clientsmith import ir
from clientsmith.paths import portable
from clientsmith.scopes import FileScope
from clientsmith.targets.go.layout import imports
from clientsmith.targets.go.models import Declarations, Models, packages_in
from clientsmith.targets.go.operations import MethodView
from clientsmith.targets.go.pages import PageView
from clientsmith.targets.go.scopes import RESERVED_FILES
from clientsmith.targets.go.text import file_stem
from clientsmith.targets.go.webhooks import WebhooksView

LONGEST_FILE = 4000
"""About how many lines a file may have before its models go to another one."""

_STANDARD = {
    "context": "context",
    "http": "net/http",
    "io": "io",
    "iter": "iter",
    "json": "encoding/json",
    "time": "time",
}


class ServiceView(msgspec.Struct, frozen=True):
    """A service: its methods, and the services below it."""

    comment: tuple[str, ...]
    name: str
    fields: tuple[str, ...]
    children: tuple[str, ...]
    """What sets the services below."""
    methods: tuple[MethodView, ...]
    webhooks: tuple[WebhooksView, ...] = ()
    """At most one: how the requests that the API sends are read."""


class FileView(msgspec.Struct, frozen=True):
    """A file of the package."""

    package: str
    imports: tuple[str, ...]
    service: tuple[ServiceView, ...]
    """At most one."""
    methods: tuple[MethodView, ...]
    """Those that the file of their service has no room for."""
    pages: tuple[PageView, ...]
    declarations: Declarations


class Files:
    """The files of the package, none of which becomes too long."""

    def __init__(self, package: str, module: str, models: Models) -> None:
        self._package = package
        self._module = module
        self._models = models
        self._stems = FileScope((*RESERVED_FILES, *models.symbols.files.values()))
        self.files: dict[str, FileView] = {}

    def imports(self, uses: set[str]) -> tuple[str, ...]:
        module = self._module
        own = {
            "core": f"{module}/internal/core",
            "option": f"{module}/option",
            "param": f"{module}/param",
        }
        return imports(
            (_STANDARD[it] for it in uses if it in _STANDARD),
            (own[it] for it in uses if it in own),
        )

    def _put(
        self,
        stem: str,
        service: tuple[ServiceView, ...],
        pages: tuple[PageView, ...],
        into: Declarations,
        methods: tuple[MethodView, ...] = (),
    ) -> None:
        self.files[stem] = FileView(
            self._package, self.imports(into.packages()), service, methods, pages, into
        )

    def root(self, into: Declarations) -> None:
        """What the client's own methods need."""
        if into.lines():
            own = Declarations(into.structs, into.enums, into.aliases, into.unions)
            self._put("operations", (), (), own)

    def add(self, stem: str, service: ServiceView, into: Declarations) -> None:
        """The file of a service; its models go elsewhere when there are too many."""
        if sum(map(_lines, service.methods)) + into.lines() <= LONGEST_FILE:
            into.uses.add("core")
            self._put(stem, (service,), (), into)
            return
        groups: list[list[MethodView]] = [[]]
        length = 0
        for method in service.methods:
            length += _lines(method)
            if length > LONGEST_FILE and groups[-1]:
                groups.append([])
                length = _lines(method)
            groups[-1].append(method)
        head = msgspec.structs.replace(service, methods=tuple(groups[0]))
        self._put(stem, (head,), (), _methods_alone(groups[0]))
        for number, group in enumerate(groups[1:], 2):
            self._put(self._part(stem, number), (), (), _methods_alone(group), tuple(group))
        self._chunks(f"{stem}models", into)

    def pages(self, views: list[PageView], into: Declarations) -> None:
        self._put("pages", (), tuple(views), into)

    def models(self, pointers: list[ir.Pointer]) -> None:
        """The schemas that belong to no resource."""
        whole = Declarations()
        letters: dict[str, Declarations] = {}
        for pointer in pointers:
            letter = file_stem([self._models.symbols.types[pointer][:1]])[:1]
            part = letters.setdefault(letter, Declarations())
            self._models.declare(pointer, part)
        if sum(it.lines() for it in letters.values()) <= LONGEST_FILE:
            for part in letters.values():
                whole.structs += part.structs
                whole.enums += part.enums
                whole.aliases += part.aliases
                whole.unions += part.unions
            if whole.lines():
                self._put("models", (), (), whole)
            return
        for letter in sorted(letters):
            self._chunks(f"models{letter}", letters[letter])

    def _chunks(self, stem: str, into: Declarations) -> None:
        """Files of models, as many as are needed."""
        parts: list[Declarations] = [Declarations()]
        length = 0
        for kind in ("structs", "enums", "aliases", "unions"):
            for view in getattr(into, kind):
                one = Declarations()
                getattr(one, kind).append(view)
                length += one.lines()
                if length > LONGEST_FILE:
                    parts.append(Declarations())
                    length = one.lines()
                getattr(parts[-1], kind).append(view)
        for number, part in enumerate(parts, 1):
            if part.lines():
                self._put(self._part(stem, number), (), (), part)

    def _part(self, stem: str, number: int) -> str:
        """The stem of a further file, which may be that of no service."""
        return self._stems.claim(portable(stem if number == 1 else f"{stem}{number}", "part"))


def _lines(method: MethodView) -> int:
    """How many lines a method and its constant are."""
    return len(method.comment) + len(method.definition) + (15 if method.pager else 10)


def _methods_alone(methods: list[MethodView]) -> Declarations:
    """The packages that methods mention, without any declaration."""
    uses = packages_in(it for method in methods for it in (method.result, method.signature))
    return Declarations(uses=uses | {"context", "core", "option"})
