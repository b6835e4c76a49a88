"""What the config says about things that the document does not have, each at its line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any as Json

import msgspec

from clientsmith import pointers
from clientsmith.config import ApiConfig
from clientsmith.normalize.context import Context
from clientsmith.normalize.routes import Route


class Noted(dict[str, Json]):
    """A section of the config that notes which of its entries are asked for."""

    def __init__(self, entries: Iterable[tuple[str, Json]]) -> None:
        super().__init__(entries)
        self.used: set[str] = set()

    def get(self, key: str, default: Json = None) -> Json:
        """As usual."""
        self.used.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Json:
        value = super().__getitem__(key)
        self.used.add(key)
        return value


def noted(config: ApiConfig) -> ApiConfig:
    """`config` whose names and paging note what is used."""
    return msgspec.structs.replace(
        config, names=Noted(config.names.items()), paging=Noted(config.paging.items())
    )


def near(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest of `known`."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""


def operations(routes: Sequence[Route]) -> list[str]:
    """How the config can name the operations."""
    ids = (route.node.value.get("operationId") for route in routes)
    return [*(route.key for route in routes), *(one for one in ids if type(one) is str)]


def report_unused(context: Context, routes: Sequence[Route]) -> None:
    """Report entries of the config that nothing has asked for."""
    names, paging = context.config.names, context.config.paging
    if isinstance(names, Noted):
        section = context.document.root
        for token in ("components", "schemas"):
            section = section.get(token) or context.document.root
        known = [name for name, _ in section.items()]
        for key in names:
            if key in names.used:
                continue
            is_there = "#" in key and context.document.at(key) is not None
            context.warn(
                "config/name",
                context.config.place("names", key),
                (
                    f"what is at {key} takes no name; the name is not used"
                    if is_there
                    else f"the document has no {key!r} to give a name to"
                ),
                near(key, [*known, *(pointers.join("#/components/schemas", (k,)) for k in known)]),
            )
    if isinstance(paging, Noted):
        for key in paging:
            if key not in paging.used:
                context.warn(
                    "config/operation",
                    context.config.place("paging", key),
                    f"the document has no operation {key!r} to be paged",
                    near(key, operations(routes)) or "name it as `GET /path` or by operationId",
                )
