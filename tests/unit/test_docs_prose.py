"""Text of a document in Markdown: what may act in a browser does not get through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from clientsmith.targets.docs.prose import code, fenced, is_harmless, prose

# A renderer that would let everything through: what is harmless in it is harmless anywhere.
RENDERER = MarkdownIt("commonmark", {"html": True}).enable("table")
RENDERER.validateLink = lambda url: True  # type: ignore[method-assign]


def tags_and_targets(text: str) -> tuple[list[str], list[str]]:
    """HTML that a renderer would pass on, and where links and images lead."""
    tags: list[str] = []
    targets: list[str] = []
    stack = list(RENDERER.parse(text))
    while stack:
        token = stack.pop()
        stack.extend(token.children or ())
        if token.type in ("html_inline", "html_block"):
            tags.append(token.content)
        targets.extend(str(it) for key in ("href", "src") if (it := token.attrGet(key)))
    return tags, targets


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Plain *words*, `code` and [a link](https://example.com).", None),
        ("Two\n\nparagraphs", None),
        ("a < b", "a &lt; b"),
        ("`a < b` stays", None),
        ("```\n<b>\n```", None),
        ("```\nleft open", "```\nleft open\n```"),
        ("# Title", "**Title**"),
        ("words\n===", "words\n"),
        ("words\n---\nmore", "words\n\n---\nmore"),
        ("[x](javascript:alert(1))", "[x\\](javascript:alert(1))"),
        ("[x]: javascript:alert(1)", "[x\\]: javascript:alert(1)"),
        ("a {{ b }} {% c %}", "a &#123;{ b }} &#123;% c %}"),
        ("\x00\u202eabc\u200b", "abc"),
        ("  \n \n", ""),
    ],
)
def test_prose(text: str, want: str | None) -> None:
    assert "\n".join(prose(text)) == (text if want is None else want.rstrip("\n"))


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "`a\n<img src=x onerror=alert(1)> `b",
    "a ` b\nc ` <img src=x> ` d",
    "\\`<b>`",
    "- a\n  ```\n<img src=x>\n  ```",
    "- ```\n  x\n```\n<img src=x>",
    "> ```\n<img src=x>",
    "~~~\nx\n```\n~~~\n<b>",
    "```x`y\n<b>\n```",
    "    ```\n<b>",
    "[x](  JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](\njavascript:alert(1))",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x]:\njavascript:alert(1)\n\n[x]",
    "[x]: vbscript:msgbox(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<!-- x --><b>",
    "<?php x ?>",
    "<![CDATA[ x ]]>",
    "[a](javascript&colon;alert(1))",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(text: str) -> None:
    for margin in ("", "  ", "      "):
        lines = "".join(f"{margin}{line}\n" for line in prose(text))
        tags, targets = tags_and_targets(f"{'- x' if margin else ''}\n\n{lines}\n\nafter")
        assert not tags
        assert all(map(is_harmless, targets)), targets


PIECES = st.lists(
    st.sampled_from(
        [
            *("`", "``", "```", "~~~", "\n", "\n\n", " ", "  ", "    ", "\t", "- ", "> ", "1. "),
            *("<b>", "<img src=x onerror=y>", "<!--", "-->", "\\", "a", "x y", "# ", "---", "|"),
            *("[a](javascript:x)", "[a]", "[a]: javascript:x", "](", "]:", "(", ")", "&lt;", "*"),
        ]
    ),
    max_size=14,
)


@given(PIECES)
def test_no_text_gets_a_tag_through(pieces: list[str]) -> None:
    for margin in ("", "  "):
        lines = "".join(f"{margin}{line}\n" for line in prose("".join(pieces)))
        tags, targets = tags_and_targets(f"{'- x' if margin else ''}\n\n{lines}\n\nafter <q> `x`")
        assert [it for it in tags if it != "<q>"] == []
        assert all(map(is_harmless, targets)), targets


@given(PIECES)
def test_nothing_of_a_text_reaches_what_follows(pieces: list[str]) -> None:
    lines = "".join(f"  {line}\n" for line in prose("".join(pieces)))
    tokens = RENDERER.parse(f"- x\n\n{lines}\n\n## Next\n")
    assert [it.tag for it in tokens[-3:]] == ["h2", "", "h2"]
    assert sum(it.type == "heading_open" for it in tokens) == 1


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("a: string", "`a: string`"),
        ("a`b", "`` a`b ``"),
        ("``", "``` `` ```"),
        ("a\nb\x00", "`a b`"),
    ],
)
def test_code(text: str, want: str) -> None:
    assert code(text) == want


def test_a_fence_is_longer_than_those_inside() -> None:
    assert fenced("x", "a\n````\nb") == "`````x\na\n````\nb\n`````"
