"""What the reference shows of a module: its names, types and signatures, and calls of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from clientsmith import ir
from clientsmith.preparation import path_key
from clientsmith.reference.language import Argument, Direction, Method, summary
from clientsmith.samples.shapes import Schemas
from clientsmith.targets.go import arguments
from clientsmith.targets.go.constants import answer_type
from clientsmith.targets.go.expressions import Expressions, from_json
from clientsmith.targets.go.layout import imports, mentions, standard_of
from clientsmith.targets.go.operations import MethodView
from clientsmith.targets.go.symbols import fields_of
from clientsmith.targets.go.testing import options_of
from clientsmith.targets.go.testing.calls import Calls
from clientsmith.targets.go.text import literal

if TYPE_CHECKING:
    from clientsmith.targets.go.package import Package

_PARSE = (
    "// parse gives the value that a text in JSON stands for.",
    "func parse[T any](text string) (value T) {",
    "\tif err := json.Unmarshal([]byte(text), &value); err != nil {",
    "\t\tpanic(err)",
    "\t}",
    "\treturn value",
    "}",
)


class Language:
    """Go, and one module."""

    id = "go"
    title = "Go"
    fence = "go"

    def __init__(self, package: Package) -> None:
        self._package = package
        self._facts = package.facts
        self._symbols = package.symbols
        self._types = package.types
        self._schemas = package.api.schemas
        self._views: dict[ir.Pointer, tuple[str, MethodView]] = {}
        for resource, service in package.services:
            key = path_key(resource)
            fields = [self._symbols.children[key[: depth + 1]] for depth in range(len(key))]
            for view in service.methods:
                path = "".join(f"{it}." for it in fields)
                self._views.setdefault(view.operation.pointer, (path, view))
        schemas = Schemas(package.api)
        self._said = Expressions(self._types, schemas, self._facts.package, from_json)
        self._calls = Calls(package.api, schemas, self._said, is_test=False)
        self._fields: dict[tuple[ir.Pointer, Direction], dict[str, str]] = {}

    # --- methods ------------------------------------------------------------------------------

    def method(self, operation: ir.Operation) -> Method | None:
        """`client.Beta.Batch.List(ctx, query) (*PaginatedBatchItems[...], error)`"""
        found = self._views.get(operation.pointer)
        if found is None:
            return None
        path, view = found
        result = f"({view.result}, error)" if view.result else "error"
        shown = tuple(self._arguments(view))
        return Method(
            signature=f"client.{path}{view.name}(ctx{view.passed}) {result}",
            sections=(("Parameters", shown),) if shown else (),
            results=self._results(view),
        )

    def _arguments(self, view: MethodView) -> list[Argument]:
        found: list[Argument] = []
        fields: list[Argument] = []
        for it in view.arguments:
            if it.positional:
                found.append(self._argument(it, it.type, ""))
            else:
                mark = "" if it.required else " optional"
                fields.append(self._argument(it, f"param.Field[{it.type}]", mark))
        if fields:
            found.append(
                Argument(
                    name=view.params,
                    label=f"{view.params} {view.params_type}",
                    type=view.params_type,
                    arguments=tuple(fields),
                )
            )
        return found

    def _argument(self, it: arguments.Argument, kind: str, mark: str) -> Argument:
        return Argument(
            name=it.name,
            label=f"{it.name} {kind}{mark}",
            type=kind,
            optional=not it.required,
            source=it.source,
            kind=it.kind,
        )

    def _results(self, view: MethodView) -> tuple[ir.Type, ...]:
        operation = view.operation
        if operation.paging is not None:
            return (operation.paging.item,)
        if operation.streaming is not None and operation.streaming.always:
            return (operation.streaming.item,)
        kinds = [it.type for it in view.results if it.type is not None]
        return tuple({self.result(it): it for it in kinds}.values())

    # --- types --------------------------------------------------------------------------------

    def type(self, kind: ir.Type, direction: Direction) -> str:
        """A type of the package; a union that is none has its variants."""
        plain = kind.type if isinstance(kind, ir.Nullable) else kind
        if isinstance(plain, ir.Union):
            return summary([self.type(it, direction) for it in plain.variants], " or ")
        return self._types.of(kind, "", written=direction == "input")

    def result(self, kind: ir.Type) -> str:
        """`type Name struct{…}` for a model."""
        schema = self._schemas.get(kind.pointer) if isinstance(kind, ir.Ref) else None
        if isinstance(schema, ir.Object):
            return f"type {self._symbols.types[schema.pointer]} struct{{…}}"
        if isinstance(kind, ir.Binary):
            return answer_type(self._types, kind, "")
        return self.type(kind, "output")

    def member(
        self, schema: ir.Object, prop: ir.Property, direction: Direction
    ) -> tuple[str, str, str]:
        """`ID string`, or `ID param.Field[string]` of what is sent."""
        written = direction == "input"
        names = self._symbols.params if written else self._symbols.types
        owner = names.get(schema.pointer, self._symbols.types[schema.pointer])
        name = self._names(schema, direction)[prop.name.wire]
        kind = self._types.field(prop.type, owner, name, schema.pointer, written=written)
        kind = f"param.Field[{kind}]" if written else kind
        return name, kind, f"{name} {kind}{'' if prop.required else ' optional'}"

    def _names(self, schema: ir.Object, direction: Direction) -> Mapping[str, str]:
        """Property -> field."""
        found = self._fields.get((schema.pointer, direction))
        if found is None:
            sent = direction == "input"
            pairs = zip(schema.properties, fields_of(schema, self._symbols), strict=True)
            found = {
                it.name.wire: name
                for it, name in pairs
                if not (it.read_only if sent else it.write_only)
            }
            self._fields[schema.pointer, direction] = found
        return found

    def value(self, schema: ir.Enum, member: ir.EnumMember) -> str:
        """`const Name Type = "value"`, where the value has a constant."""
        written = literal(member.value)
        name = self._said.constants(schema).get(written)
        return (
            f"const {name} {self._symbols.types[schema.pointer]} = {written}" if name else written
        )

    # --- programs -----------------------------------------------------------------------------

    def sample(self, operation: ir.Operation, *, full: bool) -> str:
        """A program that calls an operation."""
        return self._program(self._body(*self._views[operation.pointer], full))

    def _body(self, path: str, view: MethodView, full: bool) -> list[str]:
        """The call, and a look at what it gives."""
        called = self._called(path, view, view.name, full)
        failed = ["if err != nil {", "\tpanic(err.Error())", "}"]
        if not view.result:
            return [f"err := {called}", *failed]
        streaming = view.operation.streaming
        if streaming is not None and streaming.always:
            return [
                f"stream, err := {called}",
                *failed,
                "for stream.Next() {",
                '\tfmt.Printf("%+v\\n", stream.Current())',
                "}",
                "if err := stream.Err(); err != nil {",
                "\tpanic(err.Error())",
                "}",
            ]
        name = "page" if view.operation.paging is not None else "response"
        return [f"{name}, err := {called}", *failed, f'fmt.Printf("%+v\\n", {name})']

    def _called(self, path: str, view: MethodView, name: str, full: bool) -> str:
        made = self._calls.call(view, full=full)
        typed = f"{self._facts.package}.{view.params_type}" if view.params_type else ""
        return "\n".join(made.of(f"client.{path}{name}(context.TODO()", typed))

    def _program(self, body: list[str]) -> str:
        facts = self._facts
        options = options_of(self._package.api, self._package.view)
        made = [f"client := {facts.package}.NewClient("]
        made += [*(f"\t{it}," for it in options), ")"] if options else []
        if not options:
            made = [f"{made[0]})"]
        lines = [line for text in [*made, *body] for line in text.split("\n")]
        further = ["", *_PARSE] if any("parse[" in line for line in lines) else []
        code = [*lines, *further]
        own = [facts.module, *([f"{facts.module}/option"] if mentions(code, "option") else [])]
        head = ["package main", "", *imports(standard_of(code), own), "", "func main() {"]
        return "\n".join([*head, *(f"\t{line}" for line in lines), "}", *further])

    def guides(self) -> Mapping[str, str]:
        """How to make a client, what it returns as errors, how to list."""
        views = list(self._views.values())
        first = next((it for it in views if it[1].operation.method == "GET"), None)
        first = first or next(iter(views), None)
        if first is None:
            return self._webhooks()
        path, view = first
        found = {**self._webhooks(), "client": self._program(self._body(path, view, False))}
        called = self._called(path, view, view.name, False)
        given = f"_, err := {called}" if view.result else f"err := {called}"
        found["errors"] = self._program(
            [
                given,
                f"var failure *{self._facts.package}.Error",
                "if errors.As(err, &failure) {",
                "\tfmt.Println(failure.StatusCode, failure.RawJSON())",
                "} else if err != nil {",
                '\tfmt.Println("no answer:", err)',
                "}",
            ]
        )
        paged = next((it for it in views if it[1].operation.paging is not None), None)
        if paged is not None:
            path, view = paged
            found["pages"] = self._program(
                [
                    f"items := {self._called(path, view, f'{view.name}AutoPaging', False)}",
                    "for items.Next() {",
                    '\tfmt.Printf("%+v\\n", items.Current())',
                    "}",
                    "if err := items.Err(); err != nil {",
                    "\tpanic(err.Error())",
                    "}",
                ]
            )
        return found

    def _webhooks(self) -> Mapping[str, str]:
        """What the API sends is received."""
        services = [resource for resource, service in self._package.services if service.webhooks]
        if not services:
            return {}
        path = f"client.{self._symbols.children[path_key(services[0])]}.Unwrap"
        signed = self._package.api.webhook_signature is not None
        given = 'payload, request.Header, os.Getenv("WEBHOOK_SECRET")' if signed else "payload"
        body = [
            'http.HandleFunc("/", func(answer http.ResponseWriter, request *http.Request) {',
            "\tpayload, err := io.ReadAll(request.Body)",
            "\tif err != nil {",
            "\t\treturn",
            "\t}",
            f"\tevent, err := {path}({given})",
            "\tif err != nil {",
            "\t\tanswer.WriteHeader(http.StatusUnauthorized)",
            "\t\treturn",
            "\t}",
            '\tfmt.Printf("%+v\\n", event)',
            "})",
            'fmt.Println(http.ListenAndServe("localhost:8080", nil))',
        ]
        return {"webhooks": self._program(body)}
