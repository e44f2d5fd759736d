"""Scenarios: what is done to the system, as a file says it, checked whole before anything runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from westphalia.errors import NotUnderstood
from westphalia.lazy import difflib
from westphalia.system.cast import Cast, Name
from westphalia.system.deeds import DEEDS, Intervention, needs, refuse, words_of
from westphalia.system.estimates import FIRST
from westphalia.system.interventions import Command, Commands, Deed
from westphalia.system.membership import turned
from westphalia.system.nuclear import REACHED, FirstStage
from westphalia.system.outcomes import NAMES, AskedOutcome
from westphalia.system.processes import processes
from westphalia.system.variables import LAYERS, STATES
from westphalia.yaml_file import Place, Tree, read

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.system.state import SystemState

SHELF = Path(__file__).parent.parent / "shelf" / "scenarios"
LONGEST = 50
"""Years that may be simulated at most."""
DEEPEST = 5
"""Bases of bases."""
TIES = ("pact", "arms", "sanction", "dispute", "war", "rivalry")
"""Ties of which the first year may be asked for."""


class OfState(BaseModel):
    """An outcome of a state: one of its variables."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    outcome: str
    of: Name


class OfPair(BaseModel):
    """An outcome of a pair: whether a tie holds, or how much is remembered."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    outcome: str
    between: Annotated[tuple[Name, ...], Field(min_length=2, max_length=2)]


class First(BaseModel):
    """The first year in which a pair has a tie."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    first: Literal["pact", "arms", "sanction", "dispute", "rivalry"]
    between: Annotated[tuple[Name, ...], Field(min_length=2, max_length=2)]


class Scenario(BaseModel):
    """A scenario.

    Parameters
    ----------
    name : str
        Short name, which is part of the luck of its interventions.
    start : int
        The last year known; the first simulated one is the next.
    years : int
        How many years are simulated.
    base : str, optional
        Another scenario whose interventions come first: a name of the shelf, or a path beside the file.
    interventions : tuple
        What is done; none in the baseline.
    outcomes : tuple
        Outcomes of which every draw is kept; by default those of the system.
    description : str
        What it is about, in a sentence or two.
    limits : tuple of str
        What the model cannot say of it.
    also : tuple of str
        Processes that are off by default, and on in these runs.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$", description="Letters, digits and hyphens.")]
    start: Annotated[int, Field(ge=FIRST, le=2100, description="The last year known.")]
    years: Annotated[int, Field(ge=1, le=LONGEST, description="How many years are simulated.")]
    base: Annotated[str | None, Field(description="Another scenario, whose interventions come first.")] = None
    interventions: Annotated[tuple[Intervention, ...], Field(description="What is done.")] = ()
    outcomes: Annotated[
        tuple[str | OfState | OfPair | First | FirstStage, ...],
        Field(description="Outcomes of which every draw is kept."),
    ] = ()
    description: Annotated[str, Field(description="What it is about.")] = ""
    limits: Annotated[tuple[str, ...], Field(description="What the model cannot say of it.")] = ()
    also: Annotated[
        tuple[str, ...], Field(description="Processes that are off by default, and on in these runs.")
    ] = ()
    _tree: Tree | None = None
    _file: str = "The scenario"

    @field_validator("also")
    @classmethod
    def _off(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        known = sorted(name for name, each in processes().items() if each.off)
        for name in value:
            if name not in known:
                raise ValueError(f'no process "{name}" is off by default. It can be: {", ".join(known)}')
        return value

    def told_at(self, place: Place) -> str:
        """Return where a place stands, as an error tells it: file and line, or the place itself."""
        if self._tree is not None:
            return f"{self._file} line {self._tree.line(place)}"
        return f"{self._file}, {'.'.join(str(part + 1) if isinstance(part, int) else part for part in place)}"

    def held(self, off: Collection[str]) -> None:
        """Refuse interventions in what the model does not hold at the start.

        Parameters
        ----------
        off : collection of str
            Processes that are off.

        Raises
        ------
        NotUnderstood
            With all of them.
        """
        _raise(
            [
                f"{self.told_at(('interventions', number))}: {_why_off(name, self.start)}, and this would make no difference"
                for number, each in enumerate(self.interventions)
                if (name := needs(each)) in off
            ]
        )

    def commands(self, world: World, state: SystemState) -> Commands:
        """Return what is done in the two arms: nothing in the baseline.

        Parameters
        ----------
        world : World
            Who knows the names of states.
        state : SystemState
            The start.

        Raises
        ------
        NotUnderstood
            With all that does not fit the run: a year outside of it, an unknown state, opposite interventions.
        """
        rows: list[Command] = []
        wrong: list[str] = []
        own = len(self.interventions)
        turns = turned(self.interventions, Cast(world, state))
        for number, each in enumerate(self.interventions):
            at: Place = ("interventions", number)
            if not self.start < each.first <= each.last <= self.start + self.years:
                wrong.append(
                    f"{self.told_at((*at, 'year' if each.year is not None else 'years'))}: {each.when()} is not within the run, {self.start + 1} to {self.start + self.years}"
                )
            cast = Cast(world, state, year=each.first, turns=turns)
            rows += each.commands(cast, number)
            wrong += [f"{self.told_at((*at, *place))}: {what}" for place, what in cast.wrong]
        wrong += self._opposites()
        _, unknown = self._asked(world, state)
        _raise([*wrong, *unknown])
        return Commands(
            ((), tuple(row for row in rows if row.year <= self.start + self.years)),
            tuple(f"{self.name} {number}" for number in range(own)),
        )

    def asked(self, world: World, state: SystemState) -> tuple[AskedOutcome, ...]:
        """Return the outcomes of which every draw is kept.

        Parameters
        ----------
        world, state : World, SystemState
            Who knows the names of states, and the start.

        Raises
        ------
        NotUnderstood
            With all that is none.
        """
        found, wrong = self._asked(world, state)
        _raise(wrong)
        return tuple(found)

    def _asked(self, world: World, state: SystemState) -> tuple[list[AskedOutcome], list[str]]:
        found: list[AskedOutcome] = []
        wrong: list[str] = []
        for number, each in enumerate(self.outcomes):
            cast = Cast(world, state)
            at: Place = ("outcomes", number)
            known, kind, name = _kind(each)
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
                wrong.append(
                    f'{self.told_at(at)}: no outcome "{name}".{f" Nearest: {near[0]}." if near else ""} It can be: {", ".join(known)}'
                )
                continue
            names = (
                ()
                if isinstance(each, str)
                else (each.of,)
                if isinstance(each, OfState | FirstStage)
                else each.between
            )
            places = [cast.place(each, key) for key, each in (("of", name) for name in names)]
            wrong += [f"{self.told_at((*at, *place))}: {what}" for place, what in cast.wrong]
            if None not in places:
                found.append(
                    AskedOutcome(
                        kind, name, tuple(int(state.codes[place]) for place in places if place is not None)
                    )
                )
        return found, wrong

    def _opposites(self) -> Iterator[str]:
        """Yield interventions that do the opposite to one thing in overlapping years."""
        done: list[tuple[Any, int, Deed, int]] = []
        for number, each in enumerate(self.interventions):
            for thing, sign in each.things():
                for other, way, before, earlier in done:
                    if (
                        other == thing
                        and way != sign
                        and before.first <= each.last
                        and each.first <= before.last
                    ):
                        yield f"{self.told_at(('interventions', number))}: it does the opposite of intervention {earlier + 1} in the same years"
                        break
                done.append((thing, sign, each, number))


def _kind(
    each: str | OfState | OfPair | First | FirstStage,
) -> tuple[tuple[str, ...], Literal["system", "state", "pair", "first", "reached"], str]:
    if isinstance(each, str):
        return NAMES, "system", each
    if isinstance(each, OfState):
        return STATES, "state", each.outcome
    if isinstance(each, First):
        return TIES, "first", each.first
    if isinstance(each, FirstStage):
        return tuple(REACHED), "reached", each.first
    return LAYERS, "pair", each.outcome


def _why_off(name: str, start: int) -> str:
    """Return why a process is off, in words."""
    if processes()[name].off:
        return f'the process "{name}" is off unless a scenario says also: [{name}]'
    return f'the process "{name}" is off in a run from {start}, since too little was on record of it by then'


def _raise(wrong: list[str]) -> None:
    if wrong:
        raise NotUnderstood(
            "The scenario cannot be run.",
            "\n".join(f"{each}." for each in dict.fromkeys(wrong)),
            "See docs/scenarios.md.",
        )


def scenario(given: Scenario | Mapping[str, Any] | str | Path) -> Scenario:
    """Return a scenario: one of the shelf by its name, one of a file, or of what a mapping says; with what its bases do before it.

    Parameters
    ----------
    given : Scenario, mapping, str or Path
        What it is.

    Raises
    ------
    NotUnderstood
        With all that is wrong with it.

    Examples
    --------
    >>> scenario("baseline").interventions
    ()
    """
    if isinstance(given, Scenario):
        return given
    if isinstance(given, Mapping):
        return _based(_checked(Tree(dict(given)), "The scenario", known=False), Path(), ())
    path = _found(given, Path())
    return _based(_checked(read(path), path.name), path.parent, (path.resolve(),))


def ready() -> list[str]:
    """Return the names of the scenarios of the shelf.

    Examples
    --------
    >>> "baseline" in ready()
    True
    """
    return sorted(each.stem for each in SHELF.glob("*.yaml"))


def _found(given: str | Path, beside: Path) -> Path:
    """Return the file that a name of the shelf or a path means."""
    if isinstance(given, str) and "/" not in given and not given.endswith((".yaml", ".yml")):
        if given not in ready():
            near = difflib.get_close_matches(given, ready(), n=1, cutoff=0.4)
            guess = f"Did you mean {near[0]}?" if near else ""
            raise NotUnderstood(
                f"There is no scenario called {given}.",
                guess,
                f"Give the path of a file, or one of: {', '.join(ready())}.",
            )
        return SHELF / f"{given}.yaml"
    return beside / given


def _based(given: Scenario, folder: Path, before: tuple[Path, ...]) -> Scenario:
    """Return a scenario with the interventions and limits of its bases before its own."""
    if given.base is None:
        return given
    path = _found(given.base, folder)
    if path.resolve() in before or len(before) > DEEPEST:
        raise NotUnderstood(
            f"{given.told_at(('base',))}: {given.base} rests on itself.", "", "Take the base away."
        )
    base = _based(_checked(read(path), path.name), path.parent, (*before, path.resolve()))
    limits = tuple(dict.fromkeys((*base.limits, *given.limits)))
    whole = given.model_copy(
        update={"base": None, "interventions": (*base.interventions, *given.interventions), "limits": limits}
    )
    if base.interventions:  # the lines are those of one file; places behind a base's are told by number
        whole._tree = None
    return whole


def _checked(tree: Tree, file: str, *, known: bool = True) -> Scenario:
    """Return what a file says as a scenario."""
    try:
        made = Scenario.model_validate(tree.value)
    except ValidationError as error:
        wrong = [_problem(tree, file, each, known) for each in error.errors(include_url=False)]
        raise NotUnderstood(
            f"{file} is no scenario.", "\n".join(dict.fromkeys(wrong)), "See docs/scenarios.md."
        ) from None
    made._tree, made._file = (tree if known else None), file
    return made


def _problem(tree: Tree, file: str, error: Any, known: bool) -> str:
    """Return what is wrong with one entry, with its line and the nearest that is valid."""
    place = tuple(
        part for part in error["loc"] if not (isinstance(part, str) and part in _tags(error["loc"]))
    )
    where = (
        f"{file} line {tree.line(place)}"
        if known
        else f"{file}, {'.'.join(str(part + 1) if isinstance(part, int) else part for part in place) or 'as a whole'}"
    )
    return f"{where}: {_said(error, place)}"


def _tags(place: tuple[Any, ...]) -> set[str]:
    """Return the parts of a place that name a kind of intervention or outcome, and no key of the file."""
    return {part for at, part in enumerate(place) if isinstance(part, str) and at == 2}


def _said(error: Any, place: tuple[Any, ...]) -> str:
    key = str(place[-1]) if place else ""
    match error["type"]:
        case "extra_forbidden":
            near = difflib.get_close_matches(key, _keys(error["loc"]), n=1, cutoff=0.5)
            return f'unknown key "{key}".{f" Nearest: {near[0]}." if near else ""} It can be: {", ".join(_keys(error["loc"]))}.'
        case "missing":
            return f'"{key}" is not given.'
        case "union_tag_invalid":
            refused = refuse(str(error["ctx"]["tag"]))
            return " ".join(str(refused).split())
        case "union_tag_not_found":
            return '"do" is not given.'
        case "literal_error":
            options = [
                part.strip("' ") for part in str(error["ctx"]["expected"]).replace(" or ", ", ").split(",")
            ]
            near = difflib.get_close_matches(str(error["input"]), options, n=1, cutoff=0.4)
            return f'no {key if isinstance(place[-1], str) else place[-2]} "{error["input"]}".{f" Nearest: {near[0]}." if near else ""} It can be: {", ".join(options)}.'
        case "value_error":
            return f"{str(error['msg']).removeprefix('Value error, ')}."
        case _:
            said = str(error["msg"]).removeprefix("Input ")
            return f'"{key}" {said[:1].lower()}{said[1:]}.'


def _keys(place: tuple[Any, ...]) -> list[str]:
    """Return the keys that may stand at a place."""
    if len(place) >= 3 and place[0] == "interventions":
        found = next((deed for deed in DEEDS if place[2] in words_of(deed)), Deed)
        return [info.alias or name for name, info in found.model_fields.items()]
    if len(place) >= 3 and place[0] == "outcomes":
        return ["outcome", "of", "between", "first"]
    return list(Scenario.model_fields)
