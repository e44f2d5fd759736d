"""The sample of pairs that knows a no: how it was drawn, that what was coded is whole, how far two coders agree, and how their differences are settled."""

from collections import Counter
from itertools import chain, combinations

import pytest
import yaml

import westphalia as wp
from sources.pair_sample import (
    ANSWERS,
    DRAW,
    EACH,
    PAIRS,
    TWICE,
    YEAR,
    Coding,
    Drawn,
    Sample,
    agreement,
    answers,
    draw,
    kept_strata,
    main,
    problems,
    read,
    shuffled,
    strata,
)

SAMPLE = read()
ENOUGH = 0.8
FOUND = {"window": 1, "start": "2012-05", "kind": "agreement", "title": "t", "citation": "Paper, report of the day, May 2012", "basis": "knowledge"}  # fmt: skip
ALL = list(combinations(range(1, 101), 2))


def test_the_strata_share_out_all_pairs_in_order():
    parts = strata(ALL)
    assert [pair for part in parts for pair in part] == ALL
    assert [len(part) for part in parts] == [50, 445, 4455]


def test_the_weights_of_a_draw_add_up_to_all_pairs():
    drawn = draw(ALL, each=40)
    assert sum(each.weight for each in drawn) == pytest.approx(len(ALL), abs=0.01)
    assert Counter(each.stratum for each in drawn) == {1: 40, 2: 40, 3: 40}
    assert len({each.pair for each in drawn}) == 120


def test_a_draw_depends_on_the_seed_alone_and_not_on_the_order_within_a_stratum():
    reordered = [pair for part in strata(ALL) for pair in reversed(part)]
    assert draw(ALL) == draw(reordered)
    assert draw(ALL) != draw(ALL, seed=1)


def test_the_order_for_those_who_search_tells_nothing_of_the_strata():
    drawn = draw(ALL, each=40)
    place = {each.pair: each.stratum for each in drawn}
    told = [place[pair] for pair in shuffled(drawn)]
    assert sorted(told) != told
    assert set(told[:20]) == {1, 2, 3}


def test_the_draw_that_is_kept_has_its_strata_and_the_same_pairs_in_both_files():
    drawn = yaml.safe_load(DRAW.read_text("utf-8"))
    assert Counter(row["stratum"] for row in drawn) == {1: EACH, 2: EACH, 3: EACH}
    asked = [tuple(pair) for pair in yaml.safe_load(PAIRS.read_text("utf-8"))]
    assert sorted(asked) == sorted(tuple(row["pair"]) for row in drawn)
    assert asked != sorted(asked)


def test_the_sample_is_not_drawn_twice():
    with pytest.raises(SystemExit, match="is not drawn again"):
        main()


def test_the_strata_that_are_kept_give_the_same_draw():
    pairs = kept_strata(wp.load().states(YEAR).tolist())
    drawn = draw(list(chain.from_iterable(pairs)))
    assert drawn == SAMPLE.drawn


def test_every_pair_is_coded_once_and_one_in_five_twice():
    assert {each.pair for each in SAMPLE.first} == {each.pair for each in SAMPLE.drawn}
    assert len(SAMPLE.second) == TWICE == len(SAMPLE.first) / 5
    assert {each.signed for each in answers(SAMPLE)} == set(ANSWERS)


def small(first=("yes", "no", "no"), second=("yes", "no", "no"), found=(FOUND,), settled=(), **changed):
    """Return a sample of one pair that two coders coded."""
    codings = [
        Coding(coder, (2, 20), windows, tuple(found) if "yes" in windows else (), "")
        for coder, windows in (("a", first), ("b", second))
    ]
    whole = Sample([Drawn((2, 20), 1, 1.0)], codings[:1], codings[1:], list(settled))
    return whole._replace(**changed)


def settlement(word, first="yes", second="no", **changed):
    return {"pair": [2, 20], "window": 1, "first": first, "second": second, "settled": word, "reason": "r"} | changed  # fmt: skip


def test_a_sample_that_is_whole_has_no_problems():
    assert problems(small(), 1) == []
    assert problems(small(second=("no",) * 3, settled=[settlement("first")]), 1) == []


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        (small(found=()), "a yes that nothing tells"),
        (small(found=[FOUND | {"window": 2}]), "found and no yes"),
        (small(found=[FOUND | {"start": "2016-01"}]), "2016-01 is not in window 1"),
        (small(found=[FOUND | {"start": "2015/2016"}]), "2015/2016 is not in window 1"),
        (small(found=[FOUND | {"start": "May 2012"}]), "May 2012 is not a date"),
        (small(found=[FOUND | {"kind": "sale"}]), "unknown kind"),
        (small(found=[FOUND | {"citation": "https://a.org"}]), "its citation names no work"),
        (small(found=[FOUND | {"basis": "read"}]), "verified and read nowhere"),
        (small(first=("yes", "no")), "its windows are not 3"),
        (small(first=("yes", "no", "maybe")), "its windows are not 3"),
        (small(drawn=[Drawn((2, 200), 1, 1.0)]), "(2, 20): was not drawn"),
        (small(drawn=[Drawn((2, 200), 1, 1.0)]), "(2, 200): was not coded"),
        (small(first=("no",) * 3, second=("no",) * 3)._replace(second=[]), "0 pairs are coded twice"),
        (small(second=("no",) * 3), "window 1: is not settled"),
        (small(settled=[settlement("first")]), "window 1: does not differ"),
        (small(second=("no",) * 3, settled=[settlement("both")]), "by a word and a reason"),
        (small(second=("no",) * 3, settled=[settlement("first", reason="")]), "by a word and a reason"),
        (small(second=("unknown", "no", "no"), settled=[settlement("first")]), "is not what the two have"),
        (small(settled=[settlement("first", pair=[2, 200])]), "(2, 200) window 1: was not coded twice"),
        (small(second=("no",) * 3, settled=[settlement("first")] * 2), "is settled twice"),
    ],
)
def test_what_is_wrong_with_a_sample_is_told(sample, words):
    assert any(words in problem for problem in problems(sample, 1))


def test_a_pair_coded_twice_by_one_coder_or_twice_in_one_coding_is_told():
    sample = small()
    assert any("both by coder a" in said for said in problems(sample._replace(second=sample.first), 1))
    assert any("2 times" in said for said in problems(sample._replace(first=sample.first * 2), 1))


@pytest.mark.parametrize(
    ("word", "signed", "kinds"), [("first", "yes", {"agreement"}), ("second", "no", set()), ("open", "unknown", set())]
)  # fmt: skip
def test_the_answer_is_what_was_settled(word, signed, kinds):
    told = answers(small(second=("no",) * 3, settled=[settlement(word)]))
    assert [each.signed for each in told] == [signed, "no", "no"]
    assert told[0].kinds == kinds
    assert bool(told[0].found) == (signed == "yes")


def test_what_one_leaves_open_is_left_out_of_the_agreement_or_counts_as_a_no():
    sample = small(second=("unknown", "no", "no"))
    assert agreement(sample).n == 2
    assert (agreement(sample, apart=False).n, agreement(sample, apart=False).share) == (3, 2 / 3)
    assert agreement(sample, window=2).n == 1


def test_the_two_coders_agree():
    told = {apart: agreement(SAMPLE, apart=apart) for apart in (True, False)}
    assert min(each.kappa for each in told.values()) >= ENOUGH, told
