"""The samples as an overlay of the document: `x-codeSamples` for those who show it elsewhere."""

from __future__ import annotations

import json

from clientsmith.reference.model import Reference

NAME = "code-samples.overlay.json"


def overlay(reference: Reference) -> bytes:
    """An OpenAPI Overlay 1.0 that adds the calls of every operation."""
    actions: list[dict[str, object]] = []
    for group in reference.groups:
        for place in group.places:
            operation = place.operation
            if operation.variant_of is not None or not operation.pointer.startswith("#/"):
                continue  # it is no operation of the main document
            samples = [
                {
                    "lang": "Shell" if view.id == "http" else view.title,
                    "label": sample.title,
                    "source": sample.code,
                }
                for view in reference.views
                if operation.pointer in view.pages
                for sample in view.pages[operation.pointer].samples
                if not sample.given
            ]
            target = _path(operation.pointer)
            actions.append({"target": target, "update": {"x-codeSamples": samples}})
    content = {
        "overlay": "1.0.0",
        "info": {"title": f"Code samples of {reference.api.title}", "version": "1"},
        "actions": actions,
    }
    return (json.dumps(content, indent=2, ensure_ascii=True) + "\n").encode()


def _path(pointer: str) -> str:
    """A JSON pointer as JSONPath (RFC 9535)."""
    keys = (it.replace("~1", "/").replace("~0", "~") for it in pointer[2:].split("/"))
    return "$" + "".join(f"[{json.dumps(it)}]" for it in keys)
