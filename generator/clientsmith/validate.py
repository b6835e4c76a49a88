"""What openapi-spec-validator says about a document, as diagnostics at our positions.

It is an opinion: it refuses every twelfth public document, so its findings are warnings. It is slow
(over a minute for the largest documents), so it runs in a process of its own that is stopped when
the time is up, and what it said about the same bytes is kept in a cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import sys
from pathlib import Path
from urllib.parse import quote, urljoin

import msgspec

from . import files, pointers
from .diagnostics import Diagnostic, Diagnostics, Severity
from .document import Document, Node
from .source import Sources
from .upgrade import version_of

TIME_LIMIT = 20.0
"""Seconds."""

MAX_FINDINGS = 50
"""Findings that are shown; the rest are counted."""

_BASE = "http://document.invalid/" + "_/" * 16
"""The folder of the main document in the URIs that the validator sees; it fetches none of them."""

_CACHE_VERSION = "1"


class _Finding(msgspec.Struct, frozen=True):
    """One finding, at a pointer of the text."""

    code: str
    message: str
    pointer: str


class _Verdict(msgspec.Struct, frozen=True):
    """What the validator said."""

    findings: list[_Finding]
    stopped_after: float = 0.0
    """Seconds, when it did not come to an end; then only complete phases are in `findings`."""
    failed: str = ""
    """The exception that ended it."""


def validate(
    sources: Sources,
    diagnostics: Diagnostics,
    *,
    cache_dir: Path | None = None,
    time_limit: float = TIME_LIMIT,
) -> None:
    """Report what openapi-spec-validator finds in the documents as they were written.

    `cache_dir` keeps the verdicts, None keeps none. `time_limit` is in seconds. Never raises:
    a validator that cannot run or does not end is a note.
    """
    trees = sources.originals or sources.trees
    main = trees.get(sources.main)
    version = version_of(main) if isinstance(main, dict) else ""
    if not version:
        return
    cache = None
    if cache_dir is not None:
        cache = cache_dir / "validation" / f"{_key(sources)}.json"
    verdict = _load(cache, time_limit)
    if verdict is None:
        verdict = _run(sources, version, time_limit)
        if cache is not None:
            _store(cache, verdict)
    _report(verdict, sources, diagnostics)


def _report(verdict: _Verdict, sources: Sources, diagnostics: Diagnostics) -> None:
    """Report the findings, at their places in the text."""
    # It does not know that the schema of a response may be a file (2.0, Response Object).
    findings = [it for it in verdict.findings if not it.message.startswith("'file' is not valid")]
    shown = findings[:MAX_FINDINGS]
    for one in shown:
        file = pointers.split(one.pointer, sources.main)[0]
        diagnostics.add(
            Diagnostic(
                *(Severity.WARNING, f"openapi/{one.code}", one.message, one.pointer, file),
                is_written=True,
            )
        )
    rest = len(findings) - len(shown)
    if rest:
        diagnostics.note("openapi/more", "", f"openapi-spec-validator has {rest} more findings")
    if verdict.stopped_after:
        diagnostics.note(
            "openapi/time-limit", "", f"validation stopped after {verdict.stopped_after:g} s"
        )
    if verdict.failed:
        diagnostics.note(
            "openapi/validator",
            "",
            f"openapi-spec-validator gave up on the document ({verdict.failed})",
            "once the other mistakes are mended it may find more",
        )


def _run(sources: Sources, version: str, time_limit: float) -> _Verdict:
    """Run the validator in a process of its own."""
    trees = sources.originals or sources.trees
    base = _BASE + quote(sources.main)
    files = {urljoin(_BASE, quote(name)): tree for name, tree in trees.items()}
    request = {"version": version, "base": base, "files": files}
    data = msgspec.json.encode(request)
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",  # it prints sets
        "PYTHONIOENCODING": "utf-8",
        "OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND": "jsonschema",
    }
    import subprocess  # only the first run of a document needs it

    worker = Path(__file__).with_name("validate_worker.py")
    stopped = 0.0
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", str(worker)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
    except OSError as error:
        return _Verdict([], failed=str(error))
    try:
        output, errors = process.communicate(data, timeout=time_limit)
    except subprocess.TimeoutExpired:
        stopped = time_limit
        process.kill()
        output, errors = process.communicate()
    except BaseException:
        process.kill()
        process.wait()
        raise
    return _verdict(output, errors, process.returncode, stopped, sources)


def _verdict(
    output: bytes, errors: bytes, status: int, stopped: float, sources: Sources
) -> _Verdict:
    """The verdict that the worker's lines give. An unfinished phase depends on the machine's speed,
    so when the time was up its findings are left out."""
    found: list[_Finding] = []
    phase: list[_Finding] = []
    failed = ""
    is_done = False
    document = Document(sources, Diagnostics())
    for text in output.splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            break  # cut off by the end of the process
        if "phase" in line:
            found += phase
            phase = []
            is_done = line["phase"] == "rules"
        elif "failed" in line:
            failed = line["failed"]
        else:
            pointer = _pointer(line["path"], document)
            phase.append(_Finding(line["code"], line["message"], pointer))
    if not stopped:
        found += phase
        if not is_done and not failed:
            lines = errors.decode(errors="replace").strip().splitlines()
            failed = lines[-1][:200] if lines else f"exit status {status}"
    return _Verdict(list(dict.fromkeys(found)), 0.0 if is_done else stopped, failed)


def _pointer(path: list[str], document: Document) -> str:
    """The place in the text that `path` means: the validator walks through references."""
    sources = document.sources
    trees = sources.originals or sources.trees
    node = Node(trees.get(sources.main), "#", document)
    for token in path:
        child = node.get(token)
        if child is None and token.isdecimal():
            child = next((one for one in node.elements() if one.key == token), None)
        if child is None:
            break
        node = child
        for _ in range(100):
            ref = node.value.get("$ref") if isinstance(node.value, dict) else None
            if not isinstance(ref, str):
                break
            target = document.resolve(ref, node)
            if target is None:
                break
            node = target
    return node.pointer


def _key(sources: Sources) -> str:
    """The identity of the documents and of what judges them."""
    digest = hashlib.sha256()
    parts = [_CACHE_VERSION, sys.version, sources.main]
    for library in ("openapi_spec_validator", "jsonschema", "openapi_schema_validator"):
        # Where it is and since when: to look up its version costs more than all the rest here.
        spec = importlib.util.find_spec(library)
        origin = spec.origin if spec is not None else None
        parts.append(f"{origin} {os.stat(origin).st_mtime_ns}" if origin else "")
    for name in sorted(sources.texts):
        parts += [name, sources.hash(name)]
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def _load(cache: Path | None, time_limit: float) -> _Verdict | None:
    """The verdict in `cache`, unless it is missing, damaged or of a shorter run."""
    if cache is None:
        return None
    try:
        verdict = msgspec.json.decode(cache.read_bytes(), type=_Verdict)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    if verdict.stopped_after and verdict.stopped_after < time_limit:
        return None
    return verdict


def _store(cache: Path, verdict: _Verdict) -> None:
    """Keep `verdict`; a cache that cannot be written is only slower."""
    with contextlib.suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        files.replace(cache, msgspec.json.encode(verdict))
