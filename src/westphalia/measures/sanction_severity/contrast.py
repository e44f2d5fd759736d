"""Who of two is sanctioned more, and who more heavily: figure by figure, and `mixed` where they disagree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from westphalia.errors import NotUnderstood
from westphalia.lazy import pl
from westphalia.measures.reading import series
from westphalia.measures.registry import get
from westphalia.measures.sanction_severity import exposure
from westphalia.measures.sanction_severity.exposure import fill, outputs, shutting, trade, weighed
from westphalia.record import sums
from westphalia.record.coverage import Coverage, since
from westphalia.record.once import once
from westphalia.record.rows import framed

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History
    from westphalia.record.source import Source
    from westphalia.record.state import State
    from westphalia.record.world import World

Side = Literal["a", "b", "equal", "unknown"]
Verdict = Literal["a", "b", "mixed", "unknown"]
Part = Literal["breadth", "exposure", "loss", "duration"]
CLOSE = 0.05
"""Two figures that differ by less than this part of the larger are taken as equal."""
STALE = 3
"""A figure from more years before the year asked for decides nothing."""
FIGURES: tuple[tuple[Part, str], ...] = (
    ("breadth", "sanctions_in_force_on_state"),
    ("breadth", "sanction_senders_own"),
    ("breadth", "sanction_kinds"),
    ("exposure", "sanction_exposure_trade"),
    ("exposure", "sanction_exposure_output"),
    ("exposure", "sanction_exposure_output_financial"),
    ("exposure", "sanction_exposure_trade_embargo"),
    ("loss", "sanction_loss_trade"),
    ("loss", "sanction_loss_oil"),
    ("duration", "sanction_load"),
    ("duration", "sanction_age"),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of the two states.

    Parameters
    ----------
    part : str
        Breadth, or a part of severity.
    name, unit : str
        The measure and its unit.
    a, b : float or None
        Its values.
    observed_a, observed_b : int or None
        The years they are from.
    heavier : {"a", "b", "equal", "unknown"}
        Whose is larger.
    why : str
        Why it decides nothing, where it does not.
    """

    part: Part
    name: str
    unit: str
    a: float | None
    b: float | None
    observed_a: int | None
    observed_b: int | None
    heavier: Side
    why: str = ""


@dataclass(frozen=True, slots=True)
class Contrast:
    """The figures of two states in a year, and what they say.

    Parameters
    ----------
    a, b : State
        The states.
    year : int
        The year.
    figures : tuple of Compared
        Every figure, those that decide nothing included.
    """

    a: State
    b: State
    year: int
    figures: tuple[Compared, ...]

    def of(self, part: Part) -> Verdict:
        """Return against whom one part is larger; `mixed` when its figures disagree."""
        return agreed(figure.heavier for figure in self.figures if figure.part == part)

    @property
    def breadth(self) -> Verdict:
        """Against whom there are more sanctions."""
        return self.of("breadth")

    @property
    def severity(self) -> Verdict:
        """On whom they are heavier: `mixed` when exposure, loss and duration disagree."""
        parts: tuple[Part, ...] = ("exposure", "loss", "duration")
        return agreed(self.of(part) for part in parts)

    @property
    def claim(self) -> Literal["supported", "contradicted", "mixed", "insufficient_coverage"]:
        """What becomes of the statement that there are more sanctions against the first and heavier ones on the second."""
        found = (self.breadth, self.severity)
        if "unknown" in found:
            return "insufficient_coverage"
        return "supported" if found == ("a", "b") else "contradicted" if found == ("b", "a") else "mixed"


def agreed(sides: Iterable[Side | Verdict]) -> Verdict:
    """Return the side that all which decide anything agree on; `mixed` when they do not.

    Examples
    --------
    >>> agreed(["a", "equal", "a"]), agreed(["a", "b"]), agreed(["unknown", "equal"]), agreed(["mixed"])
    ('a', 'mixed', 'unknown', 'mixed')
    """
    found = set(sides)
    if "mixed" in found or {"a", "b"} <= found:
        return "mixed"
    return "a" if "a" in found else "b" if "b" in found else "unknown"


def contrast(world: World, a: int | str | State, b: int | str | State, year: int, month: int = 6) -> Contrast:
    """Return who of two states is sanctioned more and who more heavily.

    Parameters
    ----------
    world : World
        The record.
    a, b : int, str or State
        The states.
    year : int
        The year; cases are on record by year, so all that began within it are in.
    month : int
        Entries on the lists of the United States are those at the end of this month.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = contrast(wp.load(), "Russia", "Iran", 2022)
    >>> found.breadth, found.of("exposure"), found.of("loss"), found.of("duration"), found.severity, found.claim
    ('a', 'mixed', 'b', 'b', 'mixed', 'mixed')
    """
    if not 1 <= month <= 12:
        raise NotUnderstood(f"There is no month {month}.", "", "Give a month from 1 to 12.")
    pair = world.dyad(a, b, year)
    figures = [_measured(world, part, name, (pair.a, pair.b), year) for part, name in FIGURES]
    return Contrast(pair.a, pair.b, year, (_listed(world, (pair.a, pair.b), year, month), *figures))


def _measured(world: World, part: Part, name: str, states: tuple[State, State], year: int) -> Compared:
    measure = get(name)
    values: list[float | None] = []
    observed: list[int | None] = []
    for state in states:
        rows = [
            row for row in series(world, measure, [state], (year - 20, year)).rows if row.value is not None
        ]
        values.append(float(rows[-1].value) if rows and rows[-1].value is not None else None)
        observed.append(rows[-1].year if rows else None)
    return _compared(part, name, measure.in_unit(), values, observed, year)


def _listed(world: World, states: tuple[State, State], year: int, month: int) -> Compared:
    frame = (
        world.listed("designations")
        .filter(month=date(year, month, 1))
        .drop_nulls("active")
        .select("ccode", "active")
    )
    known = dict(frame.iter_rows())
    values = [float(known[state.ccode]) if state.ccode in known else None for state in states]
    return _compared(
        "breadth",
        "designations",
        "entries",
        values,
        [year if value is not None else None for value in values],
        year,
    )


def _compared(
    part: Part, name: str, unit: str, values: list[float | None], observed: list[int | None], year: int
) -> Compared:
    a, b = values
    heavier: Side = "unknown"
    why = ""
    if a is None or b is None:
        why = "not known of " + (
            "either" if a is None and b is None else "the first" if a is None else "the second"
        )
    elif min(at for at in observed if at is not None) < year - STALE:
        why = f"the latest known are from {' and '.join(str(at) for at in dict.fromkeys(observed))}"
    else:
        heavier = "equal" if abs(a - b) <= CLOSE * max(abs(a), abs(b)) else "a" if a > b else "b"
    return Compared(part, name, unit, a, b, observed[0], observed[1], heavier, why)


# Realised loss: what a sanctioned state trades with its senders, and sells of its oil, against what would have been expected.


OIL = "opec_asb_2023"
OIL_YEARS = since(1980, f"oil:{OIL}")
TRADE_YEARS = since(1950, "trade:cow_trade_4")
RECONCILED = Coverage(("trade:baci_2023",))


@once
def trade_lost(source: Source) -> pl.DataFrame:
    """Return by target and year how far trade with the senders falls short of its past and of gravity.

    Expected trade with a sender is its part of world trade in the base years times world trade now, times the growth of the product of the two states' parts of world
    output: gravity with elasticities of one. The loss is one less actual over expected trade, summed over the senders of whom both are known.
    """
    cases = shutting(weighed(source)).filter(pl.col("year").is_between(*TRADE_YEARS.whole(source)))
    flows = trade(source, cases.select("sender", "target").unique())
    output = outputs(source)
    now = (
        cases.join(flows.select("sender", "target", "year", "flow", "all"), on=["sender", "target", "year"])
        .join(output.rename({"ccode": "sender", "output": "theirs"}), on=["sender", "year"])
        .join(output.rename({"ccode": "target", "output": "mine"}), on=["target", "year"])
    )
    expected = pl.col("usual") * pl.col("all") * pl.col("theirs") * pl.col("mine") / pl.col("size")
    known = now.with_columns(expected=expected).filter(pl.col("expected") > 0)
    return known.group_by("target", "year").agg(
        value=1 - sums.total(pl.col("flow")) / sums.total(pl.col("expected"))
    )


def trade_lost_lately(source: Source) -> pl.DataFrame:
    """Return by target the loss of trade with its senders in the year of the reconciled source, where trade of that year is on record.

    As in :func:`trade_lost`, but what is compared is from two sources: the base from the imports that each state reported, that year from reports of both sides reconciled. Output is
    that of the last year known. Trade that neither side reported (Russia and Iran with each other) is missing from it.
    """
    lately = RECONCILED.whole(source)[1]
    rows = framed(source, "trade_baci", ("importer", "exporter"), years=(lately, lately))
    everything = rows.select(sums.total(pl.col("value"))).item()
    cases = shutting(weighed(source)).filter(year=lately)
    ways = (
        rows.rename({"importer": "target", "exporter": "sender"}),
        rows.rename({"exporter": "target", "importer": "sender"}),
    )
    flows = (
        pl.concat(way.select("target", "sender", "value") for way in ways)
        .group_by("target", "sender")
        .agg(flow=pl.col("value").sum())  # of two flows at most
    )
    last = outputs(source).filter(pl.col("year") == pl.col("year").max())
    now = cases.join(flows, on=["sender", "target"])
    for side, name in (("sender", "theirs"), ("target", "mine")):
        now = now.join(last.select(pl.col("ccode").alias(side), pl.col("output").alias(name)), on=side)
    expected = pl.col("usual") * everything * pl.col("theirs") * pl.col("mine") / pl.col("size")
    known = now.with_columns(expected=expected).filter(pl.col("expected") > 0)
    return known.group_by("target").agg(value=1 - sums.total(pl.col("flow")) / sums.total(pl.col("expected")))


@once
def oil_lost(source: Source) -> pl.DataFrame:
    """Return by target and year how far its part of the world's crude exports falls short of what it was before each sender began.

    The past is the mean of the latest five known of the ten years before each sender began, weighted by the senders' parts of world output.
    """
    oil = framed(source, "crude_exports", ("target",), "crude_exports")
    part = oil.with_columns(part=pl.col("crude_exports") / pl.col("crude_exports").sum().over("year")).select(
        "target", "year", "part"
    )
    cases = (
        shutting(weighed(source))
        .select("sender", "target", "year", "start", "output")
        .filter(pl.col("output") > 0)
    )
    past = (
        cases.select("target", "start")
        .unique()
        .join(part, on="target")
        .filter(pl.col("year") < pl.col("start"), pl.col("year") >= pl.col("start") - exposure.BEFORE)
    )
    latest = past.filter(
        pl.col("year").rank("ordinal", descending=True).over("target", "start") <= exposure.BASE
    )
    usual = (
        latest.group_by("target", "start").agg(usual=sums.mean(pl.col("part"))).filter(pl.col("usual") > 0)
    )
    joined = cases.join(usual, on=["target", "start"]).join(part, on=["target", "year"])
    before = sums.total(pl.col("usual") * pl.col("output")) / sums.total(pl.col("output"))
    return joined.group_by("target", "year").agg(value=1 - pl.col("part").first() / before)


def of_trade(history: History) -> Floats:
    """Return the loss of trade of states (n,); NaN without senders or where trade is not known."""
    return fill(history, trade_lost(history.source), float("nan"))


def of_oil(history: History) -> Floats:
    """Return the loss of oil exports of states (n,); NaN for a state that is not known to have exported crude before."""
    return fill(history, oil_lost(history.source), float("nan"))
