"""Files that are not what they should be: each fault is named, and nothing is read."""

from pathlib import Path

import pytest

from westphalia.errors import NotUnderstood
from westphalia.record.readers import cow_trade, gsdb, sipri_arms

READERS = {"gsdb": gsdb.read, "sipri_arms": sipri_arms.read, "cow_trade": cow_trade.read}
HEADERS = {
    "gsdb": "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,military,"
    "financial,travel,other,target_mult,sender_mult,objective,success",
    "sipri_arms": "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,"
    "Order date,Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,"
    "Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production",
    "cow_trade": "ccode1,ccode2,year,importer1,importer2,flow1,flow2,smoothflow1,smoothflow2,"
    "smoothtotrade,spike1,spike2,dip1,dip2,trdspike,tradedip,bel_lux_alt_flow1,bel_lux_alt_flow2,china_alt_flow1,"
    "china_alt_flow2,source1,source2,version",
}
ROWS = {
    "gsdb": "1,Iran,United States,1979,1981,1,imp_part,0,0,1,0,0,0,0,policy_change,success_total",
    "sipri_arms": "1,Russia,Iran,S-300,SAM,Air defence systems,2007,No,4,No,2016,No,New,55,55,220,No",
    "cow_trade": "2,20,1920,United States of America,Canada,611.86,735.48,611.86,735.48,1347.34,"
    "0,0,0,0,0,0,-9,-9,-9,-9,1,1,4",
}
WHICH = pytest.mark.parametrize("which", sorted(READERS))


def put(folder: Path, content: str | bytes) -> Path:
    path = folder / "given.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def says(which: str, path: Path) -> str:
    with pytest.raises(NotUnderstood) as caught:
        READERS[which](path)
    assert caught.value.do, "an error says what to do"
    return str(caught.value)


@WHICH
def test_a_whole_file_is_read(which: str, tmp_path: Path) -> None:
    assert READERS[which](put(tmp_path, f"{HEADERS[which]}\n{ROWS[which]}\n")).height == 1


@WHICH
def test_windows_line_ends_and_a_byte_order_mark_are_read(which: str, tmp_path: Path) -> None:
    text = f"\ufeff{HEADERS[which]}\r\n{ROWS[which]}\r\n"
    assert READERS[which](put(tmp_path, text)).height == 1


@pytest.mark.parametrize(
    ("which", "column", "value"),
    [
        ("gsdb", "case_id", "9223372036854775808"),
        ("gsdb", "begin", "1e30"),
        ("sipri_arms", "Delivery year", "-99999999999999999999"),
        ("cow_trade", "year", "9223372036854775808"),
        ("cow_trade", "ccode1", "1e30"),
        ("cow_trade", "ccode2", "9007199254740994"),
        ("cow_trade", "flow1", "1e400"),
    ],
)
def test_what_is_too_large_is_told_with_its_line(which: str, column: str, value: str, tmp_path: Path) -> None:
    fields = ROWS[which].split(",")
    fields[HEADERS[which].split(",").index(column)] = value
    said = says(which, put(tmp_path, f"{HEADERS[which]}\n{ROWS[which]}\n{','.join(fields)}\n"))
    assert f"line 3: {column} is '{value}', " in said


@WHICH
def test_no_file(which: str, tmp_path: Path) -> None:
    assert "no file" in says(which, tmp_path / "absent.csv")


@WHICH
def test_a_folder_is_not_a_file(which: str, tmp_path: Path) -> None:
    assert "no file" in says(which, tmp_path)


@WHICH
def test_an_empty_file(which: str, tmp_path: Path) -> None:
    assert "empty" in says(which, put(tmp_path, b""))


@WHICH
def test_names_of_columns_and_no_rows(which: str, tmp_path: Path) -> None:
    assert "no rows" in says(which, put(tmp_path, HEADERS[which] + "\n"))


@WHICH
def test_a_file_cut_off_within_a_row(which: str, tmp_path: Path) -> None:
    text = f"{HEADERS[which]}\n{ROWS[which]}\n{ROWS[which][: len(ROWS[which]) // 2]}"
    message = says(which, put(tmp_path, text))
    assert "line 3" in message
    assert "cut off" in message


@WHICH
def test_a_file_cut_off_within_a_quoted_field(which: str, tmp_path: Path) -> None:
    message = says(which, put(tmp_path, f'{HEADERS[which]}\n{ROWS[which]}\n2,"Russia, Bel'))
    assert "after line 2" in message


@WHICH
def test_a_workbook_under_the_name_of_a_text(which: str, tmp_path: Path) -> None:
    assert "Excel" in says(which, put(tmp_path, b"PK\x03\x04rest"))


@WHICH
def test_binary_content(which: str, tmp_path: Path) -> None:
    assert "binary" in says(which, put(tmp_path, b"case_id\x00\x01\x02"))


@WHICH
def test_utf_16(which: str, tmp_path: Path) -> None:
    assert "UTF-16" in says(which, put(tmp_path, f"{HEADERS[which]}\n".encode("utf-16")))


@WHICH
def test_a_page_of_the_web_saved_by_mistake(which: str, tmp_path: Path) -> None:
    message = says(which, put(tmp_path, "<!DOCTYPE html><html><body>404, Supplier not found</body></html>"))
    assert "given.csv" in message


@WHICH
def test_a_missing_column_is_named(which: str, tmp_path: Path) -> None:
    lost = {"gsdb": "financial", "sipri_arms": "Delivery year", "cow_trade": "flow2"}[which]
    text = HEADERS[which].replace(f",{lost},", f",{lost}_old,")
    assert f"{lost} (there is {lost}_old)" in says(which, put(tmp_path, f"{text}\n{ROWS[which]}\n"))


@WHICH
def test_all_faults_are_reported_at_once(which: str, tmp_path: Path) -> None:
    year = {"gsdb": ",1979,", "sipri_arms": ",2016,", "cow_trade": ",1920,"}[which]
    bad = ROWS[which].replace(year, ",=cmd|' /C calc'!A0,")
    message = says(which, put(tmp_path, f"{HEADERS[which]}\n{bad}\n{ROWS[which]}\n{bad}\n"))
    assert "line 2" in message
    assert "line 4" in message
    assert "not a number" in message


@WHICH
def test_infinity_is_no_number(which: str, tmp_path: Path) -> None:
    year = {"gsdb": ",1979,", "sipri_arms": ",220,", "cow_trade": ",735.48,"}[which]
    assert "not a number" in says(
        which, put(tmp_path, f"{HEADERS[which]}\n{ROWS[which].replace(year, ',inf,')}\n")
    )


@WHICH
def test_a_row_with_a_field_too_many(which: str, tmp_path: Path) -> None:
    assert "line 2" in says(which, put(tmp_path, f"{HEADERS[which]}\n{ROWS[which]},more\n"))
