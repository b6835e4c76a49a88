"""The tests that travel with a client: a module for each resource, one for the client itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from clientsmith.paths import portable
from clientsmith.render import Copy, Entry, Render
from clientsmith.samples.answers import Answers
from clientsmith.samples.credentials import (
    is_credential,
    secret_of,
)
from clientsmith.scopes import FileScope, Scope
from clientsmith.targets.python.expressions import Brackets, Expression, call, statement
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.resource_symbols import constructor_options
from clientsmith.targets.python.scopes import identifier_file
from clientsmith.targets.python.testing.client import client_tests
from clientsmith.targets.python.testing.data import Data
from clientsmith.targets.python.testing.errors import ErrorModels
from clientsmith.targets.python.testing.module import Module
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.testing.operations import operation_tests
from clientsmith.targets.python.testing.received import Received
from clientsmith.targets.python.testing.requests import GivenValues, Requests
from clientsmith.targets.python.testing.sent import Sent
from clientsmith.targets.python.testing.views import ClassView, TestModuleView
from clientsmith.targets.python.testing.webhooks import webhook_tests
from clientsmith.targets.python.text import docstring, string_literal

if TYPE_CHECKING:
    from clientsmith.targets.python.methods import OperationView
    from clientsmith.targets.python.package import Package

_FOLDER = "python/tests"
_MODULE = f"{_FOLDER}/test_resource.py.jinja"
_ERRORS = "errors"


class ConftestView(msgspec.Struct, frozen=True):
    """What all tests share."""

    import_lines: tuple[str, ...]
    sync_client: str
    async_client: str
    tokens: bool
    """Whether credentials fetch tokens, which the test's server has to hand out."""


def test_entries(package: Package, answers: Answers, given: GivenValues) -> Iterator[Entry]:
    """The files of the tests: a package with a name that no other client's have."""
    folder = f"tests/test_{package.facts.package}"
    for entry in _entries(package, answers, given):
        yield msgspec.structs.replace(entry, path=f"{folder}/{entry.path}")


def _entries(package: Package, answers: Answers, given: GivenValues) -> Iterator[Entry]:
    """The files within the folder."""
    facts = package.facts
    named = {"package": facts.package}
    yield Render("__init__.py", f"{_FOLDER}/__init__.py.jinja", named)
    yield Render("conftest.py", f"{_FOLDER}/conftest.py.jinja", _conftest(package))
    yield Copy("server.py", f"{_FOLDER}/server.py")
    yield Copy("ways.py", f"{_FOLDER}/ways.py")
    yield Render("checks.py", f"{_FOLDER}/checks.py.jinja", named)
    view = client_tests(package, answers)
    if view is not None:
        yield Render("test_client.py", f"{_FOLDER}/test_client.py.jinja", view)
    files = FileScope({"test_client", f"test_{_ERRORS}"})
    hooks = webhook_tests(package, answers)
    if hooks is not None:
        file = files.claim("test_webhook_events")
        yield Render(f"{file}.py", f"{_FOLDER}/test_webhooks.py.jinja", hooks)
    yield from _Modules(package, answers, given, files).entries()


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


class _Modules:
    """The modules of the resources, and the one about the bodies of errors."""

    def __init__(
        self, package: Package, answers: Answers, given: GivenValues, files: Scope
    ) -> None:
        self._package = package
        self._answers = answers
        self._given = given
        self._files = files
        self._known: set[tuple[str, str]] = set()
        """The members of models that were checked so far."""
        self._errors = ErrorModels(self._received(self._names()), Data(_ERRORS))

    def entries(self) -> Iterator[Entry]:
        """Each module, and its answers."""
        for path, operations in self._groups():
            if operations:
                words = "_".join(path or ("root",)).split("_")
                file = self._files.claim(identifier_file(("test", *words)))
                yield from self._resource(file, path, operations)
        errors = self._errors
        if errors.functions:
            doc = '"""What is in the bodies of errors."""'
            tests = ClassView("TestBodies", '"""`error.body`"""', tuple(errors.functions))
            yield from self._module(errors.received.names, doc, _ERRORS, errors.data, (tests,))
        elif not errors.data.is_empty:
            yield errors.data.entry()

    def _groups(self) -> Iterator[tuple[tuple[str, ...], tuple[OperationView, ...]]]:
        yield (), self._package.client.operations
        for resource in self._package.resources:
            yield resource.attributes, resource.operations

    def _names(self) -> TestNames:
        return TestNames(self._package.facts.package)

    def _received(self, names: TestNames) -> Received:
        return Received(self._answers.schemas, self._package.symbols, names, self._known)

    def _resource(
        self, file: str, path: tuple[str, ...], operations: tuple[OperationView, ...]
    ) -> Iterator[Entry]:
        names = self._names()
        names.own.add(names.package, f"{self._package.facts.client} as Client")
        names.local.add(".server", "Server")
        api, schemas = self._package.api, self._answers.schemas
        sent = Sent(schemas, self._package.symbols, names)
        stem = file.removeprefix("test_")
        module = Module(
            answers=self._answers,
            names=names,
            requests=Requests(api, schemas, sent, names, self._given),
            received=self._received(names),
            errors=self._errors,
            data=Data(portable(stem)),
            path=path,
        )
        tests = tuple(operation_tests(module, view) for view in operations)
        doc = docstring(f"`{'.'.join(('client', *path))}`", 0)
        yield from self._module(names, doc, stem, module.data, tests)

    @staticmethod
    def _module(
        names: TestNames, doc: str, stem: str, data: Data, tests: tuple[ClassView, ...]
    ) -> Iterator[Entry]:
        answers = ""
        if not data.is_empty:
            answers = statement("ANSWERS = ", call("load", string_literal(data.file)), 0)
            names.local.add(".checks", "load")
            yield data.entry()
        view = TestModuleView(doc, names.blocks(), answers, tests)
        yield Render(f"test_{stem}.py", _MODULE, view)


def _conftest(package: Package) -> ConftestView:
    facts = package.facts
    once: dict[str, Expression] = {"max_retries": "0"}
    client = facts.client
    tokens = "OAuth2ClientCredentials" in package.client.auth or any(
        "OAuth2ClientCredentials" in it.value for it in package.client.credentials
    )
    auth = imports_of(f"{facts.package}._runtime.auth", "OAuth2ClientCredentials")
    return ConftestView(
        import_lines=(
            *imports_of(facts.package, f"{client} as Client", f"Async{client} as AsyncClient"),
            *(auth if tokens else ()),
        ),
        sync_client=statement("return ", constructor(package, "Client", once), 4),
        async_client=statement("return ", constructor(package, "AsyncClient", once), 4),
        tokens=tokens,
    )
