"""Barriers: whether something makes a new tie of two states impossible for now (:mod:`westphalia.record.barriers`)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.measure import Measure
from westphalia.record.barriers import AFTER, KINDS
from westphalia.record.coverage import since
from westphalia.record.rows import located

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History

COVERS = since(1816, "coded_disputes", "coded_land", "coded_recognition", "coded_relations")
"""What lists of wars and disputes do not reach is coded by hand."""
DRIVER = "cannot"


def standing(history: History, kind: str) -> Floats:
    """Return 1 where a barrier of a kind stands between two states in the year, 0 where none is known (n, n).

    Parameters
    ----------
    history : History
        Up to the year.
    kind : str
        One of :data:`westphalia.record.barriers.KINDS`.
    """
    rows = history.listed("barriers").filter(
        pl.col("kind") == kind, pl.col("first") <= history.year, pl.col("last") >= history.year
    )
    (one, known), (two, there) = (located(history.codes, rows[f"ccode{n}"].to_numpy()) for n in (1, 2))
    found: Floats = np.zeros((len(history.codes),) * 2)
    one, two = one[known & there], two[known & there]
    found[one, two] = found[two, one] = 1.0
    return found


TITLES = {
    "fighting": "Whether two states are at war or fighting",
    "holding": "Whether one of two states holds or claims the whole of the other",
    "refusal": "Whether one of two states does not recognise the other",
    "break": "Whether relations of two states are broken",
    "embargo": "Whether one of two states forbids all trade with the other",
}
TEXT = {
    "fighting": f"1 where they were at war, stood on opposite sides of an armed conflict, or had a dispute with force and deaths, in the year or the {AFTER} before",
    "holding": "1 where one occupies or has annexed the whole of the other, or claims the whole of it (by hand; a government set up by force is no occupation)",
    "refusal": "1 where one does not recognise the other or its government (by hand: the best known)",
    "break": "1 where relations are broken (by hand since 1990: the best known; earlier ones are under refusal)",
    "embargo": "1 where one has a total embargo on the other, of its own will or the European Union's; one in force when the list ends is taken to last",
}
MEASURES = tuple(
    Measure(
        f"barrier_{kind}",
        TITLES[kind],
        "dyad",
        "coded_recognition",
        sides=("ccode1", "ccode2"),
        more="less possible",
        covers=COVERS,
        unit="0 or 1",
        low=0,
        high=1,
        driver=DRIVER,
        description=TEXT[kind],
        equation=r"\mathbb{1}[\exists\, b:\ a_b \le t \le e_b]",
        reads=("barriers",),
        window=0,
        compute=partial(standing, kind=kind),
    )
    for kind in KINDS
)
