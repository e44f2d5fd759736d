"""What each kind of drawing must show: every row that is known, gaps as gaps, and words where there is nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.report.boxes import data, written
from westphalia.report import charts, draw
from westphalia.report.charts.lines import pieces, ratio_ticks, read
from westphalia.report.charts.map import cut, equal_earth
from westphalia.report.charts.style import HATCH, ROLES
from westphalia.report.page import Chart


def make(kind: Any, rows: list[dict[str, Any]], **options: Any) -> Chart:
    return Chart("c", kind, tuple(rows), "Title", "Finding.", "unit", ("capabilities",), "1816-2022", options)


def years(name: str, role: str, values: dict[int, float | None], **more: Any) -> list[dict[str, Any]]:
    return [
        {"series": name, "panel": name, "role": role, "year": y, "value": v, **more}
        for y, v in values.items()
    ]


def hatches(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in data(spec, "rect") if row["fill"] == HATCH]


def test_lines_draw_every_known_value_and_break_at_a_gap():
    rows = years("Russia", "a", {2000: 1.0, 2001: 2.0, 2002: None, 2003: 4.0, 2004: 3.0})
    drawn = data(charts.spec(make("lines", rows), 960), "line")
    assert [(row["year"], row["value"]) for row in drawn] == [
        (2000, 1.0),
        (2001, 2.0),
        (2003, 4.0),
        (2004, 3.0),
    ]
    assert len({row["piece"] for row in drawn}) == 2


def test_lines_mark_a_value_that_stands_alone():
    rows = years("Russia", "a", {2000: 1.0, 2001: None, 2002: 5.0, 2003: None, 2004: 2.0})
    spec = charts.spec(make("lines", rows), 960)
    assert len(data(spec, "point")) == 3


def test_lines_dash_what_is_carried_up_to_its_year():
    rows = years("Russia", "pair", {2000: 1.0, 2001: 2.0}) + years(
        "Russia", "pair", {2002: 2.0, 2003: 2.0}, status="carried"
    )
    line = read(make("lines", rows))[0]
    assert [[int(p.year) for p in piece] for piece in pieces(line.points)] == [
        [2000, 2001],
        [2001, 2002, 2003],
    ]
    drawn = data(charts.spec(make("lines", rows), 960), "line")
    assert [row["dash"] for row in drawn] == [[1, 0]] * 2 + [[3, 3]] * 3


def test_lines_tell_a_and_b_apart_without_colour():
    rows = years("Russia", "a", {2000: 1.0, 2001: 2.0}) + years("Iran", "b", {2000: 2.0, 2001: 1.0})
    spec = charts.spec(make("lines", rows), 960)
    assert len({str(row["dash"]) for row in data(spec, "line")}) == 2
    assert len({row["shape"] for row in data(spec, "point")}) == 2
    assert {row["stroke"] for row in data(spec, "line")} == {ROLES["a"], ROLES["b"]}


def test_lines_are_named_at_their_ends_and_have_no_legend():
    rows = years("Russia", "a", {2000: 1.0, 2001: 2.0}) + years("Iran", "b", {2000: 2.0, 2001: 1.0})
    spec = charts.spec(make("lines", rows, labels={"a": "Soviet Union"}), 960)
    assert {"Soviet Union", "Iran"} <= set(written(spec))
    assert "legend" not in str(spec)


def test_a_ratio_axis_is_centred_on_one_and_speaks_in_words():
    rows = years("Russia to Iran", "pair", {2000: 8.0, 2001: 4.0, 2002: 0.0, 2003: 2.0})
    spec = charts.spec(make("lines", rows, log=True), 960)
    axis = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "line")["encoding"]["y"]
    low, high = axis["scale"]["domain"]
    assert low * high == pytest.approx(1)
    assert axis["scale"]["type"] == "log"
    assert {"equal", "2 times", "1/2"} <= set(written(spec))
    assert all(row["value"] > 0 for row in data(spec, "line"))
    assert ratio_ticks(1 / 8, 8) == [0.25, 0.5, 1.0, 2.0, 4.0]


def test_missing_years_are_hatched_with_words():
    rows = years("Russia", "a", {1946: 1.0, 2020: 2.0})
    spec = charts.spec(
        make("lines", rows, domain_x=[1816, 2024], missing=[[1816, 1945], [2021, 2024, "no votes yet"]]), 960
    )
    assert len(hatches(spec)) == 2
    assert "no data before 1946" in " ".join(written(spec))


def test_a_context_band_lies_behind_the_lines():
    band = [
        {"series": "90 of 100 states", "role": "other", "year": y, "value": None, "lo": -1.0, "hi": 1.0}
        for y in (2000, 2001)
    ]
    spec = charts.spec(make("lines", band + years("Russia", "a", {2000: 0.0, 2001: 0.5}), band=True), 960)
    kinds = [layer["mark"]["type"] for layer in spec["layer"]]
    assert kinds.index("area") < kinds.index("line")
    assert "90 of 100 states" in written(spec)


def lane(name: str, start: Any, end: Any, text: str, **more: Any) -> dict[str, Any]:
    return {"lane": name, "start": start, "end": end, "text": text, "role": "pair", **more}


def test_lanes_draw_every_spell_and_an_empty_lane_says_so():
    rows = [
        lane("Pacts", 1921, 1979, "Treaty"),
        lane("Pacts", 1927, 1979, "Neutrality"),
        lane("Pacts", 2001, None, "Relations"),
    ]
    spec = charts.spec(
        make("lanes", rows, lanes=["Pacts", "Troops"], none={"Troops": "no troops"}, domain_x=[1816, 2024]),
        960,
    )
    boxes = [row for row in data(spec, "rect") if "lane" in row]
    assert {(row["start"], row["end"]) for row in boxes} == {(1921, 1980), (1927, 1980), (2001, 2025)}
    assert "no troops" in written(spec)
    assert [row["shape"] for row in data(spec, "point")] == ["triangle-right"]


def test_lanes_never_put_two_spells_on_each_other():
    rows = [lane("Pacts", 1900 + i, 1950 + i, f"Treaty {i}", label=i % 2 == 0) for i in range(5)]
    spec = charts.spec(make("lanes", rows, domain_x=[1816, 2024]), 960)
    boxes = [row for row in data(spec, "rect") if "lane" in row]
    assert len({row["y"] for row in boxes}) == 5


def test_an_open_spell_ends_where_the_source_ends():
    spec = charts.spec(
        make(
            "lanes",
            [lane("Pacts", 2001, None, "x")],
            domain_x=[1816, 2024],
            missing={"Pacts": [[2019, 2024]]},
        ),
        960,
    )
    assert [row["end"] for row in data(spec, "rect") if "lane" in row] == [2019]


def test_strip_marks_the_chosen_and_counts_the_rest():
    rows = [{"label": str(i), "role": "other", "value": i / 10} for i in range(190)]
    rows += [
        {"label": "Russia", "role": "a", "value": 3.0},
        {"label": "Iran", "role": "b", "value": 3.01},
        {"label": "Nauru", "role": "pair", "value": None},
    ]
    spec = charts.spec(make("strip", rows, marks=[{"value": 9.5, "text": "half"}]), 340)
    grey = [row for layer in spec["layer"] for row in layer["data"]["values"] if row.get("panel") == ""]
    assert len(grey) == 190
    assert {"Russia", "Iran", "half", "Not known: Nauru"} <= set(written(spec))


def test_strip_of_bins_is_a_histogram():
    rows = [{"label": "", "role": "other", "value": i, "upto": i + 1, "count": i + 1} for i in range(5)]
    spec = charts.spec(make("strip", rows), 960)
    tall = [row["y2"] - row["y"] for row in data(spec, "rect") if "count" in row]
    assert tall == pytest.approx([tall[-1] * (i + 1) / 5 for i in range(5)], abs=0.2)


def test_a_strip_may_have_bins_in_one_panel_and_ticks_in_another():
    rows = [
        {"panel": "pairs", "role": "other", "value": 0, "upto": 10, "count": 5},
        {"panel": "pairs", "role": "other", "label": "highest", "named": True, "value": 8},
        {"panel": "states", "role": "other", "value": 3},
    ]
    for log in (False, True):
        spec = charts.spec(make("strip", rows, log=log), 960)
        (bar,) = (row for row in data(spec, "rect") if "upto" in row)
        (tick,) = (row for row in data(spec, "rule") if "value" in row)
        assert (bar["count"], tick["value"]) == (5, 3)
        assert (bar["value"] > 0) == log
        draw.svg(spec, "n", "")


def test_bars_share_their_scale_and_zero_is_not_drawn():
    rows = years("Russia to Iran", "a", {2000: 100.0, 2001: 0.0, 2002: None}) + years(
        "Iran to Russia", "b", {2000: 50.0}
    )
    spec = charts.spec(make("bars", rows), 960)
    boxes = [row for row in data(spec, "rect") if "panel" in row]
    assert [row["value"] for row in boxes] == [100.0, 50.0]
    assert boxes[0]["y2"] - boxes[0]["y"] == pytest.approx(2 * (boxes[1]["y2"] - boxes[1]["y"]), abs=0.3)


def test_bars_say_when_a_panel_is_empty_and_are_hollow_when_estimated():
    rows = years("Russia to Iran", "a", {2000: 100.0}, status="estimated")
    spec = charts.spec(make("bars", rows, panels=["Russia to Iran", "Iran to Russia"]), 960)
    assert "none on record" in written(spec)
    assert [row["stroke"] for row in data(spec, "rect") if row.get("panel")] == [ROLES["a"]]


def test_kinds_join_equal_years_and_write_the_number_of_the_year():
    rows = [
        {"panel": "Russia", "role": "a", "kind": "arms", "year": y, "value": v}
        for y, v in ((2014, 2), (2015, 2), (2016, 12), (2018, 12))
    ]
    spec = charts.spec(make("kinds", rows, kinds=["arms", "trade"], year=2016), 960)
    boxes = [row for row in data(spec, "rect") if row.get("kind")]
    assert [(row["start"], row["end"], row["value"]) for row in boxes] == [
        (2014, 2016, 2),
        (2016, 2017, 12),
        (2018, 2019, 12),
    ]
    assert boxes[0]["opacity"] < boxes[1]["opacity"]
    assert {"12", "–", "in 2016", "trade"} <= set(written(spec))


def test_kinds_hatch_what_is_unknown():
    rows = [
        {"panel": "Iran", "role": "b", "kind": "arms", "first": 1990, "last": 1995, "value": None},
        {"panel": "Iran", "role": "b", "kind": "arms", "year": 1996, "value": 1},
    ]
    assert len(hatches(charts.spec(make("kinds", rows), 960))) == 1


def test_equal_earth_has_the_published_proportions():
    """Savric, Patterson and Jenny (2019): width 2.05458 times the height; the equator 5.4133 radii long."""
    width = 2 * equal_earth(180, 0)[0]
    height = 2 * equal_earth(0, 90)[1]
    assert width == pytest.approx(5.4133, abs=1e-3)
    assert width / height == pytest.approx(2.05458, abs=1e-4)


def test_a_place_on_both_sides_of_the_edge_is_cut_in_two():
    parts = cut([170, 60, 170, 70, -170, 70, -170, 60, 170, 60])
    assert sorted((min(p[0] for p in part), max(p[0] for p in part)) for part in parts) == [
        (-180, -170),
        (170, 180),
    ]


def test_map_colours_groups_and_names_them():
    square = [
        {"iso3": "AAA", "rings": [[0, 0, 0, 20, 20, 20, 20, 0, 0, 0]]},
        {"iso3": "BBB", "rings": [[40, 0, 40, 20, 60, 20, 60, 0, 40, 0]]},
    ]
    rows = [{"iso3": "AAA", "group": "senders", "label": "Aland"}]
    spec = charts.spec(
        make("map", rows, shapes=square, groups={"senders": {"role": "a", "text": "sanctions Iran"}}), 960
    )
    fills = {row["properties"]["iso3"]: row["properties"]["fill"] for row in data(spec, "geoshape")}
    assert fills["AAA"] == ROLES["a"] != fills["BBB"]
    assert {"sanctions Iran", "Aland"} <= set(written(spec))
