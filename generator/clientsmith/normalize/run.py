"""One run of the normalizer: the stages in order."""

from __future__ import annotations

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize import collisions, extensions, resources
from clientsmith.normalize.answers import Answers
from clientsmith.normalize.candidates import Candidate
from clientsmith.normalize.client import client_of
from clientsmith.normalize.configured import report_unused
from clientsmith.normalize.context import Context
from clientsmith.normalize.discriminators import at_home, elsewhere, families
from clientsmith.normalize.docs import NONE, docs_of, external_of, joined
from clientsmith.normalize.hooks import event_of, hooks_of, webhook_of
from clientsmith.normalize.kept_names import identify, keep_members
from clientsmith.normalize.links import Links
from clientsmith.normalize.lookup import Lookup
from clientsmith.normalize.media import Bodies
from clientsmith.normalize.media_types import preferred
from clientsmith.normalize.names import name_of, spelled, words
from clientsmith.normalize.operations import Operations
from clientsmith.normalize.paging import Pages
from clientsmith.normalize.parameters import Parameters
from clientsmith.normalize.placed import Owner
from clientsmith.normalize.places import Places
from clientsmith.normalize.routes import Route, routes
from clientsmith.normalize.schemas import Schemas
from clientsmith.normalize.security import Security, security_of
from clientsmith.normalize.servers import servers_of
from clientsmith.normalize.shapes import substantive
from clientsmith.normalize.signatures import signature_of
from clientsmith.normalize.tagging import finish
from clientsmith.normalize.tree import tree_of
from clientsmith.normalize.variants import with_variants
from clientsmith.parts import keep_parts


class Run:
    """The parts that the stages share."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.places = Places(context)
        self.schemas = Schemas(context, self.places, Lookup(context))
        self.answers = Answers(context, self.schemas)
        self.pages = Pages(context, self.schemas, self.answers)

    def api(self) -> ir.Api:
        """Run all stages."""
        context = self.context
        root = context.document.root
        components = self._components()
        inheriting = [*components, *elsewhere(context)]
        self.schemas.families, self.schemas.tags = families(context, inheriting)
        self.schemas.homes = self._homes(components)
        at_home(self.schemas.families, self.schemas.tags, self.schemas.homes)
        known = [route for route in routes(context) if not self._skipped(route)]
        found = [route for route in known if not extensions.is_sent(route.node)]
        named = resources.assign(context, found, self.pages.is_list)
        owners = [self._owner(route, one) for route, one in zip(found, named, strict=True)]
        for route, owner in sorted(zip(found, owners, strict=True), key=lambda it: it[0].pointer):
            self._enter(route, owner)
        marked = [route for route in known if extensions.is_sent(route.node)]
        hooks = hooks_of(context, list(zip(found, owners, strict=True)), marked)
        for hook in sorted(hooks, key=lambda it: it.route.pointer):
            self._enter(hook.route, Owner(hook.route.pointer, (), hook.name.words, webhook=True))
        for route, owner in zip(found, owners, strict=True):
            self.pages.recognise(route, owner)
        self.pages.place()
        self._convert_components(components)
        self.pages.build()
        security = security_of(context)
        servers = servers_of(context, root)
        operations = self._operations(security, servers, found)
        made = []
        for route, owner, one in zip(found, owners, named, strict=True):
            made.append(operations.convert(route, owner, name_of(one.method, fallback=("call",))))
            self.schemas.build_inner()
            self.schemas.build()
        sent = []
        for hook in hooks:
            sent.append(webhook_of(context, operations, hook))
            self.schemas.build_inner()
            self.schemas.build()
        event = event_of(self.schemas, self.places, sent)
        finish(self.schemas)
        self._finish_bases()
        entries = self._ordered(components)
        identify(context, entries, self.places.variant)
        keep_members(context, entries)
        collisions.resolve(context, entries, self.places.named)
        placed = [
            (owner.resource, operations.with_envelope(route, operation))
            for route, owner, operation in zip(found, owners, made, strict=True)
        ]
        report_unused(context, known)
        info = context.mapping(root, "info") if type(root.value) is dict else None
        api = ir.Api(
            title=context.string(info, "title") if info is not None else "",
            version=context.string(info, "version") if info is not None else "",
            client=client_of(context, security, servers, operations.parameters.globals, info),
            license=self._license(info),
            contact=self._contact(info),
            servers=servers,
            security_schemes=security.schemes,
            schemas=entries,
            pages=tuple({page.name.words: page for page in self.pages.pages.values()}.values()),
            root=tree_of(context, with_variants(context, placed)),
            webhooks=tuple(sent),
            webhook_event=event,
            webhook_signature=signature_of(context, hooks),
            terms=context.string(info, "termsOfService") if info is not None else "",
            docs=joined(docs_of(context, info) if info is not None else NONE, self._links()),
        )
        keep_parts(api, context.names)
        return api

    def _skipped(self, route: Route) -> bool:
        """Whether an extension asks to leave an operation out of every client."""
        key = extensions.skipped(self.context, route.node)
        if key:
            self.context.note(
                "operation/skipped",
                route.node,
                f"{route.key} is left out, as `{key}` asks",
                drops="omitted",
            )
        return bool(key)

    def _components(self) -> list[Node]:
        """The schemas under `components`."""
        context = self.context
        root = context.document.root
        if type(root.value) is not dict:
            context.diagnostics.error("document/type", root, "a document must be an object")
            return []
        components = context.mapping(root, "components")
        schemas = context.mapping(components, "schemas") if components is not None else None
        return [node for _, node in schemas.items()] if schemas is not None else []

    def _homes(self, components: list[Node]) -> dict[str, Node]:
        """The components that are nothing but a schema of another file or place, by its pointer."""
        found: dict[str, Node] = {}
        for node in components:
            if type(node.value) is dict and substantive(node.value) == ["$ref"]:
                reduced = self.schemas.reduce(node)
                pointer = reduced.node.pointer if reduced is not None else "#/"
                if reduced is not None and reduced.referenced and not _is_component(pointer):
                    found.setdefault(pointer, node)
        return found

    def _owner(self, route: Route, chosen: Candidate) -> Owner:
        """An operation under its name."""
        resource = tuple(name_of(part, fallback=("resource",)) for part in chosen.resource)
        return Owner(
            route.pointer,
            resource,
            words(chosen.method) or spelled(chosen.method) or ("call",),
            self.answers.of(route).status,
        )

    def _enter(self, route: Route, owner: Owner) -> None:
        """Let names of schemas inside an operation be found by its pointer.

        What several operations share belongs to the one that is entered first.
        """
        node = route.node
        self.places.owners[route.pointer] = owner
        self.places.owners.setdefault(node.pointer, owner)
        self.places.items.setdefault(route.item.pointer, owner)
        body = node.get("requestBody")
        holders = [body] if body is not None else []
        responses = node.get("responses")
        if responses is not None:
            holders.extend(child for _, child in responses.items())
        for holder in holders:
            content = holder.get("content")
            if content is not None:
                owner.preferred[content.pointer] = preferred(content)

    def _convert_components(self, components: list[Node]) -> None:
        """Build the entries of all components but those that are only envelopes of pages.

        One that was more than that stays a type.
        """
        envelopes = self.pages.envelopes
        for node in components:
            if node.pointer not in envelopes or self.context.names.get("type", node.pointer):
                self.schemas.component(node)

    def _operations(
        self, security: Security, servers: tuple[ir.Server, ...], found: list[Route]
    ) -> Operations:
        parameters = Parameters(self.context, self.schemas)
        bodies = Bodies(self.context, self.schemas, parameters)
        return Operations(
            self.context,
            self.schemas,
            parameters,
            bodies,
            self.answers,
            self.pages,
            security,
            servers,
            Links(self.context, found),
        )

    def _finish_bases(self) -> None:
        """Keep as bases only what became an object."""
        entries = self.schemas.entries
        for pointer, entry in list(entries.items()):
            if isinstance(entry, ir.Object) and entry.bases:
                kept = tuple(
                    base
                    for base in entry.bases
                    if base != pointer and isinstance(entries.get(base), ir.Object)
                )
                if kept != entry.bases:
                    entries[pointer] = msgspec.structs.replace(entry, bases=kept)

    def _ordered(self, components: list[Node]) -> dict[str, ir.Schema]:
        """The entries in the document's order.

        Components with what is inside them, then the rest.
        """
        entries = self.schemas.entries
        ranks = {node.pointer: rank for rank, node in enumerate(components)}

        def rank(pointer: str) -> int:
            if not pointer.startswith("#/components/schemas/"):
                return len(ranks)
            end = pointer.find("/", 21)
            return ranks.get(pointer if end < 0 else pointer[:end], len(ranks))

        return {pointer: entries[pointer] for pointer in sorted(entries, key=rank)}

    def _links(self) -> ir.Docs:
        """The further documentation that the root names."""
        root = self.context.document.root
        return ir.Docs(external=external_of(self.context, root)) if root.value else NONE

    def _license(self, info: Node | None) -> ir.License:
        node = self.context.mapping(info, "license") if info is not None else None
        if node is None:
            return ir.License()
        return ir.License(
            name=self.context.string(node, "name"),
            identifier=self.context.string(node, "identifier"),
            url=self.context.string(node, "url"),
        )

    def _contact(self, info: Node | None) -> str:
        node = self.context.mapping(info, "contact") if info is not None else None
        if node is None:
            return ""
        parts = [self.context.string(node, key) for key in ("name", "email", "url")]
        return ", ".join(part for part in parts if part)


def _is_component(pointer: str) -> bool:
    return pointer.startswith("#/components/schemas/") and pointer.count("/") == 3
