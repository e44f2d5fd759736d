"""What columns of a panel mean, for files: descriptions, labels of coded values, types, years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from westphalia.lazy import pl

if TYPE_CHECKING:
    from westphalia.panel.addition import Field
    from westphalia.panel.panel import Panel

Codes = dict[int, str]
YES_NO: Codes = {0: "no", 1: "yes"}
CONTIGUITY: Codes = {
    0: "none",
    1: "by land",
    2: "water, up to 12 miles",
    3: "water, 13 to 24 miles",
    4: "water, 25 to 150 miles",
    5: "water, 151 to 400 miles",
}
INTENSITY: Codes = {0: "none", 1: "25 to 999 deaths in battle", 2: "1000 or more"}
CODES: dict[str, Codes] = {
    "conttype": CONTIGUITY,
    "conttype_listed": CONTIGUITY,
    "nuclear": {0: "none", 1: "considers", 2: "pursues", 3: "has nuclear weapons"},
    "hostlev": {
        1: "no militarized action",
        2: "threat to use force",
        3: "display of force",
        4: "use of force",
        5: "war",
    },
    "fatality": {
        0: "none",
        1: "1 to 25 deaths",
        2: "26 to 100 deaths",
        3: "101 to 250 deaths",
        4: "251 to 500 deaths",
        5: "501 to 999 deaths",
        6: "1000 deaths or more",
    },
    "revtype": {0: "none", 1: "territory", 2: "policy", 3: "regime", 4: "other"},
    "ucdpintensity": INTENSITY,
    "ucdpinterintensity": INTENSITY,
    "protests_largest": {
        1: "50 to 99 people",
        2: "100 to 999",
        3: "1,000 to 1,999",
        4: "2,000 to 4,999",
        5: "5,000 to 10,000",
        6: "more than 10,000",
    },
    "outcome": {
        1: "side A won",
        2: "side B won",
        3: "compromise",
        4: "became another kind of war",
        5: "ongoing",
        6: "stalemate",
        7: "went on below war",
    },
    **dict.fromkeys(("onset", "sidea", "orig", "init", "revstate", "recip", "kept"), YES_NO),
}
"""Meaning of coded values by name of the field; fields described as ``1 when`` or ``1 for`` are yes or no."""
LISTS = {"ccode": "Correlates of War code", "gwcode": "Gleditsch-Ward code"}
SIDES = {"": "the state", "1": "the first state", "2": "the second state"}


def descriptions(panel: Panel, columns: list[str]) -> dict[str, str]:
    """Return what each column means; one of a researcher's own table has no description."""
    told = dict(panel.describe().select("column", "description").iter_rows())
    for name in columns:
        told.setdefault(name, _key(name) or _observed(panel, name))
    return {name: text for name in columns if (text := _sided(panel, name, told[name]))}


def _key(name: str) -> str:
    if name == "draw":
        return "Number of the draw"
    if name.startswith("coding_"):
        return f"Whose coding of {name.removeprefix('coding_')} the draw takes"
    if name == "year":
        return "Year"
    found = re.fullmatch("(ccode|gwcode)([12]?)", name)
    return f"{LISTS[found[1]]} of {SIDES[found[2]]}" if found else ""


def _observed(panel: Panel, name: str) -> str:
    of = name.removesuffix("_observed")
    titles = {each.name.replace("-", "_"): each.title for each in panel.additions}
    if of == name:
        return ""
    return f"Year that the values are from: {titles.get(of, of)}"


def _sided(panel: Panel, name: str, text: str) -> str:
    """Return the text with the side that a value of one state belongs to."""
    if not text or not panel.dyads:
        return text
    for each in panel.additions:
        if each.kind == "state" and name in each.columns(True):
            return f"{text} ({'first' if name.endswith('1') else 'second'} state)"
    return text


def codes(panel: Panel) -> dict[str, Codes]:
    """Return what the values of coded columns stand for."""
    fields = {field.name: field for field in panel.kind.fields}
    for each in panel.additions:
        fields |= each.columns(panel.dyads)
    found = {name: _of(field) for name, field in fields.items()}
    return {name: meaning for name, meaning in found.items() if meaning}


def _of(field: Field) -> Codes:
    """Return the meaning of a field's values by its name, whichever list or side it is of; nothing for one that is not coded."""
    for name in (field.name, field.name.removeprefix("cowmid_"), field.name.rstrip("12")):
        if name in CODES:
            return CODES[name]
    return YES_NO if re.match("1 (when|for) ", field.description) else {}


def codebook(panel: Panel, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each column of a file: type, meaning, coded values, years covered, tables."""
    told, values = descriptions(panel, frame.columns), codes(panel)
    rows = pl.DataFrame(
        {
            "column": frame.columns,
            "type": [str(kind) for kind in frame.dtypes],
            "description": [told.get(name) for name in frame.columns],
            "values": [
                "; ".join(f"{code} {text}" for code, text in values[name].items()) if name in values else None
                for name in frame.columns
            ],
        },
        schema=dict.fromkeys(("column", "type", "description", "values"), pl.String),
    )
    more = panel.describe().drop("description")
    return rows.join(more, on="column", how="left", maintain_order="left", validate="1:1")
