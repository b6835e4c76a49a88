"""The whole package: its lowering, and the table of contents of the output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from clientsmith import ir
from clientsmith.names import Names
from clientsmith.preparation import (
    selected,
    with_error_headers,
    with_header_types,
    with_webhooks,
)
from clientsmith.reach import Mentions
from clientsmith.render import Copy, Entry, Render, templates_folder
from clientsmith.samples.answers import Answers
from clientsmith.samples.shapes import (
    Schemas,
)
from clientsmith.targets.python import docs
from clientsmith.targets.python.client import ClientView, lower_client
from clientsmith.targets.python.examples import with_examples
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.inputs import (
    keywords_of,
    passed_objects,
    request_only,
)
from clientsmith.targets.python.layout import value as laid_out
from clientsmith.targets.python.members import relative
from clientsmith.targets.python.models import ModuleView, lower_modules
from clientsmith.targets.python.pages import PagesView, lower_pages, with_possible_pages
from clientsmith.targets.python.programs import Writer
from clientsmith.targets.python.project import project
from clientsmith.targets.python.readme import readme
from clientsmith.targets.python.reference import reference
from clientsmith.targets.python.resources import ResourceView, lower_resources
from clientsmith.targets.python.scopes import Module, identifier_file
from clientsmith.targets.python.symbols import Symbols, decide
from clientsmith.targets.python.testing import test_entries
from clientsmith.targets.python.testing.requests import GivenValues
from clientsmith.targets.python.text import (
    class_identifier,
    docstring,
    string_literal,
)

RUNTIME = "python/runtime"


class LazyPackageView(msgspec.Struct, frozen=True):
    """An `__init__.py` whose names import their modules when they are asked for."""

    doc: str
    runtime: str
    imports: tuple[str, ...]
    places: tuple[str, ...]


class Facts(msgspec.Struct, frozen=True):
    """What the package is called."""

    package: str
    distribution: str
    version: str
    client: str
    error: str
    """The name of the root of all errors."""
    error_alias: str
    title: str
    summary: str
    license: str


class Package(msgspec.Struct, frozen=True, dict=True):
    """Everything there is to print; the reference has no use for the modules of types."""

    api: ir.Api
    mentions: Mentions
    symbols: Symbols
    facts: Facts
    client: ClientView
    resources: tuple[ResourceView, ...]
    pages: tuple[PagesView, ...]

    @cached_property
    def types(self) -> Mapping[Module, ModuleView]:
        """The modules of types."""
        operations = [
            *self.client.operations,
            *(it for view in self.resources for it in view.operations),
        ]
        keywords = keywords_of(self.symbols, operations)
        passed = passed_objects(operations, self.mentions)
        return lower_modules(self.api, self.symbols, passed, keywords, self.mentions)

    @cached_property
    def defined(self) -> frozenset[tuple[Module, str]]:
        """What these modules have for others."""
        return frozenset(
            (module, name) for module, view in self.types.items() for name in view.names
        )


def lower(
    api: ir.Api, options: Mapping[str, str | bool | int], names: Names | None = None
) -> Package:
    """Decide every name and every line of the package."""
    facts = _facts(api, options)
    api = with_header_types(with_webhooks(with_possible_pages(selected(api, "python"))))
    api = with_error_headers(api)
    mentions = Mentions(api.schemas)
    symbols = msgspec.structs.replace(
        decide(api, names, mentions), request_only=request_only(api, mentions)
    )
    client = lower_client(api, symbols, facts.distribution, facts.client)
    resources = tuple(lower_resources(api, symbols, client.default_security))
    pages = tuple(lower_pages(api, symbols))
    return Package(
        api=api,
        mentions=mentions,
        symbols=symbols,
        facts=facts,
        client=client,
        resources=resources,
        pages=pages,
    )


def plan(package: Package) -> list[Entry]:
    """The files of the output, each with what makes it."""
    root = package.facts.package
    answers = Answers(Schemas(package.api))
    given: GivenValues = {}
    writer = Writer(package, answers, given)
    client = with_examples(package.client, (), writer)
    entries: list[Entry] = [
        Render("pyproject.toml", "python/pyproject.toml.jinja", project(package.facts)),
        Render("README.md", "python/README.md.jinja", readme(package, writer)),
        Render("api.md", "python/api.md.jinja", reference(package)),
        Render(f"{root}/_client.py", "python/client.py.jinja", client),
        Render(f"{root}/_exceptions.py", "python/exceptions.py.jinja", package.facts),
        Render(f"{root}/_version.py", "python/version.py.jinja", package.facts),
        Copy(f"{root}/py.typed", "python/py.typed"),
    ]
    for path, view in _packages(package):
        file = "/".join((root, *path, "__init__.py"))
        entries.append(Render(file, "python/lazy_package.py.jinja", view))
    for resource in package.resources:
        file = f"{root}/{resource.module.file}"
        shown = with_examples(resource, resource.attributes, writer)
        entries.append(Render(file, "python/resource.py.jinja", shown))
    for page in package.pages:
        entries.append(Render(f"{root}/{page.module.file}", "python/page_module.py.jinja", page))
    for module, content in package.types.items():
        file = f"{root}/{module.file}"
        entries.append(Render(file, "python/types_module.py.jinja", content))
    for name in runtime_files():
        entries.append(Copy(f"{root}/_runtime/{name}", f"{RUNTIME}/{name}"))
    entries.extend(test_entries(package, answers, given))
    return entries


def runtime_files() -> list[str]:
    """The files of the runtime, sorted."""
    return sorted(path.name for path in (templates_folder() / RUNTIME).glob("*.py"))


def _facts(api: ir.Api, options: Mapping[str, str | bool | int]) -> Facts:
    client = class_identifier(api.client.name.words, "Client")
    if api.client.name.wire.isidentifier() and api.client.name.wire.isascii():
        client = api.client.name.wire
    if not _CLIENT_MODULE.isdisjoint((client, f"Async{client}")):
        client = f"{client}Client"
    error = f"{client}Error" if f"{client}Error" not in _RUNTIME_NAMES else f"{client}ClientError"
    package = str(options.get("package") or identifier_file(api.client.name.words, "client"))
    distribution = str(options.get("distribution") or package.replace("_", "-"))
    text = docs.text(api.docs)
    return Facts(
        package=package,
        distribution=distribution,
        version=str(options.get("version") or _version(api.version)),
        client=client,
        error=error,
        error_alias=laid_out(f"{error} = ", "ClientError", 0),
        title=api.title,
        summary=text.splitlines()[0] if text else f"Client of {api.title}",
        license=api.license.identifier or api.license.name,
    )


def _version(text: str) -> str:
    """The document's version where it is one that packages can have (PEP 440), else 0.1.0."""
    parts = text.removeprefix("v").split(".")
    return ".".join(parts) if all(it.isascii() and it.isdigit() for it in parts) else "0.1.0"


def _packages(package: Package) -> Iterator[tuple[tuple[str, ...], LazyPackageView]]:
    """The `__init__.py` of each folder."""
    facts, symbols, types = package.facts, package.symbols, package.types
    names: dict[tuple[str, ...], dict[str, str]] = {}
    shown = [*symbols.schemas.values(), *symbols.inputs.values(), *symbols.parameters.values()]
    for symbol in shown:
        if symbol.package and (symbol.door, symbol.public) in package.defined:
            place = relative((*symbol.package, "__init__"), symbol.door.path)
            names.setdefault(symbol.package, {})[symbol.public] = place
    for view in package.resources:
        folder = view.module.path[:-1]
        for cls in view.classes:
            names.setdefault(folder, {})[cls.name] = f".{view.module.path[-1]}"
            if view.resource.children:  # where it would be without them, too
                names.setdefault(folder[:-1], {})[cls.name] = f".{folder[-1]}"
    for page in package.pages:
        for page_class in page.classes:
            place = f".{page.module.path[-1]}"
            names.setdefault(("pagination",), {})[page_class.name] = place
    for path in sorted(filter(None, names)):
        for length in range(1, len(path) + 1):
            names.setdefault(path[:length], {})
    inner: dict[tuple[str, ...], list[str]] = {}
    for module in sorted({it.door.path for it in symbols.schemas.values() if not it.package}):
        if Module(module) in types:
            inner.setdefault(module[:-1], []).append(module[-1])
    for path in sorted(names):
        below = [it[-1] for it in names if len(it) == len(path) + 1 and it[:-1] == path]
        yield path, _lazy_package("", path, names[path], [*below, *inner.get(path, ())])
    own = {facts.client: "._client", f"Async{facts.client}": "._client"}
    own[facts.error] = "._exceptions"
    own["__version__"] = "._version"
    below = sorted(path[0] for path in names if len(path) == 1)
    exports = {**_RUNTIME_NAMES, **own}
    yield (), _lazy_package(f"{facts.title}: {facts.summary}", (), exports, below)


_RUNTIME_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("NOT_GIVEN", "NotGiven", "Omit", "not_given", "omit"), "._runtime.sentinel"),
    **dict.fromkeys(("Timeout",), "._runtime.options"),
    **dict.fromkeys(("APIResponse", "AsyncAPIResponse"), "._runtime.response"),
    **dict.fromkeys(("AsyncStream", "Stream"), "._runtime.streaming"),
    **dict.fromkeys(
        (
            "APIConnectionError",
            "APIError",
            "APIResponseValidationError",
            "APIStatusError",
            "APITimeoutError",
            "ArgumentError",
            "AuthenticationError",
            "BadRequestError",
            "ConflictError",
            "InternalServerError",
            "InvalidWebhookSignatureError",
            "NotFoundError",
            "PaginationError",
            "PermissionDeniedError",
            "RateLimitError",
            "UnprocessableEntityError",
            "WebhookError",
        ),
        "._exceptions",
    ),
    "Model": "._runtime.models",
    "UnknownVariant": "._runtime.unions",
    "file_from_path": "._runtime.files",
}

_CLIENT_MODULE = frozenset(
    (
        *(name for name in _RUNTIME_NAMES if not name.endswith("Error")),
        *("Any", "AsyncHTTPClient", "Auth", "Headers", "Literal", "OnMismatch", "Query", "Self"),
        *("SyncClient", "SyncHTTPClient"),
    )
)
"""What the module of the client, or the package, has under names of its own."""


def _lazy_package(
    doc: str, path: tuple[str, ...], names: Mapping[str, str], below: list[str]
) -> LazyPackageView:
    imports = Imports()
    for name in sorted(below):
        imports.add(".", f"{name} as {name}")
    for name in sorted(names):
        imports.add(names[name], f"{name} as {name}")
    places = {**names, **{name: f".{name}:" for name in below}}
    return LazyPackageView(
        doc=docstring(doc, 0),
        runtime=Module((*path, "__init__")).runtime,
        imports=imports.lines(4),
        places=tuple(
            f"{string_literal(name)}: {string_literal(places[name])}" for name in sorted(places)
        ),
    )
