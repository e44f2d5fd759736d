"""The readers of the SIPRI Arms Transfers Database."""

from pathlib import Path

import polars as pl
import pytest

from westphalia.errors import NotUnderstood
from westphalia.record.readers import sipri_arms

DELIVERIES = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order "
    "date,Order date is estimate,"
    "Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is "
    "estimate,Status,SIPRI estimate,"
    "TIV deal unit,TIV delivery values,Local production\n"
)
REGISTER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon "
    "description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of "
    "delivered weapons\n"
)
CODES = {
    "Russia": 365,
    "Iran": 630,
    "West Germany": 260,
    "Germany": 255,
    "Greece": 350,
    "North Yemen": 678,
    "Aruba": None,
    None: None,
}


def names(spellings: pl.Series, years: pl.Series | None) -> pl.Series:
    return pl.Series([CODES[name] for name in spellings], dtype=pl.Int64)


def given(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "trade-register.csv"
    path.write_text(text, encoding="latin-1")
    return path


def delivery(
    deal: int, supplier: str, recipient: str, year: int, tiv: float, category: str = "Missiles"
) -> str:
    return f"{deal},{supplier},{recipient},X,x,{category},2000,No,1,No,{year},No,New,1,1,{tiv},No\n"


def order(supplier: str, recipient: str, years: str, tiv: str, delivered: str, ordered: int = 2020) -> str:
    return f"{recipient},{supplier},{ordered},?,5,?,X,x,5,?,{years},New,note,1,{tiv},{delivered}\n"


def test_lines_above_the_names_of_columns_are_passed_over(tmp_path: Path) -> None:
    text = (
        "Transfers of major conventional arms\nTIVs are in millions.\n\n"
        + DELIVERIES
        + delivery(1, "Russia", "Iran", 2016, 220)
    )
    assert sipri_arms.read(given(tmp_path, text)).select("supplier", "year", "tiv").row(0) == (
        "Russia",
        2016,
        220.0,
    )


def test_deliveries_are_added_up_by_pair_year_and_category(tmp_path: Path) -> None:
    rows = [
        delivery(1, "Russia", "Iran", 2016, 1.1),
        delivery(1, "Russia", "Iran", 2016, 2.2),
        delivery(2, "Russia", "Iran", 2016, 3),
    ]
    frame, dropped = sipri_arms.derive(sipri_arms.read(given(tmp_path, DELIVERIES + "".join(rows))), names)
    assert frame.rows() == [(365, 630, 2016, "Missiles", 6.3, 2)]
    assert dropped == {}


def test_germany_before_1990_is_west_germany(tmp_path: Path) -> None:
    rows = delivery(1, "Germany", "Greece", 1989, 1) + delivery(1, "Germany", "Greece", 1990, 1)
    frame, _ = sipri_arms.derive(sipri_arms.read(given(tmp_path, DELIVERIES + rows)), names)
    assert frame.select("supplier", "year").rows() == [(255, 1990), (260, 1989)]


def test_what_is_no_state_is_dropped_by_reason(tmp_path: Path) -> None:
    rows = [
        delivery(1, "Iran", "Hezbollah (Lebanon)*", 2001, 1),
        delivery(2, "unknown supplier(s)", "Iran", 2001, 1),
        delivery(3, "Russia", "NATO**", 2001, 1),
        delivery(4, "Russia", "Aruba", 2001, 1),
    ]
    frame, dropped = sipri_arms.derive(sipri_arms.read(given(tmp_path, DELIVERIES + "".join(rows))), names)
    assert frame.is_empty()
    assert dropped == {"recipient is not a state": 3, "supplier is not a state": 1}


def test_an_order_of_volume_zero_is_unknown(tmp_path: Path) -> None:
    row = sipri_arms.read_register(given(tmp_path, REGISTER + order("Russia", "Iran", "", "0", "0"))).row(
        0, named=True
    )
    assert (row["tiv_ordered"], row["tiv_delivered"]) == (None, 0.0)


def test_the_register_is_spread_evenly_over_the_years_of_delivery(tmp_path: Path) -> None:
    path = given(
        tmp_path,
        REGISTER
        + order("Iran", "Russia", "2023; 2024; 2025", "90", "60")
        + order("Russia", "Iran", "", "500", ""),
    )
    frame = sipri_arms.read(path)
    assert frame.select("year", "tiv", "category").rows() == [
        (2023, 20.0, "unknown"),
        (2024, 20.0, "unknown"),
        (2025, 20.0, "unknown"),
    ]
    assert sipri_arms.read_register(path)["tiv_delivered"].to_list() == [60.0, None]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (delivery(1, "Russia", "Iran", 216, 1), "line 2: Delivery year is no year"),
        (delivery(1, "Russia", "Iran", 2016, -1), "line 2: TIV delivery values is below zero"),
        (delivery(1, "Russia", "Iran", 2016, 1, "Toys"), "line 2: Armament category is none of"),
        (delivery(1, "", "Iran", 2016, 1), "line 2: Supplier is empty"),
    ],
)
def test_values_out_of_place_are_named(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        sipri_arms.read(given(tmp_path, DELIVERIES + row))
    assert fault in str(caught.value)


def test_years_of_delivery_must_be_years(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood) as caught:
        sipri_arms.read(given(tmp_path, REGISTER + order("Iran", "Russia", "2023; soon", "90", "60")))
    assert "line 2: Year(s) of delivery is not a list of years" in str(caught.value)


def test_another_table_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood) as caught:
        sipri_arms.read(given(tmp_path, "country,year\nIran,2000\n"))
    assert "no column is called Supplier" in str(caught.value)
