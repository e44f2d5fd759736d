"""The page on how far two coders agree on the rows coded by hand, worked out from the files of both codings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sources.second_coding import (
    FILE,
    MONTH,
    SETTLED,
    TABLES,
    Agreement,
    Row,
    agreements,
    differences,
    first_coding,
    kinds,
)
from sources.source import by_hand

HEAD = """# How well the coding by hand holds

Generated from `sources/events/coded` and `sources/events/second_coding.yaml` by `sources/second_coding.py`.

Pacts, defence agreements, disputes, land, recognition, relations and rivalries that no list has are coded by hand ([tables](tables.md), `coded_pacts` and so on). One row in five was drawn and coded again
by a second coder, who was told the table, the states, the year, and the treaty, month or place, and had not seen the first coding. Texts were searched for anew: {read} of {n} rows were coded from a text that
was read, {known} from knowledge where none was found. One more row was drawn and could not be coded for want of a text.

Kappa is the agreement beyond what two coders would reach by chance who use each category as often (Cohen 1960): (agreed - chance) / (1 - chance), 1 where they always agree and 0 where they do no better
than chance; in brackets its large-sample standard error (Fleiss, Cohen and Everitt 1969). There is none where both used one category alone, and an error of 0.00 says only that no row differed.
Dates and sides have no categories: of them the share is given. Two dates are the same if they are given as the same days, as exactly and as surely, and within a month if no more than {month} days need lie between them.

On **kind**, over all tables, the two agree on {share:.1%} of {n} rows: kappa {kappa:.2f} ({error:.2f}). A kind belongs to one table and both knew the table, which makes that easy; with chance taken within each table
kappa is {apart:.2f}.

| table | field | rows | agree | kappa |
|---|---|---|---|---|
"""
TAIL = """
The figures are of the codings as they were before the two were laid side by side, and stay so. The agreement of two coders tells whether a row can be coded again, not whether it is true: both may have read the
same text. Weakest are promises to consult, of which texts say little and the two read "consult" differently; the parts of a defence agreement that news reports leave out (training, logistics,
information); and how exactly a day is given, above all the last day of an occupation. The second coder did not know the rules at the heads of the files, such as that a government put back by troops is `installed` and the
occupation after it a row of its own, or none.

## What came of it

The two differed on {differences} fields of {rows} rows. The second coder looked at each again and held it against the texts and the rules: {settled}. {corrected} rows of the first coding were
corrected. Every difference stands in `second_coding.yaml`, with what the first coder had, which is right and why.

| table | {names} |
|---|{bars}
{lines}

## References

- Jacob Cohen (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20(1), 37-46.
- Joseph L. Fleiss, Jacob Cohen and B. S. Everitt (1969). Large sample standard errors of kappa and weighted kappa. Psychological Bulletin 72(5), 323-327.
"""
WORDS = {
    "first": "the first was right",
    "second": "the second was right",
    "neither": "neither was right",
    "open": "no text decides (the first stands)",
}


def beyond(agreement: Agreement) -> str:
    """Return kappa and its standard error as they are printed."""
    if agreement.kappa is None:
        return ""
    return f"{agreement.kappa:.2f}" + ("" if agreement.error is None else f" ({agreement.error:.2f})")


def coding_page() -> str:
    """Return the page."""
    second, first = by_hand(FILE), first_coding()
    together, apart = kinds(second, first)
    read = sum(row["basis"] == "read" for row in second)
    head = HEAD.format(
        n=len(second),
        read=read,
        known=len(second) - read,
        month=MONTH,
        share=together.share,
        kappa=together.kappa,
        error=together.error,
        apart=apart.kappa,
    )
    measured = [
        f"| `coded_{table}` | {field} | {agreement.n} | {agreement.share:.0%} | {beyond(agreement)} |"
        for table, field, agreement in agreements(second, first)
    ]
    return head + "\n".join(measured) + "\n" + settlements(second)


def settlements(second: Sequence[Row]) -> str:
    """Return the part of the page on how the differences were settled."""
    found = differences(second)
    told = Counter(each["settled"] for _, each in found)
    by_table = Counter((row["table"], each["settled"]) for row, each in found)
    corrected = {id(row) for row, each in found if each["settled"] in ("second", "neither")}
    lines = [
        f"| `coded_{table}` | " + " | ".join(str(by_table[table, word]) for word in SETTLED) + " |"
        for table in TABLES
    ]
    return TAIL.format(
        differences=len(found),
        rows=len({id(row) for row, _ in found}),
        settled=", ".join(f"{WORDS[word]} {told[word]} times" for word in SETTLED),
        corrected=len(corrected),
        names=" | ".join(WORDS[word] for word in SETTLED),
        bars="---|" * len(SETTLED),
        lines="\n".join(lines),
    )
