"""A section for each paragraph of the essay: its claims in a table, and the figures of claims with several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from westphalia.claims.check import Checked, Judged
from westphalia.claims.queried import Listed, tables
from westphalia.report.brief import words
from westphalia.report.essay import compared
from westphalia.report.essay.amounts import plain
from westphalia.report.essay.cited import cited
from westphalia.report.essay.evidence import Evidence
from westphalia.report.essay.terms import fare, tally
from westphalia.report.linked import Wide
from westphalia.report.page import Grid, Section
from westphalia.report.verdicts import VERDICT

if TYPE_CHECKING:
    from westphalia.record.world import World

HEADS = ("Claim", "Verdict", "Put as", Wide("Figure, and what it is compared with"))
PARTS = ("What was measured", "Verdict", "Figure", Wide("Compared with, and what would count"))


def sections(world: World, checked: Checked, found: Evidence) -> Iterator[Section]:
    """Yield the sections in the order of the paragraphs."""
    for number in sorted({each.claim.paragraph for each in checked.claims}):
        claims = [each for each in checked.claims if each.claim.paragraph == number]
        yield section(world, number, claims, found)


def section(world: World, number: int, claims: Sequence[Judged], found: Evidence) -> Section:
    """Return the section of one paragraph."""
    return Section(
        f"paragraph-{number}",
        f"Paragraph {number}",
        fare(tally(claims), f"of paragraph {number}"),
        grids=(table(world, claims, found), *behind(world, claims)),
    )


def behind(world: World, claims: Sequence[Judged]) -> Iterator[Grid]:
    """Yield what stands under the table: the figures of claims with several, and the cases of those that list any."""
    for each in claims:
        if len(each.parts) > 1:
            yield parts(each)
        if each.listed is not None and each.listed.rows and each.claim.listing is not None:
            yield cases(each.listed, cited(world, tables(world, each.claim.listing.query)))


def table(world: World, claims: Sequence[Judged], found: Evidence) -> Grid:
    """Return the claims with their verdicts."""
    rows = tuple(
        (
            each.claim.statement,
            VERDICT[each.verdict],
            each.claim.strength,
            compared.whole(each, found.get(each.claim.id, ())),
        )
        for each in claims
    )
    return Grid(HEADS, rows, "llll", cited(world, (name for each in claims for name in each.tables)))


def parts(judged: Judged) -> Grid:
    """Return the figures of a claim that has several."""
    rows = tuple(
        (
            words.sentence(part.test.means),
            VERDICT[part.verdict],
            compared.said(part),
            compared.place(part),
        )
        for part in judged.parts
    )
    return Grid(
        PARTS, rows, "llll", (), f"{judged.claim.statement} {words.sentence(VERDICT[judged.verdict])}."
    )


def cases(listed: Listed, sources: tuple[str, ...]) -> Grid:
    """Return the cases that belong to a claim."""
    numeric = [
        all(isinstance(row[at], (int, float)) for row in listed.rows) for at in range(len(listed.columns))
    ]
    heads = tuple(words.sentence(head.replace("_", " ")) for head in listed.columns)
    rows = tuple(tuple(cell(value) for value in row) for row in listed.rows)
    more = f" (the first {len(rows)})" if listed.truncated else ""
    align = "".join("r" if each else "l" for each in numeric)
    return Grid(heads, rows, align, sources, f"{words.sentence(listed.title)}{more}")


def cell(value: object) -> str:
    """Return a value of a case in words.

    Examples
    --------
    >>> cell(None), cell(True), cell(0.12345), cell(1939)
    ('not known', 'yes', '0.12', '1939')
    """
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value) if isinstance(value, float) else str(value)
