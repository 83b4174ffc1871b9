"""Run with ``python -m crisiszorg_cli``."""

from crisiszorg_cli.cli import main

if __name__ == "__main__":
    main()
