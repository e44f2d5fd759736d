"""The draw of the sample of pairs that knows a no."""

from collections import Counter
from itertools import combinations

import pytest
import yaml

from sources.pair_sample import DRAW, EACH, PAIRS, draw, main, shuffled, strata

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
