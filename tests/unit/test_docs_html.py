"""Text of a document in HTML: words, Markdown, code."""

from __future__ import annotations

import pytest

from clientsmith.targets.docs.html.texts import described, escaped, highlighted


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
        ("![x](https://example.com/x.png)", '<p>!<a href="https://example.com/x.png">x</a></p>'),
    ],
)
def test_descriptions(text: str, want: str) -> None:
    assert described(text) == want


@pytest.mark.parametrize(
    ("language", "text", "want"),
    [
        ("json", '{"a": 1}', '{&quot;a&quot;: <span class="m">1</span>}'),
        (
            "python",
            "x = 1  # <b>",
            'x = <span class="m">1</span>  <span class="c"># &lt;b&gt;</span>',
        ),
        ("go", "if x {", '<span class="k">if</span> x {'),
        ("typescript", "await x;", '<span class="k">await</span> x;'),
        ("bash", "curl -d '{\n  \"a\": 1\n}'", None),
    ],
)
def test_code(language: str, text: str, want: str | None) -> None:
    made = highlighted(language, text)
    if want is None:
        assert '<span class="m">1</span>' in made
        assert made.count("\n") == text.count("\n")
    else:
        assert made == want
