"""Who is no likely partner: a barrier, arms or trade with finance refused, but not by the Security Council alone, or relations with a rival government alone."""

from westphalia.record.barriers import standing
from westphalia.record.estranged import estranged
from westphalia.record.world import load

WORLD = load()
RUSSIA, IRAN, SWEDEN, BELARUS, UKRAINE, SOUTH_KOREA, TAIWAN = 365, 630, 380, 370, 369, 732, 713


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


def test_trade_and_finance_refused_together_stand_between() -> None:
    assert {(SOUTH_KOREA, RUSSIA), (RUSSIA, SOUTH_KOREA)} & estranged(WORLD, 2022)
    assert not {(SOUTH_KOREA, RUSSIA), (RUSSIA, SOUTH_KOREA)} & estranged(WORLD, 2020)


def test_whoever_has_relations_with_a_rival_government_alone_is_estranged() -> None:
    assert (RUSSIA, TAIWAN) in estranged(WORLD, 2022)
    assert (2, TAIWAN) not in estranged(WORLD, 1970)
