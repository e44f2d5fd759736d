"""A picture to take away: whole by itself, in the form that its file ends in, refused with what there is."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

import westphalia as wp
from westphalia import cli as entry
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report.picture import SIZES, Picture, Pictures


@cache
def pictures() -> Pictures:
    return wp.brief("Russia", "Iran", 2022, quick=True).charts


@pytest.fixture
def ask(capsys):
    """Return a function that runs the command line and returns status, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = entry.run(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_stands_by_itself(size: str) -> None:
    made = pictures()["votes-distance"].to_svg(size)
    words = " ".join(ElementTree.fromstring(made).itertext())
    assert "var(--" not in made
    for said in (
        "Russia and Iran were 0.72 apart in 2022",
        "Distance in the votes",
        "Source: Ideal points in the UN General Assembly",
        "Coverage: 1946-2024",
        "Westphalia 0.1.0",
    ):
        assert said in words, said
    width = float(ElementTree.fromstring(made).attrib["width"])
    assert SIZES[size] <= width <= SIZES[size] + 200


def test_a_fragment_needs_no_script_and_fits_its_column() -> None:
    made = pictures()["votes-distance"].to_html()
    figure = ElementTree.fromstring(made)
    assert (figure.tag, [each.tag.rpartition("}")[2] for each in figure]) == ("figure", ["svg"])
    assert figure[0].attrib["style"] == "width:100%;height:auto"
    assert figure.attrib["style"].endswith(f"max-width:{figure[0].attrib['width']}px")
    assert not any(word in made for word in ("<script", "<style", "var(--", "class="))
    assert "Westphalia 0.1.0" in " ".join(figure.itertext())


def test_every_picture_of_a_page_can_be_taken() -> None:
    for picture in pictures().values():
        ElementTree.fromstring(picture.to_svg())
        assert json.loads(picture.to_json())["width"] > 0
        assert len(list(csv.reader(picture.to_csv().splitlines()))) == len(picture.chart.rows) + 1


def test_many_sources_are_told_by_their_number() -> None:
    assert "lists, named on the page" in pictures()["timeline"].to_svg()


def test_it_is_written_as_its_file_ends(tmp_path: Path) -> None:
    picture = pictures()["votes-distance"]
    for ending, start in (
        ("svg", b"<svg"),
        ("html", b"<figure"),
        ("csv", b"role,year,series"),
        ("json", b"{"),
        ("png", b"\x89PNG"),
    ):
        path = picture.save(tmp_path / f"one.{ending}")
        assert path.read_bytes().startswith(start), ending
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "one.csv",
        "one.html",
        "one.json",
        "one.png",
        "one.svg",
    ]
    with pytest.raises(NotUnderstood, match=r"A picture is not written as \.pdf"):
        picture.save(tmp_path / "one.pdf")


def test_what_there_is_none_of_is_refused_with_what_there_is() -> None:
    with pytest.raises(NotUnderstood, match="The page has no picture called 'weather'") as caught:
        pictures()["weather"]
    assert "votes-distance" in str(caught.value)
    with pytest.raises(NotUnderstood, match="There is no size 'huge'"):
        pictures()["votes-distance"].to_svg("huge")
    page = wp.brief("Fiji", "Malta", 1990, quick=True).page
    (empty,) = (chart for section in page.sections for chart in section.charts if chart.id == "timeline")
    with pytest.raises(NoAnswer, match="There is nothing to draw in timeline"):
        Picture(page, empty).to_svg()


def test_at_the_prompt(ask, tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    status, out, err = ask(
        "chart", "brief", "Russia", "Iran", "--year", "2022", "votes-distance", "-o", str(path)
    )
    assert (status, out) == (0, ""), err
    assert path.read_text(encoding="utf-8") == pictures()["votes-distance"].to_svg()
    status, out, _ = ask("chart", "brief", "Russia", "Iran", "2022", "votes-distance", "--size=print")
    assert status == 0
    assert out.startswith("<svg")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("weather", "x"), "There is no page called weather."),
        (("brief", "--quick"), "No picture is named."),
        (("brief", "Russia", "Iran", "2022", "votes-distance", "-o"), "-o needs a value."),
        (
            ("brief", "Russia", "Iran", "2022", "votes-distance", "-o", "x.pdf"),
            "A picture is not written as .pdf.",
        ),
        (("brief", "Russia", "Iran", "2022", "votes-distance", "--size", "huge"), "There is no size 'huge'."),
        (("brief", "Rusia", "Iran", "2022", "votes-distance"), "No state is called 'Rusia'."),
    ],
)
def test_what_cannot_be_drawn_is_said(
    ask, tmp_path: Path, monkeypatch, args: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = ask("chart", *args)
    assert (status, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []
