"""From an API and its languages to the reference."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from clientsmith import ir
from clientsmith.contents import body_of, resolve, results_of
from clientsmith.paths import portable
from clientsmith.reference.entries import Entries, Facts, see, text_of
from clientsmith.reference.http import Http
from clientsmith.reference.language import Language, Method, is_named
from clientsmith.reference.model import (
    Entry,
    Group,
    Page,
    Place,
    Reference,
    Sample,
    Section,
    View,
)
from clientsmith.samples.answers import Answers
from clientsmith.samples.shapes import Schemas
from clientsmith.wire import path_template


def build(api: ir.Api, languages: Sequence[Language] = ()) -> Reference:
    """The reference of an API: in HTTP, and in the languages of its packages."""
    groups = tuple(_groups(api))
    answers = _Answers(api)
    facts = Facts(api)
    every: tuple[Language, ...] = (Http(api), *languages)
    ids = frozenset(language.id for language in every)
    views = tuple(_View(api, groups, language, answers, facts, ids).view() for language in every)
    return Reference(api=api, groups=groups, views=views)


# --- the table of contents ----------------------------------------------------------------------


def _groups(api: ir.Api) -> Iterator[Group]:
    taken: set[str] = set()
    stack: list[tuple[ir.Resource, tuple[str, ...]]] = [(api.root, ())]
    while stack:
        resource, path = stack.pop()
        folder = "/".join(path)
        places = tuple(
            Place(
                operation=it,
                title=title_of(it),
                path=_free(taken, "/".join((*path, _stem(it.name, "call")))),
            )
            for it in resource.operations
        )
        if places:
            title = " ".join(it.title() for name in resource.path for it in name.words)
            yield Group(
                title=title or api.title,
                text=text_of(resource.docs),
                path=folder,
                places=places,
            )
        below = [
            (
                child,
                (
                    *path,
                    _free(taken, "/".join((*path, _stem(child.name, "resource")))).rpartition("/")[
                        2
                    ],
                ),
            )
            for child in resource.children
        ]
        stack.extend(reversed(below))


def _stem(name: ir.Name, otherwise: str) -> str:
    """The name of a file or folder that every file system can hold."""
    words = [re.sub(r"[^a-z0-9]", "", word.lower()) for word in name.words]
    stem = "_".join(filter(None, words)) or otherwise
    return f"{stem}_" if stem in _USED else portable(stem)


_USED = frozenset({"index", "readme"})
"""What a site has other uses for."""


def _free(taken: set[str], path: str) -> str:
    number, found = 2, path
    while found in taken:
        found = f"{path}_{number}"
        number += 1
    taken.add(found)
    return found


def title_of(operation: ir.Operation) -> str:
    """What a page is called."""
    summary = " ".join(operation.docs.summary.split())
    return summary or " ".join(operation.name.words).title() or operation.name.wire


# --- pages -------------------------------------------------------------------------------------


class _Answers:
    """Answers of the server in JSON; they are the same in all languages."""

    def __init__(self, api: ir.Api) -> None:
        self._answers = Answers(Schemas(api))
        self._texts: dict[ir.Pointer, str] = {}

    def of(self, operation: ir.Operation) -> str:
        found = self._texts.get(operation.pointer)
        if found is None:
            found = self._texts[operation.pointer] = self._made(operation)
        return found

    def _made(self, operation: ir.Operation) -> str:
        if operation.streaming is not None and operation.streaming.always:
            return ""
        result = next((it for it in results_of(operation) if it.kind == "json"), None)
        if result is None:
            return ""
        content = self._answers.of(operation, result).content
        return json.dumps(content, indent=2, ensure_ascii=False)


class _View:
    """Makes the pages of one language."""

    def __init__(
        self,
        api: ir.Api,
        groups: Sequence[Group],
        language: Language,
        answers: _Answers,
        facts: Facts,
        ids: frozenset[str],
    ) -> None:
        self._api = api
        self._groups = groups
        self._language = language
        self._answers = answers
        self._entries = Entries(facts, language)
        self._is_http = isinstance(language, Http)
        self._ids = ids

    def view(self) -> View:
        pages: dict[ir.Pointer, Page] = {}
        for group in self._groups:
            for place in group.places:
                method = self._language.method(place.operation)
                if method is not None:
                    pages[place.operation.pointer] = self._page(place, method)
        named = [
            key
            for pointer, schema in self._api.schemas.items()
            if is_named(schema) and (key := self._entries.key(pointer, "output"))
        ]
        sent = self._api.webhooks if self._is_http else ()
        webhooks = {it.pointer: self._payload(it) for it in sent}
        models = self._entries.models()
        return View(
            id=self._language.id,
            title=self._language.title,
            fence=self._language.fence,
            pages=pages,
            models=models,
            # A list of objects leads to its items, which have no name of their own.
            named=tuple(key for key in dict.fromkeys(named) if models[key].name),
            webhooks=webhooks,
            guides=self._language.guides(),
        )

    def _payload(self, webhook: ir.Webhook) -> tuple[Entry, ...]:
        """What the body of a request of the server says."""
        content = webhook.body.content if webhook.body is not None else ()
        kinds = [it.type for it in content[:1]]
        return tuple(
            entry
            for kind in kinds
            for entry in self._entries.members(kind) or (self._entries.result(kind),)
        )

    def _page(self, place: Place, method: Method) -> Page:
        operation = place.operation
        body = body_of(operation, self._api.schemas)
        sent = resolve(body.media.type, self._api.schemas) if body is not None else None
        members = sent if isinstance(sent, ir.Object) else None
        sections = [
            Section(
                title=title,
                entries=tuple(self._entries.argument(it, members) for it in arguments),
                text=self._body_text(operation) if title == "Body Parameters" else "",
            )
            for title, arguments in method.sections
        ]
        sections.extend(self._results(operation, method))
        if self._is_http:
            sections.extend(self._further(operation))
        return Page(
            operation=operation,
            title=place.title,
            signature=method.signature,
            path=path_template(operation),
            text=_description(operation),
            sections=tuple(sections),
            samples=tuple(self._samples(operation)),
            answer=self._answers.of(operation),
        )

    def _body_text(self, operation: ir.Operation) -> str:
        """The media type of a body that is no JSON."""
        body = body_of(operation, self._api.schemas)
        if body is None or body.media.content_type == "application/json":
            return ""
        return f"`{body.media.content_type}`"

    def _results(self, operation: ir.Operation, method: Method) -> Iterator[Section]:
        entries: list[Entry] = []
        if self._is_http and operation.paging is not None:
            entries.extend(self._entries.page(operation.paging))
        elif self._is_http and len(method.results) == 1:
            entries.extend(self._entries.members(method.results[0]))
        if not entries:
            entries.extend(map(self._entries.result, method.results))
        if entries:
            yield Section(title="Returns", entries=tuple(entries))

    def _further(self, operation: ir.Operation) -> Iterator[Section]:
        """Headers of answers, and errors."""
        headers = {
            it.name.wire.lower(): it
            for response in operation.responses
            if response.status[:1] == "2"
            for it in response.headers
        }
        if headers:
            found = [self._entries.parameter(it, "output") for it in headers.values()]
            yield Section(title="Response Headers", entries=tuple(found))
        errors = [self._error(it) for it in operation.responses if it.status[:1] not in "123"]
        if errors:
            yield Section(title="Errors", entries=tuple(errors))

    def _error(self, response: ir.Response) -> Entry:
        media = next((it for it in response.content if it.format == "json"), None)
        entry = Entry(label="") if media is None else self._entries.result(media.type)
        return msgspec.structs.replace(
            entry,
            label=f"{response.status}: {entry.label}".removesuffix(": "),
            kind="member",
            name=response.status,
            text=text_of(response.docs),
            pointer=response.pointer,
        )

    def _samples(self, operation: ir.Operation) -> Iterator[Sample]:
        fence = self._language.fence
        least = self._language.sample(operation, full=False)
        yield Sample(title="Example", code=least, fence=fence)
        full = self._language.sample(operation, full=True)
        if full != least:
            yield Sample(title="Example with all parameters", code=full, fence=fence)
        for it in operation.samples:
            known = language_of(it.lang)
            # What is in a language that has no pages is on those of HTTP.
            if it.source not in (least, full) and self._language.id == (
                known if known in self._ids else "http"
            ):
                title = " ".join((it.label or it.lang).split()) or "Example of the document"
                plain = "".join(part for part in it.lang.lower() if part.isalnum())
                yield Sample(
                    title=title,
                    code=it.source,
                    fence=fence if known == self._language.id else plain,
                    given=True,
                )


_LANGUAGES: Mapping[str, str] = {
    **dict.fromkeys(("bash", "curl", "http", "sh", "shell"), "http"),
    **dict.fromkeys(("py", "python", "python3"), "python"),
    **dict.fromkeys(("javascript", "js", "node", "nodejs", "ts", "typescript"), "typescript"),
    **dict.fromkeys(("go", "golang"), "go"),
}


def language_of(lang: str) -> str:
    """The language that documents call so, by the name of its pages; empty for another one."""
    return _LANGUAGES.get(lang.strip().lower().replace(".", ""), "")


def _description(operation: ir.Operation) -> str:
    """The operation's text without its title."""
    docs = operation.docs
    parts = [docs.description.strip()]
    if docs.deprecated or docs.deprecation or operation.stability == "deprecated":
        parts.append(f"**Deprecated**{': ' if docs.deprecation else ''}{docs.deprecation}")
    elif operation.stability in ("alpha", "beta"):
        parts.append(f"This operation is in {operation.stability}: it may change.")
    if docs.external:
        parts.append(see(docs.external))
    return "\n\n".join(filter(None, parts))
