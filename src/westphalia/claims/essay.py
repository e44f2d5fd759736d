"""An essay as a file: who wrote it, and its claims, each with the test that decides it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field, PrivateAttr, model_validator

from westphalia.claims.quantities import ClaimQuantity, ListingOf, Strict

Kind = Literal["fact", "comparison", "trend", "mechanism", "counterfactual", "forecast"]
Strength = Literal["is", "may", "could", "would"]
Comparable = Literal["alike", "any", "years"]
CONDITION = r"^(>=|<=|>|<|=|!=) ?-?\d+(\.\d+)?$"
"""An operator and a number."""


class Test(ClaimQuantity):
    """What is looked at, and what would count.

    Parameters
    ----------
    against : ClaimQuantity, optional
        What the figure is compared with.
    compare : {"difference", "ratio"}
        How: the first less the second, or over it.
    supports, contradicts : str
        An operator and a number. A figure that meets neither, or whose interval meets neither as a whole, is mixed.
    means : str
        What the figure is, in a few words, for a reader.
    """

    __test__ = False

    against: ClaimQuantity | None = None
    compare: Literal["difference", "ratio"] = "difference"
    supports: str = Field(pattern=CONDITION)
    contradicts: str = Field(pattern=CONDITION)
    means: str = Field(min_length=3)


class Untestable(Strict):
    """Why nothing here can decide a claim, and which series or model would."""

    why: str = Field(min_length=10)
    needs: str = Field(min_length=10)


class Resolution(Strict):
    """When a forecast falls due, and what decides it, in words; the test is the same in data.

    Parameters
    ----------
    due : datetime.date, optional
        None where the author set no day: none is invented. What has come about by the end of the record then came true; what has not is open.
    lasts : bool
        Whether it says that something goes on or never happens. Without a day it is then open for as long as it holds, and false once it does not.
    rule : str
        In words.
    """

    due: date | None = None
    lasts: bool = False
    rule: str = Field(min_length=10)


class Claim(Strict):
    """One statement of an essay.

    Parameters
    ----------
    id : str
        Short name, unique in the file.
    statement : str
        The claim in our own words.
    paragraph : int
        Where in the essay.
    kind : str
        fact, comparison, trend, mechanism, counterfactual or forecast.
    strength : {"is", "may", "could", "would"}
        How strongly the author puts it.
    test : Test, optional
    tests : list of Test, optional
        Several, put together by ``together``: every one, or any of them.
    comparable : {"alike", "any", "years"}, optional
        With what its placebo is drawn: states of like capability in the same year, any states of that year, or the same states in other years. By
        default years for events and states that are alike for all else.
    dated : bool
        Whether its year is part of what is claimed, so that the verdicts of the years before and after say nothing of it.
    stated : bool
        Whether its limits are the author's own numbers ("more than half"), so that others would test another claim.
    condition : Test, optional
        What must have come about for the claim to say anything: of "if serious aid came, it might enable a bomb" the aid. Where that is not supported,
        the claim has no answer, whatever its own tests give.
    untestable : Untestable, optional
        In place of a test.
    listing : ListingOf, optional
        Cases that are shown under the claim; no part of the verdict.
    resolution : Resolution, optional
        Of a forecast.
    probability : float, optional
        Of a forecast, where the author gives one; else it follows from the strength.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,60}$")
    statement: str = Field(min_length=10, max_length=400)
    paragraph: int = Field(ge=1, le=10_000)
    kind: Kind
    strength: Strength = "is"
    test: Test | None = None
    tests: list[Test] = Field(default_factory=list, max_length=12)
    together: Literal["all", "any"] = "all"
    comparable: Comparable | None = None
    dated: bool = False
    stated: bool = False
    condition: Test | None = None
    untestable: Untestable | None = None
    listing: ListingOf | None = None
    resolution: Resolution | None = None
    probability: float | None = Field(default=None, gt=0, lt=1)

    @model_validator(mode="after")
    def _one_way(self) -> Claim:
        ways = [self.test is not None, bool(self.tests), self.untestable is not None]
        if sum(ways) != 1:
            raise ValueError("give one of test, tests and untestable")
        if (self.kind == "forecast") != (self.resolution is not None):
            raise ValueError("a forecast, and nothing else, has a resolution")
        if self.condition is not None and self.untestable is not None:
            raise ValueError("what cannot be tested has no condition")
        if self.probability is not None and self.kind != "forecast":
            raise ValueError("only a forecast has a probability")
        return self

    @property
    def parts(self) -> tuple[Test, ...]:
        """All tests; the condition is none of them."""
        return (self.test,) if self.test is not None else tuple(self.tests)


class Statement(Strict):
    """One thing that the essay says, in our own words, and the claims that stand for it.

    Parameters
    ----------
    paragraph : int
        Where in the essay.
    says : str
        Never the author's sentence.
    claims : list of str
        Their ids.
    """

    paragraph: int = Field(ge=1, le=10_000)
    says: str = Field(min_length=10, max_length=300)
    claims: list[str] = Field(min_length=1)


class AboutTopic(Strict):
    """What some claims are about, in words of a heading, and their ids.

    Parameters
    ----------
    name : str
        A heading.
    claims : list of str
        Their ids, in the order in which a page has them.
    """

    name: str = Field(min_length=3, max_length=80)
    claims: list[str] = Field(min_length=1)


class About(Strict):
    """The states and the year that an essay is about."""

    states: list[str] = Field(min_length=1, max_length=10)
    year: int = Field(ge=1816, le=2100)


class Essay(Strict):
    """An essay and its claims.

    Parameters
    ----------
    id : str
        Short name: that of the file.
    title, author, published : str
        As printed; a date may be a year, a month or a day.
    where : str
        Publisher, or where it can be read.
    about : About
        States and year.
    claims : list of Claim
        In the order of the essay.
    statements : list of Statement, optional
        All that the essay says, each with its claims; where there are any, every claim belongs to one.
    found : bool, optional
        Whether ``where`` says where it can be read; false for an essay that is named and not placed.
    gist : str, optional
        What the essay is and holds, in our own words.
    topics : list of AboutTopic, optional
        What its claims are about; where there are any, every claim belongs to exactly one. Without them a page groups claims by what their figures
        are of.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,60}$")
    title: str = Field(min_length=3)
    author: str = Field(min_length=2)
    published: str = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    where: str = Field(min_length=3)
    note: str = ""
    found: bool = True
    gist: str = Field(default="", max_length=1000)
    about: About
    claims: list[Claim] = Field(min_length=1, max_length=500)
    statements: list[Statement] = Field(default_factory=list, max_length=500)
    topics: list[AboutTopic] = Field(default_factory=list, max_length=40)
    _lines: tuple[int, ...] = PrivateAttr(default=())

    def with_lines(self, lines: Sequence[int]) -> Essay:
        """Return the essay, which knows the line of its file on which each claim has its test."""
        self._lines = tuple(lines)
        return self

    def line(self, claim: int) -> int | None:
        """Return the line of a claim, counted from 0; None where it is from no file."""
        return self._lines[claim] if claim < len(self._lines) else None

    @model_validator(mode="after")
    def _once(self) -> Essay:
        names = [claim.id for claim in self.claims]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"claims with the same id: {', '.join(twice)}")
        told = {name for each in self.statements for name in each.claims}
        if self.statements and (odd := sorted(told ^ set(names))):
            raise ValueError(
                f"statements name claims that there are, and all of them; not so: {', '.join(odd)}"
            )
        listed = [name for each in self.topics for name in each.claims]
        if self.topics and (
            odd := sorted({*(set(listed) ^ set(names)), *(name for name in listed if listed.count(name) > 1)})
        ):
            raise ValueError(f"topics name every claim once; not so: {', '.join(odd)}")
        return self
