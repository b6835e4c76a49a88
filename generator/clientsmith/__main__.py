"""`python -m clientsmith` and the console script `clientsmith`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line; the process ends with its exit code."""
    # A run builds large trees that live until its end: looking for cycles in them costs a fifth
    # of its time and finds nothing.
    gc.disable()
    from clientsmith.cli import run

    code = run()
    # Nor are they taken apart piece by piece at the end: all is written, and the system takes the
    # memory back at once.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
