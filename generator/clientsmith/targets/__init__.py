"""The targets: what can be made of an API.

The table holds facts only, so that a configuration is validated without importing any target;
`load` imports the one that is asked for.
"""

from __future__ import annotations

import importlib
import keyword
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, cast

import msgspec

if TYPE_CHECKING:
    from clientsmith import ir
    from clientsmith.names import Names
    from clientsmith.reference.language import Language
    from clientsmith.render import Entry

Options: TypeAlias = Mapping[str, str | bool | int]


class Option(msgspec.Struct, frozen=True):
    """An option of a target in `clientsmith.yaml`."""

    type: Literal["string", "boolean", "integer"]
    description: str
    pattern: str = ""
    """Regular expression the whole string must match."""
    reserved: tuple[str, ...] = ()
    """Strings that match and are not allowed all the same."""


class Facts(msgspec.Struct, frozen=True):
    """What is known about a target without importing it."""

    module: str
    description: str
    templates: str = ""
    """Its folder in the templates folder; empty when it has none."""
    options: Mapping[str, Option] = msgspec.field(default_factory=dict)
    is_language: bool = False
    """Whether its output is a package in some language, which documentation can show."""
    shows_languages: bool = False
    """Whether it shows the packages that other targets make of the same API."""


class Loss(msgspec.Struct, frozen=True):
    """Something of the IR that a target does not emit."""

    pointer: str
    kind: str
    """Of the document's objects, as in `coverage.json`: `response`, `link`, ..."""
    code: str
    """The last part of the diagnostic's code; the first is the target's name."""
    message: str
    keywords: tuple[str, ...] = ()
    """The keywords of the object at `pointer` that it is about; (): the object itself."""
    omitted: bool = False
    """It changes nothing for a caller: all that is alike is one line of the accounts."""


class Target(Protocol):
    """The functions of a target's module."""

    def lower(
        self,
        api: ir.Api,
        options: Options,
        names: Names | None = None,
        languages: Sequence[Language] = (),
    ) -> Any:
        """Decide every name and type of the language; the result is what `plan` lists.

        `names` has the names of the language that are to stay as they are, and collects those that
        the next run has to know. `languages` is for a target that shows them.
        """

    def plan(self, package: Any) -> Iterable[Entry]:
        """The table of contents of the output; large entries may be made as they are asked for."""

    def losses(self, api: ir.Api) -> Sequence[Loss]:
        """What of the API is not in the output."""


# Words of the language, folders that Go treats in its own way, packages of the module; and what
# programs and the module's own tests call something else: with a package of that name they could
# reach only one of the two.
_NO_GO_PACKAGE = """
    a answer answers any append asked b body bool break byte bytes cap case chan clear
    client close comparable complex complex128 complex64 const content context continue copy
    core count ctx data declared decoder default defer delete else equal err error errors
    expected f failure fallthrough false float32 float64 fmt for forget forgotten func go
    got goto has header headers http httptest i if imag import index init int int16 int32
    int64 int8 interface internal io iota item iter json key layout len line link list loose
    main make map maps max member mime min mu multipart name new nil number object ok one
    option opts os other package page pager panic param parameters params part parts plain
    pointer print println r range read reader real received recover reflect request requests
    res return rune s seed select serve server slices sort status strconv stream string
    strings struct switch sync t test testdata testing text time true type typed uint uint16
    uint32 uint64 uint8 uintptr url v value var vendor w want
"""

TARGETS: Mapping[str, Facts] = {
    "python": Facts(
        module="clientsmith.targets.python",
        description="A typed Python package, sync and async",
        templates="python",
        is_language=True,
        options={
            "package": Option(
                "string",
                "Import name of the package; inferred from the client's name",
                r"[a-z][a-z0-9_]*",
                reserved=tuple(word for word in keyword.kwlist if word.islower()),
            ),
            "distribution": Option(
                "string",
                "Name to install it by; inferred from the package's name",
                r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?",
            ),
            "version": Option(
                "string",
                "Version of the package; inferred from the document's",
                r"[0-9]+(?:\.[0-9]+)*(?:(?:a|b|rc)[0-9]+)?(?:\.post[0-9]+)?(?:\.dev[0-9]+)?",
            ),
        },
    ),
    "typescript": Facts(
        module="clientsmith.targets.typescript",
        description="A TypeScript package of ES modules, without dependencies",
        templates="typescript",
        is_language=True,
        options={
            "package": Option(
                "string",
                "Name of the package; inferred from the client's name",
                r"(?:@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*",
            ),
            "version": Option(
                "string",
                "Version of the package; inferred from the document's",
                r"[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?",
            ),
            "int64": Option(
                "string",
                "Integers of 64 bits: `bigint` (only beyond 2^53) or `number` (an error beyond it)",
                r"(?:bigint|number)",
            ),
        },
    ),
    "go": Facts(
        module="clientsmith.targets.go",
        description="A Go module with one package, nothing but the standard library",
        templates="go",
        is_language=True,
        options={
            "module": Option(
                "string",
                "Path of the module, which imports within it begin with",
                r"[a-z0-9][A-Za-z0-9._~-]*(?:/[A-Za-z0-9._~-]*[A-Za-z0-9_~-])*",
            ),
            "package": Option(
                "string",
                "Name of the package; inferred from the client's name",
                r"[a-z][a-z0-9]*",
                reserved=tuple(_NO_GO_PACKAGE.split()),
            ),
            "version": Option(
                "string",
                "Version of the module; inferred from the document's",
                r"[0-9]+(?:\.[0-9]+)*(?:-[0-9A-Za-z.-]+)?",
            ),
        },
    ),
    "docs": Facts(
        module="clientsmith.targets.docs",
        description="The reference in Markdown and HTML: HTTP, and the other targets of the API",
        templates="docs",
        options={
            "html": Option("boolean", "Whether there is a static site beside the Markdown: true"),
            "code_samples": Option(
                "boolean", "Whether there is an overlay that adds the calls as x-codeSamples: false"
            ),
        },
        shows_languages=True,
    ),
    "ir": Facts(
        module="clientsmith.targets.ir",
        description="The intermediate representation as JSON, for tools and tests",
    ),
}


def load(name: str) -> Target:
    """Import a target of `TARGETS`. Raises KeyError for another name."""
    return cast(Target, importlib.import_module(TARGETS[name].module))


def load_language(name: str) -> Callable[[Any], Language]:
    """Import what makes of a package, as the `lower` of a language has made it, what the reference
    shows of it. Clients alone have no need of it."""
    module = importlib.import_module(f"{TARGETS[name].module}.language")
    return cast("Callable[[Any], Language]", module.Language)
