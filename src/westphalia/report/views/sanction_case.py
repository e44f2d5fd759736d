"""Sanctions as they are asked about: the question, and target, senders and trade as the record knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, cast

from pydantic import Field

from westphalia.effects.parameters import parameters
from westphalia.effects.trade.base import GRAVEST, LATE, base, in_force, refuse
from westphalia.effects.trade.base import place as placed
from westphalia.effects.trade.estimates import effects
from westphalia.effects.trade.sanction import TradeShock
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np, pl
from westphalia.measures.core import core
from westphalia.report.brief.words import the
from westphalia.report.views.effect import GIVEN, RUNS, SEED, Runs
from westphalia.report.views.named import seen_in, state_of
from westphalia.report.views.question import AS_OF, Given, Name, Names, Positional, Question, Year

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.parameters import ParameterSet
    from westphalia.effects.trade.base import TradeBase
    from westphalia.effects.trade.estimates import Effects, Kind
    from westphalia.record.state import State
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
EVERYBODY = ("all", "everybody")
CALLED = {
    "eu": "the European Union",
    "core": "the core",
    "all": "everybody",
    "everybody": "everybody",
    "un": "the United Nations",
    "au": "the African Union",
}
"""Groups whose names are not their letters."""


class SanctionQuestion(Question):
    """Say what sanctions on TARGET would do to trade and real income of every state.

    One sector, every market clears, prices and incomes follow. Effects of sanctions are drawn from those of past cases.
    What is in force against a state, by whom and since when, is the command sanctions.
    """

    target: Annotated[Name, Positional()] = Field(description="The state that is sanctioned.")
    by: Names = Field(
        description="Who sanctions: states with commas between, or EU, G7, NATO and other institutions, core, all."
    )
    year: Annotated[Year | None, Positional(option=True)] = Field(
        None,
        description="The year: trade of 2014 stands for 2014 to 2018, that of 2023 for later years, and where none is given.",
    )
    kind: Literal["embargo", "trade", "finance"] | None = Field(
        None, description="All trade forbidden, restricted in part, or finance alone; by default an embargo."
    )
    lift: bool = Field(False, description="Lift what is in force instead of imposing anything.")
    join: Names | None = Field(None, description="Who joins them: before and after.")
    leave: Names | None = Field(None, description="Who leaves them: before and after.")
    secondary: bool = Field(
        False, description="Third states follow in part, out of fear of secondary sanctions."
    )
    base: Literal["world", "square"] = Field(
        "world",
        description="Trade of all states, or of 43 and the rest of the world with home sales as published.",
    )
    deficits: Literal["additive", "multiplicative", "closed"] = Field(
        "additive",
        description="Deficits stay the same part of the world's output, of the state's own, or there are none.",
    )
    runs: Runs = RUNS
    seed: int = SEED
    given: Given = GIVEN
    as_of: Year | None = AS_OF


@dataclass(frozen=True, eq=False)
class SanctionCase:
    """What is asked, found in the record.

    Parameters
    ----------
    world : World
        As known.
    asked : SanctionQuestion
        The question.
    target : State
        The target.
    of : TradeBase
        Trade before.
    held : ParameterSet
        What is assumed.
    known : Effects
        Effects of past sanctions.
    force : mapping
        Who sanctions the target in the year of the trade, and how gravely.
    notes : tuple of str
        What must be said.
    year : int
        The year.
    """

    world: World
    asked: SanctionQuestion
    target: State
    of: TradeBase
    held: ParameterSet
    known: Effects
    force: Mapping[int, str]
    notes: tuple[str, ...]
    year: int

    def state(self, code: int) -> dict[str, Any]:
        """Return a state as documents have it."""
        if code == 0:
            return {"ccode": None, "iso3": None, "name": "the rest of the world"}
        return self.world.state(code, self.of.observed).to_dict()


@dataclass(frozen=True, eq=False)
class Senders:
    """Who changes trade with the target.

    Parameters
    ----------
    codes : tuple of int
        The states that change anything.
    kinds : tuple of str
        Of each, the kind that is imposed or lifted.
    shock : TradeShock
        By place and run.
    unchanged : tuple of int
        Those for whom nothing changes.
    """

    codes: tuple[int, ...]
    kinds: tuple[str, ...]
    shock: TradeShock
    unchanged: tuple[int, ...]


# Who is meant.


def understood(world: World, asked: SanctionQuestion) -> tuple[SanctionCase, Senders, Senders]:
    """Return the case, and the coalition before and after anybody joins or leaves.

    Parameters
    ----------
    world, asked : World, SanctionQuestion
        The record and the question.

    Raises
    ------
    NotUnderstood
        For a target among its senders, a sender that joins twice or leaves without having been there, a year after that of ``as-of``.
    NoAnswer
        Where a state is not in the trade of the year, trade is not known, or nothing would change.
    """
    late = LATE.whole(world)[1]
    year = asked.year if asked.year is not None else min(asked.as_of or late, late)
    seen = seen_in(world, year, asked.as_of)
    known = effects(world)
    if asked.as_of is not None and asked.as_of < known.until:
        raise NoAnswer(
            f"Effects of sanctions as known by the end of {asked.as_of} are not stored.",
            f"They are estimated from trade by pair to {known.until}.",
            f"Ask as of {known.until} or later.",
        )
    target = state_of(seen, asked.target, year)
    of = base(seen, year, asked.base)
    placed(of, target.ccode, target.name)
    held = parameters("trade", year=year, given=asked.given)
    members, notes = _members(seen, asked.by, of, target, year)
    joining, more = _members(seen, asked.join or (), of, target, year)
    leaving, still = _members(seen, asked.leave or (), of, target, year)
    for codes, wrong, flag in (
        ([c for c in joining if c in members], "is among the senders already", "--join"),
        ([c for c in leaving if c not in members], "is not among the senders", "--leave"),
    ):
        if codes:
            raise NotUnderstood(f"{seen.state(codes[0], year).name} {wrong}.", "", f"Take it out of {flag}.")
    notes += more + still + refuse(of, target.ccode, members + joining)
    force = in_force(seen, of, target.ccode)
    case = SanctionCase(seen, asked, target, of, held, known, force, notes, year)
    after = [code for code in (*members, *joining) if code not in leaving]
    if not after:
        raise NotUnderstood("Nobody is left to sanction.", "All senders leave.", "Leave somebody in --by.")
    changes = asked.join or asked.leave
    last = coalition(case, after)
    return case, coalition(case, members) if changes else last, last


def _members(
    world: World, names: tuple[Name, ...], of: TradeBase, target: State, year: int
) -> tuple[list[int], tuple[str, ...]]:
    """Return the codes of states and of members of groups, each once, and what is to be said of those left out."""
    found: list[int] = []
    absent: list[int] = []
    notes: list[str] = []
    for name in names:
        group = _group(world, name, year, of)
        if group is None:
            state = state_of(world, name, year)
            if state.ccode == target.ccode:
                raise NotUnderstood(
                    f"{target.name} is the target and among its senders.",
                    "No state sanctions itself.",
                    "Leave it out of --by.",
                )
            placed(of, state.ccode, state.name)
            group = [state.ccode]
        elif target.ccode in group and str(name).casefold() not in EVERYBODY:
            notes.append(f"{target.name} itself belongs to {name} and is left out of it.")
        absent += [code for code in group if code not in of.codes]
        found += [code for code in group if code in of.codes and code != target.ccode]
    if absent:
        listed = ", ".join(world.state(code, year).name for code in dict.fromkeys(absent))
        notes.append(f"Not in the trade of {of.observed} by pair, and left out: {listed}.")
    return list(dict.fromkeys(found)), tuple(notes)


def _group(world: World, name: Name, year: int, of: TradeBase) -> list[int] | None:
    """Return the members of what a name means at the end of a year; None where it is no group."""
    if not isinstance(name, str):
        return None
    if name.casefold() in EVERYBODY:
        return [int(code) for code in of.codes if code]
    if name.casefold() == "core":
        return list(core(world, year).members)
    spells = world.scan("institution_members").filter(institution=name.casefold()).collect()
    if spells.is_empty():
        return None
    then = pl.date(year, 12, 31)
    inside = spells.filter(pl.col("start") <= then, pl.col("end").is_null() | (pl.col("end") > then))
    if inside.is_empty():
        raise NoAnswer(f"{name} had no members at the end of {year}.", "", "Ask for another year.")
    return sorted(int(code) for code in inside["ccode"])


def called(world: World, name: Name, year: int) -> str:
    """Return a sender as a sentence names it.

    Parameters
    ----------
    world : World
        The record.
    name : str or int
        As asked: a state or a group.
    year : int
        Of the question.
    """
    held = str(name).casefold()
    if held in CALLED:
        return CALLED[held]
    if (
        isinstance(name, str)
        and world.scan("institution_members").filter(institution=held).head(1).collect().height
    ):
        return f"the {name.upper()}" if len(held) <= 4 else name.upper()
    return the(state_of(world, name, year).name)


def coalition(case: SanctionCase, members: list[int]) -> Senders:
    """Return what some senders change: what is not in force yet, or what is.

    Parameters
    ----------
    case : SanctionCase
        What is asked.
    members : list of int
        Codes of the senders.

    Raises
    ------
    NoAnswer
        Where nothing changes.
    """
    asked = case.asked
    wanted = asked.kind or "embargo"
    kinds: dict[int, str] = {}
    for code in members:
        now = case.force.get(code)
        if asked.lift and now is not None and asked.kind in (None, now):
            kinds[code] = now
        elif not asked.lift and (now is None or GRAVEST.index(now) > GRAVEST.index(wanted)):
            kinds[code] = wanted
    if not kinds:
        raise _nothing(case)
    drawn = {kind: _drawn(case, kind) for kind in dict.fromkeys(kinds.values())}
    senders = np.array([placed(case.of, code, str(code)) for code in kinds], dtype=np.int64)
    values = np.array([drawn[kind] for kind in kinds.values()])
    third = case.held.draw("trade.secondary_compliance", asked.runs, asked.seed) if asked.secondary else None
    shock = TradeShock(placed(case.of, case.target.ccode, case.target.name), senders, values, third)
    left = tuple(code for code in members if code not in kinds)
    return Senders(tuple(kinds), tuple(kinds.values()), shock, left)


def _nothing(case: SanctionCase) -> NoAnswer:
    """Return why a coalition changes nothing."""
    year, name = case.of.observed, case.target.name
    if case.asked.lift:
        return NoAnswer(
            f"None of these has such sanctions on {name} in force in {year}.",
            "So there is nothing to lift in the trade of that year.",
            f'westphalia sql "select * from sanctions where target = {case.target.ccode} and year = {year}" lists them.',
        )
    return NoAnswer(
        f"All of these have sanctions on {name} of this kind, or graver ones, in force in {year}.",
        "The trade of that year already is what they have made it.",
        "Ask what lifting them would do (--lift), or for a graver kind.",
    )


def _drawn(case: SanctionCase, kind: str) -> Floats:
    """Return the effect of a kind in each run (runs, 2): a new case's, or with the sign turned that of the case in force."""
    asked, named = case.asked, cast("Kind", kind)
    if not asked.lift:
        return case.known.new_case(named, asked.runs, asked.seed)
    own = case.known.case(case.target.ccode, named, case.of.observed)
    if own is None:
        return -case.known.new_case(named, asked.runs, asked.seed)
    return -case.known.of_case(own, asked.runs, asked.seed)
