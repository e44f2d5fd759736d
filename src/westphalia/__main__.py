"""Run the command line: ``python -m westphalia``."""

from __future__ import annotations

from westphalia.cli import main

if __name__ == "__main__":
    main()
