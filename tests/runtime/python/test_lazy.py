"""Lazy names of a package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


def test_attach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "lazy_sample"
    (package / "sub").mkdir(parents=True)
    (package / "__init__.py").write_text(
        "from clientsmith_runtime.lazy import attach\n"
        "__getattr__, __dir__ = attach(__name__, {'A': '.a', 'sub': '.sub:'})\n"
        "own = 1\n"
    )
    (package / "a.py").write_text("A = object()\n")
    (package / "sub" / "__init__.py").write_text("B = 2\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    import lazy_sample  # type: ignore[import-not-found]

    public = {name for name in dir(lazy_sample) if not name.startswith("_")}
    assert public == {"A", "sub", "own"}
    assert "lazy_sample.a" not in sys.modules
    assert lazy_sample.A is lazy_sample.A
    assert "A" in vars(lazy_sample)
    assert lazy_sample.sub.B == 2
    with pytest.raises(AttributeError, match=r"lazy_sample.*'missing'"):
        _ = lazy_sample.missing
    with pytest.raises(ImportError):
        from lazy_sample import missing  # noqa: F401
