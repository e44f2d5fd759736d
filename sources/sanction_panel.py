"""Trade by pair and the sanctions over it: the rows from which their effects are estimated, and placebo targets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from westphalia.effects.trade.estimates import (
    EVERY,
    FLOWS,
    KINDS,
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
    ever = trade.filter(pl.col("value").sum().over(PAIR) > 0)
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
        "pairs that never trade in these years": trade.height - ever.height,
        "a state that buys or sells nothing that year": ever.height - some.height,
        "an embargo of the Security Council binds everybody, so that nobody is left to compare with": some.height
        - free.height,
    }
    return Panel(rows.sort(*PAIR, "year"), held, dropped)


def cases(of: Panel) -> pl.DataFrame:
    """Return the cases that can stand apart: ``target``, ``kind``, ``from``, with pairs, rows and usual trade of either flow."""
    rows = of.rows
    usual = (
        rows.filter(pl.col("kind_sold").is_null(), pl.col("kind_bought").is_null())
        .group_by(PAIR)
        .agg(usual=pl.col("value").mean(), begins=pl.col("year").min())
    )
    found = None
    for flow, (sender, target) in SIDES.items():
        under = rows.filter(pl.col(f"kind_{flow}").is_not_null()).join(usual, on=PAIR)
        under = under.filter(pl.col("begins") < pl.col(f"from_{flow}"))
        keys = {"target": target, "kind": f"kind_{flow}", "from": f"from_{flow}"}
        pairs = under.unique([*PAIR, keys["kind"], keys["from"]])
        each = under.group_by(**keys).agg(
            pl.len().alias(f"rows_{flow}"), pl.col(sender).n_unique().alias(f"pairs_{flow}")
        )
        total = pairs.group_by(**keys).agg(pl.col("usual").sum().alias(f"usual_{flow}"))
        one = each.join(total, on=list(keys))
        found = one if found is None else found.join(one, on=list(keys))
    assert found is not None
    least = pl.col("kind").replace_strict({code: LEAST_TRADE[kind] for kind, code in GRAVEST.items()})
    enough = (
        *(pl.col(f"usual_{flow}") >= least for flow in FLOWS),
        *(pl.col(f"rows_{flow}") >= LEAST_ROWS for flow in FLOWS),
    )
    return found.filter(*enough).sort("kind", "from", "target")


def design(of: Panel, listed: pl.DataFrame, kind: str) -> tuple[np.ndarray, list[str]]:
    """Return a column of ones and zeros for each case of a kind and flow, then of all others of the kind and of the other kinds together.

    Parameters
    ----------
    of : Panel
        The rows.
    listed : polars.DataFrame
        Cases that stand apart.
    kind : str
        The kind.
    """
    columns, names = [], []
    code = GRAVEST[kind]
    alone = listed.filter(pl.col("kind") == code)
    for flow, (_, target) in SIDES.items():
        kinds, since, who = (
            of.rows[name].fill_null(0).to_numpy() for name in (f"kind_{flow}", f"from_{flow}", target)
        )
        rest = kinds == code
        for case_target, begun in alone.select("target", "from").iter_rows():
            mine = (kinds == code) & (since == begun) & (who == case_target)
            rest = rest & ~mine
            columns.append(mine)
            names.append(f"{flow}_{case_target}_{begun}")
        others = [(f"{flow}_rest", rest)]
        others += [(f"{flow}_{each}", kinds == number) for each, number in GRAVEST.items() if each != kind]
        for name, column in others:
            columns.append(column)
            names.append(name)
    return np.column_stack(columns).astype(np.float64), names


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
    """Return a column for each placebo case of a kind and flow, then one for each kind and flow of what is truly in force."""
    code, columns, names = GRAVEST[kind], [], []
    keys = false.phases.filter(kind=code).select("was", "from").unique(maintain_order=True)
    for flow, (sender, target) in SIDES.items():
        rows = of.rows.with_row_index("at").select("at", sender, target, "year")
        mine = rows.join(
            false.phases.filter(kind=code).rename({"sender": sender, "target": target}),
            on=[sender, target, "year"],
        )
        for was, begun in keys.iter_rows():
            column = np.zeros(of.rows.height, dtype=bool)
            column[mine.filter(pl.col("was") == was, pl.col("from") == begun)["at"].to_numpy()] = True
            if column.sum() >= LEAST_ROWS:
                columns.append(column)
                names.append(f"{flow}_{was}_{begun}")
        kinds = of.rows[f"kind_{flow}"].fill_null(0).to_numpy()
        for each, number in GRAVEST.items():
            columns.append(kinds == number)
            names.append(f"{flow}_{each}")
    return np.column_stack(columns).astype(np.float64), names


assert set(GRAVEST) == set(KINDS)
