"""Candidates for the name of an operation."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from clientsmith.normalize.names import spelled, words

Words: TypeAlias = tuple[str, ...]


class Candidate(msgspec.Struct, frozen=True):
    """One possible name of an operation."""

    resource: tuple[str, ...]
    """Wire names of the resources down from the client."""
    method: str
    """The method's name as its source spells it."""
    source: str
    fixed: bool = False
    """Given by a person: it is not taken back when another operation wants the same name."""
    below: bool = False
    """Only for the case that the better name before it is a resource's."""

    @property
    def key(self) -> tuple[Words, ...]:
        """What has to be unique."""
        return (*(words_of(name) for name in self.resource), words_of(self.method))


def words_of(name: str) -> Words:
    """The words of a name; never empty unless the name is."""
    return words(name) or spelled(name)


def spelling(key: tuple[Words, ...]) -> str:
    """The dotted name: `beta.batch.get_status`."""
    return ".".join(map("_".join, key))
