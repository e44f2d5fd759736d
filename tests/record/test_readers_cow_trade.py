"""The reader of Correlates of War Trade 4.0."""

from pathlib import Path

import pytest

from westphalia.errors import NotUnderstood
from westphalia.record.readers import cow_trade

HEADER = "ccode1,ccode2,year,importer1,importer2,flow1,flow2,smoothflow1,smoothflow2\n"


def given(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "Dyadic_COW_4.0.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_minus_nine_is_unknown_and_zero_is_zero(tmp_path: Path) -> None:
    frame = cow_trade.read(given(tmp_path, "2,20,1921,US,Canada,-9,0,335.4,0"))
    assert frame.select("flow1", "flow2", "smoothflow1").row(0) == (None, 0.0, 335.4)


def test_each_flow_is_an_import_of_the_first_from_the_second(tmp_path: Path) -> None:
    frame = cow_trade.derive(cow_trade.read(given(tmp_path, "365,630,2014,Russia,Iran,352,1460,352,1460")))
    assert frame.rows() == [(365, 630, 2014, 352.0, 352.0), (630, 365, 2014, 1460.0, 1460.0)]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (("2,20,1921,US,Canada,-5,0,-9,0",), "line 2: flow1 is below zero and not -9"),
        (("2,2000,1921,US,Canada,1,0,1,0",), "line 2: ccode2 is no Correlates of War code"),
        (("2,2,1921,US,US,1,0,1,0",), "line 2: a state with itself"),
        (("2,20,1921,US,Canada,1,0,1,0", "20,2,1921,Canada,US,0,1,0,1"), "line 3: the pair and year repeat"),
        (("2,20,21,US,Canada,1,0,1,0",), "line 2: year is no year"),
        (("2,20,1921,US,Canada,1,,1,0",), "line 2: flow2 is empty"),
    ],
)
def test_values_out_of_place_are_named(tmp_path: Path, rows: tuple[str, ...], fault: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        cow_trade.read(given(tmp_path, *rows))
    assert fault in str(caught.value)


def test_at_most_five_faults_are_spelled_out(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood) as caught:
        cow_trade.read(given(tmp_path, *(f"2,20,{1900 + n},US,Canada,x,0,1,0" for n in range(9))))
    assert "9 faults" in str(caught.value)
    assert "and 4 more" in str(caught.value)
