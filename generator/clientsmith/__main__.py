"""`python -m clientsmith` and the console script `clientsmith`."""

from __future__ import annotations


def main() -> None:
    """Run the command line; the process ends with its exit code."""
    from clientsmith.cli import run

    raise SystemExit(run())


if __name__ == "__main__":
    main()
