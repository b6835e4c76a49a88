"""The pages about the API as a whole: authentication, errors, pagination, changes, webhooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

import msgspec

from clientsmith import ir
from clientsmith.markdown import markdown_text, one_line
from clientsmith.reference.entries import text_of
from clientsmith.reference.model import Entry, Group, Place, Reference
from clientsmith.targets.docs.prose import code, fenced, prose


class SampleView(msgspec.Struct, frozen=True):
    """A program in one language."""

    title: str
    language: str
    source: str
    code: str
    """The source in a fence."""


class TopicView(msgspec.Struct, frozen=True):
    """A titled list of entries."""

    name: str
    """What it is about, as plain text."""
    title: str
    text: str
    entries: tuple[Entry, ...]
    lines: str
    """The entries in Markdown."""


class ArticleView(msgspec.Struct, frozen=True):
    """A page."""

    title: str
    text: str
    rows: tuple[str, ...]
    """Items of a list."""
    samples: tuple[SampleView, ...]
    topics: tuple[TopicView, ...] = ()


def articles(
    reference: Reference,
    link: Callable[[Place], str],
    lines: Callable[[Sequence[Entry]], str] = lambda _: "",
) -> dict[str, ArticleView]:
    """The pages by the names of their files, without those that have nothing to say.

    `link` leads from one of them to the page of an operation; `lines` writes entries.
    """
    found = {
        "authentication": _authentication(reference),
        "errors": _errors(reference),
        "pagination": _pagination(reference, link),
        "webhooks": _webhooks(reference, lines),
        "changelog": _changelog(reference, link),
    }
    return {name: view for name, view in found.items() if view is not None}


def _samples(reference: Reference, guide: str) -> tuple[SampleView, ...]:
    return tuple(
        SampleView(
            title=view.title,
            language=view.id,
            source=view.guides[guide],
            code=fenced(view.fence, view.guides[guide]),
        )
        for view in reference.views
        if view.guides.get(guide)
    )


# --- authentication ----------------------------------------------------------------------------


def _authentication(reference: Reference) -> ArticleView | None:
    api = reference.api
    rows = tuple(_scheme(it, api) for it in api.security_schemes)
    if not rows:
        return None
    return ArticleView(
        title="Authentication",
        text="What a request proves itself with; each operation needs one of these.",
        rows=rows,
        samples=_samples(reference, "client"),
    )


def _scheme(scheme: ir.SecurityScheme, api: ir.Api) -> str:
    match scheme:
        case ir.ApiKey(location=location, parameter=name):
            words = f"a key in the {location} {code(name)}"
        case ir.HttpBearer(keyword=keyword):
            words = f"a token in the header {code(f'Authorization: {keyword} ...')}"
        case ir.HttpBasic():
            words = "a user name and a password in the header `Authorization: Basic ...`"
        case ir.OAuth2(flow=flow, token_url=url):
            words = f"a token of OAuth 2.0 ({flow.replace('_', ' ')})"
            words += f" from {code(url)}" if url else ""
        case ir.OtherSecurity(type=kind):
            words = f"{code(kind)}, which clients leave to you"
        case _:
            assert_never(scheme)
    variables = [
        code(name)
        for option in api.client.options
        if option.target == scheme.id
        for name in option.environment
    ]
    if variables:
        words += f"; clients read {' and '.join(variables)}"
    text = " ".join(prose(text_of(scheme.docs)))
    return f"**{markdown_text(scheme.id)}**: {words}.{' ' if text else ''}{text}"


# --- errors ------------------------------------------------------------------------------------


def _errors(reference: Reference) -> ArticleView:
    statuses: dict[str, tuple[str, int]] = {}
    for place in _places(reference):
        for response in place.operation.responses:
            status = response.status.upper().replace("DEFAULT", "default")
            if status[:1] in "123":
                continue
            words, count = statuses.get(status, ("", 0))
            statuses[status] = words or one_line(response.docs.description), count + 1
    rows = tuple(
        f"{code(status)}: {markdown_text(words)}{' ' if words else ''}({_operations(count)})"
        for status, (words, count) in sorted(statuses.items())
    )
    text = "An answer with a status of 400 or more is an error."
    if not rows:
        text += " The document describes none in particular."
    return ArticleView("Errors", text, rows, _samples(reference, "errors"))


def _operations(count: int) -> str:
    return "1 operation" if count == 1 else f"{count} operations"


# --- pagination --------------------------------------------------------------------------------


def _pagination(reference: Reference, link: Callable[[Place], str]) -> ArticleView | None:
    rows = tuple(
        f"[{markdown_text(place.title)}]({link(place)}): {_paging(place.operation.paging)}"
        for place in _places(reference)
        if place.operation.paging is not None
    )
    if not rows:
        return None
    return ArticleView(
        title="Pagination",
        text="These operations answer in pages. Clients fetch the next page when it is needed.",
        rows=rows,
        samples=_samples(reference, "pages"),
    )


def _paging(paging: ir.Paging) -> str:
    match paging:
        case ir.OffsetPaging(offset=offset):
            return f"{code(offset)} is the number of items to skip."
        case ir.PagePaging(number=number):
            return f"{code(number)} is the number of the page."
        case ir.CursorPaging(cursor=cursor, next=next):
            return f"{code(cursor)} takes the {code(next)} of the page before."
        case ir.LinkPaging(next=""):
            return "the header `Link` has the URL of the next page."
        case ir.LinkPaging(next=next):
            return f"{code(next)} is the URL of the next page."
        case ir.LastItemPaging(cursor=cursor, item_id=id):
            return f"{code(cursor)} takes the {code(id)} of the last item."
        case _:
            assert_never(paging)


# --- webhooks and changes ----------------------------------------------------------------------


def _webhooks(reference: Reference, lines: Callable[[Sequence[Entry]], str]) -> ArticleView | None:
    api = reference.api
    if not api.webhooks:
        return None
    payloads = reference.views[0].webhooks
    text = "Requests that the server sends."
    if api.webhook_event is not None:
        text += f" {_signed(api.webhook_signature)}"
    return ArticleView(
        title="Webhooks",
        text=text,
        rows=(),
        samples=_samples(reference, "webhooks"),
        topics=tuple(
            TopicView(
                name=it.name.wire,
                title=markdown_text(it.name.wire),
                text="\n\n".join(filter(None, ("\n".join(prose(text_of(it.docs))), _sent_to(it)))),
                entries=payloads[it.pointer],
                lines=lines(payloads[it.pointer]),
            )
            for it in api.webhooks
        ),
    )


def _sent_to(webhook: ir.Webhook) -> str:
    """Of a callback: where it goes."""
    return f"Sent to {code(webhook.url)}." if webhook.url else ""


def _signed(signature: ir.WebhookSignature | None) -> str:
    """What a receiver knows a request by."""
    if signature is None:
        return "They are not signed: nothing in them says who has sent them."
    what = {"body": "the body", "timestamp": "the time", "message-id": "the identifier"}
    parts = " and ".join(what[it] for it in signature.components)
    joined = f", joined by {code(signature.delimiter)}" if signature.delimiter else ""
    behind = f" behind {code(signature.prefix)}" if signature.prefix else ""
    words = (
        f"The header {code(signature.header)} has their signature: the HMAC with"
        f" {signature.algorithm.upper()} of {parts}{joined}, in {signature.encoding}{behind}."
    )
    if signature.message_id_header:
        words += f" The identifier is in {code(signature.message_id_header)}."
    if signature.timestamp_header:
        words += f" The time is in {code(signature.timestamp_header)};"
        words += f" a request is too old after {signature.tolerance:g} seconds."
    return words


def _changelog(reference: Reference, link: Callable[[Place], str]) -> ArticleView:
    rows: list[str] = []
    for place in _places(reference):
        operation, docs = place.operation, place.operation.docs
        linked = f"[{markdown_text(place.title)}]({link(place)})"
        if docs.deprecated or docs.deprecation or operation.stability == "deprecated":
            reason = markdown_text(docs.deprecation)
            rows.append(f"{linked} is deprecated{': ' if reason else '.'}{reason}")
        elif operation.stability != "stable":
            rows.append(f"{linked} is in {operation.stability} and may change.")
    version = markdown_text(reference.api.version)
    text = f"This is version {version} of the API."
    if not rows:
        text += " Nothing in it is deprecated."
    return ArticleView("Changelog", text, tuple(rows), ())


def _places(reference: Reference) -> Iterator[Place]:
    group: Group
    for group in reference.groups:
        yield from group.places
