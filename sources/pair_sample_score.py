"""Score the partnership model on the sample of pairs: once, after the model is frozen in a commit. The figures stand as they come out.

Usage: ``python -m sources.pair_sample_score``. Models are fitted to what was known at the ends of 2010, 2015 and 2020, which takes some minutes.
"""

from __future__ import annotations

from westphalia.models.outcomes import CHIEF, LONG
from westphalia.models.partnership.model import Partnership
from westphalia.models.partnership.sample_score import Chances, intervals, joined, scores
from westphalia.record.world import World, load

ORIGINS = (2010, 2015, 2020)
SAMPLE = "pair_sample"


def said(world: World) -> Chances:
    """Return the chance of a new pact or agreement within five years of every pair, by models that knew nothing later."""
    found = {}
    for year in ORIGINS:
        found[year] = Partnership().fit(world.as_of(year)).probabilities(year, CHIEF, LONG)
        print(f"fitted to {year}", flush=True)
    return found


def main() -> None:
    """Run from the command line."""
    world = load()
    chances = said(world)
    for unknown_is_no in (False, True):
        rows = joined(world.scan(SAMPLE).collect(), chances, unknown_is_no)
        print(
            f"{len(rows.event)} pairs and windows; what no text settles {'counts as no' if unknown_is_no else 'is left out'}"
        )
        spans = intervals(rows)
        for name, value in scores(rows).items():
            span = spans[name]
            print(f"  {name}: {value} {span or ''}")


if __name__ == "__main__":
    main()
