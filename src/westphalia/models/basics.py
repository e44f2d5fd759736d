"""Simple measures of all pairs of a year, straight from the record, each as old as a forecaster's value would be."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from westphalia.models.delays import ARMS, CAPABILITY, DISPUTES, INSTITUTIONS, PACTS, REGIME, TRADE
from westphalia.models.network import Layer, layer_of
from westphalia.models.outcomes import CHIEF, ORDER, OUTCOMES
from westphalia.models.ties import number, ties
from westphalia.models.windows import last_year
from westphalia.record.coverage import Coverage
from westphalia.record.geography import great_circle
from westphalia.record.history import History
from westphalia.record.once import once
from westphalia.record.pacts import SMALL
from westphalia.record.rows import located
from westphalia.record.spells import PAIR

if TYPE_CHECKING:
    from westphalia.record.source import Source

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Value = tuple[Floats, int]
"""Values of pairs (rows,) or of both states (rows, 2), and the year that they are from."""
READS = (
    "memberships", "borders", "major_powers", "disputes", "promises", "capital_latitude", "capital_longitude", "cinc", "electoral_democracy",
    "shared_institutions", "trade",
)  # fmt: skip
"""Base lists and quantities that the measures of this module are computed from."""
NEAREST = 50.0
"""Capitals are at least so far apart, km."""
AROUND = 700.0
"""Distance of capitals at which a neighbour weighs a share of 1/e, km."""
TEN = 10
"""Years of disputes that are counted."""
DEMOCRATIC = 0.5
"""Least electoral democracy of a democracy."""
LONG = 60
"""Years since the last tie are not counted further."""
LISTS = {
    "pacts": "pacts", "cinc": "capabilities.cinc", "institutions": "shared_institutions", "disputes": "dispute_dyad_years:cow",
    "trade": "trade:cow_trade_4", "borders": "contiguity", "majors": "major_powers:cow", "democracy": "democracy_indices.polyarchy", "arms": "arms_transfers",
}  # fmt: skip
"""The list of each source."""


KINDS = ("tied", "shared", "nearby", "latent", "sociable", "lately")


def own(name: str) -> bool:
    """Return whether a measure is one of this module, not a registered one."""
    kind, _, which = name.partition("_")
    return (kind in KINDS and which in OUTCOMES) or name in vars(Year)


@once
def entered(source: Source) -> Ints:
    """Return the year in which each state first entered the system; 9999 for none of its members (n,)."""
    codes, found = source.universe(), np.full(len(source.universe()), 9999)
    rows = source.listed("memberships").select("code", pl.col("start").dt.year())
    for code, start in rows.iter_rows():
        at = np.searchsorted(codes, code)
        found[at] = min(found[at], start)
    return found


class Year:
    """Measures of pairs at the end of a year.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    one, two : ndarray (rows,)
        Places of both states among all codes.
    year : int
        The year of the forecast.
    behind : int
        By how many years every source is made to end earlier.
    """

    def __init__(self, source: Source, one: Ints, two: Ints, year: int, behind: int = 0) -> None:
        self.behind, self.source, self.year = behind, source, year
        self.one, self.two = one.astype(np.int64), two.astype(np.int64)
        self.history = History(source, year)
        self.codes, self.present = self.history.codes, self.history.present
        self._layers: dict[str, Layer] = {}

    def at(self, source: str, lag: int) -> int:
        """Return the year whose values a forecaster would have."""
        known = self.source.last_known
        last = Coverage((LISTS[source],)).whole(self.source)[1]
        last = last if known is None else min(last, known)
        return min(self.year - lag, last - self.behind)

    def layer(self, outcome: str) -> Layer:
        """Return a layer of the network; made once."""
        if outcome not in self._layers:
            known = ties(self.source)
            self._layers[outcome] = layer_of(known, outcome, self.codes, self.year, self.present, self.behind)
        return self._layers[outcome]

    @cached_property
    def near(self) -> Floats:
        """Weights of the neighbours of each state, by distance of capitals, adding up to 1 (n, n)."""
        far = self._far()
        here = self.present
        weight = np.where(np.isfinite(far) & here[:, None] & here, np.exp(-np.nan_to_num(far) / AROUND), 0.0)
        np.fill_diagonal(weight, 0)
        made: Floats = weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
        return made

    def _far(self) -> Floats:
        """Return great-circle distances of capitals, km (n, n)."""
        now = self.history.now
        places = np.stack([now["capital_latitude"], now["capital_longitude"]], axis=1)
        return great_circle(np.radians(places))

    def pairs(self, matrix: Floats) -> Floats:
        """Return the cells of a matrix for the rows."""
        return matrix[self.one, self.two]

    def sides(self, states: Floats) -> Floats:
        """Return the values of both states of the rows."""
        return np.stack([states[self.one], states[self.two]], axis=1)

    def spells(self, spells: tuple[Ints, Ints, Ints, Ints], year: int) -> Floats:
        """Return whether a spell of the pair (codes of both, first and last year in which it stands) stands in a year."""
        (one, known), (two, there) = (located(self.codes, side) for side in spells[:2])
        now = (spells[2] <= year) & (spells[3] >= year) & known & there
        made = np.zeros((len(self.codes), len(self.codes)))
        made[one[now], two[now]] = made[two[now], one[now]] = 1
        return self.pairs(made)

    def capitals(self) -> Value:
        """Log of the distance of capitals in km."""
        return np.log(np.maximum(self.pairs(self._far()), NEAREST)), self.year

    def contiguous(self) -> Value:
        """Whether they share a border on land."""
        rows = self.source.listed("borders")
        one, two, first, last = (rows[name].to_numpy().astype(np.int64) for name in (*PAIR, "first", "last"))
        return self.spells((one, two, first, last), self.at("borders", 0)), self.at("borders", 0)

    def age(self) -> Value:
        """Years since each state first entered the system."""
        return self.sides(np.maximum(self.year - entered(self.source), 0).astype(float)), self.year

    def cinc(self) -> Value:
        """Composite index of capability."""
        year = self.at("cinc", CAPABILITY)
        return self.sides(self.history.at(year)["cinc"]), year

    def democracy(self) -> Value:
        """Electoral democracy."""
        year = self.at("democracy", REGIME)
        return self.sides(self.history.at(year)["electoral_democracy"]), year

    def joint_democracy(self) -> Value:
        """Whether both have at least half of the range of electoral democracy."""
        values, year = self.democracy()
        low = values.min(axis=1)
        return np.where(np.isnan(low), np.nan, (low >= DEMOCRATIC).astype(float)), year

    def major(self) -> Value:
        """Whether each is a major power."""
        year = self.at("majors", 0)
        rows = self.source.listed("major_powers").filter(pl.col("first") <= year, pl.col("last") >= year)
        return self.sides(np.isin(self.codes, rows["ccode"].to_numpy()).astype(np.float64)), year

    def institutions(self) -> Value:
        """Intergovernmental organisations shared."""
        year = self.at("institutions", INSTITUTIONS)
        return self.pairs(self.history.at(year)["shared_institutions"]), year

    def dispute_years(self) -> Value:
        """Years of disputes with each other among the last ten."""
        year = self.at("disputes", DISPUTES)
        rows = self.source.listed("disputes")
        one, two, when = (rows[name].to_numpy().astype(np.int64) for name in (*PAIR, "year"))
        (one, known), (two, there) = located(self.codes, one), located(self.codes, two)
        chosen = (when <= year) & (when > year - TEN) & known & there
        made = np.zeros((len(self.codes), len(self.codes)))
        np.add.at(made, (one[chosen], two[chosen]), 1.0)
        return self.pairs(np.maximum(made, made.T)), year

    def trade_share(self) -> Value:
        """Trade with the other as a share of each state's trade."""
        year = self.at("trade", TRADE)
        flows = self.history.at(year)["trade"]
        both = np.nan_to_num(flows) + np.nan_to_num(flows.T)
        both[np.isnan(flows) & np.isnan(flows.T)] = np.nan
        total = np.nansum(both, axis=1)
        share = both / np.where(total > 0, total, np.nan)[:, None]
        return np.stack([share[self.one, self.two], share[self.two, self.one]], axis=1), year

    def s_alliances(self) -> Value:
        """S of alliance portfolios, obligations valued."""
        from westphalia.measures.similarity import s_score
        from westphalia.measures.similarity_alliances import portfolios

        year = self.at("pacts", PACTS)
        made = np.full((len(self.codes), len(self.codes)), np.nan)
        for of in portfolios(self.source, (year, year)):
            joint, (place, _) = of.joint(), located(self.codes, of.states)
            made[np.ix_(place, place)] = joint.square(s_score(joint, 1))
        return self.pairs(made), year

    def small_in_force(self) -> Value:
        """Whether a small pact is in force."""
        return self._in_force(lambda members, defence: members <= SMALL)

    def help_in_force(self) -> Value:
        """Whether a pact in force promises help in war."""
        return self._in_force(lambda members, defence: defence)

    def many_in_force(self) -> Value:
        """Whether a multilateral pact is in force."""
        return self._in_force(lambda members, defence: members > SMALL)

    def _in_force(self, which: Callable[[Ints, NDArray[np.bool_]], NDArray[np.bool_]]) -> Value:
        known, year = ties(self.source).spells, self.at("pacts", PACTS)
        kept = which(known.members, known.defence)
        spells = (known.one[kept], known.two[kept], known.first[kept], known.last[kept])
        return self.spells(spells, year), year

    def since_alignment(self) -> Value:
        """Years since the pair's last pact or agreement, at most 60."""
        known, year = ties(self.source), self.at("pacts", PACTS)
        one, two = self.codes[self.one], self.codes[self.two]
        when = np.full(len(one), year)
        keys = np.sort(
            np.concatenate(
                [
                    number(e.one, e.two, e.year)
                    for name in OUTCOMES[CHIEF].parts
                    for e in (known.events[name].until(known.ends[name] - self.behind),)
                ]
            )
        )
        last = last_year(keys, one, two, when)
        return np.where(last < 0, LONG, np.minimum(year - last, LONG)).astype(float), year

    def value(self, name: str) -> Value:
        """Return a measure by name; those of the network are called by what they are (``tied``, ``shared`` ...) and a layer."""
        kind, _, which = name.partition("_")
        if kind not in KINDS:
            found: Value = getattr(self, name)()
            return found
        of = self.layer(which)
        year = self.at("arms", ARMS) if which == ORDER.name else self.at("pacts", PACTS)
        if kind in ("sociable", "lately"):
            return self.sides(getattr(of, kind)()), year
        matrix = (
            of.nearby(self.near) if kind == "nearby" else of.tied if kind == "tied" else getattr(of, kind)()
        )
        return self.pairs(matrix), year
