"""What leads a page is what a reader of history would lead with: two lists written beforehand, one used to set weights, one held out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import westphalia as wp
from tests.conftest import in_part
from westphalia.report.brief.why.reason import LEADS, LONGEST, WEIGHTS

HERE = Path(__file__).parent
SAME = {"ally": "pact"}
"""A word of the lists that is another in the program: an alliance is a pact that leads."""
MISSED = {
    "leads.yaml": {("United States", "Cuba", 1962), ("Uruguay", "Mongolia", 1995)},
    "leads_held_out.yaml": {
        ("China", "Pakistan", 2015),
        ("Russia", "Turkey", 2015),
        ("Bangladesh", "Portugal", 1985),
        ("Albania", "Soviet Union", 1961),
        ("Libya", "Chad", 1987),
    },
}
"""Pages of which lead, what binds or what limits is another than the list has (docs/reasons.md says which)."""


@cache
def listed(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((HERE / name).read_text(encoding="utf-8")))


def tried() -> list[Any]:
    cases = [(name, case["a"], case["b"], case["year"]) for name in MISSED for case in listed(name)]
    return in_part(
        cases, 12, always=[("leads.yaml", "Russia", "Iran", 2022), ("leads.yaml", "Fiji", "Malta", 1990)]
    )


def hits(name: str, a: str, b: str, year: int) -> tuple[dict[str, Any], list[str]]:
    """Return what a page answers, and which of lead, binds and limits are none of those that the list has."""
    case = next(each for each in listed(name) if (each["a"], each["b"], each["year"]) == (a, b, year))
    answer = wp.brief(a, b, year, quick=True).to_dict()["answer"]
    found = {"lead": answer["lead"]}
    for part in ("binds", "limits"):
        found[part] = answer[part][0]["kind"] if answer[part] else "none"
    wanted = {key: {SAME.get(each, each) for each in case[key]} for key in found}
    return answer, [key for key, kind in found.items() if kind not in wanted[key]]


@pytest.mark.parametrize(("name", "a", "b", "year"), tried())
def test_a_page_leads_with_what_history_would(name: str, a: str, b: str, year: int) -> None:
    answer, wrong = hits(name, a, b, year)
    assert bool(wrong) == ((a, b, year) in MISSED[name]), wrong
    assert 1 <= len(answer["sentences"]) <= 3
    for said in answer["sentences"]:
        assert len(said.split()) <= LONGEST, said
        assert said.endswith("."), said
    for part in ("binds", "limits", "others"):
        weights = [each["weight"] for each in answer[part]]
        assert weights == sorted(weights, reverse=True)
        assert all(
            each["kind"] in WEIGHTS and each["weight"] <= WEIGHTS[each["kind"]] for each in answer[part]
        )
    if answer["lead"] != "quiet":
        assert max(each["weight"] for part in ("binds", "limits") for each in answer[part]) >= LEADS


def test_most_of_the_lists_are_met() -> None:
    """Thirty-six of forty were asked for; the misses are named, so that this is arithmetic on the test above."""
    assert len(listed("leads.yaml")) - len(MISSED["leads.yaml"]) >= 0.9 * len(listed("leads.yaml"))
    assert len(listed("leads_held_out.yaml")) >= 25
