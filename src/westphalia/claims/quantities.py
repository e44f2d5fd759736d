"""What a claim can be tested on: the kinds of figures that a claim file may ask for, as data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from westphalia.models.outcomes import ANY, CHIEF, CLAIMED, HORIZONS, LONG

Year = Annotated[int, Field(ge=1800, le=2100)]
Years = Year | Annotated[list[Year], Field(min_length=2, max_length=2)]
Name = Annotated[str, Field(min_length=1, max_length=80)]
Pair = Annotated[list[Name], Field(min_length=2, max_length=2)]
NAMED = 2000
"""A claim on events calls states as they were called in this year."""
PLACES = re.compile(r"\$(\d|year)\b")
"""Where a query writes a state or the year."""
if TYPE_CHECKING:
    Outcome = str
    Tied = str
    Horizon = int
else:
    Outcome, Horizon = Literal[CLAIMED], Literal[HORIZONS]
    Tied = Literal[(ANY.name, *ANY.parts)]


class Strict(BaseModel):
    """Data with known fields only."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FigureKind(Strict):
    """One kind of figure. What reads it is registered with :func:`westphalia.claims.verdict.read_kind`."""

    measured: ClassVar[bool] = False
    """Whether ``name`` is that of a measure of as many states as ``of`` has."""

    @property
    def called(self) -> int | None:
        """The year in which the states ``of`` are called so; None where it has none."""
        return None


class MeasureOf(FigureKind):
    """A registered measure of a state or pair: in a year, or over years.

    Parameters
    ----------
    name : str
        As ``westphalia measure --list`` has it.
    of : list of str
        One state, or two.
    years : int or pair of int
        A year, or first and last.
    take : str
        Over years: mean, least, most, sum, change (last less first), slope (a year) or last.
    carry : bool
        In a single year, whether the last value known before may stand in.
    """

    name: Name
    of: list[Name] = Field(min_length=1, max_length=2)
    years: Years
    take: Literal["mean", "least", "most", "sum", "change", "slope", "last"] = "mean"
    carry: bool = False
    measured: ClassVar[bool] = True

    @property
    def called(self) -> int | None:
        """The last of its years."""
        return self.years if isinstance(self.years, int) else self.years[1]


class StandingOf(FigureKind):
    """Where a state or pair stands among all of a year in a measure: the share that has less, those with the same counting half.

    ``among``: all, or those with a major power and the one asked about.
    """

    name: Name
    of: list[Name] = Field(min_length=1, max_length=2)
    year: Year
    among: Literal["all", "major powers"] = "all"
    measured: ClassVar[bool] = True

    @property
    def called(self) -> int | None:
        """Its year."""
        return self.year


class EventsOf(FigureKind):
    """Events of the record that were read at their citation.

    Parameters
    ----------
    ids : list of str
        Named events; or
    between, actor, target, party, place : states
        Who had a part; ``between`` means that each of two states had any part.
    kinds : list of str
        As the table ``events`` has them.
    years : int or pair of int
        When.
    take : str
        Their number, the sum of their magnitudes in ``unit``, or the year of the first or last.
    """

    ids: list[Name] = Field(default_factory=list, max_length=100)
    between: Pair | None = None
    actor: Name | None = None
    target: Name | None = None
    party: Name | None = None
    place: Name | None = None
    kinds: list[Name] = Field(default_factory=list)
    years: Years | None = None
    take: Literal["count", "sum", "first", "last"] = "count"
    unit: Name | None = None

    @model_validator(mode="after")
    def _some(self) -> EventsOf:
        if not any((self.ids, self.between, self.actor, self.target, self.party, self.place, self.kinds)):
            raise ValueError("say which events: ids, between, actor, target, party, place or kinds")
        if (self.take == "sum") != (self.unit is not None):
            raise ValueError("a sum, and nothing else, needs a unit")
        return self


class ModelOf(FigureKind):
    """What the partnership model says of a pair.

    Parameters
    ----------
    of : pair of str
        Two states.
    year : int
        The forecaster stands at its end.
    take : str
        ``probability``; ``lift``, over that of all pairs; ``percentile``; ``driver``, what one adds in log-odds; or ``analogues``, the share
        of the nearest pairs in history that made a tie.
    fitted : {"now", "then"}
        To everything that is known, or to what was known five years at most before the year.
    """

    of: Pair
    year: Year
    outcome: Outcome = CHIEF
    horizon: Horizon = LONG
    take: Literal["probability", "lift", "percentile", "driver", "analogues"] = "probability"
    driver: Name | None = None
    fitted: Literal["now", "then"] = "now"

    @property
    def called(self) -> int | None:
        """Its year."""
        return self.year

    @model_validator(mode="after")
    def _driver(self) -> ModelOf:
        if (self.take == "driver") != (self.driver is not None):
            raise ValueError("a driver is named when, and only when, it is what is taken")
        return self


class MechanismOf(FigureKind):
    """The estimated effect of a mechanism over all pairs, on the probability scale.

    Parameters
    ----------
    name : str
        exclusion, options, asymmetry, market rivalry (and their kin), ``grievance``, ``neighbours`` or ``warning``.
    held : str
        What is held equal.
    among : {"all", "relevant"}
        All pairs, or neighbours and pairs with a great power.
    what : str
        Of ``neighbours`` the group, of ``warning`` the outcome and its years, for example ``disputes 5``.
    """

    name: Name
    held: Literal["setting", "setting and ties"] = "setting"
    among: Literal["all", "relevant"] = "all"
    what: Name | None = None


class InteractionOf(FigureKind):
    """Whether two states that are both high in something make more ties than either by itself leads one to expect, over all pairs.

    The figure is the lift: how many times the odds for two states at the 90th percentile are what is expected; 1 is no interaction.

    Parameters
    ----------
    of : {"exclusion"}
        In what.
    outcome : str
        Which new ties within five years.
    era : str
        Years in which these begin, or all.
    depth : str
        What is taken out of each state: what exclusion tells of it (``margins``), its own propensity in the era too, or that in each year.
    held : str
        What is held equal.
    """

    of: Literal["exclusion"]
    outcome: Tied = ANY.name
    era: Literal["all", "1850-1913", "1919-1939", "1946-1990", "1991-"] = "all"
    depth: Literal["margins", "states", "state-years"] = "states"
    held: Literal["setting", "setting and ties"] = "setting"


class QueryOf(FigureKind):
    """One SELECT over the edition that gives one row.

    Its columns: ``value``; or ``hits`` and ``of``, a share with its interval; with ``low`` and ``high`` where the query knows them. A row without
    a value, or none, is no answer.

    Parameters
    ----------
    query : str
        It may write ``$1`` to ``$9`` for the codes of the states ``of``, in order, and ``$year`` for ``year``: then it can be asked of others too.
    of : list of str
        States.
    year : int, optional
        The year of the figure.
    unit : str
        In plain words.
    """

    query: str = Field(min_length=10, max_length=4000)
    of: list[Name] = Field(default_factory=list, max_length=9)
    year: Year | None = None
    unit: str = ""

    @property
    def called(self) -> int | None:
        """The year of the figure, or that of events."""
        return (self.year or NAMED) if self.of else None

    @model_validator(mode="after")
    def _given(self) -> QueryOf:
        """Hold that a query writes what it is given, and is given what it writes."""
        written = set(PLACES.findall(self.query))
        given = {str(at + 1) for at in range(len(self.of))} | ({"year"} if self.year is not None else set())
        if written != given:
            raise ValueError(
                "a query writes $1, $2 ... for each state of 'of', and $year where it has a year, and no other"
            )
        return self

    def filled(self, codes: Sequence[int]) -> str:
        """Return the query with the codes of states and the year in their places.

        Examples
        --------
        >>> QueryOf(query="select $1 + $year as value", of=["Russia"], year=1941).filled([365])
        'select 365 + 1941 as value'
        """
        values = {str(at + 1): code for at, code in enumerate(codes)} | {"year": self.year}
        return PLACES.sub(lambda found: str(values[found[1]]), self.query)


class ListingOf(Strict):
    """A list that belongs to a claim, for example every case: a SELECT, and what it lists."""

    title: str = Field(min_length=3)
    query: str = Field(min_length=10, max_length=4000)
    rows: int = Field(default=20, ge=1, le=200)


class AnswerOf(FigureKind):
    """A figure of what one of the effects answers: what sanctions, a market, a delivery of arms or of grain would do.

    Parameters
    ----------
    view : str
        Which command is asked.
    given : dict
        What it is asked, by the names of its arguments and options.
    take : str
        Which figure of its JSON document: keys with strokes between them; of a list, the entry in which a key has a value (``change/measure=arms/after``).
        Of a distribution it is the median, with what nine runs of ten lie between as its interval.
    unit : str
        In plain words.
    """

    view: Literal["sanction", "market", "balance", "strike", "nuclear", "unrest"]
    given: dict[Name, bool | int | float | Name | list[Name]]
    take: str = Field(pattern=r"^[^/]+(/[^/]+)*$", max_length=200)
    unit: str = ""


class ScenarioOf(FigureKind):
    """An outcome of a simulation: scenario less baseline on average, or what either arm comes to.

    Parameters
    ----------
    name : str
        A scenario of the shelf.
    outcome : str
        An outcome of the system, or of states or pairs that the scenario asks after.
    region : str
        Of whom: the world, a state, or two states with a comma between them.
    year : int, optional
        Of the run; by default its last.
    of : {"difference", "baseline", "scenario"}
        The difference on average, with how well it is known as its interval; of an arm the middle run, with what nine runs of ten lie between.
    runs : int
        How many.
    """

    name: Name
    outcome: Name
    region: Name = "World"
    year: Year | None = None
    of: Literal["difference", "baseline", "scenario"] = "difference"
    runs: int = Field(400, ge=20, le=2_000)


class ClaimQuantity(Strict):
    """One figure: give exactly one of the fields."""

    measure: MeasureOf | None = None
    standing: StandingOf | None = None
    events: EventsOf | None = None
    model: ModelOf | None = None
    mechanism: MechanismOf | None = None
    interaction: InteractionOf | None = None
    sql: QueryOf | None = None
    answer: AnswerOf | None = None
    scenario: ScenarioOf | None = None

    @model_validator(mode="after")
    def _one(self) -> ClaimQuantity:
        given = [name for name in FIELDS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"give exactly one of {', '.join(FIELDS)}, not {', '.join(given) or 'none'}")
        return self

    @property
    def asked(self) -> FigureKind:
        """The one that is given."""
        found: FigureKind = getattr(self, self.field)
        return found

    @property
    def field(self) -> str:
        """Its name."""
        return next(name for name in FIELDS if getattr(self, name) is not None)


FIELDS = tuple(ClaimQuantity.model_fields)
"""All kinds of figures, by the names that they have in a claim file."""
