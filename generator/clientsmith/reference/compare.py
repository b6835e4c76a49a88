"""A published page beside the page of the document: what either has that the other has not.

What is compared is the meaning: names, types, values, what may be absent, limits, words. How types
are called, Markdown, line breaks and examples are not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from clientsmith import ir
from clientsmith.reference.model import Entry, Page, View
from clientsmith.reference.published import Dialect, Item, Published

_DEEPEST = 40
"""Levels that are compared; pages have no more."""


class Difference(msgspec.Struct, frozen=True):
    """Something that the document lacks, has too much, or says otherwise."""

    kind: str
    """`missing`, `surplus`, `type`, `required`, `values`, `limits`, `description` or `title`."""
    pointer: ir.Pointer
    """Where in the document; of something that it lacks: what it belongs to."""
    message: str
    line: int
    """Of the published page; 0 when it is about what that does not have."""


def same_route(one: str, other: str) -> bool:
    """Whether paths differ only in what their parameters are called."""
    return re.sub(r"\{[^}]*\}|:\w+", "{}", one) == re.sub(r"\{[^}]*\}|:\w+", "{}", other)


def compare(page: Page, view: View, published: Published) -> list[Difference]:
    """All differences, in the order of the published page."""
    return list(_Comparison(page, view, published).run())


class _Comparison:
    def __init__(self, page: Page, view: View, published: Published) -> None:
        self._page = page
        self._view = view
        self._published = published
        self._dialect = published.dialect
        every = list(published.every())
        # What a page never says says nothing about the document either.
        self._says_null = self._dialect != "go" and any(
            re.search(r"\bor null\b|\| null\b|\bNone\b|Optional\[", it.label) for it in every
        )
        self._says_optional = self._dialect != "go" or any(
            it.label.endswith("optional") for it in every
        )
        self._says_limits = any(it.limits for it in every)

    def run(self) -> Iterator[Difference]:
        page, published = self._page, self._published
        place = page.operation.pointer
        if published.title and _words(published.title) != _words(page.title):
            message = f"the title is {_shown(page.title)}, on the page {_shown(published.title)}"
            yield Difference("title", place, message, published.line)
        yield from self._text("the operation", page.text, published.text, place, published.line)
        ours = {it.title.lower(): it.entries for it in page.sections}
        theirs = {title.lower(): items for title, items in published.sections.items()}
        for title, items in theirs.items():
            yield from self._lists(title, ours.get(title, ()), items, place)
        for title, entries in ours.items():
            if title not in theirs and (title == "returns" or title.endswith("parameters")):
                yield from self._lists(title, entries, [], place)

    def _lists(
        self, title: str, entries: Sequence[Entry], items: Sequence[Item], place: ir.Pointer
    ) -> Iterator[Difference]:
        what = title.removesuffix("s") if title.endswith("parameters") else "property"
        if title == "returns":
            entries, items, found = self._unwrapped(entries, items)
            yield from found
        else:
            entries, items = _ungrouped(entries), _ungrouped_items(items)
        yield from self._members(what, "", entries, items, place, 0)

    def _unwrapped(
        self, entries: Sequence[Entry], items: Sequence[Item]
    ) -> tuple[Sequence[Entry], Sequence[Item], list[Difference]]:
        """The members of what is returned, where it is one model on both sides."""
        found: list[Difference] = []
        if len(items) == 1 and len(entries) == 1 and _name(items[0].label, self._dialect) == "":
            entry, item = entries[0], items[0]
            words = entry.text
            found.extend(self._text("the answer", words, item.text, entry.pointer, item.line))
            if not item.items and item.text and _REFERS.fullmatch(item.text[-1]):
                return (), (), found  # it is written out elsewhere
            return self._inside(entry), item.items, found
        if len(entries) == 1 and entries[0].kind == "variant":
            return self._inside(entries[0]), items, found
        return entries, items, found

    def _members(
        self,
        what: str,
        above: str,
        entries: Sequence[Entry],
        items: Sequence[Item],
        place: ir.Pointer,
        depth: int,
    ) -> Iterator[Difference]:
        ours = {it.name: it for it in entries if it.kind == "member"}
        theirs = {
            name: it for it in items if (name := _name(it.label, self._dialect)) and not _value(it)
        }
        for name, item in theirs.items():
            path = f"{above}{name}"
            entry = ours.get(name)
            if entry is None:
                message = f"the document lacks the {what} `{path}`: the page has `{item.label}`"
                yield Difference("missing", place, message, item.line)
                continue
            yield from self._member(what, path, entry, item, depth)
        for name, entry in ours.items():
            if name not in theirs:
                message = f"the page lacks the {what} `{above}{name}` of the document"
                yield Difference("surplus", entry.pointer or place, message, 0)

    def _member(
        self, what: str, path: str, entry: Entry, item: Item, depth: int
    ) -> Iterator[Difference]:
        place = entry.pointer
        their_type, is_optional = _type(item.label, self._dialect)
        ours = _plain_type(entry.type, self._dialect, self._says_null)
        theirs = _plain_type(their_type, self._dialect, self._says_null)
        if ours != theirs:
            message = f"the {what} `{path}` is `{entry.type}`, on the page `{their_type}`"
            yield Difference("type", place, message, item.line)
        if self._says_optional and entry.optional != is_optional:
            said = "may be absent" if entry.optional else "must be there"
            message = f"the {what} `{path}` {said}, on the page it {_OTHERWISE[said]}"
            yield Difference("required", place, message, item.line)
        yield from self._values(what, path, entry, item, their_type)
        yield from self._limits(what, path, entry, item)
        words = f"the {what} `{path}`"
        yield from self._text(words, entry.text, item.text, place, item.line)
        inner = [it for it in item.items if not _value(it)]
        if inner and depth < _DEEPEST:
            below = self._inside(entry)
            yield from self._members("property", f"{path}.", below, inner, place, depth + 1)

    def _values(
        self, what: str, path: str, entry: Entry, item: Item, their_type: str
    ) -> Iterator[Difference]:
        ours = [it.label for it in self._inside(entry) if it.kind == "value"]
        theirs = [it.label for it in item.items if _value(it)] or _literals(their_type)
        ours = ours or _literals(entry.type)
        if not ours or not theirs:
            return  # the types are others
        lacks = [it for it in theirs if it not in ours]
        more = [it for it in ours if it not in theirs]
        if lacks:
            message = f"the {what} `{path}` lacks the values {', '.join(lacks)} of the page"
            yield Difference("values", entry.pointer, message, item.line)
        if more:
            message = f"the {what} `{path}` has the values {', '.join(more)}, the page has not"
            yield Difference("values", entry.pointer, message, item.line)

    def _limits(self, what: str, path: str, entry: Entry, item: Item) -> Iterator[Difference]:
        if not self._says_limits or not (item.text or item.limits):
            return  # pages show limits below a description
        ours = {key: text for key, text in entry.limits if key != "default"}
        theirs = {key: text for key, text in item.limits.items() if key != "default"}
        for key in sorted({*ours, *theirs}):
            if ours.get(key) != theirs.get(key):
                message = (
                    f"`{key}` of the {what} `{path}` is {_limit(ours, key)},"
                    f" on the page {_limit(theirs, key)}"
                )
                yield Difference("limits", entry.pointer, message, item.line)

    def _text(
        self, what: str, ours: str, theirs: Sequence[str], place: ir.Pointer, line: int
    ) -> Iterator[Difference]:
        page = _words(" ".join(theirs))
        own = _words(ours)
        if own != page and theirs and _REFERS.fullmatch(theirs[-1]):
            page = _words(" ".join(theirs[:-1]))
        if own != page:
            message = f"the description of {what} is {_shown(own)}, on the page {_shown(page)}"
            yield Difference("description", place, message, line)

    def _inside(self, entry: Entry) -> Sequence[Entry]:
        return self._view.models[entry.model].entries if entry.model else entry.entries


_REFERS = re.compile(
    r"See \[.*\]\(\S*(?:\.md|#\S*)\)\.|.* is written out above\."
    r"|Its members are (?:not listed here|those of the object that it is in)\."
)
"""What our own pages have in place of the members of a model, below its description."""

_OTHERWISE: Mapping[str, str] = {"may be absent": "must be there", "must be there": "may be absent"}


def _ungrouped(entries: Sequence[Entry]) -> list[Entry]:
    """The arguments, with the members of an object of parameters in its place."""
    found: list[Entry] = []
    for it in entries:
        found.extend(it.entries if it.entries and not it.pointer and not it.model else (it,))
    return found


def _ungrouped_items(items: Sequence[Item]) -> list[Item]:
    found: list[Item] = []
    for it in items:
        found.extend(it.items if re.search(r"[ :][A-Z]\w*Params\b", it.label) else (it,))
    return found


# --- labels -------------------------------------------------------------------------------------


def _name(label: str, dialect: Dialect) -> str:
    """The name of a member; empty for a type."""
    if dialect == "go":
        name, _, rest = label.partition(" ")
        return "" if name in ("type", "const") or not rest else name
    if re.match(r"class \w+: ", label):
        return ""
    if dialect == "typescript" and (quoted := _QUOTED.match(label)):
        return re.sub(r"\\(.)", r"\1", quoted[2])
    match = re.match(r"([^\s:?]+)\??: ", label)
    return match[1] if match else ""


_QUOTED = re.compile(r"(['\"])((?:(?!\1)[^\\]|\\.)*)\1\??(?=: )")
"""A name that is no identifier of TypeScript."""


def _type(label: str, dialect: Dialect) -> tuple[str, bool]:
    """The type of a member, and whether it may be absent."""
    match dialect:
        case "go":
            kind = label.partition(" ")[2]
            return kind.removesuffix("optional").rstrip(), kind.endswith("optional")
        case "http":
            kind = label.partition(": ")[2]
            return kind.removeprefix("optional "), kind.startswith("optional ")
        case "typescript":
            quoted = _QUOTED.match(label)
            name, kind = (quoted[0], label[quoted.end() + 2 :]) if quoted else label.split(": ", 1)
            return kind, name.endswith("?")
        case "python":
            kind = label.partition(": ")[2]
            plain = re.sub(r" = (?:omit|None)\Z", "", kind)
            plain = re.sub(r"NotRequired\[(.*)\]\Z", r"\1", plain)
            return plain, plain != kind or kind.startswith("Optional[")


def _plain_type(text: str, dialect: Dialect, says_null: bool) -> str:
    """A type without what models are called, values, and what is only spelled otherwise."""
    plain = text
    if dialect != "go":
        plain = " ".join(re.sub(r"\{[^{}]*\}", " ", text).split()).replace(" ]", "]")
    match dialect:
        case "http":
            plain = re.sub(rf"{_LITERAL}(?: or {_LITERAL})*(?: or \d+ more)?", "values", plain)
            plain = plain if says_null else plain.removesuffix(" or null")
        case "typescript":
            plain = re.sub(r"Array<([^<>]*)>", r"\1[]", plain)
            plain = re.sub(rf"{_LITERAL}(?: \| {_LITERAL})*(?: \| \d+ more)?", "values", plain)
        case "python":
            plain = re.sub(r"\bList\[", "list[", re.sub(r"\bDict\[", "dict[", plain))
            plain = re.sub(r"\bOptional\[(.*)\]\Z", r"\1", plain).removesuffix(" | None")
            plain = re.sub(r"Literal\[[^\]]*\]", "values", plain)
        case "go":
            return re.sub(r"\btime\.Time\b", "Time", plain)
    return re.sub(r"\b(?:[A-Z]\w*|object)\b", "object", plain).strip()


_LITERAL = r'(?:"(?:[^"\\]|\\.)*")'


def _literals(text: str) -> list[str]:
    """The values in a type; none when some are left out."""
    return [] if re.search(r"\d+ more\b", text) else re.findall(_LITERAL, text)


def _value(item: Item) -> bool:
    """Whether an item is a value of an enum."""
    if item.label.startswith("const "):
        return True
    try:
        json.loads(item.label)
    except ValueError:
        return False
    return True


# --- words --------------------------------------------------------------------------------------


def _words(text: str) -> str:
    """A text without Markdown and line breaks."""
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    plain = re.sub(r"\\([!-/:-@\[-`{-~])|[`*_~]|<[^>]*>", r"\1", plain)
    plain = re.sub(r"(?:^|(?<=\s))(?:[-+#>]+|\d+[.)])(?=\s)", "", plain)
    return " ".join(plain.split())


def _shown(text: str) -> str:
    if not text:
        return "empty"
    return f'"{text}"' if len(text) <= 120 else f'"{text[:119]}…"'


def _limit(limits: Mapping[str, str], key: str) -> str:
    return limits.get(key, "not there")
