"""What effects assume: the files of parameters, with value, range, unit, source, and how each was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from westphalia.effects.parameters import FOUND, Parameter, ParameterSet, names_of, of_file, shelf
from westphalia.lazy import np
from westphalia.record.citations import Citation
from westphalia.record.manifest import unknown
from westphalia.record.schema import LAST_YEAR
from westphalia.report.numbers import number
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views.answer import Answer, table

if TYPE_CHECKING:
    from westphalia.record.world import World

EVERY = "all"
"""Asks for all files."""
PREFIX = "parameters/"
"""Begins the name of a file among the names of tables."""
UNSOURCED = "No source"
"""Begins what stands for a citation where a number is an assumption."""
HEADS = ("file", "name", "value", "low", "high", "unit", "from", "until", "found", "citation", "note")
RUNS = 4001
"""Draws from which a range is read."""
SHARES = (0.05, 0.95)
"""What nine draws of ten lie between."""


def rows_of(files: Iterable[str]) -> list[dict[str, Any]]:
    """Return the parameters of some files, one row for each value and for each year from which it holds.

    Parameters
    ----------
    files : iterable of str
        Names of files of the shelf.

    Returns
    -------
    list of dict
        ``file``, ``name`` (with the part, of those that papers give together), ``value``, ``low`` and ``high`` (null where it is fixed), ``unit``,
        ``from``, ``until`` (null while it lasts), ``citation``, ``found``, ``papers`` and ``note``.

    Examples
    --------
    >>> [row["value"] for row in rows_of(["grain"]) if row["name"] == "grain.replaced"]
    [0.65]
    """
    return [row for file in files for row in _rows(file)]


def _rows(file: str) -> Iterator[dict[str, Any]]:
    for name, dated in of_file(file).items():
        for entry, after in zip(dated, (*dated[1:], None), strict=True):
            for each in names_of({name: entry}):
                yield _row(file, name, each, entry, after)


def _row(file: str, name: str, full: str, entry: Parameter, after: Parameter | None) -> dict[str, Any]:
    held = ParameterSet({name: entry}, {})
    low, high = np.quantile(held.draw(full, RUNS, 1), SHARES).tolist()
    papers = entry.distribution.papers or () if entry.distribution is not None else ()
    return {
        "file": file,
        "name": full,
        "value": held.value(full),
        "low": None if low == high else float(f"{low:.3g}"),
        "high": None if low == high else float(f"{high:.3g}"),
        "unit": entry.unit,
        "from": entry.from_,
        "until": None if after is None else after.from_ - 1,
        "citation": entry.citation,
        "found": entry.found,
        "papers": [
            {"citation": each.citation, "found": each.found, "weight": each.weight, "value": each.values[full.removeprefix(f"{name}.")]}
            for each in papers
        ],
        "note": entry.note,
    }  # fmt: skip


def citations(file: str) -> list[Citation]:
    """Return where the parameters of a file are from, each source once; what is said to have none is left out.

    Parameters
    ----------
    file : str
        Name of a file of the shelf.

    Raises
    ------
    NotUnderstood
        For a file that is none, with the nearest.
    """
    found: dict[str, list[str]] = {}
    for row in rows_of(_known(file)):
        for text in [each["citation"] for each in row["papers"]] or [row["citation"]]:
            if not text.startswith(UNSOURCED):
                found.setdefault(text, []).append(row["name"])
    return [
        Citation(
            f"{file}_{place}", ", ".join(dict.fromkeys(names)), text, "", "", "", "", "", (PREFIX + file,)
        )
        for place, (text, names) in enumerate(found.items(), 1)
    ]


def _known(file: str) -> list[str]:
    """Return the files that a name means."""
    if file != EVERY and file not in shelf():
        do = f"There are {', '.join(shelf())}; without a name all are shown."
        raise unknown("file of parameters", file, shelf(), do)
    return shelf() if file == EVERY else [file]


def told(world: World, file: str) -> Answer:
    """Return the parameters of a file, or of all.

    Parameters
    ----------
    world : World
        The record, for its stamp.
    file : str
        Name of a file of the shelf, or ``all``.

    Raises
    ------
    NotUnderstood
        For a file that is none, with the nearest.
    """
    files = _known(file)
    rows = rows_of(files)
    document = {"westphalia": world.stamp(), "files": files, "parameters": rows}
    cells = [tuple(row[head] for head in HEADS) for row in rows]
    return Answer(document, lambda: _page(files, rows, document), table(HEADS, cells), rows)


def _page(files: list[str], rows: list[dict[str, Any]], document: dict[str, Any]) -> Page:
    sections = tuple(_section(file, [row for row in rows if row["file"] == file]) for file in files)
    return Page("What effects assume", "", sections, document, (), {}, LAST_YEAR)


def _section(file: str, rows: list[dict[str, Any]]) -> Section:
    unread = sum(row["found"] == "memory" for row in rows)
    names = len({row["name"] for row in rows})
    more = f", {len(rows) - names} of them again for later years" if len(rows) > names else ""
    finding = f"{len(rows)} numbers{more}; of {unread} the source was not read."
    grid = SmallTable(
        ("assumption", "value", "nine of ten draws", "unit", "holds", "how found", "source"),
        tuple(cells(row) for row in rows),
        "lrrllll",
        (),
    )
    return Section(file, file.capitalize(), finding, grids=(grid,))


def cells(row: dict[str, Any]) -> tuple[str, ...]:
    """Return a row as words: name, value, range, unit, years, how it was found, and where it is from.

    Parameters
    ----------
    row : dict
        Of :func:`rows_of`.
    """
    span = "fixed" if row["low"] is None else f"{number(row['low'])} to {number(row['high'])}"
    until = f"to {row['until']}" if row["until"] is not None else ""
    years = f"from {row['from']} {until}".strip()
    unit = "" if row["unit"] == "1" else row["unit"]
    papers = "; ".join(f"{number(each['value'])}: {each['citation']}" for each in row["papers"])
    source = " ".join(part for part in (row["note"], papers or row["citation"]) if part)
    return row["name"], number(row["value"]), span, unit, years, FOUND[row["found"]], source
