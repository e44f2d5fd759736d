"""Who has relations with one of two rival governments and none with the other: by the counts of missions, then by the list that goes on where they end."""

import pytest

from westphalia.record.rivals import sided
from westphalia.record.world import load

WORLD = load()
AMERICA, HONDURAS, NICARAGUA, GAMBIA, RUSSIA, BRITAIN, FRANCE, JAPAN = 2, 91, 93, 420, 365, 200, 220, 740
CHINA, TAIWAN, NORTH_KOREA, EAST_GERMANY, WEST_GERMANY, POLAND, KUWAIT = 710, 713, 731, 265, 260, 290, 690


def apart(year: int, a: int, b: int) -> bool:
    return (min(a, b), max(a, b)) in sided(WORLD, year)


@pytest.mark.parametrize(
    ("year", "state", "kept", "rival"),
    [
        (1955, BRITAIN, CHINA, TAIWAN),
        (1960, AMERICA, TAIWAN, CHINA),
        (1970, FRANCE, CHINA, TAIWAN),
        (1985, JAPAN, CHINA, TAIWAN),
        (1998, HONDURAS, TAIWAN, CHINA),
        (2015, NICARAGUA, TAIWAN, CHINA),
        (2022, NICARAGUA, CHINA, TAIWAN),
        (2022, HONDURAS, TAIWAN, CHINA),
        (2023, HONDURAS, CHINA, TAIWAN),
        (2025, RUSSIA, CHINA, TAIWAN),
        (1965, FRANCE, WEST_GERMANY, EAST_GERMANY),
        (1962, POLAND, EAST_GERMANY, WEST_GERMANY),
    ],
)
def test_a_state_chose_one_of_two(year: int, state: int, kept: int, rival: int) -> None:
    assert apart(year, state, rival)
    assert not apart(year, state, kept)


def test_where_counts_disagree_nothing_is_said() -> None:
    """The United States went from Taipei to Beijing between the counts of 1975 and 1980."""
    assert not apart(1977, AMERICA, CHINA)
    assert not apart(1977, AMERICA, TAIWAN)


def test_rivals_with_whom_many_had_relations_make_nobody_choose() -> None:
    assert not apart(1985, AMERICA, NORTH_KOREA)
    assert not apart(1990, AMERICA, KUWAIT)


@pytest.mark.parametrize(
    ("year", "partners"), [(2001, 27), (2003, 26), (2007, 23), (2013, 21), (2017, 19), (2019, 14), (2025, 11)]
)
def test_as_many_as_reports_of_the_time_count(year: int, partners: int) -> None:
    """Beside the Holy See, which is no member of the system of states."""
    assert sum(CHINA in pair for pair in sided(WORLD, year)) == partners


def test_every_other_state_is_on_the_side_of_beijing() -> None:
    members = set(WORLD.members(2022, "cow")) - {CHINA, TAIWAN}
    for state in members:
        assert apart(2022, state, CHINA) != apart(2022, state, TAIWAN)


def test_a_world_that_ends_earlier_knows_no_later_count() -> None:
    assert not sided(WORLD.as_of(1978), 1978)
    assert (RUSSIA, TAIWAN) in sided(WORLD.as_of(2010), 2010)
