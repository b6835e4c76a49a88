"""`api.md`: every method, by resource."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from clientsmith.markdown import html_text, markdown_text
from clientsmith.targets.typescript.calling import params_name
from clientsmith.targets.typescript.layout import inline
from clientsmith.targets.typescript.operations import OperationView
from clientsmith.targets.typescript.resources import ResourceView
from clientsmith.wire import path_template


class SectionView(msgspec.Struct, frozen=True):
    """A resource."""

    heading: str
    source: str
    contents: str
    """Its class and its types; empty for none."""
    methods: tuple[str, ...]


class ReferenceView(msgspec.Struct, frozen=True):
    """The file."""

    title: str
    sections: tuple[SectionView, ...]


def reference(title: str, resources: tuple[ResourceView, ...]) -> ReferenceView:
    """All resources that have methods, in order."""
    sections = [_section(view) for view in resources if view.operations or view.webhooks]
    return ReferenceView(markdown_text(title), tuple(sections))


def _section(view: ResourceView) -> SectionView:
    path = ".".join(("client", *view.attributes))
    contents = [f"the class `{view.name}`"] if view.has_class else []
    if view.own_types:
        contents.append(f"the types {', '.join(f'`{name}`' for name in view.own_types)}")
    return SectionView(
        heading=path,
        source=view.module.file,
        contents="; ".join(contents),
        methods=(
            *(_method(path, view, it) for it in view.operations),
            *_webhooks(path, view),
        ),
    )


def _webhooks(path: str, resource: ResourceView) -> Iterator[str]:
    """How what the API sends is read."""
    webhooks = resource.webhooks
    if webhooks is None:
        return
    signed = bool(webhooks.signature)
    call = f"{path}.unwrap(payload{', headers, options' if signed else ''})"
    result = f"Promise<{webhooks.event}>" if signed else webhooks.event
    yield (
        f"- <code>{html_text(call)}: {html_text(result)}</code>, "
        f"or `unwrap` of [{resource.module.file}]({resource.module.file})"
    )


def _method(path: str, resource: ResourceView, view: OperationView) -> str:
    arguments = [name for name, _ in view.arguments.positional]
    if view.arguments.has_params:
        optional = "" if view.arguments.required else "?"
        arguments.append(f"{params_name(view.arguments)}{optional}: {view.params}")
    route = f"{view.operation.method} {path_template(view.operation)}"
    call = f"{path}.{view.method.name}({', '.join([*arguments, 'options?'])})"
    result = html_text(inline(view.result)).replace(" ", "")
    return (
        f'- <code title="{html_text(route)}">{html_text(call)}: {result}</code>, '
        f"or `{view.exported or view.function}` of [{resource.module.file}]({resource.module.file})"
    )
