"""Checking an essay: every claim tested, judged, and told with its figure and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.claims import evaluate
from westphalia.claims.basis import basis
from westphalia.claims.essay import Claim, Essay, Test
from westphalia.claims.fragility import fixed, movable
from westphalia.claims.queried import ListUnderClaim
from westphalia.claims.scoring import base_rates, hindsight
from westphalia.claims.scrutiny import NOTHING, Scrutiny, scrutinise
from westphalia.claims.stored import Stored
from westphalia.claims.unfinished import refuse
from westphalia.claims.verdict import VERDICTS, Reading, Verdict, combine, judge
from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.record import schema

if TYPE_CHECKING:
    from westphalia.record.world import World

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class TestedPart:
    """One test of a claim, its figure, and the verdict on it alone."""

    test: Test
    reading: Reading
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its verdict.

    Parameters
    ----------
    claim : Claim
        As the file has it.
    verdict : str
        One of the five.
    parts : tuple of TestedPart
        Every test with its figure; empty for a claim that cannot be tested.
    why : str
        How the verdict came about, in a sentence.
    listed : ListUnderClaim, optional
        Cases that belong to it.
    scrutiny : Scrutiny
        What it rests on, its placebo and what makes it flip.
    """

    claim: Claim
    verdict: Verdict
    parts: tuple[TestedPart, ...]
    why: str
    listed: ListUnderClaim | None = None
    scrutiny: Scrutiny = NOTHING

    @property
    def documented(self) -> bool:
        """Whether it is supported by events alone, which were coded with the essay in hand."""
        return self.verdict == "supported" and self.scrutiny.basis == "events"

    @property
    def plain(self) -> Verdict:
        """What its figures alone give, before placebo and fragility are looked at."""
        return (
            combine([part.verdict for part in self.parts], self.claim.together)
            if self.parts
            else self.verdict
        )

    @property
    def moves(self) -> bool:
        """Whether it was also read for the years before and after."""
        return not fixed(self.claim) and any(movable(test) for test in self.claim.parts)

    @property
    def leading(self) -> TestedPart | None:
        """The part whose figure stands for the claim: the first that decides it."""
        same = [part for part in self.parts if part.verdict == self.plain]
        return next(iter(same or self.parts), None)

    @property
    def tables(self) -> tuple[str, ...]:
        """All tables that were read."""
        return tuple(dict.fromkeys(table for part in self.parts for table in part.reading.tables))


@dataclass(frozen=True, slots=True)
class Checked:
    """An essay with all verdicts."""

    essay: Essay
    claims: tuple[Judged, ...]
    as_of: int | None
    hindsight: dict[str, Any] = field(default_factory=dict)
    """What became of its forecasts, and their scores (:mod:`westphalia.claims.scoring`)."""

    @property
    def summary(self) -> dict[str, int]:
        """How many claims have each verdict."""
        counted = Counter(each.verdict for each in self.claims)
        return {verdict: counted[verdict] for verdict in VERDICTS}

    @property
    def documented(self) -> int:
        """How many of the supported rest on events alone."""
        return sum(each.documented for each in self.claims)


def check(
    world: World,
    essay: Essay,
    *,
    stored: Stored | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Return the verdicts on an essay.

    Parameters
    ----------
    world : World
        The record; one ``as_of`` a year judges with what was known then.
    essay : Essay
        What is claimed.
    stored : Stored, optional
        Readings that are kept; by default those of the edition.
    progress : callable, optional
        Called before each claim with its number, their number and its id.

    Raises
    ------
    NotUnderstood
        When it is a draft that nobody has finished, with what is left to do; or when tests ask for what is not there, with every claim that does.
    """
    refuse(essay)
    kept = Stored(world) if stored is None else stored
    judged, problems = [], []
    for at, claim in enumerate(essay.claims):
        if progress is not None:
            progress(at + 1, len(essay.claims), claim.id)
        try:
            judged.append(_judged(world, claim, essay, kept))
        except NotUnderstood as error:
            line = essay.line(at)
            problems.append(f"{f'line {line}: ' if line else ''}{claim.id}: {error}")
    if problems:
        raise NotUnderstood(
            f"{len(problems)} of the claims ask for what is not there.",
            "\n".join(problems),
            "Mend the tests.",
        )
    checked = Checked(essay, tuple(judged), world.last_known)
    return replace(checked, hindsight=hindsight(checked, base_rates(world, kept)))


def _judged(world: World, claim: Claim, essay: Essay, stored: Stored) -> Judged:
    if claim.untestable is not None:
        return Judged(
            claim, "not_testable", (), f"{claim.untestable.why} It would take: {claim.untestable.needs}"
        )
    if claim.condition is not None and (unmet := _unmet(world, claim.condition, essay, stored)):
        return Judged(
            claim, "insufficient_coverage", (), unmet, scrutiny=replace(NOTHING, basis=basis(claim))
        )
    due = claim.resolution.due if claim.resolution is not None else None
    if due is not None and due > _known_until(world):
        return Judged(
            claim, "insufficient_coverage", (), f"It falls due on {due.isoformat()}, after what is known.",
            scrutiny=replace(NOTHING, basis=basis(claim)),
        )  # fmt: skip
    parts = tuple(_part(world, test, essay, stored) for test in claim.parts)
    plain = combine([part.verdict for part in parts], claim.together)
    if open_so_far(claim, plain):
        left = _left_open(claim, world)
        return Judged(claim, "insufficient_coverage", (), left, scrutiny=replace(NOTHING, basis=basis(claim)))
    worth = scrutinise(world, claim, [part.reading for part in parts], plain, essay, stored)
    verdict, but = worth.verdict(plain)
    cases = evaluate.listed(world, claim.listing, stored) if claim.listing is not None else None
    why = " ".join((*(_why(part) for part in parts), *filter(None, [but])))
    return Judged(claim, verdict, parts, why, cases, worth)


def _unmet(world: World, condition: Test, essay: Essay, stored: Stored) -> str:
    """Return that the condition of a claim did not come about, and by which figure; nothing where it did."""
    part = _part(world, condition, essay, stored)
    if part.verdict == "supported":
        return ""
    came = "has not come about" if part.verdict == "contradicted" else "is not known to have come about"
    return f"The condition of this claim {came}. {_why(part)}"


def open_so_far(claim: Claim, plain: Verdict) -> bool:
    """Tell whether a forecast without a day is not decided yet: what may still come, or what still holds.

    Parameters
    ----------
    claim : Claim
        With tests.
    plain : str
        What its tests give with what is known.
    """
    if claim.resolution is None or claim.resolution.due is not None:
        return False
    return plain == ("supported" if claim.resolution.lasts else "contradicted")


def _left_open(claim: Claim, world: World) -> str:
    lasts = claim.resolution is not None and claim.resolution.lasts
    so_far = "It has held" if lasts else "It has not come about"
    return f"{so_far} by the end of {_known_until(world).year}, and the author set no day: it is open."


def _known_until(world: World) -> date:
    """Return the day up to which the world knows events."""
    return date(world.last_known or schema.LAST_YEAR, 12, 31)


def _part(world: World, test: Test, essay: Essay, stored: Stored) -> TestedPart:
    try:
        reading = evaluate.read(world, test, essay, stored)
    except NotUnderstood:
        raise
    except WestphaliaError as error:
        reading = Reading(None, why=f"{error.what} {error.why}".strip())
    return TestedPart(test, reading, judge(reading, test.supports, test.contradicts))


def _why(part: TestedPart) -> str:
    """Return how a verdict on a part came about.

    The condition is told as it stands in the file.
    """
    test, reading = part.test, part.reading
    head = test.means[:1].upper() + test.means[1:]
    if reading.value is None:
        return f"{head}: no answer, {reading.why.rstrip('.') or 'not known'}."
    span = ""
    if reading.interval is not None:
        span = f" ({_number(reading.interval[0])} to {_number(reading.interval[1])})"
    group = f", against {reading.group}" if reading.group else ""
    rule = f"support is {test.supports}, contradiction {test.contradicts}"
    more = f"; {reading.why}" if reading.why else ""
    return f"{head}: {_number(reading.value)}{span} {reading.unit}".rstrip() + f"{group}; {rule}{more}."


def _number(value: float) -> str:
    """Return a number for a sentence.

    Examples
    --------
    >>> _number(1828.0), _number(0.04321), _number(123456.7), _number(-0.0)
    ('1828', '0.0432', '123,457', '0')
    """
    if value == int(value) and abs(value) < 10_000:
        return str(int(value))
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def to_dict(world: World, checked: Checked) -> dict[str, Any]:
    """Return the document of the JSON contract.

    Parameters
    ----------
    world : World
        The record.
    checked : Checked
        The essay with its verdicts.
    """
    essay = checked.essay
    head = essay.model_dump(mode="json", exclude={"claims", "statements", "topics"})
    return {
        "westphalia": world.stamp(),
        "as_of": checked.as_of,
        "essay": head,
        "claims": [_claim(world, each) for each in checked.claims],
        "summary": {
            **checked.summary,
            "documented": checked.documented,
            "supported_by_data": checked.summary["supported"] - checked.documented,
        },
        "hindsight": checked.hindsight,
    }


def _claim(world: World, each: Judged) -> dict[str, Any]:
    leading = each.leading
    document: dict[str, Any] = {
        "id": each.claim.id,
        "statement": each.claim.statement,
        "kind": each.claim.kind,
        "strength": each.claim.strength,
        "paragraph": each.claim.paragraph,
        "verdict": each.verdict,
        "by_figures_alone": each.plain,
        "basis": each.scrutiny.basis,
        "placebo": each.scrutiny.placebo.share,
        "fragile": bool(each.scrutiny.flips),
        "compared": {key: value for key, value in asdict(each.scrutiny.placebo).items() if key != "share"},
        "flips": [{"changed": changed, "verdict": verdict} for changed, verdict in each.scrutiny.flips],
        "figure": leading.reading.to_dict() if leading else {"value": None, "why": each.why},
        "interval": list(leading.reading.interval) if leading and leading.reading.interval else None,
        "group": leading.reading.group if leading else "",
        "sources": list(each.tables),
        "why": each.why,
        "parts": [_one(part) for part in each.parts],
    }
    if each.listed is not None:
        document["cases"] = asdict(each.listed)
    if each.claim.resolution is not None:
        due = each.claim.resolution.due
        document["due"] = None if due is None else due.isoformat()
    return document


def _one(part: TestedPart) -> dict[str, Any]:
    return {
        "means": part.test.means,
        "figure": part.reading.to_dict(),
        "interval": list(part.reading.interval) if part.reading.interval else None,
        "group": part.reading.group,
        "supports": part.test.supports,
        "contradicts": part.test.contradicts,
        "verdict": part.verdict,
    }
