"""Tables of disputes, land, recognition, relations, rivalries, claims and support coded by hand, beside the lists and never part of them."""

from __future__ import annotations

import polars as pl

from sources.adapters import coded_conflict as by_hand
from sources.adapters.coded_conflict import BY_HAND
from sources.recapture import Recapture, chapman, told
from sources.registry import builds
from sources.source import Built, Inputs

CHOICE = "A choice of the best known; a missing row is not a missing event."
SEARCHED_TO = 2024
"""Last year of the data sets that the first search read; of later disputes the two searches say nothing."""
FATAL = 2
"""Level of deaths of those with more than 25."""


def recall(frame: pl.DataFrame, least: int = 0) -> Recapture:
    """Return how complete the disputes are that both searches could have found, with deaths of a level or more."""
    seen = frame.filter(pl.col("start").dt.year() <= SEARCHED_TO)
    if least:
        seen = seen.filter(pl.col("deaths") >= least)
    first, second = seen["found_a"], seen["found_b"]
    return chapman(int(first.sum()), int(second.sum()), int((first & second).sum()))


def _account(frame: pl.DataFrame, *notes: str) -> Built:
    unread = frame.filter(~pl.col("verified")).height
    read = f"For {unread} of {frame.height} no text that states it and its date was read."
    return Built(frame, read=frame.height, notes=(*notes, read))


@builds("coded_disputes", BY_HAND)
def disputes(inputs: Inputs) -> Built:
    """Disputes since 2015."""
    frame = by_hand.disputes(inputs)
    return _account(
        frame,
        told(f"Disputes begun 2015-{SEARCHED_TO} with more than 25 deaths", recall(frame, FATAL)),
        told(f"All disputes begun 2015-{SEARCHED_TO}", recall(frame)),
        "Search a read UCDP 25.1, ICB 16 and months of hostile news of GDELT by a script, and what it found was held against the rules of militarized disputes. "
        "Search b went region by region, from the coder's knowledge and a list of likely cases, without looking at a. Both find what was much written about, so that "
        "the totals are likely too low and the recall too high; search a finds few threats and displays of force, of which most missing disputes will be.",
    )


@builds("coded_land", BY_HAND)
def land(inputs: Inputs) -> Built:
    """Land, occupations and governments set up."""
    return _account(by_hand.land(inputs), CHOICE)


@builds("coded_recognition", BY_HAND)
def recognition(inputs: Inputs) -> Built:
    """Recognition refused and claims to the whole of a state."""
    return _account(by_hand.plain(inputs, "coded_recognition"), CHOICE)


@builds("coded_relations", BY_HAND)
def relations(inputs: Inputs) -> Built:
    """Relations broken and restored."""
    return _account(by_hand.plain(inputs, "coded_relations"), CHOICE)


@builds("coded_rivalries", BY_HAND)
def rivalries(inputs: Inputs) -> Built:
    """Rivalries begun and ended."""
    return _account(by_hand.plain(inputs, "coded_rivalries"), CHOICE)


@builds("coded_claims", BY_HAND)
def claims(inputs: Inputs) -> Built:
    """Claims to land of others and against the order."""
    frame = by_hand.claims(inputs)
    listed = frame.filter(pl.col("checked_how").str.starts_with("data set")).height
    return _account(
        frame,
        CHOICE,
        f"{listed} of {frame.height} rest first on a data set: that land was sought, in what years and of whom; which land it was is the coder's knowledge.",
    )


@builds("coded_support", BY_HAND)
def support(inputs: Inputs) -> Built:
    """Support to a side in a war of others."""
    frame = by_hand.support(inputs)
    sides = frame.group_by("conflict").agg(pl.col("side").n_unique())
    both = sides.filter(side=2).height
    return _account(
        frame,
        CHOICE,
        f"{both} of {sides.height} wars have supporters of both sides; that the others have not is no fact.",
    )


@builds("coded_parties", BY_HAND)
def parties(inputs: Inputs) -> Built:
    """States of the rows of the seven tables."""
    frame = by_hand.parties(inputs)
    notes = ("Rows read are those of the seven tables with each of their states.",)
    return Built(frame, read=frame.height, notes=notes)
