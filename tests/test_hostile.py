"""Documents are untrusted: no text of one becomes code. SECURITY G1, G2, G3, G4, G5 and G9.

Every place of a document takes every hostile string in turn. What is generated must have the
syntax tree that a harmless document of the same form gives: the same nodes, whatever the names and
constants are. Then nothing can have escaped from its quotes, comment or name. As a second proof all
modules are imported, and a module that many of the strings try to import must not be.

One variant of a document fills all its places at once, each with another string; over as many
variants as there are strings every place has had every string. When a variant differs from the
harmless one, the places are halved until the one to blame is found.
"""

from __future__ import annotations

import ast
import io
import json
import re
import shutil
import subprocess
import sys
import tokenize
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import tomllib
import yaml
from tests.support import ROOT, from_file, from_tree, python_files, with_shared_runtime

from clientsmith import paths
from clientsmith.render import File
from clientsmith.targets.python.package import RUNTIME
from clientsmith.targets.python.text import string_literal, width

STRINGS = [
    *('"', "'", "\\", '"""', "'''", '\\"""', '"""\\', "*/", "`x`", "${x}", "#{x}", "%s %(x)s {0}"),
    *(
        "{{7*7}}",
        "{% import os %}",
        "{# x",
        "$(x);rm",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\x0b",
        "\x0c",
        "\x1c",
    ),
    *(
        "\x85",
        "\u2028",
        "\u2029",
        "\x00",
        "\x1b[31m",
        "\x7f",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\U000e0041",
    ),
    *("# type: ignore", "# noqa", "\n# fmt: off", "\n# -*- coding: rot13 -*-", "\n//go:build x"),
    *("</script>", "<!--", "\\N{DASH}", "\\x41", "%2e%2e", "../../x", "/etc/passwd", "~1~0"),
    *(
        "\nimport canary\n",
        '"""\nimport canary\n"""',
        "'''\nimport canary\n'''",
        "\\\nimport canary",
    ),
    *(
        "'); import canary; ('",
        '"); import canary; ("',
        "\n    import canary\n",
        '__import__("canary")',
    ),
    *("con", "__class__", "é", "ﬁ", "日本", "😀", " x "),
]
FORMS = ("a{number} b{text}", "{text}a{number} b")
"""The string at the end, and at the beginning. The words make all of them different names."""

FOR_TOOLS = re.compile(
    r"(?i)#\s*(type:|noqa|fmt:|ruff:|pylint:|mypy:|pyright:|pragma:|.*coding[:=])"
)

MARK = re.compile("\u2039([^\u203a]+)\u203a")


# --- what comes of a document ------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """The forms of the files, or None: the document was refused, by errors that have places."""

    form: Counter[str] | None
    files: list[File]


def outcome(tree: Any) -> Outcome:
    """Generate; a refusal must be located, and output must compile."""
    made = from_tree(tree)
    if made.api is None:
        assert made.errors and all(error.diagnostic.line for error in made.errors), made.text()
        return Outcome(None, [])
    files = python_files(made.api, "package")
    paths.verify(file.path for file in files)
    return Outcome(Counter(form(file) for file in files), files)


def form(file: File) -> str:
    """A file without its names and constants."""
    text = file.text.decode()
    if file.path.endswith(".py"):
        tree = ast.parse(text, type_comments=True)
        assert not tree.type_ignores
        return "\n".join([*comments(text), *sorted(map(shape, tree.body))])
    if file.path.endswith(".toml"):
        return str(sorted(tomllib.loads(text)["project"]))
    if "/answers/" in file.path:
        return kinds(json.loads(text))
    return file.path


def kinds(value: Any) -> str:
    """The types of a JSON value and all in it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return f"{type(value).__name__}({','.join(sorted(map(kinds, inner)))})"


def shape(node: ast.AST) -> str:
    """The types of a node and all below it; of a constant, the type of its value."""
    parts = [type(node).__name__]
    if isinstance(node, ast.Constant):
        parts.append(type(node.value).__name__)
    # The order of statements that are sorted by name is not part of the form.
    loose = isinstance(node, ast.If)
    children = [shape(child) for child in ast.iter_child_nodes(node)]
    return f"{' '.join(parts)}({','.join(sorted(children) if loose else children)})"


def comments(text: str) -> list[str]:
    """Lines with a comment of their own count once in a row, each that is for a tool by itself."""
    if "#" not in text:
        return []
    found = []
    last = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            alone = not token.line[: token.start[1]].strip()
            if not alone or token.start[0] != last + 1:
                found.append("comment")
            if FOR_TOOLS.search(token.string):
                found.append(token.string)
            last = token.start[0] if alone else 0
    return found


# --- documents with marked places --------------------------------------------------------------


@cache
def everything() -> Any:
    """The document with marks."""
    text = (ROOT / "tests" / "hostile" / "everything.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


@cache
def marks() -> list[str]:
    text = (ROOT / "tests" / "hostile" / "everything.yaml").read_text(encoding="utf-8")
    return list(dict.fromkeys(MARK.findall(text)))[1:]


def filled(node: Any, values: Mapping[str, str], key: str = "") -> Any:
    """The document with its marks replaced; in a `$ref` as a pointer in a URI has it."""
    if isinstance(node, dict):
        return {filled(k, values, "key"): filled(v, values, k) for k, v in node.items()}
    if isinstance(node, list):
        return [filled(item, values, key) for item in node]
    if not isinstance(node, str) or "\u2039" not in node:
        return node
    if node.startswith("#/") and key != "key":
        return MARK.sub(lambda match: pointed(values[match[1]]), node)
    return MARK.sub(lambda match: values[match[1]], node)


def pointed(text: str) -> str:
    escaped = text.replace("~", "~0").replace("/", "~1")
    return quote(escaped.encode("utf-8", "surrogatepass"), safe="~!$&'()*+,;=:@")


# Places where these characters are syntax of the document's own: the harmless text has them too.
_SYNTAX = {
    **dict.fromkeys(("segment", "path", "list segment", "stream segment"), "/:#?"),
    **dict.fromkeys(("content type", "error type", "part type", "answer type", "raw type"), "*/"),
    **dict.fromkeys(("group", "next", "nextCursor"), "./"),
    # Environment variables are made of ASCII letters.
    **dict.fromkeys(("key", "query key", "cookie key", "bearer", "basic", "oauth"), "é日本"),
}
# Where braces are a variable of the path, and refused when nothing declares it.
NO_BRACES = {"segment", "path", "list segment", "stream segment"}
_BRACES = str.maketrans("{}", "()")
# Names that an extension gives: those with control characters are refused, with a warning.
GIVEN_NAMES = {"override", "group", "renamed to", "enum name a", "enum name b"}
_NO_NAME = re.compile(r"[\x00-\x1f\x7f]")
# Names of members that msgspec cannot have: they are left to the undeclared members.
_NO_MEMBER = re.compile(r'["\\\x00-\x1f]')


def harmless(place: str, value: str) -> str:
    """`value` in letters, digits, spaces and `=`: as wide, with the same words, but no code."""
    kept = f" {_SYNTAX.get(place.rpartition('/')[2], '')}"
    plain = "".join(
        it if it in kept or (it.isascii() and it.isalnum()) else letters(it) or "=" for it in value
    )
    odd = _NO_NAME if place in GIVEN_NAMES else _NO_MEMBER
    if odd.search(value) and "/enum/" not in place:
        plain = plain.replace("=", "\x01", 1)
    if "/enum/" in place:  # short enums are written out where they are used, by their length
        plain += "e" * (width(string_literal(value)) - width(string_literal(plain)))
    return plain


def letters(character: str) -> str:
    """For a letter or a digit as many letters as it is columns wide; lines are laid out by that."""
    plain = unicodedata.normalize("NFKC", character)  # as names are written
    return "e" * width(plain) if character.isalnum() else ""


@dataclass(frozen=True)
class Variants:
    """All variants of a document: `fill` puts values into its places."""

    fill: Callable[[Mapping[str, str]], Any]
    places: list[str]

    def values(self, turn: int) -> dict[str, str]:
        """Every place with a string; over as many turns as there are strings, with every string."""
        values = {
            place: FORMS[(index + turn) % 2].format(
                number=index, text=STRINGS[(index + turn) % len(STRINGS)]
            )
            for index, place in enumerate(self.places)
        }
        braced = NO_BRACES & values.keys()
        return values | {place: values[place].translate(_BRACES) for place in braced}

    def plain(self, values: Mapping[str, str]) -> dict[str, str]:
        """The harmless values that `values` are measured by."""
        return {
            place: harmless(place, values.get(place, f"a{index} b="))
            for index, place in enumerate(self.places)
        }

    def check(self, values: Mapping[str, str]) -> None:
        """Fails with the places to blame and their strings."""
        if not self.is_fine(values):
            pytest.fail("\n".join(self.blamed(values)), pytrace=False)

    def is_fine(self, values: Mapping[str, str]) -> bool:
        """Whether what is generated has the form that harmless values give."""
        plain = self.plain(values)
        want = outcome(self.fill(plain))
        assert want.form is not None
        try:
            found = outcome(self.fill({**plain, **values}))
        except Exception:
            if len(values) == 1:
                raise
            return False
        return found.form == want.form

    def blamed(self, values: Mapping[str, str]) -> Iterator[str]:
        """The smallest parts of `values` that make a difference."""
        items = list(values.items())
        half = len(items) // 2
        found = False
        for part in filter(None, (dict(items[:half]), dict(items[half:]))):
            try:
                if self.is_fine(part):
                    continue
                if len(part) == 1:
                    yield f"{part}: refused, or another form"
                else:
                    yield from self.blamed(part)
            except Exception as error:
                yield f"{part}: {type(error).__name__}: {error}"
            found = True
        if not found:
            yield f"only together: {values}"


TURNS = range(len(STRINGS))


# --- a document with everything ----------------------------------------------------------------


@cache
def of_everything() -> Variants:
    return Variants(lambda values: filled(everything(), values), marks())


@pytest.mark.parametrize("turn", TURNS)
def test_every_place_with_every_string(turn: int) -> None:
    of_everything().check(of_everything().values(turn))


def test_the_places_reach_the_output() -> None:
    """Else the test above would prove nothing."""
    values = {place: f"zq{index}x b+c" for index, place in enumerate(marks())}
    files = outcome(filled(everything(), values)).files
    text = "\n".join(file.path + file.text.decode() for file in files).lower()
    reached = [place for index, place in enumerate(marks()) if f"zq{index}x" in text]
    assert len(reached) >= 100


_IMPORT = """
import importlib, pkgutil, sys
package = importlib.import_module("variants")
count = 0
for found in pkgutil.walk_packages(package.__path__, "variants."):
    if not found.name.startswith("variants._runtime"):
        module = importlib.import_module(found.name)
        for name in dir(module):
            getattr(module, name)
        count += 1
assert "canary" not in sys.modules
print(count)
"""


def test_nothing_runs_on_import(tmp_path: Path) -> None:
    top = tmp_path / "variants"
    shutil.copytree(ROOT / "templates" / RUNTIME, top / "_runtime")
    (top / "__init__.py").touch()
    (tmp_path / "canary.py").touch()
    for turn in TURNS:
        values = of_everything().values(turn)
        for file in outcome(filled(everything(), values)).files:
            if file.path.startswith("package/"):
                place = top / f"v{turn}" / file.path.removeprefix("package/")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(with_shared_runtime(file.text.decode()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _IMPORT],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20 * len(TURNS)


# --- the document of this repository -----------------------------------------------------------

FREE = {"description", "summary", "title", "example", "examples", "default", "enum", "operationId"}
FREE |= {"tags", "name", "url", "email", "version", "identifier", "termsOfService", "value"}


@cache
def llamacloud() -> Any:
    return yaml.safe_load((ROOT / "specs" / "llamacloud.yaml").read_text(encoding="utf-8"))


def texts(node: Any, pointer: str = "", free: bool = False) -> Iterator[str]:
    """Pointers of the string values that hold free text."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "name" and node.get("in") == "path":
                continue  # the path has it as well
            inside = free or (key in FREE and not pointer.endswith("/properties"))
            yield from texts(value, f"{pointer}/{key}", inside)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from texts(value, f"{pointer}/{index}", free)
    elif isinstance(node, str) and free:
        yield pointer


def replaced(node: Any, values: Mapping[str, str], pointer: str = "") -> Any:
    """The document with the strings at some pointers replaced."""
    if isinstance(node, dict):
        return {key: replaced(value, values, f"{pointer}/{key}") for key, value in node.items()}
    if isinstance(node, list):
        return [replaced(it, values, f"{pointer}/{index}") for index, it in enumerate(node)]
    return values.get(pointer, node)


@cache
def of_llamacloud() -> Variants:
    places = list(texts(llamacloud()))
    assert len(places) > 100
    return Variants(lambda values: replaced(llamacloud(), values), places)


@pytest.mark.parametrize("turn", TURNS)
def test_every_text_of_the_llamacloud_document(turn: int) -> None:
    of_llamacloud().check(of_llamacloud().values(turn))


# --- the words of the specification ------------------------------------------------------------


@cache
def plain_document() -> Any:
    return of_everything().fill(of_everything().plain({}))


@cache
def words() -> dict[str, list[str]]:
    """Key -> pointers of the values that are words of the specification, not free text."""
    plain = set(of_everything().plain({}).values())
    found: dict[str, list[str]] = {}
    stack = [("", plain_document())]
    while stack:
        pointer, node = stack.pop()
        children = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in children:
            place = f"{pointer}/{key}"
            if isinstance(value, dict | list):
                stack.append((place, value))
            elif isinstance(value, str) and value not in plain:
                name = key if isinstance(key, str) else pointer.rpartition("/")[2]
                if name not in plain:
                    found.setdefault(name, []).append(place)
    return found


@cache
def needed() -> frozenset[str]:
    """Where there are words without which there is nothing: wrong ones are refused."""
    return frozenset(
        place
        for places in words().values()
        for place in places
        if from_tree(replaced(plain_document(), {place: "a1 b="})).api is None
    )


def one_of_each_word(turn: int, *, among_needed: bool) -> list[str]:
    """Over many turns every place."""
    for_each = (
        [place for place in places if (place in needed()) is among_needed]
        for _, places in sorted(words().items())
    )
    return [places[turn % len(places)] for places in for_each if places]


@pytest.mark.parametrize("turn", TURNS)
def test_wrong_words_of_the_specification(turn: int) -> None:
    """`type`, `format`, ...: ignored, as any other wrong word would be."""
    variants = Variants(
        lambda values: replaced(plain_document(), values),
        one_of_each_word(turn, among_needed=False),
    )
    variants.check(variants.values(turn))


@pytest.mark.parametrize("turn", TURNS)
def test_wrong_words_that_are_needed(turn: int) -> None:
    """`openapi`, `$ref`, `in`, ...: refused, and by an error with its place."""
    places = one_of_each_word(turn, among_needed=True)
    assert len(places) >= 4
    text = FORMS[turn % 2].format(number=1, text=STRINGS[turn])
    for place in places:
        assert outcome(replaced(plain_document(), {place: text})).form is None


def test_half_a_surrogate_pair_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "spec.json"
    document = filled(everything(), {**of_everything().plain({}), "title": "\ud800"})
    file.write_text(json.dumps(document), encoding="ascii")
    made = from_file(file)
    assert made.api is None and made.errors and made.errors[0].diagnostic.line == 1
