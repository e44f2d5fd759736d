"""Correlates of War codes of states that a source codes by the Gleditsch-Ward list."""

from __future__ import annotations

from westphalia.lazy import pl

ALWAYS = {340: 345, 970: 946, 971: 970, 972: 955, 973: 947}
SINCE = {260: (1991, 255), 678: (1990, 679)}


def ccode(code: str, year: str = "year") -> pl.Expr:
    """Return the Correlates of War code for a column of Gleditsch-Ward codes.

    The lists differ for Serbia, Kiribati, Nauru, Tonga and Tuvalu throughout, for Germany since 1991 and for
    Yemen since 1990. A state that only the Gleditsch-Ward list has, or has earlier, keeps its one code.

    Parameters
    ----------
    code, year : str
        Columns with the code and the year.
    """
    mapped = pl.col(code).replace(ALWAYS)
    for old, (since, new) in SINCE.items():
        mapped = (
            pl.when((pl.col(code) == old) & (pl.col(year) >= since))
            .then(pl.lit(new, dtype=pl.Int64))
            .otherwise(mapped)
        )
    return mapped
