"""Forecast, drivers, partners and relation: numbers by hand, words by rule, nothing claimed without a model."""

from __future__ import annotations

import json
import math
import random
import re
from pathlib import Path

import jsonschema
import polars as pl
import pytest

from tests.report import forecasts as made_up
from westphalia.models.partnership import model, store
from westphalia.models.partnership.compose import either
from westphalia.models.partnership.prospects import (
    EARLIEST,
    Absent,
    Addend,
    Prospects,
    chance,
    log_odds,
    prospects,
)
from westphalia.models.partnership.store import BACKTEST
from westphalia.models.partnership.stored_forecasts import FILE as FORECASTS
from westphalia.record.estranged import estranged
from westphalia.record.manifest import MODEL, read_manifest
from westphalia.record.results import made_from, storing
from westphalia.record.world import World, load
from westphalia.report import numbers
from westphalia.report.brief import drivers, forecast, partners, relation
from westphalia.report.brief.document import schema
from westphalia.report.brief.existence import shared
from westphalia.report.charts import waterfall
from westphalia.report.page import Chart, Topic
from westphalia.verbs import brief

YEARS = (1921, 1940, 1970, 1995, 1999, 2012, 2022)
NEW = ("relation", "forecast", "drivers", "analogues", "partners")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return made_up.with_model(tmp_path_factory.mktemp("with") / "edition", YEARS)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> World:
    return load(made_up.edition(tmp_path_factory.mktemp("without") / "edition"))


@pytest.fixture(scope="module")
def told(world: World) -> Topic:
    return forecast.topic(world, world.dyad("Russia", "Iran", 2022), 2022)


def row(world: World, one: int, two: int, year: int) -> dict[str, int]:
    frame = pl.read_parquet(world.manifest.folder / FORECASTS)
    return frame.row(
        by_predicate=(pl.col("one") == one) & (pl.col("two") == two) & (pl.col("year") == year), named=True
    )


def sentences(topic: Topic) -> str:
    section = topic.section
    grids = [cell for grid in section.grids for line in (grid.heads, *grid.rows) for cell in line]
    charts = [text for chart in section.charts for text in (chart.title, chart.alt, chart.unit)]
    return " ".join([section.finding, *section.prose, *section.notes, *grids, *charts])


def test_two_sources_make_one_chance_as_in_the_model() -> None:
    np = pytest.importorskip("numpy")
    compose = pytest.importorskip("westphalia.models.partnership.compose")
    p, q = 0.03, 0.2
    assert either(p, q, 2.5) == pytest.approx(float(compose.either(np.array([p]), np.array([q]), 2.5)[0]))
    assert either(p, q, 1.0) == pytest.approx(p + q - p * q)
    assert log_odds(chance(-3.2)) == pytest.approx(-3.2)


def test_numbers_of_a_pair_by_hand(world: World, told: Topic) -> None:
    """Chance, interval, mean and place of all pairs computed again from the rows."""
    own = row(world, 365, 630, 2022)
    frame = pl.read_parquet(world.manifest.folder / FORECASTS).filter(year=2022)

    def arms(slope: int) -> float:
        return 1 / (1 + math.exp(-(slope / 1000 + made_up.LEVEL["arms"]["3"])))

    entry = told.facts["forecast"]["arms"]
    p = arms(own["slope_arms"])
    everyone = [arms(slope) for slope in frame["slope_arms"].to_list()]
    assert entry["probability"]["3"] == pytest.approx(p)
    assert entry["base_rate"]["3"] == pytest.approx(sum(everyone) / len(everyone))
    below = sum(each < p - 1e-12 for each in everyone) + sum(abs(each - p) <= 1e-12 for each in everyone) / 2
    assert entry["percentile"]["3"] == pytest.approx(below / len(everyone))
    width = 1.645 * math.sqrt((20 / 50) ** 2 + made_up.SPREAD**2)
    low, high = (1 / (1 + math.exp(-(log_odds(p) + sign * width))) for sign in (-1, 1))
    assert entry["interval"]["3"] == pytest.approx([low, high], rel=1e-6)


def test_alignment_joins_pacts_and_agreements(world: World, told: Topic) -> None:
    own = row(world, 365, 630, 2022)
    pact, dca = (
        1 / (1 + math.exp(-(own[f"slope_{s}"] / 1000 + made_up.LEVEL[s]["5"]))) for s in ("pact", "dca")
    )
    facts = told.facts["forecast"]
    assert facts["alignment"]["probability"]["5"] == pytest.approx(either(pact, dca, 2.0))
    assert facts["any"]["probability"]["5"] > facts["alignment"]["probability"]["5"] > max(pact, dca)


def test_before_agreements_are_listed_alignment_is_pacts(world: World) -> None:
    facts = forecast.topic(world, world.dyad("Germany", "Russia", 1921), 1921).facts["forecast"]
    own = row(world, 255, 365, 1921)
    assert facts["alignment"]["probability"]["1"] == pytest.approx(chance(own["slope_pact"] / 1000 - 6.0))
    assert facts["arms"] is None
    assert facts["any"] is None


@pytest.mark.parametrize("asked", [("Russia", "Iran", 2022), ("US", "UK", 1940), ("India", "Pakistan", 1999)])
def test_drivers_add_up_from_the_base_rate_to_the_forecast(world: World, asked: tuple[str, str, int]) -> None:
    facts = forecast.topic(world, world.dyad(*asked), asked[2]).facts["forecast"]
    base, p = (facts["alignment"][key]["5"] for key in ("base_rate", "probability"))
    assert log_odds(base) + sum(each["contribution"] for each in facts["drivers"]) == pytest.approx(
        log_odds(p)
    )
    for each in facts["drivers"]:
        assert sum(m["contribution"] for m in each["measures"]) == pytest.approx(each["contribution"])
        assert each["interval"][0] < each["contribution"] < each["interval"][1]


def test_the_order_of_the_two_makes_no_difference(world: World) -> None:
    one = forecast.topic(world, world.dyad("Russia", "Iran", 2022), 2022).facts
    two = forecast.topic(world, world.dyad("Iran", "Russia", 2022), 2022).facts
    assert one == two


def test_the_waterfall_begins_at_the_average_and_ends_at_the_two(world: World) -> None:
    topic = drivers.topic(world, world.dyad("Russia", "Iran", 2022), 2022)
    chart = next(chart for chart in topic.section.charts if chart.kind == "waterfall")
    steps = waterfall.read(chart)
    assert [step.role for step in (steps[0], steps[-1])] == ["start", "end"]
    assert steps[-2].end == pytest.approx(steps[-1].end)
    assert chart.rows[-1]["value"] == pytest.approx(topic_chance(world))


def topic_chance(world: World) -> float:
    found = prospects(world, world.dyad("Russia", "Iran", 2022), 2022)
    assert not isinstance(found, Absent)
    return found.chief.probability


@pytest.mark.parametrize("width", [960, 340])
@pytest.mark.parametrize("sizes", [(2.0, -0.4, 0.02), (0.01,), (-6.0, 5.0)])
def test_words_of_a_waterfall_do_not_touch(width: int, sizes: tuple[float, ...]) -> None:
    from westphalia.report.charts.canvas import meets, words_box

    rows, at = [{"label": "Average pair", "role": "start", "value": 0.01, "text": "1.0 %"}], log_odds(0.01)
    for size in sizes:
        at += size
        rows.append(
            {
                "label": f"Driver {size}",
                "role": "pair" if size > 0 else "warning",
                "step": size,
                "value": chance(at),
                "text": drivers.times(size),
            }
        )
    rows.append({"label": "The two", "role": "end", "value": chance(at), "text": "x"})
    spec = waterfall.spec(Chart("w", "waterfall", tuple(rows), "t", "a", "chance", (), ""), width)
    texts = [
        row for layer in spec["layer"] if layer["mark"]["type"] == "text" for row in layer["data"]["values"]
    ]
    boxes = [words_box(row) for row in texts]
    assert not [
        (texts[i]["text"], texts[j]["text"])
        for i in range(len(boxes))
        for j in range(i)
        if meets(boxes[i], boxes[j])
    ]


def test_partners_are_the_highest_of_each(world: World) -> None:
    found = partners.topic(world, world.dyad("Russia", "Iran", 2022), 2022).facts["partners"]
    frame = pl.read_parquet(world.manifest.folder / FORECASTS).filter(year=2022)
    everyone = []
    for each in frame.iter_rows(named=True):
        pair = (each["one"], each["two"])
        if 365 in pair and pair not in estranged(world, 2022):
            pact, dca = (
                1 / (1 + math.exp(-(each[f"slope_{s}"] / 1000 + made_up.LEVEL[s]["5"])))
                for s in ("pact", "dca")
            )
            everyone.append((either(pact, dca, 2.0), each["one"] + each["two"] - 365))
    assert [each["state"]["ccode"] for each in found["a"]] == [
        code for _, code in sorted(everyone, reverse=True)[:5]
    ]
    assert [each["rank"] for each in found["a"]] == sorted(each["rank"] for each in found["a"])


def test_prose_has_frequencies_and_a_word_of_the_list_and_no_log_odds(world: World, told: Topic) -> None:
    topics = [
        told,
        drivers.topic(world, world.dyad("Russia", "Iran", 2022), 2022),
        partners.topic(world, world.dyad("Russia", "Iran", 2022), 2022),
    ]
    text = " ".join(sentences(topic) for topic in topics)
    assert re.search(r"of all pairs about \d+ of 1[0,]+ make one", told.section.finding)
    assert "such pairs" not in text  # none were counted: the made-up edition has no backtest
    assert re.search(r"(almost certain|likely|a toss-up|unlikely|remote) \(", told.section.finding)
    assert "log-odds" not in text
    assert "logit" not in text
    assert "times as likely" in text


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (math.log(2), "2 times as likely"),
        (-math.log(2), "half as likely"),
        (0.05, "hardly any change"),
        (-0.4, "0.67 times as likely"),
    ],
)
def test_what_a_driver_does_in_words(size: float, words: str) -> None:
    assert drivers.times(size) == words


def test_old_inputs_are_told_with_their_years(told: Topic) -> None:
    note = next(note for note in told.section.notes if note.startswith("Like a forecaster"))
    assert "2020" in note or "2017" in note


def test_a_year_gone_by_is_no_forecast_that_could_have_been_made(world: World) -> None:
    topic = forecast.topic(world, world.dyad("Germany", "Russia", 1921), 1921)
    assert any("not a forecast that could have been made then" in note for note in topic.section.notes)


def test_skill_is_that_of_the_stored_backtest(world: World, tmp_path: Path) -> None:
    seen = made_up.with_model(tmp_path / "edition", [2022])
    pooled = {
        "model": "partnership",
        "kind": "all",
        "n": 500_000,
        "events": 4_000,
        "brier_skill": 0.123,
        "observed_expected_top1": 1.1,
        "interval": {"brier_skill": [0.1, 0.15]},
    }
    late = {"n": 400_000, "events": 3_000, "late": {**pooled, "brier_skill": 0.045}}
    document = {"tables": {"alignment-5": {"pooled": [pooled]}}, "delayed": {"alignment-5": late}}
    with storing(seen.manifest.folder, BACKTEST, made_from(seen.manifest)) as path:
        path.write_text(json.dumps(document), encoding="utf-8")
    seen = load(seen.manifest.folder)
    told = {year: " ".join(forecast.worth(seen, year)) for year in (2015, 2022)}
    assert "12.3 %" in told[2015]
    assert "4.5 %" in told[2022]
    assert "as old as today's" in told[2022]
    assert "today" not in told[2015]
    notes = " ".join(forecast.topic(seen, seen.dyad("Russia", "Iran", 2022), 2022).section.notes)
    assert told[2022] in notes


class TestNoForecast:
    def test_without_a_model(self, bare: World) -> None:
        topic = forecast.topic(bare, bare.dyad("Russia", "Iran", 2022), 2022)
        assert topic.facts["forecast"]["alignment"] is None
        assert "no forecasts" in topic.facts["forecast"]["why"]
        assert topic.section.charts == ()

    def test_of_another_model(self, world: World, tmp_path: Path) -> None:
        seen = made_up.with_model(tmp_path / "edition", [2022])
        with storing(seen.manifest.folder, MODEL, made_from(seen.manifest), fitted="f" * 12) as path:
            path.write_text("{}", encoding="utf-8")
        seen = load(seen.manifest.folder)
        found = prospects(seen, seen.dyad("Russia", "Iran", 2022), 2022)
        assert isinstance(found, Absent)
        assert "has changed since: result model/partnership.json" in found.why

    def test_as_of_an_earlier_year(self, world: World) -> None:
        seen = world.as_of(2012)
        topic = forecast.topic(seen, seen.dyad("Russia", "Iran", 2012), 2012)
        assert topic.facts["forecast"]["alignment"] is None
        assert "as of 2012" in topic.facts["forecast"]["why"]

    def test_before_the_first(self, world: World) -> None:
        found = prospects(world, world.dyad("Russia", "Iran", 1900), 1900)
        assert isinstance(found, Absent)
        assert str(EARLIEST) in found.why
        assert model.EARLIEST == EARLIEST

    def test_of_a_year_that_is_not_stored(self, world: World) -> None:
        found = prospects(world, world.dyad("Russia", "Iran", 1930), 1930)
        assert isinstance(found, Absent)
        assert "not stored" in found.why

    def test_of_a_state_outside_the_list(self, world: World) -> None:
        found = prospects(world, world.dyad("Tibet", "China", 1940), 1940)
        assert isinstance(found, Absent)
        assert "Correlates of War" in found.why


@pytest.fixture(scope="module")
def of_1938() -> tuple[World, Topic, list[str]]:
    seen = World(read_manifest())  # nobody has asked it before
    said: list[str] = []
    return seen, forecast.topic(seen, seen.dyad("Germany", "Soviet Union", 1938), 1938, said.append), said


class TestWorkedOut:
    """Years that are not stored are asked of the model itself."""

    def test_it_says_what_the_model_says(self, of_1938: tuple[World, Topic, list[str]]) -> None:
        seen, topic, said = of_1938
        if topic.facts["forecast"]["alignment"] is None:
            pytest.skip("this edition holds no model, or one of another version")
        model = store.load(seen)
        asked = model.forecast("Germany", "Soviet Union", 1938)
        found = topic.facts["forecast"]["alignment"]
        assert found["probability"]["5"] == pytest.approx(asked.probability[5], rel=2e-3)
        assert found["interval"]["5"] == pytest.approx(asked.interval[5], rel=5e-2)
        assert found["base_rate"]["5"] == pytest.approx(asked.base_rate[5], rel=2e-3)
        drivers_of = {
            each.driver: each.contribution for each in model.explain("Germany", "Soviet Union", 1938).drivers
        }
        assert {
            each["driver"]: each["contribution"] for each in topic.facts["forecast"]["drivers"]
        } == pytest.approx(drivers_of, abs=0.03)
        assert len(said) == 1
        assert "1938" in said[0]

    def test_what_is_not_worked_out_is_said(self, of_1938: tuple[World, Topic, list[str]]) -> None:
        topic = of_1938[1]
        if topic.facts["forecast"]["alignment"] is None:
            pytest.skip("this edition holds no model, or one of another version")
        assert [chart.id for chart in topic.section.charts] == ["forecast-place"]
        assert any("over the years is not shown" in note for note in topic.section.notes)


class TestSure:
    def part(self, name: str, size: float, low: float, high: float) -> Addend:
        return Addend(name, name, size, (low, high))

    def test_a_driver_in_doubt_neither_pushes_nor_holds(self) -> None:
        parts = (
            self.part("capability", 1.2, 0.5, 1.9),
            self.part("habit", 0.6, -0.1, 1.3),
            self.part("market rivalry", -0.3, -0.7, 0.1),
            self.part("grievance", -0.4, -0.6, -0.2),
        )
        found = Prospects("m", 2025, 1, {}, parts, {}, {}, {}, (), (2, 20, 0.1), {})
        pushing, holding, unsure = drivers._prose(found)
        assert pushing == "Pushing: capability."
        assert holding == "Holding: grievance."
        assert (
            unsure
            == "Whether these push or hold cannot be told for sure: ties and institutions so far and rivalry on markets."
        )

    def test_only_doubt(self) -> None:
        seen = load()
        found = Prospects(
            "m", 2025, 1, {}, (self.part("habit", 0.6, -0.1, 1.3),), {}, {}, {}, (), (2, 20, 0.1), {}
        )
        told = drivers._finding(seen.dyad("US", "UK", 2000), found)
        assert told.startswith(
            "Nothing sets the chance of the United States and the United Kingdom for sure apart"
        )


class TestRelation:
    def test_it_is_the_row_of_the_table(self) -> None:
        seen = load()
        name = relation.name_of(seen)
        if name is None:
            pytest.skip("this edition has no table of relations")
        topic = relation.topic(seen, seen.dyad("US", "UK", 2000), 2000)
        mean = seen.table("relations").filter(ccode1=2, ccode2=200, year=2000).collect()["mean"].item()
        assert topic.facts["relation"]["value"] == pytest.approx(mean)
        assert topic.facts["relation"]["interval"][0] < mean < topic.facts["relation"]["interval"][1]

    def test_an_earlier_world_has_the_filtered_score(self) -> None:
        seen = load().as_of(1990)
        if relation.name_of(seen) is None:
            pytest.skip("this edition has no table of relations")
        topic = relation.topic(seen, seen.dyad("US", "UK", 1990), 1990)
        assert topic.facts["relation"]["source"] == "relations_filtered"
        assert all(row["year"] <= 1990 for chart in topic.section.charts for row in chart.rows)

    def test_every_band_has_its_phrase(self) -> None:
        from westphalia.measures.relation.items import BANDS

        assert {band.name for band in BANDS} == set(relation.PHRASES)

    def test_no_word_where_nothing_was_seen(self) -> None:
        seen = load()
        name = relation.name_of(seen)
        if name is None:
            pytest.skip("this edition has no table of relations")
        topic = relation.topic(seen, seen.dyad("Ecuador", "Sweden", 1860), 1860)
        assert "is not known" in topic.section.finding
        assert "band" not in topic.facts["relation"]
        assert topic.section.prose == ()

    def test_it_says_what_it_rests_on(self) -> None:
        seen = load()
        if relation.name_of(seen) is None:
            pytest.skip("this edition has no table of relations")
        late = relation.topic(seen, seen.dyad("Russia", "Poland", 2020), 2020).section.prose[0]
        assert late.startswith("It rests on arms, votes and sanctions, and on what was coded by hand: ")
        assert "to 2014" in late
        early = relation.topic(seen, seen.dyad("US", "UK", 2000), 2000).section.prose
        assert not any("rests on" in text for text in early)


@pytest.mark.parametrize("count", [4, pytest.param(12, marks=pytest.mark.long)])
@pytest.mark.parametrize("which", ["world", "bare"])
def test_random_pairs_follow_the_schema_with_and_without_a_model(
    which: str, count: int, request: pytest.FixtureRequest
) -> None:
    seen: World = request.getfixturevalue(which)
    rng, validator = random.Random(1713), jsonschema.Draft202012Validator(schema())
    made = 0
    while made < count:
        year = rng.choice((*YEARS, 1850, 2025)) if which == "world" else rng.randint(1816, 2025)
        a, b = rng.sample(list(seen.members(year)), 2)
        if not any(first <= year <= last for first, last in shared(seen, a, b)):
            continue
        made += 1
        page = brief(seen, a, b, year, quick=True).page
        document = json.loads(json.dumps(page.document, allow_nan=False))
        assert [error.message for error in validator.iter_errors(document)] == [], (a, b, year)
        assert document["westphalia"]["model"] == seen.manifest.model
        for section in (section for section in page.sections if section.id in NEW):
            texts = [
                section.finding,
                *section.prose,
                *section.notes,
                *(chart.alt for chart in section.charts),
            ]
            assert all(text.strip() and "None" not in text and "nan" not in text.split() for text in texts), (
                a,
                b,
                year,
            )


def test_a_year_with_a_tie_in_it_is_told_where_nothing_was_forecast_before(tmp_path: Path) -> None:
    seen = made_up.with_model(tmp_path / "edition", [2001])
    said = forecast.topic(seen, seen.dyad("Russia", "Iran", 2001), 2001).section
    assert said.finding == (
        "Russia and Iran made a pact of at most four states and a defence cooperation agreement in 2001; "
        "there is no forecast from the end of 2000."
    )


def test_the_chance_of_the_year_before_stands_in_the_finding(tmp_path: Path) -> None:
    seen = made_up.with_model(tmp_path / "edition", [2000, 2001])
    dyad = seen.dyad("Russia", "Iran", 2001)
    before = prospects(seen, dyad, 2000)
    assert isinstance(before, Prospects)
    topic = forecast.topic(seen, dyad, 2001)
    wanted = f"at the end of 2000 the chance of a new tie within five years was {numbers.percent(before.chief.probability)}, "
    assert wanted in topic.section.finding
    assert f"{before.pairs:,} pairs" in topic.section.finding or "of 100 pairs" in topic.section.finding
    assert topic.section.prose[-1] == "The figures below are of a further tie after the one of this year."


def test_pairs_are_told_as_such_pairs_only_where_they_were_counted(tmp_path: Path) -> None:
    seen = made_up.with_model(tmp_path / "edition", [2022])
    groups = [{"forecast": 0.001, "share": 0.0, "n": 900}, {"forecast": 0.05, "share": 0.07, "n": 400}]
    with storing(seen.manifest.folder, BACKTEST, made_from(seen.manifest)) as path:
        path.write_text(
            json.dumps({"tables": {}, "delayed": {}, "reliability": {"alignment-5": groups}}),
            encoding="utf-8",
        )
    seen = load(seen.manifest.folder)
    assert store.counted(seen, 0.04) == groups[1]
    assert (
        forecast._such(seen, 0.04)
        == ": about 7 of 100 of the 400 forecasts most like it since 1950 (5.0 % on average) came true"
    )
    assert forecast._such(seen, 0.0005).startswith(": none of the 900 forecasts")
    assert (
        "forecasts most like it"
        in forecast.topic(seen, seen.dyad("Russia", "Iran", 2022), 2022).section.finding
    )
