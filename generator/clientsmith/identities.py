"""Schemas and documents that are known by a URI of their own: `$id` (JSON Schema) and `$self`."""

from __future__ import annotations

from . import pointers, references
from .source import Sources


class Identities:
    """The identified places of all files."""

    def __init__(self, sources: Sources) -> None:
        self.main = sources.main
        self.places: dict[str, str] = {}
        """URI to the pointer of the schema or document that has it."""
        self.uris: dict[str, str] = {}
        """Pointer to URI."""
        for file, tree in sources.trees.items():
            if sources.identified is not None and file not in sources.identified:
                continue
            prefix = pointers.prefix(file, self.main)
            for place in references.objects(tree, prefix):
                uri = references.identity(place)
                if uri:
                    pointer = references.pointer(place, prefix)
                    self.places.setdefault(uri, pointer)
                    self.uris.setdefault(pointer, uri)

    def around(self, pointer: str) -> str:
        """The pointer of the innermost identified place at or around `pointer`; "" for none."""
        while self.uris:
            if pointer in self.uris:
                return pointer
            shorter = pointer.rpartition("/")[0]
            if not shorter:
                break
            pointer = shorter
        return ""
