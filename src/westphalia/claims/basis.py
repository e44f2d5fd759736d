"""What a verdict rests on, and what a claim asks."""

from __future__ import annotations

from typing import Any, Literal

from westphalia.claims import recast
from westphalia.claims.essay import Claim, Essay
from westphalia.claims.fragility import fixed
from westphalia.claims.quantities import AnswerOf, EventsOf, InteractionOf, MechanismOf, ModelOf, ScenarioOf

Basis = Literal["record", "events", "model"]
MODELLED = (ModelOf, MechanismOf, InteractionOf, AnswerOf, ScenarioOf)


def basis(claim: Claim) -> Basis:
    """Return what a verdict rests on; that nothing can tell rests on the record as well.

    Parameters
    ----------
    claim : Claim
        Of an essay.
    """
    asked = [each.asked for test in claim.parts for each in recast.figures(test)]
    if any(isinstance(each, MODELLED) for each in asked):
        return "model"
    return "events" if asked and all(isinstance(each, EventsOf) for each in asked) else "record"


def question(claim: Claim, essay: Essay | None) -> dict[str, Any]:
    """Return what a claim asks, without its prose; for events also whose word does not count.

    Parameters
    ----------
    claim : Claim
        With tests.
    essay : Essay or None
        Whose claim it is.
    """
    tests = [test.model_dump(mode="json", exclude={"means"}, exclude_none=True) for test in claim.parts]
    own = [essay.where, essay.title] if essay is not None and basis(claim) == "events" else []
    return {"tests": tests, "how": [claim.together, claim.comparable, fixed(claim), claim.stated], "own": own}
