"""The pages of the site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from clientsmith import ir
from clientsmith.reference.model import Group, Page, Place, Reference, View
from clientsmith.render import Copy, Entry, File, Render
from clientsmith.targets.docs.articles import ArticleView, articles
from clientsmith.targets.docs.html.code import highlighted, marked
from clientsmith.targets.docs.html.fragments import Fragments
from clientsmith.targets.docs.html.texts import described, escaped

FOLDER = "html"
_TEMPLATES = "docs/html"
_LANGUAGES: Mapping[str, str] = {"http": "bash"}
"""Fences that are not called by what is in them."""


class ChoiceView(msgspec.Struct, frozen=True):
    """A language."""

    id: str
    title: str


class PageView(msgspec.Struct, frozen=True):
    """A page. Everything in it is HTML."""

    title: str
    site: str
    root: str
    """The way to the top of the site."""
    languages: tuple[ChoiceView, ...]
    contents: str
    """The items of the table of contents."""
    group: str
    """The resource that the page belongs to; or empty."""
    beside: str
    """Its operations, as further items."""
    body: str


def site(reference: Reference, stems: Mapping[ir.Pointer, str]) -> Iterator[Entry]:
    """All files of the site; `stems` are the files of models."""
    shown = articles(reference, lambda place: f"../{operation_file(place)}")
    made = _Site(reference, shown, stems)
    yield from made.pages()
    for name in ("site.css", "site.js"):
        yield Copy(f"{FOLDER}/assets/{name}", f"{_TEMPLATES}/{name}")
    yield File(f"{FOLDER}/assets/search.js", made.index())


class _Site:
    def __init__(
        self,
        reference: Reference,
        articles: Mapping[str, ArticleView],
        stems: Mapping[ir.Pointer, str],
    ) -> None:
        self._reference = reference
        self._articles = articles
        self._title = escaped(reference.api.title)
        self._models = {pointer: f"models/{stem}.html" for pointer, stem in stems.items()}
        self._fragments = {view.id: Fragments(view, self._models) for view in reference.views}
        self._keys = {
            view.id: {view.models[key].pointer: key for key in reversed(view.named)}
            for view in reference.views
        }
        """Keys of named models by their pointers."""
        guides = [(it.title, f"guides/{name}.html") for name, it in articles.items()]
        self._contents = _Contents([("Overview", "index.html"), *guides])
        self._choices = tuple(ChoiceView(it.id, escaped(it.title)) for it in reference.views)

    def pages(self) -> Iterator[Entry]:
        """The pages: the index, articles, operations, models."""
        groups = self._reference.groups
        yield self._page("index.html", "", self._title, self._index(), ())
        for name, article in self._articles.items():
            body, languages = self._article(article)
            yield self._page(f"guides/{name}.html", "../", article.title, body, languages)
        for group in groups:
            beside = escaped(group.title), _Contents(
                (escaped(it.title), operation_file(it)) for it in group.places
            )
            for place in group.places:
                path = operation_file(place)
                body = self._operation(group, place)
                title = escaped(place.title)
                yield self._page(path, "../", title, body, self._choices, beside)
        if self._models:
            yield self._page("guides/models.html", "../", "Models", self._every_model(), ())
        for pointer, path in self._models.items():
            name, body, languages = self._model(pointer)
            yield self._page(path, "../", name, body, languages)

    def _page(
        self,
        path: str,
        root: str,
        title: str,
        body: str,
        languages: tuple[ChoiceView, ...],
        beside: tuple[str, _Contents] | None = None,
    ) -> Entry:
        group, operations = beside or ("", None)
        view = PageView(
            title=title,
            site=self._title,
            root=root,
            languages=languages,
            contents=self._contents.of(path, root),
            group=group,
            beside=operations.of(path, root) if operations is not None else "",
            body=body,
        )
        return Render(f"{FOLDER}/{path}", f"{_TEMPLATES}/page.html.jinja", view)

    # --- bodies -------------------------------------------------------------------------------

    def _index(self) -> str:
        api = self._reference.api
        parts = [f"<h1>{self._title}</h1>", f"<p>Version {escaped(api.version)}</p>"]
        parts.append(described(api.docs.description or api.docs.summary))
        for group in self._reference.groups:
            parts.append(f"<h2>{escaped(group.title)}</h2>{described(group.text)}")
            items = "".join(map(self._listed, group.places))
            parts.append(f'<ul class="routes">{items}</ul>')
        if self._models:
            parts.append('<h2>Models</h2><p><a href="guides/models.html">All models</a></p>')
        return "\n".join(parts)

    def _listed(self, place: Place) -> str:
        """An operation in the index."""
        operation = place.operation
        path = self._reference.views[0].pages[operation.pointer].path
        link = f'<a href="{operation_file(place)}">{escaped(place.title)}</a>'
        return f"<li>{_method(operation)} {link} <code>{escaped(path)}</code></li>"

    def _article(self, article: ArticleView) -> tuple[str, tuple[ChoiceView, ...]]:
        parts = [f"<h1>{escaped(article.title)}</h1>", described(article.text)]
        if article.rows:
            items = "".join(f"<li>{described(row)}</li>" for row in article.rows)
            parts.append(f"<ul>{items}</ul>")
        fragments = self._fragments[self._reference.views[0].id]
        for topic in article.topics:
            parts.append(f"<h2>{escaped(topic.name)}</h2>{described(topic.text)}")
            parts.append(fragments.list(topic.entries))
        choices: list[ChoiceView] = []
        for sample in article.samples:
            (view,) = [it for it in self._reference.views if it.id == sample.language]
            choices.append(ChoiceView(view.id, escaped(view.title)))
            code = marked(view.fence, sample.source)
            parts.append(_in_language(view, _code(sample.title, code)))
        return "\n".join(parts), tuple(choices)

    def _operation(self, group: Group, place: Place) -> str:
        operation = place.operation
        views = [it for it in self._reference.views if operation.pointer in it.pages]
        first = views[0].pages[operation.pointer]
        parts = [
            f'<p class="over">{escaped(group.title)}</p><h1>{escaped(place.title)}</h1>',
            f'<p class="route">{_method(operation)} <code>{escaped(first.path)}</code></p>',
            described(first.text),
            '<div class="operation">',
        ]
        for view in views:
            parts.append(_in_language(view, self._in_view(view, view.pages[operation.pointer])))
        if first.answer:
            answer = _code("Response", marked("json", first.answer))
            parts.append(f'<div class="answer"><h2>Response</h2>{answer}</div>')
        parts.append("</div>")
        return "\n".join(parts)

    def _in_view(self, view: View, page: Page) -> str:
        fragments = self._fragments[view.id]
        parts = ['<div class="told">']
        if page.signature:
            parts.append(f'<code class="signature">{escaped(page.signature)}</code>')
        for section in page.sections:
            slug = section.title.lower().replace(" ", "-")
            parts.append(f'<h2 id="{view.id}-{slug}">{escaped(section.title)}</h2>')
            parts.append(described(section.text))
            parts.append(fragments.list(section.entries, f"{view.id}-{slug}-"))
        parts.append('</div><div class="shown">')
        for sample in page.samples:
            language = _LANGUAGES.get(sample.fence, sample.fence)
            code = (highlighted if sample.given else marked)(language, sample.code)
            parts.append(f"<h2>{escaped(sample.title)}</h2>{_code(sample.title, code)}")
        parts.append("</div>")
        return "".join(parts)

    def _model(self, pointer: ir.Pointer) -> tuple[str, str, tuple[ChoiceView, ...]]:
        parts: list[str] = []
        choices: list[ChoiceView] = []
        name = ""
        for view in self._reference.views:
            key = self._keys[view.id].get(pointer)
            if key is None:
                continue
            model = view.models[key]
            if not parts:
                name = model.name
                parts = [f"<h1>{escaped(name)}</h1>", described(model.text)]
            choices.append(ChoiceView(view.id, escaped(view.title)))
            head = f'<code class="signature">{escaped(model.label)}</code>'
            parts.append(_in_language(view, head + self._fragments[view.id].model(key)))
        return escaped(name), "\n".join(parts), tuple(choices)

    def _every_model(self) -> str:
        names = {
            model.pointer: model.name
            for view in self._reference.views
            for model in (view.models[key] for key in view.named)
        }
        items = "".join(
            f'<li><a href="../{self._models[pointer]}">{escaped(name)}</a></li>'
            for pointer, name in names.items()
        )
        return f'<h1>Models</h1><ul class="group">{items}</ul>'

    # --- search -------------------------------------------------------------------------------

    def index(self) -> bytes:
        """What search knows: title, page, further words, and what is shown below the title."""
        rows: list[list[str]] = []
        for group in self._reference.groups:
            for place in group.places:
                pages = [
                    view.pages[place.operation.pointer]
                    for view in self._reference.views
                    if place.operation.pointer in view.pages
                ]
                calls = [it.signature.partition("(")[0] for it in pages if it.signature]
                route = f"{place.operation.method} {pages[0].path}"
                words = " ".join([route, group.title, *calls]).lower()
                rows.append([place.title, operation_file(place), words, route])
        for view in self._reference.views[:1]:
            for key in view.named:
                model = view.models[key]
                rows.append([model.name, self._models[model.pointer], "model", "Model"])
        text = json.dumps(rows, ensure_ascii=True, separators=(",", ":"))
        return f"globalThis.searchEntries = {text};\n".encode()


def operation_file(place: Place) -> str:
    """The page of an operation, below the site."""
    return f"operations/{place.path.replace('/', '.')}.html"


class _Contents:
    """Links in a list; that to the page itself has a mark."""

    def __init__(self, links: Iterable[tuple[str, str]]) -> None:
        """From titles, in HTML, and pages."""
        self._links = tuple(links)
        self._places = {path: index for index, (_, path) in enumerate(self._links)}
        self._items: dict[str, list[str]] = {}
        """The way to the top of the site -> items without a mark."""

    def of(self, path: str, root: str) -> str:
        """The items for a page."""
        items = self._items.get(root)
        if items is None:
            items = self._items[root] = [_linked(it, root, "") for it in self._links]
        at = self._places.get(path)
        if at is not None:
            marked = _linked(self._links[at], root, ' aria-current="page"')
            items = [*items[:at], marked, *items[at + 1 :]]
        return "\n".join(items)


def _linked(link: tuple[str, str], root: str, mark: str) -> str:
    title, path = link
    return f'<li><a href="{root}{path}"{mark}>{title}</a></li>'


def _method(operation: ir.Operation) -> str:
    """The method, in a colour of its own where it is a usual one."""
    name = operation.method.lower()
    return f'<b class="method {escaped(name)}">{escaped(operation.method)}</b>'


def _in_language(view: View, body: str) -> str:
    return f'<section data-language="{view.id}" aria-label="{escaped(view.title)}">{body}</section>'


def _code(label: str, code: str) -> str:
    head = f'<pre tabindex="0" role="region" aria-label="Code: {escaped(label)}">'
    return f'<div class="code">{head}<code>{code}</code></pre></div>'
