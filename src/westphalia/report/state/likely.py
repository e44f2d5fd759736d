"""With whom a state is likeliest to make a new tie, by the stored forecast, beside the base rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.models.outcomes import CHIEF, LONG, OUTCOMES
from westphalia.models.partnership.prospects import Absent, Prospects, prospects
from westphalia.record.state import Dyad
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.forecast import TABLES
from westphalia.report.brief.partners import APART, LAST, before
from westphalia.report.page import Section, SmallTable, Topic
from westphalia.report.use import USE

if TYPE_CHECKING:
    from westphalia.report.state.subject import Subject


def likely(of: Subject) -> Prospects | Absent:
    """Return the stored forecasts of a state's year, or why there are none.

    Parameters
    ----------
    of : Subject
        The state and year.
    """
    others = of.strongest(code for code in of.world.members(of.year, "cow") if code != of.code)
    if not others or of.code not in of.world.members(of.year, "cow"):
        return Absent(f"{of.start} was not in the Correlates of War list of states in {of.year}, for which forecasts are made.")  # fmt: skip
    other = of.world.state(others[0], of.year)
    return prospects(of.world, Dyad(of.state, other), of.year, None)


def topic(of: Subject, found: Prospects | Absent) -> Topic:
    """Return the likeliest partners.

    Parameters
    ----------
    of : Subject
        The state and year.
    found : Prospects or Absent
        The stored forecasts, or why there are none.
    """
    partners = () if isinstance(found, Absent) else found.partners[of.code]
    if isinstance(found, Absent) or not partners:
        why = found.why if isinstance(found, Absent) else f"No pair with {of.name} is left that nothing stands in the way of."  # fmt: skip
        facts: dict[str, Any] = {"likely": {"why": why, "base_rate": None, "partners": []}}
        return Topic(facts, Section("likely", "Likely partners", _none(of, why)))
    base = found.chief.base_rate
    rows = tuple((words.sentence(of.called(each.ccode)), numbers.chance(each.probability), f"{each.probability / base:.2g} times", f"{each.rank:,d} of {found.pairs:,d}", before(of.world, of.code, each.ccode, of.year)) for each in partners)  # fmt: skip
    names = words.listed((of.called(each.ccode) for each in partners[:3]), "or")
    finding = f"Likeliest to make {OUTCOMES[CHIEF].words} with {of.name} within {LONG} years after {of.year}: {names}."
    prose = (f"The likeliest has a chance of {numbers.chance(partners[0].probability)}; the mean of all pairs is {numbers.chance(base)}.", APART)  # fmt: skip
    grid = SmallTable((f"{of.state.name} with", f"Chance in {LONG} years", "Of the mean", "Rank among all pairs", LAST), rows, "lrrrr", TABLES, f"Likeliest to make {OUTCOMES[CHIEF].words}")  # fmt: skip
    facts = {
        "likely": {
            "why": None,
            "base_rate": base,
            "partners": [{**of.named(each.ccode), "probability": each.probability, "rank": each.rank} for each in partners],
        }
    }  # fmt: skip
    return Topic(facts, Section("likely", "Likely partners", finding, prose, (), (grid,), (USE,)), (), TABLES)


def _none(of: Subject, why: str) -> str:
    """Return that no likely partners are told, and what works them out where that can be done."""
    first = why.partition(" ")[0]
    reason = words.midsentence(why) if first in ("The", "No", "Forecasts", "This") else why
    ask = (
        f" This works them out: westphalia rank {of.year} --with {of.state.iso3 or of.code}"
        if "not stored" in why
        else ""
    )
    return f"Likely partners are not told for {of.year}: {reason}{ask}"
