"""Sanctions coded by hand: what the Global Sanctions Data Base lacks, what it has wrong, and who is meant by its cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from sources.adapters import gsdb, ties
from sources.adapters.edtf import when
from sources.coded import checked, latest
from sources.members import listed
from sources.source import Inputs, Source
from westphalia.record.readers.gsdb import AIMS, KINDS, LISTED
from westphalia.record.schema import LAST_YEAR
from westphalia.record.tables.sanctions import IMPOSED, PURPOSES

SANCTIONS_BY_HAND = Source(
    id="sanctions_by_hand",
    folder="events",
    files=("coded/sanctions.yaml", "sanction_aims.yaml"),
    title="Sanctions that the data base lacks or has wrong, and who is meant, coded by hand",
    citation="The Westphalia developers. Sanctions that the Global Sanctions Data Base lacks or has wrong, and whom its cases mean, coded "
    "by hand from the work that each entry cites.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
    covers={**gsdb.SPANS, **ties.TIES.covers},
)
FIRST_OF_LISTS = 1990
"""Before, a freeze of assets or a ban on travel meant a state; since, as a rule those who stand on a list."""
NEVER_LISTS_ONLY = ("Iran", "Syria", "Korea, North", "Russia", "Iraq")
"""Targets of which whole banks and sectors were shut out, so that their finance is not that of listed persons."""
WAYS = ("exports", "imports")
EXTENTS = ("partial", "complete")
SAID = ("meant", "aid", "persons", "mandate")
"""What is coded of a case by hand where the rule fails."""
RESTRICTS = (*(f"{way} {extent}" for way in WAYS for extent in EXTENTS), *KINDS[1:])
OWN = (
    "senders", "targets", "restricts", "meant", "aid", "mandate", "joined", "left",
    "cases", "column", "printed", "right",
    "imposed", "issue",
)  # fmt: skip
NEEDED: Mapping[str, tuple[str, ...]] = {
    "case": ("senders", "targets", "restricts", "meant"),
    "correction": ("cases", "column", "printed", "right"),
    "episode": ("senders", "targets", "imposed", "issue"),
}
COLUMNS = ("case", "begin", "end", "senders", "trade", *KINDS[1:])
"""What of a case of the data base may be corrected; ``case``: there was none."""


def coded(inputs: Inputs) -> list[dict[str, Any]]:
    """Return the rows of the supplement, checked."""
    name = SANCTIONS_BY_HAND.files[0]
    rows = checked(name, inputs.events(SANCTIONS_BY_HAND, name), tuple(NEEDED), OWN)
    problems = [f"{row['id']}: {problem}" for row in rows for problem in problems_of(row)]
    if problems:
        raise ValueError(f"{name}: " + "; ".join(problems))
    return rows


def problems_of(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the fields that the rows of this file have of their own."""
    yield from (f"a {row['kind']} needs {name}" for name in NEEDED[row["kind"]] if name not in row)
    yield from (f"unknown restriction {each}" for each in row.get("restricts", ()) if each not in RESTRICTS)
    yield from (f"unknown type {each}" for each in row.get("imposed", ()) if each not in IMPOSED)
    if row.get("meant", "state") not in AIMS:
        yield f"unknown aim {row['meant']}"
    if row.get("column", "end") not in COLUMNS:
        yield f"unknown column {row['column']}"
    if row.get("issue", PURPOSES[0]) not in PURPOSES:
        yield f"unknown issue {row['issue']}"
    states = [
        *(each for each in row.get("senders", ()) if isinstance(each, int)),
        *row.get("targets", ()),
    ]
    yield from (f"no state has the number {each}" for each in states if each not in listed())
    for name in ("joined", "left"):
        strangers = sorted(set(row.get(name, ())) - set(row.get("senders", ())))
        yield from (f"{each} {name} and is no sender" for each in strangers)


def year(value: Any, last: bool = False) -> int:
    """Return the year of a date as written: the first that it can be, or the last; what has no end lasts to the end of the coding.

    Examples
    --------
    >>> year("2016-12-19"), year(None, last=True)
    (2016, 2025)
    """
    if value is None:
        return LAST_YEAR
    return latest(str(value)).year if last else when(str(value)).first.year


def of_kind(rows: Sequence[Mapping[str, Any]], kind: str) -> list[Mapping[str, Any]]:
    """Return the rows of a kind."""
    return [row for row in rows if row["kind"] == kind]


def flags(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a case restricts: its kinds as 0 or 1, and whether all exports and all imports are forbidden."""
    restricts = row["restricts"]
    trade = any(each.startswith(WAYS) for each in restricts)
    kinds = {kind: int(kind in restricts) for kind in KINDS[1:]}
    return {"trade": int(trade), **kinds, **{way: f"{way} complete" in restricts for way in WAYS}}


def aims(inputs: Inputs, cases: pl.DataFrame) -> pl.DataFrame:
    """Return whom each case of the data base means: by rule, or as coded where the rule fails.

    Returns
    -------
    polars.DataFrame
        ``case_id``, ``meant``, ``aid`` (it ends aid or loans alone), ``persons`` (its finance and travel concern listed persons only), ``mandate`` (it binds the members of the
        institution), ``basis`` (rule or hand) and ``why``.
    """
    objectives = pl.read_csv(
        inputs.file(gsdb.GSDB, "GSDB_V4.csv"), encoding="latin1", columns=["case_id", "objective"]
    )
    known = {
        row["case_id"]: by_rule(row) for row in cases.join(objectives, on="case_id").iter_rows(named=True)
    }
    for row in inputs.events(SANCTIONS_BY_HAND, SANCTIONS_BY_HAND.files[1]):
        if set(row) - {"cases", *SAID, "why"} or not row.get("why"):
            raise ValueError(f"sanction_aims.yaml: not an entry: {row}")
        for case in row["cases"]:
            said = {name: row[name] for name in SAID if name in row}
            known[case] = {**known[case], "aid": False, **said, "basis": "hand", "why": row["why"]}
    frame = pl.DataFrame([{"case_id": case, **found} for case, found in known.items()])
    strange = set(frame["meant"].unique()) - set(AIMS)
    if strange:
        raise ValueError(f"sanction_aims.yaml: unknown aims {sorted(strange)}")
    return frame.sort("case_id")


def by_rule(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return whom a case means by its kinds, sender, years and objective, and which rule says so.

    Examples
    --------
    >>> case = dict.fromkeys(KINDS, 0) | {"financial": 1, "travel": 1, "descr_trade": None, "objective": "human_rights"}
    >>> case |= {"begin": 2011, "sanctioned_state": "Tunisia", "sanctioning_state": "EU"}
    >>> by_rule(case)["meant"], by_rule({**case, "arms": 1})["meant"], by_rule({**case, "arms": 1})["persons"]
    ('persons', 'state', True)
    """
    kinds = {kind for kind in KINDS if case[kind]}
    recent = case["begin"] >= FIRST_OF_LISTS
    meant, why = _rule(case, kinds, recent)
    spared = not any(name in case["sanctioned_state"] for name in NEVER_LISTS_ONLY)
    persons = meant != "persons" and recent and spared and set(LISTED) <= kinds and len(kinds) > len(LISTED)
    mandate = case["sanctioning_state"] == "UN"
    aid = meant == "government"
    return {"meant": meant, "aid": aid, "persons": persons, "mandate": mandate, "basis": "rule", "why": why}


def _rule(case: Mapping[str, Any], kinds: set[str], recent: bool) -> tuple[str, str]:
    blocked = case["descr_trade"] and {"exp_part", "imp_part"} <= set(case["descr_trade"].split(","))
    if (
        recent
        and blocked
        and "United States" in case["sanctioning_state"]
        and kinds - {"travel"} == {"trade", "financial"}
    ):
        return "persons", "dealings with those on the lists of the United States are blocked"
    if recent and kinds and kinds <= set(LISTED) and "travel" in kinds:
        return "persons", "a ban on travel, or a freeze with one, is on persons"
    if kinds == {"financial"}:
        charged = {"other", "terrorism"} & set(str(case["objective"]).replace(" ", "").split(","))
        if case["begin"] > FIRST_OF_LISTS + 10 and charged:
            return "persons", "a freeze for crime or terror is on persons"
        return "government", "an end of aid or of loans is on the government"
    if kinds and kinds <= {"military", "financial"}:
        return "government", "an end of aid is on the government"
    return "state", "what restricts trade, arms or relations is on the state"
