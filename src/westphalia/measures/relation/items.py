"""What is seen of a relation: the indicators, what each says, and when it is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from westphalia.record.coverage import Coverage, since

Form = Literal["event", "standing", "measured"]
WEIGHT: dict[Form, float] = {"event": 1.0, "standing": 0.35, "measured": 0.1}
"""How much a year of each form counts: what stands for decades is not new evidence every year."""
NEWS, FRESH = 3.0, 2
"""A tie counts so many times as much in its first years: so many."""
FARTHEST = 2.0
"""A measured indicator counts as no farther from the usual than so many standard deviations."""
ERAS = (1870, 1914, 1946, 1990)
"""Years in which an era begins, beside 1816, in which pacts, institutions and the like become more or less usual."""
LISTED = 0.05
"""A list that knows only yes holds about so much of what happened between those who could have had it."""
CLOSE = 6
"""A pact of more members, or sanctions of more senders, say little of any two of them."""
SEEN = since(1816, "armed_conflicts")
"""After the list of armed conflicts hardly anything is seen of a pair."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of relations.

    Parameters
    ----------
    name, title : str
        Identifier and what is seen.
    form : {"event", "standing", "measured"}
        Something that happens in a year, something that lasts, or a number on a normal scale.
    friendly : bool
        Whether more of it means friendlier relations.
    covers : Coverage
        The years in which its absence is known to be absence.
    always : bool
        Whether it can be seen in all eras.
    delay : int
        Years after which it was known to a contemporary, for lists coded in retrospect.
    anchor : float
        The slope of an indicator that says what the scale means; 0 for those whose slope is learned.
    place : float
        Where on the scale an anchor is as likely as not.
    most : float
        The chance of it between the best of friends in full contact: many of them never make a pact.
    sudden : bool
        Whether a standing one begins on a day, and is news then.
    partial : bool
        Whether its list knows only yes: what is not in it says nothing.
    """

    name: str
    title: str
    form: Form
    friendly: bool
    covers: Coverage
    always: bool = False
    delay: int = 0
    anchor: float = 0.0
    place: float = 0.0
    most: float = 1.0
    sudden: bool = True
    partial: bool = False

    @property
    def weight(self) -> float:
        """How much a year of it counts."""
        return WEIGHT[self.form]


def _clash(
    name: str, title: str, anchor: float, place: float, form: Form = "event", **more: Any
) -> Indicator:
    covers = more.pop("covers", SEEN)
    return Indicator(name, title, form, False, covers, always=True, anchor=anchor, place=place, **more)


def _noted(name: str, title: str, anchor: float, place: float, form: Form = "standing") -> Indicator:
    """Return an indicator of a list that knows only yes."""
    return Indicator(
        name,
        title,
        form,
        anchor > 0,
        SEEN,
        anchor=anchor,
        place=place,
        most=LISTED,
        sudden=False,
        partial=True,
    )


def _tie(name: str, title: str, anchor: float, place: float, most: float, **more: Any) -> Indicator:
    """Return a friendly tie of all eras; without a slope it is learned."""
    form, covers = more.pop("form", "standing"), more.pop("covers", since(1816, "pacts"))
    return Indicator(
        name, title, form, True, covers, always=True, anchor=anchor, place=place, most=most, **more
    )


ITEMS = (
    _clash("war", "at war with each other", -4.0, -4.0),
    _clash("dispute", "a militarised dispute between them, after their list an armed conflict", -1.5, -2.5),
    _clash("force", "force used or a war, given a dispute", -0.75, -1.5),
    _clash("deaths", "somebody killed, given force", -0.75, -3.0),
    _clash("rivalry", "rivals", -2.0, -1.5, "standing", delay=5),
    Indicator(
        "sanction", "sanctions by one on the other, of its own", "standing", False, since(1950, "sanctions")
    ),
    Indicator(
        "european_sanction",
        "sanctions through the European Union",
        "standing",
        False,
        since(1990, "sanctions"),
    ),
    _tie(
        "peace",
        "30 years without a clash, of neighbours or major powers",
        1.5,
        0.5,
        0.5,
        covers=SEEN,
        delay=5,
    ),
    _tie("long_peace", "60 years without a clash", 1.5, 2.25, 0.5, covers=SEEN, delay=5),
    _tie(
        "allied_war",
        "on the same side of a war",
        1.5,
        2.5,
        0.3,
        form="event",
        covers=since(1816, "wars:cow_inter_state_wars_4"),
    ),
    _tie("defence_small", f"a pact of defence of at most {CLOSE} members", 1.5, 2.5, 0.3),
    _tie("defence_large", f"a pact of defence of more than {CLOSE} members", 1.0, 1.5, 0.5),
    _tie("entente", f"a pact of consultation or neutrality of at most {CLOSE} members", 1.0, 1.5, 0.3),
    _tie("nonaggression", f"a pact of non-aggression of at most {CLOSE} members", 0.0, 0.0, 0.3),
    Indicator(
        "union",
        "both in the European Union",
        "standing",
        True,
        since(1958, *SEEN.lists),
        anchor=1.5,
        place=2.5,
    ),
    Indicator(
        "cooperation",
        "a bilateral defence cooperation agreement",
        "standing",
        True,
        since(1985, "defence_agreements"),
        anchor=1.0,
        place=0.75,
        most=0.5,
    ),
    Indicator(
        "exercise",
        "a military exercise together",
        "standing",
        True,
        since(1980, "exercises:mme_7"),
        anchor=1.0,
        place=1.0,
        most=0.5,
    ),
    Indicator(
        "arms",
        "major arms delivered",
        "standing",
        True,
        since(1950, "arms_transfers"),
        anchor=1.0,
        place=0.75,
        most=0.5,
    ),
    Indicator(
        "visit",
        "a visit by the president or secretary of state of the United States",
        "standing",
        True,
        Coverage(("visits",), 1946, more=1),
        anchor=0.75,
        most=0.5,
    ),
    _noted("rupture", "relations broken or recognition refused", -2.0, -1.0),
    _noted(
        "expulsion", "a mission expelled, called home or made smaller, a border shut", -2.0, -1.5, "event"
    ),
    _noted("crisis", "an international crisis between them", -2.0, -1.5, "event"),
    _noted("embargo", "a full embargo", -2.0, -1.5),
    _noted("broad_sanction", "sanctions of at least three kinds on the other as a state", -1.5, -0.75),
    _noted("invasion", "invaded, or a government set up by force", -3.0, -2.5, "event"),
    _noted("occupation", "land held by force", -1.5, -0.75),
    _noted("client", "a government set up by force, or land held, within 15 years", -1.5, 1.5),
    _noted("quarrel", "acts of one against the other in the record of events", -1.0, -0.75, "event"),
    _noted("friendly_act", "treaties, visits and help in the record of events", 1.0, 1.0, "event"),
    _noted("leaders", "leaders visited or met", 0.75, -0.5),
    _noted("mission", "each had a mission at the other", 0.75, -1.5),
    Indicator(
        "institutions",
        "organisations shared, against what is usual for both",
        "measured",
        True,
        since(1816, "shared_institutions"),
        always=True,
    ),
    Indicator(
        "votes",
        "votes alike in the General Assembly, against what is usual for both",
        "measured",
        True,
        since(1946, "votes"),
    ),
    Indicator(
        "reports",
        "cooperation over conflict in what newspapers report",
        "measured",
        True,
        Coverage(("event_counts",)),
    ),
)


# Bands: words for a relation, defined once.


@dataclass(frozen=True, slots=True)
class Band:
    """A word for relations from a score upwards.

    Parameters
    ----------
    name : str
        The word.
    least : float
        Smallest score; the band ends where the next begins.
    like : str
        Cases of it.
    """

    name: str
    least: float
    like: str


BANDS = (
    Band(
        "at war",
        -math.inf,
        "half of all years of war lie below -5.1; Germany and Russia 1915 and 1941, India and Pakistan 1965, Iran and Iraq 1985",
    ),
    Band(
        "hostile",
        -3.5,
        "half of all years of rivalry lie below -1.9; United States and Soviet Union 1948-1985, Turkey and Greece 1987",
    ),
    Band("cool", -1.5, "Germany and Poland 1938, China and the Soviet Union 1989"),
    Band("indifferent", -0.75, "half of all pairs lie between -0.4 and 0.6; Nepal and Chad"),
    Band("friendly", 0.75, "Norway and Sweden 1935, Russia and Iran 2007-2022"),
    Band("partners", 2.25, "United States and Britain 1917, France and Russia 1914, France and Germany 1965"),
    Band("security community", 3.5, "United States and Canada, Norway and Sweden, France and Germany 2000"),
)


def band(score: float) -> Band:
    """Return the band of a score.

    Examples
    --------
    >>> [band(score).name for score in (-4.5, -2.2, 0.0, 4.9)]
    ['at war', 'hostile', 'indifferent', 'security community']
    """
    return next(each for each in reversed(BANDS) if score >= each.least)
