"""Operations: parameters, bodies, answers and everything else one call is made of."""

from __future__ import annotations

import re

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize import extensions
from clientsmith.normalize.answers import Answers
from clientsmith.normalize.context import Context
from clientsmith.normalize.docs import docs_of, joined
from clientsmith.normalize.links import Links
from clientsmith.normalize.media import Bodies
from clientsmith.normalize.paging import Pages
from clientsmith.normalize.parameters import Parameters
from clientsmith.normalize.placed import Owner
from clientsmith.normalize.routes import Route
from clientsmith.normalize.schemas import Schemas
from clientsmith.normalize.security import Security, requirements
from clientsmith.normalize.servers import servers_of
from clientsmith.normalize.streaming import streaming_of

_STATUS = re.compile(r"[1-5](\d\d|XX)")
_IDEMPOTENCY = ("idempotency-key", "x-idempotency-key", "idempotencykey")


class Operations(msgspec.Struct):
    """Converts operations."""

    context: Context
    schemas: Schemas
    parameters: Parameters
    bodies: Bodies
    answers: Answers
    pages: Pages
    security: Security
    servers: tuple[ir.Server, ...]
    links: Links
    _known: dict[tuple[str, str], ir.Response] = {}
    """By pointer and status: many operations share the answers of the components."""

    def convert(self, route: Route, owner: Owner, name: ir.Name) -> ir.Operation:
        """One operation. It is always there, whatever of it could not be understood."""
        context, node = self.context, route.node
        context.use(node)
        parameters, path = self.parameters.of_operation(route.item, node, route.path)
        body = self.request_body(node)
        paging = self.pages.paging(route.pointer)
        responses = self._responses(route, paging)
        answer = self.answers.of(route)
        ordinary = next(
            (one.content for one in responses if one.status == answer.status.upper()), ()
        )
        if answer.status == "default":
            ordinary = next((one.content for one in responses if one.status == "default"), ())
        own = requirements(context, node, self.security.nodes)
        servers = servers_of(context, node) or servers_of(context, route.item)
        root = context.document.root
        header = extensions.idempotency_header(context, node) or next(
            (
                one.name.wire
                for one in parameters
                if one.location == "header" and one.name.wire.lower() in _IDEMPOTENCY
            ),
            "",
        )
        streaming = streaming_of(context, self.schemas, node, answer, ordinary, parameters)
        if streaming is not None:
            told = "x-fern-streaming" in node.value
            source = "x-fern-streaming" if told else "media type of the answer"
            context.decide(route.pointer, "streaming", streaming.format, source)
        return ir.Operation(
            pointer=route.pointer,
            id=context.string(node, "operationId"),
            name=name,
            method=route.method,
            path=path,
            parameters=parameters,
            body=body,
            responses=responses,
            paging=paging,
            streaming=streaming,
            retry=extensions.retry(context, node) or extensions.retry(context, root),
            timeout=extensions.timeout(context, node) or extensions.timeout(context, root),
            idempotency_header=header,
            security=self.security.default if own is None else own,
            servers=servers if servers != self.servers else (),
            tags=tuple(context.strings(node, "tags")),
            docs=joined(docs_of(context, node), docs_of(context, route.item)),
            stability=extensions.stability(context, node),
            samples=extensions.samples(context, node),
            left_out_of=extensions.left_out_of(node),
        )

    def request_body(self, operation: Node) -> ir.RequestBody | None:
        """The request's body (OpenAPI 3.1, section 4.8.13)."""
        node = operation.get("requestBody")
        real = self.context.resolved(node) if node is not None and node.value is not None else None
        if real is None:
            return None
        content = self.bodies.content(real)
        if not content:
            self.context.warn(
                "body/content",
                real,
                "a request body without `content` cannot be sent; it is left out",
                drops="lost",
            )
            return None
        self.context.use(real)
        return ir.RequestBody(
            pointer=real.pointer,
            content=content,
            required=self.context.flag(real, "required"),
            docs=docs_of(self.context, real),
        )

    def _responses(self, route: Route, paging: ir.Paging | None) -> tuple[ir.Response, ...]:
        """All answers, in the document's order (OpenAPI 3.1, section 4.8.17)."""
        found = []
        for status, node in self.context.members(route.node, "responses"):
            code = status.upper() if status != "default" else status
            if code != "default" and not _STATUS.fullmatch(code):
                self.context.warn(
                    "response/status",
                    node,
                    f"`{status}` is not a status; this answer is left out",
                    "use a code such as 200, a range such as 4XX, or default",
                    drops="lost",
                )
                continue
            real = self.context.resolved(node)
            if real is None:
                found.append(ir.Response(pointer=node.pointer, status=code))
                continue
            self.context.use(real)
            replaced = {}
            plan = self.pages.plans.get(route.pointer)
            if paging is not None and plan is not None and plan.answer.status == status:
                media = plan.answer.media
                if media is not None:
                    replaced[media.pointer] = self.pages.body(plan)
            known = self._known.get((real.pointer, code)) if not replaced else None
            if known is None:
                known = ir.Response(
                    pointer=real.pointer,
                    status=code,
                    content=self.bodies.content(real, replaced),
                    headers=self.parameters.headers(real),
                    links=self.links.of_response(real),
                    docs=docs_of(self.context, real),
                )
                if not replaced:
                    self._known[real.pointer, code] = known
            found.append(known)
        return tuple(found)

    def with_envelope(self, route: Route, operation: ir.Operation) -> ir.Operation:
        """The operation with the schema of its page, where another use made that an entry."""
        plan = self.pages.plans.get(route.pointer)
        if plan is None or plan.envelope is None or operation.paging is None:
            return operation
        body = self.pages.body(plan)
        if isinstance(body, ir.Any):
            return operation
        responses = tuple(
            (
                msgspec.structs.replace(
                    response,
                    content=tuple(
                        (
                            msgspec.structs.replace(media, type=body)
                            if media.content_type == plan.answer.content_type
                            else media
                        )
                        for media in response.content
                    ),
                )
                if response.status == plan.answer.status.upper()
                or response.status == plan.answer.status
                else response
            )
            for response in operation.responses
        )
        return msgspec.structs.replace(operation, responses=responses)
