"""What the record says of ties between states, as spells and events by year: where simulated systems start, and what processes are fitted to.

Lists that end before a year are carried: what stood in their last year still stands, but for what was coded by hand since.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.record import ties
from westphalia.record.in_force import contiguity
from westphalia.record.once import once
from westphalia.record.spells import LASTING, PAIR
from westphalia.system.variables import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
MOST = 4
"""A treaty of few has at most so many members; one that grew larger stands as its pairs."""
TERM = ties.WINDOW
"""Years after a delivery in which arms still count as supplied."""
NEAR = 3
"""Kinds of contiguity up to this one count: by land, or across at most 24 miles of water."""
UNION = 0
"""Stands for the European Union among senders of sanctions."""
FATAL = 1
"""Level of fatality from which a dispute is deadly."""
WAR = 5
"""Level of hostility of a state at war."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Ties by pair, each with the years in which it stands.

    Parameters
    ----------
    one, two : ndarray (m,)
        Codes of the states; of a directed tie the first sends.
    first, last : ndarray (m,)
        Years, both included; ``LASTING`` while it lasts.
    """

    one: Ints
    two: Ints
    first: Ints
    last: Ints

    def of(self, mask: NDArray[np.bool_]) -> Spans:
        """Return some of them."""
        return Spans(self.one[mask], self.two[mask], self.first[mask], self.last[mask])

    def in_year(self, year: int) -> Spans:
        """Return those that stand in a year."""
        return self.of((self.first <= year) & (year <= self.last))


@dataclass(frozen=True, slots=True)
class Treaties:
    """Pacts of few.

    Parameters
    ----------
    members : ndarray (m, 4)
        Codes, ascending; 0 where there are fewer than four.
    first, last : ndarray (m,)
        Years in which it stands at the end; ``LASTING`` while it lasts.
    """

    members: Ints
    first: Ints
    last: Ints

    def in_year(self, year: int) -> Treaties:
        """Return those that stand at the end of a year."""
        kept = (self.first <= year) & (year <= self.last)
        return Treaties(self.members[kept], self.first[kept], self.last[kept])


def _end(world: World, table: str) -> int:
    """Return the last year that a table covers in this world; 0 where it covers none."""
    covered = world.span(table)
    return covered[1] if covered else 0


def spans(frame: pl.DataFrame, one: str = PAIR[0], two: str = PAIR[1]) -> Spans:
    """Return the rows of a frame with two codes, ``first`` and ``last``."""
    return Spans(*(frame[name].to_numpy().astype(np.int64) for name in (one, two, "first", "last")))


def _years() -> dict[str, pl.Expr]:
    return {"first": pl.col("start").dt.year(), "last": pl.col("end").dt.year().fill_null(LASTING + 1) - 1}


@once
def _coded(world: World, table: str) -> pl.DataFrame:
    """Return what was coded by hand of pacts or defence agreements, checked against its source: kind, year, parties, members."""
    states = world.scan("coded_pact_states").filter(pl.col("pact") == (table == "coded_pacts"))
    parts = [
        pl.col("ccode").filter(pl.col("part") == part).cast(pl.Int64).sort().alias(part)
        for part in ("party", "member")
    ]
    rows = world.scan(table).filter("verified")
    columns = ("defense",) if table == "coded_pacts" else ()
    return (
        rows.join(states.group_by("id").agg(*parts), on="id")
        .select("id", "kind", "party", "member", *columns, **_years())
        .sort("first", "id")
        .collect()
    )


@once
def treaties(world: World) -> Treaties:
    """Return the pacts of few of the list and, after its end, those coded by hand.

    Examples
    --------
    >>> import westphalia as wp
    >>> pacts = treaties(wp.load())
    >>> pacts.members[(pacts.first == 2001) & (pacts.members[:, 1] == 710)].tolist()
    [[365, 710, 0, 0]]
    """
    found = _listed(world)
    for kind, party, first, last in _coded(world, "coded_pacts").select("kind", "party", "first", "last").iter_rows():  # fmt: skip
        if kind == "signed" and 2 <= len(party) <= MOST:
            found.append((tuple(party), first, last))
        elif kind in ("ended", "suspended") and len(party) == 2:
            found = [
                (who, begun, min(until, first - 1) if set(party) == set(who) else until)
                for who, begun, until in found
            ]
    found.sort(key=lambda each: (each[1], each[0]))
    members = np.zeros((len(found), MOST), dtype=np.int64)
    for row, (who, _, _) in enumerate(found):
        members[row, : len(who)] = who
    return Treaties(members, *(np.array([each[at] for each in found], dtype=np.int64) for at in (1, 2)))


def _listed(world: World) -> list[tuple[tuple[int, ...], int, int]]:
    """Return members, first and last year of each small pact of the list."""
    listed = ties.pacts(world, "small")
    codes = world.universe()
    rows: dict[int, list[tuple[int, int, int, int]]] = {}
    for each in zip(*(part.tolist() for part in (listed.label, codes[listed.one], codes[listed.two], listed.first, listed.last)), strict=True):  # fmt: skip
        rows.setdefault(each[0], []).append(each[1:])
    found = []
    for phases in rows.values():
        who = tuple(sorted({code for phase in phases for code in phase[:2]}))
        if len(who) <= MOST:
            found.append((who, min(phase[2] for phase in phases), max(phase[3] for phase in phases)))
        else:
            found += [((one, two), first, last) for one, two, first, last in phases]
    return found


@once
def alliances(world: World) -> Spans:
    """Return pairs in a pact of many that promises help in war, and what was coded by hand of who joined one."""
    listed, codes = ties.pacts(world, "help"), world.universe()
    many = listed.members > MOST
    parts = [codes[listed.one], codes[listed.two], listed.first, listed.last]
    rows = [Spans(*(part[many].astype(np.int64) for part in parts))]
    coded = _coded(world, "coded_pacts").filter(pl.col("defense") & (pl.col("kind") == "joined"))
    pairs = [
        (min(one, two), max(one, two), first, last)
        for party, member, first, last in coded.select("party", "member", "first", "last").iter_rows()
        for one in party
        for two in {*member, *party} - {one}
    ]
    if pairs:
        rows.append(Spans(*np.array(sorted(set(pairs)), dtype=np.int64).T))
    return Spans(*(np.concatenate([getattr(row, name) for row in rows]) for name in ("one", "two", "first", "last")))  # fmt: skip


@once
def agreements(world: World) -> Spans:
    """Return defence agreements by the year of signature: of the list to 2010, later ones as far as they were coded by hand."""
    rows = world.listed("agreements").select(*PAIR, first=pl.col("signed").dt.year())
    listed = rows.select(pl.all().cast(pl.Int64)).to_numpy()
    coded = _coded(world, "coded_defence_agreements").filter(pl.col("kind").is_in(["signed", "renewed"]))
    pairs = [
        (one, two, first)
        for party, first in coded.select("party", "first").iter_rows()
        for at, one in enumerate(party)
        for two in party[at + 1 :]
        if len(party) <= MOST
    ]
    every = np.array([*listed.tolist(), *pairs], dtype=np.int64).reshape(-1, 3)
    return Spans(every[:, 0], every[:, 1], every[:, 2], every[:, 2])


@once
def supplies(world: World) -> Spans:
    """Return who supplies major arms to whom: from a delivery after five years without until five years after the last."""
    sent = world.listed("deliveries").select("supplier", "recipient", "year").unique()
    return joined(sent.select(pl.all().cast(pl.Int64)).to_numpy(), TERM, _end(world, "arms_transfers"))


def joined(events: Ints, term: int, end: int) -> Spans:
    """Return spells made of events each of which counts for some years.

    Parameters
    ----------
    events : ndarray (m, 3)
        Two codes and a year.
    term : int
        Years for which one counts, its own included.
    end : int
        Last year that the events cover: what counts then lasts.

    Examples
    --------
    >>> found = joined(np.array([[1, 2, 1990], [1, 2, 1993], [1, 2, 2005]]), 5, 2006)
    >>> found.first.tolist(), found.last.tolist()
    ([1990, 2005], [1997, 9999])
    """
    found: list[list[int]] = []
    for one, two, year in sorted(events.tolist()):
        if found and found[-1][:2] == [one, two] and year <= found[-1][3] + 1:
            found[-1][3] = year + term - 1
        else:
            found.append([one, two, year, year + term - 1])
    rows = np.array(found, dtype=np.int64).reshape(-1, 4)
    last = np.where(rows[:, 3] >= end, LASTING, rows[:, 3])
    return Spans(rows[:, 0], rows[:, 1], rows[:, 2], last)


@once
def sanctions(world: World) -> Spans:
    """Return who sanctions whom on its own account; what the European Union imposes is one sender's, :data:`UNION`.

    A spell goes on over a single year without.
    """
    rows = world.listed("sanctions_by_route").select("sender", "target", "year", "route")
    own = rows.filter(pl.col("route") != "eu").select("sender", "target", "year")
    union = rows.filter(pl.col("route") != "own").select(pl.lit(UNION).alias("sender"), "target", "year")
    every = pl.concat([own.select(pl.all().cast(pl.Int64)), union.select(pl.all().cast(pl.Int64))]).unique()
    found = joined(every.to_numpy(), 1, _end(world, "sanctions"))
    return _bridged(found)


@once
def sanction_kinds(world: World) -> dict[tuple[int, int], tuple[list[int], list[int]]]:
    """Return of what kinds the sanctions of a sender on a target were: years listed, ascending, and in each a mask of kinds.

    Only cases meant for the target's state or government count (:data:`westphalia.system.variables.KINDS`). What the European Union imposes is of the kinds that
    most of its members have.
    """
    columns = [f"state_{kind}" for kind in KINDS if kind not in ("state", "embargo")]
    rows = world.scan("sanctions").select("sender", "target", "year", "route", "state_cases", "state_aid", "embargo", *columns)  # fmt: skip
    bits = {
        "state": pl.col("state_cases") > pl.col("state_aid").fill_null(0),
        "embargo": pl.col("embargo") & (pl.col("state_trade") > 0),
        **{name.removeprefix("state_"): pl.col(name) > 0 for name in columns},
    }
    beyond = pl.when(bits["state"]).then(pl.sum_horizontal(bits[kind].cast(pl.Int64) * (1 << at) for at, kind in enumerate(KINDS))).otherwise(0)  # fmt: skip
    every = rows.with_columns(mask=beyond).select("sender", "target", "year", "route", "mask").collect()
    own = every.filter(pl.col("route") != "eu").select("sender", "target", "year", "mask")
    counts = every.filter(pl.col("route") != "own").group_by("target", "year", "mask").agg(pl.col("route").is_in(["eu"]).sum().alias("many"))  # fmt: skip
    union = counts.sort("target", "year", "many", "mask").group_by("target", "year", maintain_order=True).last()  # fmt: skip
    union = union.select(pl.lit(UNION).alias("sender"), "target", "year", "mask")
    found: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    both = pl.concat([part.select(pl.all().cast(pl.Int64)) for part in (own, union)])
    for sender, target, year, mask in both.sort("sender", "target", "year").iter_rows():
        years, masks = found.setdefault((sender, target), ([], []))
        years.append(year)
        masks.append(mask)
    return found


def kinds_at(world: World, one: int, two: int, year: int) -> int:
    """Return of what kinds the sanctions of a sender on a target were in the last year listed until a year; 0 where none are.

    Parameters
    ----------
    world : World
        The record.
    one, two : int
        Codes of the sender, :data:`UNION` for the European Union, and of the target.
    year : int
        The year.

    Examples
    --------
    The United States on Iran in 2022: an embargo, arms, finance, travel.

    >>> import westphalia as wp
    >>> from westphalia.system.variables import KINDS
    >>> mask = kinds_at(wp.load(), 2, 630, 2022)
    >>> [kind for at, kind in enumerate(KINDS) if mask >> at & 1]
    ['state', 'trade', 'embargo', 'arms', 'military', 'financial', 'travel']
    """
    years, masks = sanction_kinds(world).get((one, two), ([], []))
    at = bisect.bisect_right(years, year)
    return masks[at - 1] if at else 0


def _bridged(found: Spans) -> Spans:
    """Return spells with gaps of a single year closed."""
    rows: list[list[int]] = []
    for one, two, first, last in zip(found.one.tolist(), found.two.tolist(), found.first.tolist(), found.last.tolist(), strict=True):  # fmt: skip
        if rows and rows[-1][:2] == [one, two] and first <= rows[-1][3] + 2:
            rows[-1][3] = last
        else:
            rows.append([one, two, first, last])
    return Spans(*np.array(rows, dtype=np.int64).reshape(-1, 4).T)


@once
def _disputes(world: World) -> pl.DataFrame:
    """Return disputes of pairs, each with its years, whether it was deadly, whether one of the two joined one of others, and whether they were at war.

    Whether it is deadly or a war is not known while it goes on. Of the list of Gibler, Miller and Little to its end, which has each pair both ways, the first state's deaths and since when the second is in it; later ones as
    far as they were coded by hand. No other list is spliced in.
    """
    rows = world.listed("dispute_years").filter(pl.col("list") == "gml")
    low, high = (pl.min_horizontal(*PAIR).alias(PAIR[0]), pl.max_horizontal(*PAIR).alias(PAIR[1]))
    begun = (
        rows.with_columns(low, high, war=pl.min_horizontal("hostlev1", "hostlev2") >= WAR)
        .group_by("dispnum", *PAIR)
        .agg(
            pl.col("year").min().alias("first"),
            pl.col("year").max().alias("last"),
            (pl.col("fatality1").max() >= FATAL).fill_null(False).alias("deadly"),
            (~pl.col("orig2").all()).alias("joined"),
            pl.col("war").max(),
        )
        .sort("first", *PAIR, "dispnum")
    )
    late = world.listed("coded_clashes").filter(pl.col("ccode1") < pl.col("ccode2"))
    late = late.with_columns(deadly=(pl.col("fatality") >= FATAL).fill_null(False), joined=pl.lit(False), war=pl.col("hostility") >= WAR)  # fmt: skip
    columns = (*PAIR, "first", "last", "deadly", "joined", "war")
    return pl.concat(
        [frame.select(pl.col(columns[:4]).cast(pl.Int64), *columns[4:]) for frame in (begun, late)]
    )


def disputes(world: World) -> tuple[Spans, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return militarized disputes of pairs, whether each was deadly, and whether one of the two joined a dispute of others.

    To the end of the list of Gibler, Miller and Little; later ones as far as they were coded by hand.
    """
    every = _disputes(world)
    return spans(every), every["deadly"].to_numpy(), every["joined"].to_numpy()


@once
def _fought(world: World) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Return by pair the first and last years of its wars in the list of wars, which has who fought whom, and in those coded by hand, as opposite sides."""
    listed = world.listed("wars").filter(pl.col("ccode1") < pl.col("ccode2"))
    rows = listed.group_by("warnum", *PAIR).agg(pl.col("year").min().alias("first"), pl.col("year").max().alias("last"))  # fmt: skip
    every = rows.select(pl.col(*PAIR, "first", "last").cast(pl.Int64)).rows()
    hand = world.listed("war_participants").filter(pl.col("source") == "wars_by_hand")
    last = pl.col("end").dt.year().cast(pl.Int64).fill_null(LASTING)
    sides = list(hand.select("warnum", "side", pl.col("ccode").cast(pl.Int64), first=pl.col("start").dt.year().cast(pl.Int64), last=last).iter_rows())  # fmt: skip
    for number, side, one, first, last in sides:
        for also, other, two, begun, until in sides:
            if number == also and side != other and one < two:
                every.append((one, two, max(first, begun), min(last, until)))
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for one, two, first, last in every:
        found.setdefault((one, two), []).append((first, last))
    return found


@once
def _war_years(world: World) -> tuple[NDArray[np.bool_], Ints, Ints]:
    """Return which disputes of pairs are wars, and the first and last year in which they are (m,) each."""
    every = _disputes(world)
    found, fought = spans(every), _fought(world)
    told = every["war"].to_list()
    war, first, last = np.array([each is True for each in told]), found.first.copy(), found.last.copy()
    for at, pair in enumerate(zip(found.one.tolist(), found.two.tolist(), strict=True)):
        inside = [(max(begun, first[at]), min(until, last[at])) for begun, until in fought.get(pair, ()) if begun <= last[at] and until >= first[at]]  # fmt: skip
        if inside and told[at] is not False:
            war[at], first[at], last[at] = True, min(inside)[0], max(until for _, until in inside)
    return war, first, last


def at_war(world: World) -> NDArray[np.bool_]:
    """Return which of the disputes of pairs (:func:`disputes`) were wars of the two (m,).

    The hostility of both was that of war; what goes on is one where lists of wars have it.

    Examples
    --------
    Iran and Iraq in 1980, Russia and Ukraine in 2022:

    >>> import westphalia as wp
    >>> world = wp.load()
    >>> found = disputes(world)[0].of(at_war(world))
    >>> [int(((found.one == one) & (found.two == two) & (found.first == year)).sum()) for one, two, year in ((630, 645, 1980), (365, 369, 2022))]
    [1, 1]
    """
    return _war_years(world)[0]


def wars(world: World) -> Spans:
    """Return wars of pairs: in the years of their dispute in which lists of wars have the two at war, or in all of them where they do not.

    Examples
    --------
    The United States and Iraq, whose dispute of 1997 became the war of 2003:

    >>> import westphalia as wp
    >>> found = wars(wp.load())
    >>> found.first[(found.one == 2) & (found.two == 645)].tolist()
    [1991, 2003]
    """
    war, first, last = _war_years(world)
    found = disputes(world)[0]
    return replace(found, first=first, last=last).of(war)


@once
def rivalries(world: World) -> Spans:
    """Return strategic rivalries of the list of Thompson, Sakuwa and Suhas, and those coded by hand that began or ended since."""
    rows = world.listed("rivalries").filter(pl.col("list") == "tss")
    found = spans(rows.select(*PAIR, "first", pl.col("last").fill_null(LASTING)))
    turned = world.listed("rivalry_turns").filter(pl.col("ccode1") < pl.col("ccode2"))
    one, two, first, last = (list(part) for part in (found.one, found.two, found.first, found.last))
    for low, high, kind, year in turned.sort("first", "kind").select(*PAIR, "kind", "first").iter_rows():
        lasting = [at for at in range(len(one)) if (one[at], two[at]) == (low, high) and last[at] >= year]
        if kind == "ended":
            for at in lasting:
                last[at] = year - 1
        elif not lasting:
            for part, value in ((one, low), (two, high), (first, year), (last, LASTING)):
                part.append(value)
    return Spans(*(np.array(part, dtype=np.int64) for part in (one, two, first, last)))


@once
def neighbours(world: World) -> Spans:
    """Return who touches whom, from when to when."""
    found = contiguity(world, NEAR)
    end = found.covers[1] if found.covers else 0
    rows = found.frame.select(
        *PAIR, "first", last=pl.when(pl.col("last") >= end).then(LASTING).otherwise("last")
    )
    return spans(rows)


@once
def members(world: World) -> Spans:
    """Return spells of membership of the system, the code twice."""
    rows = world.listed("memberships").select(
        "ccode",
        first=pl.col("start").dt.year(),
        last=pl.col("end").dt.year().fill_null(LASTING),
    )
    return spans(rows, "ccode", "ccode")


def within(found: Spans, year: int) -> Spans:
    """Return spells as they are known at the end of a year: what began later is not there, what ended later lasts."""
    kept = found.of(found.first <= year)
    return replace(kept, last=np.where(kept.last >= year, LASTING, kept.last))
