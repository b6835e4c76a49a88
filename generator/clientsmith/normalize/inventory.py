"""The accounts of a run: everything a document holds, less what was taken into the IR.

One walk over the upgraded document, by the grammar of `vocabulary`. An object counts as emitted
only if a stage of the normalizer marked it as read when it used it, and a keyword only if the
table says that such an object's keyword is read. All else becomes a located finding (a loss), or,
where it has no effect on any client, a line of the accounts.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any as Json
from typing import TypeAlias

from clientsmith import pointers
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.counts import Count, Inventory, Omission
from clientsmith.normalize.extension_table import HONOURED, UNUSED
from clientsmith.normalize.vocabulary import KINDS, METHODS, Rule

MARKED = frozenset(
    (
        *("operation", "webhook", "parameter", "header", "request body", "response"),
        *("media type", "encoding", "example", "security scheme", "flow", "discriminator"),
        *("link", "callback", "path item", "webhook item"),
        *("schema", "property", "component", "definition"),
    )
)
"""Kinds of objects that a stage marks when it uses one; others share the fate of their holder."""

_SCHEMAS = frozenset(("schema", "property", "component", "definition"))
_QUIET = {
    kind: frozenset(
        key for key, rule in rules.items() if rule.shape == "value" and rule.fate == "read"
    )
    for kind, rules in KINDS.items()
}
"""Keywords that need no look at their value."""
_QUIET_TOLD = {
    kind: _QUIET[kind]
    | {key for key, rule in rules.items() if rule.shape == "value" and rule.fate == "text"}
    for kind, rules in KINDS.items()
}
"""The same where the texts were taken."""
_PLAIN = _QUIET["property"] - {"$ref"}
_PLAIN_TOLD = _QUIET_TOLD["property"] - {"$ref"}

_WITH_REFERENCE = frozenset((*_SCHEMAS, "path item", "webhook item"))
"""Kinds that may have members of their own beside a `$ref`."""
_REASONS: Mapping[str, str] = {
    "link": "it leads to no operation of the document",
    "example": "the value it shows is left out, or is not in the document",
    "schema": "it adds nothing to the types around it, or those cannot express it",
    "property": "it adds nothing to the types around it, or those cannot express it",
}
_EXPRESSION = Rule("one", "webhook item")
_VOID: Mapping[str, str] = {
    "discriminator": "there are no variants to tell apart",
    "flow": "the client knows one way; with another the caller gives it the token",
}
_FOR: Mapping[str, tuple[str, ...]] = {
    "object": ("properties", "additionalProperties", "patternProperties", "unevaluatedProperties"),
    "array": ("items", "prefixItems", "additionalItems"),
}
"""Type -> keywords that say nothing about values of other types."""
_OF_COMPONENT = 3
_NONE: Mapping[str, int] = {}
_LIVE, _LOST, _OMITTED = 0, 1, 2

_Place: TypeAlias = "tuple[_Place | None, tuple[str, ...]]"
"""The place around an object, and the way from there; at the top a whole pointer."""


def take(context: Context, inventory: Inventory) -> None:
    """Count everything, and report what was not taken."""
    _Walk(context, inventory).run()


class _Walk:
    def __init__(self, context: Context, inventory: Inventory) -> None:
        self._context = context
        self._document = context.document
        self._inventory = inventory
        self._keywords = self._inventory.counts["keyword"] = Count()
        self._extensions = self._inventory.counts["extension"] = Count()
        self._stack: list[tuple[dict[str, Json], str, _Place, int, str]] = []
        self._followed: set[tuple[str, str, str]] = set()
        self._mistaken: set[str] | None = None
        self._unknown: set[tuple[str, str]] = set()

    def run(self) -> None:
        """Walk. Nothing here recurses."""
        read, told = self._context.read, self._context.told
        repeated = self._context.repeated
        reported, whole = _reported(self._context)
        counts = {kind: Count() for kind in KINDS}
        seen: dict[str, set[int]] = {kind: set() for kind in KINDS}
        special = {*repeated, *whole, *reported}
        keywords, stack = self._keywords, self._stack
        root = self._document.root
        if type(root.value) is dict:
            stack.append((root.value, "document", (None, (root.pointer,)), _LIVE, ""))
        for key, reason, pointer in self._context.omissions:
            keywords.omitted += 1
            self._omit("keyword", key, reason, pointer)
        while stack:
            value, kind, place, state, head = stack.pop()
            mark = id(value)
            if mark in seen[kind] or mark in repeated:
                continue
            seen[kind].add(mark)
            if "$ref" in value:
                self._follow(value, kind, place, state, head)
                if kind not in _WITH_REFERENCE:
                    continue
            if kind in MARKED:
                if mark in whole:
                    state = whole[mark]
                elif mark in read:
                    state = _LIVE
                elif state == _LIVE:
                    state = self._unread(kind, place, value)
            count = counts[kind]
            count.found += 1
            if state == _LOST:
                count.lost += 1
            elif state == _OMITTED:
                count.omitted += 1
            quiet, rules = (_QUIET_TOLD if mark in told else _QUIET)[kind], KINDS[kind]
            gone = reported.get(mark, _NONE)
            if state == _LIVE:
                keywords.found += len(value)
                if not gone and quiet.issuperset(value):
                    continue
            for key, held in value.items():
                if key in quiet and key not in gone:
                    continue
                rule = rules.get(key) or (_EXPRESSION if kind == "callback" else None)
                below = state
                if rule is None or (rule is _EXPRESSION and key[:2] == "x-"):
                    if state == _LIVE:
                        self._other(kind, key, held, gone.get(key, _LIVE), place)
                    continue
                if state == _LIVE:
                    if key in gone:
                        below = gone[key]
                        _count(keywords, below)
                    elif rule.fate == "text" and mark in told:
                        pass
                    elif rule.fate != "read":
                        below = self._unfit(rule, kind, key, place)
                if rule.kind == "property" and below == _LIVE and type(held) is dict:
                    held = self._not_plain(held, special, seen["property"], counts["property"])
                if rule.kind:
                    self._push(rule, key, held, place, below, head)
        self._inventory.counts.update({kind: one for kind, one in counts.items() if one.found})

    def _not_plain(
        self, held: dict[str, Json], special: set[int], seen: set[int], count: Count
    ) -> dict[str, Json]:
        """`held` without the properties that were taken whole, as most are; those are counted."""
        read, told = self._context.read, self._context.told
        rest: dict[str, Json] = {}
        before, members = len(seen), 0
        for name, one in held.items():
            mark = id(one)
            quiet = _PLAIN_TOLD if mark in told else _PLAIN
            if mark in read and type(one) is dict and mark not in special and quiet.issuperset(one):
                if mark not in seen:
                    seen.add(mark)
                    members += len(one)
            else:
                rest[name] = one
        count.found += len(seen) - before
        self._keywords.found += members
        return rest

    # --- going on -----------------------------------------------------------------------------

    def _push(self, rule: Rule, key: str, held: Json, place: _Place, state: int, head: str) -> None:
        """Go on in the objects that a keyword holds."""
        stack = self._stack
        if rule.shape == "one" or type(held) is not dict:
            if type(held) is dict:
                stack.append((held, rule.kind, (place, (key,)), state, head))
            elif type(held) is list:
                for index, one in enumerate(held):
                    if type(one) is dict:
                        stack.append((one, rule.kind, (place, (key, str(index))), state, head))
            return
        named = rule.shape == "names"
        for name, one in held.items():
            if not named and name[:2] == "x-":
                if state == _LIVE:
                    self._other(key, name, one, _LIVE, (place, (key,)))
            elif type(one) is dict:
                stack.append((one, rule.kind, (place, (key, name)), state, head))

    def _follow(
        self, value: dict[str, Json], kind: str, place: _Place, state: int, head: str
    ) -> None:
        """Go on where a reference leads, unless the walk comes there anyway."""
        ref = value["$ref"]
        if type(ref) is not str or (not head and ref.startswith("#/components/")):
            return
        if (head, ref, kind) in self._followed:
            return
        self._followed.add((head, ref, kind))
        found = self._document.resolve(ref, Node(value, _pointer(place), self._document))
        if found is not None and type(found.value) is dict:
            before = found.pointer.partition("#")[0]
            unused = kind in MARKED and id(found.value) not in self._context.read
            if unused and _is_component(_pointer(place)):  # as what refers to it
                state = _OMITTED
            kind = "schema" if kind in _SCHEMAS else kind
            self._stack.append((found.value, kind, (None, (found.pointer,)), state, before))

    # --- what is not taken --------------------------------------------------------------------

    def _unread(self, kind: str, place: _Place, value: dict[str, Json]) -> int:
        """What becomes of an object that nothing used, in one that was used."""
        pointer = _pointer(place)
        void = self._void(kind, place, pointer, value)
        if void:
            self._omit(kind, "", void, pointer)
            return _OMITTED
        reason = _REASONS.get(kind, "the client has no place for it")
        code = f"coverage/{kind.replace(' ', '-')}"
        self._context.note(code, pointer, f"this {kind} is left out: {reason}", drops="lost")
        return _LOST

    def _void(self, kind: str, place: _Place, pointer: str, own: dict[str, Json]) -> str:
        """Why an object that nothing used has no effect; empty when it should have one."""
        if kind == "definition" or _is_component(pointer):
            return "nothing refers to it"
        if kind in _VOID:
            return _VOID[kind]
        if kind == "header" and place[1][-1].lower() == "content-type":
            return "the media type of the content says it"
        if kind == "parameter" and own.get("in") == "header" and _is_sent(pointer):
            return "whoever receives the request has its headers at hand"
        holder = self._document.at(_pointer(place[0])) if place[0] is not None else None
        value = holder.value if holder is not None else None
        if type(value) is not dict:
            return ""
        above = place[0][1][-1] if place[0] is not None else ""
        if kind == "parameter" and above not in METHODS and "responses" not in value:
            read = self._context.read
            if not any(key in METHODS and id(one) in read for key, one in value.items()):
                return "no operation of its path is emitted"
        types = value.get("type")
        named = [types] if type(types) is str else types
        for of, keywords in _FOR.items():
            if place[1][0] in keywords and type(named) is list and of not in named:
                return f"it says nothing about a {types if type(types) is str else 'value'}"
        return ""

    def _unfit(self, rule: Rule, kind: str, key: str, place: _Place) -> int:
        """What becomes of a keyword that the IR does not take."""
        pointer = f"{_pointer(place)}/{pointers.escape(key)}"
        if rule.fate == "void" or (rule.fate == "text" and rule.reason):
            self._keywords.omitted += 1
            self._omit("keyword", key, rule.reason, pointer)
            return _OMITTED
        self._keywords.lost += 1
        reason = rule.reason or "nothing in the code stands for the value that it is about"
        self._context.note(
            "coverage/text" if rule.fate == "text" else "coverage/keyword",
            pointer,
            f"`{key}` of this {kind} is left out: {reason}",
            drops="lost",
        )
        return _LOST

    def _other(self, kind: str, key: str, held: Json, state: int, place: _Place) -> None:
        """A member that the specification does not know: an extension, or a mistake."""
        if key[:2] != "x-":
            self._keywords.lost += 1
            if (key, kind) not in self._unknown:
                self._unknown.add((key, kind))
                pointer = f"{_pointer(place)}/{pointers.escape(key)}"
                near = difflib.get_close_matches(key, list(KINDS[kind]), n=1)
                self._context.note(
                    "coverage/unknown-keyword",
                    pointer,
                    f"`{key}` is no keyword of {_a(kind)}; it has no effect, here or elsewhere",
                    f"did you mean `{near[0]}`?" if near else "",
                    drops="lost",
                )
            return
        self._extensions.found += 1
        honoured = HONOURED.get(key)
        if state:
            _count(self._extensions, state)
        elif honoured is not None and kind in honoured.kinds:
            if not honoured.fits(held):
                self._malformed(key, honoured.wanted, place)
        else:
            unused = UNUSED.get(key)
            if unused is not None and unused.loss:
                self._extensions.lost += 1
                pointer = f"{_pointer(place)}/{pointers.escape(key)}"
                message = f"`{key}` has no effect: {unused.reason}"
                self._context.note("extension/unsupported", pointer, message, drops="lost")
                return
            reason = "unknown"
            if unused is not None:
                reason = unused.reason
            elif honoured is not None:
                reason = f"it has no meaning in {_a(kind)}"
            self._extensions.omitted += 1
            self._omit("extension", key, reason, place)

    def _malformed(self, key: str, wanted: str, place: _Place) -> None:
        self._extensions.lost += 1
        pointer = f"{_pointer(place)}/{pointers.escape(key)}"
        message = f"`{key}` must be {wanted}; ignored"
        if self._mistaken is None:
            self._mistaken = {
                one.pointer
                for one in self._context.diagnostics
                if one.code in ("document/type", "extension/malformed")
            }
        if pointer in self._mistaken:
            return  # whoever read it has said so
        self._context.warn("extension/malformed", pointer, message, drops="lost")

    def _omit(self, kind: str, name: str, reason: str, where: _Place | str) -> None:
        """Add to the list of what has no effect, like to like."""
        known = self._inventory.omissions.get((kind, name, reason))
        if known is not None:
            known.count += 1
            return
        if not isinstance(where, str):
            where = f"{_pointer(where)}/{pointers.escape(name)}"
        self._inventory.omissions[kind, name, reason] = Omission(kind, name, reason, where)


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _is_component(pointer: str) -> bool:
    return pointer.startswith("#/components/") and pointer.count("/") == _OF_COMPONENT


def _is_sent(pointer: str) -> bool:
    """Whether it is of a request that the server sends."""
    return pointer.startswith(("#/webhooks/", "#/x-webhooks/")) or "/callbacks/" in pointer


def _count(count: Count, state: int) -> None:
    if state == _LOST:
        count.lost += 1
    elif state == _OMITTED:
        count.omitted += 1


def _pointer(place: _Place) -> str:
    """The pointer of a place."""
    tokens: list[str] = []
    at = place
    while at[0] is not None:
        tokens[:0] = at[1]
        at = at[0]
    return pointers.join(at[1][0], tokens)


def _reported(context: Context) -> tuple[dict[int, dict[str, int]], dict[int, int]]:
    """What the stages said they leave out: (members by their object, whole objects), by `id`."""
    members: dict[int, dict[str, int]] = {}
    whole: dict[int, int] = {}
    for one in (*context.diagnostics, *context.diagnostics.ignored):
        if not one.drops or not one.pointer:
            continue
        state = _LOST if one.drops == "lost" else _OMITTED
        holder, _, token = one.pointer.rpartition("/")
        above = context.document.at(holder) if token else None
        if above is not None and type(above.value) is dict:
            members.setdefault(id(above.value), {})[pointers.unescape(token)] = state
        at = context.document.at(one.pointer)
        if at is not None and type(at.value) is dict:
            whole[id(at.value)] = state
    return members, whole
