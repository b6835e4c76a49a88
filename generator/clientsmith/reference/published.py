"""Reference pages that others have published, read as data.

Two forms are known: Markdown, whose nested lists have labels in backticks, and the text of such a
page as it is copied from a browser, where the lists have lost their indentation. There,
`{ id, name, 3 more }` says how many of the following lines are inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

import msgspec

Dialect: TypeAlias = Literal["http", "typescript", "python", "go"]


class Item(msgspec.Struct):
    """A line of a list, what is said about it, and what is inside."""

    label: str
    line: int
    text: list[str] = []
    limits: dict[str, str] = {}
    items: list[Item] = []


class Published(msgspec.Struct):
    """A page about one operation."""

    title: str
    method: str
    path: str
    line: int
    signature: str = ""
    text: list[str] = []
    sections: dict[str, list[Item]] = {}

    @property
    def dialect(self) -> Dialect:
        """The language it is about, by how its method is called."""
        if not self.signature:
            return "http"
        if re.match(r"client(?:\.[A-Z]\w*)+\(ctx", self.signature):
            return "go"
        return "python" if "->" in self.signature else "typescript"

    def every(self) -> Iterator[Item]:
        """All items, wherever they are."""
        stack = [item for items in self.sections.values() for item in items]
        while stack:
            item = stack.pop()
            yield item
            stack.extend(item.items)


def read(text: str) -> list[Published]:
    """The pages in a text; none when it is no reference page."""
    lines = text.splitlines()
    if any(_MARKDOWN_ROUTE.fullmatch(line) for line in lines):
        return _markdown(lines)
    return _plain(lines)


LIMITS = (
    *("default", "format", "maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum"),
    *("maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties"),
    *("multipleOf", "pattern", "uniqueItems"),
)

# --- Markdown ----------------------------------------------------------------------------------

_MARKDOWN_ROUTE = re.compile(r"\*\*(\w+)\*\* `+ ?(.+?) ?`+\s*")
_ITEM = re.compile(r"( *)- (`+) ?(.*?) ?\2\s*\Z")
_LIMIT = rf"(?:items\.)?(?:{'|'.join(LIMITS)}): \S.*?"
_LIMIT_LINE = re.compile(rf"{_LIMIT}(?:, {_LIMIT})*\Z")


def _markdown(lines: list[str]) -> list[Published]:
    pages: list[Published] = []
    page: Published | None = None
    title = signature = section = ""
    open_items: list[tuple[int, Item]] = []
    fenced = False
    for number, line in enumerate(lines, 1):
        if line.startswith("```"):
            fenced = not fenced
        if fenced:
            continue
        route = _MARKDOWN_ROUTE.fullmatch(line)
        if route:
            page = Published(title, route[1].upper(), route[2], number, signature)
            pages.append(page)
            section = ""
        elif line.startswith("## "):
            title, signature, page = line[3:].strip(), "", None
        elif page is None:
            if re.match(r"`client\.", line):
                signature = line.strip("`")
        elif line.startswith("#"):
            section = line.strip("# ")
            open_items = []
        elif not section:
            page.text.append(line)
        elif match := _ITEM.match(line):
            depth = len(match[1])
            while open_items and open_items[-1][0] >= depth:
                open_items.pop()
            item = Item(match[3], number)
            above = open_items[-1][1].items if open_items else page.sections.setdefault(section, [])
            above.append(item)
            open_items.append((depth, item))
        elif open_items and line.strip():
            _note(open_items[-1][1], line.strip())
    return pages


def _note(item: Item, line: str) -> None:
    """A line below an item: limits, or words."""
    if not _LIMIT_LINE.match(line):
        item.text.append(line)
        return
    for part in re.split(rf", (?=(?:items\.)?(?:{'|'.join(LIMITS)}): )", line):
        key, _, value = part.partition(": ")
        item.limits[key] = value.replace("\\", "")


# --- text ---------------------------------------------------------------------------------------

_PLAIN_ROUTE = re.compile(
    r"(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) ?(/\S*)\Z", re.IGNORECASE
)
_SECTION = re.compile(r"(.+?) ?Expand Collapse\Z")
_PLAIN_LIMIT = re.compile(rf"({'|'.join(LIMITS)}) ?(\S.*)\Z")
_SUMMARY = re.compile(r"\{ (.*) \}")
_TYPE = (
    r"(?:optional )?(?:array of |map\[|object\b|string\b|number\b|boolean\b|unknown\b|file\b"
    r"|null\b|any\b|true\b|false\b|\"|\(|Array<|Record<"
    r"|[A-Z][\w.]*(?: \{|\b(?:\[\])?(?: [|&o]|\Z)))"
)
_VALUE = re.compile(r'(?:const \w+ \w+ = )?(?:"(?:[^"\\]|\\.)*"|-?\d[\d.]*)\Z')
_LABELS: dict[Dialect, re.Pattern[str]] = {
    "http": re.compile(rf"[^\s:]+: {_TYPE}|[A-Z]\w* (?:= )?object\b"),
    "typescript": re.compile(rf"[^\s:]+\??: {_TYPE}|[A-Z]\w* \{{ .* \}}\Z"),
    "python": re.compile(r"[a-z_]\w*: [A-Za-z]\S*|class \w+: …"),
    "go": re.compile(
        r"type \w+ struct|(?:query|params|body) [A-Z]\w*Params\Z|[a-z]\w* [\w.]+\Z"
        r"|[A-Z]\w* (?:param\.Field\[|\[\]|map\[|\*?[A-Za-z][\w.]*(?:\[|optional\Z|\Z))"
    ),
}


def _plain(lines: list[str]) -> list[Published]:
    found = _header(lines)
    if found is None:
        return []
    page, start = found
    is_label: Callable[[str], object] = _LABELS[page.dialect].match
    section = ""
    stack: list[tuple[Item, float]] = []
    last: Item | None = None
    before = "label"
    """What the line before is: a `label`, a `gap` after one, or something `else`."""
    for number, line in enumerate(lines[start:], start + 1):
        heading = _SECTION.match(line)
        kind = "else"
        if heading:
            section, stack, last = heading[1], [], None
            page.sections[section] = []
        elif line.strip() == page.title:
            break
        elif not section:
            page.text.append(line)
        elif not line.strip():
            kind = "gap" if before == "label" else "else"
        elif line == "One of the following:":
            pass
        elif last is not None and before == "gap":
            last.text.append(line)  # words stand apart from the label that they are about
        elif last is not None and _VALUE.match(line):
            last.items.append(Item(line, number))
        elif last is not None and last.text and (limit := _PLAIN_LIMIT.match(line)):
            last.limits[limit[1]] = limit[2]
        elif is_label(line):
            kind = "label"
            last = Item(line, number)
            while stack and stack[-1][1] <= len(stack[-1][0].items):
                stack.pop()
            (stack[-1][0].items if stack else page.sections[section]).append(last)
            inside = _inside(line)
            if inside:
                stack.append((last, inside))
        elif last is not None:
            last.text.append(line)
        before = kind
    return [page]


def _header(lines: list[str]) -> tuple[Published, int] | None:
    """Title, signature and route, and where what follows begins."""
    for index, line in enumerate(lines):
        route = _PLAIN_ROUTE.match(line)
        if route is None:
            continue
        before = [it for it in lines[:index] if it.strip()]
        signature = before.pop() if before and before[-1].startswith("client.") else ""
        title = before.pop() if before else ""
        return Published(title, route[1].upper(), route[2], index + 1, signature), index + 1
    return None


def _inside(label: str) -> float:
    """How many lines of members follow a label."""
    if "struct{" in label or re.match(r"(?:query|params|body) [A-Z]\w*Params\Z", label):
        return float("inf")
    match = _SUMMARY.search(label)
    if match is None:
        return 0
    *names, last = match[1].split(", ")
    more = re.fullmatch(r"(\d+) more", last)
    return len(names) + (int(more[1]) if more else 1)
