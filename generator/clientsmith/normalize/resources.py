"""Which resource each operation belongs to, and what its method is called.

Sources, the first that speaks wins: the config, vendor extensions, operationIds that name a group
(`group.method`, `group/method`, `Group_Method` where the whole document does so), path and verb.
A path leads to a resource by its fixed segments; the verb names the method: GET of a collection is
*list*, of an item *retrieve*, POST *create*, PUT and PATCH *update*, DELETE *delete*; a last
segment that is a verb (`/jobs/{id}/cancel`) is a method itself.

What an operation is called depends on itself alone, as long as no other one claims the same name;
then all claimants take their next candidate, whatever their order. An operation that had a name
before keeps it, unless a person gives it another: newcomers give way, with their resources too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from clientsmith import pointers
from clientsmith.normalize.candidates import Candidate, Words, spelling
from clientsmith.normalize.context import Context
from clientsmith.normalize.given_names import by_extension, configured
from clientsmith.normalize.inferred_names import BY_VERB, inferred, separator_of
from clientsmith.normalize.routes import Route

LOCKED = "names.lock"


class Claims(msgspec.Struct):
    """The candidates of one operation, best first."""

    route: Route
    candidates: list[Candidate]
    """Those that have been asked for."""
    further: Iterator[Candidate]
    at: int = 0
    locked: int = -1
    """The index of the name that the operation had before."""
    given: Candidate | None = None
    """What a person calls it."""

    def known(self) -> Iterator[Candidate]:
        """All candidates."""
        yield from self.candidates
        for candidate in self.further:
            self.candidates.append(candidate)
            yield candidate

    @property
    def current(self) -> Candidate:
        return self.candidates[self.at]

    @property
    def kept(self) -> bool:
        """Whether the operation is called as it was before."""
        return self.at == self.locked


def assign(
    context: Context, routes: list[Route], lists: Callable[[Route], bool | None]
) -> list[Candidate]:
    """The resource and the method of every route.

    `lists` says whether the answer of a GET is a list (None: the document does not say).
    """
    by_config = configured(context, routes)
    locked = _locked(context, routes)
    before = [route for route in routes if route.pointer in locked]
    separator = separator_of(before if len(before) > 1 else routes)
    claims = []
    for route in routes:
        candidates: list[Candidate] = []
        if route.pointer in by_config:
            candidates.append(by_config[route.pointer])
        guesses = inferred(route, separator, lists)
        guess = next(guesses)
        named = by_extension(context, route, guess)
        if named is not None:
            candidates.append(named)
        given = candidates[:1]
        candidates.append(guess)
        claim = Claims(route, candidates, guesses, given=given[0] if given else None)
        if route.pointer in locked:
            refused = context.names.get("given", route.pointer)
            _lock(claim, [it for it in given if spelling(it.key) != refused], locked[route.pointer])
        claims.append(claim)
    _settle(context, claims, _further(context, routes))
    for claim in claims:
        chosen = claim.current
        where = ".".join((*chosen.resource, chosen.method))
        context.decide(claim.route.pointer, "method", where, chosen.source)
        context.names.keep("method", claim.route.pointer, spelling(chosen.key))
        if claim.given is not None and claim.given.key != chosen.key:
            # As long as nobody asks for another one, it is not given when it becomes free.
            context.names.keep("given", claim.route.pointer, spelling(claim.given.key))
    return [claim.current for claim in claims]


def _locked(context: Context, routes: list[Route]) -> dict[str, tuple[Words, ...]]:
    """The keys that operations had before; of two with one key, the first has it."""
    found: dict[str, tuple[Words, ...]] = {}
    taken: dict[tuple[Words, ...], None] = {}
    for pointer in sorted(route.pointer for route in routes):
        name = context.names.get("method", pointer)
        key = _key(name)
        if name and key not in taken:
            taken[key] = None
            found[pointer] = key
    return found


def _further(context: Context, routes: list[Route]) -> dict[tuple[Words, ...], None]:
    """The names that further methods of the operations had before, see `variants`."""
    found: dict[tuple[Words, ...], None] = {}
    known = {route.pointer: route for route in routes}
    for pointer, name in context.names.locked.get("method", {}).items():
        owner, inner, media = pointer.partition("/requestBody/content/")
        body = known[owner].node.get("requestBody") if inner and owner in known else None
        content = body.follow().get("content") if body is not None else None
        if content is not None and content.get(pointers.unescape(media)) is not None:
            found[_key(name)] = None
    return found


def _key(name: str) -> tuple[Words, ...]:
    return tuple(tuple(part.split("_")) for part in name.split("."))


def _lock(claim: Claims, given: list[Candidate], key: tuple[Words, ...]) -> None:
    """Let an operation have the name that it had before; what a person gave goes before that."""
    same = next((one for one in claim.known() if one.key == key), None)
    texts = ["_".join(part) for part in key]
    kept = same or Candidate(tuple(texts[:-1]), texts[-1], LOCKED)
    others = [one for one in claim.candidates if one is not kept]
    first = given and given[0] is not kept and (given[0].fixed or given[0].key[:-1] != key[:-1])
    if same is not None and same is not claim.candidates[0]:
        kept = msgspec.structs.replace(same, source=f"{same.source}, kept by {LOCKED}")
    claim.locked = 1 if first else 0
    claim.candidates = [*others[: claim.locked], kept, *others[claim.locked :]]


def _settle(context: Context, claims: list[Claims], further: dict[tuple[Words, ...], None]) -> None:
    """Give every operation a name of its own; those that want the same one all take their next.

    The names of `further` methods are not to be had.
    """
    for _ in range(16):
        taken: dict[tuple[Words, ...], list[Claims]] = {}
        groups: dict[tuple[Words, ...], None] = {}
        _beside_methods(context, claims, further)
        for claim in claims:
            key = claim.current.key
            taken.setdefault(key, []).append(claim)
            for depth in range(1, len(key)):
                groups[key[:depth]] = None
        moved = False
        for key, rivals in taken.items():
            grouped = key in groups  # a resource of this name exists
            if grouped:
                losing = [it for it in rivals if not it.current.fixed and not it.kept]
            elif key in further:
                losing = [it for it in rivals if it.current.source != "config"]
            elif len(rivals) > 1:
                losing = _weaker(rivals)
            else:
                continue
            for claim in losing:
                following = _following(claim, grouped)
                if following:
                    _report(context, claim, "a resource" if grouped else "other operations")
                    claim.at = following
                    moved = True
        if not moved:
            break
    _number(context, claims)


def _beside_methods(
    context: Context, claims: list[Claims], further: dict[tuple[Words, ...], None]
) -> None:
    """Let newcomers leave resources that have the name of a method that is to stay."""
    methods = dict(further)
    groups: dict[tuple[Words, ...], None] = {}
    for claim in claims:
        if claim.kept:
            key = claim.current.key
            methods[key] = None
            groups.update((key[:depth], None) for depth in range(1, len(key)))
    for claim in claims if methods else ():
        key = claim.current.key
        for depth in range(1, len(key)):
            if not claim.kept and key[:depth] in methods and key[:depth] not in groups:
                _report(context, claim, "a method")
                texts = ["_".join(part) for part in key]
                flat = Candidate(
                    tuple(texts[: depth - 1]), "_".join(texts[depth - 1 :]), claim.current.source
                )
                claim.candidates.insert(claim.at + 1, flat)
                claim.at += 1
                break


def _following(claim: Claims, grouped: bool) -> int:
    """The index of the next candidate that may help; 0: there is none."""
    for at, candidate in enumerate(claim.known()):
        if at > claim.at and (grouped or not candidate.below):
            return at
    return 0


def _weaker(claims: list[Claims]) -> list[Claims]:
    """Those who give way.

    Inferred names do to those that operations had before and those that a person gave, others to
    standard ones. Paths that differ in capitals or a slash at the end do to the plainest of them.
    """
    configured = [claim for claim in claims if claim.current.source == "config"]
    if configured:
        return [claim for claim in claims if claim is not configured[0]]
    for strong in (
        [claim for claim in claims if claim.kept],
        [claim for claim in claims if claim.current.fixed],
        [claim for claim in claims if claim.current.source == BY_VERB and not claim.at],
    ):
        if strong and len(strong) < len(claims):
            return [claim for claim in claims if claim not in strong]
    paths = [claim.route.path for claim in claims]
    if len({path.rstrip("/").lower() for path in paths}) == 1 and len(set(paths)) == len(paths):
        plainest = min(paths, key=lambda path: (path != path.lower(), path.endswith("/"), path))
        return [claim for claim in claims if claim.route.path != plainest]
    return claims


def _report(context: Context, claim: Claims, cause: str) -> None:
    wanted = ".".join((*claim.current.resource, claim.current.method))
    context.note(
        "name/operation",
        claim.route.node,
        f"`{wanted}` is also the name of {cause}; a longer one is used",
        "name the method in the config under `resources`",
    )


def _number(context: Context, claims: list[Claims]) -> None:
    """The last resort: operations that are equal in every word are numbered by method and path."""
    taken: dict[tuple[Words, ...], list[Claims]] = {}
    for claim in claims:
        taken.setdefault(claim.current.key, []).append(claim)
    for rivals in [rivals for rivals in taken.values() if len(rivals) > 1]:
        number = 1
        for claim in sorted(rivals, key=lambda one: (not one.kept, one.route.key))[1:]:
            current = claim.current
            made = None
            while made is None or made.key in taken:
                number += 1
                made = Candidate(current.resource, f"{current.method}_{number}", "number")
            taken[made.key] = [claim]
            claim.candidates.append(made)
            claim.at = len(claim.candidates) - 1
