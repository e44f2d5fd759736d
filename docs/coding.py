"""The page on how far two coders agree on the rows coded by hand, worked out from the files of both codings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sources.adapters.events_by_hand import FILES
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
from sources.source import EVENTS, by_hand

HEAD = """# How well the coding by hand holds

Generated from `sources/events` and `sources/events/second_coding.yaml` by `sources/second_coding.py`.

Pacts, defence agreements, disputes, land, recognition, relations, rivalries and sanctions that no list has are coded by hand, and so are events ([tables](tables.md), `coded_pacts` and so on; `events`). One row
in five was drawn, of events one in five of the {events} in the six files added last, and coded again by a second coder, who was told the table, the states, the year, and the treaty, month or place, and had not seen the first coding. {read} of {n} rows were coded from a text
that was searched for anew and read, {known} from knowledge: where none was found, and for most sanctions of the last two years and corrections of the list, where none was searched for. One more row was drawn and could not be coded for want of a text.

Kappa is the agreement beyond what two coders would reach by chance who use each category as often (Cohen 1960): (agreed - chance) / (1 - chance), 1 where they always agree and 0 where they do no better
than chance; in brackets its large-sample standard error (Fleiss, Cohen and Everitt 1969). There is none where both used one category alone, and an error of 0.00 says only that no row differed.
Dates and sides have no categories: of them the share is given. Two dates are the same if they are given as the same days, as exactly and as surely, and within a month if no more than {month} days need lie between them.

On **kind**, over all tables where it was coded again, the two agree on {share:.1%} of {kinds} rows: kappa {kappa:.2f} ({error:.2f}). A kind belongs to one table and both knew the table, which makes that easy; with chance taken within each table
kappa is {apart:.2f}. Of a sanction the second coder was told whether a case or a correction of the list is meant: `right` is what a correction puts in place of what is printed. Of
sanctions the coder saw the name, the senders and the target, of a correction the column and the printed case as well; names such as `un-libya-suspended-1999` tell much of what is right, which makes `right` easy. *Part of each state* is what an event
has a state for (actor, target, party, place, concerned), taken state by state; *hostile* whether its kind is done against the other, for it or either.

| table | field | rows | agree | kappa |
|---|---|---|---|---|
"""
TAIL = """
The figures are of the codings as they were before the two were laid side by side, and stay so. The agreement of two coders tells whether a row can be coded again, not whether it is true: both may have read the
same text. Weakest are promises to consult, of which texts say little and the two read "consult" differently; the parts of a defence agreement that news reports leave out (training, logistics,
information); and how exactly a day is given, above all the last day of an occupation. The second coder did not know the rules at the heads of the files, such as that a government put back by troops is `installed` and the
occupation after it a row of its own, or none.

Of events the two mostly know the same one: all but one of their days lie within a month of each other. Where days differ the first coder as a rule has the month or the year alone, since the text that was read had no more,
and the second found one that has the day. Kinds differ between neighbours (an agreement and a treaty, a mediation and the ceasefire that it brought), parts over whether a state that is recognised receives or has
something done to it: it is a party now in all rows of that kind, those that were not drawn included. The second coder knew the names of the events, which often tell their kind (`us-recognises-chile-1823`): that
makes kinds easier to agree on than they are. The first {first} events were not coded again.

## What came of it

The two differed on {differences} fields of {rows} rows. The second coder looked at each again and held it against the texts and the rules, or where a day is surely known and no text was read, against that: {settled}. {corrected} rows of the first coding were
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


def name(table: str) -> str:
    """Return the name of a table of the edition."""
    return table if table == "events" else f"coded_{table}"


def coding_page() -> str:
    """Return the page."""
    second, first = by_hand(FILE), first_coding()
    together, apart = kinds(second, first)
    read = sum(row["basis"] == "read" for row in second)
    last = sum(table == "events" for table, _ in first)
    events = sum(len(by_hand(EVENTS / file)) for file in FILES)
    head = HEAD.format(
        n=len(second),
        events=last,
        kinds=together.n,
        read=read,
        known=len(second) - read,
        month=MONTH,
        share=together.share,
        kappa=together.kappa,
        error=together.error,
        apart=apart.kappa,
    )
    measured = [
        f"| `{name(table)}` | {field} | {agreement.n} | {agreement.share:.0%} | {beyond(agreement)} |"
        for table, field, agreement in agreements(second, first)
    ]
    return head + "\n".join(measured) + "\n" + settlements(second, events - last)


def settlements(second: Sequence[Row], first_events: int) -> str:
    """Return the part of the page on how the differences were settled."""
    found = differences(second)
    told = Counter(each["settled"] for _, each in found)
    by_table = Counter((row["table"], each["settled"]) for row, each in found)
    corrected = {id(row) for row, each in found if each["settled"] in ("second", "neither")}
    lines = [
        f"| `{name(table)}` | " + " | ".join(str(by_table[table, word]) for word in SETTLED) + " |"
        for table in TABLES
    ]
    return TAIL.format(
        first=first_events,
        differences=len(found),
        rows=len({id(row) for row, _ in found}),
        settled=", ".join(f"{WORDS[word]} {told[word]} times" for word in SETTLED),
        corrected=len(corrected),
        names=" | ".join(WORDS[word] for word in SETTLED),
        bars="---|" * len(SETTLED),
        lines="\n".join(lines),
    )
