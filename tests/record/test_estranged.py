"""Who is no likely partner: a barrier, or arms forbidden by one to the other, but not by the Security Council alone."""

from westphalia.record.barriers import estranged, standing
from westphalia.record.world import load

WORLD = load()
RUSSIA, IRAN, SWEDEN, BELARUS, UKRAINE = 365, 630, 380, 370, 369


def test_arms_forbidden_by_the_european_union_stand_between() -> None:
    assert (RUSSIA, SWEDEN) in estranged(WORLD, 2022)
    assert (RUSSIA, SWEDEN) not in estranged(WORLD, 2012)
    assert (RUSSIA, BELARUS) not in estranged(WORLD, 2022)


def test_an_embargo_of_the_security_council_alone_does_not() -> None:
    assert (RUSSIA, IRAN) not in estranged(WORLD, 2014)


def test_whoever_fights_is_estranged() -> None:
    for year in (1943, 1971, 1999, 2022):
        assert standing(WORLD, year, "fighting") <= estranged(WORLD, year)
    assert (RUSSIA, UKRAINE) in estranged(WORLD, 2023)
