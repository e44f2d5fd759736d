"""Pages ask for numbers by name; what they still read from tables are lists, and stands here with the reason."""

from __future__ import annotations

import ast
from pathlib import Path

import polars as pl
import pytest

import westphalia as wp
from westphalia.measures.similarity_votes import similarity
from westphalia.record.quantities import get
from westphalia.report.brief import agreement, arms, sanctions
from westphalia.report.brief.figures import both, of_all, series

REPORT = Path(wp.__file__).parent / "report"
WORLD = wp.load()
ANY = "(any)"
"""A table that is named by what is asked for."""
OPENED = {
    "brief/agreement.py": {
        "votes": "roll calls in which both voted, and in how many they did the same",
        "institution_members": "spells of membership of the United Nations",
        "ukraine_votes": "votes on two resolutions",
    },
    "brief/arms.py": {"arms_transfers": "deliveries by category and register"},
    "brief/coded_pacts.py": {
        "coded_pacts": "what happened to pacts, in words, with where it is told",
        "coded_defence_agreements": "what happened to agreements, in words, with where it is told",
        "coded_pact_states": "states in what happened, and their part in it",
    },
    "brief/dispute_record.py": {"dispute_dyad_years": "disputes one by one"},
    "brief/disputes.py": {"dispute_dyad_years": "how many disputes each pair has had until a year"},
    "brief/existence.py": {
        "memberships": "spells of membership in either list",
        "coverage": "which states each source leaves out",
    },
    "brief/fights.py": {
        "wars": "names of wars",
        "territorial_changes": "land that changed hands, with procedure and claim",
    },
    "brief/office.py": {"leaders": "who held which office"},
    "brief/promises.py": {
        "defence_agreements": "what agreements are about, and when they were signed",
        "pacts": "phases of pacts with what each side promised",
        "alliances": "how exactly a pact's first day is known",
        "alliance_members": "how many members a pact had",
    },
    "brief/portrait.py": {"regime_spells": "the kind of regime in words"},
    "brief/sanction_record.py": {
        ANY: "cases against a state by institution",
        "sanction_cases": "whom the cases mean",
        "sanction_mandates": "what the Security Council binds all members to",
    },
    "brief/relation_basis.py": {ANY: "the word of a relation, and when anything was last seen of the two"},
    "brief/rivalries.py": {"rivalries": "spells of rivalry with their subjects"},
    "brief/why/third.py": {ANY: "relations of either with third states, with their words, of two years"},
    "brief/ties.py": {
        "visits": "visits with office, place and purpose",
        "event_parties": "states in an event, and their part in it",
        "events": "titles, people and citations of events",
    },
    "brief/votes.py": {"ideal_points": "ends of the intervals of ideal points, which are no quantity of their own"},
    "brief/figures.py": {ANY: "the rows of a quantity of pairs in one year: the wall reads those of all years at once"},
    "state/fought.py": {
        "wars": "names of wars",
        "civil_wars": "names of wars within states and who fought them",
        "armed_conflicts": "how severe an armed conflict was in a year, and what it was about",
        "coded_parties": "states in what is coded by hand, and their part in it",
        "coded_disputes": "disputes coded by hand, in words, with their deaths",
    },
    "state/government.py": {
        "leaders": "who came to rule, and how",
        "coups": "coups with their kind and result, by two lists",
        "regime_spells": "the kind of regime before and after a change",
    },
    "state/noted.py": {
        "event_parties": "states in an event, and their part in it",
        "events": "titles of events",
    },
    "state/promised.py": {
        "coded_pacts": "what happened to pacts, in words",
        "coded_pact_states": "states in what happened",
    },
    "state/relations.py": {ANY: "relations of a state with all others, with their words, of two years"},
    "views/sanction_case.py": {"institution_members": "the members of a coalition that is named by its institution"},
    "views/sanctions_in_force.py": {
        "sanctions": "who sanctions whom, with the years of unbroken spells",
        "institution_sanctions": "cases of institutions",
        "sanction_mandates": "what the Security Council binds all members to, and since when",
        "institution_members": "who was bound",
        "coded_sanctions": "cases in words, with where they are told",
        "sanction_episodes": "cases one by one, with what they were about",
        "sanction_episode_senders": "their senders",
    },
    "views/sanctions_length.py": {ANY: "spells of sanctions, for how long they last"},
    "views/strengths.py": {"arms_transfers": "deliveries by category and age, and what a supplier makes"},
    "views/data.py": {ANY: "the first rows of whichever table is shown"},
}  # fmt: skip
"""Which tables each file of the pages opens, and what for."""


def opened(path):
    """Return the tables that a file opens; an argument that is no name is :data:`ANY`."""
    calls = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
    )
    own = [
        call
        for call in calls
        if call.func.attr in ("table", "scan") and "manifest" not in ast.unparse(call.func)
    ]
    return {call.args[0].value if isinstance(call.args[0], ast.Constant) else ANY for call in own}


def test_pages_open_no_other_table():
    found = {str(path.relative_to(REPORT)): opened(path) for path in sorted(REPORT.rglob("*.py"))}
    assert {name: tables for name, tables in found.items() if tables} == {
        name: set(tables) for name, tables in OPENED.items()
    }


def test_an_opened_table_is_not_overlooked(tmp_path):
    (tmp_path / "one.py").write_text(
        'world.table("a").collect()\nworld.whole().table(name)\nworld.manifest.table("b")\n'
    )
    assert opened(tmp_path / "one.py") == {"a", ANY}


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("relation", 1913), ("relation", 2022), ("shared_institutions", 1990), ("trade", 1913), ("trade", 2014),
        ("trade_baci", 2023), ("import_share", 2022), ("pact", 1913), ("defence", 2018),
    ],
)  # fmt: skip
def test_all_pairs_of_a_year_are_those_of_the_wall(name, year):
    """The page reads them itself, for speed."""
    found, codes = of_all(WORLD, name, year).values, WORLD.universe().tolist()
    wall, at = WORLD.of_year(name, year), {code: place for place, code in enumerate(codes)}
    assert found
    for (one, two), value in found.items():
        assert wall[at[one], at[two]] == value
    known = (wall > 0).sum()
    there = sum(value > 0 for value in found.values())
    assert known == (2 * there if get(name).kind == "dyad" and all(a < b for a, b in found) else there)


def test_deliveries_add_up_to_the_arms_of_the_record():
    there, back = both(WORLD, "arms", 365, 630)
    for (seller, buyer), years in (((365, 630), there), ((630, 365), back)):
        flow = arms.flow(WORLD, seller, buyer)
        assert {year for year, (tiv, _) in years.items() if tiv} == {
            year for year in flow.years if flow.tiv(year, year)
        }
        for year in flow.years:
            assert flow.tiv(year, year) == pytest.approx(years[year][0], abs=1e-6)
        decade = sum(years[year][0] for year in range(1991, 2001))
        all_pairs = arms.all_flows(WORLD, 1991, 2000)
        assert all_pairs.get((seller, buyer), 0.0) == pytest.approx(decade, abs=1e-6)


def test_senders_listed_are_as_many_as_counted():
    [counts] = [of_all(WORLD, "sanction_senders_own", 2014).values]
    for code in (365, 630, 731, 2):
        found = sanctions.record(WORLD, WORLD.state(code, 2014), 2014)
        assert len(found.senders) == counts[code]
        embargo = WORLD.table("sanction_cases").filter(target=code, year=2014).collect()["embargo"].to_list()
        assert found.embargo == any(embargo)


def test_agreement_is_that_of_the_measure():
    years = agreement.by_year(WORLD, 2, 200)
    measured = wp.array(WORLD, "agreement", 2018)
    assert years[2018].share == pytest.approx(measured.of(2, 200), rel=1e-12)
    pairs = similarity(WORLD, (2018, 2018)).filter(pl.col("n") >= agreement.FEWEST)
    assert agreement.shares(WORLD, 2018) == pytest.approx(sorted(pairs["agreement"].to_list()), rel=1e-12)


def test_series_are_known_values_only():
    russia, none = series(WORLD, "cinc", 365, 999)
    assert min(russia) == 1816
    assert None not in russia.values()
    assert none == {}
