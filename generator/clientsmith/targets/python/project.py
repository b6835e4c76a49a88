"""`pyproject.toml`: what the package is called, who may use it, what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from clientsmith.targets.python.package import Facts

LONGEST_DESCRIPTION = 200
"""Characters of a summary; package indexes show one line."""


class ProjectView(msgspec.Struct, frozen=True):
    """The file; each member is a TOML value."""

    name: str
    version: str
    description: str
    license: str
    """Empty when the document names none."""
    package: str
    package_folder: str


def project(facts: Facts) -> ProjectView:
    """The project of a client."""
    return ProjectView(
        name=toml_string(facts.distribution),
        version=toml_string(facts.version),
        description=toml_string(_one_line(facts.summary)),
        license=_license(facts.license),
        package=toml_string(facts.package),
        package_folder=toml_string(f"/{facts.package}"),
    )


def toml_string(text: str) -> str:
    """A basic string (TOML 1.0): no line breaks, controls and lone surrogates as escapes."""
    return f'"{"".join(map(_escape, text))}"'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    if 0xD800 <= code < 0xE000:  # TOML has no lone surrogates
        return "\ufffd"
    if character.isprintable():
        return character
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _one_line(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_DESCRIPTION else f"{plain[:LONGEST_DESCRIPTION - 1]}…"


def _license(name: str) -> str:
    """An SPDX expression (PEP 639) for a well-known licence, else the document's own text."""
    text = " ".join(name.split())
    if not text:
        return ""
    known = _SPDX.get(text.lower().removesuffix(" license").replace(" ", "-"))
    return toml_string(known) if known else f"{{ text = {toml_string(text)} }}"


_SPDX = {
    **{
        name.lower(): name
        for name in (
            "0BSD",
            "AGPL-3.0-only",
            "AGPL-3.0-or-later",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSL-1.0",
            "CC-BY-4.0",
            "CC-BY-SA-4.0",
            "CC0-1.0",
            "EUPL-1.2",
            "GPL-2.0-only",
            "GPL-2.0-or-later",
            "GPL-3.0-only",
            "GPL-3.0-or-later",
            "ISC",
            "LGPL-2.1-only",
            "LGPL-3.0-only",
            "LGPL-3.0-or-later",
            "MIT",
            "MIT-0",
            "MPL-2.0",
            "Unlicense",
            "Zlib",
        )
    },
    "apache-2": "Apache-2.0",
    "apache-license-2.0": "Apache-2.0",
    "apache-license,-version-2.0": "Apache-2.0",
    "the-mit": "MIT",
}
