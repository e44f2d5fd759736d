"""State codes for the names that sources use; an unknown spelling fails the build."""

from __future__ import annotations

from functools import cache

import polars as pl

from sources.source import EVENTS, by_hand
from westphalia.errors import NotUnderstood
from westphalia.record.identity import FOREVER, Gazetteer, Name, normal
from westphalia.record.schema import LAST_YEAR


@cache
def gazetteer() -> Gazetteer:
    """Return the names coded in ``sources/events/state_names.yaml`` and the ISO codes of ``states.yaml``."""
    names = [
        Name(
            int(state),
            str(row["name"]),
            int(row["from"]),
            FOREVER if row["to"] is None else int(row["to"]),
            str(row["kind"]),
        )
        for state, rows in by_hand(EVENTS / "state_names.yaml").items()
        for row in rows
    ]
    for state in by_hand(EVENTS / "states.yaml"):
        codes = [
            state.get("iso3"),
            *(
                []
                if not state.get("iso_former")
                else state["iso_former"]
                if isinstance(state["iso_former"], list)
                else [state["iso_former"]]
            ),
        ]
        names += [
            Name(int(state["ccode"]), code, 1816, FOREVER, "code") for code in dict.fromkeys(codes) if code
        ]
    return Gazetteer(names)


@cache
def not_states() -> dict[str, str]:
    """Return the spellings that are not states, in the compared form, with what they are."""
    rows = by_hand(EVENTS / "not_states.yaml")
    return {normal(str(row["name"])): str(row["kind"]) for row in rows}


def codes(names: pl.Series, years: pl.Series | None = None) -> pl.Series:
    """Return the state code of each name, null for what is listed as not a state.

    Parameters
    ----------
    names : polars.Series
        Spellings as the source has them.
    years : polars.Series or None
        The year of each row, which decides between states that bore one name at different times.

    Raises
    ------
    NotUnderstood
        When a spelling is in neither list: all such spellings are named at once.
    """
    when = (
        pl.Series("year", [None] * len(names), dtype=pl.Int64)
        if years is None
        else years.cast(pl.Int64).alias("year")
    )
    pairs = pl.DataFrame({"name": names.cast(pl.String), "year": when})
    known: dict[tuple[str | None, int | None], int | None] = {(None, None): None}
    unknown: list[str] = []
    for name, year in pairs.unique().iter_rows():
        known[name, year] = None
        if name is None or normal(name) in not_states():
            continue
        try:
            known[name, year] = gazetteer().find(name, year)
        except NotUnderstood as error:
            unknown.append(str(error))
    if unknown:
        raise NotUnderstood(
            "Some names of states are not known: " + "; ".join(sorted(set(unknown))),
            "",
            "Add them to sources/events/",
        )
    return pl.Series("ccode", [known[pair] for pair in pairs.iter_rows()], dtype=pl.Int64)


LETTERS = {"S19": 713, "XKX": 347, "XKK": 347}
"""Letters in place of an ISO code that statistical offices use: Taiwan as Other Asia, and Kosovo."""
NO_PLACE = frozenset({"_X", "ATA", "BLX", "E19", "EA", "X1", "X2", "XX"})
"""Letters of no one place: not specified, Antarctica, Belgium and Luxembourg together, the euro area."""


def of_letters(letters: pl.Series) -> pl.Series:
    """Return the state of today of each ISO 3166 alpha-3 code, null for what is none.

    Raises
    ------
    NotUnderstood
        For letters that are of no state, no territory and nothing else that is known.

    Examples
    --------
    >>> of_letters(pl.Series(["RUS", "S19", "HKG", None])).to_list()
    [365, 713, None, None]
    """
    territories = {str(row["iso3"]) for row in by_hand(EVENTS / "not_states.yaml") if "iso3" in row}
    plain = letters.cast(pl.String)
    none = plain.is_in(sorted(territories | NO_PLACE | set(LETTERS)))
    found = codes(plain.set(none, None), pl.repeat(LAST_YEAR, len(plain), dtype=pl.Int64, eager=True))
    other = plain.replace_strict(LETTERS, default=None, return_dtype=pl.Int64)
    return other.zip_with(other.is_not_null(), found).alias("ccode")


def reason_not_state(name: str) -> str:
    """Return why rows of this name are dropped, for the account of rows."""
    return f"not a state ({not_states()[normal(name)]})"
