"""The site in a real browser, from the file system: no server, and nothing leaves the machine."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.browser import Browser
from tests.support import ROOT, from_file, from_tree

from clientsmith import ir, render
from clientsmith.targets import docs, load, load_language

SITE = ROOT / "generated" / "llamacloud" / "docs" / "html"
HOSTILE = ROOT / "tests" / "hostile" / "everything.yaml"


def written(api: ir.Api, folder: Path) -> Path:
    """The site of an API, in all languages."""
    languages = [
        load_language(it)(load(it).lower(api, {})) for it in ("python", "typescript", "go")
    ]
    for file in render.render(docs.plan(docs.lower(api, {}, None, languages))):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.text)
    return folder / "html"


LIST = (SITE / "operations" / "beta.batch.list.html").as_uri()
LANGUAGE = "document.documentElement.dataset.language"


def visible(page: Browser) -> list[str]:
    return page.run(
        "[...document.querySelectorAll('section[data-language]')]"
        ".filter((it) => it.firstElementChild.checkVisibility()).map((it) => it.dataset.language)"
    )


def test_the_choice_of_a_language_stays(page: Browser) -> None:
    page.open(LIST)
    page.run("localStorage.clear()")
    page.open(LIST)
    assert visible(page) == ["http"]
    page.run("document.querySelector('[data-choose=go]').click()")
    assert visible(page) == ["go"]
    page.run("document.querySelector('nav a[href*=get_status]').click()")
    page.loaded()
    assert page.run("document.querySelector('h1').textContent") == "Get Batch Job Status"
    assert visible(page) == ["go"]
    pressed = "document.querySelector('[data-choose=go]').getAttribute('aria-pressed')"
    assert page.run(pressed) == "true"


def test_models_open_by_keyboard(page: Browser) -> None:
    page.open(LIST)
    page.run("document.querySelector('[data-choose=http]').click()")
    summary = "document.querySelector('section[data-language=http] summary')"
    assert page.run(f"{summary}.textContent") == "{ id, job_type, project_id, 14 more }"
    assert not page.run(f"{summary}.parentElement.open")
    page.run(f"{summary}.focus()")
    page.press("Enter")
    assert page.run(f"{summary}.parentElement.open")
    shown = f"{summary}.parentElement.querySelector('.label').checkVisibility()"
    assert page.run(shown)
    page.press(" ")
    assert not page.run(f"{summary}.parentElement.open")


def test_everything_is_reached_with_tab(page: Browser) -> None:
    page.open(LIST)
    reached: list[str] = []
    for _ in range(12):
        page.press("Tab")
        reached.append(page.run("document.activeElement.textContent.trim().slice(0, 20)"))
    assert reached[:2] == ["Skip to content", "LlamaCloud"]
    assert {"HTTP", "Python", "TypeScript", "Go", "Overview"} <= set(reached)


def test_the_contents_are_at_hand_on_a_narrow_screen(page: Browser) -> None:
    page.send(
        "Emulation.setDeviceMetricsOverride",
        width=400,
        height=800,
        deviceScaleFactor=1,
        mobile=False,
    )
    try:
        page.open(LIST)
        link = "document.querySelector('nav a')"
        assert not page.run(f"{link}.checkVisibility()")
        page.run("document.querySelector('nav summary').focus()")
        page.press("Enter")
        assert page.run(f"{link}.checkVisibility()")
        assert page.run("document.documentElement.scrollWidth <= innerWidth")
        assert page.violations() == []
    finally:
        page.send("Emulation.clearDeviceMetricsOverride")
    page.open(LIST)
    assert page.run(f"{link}.checkVisibility()")
    assert not page.run("document.querySelector('nav summary').checkVisibility()")


def test_calls_stand_beside_what_is_said_of_them(page: Browser) -> None:
    page.open(LIST)
    page.run("document.querySelector('[data-choose=go]').click()")
    section = "document.querySelector('section[data-language=go]')"
    left, right = (
        page.run(f"{section}.querySelector('.{it}').getBoundingClientRect().toJSON()")
        for it in ("told", "shown")
    )
    assert left["right"] < right["left"]
    assert left["top"] == right["top"]


def test_search_finds_an_operation(page: Browser) -> None:
    page.open((SITE / "index.html").as_uri())
    page.press("/")
    page.type("batch stat")
    page.wait("document.querySelector('#found a') !== null")
    assert page.run("document.querySelector('#found a').textContent").startswith(
        "Get Batch Job Status"
    )
    page.press("ArrowDown")
    page.press("Enter")
    page.loaded()
    assert page.run("document.querySelector('h1').textContent") == "Get Batch Job Status"


def test_search_says_when_there_is_nothing(page: Browser) -> None:
    page.open(LIST)
    page.run("document.querySelector('#search').focus()")
    page.type("zzzz")
    page.wait("document.querySelector('#found li') !== null")
    assert page.run("document.querySelector('#found').textContent") == "Nothing found"
    page.press("Escape")
    assert page.run("document.querySelector('#found').hidden")


def test_a_link_opens_its_language_and_place(page: Browser) -> None:
    page.open(f"{LIST}#python-parameters-limit")
    assert visible(page) == ["python"]
    place = "document.querySelector('#python-parameters-limit').getBoundingClientRect().top"
    page.wait(f"{place} >= 0 && {place} < innerHeight")


def test_code_is_copied(page: Browser) -> None:
    page.open(LIST)
    page.run("document.querySelector('[data-choose=http]').click()")
    button = "document.querySelector('section[data-language=http] .code > button')"
    page.run(f"{button}.click()")
    page.wait(f"['Copied', 'Selected'].includes({button}.textContent)")


def test_the_theme_stays(page: Browser) -> None:
    page.open(LIST)
    page.run("document.querySelector('#theme').click()")
    chosen = page.run("document.documentElement.dataset.theme")
    page.open((SITE / "index.html").as_uri())
    assert page.run("document.documentElement.dataset.theme") == chosen
    page.run("localStorage.clear()")


def test_pages_are_complete_without_scripts(page: Browser) -> None:
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open(LIST)
        text = page.send("DOM.getDocument", depth=-1)
        assert "Unique identifier for the batch job" in str(text)
    finally:
        page.send("Emulation.setScriptExecutionDisabled", value=False)


def test_the_site_works_below_any_path(page: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "a b" / "docs#1"
    shutil.copytree(SITE, folder)
    page.open((folder / "index.html").as_uri())
    for link in page.run("[...document.querySelectorAll('main a, nav a')].map((it) => it.href)"):
        page.open(link)
        assert page.run("document.styleSheets.length") == 1
        assert page.run("document.querySelector('h1') !== null")
        links = page.run("[...document.querySelectorAll('a')].map((it) => it.href)")
        assert all(it.startswith(folder.as_uri()) for it in links)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_to_say(page: Browser, scheme: str) -> None:
    page.send(
        "Emulation.setEmulatedMedia",
        features=[{"name": "prefers-color-scheme", "value": scheme}],
    )
    for path in sorted(SITE.rglob("*.html")):
        page.open(path.as_uri())
        page.run("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
        for button in range(page.run("document.querySelectorAll('[data-choose]').length") or 1):
            page.run(f"document.querySelectorAll('[data-choose]')[{button}]?.click()")
            assert page.violations() == [], path


# --- hostile documents ----------------------------------------------------------------------------

TEXTS = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "</code></pre><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "![x](https://example.com/x.png)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<javascript:alert(1)>",
    "`</code><script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "<style>*{display:none}</style>",
    "<base href=https://example.com/>",
    "<meta http-equiv=refresh content=0;url=https://example.com/>",
    "<iframe src=https://example.com></iframe>",
    "<!--",
    "\u202ealert\u2066",
    "{{ 7 * 7 }}{% raw %}",
    "${alert(1)}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


def with_text(tree: Any, text: str) -> Any:
    """The document with `text` in place of each of its texts, and behind each name of its own."""
    if isinstance(tree, dict):
        return {
            key: (
                text
                if key in ("title", "description", "summary", "termsOfService") and _is_text(value)
                else with_text(value, text)
            )
            for key, value in tree.items()
        }
    return [with_text(it, text) for it in tree] if isinstance(tree, list) else tree


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


PROBE = """(() => ({
    scripts: [...document.scripts].map((it) => it.getAttribute('src')),
    others: document.querySelectorAll(
        'img, svg, iframe, object, embed, base, style, form, meta[http-equiv=refresh]'
    ).length,
    handlers: [...document.querySelectorAll('*')].flatMap((it) => [...it.attributes])
        .filter((it) => it.name.startsWith('on')).length,
    targets: [...document.querySelectorAll('[href], [src]')].map((it) => it.href ?? it.src)
        .filter((it) => typeof it === 'string' && !/^(?:file:|https?:|mailto:)/.test(it)),
    title: document.title,
}))()"""


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_of_a_document_acts(page: Browser, tmp_path: Path, text: str) -> None:
    import yaml

    tree = with_text(yaml.safe_load(HOSTILE.read_text(encoding="utf-8")), text)
    api = from_tree(tree).api
    assert api is not None
    site = written(api, tmp_path)
    pages = sorted(site.rglob("*.html"))
    chosen = [
        site / "index.html",
        *sorted(site.glob("operations/*"))[:4],
        *sorted(site.glob("models/*"))[:2],
    ]
    assert len(pages) > len(chosen) > 4
    for path in chosen:
        page.open(path.as_uri())
        found = page.run(PROBE)
        assert [it.rpartition("/")[2] for it in found["scripts"]] == ["site.js"]
        assert (found["others"], found["handlers"], found["targets"]) == (0, 0, [])
        page.run("document.querySelector('#search').focus()")
        page.type("a")
        page.wait("document.querySelector('#found').dataset.for === 'a'")
        assert page.run("document.querySelectorAll('#found img, #found script').length") == 0


def test_the_hostile_document_of_the_other_targets(page: Browser, tmp_path: Path) -> None:
    api = from_file(HOSTILE, name="hostile").api
    assert api is not None
    site = written(api, tmp_path)
    for path in sorted(site.rglob("*.html"))[:30]:
        page.open(path.as_uri())
        assert page.run(PROBE)["handlers"] == 0
