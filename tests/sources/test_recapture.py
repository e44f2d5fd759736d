"""How complete a list of two searches is, against numbers worked out by hand."""

import pytest

from sources.recapture import chapman, told, unseen


def test_chapman_by_hand():
    """First search 9, second 7, both 4: (10 * 8) / 5 - 1 = 15; variance 10 * 8 * 5 * 3 / (25 * 6) = 8."""
    count = chapman(9, 7, 4)
    assert count.found == 12
    assert count.total == pytest.approx(15)
    assert count.error == pytest.approx(8**0.5)
    assert count.recall == pytest.approx(12 / 15)
    assert count.least == pytest.approx(12 / (15 + 2 * 8**0.5))


@pytest.mark.parametrize("counts", [(9, 7, 4), (5, 5, 5), (5, 4, 0)])
def test_what_neither_found_is_the_rest(counts):
    assert unseen(*counts) == pytest.approx(chapman(*counts).total - chapman(*counts).found)


def test_searches_that_found_the_same_found_all():
    assert chapman(5, 5, 5)[:4] == (5, 5.0, 0.0, 1.0)


def test_searches_with_nothing_in_common_say_little():
    """(5 + 1)(4 + 1) / 1 - 1 = 29, with a standard error above half of that."""
    count = chapman(5, 4, 0)
    assert (count.found, count.total) == (9, 29.0)
    assert count.error > 15


def test_one_search_that_holds_the_other_is_all_there_is():
    assert chapman(8, 3, 3).total == 8
    assert chapman(8, 3, 3).recall == 1


@pytest.mark.parametrize(("first", "second", "both"), [(3, 4, 5), (3, 4, -1)])
def test_more_in_both_than_in_one_cannot_be(first, second, both):
    with pytest.raises(ValueError, match="cannot be in both"):
        chapman(first, second, both)


def test_the_sentence_has_the_numbers():
    assert "12 found by either search, 15.0 in all" in told("Disputes", chapman(9, 7, 4))
