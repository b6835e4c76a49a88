"""Operations as Go: a constant with the wire facts, a struct of parameters, and a method."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from clientsmith import ir
from clientsmith.contents import Body, Result, body_of, resolve, results_of
from clientsmith.kept import Wanted, settle
from clientsmith.parts import argument_key, is_canonical
from clientsmith.scopes import Scope
from clientsmith.targets.go import docs
from clientsmith.targets.go.arguments import Argument, option_of
from clientsmith.targets.go.comments import comment
from clientsmith.targets.go.constants import Constants, answer_type, style_words
from clientsmith.targets.go.layout import Row, rows
from clientsmith.targets.go.method_docs import MethodDocs
from clientsmith.targets.go.models import Declarations, Models, StructView, packages_in
from clientsmith.targets.go.scopes import RESERVED_ARGUMENTS
from clientsmith.targets.go.symbols import page_name, union_name
from clientsmith.targets.go.text import exported, named_tag, tag, unexported
from clientsmith.targets.go.types import UnionType, Variant
from clientsmith.wire import path_template

_RESERVED = frozenset({"JSON", "ExtraFields"})
"""Fields that structs of parameters have for themselves."""
_PLACES = {
    "path": (0, "Param"),
    "query": (1, "Param"),
    "header": (2, "Param"),
    "cookie": (3, "Param"),
    "body": (4, "Field"),
}
"""Place -> who names first, and what is called so whose name has no word."""


class MethodView(msgspec.Struct, frozen=True):
    """A method, the constant it uses, and the struct of its parameters."""

    operation: ir.Operation
    owner: str
    """What the struct of its parameters is called, or would be."""
    comment: tuple[str, ...]
    receiver: str
    name: str
    signature: str
    """The arguments between the context and the options."""
    result: str
    """Its type; empty: only an error."""
    target: str
    """What the answer is read into: `&res`, `res` for what is made before, or `nil`."""
    made: str
    """What is made before the call; empty: nothing."""
    constant: str
    definition: tuple[str, ...]
    path: str
    flag: str
    """The statement that asks for a stream; empty where none is needed."""
    params: str
    """What is passed as parameters: `params` or `nil`."""
    params_type: str
    pager: str
    """The function that makes a pager of a page; empty: it is no listing."""
    item: str
    passed: str
    """The arguments as a method passes them to another."""
    auto_comment: tuple[str, ...]
    arguments: tuple[Argument, ...]
    body: Body | None
    results: tuple[Result, ...]
    result_kind: ir.Type | None


class Operations:
    """Lowers the operations of an API."""

    def __init__(
        self, api: ir.Api, models: Models, security: tuple[ir.SecurityRequirement, ...]
    ) -> None:
        self._api = api
        self._models = models
        self._types = models.types
        self._symbols = models.symbols
        self._constants = Constants(models.types, models.symbols, security)
        self._docs = MethodDocs(api, models.symbols)
        self._names = Scope()

    def lower(
        self, operation: ir.Operation, receiver: str, into: Declarations
    ) -> Iterator[MethodView]:
        """The methods of an operation; its declarations are added to the file's."""
        yield self._method(operation, receiver, into)
        streaming = operation.streaming
        if streaming is not None and not streaming.always:
            always = replace(streaming, always=True)
            yield self._method(replace(operation, streaming=always), receiver, into, streaming.flag)

    def _method(
        self, operation: ir.Operation, receiver: str, into: Declarations, flag: str | None = None
    ) -> MethodView:
        """One of them. `flag` is the argument that asks for a stream; empty: a header does."""
        params_name = self._symbols.arguments[operation.pointer]
        body = body_of(operation, self._api.schemas)
        results = tuple(results_of(operation))
        path, fields = self._arguments(operation, body, params_name)
        if fields and flag is None:
            into.structs.insert(0, self._params(operation, params_name, body, fields))
        result, target, made, item, whole = self._result(operation, results)
        name = self._symbols.methods[operation.pointer]
        stem = params_name.removesuffix("Params")
        if flag is not None:
            name, stem = f"{name}Streaming", f"{stem}Streaming"
        constant = self._names.claim(f"op{stem}")
        into.uses |= {"context", "core", "option"}
        into.uses |= packages_in([result, *(it.type for it in path)])
        arguments = list(dict.fromkeys(f"{it.name} {it.type}" for it in path))
        passed = list(dict.fromkeys(it.name for it in path))
        variable = ""
        if fields:
            variable = (
                "body" if any(it.location in ("body", "content") for it in fields) else "query"
            )
            arguments.append(f"{variable} {params_name}")
            passed.append(variable)
        pager = ""
        if operation.paging is not None:
            page = page_name(operation.paging.page, self._symbols)
            pager = f"{page[0].lower()}{page[1:]}Pager"
        files = tuple(
            it.wire for it in fields if it.type in ("io.Reader", "[]io.Reader") and it.wire
        )
        route = f"calls {operation.method} {path_template(operation)}"
        if flag is not None:
            route += ", and gives the answer as a stream"
        routed = [(it.name, it.source) for it in path if isinstance(it.source, ir.Parameter)]
        self._models.unions(into)
        return MethodView(
            operation=operation,
            owner=params_name,
            comment=self._docs.comment(operation, name, f"{route}.", body, routed),
            receiver=receiver,
            name=name,
            signature="".join(f", {it}" for it in arguments),
            result=result,
            target=target,
            made=made,
            constant=constant,
            definition=self._constants.lower(operation, body, results, whole, files),
            path=f"[]any{{{', '.join(it.name for it in path)}}}" if path else "nil",
            flag=_flag(flag, fields, variable),
            params=variable or "nil",
            params_type=params_name if fields else "",
            pager=pager,
            item=item,
            passed="".join(f", {it}" for it in passed),
            auto_comment=comment(
                f"{name}AutoPaging is like {name}, and asks for the following pages by itself."
            ),
            arguments=(*{it.name: it for it in path}.values(), *fields),
            body=body,
            results=results,
            result_kind=whole,
        )

    # --- arguments ----------------------------------------------------------------------------

    def _arguments(
        self, operation: ir.Operation, body: Body | None, owner: str
    ) -> tuple[list[Argument], list[Argument]]:
        """The arguments of the path, in its order, and the fields of the struct."""
        scope = Scope(RESERVED_ARGUMENTS | {"query", "body"})
        path: list[Argument] = []
        known: dict[str, Argument] = {}
        for part in operation.path:
            if isinstance(part, ir.Parameter) and not part.option:
                again = known.get(part.name.wire)
                plain = unexported(part.name.words, "param")
                name = (
                    again.name
                    if again
                    else scope.claim(
                        *([f"{plain}Param"] if plain in RESERVED_ARGUMENTS else [plain])
                    )
                )
                text = self._types.of(part.type, owner, exported(part.name.words), written=True)
                found = Argument(name, "path", part.name.wire, part.type, text, True, part)
                known[part.name.wire] = found
                path.append(found)
        return path, self._fields(operation, body, owner)

    def _fields(self, operation: ir.Operation, body: Body | None, owner: str) -> list[Argument]:
        """The fields of the struct: the query has the first right to a name, the body the last."""
        others = [it for it in operation.parameters if it.location != "path" or it.option]
        members = body.properties if body is not None else None
        inside: list[tuple[ir.Name, str]] = [(it.name, it.location) for it in others]
        inside += [(it.name, "body") for it in members or ()]
        plain = [exported(it.words, _PLACES[place][1]) for it, place in inside]
        if body is not None and members is None:
            plain.append("Body")
        kept = self._symbols.kept

        def wanted() -> list[Wanted]:
            found = [
                Wanted(
                    argument_key(place, it.wire),
                    (_PLACES[place][0], not is_canonical(it, kept.names), it.wire),
                    (name, f"{name}{place.capitalize()}"),
                )
                for (it, place), name in zip(inside, plain, strict=False)
            ]
            if len(found) < len(plain):
                found.append(Wanted(argument_key("content", ""), (5,), ("Body", "RequestBody")))
            return found

        names = settle(kept, "argument", operation.pointer, _RESERVED, plain, wanted)
        found = [
            Argument(
                name,
                it.location,
                it.name.wire,
                it.type,
                self._types.of(it.type, owner, name, written=True),
                it.required and not it.option,
                it,
            )
            for it, name in zip(others, names, strict=False)
        ]
        if body is not None:
            found.extend(self._body(body, owner, names[len(found) :]))
        return found

    def _body(self, body: Body, owner: str, names: list[str]) -> Iterator[Argument]:
        if body.properties is None:
            text = self._content_type(body, owner)
            yield Argument(names[0], "content", "", body.media.type, text, body.required, None)
            return
        files = body.kind.startswith("multipart")
        for prop, name in zip(body.properties, names, strict=True):
            text = self._file_type(prop.type) if files else ""
            text = text or self._types.field(prop.type, owner, name, None, written=True)
            required = prop.required and body.required
            yield Argument(name, "body", prop.name.wire, prop.type, text, required, prop)

    def _content_type(self, body: Body, owner: str) -> str:
        kind, _, _ = body.kind.partition(":")
        if kind == "binary":
            return "io.Reader"
        if kind == "text":
            return "string"
        if kind == "lines":
            item = body.media.item_type or ir.Any()
            return f"[]{self._types.of(item, owner, 'Body', written=True)}"
        return self._types.of(body.media.type, owner, "Body", written=True)

    def _file_type(self, kind: ir.Type) -> str:
        """The type of a file, or of several; empty for what is none."""
        while isinstance(kind, ir.Nullable):
            kind = kind.type
        found = resolve(kind, self._api.schemas)
        if isinstance(found, ir.Binary):
            return "io.Reader"
        if isinstance(found, ir.Array) and isinstance(
            resolve(found.items, self._api.schemas), ir.Binary
        ):
            return "[]io.Reader"
        return ""

    def _params(
        self,
        operation: ir.Operation,
        name: str,
        body: Body | None,
        fields: list[Argument],
    ) -> StructView:
        cells: list[Row] = []
        for it in fields:
            source = it.source
            words: tuple[str, ...] = ()
            if source is not None:
                filled = bool(option_of(source))
                more = ["The client's own where it is absent."] if filled else []
                required = source.required and not filled
                words = docs.member(source.docs, source.type, source.default, required, *more)
            elif operation.body is not None:
                words = docs.member(operation.body.docs, it.kind, required=it.required)
            match it.location:
                case "body":
                    label = named_tag("json", it.wire, ("omitzero",))
                case "content":
                    label = tag([("body", (body.kind if body else "json").partition(":")[0])])
                case "path":
                    label = named_tag("path", it.wire, ())
                case _:
                    assert isinstance(source, ir.Parameter)
                    label = named_tag(it.location, it.wire, style_words(source))
            cells.append(Row((it.name, f"param.Field[{it.type}]", label), words))
        lines = rows(cells)
        extra, additional = self._extra(body, name)
        method = self._symbols.methods[operation.pointer]
        uses = {"param"} | packages_in([additional, *(it.type for it in fields)])
        return StructView(
            comment=docs.declaration(
                name, self._body_docs(body), f"are the parameters of {method}."
            ),
            name=name,
            fields=(*lines, *extra),
            marshals=False,
            received=False,
            uses=frozenset(uses),
        )

    def _body_docs(self, body: Body | None) -> ir.Docs:
        """The texts of the schema whose members are fields."""
        if body is None or body.properties is None:
            return ir.Docs()
        schema = resolve(body.media.type, self._api.schemas)
        return schema.docs if isinstance(schema, ir.Object) else ir.Docs()

    def _extra(self, body: Body | None, name: str) -> tuple[list[str], str]:
        if body is None or body.properties is None:
            return [], ""
        schema = resolve(body.media.type, self._api.schemas)
        if not isinstance(schema, ir.Object):
            return [], ""
        return self._models.additional(schema, name, written=True)

    # --- results ------------------------------------------------------------------------------

    def _result(
        self, operation: ir.Operation, results: tuple[Result, ...]
    ) -> tuple[str, str, str, str, ir.Type | None]:
        """Type, target, what is made before, item of a listing, and the type in the IR."""
        owner = self._symbols.results[operation.pointer]
        if operation.paging is not None:
            item = self._types.of(operation.paging.item, owner, "Item")
            page = page_name(operation.paging.page, self._symbols)
            return f"*{page}[{item}]", "&res", "", item, None
        if operation.streaming is not None and operation.streaming.always:
            item = self._types.of(operation.streaming.item, owner, "Item")
            return f"*Stream[{item}]", "res", f"new(Stream[{item}])", item, None
        kinds: list[ir.Type] = []
        for result in results:
            if result.type is not None and result.type not in kinds:
                kinds.append(result.type)
        if not kinds:
            return "", "nil", "", "", None
        texts = [answer_type(self._types, it, owner) for it in kinds]
        if len(set(texts)) == 1:
            return (*self._pointed(texts[0], kinds[0]), "", "", kinds[0])
        if "*Download" in texts:
            return "*Download", "&res", "", "", None
        if "any" in texts:
            return "any", "&res", "", "", ir.Any()
        name = union_name(owner, self._symbols)
        variants: dict[str, Variant] = {}
        for text, kind in zip(texts, kinds, strict=True):
            label = self._types.accessor(Variant("", text, (), kind), False)
            variants.setdefault(text, Variant(label, text, (), kind))
        self._types.unions.append(UnionType(name, tuple(variants.values()), "", False, ir.Docs()))
        return f"*{name}", "res", f"new({name})", "", ir.Union(variants=tuple(kinds))

    def whole(self, kind: ir.Type, owner: str, role: str, into: Declarations) -> str:
        """The type of something that is read as a whole."""
        text, _ = self._pointed(self._types.of(kind, owner, role), kind)
        self._models.unions(into)
        return text

    def _pointed(self, text: str, kind: ir.Type) -> tuple[str, str]:
        """The type of a result, and where it is read to: structs by pointer, others as they are."""
        if text == "*Download":
            return text, "&res"
        found = resolve(kind, self._api.schemas)
        while isinstance(found, ir.Nullable):
            found = resolve(found.type, self._api.schemas)
        is_struct = isinstance(found, ir.Object) or (
            isinstance(found, ir.Union) and text != "any" and text[0].isupper()
        )
        return (f"*{text}", "&res") if is_struct else (text, "&res")


def _flag(flag: str | None, fields: list[Argument], variable: str) -> str:
    """The statement that asks for a stream."""
    for it in fields:
        if flag and it.wire == flag:
            value = "core.F(true)" if it.type == "bool" else f"core.Raw[{it.type}](true)"
            return f"{variable}.{it.name} = {value}"
    return ""
