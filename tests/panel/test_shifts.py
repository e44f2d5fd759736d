"""Lags, leads and differences, filters by day and size, and the preview at the prompt."""

from __future__ import annotations

import polars as pl
import pytest

from westphalia import cli, panel
from westphalia.errors import NotUnderstood
from westphalia.record.world import load

WORLD = load()


def states(*years, **how):
    return panel.state_years(WORLD, years, **how)


class TestShifts:
    def test_a_lag_is_the_value_of_the_year_before_also_before_the_first(self):
        long = states(1980, 1992).add("capabilities").collect()
        known = {
            (code, year): value for code, year, value in long.select("ccode", "year", "cinc").iter_rows()
        }
        for by in (1, 3):
            rows = (
                states(1985, 1990)
                .add("capabilities")
                .lag("cinc", by=by)
                .lead("cinc", by=2)
                .difference("cinc", by=by)
                .collect()
            )
            assert rows.height == states(1985, 1990).collect().height
            for row in rows.iter_rows(named=True):
                before = known.get((row["ccode"], row["year"] - by))
                assert row[f"cinc_lag{by}"] == before
                assert row["cinc_lead2"] == known.get((row["ccode"], row["year"] + 2))
                expected = None if before is None or row["cinc"] is None else row["cinc"] - before
                assert row[f"cinc_diff{by}"] == expected

    def test_gaps_are_respected(self):
        rows = states(1938, 1947).add("capabilities").lag("cinc").collect()  # Poland: none in 1940-44
        poland = dict(rows.filter(ccode=290).select("year", "cinc_lag1").iter_rows())
        assert set(poland) & set(range(1940, 1945)) == set()
        assert poland[1945] is None
        assert poland[1939] is not None

    def test_pairs_of_which_a_filter_drops_the_year_before(self):
        bare = panel.dyad_years(WORLD, (1990, 1995), directed=False).add("disputes")
        whole = bare.lag("gmlmidonset").collect()
        relevant = bare.filter(politically_relevant=True).lag("gmlmidonset").collect()
        key = ["ccode1", "ccode2", "year"]
        assert relevant.equals(relevant.select(key).join(whole, on=key, how="left", maintain_order="left"))

    def test_years_of_peace_are_lagged_along_the_rows_of_the_panel(self):
        asked = (
            panel.dyad_years(WORLD, (1980, 1990), directed=False)
            .filter(politically_relevant=True)
            .add("disputes", "spells")
        )
        rows = asked.lag("gmlmidspell").collect()
        known = {
            tuple(row[:3]): row[3]
            for row in rows.select("ccode1", "ccode2", "year", "gmlmidspell").iter_rows()
        }
        for one, two, year, lag in rows.select("ccode1", "ccode2", "year", "gmlmidspell_lag1").iter_rows():
            assert lag == known.get((one, two, year - 1))

    def test_lags_of_lags_merged_columns_and_blocks(self):
        mine = pl.DataFrame({"ccode": [2, 2, 2], "year": [1999, 2000, 2001], "x": [1, 2, 4]})
        asked = states(2000, 2002).merge(mine, on=["ccode", "year"]).lag("x").difference("x")
        rows = asked.collect().filter(ccode=2)
        assert rows["x_lag1"].to_list() == [1, 2, 4]
        assert rows["x_diff1"].to_list() == [1, 2, None]
        twice = states(2000, 2003).add("capabilities").lag("cinc").lag("cinc_lag1")
        once = (
            states(2000, 2003).add("capabilities").lag("cinc", by=2).collect().filter(pl.col("year") > 2001)
        )
        assert (
            twice.collect()
            .filter(pl.col("year") > 2001)["cinc_lag1_lag1"]
            .equals(once["cinc_lag2"], check_names=False)
        )
        from westphalia.panel.blocks import blocks

        assert pl.concat(blocks(twice, 50)).equals(twice.collect())

    def test_draws_of_a_lag_are_those_of_the_column(self):
        asked = states(1990, 1992).add("gdp").lag("mrgdppc")
        frame = asked.draws(2).collect()
        one, two = (frame.filter(draw=n).sort("ccode", "year") for n in (1, 2))
        assert not one["mrgdppc_lag1"].equals(two["mrgdppc_lag1"])
        for draw in (one, two):
            known = {tuple(row[:2]): row[2] for row in draw.select("ccode", "year", "mrgdppc").iter_rows()}
            for code, year, lag in (
                draw.filter(pl.col("year") > 1990).select("ccode", "year", "mrgdppc_lag1").iter_rows()
            ):
                assert lag == known.get((code, year - 1))

    def test_the_codebook_says_what_they_are(self):
        asked = states(2000, 2001).add("capabilities").lag("cinc", by=5)
        assert asked.columns["cinc_lag5"] == "lag"
        said = {row["column"]: row["description"] for row in asked.describe().iter_rows(named=True)}
        assert said["cinc_lag5"] == "cinc 5 years before, of the same state or pair"

    def test_what_is_not_understood(self):
        asked = states(2000, 2001).add("capabilities")
        with pytest.raises(NotUnderstood, match="cinc"):
            asked.lag("cincs")
        with pytest.raises(NotUnderstood, match="1 or more"):
            asked.lag("cinc", by=0)
        with pytest.raises(NotUnderstood, match="several in a year"):
            panel.leader_years(WORLD, (1990, 1991)).add("capabilities").lag("cinc")
        with pytest.raises(NotUnderstood, match="already"):
            asked.lag("cinc").lag("cinc")


class TestFilters:
    def test_states_by_the_day(self):
        frames = {day: states(1990, 1993).filter(day=day).collect() for day in ("any", "first", "last")}
        codes = {day: set(frame.select("ccode", "year").iter_rows()) for day, frame in frames.items()}
        assert codes["first"] | codes["last"] == codes["any"]
        assert (265, 1990) in codes["first"] - codes["last"]  # East Germany, to 2 October
        assert (316, 1993) in codes["first"]  # the Czech Republic, from 1 January
        assert (331, 1992) in codes["last"] - codes["first"]  # San Marino, from 2 March
        pairs = panel.dyad_years(WORLD, (1990, 1990)).filter(day="last").collect()
        assert 265 not in set(pairs["ccode1"]) | set(pairs["ccode2"])

    def test_microstates(self):
        for system, key, small in (("cow", "ccode", 221), ("gw", "gwcode", 221)):
            asked = states(2000, 2000, system=system)
            kept = asked.filter(microstates=False)
            assert small in asked.collect()[key].to_list()
            assert small not in kept.collect()[key].to_list()
            assert kept.dropped()["microstates"] == asked.collect().height - kept.collect().height > 10

    def test_every_row_that_goes_is_counted_once(self):
        asked = panel.dyad_years(WORLD, (1990, 1991))
        kept = asked.filter(day="first", microstates=False, politically_relevant=True)
        assert kept.rows.height + sum(kept.dropped().values()) == asked.rows.height


class TestPrompt:
    def run(self, capsys, text):
        status = cli.run(text.split())
        return status, capsys.readouterr()

    def test_a_preview(self, capsys):
        status, said = self.run(
            capsys, "panel state-year --years 2000:2002 --add capabilities --lag cinc:5 --difference milex"
        )
        assert status == 0
        assert "cinc_lag5" in said.out
        assert "milex_diff1" in said.out
        assert "574 rows" in said.err
        assert len(said.out.splitlines()) == 12

    def test_filters_and_what_is_no_column(self, capsys):
        status, said = self.run(
            capsys, "panel state-year --years 1990:1990 --filter last-day --filter no-microstates"
        )
        assert (status, "left out: not in the system on the last day" in said.err) == (0, True)
        assert self.run(capsys, "panel state-year --years 1990:1990 --lag year:x")[0] == 2
        assert self.run(capsys, "panel state-year --years 1990:1990 --lag cinc")[0] == 2
