"""Programs that show how a package is used: of its README, and of the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from clientsmith import ir
from clientsmith.samples.answers import Answers
from clientsmith.samples.credentials import (
    secret_of,
)
from clientsmith.targets.python.arguments import Argument
from clientsmith.targets.python.expressions import Brackets, Expression, call, statement
from clientsmith.targets.python.pages import page_attributes
from clientsmith.targets.python.resource_symbols import constructor_options
from clientsmith.targets.python.testing.calls import Finder
from clientsmith.targets.python.testing.requests import GivenValues
from clientsmith.targets.python.text import string_literal
from clientsmith.targets.python.webhooks import place_of, receiver

if TYPE_CHECKING:
    from clientsmith.targets.python.methods import OperationView
    from clientsmith.targets.python.package import Package


class Example(msgspec.Struct, frozen=True):
    """A program: its imports and statements, line by line."""

    lines: tuple[str, ...]


class Writer:
    """Writes programs with operations of the package."""

    def __init__(
        self, package: Package, answers: Answers, given: GivenValues | None = None
    ) -> None:
        """`given` has the values of arguments that tests have, too."""
        self._package = package
        self._client = package.facts.client
        self._finder = Finder(package, answers, given, is_test=False)
        found = self._finder.best()
        self._best = None if found is None else found[:2]
        self._paged = self._first(lambda view: view.operation.paging is not None)
        self._streams = self._first(_is_stream)
        self._uploads = self._first(_is_upload)
        self.method = "" if self._best is None else ".".join(("client", *self._path(self._best)))
        self.listing = "" if self._paged is None else ".".join(("client", *self._path(self._paged)))

    def usage(self) -> Example | None:
        """The first program."""
        if self._best is None:
            return None
        return self._program(self._client, self._result(self._best, "", 0))

    def asynchronous(self) -> Example | None:
        """The same with the async client."""
        if self._best is None:
            return None
        name = f"Async{self._client}"
        return self._async_program(name, self._result(self._best, "await ", 8))

    def pages(self) -> Example | None:
        """All items of a listing."""
        if self._paged is None:
            return None
        return self._program(self._client, self._iterated(self._paged))

    def async_pages(self) -> Example | None:
        """The same with the async client."""
        if self._paged is None:
            return None
        loop = statement("async for item in ", self._call(self._paged), 8, ":")
        name = f"Async{self._client}"
        return self._async_program(name, [loop, "    print(item)"])

    def stream(self) -> Example | None:
        """The items of a stream."""
        if self._streams is None:
            return None
        return self._program(self._client, self._streamed(self._streams))

    def upload(self) -> Example | None:
        """A file on its way to the server."""
        if self._uploads is None:
            return None
        _, view = self._uploads
        made = self._finder.requests.call(view, full=False)
        argument = next(f"{it.name}=" for it in view.arguments if _is_upload_argument(it))
        kept = [it for it in made.arguments if it[0] != argument]
        path: Expression = 'Path("example.txt")'
        arguments = (*kept, (argument, path))
        callee = ".".join(("client", *self._path(self._uploads)))
        sent = statement("", Brackets(f"{callee}(", arguments, ")"), 0)
        self._finder.names.standard.add("pathlib", "Path")
        return self._program(self._client, [sent])

    def errors(self) -> Example | None:
        """What a call may raise."""
        if self._best is None:
            return None
        package = self._package.facts.package
        called = statement("", self._call(self._best), 4)
        return Example(
            (
                *self._imports(package=package),
                "",
                *self._constructed(f"{package}.{self._client}"),
                "",
                "try:",
                f"    {called}",
                f"except {package}.NotFoundError as error:",
                '    print("there is no such thing:", error.body)',
                f"except {package}.RateLimitError:",
                '    print("too many requests, also after the retries")',
                f"except {package}.APIStatusError as error:",
                "    print(error.status_code, error.request_id, error.body)",
                f"except {package}.APIConnectionError as error:",
                '    print("no answer:", error)',
            )
        )

    def webhooks(self) -> Example | None:
        """What the API sends is received."""
        api = self._package.api
        if api.webhook_event is None:
            return None
        signed = api.webhook_signature is not None
        names = [self._client, *(["InvalidWebhookSignatureError"] if signed else [])]
        path = place_of(api, self._package.symbols)
        imports = self._imports(*names)
        made = self._constructed(self._client)
        return Example((*imports, "", *made, "", "", *receiver(path, signed=signed)))

    def retries(self) -> Example | None:
        """Settings of the client and of a call."""
        if self._best is None:
            return None
        client = self._finder.names.take("", self._client)
        lines = self._construction(client, {"max_retries": "5", "timeout": "20.0"})
        timeout = "Timeout(60.0, connect=2.0)"
        patient = call("client.with_options", timeout=timeout, max_retries="0")
        made = self._call(self._best)
        once = Brackets(made.opening, (*made.members, ("timeout=", "5.0")), made.closing)
        return Example(
            (
                *self._imports("Timeout"),
                "",
                *lines,
                "",
                "# For one call:",
                statement("", once, 0),
                "",
                "# For several, on the same connections:",
                statement("patient = ", patient, 0),
            )
        )

    def raw(self) -> Example | None:
        """The HTTP response."""
        if self._best is None:
            return None
        made = self._call(self._best, "with_raw_response")
        lines = [
            statement("response = ", made, 0),
            "print(response.status_code, response.headers)",
            "print(response.parse())  # what the method itself would have returned",
        ]
        return self._program(self._client, lines)

    def streaming_response(self) -> Example | None:
        """The response before its body is read."""
        if self._best is None:
            return None
        made = self._call(self._best, "with_streaming_response")
        lines = [
            statement("with ", made, 0, " as response:"),
            "    for line in response.iter_lines():",
            "        print(line)",
        ]
        return self._program(self._client, lines)

    def sample(self, path: tuple[str, ...], view: OperationView, *, full: bool) -> tuple[str, ...]:
        """A call of one operation, with all arguments or those that it must have."""
        return self._program(self._client, self._body((path, view), full, 0)).lines

    def call(self, path: tuple[str, ...], view: OperationView, indent: int) -> tuple[str, ...]:
        """The call with what it must have, and what that imports, without a client."""
        body = self._body((path, view), False, indent)
        margin = "\n" + " " * indent
        imports = [line.replace("\n", margin) for line in self._imports()]
        return (*imports, *([""] if imports else []), *body)

    # --- parts --------------------------------------------------------------------------------

    def _body(
        self, found: tuple[tuple[str, ...], OperationView], full: bool, indent: int
    ) -> list[str]:
        """The call, and a look at what it gives."""
        if found[1].operation.paging is not None:
            return self._iterated(found, full=full, indent=indent)
        if _is_stream(found[1]):
            return self._streamed(found, full=full, indent=indent)
        return self._result(found, "", indent, full=full)

    def _iterated(
        self,
        found: tuple[tuple[str, ...], OperationView],
        *,
        full: bool = False,
        indent: int = 0,
    ) -> list[str]:
        loop = statement("for item in ", self._call(found, full=full), indent, ":")
        return [loop, "    print(item)"]

    def _streamed(
        self,
        found: tuple[tuple[str, ...], OperationView],
        *,
        full: bool = False,
        indent: int = 0,
    ) -> list[str]:
        opened = statement("with ", self._call(found, full=full), indent, " as stream:")
        return [opened, "    for item in stream:", "        print(item)"]

    def _all(self) -> Iterator[tuple[tuple[str, ...], OperationView]]:
        return self._finder.operations()

    def _first(
        self, wanted: Callable[[OperationView], bool]
    ) -> tuple[tuple[str, ...], OperationView] | None:
        """The wanted operation with the fewest arguments that a call must have."""
        found = [it for it in self._all() if wanted(it[1])]
        return min(found, key=lambda it: sum(a.required for a in it[1].arguments), default=None)

    @staticmethod
    def _path(found: tuple[tuple[str, ...], OperationView]) -> tuple[str, ...]:
        return (*found[0], found[1].name)

    def _call(
        self,
        found: tuple[tuple[str, ...], OperationView],
        wrapper: str = "",
        *,
        full: bool = False,
    ) -> Brackets:
        path, view = found
        parts = ("client", *path, *([wrapper] if wrapper else []), view.name)
        made = self._finder.requests.call(view, full=full)
        return Brackets(f"{'.'.join(parts)}(", made.arguments, ")")

    def _result(
        self,
        found: tuple[tuple[str, ...], OperationView],
        wait: str,
        indent: int,
        *,
        full: bool = False,
    ) -> list[str]:
        """The call, and a look at what it gives."""
        _, view = found
        made = self._call(found, full=full)
        if not any(it.type is not None for it in view.results):
            return [statement(wait, made, indent)]
        name = "page" if view.operation.paging is not None else "result"
        return [statement(f"{name} = {wait}", made, indent), f"print({self._shown(view, name)})"]

    def _shown(self, view: OperationView, name: str) -> str:
        paging = view.operation.paging
        if paging is not None:
            attributes = page_attributes(paging.page, self._package.symbols)
            for prop, attribute in zip(paging.page.properties, attributes, strict=True):
                if prop.name.wire == paging.page.items:
                    return f"{name}.{attribute}"
            return f"{name}.items" if not paging.page.properties else name
        kind = next(it.type for it in view.results if it.type is not None)
        schema = self._finder.schemas.shape(kind).schema
        if (
            len(view.results) > 1
            or not isinstance(schema, ir.Object)
            or self._finder.schemas.shape(kind).nullable
        ):
            return name
        attributes = self._package.symbols.attributes[schema.pointer]
        for prop, attribute in zip(schema.properties, attributes, strict=True):
            if not prop.write_only and prop.required:
                return f"{name}.{attribute}"
        return name

    def _construction(self, name: str, further: dict[str, Expression]) -> list[str]:
        given: dict[str, Expression] = {}
        notes: list[str] = []
        named = constructor_options(self._package.api)
        for view, option in zip(self._package.client.options, named, strict=True):
            if not view.missing:
                continue
            if option.environment:
                notes.append(option.environment[0])
            else:
                given[view.name] = string_literal(secret_of(option))
        if not self._package.api.servers and not self._package.api.client.base_url_environment:
            given["base_url"] = '"https://api.example.com"'
        made = statement("client = ", call(name, **given, **further), 0)
        if notes and "\n" not in made:
            made += f"  # reads {' and '.join(notes)}"
        return [made]

    def _constructed(self, name: str) -> list[str]:
        return self._construction(name, {})

    def _imports(self, *taken: str, package: str = "") -> list[str]:
        """What the calls so far need, and these names; what comes then is another program."""
        names = self._finder.names
        for name in taken:
            names.take("", name)
        if not (package or names.own.names or names.standard.names):
            return []  # and nothing to forget
        own = [line for block in names.own.blocks() for line in block]
        blocks = [*names.standard.blocks(), [*([f"import {package}"] if package else []), *own]]
        self._finder.renew()
        lines: list[str] = []
        for block in blocks:
            lines.extend(("", *block) if lines else block)
        return lines

    def _program(self, name: str, body: list[str]) -> Example:
        called = self._finder.names.take("", name)
        return Example((*self._imports(), "", *self._constructed(called), "", *body))

    def _async_program(self, name: str, body: list[str]) -> Example:
        self._finder.names.standard.add("", "asyncio")
        called = self._finder.names.take("", name)
        opened = self._constructed(called)[0].removeprefix("client = ")
        made, mark, note = opened.partition("  # ")
        return Example(
            (
                *self._imports(),
                "",
                "",
                "async def main() -> None:",
                f"    async with {made} as client:{mark}{note}",
                *(f"        {line}" for line in body),
                "",
                "",
                "asyncio.run(main())",
            )
        )


def _is_stream(view: OperationView) -> bool:
    streaming = view.operation.streaming
    return streaming is not None and streaming.always


def _is_upload(view: OperationView) -> bool:
    return any(map(_is_upload_argument, view.arguments))


def _is_upload_argument(argument: Argument) -> bool:
    kind = argument.type
    while isinstance(kind, ir.Nullable):
        kind = kind.type
    return isinstance(kind, ir.Binary) and not argument.positional
