"""Analogues: what they may know, whom they may name, and how near is near."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tests.conftest import examples
from tests.editions import linked
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.models.analogues import analogues, comparison
from westphalia.models.analogues import positions as fields
from westphalia.models.analogues.comparison import LEAST, Metric, comparison_set, interval, learn
from westphalia.models.analogues.positions import Positions, centred, drawn, lively
from westphalia.models.partnership.features import FEATURES
from westphalia.models.partnership.inputs import Pairs, inputs, pairs_of
from westphalia.models.partnership.windows import listed
from westphalia.record.world import load


@pytest.fixture(scope="module")
def world():
    return load()


@pytest.fixture(scope="module")
def iran(world):
    return analogues(world, "Russia", "Iran", 2000, top=30)


def test_nothing_later_than_the_year_asked_from_is_used(iran):
    assert len(iran.analogues) == 30
    for found in iran.analogues:
        assert found.year + 5 <= 2000
        assert found.outcome[5] is not None
        assert (found.outcome[10] is None) or found.year + 10 <= 2000


def test_one_entry_a_pair_and_never_the_pair_itself(iran):
    pairs = [frozenset((found.a.ccode, found.b.ccode)) for found in iran.analogues]
    assert len(set(pairs)) == len(pairs)
    assert frozenset((365, 630)) not in pairs


def test_nearest_first(iran):
    far = [found.distance for found in iran.analogues]
    assert far == sorted(far)
    assert min(far) > 0


def test_the_order_of_the_two_does_not_matter(world, iran):
    other = analogues(world, 630, "RUS", 2000, top=30)
    assert [(f.a.ccode, f.b.ccode, f.year) for f in other.analogues] == [
        (f.a.ccode, f.b.ccode, f.year) for f in iran.analogues
    ]
    assert other.base_rate == iran.base_rate


def test_what_happened_is_what_the_ties_say(world, iran):
    events = listed(world).events
    for found in iran.analogues[:10]:
        one, two = sorted((found.a.ccode, found.b.ccode))
        names = ["pact"] if found.year + 5 < 1980 else ["pact", "dca"]
        mine = [
            int(year)
            for name in names
            for year in events[name].year[(events[name].one == one) & (events[name].two == two)]
        ]
        assert found.outcome[5] == any(found.year < year <= found.year + 5 for year in mine)


def test_outcomes_grow_with_the_years(iran):
    for found in iran.analogues:
        came = [found.outcome[h] for h in (1, 3, 5, 10) if found.outcome[h] is not None]
        assert came == sorted(came)


def test_base_rate_is_a_share_within_its_interval(iran):
    low, high = iran.base_rate.interval
    assert 0 < low <= iran.base_rate.rate <= high < 1
    assert 1 <= iran.base_rate.effective <= iran.base_rate.pairs <= 100


def test_changing_the_future_changes_nothing(world):
    """A world that knows nothing after 1938 gives the analogues of 1938 that the whole edition gives, but for retrospective lists."""
    whole = analogues(world, 255, 365, 1938, top=5)
    then = analogues(world.as_of(1938), 255, 365, 1938, top=5)
    same = {(f.a.ccode, f.b.ccode) for f in whole.analogues} & {
        (f.a.ccode, f.b.ccode) for f in then.analogues
    }
    assert len(same) >= 4


def test_shared_traits_are_alike_and_different_ones_are_not(iran):
    for found in iran.analogues:
        assert all(abs(t.here - t.there) <= 0.5 and t.here * t.there > 0 for t in found.shared)
        assert all(abs(t.here - t.there) > 0.5 for t in found.different)


def test_document_has_the_keys_of_the_contract(iran):
    document = iran.to_dict()
    first = document["analogues"][0]
    assert {"a", "b", "year", "distance", "shared", "different", "outcome"} <= set(first)
    assert set(first["outcome"]) == {"1", "3", "5", "10"}
    assert isinstance(document["base_rate"], dict)


def test_years_and_pairs_without_an_answer(world):
    with pytest.raises(NotUnderstood, match="no analogues for 1850"):
        analogues(world, "France", "Russia", 1850)
    with pytest.raises(NotUnderstood, match="no analogues for 2010"):
        analogues(world.as_of(2005), "France", "Russia", 2010)
    with pytest.raises(NoAnswer, match="not both in the system"):
        analogues(world, "Israel", "Iran", 1930)


def test_distance_by_hand():
    metric = Metric(np.array([1.0, 2.0]), np.array([0.5, 0.5]), 50)
    far = metric.distances(
        np.array([[1.0, 2.0], [0.0, 0.0], [100.0, 0.0]], np.float32), np.zeros(2, np.float32)
    )
    assert far == pytest.approx([1.0, 0.0, np.sqrt(0.5 * 16)])


def test_too_little_in_common_is_infinitely_far():
    weight = np.array([LEAST - 0.1, 1.1 - LEAST])
    metric = Metric(np.ones(2), weight, 50)
    far = metric.distances(np.array([[1.0, np.nan], [np.nan, 1.0]], np.float32), np.zeros(2, np.float32))
    assert far[0] == (np.inf if weight[0] < LEAST else 1.0)
    assert far[1] == (np.inf if weight[1] < LEAST else 1.0)


@given(arrays.arrays(np.float32, (6, 4), elements=st.floats(-3, 3, width=32)))
@examples(30)
def test_distance_is_symmetric_and_zero_only_to_itself(values):
    metric = Metric(np.ones(4), np.full(4, 0.25), 50)
    square = np.stack([metric.distances(values, point) for point in values])
    assert np.allclose(square, square.T)
    assert np.allclose(np.diag(square), 0)


def test_metric_needs_ties_to_learn_from():
    rng = np.random.default_rng(2)
    values = rng.normal(size=(500, 3)).astype(np.float32)
    event = np.zeros(500)
    event[:5] = 1
    learned = learn(values, event, np.ones(500), ("a", "a", "b"))
    even = 1 / np.sqrt([2, 2, 1])
    assert learned.weight == pytest.approx(even / even.sum())


def test_metric_weighs_what_tells():
    rng = np.random.default_rng(3)
    event = (rng.random(5000) < 0.1).astype(float)
    values = rng.normal(size=(5000, 3)).astype(np.float32)
    values[:, 1] += event
    learned = learn(values, event, np.ones(5000), ("a", "b", "c"))
    assert learned.weight.argmax() == 1
    assert learned.weight[1] > 0.9
    assert learned.weight.min() > 0


def test_sampling_is_blind_to_outcomes_and_keeps_one_pair_in_eight():
    one, two = np.meshgrid(np.arange(2, 950, 7), np.arange(3, 950, 7))
    kept = drawn(one.ravel().astype(np.int64), two.ravel().astype(np.int64))
    assert kept.mean() == pytest.approx(1 / 8, abs=0.02)


def test_lively_pairs_have_something_between_them():
    names = ("contiguous", "capitals", "disputes")
    values = np.array([[0, 9, 0], [1, 9, 0], [0, 9, 0.7], [np.nan, 9, np.nan]], np.float32)
    assert lively(values, names).tolist() == [False, True, True, False]


def test_field_survives_its_file(tmp_path):
    rng = np.random.default_rng(4)
    values = rng.normal(size=(50, 3)).astype(np.float32) * np.array([1, 10, 0.01], np.float32)
    values[3, 1] = np.nan
    pairs = Pairs(np.arange(50), np.arange(50) + 100, np.full(50, 1950))
    folder = linked(tmp_path / "edition", [fields.FILE])
    fields.write(folder, Positions(("a", "b", "c"), pairs, values, np.ones(50)))
    back = fields.read(folder / fields.FILE)
    assert back.names == ("a", "b", "c")
    assert np.isnan(back.values[3, 1])
    spread = np.nanstd(values, axis=0)
    assert np.nanmax(np.abs(back.values - values) / spread) < 0.04
    assert (back.pairs.two == pairs.two).all()


def test_the_field_has_what_the_model_reads_then(world):
    """Values of the field are those of the inputs of the year, less the mean of all its pairs."""
    whole = fields.positions(world)
    rows = np.flatnonzero((whole.pairs.year == 1950) & (whole.pairs.one == 2) & (whole.pairs.two == 200))
    assert len(rows) == 1
    pairs = pairs_of(world, 1950, 1950)
    values = centred(inputs(world, pairs, FEATURES).values, pairs.year)
    at = np.flatnonzero((pairs.one == 2) & (pairs.two == 200))[0]
    gap = np.abs(whole.values[rows[0]] - values[at]) / np.nanstd(whole.values, axis=0)
    known = np.isfinite(gap)
    assert (np.isfinite(whole.values[rows[0]]) == np.isfinite(values[at])).all()
    assert gap[known & (np.abs(values[at]) < 8 * np.nanstd(whole.values, axis=0))].max() < 0.05


def test_weights_stand_for_all_pairs(world):
    whole = fields.positions(world)
    rows = whole.pairs.year == 2000
    assert whole.weight[rows].sum() == pytest.approx(len(pairs_of(world, 2000, 2000).one), rel=0.03)


@pytest.mark.parametrize("year", [2007, 2022])
def test_the_quick_search_of_all_pairs_finds_what_a_search_finds(world, year):
    compared = comparison_set(world, year)
    pairs, points = comparison.standing(world, year)
    some = np.sort(np.random.default_rng(5).choice(len(points), 40, replace=False))
    pairs, points = Pairs(*(part[some] for part in pairs.triple)), points[some]
    for at, near in comparison.nearest(compared, pairs, points):
        whole = compared.nearest(points[at], (int(pairs.one[at]), int(pairs.two[at])))
        assert near.rows.tolist() == whole.rows[: len(near.rows)].tolist()
        assert np.allclose(near.far, whole.far[: len(near.far)])


def test_bounds_are_never_above_distances(world):
    compared = comparison_set(world, 2010)
    _, points = comparison.standing(world, 2010)
    points = points[:: len(points) // 6]
    for begin, low in comparison.bounds(compared, points):
        for offset, bound in enumerate(low):
            far = compared.metric.distances(compared.positions.values, points[begin + offset])
            assert (bound <= far**2 + comparison.SLACK).all()


def test_a_share_and_its_interval():
    low, high = interval(np.array([0.0, 0.2]), np.array([50.0, 50.0]))
    assert low[0] >= 0
    assert low[1] < 0.2 < high[1]
    assert high[0] < high[1]
