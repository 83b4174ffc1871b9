"""Where the program starts: ``crisis``, or ``python -m crisiszorg_cli``."""

from __future__ import annotations

import gc


def start() -> None:
    """Run the command line and exit with its code.

    Starting makes many objects and leaves none behind. Looking for garbage meanwhile takes a
    twelfth of the time of a lookup, so that waits; an interview switches it on again.
    """
    gc.disable()
    from crisiszorg_cli.cli import main  # noqa: PLC0415 - the imports are what takes the time

    main()


if __name__ == "__main__":
    start()
