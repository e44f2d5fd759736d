"""Grievance: what one state holds against another, and against great powers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.grievance.memory import (
    HALF_LIFE,
    HALF_LIFE_INTERVAL,
    LASTING_HALF_LIFE,
    PARTS,
    WEIGHTS,
    Remembered,
    Wrongs,
    all_wrongs,
    heirs,
    homeland,
    joined,
    provinces,
)
from westphalia.measures.measure import Measure
from westphalia.record.coverage import since
from westphalia.record.history import NEAR
from westphalia.record.once import kept, once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.history import Floats, History, Ints
    from westphalia.record.source import Source


# Wrongs of the record of events: those that no data set has, so that none is counted twice.


HAND = {
    "land": WEIGHTS["land"],
    "war": WEIGHTS["war"] + WEIGHTS["war_begun_by_the_other"],
    "occupation": WEIGHTS["occupation"],
    "intervention": WEIGHTS["regime"],
    "broken promise": 0.5,
    "attack": WEIGHTS["dispute_begun_by_the_other"] + WEIGHTS["force"],
}
"""Weights of kinds of events, as those of the data sets."""
PROMISES = "broken promise"
"""No data set has these: they always add."""
SAME_WITHIN = 2
"""Years within which a wrong of a data set is the same one."""


@once
def with_events(source: Source) -> Wrongs:
    """Return the wrongs of the data sets and those that events add."""
    return joined([fading(source), unlisted(of_events(source), all_wrongs(source))])


@once
def fading(source: Source) -> Wrongs:
    """Return the wrongs of the data sets but for homeland lost, which fades more slowly."""
    return joined([provinces(source), *(part(source) for name, part in PARTS.items() if name != "land")])


def of_events(source: Source) -> tuple[Wrongs, NDArray[np.bool_]]:
    """Return the wrongs of verified events, the wronged state first, and which of them are broken promises."""
    parties = source.listed("event_parties")
    pairs = parties.filter(pl.col("part") == "target").join(
        parties.filter(pl.col("part") == "actor"), on="event", suffix="_actor"
    )
    kinds = source.listed("events").filter(pl.col("kind").is_in(list(HAND)))
    rows = pairs.join(kinds, on="event").select(
        "ccode", "ccode_actor", pl.col("date").dt.year(), "kind", "event"
    )
    frame = rows.sort("date", "event", "ccode", "ccode_actor")
    one, two, year = (frame[name].to_numpy().astype(np.int64) for name in ("ccode", "ccode_actor", "date"))
    weight = np.array([HAND[kind] for kind in frame["kind"]], dtype=np.float64)
    return Wrongs(one, two, year, weight), (frame["kind"] == PROMISES).to_numpy()


def unlisted(told: tuple[Wrongs, NDArray[np.bool_]], listed: Wrongs) -> Wrongs:
    """Return the events for which no data set has a wrong of the same pair and direction within two years; promises all.

    Examples
    --------
    >>> def wrongs(*years):
    ...     same = np.full(len(years), 630)
    ...     return Wrongs(same, np.full(len(years), 365), np.array(years), np.ones(len(years)))
    >>> unlisted((wrongs(1813, 1941, 2010), np.array([False, False, True])), wrongs(1941, 2009)).year.tolist()
    [1813, 2010]
    """
    events, promise = told
    known = {
        (one, two, year + gap)
        for one, two, year in zip(listed.one.tolist(), listed.two.tolist(), listed.year.tolist(), strict=True)
        for gap in range(-SAME_WITHIN, SAME_WITHIN + 1)
    }
    keys = zip(events.one.tolist(), events.two.tolist(), events.year.tolist(), strict=True)
    new = np.array([key not in known for key in keys], dtype=np.bool_) | promise
    return Wrongs(events.one[new], events.two[new], events.year[new], events.weight[new])


# What is remembered at the end of any year: from the nearest year that is kept, at most ten steps on.


HOMELAND = "homeland"
KINDS = {"all": fading, "with_events": with_events, **PARTS, "land": provinces, HOMELAND: homeland}
"""What is remembered: all wrongs, those of the record of events too, or one part; homeland lost stands apart, since it fades more slowly."""
WITH_HOMELAND = ("all", "with_events", "land")
"""Of what the loss of homeland is a part."""
STEP = 10
"""How many years lie between two that are always kept."""


@once(latest=NEAR)
def remembered(source: Source, kind: str, year: int) -> Floats:
    """Return what each state (row) remembers of each other at the end of a year (n, n).

    Examples
    --------
    >>> import westphalia as wp
    >>> world = wp.load()
    >>> russia, iran = np.searchsorted(world.universe(), [365, 630])
    >>> found = remembered(world, "all", 1947)
    >>> bool(found[iran, russia] > 5 * found[russia, iran])
    True
    """
    if kept(remembered, source, kind, year - 1):
        begin, values = year - 1, remembered(source, kind, year - 1).copy()
    else:
        begin = (year - 1) // STEP * STEP
        values = _spread(source, kind, begin)
    moved = _moved(source, kind, values, begin, year)
    moved.flags.writeable = False
    return moved


@once
def _memory(source: Source, kind: str) -> Remembered:
    """Return the wrongs between states that were ever members of the system, ready to be remembered over all states."""
    members = source.listed("cow_states")["ccode"].to_numpy().astype(np.int64)
    half_life = LASTING_HALF_LIFE if kind == HOMELAND else HALF_LIFE
    return Remembered(source.universe(), KINDS[kind](source).among(members), half_life, heirs(source))


@once
def _tenth(source: Source, kind: str, year: int) -> tuple[Ints, Floats]:
    """Return what is remembered at the end of a tenth year: places in the matrix, ascending, and values above zero."""
    first = _memory(source, kind).first
    if first is None or year < first:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    values = _moved(source, kind, _spread(source, kind, year - STEP), year - STEP, year).ravel()
    some = np.flatnonzero(values)
    return some, values[some]


def _spread(source: Source, kind: str, year: int) -> Floats:
    """Return what is remembered at the end of a tenth year (n, n)."""
    states = len(source.universe())
    values = np.zeros(states * states)
    some, held = _tenth(source, kind, year)
    values[some] = held
    return values.reshape(states, states)


def _moved(source: Source, kind: str, values: Floats, begin: int, end: int) -> Floats:
    """Move what is remembered at the end of a year on to the end of a later one, in place."""
    for year in range(begin + 1, end + 1):
        _memory(source, kind).step(values, year)
    return values


GREAT, LARGER = 0.04, 3.0
"""Share of world capability from which a state is as strong as a major power, and how many times as strong as another it must be."""
COVERS = {
    "land": since(1816, "territorial_changes"),
    "war": since(1816, "war_participants"),
    "invasion": since(1816, "dispute_dyad_years:gml"),
    "disputes": since(1816, "dispute_dyad_years:cow"),
}
ALL = since(1816, *dict.fromkeys(name for each in COVERS.values() for name in each.lists))
EVENTS = since(1816, "events")
TABLES = {
    "land": "territorial_changes",
    "war": "war_dyad_years",
    "invasion": "dispute_dyad_years",
    "disputes": "dispute_dyad_years",
}
DRAWN = {
    "land": ("territorial_change_6", "territorial_change_4_01"),
    "war": ("cow_inter_state_war_dyad_years_4", "cow_inter_state_wars_4", "wars_by_hand"),
    "invasion": ("gml_mid_2_2_1",),
    "disputes": ("gml_mid_2_2_1", "cow_mid_5"),
}
EVERYTHING = tuple(dict.fromkeys(source for sources in DRAWN.values() for source in sources))


READS = {
    "land": ("territorial_changes",),
    "war": ("wars", "war_participants"),
    "invasion": ("dispute_years",),
    "disputes": ("dispute_years",),
}
HEIRS = ("cow_states", "memberships", "successions")
WRONGS = (*dict.fromkeys(name for names in READS.values() for name in names), *HEIRS)


def held(history: History, *, kind: str = "all") -> Floats:
    """Return what each state holds against each other (n, n).

    Parameters
    ----------
    history : History
        Up to the year at whose end it is asked.
    kind : str
        Which wrongs: all, with those of the record of events, or one part (land, war, invasion, disputes).
    """
    found = remembered(history.source, kind, history.year)
    if kind not in WITH_HOMELAND:
        return found
    return np.asarray(found + remembered(history.source, HOMELAND, history.year))


def toward_great_powers(history: History) -> Floats:
    """Return what each state holds against great powers together (n,).

    Great are the major powers of the year, and states with as much capability as one, if it is at least three times that of the state.
    """
    capability = history.now["cinc"]
    major = history.at(history.last("major_power"))["major_power"] > 0
    larger = major | ((capability >= GREAT) & (capability >= LARGER * capability[:, None]))
    total = (held(history) * larger).sum(axis=1)
    return np.where(np.isnan(capability), np.nan, total)


UNIT = "weighted wrongs remembered"
MORE = "more aggrieved"
PARTS_SAY = {
    "land": (
        "land lost",
        "Land lost to the other since 1816, not sold nor returned, by area, population, homeland and force",
    ),
    "war": (
        "wars",
        "Wars fought against the other: more if the other began it, if it was lost, by own deaths, and in the own region",
    ),
    "invasion": (
        "occupation",
        "Disputes whose gravest act was that the other occupied territory, or used force to change the regime",
    ),
    "disputes": (
        "disputes",
        "Disputes that the other began, force that it used and lives that it took short of war",
    ),
}
FADES = (
    f"each fading by half in {HALF_LIFE:g} years, an estimate with the interval {HALF_LIFE_INTERVAL[0]:g} to {HALF_LIFE_INTERVAL[1]:g} or more, "
    f"homeland that was fought over or taken in {LASTING_HALF_LIFE:g}"
)
SUM = r"\sum_{e:\ t_e \le t} w_e\, 2^{-(t - t_e)/H}"

MEASURES = (
    Measure(
        "grievance",
        "What the first state holds against the second",
        "directed",
        "territorial_changes",
        more=MORE,
        covers=ALL,
        unit=UNIT,
        low=0,
        description=f"Land lost, wars, occupation and disputes since 1816, {FADES}; states that succeed inherit. What came before 1816 and "
        "broken deliveries are not in it",
        drawn=EVERYTHING,
        driver="grievance",
        equation=rf"G_{{i \to j}}(t) = {SUM}",
        reads=WRONGS,
        window=0,
        compute=held,
    ),
    Measure(
        "grievance_with_events",
        "What the first state holds against the second, events of the record included",
        "directed",
        "events",
        more=MORE,
        covers=EVENTS,
        unit=UNIT,
        low=0,
        description=f"Grievance, and with it the land lost, wars, attacks, occupations, interventions and broken promises of the record of events for which no data set has a "
        f"wrong of the same pair within two years, {FADES}. What came after the data sets end, and before 1816, is from the record of events alone, "
        "which is a choice: for most pairs it has nothing",
        drawn=(*EVERYTHING, "events_by_hand"),
        driver="grievance",
        equation=r"G_{i \to j}(t) + \sum_{e \in \text{events}:\ t_e \le t} w_e\, 2^{-(t - t_e)/H}",
        reads=(*WRONGS, "events", "event_parties"),
        window=0,
        compute=partial(held, kind="with_events"),
    ),
    *(
        Measure(
            f"grievance_{name}",
            f"What the first state holds against the second: {title}",
            "directed",
            TABLES[name],
            more=MORE,
            covers=COVERS[name],
            unit=UNIT,
            low=0,
            description=f"{text}, {FADES}",
            drawn=DRAWN[name],
            driver="grievance",
            equation=rf"G^{{{name}}}_{{i \to j}}(t) = {SUM}",
            reads=(*READS[name], *HEIRS),
            window=0,
            compute=partial(held, kind=name),
        )
        for name, (title, text) in PARTS_SAY.items()
    ),
    Measure(
        "grievance_great_powers",
        "What a state holds against great powers",
        "state",
        "territorial_changes",
        more=MORE,
        covers=ALL,
        unit=UNIT,
        low=0,
        description=f"Sum of its grievances against the major powers of the year and against states with {GREAT:.0%} of world capability and {LARGER:g} times its own",
        drawn=(*EVERYTHING, "nmc_7", "cow_majors_2016"),
        driver="grievance",
        equation=rf"\sum_{{j:\ \text{{major}}_j(t)\ \lor\ c_j(t) \ge \max({GREAT:g}, {LARGER:g}\,c_i(t))}} G_{{i \to j}}(t)",
        reads=("grievance", "cinc", "major_power"),
        window=0,
        compute=toward_great_powers,
    ),
)
