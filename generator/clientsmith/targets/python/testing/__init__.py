"""The tests that travel with a client: a module for each resource, one for the client itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from clientsmith.render import Copy, Entry, Render
from clientsmith.samples.answers import Answers
from clientsmith.samples.credentials import (
    is_credential,
    secret_of,
)
from clientsmith.targets.python.expressions import Brackets, Expression, call, statement
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.resource_symbols import constructor_options
from clientsmith.targets.python.scopes import Scope, identifier_file
from clientsmith.targets.python.testing.client import client_tests
from clientsmith.targets.python.testing.module import Face, Module, OperationTests
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.testing.operations import operation_tests
from clientsmith.targets.python.testing.webhooks import webhook_tests
from clientsmith.targets.python.text import docstring, string_literal

if TYPE_CHECKING:
    from clientsmith.targets.python.methods import OperationView
    from clientsmith.targets.python.package import Package

_FOLDER = "python/tests"


class TestModuleView(msgspec.Struct, frozen=True):
    """A module of tests."""

    __test__ = False
    doc: str
    imports: tuple[tuple[str, ...], ...]
    operations: tuple[OperationTests, ...]


class ConftestView(msgspec.Struct, frozen=True):
    """What all tests share."""

    package: str
    import_lines: tuple[str, ...]
    sync_client: str
    async_client: str
    tokens: bool
    """Whether credentials fetch tokens, which the test's server has to hand out."""


def test_entries(package: Package, answers: Answers) -> Iterator[Entry]:
    """The files of the tests."""
    facts = package.facts
    yield Render("tests/__init__.py", f"{_FOLDER}/__init__.py.jinja", {"package": facts.package})
    yield Render("tests/conftest.py", f"{_FOLDER}/conftest.py.jinja", _conftest(package))
    yield Copy("tests/server.py", f"{_FOLDER}/server.py")
    view = client_tests(package, answers)
    if view is not None:
        yield Render("tests/test_client.py", f"{_FOLDER}/test_client.py.jinja", view)
    files = Scope({"test_client"}, folded=True)
    hooks = webhook_tests(package, answers)
    if hooks is not None:
        file = files.claim("test_webhook_events")
        yield Render(f"tests/{file}.py", f"{_FOLDER}/test_webhooks.py.jinja", hooks)
    for path, operations in _groups(package):
        if operations:
            words = "_".join(path or ("root",)).split("_")
            file = files.claim(identifier_file(["test", *words]))
            view_of_module = _module(package, answers, path, operations)
            yield Render(f"tests/{file}.py", f"{_FOLDER}/test_resource.py.jinja", view_of_module)


def imports_of(module: str, *names: str) -> tuple[str, ...]:
    """`from module import names`"""
    imports = Imports()
    for name in names:
        imports.add(module, name)
    return imports.blocks()[0]


def constructor(package: Package, name: str, further: dict[str, Expression]) -> Brackets:
    """The call that makes a client for the test's server."""
    options = zip(package.client.options, constructor_options(package.api), strict=True)
    given: dict[str, Expression] = {"base_url": "server.url"}
    for view, option in options:
        if view.missing or is_credential(option):
            given[view.name] = string_literal(secret_of(option))
    return call(name, **given, **further)


def _groups(package: Package) -> Iterator[tuple[tuple[str, ...], tuple[OperationView, ...]]]:
    yield (), package.client.operations
    for resource in package.resources:
        yield resource.attributes, resource.operations


def _module(
    package: Package, answers: Answers, path: tuple[str, ...], operations: tuple[OperationView, ...]
) -> TestModuleView:
    names = TestNames(package.facts.package)
    module = Module(
        api=package.api,
        symbols=package.symbols,
        answers=answers,
        names=names,
        path=path,
        faces=faces(package, names),
    )
    tests = tuple(operation_tests(module, view) for view in operations)
    return TestModuleView(
        doc=docstring(f"`{'.'.join(('client', *path))}`", 0),
        imports=names.blocks(),
        operations=tests,
    )


def faces(package: Package, names: TestNames) -> tuple[Face, Face]:
    """The two clients."""
    sync = names.take("", package.facts.client)
    asynchronous = names.take("", f"Async{package.facts.client}")
    return (
        Face("client", sync, "", "def", "", ""),
        Face("async_client", asynchronous, "_async", "async def", "await ", "async "),
    )


def _conftest(package: Package) -> ConftestView:
    facts = package.facts
    once: dict[str, Expression] = {"max_retries": "0"}
    client = facts.client
    return ConftestView(
        package=facts.package,
        import_lines=imports_of(
            facts.package, f"{client} as Client", f"Async{client} as AsyncClient"
        ),
        sync_client=statement("client = ", constructor(package, "Client", once), 4),
        async_client=statement("client = ", constructor(package, "AsyncClient", once), 4),
        tokens="OAuth2ClientCredentials" in package.client.auth
        or any("OAuth2ClientCredentials" in it.value for it in package.client.credentials),
    )
