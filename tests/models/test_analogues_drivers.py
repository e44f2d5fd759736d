"""Analogues in the space of the drivers: ranks that compare eras, who is nearest by hand, how near a named pair came, what became of pairs."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import examples
from tests.editions import linked
from westphalia.errors import Ambiguous, NoAnswer, NotUnderstood
from westphalia.measures.arrays import of_year
from westphalia.measures.registry import registered
from westphalia.models.analogues import aftermath, drivers, like, pair_of, stood
from westphalia.models.analogues.aftermath import DISPUTE, FOUGHT, TIE, WAR
from westphalia.models.analogues.drivers import CARRY, DRIVERS, UNKNOWN, Standings, ranked
from westphalia.models.analogues.standing import LEAST, distances, spaced
from westphalia.models.partnership.inputs import Pairs, pairs_of
from westphalia.record.world import load

GERMANY, RUSSIA, FRANCE, BRITAIN, ITALY, JAPAN, IRAN = 255, 365, 220, 200, 325, 740, 630


@pytest.fixture(scope="module")
def world():
    return load()


@pytest.fixture(scope="module")
def last(world):
    """Return the last year in which grievance is known."""
    return registered()["grievance"].span(world)[1]


@pytest.fixture(scope="module")
def made(world, last):
    return drivers.make(world, last, last + 1)


def standings_of(*rows):
    """Return standings of some pairs and years, each the same rank in all drivers or one for each."""
    rows = sorted(rows, key=lambda row: row[:3])
    codes = (np.array([row[at] for row in rows], dtype=np.int64) for at in range(3))
    ranks = np.stack(
        [np.full(len(DRIVERS), row[3]) if np.isscalar(row[3]) else row[3] for row in rows], axis=1
    )
    return Standings(Pairs(*codes), ranks.astype(np.uint8), {"grievance": 2010})


SMALL = standings_of(
    (GERMANY, RUSSIA, 1925, 50), (GERMANY, RUSSIA, 1926, 50), (GERMANY, RUSSIA, 1950, 50),
    (FRANCE, RUSSIA, 1921, 52), (FRANCE, RUSSIA, 1923, 51), (FRANCE, RUSSIA, 1934, 55),
    (BRITAIN, ITALY, 1924, 53), (BRITAIN, RUSSIA, 1928, 54), (BRITAIN, FRANCE, 1929, 60),
    (BRITAIN, GERMANY, 1942, 50), (BRITAIN, GERMANY, 1955, 50),
)  # fmt: skip
"""Years of two states at war with each other, as 1942, and those that are not past by 1950, are no analogues."""


def told(found):
    return [(each.a.ccode, each.b.ccode, each.year, round(each.distance, 2)) for each in found.analogues]


class TestRanks:
    @given(st.lists(st.floats(0, 1e6, width=32), min_size=2, max_size=40))
    @examples(50)
    def test_eras_compare_since_only_the_order_counts(self, values):
        """Another unit, or a curve that keeps the order, changes nothing."""
        values = np.array(values)
        other = np.sqrt(values.astype(np.float64))
        assert len(np.unique(other)) == len(np.unique(values))
        assert ranked(values).tolist() == ranked(other).tolist()

    @pytest.mark.parametrize("nothing", [1, 10, 1000])
    def test_nothing_is_zero_and_the_most_is_a_hundred_however_many_have_nothing(self, nothing):
        found = ranked(np.array([*[0.0] * nothing, 2.0]))
        assert set(found[:-1].tolist()) == {0}
        assert found[-1] == 100

    def test_unknown_stays_unknown_and_one_alone_has_no_rank(self):
        assert ranked(np.array([np.nan, 1.0, 2.0])).tolist() == [UNKNOWN, 0, 100]
        assert ranked(np.array([np.nan, 1.0])).tolist() == [UNKNOWN, UNKNOWN]

    def test_there_are_eleven_of_seven_measures(self):
        assert len(DRIVERS) == 11
        assert set(drivers.states_of()) == {"exclusion", "revisionism", "outside_options"}
        assert [each.name for each in drivers.pairwise()] == [
            "grievance_higher", "grievance_lower", "rivalry", "asymmetry", "adversaries",
        ]  # fmt: skip

    @pytest.mark.parametrize("later", [0, 1])
    def test_ranks_are_those_of_the_measures_and_then_of_their_last_year(self, world, made, last, later):
        found = drivers.standings(made, {})
        pairs = pairs_of(world, last + later, last + later)
        one, two = (np.searchsorted(world.universe(), side) for side in (pairs.one, pairs.two))
        held = of_year(world, "grievance", last)
        most = np.maximum(held[one, two], held[two, one])
        mine = most[(pairs.one == RUSSIA) & (pairs.two == IRAN)][0]
        share = 100 * (most < mine).sum() / (np.isfinite(most).sum() - 1)
        at = [each.name for each in DRIVERS].index("grievance_higher")
        assert found.ranks[at, found.row((IRAN, RUSSIA), last + later)] == pytest.approx(share, abs=0.51)

    def test_a_pair_has_the_lower_and_the_higher_of_its_states(self, made, last):
        found = drivers.standings(made, {})
        own = made.filter((pl.col("one") == pl.col("two")) & (pl.col("year") == last))
        both = own.filter(pl.col("one").is_in([RUSSIA, IRAN]))["exclusion"].to_list()
        assert len(both) == 2
        assert found.ranks[:2, found.row((RUSSIA, IRAN), last)].tolist() == sorted(both)

    def test_every_pair_of_the_year_has_a_row(self, world, made, last):
        found = drivers.standings(made, {})
        years = [last, last + 1]
        assert len(found.pairs.one) == sum(len(pairs_of(world, year, year).one) for year in years)
        assert found.row((RUSSIA, IRAN), last - 1) is None
        assert found.pairs.year[found.of((IRAN, RUSSIA))].tolist() == years
        assert len(found.pairs.year[found.of((RUSSIA, 999))]) == 0

    def test_what_no_measure_covers_is_unknown(self, world, monkeypatch):
        """A driver that is not known in any of the years made has a column all the same."""
        monkeypatch.setattr(drivers, "_then", lambda world, name, year: None)
        found = drivers.standings(drivers.make(world, 1820, 1821), {})
        assert found.ranks.shape[0] == len(DRIVERS)
        assert (found.ranks == UNKNOWN).all()

    def test_what_is_written_is_read(self, world, made, last, tmp_path):
        folder = linked(tmp_path / "edition", [drivers.FILE])
        drivers.write(folder, world, last, last + 1)
        back = drivers.read(folder / drivers.FILE)
        assert (back.ranks == drivers.standings(made, {}).ranks).all()
        assert (back.pairs.year == drivers.standings(made, {}).pairs.year).all()
        assert back.last["grievance"] == last

    def test_last_values_stand_in_for_a_stated_number_of_years(self):
        found = Standings(SMALL.pairs, SMALL.ranks, {"grievance": 2010, "asymmetry": 2022})
        assert found.observed(2022) == {"grievance": 2010, "asymmetry": 2022}
        assert found.observed(2010 + CARRY + 1) == {"grievance": None, "asymmetry": 2022}
        assert found.observed(1950) == {"grievance": 1950, "asymmetry": 1950}


class TestDistance:
    def test_by_hand(self):
        ranks = np.full((11, 1), 20)
        ranks[0], ranks[1] = 50, 60
        point = np.full(11, 20, np.uint8)
        assert distances(ranks.astype(np.uint8), point)[0] == pytest.approx(np.sqrt((0.3**2 + 0.4**2) / 11))

    def test_over_those_known_of_both(self):
        ranks, point = np.full((11, 2), 50, np.uint8), np.full(11, 20, np.uint8)
        ranks[:4, 0], ranks[:4, 1] = UNKNOWN, UNKNOWN
        assert distances(ranks, point) == pytest.approx([0.3, 0.3])
        point[10] = UNKNOWN
        assert LEAST == 7
        assert np.isinf(distances(ranks, point)).all()

    @given(st.lists(st.sampled_from([0, 30, 70, 100, UNKNOWN]), min_size=22, max_size=22))
    @examples(50)
    def test_it_is_symmetric_and_between_none_and_one(self, ranks):
        both = np.array(ranks, dtype=np.uint8).reshape(11, 2)
        there, back = distances(both, both[:, 0]), distances(both, both[:, 1])
        assert there[1] == back[0]
        assert there[0] in (0.0, np.inf)
        assert np.isinf(there[1]) or 0 <= there[1] <= 1


class TestSpaced:
    PAIR, YEAR = np.array([1, 2, 3, 1, 2, 1]), np.array([1931, 1932, 1933, 1941, 1949, 1942])

    def test_at_most_so_many_of_a_decade(self):
        assert spaced(np.arange(6), self.PAIR, self.YEAR, 0, 2) == [0, 1, 4, 5]
        assert spaced(np.arange(6), self.PAIR, self.YEAR, 0, 1) == [0, 4]

    def test_no_pair_within_ten_years_of_itself(self):
        assert spaced(np.arange(6), self.PAIR, self.YEAR, 0, 0) == [0, 1, 2, 4, 5]

    def test_the_nearest_go_first(self):
        assert spaced(np.array([3, 0, 1]), self.PAIR, self.YEAR, 0, 0) == [3, 1]
        assert spaced(np.arange(6), self.PAIR, self.YEAR, 2, 2) == [0, 1]

    @given(st.lists(st.tuples(st.integers(1, 4), st.integers(1900, 1960)), max_size=40), st.integers(0, 3))
    @examples(50)
    def test_limits_hold_and_nothing_more_would_fit(self, rows, per_decade):
        pair, year = (np.array([row[at] for row in rows], dtype=np.int64) for at in (0, 1))
        chosen = spaced(np.arange(len(rows)), pair, year, 0, per_decade)

        def fits(row, some):
            decade = sum(year[other] // 10 == year[row] // 10 for other in some)
            near = any(pair[other] == pair[row] and abs(year[other] - year[row]) <= 10 for other in some)
            return not near and (not per_decade or decade < per_decade)

        assert all(fits(row, [other for other in chosen if other < row]) for row in chosen)
        assert not any(fits(row, chosen) for row in range(len(rows)) if row not in chosen)


class TestNearest:
    def test_by_hand(self, world):
        found = stood(world, GERMANY, "Soviet Union", 1950, among=SMALL)
        assert told(found) == [
            (FRANCE, RUSSIA, 1923, 0.01), (BRITAIN, ITALY, 1924, 0.03), (FRANCE, RUSSIA, 1934, 0.05),
        ]  # fmt: skip
        assert found.compared == 6
        assert found.per_decade == 2

    def test_without_a_limit_by_decade(self, world):
        found = stood(world, GERMANY, RUSSIA, 1950, per_decade=0, among=SMALL)
        assert [each[:3] for each in told(found)] == [
            (FRANCE, RUSSIA, 1923), (BRITAIN, ITALY, 1924), (BRITAIN, RUSSIA, 1928), (FRANCE, RUSSIA, 1934), (BRITAIN, FRANCE, 1929),
        ]  # fmt: skip
        assert len(stood(world, GERMANY, RUSSIA, 1950, 2, 0, among=SMALL).analogues) == 2

    def test_only_what_was_five_years_past(self, world):
        among = standings_of(
            (GERMANY, RUSSIA, 1926, 50), (FRANCE, RUSSIA, 1921, 10), (FRANCE, RUSSIA, 1922, 50)
        )
        assert told(stood(world, GERMANY, RUSSIA, 1926, among=among)) == [(FRANCE, RUSSIA, 1921, 0.4)]

    def test_two_at_war_are_compared_with_two_at_war(self, world):
        among = standings_of(
            (BRITAIN, GERMANY, 1942, 50), (FRANCE, GERMANY, 1915, 50), (FRANCE, ITALY, 1930, 90)
        )
        assert [each[2] for each in told(stood(world, BRITAIN, GERMANY, 1942, among=among))] == [1915, 1930]

    def test_ranks_stand_side_by_side_and_traits_with_them(self, world):
        here, there = np.full(11, 50), np.full(11, 50)
        here[0], there[0], here[1], there[1], here[8], there[8] = 95, 90, 80, 10, 0, 0
        among = standings_of((GERMANY, RUSSIA, 1926, here), (FRANCE, RUSSIA, 1920, there))
        near = stood(world, GERMANY, RUSSIA, 1926, among=among).analogues[0]
        assert (near.ranks[0].here, near.ranks[0].there) == (0.95, 0.9)
        assert [each.name for each in near.shared] == ["exclusion_lower"]
        assert [each.name for each in near.different] == ["exclusion_higher"]
        assert near.known == 11

    def test_what_is_not_known_is_said(self, world):
        some, few = np.full(11, 50), np.full(11, 50)
        some[:4], few[:5] = UNKNOWN, UNKNOWN
        among = standings_of(
            (GERMANY, RUSSIA, 1926, 50), (FRANCE, RUSSIA, 1920, some), (FRANCE, ITALY, 1920, few), (ITALY, RUSSIA, 1926, few)
        )  # fmt: skip
        found = stood(world, GERMANY, RUSSIA, 1926, among=among)
        assert [(each.year, each.known) for each in found.analogues] == [(1920, 7)]
        with pytest.raises(NoAnswer, match="Too little is known"):
            stood(world, ITALY, RUSSIA, 1926, among=among)

    def test_years_and_pairs_without_an_answer(self, world):
        with pytest.raises(NotUnderstood, match="no analogues for 1830"):
            stood(world, "France", "Russia", 1830, among=SMALL)
        with pytest.raises(NotUnderstood, match="no analogues for 2010"):
            stood(world.as_of(2005), "France", "Russia", 2010, among=SMALL)
        with pytest.raises(NoAnswer, match="not both in the system"):
            stood(world, "Israel", "Iran", 1930, among=SMALL)

    def test_document_has_the_keys_of_the_contract(self, world):
        document = stood(world, GERMANY, RUSSIA, 1950, among=SMALL).to_dict()
        first = document["analogues"][0]
        assert {"a", "b", "year", "distance", "shared", "different", "outcome", "after", "ranks"} <= set(
            first
        )
        assert set(first["outcome"]) == {"1", "3", "5", "10"}
        assert set(first["after"]) == {DISPUTE, WAR, FOUGHT}
        assert document["space"] == "drivers"
        assert {"rate", "interval", "average", "pairs"} <= set(document["base_rate"])


class TestLike:
    PAIR = FRANCE, RUSSIA

    def ask(self, world, years=None, pair=PAIR, year=1950):
        return like(world, GERMANY, RUSSIA, year, tuple(world.state(code) for code in pair), years, SMALL)

    def test_in_which_year_how_near_and_its_place(self, world):
        found = self.ask(world)
        assert told(found) == [(FRANCE, RUSSIA, 1923, 0.01)]
        assert (found.like.place, found.like.of, found.like.percentile) == (1, 6, 1.0)
        assert (found.like.place_of_pairs, found.like.pairs) == (1, 4)
        assert found.like.course == (
            (1921, pytest.approx(0.02)),
            (1923, pytest.approx(0.01)),
            (1934, pytest.approx(0.05)),
        )

    def test_in_one_year(self, world):
        found = self.ask(world, (1934, 1934))
        assert told(found) == [(FRANCE, RUSSIA, 1934, 0.05)]
        assert (found.like.first, found.like.place, found.like.place_of_pairs) == (1934, 5, 4)
        assert found.like.percentile == pytest.approx(1 / 5)

    def test_driver_by_driver(self, world):
        found = self.ask(world).like.drivers
        assert [each.name for each in found] == [each.name for each in DRIVERS]
        assert {(each.here, each.there) for each in found} == {(0.5, 0.51)}

    def test_the_pair_itself_in_other_years_may_be_asked_for(self, world):
        found = self.ask(world, pair=(GERMANY, RUSSIA))
        assert told(found) == [(GERMANY, RUSSIA, 1925, 0.0)]
        assert (found.like.place, found.like.of) == (1, 8)

    def test_what_cannot_be_compared_says_why(self, world):
        with pytest.raises(NoAnswer, match="the last year is 1945"):
            self.ask(world, (1948, 1950))
        with pytest.raises(NoAnswer, match="not both in the system"):
            self.ask(world, (1900, 1905))
        with pytest.raises(NoAnswer, match="at war"):
            self.ask(world, (1942, 1942), (BRITAIN, GERMANY))
        with pytest.raises(NoAnswer, match="not both in the system"):
            self.ask(world, None, (JAPAN, IRAN))

    def test_germany_and_the_soviet_union_for_russia_and_iran(self, world):
        """The essay's own analogue can be asked for, between the wars, and comes with a year and a distance."""
        pair, _ = pair_of(world, "Germany-Soviet Union")
        found = like(world, "Russia", "Iran", 2022, pair, (1922, 1939))
        assert 1922 <= found.analogues[0].year <= 1939
        assert 0 < found.analogues[0].distance < 1
        assert 1 <= found.like.place <= found.like.of
        assert found.analogues[0].distance == pytest.approx(min(far for _, far in found.like.course))


class TestNamed:
    @pytest.mark.parametrize(
        ("text", "codes", "years"),
        [
            ("Germany-Soviet Union", (255, 365), (1923, 1991)),
            ("Germany-Soviet Union 1939", (255, 365), (1939, 1939)),
            ("Germany - Soviet Union, 1922:1939", (255, 365), (1922, 1939)),
            ("Austria-Hungary-Germany", (300, 255), (1867, 1918)),
            ("Germany and Austria-Hungary 1879", (255, 300), (1879, 1879)),
            ("Bosnia and Herzegovina-Serbia", (346, 345), None),
            ("Prussia-Austria", (255, 300), (1816, 1870)),
            ("RUS-IRN 1950", (365, 630), (1950, 1950)),
            ("365-630", (365, 630), None),
            ("Guinea-Bissau-Senegal", (404, 433), None),
        ],
    )
    def test_pairs_as_people_write_them(self, world, text, codes, years):
        pair, found = pair_of(world, text)
        assert tuple(state.ccode for state in pair) == codes
        assert found == years

    @pytest.mark.parametrize(
        ("text", "match"),
        [
            ("Germany", "names no pair"), ("", "names no pair"), ("Russia-", "names no pair"), ("Germany 1939", "names no pair"), (" -" * 5000, "names no pair"),
            ("Germany-Sovet Union", "Did you mean Soviet Union"), ("Germany-Germany", "same state"),
            ("Germany-Soviet Union 2500", "outside the record"), ("Germany-Soviet Union 1939:1922", "ends before it begins"),
        ],
    )  # fmt: skip
    def test_what_is_none_says_so(self, world, text, match):
        with pytest.raises(NotUnderstood, match=match):
            pair_of(world, text)

    def test_an_ambiguous_name(self, world):
        with pytest.raises(Ambiguous):
            pair_of(world, "Korea-Japan 2000")


class TestAftermath:
    def pairs(self, *rows):
        return Pairs(*(np.array([row[at] for row in rows], dtype=np.int64) for at in range(3)))

    def test_germany_and_the_soviet_union_after_1939(self, world):
        found = aftermath.became(world, self.pairs((GERMANY, RUSSIA, 1938)), 2022)
        assert {key: values[0] for key, values in found.items() if key[0] in (WAR, FOUGHT)} == {
            (WAR, 5): 1, (WAR, 10): 1, (FOUGHT, 5): 1, (FOUGHT, 10): 1,
        }  # fmt: skip

    def test_what_was_not_over_or_not_published_is_not_known(self, world):
        pairs = self.pairs((GERMANY, RUSSIA, 1930))
        for year, known in ((1934, False), (1936, False), (1937, True)):
            assert np.isfinite(aftermath.became(world, pairs, year)[WAR, 5][0]) == known
        assert not np.isfinite(aftermath.became(world, pairs, 1938)[DISPUTE, 5][0])
        assert np.isfinite(aftermath.became(world, pairs, 1939)[DISPUTE, 5][0])

    def test_a_war_with_each_other_alone_is_none_with_a_third(self, world):
        """China and Japan in 1893: their war of 1894 is with each other."""
        found = aftermath.became(world, self.pairs((710, 740, 1893)), 2022)
        assert found[FOUGHT, 5][0] == 1
        assert found[WAR, 5][0] == 0
        assert found[WAR, 10][0] == 1

    def test_opposite_sides_at_different_times_never_met(self, world):
        """Italy changed sides in 1943, after France had lost: no spell of either against the other's ally of the day is made up."""
        spells = pl.DataFrame(
            {
                "warnum": [1, 1, 1], "ccode": [325, 325, 220], "side": [1, 2, 1],
                "start": ["1940-06-10", "1943-10-18", "1940-10-24"], "end": ["1943-09-02", "1945-05-07", "1941-07-14"],
            }
        ).with_columns(pl.col("start", "end").str.to_date())  # fmt: skip
        assert aftermath._opposed(spells).is_empty()
        met = aftermath._opposed(spells.with_columns(pl.Series("side", [2, 2, 1])))
        assert met.sort("one").rows() == [(220, 325, 1940, 1941), (325, 220, 1940, 1941)]

    def test_at_war(self, world):
        pairs = self.pairs(
            (BRITAIN, GERMANY, 1913),
            (BRITAIN, GERMANY, 1914),
            (BRITAIN, GERMANY, 1919),
            (BRITAIN, JAPAN, 1942),
        )
        assert aftermath.at_war(world, pairs).tolist() == [False, True, False, True]

    def test_against_the_list(self, world):
        """Of some pairs, whatever the list of disputes has, counted one by one."""
        rows = world.listed("dispute_years").filter(list="cow")
        begun = rows.group_by("dispnum", "ccode1", "ccode2").agg(pl.col("year").min()).rows()
        pairs = self.pairs((2, 20, 1890), (2, 630, 1975), (211, 212, 1960), (255, 365, 1925), (94, 95, 1930))
        found = aftermath.became(world, pairs, 2022)[DISPUTE, 5]
        for at, (one, two, year) in enumerate(zip(*(part.tolist() for part in pairs.triple), strict=True)):
            third = any(
                year < when <= year + 5 and a in (one, two) and b not in (one, two) for _, a, b, when in begun
            )
            assert found[at] == third

    def test_counted_beside_all_pairs_of_the_same_years(self, world):
        pairs = self.pairs((BRITAIN, GERMANY, 1936), (GERMANY, RUSSIA, 1936), (FRANCE, ITALY, 1977))
        found = {(each.what, each.within): each for each in aftermath.counted(world, pairs, 2022)}
        war = found[WAR, 5]
        usual = [
            aftermath.became(world, pairs_of(world, year, year), 2022)[WAR, 5].mean()
            for year in (1936, 1936, 1977)
        ]
        assert (war.count, war.of) == (2, 3)
        assert war.average == pytest.approx(np.mean(usual))
        assert war.interval[0] < war.share < war.interval[1]
        assert found[TIE, 5].of == 2  # no list of ties sees 1978-1982 whole

    def test_of_nobody_is_nothing_claimed(self, world):
        found = aftermath.counted(world, self.pairs((RUSSIA, IRAN, 2020)), 2022)
        assert {(each.of, each.share, each.interval, each.average) for each in found} == {
            (0, None, None, None)
        }
