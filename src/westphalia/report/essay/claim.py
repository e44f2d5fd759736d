"""A claim that opens to its evidence: figure and reason, picture, what the verdict is worth, events, further figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from westphalia.claims.check import Checked, Judged
from westphalia.claims.queried import ListUnderClaim, tables
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.essay import figures, pictures, reasons
from westphalia.report.essay.evidence import EventEvidence, Evidence
from westphalia.report.essay.figures import cited
from westphalia.report.essay.forecasts import CAME_OF_IT
from westphalia.report.essay.topics import ClaimGroup
from westphalia.report.essay.worth import worth
from westphalia.report.linked import Cited, Wide
from westphalia.report.page import Section, SmallTable
from westphalia.report.verdicts import LOOK, VERDICT

if TYPE_CHECKING:
    from westphalia.record.world import World

PARTS = ("What was measured", "Verdict", "Figure", Wide("Compared with, and what would count"))


def folds(
    world: World, checked: Checked, group: ClaimGroup, found: Evidence, pictured: bool = True
) -> Iterator[Section]:
    """Yield a part of the page for each claim of a group, which a reader opens.

    Parameters
    ----------
    world : World
        The record.
    checked : Checked
        The essay with its verdicts.
    group : ClaimGroup
        Claims on one matter.
    found : Evidence
        The events of all claims.
    pictured : bool, optional
        Whether with the picture of each.
    """
    near = near_events(group, found)
    for judged in group.claims:
        own = found.get(judged.claim.id, ())
        yield Section(
            f"claim-{judged.claim.id}", words.sentence(VERDICT[judged.verdict]), judged.claim.statement.rstrip("."),
            prose=tuple(filter(None, _told(judged))),
            charts=pictures.picture(world, checked, judged, own, near) if pictured else (),
            grids=tuple(_behind(world, judged)), notes=tuple(map(_entry, own)), fold=True, mark=LOOK[judged.verdict], aside=f"paragraph {judged.claim.paragraph}",
        )  # fmt: skip


def near_events(group: ClaimGroup, found: Evidence) -> tuple[EventEvidence, ...]:
    """Return the events of all claims of a group, each once.

    Parameters
    ----------
    group : ClaimGroup
        Claims on one matter.
    found : Evidence
        The events of all claims.
    """
    every = {event.name: event for each in group.claims for event in found.get(each.claim.id, ())}
    return tuple(every.values())


def _told(judged: Judged) -> Iterator[str]:
    """Yield the sentences on a claim: what was found and why that gives the verdict; what it is worth; how it is put."""
    claim = judged.claim
    if claim.untestable is not None:
        yield f"{claim.untestable.why} It would take {claim.untestable.needs.rstrip('.')}."
    else:
        yield " ".join(filter(None, (reasons.figure(judged), reasons.because(judged), _among(judged))))
        yield worth(judged)
    yield _put(judged)


def _among(judged: Judged) -> str:
    """Return what the figure is compared with, and what must be known of it; of several the table says it."""
    one = judged.parts[0] if len(judged.parts) == 1 else None
    return "" if one is None or one.reading.value is None else figures.beside(one)


def _put(judged: Judged) -> str:
    """Return how strongly the author puts it, where that is not as a fact; of a forecast what decides and what came of it."""
    claim = judged.claim
    if claim.resolution is None:
        only = "only " if claim.strength in ("may", "could") else ""
        return "" if claim.strength == "is" else f"The author says {only}that it {claim.strength} be so."
    given = f", at {numbers.percent(claim.probability)}" if claim.probability else ""
    due = f"due {words.day(claim.resolution.due)}" if claim.resolution.due else "without a day"
    rule = claim.resolution.rule.rstrip(".")
    return f"A forecast, {due}{given}; what decides: {rule}. It {CAME_OF_IT[judged.plain]}."


def _entry(event: EventEvidence) -> Cited:
    """Return an event with where it is told."""
    out = f" ({event.left_out})" if event.left_out else ""
    return Cited(f"{event.day}: {event.title}{out}. {event.citation}")


# What stands under a claim: the figures of one with several, and the cases of one that lists any.


def _behind(world: World, judged: Judged) -> Iterator[SmallTable]:
    if len(judged.parts) > 1:
        yield _parts(judged, cited(world, judged.tables))
    if judged.listed is not None and judged.listed.rows and judged.claim.listing is not None:
        yield _cases(judged.listed, cited(world, tables(world, judged.claim.listing.query)))


def _parts(judged: Judged, sources: tuple[str, ...]) -> SmallTable:
    """Return the figures of a claim that has several."""
    rows = tuple(
        (
            words.sentence(part.test.means),
            VERDICT[part.verdict],
            figures.said(part),
            figures.place(part),
        )
        for part in judged.parts
    )
    return SmallTable(PARTS, rows, "llll", sources, "All figures of this claim")


def _cases(listed: ListUnderClaim, sources: tuple[str, ...]) -> SmallTable:
    """Return the cases that belong to a claim."""
    numeric = [
        all(isinstance(row[at], (int, float)) for row in listed.rows) for at in range(len(listed.columns))
    ]
    heads = tuple(words.sentence(head.replace("_", " ")) for head in listed.columns)
    rows = tuple(tuple(_cell(value) for value in row) for row in listed.rows)
    more = f" (the first {len(rows)})" if listed.truncated else ""
    align = "".join("r" if each else "l" for each in numeric)
    return SmallTable(heads, rows, align, sources, f"{words.sentence(listed.title)}{more}")


def _cell(value: object) -> str:
    """Return a value of a case in words.

    Examples
    --------
    >>> _cell(None), _cell(True), _cell(0.12345), _cell(1939)
    ('not known', 'yes', '0.12', '1939')
    """
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return numbers.plain(value) if isinstance(value, float) else str(value)
