"""Check the essays of the shelf; store the readings that take long, for the whole record and as of the year each is about, and the verdicts.

Usage: ``python -m sources.claims [-o FOLDER]``, after ``python -m sources.models`` and ``python -m sources.cases``.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.claims import files
from westphalia.claims.check import Checked, check
from westphalia.claims.stored import VERDICTS, Stored
from westphalia.record.manifest import SHIPPED
from westphalia.record.results import storing
from westphalia.record.world import load

if TYPE_CHECKING:
    from westphalia.record.world import World


def told(world: World, checked: Checked) -> dict[str, Any]:
    """Return what a brief shows of a checked essay."""
    essay = checked.essay
    return {
        "id": essay.id, "title": essay.title, "author": essay.author, "published": essay.published,
        "states": [world.state(name, essay.about.year).ccode for name in essay.about.states], "year": essay.about.year,
        "summary": checked.summary,
        "claims": [
            {"id": each.claim.id, "statement": each.claim.statement, "paragraph": each.claim.paragraph, "verdict": each.verdict}
            for each in checked.claims
        ],
    }  # fmt: skip


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description="Store long readings and verdicts of the essays of the shelf."
    )
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED, help="folder of the edition")
    parser.add_argument("--fresh", action="store_true", help="compute again what is stored for these data")
    given = parser.parse_args()
    whole = load(given.output)
    kept: dict[str, dict[str, Any]] = {}
    essays = []
    for name in files.shelf():
        essay = files.read(files.find(name), whole)
        for world in (whole.as_of(essay.about.year), whole):
            began, stored = time.time(), Stored(world, fresh=given.fresh)
            found = check(world, essay, stored=stored)
            kept |= stored.used
            when = "as of " + str(world.last_known) if world.last_known else "in hindsight"
            print(f"{name} {when}: {found.summary}; {time.time() - began:.0f} s", file=sys.stderr, flush=True)
        essays.append(told(whole, found))
    Stored.write(given.output, kept)
    document = {"data": whole.manifest.hash, "model": whole.manifest.model, "essays": essays}
    with storing(given.output, VERDICTS) as path:
        path.write_text(json.dumps(document, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
