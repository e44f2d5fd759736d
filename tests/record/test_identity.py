"""Names and codes of states: what a person may type, and which state of which year it means."""

from __future__ import annotations

import pytest

import westphalia as wp
from westphalia.errors import NotUnderstood
from westphalia.record.identity import _LANDS, _UNIONS, FOREVER, Gazetteer, Name, normal


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.mark.parametrize(
    ("text", "year", "ccode"),
    [
        ("Russia", None, 365),
        ("soviet union", None, 365),
        ("USSR", 1960, 365),
        ("Persia", 1900, 630),
        ("Iran", 1900, 630),
        ("IRN", None, 630),
        ("630", None, 630),
        ("Ottoman Empire", 1900, 640),
        ("Türkiye", None, 640),
        ("turkiye", None, 640),
        ("Prussia", 1860, 255),
        ("Germany", None, 255),
        ("West Germany", 1970, 260),
        ("East Germany", 1970, 265),
        ("Austria-Hungary", 1900, 300),
        ("Zaire", 1980, 490),
        ("Côte d'Ivoire", None, 437),
        ("Ivory Coast", None, 437),
        ("Burma", None, 775),
        ("Siam", 1900, 800),
        ("South Vietnam", 1970, 817),
        ("Yugoslavia", 1970, 345),
        ("Great Britain", None, 200),
        ("the Gambia", None, 420),
    ],
)
def test_a_name_means_a_state(world, text, year, ccode):
    assert world.state(text, year).ccode == ccode


def test_gleditsch_ward_codes(world):
    assert world.state(260, 2000, system="gw").ccode == 255
    assert world.state(260, 1970, system="gw").ccode == 260
    assert world.state(678, 2000, system="gw").ccode == 679


def test_names_are_those_of_the_year(world):
    assert world.state(365, 1950).name == "Soviet Union"
    assert world.state(365, 1900).name == "Russia"
    assert world.state(630, 1900).name == "Persia"
    assert world.state(490, 1980).name == "Zaire"


def test_an_ambiguous_name_lists_the_choices(world):
    with pytest.raises(NotUnderstood, match=r"484.*490|490.*484"):
        world.state("Congo", 2000)
    with pytest.raises(NotUnderstood, match=r"731.*732|732.*731"):
        world.state("Korea")


def test_an_unknown_name_is_told_with_the_nearest(world):
    with pytest.raises(NotUnderstood, match="Did you mean Russia"):
        world.state("Rusia")
    with pytest.raises(NotUnderstood, match="No state has the code 999"):
        world.state(999)


def test_a_pair_is_of_two_states(world):
    assert world.dyad("Russia", "Iran").codes == (365, 630)
    assert world.dyad("Iran", "Russia").a.iso3 == "IRN"
    with pytest.raises(NotUnderstood, match="same state"):
        world.dyad("Persia", "Iran")


def test_names_are_compared_without_case_accents_and_signs():
    assert normal("  CÔTE   d’Ivoire ") == normal("cote divoire")


def test_a_name_of_the_year_goes_first():
    book = Gazetteer([Name(1, "Land", 1816, 1900, "usual"), Name(2, "Land", 1901, FOREVER, "usual")])
    assert (book.find("land", 1850), book.find("land", 1950), book.find("land")) == (1, 2, 2)


def test_every_usual_name_finds_its_state(world):
    for name in world.gazetteer.names:
        if name.kind == "usual":
            year = name.first if name.last == FOREVER else (name.first + name.last) // 2
            assert world.gazetteer.find(name.text, year) == name.ccode


@pytest.mark.parametrize("text", ["EU", "the European Union", "NATO", "U.N."])
def test_an_organisation_is_told_to_be_one(world, text):
    with pytest.raises(NotUnderstood, match="is an organisation") as caught:
        world.state(text)
    assert "Did you mean" not in str(caught.value)


@pytest.mark.parametrize("text", ["Palestine", "Hong Kong", "Macao", "Western Sahara", "Scotland"])
def test_what_no_list_has_is_told_so_and_not_taken_for_a_slip(world, text):
    with pytest.raises(NotUnderstood, match="neither the Correlates of War nor") as caught:
        world.state(text)
    assert "Did you mean" not in str(caught.value)


def test_no_state_of_the_lists_is_told_to_be_none(world):
    known = {normal(name.text) for name in world.gazetteer.names}
    assert not known & (_UNIONS | _LANDS)
    assert {normal(text) for text in _UNIONS | _LANDS} == _UNIONS | _LANDS
