"""Coded: readers of lists that know only yes: what they hold happened, what they do not hold says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.relation.items import NEWS
from westphalia.measures.relation.rows import Found, Rows, of_frame, spells
from westphalia.record.schema import LAST_YEAR
from westphalia.record.spells import PAIR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

MOST = 2.0
"""Acts of a year count as no more than so many."""
KINDS = ("state_trade", "state_arms", "state_military", "state_financial", "state_travel", "state_other")
BROAD = 3
"""Sanctions of so many kinds at once are broad."""
CLIENT = 15
"""Years after a government was set up by another state, or its troops left, in which ties of the two say nothing."""
STRUCK = 2.0
"""An invasion or a crisis with violence counts as so many events."""
VIOLENT = 2
"""Code of minor clashes, and more, in a crisis."""
FRIENDLY = (
    "treaty",
    "agreement",
    "visit",
    "cooperation",
    "aid",
    "relief",
    "delivery",
    "exercise",
    "recognition",
)
GIVEN = ("relief", "aid", "delivery")
HOSTILE = (
    "attack", "threat", "breach", "intervention", "sanction", "incident", "broken promise", "war", "occupation",
)  # fmt: skip
AGAINST = (
    "broken", "ambassador_recalled", "diplomats_expelled", "ambassador_expelled", "downgraded", "border_closed",
)  # fmt: skip
MENDED = ("restored", "border_opened")


def only_yes(hit: Rows, trust: float = 1.0) -> Found:
    """Return an indicator seen only where it was; what happened twice in a year counts twice, up to a limit."""
    rows, times = np.unique(hit[hit >= 0], return_counts=True)
    weight = trust * np.minimum(times, MOST)
    return rows.astype(np.int32), np.ones(len(rows), np.float32), weight.astype(np.float32)


def standing(hit: Rows, trust: float = 1.0) -> Found:
    """Return an indicator seen only where it stood, once a year."""
    return only_yes(np.unique(hit), trust)


def _last(world: World) -> int:
    return world.last_known or LAST_YEAR


def rupture(world: World, grid: Grid) -> Found:
    """Read whether relations were broken, or one refused to recognise the other."""
    return standing(of_frame(grid, spells(world.listed("breaks"), "first", "last", _last(world))))


def expulsion(world: World, grid: Grid) -> Found:
    """Read whether a mission was expelled, called home or made smaller, or a border shut."""
    steps = world.listed("diplomatic_steps").filter(pl.col("kind").is_in(AGAINST))
    shut = pl.when(pl.col("kind") == "border_closed").then("last").otherwise("first")
    return standing(of_frame(grid, spells(steps.with_columns(last=shut), "first", "last", _last(world))))


def crisis(world: World, grid: Grid) -> Found:
    """Read whether there was an international crisis between them; one in which there was violence, by whomever, counts more."""
    held = world.listed("crises_between").drop("violence")
    violent = world.listed("crises").filter(pl.col("violence") >= VIOLENT)
    rows, value, trust = standing(_crises(world, grid, held))
    worse = np.isin(rows, _crises(world, grid, held.join(violent, on="crisis", how="semi")))
    return rows, value, np.where(worse, STRUCK, trust).astype(np.float32)


def violent_crises(world: World, grid: Grid) -> Rows:
    """Return rows of international crises with violence between the two."""
    held = world.listed("crises_between").filter(pl.col("violence") >= VIOLENT)
    rows = _crises(world, grid, held)
    return rows[rows >= 0]


def _crises(world: World, grid: Grid, held: pl.DataFrame) -> Rows:
    ended = held.with_columns(pl.col("end").fill_null(pl.col("start")))
    return of_frame(grid, spells(ended, "start", "end", _last(world)))


def _sanctions(world: World, grid: Grid, kept: pl.Expr) -> Found:
    held = world.listed("sanctions_by_route").filter(pl.col("state_cases") > 0, kept)
    return standing(of_frame(grid, held, ("sender", "target")))


def embargo(world: World, grid: Grid) -> Found:
    """Read whether one had a full embargo on the other."""
    return _sanctions(world, grid, pl.col("embargo"))


def broad_sanction(world: World, grid: Grid) -> Found:
    """Read whether one had sanctions of at least three kinds on the other as a state, of its own or through the European Union."""
    return _sanctions(world, grid, pl.sum_horizontal(pl.col(k) > 0 for k in KINDS) >= BROAD)


def _held(world: World, *kinds: str) -> pl.DataFrame:
    """Return years of land held or governments set up by another; the year in which troops left does not count."""
    held = world.listed("land_held").filter(pl.col("kind").is_in(kinds))
    end = pl.max_horizontal("first", pl.col("last") - 1)
    return spells(held.with_columns(last=end), "first", "last", _last(world))


def occupation(world: World, grid: Grid) -> Found:
    """Read whether one held land of the other by force."""
    return standing(of_frame(grid, _held(world, "occupied")))


def invasion(world: World, grid: Grid) -> Found:
    """Read whether one invaded the other or set up its government by force in the year."""
    return standing(of_frame(grid, world.listed("land_held").with_columns(year="first")), STRUCK)


def client(world: World, grid: Grid) -> Found:
    """Read whether one had set up the other's government, or held the whole of its land, within `CLIENT` years."""
    ruled = (pl.col("kind") == "installed") | pl.col("whole").fill_null(False)
    held = (
        world.listed("land_held")
        .filter(ruled)
        .with_columns(
            first=pl.col("first") + 1,
            last=pl.max_horizontal("first", pl.col("last").clip(None, 3000) - 1) + CLIENT,
        )
    )
    return standing(of_frame(grid, spells(held, "first", "last", _last(world))))


def _deeds(world: World, grid: Grid, kept: pl.Expr) -> Rows:
    return of_frame(grid, world.listed("deeds").filter(kept))


def quarrel(world: World, grid: Grid) -> Found:
    """Read acts of one against the other in the record of events."""
    upon = (pl.col("part") != "party") & (pl.col("part2") != "party")
    return only_yes(_deeds(world, grid, pl.col("kind").is_in(HOSTILE) & upon))


def friendly_act(world: World, grid: Grid) -> Found:
    """Read treaties, agreements, visits and help between them in the record of events, and relations restored."""
    both = (pl.col("part2") == "party") | pl.col("kind").is_in(GIVEN)
    deeds, again = np.unique(_deeds(world, grid, pl.col("kind").is_in(FRIENDLY) & both)), mended(world, grid)
    rows, value, trust = only_yes(np.concatenate([deeds, again]))
    return rows, value, np.where(np.isin(rows, again), NEWS, trust).astype(np.float32)


def mended(world: World, grid: Grid) -> Rows:
    """Return rows in which relations were restored, recognition given, a border opened or a rivalry ended."""
    steps = world.listed("diplomatic_steps").filter(pl.col("kind").is_in(MENDED)).select(*PAIR, year="first")
    turns = world.listed("rivalry_turns").filter(kind="ended").select(*PAIR, year="first")
    over = world.listed("breaks").filter(pl.col("last") <= _last(world))
    given = over.select(*PAIR, year="last")
    rows = np.unique(np.concatenate([of_frame(grid, held) for held in (steps, turns, given)]))
    return rows[rows >= 0]


def leaders(world: World, grid: Grid) -> Found:
    """Read whether heads of state or government visited or met."""
    held = world.listed("visits_between")
    return standing(of_frame(grid, held.filter(pl.sum_horizontal("visits", "meetings") > 0)))


def mission(world: World, grid: Grid) -> Found:
    """Read whether each had a mission at the other, in years in which missions were counted."""
    sent = world.listed("missions")
    back = sent.select(sender="host", host="sender", year="year")
    both = sent.join(back, on=["sender", "host", "year"])
    return standing(of_frame(grid, both.filter(pl.col("sender") < pl.col("host")), ("sender", "host")))


def onsets(found: Found, grid: Grid) -> NDArray[np.bool_]:
    """Return rows in which something began that did not stand the year before."""
    on = np.zeros(len(grid.cells) + 1, dtype=np.bool_)
    on[found[0]] = found[1] > 0
    here = on[:-1]
    before = np.arange(len(here)) - 1
    same = np.r_[False, grid.cells[1:] == grid.cells[:-1] + 1] & (grid.when > 0)
    return np.asarray(here & ~(same & on[before]))


def ends(found: Found, grid: Grid) -> NDArray[np.bool_]:
    """Return rows of the first year in which something no longer stood and that is known."""
    off = np.zeros(len(grid.cells), dtype=np.bool_)
    off[found[0]] = found[1] == 0
    on = np.zeros(len(grid.cells), dtype=np.bool_)
    on[found[0]] = found[1] > 0
    same = np.r_[False, grid.cells[1:] == grid.cells[:-1] + 1] & (grid.when > 0)
    return np.asarray(off & same & np.r_[False, on[:-1]])
