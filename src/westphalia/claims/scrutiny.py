"""How much a verdict is worth: its basis, its placebo, and its fragility."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from westphalia.claims import evaluate, recast
from westphalia.claims.basis import Basis, basis, question
from westphalia.claims.essay import Claim, Essay, Test
from westphalia.claims.fragility import Variants, flips, nearby, variants
from westphalia.claims.placebo import Placebo, foreseen, placebo, relabelled, tried
from westphalia.claims.quantities import QueryOf
from westphalia.claims.verdict import Reading, Verdict
from westphalia.errors import WestphaliaError

if TYPE_CHECKING:
    from westphalia.claims.stored import Stored
    from westphalia.record.world import World

MOST = 0.2
"""Largest share of comparable cases that meet the test of a claim that is called supported."""
LONGEST = 300.0
"""Seconds that what is asked of others by the queries of one file may take together."""
TOO_LONG = "the queries of the file took too long to ask them of others"


@dataclass(frozen=True, slots=True)
class Scrutiny:
    """What a verdict on a claim is worth.

    Parameters
    ----------
    basis : {"record", "events", "model"}
        Whether it rests on events of the record alone, in part on a model or on estimated effects, or else on tables of the record.
    placebo : Placebo
        How many comparable cases meet the same test.
    flips : tuple of (str, str)
        What was changed, and the verdict that it gave, where that is another.
    """

    basis: Basis
    placebo: Placebo
    flips: Variants

    def verdict(self, plain: Verdict) -> tuple[Verdict, str]:
        """Return the verdict that stands, and why it is another than its figures alone give."""
        if self.flips:
            changed, other = self.flips[0]
            return "mixed", f"It would be {plain}, but {changed} it is {other}."
        share = self.placebo.share
        if plain == "supported" and self.basis != "events" and share is not None and share > MOST:
            return "mixed", (
                f"It would be supported, but so would {share:.0%} of comparable cases ({self.placebo.rule}), so that it says little."
            )
        return plain, ""


NOTHING = Scrutiny("record", Placebo(0, 0, "there is no figure", None), ())
"""Of a claim that has no figure."""


def scrutinise(
    world: World,
    claim: Claim,
    readings: Sequence[Reading],
    verdict: Verdict,
    essay: Essay | None,
    stored: Stored | None = None,
) -> Scrutiny:
    """Return what the verdict on a claim is worth; kept with the edition for the essays of the shelf.

    Parameters
    ----------
    world : World
        The record.
    claim : Claim
        With tests.
    readings : sequence of Reading
        Of its tests.
    verdict : str
        What these alone give.
    essay : Essay or None
        Whose claim it is.
    stored : Stored, optional
        What is kept.
    """
    on = basis(claim)
    if verdict in ("insufficient_coverage", "not_testable"):
        return Scrutiny(on, NOTHING.placebo, ())
    asked = question(claim, essay)
    if stored is not None and (found := stored.scrutiny(asked)) is not None:
        return unpacked(found)
    queries = any(isinstance(each.asked, QueryOf) for test in claim.parts for each in recast.figures(test))
    if queries and stored is not None and stored.compared > LONGEST:
        return Scrutiny(on, Placebo(0, 0, TOO_LONG, None), ())
    began = monotonic()
    whole = tried(world, claim, repr(asked))
    others = [each.of(world, test) for each in whole.drawn for test in whole.tests]
    foreseen(world, [*others, *nearby(claim)])
    compared = (
        placebo(world, claim, verdict, whole, essay) if whole.tests else relabelled(readings, claim.together)
    )
    changed = flips(verdict, variants(claim, readings, lambda test: _read(world, test, essay)))
    made = Scrutiny(on, compared, changed)
    if stored is not None:
        stored.keep_scrutiny(asked, asdict(made))
        stored.compared += monotonic() - began if queries else 0.0
    return made


def unpacked(found: dict[str, Any]) -> Scrutiny:
    """Return what is kept.

    Parameters
    ----------
    found : dict
        As :func:`dataclasses.asdict` gives it, through JSON.
    """
    return Scrutiny(found["basis"], Placebo(**found["placebo"]), tuple((a, b) for a, b in found["flips"]))


def _read(world: World, test: Test, essay: Essay | None) -> Reading:
    try:
        return evaluate.read(world, test, essay)
    except WestphaliaError as error:
        return Reading(None, why=error.what)
