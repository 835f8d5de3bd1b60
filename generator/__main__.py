"""Enter from the shell: `fupan`, and `python -m generator`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; whoever stops it while it is still being loaded is shown no inside of it."""
    try:
        from generator.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
