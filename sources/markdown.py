"""Shares, changes and tables in Markdown."""

from __future__ import annotations


def percent(value: float | None, digits: int = 1) -> str:
    """Return a share in per cent."""
    return "" if value is None else f"{100 * value:.{digits}f} %"


def points(value: float, digits: int = 2) -> str:
    """Return a change in percentage points with its sign."""
    return f"{100 * value:+.{digits}f}"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return (
        "\n".join(
            [*lines, *("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows)]
        )
        + "\n"
    )
