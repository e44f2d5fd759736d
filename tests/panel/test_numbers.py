"""A number of a state or pair is declared once: additions to panels are made from the quantities, or it is said why they are not."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from tests.conftest import in_part
from westphalia import panel
from westphalia.measures.values import values
from westphalia.panel.additions import ADDITIONS
from westphalia.record.grid import build
from westphalia.record.quantities import get
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR
from westphalia.record.world import load

WORLD = load()
WORDS = "names, codes or numbers of cases, alone or beside what stands for one case of several"
PEACE = "years without an event, counted along the rows of the panel or of the state"
LEADERS = "leaders: their spells in office, what is known of them, and disputes between them"
PARTNERS = "counts partners among the states of the panel's list, of which there are two"
LIST = "measured between the states of the panel's list, of which there are two"
PORTFOLIO = (
    "similarities of whole portfolios, computed together; the measures that are some of them compute the same"
)
MADE = "made row by row from the columns of another addition"
OTHERWISE = {
    **dict.fromkeys(("codes", "names", "dispute-details", "cow-dispute-details", "war-details"), WORDS),
    **dict.fromkeys(("state-wars", "civil-wars", "ucdp-conflicts", "regimes"), WORDS),
    **dict.fromkeys(("spells", "cow-spells", "state-spells", "state-cow-spells"), PEACE),
    **dict.fromkeys(("war-spells", "state-war-spells", "civil-war-spells", "ucdp-spells"), PEACE),
    **dict.fromkeys(("archigos", "archigos-as-listed", "leaders", "lead", "lwuf"), LEADERS),
    "leader-disputes": LEADERS,
    **dict.fromkeys(("alliance-partners", "neighbours", "neighbours-as-listed"), PARTNERS),
    **dict.fromkeys(("minimum-distance", "nearest-state", "capital-distance", "nearest-capital"), LIST),
    "terrain": "of the land, the same in every year; under the code that the panel's list has for Germany and Yemen",
    "elections": "zero for states of which the list has any vote, else unknown",
    "missile-tests": "of two states, each from a year of its own; unknown of all others",
    **dict.fromkeys(("similarity-votes", "similarity-alliances"), PORTFOLIO),
    **dict.fromkeys(
        ("power-ratio", "weak-link-democracy", "weak-link-income", "weak-link-income-as-listed"), MADE
    ),
    **dict.fromkeys(("land-contiguity", "major-power-dyad"), MADE),
}
"""Additions that are not made from quantities, and why."""
NUMBERS = [name for name, each in ADDITIONS.items() if each.numbers]
OWN_LIST = {"gdp", "gdp-as-listed", "gdp-uncertainty", "democracy", "democracy-as-listed"}
"""Additions that have a table by Gleditsch-Ward code; the quantities read the other for all."""

SUMS = {"arms"}
"""Additions that add up in the order of rows what the quantity adds up in the order of size."""


def test_every_addition_is_made_from_quantities_or_says_why_not():
    assert set(ADDITIONS) - set(NUMBERS) == set(OTHERWISE)


def test_what_is_taken_from_a_quantity_is_its_own():
    for name in NUMBERS:
        each = ADDITIONS[name]
        for field in each.fields:
            if field.name not in each.numbers:
                continue
            quantity = get(each.numbers[field.name])
            assert quantity.table == (field.table or each.tables[0])
            assert quantity.table in each.tables
            assert field.absent == bool(quantity.zero), field.name
            assert each.kind == ("state" if quantity.kind == "state" else "dyad")
            assert each.span(WORLD) is not None


@lru_cache
def grid(years, system, dyads):
    return build(WORLD, years, system, dyads, directed=True)


@pytest.mark.parametrize(
    ("system", "ends"), [("cow", True), ("gw", False), pytest.param("gw", True, marks=pytest.mark.long)]
)
@pytest.mark.parametrize("name", in_part(NUMBERS, 2))
def test_a_column_is_its_quantity(name, system, ends):
    """Every second column in the year in the middle of what is covered, and in the first and the last; all, and these in the other list, with ``make long``."""
    each = ADDITIONS[name]
    if system == "gw" and name in OWN_LIST:
        pytest.skip("has a table of its own for that list")
    first, last = each.span(WORLD)
    dyads = each.kind == "dyad"
    make = panel.dyad_years if dyads else panel.state_years
    for year in {(first + last) // 2, *((max(first, FIRST_YEAR), min(last, LAST_YEAR)) if ends else ())}:
        found = make(WORLD, (year, year), system=system).add(name).collect()
        for column, of in each.numbers.items():
            value = values(WORLD, of, grid((year, year), system, dyads)).value
            if value.ndim > 1:
                back = column.endswith("2") and each.numbers.get(f"{column[:-1]}1") == of
                value = value[:, int(back)]
            known = found[column].cast(float).to_numpy()
            within = each.span(WORLD, column)
            if within[0] <= year <= within[1]:
                small = 1e-6 if name in SUMS else 0
                np.testing.assert_allclose(known, value, rtol=0, atol=small, err_msg=f"{column} {year}")


@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize("name", ["neighbours", "neighbours-as-listed", "alliance-partners", "majors"])
def test_what_is_carried_does_not_hang_on_where_a_panel_begins(name, system):
    late, early = (
        wp.panel.state_years(wp.load(), (first, 2025), system).add(name, carry="last").collect()
        for first in (2021, 2012)
    )
    assert late.equals(early.filter(pl.col("year") >= 2021))
