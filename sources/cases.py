"""What is stored of analogues, cases and mechanisms, and the pages of cases and mechanisms.

Usage: ``python -m sources.cases [-o FOLDER] [analogues] [cases] [mechanisms] [pages] [--force]``; without a word all of them (of another edition than the
one that ships no pages), in about ten minutes. What is made from nothing that has changed is kept.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from sources import cases_pages
from sources.made import world_for, written
from westphalia.models.analogues import positions as fields
from westphalia.models.cases.automatic import automatic
from westphalia.models.cases.files import shelf
from westphalia.models.cases.standing import FILE as CASES
from westphalia.models.cases.standing import Standing, coded, standings, unseen
from westphalia.models.definitions import declared
from westphalia.models.mechanisms.results import FILE as MECHANISMS
from westphalia.models.mechanisms.results import compute
from westphalia.record.manifest import SHIPPED
from westphalia.record.world import World, load

Row = dict[str, Any]


def _stands(of: Standing) -> Row:
    return {
        "origin": of.origin,
        "chance": of.chance,
        "base_rate": of.base_rate,
        "percentile": of.percentile,
        "why": of.why,
    }


def cases(world: World) -> Row:
    """Return where models of their time put all cases."""
    hand, listed = shelf(), automatic(world)
    pairs = {case.id: world.dyad(case.a, case.b, case.year).codes for case in hand}
    asked = [(*pairs[case.id], case.year) for case in hand]
    asked += [(case.one, case.two, case.year) for case in listed]
    asked += [(*case.match, case.year) for case in listed if case.match]
    found = standings(world, asked)
    by_hand = [
        {
            **case.model_dump(), **_stands(found[*pairs[case.id], case.year]), "coded": coded(world, *pairs[case.id], case.year),
            "unseen": unseen(world, case.year),
        }
        for case in hand
    ]  # fmt: skip
    drawn = [
        {
            "one": case.one, "two": case.two, "a": world.state(case.one, case.year).name, "b": world.state(case.two, case.year).name,
            "year": case.year, **_stands(found[case.one, case.two, case.year]), "match": _match(world, case, found),
        }
        for case in listed
    ]  # fmt: skip
    return {"hand": by_hand, "automatic": drawn, "summary": summary(by_hand, drawn)}


def _match(world: World, case: Any, found: dict[tuple[int, int, int], Standing]) -> Row | None:
    if case.match is None:
        return None
    names = [world.state(code, case.year).name for code in case.match]
    return {
        "one": case.match[0],
        "two": case.match[1],
        "a": names[0],
        "b": names[1],
        **_stands(found[*case.match, case.year]),
    }


def summary(hand: list[Row], drawn: list[Row]) -> Row:
    """Return medians of percentiles, and the share of cases above their match."""

    def known(rows: list[Any]) -> list[float]:
        return [row["percentile"] for row in rows if row and row["percentile"] is not None]

    both = [(row["percentile"], row["match"]["percentile"]) for row in drawn if row["match"]]
    both = [(one, two) for one, two in both if one is not None and two is not None]
    gaps = np.array([one - two for one, two in both])
    rng = np.random.default_rng(1)
    shares = [float((rng.choice(gaps, len(gaps)) > 0).mean()) for _ in range(1000)]
    medians = [np.median(rng.choice(known(drawn), len(known(drawn)))) for _ in range(1000)]
    return {
        "automatic": {
            "cases": len(drawn), "with_percentile": len(known(drawn)), "median": float(np.median(known(drawn))),
            "median_interval": [float(q) for q in np.quantile(medians, (0.05, 0.95))],
            "median_match": float(np.median(known([row["match"] for row in drawn]))), "above_match": float((gaps > 0).mean()), "above_interval": [float(q) for q in np.quantile(shares, (0.05, 0.95))], "pairs": len(both),
        },
        "hand": {kind: {"cases": sum(row["kind"] == kind for row in hand), "median": float(np.median(known([r for r in hand if r["kind"] == kind])))} for kind in ("partnership", "near-miss", "against")},
    }  # fmt: skip


DOCUMENTS: dict[str, tuple[str, Callable[[World], Row], str, tuple[str, ...]]] = {
    "cases": (CASES, cases, "models.cases.standing", ("shelf/cases/hand.yaml",)),
    "mechanisms": (MECHANISMS, compute, "models.mechanisms.results", ()),
}
"""By name: the file, what makes it, the module whose constants it hangs on, and hand-written files that it is made from."""


def past(folder: Path, force: bool = False) -> None:
    """Make the field of all pairs that analogues are looked for in."""
    world = world_for(folder, fields.FILE, fields.definitions(), force=force)
    if world is not None:
        fields.write(folder, fields.make(world))


def document(folder: Path, name: str, force: bool = False) -> None:
    """Make one of :data:`DOCUMENTS`."""
    file, computed, root, files = DOCUMENTS[name]
    written(folder, file, declared(roots=(root,)), computed, files, force=force, indent=1)


def main(words: list[str], folder: Path = SHIPPED) -> None:
    """Make what is asked for and is made from something that has changed."""
    force, wanted = "--force" in words, [word for word in words if word != "--force"]
    wanted = wanted or ["analogues", *DOCUMENTS, *(["pages"] if folder == SHIPPED else [])]
    if "analogues" in wanted:
        past(folder, force)
    for name in DOCUMENTS:
        if name in wanted:
            document(folder, name, force)
    if "pages" in wanted:
        for page, text in cases_pages.pages(load(folder)).items():
            page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Store analogues, cases and mechanisms of an edition.")
    parser.add_argument("words", nargs="*", help="analogues, cases, mechanisms, pages")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED, help="folder of the edition")
    parser.add_argument("--force", action="store_true", help="make again what nothing has changed for")
    given = parser.parse_args()
    main([*given.words, *(["--force"] if given.force else [])], given.output)
