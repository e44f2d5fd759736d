"""Who refuses whom: both sides of a break, and never those who broke with the same third."""

from westphalia.record.world import load

SAUDI_ARABIA, EMIRATES, QATAR = 670, 696, 694


def test_those_who_broke_with_a_third_did_not_break_with_each_other() -> None:
    rows = load().listed("refusals")
    pairs = set(rows.filter(first=2017).select("by", "of").iter_rows())
    assert {(SAUDI_ARABIA, QATAR), (QATAR, SAUDI_ARABIA)} <= pairs
    assert not {(SAUDI_ARABIA, EMIRATES), (EMIRATES, SAUDI_ARABIA)} & pairs
