"""Check the essays of the shelf; store the readings that take long, for the whole record and as of the year each is about, and the verdicts.

Usage: ``python -m sources.claims [-o FOLDER] [--force]``, after ``python -m sources.models`` and ``python -m sources.cases``. Where nothing that they
are made from has changed, they are kept.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sources.made import made, world_for
from westphalia.claims import files
from westphalia.claims.check import Checked, check
from westphalia.claims.stored import FILE, VERDICTS, Stored
from westphalia.measures.registry import registered
from westphalia.models.definitions import declared
from westphalia.record.definitions import HERE
from westphalia.record.manifest import SHIPPED
from westphalia.record.results import storing
from westphalia.report.views import claimed  # noqa: F401 - it reads what claims ask of effects

if TYPE_CHECKING:
    from westphalia.record.world import World


def shelf() -> list[str]:
    """Return the files of the essays of the shelf, within the package."""
    return [f"shelf/essays/{name}.yaml" for name in files.shelf()]


def named() -> list[str]:
    """Return the quantities and measures that the essays of the shelf name."""
    texts = (HERE.joinpath(name).read_text(encoding="utf-8") for name in shelf())
    words = {word for text in texts for word in re.findall(r"[a-z_0-9]+", text)}
    return sorted(words & registered().keys())


def checked(whole: World, fresh: bool) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """Return the long readings of all essays, for the whole record and as of the year each is about, and what a brief shows of them."""
    used: dict[str, dict[str, Any]] = {}
    essays = []
    for name in files.shelf():
        essay = files.read(files.find(name), whole)
        for world in (whole.as_of(essay.about.year), whole):
            began, stored = time.time(), Stored(world, fresh=fresh)
            found = check(world, essay, stored=stored)
            used |= stored.used
            when = "as of " + str(world.last_known) if world.last_known else "in hindsight"
            print(f"{name} {when}: {found.summary}; {time.time() - began:.0f} s", file=sys.stderr, flush=True)
        essays.append(told(whole, found))
    return used, essays


def told(world: World, checked: Checked) -> dict[str, Any]:
    """Return what a brief shows of a checked essay."""
    essay = checked.essay
    return {
        "id": essay.id, "title": essay.title, "author": essay.author, "published": essay.published,
        "states": [world.state(name, essay.about.year).ccode for name in essay.about.states], "year": essay.about.year,
        "summary": checked.summary, "documented": checked.documented,
        "claims": [
            {
                "id": each.claim.id, "statement": each.claim.statement, "paragraph": each.claim.paragraph, "verdict": each.verdict,
                "basis": each.scrutiny.basis,
            }
            for each in checked.claims
        ],
    }  # fmt: skip


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description="Store long readings and verdicts of the essays of the shelf."
    )
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED, help="folder of the edition")
    parser.add_argument("--force", "--fresh", action="store_true", help="compute again what is stored")
    given = parser.parse_args()
    store(given.output, given.force)


def store(folder: Path, force: bool = False) -> None:
    """Store the long readings and the verdicts, each where something that it is made from has changed."""
    definitions = declared(roots=("claims.check",), names=named())
    anew = world_for(folder, FILE, definitions, force=force)
    whole = world_for(folder, VERDICTS, definitions, shelf(), force=force or anew is not None)
    if whole is None:
        return
    used, essays = checked(whole, fresh=anew is not None)
    if anew is None:
        before = whole.manifest.results[FILE]["made_from"]
        whole.manifest.asked.update(before["tables"], before["results"])
    Stored.write(folder, used, made(whole, definitions, without=(FILE, VERDICTS)))
    text = json.dumps({"essays": essays}, ensure_ascii=False, indent=0) + "\n"
    with storing(folder, VERDICTS, made(whole, definitions, shelf(), without=(FILE, VERDICTS))) as path:
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
