"""The bibliography."""

from __future__ import annotations

import pytest

import westphalia as wp
from westphalia.errors import NotUnderstood
from westphalia.record.citations import as_bibtex, as_ris, as_text


@pytest.fixture(scope="module")
def world():
    return wp.load()


def test_sources_of_tables(world):
    found = world.cite(["capabilities", "pacts", "capabilities"])
    assert [each.id for each in found] == ["atop_5_1", "atop_5_1_dyad_years", "nmc_7"]
    assert "pacts" in found[0].tables


def test_one_name_is_one_name(world):
    assert world.cite("capabilities") == world.cite(["capabilities"])
    assert wp.network(world, "alliances", 1990).nodes_frame("capabilities")["cinc"].null_count() == 0
    drawn = wp.panel.dyad_years(world, (1990, 1990), directed=False).add("disputes")
    assert drawn.draws(2, codings="disputes").codings == ("disputes",)


def test_a_source_by_its_own_identifier(world):
    assert [each.id for each in world.cite(["nmc_7"])] == ["nmc_7"]


def test_everything(world):
    found = world.cite()
    assert {each.id for each in found} == set(world.manifest.sources)
    assert all(each.citation and each.terms and each.tier in ("open", "limited") for each in found)
    text = as_text(found)
    assert text == as_text(reversed(found))
    assert "Singer" in text


def test_bibtex_is_balanced_and_has_one_entry_a_source(world):
    found = world.cite()
    text = as_bibtex(found)
    assert text.count("@misc{") == len(found)
    plain = text.replace("\\{", "").replace("\\}", "")
    assert plain.count("{") == plain.count("}")
    assert "year = {" in text


def test_ris_has_a_whole_record_a_source_and_csl_an_item(world):
    found = world.cite()
    records = as_ris(found).split("\n\n")
    assert len(records) == len(found)
    for each, record in zip(found, records, strict=True):
        lines = record.splitlines()
        assert (lines[0], lines[-1]) == ("TY  - DATA", "ER  -")
        assert all(line[2:6] == "  - " for line in lines[:-1])
        item = each.to_csl()
        assert (item["id"], item["title"], item["type"]) == (each.id, each.title, "dataset")
        assert ("issued" in item) == any(line.startswith("PY") for line in lines)


def test_an_unknown_table(world):
    with pytest.raises(NotUnderstood, match="capabilities"):
        world.cite(["capabilites"])


def test_the_page_of_licences_is_current(world):
    from sources.licences import PAGE, page

    assert PAGE.read_text(encoding="utf-8") == page(world.manifest), "run: python -m sources.licences"
    assert all(source["title"] in page(world.manifest) for source in world.manifest.sources.values())
