"""What the views of effects share: how many runs, with which assumptions, and how a page tells what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.effects.parameters import FOUND
from westphalia.report.brief.words import midsentence
from westphalia.report.numbers import number, percent
from westphalia.report.page import Section, SmallTable

if TYPE_CHECKING:
    from westphalia.effects.parameters import Parameter, ParameterSet

Runs = Annotated[int, Field(ge=1, le=10_000)]
RUNS: Any = Field(
    50, description="How many runs, each with assumptions drawn from what the literature leaves open."
)
SEED: Any = Field(1, description="Another seed draws others; the same gives the same answer.")
GIVEN: Any = Field(
    default_factory=dict,
    alias="set",
    description="Fix an assumption, NAME=NUMBER; may be repeated. westphalia data parameters lists them.",
)
SHARES: tuple[float, float] = (0.1, 0.3)
"""Rank coefficients from which on an assumption moves an answer a little, and much."""


def spread(found: Mapping[str, Any], words: Callable[[float], str] = percent, joined: str = "to") -> str:
    """Return a distribution in words: the median, and between what nine runs of ten lie.

    Parameters
    ----------
    found : mapping
        Of :func:`westphalia.effects.distribution.distribution`.
    words : callable, optional
        How a number is written.
    joined : str, optional
        What stands between the bounds.

    Examples
    --------
    >>> spread({"mean": 0.03, "quantiles": {"0.05": 0.011, "0.5": 0.03, "0.95": 0.06}})
    '3.0 % (1.1 % to 6.0 %)'
    """
    held = found["quantiles"]
    low, middle, high = (words(held[level]) for level in ("0.05", "0.5", "0.95"))
    return middle if low == middle == high else f"{middle} ({low} {joined} {high})"


def assumed(held: ParameterSet, moved: Sequence[tuple[str, float]] = ()) -> list[dict[str, Any]]:
    """Return the parameters that were used, for the document.

    Parameters
    ----------
    held : ParameterSet
        After the answer was computed: what was asked for is noted in it.
    moved : sequence of (str, float), optional
        How much each moves the answer (see :func:`westphalia.effects.distribution.movers`).
    """
    weight = dict(moved)
    return [_assumption(held, name, weight.get(name)) for name in held.used]


def _assumption(held: ParameterSet, name: str, weight: float | None) -> dict[str, Any]:
    entry = held.entry(name)
    given = name in held.given
    low, high = (None, None) if given else _bounds(held, name)
    return {
        "name": name,
        "value": held.value(name),
        "low": low,
        "high": high,
        "unit": entry.unit,
        "from": entry.from_,
        "citation": "given with the question" if given else _cited(entry),
        "found": "given" if given else entry.found,
        "note": entry.note,
        "moves": weight,
    }


def _bounds(held: ParameterSet, name: str) -> tuple[float | None, float | None]:
    """Return what nine draws of ten lie between; None where a number is fixed."""
    drawn = sorted(held.draw(name, 401, 1))
    low, high = drawn[20], drawn[380]
    return (None, None) if low == high else (float(f"{low:.3g}"), float(f"{high:.3g}"))


def _cited(entry: Parameter) -> str:
    papers = entry.distribution.papers if entry.distribution is not None else None
    return "; ".join(paper.citation for paper in papers) if papers else entry.citation


def parameter_section(
    held: ParameterSet, moved: Sequence[tuple[str, float]] = (), what: str = "the answer"
) -> Section:
    """Return the section that lists what was assumed, what moves the answer most first.

    Parameters
    ----------
    held : ParameterSet
        What was used.
    moved : sequence of (str, float), optional
        How much each moves it.
    what : str, optional
        What is moved, in words.
    """
    order = {name: place for place, (name, _) in enumerate(moved)}
    rows = sorted(assumed(held, moved), key=lambda row: order.get(row["name"], len(order)))
    grid = SmallTable(
        ("assumption", "value", "nine of ten draws", "unit", "how found", "source"),
        tuple(_cells(row) for row in rows),
        "lrrlll",
        (),
    )
    unread = sum(row["found"] == "memory" for row in rows)
    notes = (
        (f"{unread} of {len(rows)} sources were not read: their numbers are from memory.",) if unread else ()
    )
    return Section("assumptions", "Assumptions", _finding(rows, moved, what), grids=(grid,), notes=notes)


def _finding(rows: Sequence[Mapping[str, Any]], moved: Sequence[tuple[str, float]], what: str) -> str:
    if not moved or abs(moved[0][1]) < SHARES[0]:
        return f"{len(rows)} numbers are assumed; none of them alone moves {what} much."
    name, weight = moved[0]
    notes = {row["name"]: row["note"] for row in rows}
    called = notes.get(name, "").split(".")[0].strip() or name
    return f"What moves {what} {'most' if abs(weight) >= SHARES[1] else 'a little'}: {midsentence(called)}."


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    span = "" if row["low"] is None else f"{number(row['low'])} to {number(row['high'])}"
    found = FOUND.get(row["found"], row["found"])
    unit = "" if row["unit"] == "1" else row["unit"]
    return row["name"], number(row["value"]), span, unit, found, row["citation"]
