"""The shape of the JSON document of a state: what its published JSON Schema is generated from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field, TypeAdapter
from typing_extensions import TypedDict

from westphalia.report.brief.document import DIALECT
from westphalia.report.brief.shape import (  # fmt: skip
    AnyYear,
    Count,
    FigureOfBrief,
    PersonOfBrief,
    PlaceOfBrief,
    Share,
    StampOfBrief,
    StateOfBrief,
    Words,
    Year,
)

# A field stands on a line, however long.
# fmt: off

SCHEMA = Path(__file__).parent.parent / "schema" / "state.json"
Lead = Literal["war", "civil war", "regime", "founded", "force", "exclusion", "treaty", "abroad", "rupture", "power", "pact", "turned", "adversary", "partner", "quiet"]
Code = Annotated[int, Field(description="Correlates of War code, or the project's own of a state that only Gleditsch and Ward have.")]
Sentences = Annotated[list[Words], Field(min_length=1, max_length=3)]
Day = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class ReasonOfState(TypedDict):
    """A sentence with what it weighs, and the section that has its figures."""

    kind: Lead
    says: Words
    weight: float
    section: str


class AnswerOfState(TypedDict):
    """What leads the year: its kind, the sentences at the head, and all reasons, the weightiest first."""

    lead: Lead
    sentences: Sentences
    reasons: list[ReasonOfState]


class StandingOfState(TypedDict):
    """Output (real GDP, estimated) with its place, the permanent seat (null before the United Nations), and what it followed or was followed by."""

    output: FigureOfBrief
    output_place: PlaceOfBrief | None
    permanent_seat: bool | None
    succession: list[Words]


WarOfState = TypedDict("WarOfState", {"name": Words, "from": Day, "to": Day | None, "against": list[Code], "beside": list[Code], "began_it": bool})


class NamedState(TypedDict):
    """A state by code and name."""

    ccode: Code
    name: Words


class ForceOfState(NamedState):
    """A state with the years of the last ten in which force was used between the two."""

    years: list[Year]


class WithinState(TypedDict):
    """A year of war with armed groups, with its name where the list has one."""

    year: Year
    name: Words | None
    source: Words


class WarsOfState(TypedDict):
    """Wars of the year, those of the ten years before that were over, wars with armed groups, force, and disputes of the year that are coded by hand."""

    of_the_year: list[WarOfState]
    late: list[WarOfState]
    within: list[WithinState]
    force: list[ForceOfState]
    abroad: list[NamedState]
    coded: list[dict[str, Any]]
    listed_to: int


class HandInExclusion(NamedState):
    """A state with its share in what shuts another out."""

    share: Share


class ExclusionOfState(TypedDict):
    """How far the state is shut out (0 to 1), its place, the same ten years before, of what, and by whom."""

    value: Share | None
    place: PlaceOfBrief | None
    ten_years_before: Share | None
    of: dict[str, Share]
    by: list[HandInExclusion]


class TargetOfState(NamedState):
    """A state that is sanctioned, with the kinds."""

    kinds: list[str]


class SanctionsOfState(TypedDict):
    """Who sanctions the state, and whom it sanctions, in the year observed."""

    observed: Year | None
    why: Words | None
    on: list[dict[str, Any]]
    by: list[TargetOfState]


class RelationOfState(NamedState):
    """A relation with its word, now and ten years before."""

    score: float
    word: Words | None
    ten_years_before: float | None
    word_ten_years_before: Words | None


class RelationsOfState(TypedDict):
    """Partners, friendliest first, and adversaries, most hostile first; how many have a word, and of how many none may be said."""

    observed: Year | None
    why: Words | None
    partners: list[RelationOfState]
    adversaries: list[RelationOfState]
    words: Count
    silent: Count


class ChangesOfState(TypedDict):
    """Figures then and now, and relations that turned; null since where the state was not there ten years before."""

    since: AnyYear | None
    figures: list[dict[str, Any]]
    relations: list[dict[str, Any]]


class PartnerOfState(NamedState):
    """A likely partner: chance of a new tie in five years, and rank among all pairs."""

    probability: Share
    rank: Annotated[int, Field(ge=1)]


class LikelyOfState(TypedDict):
    """Likely partners by the stored forecast with the mean of all pairs; or why there are none."""

    why: Words | None
    base_rate: Share | None
    partners: list[PartnerOfState]


PactOfState = TypedDict("PactOfState", {"atopid": int, "from": Day, "partners": list[Code], "promises": list[str]})


class PactsOfState(TypedDict):
    """Allies by pacts of defence, pacts in force at the end of the year observed, those made in the year, and what is coded after the list."""

    observed: NotRequired[Year | None]
    allies: list[NamedState]
    allies_ten_years_before: Count | None
    in_force: list[PactOfState]
    made: list[PactOfState]
    since_the_list: list[dict[str, Any]]


class StateDocument(TypedDict):
    """What is known of one state in a year, as ``westphalia state --format json`` prints it."""

    westphalia: StampOfBrief
    state: StateOfBrief
    year: Year
    as_of: Year | None
    answer: AnswerOfState
    who: PersonOfBrief
    standing: StandingOfState
    wars: WarsOfState
    exclusion: ExclusionOfState
    sanctions: SanctionsOfState
    relations: RelationsOfState
    changed: ChangesOfState
    likely: LikelyOfState
    pacts: PactsOfState
    noted: list[dict[str, Any]]
    regime_change: dict[str, str] | None
    unknown: list[Words]

# fmt: on


@cache
def schema() -> dict[str, Any]:
    """Return the published JSON Schema of the document, which ``python -m docs.generate`` writes.

    Examples
    --------
    >>> schema()["title"]
    'StateDocument'
    """
    made = TypeAdapter(StateDocument).json_schema()
    return {"$schema": DIALECT, "$id": "urn:westphalia:schema:state", **made}
