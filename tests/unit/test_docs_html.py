"""Text of a document in HTML: words, Markdown, code."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsmith.targets.docs.html import texts
from clientsmith.targets.docs.html.code import highlighted, marked
from clientsmith.targets.docs.html.texts import described, escaped


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("a <b> & \"c\" 'd'", "a &lt;b&gt; &amp; &quot;c&quot; &#x27;d&#x27;"),
        ("\x00\u202ea", "a"),
    ],
)
def test_words(text: str, want: str) -> None:
    assert escaped(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("", ""),
        ("Plain words.", "<p>Plain words.</p>"),
        ("a < b", "<p>a &lt; b</p>"),
        ("a `b`", "<p>a <code>b</code></p>"),
        ("# Title\n\nwords", "<p><strong>Title</strong></p><p>words</p>"),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](https://example.com)", '<p><a href="https://example.com">x</a></p>'),
        (
            "> [!NOTE]\n> A *b*",
            "<blockquote>\n<p><strong>Note</strong><br>A <em>b</em></p>\n</blockquote>",
        ),
        ("![x](https://example.com/x.png)", '<p>!<a href="https://example.com/x.png">x</a></p>'),
    ],
)
def test_descriptions(text: str, want: str) -> None:
    assert described(text) == want


# Pieces of which descriptions consist; what is simple in them is written without markdown-it.
PIECES = st.sampled_from(
    [
        *("words", "a b.", " ", "\n", "\n\n", "`code`", "` c `", "**bold**", "_it_", "snake_case"),
        *(
            "[a](https://example.com/b_c?d=1#e)",
            "[a](../b.html)",
            "[a]: b",
            "<b>",
            "&amp;",
            "\\",
            "!",
        ),
        *(
            '"',
            "'",
            "(",
            ")",
            "# ",
            "- ",
            "1. ",
            "> ",
            "* ",
            "=",
            "---",
            "|",
            "\t",
            "é",
            "\xa0",
            ":",
            "~",
        ),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=500)
def test_simple_descriptions_are_as_markdown_it_has_them(text: str) -> None:
    simple = texts._simple(text)
    assert simple in ("", str(texts._markdown().render(text)).strip())


def test_what_is_simple() -> None:
    text = 'See **the** [guide](https://example.com), `a_b` and "c".\nMore.\n\nThe end.'
    assert texts._simple(text) == (
        '<p>See <strong>the</strong> <a href="https://example.com">guide</a>, <code>a_b</code> and'
        " &quot;c&quot;.\nMore.</p>\n<p>The end.</p>"
    )


@pytest.mark.parametrize(
    ("language", "text", "want"),
    [
        ("json", '{"a": 1, "b": "<c>"}', '{"a": <m>1</>, "b": <s>"&lt;c&gt;"</>}'),
        ("json", '{"true": [null, -1.5e3]}', '{"true": [<k>null</>, <m>-1.5e3</>]}'),
        ("python", 'x = 1  # "<b>"', 'x = <m>1</>  <c># "&lt;b&gt;"</>'),
        ("python", 'f("a\\"#", b1=None)', 'f(<s>"a\\"#"</>, b1=<k>None</>)'),
        ("go", "if x.if {", "<k>if</> x.if {"),
        ("go", 'a := `b\n"c`', 'a := <s>`b\n"c`</>'),
        ("typescript", "await x.new;", "<k>await</> x.new;"),
        ("typescript", "{ new: 'a' }", "{ new: <s>'a'</> }"),
        ("bash", "curl \"a/$ID\\$B\" -d 'x'", "curl <s>\"a/<v>$ID</>\\$B\"</> -d <s>'x'</>"),
        ("bash", "curl a/$ID -d '{\"a\": 1}'", "curl a/<v>$ID</> -d '{\"a\": <m>1</>}'"),
    ],
)
def test_marks(language: str, text: str, want: str) -> None:
    assert marked(language, text) == re.sub(
        r"<(/)?(\w?)>", lambda it: "</span>" if it[1] else f'<span class="{it[2]}">', want
    )


@pytest.mark.parametrize(
    ("language", "text", "want"),
    [
        ("ruby", "x = 1 # <b>", 'x = <span class="m">1</span> <span class="c"># &lt;b&gt;</span>'),
        ("sh", "echo 'a\nb'", "echo <span class=\"s\">'a\nb'</span>"),
        ("klingon", "<b>", "&lt;b&gt;"),
        ("python", "1" * 5000, "1" * 5000),
    ],
)
def test_code_of_documents(language: str, text: str, want: str) -> None:
    assert highlighted(language, text) == want
