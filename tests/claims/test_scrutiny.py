"""What verdicts are worth: basis, placebo, fragility, conditions that did not come, and forecasts without a day."""

from __future__ import annotations

from typing import Any

import pytest

import westphalia as wp
from westphalia.claims import fragility, recast
from westphalia.claims.basis import basis
from westphalia.claims.check import check, open_so_far
from westphalia.claims.comparable import draws
from westphalia.claims.essay import Claim, Essay, Test
from westphalia.claims.placebo import Placebo
from westphalia.claims.scrutiny import LONGEST, MOST, TOO_LONG, Scrutiny, scrutinise
from westphalia.claims.stored import Stored
from westphalia.claims.verdict import Reading

WORLD = wp.load()
DISPUTED = {"measure": {"name": "disputes", "of": ["Iran", "Iraq"], "years": 1980}}
NOTED = {"events": {"actor": "Russia", "target": "Iran", "kinds": ["land"], "years": [1804, 1828]}}
YES = {"supports": ">= 1", "contradicts": "= 0", "means": "so many"}


def claim(kind: str = "fact", **more: Any) -> Claim:
    named = {"id": "one", "statement": "Something is so.", "paragraph": 1, "kind": kind}
    return Claim.model_validate({**named, **more})


def judged(one: Claim) -> Any:
    essay = Essay.model_validate(
        {
            "id": "essay", "title": "Title", "author": "Author", "published": "2022", "where": "here",
            "about": {"states": ["Russia", "Iran"], "year": 2022}, "claims": [one],
        }
    )  # fmt: skip
    return check(WORLD, essay).claims[0]


def tried(supports: str = "> 0.5", contradicts: str = "< 0.2", **of: Any) -> Test:
    asked = of or {"sql": {"query": "select 1 as value"}}
    return Test.model_validate(
        {**asked, "supports": supports, "contradicts": contradicts, "means": "so much"}
    )


class TestBasis:
    @pytest.mark.parametrize(
        ("tests", "expected"),
        [
            ([NOTED], "events"),
            ([DISPUTED], "record"),
            ([NOTED, DISPUTED], "record"),
            ([DISPUTED, {"mechanism": {"name": "exclusion"}}], "model"),
        ],
    )
    def test_events_alone_a_model_or_tables(self, tests: list[dict[str, Any]], expected: str) -> None:
        assert basis(claim(tests=[{**each, **YES} for each in tests])) == expected


class TestVerdict:
    @pytest.mark.parametrize(
        ("on", "share", "flips", "expected"),
        [
            ("record", MOST, (), "supported"),
            ("record", MOST + 0.01, (), "mixed"),
            ("model", 0.5, (), "mixed"),
            ("events", 0.9, (), "supported"),
            ("record", None, (), "supported"),
            ("record", 0.0, (("a year later", "contradicted"),), "mixed"),
        ],
    )
    def test_a_common_or_fragile_one_is_mixed(self, on: Any, share: Any, flips: Any, expected: str) -> None:
        found, why = Scrutiny(on, Placebo(0, 100, "other states", share), flips).verdict("supported")
        assert found == expected
        assert bool(why) == (expected == "mixed")

    def test_what_all_states_meet_says_nothing(self) -> None:
        some = {"measure": {"name": "cinc", "of": ["Iran"], "years": 2010}}
        found = judged(claim(test={**some, "supports": "> 0", "contradicts": "< 0", "means": "capability"}))
        assert (found.plain, found.verdict) == ("supported", "mixed")
        assert found.scrutiny.placebo.share == 1.0


class TestFragility:
    def read(self, value: float) -> Reading:
        return Reading(value, "share of states")

    def told(self, one: Claim, here: Reading, **by: float) -> dict[str, str]:
        later = {1979: self.read(by.get("earlier", 1.0)), 1981: self.read(by.get("later", 1.0))}

        def read(test: Test) -> Reading:
            return later[test.asked.years]  # type: ignore[attr-defined]

        return dict(fragility.flips("supported", fragility.variants(one, [here], read)))

    def made(self, **more: Any) -> Claim:
        share = {"measure": {"name": "cinc", "of": ["Iran"], "years": 1980}}
        return claim(test={**share, "supports": "> 0.5", "contradicts": "< 0.2", "means": "share"}, **more)

    def test_neighbouring_years_and_limits(self) -> None:
        assert self.told(self.made(), self.read(0.9)) == {}
        assert self.told(self.made(), self.read(0.55)) == {"with limits a fifth higher": "mixed"}
        assert self.told(self.made(), self.read(0.9), later=0.1) == {"a year later": "contradicted"}

    def test_years_and_limits_that_are_part_of_what_is_claimed_stay(self) -> None:
        assert self.told(self.made(dated=True), self.read(0.9), later=0.1) == {}
        assert self.told(self.made(stated=True), self.read(0.55)) == {}

    def test_no_difference_is_no_limit_that_moves(self) -> None:
        one = claim(test=tried("> 1", "< 1").model_dump(exclude_none=True, exclude={"compare"}))
        found = fragility.variants(
            one, [Reading(1.1, "times the odds", (1.05, 1.2))], lambda _: Reading(None)
        )
        assert {verdict for _, verdict in found} == {"supported"}

    def test_the_other_list_of_disputes(self) -> None:
        one = claim(test={**DISPUTED, **YES}, dated=True)
        found = dict(fragility.variants(one, [Reading(1.0, "disputes")], lambda _: Reading(0.0, "disputes")))
        assert found[fragility.OTHER] == "contradicted"
        assert recast.by_other_list(tried()) is None
        listed = tried(sql={"query": "select count(*) as value from disputes where list = 'gml'"})
        other = recast.by_other_list(listed)
        assert other is not None
        assert "list = 'cow'" in other.asked.query  # type: ignore[attr-defined]


class TestComparable:
    def test_events_are_compared_with_other_years_of_the_same_states(self) -> None:
        found = draws(WORLD, [tried(**NOTED)], "years", "seed")
        assert found
        assert all(not each.codes and abs(each.by) >= 25 for each in found)

    def test_states_take_the_place_of_others_and_the_same_seed_draws_the_same(self) -> None:
        one, two = (draws(WORLD, [tried(**DISPUTED)], "any", seed) for seed in ("a", "a"))
        assert one == two
        iran, iraq = (WORLD.state(name, 1980).ccode for name in ("Iran", "Iraq"))
        other = one[0].of(WORLD, tried(**DISPUTED))
        assert [int(name) for name in other.asked.of] == [one[0].codes.get(c, c) for c in (iran, iraq)]  # type: ignore[attr-defined]

    def test_what_names_its_events_or_asks_of_all_states_is_asked_of_nobody_else(self) -> None:
        assert not recast.can_be(tried(events={"ids": ["akhal-1881"]}))
        assert not recast.can_be(tried())
        assert recast.can_be(tried(**NOTED))


CAME = {**NOTED, "supports": ">= 2", "contradicts": "= 0", "means": "cessions on record"}
NOT = {**DISPUTED, "supports": ">= 90", "contradicts": "< 90", "means": "disputes of 1980"}


class TestConditions:
    def test_a_claim_whose_condition_did_not_come_has_no_answer(self) -> None:
        found = judged(claim("counterfactual", test={**NOTED, **YES}, condition=NOT))
        assert found.verdict == "insufficient_coverage"
        assert found.why.startswith("The condition of this claim has not come about. Disputes of 1980: ")
        assert found.parts == ()

    def test_one_whose_condition_came_is_judged(self) -> None:
        assert judged(claim("counterfactual", test={**NOTED, **YES}, condition=CAME)).verdict == "supported"

    def test_what_cannot_be_tested_has_none(self) -> None:
        never = {"why": "No series tells it.", "needs": "a series that does."}
        with pytest.raises(ValueError, match="has no condition"):
            claim(untestable=never, condition=CAME)


class TestForecastsWithoutADay:
    @pytest.mark.parametrize(
        ("resolution", "plain", "left_open"),
        [
            ({}, "supported", False),
            ({}, "contradicted", True),
            ({"lasts": True}, "supported", True),
            ({"lasts": True}, "contradicted", False),
            ({"due": "2022-12-31"}, "contradicted", False),
        ],
    )
    def test_are_open_until_they_are_decided(self, resolution: Any, plain: Any, left_open: bool) -> None:
        rule = {"rule": "What the record shows.", **resolution}
        one = claim("forecast", resolution=rule, test={**NOTED, **YES})
        assert open_so_far(one, plain) is left_open

    def test_say_so(self) -> None:
        test = {**DISPUTED, "supports": ">= 90", "contradicts": "< 90", "means": "disputes"}
        found = judged(claim("forecast", resolution={"rule": "What the record shows."}, test=test))
        assert found.verdict == "insufficient_coverage"
        assert "the author set no day" in found.why


class TestBounds:
    ASKED = "select $year as value, $year as year from states where ccode = $1"

    def made(self, query: str) -> Claim:
        asked = {"query": query, "of": ["Iran"], "year": 2010}
        return claim(
            test={"sql": asked, "supports": "> 0", "contradicts": "< 0", "means": "so much"}, comparable="any"
        )

    def told(self, query: str, compared: float) -> Scrutiny:
        one, kept = self.made(query), Stored(WORLD)
        kept.compared = compared
        return scrutinise(WORLD, one, [Reading(2010.0)], "supported", None, kept)

    def test_queries_are_asked_of_others_for_so_long_and_no_longer(self) -> None:
        assert self.told(self.ASKED, 0.0).placebo.share == 1.0
        late = self.told(self.ASKED, LONGEST + 1)
        assert (late.placebo.share, late.placebo.rule) == (None, TOO_LONG)

    def test_what_others_have_no_fit_answer_to_is_no_problem_of_the_file(self) -> None:
        odd = "select 1 as value, case when $1 = 630 then 0 else 2 end as low, 1 as high from states where ccode = $1 and $year > 0"
        found = self.told(odd, 0.0).placebo
        assert (found.share, found.of) == (None, 0)
