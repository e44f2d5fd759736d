"""Wars, armed conflicts and force of one state: in the year, and in the ten years to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.once import once
from westphalia.report.brief import words
from westphalia.report.brief.fights import MANY, titled
from westphalia.report.brief.figures import of_all

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.report.state.subject import Subject

LATELY = 10
"""Years to the year of the page that are lately."""
USED = 4
"""Level of hostility from which force was used."""
SEVERE = 2
"""Intensity of an armed conflict with at least 1,000 deaths in battle in the year."""
UPPSALA = 1946
"""First year of the list of armed conflicts."""
COLONIAL = "extrasystemic"


@dataclass(frozen=True, slots=True)
class StateWar:
    """A war between states in which the state fought.

    Parameters
    ----------
    name : str
        As a page says it: "World War II", "Seven Weeks War".
    first, last : date, date or None
        Days on which it fought in it; None while it goes on.
    against, beside : tuple of int
        Codes of those that fought on the other and on its own side on the same days: of the year of the page, or of all of a war that was over before.
    began, begun_by : bool, int or None
        Whether it is coded as having begun it; else the code of the one state against it that is, None where none or several are.
    many : bool
        Whether so many fought that not all on opposite sides met.
    """

    name: str
    first: date
    last: date | None
    against: tuple[int, ...]
    beside: tuple[int, ...]
    began: bool
    many: bool
    begun_by: int | None = None

    @property
    def the(self) -> str:
        """Its name as it stands in a sentence."""
        return self.name if self.name.startswith("World War") else f"the {self.name}"

    def to_dict(self) -> dict[str, Any]:
        """Return the war for the JSON document."""
        return {"name": self.name, "from": self.first.isoformat(), "to": self.last.isoformat() if self.last else None, "against": list(self.against), "beside": list(self.beside), "began_it": self.began}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Within:
    """A war of the state with armed groups in a year: its name where the list has one, the list, and whether it is about who rules (else about land)."""

    year: int
    name: str
    source: str
    rule: bool = True


@dataclass(frozen=True, slots=True)
class Fought:
    """What a state fought.

    Parameters
    ----------
    every, wars, late : tuple of StateWar
        All to the year, those of the year, and those of the ten years before that had ended.
    within : tuple of Within
        Wars within the state in the year; of the ten years before in ``within_late``.
    force, force_late : mapping
        Others by code with the years in which force was used between the two, short of war: of the year, and of ten years.
    deadly : frozenset of int
        Those in disputes with whom somebody died in the year.
    coded : tuple of mapping
        Disputes of the year that are coded by hand, those with most deaths first.
    abroad : tuple of tuple
        States with troops of this one in a war with armed groups in the year, each with how much of that is its own: 1 where it is among the three strongest of those
        that help, less where many do.
    held : tuple of int
        Codes of states that began to hold land of the state by force in the year.
    known : int
        The last year of the lists of force.
    """

    every: tuple[StateWar, ...]
    wars: tuple[StateWar, ...]
    late: tuple[StateWar, ...]
    within: tuple[Within, ...]
    within_late: tuple[Within, ...]
    force: dict[int, tuple[int, ...]]
    force_late: dict[int, tuple[int, ...]]
    deadly: frozenset[int]
    coded: tuple[dict[str, Any], ...]
    abroad: tuple[tuple[int, float], ...]
    held: tuple[int, ...]
    known: int


def fought(of: Subject) -> Fought:
    """Return what a state fought in a year and lately.

    Parameters
    ----------
    of : Subject
        The state and year.
    """
    every = _wars(of)
    now = tuple(war for war in every if war.last is None or war.last.year >= of.year)
    late = tuple(war for war in every if war not in now and war.last and war.last.year > of.year - LATELY)
    inside = list(within(of, range(of.year - LATELY + 1, of.year + 1)))
    force = _force(of, range(of.year - LATELY + 1, of.year + 1))
    foes = {code for war in now for code in war.against}
    known = (of.world.covers("hostility_cow") or (0, 0))[1]
    return Fought(
        every,
        now,
        late,
        tuple(each for each in inside if each.year == of.year),
        tuple(each for each in inside if each.year < of.year),
        {code: (of.year,) for code, years in force.items() if of.year in years and code not in foes},
        force,
        _deadly(of),
        _coded(of),
        tuple(_abroad(of)),
        _held(of),
        known,
    )


def _held(of: Subject) -> tuple[int, ...]:
    """Return the states that began to hold land of this one by force in the year."""
    rows = of.world.listed("land_held").filter(kind="occupied", ccode2=of.code, first=of.year)
    return tuple(sorted(set(rows["ccode1"].to_list())))


def _wars(of: Subject) -> tuple[StateWar, ...]:
    """Return all wars between states to the year in which the state fought, in order of their beginning."""
    frame = of.world.listed("war_participants")
    own = frame.filter(pl.col("ccode") == of.code, pl.col("start") <= date(of.year, 12, 31))
    names = dict(of.world.scan("wars").select("warnum", "name").collect().iter_rows())
    sides: dict[int, list[dict[str, Any]]] = {}
    for row in frame.filter(pl.col("warnum").is_in(own["warnum"].to_list())).to_dicts():
        sides.setdefault(row["warnum"], []).append(row)
    found: dict[int, StateWar] = {}
    for row in own.sort("start").to_dicts():
        made = _war(of, names[row["warnum"]], row, sides[row["warnum"]])
        before = found.get(row["warnum"])
        found[row["warnum"]] = made if before is None else _joined(before, made)
    return tuple(sorted(found.values(), key=lambda war: war.first))


def _war(of: Subject, name: str, own: dict[str, Any], rows: list[dict[str, Any]]) -> StateWar:
    limit = date(of.year, 12, 31)
    last = own["end"] if own["end"] is not None and own["end"] <= limit else None
    since = (
        own["start"] if last is not None and last.year < of.year else max(own["start"], date(of.year, 1, 1))
    )
    met = [row for row in rows if row["ccode"] != of.code and _together(own, row, since, limit)]
    against = [row for row in met if row["side"] != own["side"]]
    began = {row["ccode"] for row in against if row["initiator"]}
    return StateWar(
        titled(name),
        own["start"],
        last,
        tuple(sorted({row["ccode"] for row in against})),
        tuple(sorted({row["ccode"] for row in met if row["side"] == own["side"]})),
        bool(own["initiator"]),
        len({row["ccode"] for row in rows}) >= MANY,
        min(began) if len(began) == 1 else None,
    )


def _together(one: dict[str, Any], two: dict[str, Any], since: date, limit: date) -> bool:
    """Tell whether two states were in a war on one day of some."""
    first = max(one["start"], two["start"], since)
    return bool(first <= min(one["end"] or limit, two["end"] or limit, limit))


def _joined(one: StateWar, two: StateWar) -> StateWar:
    """Return two spells of a state in one war as one."""
    last = None if one.last is None or two.last is None else max(one.last, two.last)
    against, beside = (tuple(sorted({*a, *b})) for a, b in ((one.against, two.against), (one.beside, two.beside)))  # fmt: skip
    return StateWar(
        one.name,
        min(one.first, two.first),
        last,
        against,
        beside,
        one.began or two.began,
        one.many,
        two.begun_by,
    )


def within(of: Subject, years: Iterable[int]) -> Iterator[Within]:
    """Yield wars within a state in some years: since 1946 those with 1,000 deaths in battle in the year, before those of the list of civil wars.

    Parameters
    ----------
    of : Subject
        The state.
    years : iterable of int
        Years.
    """
    wanted = list(years)
    severe = _severe(of.world)
    parties = of.world.listed("conflict_parties").filter(
        pl.col("ccode") == of.code, pl.col("year").is_in(wanted), pl.col("side") == "A", pl.col("role") == "primary"
    )  # fmt: skip
    for case, year in sorted({(row["conflict_id"], row["year"]) for row in parties.to_dicts()}):
        if (case, year) in severe:
            yield Within(year, "", "armed_conflicts", severe[case, year])
    old = [year for year in wanted if year < UPPSALA]
    rows = of.world.scan("civil_wars").filter(pl.col("ccode_a") == of.code, pl.col("year").is_in(old)).collect()  # fmt: skip
    for name, year in sorted({(row["name"], row["year"]) for row in rows.to_dicts() if row["primary_state"]}):
        yield Within(year, name, "civil_wars")


def _abroad(of: Subject) -> Iterator[tuple[int, float]]:
    """Yield states in whose wars with armed groups this one's forces fought in the year, and how much of the help is its own."""
    severe = _severe(of.world)
    rows = of.world.listed("conflict_parties").filter(pl.col("year") == of.year).to_dicts()
    own = {row["conflict_id"] for row in rows if row["ccode"] == of.code and row["role"] == "secondary"}
    found: dict[int, float] = {}
    for case in sorted(case for case in own if (case, of.year) in severe):
        hosts = [row["ccode"] for row in rows if row["conflict_id"] == case and row["role"] == "primary"]
        helpers = {row["ccode"] for row in rows if row["conflict_id"] == case and row["role"] == "secondary"}
        first = of.code in of.strongest(helpers)[:3]
        for host in hosts:
            found[host] = max(found.get(host, 0.0), 1.0 if first else min(1.0, 3 / len(helpers)))
    yield from sorted(found.items())


@once
def _severe(world: World) -> dict[tuple[int, int], bool]:
    """Return the conflicts with armed groups, by number and year, with at least 1,000 deaths in battle in the year, and whether each is about who rules."""
    rows = world.scan("armed_conflicts").filter(pl.col("intensity") >= SEVERE).collect().to_dicts()
    return {(row["conflict_id"], row["year"]): "government" in row["incompatibility"] for row in rows if row["kind"] not in ("interstate", COLONIAL)}  # fmt: skip


def _force(of: Subject, years: range) -> dict[int, tuple[int, ...]]:
    """Return others with the years in which force was used between the two, by the lists of disputes and what is coded after them."""
    found: dict[int, set[int]] = {}
    span = of.world.covers("hostility_cow") or (1, 0)
    for year in years:
        if span[0] <= year <= span[1]:
            levels = of_all(of.world, "hostility_cow", year, first=(of.code,)).values
            for (_, other), level in levels.items():
                if level >= USED:
                    found.setdefault(other, set()).add(year)
    for row in _clashes(of):
        if (row["hostility"] or 0) >= USED:
            for year in range(max(row["first"], years[0]), min(row["last"], years[-1]) + 1):
                found.setdefault(of.other(row), set()).add(year)
    return {code: tuple(sorted(when)) for code, when in found.items()}


def _deadly(of: Subject) -> frozenset[int]:
    """Return others in disputes with whom somebody died in the year."""
    rows = of.world.listed("dispute_acts").filter(
        pl.col("ccode1") == of.code, pl.col("year") == of.year, pl.max_horizontal("fatality1", "fatality2") > 0
    )  # fmt: skip
    coded = (of.other(row) for row in _clashes(of) if row["first"] <= of.year <= row["last"] and (row["fatality"] or 0) > 0)  # fmt: skip
    return frozenset(rows["ccode2"].to_list()) | frozenset(coded)


def _coded(of: Subject) -> tuple[dict[str, Any], ...]:
    """Return the disputes of the year that are coded by hand in which force was used, those with most deaths first."""
    mine = of.world.scan("coded_parties").filter(pl.col("ccode") == of.code, pl.col("record") == "coded_disputes").select("id").unique()  # fmt: skip
    rows = of.world.scan("coded_disputes").join(mine, on="id").filter(pl.col("start").dt.year() <= of.year, pl.col("war").is_null()).sort("start", "id").collect()  # fmt: skip
    found = [
        {"date": words.known_day(row["start_edtf"]), "end": row["end"].isoformat() if row["end"] else None, "text": str(row["title"]).rstrip("."), "deaths": row["deaths"], "new": row["start"].year == of.year, "source": "coded_disputes"}
        for row in rows.to_dicts()
        if (row["hostility"] or 0) >= USED and row["title"] and (row["end"] is None or row["end"].year >= of.year)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda row: (-(row["deaths"] or 0), row["date"])))


def _clashes(of: Subject) -> list[dict[str, Any]]:
    """Return the disputes of the state that are coded by hand, of any year."""
    mine = (pl.col("ccode1") == of.code) | (pl.col("ccode2") == of.code)
    return of.world.listed("coded_clashes").filter(mine).to_dicts()


def spell(war: StateWar) -> str:
    """Return the years of a war in words.

    Parameters
    ----------
    war : StateWar
        The war.
    """
    if war.last is None:
        return f"since {words.day(war.first)}"
    return words.span(war.first.year, war.last.year)
