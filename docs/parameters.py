"""The page of what effects assume, written from the files of the shelf."""

from __future__ import annotations

from westphalia.effects.parameters import shelf
from westphalia.report.views.parameters import cells, rows_of

HEAD = """# What effects assume

Generated from `shelf/parameters` (`westphalia data parameters` prints the same). Numbers from the literature are dated and cited; *read* means that the figure was read in the source itself or in one that quotes it, *computed* that it is from tables of the edition; of the others the source was not read, and pages that rest on them say so.
A value holds from a year until the next one begins. Where several papers give numbers that belong together, a run takes all of them from one paper. A command takes another value with `--set NAME=NUMBER`.
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def parameters_page() -> str:
    """Return the page."""
    parts = [HEAD]
    for file in shelf():
        parts += [f"## {file}\n", "| assumption | value | nine of ten draws | unit | holds | how found | what it is, and where from |", "|---|---|---|---|---|---|---|"]  # fmt: skip
        for row in rows_of([file]):
            name, *rest = cells(row)
            parts.append("| " + " | ".join([f"`{name}`", *map(_cell, rest)]) + " |")
        parts.append("")
    return "\n".join(parts)
