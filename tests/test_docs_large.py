"""The site of a document of GitHub's size, in a real browser.

It is made up, so that every run has it. Where GitHub's own document is at hand, its site has to be
as good: `make bench` fetches it, or the environment variable `GITHUB_DOCUMENT` says where it is.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from tests.browser import Browser
from tests.support import ROOT, from_file, from_tree

from clientsmith import ir, render
from clientsmith.targets import docs, load, load_language
from clientsmith.targets.docs.html.site import site

RESOURCES = 60
METHODS = ("list", "create", "get", "update", "replace", "delete", "archive", "restore", "share")
METHODS += ("copy", "move", "lock", "unlock", "watch", "unwatch", "search", "import", "export")
METHODS += ("count", "check")
FETCHED = ROOT / ".bench-venv" / "documents" / "github.json"
QUICK = 100
"""Milliseconds until the first answer of a search."""
LARGEST = 300_000
"""Bytes of the index."""


def made_up() -> dict[str, Any]:
    """1,200 operations on 60 resources; their models contain each other."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for number in range(RESOURCES):
        resource = f"Thing{number}"
        following = {"$ref": f"#/components/schemas/Thing{(number + 1) % RESOURCES}"}
        plain = {
            f"field_{it}": {
                "type": "string",
                "description": f"Field {it} of [a thing](https://a.test).",
            }
            for it in range(12)
        }
        place = {
            "type": "object",
            "properties": {
                "x": {"type": "number"},
                "kind": {"enum": [f"k{it}" for it in range(9)]},
            },
        }
        schemas[resource] = {
            "type": "object",
            "required": ["id"],
            "properties": {
                **{"id": {"type": "string"}, **plain},
                **{
                    "place": place,
                    "next": following,
                    "others": {"type": "array", "items": following},
                },
            },
        }
        of_one = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{resource}"}}}
        for method in METHODS:
            verb = {"create": "post", "delete": "delete"}.get(method, "get")
            paths[f"/things{number}/{{id}}/{method}"] = {
                verb: {
                    "operationId": f"thing{number}/{method}",
                    "tags": [resource],
                    "summary": f"{method.title()} a thing of kind {number}",
                    "description": f"Does `{method}`.\n\n- once\n- and no more",
                    "parameters": [of_one],
                    "responses": {"200": {"description": "Done.", "content": content}},
                }
            }
    return {
        "openapi": "3.1.0",
        "info": {"title": "A large API", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def github() -> ir.Api:
    place = Path(os.environ.get("GITHUB_DOCUMENT", FETCHED))
    if not place.is_file():
        pytest.skip(
            "NOT TESTED: GitHub's document is not here; `make bench` fetches it, or"
            " GITHUB_DOCUMENT says where it is"
        )
    api = from_file(place, name="github").api
    assert api is not None
    return api


class Site:
    """A site, and what of it the tests look at."""

    def __init__(self, folder: Path, words: str, title: str) -> None:
        self.folder = folder
        self.words = words
        """What is searched for."""
        self.title = title
        """Of the operation that is to be found by it."""

    def uri(self, path: str) -> str:
        return (self.folder / path).as_uri()

    @property
    def largest(self) -> Path:
        return max(self.folder.glob("operations/*.html"), key=lambda it: it.stat().st_size)


@pytest.fixture(scope="module", params=["made up", "GitHub"])
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    if request.param == "GitHub":
        api: ir.Api | None = github()
        targets: tuple[str, ...] = ("python", "typescript", "go")
        words, title = "get authenticated user", "Get the authenticated user"
    else:
        api = from_tree(made_up()).api
        targets = ("python",)
        words, title = "restore 42", "Restore a thing of kind 42"
    assert api is not None
    languages = [load_language(it)(load(it).lower(api, {})) for it in targets]
    package = docs.lower(api, {}, None, languages)
    assert sum(len(it.places) for it in package.reference.groups) >= 1_200
    folder = tmp_path_factory.mktemp("site")
    for file in render.render(site(package.reference, package.links.stems)):
        place = folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.text)
    return Site(folder / "html", words, title)


# From the first letter until there is an answer, what search knows not yet being loaded.
SEARCH = """new Promise((resolve) => {
    const input = document.querySelector('#search');
    const found = document.querySelector('#found');
    const start = performance.now();
    new MutationObserver(() => {
        if (found.dataset.for === input.value) resolve(performance.now() - start);
    }).observe(found, { attributes: true, childList: true });
    input.focus();
    input.value = WORDS;
    input.dispatchEvent(new Event('input'));
})"""


def test_search(page: Browser, large: Site) -> None:
    times: list[float] = []
    for _ in range(5):  # other work slows a machine for a while
        page.open(large.uri("index.html"))
        times.append(page.run(SEARCH.replace("WORDS", repr(large.words))))
        assert page.run("document.querySelector('#found a').textContent").startswith(large.title)
        if times[-1] < QUICK:
            break
    assert min(times) < QUICK
    page.press("ArrowDown")
    page.press("Enter")
    page.loaded()
    assert page.run("document.querySelector('h1').textContent") == large.title


def test_the_index_is_small(large: Site) -> None:
    assert (large.folder / "index.html").stat().st_size < LARGEST


def test_the_choice_of_a_language_stays(page: Browser, large: Site) -> None:
    page.open(large.uri("index.html"))
    page.run("localStorage.clear()")
    first, second = sorted(large.folder.glob("operations/*.html"))[:2]
    page.open(first.as_uri())
    shown = (
        "[...document.querySelectorAll('main section[data-language]')]"
        ".filter((it) => it.firstElementChild.checkVisibility()).map((it) => it.dataset.language)"
    )
    assert set(page.run(shown)) == {"http"}
    page.run("document.querySelector('[data-choose=python]').click()")
    assert set(page.run(shown)) == {"python"}
    page.run(f"document.querySelector('nav a[href$=\"{second.name}\"]').click()")
    page.loaded()
    assert page.run("location.href").endswith(second.name)
    assert set(page.run(shown)) == {"python"}
    page.run("localStorage.clear()")


def test_models_open_by_keyboard(page: Browser, large: Site) -> None:
    page.open(large.largest.as_uri())
    page.run("document.querySelector('[data-choose=http]').click()")
    inner = "document.querySelector('section[data-language=http] details details > summary')"
    outer = f"{inner}.parentElement.parentElement.closest('details')"
    page.run(f"{outer}.open || {outer}.querySelector('summary').click()")
    was_open = page.run(f"{inner}.parentElement.open")
    page.run(f"{inner}.focus()")
    page.press("Enter")
    assert page.run(f"{inner}.parentElement.open") is not was_open
    members = f"{inner}.parentElement.querySelector('li').checkVisibility()"
    assert page.run(members) is not was_open
    page.press(" ")
    assert page.run(f"{inner}.parentElement.open") is was_open


def test_axe_has_nothing_to_say(page: Browser, large: Site) -> None:
    """Of a page of each kind, and of those that are long."""
    operations = sorted(large.folder.glob("operations/*.html"))
    models = sorted(large.folder.glob("models/*.html"), key=lambda it: it.stat().st_size)
    guides = sorted(large.folder.glob("guides/*.html"))
    shown = [operations[0], operations[len(operations) // 2], models[len(models) // 2], *guides]
    if large.largest.stat().st_size < 1_000_000:  # axe takes minutes for more
        shown.append(large.largest)
    for path in [large.folder / "index.html", *shown]:
        page.open(path.as_uri())
        assert page.violations() == [], path
