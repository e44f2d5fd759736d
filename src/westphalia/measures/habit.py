"""Habit: the ties that a pair has already."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.measures.measure import Compute, Measure
from westphalia.record.in_force import sized
from westphalia.record.quantities.pacts import LEEDS
from westphalia.record.ties import (
    AGREEMENTS,
    DELIVERIES,
    PACTS,
    WINDOW,
    Which,
    agreements,
    deliveries,
    pacts,
)

if TYPE_CHECKING:
    from westphalia.record.coverage import Coverage
    from westphalia.record.history import Floats, History

KINNE = (
    "Kinne, Brandon J. (2018). Defense Cooperation Agreements and the Emergence of a Global Security Network. International "
    "Organization 72(4): 799-837."
)
SIPRI = "SIPRI Arms Transfers Database, Stockholm International Peace Research Institute."
RECENT = DELIVERIES.later(WINDOW - 1)


def of_pacts(history: History, which: Which = "all") -> Floats:
    """Return whether pairs have a pact, or one of some, at the end of the year (n, n)."""
    return pacts(history.source, which).matrix(history.year).astype(np.float64)


def of_agreements(history: History) -> Floats:
    """Return whether pairs have a defence cooperation agreement at the end of the year (n, n)."""
    return agreements(history.source).matrix(history.year).astype(np.float64)


def of_deliveries(history: History) -> Floats:
    """Return whether arms were delivered, either way, within five years (n, n)."""
    return deliveries(history.source).matrix(history.year).astype(np.float64)


def of_volumes(history: History) -> Floats:
    """Return the logarithm of 1 and the volume of arms delivered, either way, within five years (n, n)."""
    ties = deliveries(history.source)
    found, stand = np.zeros((ties.states, ties.states)), ties.stand(history.year)
    np.add.at(found, (ties.one[stand], ties.two[stand]), ties.size[stand])
    return np.log1p(found + found.T)


def _tie(
    name: str,
    title: str,
    table: str,
    covers: Coverage,
    reads: str,
    compute: Compute,
    description: str,
    equation: str,
    reference: str,
    unit: str = "tied (1) or not (0)",
    high: float | None = 1,
) -> Measure:
    return Measure(
        name,
        title,
        "dyad",
        table,
        more="more tied",
        covers=covers,
        unit=unit,
        low=0,
        high=high,
        description=description,
        reference=reference,
        driver="habit",
        equation=equation,
        reads=(reads,),
        compute=compute,
    )


STANDS = r"\mathbb{1}\{\exists\, %s \text{ of } i,j:\ \text{start} \le \text{31 Dec } t \le \text{end}\}"
MEASURES = (
    _tie(
        "pact_in_force",
        "A pact in force between two states at the end of the year",
        "pacts",
        PACTS,
        "pacts",
        of_pacts,
        "Both are members of an alliance (ATOP) on 31 December; a pact that ended within the year does not count",
        STANDS % r"\text{pact}",
        LEEDS,
    ),
    _tie(
        "small_pact_in_force",
        f"A pact of {sized(True)} in force at the end of the year",
        "pacts",
        PACTS,
        "pacts",
        partial(of_pacts, which="small"),
        f"Both are members, on 31 December, of an alliance (ATOP) that had {sized(True)} when the two were first bound by it",
        STANDS % r"\text{small pact}",
        LEEDS,
    ),
    _tie(
        "large_pact_in_force",
        f"A pact of {sized(False)} in force at the end of the year",
        "pacts",
        PACTS,
        "pacts",
        partial(of_pacts, which="large"),
        f"Both are members, on 31 December, of an alliance (ATOP) that had {sized(False)} when the two were first bound by it",
        STANDS % r"\text{large pact}",
        LEEDS,
    ),
    _tie(
        "help_pact_in_force",
        "A pact that promises help in war in force at the end of the year",
        "pacts",
        PACTS,
        "pacts",
        partial(of_pacts, which="help"),
        "Both are members, on 31 December, of an alliance (ATOP) in which either promises the other to defend it or to join it in attack",
        STANDS % r"\text{pact that promises help}",
        LEEDS,
    ),
    _tie(
        "dca_in_force",
        "A defence cooperation agreement in force at the end of the year",
        "defence_agreements",
        AGREEMENTS,
        "agreements",
        of_agreements,
        "A bilateral agreement (DCAD) signed and not ended by 31 December; those signed before 1980 are not in the source, so the first "
        "years count too few",
        STANDS % r"\text{agreement}",
        KINNE,
    ),
    _tie(
        "arms_relation",
        "Arms delivered by either state to the other within five years",
        "arms_transfers",
        RECENT,
        "deliveries",
        of_deliveries,
        "At least one delivery of major arms in the year or the four before, in either direction; known from 1954, when five years are covered",
        r"\mathbb{1}\{\sum_{s=t-4}^{t} (A_{ij,s} + A_{ji,s}) > 0\}",
        SIPRI,
    ),
    _tie(
        "arms_exchanged",
        "Volume of arms delivered by either state to the other within five years",
        "arms_transfers",
        RECENT,
        "deliveries",
        of_volumes,
        "Natural logarithm of 1 and the volume of major arms delivered in the year and the four before, both directions together",
        r"\log\bigl(1 + \sum_{s=t-4}^{t} (A_{ij,s} + A_{ji,s})\bigr)",
        SIPRI,
        "log of 1 + million SIPRI trend-indicator values",
        None,
    ),
)
