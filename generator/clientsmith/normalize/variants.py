"""Further methods of an operation: one for each kind of body beside the preferred one, one for
the stream beside an ordinary answer.

What differs in kind (JSON, a form, several parts, text, bytes) is passed in another way, so it gets
a method of its own, called by the kind: *create*, *create form*, *create xml*. Its identity is the
pointer of the media type. Media types of one kind with one schema are the same method's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from clientsmith import ir, pointers
from clientsmith.normalize.candidates import spelling
from clientsmith.normalize.context import Context
from clientsmith.normalize.media_types import essence
from clientsmith.normalize.names import words

Words = tuple[str, ...]
_TRIVIAL = ("application/json", "text/json", "application/*+json", "*/*", "application/*")
"""Media types that mean nothing beside one that is chosen already."""


def with_variants(
    context: Context, placed: list[tuple[tuple[ir.Name, ...], ir.Operation]]
) -> list[tuple[tuple[ir.Name, ...], ir.Operation]]:
    """The operations with their resources, each followed by its further methods."""
    taken = _taken(placed)
    kept = _kept(context, placed, taken)
    placed = [pair for one in placed for pair in _streams(context, taken, kept, *one)]
    found: list[tuple[tuple[ir.Name, ...], ir.Operation]] = []
    for resource, operation in placed:
        groups = _groups(operation)
        if len(groups) < 2:
            found.append((resource, operation))
            if groups:
                _note(context, operation, groups[0][1])
            continue
        where = tuple(name.words for name in resource)
        for index, (_, group) in enumerate(groups):
            made = _with_body(operation, group)
            if index:
                pointer = pointer_of(operation, group[0])
                name = kept.get(pointer) or _name(
                    taken, where, operation.name, _suffixes(group, groups[:index])
                )
                made = _named(context, taken, where, made, pointer, name, "kind of body")
            _note(context, made, group)
            found.append((resource, made))
    return found


def _kept(
    context: Context,
    placed: Iterable[tuple[tuple[ir.Name, ...], ir.Operation]],
    taken: dict[tuple[Words, ...], None],
) -> dict[str, ir.Name]:
    """The names that further methods had before, by their pointers."""
    found: dict[str, ir.Name] = {}
    for resource, operation in placed:
        where = tuple(name.words for name in resource)
        content = operation.body.content if operation.body is not None else ()
        for pointer in (
            stream_pointer(operation),
            *(pointer_of(operation, media) for media in content),
        ):
            before = context.names.get("method", pointer)
            path, _, name = before.rpartition(".")
            words_ = tuple(name.split("_"))
            if before and path == spelling(where) and (*where, words_) not in taken:
                taken[(*where, words_)] = None
                found[pointer] = ir.Name(name, words_)
    return found


def pointer_of(operation: ir.Operation, media: ir.MediaType) -> str:
    """The identity of a further method."""
    return f"{operation.pointer}/requestBody/content/{pointers.escape(media.content_type)}"


def stream_pointer(operation: ir.Operation) -> str:
    """The identity of the method that asks for a stream."""
    return f"{operation.pointer}/stream"


def _streams(
    context: Context,
    taken: dict[tuple[Words, ...], None],
    kept: dict[str, ir.Name],
    resource: tuple[ir.Name, ...],
    operation: ir.Operation,
) -> Iterator[tuple[tuple[ir.Name, ...], ir.Operation]]:
    """The operation; where only the header Accept asks for a stream, that is a method too."""
    streaming = operation.streaming
    if streaming is None or streaming.always or streaming.flag or operation.paging is not None:
        yield resource, operation
        return
    yield resource, msgspec.structs.replace(operation, streaming=None)
    where = tuple(name.words for name in resource)
    pointer = stream_pointer(operation)
    name = kept.get(pointer) or _name(
        taken, where, operation.name, [("stream",), ("as", "stream"), ("event", "stream")]
    )
    made = msgspec.structs.replace(
        operation, streaming=msgspec.structs.replace(streaming, always=True)
    )
    yield resource, _named(context, taken, where, made, pointer, name, "Accept")


def _named(
    context: Context,
    taken: dict[tuple[Words, ...], None],
    where: tuple[Words, ...],
    operation: ir.Operation,
    pointer: str,
    name: ir.Name,
    source: str,
) -> ir.Operation:
    """A further method under its own name."""
    key = spelling((*where, name.words))
    taken[(*where, name.words)] = None
    context.decide(pointer, "method", key, source)
    context.names.keep("method", pointer, key)
    variant_of = operation.variant_of or operation.pointer
    return msgspec.structs.replace(operation, pointer=pointer, variant_of=variant_of, name=name)


def _taken(
    placed: Iterable[tuple[tuple[ir.Name, ...], ir.Operation]],
) -> dict[tuple[Words, ...], None]:
    """The paths of all methods and resources."""
    found: dict[tuple[Words, ...], None] = {}
    for resource, operation in placed:
        path = tuple(name.words for name in resource)
        for depth in range(1, len(path) + 1):
            found[path[:depth]] = None
        found[(*path, operation.name.words)] = None
    return found


def kind_of(media: ir.MediaType) -> Words:
    """How a body is passed: its format; texts are told apart by what they are written in."""
    if media.format != "text":
        return (media.format,)
    name = essence(media.content_type)
    found = ("yaml",) if name.endswith("yaml") else _subtype(name)
    return ("text",) if found in ((), ("plain",)) else found


def _subtype(name: str) -> Words:
    return tuple(word for word in words(name.partition("/")[2]) if word not in ("x", "vnd", "prs"))


def _groups(operation: ir.Operation) -> list[tuple[Words, list[ir.MediaType]]]:
    """The representations of the body that are one method each, with their kind."""
    groups: list[tuple[Words, list[ir.MediaType]]] = []
    for media in operation.body.content if operation.body is not None else ():
        kind = kind_of(media)
        vague = "*" in media.content_type
        for known, group in groups:
            if vague or (known == kind and group[0].type == media.type):
                group.append(media)
                break
        else:
            groups.append((kind, [media]))
    return groups


def _with_body(operation: ir.Operation, group: list[ir.MediaType]) -> ir.Operation:
    """The operation with the representations of one group."""
    assert operation.body is not None
    body = msgspec.structs.replace(operation.body, content=tuple(group))
    changes: dict[str, object] = {"body": body}
    if group[0].format not in ("json", "form", "multipart"):
        # What is asked for by a member of the body cannot be asked for without members.
        queries = {one.name.wire for one in operation.parameters if one.location == "query"}
        asked = _page_parameter(operation.paging)
        if asked and asked not in queries:
            changes["paging"] = None
        if operation.streaming is not None and not operation.streaming.always:
            changes["streaming"] = None
    return msgspec.structs.replace(operation, **changes)


def _page_parameter(paging: ir.Paging | None) -> str:
    match paging:
        case ir.OffsetPaging(offset=name) | ir.PagePaging(number=name):
            return name
        case ir.CursorPaging(cursor=name) | ir.LastItemPaging(cursor=name):
            return name
        case _:
            return ""


def _suffixes(
    group: list[ir.MediaType], before: Sequence[tuple[Words, list[ir.MediaType]]]
) -> list[Words]:
    """What a further method may be called behind the operation's name, best first."""
    kind = kind_of(group[0])
    subtype = _subtype(essence(group[0].content_type)) or kind
    if kind == ("json",) and len(subtype) > 1 and subtype[-1] == "json":
        subtype = subtype[:-1]
    found = [kind, subtype] if kind not in [one for one, _ in before] else [subtype]
    return [*found, ("as", *subtype), *((*subtype, str(number)) for number in range(2, 100))]


def _name(
    taken: dict[tuple[Words, ...], None], where: tuple[Words, ...], name: ir.Name, ends: list[Words]
) -> ir.Name:
    """A name that no method and no resource has; the last one when there is none."""
    end = next((it for it in ends if (*where, (*name.words, *it)) not in taken), ends[-1])
    return ir.Name("_".join((name.wire, *end)), (*name.words, *end))


def _note(context: Context, operation: ir.Operation, group: list[ir.MediaType]) -> None:
    """Say which media types the method does not send by itself."""
    others = [it.content_type for it in group[1:] if essence(it.content_type) not in _TRIVIAL]
    if others:
        context.note(
            "body/equivalent",
            operation.pointer,
            f"the body is sent as `{group[0].content_type}`; "
            + ", ".join(f"`{it}`" for it in others)
            + " has the same schema",
            "set the header Content-Type for a single call to send another one",
        )
