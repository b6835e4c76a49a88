"""`api.md`: every method with its route and its types, each a link to the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from clientsmith import ir
from clientsmith.contents import Result
from clientsmith.markdown import html_text, markdown_text
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.pages import page_name
from clientsmith.targets.python.symbols import Symbol

if TYPE_CHECKING:
    from clientsmith.targets.python.methods import OperationView
    from clientsmith.targets.python.package import Package
    from clientsmith.targets.python.resources import ResourceView


class SectionView(msgspec.Struct, frozen=True):
    """A resource."""

    heading: str
    types: tuple[str, ...]
    """The import statements of its types, line by line."""
    methods: tuple[str, ...]
    """A line of Markdown for each."""
    apart: bool
    """Whether another section goes before."""


class ReferenceView(msgspec.Struct, frozen=True):
    """The file."""

    sections: tuple[SectionView, ...]


def reference(package: Package) -> ReferenceView:
    """All resources, each before those below it."""
    return ReferenceView(tuple(_Reference(package).sections()))


class _Reference:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.facts.package
        self._exported: dict[tuple[str, ...], list[Symbol]] = {}
        for pointer, schema in package.api.schemas.items():
            symbol = package.symbols.schemas[pointer]
            if symbol.package and (symbol.door, symbol.public) in package.defined:
                key = tuple(name.wire for name in schema.origin.resource)
                self._exported.setdefault(key, []).append(symbol)

        self._pages = {one.name: page for page in package.pages for one in page.classes}

    def sections(self) -> Iterator[SectionView]:
        package = self._package
        shared = self._imports(self._exported.get((), []))
        methods = tuple(
            self._method(view, ("client",), "_client.py") for view in package.client.operations
        )
        if shared:
            yield SectionView("# Shared types", shared, (), apart=False)
        if methods:
            yield SectionView(f"# {package.facts.client}", (), methods, apart=bool(shared))
        for index, view in enumerate(package.resources):
            path = view.resource.path
            title = markdown_text(" ".join(path[-1].words).title() or path[-1].wire)
            wires = tuple(name.wire for name in path)
            yield SectionView(
                f"{'#' * min(len(path), 5)} {title}",
                self._imports(self._exported.get(wires, [])),
                (
                    *(
                        self._method(it, ("client", *view.attributes), view.module.file)
                        for it in view.operations
                    ),
                    *self._webhooks(view),
                ),
                apart=bool(shared or methods or index),
            )

    def _imports(self, symbols: list[Symbol]) -> tuple[str, ...]:
        imports = Imports()
        for symbol in symbols:
            imports.add(f"{self._root}.{'.'.join(symbol.package)}", symbol.public)
        return tuple(line for block in imports.blocks() for line in block)

    def _method(self, view: OperationView, path: tuple[str, ...], file: str) -> str:
        operation = view.operation
        route = html_text(f"{operation.method.lower()} {view.path}")
        arguments = [it.name for it in view.arguments if it.positional]
        keywords = [it for it in view.arguments if not it.positional]
        if any(it.location != "content" for it in keywords):
            symbol = self._package.symbols.parameters[operation.pointer]
            arguments.append(f"&#42;&#42;{self._link('params', symbol.module.file)}")
        elif keywords:
            arguments.append(keywords[0].name)
        head = f"{html_text('.'.join(path))}.{self._link(view.name, file)}"
        result = self._result(view)
        text = f"{head}({', '.join(arguments)}) -> {result}"
        return f'- <code title="{route}">{text}</code>'

    def _webhooks(self, view: ResourceView) -> Iterator[str]:
        """How what the API sends is read."""
        api = self._package.api
        if view.classes[0].webhooks is None or api.webhook_event is None:
            return
        head = f"client.{'.'.join(view.attributes)}.{self._link('unwrap', view.module.file)}"
        taken = "payload"
        if api.webhook_signature is not None:
            taken += ", headers, &#42;, secret, tolerance"
        yield f"- <code>{head}({taken}) -> {self._type(api.webhook_event)}</code>"

    def _result(self, view: OperationView) -> str:
        paging = view.operation.paging
        streaming = view.operation.streaming
        if paging is not None:
            name = f"Sync{page_name(paging.page)}"
            file = self._pages[name].module.file
            return f"{self._link(name, file)}&#91;{self._type(paging.item)}&#93;"
        if streaming is not None and streaming.always:
            return f"Stream&#91;{self._type(streaming.item)}&#93;"
        shown = [self._one(result) for result in view.results] or ["None"]
        if view.flag and streaming is not None:
            shown.append(f"Stream&#91;{self._type(streaming.item)}&#93;")
        return " &#124; ".join(dict.fromkeys(shown))

    def _one(self, result: Result) -> str:
        return "None" if result.type is None else self._type(result.type)

    def _type(self, kind: ir.Type) -> str:
        """A type in the words of Python, its schemas as links."""
        match kind:
            case ir.Ref(pointer=pointer):
                symbol = self._package.symbols.schemas[pointer]
                return self._link(symbol.public, symbol.module.file)
            case ir.Array(items=items):
                return f"list&#91;{self._type(items)}&#93;"
            case ir.Map(values=values):
                return f"dict&#91;str, {self._type(values)}&#93;"
            case ir.Nullable(type=inner):
                return f"{self._type(inner)} &#124; None"
            case ir.Union(variants=variants):
                return " &#124; ".join(dict.fromkeys(map(self._type, variants)))
            case _:
                return _PLAIN.get(type(kind).__name__, "object")

    def _link(self, text: str, file: str) -> str:
        return f'<a href="./{self._root}/{file}">{html_text(text)}</a>'


_PLAIN = {
    "Binary": "bytes",
    "Boolean": "bool",
    "Integer": "int",
    "Null": "None",
    "Number": "float",
    "String": "str",
    "Tuple": "tuple",
}
