"""The page of protests: it adds up, refuses what it cannot know, and states no direction that the record does not show."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import westphalia as wp
from westphalia.effects.unrest import TERMS
from westphalia.effects.unrest.stored import stored
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report import views
from westphalia.report.page import Page
from westphalia.report.views import unrest
from westphalia.report.views.unrest_page import CANNOT, KINDS, page_of

WORLD = wp.load()
WAY = re.compile(r"\b(more|fewer|less|rais\w+|lower\w*|increas\w+|reduc\w+|calm\w*|prevent\w*|cause\w*)\b")


def ask(**given: Any) -> Any:
    return views.ask("unrest", {"state": "Iran", "year": 2022, **given}, WORLD)


def directions(page: Page, terms: list[dict[str, Any]]) -> list[str]:
    """Return every clause, and every cell, that gives a direction to a term of which the interval holds zero."""
    texts = [page.standfirst]
    for section in page.sections:
        texts += [section.finding, *section.prose, *section.notes, *(chart.alt for chart in section.charts)]
    clauses = [clause for text in texts for clause in re.split(r"[;.]\s", text)]
    found = []
    for row in terms:
        if row["direction"] is not None:
            continue
        both = [each for each in terms if each["term"] == row["term"] and each["direction"]]
        for clause in clauses:
            named = row["words"].casefold() in clause.casefold()
            rest = clause.casefold().replace(row["words"].casefold(), "")
            other = [KINDS[each["outcome"]] for each in both]
            if named and WAY.search(rest) and not any(words in clause for words in other):
                found.append(clause)
        for section in page.sections:
            for grid in section.grids:
                if section.id == "terms":
                    cells = {line[0].casefold(): line[2:] for line in grid.rows}[row["words"].casefold()]
                    cell = cells[list(KINDS).index(row["outcome"])]
                    found += [] if cell.startswith(CANNOT) else [cell]
    return found


@pytest.mark.parametrize("state", ["Iran", "Egypt", "Lebanon", "Nigeria", "France", "Syria"])
def test_no_page_states_a_direction_for_a_term_of_which_the_interval_holds_zero(state):
    answer = views.ask("unrest", {"state": state, "year": 2009, "grain": "wheat:200000"}, WORLD)
    assert directions(answer.page, answer.document["terms"]) == []


def test_a_page_that_did_would_be_found():
    answer = ask()
    page, terms = answer.page, answer.document["terms"]
    section = replace(
        page.sections[0], prose=("A rise of the world price of wheat, times that share raises protests.",)
    )
    assert directions(replace(page, sections=(section,)), terms)
    sure = [{**row, "direction": "more"} for row in terms]
    lying = page_of(WORLD, answer.found, {**answer.document, "terms": sure})
    assert len(directions(lying, terms)) >= len([row for row in terms if row["direction"] is None])


def test_directions_follow_the_intervals():
    answer = ask()
    for row in answer.document["terms"]:
        low, high = row["interval"]
        assert row["direction"] == ("more" if low > 0 else "fewer" if high < 0 else None)
    assert {row["term"] for row in answer.document["terms"]} == set(TERMS)
    price = [row for row in answer.document["terms"] if row["term"] in ("price", "dependence")]
    assert all(row["direction"] is None for row in price)


def test_the_delivery_of_the_essay():
    found = ask(grain="wheat:5000000").document
    grain = found["grain"]
    assert 0.25 < grain["share_of_use"] < 0.35
    assert grain["use"]["observed"] == 2009
    assert 0 < grain["dependence"]["after"] < grain["dependence"]["before"] < 0.5
    low, high = found["bound"]["low"], found["bound"]["high"]
    assert low < 0 < high
    assert low < found["difference"]["mean"] < high
    assert -low < found["expected"]["spread"]["price_demands"]["quantiles"]["0.95"]
    assert "cannot be told" in ask(grain="wheat:5000000").page.standfirst


def test_without_a_delivery_nothing_is_said_of_one():
    found = ask()
    assert found.document["grain"] is found.document["difference"] is found.document["bound"] is None
    assert [section.id for section in found.page.sections] == ["expected", "terms", "skill", "unknown"]


def test_a_delivery_of_nothing_differs_by_exactly_nothing():
    found = ask(grain="wheat:0").document
    assert found["difference"]["mean"] == found["bound"]["low"] == found["bound"]["high"] == 0


def test_the_same_seed_gives_the_same_and_runs_share_their_draws():
    few, again, other = (ask(grain="wheat:5e6", runs=40, seed=seed).document for seed in (1, 1, 2))
    assert few == again
    assert few["difference"] != other["difference"]
    many = ask(grain="wheat:5e6", runs=80).found
    assert (many.expected["events"][:40] == ask(runs=40).found.expected["events"]).all()
    assert few["bound"]["low"] == pytest.approx(ask(grain="wheat:5e6", runs=80).document["bound"]["low"])


def test_an_assumption_can_be_fixed():
    found = ask(grain="wheat:5000000", set={"grain.use_error": 1.0}).document
    spread = found["grain"]["spread"]["share_of_use"]["quantiles"]
    assert spread["0.05"] == spread["0.95"] == pytest.approx(5e6 / found["grain"]["use"]["value"])
    given = {row["name"]: row["found"] for row in found["assumptions"]}
    assert given["grain.use_error"] == "given"


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        ({"year": 1985}, NoAnswer, "no model of protests in 1985"),
        ({"state": "USA"}, NoAnswer, "does not follow it"),
        ({"state": "Syria"}, NoAnswer, "growth of output"),
        ({"as-of": 1995, "year": 1996}, NoAnswer, "no model"),
        ({"grain": "maize:5"}, NotUnderstood, "maize"),
        ({"grain": "wheat"}, NotUnderstood, "cannot be"),
        ({"grain": "wheat:many"}, NotUnderstood, "no weight"),
        ({"grain": "wheat:-5"}, NotUnderstood, "cannot be delivered"),
        ({"grain": "wheat:nan"}, NotUnderstood, "cannot be delivered"),
        ({"grain": "wheat:90000000"}, NotUnderstood, "more than the"),
        ({"set": {"grain.replacd": 1.0}}, NotUnderstood, "grain.replaced"),
        ({"runs": 0}, NotUnderstood, "runs"),
    ],
)
def test_what_cannot_be_told_is_refused_with_why(given, error, told):
    with pytest.raises(error) as caught:
        ask(**given)
    assert told in str(caught.value)


def test_as_of_a_year_the_model_of_that_year_speaks():
    found = ask(year=2011, **{"as-of": 2010}).document
    assert found["model"]["until"] == found["skill"]["last"] == 2010
    assert max(row["observed"] or 0 for row in found["conditions"]) == 2010
    assert found["expected"]["counted"]["events"] is None


def test_a_year_that_was_not_counted_whole_is_not_told():
    assert ask(year=2020).document["expected"]["counted"]["events"] is None
    assert ask(year=2009).document["expected"]["counted"] == {"events": 21, "price_demands": 0}
    assert np.isnan(ask(year=2020).found.history["events"][-1])


def test_the_view_is_what_it_says():
    assert unrest.VIEW.question.model_fields["runs"].default == unrest.BOUND_RUNS


class TestDocs:
    """The figures of the pages are those that are stored."""

    PAGE = (Path(__file__).parents[2] / "docs" / "unrest.md").read_text(encoding="utf-8")
    OIL = (Path(__file__).parents[2] / "docs" / "pass-through.md").read_text(encoding="utf-8")

    def test_estimates(self):
        for name, label in zip(TERMS, ("growth, a point", "inflation", "dependence", "price by dependence", "sanctions", "democracy", "between", "population"), strict=True):  # fmt: skip
            rows = [row for row in ask().document["terms"] if row["term"] == name]
            cells = []
            for row in rows:
                middle = f"{row['coefficient']:.3f}"
                low, high = row["interval"]
                cells.append(f"{f'**{middle}**' if row['direction'] else middle} ({low:.3f} to {high:.3f})")
            assert f"| {label} | {' | '.join(cells)} |" in self.PAGE

    def test_scores(self):
        labels = {"model": "the model", "base_rate": "mean of all states", "own_rate": "each state's own mean", "lag": "last year's count"}  # fmt: skip
        for row in stored(WORLD)["skill"]["2017"]:
            miss = (
                f"{row['absolute_error']:.2f}"
                if row["outcome"] == "events"
                else f"{row['absolute_error']:.3f}"
            )
            cells = f"{row['deviance']:.2f} | {miss} | {row['any_log_score']:.3f} | {row['any_roc_auc']:.2f}"
            assert f"| {labels[row['model']]} | {cells} |" in self.PAGE

    def test_rows(self):
        held = stored(WORLD)
        models = {name: by["2017"] for name, by in held["models"].items()}
        told = (
            held["rows"]["with_count"], held["rows"]["without_terms"], models["events"]["rows"], models["events"]["counted"],
            models["price_demands"]["rows"], models["price_demands"]["counted"], held["skill"]["2017"][0]["n"],
        )  # fmt: skip
        assert all(f"{number:,}" in self.PAGE for number in told)

    def test_the_delivery(self):
        found = ask(grain="wheat:5000000").document
        spread = found["difference"]["quantiles"]
        middle = f"{spread['0.5']:.3f} ({spread['0.05']:.2f} to +{spread['0.95']:.3f})"
        assert middle in self.PAGE
        assert f"{found['bound']['low']:.2f} to +{found['bound']['high']:.3f}" in self.PAGE
        assert f"{found['expected']['price_demands']:.2f} protests about prices expected" in self.PAGE

    def test_oil_in_consumer_prices(self):
        for row in json.loads(WORLD.manifest.result("model/pass_through.json").read_text())["tried"].values():
            error = np.sqrt(np.diag(row["covariance"]))
            pairs = [f"{each:.{digits}f} ({wrong:.{digits}f})" for each, wrong, digits in zip(row["coefficient"], error, (3, 3, 2), strict=True)]  # fmt: skip
            cells = (
                f"{row['rows']:,} | {row['states']} | {row['first']}-{row['last']} | {' | '.join(pairs)} |"
            )
            assert cells in self.OIL
