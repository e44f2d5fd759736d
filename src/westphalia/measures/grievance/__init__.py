"""Grievance: what one state holds against another, and against larger powers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.grievance.memory import HALF_LIFE, HALF_LIFE_INTERVAL
from westphalia.measures.measure import Measure
from westphalia.record.coverage import since

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History

LARGER = 3.0
"""How many times as much capability makes a power much larger."""
COVERS = {
    "land": since(1816, "territorial_changes"),
    "war": since(1816, "war_participants"),
    "invasion": since(1816, "dispute_dyad_years:gml"),
    "disputes": since(1816, "dispute_dyad_years:cow"),
}
ALL = COVERS["land"]
EVENTS = since(1816, "events")
TABLES = {
    "land": "territorial_changes",
    "war": "war_dyad_years",
    "invasion": "dispute_dyad_years",
    "disputes": "dispute_dyad_years",
}
DRAWN = {
    "land": ("territorial_change_4_01",),
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
    from westphalia.measures.grievance.years import remembered

    return remembered(history.source, kind, history.year)


def toward_great_powers(history: History) -> Floats:
    """Return what each state holds against larger powers together (n,).

    Larger are the major powers of the year, and states with at least three times the capability.
    """
    capability = history.now["cinc"]
    major = history.at(history.last("major_power"))["major_power"] > 0
    larger = major | (capability >= LARGER * capability[:, None])
    total = (held(history) * larger).sum(axis=1)
    return np.where(np.isnan(capability), np.nan, total)


UNIT = "weighted wrongs remembered"
MORE = "more aggrieved"
PARTS_SAY = {
    "land": ("land lost", "Land lost to the other since 1816 by area, population, homeland and force"),
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
FADES = f"each fading by half in {HALF_LIFE:g} years, an estimate with the interval {HALF_LIFE_INTERVAL[0]:g} to {HALF_LIFE_INTERVAL[1]:g} or more"
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
        "What a state holds against larger powers",
        "state",
        "territorial_changes",
        more=MORE,
        covers=ALL,
        unit=UNIT,
        low=0,
        description="Sum of its grievances against the major powers of the year and against states with at least three times its capability",
        drawn=(*EVERYTHING, "nmc_7", "cow_majors_2016"),
        driver="grievance",
        equation=rf"\sum_{{j:\ \text{{major}}_j(t)\ \lor\ c_j(t) \ge {LARGER:g}\,c_i(t)}} G_{{i \to j}}(t)",
        reads=("grievance", "cinc", "major_power"),
        window=0,
        compute=toward_great_powers,
    ),
)
