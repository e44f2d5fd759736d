"""Readers of open releases: the publisher's own files give the tables of the edition, a newer one adds to them, and a file that is not whole is told."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import polars as pl
import pytest

import westphalia as wp
from sources.adapters import ideal_points as stata
from sources.adapters.vdem import UNCODED
from sources.rdata import read_r
from sources.source import Inputs
from westphalia.errors import NotUnderstood
from westphalia.record.manifest import SHIPPED
from westphalia.record.new_edition import NewEdition, make
from westphalia.record.readers.ucdp import SIDES
from westphalia.record.readers.vdem import INDICES
from westphalia.record.releases import OPEN
from westphalia.record.verify import verify


@pytest.fixture
def world(tmp_path):
    return wp.load(SHIPPED, user=tmp_path / "own")


@pytest.fixture
def files(inputs, tmp_path):
    """Write the files of a release as distributed, each changed by a function of its text."""

    def written(kind, **changes):
        found = []
        for called, path in PUBLISHED[kind](inputs.root, tmp_path).items():
            target = tmp_path / "changed" / path.name
            target.parent.mkdir(exist_ok=True)
            text = path.read_text(encoding="latin-1")
            target.write_text(changes.get(called, str)(text), encoding="latin-1")
            found.append(target)
        return found

    return written


def atop(root: Path, _: Path) -> dict[str, Path]:
    return {name: root / "atop_5_1" / file for name, file in (("phases", "atop5_1aph.csv"), ("members", "atop5_1m.csv"))}  # fmt: skip


def dcad(root: Path, _: Path) -> dict[str, Path]:
    return {"rows": root / "dcad" / "DCAD-v1.0-main.csv"}


def ucdp(root: Path, folder: Path) -> dict[str, Path]:
    """Write one row a conflict-year, as distributed, from the combinations that the R package carries."""
    rows = read_r(root / "peace_science" / "ucdp_acd.rda")
    constant = [name for name in rows.columns if name not in SIDES]
    words = {"type_of_conflict": {"extrasystemic": 1, "interstate": 2, "intrastate": 3, "II": 4}, "incompatibility": {"territory": 1, "government": 2, "both": 3}}  # fmt: skip
    codes = [pl.col(name).drop_nulls().unique().sort().cast(pl.String).str.join(", ") for name in SIDES]
    rows = rows.group_by(constant, maintain_order=True).agg(codes).with_columns(
        *(pl.col(name).replace_strict(said) for name, said in words.items()),
        pl.lit("Somewhere, Elsewhere").alias("location"), pl.lit("25.1").alias("version"),
    )  # fmt: skip
    rows.select("conflict_id", "location", *constant[1:], *SIDES, "version").write_csv(folder / "UcdpPrioConflict_v25_1.csv")  # fmt: skip
    return {"rows": folder / "UcdpPrioConflict_v25_1.csv"}


def vdem(root: Path, folder: Path) -> dict[str, Path]:
    """Write the columns that are read, with some that are not, from what the R package carries."""
    rows = read_r(root / "democracy" / "vdem_simple.rda")
    code = pl.coalesce("cown", "GWn", pl.col("vdem_country_name").replace_strict(UNCODED, default=None, return_dtype=pl.Int64))  # fmt: skip
    rows.select(
        pl.col("vdem_country_name").alias("country_name"), "country_text_id", "country_id", "year", pl.lit("a, b").alias("histname"),
        code.alias("COWcode"), *INDICES,
    ).write_csv(folder / "V-Dem-CY-Core-v15.csv")  # fmt: skip
    return {"rows": folder / "V-Dem-CY-Core-v15.csv"}


def ideal_points(root: Path, folder: Path) -> dict[str, Path]:
    """Write the series that newer releases have, tabs between fields as the Dataverse has it, from the file of Stata."""
    rows = stata.ideal_points(Inputs(root))
    names = {name.lower().replace("%", ""): name for name in ("NVotesFP", "IdealPointFP", "Q5%FP", "Q10%FP", "Q50%FP", "Q90%FP", "Q95%FP")}  # fmt: skip
    rows = rows.select(
        pl.col("ccode").cast(pl.Int64), pl.lit("XXX").alias("iso3c"), pl.lit("A, B").alias("Countryname"), pl.col("year").cast(pl.Int64),
        *(pl.col(old).alias(new) for old, new in names.items()),
    )  # fmt: skip
    rows.write_csv(folder / "Idealpoints.tab", separator="\t", null_value="NA", quote_style="non_numeric")
    return {"rows": folder / "Idealpoints.tab"}


def un_votes(root: Path, folder: Path) -> dict[str, Path]:
    """Write the late sessions with some columns and rows that are not read, and who was absent."""
    rows = pl.read_csv(root / "un_votes" / "votes_2020_2022.csv.gz")
    others = pl.DataFrame({"resid": [1001, 76001], "ccode": [2, 31], "date": ["1946-01-01", "2021-11-01"], "vote": [1, 8]})  # fmt: skip
    rows = pl.concat([others.cast(rows.schema), rows])
    rows.select(pl.lit("a, b").alias("short"), "resid", "ccode", "date", "vote").write_csv(folder / "UNVotes.csv")  # fmt: skip
    return {"rows": folder / "UNVotes.csv"}


PUBLISHED = {
    "un-votes": un_votes,
    "ideal-points": ideal_points,
    "atop": atop,
    "dcad": dcad,
    "ucdp": ucdp,
    "vdem": vdem,
}
VERSIONS = {"ideal-points": "July 2025", "un-votes": "of 2025"}  # fmt: skip


def line_like(text: str, first: str, by: str = ",", **values: object) -> str:
    """Return a text with one line more: like the first that begins with something, with other values."""
    names = [name.strip('"') for name in text.splitlines()[0].split(by)]
    line = next(line for line in text.splitlines() if line.startswith(first)).split(by)
    for name, value in values.items():
        line[names.index(name)] = str(value)
    return text.rstrip("\n") + "\n" + by.join(line) + "\n"


def told(made: NewEdition) -> dict[str, tuple[int, int, int]]:
    return {each.table: (each.came, each.went, each.changed) for each in made.changes}


def opened(made: NewEdition, world):
    return wp.load(made.name, user=world.user.folder)


@pytest.mark.parametrize("kind", PUBLISHED)
def test_the_release_that_ships_gives_its_tables_to_the_byte(world, files, kind):
    version = VERSIONS.get(kind, "")
    made = make(world, OPEN[kind], files(kind), version)
    assert {each.table: each.status for each in made.changes} == dict.fromkeys(OPEN[kind].tables, "same")
    new = opened(made, world)
    assert (made.stale, made.older) == ((), ())
    assert all(finding.whole for finding in verify(new, OPEN[kind].tables))
    source = OPEN[kind].source
    if kind != "un-votes":  # whose version is a sentence
        assert new.manifest.sources[source]["version"] == world.manifest.sources[source]["version"]
        assert new.manifest.sources[source]["title"] == world.manifest.sources[source]["title"]
    for name in OPEN[kind].tables:
        assert new.manifest.tables[name]["coverage"] == world.manifest.tables[name]["coverage"]
        assert new.manifest.tables[name]["notes"][-1].startswith("Read from ")


@pytest.mark.parametrize("kind", PUBLISHED)
def test_files_in_any_order_and_not_one_too_many(world, files, kind):
    paths = files(kind)
    release = OPEN[kind]
    assert list(release.read(paths[::-1])) == list(release.read(paths))[::-1]
    with pytest.raises(NotUnderstood, match="are both"):
        release.read([*paths, paths[0]])
    if len(paths) > 1:
        with pytest.raises(NotUnderstood, match="is missing"):
            release.read(paths[:1])


@pytest.mark.parametrize("kind", PUBLISHED)
def test_a_file_that_is_cut_or_has_another_name_of_a_column(world, files, kind):
    for called, layout in OPEN[kind].files.items():
        cut = files(
            kind,
            **{called: lambda text: re.sub(r"[,\t][^,\t]*[,\t][^,\t]*$", "", text[: int(len(text) * 0.7)])},
        )
        with pytest.raises(NotUnderstood, match="cut off"):
            make(world, OPEN[kind], cut)
        column = list(layout.columns)[-2]
        other = files(kind, **{called: lambda text, column=column: text.replace(column, f"{column}x", 1)})
        with pytest.raises(NotUnderstood, match=f"lacks columns: .*{column}"):
            make(world, OPEN[kind], other)
    assert not world.user.folder.exists()


class TestAtop:
    def test_a_pact_signed_since(self, world, files):
        paths = files(
            "atop",
            phases=lambda text: line_like(text, "1010,", atopid=9001, begyr=2020, begmo=6, begday=1, endyr=0, endmo=0, endday=0),
            members=lambda text: line_like(
                line_like(text, "1010,", atopid=9001, member=2, yrent=2020, moent=6, dayent=1, yrexit=0, moexit=0, dayexit=0),
                "1010,", atopid=9001, member=20, yrent=2020, moent=6, dayent="", yrexit=0, moexit=0, dayexit=0,
            ),
        )  # fmt: skip
        made = make(world, OPEN["atop"], paths, "5.2", 2021)
        new = opened(made, world)
        assert told(made)["alliances"] == (1, 0, 0)
        assert told(made)["alliance_members"] == (2, 0, 0)
        assert told(made)["pacts"] == (2, 0, 0)
        assert new.coverage("pacts") == (1815, 2021)
        assert new.span("alliances", "start") == (1815, 2021)
        years = new.table("pact_dyad_years").filter(ccode1=2, ccode2=20).collect()["year"].to_list()
        assert years[-1] == 2021
        assert new.manifest.tables["pact_dyad_years"]["sources"] == ["atop_5_1"]
        assert new.manifest.sources["atop_5_1"]["citation"].endswith("Data: version 5.2.")
        assert made.older == ("relations", "relations_filtered")
        assert new.manifest.tables["relations"]["notes"][-1] == "Made when the release of atop_5_1 was 5.1, and left as it was."  # fmt: skip
        assert new.as_of(2019).table("pacts").filter(atopid=9001).collect().is_empty()
        assert new.table("alliances").filter(atopid=1010).collect().drop("bilateral").equals(
            world.table("alliances").filter(atopid=1010).collect().drop("bilateral")
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({"begmo": 13}, "begmo is no month"),
            ({"begmo": 2, "begday": 30}, "begday is no day of its month"),
            ({"begyr": 0}, "begyr is no year"),
            ({"defense": 3}, "defense is neither 0 nor 1"),
            ({"endyr": 99999999999999999999}, "too large"),
            ({}, "are there twice"),
        ],
    )
    def test_faults_in_a_line(self, world, files, values, says):
        more = {} if not values else {"atopid": 9001}
        paths = files("atop", phases=lambda text: line_like(text, "1010,", **more, **values))
        with pytest.raises(NotUnderstood, match=says):
            make(world, OPEN["atop"], paths)

    def test_a_member_that_is_no_state(self, world, files):
        paths = files("atop", members=lambda text: line_like(text, "1010,", member=998))
        with pytest.raises(NotUnderstood, match="codes of no state of either list: 998"):
            make(world, OPEN["atop"], paths)
        assert not world.user.folder.exists()


class TestDcad:
    def test_an_agreement_signed_since(self, world, files):
        paths = files("dcad", rows=lambda text: line_like(text, "2,USA,20,CAN,1,4,1984", signYear=2014, EIFYear=2014, endYearEstimate=2020, DCAid="DCADv1.0-9999"))  # fmt: skip
        made = make(world, OPEN["dcad"], paths, "2.0", 2020)
        new = opened(made, world)
        assert told(made)["defence_agreements"][:2] == (1, 0)
        assert new.coverage("defence_agreements") == (1980, 2020)
        row = new.table("defence_agreements").filter(dcaid="DCADv1.0-9999").collect().row(0, named=True)
        assert (row["signed"].year, row["end"]) == (2014, None)
        assert new.manifest.sources["dcad_1"]["title"].endswith("Dataset 2.0")

    @pytest.mark.parametrize(
        ("values", "says"),
        [({}, "the DCAid repeats"), ({"signMonth": 14, "DCAid": "x"}, "no month"), ({"ccode1": 0, "DCAid": "x"}, "no Correlates of War code")],
    )  # fmt: skip
    def test_faults_in_a_line(self, world, files, values, says):
        paths = files("dcad", rows=lambda text: line_like(text, "2,USA,20,CAN,1,4,1984", **values))
        with pytest.raises(NotUnderstood, match=says):
            make(world, OPEN["dcad"], paths)


class TestUcdp:
    def test_a_year_more_with_several_states_on_a_side(self, world, files):
        more = '13246,"Russia, Ukraine",2025,,1,2,2,2014-07-08,1,2022-02-24 00:00:00,1,0,,365,,369,"2, 200, 1",26.1\n'

        def longer(text):
            names = text.splitlines()[0].split(",")
            order = ["conflict_id", "location", "year", "", "incompatibility", "intensity_level", "type_of_conflict", "start_date", "start_prec",
                     "start_date2", "start_prec2", "ep_end", "ep_end_date", *SIDES, "version"]  # fmt: skip
            cells = dict(zip(order, next(iter(csv.reader([more]))), strict=True))
            return text.replace(",25.1\n", ",26.1\n") + ",".join(f'"{cells[name]}"' for name in names) + "\n"

        made = make(world, OPEN["ucdp"], files("ucdp", rows=longer))
        new = opened(made, world)
        assert told(made) == {"armed_conflicts": (1, 0, 0), "armed_conflict_parties": (4, 0, 0)}
        assert new.coverage("armed_conflicts")[1] == 2025
        row = new.table("armed_conflicts").filter(conflict_id=13246, year=2025).collect().row(0, named=True)
        assert (row["kind"], row["intensity"], row["episode_start"].isoformat()) == ("interstate", 2, "2022-02-24")  # fmt: skip
        parties = new.table("armed_conflict_parties").filter(conflict_id=13246, year=2025).collect()
        assert sorted(parties.select("ccode", "side", "role").rows()) == [
            (2, "B", "secondary"), (200, "B", "secondary"), (365, "A", "primary"), (369, "B", "primary")
        ]  # fmt: skip
        before, after = (sum(each.manifest.tables["armed_conflict_parties"]["dropped"].values()) for each in (world, new))  # fmt: skip
        assert after == before + 1
        assert new.manifest.sources["ucdp_acd_25_1"]["title"] == "UCDP/PRIO Armed Conflict Dataset 26.1"
        assert "version 26.1" in new.manifest.sources["ucdp_acd_25_1"]["citation"]
        assert new.as_of(2024).table("armed_conflicts").filter(year=2025).collect().is_empty()

    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            (",1946-", ",46-", "start_date is no day"),
            (",1,2,", ",1,9,", "is not 1 to"),
            ("\n", "\n,", "fields where the names"),
            (',"Somewhere, Elsewhere",', ",Somewhere, Elsewhere,", "unquoted comma"),
        ],
    )
    def test_faults_in_a_line(self, world, files, old, new, says):
        def harmed(text):
            head, _, rest = text.partition("\n")
            return f"{head}\n{rest.replace(old, new, 3)}"

        with pytest.raises(NotUnderstood, match=says):
            make(world, OPEN["ucdp"], files("ucdp", rows=harmed))

    def test_a_conflict_and_year_twice(self, world, files):
        with pytest.raises(NotUnderstood, match="the conflict and year repeat"):
            make(world, OPEN["ucdp"], files("ucdp", rows=lambda text: text + text.splitlines()[7] + "\n"))


class TestVdem:
    FRANCE = "France,FRA,76,2024,"

    def test_a_year_more_of_a_later_release(self, world, files):
        def longer(text):
            return line_like(text.replace('"a, b"', "x"), self.FRANCE, year=2025, v2x_polyarchy=0.5)

        made = make(world, OPEN["vdem"], files("vdem", rows=longer), "17")
        new = opened(made, world)
        before, after = (each.table("democracy_indices").collect() for each in (world, new))
        assert told(made)["democracy_indices"][:2] == (0, 0)  # release 16 had France in 2025
        row = after.filter(ccode=220, year=2025).row(0, named=True)
        assert (row["polyarchy"], row["polyarchy_latest"], row["polyarchy_release"]) == (0.5, 0.5, 17)
        known = after.filter(year=2024).drop_nulls("polyarchy")
        assert set(known["polyarchy_release"]) == {17}
        assert known["polyarchy_latest"].equals(known["polyarchy"].alias("polyarchy_latest"))
        assert set(after.filter(ccode=200, year=2025)["polyarchy_release"]) == {16}
        assert after.select("ccode", "year", "polity2", "lexical_index").equals(before.select("ccode", "year", "polity2", "lexical_index"))  # fmt: skip
        assert new.manifest.sources["vdem_15"]["title"] == "V-Dem Country-Year Dataset v17: five indices of democracy"  # fmt: skip
        assert "vdemds25" in new.manifest.sources["vdem_15"]["citation"]

    def test_an_earlier_release_does_not_take_the_place_of_the_latest(self, world, files):
        made = make(world, OPEN["vdem"], files("vdem", rows=lambda text: text.replace("0.9", "0.8")), "14")
        new = opened(made, world)
        kept = [each.table("democracy_indices").filter(polyarchy_release=16).collect()["polyarchy_latest"] for each in (world, new)]  # fmt: skip
        assert kept[0].equals(kept[1])

    def test_another_encoding_is_told_with_its_line(self, world, files):
        with pytest.raises(NotUnderstood, match=r"not in the encoding utf-8-sig: line \d+"):
            make(world, OPEN["vdem"], files("vdem", rows=lambda text: text.replace("France", "T\xfcrkiye", 1)))  # fmt: skip

    def test_which_release_must_be_said(self, world, files, tmp_path):
        (path,) = files("vdem")
        with pytest.raises(NotUnderstood, match="--version 16"):
            make(world, OPEN["vdem"], [path.rename(tmp_path / "vdem.csv")])

    @pytest.mark.parametrize(
        ("values", "says"),
        [({"v2x_libdem": 1.2}, "not within 0 and 1"), ({"year": 2024}, "repeat"), ({"COWcode": 0}, "no Correlates of War code"), ({"year": "2,024"}, "fields")],
    )  # fmt: skip
    def test_faults_in_a_line(self, world, files, values, says):
        def harmed(text):
            return line_like(text.replace('"a, b"', "x"), self.FRANCE, **values)

        with pytest.raises(NotUnderstood, match=says):
            make(world, OPEN["vdem"], files("vdem", rows=harmed))


class TestIdealPoints:
    RUSSIA = '365\t"XXX"\t"A, B"\t2024'

    def test_a_year_more(self, world, files):
        longer = files("ideal-points", rows=lambda text: line_like(text, self.RUSSIA, "\t", year=2025, IdealPointFP=-0.5))  # fmt: skip
        path = longer[0].rename(longer[0].with_name("Idealpointestimates1946-2025.tab"))
        made = make(world, OPEN["ideal-points"], [path])
        new = opened(made, world)
        assert told(made) == {"ideal_points": (1, 0, 0)}
        assert made.changes[0].states == {365: 1}
        row = new.table("ideal_points").filter(ccode=365, year=2025).collect().row(0, named=True)
        assert (row["series"], row["mean"]) == ("final_passage", -0.5)
        assert new.manifest.sources["ideal_points_2025"]["title"].endswith("Assembly, 1946-2025")

    @pytest.mark.parametrize(
        ("values", "says"),
        [({}, "the state and year repeat"), ({"year": 2025, "NVotesFP": 1.5}, "no number of votes"), ({"year": 2025, "NVotesFP": "NA"}, "no number of votes"),
         ({"year": 2025, "IdealPointFP": 1e9}, "no ideal point")],
    )  # fmt: skip
    def test_faults_in_a_line(self, world, files, values, says):
        paths = files("ideal-points", rows=lambda text: line_like(text, self.RUSSIA, "\t", **values))
        with pytest.raises(NotUnderstood, match=says):
            make(world, OPEN["ideal-points"], paths)


class TestUnVotes:
    def test_a_session_more(self, world, files):
        more = "".join(f"x,79001,{state},{day},{vote}\n" for state, day, vote in [(2, "2024-10-30", 3), (365, "2024-10-30 00:00:00", 1), (40, "2024-10-31", 1), (31, "2024-10-30", 8)])  # fmt: skip
        made = make(world, OPEN["un-votes"], files("un-votes", rows=lambda text: text + more), "of 2026")
        new = opened(made, world)
        assert told(made) == {"roll_calls": (1, 0, 0), "votes": (3, 0, 0)}
        call = new.table("roll_calls").filter(rcid=79001).collect().row(0, named=True)
        assert (call["session"], call["date"].isoformat(), call["yes"], call["no"], call["title"]) == (79, "2024-10-30", 2, 1, None)  # fmt: skip
        assert new.manifest.tables["votes"]["dropped"] == {
            "absent or no member": 2, "sessions before 75, which stay as they are": 1, "state and roll call repeated": 3,
        }  # fmt: skip
        assert {"ideal_points_estimated", "ideal_points_filtered"} <= set(made.older)
        assert new.manifest.sources["unga_votes"]["version"] == "of 2026"

    @pytest.mark.parametrize(
        ("line", "says"),
        [("x,75001,2,2020-12-07,1", "in two ways"), ("x,79001,2,2024-13-07,1", "no day"), ("x,79001,0,2024-10-30,1", "no Correlates of War code"),
         ("x,79001,2,2024-10-30,4", "vote is not"), ("x,79001,,2024-10-30,1", "no Correlates of War code")],
    )  # fmt: skip
    def test_faults_in_a_line(self, world, files, line, says):
        with pytest.raises(NotUnderstood, match=says):
            make(world, OPEN["un-votes"], files("un-votes", rows=lambda text: f"{text}{line}\n"))

    def test_a_file_without_late_sessions(self, world, files):
        with pytest.raises(NotUnderstood, match="no vote of session 75 or later"):
            make(world, OPEN["un-votes"], files("un-votes", rows=lambda text: "\n".join(text.splitlines()[:2]) + "\n"))  # fmt: skip
