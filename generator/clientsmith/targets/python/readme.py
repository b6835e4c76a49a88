"""`README.md`: how to use this client, by its own operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from clientsmith import ir
from clientsmith.markdown import markdown_text
from clientsmith.targets.python.programs import Example, Writer
from clientsmith.targets.python.resource_symbols import constructor_options
from clientsmith.targets.python.webhooks import WebhookExample, webhook_example

if TYPE_CHECKING:
    from clientsmith.targets.python.package import Package


class Variable(msgspec.Struct, frozen=True):
    """An environment variable."""

    name: str
    words: str


class ReadmeView(msgspec.Struct, frozen=True):
    """The file."""

    title: str
    summary: str
    package: str
    distribution: str
    client: str
    async_name: str
    error: str
    method: str
    """The method of the samples, for the text."""
    usage: Example | None
    asynchronous: Example | None
    pages: Example | None
    async_pages: Example | None
    stream: Example | None
    upload: Example | None
    errors: Example | None
    retries: Example | None
    raw: Example | None
    streaming_response: Example | None
    typed_headers: bool
    """Whether the document declares headers of answers."""
    webhooks: WebhookExample | None
    lists: str
    log_variable: str
    variables: tuple[Variable, ...]


def readme(package: Package, writer: Writer) -> ReadmeView:
    """The README of a package."""
    facts = package.facts
    api = package.api
    variables = [
        Variable(name, _role(option))
        for option in constructor_options(api)
        for name in option.environment
    ]
    variables.extend(Variable(name, "The base URL.") for name in api.client.base_url_environment)
    if api.client.log_environment:
        log = "`debug` or `info`: log requests and answers, without secrets."
        variables.append(Variable(api.client.log_environment, log))
    return ReadmeView(
        title=markdown_text(facts.title) or facts.client,
        summary=markdown_text(facts.summary),
        package=facts.package,
        distribution=facts.distribution,
        client=facts.client,
        async_name=f"Async{facts.client}",
        error=facts.error,
        method=writer.method,
        usage=writer.usage(),
        asynchronous=writer.asynchronous(),
        pages=writer.pages(),
        async_pages=writer.async_pages(),
        stream=writer.stream(),
        upload=writer.upload(),
        errors=writer.errors(),
        retries=writer.retries(),
        raw=writer.raw(),
        streaming_response=writer.streaming_response(),
        typed_headers=any(it.endswith("/response-headers") for it in api.schemas),
        webhooks=webhook_example(api, package.symbols, facts.package),
        lists=writer.listing,
        log_variable=api.client.log_environment,
        variables=tuple(variables),
    )


def _role(option: ir.Option) -> str:
    words = markdown_text(option.docs.summary or option.docs.description)
    return words or f"The argument `{'_'.join(option.name.words)}`."
