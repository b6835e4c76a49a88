"""The whole output: the reference in Markdown."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import msgspec

from clientsmith import ir
from clientsmith.names import Names
from clientsmith.paths import portable
from clientsmith.reference import model
from clientsmith.reference.build import build
from clientsmith.reference.language import Language
from clientsmith.reference.model import Place, Reference, View
from clientsmith.render import Entry, File, Render
from clientsmith.targets import Options
from clientsmith.targets.docs.articles import ArticleView, articles
from clientsmith.targets.docs.index import index, page_path
from clientsmith.targets.docs.lists import Blocks, Known, Lists
from clientsmith.targets.docs.pages import Links, PageView, model_view, page_view


class Package(msgspec.Struct, frozen=True):
    """Everything there is to print."""

    reference: Reference
    links: Links
    html: bool
    """Whether the site is written, too."""
    overlay: bool
    """Whether there is an overlay with the samples."""


class WholeView(msgspec.Struct, frozen=True):
    """`llms-full.txt`: every page of HTTP, one after the other."""

    title: str
    summary: str
    articles: tuple[ArticleView, ...]
    pages: tuple[PageView, ...]


def lower(
    api: ir.Api,
    options: Options,
    names: Names | None = None,
    languages: Sequence[Language] = (),
) -> Package:
    """The reference of an API, in HTTP and in the languages of its packages."""
    reference = build(api, languages)
    return Package(
        reference,
        Links(_stems(reference)),
        html=options.get("html") is not False,
        overlay=options.get("code_samples") is True,
    )


def plan(package: Package) -> Iterator[Entry]:
    """The files of the output, each with what makes it.

    They are made one by one: those of a large API together take much more than the API itself.
    """
    reference, links = package.reference, package.links
    http = reference.views[0]
    blocks: Blocks = {}

    def lines(entries: Sequence[model.Entry]) -> str:
        way = links.way(http, ".")
        made = Lists(http, partial(links.to, http, way), Known(blocks)).lines(entries)
        return "\n".join(made).rstrip("\n")

    shown = articles(reference, lambda place: page_path(place, http), lines)
    models = {http.models[key].name: links.file(http, key) for key in http.named}
    contents = index(reference, shown, models)
    yield Render("README.md", "docs/index.md.jinja", contents)
    yield Render("llms.txt", "docs/llms.txt.jinja", contents)
    for name, article in shown.items():
        yield Render(f"{name}.md", "docs/article.md.jinja", {"article": article})
    for view in reference.views:
        yield from _pages(reference, view, links, blocks)
    whole = WholeView(
        title=contents.title,
        summary=contents.summary,
        articles=tuple(shown.values()),
        pages=tuple(_whole(reference, blocks)),
    )
    yield Render("llms-full.txt", "docs/llms-full.txt.jinja", whole)
    if package.overlay:
        from clientsmith.targets.docs.overlay import NAME, overlay

        yield File(NAME, overlay(reference))
    if package.html:
        from clientsmith.targets.docs.html.site import site

        yield from site(reference, links.stems)


def _pages(reference: Reference, view: View, links: Links, blocks: Blocks) -> Iterator[Entry]:
    """The pages of a language."""
    known: dict[str, Known] = {}
    for place in _places(reference, view):
        path = page_path(place, view)
        way = links.way(view, posixpath.dirname(path))
        shared = known.setdefault(way, Known(blocks))
        lists = Lists(view, partial(links.to, view, way), shared)
        page = page_view(view.pages[place.operation.pointer], view, lists)
        yield Render(path, "docs/page.md.jinja", {"page": page})
    alone = Known(blocks)
    for key in view.named:
        path = links.file(view, key)
        yield Render(path, "docs/model.md.jinja", model_view(key, view, links, alone))


def _whole(reference: Reference, blocks: Blocks) -> Iterator[PageView]:
    """The pages of HTTP for one file."""
    view = reference.views[0]
    lists = Lists(view, lambda _: "", Known(blocks))
    for place in _places(reference, view):
        lists.turn()
        yield page_view(view.pages[place.operation.pointer], view, lists)


def _places(reference: Reference, view: View) -> Iterator[Place]:
    for group in reference.groups:
        for place in group.places:
            if place.operation.pointer in view.pages:
                yield place


def _stems(reference: Reference) -> Mapping[str, str]:
    """Names of the files of models; they differ in more than case."""
    folder = "models/"  # a resource may be called so, too
    taken = {
        it.path.removeprefix(folder).lower()
        for group in reference.groups
        for it in group.places
        if it.path.startswith(folder)
    }
    found: dict[str, str] = {}
    for view in reference.views:
        for key in view.named:
            model = view.models[key]
            if model.pointer not in found:
                found[model.pointer] = _free(taken, _stem(model.name))
    return found


def _stem(name: str) -> str:
    stem = "".join(it if it.isascii() and (it.isalnum() or it in "-_") else "_" for it in name)
    return portable(stem.strip("_-") or "model")


def _free(taken: set[str], stem: str) -> str:
    number, found = 2, stem
    while found.lower() in taken:
        found = f"{stem}_{number}"
        number += 1
    taken.add(found.lower())
    return found
