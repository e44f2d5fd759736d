"""What is seen of a relation: the indicators, what each says, and when it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["event", "standing", "measured"]
WEIGHT: dict[Form, float] = {"event": 1.0, "standing": 0.35, "measured": 0.1}
"""How much a year of each form counts: what stands for decades is not new evidence every year."""
NEWS, FRESH = 3.0, 2
"""A tie counts so many times as much in its first years: so many."""
FARTHEST = 2.0
"""A measured indicator counts as no farther from the usual than so many standard deviations."""
ERAS = (1870, 1914, 1946, 1990)
"""Years in which an era begins, beside 1816, in which pacts, institutions and the like become more or less usual."""
SMALL = 6
"""A pact of more members says little of any two of them."""


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator of relations.

    Parameters
    ----------
    name, title : str
        Identifier and what is seen.
    form : {"event", "standing", "measured"}
        Something that happens in a year, something that lasts, or a number on a normal scale.
    friendly : bool
        Whether more of it means friendlier relations.
    covers : pair of int
        First and last year in which its absence is known to be absence.
    always : bool
        Whether it can be seen in all eras.
    delay : int
        Years after which it was known to a contemporary, for lists coded in retrospect.
    anchor : float
        The slope of an indicator that says what the scale means; 0 for those whose slope is learned.
    place : float
        Where on the scale an anchor is as likely as not.
    """

    name: str
    title: str
    form: Form
    friendly: bool
    covers: tuple[int, int]
    always: bool = False
    delay: int = 0
    anchor: float = 0.0
    place: float = 0.0

    @property
    def weight(self) -> float:
        """How much a year of it counts."""
        return WEIGHT[self.form]


ITEMS = (
    Item("war", "at war with each other", "event", False, (1816, 2024), always=True, anchor=-4.0, place=-4.0),
    Item(
        "dispute",
        "a militarised dispute between them, after 2014 an armed conflict",
        "event",
        False,
        (1816, 2024),
        always=True,
        anchor=-1.5,
        place=-2.5,
    ),
    Item(
        "force",
        "force used or a war, given a dispute",
        "event",
        False,
        (1816, 2024),
        always=True,
        anchor=-0.75,
        place=-1.5,
    ),
    Item(
        "rivalry",
        "strategic rivals",
        "standing",
        False,
        (1816, 2020),
        always=True,
        delay=5,
        anchor=-2.0,
        place=-2.0,
    ),
    Item("sanction", "sanctions by one on the other, of its own", "standing", False, (1950, 2023)),
    Item("european_sanction", "sanctions through the European Union", "standing", False, (1990, 2023)),
    Item(
        "allied_war",
        "on the same side of a war",
        "event",
        True,
        (1816, 2007),
        always=True,
        anchor=1.5,
        place=3.0,
    ),
    Item(
        "defence_small",
        f"a pact of defence of at most {SMALL} members",
        "standing",
        True,
        (1816, 2018),
        always=True,
        anchor=1.5,
        place=2.5,
    ),
    Item(
        "defence_large",
        f"a pact of defence of more than {SMALL} members",
        "standing",
        True,
        (1816, 2018),
        always=True,
        anchor=1.5,
        place=2.5,
    ),
    Item(
        "entente",
        f"a pact of consultation or neutrality of at most {SMALL} members",
        "standing",
        True,
        (1816, 2018),
        always=True,
        anchor=1.0,
        place=1.5,
    ),
    Item(
        "nonaggression",
        f"a pact of non-aggression of at most {SMALL} members",
        "standing",
        True,
        (1816, 2018),
        always=True,
    ),
    Item("cooperation", "a bilateral defence cooperation agreement", "standing", True, (1985, 2010)),
    Item("exercise", "a military exercise together", "event", True, (1980, 2010)),
    Item("arms", "major arms delivered", "event", True, (1950, 2025)),
    Item(
        "visit",
        "a visit by the president or secretary of state of the United States",
        "event",
        True,
        (1946, 2020),
    ),
    Item(
        "institutions",
        "organisations shared, against what is usual for both",
        "measured",
        True,
        (1816, 2014),
        always=True,
    ),
    Item(
        "votes",
        "votes alike in the General Assembly, against what is usual for both",
        "measured",
        True,
        (1946, 2024),
    ),
    Item("reports", "cooperation over conflict in what newspapers report", "measured", True, (2002, 2014)),
)
