"""``westphalia panel``: states, pairs of states, leaders and disputes in rows, to a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from westphalia.commands.output import FILE, SYSTEM, YEAR, YEARS, csv_text, formats, grid, listed, warn, write
from westphalia.panel import (
    ADDITIONS,
    dispute_dyad_years,
    dyad_years,
    leader_days,
    leader_dyad_years,
    leader_years,
    state_days,
    state_years,
)
from westphalia.panel.export import check, endings
from westphalia.panel.own_tables import kinds, read
from westphalia.record.citations import as_text
from westphalia.record.world import load
from westphalia.report.views.answer import json_text

if TYPE_CHECKING:
    from westphalia.panel import Panel
    from westphalia.panel.addition import Addition
    from westphalia.panel.draws import Draws

RELEVANT: dict[str, bool | Literal["as-listed"]] = {
    "politically-relevant": True,
    "politically-relevant-as-listed": "as-listed",
}
MEMBERS: dict[str, dict[str, Any]] = {
    "majors": {"majors": True},
    "no-microstates": {"microstates": False},
    "first-day": {"day": "first"},
    "last-day": {"day": "last"},
}
"""Filters of any rows, as what :meth:`~westphalia.panel.Panel.filter` takes."""
SHIFTS = {
    "lag": "Add columns as they were a year before",
    "lead": "Add columns as they are a year later",
    "difference": "Add the change of columns since a year before",
}
PREVIEW = 10
"""Rows that are printed where no file is named."""
Command = Callable[..., Any]
System = Literal["cow", "gw"]
Standard = Literal["none", "cow", "gw"]


def _common(function: Command) -> Command:
    """Add the options of every panel."""
    for option in reversed(
        (
            click.option("--years", type=YEARS, required=True, help="First and last year: 1816:2018."),
            click.option(
                "--add",
                "names",
                multiple=True,
                help="Columns to add, by name, separated by commas; all names: westphalia panel list; measure-NAME adds a measure.",
            ),
            *(
                click.option(
                    f"--{kind}",
                    multiple=True,
                    help=f"{said}, COLUMN or COLUMN:YEARS (cinc1:5), separated by commas.",
                )
                for kind, said in SHIFTS.items()
            ),
            click.option(
                "--carry",
                type=click.Choice(["last"]),
                help="Past what an addition covers use its last year; <addition>_observed says from when.",
            ),
            click.option(
                "--merge",
                "merged",
                type=FILE,
                help=f"Table of your own to join: {kinds()}; needs --on.",
            ),
            click.option(
                "--on",
                help="Its key columns, as ccode,year or ccode=country,year where it names them otherwise; "
                "states by name or code.",
            ),
            click.option(
                "--codes",
                help="Scheme by which it names states (names, iso3, vdem, imf ...); found from the whole column without this.",
            ),
            click.option(
                "--draws",
                type=click.IntRange(min=1),
                help="Write the rows so many times, each time with one draw of every estimate; the column draw numbers them.",
            ),
            click.option("--seed", type=int, default=1, show_default=True, help="Of the draws."),
            click.option(
                "--persistence",
                type=click.FloatRange(0, 1),
                default=0.0,
                show_default=True,
                help="Correlation of what an estimate misses in successive years, which no source gives.",
            ),
            click.option(
                "--codings",
                multiple=True,
                help="Take these from one of their codings at random in each draw: disputes, sanctions.",
            ),
            click.option("--as-of", type=YEAR, help="Know nothing later than the end of this year."),
            click.option("--cite", is_flag=True, help="Print the references of what was used."),
            click.option(
                "-o",
                "--output",
                type=FILE,
                help=f"File to write: {endings()}. Without one the first rows are printed.",
            ),
        )
    ):
        function = option(function)
    return function


_standardize = click.option(
    "--standardize",
    type=click.Choice(["none", "cow", "gw"]),
    default="none",
    show_default=True,
    help="Which days in office count: all, or those with the state in the system by either list.",
)
_directed = click.option("--directed", is_flag=True, help="Each pair both ways.")
_majors = click.option(
    "--filter",
    "filters",
    type=click.Choice([*MEMBERS]),
    multiple=True,
    help="Keep some rows; the days are those of the year on which states are in the system.",
)
_relevant = click.option(
    "--filter",
    "filters",
    type=click.Choice([*RELEVANT, *MEMBERS]),
    multiple=True,
    help="Keep some rows, before columns are added; as-listed as the R package does it.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def panel() -> None:
    """Write a panel for research to a file: states, pairs of states, leaders or disputes, by year or day.

    Past what a source covers values are empty, never zero.
    """


@panel.command("state-year")
@_common
@SYSTEM
@_majors
def state_year(years: tuple[int, int], system: System, **options: Any) -> None:
    """Write a row for each state and year in which it was in the system."""
    _make(state_years, years, system, **options)


@panel.command("dyad-year")
@_common
@SYSTEM
@_directed
@_relevant
def dyad_year(years: tuple[int, int], system: System, directed: bool, **options: Any) -> None:
    """Write a row for each pair of states and year in which both were in the system."""
    _make(dyad_years, years, directed, system, **options)


@panel.command("leader-year")
@_common
@_standardize
@_majors
def leader_year(years: tuple[int, int], standardize: Standard, **options: Any) -> None:
    """Write a row for each leader and calendar year in office (Archigos, 1840-2015)."""
    _make(leader_years, years, standardize, **options)


@panel.command("leader-dyad-year")
@_common
@SYSTEM
@_directed
@click.option(
    "--together",
    type=click.Choice(["day", "year"]),
    default="day",
    show_default=True,
    help="Both in office on one same day, or each on some day of the year.",
)
@_relevant
def leader_dyad_year(
    years: tuple[int, int], system: System, directed: bool, together: Literal["day", "year"], **options: Any
) -> None:
    """Write a row for each pair of leaders of two states and year in which they were in office together."""
    _make(leader_dyad_years, years, directed, system, together, **options)


@panel.command("dispute-dyad-year")
@_common
@SYSTEM
@_directed
@click.option(
    "--disputes",
    type=click.Choice(["gml", "cow"]),
    default="gml",
    show_default=True,
    help="Whose list: Gibler, Miller and Little, or Correlates of War.",
)
@click.option("--unique", is_flag=True, help="One dispute for each pair and year, by the exclusion rules.")
@_relevant
def dispute_dyad_year(
    years: tuple[int, int],
    system: System,
    directed: bool,
    disputes: Literal["gml", "cow"],
    unique: bool,
    **options: Any,
) -> None:
    """Write a row for each dispute, pair of states on opposite sides of it and year."""
    _make(dispute_dyad_years, years, directed, system, disputes, unique, **options)


@panel.command("state-day")
@_common
@SYSTEM
@_majors
def state_day(years: tuple[int, int], system: System, **options: Any) -> None:
    """Write a row for each state and day on which it was in the system; large."""
    _make(state_days, years, system, **options)


@panel.command("leader-day")
@_common
@_standardize
@_majors
def leader_day(years: tuple[int, int], standardize: Standard, **options: Any) -> None:
    """Write a row for each leader and day in office (Archigos, 1840-2015); large."""
    _make(leader_days, years, standardize, **options)


@panel.command("list")
@formats("text", "json", "csv")
def listing(form: str) -> None:
    """List what can be added to a panel, with its columns and years."""
    world = load()
    found: list[dict[str, Any]] = [
        {
            "name": each.name,
            "title": each.title,
            "of": _of(each),
            "first": (each.span(world) or (None, None))[0],
            "last": (each.span(world) or (None, None))[1],
            "columns": list(each.columns(False)),
        }
        for each in ADDITIONS.values()
    ]
    if form == "json":
        write(json_text({"westphalia": world.stamp(), "additions": found}))
        return
    heads = ("name", "of", "first", "last", "title", "columns")
    rows = [(*(each[head] for head in heads[:-1]), " ".join(each["columns"])) for each in found]
    write(csv_text(heads, rows) if form == "csv" else grid(heads, rows, "llrr"))


def _of(addition: Addition) -> str:
    if addition.by_leader_only():
        return "pairs of leaders"
    return "states" if addition.kind == "state" else "pairs"


def _make(
    kind: Callable[..., Panel],
    *asking: Any,
    names: tuple[str, ...],
    carry: Literal["last"] | None,
    filters: tuple[str, ...],
    lag: tuple[str, ...],
    lead: tuple[str, ...],
    difference: tuple[str, ...],
    output: Path | None,
    cite: bool,
    as_of: int | None,
    merged: Path | None,
    draws: int | None,
    seed: int,
    persistence: float,
    codings: tuple[str, ...],
    on: str | None,
    codes: str | None,
) -> None:
    """Filter, add, merge, write, and say on standard error what was written, dropped and not matched."""
    if output is not None:
        check(output)
    if (merged is None) != (on is None):
        raise click.UsageError("--merge and --on go together: --merge mine.csv --on ccode,year")
    world = load() if as_of is None else load().as_of(as_of)
    asked = kind(world, *asking)
    for each in dict.fromkeys(filters):
        how = MEMBERS.get(each) or {"politically_relevant": RELEVANT[each]}
        asked = asked.filter(**how, carry=carry)
    asked = asked.add(*listed(names), carry=carry)
    if merged is not None and on is not None:
        asked = _joined(asked, merged, on, codes or "")
    asked = _shifted(asked, {"lag": lag, "lead": lead, "difference": difference})
    if codings and draws is None:
        raise click.UsageError("--codings are taken draw by draw: --draws 50 --codings disputes")
    drawn = asked.draws(draws, seed, persistence=persistence, codings=listed(codings)) if draws else None
    _write(drawn or asked, output)
    if drawn is not None:
        _tell_draws(drawn)
    _tell(asked)
    if cite:
        write(as_text((drawn or asked).cite()))


def _shifted(asked: Panel, shifts: Mapping[str, tuple[str, ...]]) -> Panel:
    """Return the panel with lags, leads and differences of its columns."""
    for kind, given in shifts.items():
        for part in listed(given):
            column, _, years = part.partition(":")
            if years and not years.isdecimal():
                raise click.UsageError(f"'{part}' is not COLUMN or COLUMN:YEARS, as cinc1:5.")
            asked = getattr(asked, kind)(column, by=int(years or 1))
    return asked


def _write(asked: Panel | Draws, output: Path | None) -> None:
    """Write the rows to a file; without one print the first, and say how many there are."""
    if output is not None:
        rows, columns = asked.sink(output)
        panel: Any = getattr(asked, "panel", asked)
        warn(f"{output}: {rows:,} rows, {columns} columns; edition {panel.world.stamp()['edition'][:12]}.")
        return
    frame = asked.lazy().head(PREVIEW).collect()
    cells = [["" if value is None else str(value) for value in row] for row in frame.iter_rows()]
    align = "".join("r" if kind.is_numeric() else "l" for kind in frame.dtypes)
    write(grid(frame.columns, cells, align))
    height = asked.size()[0]
    warn(
        f"{height:,} rows, {frame.width} columns; the first {frame.height} are shown. Write them all with -o FILE."
    )


def _joined(asked: Panel, table: Path, on: str, codes: str) -> Panel:
    """Return the panel with a table of the user's own."""
    pairs = (part.partition("=") for part in listed((on,)))
    return asked.merge(read(table), {ours: theirs or ours for ours, _, theirs in pairs}, codes)


def _tell(asked: Panel) -> None:
    """Say which years have no rows, which rows were left out, and what a merge did not match."""
    covered = asked.covers()
    if covered is not None and covered != asked.years:
        warn(f"The source of {asked.kind.name} covers {covered[0]} to {covered[1]} of the years asked for.")
    for reason, number in asked.dropped().items():
        warn(f"{number:,} rows left out: {reason}.")
    for each in asked.unmatched():
        warn(each.summary())
        if each.table.height:
            shown = "; ".join(", ".join(map(str, row)) for row in each.table.head(5).iter_rows())
            warn(f"Not in the panel: {shown}{' ...' if each.table.height > 5 else ''}")


def _tell_draws(drawn: Draws) -> None:
    """Say what was drawn, and how years hang together."""
    if names := drawn.drawn():
        years = (
            "years drawn as independent"
            if drawn.persistence == 0
            else f"errors of successive years correlated at {drawn.persistence:g}"
        )
        warn(f"{drawn.n} draws of {', '.join(names)}; {years}.")
    for of in drawn.codings:
        taken = [drawn.chosen(number)[of] for number in range(1, drawn.n + 1)]
        counts = ", ".join(f"{name} in {taken.count(name)}" for name in dict.fromkeys(sorted(taken)))
        warn(f"Codings of {of}: {counts} of {drawn.n} draws; only years that all of them cover.")
