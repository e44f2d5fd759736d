"""Memory: what one state did to another, fading by half in a stated number of years and handed on to the states that succeed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.record.rows import located

if TYPE_CHECKING:
    from westphalia.record.grid import Grid
    from westphalia.record.history import Floats, Ints
    from westphalia.record.source import Source

HALF_LIFE = 26.0
"""Years in which a grievance halves, estimated; see `half_life.estimate_half_life`."""
HALF_LIFE_INTERVAL = (14.0, 60.0)
"""Its interval of 95 per cent; the upper end is that of the grid, so it may be longer."""
LASTING_HALF_LIFE = 60.0
"""Years in which the loss of homeland halves: the upper end of the interval. Disputes, from which the other is estimated, tell little of provinces that were lost."""
HEIR_KINDS = ("continuation", "unification", "dissolution")
NO_HEIRS = ((300, 315), (255, 265))
"""States made in the place of another that did not take over what it held against others: Czechoslovakia, founded against Austria-Hungary; East Germany, which disclaimed Germany."""


@dataclass(frozen=True, eq=False)
class Wrongs:
    """What was done, one entry each.

    Parameters
    ----------
    one, two : ndarray (m,)
        Codes of the state that remembers and of the state that did it.
    year : ndarray (m,)
        From the end of which year it counts.
    weight : ndarray (m,)
        How much, above zero.
    """

    one: Ints
    two: Ints
    year: Ints
    weight: Floats

    def among(self, codes: Ints) -> Wrongs:
        """Return those between states of some codes only."""
        kept = np.isin(self.one, codes) & np.isin(self.two, codes)
        return Wrongs(self.one[kept], self.two[kept], self.year[kept], self.weight[kept])

    def later(self, years: int) -> Wrongs:
        """Return the same as known some years later."""
        return Wrongs(self.one, self.two, self.year + years, self.weight)


def joined(parts: Sequence[Wrongs]) -> Wrongs:
    """Return several lists as one."""
    return Wrongs(
        np.concatenate([part.one for part in parts]),
        np.concatenate([part.two for part in parts]),
        np.concatenate([part.year for part in parts]),
        np.concatenate([part.weight for part in parts]),
    )


@once
def heirs(source: Source) -> dict[int, list[tuple[int, int]]]:
    """Return by year which state's memory goes over to which.

    A memory goes over where a state went on under another code, joined another, or broke up, is gone, and a new state took its
    place (West Germany, Austria). It does not where one state lives on (the Soviet Union as Russia) or is seized by another.

    Examples
    --------
    >>> import westphalia as wp
    >>> heirs(wp.load())[1918], heirs(wp.load())[1949]
    ([(300, 305), (300, 310), (341, 345)], [(255, 260)])
    """
    spells = source.listed("memberships")
    rows = source.listed("successions").filter(pl.col("kind").is_in(HEIR_KINDS))
    rows = rows.sort("date", "predecessor", "successor")
    found: dict[int, list[tuple[int, int]]] = {}
    for old, new, date, kind in rows.select("predecessor", "successor", "date", "kind").iter_rows():
        own = spells.filter(pl.col("start") < date)
        lives_on = own.filter(pl.col("end").is_null() | (pl.col("end").dt.year() > date.year))["ccode"]
        if (old, new) in NO_HEIRS or (kind == "dissolution" and (old in lives_on or new in own["ccode"])):
            continue
        found.setdefault(date.year, []).append((old, new))
    return found


class Remembered:
    """What every state remembers of every other, moved forward year by year.

    Parameters
    ----------
    codes : ndarray (n,)
        Codes of the states, ascending.
    wrongs : Wrongs
        What was done; of states that are not among the codes it is left out.
    half_life : float
        Years in which a memory halves.
    heirs : mapping, optional
        By year, whose memory goes over to whom.
    """

    def __init__(
        self,
        codes: Ints,
        wrongs: Wrongs,
        half_life: float,
        heirs: dict[int, list[tuple[int, int]]] | None = None,
    ) -> None:
        one, known_one = located(codes, wrongs.one)
        two, known_two = located(codes, wrongs.two)
        kept = np.flatnonzero(known_one & known_two & (one != two))
        kept = kept[np.argsort(wrongs.year[kept], kind="stable")]
        self._one, self._two = one[kept], two[kept]
        self._year, self._weight = wrongs.year[kept], wrongs.weight[kept]
        self._heirs = heirs or {}
        self._codes = codes
        self._fade = 0.5 ** (1.0 / half_life)
        self.first = int(self._year[0]) if len(kept) else None
        self.year = 0 if self.first is None else self.first - 1
        self.values = np.zeros((len(codes), len(codes)))

    def to(self, year: int) -> Floats:
        """Return (n, n) what each remembers of each at the end of a year, which must not lie before the last one asked for."""
        if self.first is not None:
            while self.year < year:
                self.year += 1
                self.step(self.values, self.year)
        return self.values

    def step(self, values: Floats, year: int) -> None:
        """Move what each remembers of each (n, n) from the end of the year before to that of a year, in place."""
        values *= self._fade
        at = slice(*np.searchsorted(self._year, [year, year + 1]))
        np.add.at(values, (self._one[at], self._two[at]), self._weight[at])
        for pair in self._heirs.get(year, ()):
            (old, new), known = located(self._codes, np.array(pair))
            if known.all():
                values[new] = np.maximum(values[new], values[old])
                values[:, new] = np.maximum(values[:, new], values[:, old])
                values[new, new] = 0.0


def of_rows(
    grid: Grid, wrongs: Wrongs, half_life: float, heirs: dict[int, list[tuple[int, int]]] | None = None
) -> Floats:
    """Return what the states of each row remember of each other, (rows, 2): first of second, and back."""
    found = np.zeros((len(grid.cells), 2))
    memory = Remembered(grid.codes.astype(np.int64), wrongs, half_life, heirs)
    order = np.argsort(grid.when, kind="stable")
    bounds = np.searchsorted(grid.when[order], np.arange(grid.years + 1))
    for year in range(grid.years):
        rows = order[bounds[year] : bounds[year + 1]]
        if len(rows):
            values = memory.to(grid.first + year)
            one, two = grid.one[rows], grid.two[rows]
            found[rows, 0], found[rows, 1] = values[one, two], values[two, one]
    return found


# Wrongs on record: land lost, wars, invasion and occupation, disputes, each with a stated weight.


WEIGHTS = {
    "land": 2.0,
    "land_dependency": 0.5,
    "land_without_a_fight": 0.5,
    "war": 0.5,
    "war_begun_by_the_other": 0.5,
    "war_lost": 0.5,
    "war_deaths": 0.5,
    "war_in_own_region": 0.25,
    "occupation": 1.0,
    "regime": 0.5,
    "dispute_begun_by_the_other": 0.1,
    "force": 0.1,
    "deaths": 0.3,
}
"""How much each wrong weighs, fixed beforehand; see docs/grievance.md."""

OCCUPATION, FORCE, WAR, REGIME = 14, 4, 5, 3
"""Codes of the lists of disputes: action and levels of hostility, and the wish to change a regime."""
GML = Coverage(("dispute_dyad_years:gml",))
"""The list of Gibler, Miller and Little; the Correlates of War list goes on longer."""
SIZES = {"area": (100, 4), "population": (1000, 4)}
"""How large land is: square kilometres and people from which it counts, and how many times ten times as much is the most."""
UNKNOWN_SIZE = 0.5
RETURNED = 25
"""Land that goes back within so many years to the state that lost it is returned, not lost; no more goes back than it had lost."""
AGREED = (
    (365, 2, 1867), (390, 2, 1917), (70, 2, 1853), (230, 2, 1819), (380, 220, 1878), (230, 255, 1899), (200, 255, 1890), (200, 350, 1864), (365, 710, 1905), (365, 740, 1875),
)  # fmt: skip
"""Changes (loser, gainer, year) by sale, gift or exchange, or that end an occupation: Alaska, the Virgin Islands, the Gadsden purchase, Florida, St Barthelemy, the Carolines, Heligoland, the Ionian islands; Manchuria; Sakhalin for the Kuriles."""
DEADLY, FATAL = 6, 6
"""Deaths of a war that weigh most, as a power of ten; the highest level of deaths of a dispute."""
REGIONS = (
    (200, "Americas"),
    (400, "Europe"),
    (630, "Africa"),
    (700, "Middle East"),
    (900, "Asia"),
    (1000, "Oceania"),
)
"""Codes below which states lie in a region, as the list of wars names regions."""


def _wrongs(frame: pl.DataFrame, one: str, two: str, year: str, weight: pl.Expr) -> Wrongs:
    chosen = frame.select(
        pl.col(one).cast(pl.Int64).alias("one"),
        pl.col(two).cast(pl.Int64).alias("two"),
        pl.col(year).cast(pl.Int64).alias("year"),
        weight.cast(pl.Float64).alias("weight"),
    )
    rows = chosen.filter(pl.col("weight") > 0).drop_nulls().sort("year", "one", "two", "weight")
    return Wrongs(*(rows[name].to_numpy() for name in ("one", "two", "year", "weight")))


def _given(condition: pl.Expr, name: str) -> pl.Expr:
    """Return the weight where a condition holds, and nothing where it does not or is unknown."""
    return condition.fill_null(False).cast(float) * WEIGHTS[name]


def land(source: Source) -> Wrongs:
    """Return land lost to others: by size, more where it was homeland and where it was fought over or taken.

    Size is the larger of two: the area on a scale from 0 to 1 at a million square kilometres, and the population on one from 0
    to 1 at ten million, both by logarithm (:data:`SIZES`); a half where neither is known. Land that joined another by union or left is not lost, nor is
    what was sold, given or exchanged (:data:`AGREED`), or went back within 25 years to the state that had lost it.
    """
    weight = WEIGHTS["land"] * _size() * _homeland() * _fought()
    return _wrongs(_lost(source), "loser", "gainer", "year", weight)


def homeland(source: Source) -> Wrongs:
    """Return the part of land lost that was homeland, fought over or taken: what fades slowest."""
    taken = _lost(source).filter(pl.col("lost_homeland") & _taken())
    return _wrongs(taken, "loser", "gainer", "year", WEIGHTS["land"] * _size())


def _size() -> pl.Expr:
    scaled = ((1 + pl.col(name) / least).log10() / decades for name, (least, decades) in SIZES.items())
    return pl.max_horizontal(*scaled).fill_null(UNKNOWN_SIZE).clip(0, 1)


def _homeland() -> pl.Expr:
    return pl.when(pl.col("lost_homeland")).then(1.0).otherwise(WEIGHTS["land_dependency"])


def _taken() -> pl.Expr:
    return (pl.col("conflict") | pl.col("procedure").is_in(["conquest", "annexation"])).fill_null(False)


def _fought() -> pl.Expr:
    return pl.when(_taken()).then(1.0).otherwise(WEIGHTS["land_without_a_fight"])


@once
def _lost(source: Source) -> pl.DataFrame:
    """Return the changes by which land was lost against the will of the loser, or at least not sold or returned."""
    rows = source.listed("territorial_changes").filter(
        ~pl.col("procedure").fill_null("").is_in(["unification", "secession"])
    )
    agreed = pl.DataFrame(
        AGREED, schema={name: rows.schema[name] for name in ("loser", "gainer", "year")}, orient="row"
    )
    rows = rows.join(agreed, on=["loser", "gainer", "year"], how="anti").with_row_index("row")
    before = rows.filter(_taken()).select(loser="gainer", gainer="loser", before="year", had="area")
    gap = pl.col("year") - pl.col("before")
    back = rows.join(before, on=["loser", "gainer"]).filter(gap.is_between(0, RETURNED))
    larger = (pl.col("area") > pl.col("had").sum().over("row")) & pl.col("had").is_not_null().all().over(
        "row"
    )
    returned = back.filter(~larger.fill_null(False))
    return rows.join(returned.select("row").unique(), on="row", how="anti").drop("row")


def wars(source: Source) -> Wrongs:
    """Return wars fought against others: their beginning in its year, how they ended and what they cost when they had ended."""
    listed = source.listed("wars").select(
        "warnum", "ccode1", "ccode2", "year", "end", "initiator2", "outcome1", "deaths1"
    )
    keys = ["warnum", "ccode1", "ccode2"]
    pairs = (
        listed.group_by(keys)
        .agg(
            pl.col("year").min(),
            pl.col("end").max(),
            pl.col("initiator2").any(),
            pl.col("deaths1").max(),
            (pl.col("outcome1") == "lost").any().alias("lost"),
        )
        .join(_regions(source), left_on=["warnum", "ccode1"], right_on=["warnum", "ccode"], how="left")
    )
    begun = pl.lit(WEIGHTS["war"]) + _given(pl.col("initiator2"), "war_begun_by_the_other")
    deaths = ((1 + pl.col("deaths1")).log10() / DEADLY).clip(0, 1).fill_null(0) * WEIGHTS["war_deaths"]
    ended = deaths + _given(pl.col("lost"), "war_lost") + _given(pl.col("home"), "war_in_own_region")
    both = [
        _wrongs(pairs, "ccode1", "ccode2", "year", begun),
        _wrongs(pairs, "ccode1", "ccode2", "end", ended),
    ]
    later = _later_wars(source)
    return joined([*both, _wrongs(later, "ccode", "ccode_other", "year", _begun_later())])


def _begun_later() -> pl.Expr:
    return pl.lit(WEIGHTS["war"]) + _given(pl.col("initiator_other"), "war_begun_by_the_other")


def _later_wars(source: Source) -> pl.DataFrame:
    """Return pairs on opposite sides of wars since 2008, from the year in which both fought."""
    states = source.listed("war_participants").filter(pl.col("source") == "wars_by_hand")
    pairs = states.join(states, on="warnum", suffix="_other").filter(
        pl.col("side") != pl.col("side_other"),
        (pl.col("end").is_null() | (pl.col("end") >= pl.col("start_other"))),
        (pl.col("end_other").is_null() | (pl.col("end_other") >= pl.col("start"))),
    )
    return pairs.with_columns(pl.max_horizontal("start", "start_other").dt.year().alias("year"))


def _regions(source: Source) -> pl.DataFrame:
    """Return whether a participant's war was fought in its own region of the world, among others."""
    region = pl.lit("")
    for below, name in reversed(REGIONS):
        region = pl.when(pl.col("ccode") < below).then(pl.lit(name)).otherwise(region)
    home = pl.col("where_fought").str.contains(region, literal=True)
    return source.listed("war_participants").group_by("warnum", "ccode").agg(home.any().alias("home"))


@once
def dispute_pairs(source: Source) -> pl.DataFrame:
    """Return disputes by directed pair: first year, last year, and what was done in them.

    Gibler, Miller and Little as far as their list goes; those of the Correlates of War list that began later.
    """
    until = GML.whole(source)[1]
    gml = (pl.col("list") == "gml") & (pl.col("year") <= until)
    frame = source.listed("dispute_years").filter(gml | (pl.col("list") == "cow"))
    regime = (pl.col("revtype12") == REGIME) | (pl.col("revtype22") == REGIME)
    pairs = frame.group_by("list", "dispnum", "ccode1", "ccode2").agg(
        pl.col("year").min().alias("first"),
        pl.col("year").max().alias("seen"),
        pl.col("end").max().alias("last"),
        (pl.col("sidea2") & pl.col("orig2")).any().alias("begun"),
        pl.col("fatality1").max(),
        pl.col("hiact2").max(),
        pl.max_horizontal("hostlev1", "hostlev2").max().alias("hostlev"),
        pl.col("hostlev2").max(),
        (pl.col("hiact2") == OCCUPATION).any().alias("occupation"),
        regime.any().alias("regime"),
    )
    return pairs.filter((pl.col("list") == "gml") | (pl.col("first") > until))


def dispute_years(source: Source) -> pl.DataFrame:
    """Return the years of those disputes by directed pair; a dispute may pause for a year."""
    until = GML.whole(source)[1]
    begun = pl.col("year").min().over("list", "dispnum", "ccode1", "ccode2")
    gml = (pl.col("list") == "gml") & (pl.col("year") <= until)
    later = (pl.col("list") == "cow") & (begun > until)
    return source.listed("dispute_years").filter(gml | later).select("ccode1", "ccode2", "year")


def disputes(source: Source) -> Wrongs:
    """Return disputes that the other began, in their first year; force used and lives taken short of war, in their last."""
    pairs = dispute_pairs(source)
    short = pl.col("hostlev") < WAR
    force = _given(short & (pl.col("hostlev2") >= FORCE), "force")
    deaths = pl.when(short).then(pl.col("fatality1")).fill_null(0) / FATAL * WEIGHTS["deaths"]
    begun = _wrongs(pairs, "ccode1", "ccode2", "first", _given(pl.col("begun"), "dispute_begun_by_the_other"))
    return joined([begun, _wrongs(pairs, "ccode1", "ccode2", "last", force + deaths)])


def invasions(source: Source) -> Wrongs:
    """Return disputes in which the other's gravest act was to occupy territory, or in which it used force to change the regime."""
    pairs = dispute_pairs(source)
    occupied = _given(pl.col("occupation"), "occupation")
    regime = _given(pl.col("regime") & (pl.col("hostlev2") >= FORCE), "regime")
    return _wrongs(pairs, "ccode1", "ccode2", "last", occupied + regime)


def provinces(source: Source) -> Wrongs:
    """Return land lost but for homeland that was fought over or taken (:func:`homeland`)."""
    rows = _lost(source).filter(~(pl.col("lost_homeland") & _taken()).fill_null(False))
    return _wrongs(rows, "loser", "gainer", "year", WEIGHTS["land"] * _size() * _homeland() * _fought())


PARTS = {"land": land, "war": wars, "invasion": invasions, "disputes": disputes}


@once
def all_wrongs(source: Source) -> Wrongs:
    """Return all wrongs on record, read once a source."""
    return joined([part(source) for part in PARTS.values()])
