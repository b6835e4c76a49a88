"""The pages of operations and models as Markdown."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import partial

import msgspec

from clientsmith.markdown import markdown_text, one_line
from clientsmith.reference.model import Page, View
from clientsmith.targets.docs.lists import Known, Lists
from clientsmith.targets.docs.prose import code, fenced, prose

MODELS = "models"
"""The folder of their pages."""


class SectionView(msgspec.Struct, frozen=True):
    """A titled list."""

    title: str
    text: str
    lines: str


class SampleView(msgspec.Struct, frozen=True):
    """A call in a fence."""

    title: str
    code: str


class PageView(msgspec.Struct, frozen=True):
    """The page of an operation."""

    title: str
    signature: str
    method: str
    path: str
    text: str
    sections: tuple[SectionView, ...]
    example: SampleView
    answer: str
    more: tuple[SampleView, ...]


class ModelView(msgspec.Struct, frozen=True):
    """The page of a model."""

    title: str
    label: str
    text: str
    lines: str


def page_view(page: Page, view: View, lists: Lists) -> PageView:
    """A page as finished pieces of Markdown."""
    sections = tuple(
        SectionView(it.title, it.text, "\n".join(lists.lines(it.entries))) for it in page.sections
    )
    example, *more = (
        SampleView(markdown_text(it.title), fenced(it.fence, it.code)) for it in page.samples
    )
    return PageView(
        title=markdown_text(page.title),
        signature=code(page.signature) if page.signature else "",
        method=page.operation.method.lower(),
        path=code(page.path),
        text="\n".join(prose(page.text)),
        sections=sections,
        example=example,
        answer=fenced("json", page.answer) if page.answer else "",
        more=tuple(more),
    )


def model_view(key: str, view: View, links: Links, known: Known) -> ModelView:
    """The page of a model; models inside it are links."""
    model = view.models[key]
    lists = Lists(view, partial(links.to, view, ""), known, expands=False)
    return ModelView(
        title=markdown_text(model.name),
        label=code(one_line(model.label)),
        text="\n".join(prose(model.text)),
        lines="\n".join(lists.lines(model.entries)),
    )


class Links(msgspec.Struct, frozen=True):
    """Where models have their pages."""

    stems: Mapping[str, str]
    """Pointer of a named model -> the name of its file."""

    def file(self, view: View, key: str) -> str:
        """The file of a model's page, below the output."""
        return f"{view.id}/{MODELS}/{self.stems[view.models[key].pointer]}.md"

    def way(self, view: View, folder: str) -> str:
        """What links to the pages of models begin with, from a page in a folder."""
        found = posixpath.relpath(f"{view.id}/{MODELS}", folder)
        return "" if found == "." else f"{found}/"

    def to(self, view: View, way: str, key: str) -> str:
        """The link to a model's page."""
        return f"{way}{self.stems[view.models[key].pointer]}.md"
