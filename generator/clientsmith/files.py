"""Opening the files that a user or a document names, and putting files in place."""

from __future__ import annotations

import difflib
import os
import stat
from pathlib import Path

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_CREATE |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def relative(path: Path, folder: Path) -> str:
    """`path` as seen from `folder`, with `/`."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def too_large(limit: int) -> ValueError:
    """What `load` raises for a file of more than `limit` bytes."""
    return ValueError(f"it has more than {limit:,} bytes")


def load(path: Path, limit: int, *, regular: bool = False) -> bytes:
    """The bytes of `path`; with `regular` neither a link nor a device, and never waiting.

    Raises OSError, or ValueError when it is not a file that may be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    if regular:
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, flags), "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError
        if regular and not stat.S_ISREG(mode):
            raise ValueError("it is not a regular file")
        data = file.read(limit + 1)
    if len(data) > limit:
        raise too_large(limit)
    return data


def replace(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Put `data` in place of `path`, or leave the old file whole; it keeps its permissions.

    `mode` are those of a file that was not there. Raises OSError.
    """
    new = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        put(str(new), data, 0o600)
        os.chmod(new, path.stat().st_mode & 0o777 if path.exists() else mode)
        os.replace(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def put(place: str, data: bytes, mode: int = 0o666) -> None:
    """Write a file that must not be there yet. Raises OSError."""
    # `open` asks the system two more questions about each of thousands of files.
    handle = os.open(place, _CREATE, mode)
    try:
        done = os.write(handle, data)
        while done < len(data):
            done += os.write(handle, data[done:])
    finally:
        os.close(handle)


def cause(error: OSError | ValueError) -> str:
    """What went wrong, in the words of the system and without the path."""
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)


def similar(path: str) -> str:
    """A hint with names near `path` that exist."""
    folder, name = os.path.split(path)
    try:
        with os.scandir(folder or ".") as entries:
            names = sorted(entry.name for entry in entries)[:10_000]
    except (OSError, ValueError):
        return ""
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""
