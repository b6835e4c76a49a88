"""`coverage.json` cannot lie: what it counts as emitted makes a difference, all else is listed.

`accounts/probe.yaml` has every keyword of OpenAPI and JSON Schema. Each of them is taken out in
turn. If the table of the normalizer says that it is read, the IR must have changed; if not, there
must be a finding or an omission about it. If the IR has changed, the package must have changed too,
or the target must list it; what a target lists as lost must really make no difference.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
import yaml
from tests.go.packages import go_files
from tests.support import from_file, from_tree, python_files
from tests.test_stable_names import CORPUS, DOCUMENTS

from clientsmith import ir, pointers
from clientsmith.normalize.vocabulary import KINDS, Rule
from clientsmith.render import Copy, render
from clientsmith.targets import Loss, go, python, typescript

TREE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "accounts/probe.yaml").read_text())
SCHEMAS = ("schema", "property", "component", "definition")

# Without these nothing is left, or something else says the same.
ESSENTIAL = {
    ("document", "openapi"),
    ("document", "components"),
    ("components", "pathItems"),
    ("components", "schemas"),
    *((kind, "type") for kind in SCHEMAS),  # implied by the keywords beside it
    *((kind, "$defs") for kind in SCHEMAS),  # refers nowhere
}
# Of other versions, or what a valid document has one of, or only beside something else.
NOT_PROBED = {
    *(("document", key) for key in ("swagger", "$self", "jsonSchemaDialect", "x-ms-paths")),
    ("document", "x-webhooks"),
    ("license", "url"),
    ("components", "callbacks"),
    *(("webhook item", key) for key in KINDS["webhook item"] if key != "post"),
    ("webhook", "callbacks"),
    *(("header", key) for key in ("name", "in", "style", "allowReserved", "allowEmptyValue")),
    # Of a form that is the whole query, which is taken apart before.
    *((kind, "encoding") for kind in ("parameter", "header")),
    *(("encoding", key) for key in ("encoding", "itemEncoding", "prefixEncoding")),
    *(("example", key) for key in ("serializedValue", "externalValue")),
    ("link", "operationRef"),
    *(("flows", key) for key in KINDS["flows"] if key != "clientCredentials"),
    *(("flow", key) for key in ("authorizationUrl", "deviceAuthorizationUrl")),
    *(
        ("schema", key)
        for key in ("$anchor", "$dynamicAnchor", "$vocabulary", "nullable", "summary")
    ),
    *(("schema", key) for key in ("additionalItems", "definitions", "dependencies")),
}


class Spot(NamedTuple):
    """A keyword at a place."""

    kind: str
    key: str
    at: tuple[str | int, ...]
    rule: Rule

    @property
    def pointer(self) -> str:
        return pointers.join("#", [str(token) for token in self.at])


class Probe(NamedTuple):
    """What becomes of a document."""

    api: ir.Api
    text: bytes
    lost: frozenset[str]
    omitted: frozenset[str]
    """Names of keywords, and pointers of objects, that the accounts list."""


def probe(tree: Any) -> Probe | None:
    made = from_tree(tree)
    if made.api is None:
        return None
    drops = [it.diagnostic for it in made.findings if it.diagnostic.drops]
    omitted = [it.diagnostic.pointer for it in made.findings if it.diagnostic.drops == "omitted"]
    omitted += [it.pointer for it in made.inventory.omissions.values()]
    omitted += [it.name for it in made.inventory.omissions.values() if it.kind == "keyword"]
    return Probe(
        made.api,
        msgspec.json.encode(made.api),
        frozenset(it.pointer for it in drops if it.drops == "lost"),
        frozenset(omitted),
    )


def _python(api: ir.Api) -> dict[str, bytes]:
    return {file.path: file.text for file in python_files(api, "probe")}


def _typescript(api: ir.Api) -> dict[str, bytes]:
    plan = typescript.plan(typescript.lower(api, {"package": "probe"}))
    return {file.path: file.text for file in render(it for it in plan if not isinstance(it, Copy))}


def _go(api: ir.Api) -> dict[str, bytes]:
    return {file.path: file.text for file in go_files(api, "probe")}


OUTPUTS = {"python": _python, "typescript": _typescript, "go": _go}
LOSSES = {"python": python.losses, "typescript": typescript.losses, "go": go.losses}


@cache
def whole() -> tuple[Probe, dict[str, dict[str, bytes]], dict[str, list[Loss]]]:
    made = probe(TREE)
    assert made is not None
    outputs = {target: output(made.api) for target, output in OUTPUTS.items()}
    return made, outputs, {target: losses(made.api) for target, losses in LOSSES.items()}


def spots(tree: Any) -> Iterator[Spot]:
    """Every keyword of every object of a document."""
    stack: list[tuple[Any, str, tuple[str | int, ...]]] = [(tree, "document", ())]
    while stack:
        value, kind, at = stack.pop()
        if type(value) is not dict or ("$ref" in value and kind not in (*SCHEMAS, "path item")):
            continue
        for key, held in value.items():
            if kind == "callback":
                stack.append((held, "webhook item", (*at, key)))
                continue
            rule = KINDS[kind].get(key)
            assert rule is not None, (kind, key)
            yield Spot(kind, key, (*at, key), rule)
            if rule.shape == "one":
                stack.append((held, rule.kind, (*at, key)))
            elif rule.kind:
                inner = enumerate(held) if type(held) is list else held.items()
                stack.extend((one, rule.kind, (*at, key, name)) for name, one in inner)


def without(tree: Any, at: tuple[str | int, ...]) -> Any:
    made = copy.deepcopy(tree)
    holder = made
    for token in at[:-1]:
        holder = holder[token]
    del holder[at[-1]]
    return made


def covers(place: str, pointer: str) -> bool:
    """Whether what is said of a place concerns what is at, below or around it."""
    return pointer == place or pointer.startswith(f"{place}/") or place.startswith(f"{pointer}/")


def listed(spot: Spot, target: str, *, lost: bool) -> bool:
    """Whether the target says that it does not emit this keyword."""
    for loss in whole()[2][target]:
        if lost and loss.omitted:
            continue
        # A path item that is referred to is known by the path.
        pointer = spot.pointer.replace("#/components/pathItems/things", "#/paths/~1things")
        places = [f"{loss.pointer}/{key}" for key in loss.keywords] or [loss.pointer]
        if any(covers(place, one) for place in places for one in (pointer, spot.pointer)):
            return True
    return False


SPOTS = [spot for spot in spots(TREE) if (spot.kind, spot.key) not in ESSENTIAL]


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.pointer)
def test_a_keyword_makes_a_difference_or_is_listed(spot: Spot) -> None:
    before, files, _ = whole()
    after = probe(without(TREE, spot.at))
    if after is None:
        return  # it has to be there
    said = any(
        spot.pointer == place or spot.pointer.startswith(f"{place}/")
        for place in before.lost | before.omitted
    )
    changed = after.text != before.text
    if spot.rule.fate in ("read", "text") and not said:
        below = any(covers(place, spot.pointer) for place in before.lost | before.omitted)
        assert changed or below, "counted as read, and the IR is the same without it"
    else:
        assert said or spot.key in before.omitted, "neither read nor listed"
    if changed:
        for target, output in OUTPUTS.items():
            same = output(after.api) == files[target]
            what = f"in the IR, not in the package of {target}, not listed"
            assert not same or listed(spot, target, lost=False), what


def test_every_keyword_is_probed() -> None:
    found = {("schema" if it.kind in SCHEMAS else it.kind, it.key) for it in spots(TREE)}
    every = {
        ("schema" if kind in SCHEMAS else kind, key)
        for kind, rules in KINDS.items()
        for key in rules
    }
    assert every - found == NOT_PROBED


@pytest.mark.parametrize("target", OUTPUTS)
def test_what_a_target_lists_as_lost_is_not_there(target: str) -> None:
    _, files, losses = whole()
    objects = [spot for spot in SPOTS if listed(spot, target, lost=True)]
    for loss in losses[target]:
        if loss.omitted:
            continue
        own = [
            it
            for it in objects
            if it.pointer == loss.pointer or it.pointer.startswith(f"{loss.pointer}/")
        ]
        assert own, loss
        for spot in own:
            after = probe(without(TREE, spot.at))
            assert after is None or OUTPUTS[target](after.api) == files[target], (loss, spot)


# What one language leaves out and another has: of no consequence, what `fetch` does not send, and
# values that Python has no literals for.
OWN = {
    "typescript": {"additional", "enum-values", "format", "body", "header", "members", "method"},
    "go": {"enum-names", "enum-texts", "enum-values", "header-required", "members", "tuple"},
}
MISSED = {"body", "header"}
LARGE = 300_000
"""Bytes of the documents that are taken as well, for what only large ones have."""


def large() -> list[Path]:
    return sorted(it for it in (CORPUS / "real").glob("*.*") if it.stat().st_size > LARGE)


@pytest.mark.parametrize(
    "path", [*DOCUMENTS, *large()], ids=lambda it: f"{it.parent.name}-{it.name}"
)
def test_every_language_loses_the_same(path: Path) -> None:
    api = from_file(path).api
    if api is None:
        pytest.skip("the document is refused")
    lost = {
        target: {(it.pointer, it.kind, it.code, it.keywords, it.omitted) for it in losses(api)}
        for target, losses in LOSSES.items()
    }
    for target, own in OWN.items():
        more, fewer = lost[target] - lost["python"], lost["python"] - lost[target]
        assert {code for _, _, code, _, _ in more | fewer} <= own
        assert all(omitted or code in MISSED for _, _, code, _, omitted in more)
        assert all(omitted for _, _, _, _, omitted in fewer)
