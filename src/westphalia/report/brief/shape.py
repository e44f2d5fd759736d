"""The shape of the JSON document of a brief: what the published JSON Schema is generated from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from westphalia.record.schema import FIRST_YEAR, LAST_YEAR

# A field stands on a line, however long.
# fmt: off

Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Interval = Annotated[list[float], Field(min_length=2, max_length=2)]
Verdict = Literal["supported", "contradicted", "mixed", "insufficient_coverage", "not_testable"]
Obligations = Annotated[list[Literal["defence", "offence", "neutrality", "non-aggression", "consultation"]], Field(json_schema_extra={"uniqueItems": True})]
AnyYear = Annotated[int, Field(ge=1494, le=LAST_YEAR)]
"""A year of the system or of what was before it."""
Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Words = Annotated[str, Field(min_length=1)]
When = Annotated[str, Field(pattern="^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
"""A date, cut to the month or year where no more is known."""


class StateOfBrief(TypedDict):
    """A state by its codes and name."""

    ccode: Annotated[int | None, Field(description="Correlates of War code; null for a state only in the Gleditsch-Ward list, which has gwcode.")]
    gwcode: NotRequired[int | None]
    iso3: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None
    name: Words


LeaderOfBrief = TypedDict("LeaderOfBrief", {"leader": str, "role": str, "office": NotRequired[str | None], "effective": bool, "from": When, "to": When | None, "known_to": When | None, "source": str})


@with_config(ConfigDict(json_schema_extra={"if": {"properties": {"value": {"type": "null"}}}, "then": {"required": ["why"]}, "else": {"properties": {"observed": {"type": "integer"}}}}))
class FigureOfBrief(TypedDict):
    """A value with the year it is from (observed) and the table or source; unknown is null with why."""

    value: float | str | bool | None
    unit: str
    year: int
    observed: int | None
    source: str
    why: NotRequired[Words]


ByHorizon = TypedDict("ByHorizon", {"1": Share, "3": Share, "5": Share})
with_config(ConfigDict(extra="forbid"))(ByHorizon)


IntervalByHorizon = TypedDict("IntervalByHorizon", {"1": Annotated[list[Share], Field(min_length=2, max_length=2)], "3": Annotated[list[Share], Field(min_length=2, max_length=2)], "5": Annotated[list[Share], Field(min_length=2, max_length=2)]})
with_config(ConfigDict(extra="forbid"))(IntervalByHorizon)


class ChancesOfTie(TypedDict):
    """Chances of a new tie within 1, 3 and 5 years after the year, with 90 % intervals, the mean of all pairs and the share of pairs that are less likely; null where no source shows such ties yet."""

    probability: ByHorizon
    interval: IntervalByHorizon
    base_rate: ByHorizon
    percentile: ByHorizon


class StampOfBrief(TypedDict):
    """What made the document: version, hash of the edition, hash of the model (null without one)."""

    version: str
    edition: str
    model: str | None


NameOfBrief = TypedDict("NameOfBrief", {"name": str, "from": int, "to": int | None, "kind": Literal["usual", "official"]})


class PlaceOfBrief(TypedDict):
    """The place of a value among those of all states."""

    rank: NotRequired[Annotated[int, Field(ge=1)]]
    of: NotRequired[Annotated[int, Field(ge=1)]]
    percentile: NotRequired[Share]
    median: NotRequired[float]


class PersonOfBrief(TypedDict):
    """Who one of the two is."""

    regime: dict[str, Any] | None
    names: list[NameOfBrief]
    leaders: list[LeaderOfBrief]
    last_known_leader: NotRequired[LeaderOfBrief | None]
    polyarchy: FigureOfBrief
    polity2: NotRequired[FigureOfBrief]
    capability: FigureOfBrief
    rank: PlaceOfBrief | None
    major_power: FigureOfBrief
    nuclear: FigureOfBrief
    warheads: NotRequired[FigureOfBrief]
    capital: str | None
    membership: dict[str, list[Annotated[list[AnyYear], Field(min_length=2, max_length=2)]]]


class Who(TypedDict):
    """Who the two are."""

    a: PersonOfBrief
    b: PersonOfBrief


class RelationScore(FigureOfBrief):
    """How hostile or friendly the two are: 0 like any pair, below -3.5 at war, above 3.5 a security community."""

    interval: NotRequired[Interval]
    percentile: NotRequired[Share]
    band: NotRequired[str]


class Ranks(TypedDict):
    """The ranks of both, 1 for the largest."""

    a: int | None
    b: int | None


class Places(TypedDict):
    """The places of both among all states."""

    a: PlaceOfBrief | None
    b: PlaceOfBrief | None


class BothFigures(TypedDict):
    """A figure of each of the two."""

    a: FigureOfBrief
    b: FigureOfBrief


class CapabilityOfBoth(TypedDict):
    """Share of the system's capability (CINC) of each, and of A over B."""

    a: FigureOfBrief
    b: FigureOfBrief
    ratio: FigureOfBrief
    rank: Ranks
    place: NotRequired[Places]
    population: BothFigures
    military_spending: BothFigures
    military_spending_sipri: NotRequired[BothFigures]
    military_personnel: BothFigures
    iron_and_steel: NotRequired[BothFigures]
    energy: NotRequired[BothFigures]


@with_config(ConfigDict(json_schema_extra={"if": {"properties": {"kind": {"const": "event"}}}, "then": {"required": ["what", "against", "citation", "verified"]}}))
class EventOfBrief(TypedDict):
    """Something that happened between the two."""

    date: When
    end: When | None
    kind: Literal["war", "conflict", "dispute", "land", "pact", "agreement", "sanction", "arms", "visit", "rivalry", "event"]
    text: Words
    source: str
    what: NotRequired[Annotated[str, Field(description="Kind of an event noted by hand.")]]
    against: NotRequired[Annotated[bool, Field(description="Whether a noted event was of one of the two against the other.")]]
    citation: NotRequired[Annotated[str, Field(description="Where an event noted by hand, or what happened to a pact or agreement coded by hand, is told.")]]
    verified: NotRequired[Annotated[bool, Field(description="Whether a text that states event and date was read there.")]]
    name: NotRequired[Annotated[str, Field(description="Name of a war, or of a pact or agreement coded by hand.")]]
    happened: NotRequired[Annotated[Literal["signed", "joined", "renewed", "suspended", "ended"], Field(description="What happened to a pact or agreement coded by hand.")]]
    people: NotRequired[Annotated[list[str], Field(min_length=1, description="Who had a part in a noted event, where known.")]]
    place: NotRequired[Annotated[str, Field(description="Where a noted event, or a visit, took place, where known.")]]
    magnitude: NotRequired[Annotated[float, Field(ge=0, description="How much of the unit, where known.")]]
    unit: NotRequired[str]
    note: NotRequired[Annotated[str, Field(description="What a reader should know of what is noted or coded by hand.")]]
    repeats: NotRequired[Annotated[str, Field(description="Table of the entry of the same kind and date that has a noted event too; count one of them.")]]


class PactInForce(TypedDict):
    """A pact between the two, with what each promised."""

    atopid: int
    phase: NotRequired[int]
    start: When
    end: When | None
    obligations: Obligations
    a_promises: NotRequired[Obligations]
    b_promises: NotRequired[Obligations]
    bilateral: bool
    members: Annotated[int, Field(ge=2)]
    source: str
    observed: AnyYear


class CommonPartners(TypedDict):
    """States with which both have a pact."""

    count: int
    names: list[StateOfBrief]
    observed: AnyYear
    source: str


class DefenceAgreement(TypedDict):
    """A defence agreement between the two."""

    dcaid: str
    signed: When
    end: When | None
    type: str | None
    subjects: NotRequired[list[str]]
    source: str


class DisputeOnset(TypedDict):
    """A dispute that began between the two."""

    year: AnyYear
    end: AnyYear | None
    list: Literal["cow", "gml"]
    dispnum: int
    hostility: Annotated[int, Field(ge=1, le=5)] | None
    fatality: Annotated[int, Field(ge=0, le=6)] | None


class DisputesOfList(TypedDict):
    """What one list has of the disputes."""

    count: Count | None
    fatal: Count | None
    wars: Count | None
    last: AnyYear | None
    onsets: list[AnyYear]
    covers: list[AnyYear] | None


class RivalryOfBrief(TypedDict):
    """A strategic rivalry between the two."""

    list: Literal["tss", "thompson_dreyer"]
    first: AnyYear
    last: AnyYear | None
    about: list[str]


@with_config(ConfigDict(json_schema_extra={"if": {"properties": {"count": {"type": "null"}}}, "then": {"required": ["why"]}}))
class DisputesOfBoth(TypedDict):
    """Militarized disputes that began by the year; counts are null, with why, for a pair outside the lists."""

    count: Count | None
    fatal: int | None
    wars: int | None
    last: int | None
    territorial: int | None
    observed: NotRequired[int | None]
    list: Literal["cow", "gml"]
    source: str
    why: NotRequired[str]
    onsets: list[DisputeOnset]
    per_list: dict[Literal["cow", "gml"], DisputesOfList]
    rivalry: list[RivalryOfBrief]


class VotesOfBoth(TypedDict):
    """Where the two stand by their votes in the General Assembly."""

    ideal_point: BothFigures
    distance: FigureOfBrief
    agreement: NotRequired[FigureOfBrief]


class SanctionsAgainst(TypedDict):
    """Sanctions in force against one of the two."""

    senders: FigureOfBrief
    cases: FigureOfBrief


class SanctionsOfBoth(TypedDict):
    """Sanctions in force against each."""

    a: SanctionsAgainst
    b: SanctionsAgainst


class ArmsOfYear(TypedDict):
    """Arms delivered in a year, million trend-indicator values."""

    year: AnyYear
    tiv: Annotated[float, Field(ge=0)]
    source: str


class ArmsOfBoth(TypedDict):
    """Arms delivered from each to the other."""

    a_to_b: list[ArmsOfYear]
    b_to_a: list[ArmsOfYear]


class TradeOfBoth(TypedDict):
    """What each bought from the other."""

    imports_a_from_b: FigureOfBrief
    imports_b_from_a: FigureOfBrief


ContiguityOfBrief = TypedDict("ContiguityOfBrief", {"from": AnyYear, "to": AnyYear | None, "type": int, "words": str})


class GeographyOfBoth(TypedDict):
    """How far apart the two are, and whether they touch."""

    capital_distance: FigureOfBrief
    minimum_distance: FigureOfBrief
    contiguity: FigureOfBrief
    contiguity_words: NotRequired[str | None]
    contiguity_spells: NotRequired[list[ContiguityOfBrief]]
    border: FigureOfBrief
    shared_institutions: FigureOfBrief


class MeasureOfDriver(TypedDict):
    """What one measure adds to the forecast, in log-odds."""

    name: str
    title: str
    contribution: float
    observed: int | None


class DriverOfForecast(TypedDict):
    """What a driver adds to the forecast, in log-odds."""

    driver: str
    contribution: float
    interval: Interval
    measures: list[MeasureOfDriver]


class ModelOfForecast(TypedDict):
    """The model that forecast, and the year to whose end it knows."""

    hash: str
    knows_until: int


@with_config(ConfigDict(json_schema_extra={"if": {"properties": {"alignment": {"type": "null"}}}, "then": {"required": ["why"]}, "else": {"required": ["explains", "model"], "properties": {"drivers": {"minItems": 1}}}}))
class ForecastOfBoth(TypedDict):
    """What the partnership model says at the end of the year. Contributions are in log-odds of alignment within five years and add up from the base rate to the forecast; without a forecast everything is null and why says why."""

    alignment: ChancesOfTie | None
    arms: ChancesOfTie | None
    any: ChancesOfTie | None
    drivers: list[DriverOfForecast]
    explains: NotRequired[dict[str, Any]]
    model: NotRequired[ModelOfForecast]
    why: NotRequired[Words]


class TraitOfBrief(TypedDict):
    """A measure in which two pairs are alike, or differ."""

    name: str
    title: str
    driver: str
    here: float | None
    there: float | None


BecameTied = TypedDict("BecameTied", {"1": bool | None, "3": bool | None, "5": bool | None, "10": bool | None})


class NearPair(TypedDict):
    """A pair in history that stood where the two stand."""

    a: StateOfBrief
    b: StateOfBrief
    year: int
    distance: Annotated[float, Field(ge=0)]
    shared: list[TraitOfBrief]
    different: list[TraitOfBrief]
    outcome: BecameTied


@with_config(ConfigDict(json_schema_extra={"if": {"properties": {"rate": {"type": "null"}}}, "then": {"required": ["why"]}}))
class NearPairsRate(TypedDict):
    """How often the nearest pairs made a new pact or defence agreement within five years."""

    rate: Share | None
    why: NotRequired[Words]


class LikelyPartner(TypedDict):
    """A state with which a new tie is likeliest."""

    state: StateOfBrief
    probability: Share
    rank: Annotated[int, Field(ge=1)]


class LikelyPartners(TypedDict):
    """The likeliest partners of each of the two in a new tie (alignment within five years; an older tie may stand), with their rank among all pairs."""

    a: list[LikelyPartner]
    b: list[LikelyPartner]
    why: NotRequired[str]


class ClaimOfEssay(TypedDict):
    """A claim of an essay about the two, with its verdict."""

    id: str
    statement: str
    paragraph: Annotated[int, Field(ge=1)]
    verdict: Verdict
    basis: NotRequired[
        Annotated[
            Literal["record", "events", "model"],
            Field(description="What the verdict rests on: tables, events coded by hand alone, or a model."),
        ]
    ]


class EssayOnBoth(TypedDict):
    """An essay of the shelf that is about the two."""

    id: Annotated[str, Field(description="Name for `westphalia check`.")]
    title: str
    year: Annotated[int, Field(description="Year the essay is about.")]
    summary: Annotated[dict[Verdict, Count], Field(description="Number of claims by verdict.")]
    claims: list[ClaimOfEssay]


class ReasonOfBrief(TypedDict):
    """A reason why the two are together or at odds, what limits them, or what they mean for others."""

    kind: Annotated[str, Field(description="What it is about: war, treaty, exclusion, arms, ...")]
    part: Literal["binds", "limits", "others"]
    says: Annotated[str, Field(description="One sentence.")]
    weight: Annotated[float, Field(ge=0, description="How much it weighs beside others.")]
    section: Annotated[str, Field(description="The section of the page that has the figures.")]


class AnswerOfBrief(TypedDict):
    """What the page answers: its first sentences, and the reasons, the weightiest first."""

    lead: Annotated[str, Field(description="Kind of the reason that leads; quiet where none is heavy enough.")]
    sentences: Annotated[list[str], Field(min_length=1, max_length=3)]
    binds: list[ReasonOfBrief]
    limits: list[ReasonOfBrief]
    others: list[ReasonOfBrief]


class BriefDocument(TypedDict):
    """The document that `westphalia brief A B --format json` prints. Keys named here are stable; more may be there."""

    westphalia: Annotated[StampOfBrief, Field(description="What made the document: version, hash of the edition, hash of the model (null without one).")]
    a: StateOfBrief
    b: StateOfBrief
    year: Year
    as_of: Annotated[int | None, Field(description="Nothing dated after this year is used; null for everything.")]
    answer: Annotated[AnswerOfBrief, Field(description="Why the two are together or at odds, what limits them, what it means for others.")]
    who: Annotated[Who, Field(description="Who the two are.")]
    relation: Annotated[RelationScore, Field(description="How hostile or friendly the two are: 0 like any pair, below -3.5 at war, above 3.5 a security community.")]
    capability: Annotated[CapabilityOfBoth, Field(description="Share of the system's capability (CINC) of each, and of A over B.")]
    timeline: Annotated[list[EventOfBrief], Field(description="What happened between the two to the end of the year, in order of date.")]
    pacts: Annotated[list[PactInForce], Field(description="Pacts in force on a day of the year; past the end of the record those in force on its last day, with `observed`.")]
    common_partners: NotRequired[CommonPartners]
    defence_agreements: NotRequired[list[DefenceAgreement]]
    disputes: Annotated[DisputesOfBoth, Field(description="Militarized disputes that began by the year; counts are null, with why, for a pair outside the lists.")]
    votes: VotesOfBoth
    sanctions: Annotated[SanctionsOfBoth, Field(description="Sanctions in force against each.")]
    arms: ArmsOfBoth
    trade: TradeOfBoth
    energy: dict[str, BothFigures]
    grain: dict[str, Any]
    geography: GeographyOfBoth
    forecast: Annotated[ForecastOfBoth, Field(description="What the partnership model says at the end of the year. Contributions are in log-odds of alignment within five years and add up from the base rate to the forecast; without a forecast everything is null and why says why.")]
    analogues: Annotated[list[NearPair], Field(description="Pairs in history that stood nearest to where the two stand, nearest first; empty where they were not sought (analogues_base_rate says why).")]
    analogues_base_rate: NotRequired[Annotated[NearPairsRate, Field(description="How often the nearest pairs made a new pact or defence agreement within five years.")]]
    partners: Annotated[LikelyPartners, Field(description="The likeliest partners of each of the two in a new tie (alignment within five years; an older tie may stand), with their rank among all pairs.")]
    essays: Annotated[list[EssayOnBoth], Field(description="Verdicts on the claims of essays about exactly these two states, newest first, with all that is known today; empty where there is none, the verdicts are of other data (unknown says so), or nothing after a year may be used.")]
    unknown: Annotated[list[Words], Field(description="What is not known here, in sentences.")]
