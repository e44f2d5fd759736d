"""Relations: known truth found again, no look-ahead, and the world as it is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import westphalia as wp
from tests.measures.asking import pairs
from westphalia.measures.registry import registered
from westphalia.measures.relation import BANDS, band, clashes
from westphalia.measures.relation.data import COOLED, Data, Seen, as_known, collect, imposed, news
from westphalia.measures.relation.estimate import parameters, relate, simulate
from westphalia.measures.relation.items import ITEMS, NEWS
from westphalia.measures.relation.model import (
    KEEP,
    STEP,
    WIDER,
    Parameters,
    evidence,
    filtered,
    fixed,
    layout,
    links,
    scores,
    spread,
    telling,
)
from westphalia.measures.relation.rows import chains
from westphalia.measures.relation.sources import unusual
from westphalia.measures.smoothing import smooth
from westphalia.record.grid import build

BY_NAME = {item.name: item for item in ITEMS}


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def shipped(world):
    if "relations" not in world.manifest.tables:
        pytest.skip("this edition was built before relations were declared")
    return world


@pytest.fixture(scope="module")
def known():
    return simulate(400, 40, seed=3)


@pytest.fixture(scope="module")
def made(known):
    return parameters(known.data)


def same(data, value, rows):
    """Return data of one pair of each length with the indicator war seen as given."""
    item = BY_NAME["war"]
    seen = Seen(
        item, np.asarray(rows, np.int32), np.asarray(value, np.float32), np.ones(len(rows), np.float32)
    )
    return replace(data, seen=(seen,))


def blank(pairs, years, first=1950):
    chain = np.repeat(np.arange(pairs, dtype=np.int32), years)
    year = np.tile(np.arange(first, first + years, dtype=np.int32), pairs)
    return Data(chain, year, np.ones((pairs * years, 1), np.float32), ())


class TestPaths:
    def test_the_smoother_is_the_inverse_of_the_precision_matrix(self):
        rng = np.random.default_rng(1)
        seen, pull = rng.random((6, 1)), rng.normal(size=(6, 1))
        link = rng.random((6, 1)) * 20 + 1
        precision = np.diag(seen[:, 0])
        precision[0, 0] += link[0, 0]
        for t in range(1, 6):
            step = np.zeros(6)
            step[t], step[t - 1] = 1, -KEEP
            precision += link[t, 0] * np.outer(step, step)
        covariance = np.linalg.inv(precision)
        mean, variance, square = smooth(seen, pull, link, KEEP)
        assert mean[:, 0] == pytest.approx(covariance @ pull[:, 0])
        assert variance[:, 0] == pytest.approx(np.diag(covariance))
        step = mean[3, 0] - KEEP * mean[2, 0]
        doubt = covariance[3, 3] + KEEP**2 * covariance[2, 2] - 2 * KEEP * covariance[2, 3]
        assert square[3, 0] == pytest.approx(step**2 + doubt)

    def test_nothing_seen_is_the_baseline(self):
        data = blank(3, 30)
        found = relate(data, {})
        assert found.mean == pytest.approx(np.zeros(90))
        assert found.variance[0] == pytest.approx(1, abs=0.04)
        assert found.sd == pytest.approx(WIDER * np.sqrt(found.variance))
        assert found.sd == pytest.approx(np.full(90, WIDER), abs=0.2)

    def test_intervals_are_wider_far_out(self):
        here, there = spread(np.array([0.0, 4.0]), np.ones(2))
        assert WIDER == here < there

    def test_large_steps_are_held_less(self):
        held = links(np.array([[1.0], [STEP**2], [100 * STEP**2]]))
        assert held[0, 0] == 1
        assert held[1, 0] == pytest.approx(1 / STEP**2)
        assert held[2, 0] == pytest.approx(4 / 103 / STEP**2)

    def test_every_row_has_its_own_cell(self):
        rng = np.random.default_rng(2)
        spans = [(1816 + 3 * k, 1820 + 3 * k + int(rng.integers(0, 90))) for k in range(40)]
        chain = np.concatenate([np.full(last - first + 1, k) for k, (first, last) in enumerate(spans)])
        year = np.concatenate([np.arange(first, last + 1) for first, last in spans])
        place = layout(
            Data(chain.astype(np.int32), year.astype(np.int32), np.ones((len(year), 1), np.float32), ())
        )
        assert len(np.unique(place.cell)) == len(year)
        assert place.cell.max() < place.cells
        assert place.cells == sum(block.years * block.paths for block in place.blocks)


class TestModel:
    def test_the_scores_are_derivatives(self):
        item = BY_NAME["dispute"]
        rows = np.arange(4, dtype=np.int32)
        seen = Seen(item, rows, np.array([1, 0, 1, 0], np.float32), np.ones(4, np.float32))
        contact, known = np.array([1.0, 1.0, 0.2, 0.2]), Parameters(-1.5, -2.5, np.zeros(1))
        mean, none = np.array([-3.0, -2.0, 0.5, -4.0]), np.zeros(4)

        def log_chance(eta):
            p = contact / (1 + np.exp(-eta))
            return np.where(seen.value > 0, np.log(p), np.log(1 - p))

        eta, h = -1.5 * (mean + 2.5), 1e-5
        first, curve = scores(seen, known, contact, mean, none)
        assert first == pytest.approx((log_chance(eta + h) - log_chance(eta - h)) / 2 / h, abs=1e-6)
        h = 1e-3
        second = -(log_chance(eta + h) - 2 * log_chance(eta) + log_chance(eta - h)) / h**2
        assert curve == pytest.approx(np.maximum(second, 0), abs=1e-5)

    def test_what_does_not_happen_says_little_of_those_far_apart(self):
        item = BY_NAME["defence_small"]
        rows = np.arange(2, dtype=np.int32)
        no = Seen(item, rows, np.zeros(2, np.float32), np.ones(2, np.float32))
        yes = replace(no, value=np.ones(2, np.float32))
        known, contact = Parameters(1.5, 2.5, np.zeros(1)), np.array([0.5, 0.005])
        mean, variance = np.full(2, 2.0), np.full(2, 0.5)
        precision, pull = evidence(no, known, contact, mean, variance)
        push = pull - precision * mean
        assert push[0] < 40 * push[1] < 0
        precision, pull = evidence(yes, known, contact, mean, variance)
        assert precision[0] == precision[1] > 0
        assert pull[0] == pull[1] > 0

    def test_contact_lies_between_none_and_full(self, known):
        for seen in known.data.seen:
            if seen.item.form != "measured":
                made = Parameters(1.0, 0.0, np.array([-3.0, 2.5]), 0.3)
                found = fixed(known.data.design, seen, made)
                assert found.max() == seen.item.most
                assert found.min() == pytest.approx(seen.item.most / (1 + np.exp(3)) / 0.3, rel=1e-5)

    def test_the_best_of_friends_may_have_no_pact(self):
        item = BY_NAME["defence_small"]
        no = Seen(item, np.arange(1, dtype=np.int32), np.zeros(1, np.float32), np.ones(1, np.float32))
        known, mean, none = Parameters(1.5, 2.5, np.zeros(1)), np.array([9.0]), np.zeros(1)
        for most, least in ((1.0, 1.0), (item.most, 0.0)):
            first = scores(no, known, np.array([most]), mean, none)[0]
            assert (abs(first[0]) > 0.5) == bool(least)

    def test_rows_that_say_nothing_are_left_out(self, known):
        seen = next(each for each in known.data.seen if each.item.name == "war")
        far = Parameters(-4.0, -4.0, np.array([-12.0, 12.0]), 1.0)
        left = telling(known.data, seen, far)
        near = known.data.design[seen.rows, 1] > 0
        assert set(left.rows) == set(seen.rows[near | (seen.value > 0)])
        dull = replace(seen, trust=np.zeros_like(seen.trust))
        assert not len(telling(known.data, dull, far).rows)

    def test_the_scale_is_set_by_what_exists_in_all_eras(self):
        anchors = [item for item in ITEMS if item.anchor and item.always]
        rare = {item.name for item in ITEMS if item.anchor and not item.always and not item.partial}
        assert rare == {"union", "cooperation", "exercise", "arms", "visit"}
        assert all(item.covers.first == 1816 for item in anchors)
        assert all((item.anchor > 0) == item.friendly for item in anchors)
        assert {item.friendly for item in anchors} == {True, False}


class TestKnownTruth:
    def test_it_is_found_again(self, known, made):
        found = relate(known.data, made)
        error = found.mean - known.truth
        assert np.corrcoef(found.mean, known.truth)[0, 1] > 0.85
        assert np.polyfit(found.mean, known.truth, 1)[0] == pytest.approx(1, abs=0.25)
        inside = np.abs(error) < 1.645 * found.sd
        assert 0.87 < inside.mean() < 0.94
        assert found.moved < 0.05

    def test_slopes_are_found_again_with_their_sign(self, known, made):
        for name, slope in known.slopes.items():
            assert np.sign(made[name].slope) == np.sign(slope)
            assert abs(made[name].slope) == pytest.approx(abs(slope), rel=0.5), name

    def test_anchors_stay(self, made):
        for item in ITEMS:
            if item.anchor:
                assert (made[item.name].slope, made[item.name].place) == (item.anchor, item.place)

    def test_a_filter_sees_less(self, known, made):
        smooth_, (mean, sd) = relate(known.data, made), filtered(known.data, made)
        late = known.data.year > 1980
        both = (
            np.corrcoef(smooth_.mean[late], known.truth[late])[0, 1],
            np.corrcoef(mean[late], known.truth[late])[0, 1],
        )
        assert both[0] > both[1] > 0.75
        assert sd.mean() > smooth_.sd.mean()

    def test_no_look_ahead(self, known, made):
        changed = []
        for seen in known.data.seen:
            value = seen.value.copy()
            after = known.data.year[seen.rows] > 1985
            value[after] = 1 - value[after]
            changed.append(replace(seen, value=value))
        before = known.data.year <= 1985
        one = filtered(known.data, made)
        other = filtered(replace(known.data, seen=tuple(changed)), made)
        assert np.array_equal(one[0][before], other[0][before])
        assert np.array_equal(one[1][before], other[1][before])
        assert not np.array_equal(one[0][~before], other[0][~before])

    def test_a_war_is_followed_at_once_and_remembered(self):
        war = {"war": Parameters(BY_NAME["war"].anchor, BY_NAME["war"].place, np.array([-4.0]), 0.02)}
        value = np.zeros(40)
        value[20:24] = 1
        data = same(blank(1, 40), value, np.arange(40))
        now = filtered(data, war)[0]
        assert now[19] > -0.2
        assert now[20] < -1.5
        assert now[23] < -3
        assert now[23] < now[30] < now[39] < -0.5


class TestData:
    def test_unusual_takes_out_what_is_usual_for_both(self):
        own = np.array([0.0, 1.0, 3.0, 7.0, 2.0])
        matrix = own[:, None] + own[None, :]
        matrix[1, 2] = matrix[2, 1] = matrix[1, 2] + 5
        found = unusual(matrix)
        assert np.nanargmax(found) == 1 * 5 + 2
        assert np.isnan(np.diag(found)).all()
        assert found == pytest.approx(found.T, nan_ok=True)
        assert np.nanmean(found**2) == pytest.approx(1)
        off = np.where(np.isfinite(found), found, 0)
        assert off.sum(axis=0) == pytest.approx(np.zeros(5), abs=1e-6)

    def test_a_tie_is_news_for_two_years(self, world):
        grid = build(world, (1990, 1999), "cow", dyads=True, directed=False)
        item = BY_NAME["entente"]
        rows = np.arange(10, dtype=np.int32)
        grid = grid.keep((grid.one == grid.one[0]) & (grid.two == grid.two[0]))
        value = np.array([1, 1, 1, 0, 0, 1, 1, 1, 1, 1], np.float32)
        found = news(Seen(item, rows, value, np.ones(10, np.float32)), grid)
        assert found.trust.tolist() == [1, 1, 1, 1, 1, NEWS, NEWS, 1, 1, 1]

    def test_germany_goes_on(self, world):
        grid = build(world, (1985, 1995), "cow", dyads=True, directed=False)
        number = chains(grid)
        france = grid.codes[grid.one] == 220
        germany = np.isin(grid.codes[grid.two], (255, 260))
        assert len(np.unique(number[france & germany])) == 1
        east = grid.codes[grid.two] == 265
        assert not set(number[france & east]) & set(number[france & germany])

    def test_indicators_of_known_years(self, world):
        grid = build(world, (1936, 1943), "cow", dyads=True, directed=False)
        data = collect(world, grid)
        code = {
            (int(grid.codes[a]), int(grid.codes[b]), int(y) + 1936): k
            for k, (a, b, y) in enumerate(zip(grid.one, grid.two, grid.when, strict=True))
        }

        def value(name, one, two, year):
            seen = next(seen for seen in data.seen if seen.item.name == name)
            at = np.flatnonzero(seen.rows == code[one, two, year])
            return float(seen.value[at[0]]) if len(at) else None

        assert [value("war", 255, 365, year) for year in (1940, 1941, 1942)] == [0, 1, 1]
        assert value("nonaggression", 255, 365, 1938) == 0
        assert value("nonaggression", 255, 365, 1940) == 1
        assert value("allied_war", 200, 365, 1942) == 1
        assert value("war", 2, 740, 1941) == 1
        assert value("defence_small", 220, 255, 1938) == 0
        assert value("votes", 2, 200, 1938) is None
        assert value("arms", 2, 200, 1938) is None

    def test_a_rivalry_is_known_late(self, world):
        grid = build(world, (1945, 1955), "cow", dyads=True, directed=False)
        pair = (grid.codes[grid.one] == 2) & (grid.codes[grid.two] == 365)
        data = collect(world, grid)
        seen = {
            late: next(s for s in found.seen if s.item.name == "rivalry")
            for late, found in ((False, data), (True, as_known(world, grid, data)))
        }
        years = grid.when[pair] + 1945
        assert years[seen[False].value[pair] > 0].min() == 1945
        assert years[seen[True].value[pair] > 0].min() == 1950


@pytest.fixture(scope="module")
def grid(world):
    return build(world, (1816, 2000), "cow", dyads=True, directed=False)


class TestClashes:
    @staticmethod
    def at(grid, one, two, year):
        here = (grid.codes[grid.one] == one) & (grid.codes[grid.two] == two) & (grid.when + 1816 == year)
        return int(np.flatnonzero(here)[0])

    def test_a_seized_ship_is_no_force_and_counts_little(self, world, grid):
        found = clashes.clashes(world, grid)
        row = self.at(grid, 2, 200, 1940)
        assert found.trust[row] == pytest.approx(clashes.SEIZED)
        assert not found.forced[row]
        assert not found.mutual[row]

    def test_blood_counts_more(self, world, grid):
        found = clashes.clashes(world, grid)
        row = self.at(grid, 365, 630, 1941)
        assert found.bloody[row]
        assert found.trust[row] == pytest.approx(clashes.BLOODY)

    def test_a_dispute_that_became_a_war_was_not_yet_one(self, world, grid):
        found = clashes.clashes(world, grid)
        assert [bool(found.told[self.at(grid, 255, 365, year)]) for year in (1940, 1941)] == [False, True]

    def test_peace_is_counted_from_the_last_clash_and_seen_of_neighbours(self, world, grid):
        rows, value, _ = clashes.peace(world, grid)
        held = dict(zip(rows.tolist(), value.tolist(), strict=True))
        assert held[self.at(grid, 220, 260, 1970)] == 0
        assert held[self.at(grid, 220, 255, 1995)] == 1
        assert held[self.at(grid, 380, 385, 1935)] == 1
        assert (
            self.at(grid, 380, 385, 1906) not in held
        )  # two years of the record say nothing of a generation
        assert self.at(grid, 483, 790, 1995) not in held
        assert self.at(grid, 2, 20, 1930) not in held
        longer = dict(zip(*(part.tolist() for part in clashes.long_peace(world, grid)[:2]), strict=True))
        assert all(held[row] for row, calm in longer.items() if calm)

    def test_a_pact_under_occupation_says_nothing(self, world, grid):
        grid = grid.keep((grid.one == grid.one[0]) & (grid.two == grid.two[0]))
        rows = np.arange(12, dtype=np.int32)
        value, trust, bloody = (
            np.ones(12, np.float32),
            np.ones(12, np.float32),
            np.zeros(len(grid.cells), bool),
        )
        value[:2], bloody[1] = 0, True
        found = imposed(Seen(BY_NAME["defence_small"], rows, value, trust), grid, bloody)
        assert found.trust[:2].tolist() == [1, 1]
        assert found.trust[2 : 2 + COOLED].tolist() == [0] * COOLED
        assert found.trust[2 + COOLED :].tolist() == [1] * (10 - COOLED)


class TestBands:
    def test_they_are_in_order_and_cover_all(self):
        assert [each.least for each in BANDS] == sorted(each.least for each in BANDS)
        assert band(-99).name == "at war"
        assert band(BANDS[3].least).name == BANDS[3].name == "indifferent"
        assert band(99) is BANDS[-1]

    def test_never_a_predictor(self):
        assert all(not registered()[name].driver for name in ("relation", "relation_sd", "relation_filtered"))


def score(world, one, two, year, name="relations", column="mean"):
    low, high = sorted((one, two))
    return world.table(name).filter(ccode1=low, ccode2=high, year=year).collect()[column].item()


def word(world, one, two, year):
    return score(world, one, two, year, column="word")


WORDS = [
    (2, 200, 1942, {"partners", "security community"}),
    (2, 200, 2000, {"security community"}),
    (220, 255, 1870, {"at war"}),
    (220, 255, 1913, {"hostile"}),
    (220, 255, 2000, {"partners", "security community"}),
    (220, 260, 1965, {"partners"}),
    (255, 365, 1915, {"at war"}),
    (255, 365, 1941, {"at war"}),
    (255, 365, 1938, {"hostile"}),
    (2, 630, 1975, {"partners"}),
    (2, 630, 1990, {"hostile"}),
    (2, 365, 1943, {"friendly", "partners"}),
    (2, 365, 1962, {"hostile"}),
    (750, 770, 1971, {"at war", "hostile"}),
    (651, 666, 1973, {"at war"}),
    (651, 666, 1985, {"hostile"}),
    (710, 713, 1958, {"at war", "hostile"}),
    (380, 385, 2000, {"security community"}),
    (350, 640, 1952, {"partners"}),
    (350, 640, 1996, {"hostile"}),
    (2, 20, 2000, {"security community"}),
    (145, 712, 1980, {"indifferent"}),
]


class TestTheWorld:
    @pytest.mark.parametrize(("one", "two", "year", "words"), WORDS)
    def test_known_relations(self, shipped, one, two, year, words):
        assert word(shipped, one, two, year) in words

    def test_order_in_time(self, shipped):
        britain = [score(shipped, 2, 200, year) for year in (1862, 1905, 1917, 1942, 2000)]
        assert britain == sorted(britain)
        assert (
            score(shipped, 255, 365, 1940) > score(shipped, 255, 365, 1938) > score(shipped, 255, 365, 1941)
        )
        assert score(shipped, 651, 666, 1979) > score(shipped, 651, 666, 1973) + 0.75
        assert score(shipped, 2, 630, 1978) > score(shipped, 2, 630, 1980) + 4

    def test_whole_tables(self, shipped):
        import polars as pl

        for name in ("relations", "relations_filtered"):
            frame = shipped.table(name).collect()
            assert (frame["ccode1"] < frame["ccode2"]).all()
            grid = build(shipped, (1816, 2024), "cow", dyads=True, directed=False)
            assert frame.height == len(grid.cells)
            assert frame.select(pl.col("mean", "sd").is_finite().all()).row(0) == (True, True)
            assert (frame["sd"] > 0).all()
            middle = frame.select(
                pl.col("mean").quantile(0.25).alias("a"), pl.col("mean").quantile(0.75)
            ).row(0)
            assert [band(x).name for x in middle] == ["indifferent"] * 2

    def test_a_world_of_the_past(self, shipped):
        then = shipped.as_of(1980)
        assert then.table("relations").collect().is_empty()
        assert then.table("relations_filtered").collect()["year"].max() == 1980
        year = build(then, (1980, 1980), "cow", dyads=True, directed=False)
        assert np.isnan(pairs(then, "relation", year)).all()
        now = pairs(then, "relation_filtered", year)
        assert np.array_equal(now, pairs(shipped, "relation_filtered", year))
        assert np.isfinite(now).all()
        later = build(then, (1985, 1985), "cow", dyads=True, directed=False)
        assert np.isnan(pairs(then, "relation_filtered", later)).all()

    def test_any_rows_of_a_grid(self, shipped):
        grid = build(shipped, (1900, 1910), "cow", dyads=True, directed=False)
        all_ = pairs(shipped, "relation", grid)
        some = np.arange(len(grid.cells)) % 7 == 0
        assert np.array_equal(pairs(shipped, "relation", grid.keep(some)), all_[some])
        few = np.arange(len(grid.cells)) < 9
        assert np.array_equal(pairs(shipped, "relation", grid.keep(few)), all_[few])
