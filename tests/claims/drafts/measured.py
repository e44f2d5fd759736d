"""How far drafts agree with a person's reading of the texts beside this file: states, people, kinds, and tests that a reader accepts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from westphalia.claims.draft.article import fold, read
from westphalia.claims.draft.found import within
from westphalia.claims.draft.make import Draft, draft
from westphalia.claims.draft.written import document
from westphalia.claims.quantities import NAMED
from westphalia.errors import WestphaliaError
from westphalia.record.world import World

HERE = Path(__file__).parent
TEXTS = sorted((HERE / "texts").glob("*.txt"))
HELD = tuple(path for at, path in enumerate(TEXTS) if at % 3 == 2)
"""Every third text by name, which nobody looked at while the code was written."""
AFTER = sorted((HERE / "after").glob("*.txt"))
"""Two that were written and read after the code."""
FAMILIES: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "families.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts over sentences: found, wanted and both, of states and people; right kinds of all; tests accepted of all that are suggested; and
    sentences with an accepted test of those for which a reader knows one."""

    sentences: int = 0
    states_found: int = 0
    states_wanted: int = 0
    states_both: int = 0
    people_found: int = 0
    people_wanted: int = 0
    people_both: int = 0
    kinds: int = 0
    tests: int = 0
    accepted: int = 0
    testable: int = 0
    tested: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def rates(self) -> dict[str, float]:
        """Return the shares, each from 0 to 1."""
        return {
            "states, precision": self.states_both / self.states_found,
            "states, recall": self.states_both / self.states_wanted,
            "people, precision": self.people_both / max(self.people_found, 1),
            "people, recall": self.people_both / max(self.people_wanted, 1),
            "kind": self.kinds / self.sentences,
            "tests accepted": self.accepted / max(self.tests, 1),
            "testable sentences with an accepted test": self.tested / max(self.testable, 1),
        }


def measured(world: World, texts: Iterable[Path]) -> Counts:
    """Return the counts over some of the texts."""
    return sum((_of_text(world, path) for path in texts), Counts())


def drafted(world: World, path: Path) -> tuple[Draft, dict[str, Any]]:
    """Return the draft of a text and what a person wrote down on it."""
    notes = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    return draft(world, read(path), notes["date"]), notes


def _of_text(world: World, path: Path) -> Counts:
    made, notes = drafted(world, path)
    rows = {row["id"]: row for row in document(world, made)["claims"]}
    wanted = {row["at"]: row for row in notes["sentences"]}
    return sum(
        (compared(world, made, rows.get(at), wanted[at], notes["date"].year) for at in wanted), Counts()
    )


def compared(
    world: World, made: Draft, row: dict[str, Any] | None, wanted: dict[str, Any], year: int
) -> Counts:
    """Return the counts of one sentence; one that the draft does not have as such has nothing found."""
    if row is None:
        return Counts(
            1,
            states_wanted=len(wanted["states"]),
            people_wanted=len(wanted["people"]),
            testable=int(bool(wanted["tests"])),
        )
    found = {state["name"] for state in row["states"]}
    states = set(wanted["states"])
    names = _people(made, row["id"])
    both = sum(any(_called(key, name) for name in names) for key in wanted["people"])
    right = [accepted(world, test, wanted, year) for test in row["suggested"]]
    return Counts(
        1,
        len(found), len(states), len(found & states),
        len(names), len(wanted["people"]), min(both, len(names)),
        int(row["kind"] == wanted["kind"]),
        len(right), sum(right),
        int(bool(wanted["tests"])), int(bool(wanted["tests"]) and any(right)),
    )  # fmt: skip


def _people(made: Draft, at: str) -> set[str]:
    """Return the names of the people of a sentence."""
    sentence = next(each.sentence for each in made.claims if each.id == at)
    paragraph = next(each for each in made.found.paragraphs if each.number == sentence.paragraph)
    return {person.name for start, person in paragraph.people if within(start, sentence)}


def _called(key: str, name: str) -> bool:
    """Tell whether a name has all words of a key: Pol Pot, Alexander II, Xi."""
    words = fold(name).replace("-", " ").replace("’", "'").split()
    return all(word in words for word in fold(key).split())


def accepted(world: World, test: dict[str, Any], wanted: dict[str, Any], year: int) -> bool:
    """Tell whether a suggested test is one that a reader accepts: its family, its states in their order, and its years."""
    return any(_accepted(world, test, each, wanted.get("years"), year) for each in wanted["tests"])


def _accepted(world: World, test: dict[str, Any], said: str, years: list[int] | None, year: int) -> bool:
    name, _, called = said.partition(": ")
    family = FAMILIES[name]
    states = [_code(world, each, [*(years or ()), year]) for each in called.split(", ")]
    asked, asked_years, of_family = _asked(world, test, family)
    same = set(asked) == set(states) if family.get("either") else asked == states
    if years is not None and asked_years is not None:
        same = same and asked_years[0] <= years[1] and years[0] <= asked_years[1]
    return same and of_family


def _asked(
    world: World, test: dict[str, Any], family: dict[str, Any]
) -> tuple[list[int], tuple[int, int] | None, bool]:
    """Return the states and years of a test, and whether it is of a family."""
    if "events" in test:
        asked = test["events"]
        states = asked.get("between") or [asked.get("actor"), asked.get("target")]
        of_family = bool(asked["kinds"]) and set(asked["kinds"]) <= set(family["events"])
        return [_code(world, each, [NAMED]) for each in states], _span(asked.get("years")), of_family
    if "model" in test:
        asked = test["model"]
        span = (asked["year"], asked["year"] + asked["horizon"])
        codes = [_code(world, each, [asked["year"]]) for each in asked["of"]]
        return codes, span, asked["outcome"] in family.get("models", ())
    asked = test["measure"]
    more = test["against"]["measure"]["of"] if "against" in test else []
    span = _span(asked["years"])
    assert span is not None
    return (
        [_code(world, each, [span[1]]) for each in (*asked["of"], *more)],
        span,
        asked["name"] in family["measures"],
    )


def _span(years: Any) -> tuple[int, int] | None:
    if years is None:
        return None
    return (years, years) if isinstance(years, int) else (years[0], years[1])


def _code(world: World, name: str, years: list[int]) -> int:
    for year in years:
        try:
            return int(world.state(name, year).ccode)
        except WestphaliaError:
            continue
    return int(world.state(name).ccode)
