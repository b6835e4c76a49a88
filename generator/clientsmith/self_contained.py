"""What a text of JSON shows at a glance: whether a document leads nowhere but into itself.

Most documents do. To search their text is much quicker than to walk the tree, which
`references.objects` does for all others.
"""

from __future__ import annotations

import re

from .references import MAPS, UNUSUAL, may_stand_for

_NAME = rb'"(?:#[^"\\]*|[^"\\/#]*(?<!\.json)(?<!\.yaml)(?<!\.yml))"'
_NAMES = re.compile(rb'%b|\{(?:"[^"\\]*":%b,?)*\}' % (_NAME, _NAME))
"""What `mapping` and `defaultMapping` of a discriminator have when they name no file."""


def is_self_contained(text: bytes) -> bool:
    """Whether a document surely refers to no file, has no URI of its own, and references only where
    OpenAPI has them: it need not be looked through.

    `text` is JSON without space between its tokens and without needless escapes.
    """
    at = text.find(b'apping":')
    while at >= 0:
        if _NAMES.match(text, at + len(b'apping":')) is None:
            return False
        at = text.find(b'apping":', at + 1)
    # A quote inside a string has a backslash: so begins a string.
    before, *others = text.split(b'"$')
    for after in others:
        if after.startswith(b'ref":'):
            if not after.startswith(b'ref":"#') or before[-1:] != b"{":
                return False
            if before[-2:] == b":{":
                start = before.rfind(b'"', 0, -3)
                key = b"$" + before[:-3] if start < 0 else before[start + 1 : -3]
                if key in _ODD and may_stand_for(key.decode(), _string(after[6:])):
                    return False
        elif after.startswith((b'id":', b'self":')):
            return False
        before = after
    return True


def _string(text: bytes) -> str:
    """What stands before the first quote."""
    return text[: text.find(b'"')].decode()


_ODD = frozenset(key.encode() for key in MAPS | UNUSUAL)
"""Keys in whose place a reference stands for a whole map, a list or a text, unless they are names
of properties."""
