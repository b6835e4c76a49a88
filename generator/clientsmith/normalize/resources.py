"""Which resource each operation belongs to, and what its method is called.

Sources, the first that speaks wins: the config, vendor extensions, operationIds that name a group
(`group.method`, `group/method`, `Group_Method` where the whole document does so), path and verb.
A path leads to a resource by its fixed segments; the verb names the method: GET of a collection is
*list*, of an item *retrieve*, POST *create*, PUT and PATCH *update*, DELETE *delete*; a last
segment that is a verb (`/jobs/{id}/cancel`) is a method itself.

What an operation is called depends on itself alone, as long as no other one claims the same name;
then all claimants take their next candidate, whatever their order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clientsmith.normalize.candidates import Candidate, Words
from clientsmith.normalize.context import Context
from clientsmith.normalize.given_names import by_extension, configured
from clientsmith.normalize.inferred_names import BY_VERB, inferred, separator_of
from clientsmith.normalize.routes import Route


@dataclass(slots=True)
class Claims:
    """The candidates of one operation, best first."""

    route: Route
    candidates: list[Candidate]
    at: int = 0

    @property
    def current(self) -> Candidate:
        return self.candidates[self.at]


def assign(
    context: Context, routes: list[Route], lists: Callable[[Route], bool | None]
) -> list[Candidate]:
    """The resource and the method of every route.

    `lists` says whether the answer of a GET is a list (None: the document does not say).
    """
    by_config = configured(context, routes)
    separator = separator_of(routes)
    claims = []
    for route in routes:
        candidates: list[Candidate] = []
        if route.pointer in by_config:
            candidates.append(by_config[route.pointer])
        guesses = inferred(route, separator, lists)
        named = by_extension(context, route, guesses[0])
        if named is not None:
            candidates.append(named)
        candidates.extend(guesses)
        claims.append(Claims(route, candidates))
    _settle(context, claims)
    for claim in claims:
        chosen = claim.current
        where = ".".join((*chosen.resource, chosen.method))
        context.decide(claim.route.pointer, "method", where, chosen.source)
    return [claim.current for claim in claims]


def _settle(context: Context, claims: list[Claims]) -> None:
    """Give every operation a name of its own; those that want the same one all take their next."""
    for _ in range(16):
        taken: dict[tuple[Words, ...], list[Claims]] = {}
        groups: dict[tuple[Words, ...], None] = {}
        for claim in claims:
            key = claim.current.key
            taken.setdefault(key, []).append(claim)
            for depth in range(1, len(key)):
                groups[key[:depth]] = None
        moved = False
        for key, rivals in taken.items():
            grouped = key in groups  # a resource of this name exists
            if grouped:
                losing = [claim for claim in rivals if not claim.current.fixed]
            elif len(rivals) > 1:
                losing = _weaker(rivals)
            else:
                continue
            for claim in losing:
                following = _following(claim, grouped)
                if following:
                    _report(context, claim, len(rivals) > 1)
                    claim.at = following
                    moved = True
        if not moved:
            break
    _number(context, claims)


def _following(claim: Claims, grouped: bool) -> int:
    """The index of the next candidate that may help; 0: there is none."""
    for at in range(claim.at + 1, len(claim.candidates)):
        if grouped or not claim.candidates[at].below:
            return at
    return 0


def _weaker(claims: list[Claims]) -> list[Claims]:
    """Those who give way: inferred names to those that a person gave, others to standard ones."""
    configured = [claim for claim in claims if claim.current.source == "config"]
    if configured:
        return [claim for claim in claims if claim is not configured[0]]
    for strong in (
        [claim for claim in claims if claim.current.fixed],
        [claim for claim in claims if claim.current.source == BY_VERB and not claim.at],
    ):
        if strong and len(strong) < len(claims):
            return [claim for claim in claims if claim not in strong]
    return claims


def _report(context: Context, claim: Claims, rivals: bool) -> None:
    wanted = ".".join((*claim.current.resource, claim.current.method))
    cause = "other operations" if rivals else "a resource"
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
    for rivals in taken.values():
        if len(rivals) < 2:
            continue
        for number, claim in enumerate(sorted(rivals, key=lambda one: one.route.key)):
            if number:
                current = claim.current
                method = f"{current.method}_{number + 1}"
                claim.candidates.append(Candidate(current.resource, method, "number"))
                claim.at = len(claim.candidates) - 1
