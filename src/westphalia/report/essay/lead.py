"""What holds of an essay and what does not: the few claims that a page leads with, the contested ones first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from westphalia.claims.check import Checked, Judged
from westphalia.report.brief import words
from westphalia.report.essay import pictures, reasons
from westphalia.report.essay.claim import near_events
from westphalia.report.essay.evidence import Evidence
from westphalia.report.essay.topics import ClaimGroup
from westphalia.report.page import Section
from westphalia.report.verdicts import LOOK, VERDICT

if TYPE_CHECKING:
    from westphalia.record.world import World

LED = 5
"""Claims that a page leads with."""
CONTESTED = 3
"""Of these at most contested ones, where there are others."""
BOLD = ("mechanism", "counterfactual", "forecast", "comparison", "trend", "fact")
"""Kinds of claims, the first saying most: what holds of states in general, what would follow, what will come; last what happened."""
BASES = ("model", "record", "events")
"""What a verdict rests on; events come last, for they were coded with the essay in hand."""
ORDER = ("contradicted", "mixed")


def leading(groups: Sequence[ClaimGroup]) -> list[Judged]:
    """Return the claims that a page leads with: contradicted before mixed before supported, and of each those that say most.

    Where there are enough, no two contested ones and no two supported ones are on the same matter, and at least two are of the other sort.

    Parameters
    ----------
    groups : sequence of ClaimGroup
        All claims by what they are about.
    """
    matter = {each.claim.id: group.id for group in groups for each in group.claims}
    every = [each for group in groups for each in group.claims]
    contested = sorted((each for each in every if each.verdict in ORDER), key=_contested)
    held = sorted((each for each in every if each.verdict == "supported"), key=_held)
    most = max(CONTESTED, LED - len(held))
    first = _spread(contested, matter, most)
    return [*first, *_spread(held, matter, LED - len(first))]


def _contested(judged: Judged) -> tuple[int, int, int]:
    claim = judged.claim
    return ORDER.index(judged.verdict), BOLD.index(claim.kind), claim.paragraph


def _held(judged: Judged) -> tuple[int, int, float, int]:
    """Return how little a supported claim says: the rarer among comparable cases the more, those without any last of their kind."""
    claim, share = judged.claim, judged.scrutiny.placebo.share
    return (
        BASES.index(judged.scrutiny.basis) == len(BASES) - 1,
        BOLD.index(claim.kind),
        1.0 if share is None else share,
        claim.paragraph,
    )


def _spread(ranked: Sequence[Judged], matter: dict[str, str], most: int) -> list[Judged]:
    """Return the first of a ranking, one on each matter while there are others; in the order of the ranking."""
    chosen, taken = [], set()
    for each in ranked:
        if matter[each.claim.id] not in taken:
            taken.add(matter[each.claim.id])
            chosen.append(each)
    chosen += [each for each in ranked if each not in chosen]
    return sorted(chosen[:most], key=list(ranked).index)


def sections(world: World, checked: Checked, groups: Sequence[ClaimGroup], found: Evidence) -> list[Section]:
    """Return a section for each claim that leads: its verdict and statement, the figure, why, and a picture.

    Parameters
    ----------
    world : World
        The record.
    checked : Checked
        The essay with its verdicts.
    groups : sequence of ClaimGroup
        All claims by what they are about.
    found : Evidence
        The events of all claims.
    """
    of = {each.claim.id: group for group in groups for each in group.claims}
    out = []
    for judged in leading(groups):
        group, own = of[judged.claim.id], found.get(judged.claim.id, ())
        out.append(
            Section(
                f"lead-{judged.claim.id}", words.sentence(VERDICT[judged.verdict]), judged.claim.statement.rstrip("."),
                prose=(" ".join(filter(None, (reasons.figure(judged), reasons.because(judged)))),),
                charts=pictures.picture(world, checked, judged, own, near_events(group, found), "lead-"),
                mark=LOOK[judged.verdict], aside=f"paragraph {judged.claim.paragraph}",
            )
        )  # fmt: skip
    return out
