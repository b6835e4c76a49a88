"""Calls of an operation with curl.

Whatever comes from the document is quoted for a POSIX shell; variables of the environment stand for
secrets and for the parts of a path.
"""

from __future__ import annotations

import json
import re
from typing import Any as Json
from urllib.parse import quote

from clientsmith import ir, wire
from clientsmith.contents import Body, body_of
from clientsmith.samples import example_members, sample_media, sample_parameter, sample_property
from clientsmith.samples.shapes import Schemas, shortened

_SAFE_URL = re.compile(r"[A-Za-z0-9$_:/.~%-]+\Z")
_SAFE_WORD = re.compile(r"[A-Za-z0-9_:/.~%=-]+\Z")
_NEEDED = re.compile(r"[^A-Z0-9_]+")
_DATA_INDENT = " " * 10
OTHERWISE = "https://api.example.com"
"""The server of a document that names none."""


class Curl:
    """Makes the calls of one API's operations."""

    def __init__(self, api: ir.Api) -> None:
        self._api = api
        self._schemas = Schemas(api)
        self._schemes = {it.id: it for it in api.security_schemes}

    def call(self, operation: ir.Operation, *, full: bool) -> str:
        """A call with all parameters, or with those that must be there."""
        chosen = [it for it in operation.parameters if it.required or full]
        values: dict[str, dict[str, Json]] = {at: {} for at in ("query", "header", "cookie")}
        for it in chosen:
            if it.location != "path":
                value = shortened(sample_parameter(it, self._schemas.all, full=full))
                values[it.location][it.name.wire] = value
        body = body_of(operation, self._schemas.all)
        if body is not None and not (body.required or full):
            body = None
        pairs = wire.query(tuple(chosen), values["query"])
        options: list[str] = []
        if operation.method != ("GET" if body is None else "POST"):
            options.append(f"-X {_word(operation.method)}")
        if body is not None and body.media.format not in ("multipart", "form"):
            kind = body.media.content_type.partition(";")[0].strip() or "application/octet-stream"
            options.append(f"-H {_single(f'Content-Type: {kind}')}")
        for name, value in wire.headers(tuple(chosen), values["header"]).items():
            options.append(f"-H {_single(f'{name}: {value}')}")
        cookies = [*wire.cookies(tuple(chosen), values["cookie"])]
        headers, secrets, hidden = self._credentials(operation)
        options.extend(headers)
        if cookies or hidden:
            options.append(f"-b {_double('; '.join([*map(_escaped, cookies), *hidden]))}")
        if body is not None:
            options.extend(self._data(body, full))
        parts = [f"curl {self._url(operation, pairs, secrets)}", *options]
        return " \\\n    ".join(parts)

    def _url(self, operation: ir.Operation, pairs: list[str], secrets: list[str]) -> str:
        servers = operation.servers or self._api.servers
        base = server_url(servers[0]) if servers else OTHERWISE
        if "://" not in base:
            base = f"{OTHERWISE}{base if base.startswith('/') or not base else '/' + base}"
        path = "".join(
            _escaped(part) if isinstance(part, str) else f"${variable(part.name)}"
            for part in operation.path
        )
        query = "&".join([*map(_escaped, pairs), *secrets])
        url = f"{_escaped(base.rstrip('/'))}{path}{'?' if query else ''}{query}"
        return url if _SAFE_URL.match(url) else _double(url)

    def _credentials(self, operation: ir.Operation) -> tuple[list[str], list[str], list[str]]:
        """Options for headers, pairs of the query, pairs of the cookie."""
        headers: list[str] = []
        pairs: list[str] = []
        cookies: list[str] = []
        alternative = next((it for it in operation.security if it.schemes), None)
        for id, _ in alternative.schemes if alternative is not None else ():
            scheme = self._schemes.get(id)
            match scheme:
                case ir.HttpBearer(keyword=keyword):
                    secret = f"${self._variable(scheme.id, 'token')}"
                    text = _double(f"Authorization: {_escaped(keyword)} {secret}")
                    headers.append(f"-H {text}")
                case ir.OAuth2():
                    secret = f"${self._variable(scheme.id, 'token')}"
                    headers.append(f"-H {_double(f'Authorization: Bearer {secret}')}")
                case ir.HttpBasic():
                    user = self._variable(scheme.id, "username")
                    password = self._variable(scheme.id, "password")
                    headers.append(f"-u {_double(f'${user}:${password}')}")
                case ir.ApiKey(location=location, parameter=name, prefix=prefix):
                    secret = f"{_escaped(prefix)}${self._variable(scheme.id, 'key')}"
                    if location == "header":
                        headers.append(f"-H {_double(f'{_escaped(name)}: {secret}')}")
                    elif location == "query":
                        pairs.append(f"{quote(name, safe='')}={secret}")
                    else:
                        cookies.append(f"{_escaped(name)}={secret}")
                case _:
                    pass
        return headers, pairs, cookies

    def _variable(self, scheme: str, role: str) -> str:
        """The variable of the environment that holds a secret."""
        for option in self._api.client.options:
            if option.target == scheme and option.role in (role, "key", "token"):
                return option.environment[0] if option.environment else variable(option.name)
        return _plain(f"{scheme}_{role}")

    def _data(self, body: Body, full: bool) -> list[str]:
        value = shortened(self._body(body, full))
        match body.media.format, value:
            case "multipart", dict():
                return [
                    f"-F {_single(f'{name}={_part(item)}')}"
                    for name, item in self._parts(body, value)
                ]
            case "form", dict():
                return [f"-d {_single(wire.form(value, body.media.encoding))}"]
            case "json", _:
                text = json.dumps(value, indent=2, ensure_ascii=False)
                return [f"-d {_single(text.replace(chr(10), chr(10) + _DATA_INDENT))}"]
            case "lines", list():
                text = "\n".join(json.dumps(it, ensure_ascii=False) for it in value)
                return [f"--data-binary {_single(text)}"]
            case "binary", _:
                return ["--data-binary @file"]
            case _, str():
                return [f"--data-binary {_single(value)}"]
            case _:
                return [f"-d {_single(json.dumps(value, ensure_ascii=False))}"]

    def _body(self, body: Body, full: bool) -> Json:
        if body.properties is None:
            return sample_media(body.media, self._schemas.all, full=full)
        given = example_members(body.media, self._schemas.all, full=full)
        return {
            it.name.wire: (
                given[it.name.wire]
                if it.name.wire in given
                else sample_property(it, self._schemas.all, full=full)
            )
            for it in body.properties
            if full or it.required
        }

    def _parts(self, body: Body, value: dict[str, Json]) -> list[tuple[str, Json]]:
        """Name and content of each part; a list has a part for each of its items."""
        kinds = {it.name.wire: it.type for it in body.properties or ()}
        found: list[tuple[str, Json]] = []
        for name, content in value.items():
            kind = self._schemas.shape(kinds.get(name, ir.Any())).type
            if isinstance(kind, ir.Array):
                kind = self._schemas.shape(kind.items).type
            for item in content if isinstance(content, list) else [content]:
                found.append((name, _File() if isinstance(kind, ir.Binary) else item))
        return found


class _File:
    """A file to upload."""


def _part(value: Json) -> str:
    if isinstance(value, _File):
        return "@file"
    text = wire.json_text(value) if isinstance(value, dict | list) else wire.text(value)
    return f"\\{text}" if text[:1] in "@<" and text else text


def server_url(server: ir.Server) -> str:
    """A server's URL with the defaults of its variables."""
    url = server.url
    for it in server.variables:
        url = url.replace(f"{{{it.name.wire}}}", it.default)
    return url


def variable(name: ir.Name) -> str:
    """A name as the environment writes it: `$JOB_ID`."""
    return _plain("_".join(name.words) or name.wire)


def _plain(text: str) -> str:
    name = _NEEDED.sub("_", text.upper()).strip("_")
    return name if name and not name[0].isdigit() else f"VALUE_{name}".rstrip("_")


def _single(text: str) -> str:
    """A text in single quotes."""
    return "'" + text.replace("\0", "").replace("'", "'\\''") + "'"


def _double(text: str) -> str:
    """A text with variables; what comes from the document is `_escaped` already."""
    return f'"{text}"'


def _escaped(text: str) -> str:
    """Text of the document within double quotes, or beside variables."""
    return re.sub(r'([\\"$`])', r"\\\1", text.replace("\0", ""))


def _word(text: str) -> str:
    return text if _SAFE_WORD.match(text) else _single(text)
