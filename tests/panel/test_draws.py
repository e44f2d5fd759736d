"""Draws of panels: one draw a quantity in every row, nothing else changed, the same in whatever order; codings chosen together."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

import westphalia as wp
from westphalia.cli import cli
from westphalia.errors import NotUnderstood
from westphalia.panel import blocks as module
from westphalia.panel.additions import ADDITIONS
from westphalia.panel.pooling import choices, coded, estimated

KEYS = ["ccode1", "ccode2", "year"]


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def pairs(world):
    asked = wp.panel.dyad_years(world, (1989, 1990), directed=False)
    return asked.add(
        "gdp", "weak-link-income", "majors", "measure-ideal_point_gap", "measure-relation", "alliances"
    )


@pytest.fixture(scope="module")
def drawn(pairs):
    return pairs.draws(4).collect()


def test_every_draw_has_the_rows_of_the_panel(pairs, drawn):
    plain = pairs.collect()
    assert drawn.columns == [*KEYS, "draw", *plain.columns[3:]]
    assert dict(drawn.schema) == {**plain.schema, "draw": pl.Int64}
    assert drawn["draw"].unique().sort().to_list() == [1, 2, 3, 4]
    for number in range(1, 5):
        draw = drawn.filter(draw=number)
        uncertain = pairs.draws(1).drawn()
        assert draw.drop("draw", *uncertain).equals(plain.drop(uncertain))
        assert draw.select(uncertain).null_count().equals(plain.select(uncertain).null_count())


def test_a_state_has_one_draw_in_all_its_rows(drawn):
    sides = [
        drawn.select("draw", "year", pl.col(f"ccode{n}").alias("ccode"), pl.col(f"mrgdppc{n}").alias("income"))
        for n in "12"
    ]  # fmt: skip
    states = pl.concat(sides).group_by("draw", "year", "ccode").agg(pl.col("income").n_unique().alias("values"), pl.col("income").first())  # fmt: skip
    assert states["values"].max() == 1
    known = states.drop_nulls().group_by("year", "ccode").agg(pl.col("income").n_unique())
    assert known["income"].min() == 4


def test_columns_made_from_draws_are_those_of_the_draws(world, drawn):
    """The poorer of two is the poorer in this draw, and the gap of two ideal points is the gap of the two drawn."""
    poorer = drawn.drop_nulls("minmgdppc")
    assert (poorer["minmgdppc"] == poorer.select(pl.min_horizontal("mrgdppc1", "mrgdppc2")).to_series()).all()
    turned = drawn.drop_nulls("minmgdppc").with_columns(
        (pl.col("mrgdppc1") < pl.col("mrgdppc2")).alias("first")
    )
    assert turned.group_by(KEYS).agg(pl.col("first").n_unique())["first"].max() == 2
    gaps = drawn.filter(year=1990).drop_nulls("ideal_point_gap")
    three = gaps.filter(draw=2).filter(pl.col("ccode1").is_in([2, 200]) & pl.col("ccode2").is_in([200, 365]))
    one, other, whole = sorted(three["ideal_point_gap"].to_list())
    assert one + other == pytest.approx(whole, abs=1e-9)
    assert gaps.group_by(KEYS).agg(pl.col("ideal_point_gap").n_unique())["ideal_point_gap"].min() == 4


def test_draws_hang_on_seed_number_and_nothing_else(world, pairs, drawn):
    assert pairs.draws(2).collect().equals(drawn.filter(pl.col("draw") <= 2))
    few = wp.panel.dyad_years(world, (1990, 1990)).filter(majors=True).add("measure-relation", "gdp").draws(4)
    met = few.collect().join(drawn, on=[*KEYS, "draw"])
    assert met.height > 1000
    for name in ("mrgdppc1", "pwtpop2", "relation"):
        assert (met[name] == met[f"{name}_right"]).drop_nulls().all()
    again = pairs.draws(1, seed=2).collect()
    assert (again["mrgdppc1"] != drawn.filter(draw=1)["mrgdppc1"]).drop_nulls().mean() > 0.99


def test_blocks_and_queries_and_files_are_the_draws(pairs, drawn, tmp_path, monkeypatch):
    two = drawn.filter(pl.col("draw") <= 2)
    monkeypatch.setattr(module, "LARGE", 0)
    monkeypatch.setattr(module, "BLOCK", 100_000)
    asked = pairs.draws(2)
    pieces = list(asked)
    assert len(pieces) > 10
    assert pl.concat(pieces).equals(two)
    counted = asked.lazy().filter(pl.col("mrgdppc1") > 5000).group_by("draw").len().sort("draw").collect()
    assert counted["len"].to_list() == [two.filter(pl.col("mrgdppc1") > 5000, draw=n).height for n in (1, 2)]
    assert asked.sink(tmp_path / "draws.parquet") == two.shape
    assert pl.read_parquet(tmp_path / "draws.parquet").equals(two)
    asked.sink(tmp_path / "draws.csv")
    book = pl.read_csv(tmp_path / "draws.codebook.csv")
    assert book.filter(column="draw")["description"].item() == "Number of the draw"
    assert book["column"].to_list() == two.columns
    said = pl.read_parquet_metadata(tmp_path / "draws.parquet")["westphalia"]
    assert '"persistence": 0.0' in said
    assert '"minmgdppc"' in said


def test_a_file_for_stata_holds_all_draws(world, tmp_path):
    pandas = pytest.importorskip("pandas")
    asked = wp.panel.state_years(world, (1990, 1990)).add("gdp").draws(3)
    assert asked.sink(tmp_path / "draws.dta") == asked.collect().shape
    assert pandas.read_stata(tmp_path / "draws.dta")["draw"].nunique() == 3


def test_errors_that_persist_move_a_state_up_or_down_for_all_years(world):
    asked = wp.panel.state_years(world, (1980, 1999)).add("gdp")
    plain = asked.collect()["mrgdppc"]
    spread = {}
    for persistence in (0.0, 1.0):
        rows = asked.draws(1, persistence=persistence).collect()
        ratio = rows.with_columns((pl.col("mrgdppc").log() - plain.log()).alias("error")).drop_nulls("error")
        spread[persistence] = ratio.group_by("ccode").agg(pl.col("error").std()).drop_nulls()["error"].mean()
    assert spread[1.0] < 0.05 * spread[0.0]


def test_leaders_have_draws_of_their_own(world):
    asked = wp.panel.leader_years(world, (1960, 1964)).add("lwuf", "majors")
    rows = asked.draws(3).collect()
    assert rows.height == 3 * asked.collect().height
    kennedy = rows.filter(obsid="USA-1961")
    assert kennedy.group_by("draw").agg(pl.col("theta2_mean").n_unique())["theta2_mean"].to_list() == [
        1,
        1,
        1,
    ]
    assert kennedy["theta2_mean"].n_unique() == 3


def test_what_is_uncertain_is_declared():
    assert {each.name for each in ADDITIONS.values() if estimated(each)} == {
        "gdp", "gdp-as-listed", "weak-link-income", "weak-link-income-as-listed", "democracy-indices", "territorial-threat", "lwuf", "ideal-points", "ideal-points-all",
        "ideal-points-human-rights", "ideal-points-middle-east", "ideal-points-nuclear",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", [each.name for each in ADDITIONS.values() if estimated(each) and each.base is None]
)
def test_what_is_declared_uncertain_is(world, name):
    """No column is said to be drawn whose source says nothing of it: draws differ in it, and in no other of the addition."""
    asked = (
        wp.panel.leader_years(world, (1995, 2000))
        if name == "lwuf"
        else wp.panel.state_years(world, (1995, 2000))
    )
    one, two = (asked.add(name).draws(2).collect().filter(draw=n) for n in (1, 2))
    differing = {column for column in one.columns if not one[column].equals(two[column], null_equal=True)}
    assert differing == {"draw", *estimated(ADDITIONS[name])}


@pytest.mark.parametrize("of", choices())
def test_codings_are_declared_both_ways(of):
    for each in ADDITIONS.values():
        if each.coding is not None and each.coding.of == of:
            assert set(coded(each)) == set(choices()[of])
            for other in coded(each).values():
                assert set(coded(other)) == set(choices()[of])
                assert [field.absent for field in other.fields] == [field.absent for field in each.fields]
                assert other.kind == each.kind


def test_codings_are_chosen_together_and_in_years_that_all_cover(world):
    asked = wp.panel.dyad_years(world, (2005, 2014), directed=False).filter(majors=True, carry="last")
    asked = asked.add("disputes", "spells", "majors")
    rows = asked.draws(8, codings=["disputes"]).collect()
    plain = asked.add("cow-disputes", "cow-spells").collect()
    taken = dict(rows.select("draw", "coding_disputes").unique().iter_rows())
    assert set(taken.values()) == {"gml", "cow"}
    assert rows.columns == [
        *KEYS,
        "draw",
        "coding_disputes",
        "gmlmidongoing",
        "gmlmidonset",
        "gmlmidspell",
        "cowmaj1",
        "cowmaj2",
    ]
    for number, which in taken.items():
        draw = rows.filter(draw=number)
        for name in ("midongoing", "midonset", "midspell"):
            expected = plain.with_columns(
                pl.when(pl.col("year") <= 2010).then(pl.col(f"{which}{name}")).alias("x")
            )["x"]
            assert draw[f"gml{name}"].equals(expected, null_equal=True)
    assert (plain["gmlmidspell"] != plain["cowmidspell"]).any()


def test_codings_are_chosen_about_equally_often(world):
    asked = wp.panel.dyad_years(world, (1990, 1990)).add("sanctions").draws(400, codings=["sanctions"])
    taken = [asked.chosen(number)["sanctions"] for number in range(1, 401)]
    assert 150 < taken.count("ties") < 250
    assert {"gsdb_4", "ties_4"} <= {each.id.removesuffix("_0") for each in asked.cite()}


def test_leader_rows_take_codings_too(world):
    asked = wp.panel.leader_dyad_years(world, (1962, 1962), directed=False).add("disputes")
    rows = asked.draws(6, codings=["disputes"]).collect()
    assert (
        rows.group_by("coding_disputes").agg(pl.col("gmlmidongoing").mean())["gmlmidongoing"].n_unique() == 2
    )


@pytest.mark.parametrize(
    ("names", "options", "what"),
    [
        (("alliances",), {}, r"No column .* These are: .*gdp.*Add one of them"),
        (("gdp",), {"n": 0}, "no 0 draws"),
        (("gdp",), {"persistence": 2}, "persistence of 2"),
        (("gdp",), {"codings": ["disputs"]}, "Did you mean disputes"),
        (("gdp",), {"codings": ["disputes"]}, r"No column .* disputes.*Add one of: disputes, cow-disputes"),
        (("ideal-points-legacy",), {}, "No column"),
    ],
)
def test_what_cannot_be_drawn_is_said(world, names, options, what):
    asked = wp.panel.dyad_years(world, (1990, 1990)).add(*names)
    with pytest.raises(NotUnderstood) as failed:
        asked.draws(**{"n": 2, **options})
    assert np.all([part in str(failed.value) for part in what.split(".*") if part.isalpha()])
    assert failed.match(r"(?s)" + what)


def test_a_column_called_draw_is_in_the_way(world):
    mine = pl.DataFrame({"ccode": [2], "draw": [1]})
    with pytest.raises(NotUnderstood, match="'draw' already, from merged"):
        wp.panel.state_years(world, (1990, 1990)).add("gdp").merge(mine, "ccode").draws(2)


def command(*words: str):
    return CliRunner().invoke(
        cli, ["panel", "state-year", "--years", "1988:1990", *words], catch_exceptions=False
    )


def test_the_command_writes_the_draws_and_says_what_is_drawn(world, tmp_path):
    path = tmp_path / "draws.parquet"
    told = command(
        "--add",
        "gdp,state-disputes",
        "--draws",
        "3",
        "--seed",
        "7",
        "--codings",
        "disputes",
        "--cite",
        "-o",
        str(path),
    )
    assert told.exit_code == 0
    asked = wp.panel.state_years(world, (1988, 1990)).add("gdp", "state-disputes")
    assert pl.read_parquet(path).equals(asked.draws(3, 7, codings=["disputes"]).collect())
    assert "3 draws of mrgdppc, pwtrgdp, pwtpop; years drawn as independent." in told.stderr
    assert "Codings of disputes: " in told.stderr
    assert "Palmer" in told.stdout
    told = command("--add", "gdp", "--draws", "2", "--persistence", "0.9", "-o", str(path))
    assert "errors of successive years correlated at 0.9" in told.stderr


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--add", "majors", "--draws", "2"), "No column of the panel is an estimate"),
        (("--add", "gdp", "--draws", "0"), "Invalid value for '--draws'"),
        (("--add", "gdp", "--draws", "2", "--persistence", "2"), "Invalid value for '--persistence'"),
        (("--add", "state-disputes", "--codings", "disputes"), "--draws 50 --codings disputes"),
    ],
)
def test_the_command_says_what_cannot_be_drawn(tmp_path, words, what):
    told = CliRunner().invoke(
        cli, ["panel", "state-year", "--years", "1990:1990", *words, "-o", str(tmp_path / "draws.csv")]
    )
    assert told.exit_code
    assert what in told.stderr + str(told.exception)
    assert not list(tmp_path.iterdir())
