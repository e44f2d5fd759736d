"""The world's trade in one year as a square, home sales included: what sanctions in general equilibrium begin from.

What a state sells at home is in no source for all states. It is reckoned by one rule: gross output, a ratio times product, less exports; where that leaves less than
a floor, the floor. A loss is inversely proportional to it, so that both are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from westphalia.effects.distribution import normals
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np, pl
from westphalia.record.coverage import Coverage, since
from westphalia.record.quantities.sanctions import on_states

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
Bools: TypeAlias = "NDArray[np.bool_]"
Matrix = Literal["world", "square"]
LISTED = since(1990, "trade:cow_trade_4")
"""The long series, from the first year of which most states have a figure for their product."""
LATE = Coverage(("trade:baci_2023",))
"""The one year of the reconciled reports."""
STANDS = 4
"""Years after its last that the long series stands for; then that of the reconciled reports does."""
REST = "ROW"
IRAN, RUSSIA = 630, 365


@dataclass(frozen=True, eq=False)
class TradeBase:
    """Trade before the change.

    Parameters
    ----------
    matrix : str
        ``trade`` or ``trade_square``.
    source : str
        Identifier of the source.
    year, observed : int
        The year asked for and that of the trade.
    codes : ndarray (n,)
        Codes of the states; 0 is the rest of the world.
    names : tuple of str
        Names valid in the year of the trade.
    flows : ndarray (n, n)
        What column j buys from row i, million dollars; the diagonal is 0 where home sales are reckoned.
    product : ndarray (n,)
        Gross domestic product, million dollars; NaN where home sales are in the source.
    known : ndarray (n, n)
        Whether the source has a figure for the pair.
    dropped : mapping
        What was left out, by reason.
    """

    matrix: str
    source: str
    year: int
    observed: int
    codes: Ints
    names: tuple[str, ...]
    flows: Floats
    product: Floats
    known: Bools
    dropped: Mapping[str, int]

    @property
    def reckoned(self) -> bool:
        """Whether home sales follow from the rule, not from the source."""
        return self.matrix == "trade"

    def floor(self, held: ParameterSet) -> Ints:
        """Return the places of states on the floor at the reference values."""
        if not self.reckoned:
            return np.zeros(0, dtype=np.int64)
        rest = held.value("trade.output_ratio") * self.product - self.flows.sum(axis=1)
        return np.flatnonzero(rest < held.value("trade.home_floor") * self.product)

    def whole(self, held: ParameterSet, runs: int, seed: int) -> Floats:
        """Return home sales of each run (runs, n), million dollars, by the rule; those of the source where it has them.

        Parameters
        ----------
        held : ParameterSet
            The ratio of output to product and the floor.
        runs, seed : int
            How many runs, and which.
        """
        if not self.reckoned:
            return np.tile(np.diag(self.flows), (runs, 1))
        common = held.draw("trade.output_ratio", runs, seed)
        floor = held.draw("trade.home_floor", runs, seed)
        spread = held.value("trade.output_ratio.deviation")
        own = np.exp(spread * self._own(runs, seed))
        rest = common[:, None] * own * self.product - self.flows.sum(axis=1)
        found: Floats = np.maximum(rest, floor[:, None] * self.product)
        return found

    def _own(self, runs: int, seed: int) -> Floats:
        """Return a standard normal number for each state and run: a state's are the same whoever else is there."""
        every = normals("trade output ratio of states", runs, 1000, seed)
        return every[:, self.codes]


def base(world: World, year: int, matrix: Matrix = "world") -> TradeBase:
    """Return the trade that holds for a year: of the latest year at or before it; where that is more than four years old, that of 2023.

    Parameters
    ----------
    world : World
        The record; as of a year before 2023 it holds no trade of 2023, and that of 2014 stands.
    year : int
        Of the question.
    matrix : {"world", "square"}
        Trade in goods of some 190 states with home sales by the rule, or the square of 43 countries and the rest of the world as published.

    Raises
    ------
    NoAnswer
        For a year before the first.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = base(wp.load(), 2016)
    >>> found.observed, len(found.codes)
    (2014, 185)
    """
    return _square(world, year) if matrix == "square" else _listed(world, year)


def _listed(world: World, year: int) -> TradeBase:
    first = LISTED.whole(world)[0]
    long, late = LISTED.span(world), LATE.span(world)
    if year < first or long is None:
        raise NoAnswer(
            f"There is no matrix of the world's trade for {year}.",
            f"Trade by pair with product beside it begins in {first} for most states.",
            f"Ask for a year from {first} on.",
        )
    reconciled = late is not None and year > LISTED.whole(world)[1] + STANDS
    observed = late[1] if late is not None and reconciled else min(year, long[1])
    source = "baci_2023" if reconciled else "cow_trade_4"
    rows = world.scan("trade").filter(pl.col("source") == source, pl.col("year") == observed).collect()
    product = _product(world, observed)
    there = sorted({*rows["importer"], *rows["exporter"]})
    codes = np.array([code for code in there if code in product], dtype=np.int64)
    place = np.full(1000, -1)
    place[codes] = np.arange(len(codes))
    one, two = (place[rows[side].to_numpy()] for side in ("exporter", "importer"))
    both = (one >= 0) & (two >= 0)
    flows, known = np.zeros((len(codes),) * 2), np.eye(len(codes), dtype=np.bool_)
    flows[one[both], two[both]] = rows["value"].to_numpy()[both].astype(np.float64)
    known[one[both], two[both]] = True
    lost = float(rows["value"].sum()) - float(flows.sum())
    silent = [code for code in codes if flows[place[code]].sum() == 0 and flows[:, place[code]].sum() == 0]
    dropped = {
        "states without a figure for their product": len(there) - len(codes),
        "million dollars of trade with these": round(lost),
        "pairs without a figure, taken to trade nothing": int((~known).sum()),
        "states that trade with nobody": len(silent),
    }
    names = tuple(world.state(int(code), observed).name for code in codes)
    return TradeBase(
        "trade", source, year, observed, codes, names, flows, np.array([product[int(c)] for c in codes]), known, dropped
    )  # fmt: skip


def _product(world: World, year: int) -> dict[int, float]:
    """Return gross domestic product in million dollars: the World Bank's, else the Monetary Fund's, of states with any."""
    first, second = pl.col("gdp_wdi") / 1e6, pl.col("gdp_imf") * 1e3
    rows = world.scan("macro").filter(pl.col("year") == year).select("ccode", pl.coalesce(first, second))
    return {int(code): float(value) for code, value in rows.drop_nulls().collect().iter_rows() if value > 0}


def _square(world: World, year: int) -> TradeBase:
    every = world.scan("trade_square").collect()
    years = sorted(every["year"].unique())
    observed = max((each for each in years if each <= year), default=0)
    rows = every.filter(year=observed)
    if rows.is_empty():
        raise NoAnswer(
            f"There is no square matrix of trade for {year}.",
            f"It is of {', '.join(map(str, years))}.",
            f"Ask for a year from {min(years, default=year)} on, or for the world's trade (--base world).",
        )
    labels = sorted(rows["exporter"].unique(), key=lambda label: (label == REST, label))
    place = {label: at for at, label in enumerate(labels)}
    flows = np.zeros((len(labels),) * 2)
    for seller, buyer, value in rows.select("exporter", "importer", "trade").iter_rows():
        flows[place[seller], place[buyer]] = value
    states = [None if label == REST else world.state(label, observed) for label in labels]
    names = tuple("the rest of the world" if each is None else each.name for each in states)
    codes = np.array([0 if each is None else each.ccode for each in states], dtype=np.int64)
    known = np.ones_like(flows, dtype=np.bool_)
    nothing = np.full(len(labels), np.nan)
    return TradeBase("trade_square", "wiod_2016", year, observed, codes, names, flows, nothing, known, {})


def place(of: TradeBase, code: int, name: str) -> int:
    """Return where a state stands in the base.

    Parameters
    ----------
    of : TradeBase
        The trade.
    code : int
        The state.
    name : str
        Its name, for the error.

    Raises
    ------
    NoAnswer
        Where it is no state of the base.
    """
    found = np.flatnonzero(of.codes == code)
    if not found.size:
        why = (
            "It is part of the rest of the world there."
            if of.matrix == "trade_square"
            else "Its trade or its product is not in the sources."
        )
        raise NoAnswer(
            f"{name} is not in the trade of {of.observed} by pair.", why, "Ask for another year or base."
        )
    return int(found[0])


def refuse(of: TradeBase, target: int, senders: list[int]) -> tuple[str, ...]:
    """Return what must be said of states that report no trade.

    Parameters
    ----------
    of : TradeBase
        The trade.
    target : int
        Code of the target.
    senders : list of int
        Codes of the senders.

    Raises
    ------
    NotUnderstood
        For a target among its senders.
    NoAnswer
        Where the trade between target and a sender is not known.
    """
    if target in senders:
        raise NotUnderstood(
            "The target is among its senders.", "No state sanctions itself.", "Leave it out of --by."
        )
    if of.source != "baci_2023":
        return ()
    everyone = {target, *senders}
    if {IRAN, RUSSIA} <= everyone and target in (IRAN, RUSSIA):
        raise NoAnswer(
            f"The trade of Russia and Iran with each other is not known for {of.observed}.",
            "Neither reported any that year, so nobody's report holds it.",
            "Leave one of them out, or ask for a year up to 2018.",
        )
    if IRAN in everyone:
        sold = of.flows[np.flatnonzero(of.codes == IRAN)].sum() / 1e3
        return (
            f"Iran did not report its trade of {of.observed}: its partners' reports hold {sold:.1f} billion dollars of exports, without its oil to China. "
            "Figures on Iran are far too low; a year up to 2018 rests on the trade of 2014.",
        )
    return ()


GRAVEST = ("embargo", "trade", "finance")


def in_force(world: World, of: TradeBase, target: int) -> dict[int, str]:
    """Return who has sanctions on a target in force in the year of the trade, of its own or as a member of the European Union: by code, the gravest kind.

    Parameters
    ----------
    world : World
        The record.
    of : TradeBase
        The trade; it already is what these sanctions have made it.
    target : int
        Code of the target.

    Examples
    --------
    >>> import westphalia as wp
    >>> world = wp.load()
    >>> found = in_force(world, base(world, 2014), 40)
    >>> found[2], 200 in found
    ('embargo', False)
    """
    gravest = pl.when("embargo").then(pl.lit("embargo")).when(pl.col("trade") > 0).then(pl.lit("trade"))
    kind = gravest.when(pl.col("financial") > 0).then(pl.lit("finance"))
    rows = on_states(world).filter(pl.col("route") != "un", target=target, year=of.observed)
    return dict(rows.select("sender", kind.alias("kind")).drop_nulls().iter_rows())
