"""Under which terms things are passed on: every column says so, and of what may not be passed on only what is read somewhere is here."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

import westphalia
from sources.registry import recipes
from westphalia.record.lists import LISTS
from westphalia.record.quantities import quantities
from westphalia.record.rights import DERIVED, LICENCES, columns_ship, of_columns
from westphalia.record.tables import declared
from westphalia.record.world import load

WORLD = load()
SOURCES = {source.id: source for recipe in recipes().values() for source in recipe.sources}
ROOMS = ("measures", "models", "effects", "report", "panel", "claims", "shelf")
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for room in ROOMS
    for kind in ("*.py", "*.yaml")
    for path in sorted((Path(westphalia.__file__).parent / room).rglob(kind))
)
KEPT = {
    "arms_orders.tiv_delivered": "the total of all that followed, which a world as of a year hides",
    "*sanction*_as_listed.*": "counts of the release as printed, beside those that are corrected",
    "*sanction*.on_*": "counts by who is meant, which is coded here",
    "sanction_mandates.*": "what members of the United Nations are bound to, which is coded here",
    "sanction_aims.*": "who is meant by a case, which is coded here",
}
"""Columns of limited sources that no room reads yet, by name or pattern, and why they are here."""
ESTIMATED = {"relations", "relations_filtered"}
"""Tables of estimates: all of their columns are made from many sources at once."""


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_every_source_says_how_it_is_passed_on(source):
    assert source.tier in ("open", "limited")
    assert source.licence in LICENCES if source.tier == "open" else not source.licence
    assert WORLD.manifest.sources[source.id]["ships"] == source.ships
    named = re.search(r"CC BY(-SA)? 4\.0|CC0 1\.0", source.terms)
    if named and source.tier == "open":
        assert source.licence in re.findall(r"CC BY-SA 4\.0|CC BY 4\.0|CC0 1\.0", source.terms)


def test_every_column_of_every_table_says_under_which_terms_it_ships():
    for name, entry in WORLD.manifest.tables.items():
        terms = of_columns(WORLD.manifest, name)
        assert list(terms) == [column["name"] for column in entry["columns"]]
        parts = {part for text in terms.values() for part in text.split("; ") if part}
        assert parts <= {*LICENCES, DERIVED}
        assert all(terms.values()) or not entry["sources"], name


def test_a_column_has_the_terms_of_the_source_that_fills_it():
    terms = columns_ship(WORLD, "democracy_indices")
    assert (terms["liberal"], terms["polity2"]) == ("CC BY-SA 4.0", "academic")
    assert set(columns_ship(WORLD, "military_spending").values()) == {DERIVED}


def test_scores_that_may_not_be_passed_on_are_not_here():
    words = re.compile(r"freedom house|economist intelligence", re.IGNORECASE)
    assert not [name for name, source in SOURCES.items() if words.search(source.title + source.citation)]


def read_somewhere(table: str, column: str) -> bool:
    """Tell whether a quantity, a list, or a room of the house by its name, reads a column."""
    for each in quantities().values():
        if each.table == table and (column == each.column or column in each.where):
            return True
    if any(each.table == table and column in each.columns for each in LISTS.values()):
        return True
    return re.search(rf'["\'. ]{column}\b', CODE) is not None and table in CODE


def test_of_limited_sources_only_what_is_read_ships():
    unread = []
    for name, table in declared().items():
        sources = recipes()[name].sources if name in recipes() else ()
        if name in ESTIMATED or all(source.tier == "open" for source in sources):
            continue
        unread += [
            f"{name}.{column.name}"
            for column in table.columns
            if column.name not in table.key and not read_somewhere(name, column.name)
        ]
    told = {column: [kept for kept in KEPT if fnmatch(column, kept)] for column in unread}
    assert [column for column, kept in told.items() if not kept] == []
    assert {kept for found in told.values() for kept in found} == set(KEPT)
