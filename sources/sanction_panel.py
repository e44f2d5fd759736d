"""Trade by pair and the sanctions over it: the rows from which their effects are estimated, and placebo targets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from westphalia.effects.trade.estimates import (
    EVERY,
    FLOWS,
    KINDS,
    LATEST,
    LEAST_PAIR,
    LEAST_ROWS,
    LEAST_TRADE,
    PANEL,
    RISE,
)
from westphalia.record.quantities.sanctions import on_states
from westphalia.record.world import World

PAIR = ("importer", "exporter")
GRAVEST = dict(zip(("finance", "trade", "embargo"), (1, 2, 3), strict=True))
NEAR = 10
"""A placebo target is one of so many states of the size nearest to the target's."""
SIDES = {"sold": ("importer", "exporter"), "bought": ("exporter", "importer")}
"""By flow: which side of trade the sender is, and which the target."""


@dataclass(frozen=True, eq=False)
class Panel:
    """Rows of trade, and the case that each falls under.

    Parameters
    ----------
    rows : polars.DataFrame
        ``importer``, ``exporter``, ``year``, ``value`` in million dollars; by flow ``kind_<flow>`` and ``from_<flow>``: the kind and first year of the case over it.
    phases : polars.DataFrame
        ``sender``, ``target``, ``year``, ``kind``, ``from``.
    dropped : dict
        Rows left out by reason.
    """

    rows: pl.DataFrame
    phases: pl.DataFrame
    dropped: dict[str, int]


def phases(world: World) -> pl.DataFrame:
    """Return who sanctioned whom, of its own or as a member of the Union, how gravely, and since which (even) year."""
    gravest = (
        pl.when("embargo")
        .then(3)
        .when(pl.col("trade") > 0)
        .then(2)
        .when(pl.col("financial") > 0)
        .then(1)
        .otherwise(0)
    )
    own = on_states(world).filter(pl.col("route") != "un", pl.col("year") <= PANEL.whole(world)[1])
    own = own.with_columns(kind=gravest, n=pl.max_horizontal("trade", "financial")).filter(pl.col("kind") > 0)
    found, before = [], None
    for sender, target, year, kind, n in (
        own.sort("sender", "target", "year").select("sender", "target", "year", "kind", "n").iter_rows()
    ):
        goes_on = (
            before is not None
            and before[:3] == (sender, target, kind)
            and year == before[3] + 1
            and n < RISE * before[4]
        )
        since = before[5] if goes_on and before else year
        before = (sender, target, kind, year, before[4] if goes_on and before else n, since)
        found.append((sender, target, year, kind, since + since % EVERY))
    names = ("sender", "target", "year", "kind", "from")
    return pl.DataFrame(found, schema=dict.fromkeys(names, pl.Int16), orient="row")


def panel(world: World) -> Panel:
    """Return the rows of the estimation."""
    listed = world.scan("trade").filter(
        pl.col("source") == "cow_trade_4",
        pl.col("year").is_between(*PANEL.whole(world)),
        pl.col("year") % EVERY == 0,
    )
    trade = listed.select(*PAIR, "year", pl.col("value").cast(pl.Float64)).collect()
    ever = trade.filter(pl.col("value").mean().over(PAIR) >= LEAST_PAIR)
    some = ever.filter(*(pl.col("value").sum().over(side, "year") > 0 for side in PAIR))
    held = phases(world)
    bound = on_states(world).filter("embargo", route="un").select("target", "year").unique()
    free = some
    for _, target in SIDES.values():
        free = free.join(bound.rename({"target": target}), on=[target, "year"], how="anti")
    rows = free
    for flow, (sender, target) in SIDES.items():
        named = {"sender": sender, "target": target, "kind": f"kind_{flow}", "from": f"from_{flow}"}
        rows = rows.join(held.rename(named), on=[*PAIR, "year"], how="left")
    dropped = {
        "pairs that trade less than a million dollars a year": trade.height - ever.height,
        "a state that buys or sells nothing that year": ever.height - some.height,
        "an embargo of the Security Council binds everybody, so that nobody is left to compare with": some.height
        - free.height,
    }
    return Panel(rows.sort(*PAIR, "year"), held, dropped)


def before(of: Panel, flow: str) -> pl.DataFrame:
    """Return the rows with which each case is compared: of each of its pairs the latest years free of sanctions before it began.

    Returns
    -------
    polars.DataFrame
        ``at``, the place of a row, its ``value``, and ``sender``, ``target``, ``kind``, ``from`` of the case.
    """
    sender, target = SIDES[flow]
    named = {sender: "sender", target: "target"}
    keys = ("sender", "target", "kind", "from")
    under = of.rows.rename({**named, f"kind_{flow}": "kind", f"from_{flow}": "from"}).filter(
        pl.col("kind").is_not_null()
    )
    free = of.rows.with_row_index("at").rename(named).filter(pl.col(f"kind_{flow}").is_null())
    joined = (
        under.unique(keys)
        .select(keys)
        .join(free.select("at", "sender", "target", "year", "value"), on=["sender", "target"])
    )
    earlier = joined.filter(pl.col("year") < pl.col("from"))
    return earlier.filter(pl.col("year").rank("ordinal", descending=True).over(keys) <= LATEST).sort("at")


def cases(of: Panel) -> pl.DataFrame:
    """Return the cases that can stand apart: ``target``, ``kind``, ``from``, with pairs, rows and usual trade (of the years before) of either flow."""
    found = None
    for flow, (sender, target) in SIDES.items():
        keys = ("sender", "target", "kind", "from")
        usual = before(of, flow).group_by(keys).agg(pl.col("value").mean().alias("usual"))
        named = {sender: "sender", target: "target", f"kind_{flow}": "kind", f"from_{flow}": "from"}
        held = of.rows.rename(named).select(keys).join(usual, on=keys)
        case = ("target", "kind", "from")
        each = held.group_by(case).agg(
            pl.len().alias(f"rows_{flow}"), pl.col("sender").n_unique().alias(f"pairs_{flow}")
        )
        total = held.unique(keys).group_by(case).agg(pl.col("usual").sum().alias(f"usual_{flow}"))
        one = each.join(total, on=case)
        found = one if found is None else found.join(one, on=case)
    assert found is not None
    least = pl.col("kind").replace_strict({code: LEAST_TRADE[kind] for kind, code in GRAVEST.items()})
    enough = (
        *(pl.col(f"usual_{flow}") >= least for flow in FLOWS),
        *(pl.col(f"rows_{flow}") >= LEAST_ROWS for flow in FLOWS),
    )
    return found.filter(*enough).sort("kind", "from", "target")


@dataclass(frozen=True, eq=False)
class Columns:
    """Columns of ones and zeros by name; those whose name begins with ``_`` only hold something equal."""

    values: list[np.ndarray]
    names: list[str]

    def add(self, name: str, column: np.ndarray) -> None:
        """Add a column that says something of any row."""
        if column.any():
            self.values.append(column)
            self.names.append(name)

    def whole(self) -> tuple[np.ndarray, list[str]]:
        """Return all as a matrix, and the names."""
        return np.column_stack(self.values).astype(np.float64), self.names


def apart(of: Panel, flow: str, who: np.ndarray, senders: list[int], compared: np.ndarray) -> np.ndarray:
    """Return the rows of the pairs of a case, free of sanctions, that are not those it is compared with."""
    own = who & np.isin(of.rows[SIDES[flow][0]].to_numpy(), senders)
    free: np.ndarray = of.rows[f"kind_{flow}"].is_null().to_numpy()
    return own & free & ~compared


def design(of: Panel, listed: pl.DataFrame, kind: str) -> tuple[np.ndarray, list[str]]:
    """Return a column for each case of a kind and flow, one for what its pairs traded at other times, then of all others of the kind and of the other kinds together.

    Parameters
    ----------
    of : Panel
        The rows.
    listed : polars.DataFrame
        Cases that stand apart.
    kind : str
        The kind.
    """
    found, code = Columns([], []), GRAVEST[kind]
    by_case = of.phases.filter(kind=code).partition_by("target", "from", as_dict=True)
    for flow, (_, target) in SIDES.items():
        kinds, since, who = (
            of.rows[name].fill_null(0).to_numpy() for name in (f"kind_{flow}", f"from_{flow}", target)
        )
        rest = kinds == code
        years = before(of, flow).filter(kind=code).partition_by("target", "from", as_dict=True)
        for each, begun in listed.filter(kind=code).select("target", "from").iter_rows():
            mine = (kinds == code) & (since == begun) & (who == each)
            rest = rest & ~mine
            found.add(f"{flow}_{each}_{begun}", mine)
            senders = by_case[each, begun]["sender"].unique().to_list()
            compared = np.zeros(of.rows.height, dtype=bool)
            compared[years[each, begun]["at"].to_numpy()] = True
            found.add(f"_{flow}_{each}_{begun}", apart(of, flow, who == each, senders, compared))
        found.add(f"{flow}_rest", rest)
        for other, number in GRAVEST.items():
            if other != kind:
                found.add(f"{flow}_{other}", kinds == number)
    return found.whole()


def windows(of: Panel) -> tuple[np.ndarray, list[str]]:
    """Return columns by kind and flow for the four years before, the years in force, and one to four and five to eight years after."""
    spells = of.phases.group_by("sender", "target", "kind", "from").agg(end=pl.col("year").max())
    columns, names = [], []
    for flow, (sender, target) in SIDES.items():
        rows = of.rows.with_row_index("at").select("at", sender, target, "year")
        joined = rows.join(
            spells.rename({"sender": sender, "target": target}), on=[sender, target], how="inner"
        )
        year, begun, end = pl.col("year"), pl.col("from"), pl.col("end")
        free = of.rows[f"kind_{flow}"].is_null().to_numpy()
        for kind, code in GRAVEST.items():
            mine = joined.filter(kind=code)
            spans = {
                "before": year.is_between(begun - 4, begun - 1),
                "after_1_4": year.is_between(end + 1, end + 4),
                "after_5_8": year.is_between(end + 5, end + 8),
            }
            columns.append(of.rows[f"kind_{flow}"].fill_null(0).to_numpy() == code)
            names.append(f"{flow}_{kind}_during")
            for name, when in spans.items():
                column = np.zeros(of.rows.height, dtype=bool)
                column[mine.filter(when)["at"].to_numpy()] = True
                columns.append(column & free)
                names.append(f"{flow}_{kind}_{name}")
    return np.column_stack(columns).astype(np.float64), names


def placebo(of: Panel, listed: pl.DataFrame, seed: int) -> Panel:
    """Return the panel with every case that stands apart laid on another target of like size, one that its senders do not sanction in those years.

    Parameters
    ----------
    of : Panel
        The true panel.
    listed : polars.DataFrame
        Its cases.
    seed : int
        Another seed draws other targets.
    """
    rng = np.random.default_rng(seed)
    size = (
        of.rows.group_by("exporter")
        .agg(size=pl.col("value").sum().log1p())
        .sort("size")
        .rename({"exporter": "state"})
    )
    states = size["state"].to_list()
    place = {state: at for at, state in enumerate(states)}
    truly = set(of.phases.select("sender", "target", "year").iter_rows())
    by_case = of.phases.partition_by("target", "kind", "from", as_dict=True)
    moved = []
    for target, kind, begun in listed.select("target", "kind", "from").iter_rows():
        own = by_case[target, kind, begun]
        near = sorted(states, key=lambda state: abs(place[state] - place[target]))[1 : NEAR + 1]
        for other in rng.permutation(near).tolist():
            cells = [
                (sender, other, year)
                for sender, year in own.select("sender", "year").iter_rows()
                if sender != other
            ]
            clean = [cell for cell in cells if cell not in truly]
            if len(clean) >= len(own) * 0.8:
                moved.append(
                    own.with_columns(was=pl.col("target"), target=pl.lit(other, dtype=pl.Int16)).filter(
                        pl.col("sender") != other
                    )
                )
                break
    false = pl.concat(moved).join(
        of.phases.select("sender", "target", "year"), on=["sender", "target", "year"], how="anti"
    )
    false = false.unique(["sender", "target", "year"], keep="first", maintain_order=True)
    return Panel(of.rows, false, {})


def placebo_design(of: Panel, false: Panel, kind: str) -> tuple[np.ndarray, list[str]]:
    """Return the same columns for each placebo case of a kind and flow, then one for each kind and flow of what is truly in force."""
    code, found = GRAVEST[kind], Columns([], [])
    there = false.phases.filter(kind=code)
    for flow, (sender, target) in SIDES.items():
        rows = of.rows.with_row_index("at").select("at", sender, target, "year")
        free = of.rows[f"kind_{flow}"].is_null().to_numpy()
        who = of.rows[target].to_numpy()
        mine = rows.join(there.rename({"sender": sender, "target": target}), on=[sender, target, "year"])
        for (was, begun), own in mine.partition_by("was", "from", as_dict=True, maintain_order=True).items():
            column = np.zeros(of.rows.height, dtype=bool)
            column[own["at"].to_numpy()] = True
            column &= free
            if column.sum() >= LEAST_ROWS:
                outside = apart(
                    of, flow, who == own[target][0], own[sender].unique().to_list(), _latest(of, begun)
                )
                found.add(f"{flow}_{was}_{begun}", column)
                found.add(f"_{flow}_{was}_{begun}", outside & ~column)
        kinds = of.rows[f"kind_{flow}"].fill_null(0).to_numpy()
        for each, number in GRAVEST.items():
            found.add(f"{flow}_{each}", kinds == number)
    return found.whole()


def _latest(of: Panel, begun: int) -> np.ndarray:
    """Return the latest years before a placebo case, of any pair: it has no sanctions to leave out."""
    year = of.rows["year"].to_numpy()
    return np.asarray((year < begun) & (year >= begun - LATEST * EVERY))


assert set(GRAVEST) == set(KINDS)
