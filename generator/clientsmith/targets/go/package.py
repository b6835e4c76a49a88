"""The whole module: its lowering, and the table of contents of the output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from clientsmith import ir
from clientsmith.markdown import markdown_text
from clientsmith.names import Names
from clientsmith.preparation import (
    WEBHOOKS,
    key_of,
    path_key,
    selected,
    with_error_headers,
    with_header_types,
    with_webhooks,
)
from clientsmith.reach import resources_of
from clientsmith.render import Copy, Entry, Render, templates_folder
from clientsmith.samples.answers import Answers
from clientsmith.samples.shapes import Schemas
from clientsmith.targets import TARGETS
from clientsmith.targets.go import docs
from clientsmith.targets.go.client import ApiView, default_security, lower_api
from clientsmith.targets.go.comments import comment, plain
from clientsmith.targets.go.expressions import Expressions, from_json
from clientsmith.targets.go.files import LONGEST_FILE, Files, FileView, ServiceView
from clientsmith.targets.go.kept import Kept
from clientsmith.targets.go.layout import Row, key_values, rows, standard_of
from clientsmith.targets.go.layout import imports as lines_of_imports
from clientsmith.targets.go.models import Declarations, Models
from clientsmith.targets.go.operations import MethodView, Operations
from clientsmith.targets.go.pages import lower_pages
from clientsmith.targets.go.reach import reach
from clientsmith.targets.go.readme import listing, nested_sample, plain_sample, sections
from clientsmith.targets.go.symbols import Symbols, decide
from clientsmith.targets.go.testing import Service, options_of, test_files, webhook_test
from clientsmith.targets.go.testing.calls import Calls
from clientsmith.targets.go.text import exported, file_stem, string_literal
from clientsmith.targets.go.types import Types
from clientsmith.targets.go.webhooks import WebhooksView, lower_webhooks

RUNTIME = "go/internal/core"


class Facts(msgspec.Struct, frozen=True):
    """What the module is called."""

    module: str
    package: str
    version: str
    title: str
    summary: str
    doc: tuple[str, ...]
    service: str
    """What the client is called in the header User-Agent."""
    license: str


class Package(msgspec.Struct, frozen=True):
    """Everything there is to print."""

    api: ir.Api
    facts: Facts
    symbols: Symbols
    types: Types
    client: ServiceView
    client_imports: tuple[str, ...]
    view: ApiView
    files: Mapping[str, FileView]
    services: tuple[tuple[ir.Resource, ServiceView], ...]


class ClientFile(msgspec.Struct, frozen=True):
    """`client.go`."""

    facts: Facts
    package: str
    imports: tuple[str, ...]
    service: ServiceView
    definition: tuple[str, ...]


def lower(
    api: ir.Api, options: Mapping[str, str | bool | int], names: Names | None = None
) -> Package:
    """Decide every name and every line of the module."""
    facts = _facts(api, options)
    api = with_error_headers(with_header_types(with_webhooks(selected(api, "go"))))
    where = reach(api)
    symbols = decide(api, where, Kept(names or Names()))
    types = Types(api, symbols, where)
    models = Models(types)
    security = default_security(api)
    operations = Operations(api, models, security)
    builder = Files(facts.package, facts.module, models)
    services: list[tuple[ir.Resource, ServiceView]] = []
    by_resource = _schemas_by_resource(api)
    client = ServiceView((), "Client", (), (), ())
    client_imports: tuple[str, ...] = ()
    for resource in resources_of(api.root):
        key = path_key(resource)
        into = Declarations()
        name = symbols.services[key] if resource.path else "Client"
        methods = tuple(
            view for it in resource.operations for view in operations.lower(it, name, into)
        )
        webhooks = lower_webhooks(api, resource, name, operations, into)
        service = _service(resource, name, methods, webhooks, symbols)
        services.append((resource, service))
        own = [it for it in by_resource.get(key, ())]
        if not resource.path:
            client = service
            client_imports = builder.imports({"core", "option", "context", *into.uses})
            builder.root(into)
            continue
        for pointer in own:
            models.declare(pointer, into)
        builder.add(symbols.files[key], service, into)
    pages = Declarations()
    views = lower_pages(api, models, pages)
    if views:
        pages.uses |= {"core", "iter"}
        builder.pages(views, pages)
    builder.models(by_resource.get((), []))
    types.closed = True
    return Package(
        api=api,
        facts=facts,
        symbols=symbols,
        types=types,
        client=client,
        client_imports=client_imports,
        view=lower_api(api, facts.service, security, symbols.kept),
        files=builder.files,
        services=tuple(services),
    )


def plan(package: Package) -> list[Entry]:
    """The files of the output, each with what makes it."""
    facts = package.facts
    client = ClientFile(
        facts, facts.package, package.client_imports, package.client, package.view.definition
    )
    option = {
        "package": facts.package,
        "module": facts.module,
        "credentials": package.view.credentials,
        "globals": package.view.globals,
        "servers": package.view.servers,
    }
    entries: list[Entry] = [
        Render("go.mod", "go/go.mod.jinja", facts),
        Render("client.go", "go/client.go.jinja", client),
        Render("aliases.go", "go/aliases.go.jinja", facts),
        Render("version.go", "go/version.go.jinja", facts),
        Render("option/option.go", "go/option.go.jinja", option),
        Render("param/param.go", "go/param.go.jinja", facts),
    ]
    for stem, view in package.files.items():
        entries.append(Render(f"{stem}.go", "go/file.go.jinja", view))
    entries.extend(_tests(package))
    for name in runtime_files():
        entries.append(Copy(f"internal/core/{name}", f"{RUNTIME}/{name}"))
    return entries


def _tests(package: Package) -> Iterator[Entry]:
    """README, reference, and the tests that travel with the module."""
    facts = package.facts
    services = {
        package.symbols.files.get(path_key(resource), "client"): Service(
            "".join(f"{field}." for field in _fields(resource, package.symbols)),
            service.name,
            service.methods,
        )
        for resource, service in package.services
        if service.methods
    }
    answers = Answers(Schemas(package.api))
    options = options_of(package.api, package.view)
    names = {"package": facts.package, "module": facts.module, "options": options}
    imported = ("context",) if any("context." in it for it in options) else ()
    known = list(services.values())
    said = Expressions(package.types, answers.schemas, facts.package, from_json)
    calls = Calls(package.api, answers.schemas, said, is_test=False)
    sample = plain_sample(known, calls, facts.package, answers)
    objects = package.symbols.params.values()
    nested = nested_sample(known, calls, facts.package, answers, objects)
    texts = {
        **names,
        "title": markdown_text(facts.title),
        "summary": markdown_text(facts.summary),
        "sample": () if sample is None else (sample,),
        "nested": () if nested is None else (nested,),
        "listing": _listing(known, facts.package),
        "sections": sections(known),
    }
    yield Render("README.md", "go/README.md.jinja", texts)
    yield Render("api.md", "go/api.md.jinja", texts)
    if not services:
        return
    helper = {**names, "imports": imported}
    yield Render("server_test.go", "go/tests/server_test.go.jinja", helper)
    if shown := [it for it in (sample, nested) if it is not None]:
        lines = [line for it in shown for line in (it.call, *it.rest)]
        standard = {"context", "fmt", "net/http", "net/http/httptest", *standard_of(lines)}
        own = {facts.module, f"{facts.module}/option"}
        view = {**names, "samples": shown, "imports": lines_of_imports(standard, own)}
        yield Render("example_test.go", "go/tests/example_test.go.jinja", view)
    models = _fuzzed(package)
    if models:
        yield Render("fuzz_test.go", "go/tests/fuzz_test.go.jinja", {**names, "models": models})
    for _, service in package.services:
        for _ in service.webhooks:
            field = package.symbols.children[WEBHOOKS]
            test = webhook_test(package.api, answers, facts.package, facts.module, field)
            if test is not None:
                yield Render("unwrap_test.go", "go/tests/unwrap_test.go.jinja", test)
    files = test_files(
        package.api, package.types, services, facts.package, facts.module, answers, LONGEST_FILE
    )
    for stem, file in files.items():
        yield Render(f"{stem}_test.go", "go/tests/resource_test.go.jinja", file)


def _listing(services: list[Service], package: str) -> tuple[dict[str, str], ...]:
    found = listing(services)
    if found is None:
        return ()
    service, view = found
    arguments = f"ctx, {package}.{view.params_type}{{}}" if view.params_type else "ctx"
    return ({"path": service.path, "method": view.name, "arguments": arguments},)


def _fuzzed(package: Package) -> tuple[str, ...]:
    """Some models with methods for JSON, for the fuzz target."""
    found = [
        struct.name
        for file in package.files.values()
        for struct in file.declarations.structs
        if struct.received
    ]
    return tuple(found[:_FUZZED])


_FUZZED = 20


def _fields(resource: ir.Resource, symbols: Symbols) -> list[str]:
    """The fields that lead from the client to a service."""
    key = path_key(resource)
    return [symbols.children[key[: depth + 1]] for depth in range(len(key))]


def runtime_files() -> list[str]:
    """The files of the runtime, sorted."""
    return sorted(path.name for path in (templates_folder() / RUNTIME).glob("*.go"))


def _service(
    resource: ir.Resource,
    name: str,
    methods: tuple[MethodView, ...],
    webhooks: tuple[WebhooksView, ...],
    symbols: Symbols,
) -> ServiceView:
    cells = [Row(("client", "*core.Client"))]
    children: list[tuple[str, str]] = []
    for child in resource.children:
        key = path_key(child)
        cells.append(Row((symbols.children[key], f"*{symbols.services[key]}")))
        children.append((symbols.children[key], symbols.services[key]))
    path = ".".join(["client", *(exported(it.words, "Resource") for it in resource.path)])
    setters = key_values(
        [
            ("client", "client"),
            *((field, f"new{service}(client)") for field, service in children),
        ],
        "\t\t",
    )
    return ServiceView(
        comment=docs.declaration(name, resource.docs, f"has the methods of {path}."),
        name=name,
        fields=tuple(rows(cells)),
        children=tuple(setters),
        methods=methods,
        webhooks=webhooks,
    )


def _schemas_by_resource(api: ir.Api) -> dict[tuple[str, ...], list[ir.Pointer]]:
    """Resource -> the schemas of its operations; () for components."""
    known = {(), *map(path_key, resources_of(api.root))}
    found: dict[tuple[str, ...], list[ir.Pointer]] = {}
    for pointer, schema in api.schemas.items():
        outer: ir.Schema = schema
        seen = {pointer}
        while outer.origin.parent in api.schemas and outer.origin.parent not in seen:
            seen.add(outer.origin.parent)
            outer = api.schemas[outer.origin.parent]
        key = key_of(outer.origin.resource)
        found.setdefault(key if key in known else (), []).append(pointer)
    return found


def _facts(api: ir.Api, options: Mapping[str, str | bool | int]) -> Facts:
    words = api.client.name.words or ("api", "client")
    package = str(options.get("package") or _package_name(words))
    module = str(options.get("module") or f"example.com/{package}")
    text = docs.text(api.docs)
    title = plain(api.title) or package
    return Facts(
        module=module,
        package=package,
        version=string_literal(str(options.get("version") or _version(api.version))),
        title=title,
        summary=plain(text),
        doc=comment(f"Package {package} is a client of {title}.\n\n{text}"),
        service=exported(words, "Client"),
        license=api.license.identifier or api.license.name,
    )


def _package_name(words: Iterable[str]) -> str:
    """What a package is called that the configuration has no name for."""
    name = file_stem(words).lstrip("0123456789") or "api"
    return f"{name}api" if name in TARGETS["go"].options["package"].reserved else name


def _version(text: str) -> str:
    """The document's version where it is a semantic one, else 0.1.0."""
    parts = text.removeprefix("v").split(".")
    if len(parts) == 3 and all(it.isascii() and it.isdigit() for it in parts):
        return ".".join(parts)
    return "0.1.0"
