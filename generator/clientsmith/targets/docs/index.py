"""The tables of contents: for people, and for tools that read `llms.txt`."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from clientsmith.markdown import markdown_text, one_line
from clientsmith.reference.model import Place, Reference, View
from clientsmith.targets.docs.articles import ArticleView
from clientsmith.targets.docs.prose import code, prose


class LinkView(msgspec.Struct, frozen=True):
    """A page."""

    title: str
    path: str
    words: str
    """What stands behind the link."""


class GroupView(msgspec.Struct, frozen=True):
    """A resource."""

    title: str
    text: str
    links: tuple[LinkView, ...]


class IndexView(msgspec.Struct, frozen=True):
    """A table of contents."""

    title: str
    version: str
    summary: str
    text: str
    servers: tuple[str, ...]
    guides: tuple[LinkView, ...]
    groups: tuple[GroupView, ...]
    languages: tuple[GroupView, ...]
    """The pages of each language but HTTP."""
    models: tuple[LinkView, ...]


def index(
    reference: Reference, articles: Mapping[str, ArticleView], models: Mapping[str, str]
) -> IndexView:
    """The contents; `models` are the files of models by their names."""
    api = reference.api
    first, *others = reference.views
    lines = prose(api.docs.description or api.docs.summary)
    return IndexView(
        title=markdown_text(api.title),
        version=markdown_text(api.version),
        summary=one_line(next(iter(lines), "")) or f"Reference of {markdown_text(api.title)}",
        text="\n".join(lines),
        servers=tuple(code(it.url) for it in api.servers),
        guides=tuple(LinkView(it.title, f"{name}.md", "") for name, it in articles.items()),
        groups=tuple(
            GroupView(
                title=markdown_text(group.title),
                text="\n".join(prose(group.text)),
                links=tuple(_link(it, first, others) for it in group.places),
            )
            for group in reference.groups
        ),
        languages=tuple(
            GroupView(
                title=view.title,
                text="",
                links=tuple(
                    _link(place, view, ())
                    for group in reference.groups
                    for place in group.places
                    if place.operation.pointer in view.pages
                ),
            )
            for view in others
        ),
        models=tuple(LinkView(markdown_text(name), path, "") for name, path in models.items()),
    )


def page_path(place: Place, view: View) -> str:
    """The file of an operation's page."""
    return f"{view.id}/{place.path}.md"


def _link(place: Place, view: View, others: list[View] | tuple[View, ...]) -> LinkView:
    page = view.pages[place.operation.pointer]
    words = f"{page.operation.method.lower()} {page.path}"
    also = [
        f"[{it.title}]({page_path(place, it)})"
        for it in others
        if place.operation.pointer in it.pages
    ]
    return LinkView(
        title=markdown_text(place.title),
        path=page_path(place, view),
        words=" · ".join([code(words), *also]),
    )
