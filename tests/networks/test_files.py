"""Networks in files: read back they are what was written, and nothing is left half-written."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import numpy as np
import polars as pl
import pytest

import westphalia as wp
from westphalia.cli import run
from westphalia.errors import NoAnswer, NotUnderstood, WestphaliaError
from westphalia.networks.result import Node

WORLD = wp.load()


@pytest.fixture(scope="module")
def trade():
    return wp.network(WORLD, "trade", (1989, 1992))


@pytest.fixture(scope="module")
def pacts():
    return wp.network(WORLD, "alliances", (1944, 1956), every=4)


def square(path: Path) -> np.ndarray:
    return np.genfromtxt(path, missing_values="NA", filling_values=np.nan)


class TestNetworkx:
    def test_a_year_is_what_the_array_has(self, trade):
        graph = trade.to_networkx(1990)
        at = trade.wave(1990)
        assert graph.is_directed()
        assert sorted(graph) == [
            code for code, here in zip(trade.codes, trade.present[at], strict=True) if here
        ]
        matrix = nx.to_numpy_array(graph, nodelist=[c for c in trade.codes if c in graph], weight="weight")
        np.testing.assert_array_equal(
            matrix, np.nan_to_num(trade.array[at][np.ix_(trade.present[at], trade.present[at])])
        )
        assert graph.nodes[365] == {"name": "Soviet Union", "iso3": "RUS"}
        assert graph.graph["unknown_pairs"] == trade.unknown()[at] > 0

    def test_isolates_are_there(self):
        graph = wp.network(WORLD, "alliances", 1960).to_networkx(1960)
        assert not graph.is_directed()
        assert 305 in graph, "Austria is neutral since 1955"
        assert graph.degree(305) == 0

    def test_an_unknown_year_is_no_empty_graph(self):
        with pytest.raises(NoAnswer, match="1815 to 2018"):
            wp.network(WORLD, "alliances", (2018, 2020)).to_networkx(2020)

    def test_without_the_library_the_error_says_so(self, monkeypatch, trade):
        monkeypatch.setitem(sys.modules, "networkx", None)
        with pytest.raises(WestphaliaError, match=r"pip install .*westphalia\[networks\]"):
            trade.to_networkx(1990)


class TestGraphML:
    def test_a_year_read_back(self, tmp_path, trade):
        one = wp.network(WORLD, "trade", 1990)
        one.write(tmp_path / "trade.graphml")
        read = nx.read_graphml(tmp_path / "trade.graphml", node_type=int)
        made = one.to_networkx(1990)
        assert read.is_directed()
        assert set(read) == set(made)
        for node, told in made.nodes.items():
            assert {key: read.nodes[node][key] for key in told} == told
        assert {(a, b): d["weight"] for a, b, d in read.edges(data=True)} == {
            (a, b): d["weight"] for a, b, d in made.edges(data=True)
        }
        assert read.graph["edition"] == WORLD.stamp()["edition"]
        assert read.graph["unknown_pairs"] == str(one.unknown()[0])

    def test_years_are_parallel_edges(self, tmp_path, pacts):
        pacts.write(tmp_path / "pacts.graphml")
        read = nx.read_graphml(tmp_path / "pacts.graphml", node_type=int, force_multigraph=True)
        ties = {(*sorted((a, b)), d["year"]) for a, b, d in read.edges(data=True)}
        assert ties == set(pacts.edges().select("ccode1", "ccode2", "year").rows())
        assert len(read) == len(pacts.nodes)
        assert read.nodes[255]["present"] == "1944-1944"
        assert read.graph["years"] == "1944 1948 1952 1956"

    def test_the_same_network_is_the_same_file(self, tmp_path, pacts):
        for name in ("a", "b"):
            pacts.write(tmp_path / f"{name}.graphml")
            pacts.write(tmp_path / f"{name}.npz")
        assert (tmp_path / "a.graphml").read_bytes() == (tmp_path / "b.graphml").read_bytes()
        assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()

    def test_any_name_is_valid_xml(self, tmp_path, pacts):
        hostile = '</data><!-- & "\x00\x0b\ud800 ]]> \u00c5land \U0001f600 \ufffe'
        nodes = (Node(2, 2, hostile, None), *pacts.nodes[1:])
        replace(pacts, nodes=nodes).write(tmp_path / "hostile.graphml")
        read = nx.read_graphml(tmp_path / "hostile.graphml", node_type=int, force_multigraph=True)
        assert read.nodes[2]["name"] == '</data><!-- & "\ufffd\ufffd\ufffd ]]> \u00c5land \U0001f600 \ufffd'
        assert ElementTree.parse(tmp_path / "hostile.graphml").getroot().tag.endswith("graphml")

    def test_an_unknown_year_is_no_empty_graph(self, tmp_path):
        with pytest.raises(NoAnswer, match="not known in 2020"):
            wp.network(WORLD, "alliances", 2020).write(tmp_path / "pacts.graphml")
        assert not list(tmp_path.iterdir())


def test_arrays_read_back(tmp_path, trade):
    trade.write(tmp_path / "trade.npz")
    with np.load(tmp_path / "trade.npz", allow_pickle=False) as read:
        np.testing.assert_array_equal(read["array"], trade.array)
        np.testing.assert_array_equal(read["present"], trade.present)
        assert read["codes"].tolist() == list(trade.codes)
        assert read["names"].tolist() == list(trade.names)
        assert read["years"].tolist() == list(trade.years)
        assert json.loads(str(read["about"])) == trade.about()


class TestEdgeList:
    def test_ties_and_states_read_back(self, tmp_path, trade):
        trade.write(tmp_path / "trade.csv", unknown=True, additions=["majors"])
        read = pl.read_csv(tmp_path / "trade.csv", schema=trade.edges().schema)
        assert read.equals(trade.edges(unknown=True))
        beside = pl.read_csv(tmp_path / "trade.nodes.csv")
        assert beside.height == len(trade.years) * len(trade.nodes)
        unknown = beside.group_by("year").agg(pl.col("unknown").sum()).sort("year")["unknown"]
        assert unknown.to_list() == trade.unknown().tolist()
        assert beside.filter(pl.col("cowmaj") == 1, year=1989)["ccode"].to_list() == [2, 200, 220, 365, 710]

    def test_by_default_only_ties(self, tmp_path, trade):
        trade.write(tmp_path / "trade.csv")
        assert pl.read_csv(tmp_path / "trade.csv")["value"].min() > 0


class TestRSiena:
    def test_waves_read_back(self, tmp_path, pacts):
        pacts.write(tmp_path / "siena")
        for year, expected in zip(pacts.years, pacts.array, strict=True):
            wave = square(tmp_path / "siena" / f"wave_{year}.txt")
            assert (np.diag(wave) == 0).all()
            np.fill_diagonal(wave, np.nan)
            np.testing.assert_array_equal(wave, expected)
        lines = (tmp_path / "siena" / "composition.txt").read_text().splitlines()
        assert [tuple(map(float, line.split())) for line in lines] == list(pacts.composition())
        with (tmp_path / "siena" / "nodes.csv").open(encoding="utf-8") as file:
            actors = list(csv.DictReader(file))
        assert [int(actor["code"]) for actor in actors] == list(pacts.codes)
        assert [int(actor["actor"]) for actor in actors] == list(range(1, len(pacts.nodes) + 1))
        about = json.loads((tmp_path / "siena" / "network.json").read_text(encoding="utf-8"))
        assert about["westphalia"] == WORLD.stamp()
        assert "Alliance Treaty" in (tmp_path / "siena" / "sources.txt").read_text(encoding="utf-8")
        assert (tmp_path / "siena").stat().st_mode & 0o777 == 0o755
        assert [each.name for each in tmp_path.iterdir()] == ["siena"]

    def test_structural_zeros(self, tmp_path, pacts):
        (tmp_path / "siena").mkdir()
        pacts.write(tmp_path / "siena", absent="structural")
        wave = square(tmp_path / "siena" / "wave_1948.txt")
        place, at = pacts.codes.index(255), pacts.wave(1948)
        assert set(np.delete(wave[place], place)) == set(np.delete(wave[:, place], place)) == {10}
        both = pacts.paired()[at]
        np.testing.assert_array_equal(wave[both], pacts.array[at][both])
        assert not (tmp_path / "siena" / "composition.txt").exists()

    def test_unknown_is_not_structural(self, tmp_path):
        past = wp.network(WORLD, "alliances", (2018, 2019))
        past.write(tmp_path / "siena", absent="structural")
        wave = square(tmp_path / "siena" / "wave_2019.txt")
        assert np.isnan(wave[past.paired()[1]]).all()

    def test_a_valued_network_needs_a_threshold(self, tmp_path, trade):
        with pytest.raises(NotUnderstood, match="above=0"):
            trade.write(tmp_path / "siena")
        assert not list(tmp_path.iterdir())
        trade.write(tmp_path / "siena", above=1000)
        wave = square(tmp_path / "siena" / "wave_1990.txt")
        at = trade.wave(1990)
        np.fill_diagonal(wave, np.nan)
        np.testing.assert_array_equal(wave == 1, trade.array[at] > 1000)
        np.testing.assert_array_equal(np.isnan(wave), np.isnan(trade.array[at]))


def test_matrices_read_back_without_loss(tmp_path, trade):
    trade.write(tmp_path / "trade", layout="matrices", additions=["capabilities"])
    for year, expected in zip(trade.years, trade.array, strict=True):
        frame = pl.read_csv(
            tmp_path / "trade" / f"matrix_{year}.csv", null_values="NA", infer_schema_length=None
        )
        assert frame.columns[1:] == [str(code) for code in trade.codes]
        assert frame["code"].to_list() == list(trade.codes)
        values = frame.drop("code").cast(pl.Float64).to_numpy()
        np.testing.assert_array_equal(values, expected)
    present = pl.read_csv(tmp_path / "trade" / "present.csv").drop("code").to_numpy()
    np.testing.assert_array_equal(present.T, trade.present)
    covariates = pl.read_csv(tmp_path / "trade" / "covariates.csv", null_values="NA")
    assert covariates["cinc"].to_list() == trade.nodes_frame(["capabilities"])["cinc"].to_list()


class TestPlaces:
    def test_a_folder_with_something_in_it_is_left_alone(self, tmp_path, pacts):
        (tmp_path / "mine.txt").write_text("mine")
        with pytest.raises(WestphaliaError, match="not empty"):
            pacts.write(tmp_path)
        assert (tmp_path / "mine.txt").read_text() == "mine"

    def test_a_failed_write_leaves_nothing(self, tmp_path, pacts, monkeypatch):
        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("westphalia.networks.folders._about", full)
        with pytest.raises(WestphaliaError, match="No space left"):
            pacts.write(tmp_path / "siena")
        monkeypatch.setattr(pl.DataFrame, "write_csv", full)
        with pytest.raises(WestphaliaError, match="No space left"):
            pacts.write(tmp_path / "pacts.csv")
        assert not list(tmp_path.iterdir())

    @pytest.mark.parametrize("name", ["pacts.xlsx", "pacts.json"])
    def test_other_kinds_are_refused_with_those_known(self, tmp_path, pacts, name):
        with pytest.raises(NotUnderstood, match=r"\.graphml"):
            pacts.write(tmp_path / name)

    def test_an_unknown_layout_or_code_is_told(self, tmp_path, pacts):
        with pytest.raises(NotUnderstood, match="rsiena, matrices"):
            pacts.write(tmp_path / "r", layout="ergm")
        with pytest.raises(NotUnderstood, match="missing or structural"):
            pacts.write(tmp_path / "r", absent="zero")
        assert not list(tmp_path.iterdir())


class TestCommand:
    def test_one_year_as_graphml(self, tmp_path, capfd):
        path = tmp_path / "nato.graphml"
        assert run(["network", "defence", "--year", "1949", "--undirected", "--cite", "-o", str(path)]) == 0
        out, err = capfd.readouterr()
        assert "Alliance Treaty" in out
        read = nx.read_graphml(path, node_type=int)
        assert f"{len(read)} states, 1 year, {read.number_of_edges()} ties" in err
        assert read.has_edge(2, 395)

    def test_a_folder_and_what_is_not_known(self, tmp_path, capfd):
        path = tmp_path / "pacts"
        assert run(["network", "alliances", "--years", "2010:2020", "--every", "5", "-o", str(path)]) == 0
        assert "Not known in 1 of these years (2020 to 2020)." in capfd.readouterr().err
        assert len(list(path.glob("wave_*.txt"))) == 3

    def test_contiguity_by_type_in_a_table(self, tmp_path):
        path = tmp_path / "land.csv"
        assert run(["network", "contiguity", "--year", "2000", "--types", "1", "-o", str(path)]) == 0
        assert pl.read_csv(path).filter(ccode1=2)["ccode2"].to_list() == [20, 70]

    def test_all_relations_are_listed(self, capfd):
        assert run(["network", "--format", "json"]) == 0
        listed = json.loads(capfd.readouterr().out)["relations"]
        assert [each["name"] for each in listed] == list(wp.networks.RELATIONS)
        assert {each["name"] for each in listed if each["directed"]} >= {"trade", "arms", "sanctions"}

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["aliances", "--year", "1990", "-o", "x.csv"], "Did you mean alliances"),
            (["alliances", "-o", "x.csv"], "--years 1950:1990"),
            (["contiguity", "--year", "1990", "--types", "land", "-o", "x.csv"], "no list of types"),
            (["alliances", "--year", "1990", "-o", "x.gml"], ".graphml"),
        ],
    )
    def test_what_is_not_understood_writes_nothing(self, tmp_path, monkeypatch, capfd, arguments, said):
        monkeypatch.chdir(tmp_path)
        assert run(["network", *arguments]) == 2
        assert said in capfd.readouterr().err
        assert not list(tmp_path.iterdir())
