"""The doc comments of methods: what they call, what they take, what else there is to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from clientsmith import ir
from clientsmith.contents import Body
from clientsmith.limits import limits
from clientsmith.notes import Spelling, callbacks_of, further_of, method_of, notes_of
from clientsmith.preparation import headers_pointer, path_key
from clientsmith.targets.go import docs
from clientsmith.targets.go.symbols import Symbols


class MethodDocs:
    """Writes the comments of one API's methods."""

    def __init__(self, api: ir.Api, symbols: Symbols) -> None:
        self._api = api
        self._symbols = symbols
        self._spelling = Spelling(
            "option.WithResponseInto",
            lambda pointer: symbols.types.get(pointer, ""),
            lambda pointer: method_of(pointer, api.root, self._names),
            docs.text,
            callbacks_of(api),
            "Error.Headers",
        )

    def _names(self, resource: ir.Resource) -> tuple[Mapping[ir.Pointer, str], Sequence[str]]:
        methods = {it.pointer: self._symbols.methods[it.pointer] for it in resource.operations}
        return methods, [self._symbols.children[path_key(it)] for it in resource.children]

    def comment(
        self,
        operation: ir.Operation,
        name: str,
        route: str,
        body: Body | None,
        path: Sequence[tuple[str, ir.Parameter]],
    ) -> tuple[str, ...]:
        """The lines of the comment. `path` are the arguments of the path, by their names."""
        sections = [
            ("Arguments", list(_arguments(path))),
            *further_of(operation, self._spelling),
        ]
        notes = [
            "\n".join([f"{title}:", "", *(f"- {it}: {words}" for it, words in rows)])
            for title, rows in sections
            if rows
        ]
        notes[:0] = notes_of(operation, body, self._api.schemas, self._spelling)
        headers = self._symbols.types.get(headers_pointer(operation))
        if headers:
            notes.append(f"[option.WithResponseHeadersInto] reads its headers into a [{headers}].")
        return docs.declaration(name, operation.docs, route, *notes)


def _arguments(path: Sequence[tuple[str, ir.Parameter]]) -> Iterator[tuple[str, str]]:
    for name, parameter in dict(path).items():
        words = docs.with_limits(docs.text(parameter.docs), limits(parameter.type))
        about = " ".join(filter(None, (words, docs.deprecation(parameter.docs))))
        if about:
            yield name, " ".join(about.split())
