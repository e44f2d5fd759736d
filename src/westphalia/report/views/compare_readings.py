"""What is read of a pair in a year so that it can stand beside others: relation, forecast, pacts, arms, votes, sanctions, grievance, and each one's place among all pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np
from westphalia.measures.measure import Measure
from westphalia.measures.registry import get
from westphalia.measures.values import computed
from westphalia.record.history import History
from westphalia.record.once import once
from westphalia.report import numbers
from westphalia.report.brief.figures import of_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from westphalia.record.history import Floats
    from westphalia.record.state import Dyad
    from westphalia.record.world import World
    from westphalia.report.page import Chart

TOPICS = ("relation", "capability", "pacts", "disputes", "votes", "sanctions", "arms", "trade")
"""Topics of the brief that are read, besides the forecast."""
SHARED = ("relation-course", "votes-distance")
"""Pictures of the brief that the pairs share."""
PROMISES = ("consultation", "nonaggression", "neutrality", "defence")
"""Promises of pacts, the weightiest last."""
SPELT = {"non-aggression": "nonaggression"}
MEASURED = {
    "grievance": ("grievance_with_events", "What either holds against the other", "weighted wrongs remembered"),
    "rivalry": ("rivalry_in_force", "Strategic rivalry", "in force (1) or not (0)"),
    "exclusion": ("least_exclusion", "How far both are shut out of the order", "0 to 1"),
}  # fmt: skip
"""Readings that are measures of pairs: measure, title, unit."""
Doc = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PairReading:
    """One reading of one pair in one year.

    Parameters
    ----------
    name, title, unit : str
        What is read.
    value : float or None
        None where it is not known.
    place : float or None
        Share of all pairs of the year with less, half of the equal ones counted (0 to 1): what makes readings comparable.
    shown : str
        The value in words and figures; why it is not known where it is not.
    observed : int or None
        The year that it is from.
    source, why : str
        Table or measure; why it is not known.
    """

    name: str
    title: str
    unit: str
    value: float | None
    place: float | None
    shown: str
    observed: int | None
    source: str
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the reading for the JSON document."""
        kept = {
            "value": self.value,
            "unit": self.unit,
            "observed": self.observed,
            "source": self.source,
            "place": self.place,
            "shown": self.shown,
        }
        return kept if self.value is not None else {**kept, "why": self.why}


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """A pair in a year, with what is read of it.

    Parameters
    ----------
    dyad, year : Dyad, int
        The pair.
    label : str
        How the page calls it: with its year where several years stand side by side.
    readings : mapping
        By name.
    drivers : mapping
        What each driver adds to the forecast, in log-odds; empty without a forecast.
    charts : mapping
        Pictures of the brief that can stand in one, by identifier.
    """

    dyad: Dyad
    year: int
    label: str
    readings: Mapping[str, PairReading]
    drivers: Mapping[str, float]
    charts: Mapping[str, Chart]


def read(world: World, dyad: Dyad, year: int, label: str, live: Callable[[str], None] | None) -> ComparedPair:
    """Return what is read of a pair in a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair and the year.
    label : str
        How the page calls it.
    live : callable, optional
        Takes a sentence before a forecast that is not stored is worked out; None leaves it out.
    """
    facts: dict[str, Any] = {}
    charts: dict[str, Chart] = {}
    for name in TOPICS:
        topic = import_module(f"westphalia.report.brief.{name}").topic(world, dyad, year)
        facts |= topic.facts
        if topic.section is not None:
            charts |= {chart.id: chart for chart in topic.section.charts if chart.id in SHARED}
    facts |= import_module("westphalia.report.brief.forecast").topic(world, dyad, year, live).facts
    found = {each.name: each for each in _readings(world, dyad, year, facts)}
    forecast = facts.get("forecast") or {}
    drivers = {row["driver"]: float(row["contribution"]) for row in forecast.get("drivers") or ()}
    return ComparedPair(dyad, year, label, found, drivers, charts)


def _readings(world: World, dyad: Dyad, year: int, facts: Doc) -> Iterator[PairReading]:
    yield _relation(facts)
    yield _forecast(facts)
    yield _pacts(world, facts, year)
    yield _arms(world, facts, year)
    yield _votes(facts)
    yield _sanctions(world, facts)
    yield _against_each_other(world, facts, year)
    for name in MEASURED:
        yield _measured(world, dyad, year, name)
    yield _disputes(facts)
    yield _trade(facts)
    yield _power(facts)


def _unknown(name: str, title: str, unit: str, source: str, why: str) -> PairReading:
    return PairReading(name, title, unit, None, None, why, None, source, why)


def _relation(facts: Doc) -> PairReading:
    figure, title = facts["relation"], "Relation"
    unit = "score, 0 like any pair"
    if figure["value"] is None:
        return _unknown("relation", title, unit, "relations", figure["why"])
    band = figure.get("band")
    shown = f"{figure['value']:.1f} ({band or 'no word, for want of evidence'})"
    return PairReading("relation", title, unit, float(figure["value"]), figure.get("percentile"), shown, figure["observed"], figure["source"])  # fmt: skip


def _forecast(facts: Doc) -> PairReading:
    title, unit = "Chance of a new tie within five years", "probability"
    told = facts.get("forecast") or {}
    found = told.get("alignment")
    if not found:
        return _unknown("forecast", title, unit, "model", told.get("why") or "no forecast")
    chance = float(found["probability"]["5"])
    return PairReading("forecast", title, unit, chance, found["percentile"]["5"], numbers.percent(chance), None, "model")  # fmt: skip


def _pairs(world: World, year: int) -> int:
    count = len(world.members(year))
    return count * (count - 1) // 2


def _middle(below: int, equal: int, of: int) -> float:
    """Return the place of a value among pairs, the value itself among the equal ones."""
    return (below + (equal - 1) / 2) / max(1, of - 1)


@once(latest=16)
def _promised(world: World, year: int) -> dict[tuple[int, int], int]:
    """Return the weightiest promise of every pair with any in a covered year, 1 to 4."""
    found: dict[tuple[int, int], int] = {}
    for level, name in enumerate(PROMISES, 1):
        for (one, two), value in of_all(world, name, year).values.items():
            if value:
                key = (min(one, two), max(one, two))
                found[key] = max(level, found.get(key, 0))
    return found


def _pacts(world: World, facts: Doc, year: int) -> PairReading:
    title, unit = "Weightiest promise of a pact", "0 none, 1 consultation, 2 non-aggression, 3 neutrality, 4 defence"  # fmt: skip
    span = world.span("pacts")
    if span is None or year < span[0]:
        return _unknown("pact", title, unit, "pacts", f"not known before {span[0] if span else 1815}")
    last = f"{year}-12-31"
    standing = [pact for pact in facts["pacts"] if not pact["end"] or pact["end"] > last]
    made = {SPELT.get(each, each) for pact in standing for each in (*pact["a_promises"], *(pact.get("b_promises") or ()))}  # fmt: skip
    level = max((PROMISES.index(each) + 1 for each in made if each in PROMISES), default=0)
    observed = min(year, span[1])
    levels, of = _promised(world, observed), _pairs(world, observed)
    counts = [sum(1 for each in levels.values() if each == at) for at in range(5)]
    counts[0] = max(1, of - len(levels))
    shown = ("none", "consultation", "non-aggression", "neutrality", "defence")[level]
    if standing and not level:
        shown = "a pact without any of these"
    place = _middle(sum(counts[:level]), max(1, counts[level]), of)
    return PairReading("pact", title, unit, float(level), place, shown + _from(observed, year), observed, "pacts")  # fmt: skip


def _from(observed: int | None, year: int) -> str:
    return f" (as of {observed})" if observed is not None and observed != year else ""


def _arms(world: World, facts: Doc, year: int) -> PairReading:
    title, unit = "Arms delivered either way in ten years", "million TIV"
    found = facts["arms"]
    sides = [found["total"][side] for side in ("a_to_b", "b_to_a")]
    if any(each["value"] is None for each in sides):
        return _unknown("arms", title, unit, "arms_transfers", next(each["why"] for each in sides if each["value"] is None))  # fmt: skip
    total, of = sum(each["value"] for each in sides), 2 * _pairs(world, year)
    places = [each for each in (found["place"] or {}).values() if each]
    flows = max((each["of"] for each in places), default=0)
    if total and places:
        place = 1 - (min(each["rank"] for each in places) - 1) / of
    else:
        place = (of - (flows or _flows(of))) / 2 / of
    shown = f"{numbers.number(total)} million TIV" if total else "none on record"
    observed = sides[0]["observed"]
    return PairReading("arms", title, unit, float(total), place, shown + _from(observed, year), observed, "arms_transfers")  # fmt: skip


USUAL = 0.035
"""Share of directed pairs with a delivery in ten years, where no place says it: it moves the place of none by a hundredth or two."""


def _flows(of: int) -> int:
    return round(USUAL * of)


def _votes(facts: Doc) -> PairReading:
    title, unit = "Distance in votes of the General Assembly", "difference of ideal points"
    figure = facts["votes"]["distance"]
    if figure["value"] is None:
        return _unknown("votes", title, unit, "ideal_points", figure["why"])
    return PairReading("votes", title, unit, float(figure["value"]), facts["votes"].get("distance_percentile"), numbers.number(figure["value"], 2), figure["observed"], figure["source"])  # fmt: skip


@once(latest=8)
def _common(world: World, year: int) -> Floats:
    """Return how many states have sanctions of their own on both of every two states in the system, one value a pair (pairs,)."""
    codes = sorted(world.members(year))
    at = {code: place for place, code in enumerate(codes)}
    on = np.zeros((len(codes), len(codes)))
    for (sender, target), value in of_all(world, "sanctions_own", year).values.items():
        if value and sender in at and target in at:
            on[at[target], at[sender]] = 1
    both = on @ on.T
    return np.asarray(both[np.triu_indices(len(codes), 1)])


def _sanctions(world: World, facts: Doc) -> PairReading:
    title, unit = "States with sanctions on both", "states"
    found = facts["sanctions"]
    sides = [found[side]["senders"] for side in "ab"]
    if sides[0]["value"] is None:
        return _unknown("sanctions", title, unit, "sanctions", sides[0]["why"])
    count, observed = len(found["common_senders"]), sides[0]["observed"]
    values = _common(world, observed)
    place = _middle(int((values < count).sum()), max(1, int((values == count).sum())), len(values))
    shown = f"{count if count else 'none'} ({sides[0]['value']} on one, {sides[1]['value']} on the other)"
    return PairReading("sanctions", title, unit, float(count), place, shown, observed, "sanctions")


def _against_each_other(world: World, facts: Doc, year: int) -> PairReading:
    title, unit = "Sanctions on each other", "states of the two"
    sides = [facts["sanctions"][side]["by_the_other"] for side in "ab"]
    if sides[0]["value"] is None:
        return _unknown("each_other", title, unit, "sanctions", sides[0]["why"])
    count, observed = sum(bool(each["value"]) for each in sides), sides[0]["observed"]
    rows = {pair for pair, value in of_all(world, "sanctions_own", observed).values.items() if value}
    pairs = {(min(pair), max(pair)) for pair in rows}
    both = sum(1 for one, two in pairs if (one, two) in rows and (two, one) in rows)
    of = _pairs(world, observed)
    counts = (max(1, of - len(pairs)), max(1, len(pairs) - both), max(1, both))
    shown = ("none", "one on the other", "each on the other")[count]
    return PairReading("each_other", title, unit, float(count), _middle(sum(counts[:count]), counts[count], of), shown, observed, "sanctions")  # fmt: skip


@once(latest=24)
def _all_pairs(world: World, name: str, year: int) -> Floats:
    """Return a measure of all pairs (n, n), of the two directions the larger."""
    measure = get(name)
    assert isinstance(measure, Measure)
    found = computed(measure, History(world, year, None))
    return np.asarray(np.fmax(found, found.T))


def _measured(world: World, dyad: Dyad, year: int, name: str) -> PairReading:
    of, title, unit = MEASURED[name]
    measure = get(of)
    assert isinstance(measure, Measure)
    span = measure.covers.span(world) if measure.covers is not None else None
    if span is None or year < span[0]:
        return _unknown(name, title, unit, of, f"not known before {span[0]}" if span else "not known in this world")  # fmt: skip
    observed = min(year, span[1])
    codes = world.universe().tolist()
    values = _all_pairs(world, of, observed)
    value = float(values[codes.index(dyad.a.ccode), codes.index(dyad.b.ccode)])
    if np.isnan(value):
        return _unknown(name, title, unit, of, f"no figure on record for {observed}")
    known = values[np.triu_indices(len(codes), 1)]
    known = known[~np.isnan(known)]
    below, equal = int((known < value).sum()), int((known == value).sum())
    place = _middle(below, max(1, equal), len(known))
    shown = ("yes" if value else "no") if name == "rivalry" else numbers.number(value, 2)
    return PairReading(name, title, unit, value, place, shown + _from(observed, year), observed, of)


def _disputes(facts: Doc) -> PairReading:
    title, unit = "Militarized disputes since 1816", "disputes"
    found = facts["disputes"]
    if not found.get("place") or found.get("count") is None:
        return _unknown("disputes", title, unit, "dispute_dyad_years", "not known")
    place, count = found["place"], int(found["count"])
    without = place["of"] - place["any"]
    at = 1 - place["more"] / place["of"] if count else without / 2 / place["of"]
    observed = found["observed"]
    return PairReading("disputes", title, unit, float(count), at, f"{count if count else 'none'}" + (f" (to {observed})" if observed else ""), observed, found["source"])  # fmt: skip


def _trade(facts: Doc) -> PairReading:
    title, unit = "Larger share of imports from the other", "share of imports"
    sides = facts["trade"]["share_of_imports"]
    known = [each for each in sides.values() if each["value"] is not None]
    if not known:
        return _unknown("trade", title, unit, "trade_totals", next(iter(sides.values()))["why"])
    value = max(each["value"] for each in known)
    places = [each["percentile"] for each in facts["trade"]["place"].values() if each]
    observed = known[0]["observed"]
    shown = numbers.percent(value) + _from(observed, known[0]["year"])
    return PairReading("trade", title, unit, value, max(places, default=None), shown, observed, "trade_totals")  # fmt: skip


def _power(facts: Doc) -> PairReading:
    title, unit = "How unequal they are in capability", "times"
    figure, uneven = facts["capability"]["ratio"], facts["capability"].get("more_uneven_pairs")
    if figure["value"] is None:
        return _unknown("asymmetry", title, unit, "capabilities", figure["why"])
    value = max(figure["value"], 1 / figure["value"]) if figure["value"] else None
    if value is None:
        return _unknown("asymmetry", title, unit, "capabilities", "one of the two has none on record")
    place = 1 - uneven["more"] / uneven["of"] if uneven and uneven["of"] else None
    return PairReading("asymmetry", title, unit, value, place, f"{numbers.number(value, 2)} times", figure["observed"], "capabilities")  # fmt: skip
