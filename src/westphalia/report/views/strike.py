"""Whether a strike on a nuclear programme would be worth it to those who would strike: in what share of a box of assumptions it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import Field

from westphalia.effects import balance, deterrence
from westphalia.effects.deterrence import StrikeSetting
from westphalia.effects.distribution import movers
from westphalia.effects.parameters import parameters
from westphalia.effects.proliferation.levels import EXPLORES, FIRST_ACTIVITY, HAS, STATUS
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np, statistics
from westphalia.measures.registry import get
from westphalia.models.cases import strikes
from westphalia.record.history import Snapshot
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.effect import GIVEN, SEED, Runs
from westphalia.report.views.named import called, seen_in
from westphalia.report.views.question import AS_OF, Given, Name, Names, Positional, Question, Texts, Year
from westphalia.report.views.strengths import Strengths, last_of, packages, strengths
from westphalia.report.views.strike_page import page

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.balance import Delivery
    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.state import State
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
FILE, PREFIX = "security", "security.strike."
DEFENCES, MISSILES = "air-defence-systems", "missiles"
FEWEST = 2
"""Cases of a kind from which on their median is told."""
BOX = 4000
"""Points of the box of assumptions that are looked at by default."""
OF_CASES = 1000
"""Points of the box for each case of the past."""
WANTED, MOST = (0.5, 0.75, 0.9), 50_000.0
"""Shares of the box for which the air defence needed is sought, and the most that is tried: more than any state has received."""
AGAINST = (
    {
        "claim": "From 1941 to 2000 states were not deterred from attacking nuclear programmes by the prospect of retaliation; they accepted substantial costs where they felt threatened.",
        "citation": "Fuhrmann, Matthew and Sarah E. Kreps (2010). Targeting Nuclear Programs in War and Peace: A Quantitative Empirical Analysis, 1941-2000. Journal of Conflict Resolution 54(6): 831-859",
        "found": "read",
    },
    {
        "claim": "Of 16 attacks from 1942 to 2007 those in peace delayed programmes, modestly; those in war often missed. That a strike does little has not kept states from it.",
        "citation": "Kreps, Sarah E. and Matthew Fuhrmann (2011). Attacking the Atom: Does Bombing Nuclear Facilities Affect Proliferation? Journal of Strategic Studies 34(2): 161-187",
        "found": "read",
    },
)
"""What speaks against deterrence by expected costs; abstracts were read."""


class StrikeQuestion(Question):
    """Print in what share of a box of assumptions a strike by some states on the nuclear programme of another is not worth it to them, before and after a package of arms or a third state's support.

    It is a share of assumptions and no probability; the one study of all cases finds no deterrence by expected retaliation, and the page says so.
    """

    by: Names = Field(description="Those who would strike, with commas between them.")
    on: Name = Field(description="The state whose programme it is.")
    year: Annotated[Year, Positional(option=True)] = Field(description="At the end of this year.")
    deliver: Texts = Field(
        (),
        description="Arms delivered to the target, Russia:Iran:air-defence:500 (supplier, recipient, category, million trend-indicator values); may be repeated. Air defence and missiles count.",
    )
    support: Names | None = Field(None, description="Third states that stand by the target.")
    runs: Runs = Field(BOX, description="How many points of the box of assumptions are looked at.")
    seed: int = SEED
    given: Given = GIVEN
    as_of: Year | None = AS_OF


@dataclass(frozen=True, eq=False)
class Confronted:
    """Who would strike whom, and what is read of them.

    Parameters
    ----------
    by, support : tuple of State
        Those who would strike, and those who stand by the target.
    on : State
        The target.
    year, status : int
        When, and how far its programme is.
    read : Strengths
        Of all states.
    held : ParameterSet
        What is assumed.
    """

    by: tuple[State, ...]
    on: State
    support: tuple[State, ...]
    year: int
    status: int
    read: Strengths
    held: ParameterSet

    def place(self, state: State) -> int:
        """Return where a state stands among all."""
        return int(np.searchsorted(self.read.codes, state.ccode))


def answer(world: World, asked: StrikeQuestion, say: Say) -> Answer:
    """Return the share of the box in which a strike is not worth it.

    Parameters
    ----------
    world, asked, say : World, StrikeQuestion, Say
        The record, the question, and who is told of progress.
    """
    seen = seen_in(world, asked.year, asked.as_of)
    held = parameters(FILE, year=asked.year, given=asked.given)
    who = confronted(seen, asked, held)
    package = packages(seen, asked.deliver, asked.year, who.read, (who.place(who.on),))
    every, once = _assumed(who.held, asked.runs, asked.seed), _assumed(who.held)
    before, after = settings(seen, who, package, every)
    told = settings(seen, who, package, once)
    names = after.assumes()
    drawn = {name: who.held.draw(PREFIX + name, asked.runs, asked.seed) for name in names}
    _check(drawn)
    shares = [deterrence.deterred(each, drawn) for each in (before, after)]
    moved = movers({PREFIX + name: each for name, each in drawn.items()}, deterrence.gain(after, drawn))
    document: dict[str, Any] = {
        "westphalia": seen.stamp(),
        "by": [each.to_dict() for each in who.by],
        "on": who.on.to_dict(),
        "support": [each.to_dict() for each in who.support],
        "year": asked.year,
        "as_of": asked.as_of,
        "status": STATUS[who.status],
        "assumptions": [_assumption(who.held, name) for name in names],
        "deterred": {
            "before": shares[0],
            "after": shares[1],
            "difference": shares[1] - shares[0],
            "sampling_error": float(np.sqrt(0.25 / asked.runs)),
        },
        "setting": {name: _setting(each) for name, each in zip(("before", "after"), told, strict=True)},
        "thresholds": [*_turning(who.held, told[1], names), *_needed(who, drawn, before, every)],
        "package": [_package(who, each, once) for each in package],
        "cases": cases(seen, asked),
        "against": [dict(each) for each in AGAINST],
        "runs": asked.runs,
        "seed": asked.seed,
    }
    document["past"] = past(document["cases"])
    rows = list(zip(("before", "after"), shares, strict=True))
    return Answer(
        document, lambda: page(seen, document, who.held, moved), table(("when", "deterred"), rows), after
    )


# Who, and what the record says of them.


def confronted(world: World, asked: StrikeQuestion, held: ParameterSet) -> Confronted:
    """Return who would strike whom, with what is read of them.

    Parameters
    ----------
    world : World
        The record.
    asked : StrikeQuestion
        The question.
    held : ParameterSet
        What is assumed.

    Raises
    ------
    NotUnderstood
        Where one state stands on two sides.
    NoAnswer
        Where the target has no programme that is known, or the bomb already; or the years have no arms.
    """
    by, support = (
        tuple(dict.fromkeys(called(world, each, asked.year) for each in given))
        for given in (asked.by, asked.support or ())
    )
    on = called(world, asked.on, asked.year)
    sides = [each.ccode for each in (*by, on, *support)]
    if len(set(sides)) < len(sides):
        raise NotUnderstood(
            "One state stands on two sides.",
            "The target cannot strike itself, nor can those who strike support it.",
            "Name different states.",
        )
    present = set(world.states(asked.year).tolist())
    gone = [each.name for each in (*by, on, *support) if each.ccode not in present]
    if gone:
        raise NoAnswer(f"Not in the system in {asked.year}: {', '.join(gone)}.", "", "Ask for another year.")
    span = get("arms").span(world)
    if span is None or asked.year < span[0]:
        first = span[0] if span else FIRST_ACTIVITY
        raise NoAnswer(
            f"Nothing is known of air defence in {asked.year}.", f"Deliveries of arms are listed from {first}.", f"Ask for a year from {first} on."
        )  # fmt: skip
    life = held.value("security.arms_life")
    if not 1 <= life <= 75:
        raise NotUnderstood("security.arms_life must lie between 1 and 75 years.", "", "Give another.")
    read = strengths(world, asked.year, int(life))
    return Confronted(by, on, support, asked.year, _status(world, on, asked.year), read, held)


def _status(world: World, on: State, year: int) -> int:
    """Return how far the programme of a state is; there must be one, without the bomb."""
    last = last_of(world, "nuclear_status", year)
    at = int(np.searchsorted(world.universe(), on.ccode))
    value = float(Snapshot(world, last)["nuclear_status"][at])
    if np.isnan(value) or value < EXPLORES:
        raise NoAnswer(
            f"No nuclear programme of {on.name} is known in {year}.", f"By the list to {last} it neither explores nor pursues nuclear weapons.", "Ask for a year in which it did."
        )  # fmt: skip
    if value >= HAS:
        raise NoAnswer(
            f"{on.name} has nuclear weapons in {year}.", "What it would do with them is in no inequality here.", "Ask for a year before."
        )  # fmt: skip
    return int(value)


@dataclass(frozen=True, eq=False)
class Assumed:
    """Slope of the loss of strength and loss of arms, in every run or once (runs,)."""

    slope: Floats
    decay: Floats


def settings(
    world: World, who: Confronted, package: Sequence[Delivery], assumed: Assumed
) -> tuple[StrikeSetting, StrikeSetting]:
    """Return what the record says before, and after the package and with the third states.

    Parameters
    ----------
    world : World
        The record.
    who : Confronted
        Who would strike whom.
    package : sequence of Delivery
        What is delivered to the target.
    assumed : Assumed
        Slope and loss.
    """
    extra = {name: sum(each.volume for each in package if each.measure == name) for name in (DEFENCES, MISSILES)}  # fmt: skip
    had, _ = _left(who, MISSILES, assumed)
    with np.errstate(divide="ignore", invalid="ignore"):
        more = np.where(had > 0, (had + extra[MISSILES]) / had, 1.0)
    promised = {each for each in who.support if _promises(world, each, who.on, who.year)}
    attack = _attack(who, assumed)
    own = {each: _brought(who, each, assumed) for each in who.support}
    strength = {each: there / (there + attack) for each, there in own.items()}
    before = StrikeSetting(_defended(who, 0.0, assumed), np.ones_like(had))
    after = StrikeSetting(
        _defended(who, extra[DEFENCES], assumed),
        more,
        tuple(each for state, each in strength.items() if state in promised),
        tuple(each for state, each in strength.items() if state not in promised),
    )
    return before, after


def _left(who: Confronted, name: str, assumed: Assumed) -> tuple[Floats, Floats]:
    """Return what is left of the target's arms and of everybody's together (runs,)."""
    ages = who.read.measures[name].ages
    assert ages is not None
    weight: Floats = (1.0 - assumed.decay)[:, None] ** np.arange(ages.shape[1])
    return weight @ ages[who.place(who.on)], weight @ ages.sum(axis=0)


def _defended(who: Confronted, volume: float, assumed: Assumed) -> Floats:
    """Return the target's air defence, so much more of it, over itself and what the attackers bring; both as shares of the world's (runs,)."""
    own, total = (each + volume for each in _left(who, DEFENCES, assumed))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(total > 0, own / total, 0.0)
        home: Floats = np.where(share > 0, share ** balance.exponent(np.zeros(1), 1.0), 0.0)
    return home / (home + _attack(who, assumed))


def _attack(who: Confronted, assumed: Assumed) -> Floats:
    """Return what the attackers bring to bear together (runs,)."""
    return np.asarray(np.sum([_brought(who, each, assumed) for each in who.by], axis=0))


def _brought(who: Confronted, state: State, assumed: Assumed) -> Floats:
    """Return what a state brings to bear where the target is: military spending, or capability where that is unknown of one of them, as a share of the world's (runs,)."""
    places = [who.place(each) for each in (*who.by, *who.support)]
    spending = who.read.measures["spending"].value
    value = spending if np.isfinite(spending[places]).all() else who.read.measures["capability"].value
    km = float(who.read.km[who.place(state), who.place(who.on)])
    own = float(value[who.place(state)] / np.nansum(value))
    if not (np.isfinite(own) and np.isfinite(km)) or own <= 0:
        raise NoAnswer(
            f"How strong {state.name} is where {who.on.name} is, is not known in {who.year}.", "", "Ask for another year, or other states."
        )  # fmt: skip
    found: Floats = own ** np.log10(km / balance.MILE / assumed.slope + balance.NEAREST)
    return found


def _promises(world: World, by: State, on: State, year: int) -> bool:
    pacts = Snapshot(world, last_of(world, "defence", year))["defence"]
    one, two = (int(np.searchsorted(world.universe(), each.ccode)) for each in (by, on))
    return bool(np.nan_to_num(pacts[one, two]) > 0)


# Assumptions and thresholds.


def _assumed(held: ParameterSet, runs: int = 0, seed: int = 1) -> Assumed:
    """Return slope and loss in every run; without runs the reference values, once."""
    names = ("security.miles_per_day", "security.arms_decay")
    slope, decay = (held.draw(name, runs, seed) if runs else np.array([held.value(name)]) for name in names)
    if (slope <= 0).any() or ((decay < 0) | (decay >= 1)).any():
        raise NotUnderstood(
            "security.miles_per_day must lie above 0, and security.arms_decay from 0 to below 1.", "", "Give others."
        )  # fmt: skip
    return Assumed(slope, decay)


def _check(drawn: Mapping[str, Any]) -> None:
    """Refuse assumptions that are given outside what they can be."""
    chances = ("success", "defence", "patience", "bomb", deterrence.PROMISED, deterrence.UNPROMISED)
    wrong = [
        PREFIX + name
        for name, each in drawn.items()
        if (each < 0).any() or (name in chances and (each > 1).any())
    ]
    if wrong:
        raise NotUnderstood(
            f"{', '.join(wrong)} cannot be so.", "Chances and shares lie from 0 to 1, the others above.", "Give others."
        )  # fmt: skip


def _ends(held: ParameterSet, name: str) -> tuple[float, float]:
    """Return the range of an assumption; both ends alike where it is given."""
    entry = held.entry(PREFIX + name)
    box = None if entry.distribution is None else entry.distribution.uniform
    if PREFIX + name in held.given or box is None:
        value = held.value(PREFIX + name)
        return value, value
    return box.low, box.high


def _assumption(held: ParameterSet, name: str) -> dict[str, Any]:
    low, high = _ends(held, name)
    entry = held.entry(PREFIX + name)
    given = PREFIX + name in held.given
    return {
        "name": PREFIX + name,
        "low": low,
        "high": high,
        "unit": entry.unit,
        "reference": "given with the question" if given else entry.citation,
        "found": "given" if given else entry.found,
        "note": entry.note,
    }


def _turning(held: ParameterSet, setting: StrikeSetting, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return where each assumption turns the answer, the others in the middle of their ranges."""
    ends = {name: _ends(held, name) for name in names}
    middle = {name: (low + high) / 2 for name, (low, high) in ends.items()}
    return [
        {
            "name": PREFIX + name,
            "note": held.entry(PREFIX + name).note,
            "unit": held.entry(PREFIX + name).unit,
            "low": low,
            "high": high,
            "value": deterrence.turns(setting, middle, name, low, high) if low < high else None,
        }
        for name, (low, high) in ends.items()
    ]


def _needed(
    who: Confronted, drawn: Mapping[str, Any], before: StrikeSetting, assumed: Assumed
) -> list[dict[str, Any]]:
    """Return how much air defence would have to be delivered for so much of the box."""
    return [
        {
            "name": "air-defence",
            "note": f"Air defence to be delivered for a strike not to be worth it in {share:.0%} of the box.",
            "unit": "million trend-indicator values",
            "share": share,
            "low": 0.0,
            "high": MOST,
            "value": deterrence.air_defence_for(
                share, drawn, lambda volume: _defended(who, volume, assumed), before, MOST
            ),
        }
        for share in WANTED
    ]


def _setting(of: StrikeSetting) -> dict[str, Any]:
    third = {name: [float(each[0]) for each in getattr(of, name)] for name in ("promised", "unpromised")}
    return {"air_defence": float(of.defence[0]), "missiles": float(of.missiles[0]), "third_states": third}


def _package(who: Confronted, each: Delivery, once: Assumed) -> dict[str, Any]:
    left = float(_left(who, each.measure, once)[0][0])
    return {
        "category": each.measure,
        "title": who.read.measures[each.measure].title,
        "volume": each.volume,
        "had": left,
        "counts": each.measure in (DEFENCES, MISSILES),
    }


def cases(world: World, asked: StrikeQuestion) -> list[dict[str, Any]]:
    """Return the attacks on nuclear sites up to a year, and those that were weighed, with their events and the share of the box at the end of the year before.

    Parameters
    ----------
    world : World
        The record.
    asked : StrikeQuestion
        The question: its year, and what is fixed.
    """
    known = set(world.listed("events")["event"].to_list())
    found = []
    for each in strikes(asked.year):
        by, target = (world.state(name, each.year) for name in (each.by, each.target))
        row = {**each.model_dump(), "by": by.to_dict(), "target": target.to_dict()}
        row["event"] = each.event if each.event in known else None
        held = parameters(FILE, year=each.year - 1, given=asked.given)
        row |= _put(world, by, target, each.year - 1, held)
        found.append(row)
    return found


def past(told: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return the median share of the box of the cases that were struck and of those only weighed, and how many the record reaches; None with less than two of a kind.

    Parameters
    ----------
    told : sequence of mapping
        Of :func:`cases`.
    """
    known = [each for each in told if each["deterred"] is not None]
    struck = [each["deterred"] for each in known if each["kind"] == "attack"]
    weighed = [each["deterred"] for each in known if each["kind"] == "considered"]
    if min(len(struck), len(weighed)) < FEWEST:
        return None
    return {
        "struck": statistics.median(struck),
        "weighed": statistics.median(weighed),
        "counts": [len(struck), len(weighed)],
    }


def _put(world: World, by: State, on: State, year: int, held: ParameterSet) -> dict[str, Any]:
    """Return the share of the box in a case; null with why where the record does not reach it."""
    try:
        who = confronted(world, StrikeQuestion.of({"by": (by.ccode,), "on": on.ccode, "year": year}), held)
        before, _ = settings(world, who, (), _assumed(held, OF_CASES))
    except (NoAnswer, NotUnderstood) as error:
        return {"deterred": None, "why": error.what}
    drawn = {name: held.draw(PREFIX + name, OF_CASES, 1) for name in before.assumes()}
    return {"deterred": deterrence.deterred(before, drawn)}


VIEW = View("strike", StrikeQuestion, answer, wide=True)
