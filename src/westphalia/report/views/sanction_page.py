"""The page of sanctions: who pays, whose trade goes where, what the effects rest on, and what is not known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from westphalia.effects.trade.estimates import KINDS
from westphalia.report.brief.words import counted, listed, possessive, sentence, the
from westphalia.report.numbers import number, percent
from westphalia.report.page import Chart, Page, Section, SmallTable
from westphalia.report.views.effect import parameter_section
from westphalia.report.views.named import sources_of
from westphalia.report.views.sanction_case import called

if TYPE_CHECKING:
    from westphalia.report.views.sanction import SanctionRuns
    from westphalia.report.views.sanction_case import SanctionCase, Senders

Doc = Mapping[str, Any]
SHOWN = 6
"""Senders, gainers and partners that a table names."""
DONE = {
    "embargo": "an embargo on",
    "trade": "restrictions of trade on",
    "finance": "restrictions of finance on",
}
FLOWS = {"sold": "what the target sells", "bought": "what the target buys"}
WINDOWS = {
    "before": "4 years before",
    "during": "in force",
    "after_1_4": "1 to 4 years after",
    "after_5_8": "5 to 8 years after",
}
TABLES = ("trade", "trade_square", "macro", "sanctions", "sanction_mandates", "institution_members")


def change(found: Doc) -> str:
    """Return a change with its sign and range, as tables have it.

    Parameters
    ----------
    found : mapping
        A distribution of fractions.

    Examples
    --------
    >>> change({"quantiles": {"0.05": -0.02, "0.5": -0.009, "0.95": 0.001}})
    '−0.90 % (−2.0 % to +0.10 %)'
    """
    low, middle, high = (_signed(found["quantiles"][level]) for level in ("0.05", "0.5", "0.95"))
    return f"{middle} ({low} to {high})"


def _signed(share: float) -> str:
    size = percent(abs(share))
    return size if size.startswith(("0 ", "under")) else f"{'+' if share > 0 else '−'}{size}"


def lost(found: Doc) -> str:
    """Return a change as a loss or a gain in a sentence.

    Parameters
    ----------
    found : mapping
        A distribution of fractions.

    Examples
    --------
    >>> lost({"quantiles": {"0.05": -0.02, "0.5": -0.009, "0.95": -0.001}})
    'lose 0.90 % of its real income (0.10 % to 2.0 %)'
    >>> lost({"quantiles": {"0.05": -0.02, "0.5": -0.009, "0.95": 0.001}})
    'lose 0.90 % of its real income (from a loss of 2.0 % to a gain of 0.10 %)'
    """
    low, middle, high = (found["quantiles"][level] for level in ("0.05", "0.5", "0.95"))
    verb = "lose" if middle < 0 else "gain"
    if low <= high <= 0 or high >= low >= 0:
        least, most = sorted((abs(low), abs(high)))
        spread = f"{percent(least)} to {percent(most)}"
    else:
        spread = f"from a loss of {percent(-low)} to a gain of {percent(high)}"
    return f"{verb} {percent(abs(middle))} of its real income ({spread})"


def _times(found: Doc) -> str:
    held = found["quantiles"]
    return f"{number(held['0.5'], 2)} ({number(held['0.05'], 2)} to {number(held['0.95'], 2)})"


def page(case: SanctionCase, last: Senders, found: SanctionRuns, document: Doc) -> Page:
    """Return the page.

    Parameters
    ----------
    case, last, found : SanctionCase, Senders, SanctionRuns
        What was asked, who acts, and what came of it.
    document : mapping
        The document.
    """
    sections = (
        _income(case, document),
        *_changed(case, document),
        _partners(case, document),
        _effects(case, document),
        _base(document),
        parameter_section(case.held, found.moved, f"{possessive(the(case.target.name))} loss"),
        _unknown(case, document),
    )
    tables = [name for name in TABLES if name not in ("trade", "trade_square") or name == case.of.matrix]
    return Page(
        _title(case, document), _standfirst(case, document), sections, document, sources_of(case.world, tables), {}, case.year
    )  # fmt: skip


def _title(case: SanctionCase, document: Doc) -> str:
    asked = case.asked

    def names(of: Iterable[Any]) -> str:
        return listed([called(case.world, name, case.year) for name in of])

    by, target = names(asked.by), the(case.target.name)
    by += f", with {names(asked.join)}" if asked.join else ""
    by += f", without {names(asked.leave)}" if asked.leave else ""
    if asked.lift:
        return f"{target[:1].upper()}{target[1:]} without the sanctions of {by}, {case.year}"
    return sentence(f"{DONE[document['shock'][0]['kind']]} {target} by {by}, {case.year}")


def _standfirst(case: SanctionCase, document: Doc) -> str:
    """Return what the target loses, and beside what."""
    target = next(row for row in document["states"] if row["role"] == "target")
    first = f"{the(case.target.name, start=True)} would {lost(target['real_income'])}."
    potential = document["of_potential"]
    if "quantiles" not in potential or potential["mean"] == 1:
        return first
    share = percent(potential["quantiles"]["0.5"])
    what = "lifting all that is in force" if case.asked.lift else "a coalition of everybody"
    return f"{first} That is {share} of what {what} would do."


def _income(case: SanctionCase, document: Doc) -> Section:
    rows = document["states"]
    target = next(row for row in rows if row["role"] == "target")
    senders = [row for row in rows if row["role"] == "sender"]
    others = [row for row in rows if row["role"] == "other"]
    ratio = document["ratio"]
    finding = f"{the(case.target.name, start=True)} would {lost(target['real_income'])}"
    together = document["senders"]["real_income"]
    if "quantiles" in ratio:
        finding += f", {_often(ratio)} as much as the senders together, in proportion."
    else:
        finding += "; the senders' own change has no steady sign beside it."
    prose = (
        f"The senders together: {change(together)}. Real income is what output buys; nine runs of ten lie within the brackets.",
        _potential(case, document),
        _gainers(others),
    )
    body = [("target", target), ("senders together", {"state": {"name": ""}, **document["senders"]})]
    body += [("sender", row) for row in senders[:SHOWN]]
    body += [("other", row) for row in others[-SHOWN // 2 :][::-1]] + [
        ("other", row) for row in others[: SHOWN // 2]
    ]
    cells = tuple(
        (
            f"{row['state']['name']}{' (home sales: floor)' if row.get('floor') else ''}",
            role,
            change(row["real_income"]),
        )
        for role, row in body
    )
    grid = SmallTable(("state", "", "real income"), cells, "llr", (case.of.matrix,))
    return Section(
        "income", "Who pays", finding, tuple(text for text in prose if text), (_strip(case, rows),), (grid,)
    )


def _often(ratio: Doc) -> str:
    middle = ratio["quantiles"]["0.5"]
    return "about" if 0.95 < middle < 1.05 else f"{number(middle, 2)} times"


def _potential(case: SanctionCase, document: Doc) -> str:
    ratio, potential = document["ratio"], document["of_potential"]
    parts = []
    if "quantiles" in ratio:
        parts.append(
            f"For each per cent of the senders' income the target's changes by {_times(ratio)} per cent."
        )
    if "quantiles" in potential and potential["mean"] != 1:
        held = potential["quantiles"]
        what = (
            "everybody who has sanctions in force lifted them"
            if case.asked.lift
            else "every state of the world did the same"
        )
        parts.append(
            f"If {what}, it would be more: this is {percent(held['0.5'])} of that ({percent(held['0.05'])} to {percent(held['0.95'])}), both in a world without deficits{'' if case.asked.lift else ', since cut off by everybody nobody can keep one'}."
        )
    return " ".join(parts)


def _gainers(others: list[Any]) -> str:
    most = [row for row in others[::-1] if row["real_income"]["quantiles"]["0.05"] > 0][:3]
    if not most:
        return ""
    names = listed(
        [f"{the(row['state']['name'])} ({_signed(row['real_income']['quantiles']['0.5'])})" for row in most]
    )
    return f"Third states that gain most: {names}."


def _strip(case: SanctionCase, rows: Iterable[Doc]) -> Chart:
    """Return a mark for every state's change of real income, the target's and the largest senders' named."""
    roles = {"target": "a", "sender": "b", "other": "other"}
    marks = []
    named = 0
    for row in rows:
        known = row["role"] == "target" or (row["role"] == "sender" and named < 3)
        named += row["role"] == "sender"
        role = roles[row["role"]] if known or row["role"] == "other" else "other"
        marks.append(
            {"label": row["state"]["name"], "role": role, "value": row["real_income"]["quantiles"]["0.5"]}
        )
    low = min(marks, key=lambda mark: mark["value"])
    alt = f"Change of real income of {len(marks)} states, median of the runs: the largest loss is {percent(-low['value'])}, of {low['label']}."
    return Chart(
        "income", "strip", tuple(marks), "Change of real income by state, per cent, median of the runs", alt, "share of real income",
        (case.of.matrix,), f"Trade of {case.of.observed}",
        {"format": "percent", "zero": True, "ends": {"low": "loses", "high": "gains"}},
    )  # fmt: skip


def _changed(case: SanctionCase, document: Doc) -> tuple[Section, ...]:
    found = document["change"]
    if found is None:
        return ()
    who = listed(
        [
            called(case.world, name, case.year)
            for name in (*(case.asked.join or ()), *(case.asked.leave or ()))
        ]
    )
    verb = "With" if found["join"] else "Without"
    before, after = found["before"]["quantiles"]["0.5"], found["after"]["quantiles"]["0.5"]
    finding = f"{verb} {who} {the(case.target.name)}'s real income would change by {_signed(after)} instead of {_signed(before)}."
    prose = (f"The difference, in the same runs: {change(found['difference'])}.",)
    return (Section("change", "One more, one fewer", finding, prose),)


def _partners(case: SanctionCase, document: Doc) -> Section:
    rows = document["trade"][: 2 * SHOWN]
    target = next(row for row in document["states"] if row["role"] == "target")
    exports, imports = target["exports"], target["imports"]
    finding = (
        f"{the(case.target.name, start=True)} would sell {_moved(exports)} and buy {_moved(imports)} abroad."
    )
    cells = tuple(
        (
            row["with"]["name"],
            "sender" if row["sender"] else "",
            *_flow(row["sold"], "nothing sold"),
            *_flow(row["bought"], "nothing bought"),
        )
        for row in rows
    )
    heads = ("partner", "", "sold to it, bn US$", "change", "bought from it, bn US$", "change")
    caption = f"The largest partners by trade of {case.of.observed}; changes are medians of the runs"
    note = "Where two states traded nothing in the year of the matrix, the model lets them trade nothing afterwards."
    grid = SmallTable(heads, cells, "llrrrr", (case.of.matrix,), caption)
    return Section("trade", "Trade", finding, (), (), (grid,), (note,))


def _flow(found: Doc, nothing: str) -> tuple[str, str]:
    moved = found["change"]
    return f"{found['before'] / 1e3:,.1f}", _signed(moved["quantiles"]["0.5"]) if moved else nothing


def _moved(found: Doc | None) -> str:
    if found is None:
        return "nothing"
    middle = found["quantiles"]["0.5"]
    low, high = (_signed(found["quantiles"][level]) for level in ("0.05", "0.95"))
    return f"{percent(abs(middle))} {'less' if middle < 0 else 'more'} ({low} to {high})"


def _effects(case: SanctionCase, document: Doc) -> Section:
    """Return what past sanctions did to trade, by kind, before and after, and for targets that were none."""
    held = document["effects"]
    first = max(document["shock"], key=lambda row: row["trade_before"])
    kinds, kind = list(held["kinds"]), first["kind"]
    drawn = first["effect"]["quantiles"]
    count = held["kinds"][kind]["cases"]
    finding = (
        f"Cases differ: of {count} on record of this kind ({KINDS[kind]}), nine draws of ten change trade between target and sender "
        f"by {_signed(drawn['0.05'])} to {_signed(drawn['0.95'])}."
    )
    if case.asked.lift:
        finding = f"Lifting would change trade between target and sender by {_signed(drawn['0.5'])} ({_signed(drawn['0.05'])} to {_signed(drawn['0.95'])})."
    windows = {(row["kind"], row["flow"], row["window"]): row for row in held["windows"]}
    cells = tuple(
        (KINDS[kind], FLOWS[flow], *(_window(windows.get((kind, flow, when))) for when in WINDOWS))
        for kind in kinds
        for flow in FLOWS
    )
    caption = "Trade against pairs without sanctions, and two standard errors either way"
    grid = SmallTable(("kind", "flow", *WINDOWS.values()), cells, "llrrrr", ("trade", "sanctions"), caption)
    first_year, last_year, _ = held["estimated_from"]
    notes = (
        f"Estimated from trade by pair of every second year {first_year} to {last_year}, with effects of exporter and year, importer and year, and pair: see Sanctions in general equilibrium in the documentation. "
        "What is drawn is a case on record, pulled to the others of its kind as far as it is unsure.",
        _few(case, kind),
        *_placebo(held["placebo"]),
    )
    return Section("effects", "What sanctions did before", finding, (), (), (grid,), notes)


def _few(case: SanctionCase, kind: str) -> str:
    """Return of how many cases an effect can be told from none at all."""
    rows = [row for row in case.known.document["cases"] if row["kind"] == kind]
    told = sum(
        any(abs(row["estimate"][at]) > 2 * row["covariance"][at][at] ** 0.5 for at in range(len(FLOWS)))
        for row in rows
    )
    return f"Averages mislead: of {len(rows)} cases {told} differ from no effect by more than two standard errors on what the target sells or buys."


def _window(row: Doc | None) -> str:
    if row is None:
        return ""
    low, high = (_log(row["effect"] + sign * row["error"]) for sign in (-2, 2))
    return f"{_log(row['effect'])} ({low} to {high})"


def _log(effect: float) -> str:
    return _signed(math.expm1(effect))


def _placebo(rows: list[Any]) -> tuple[str, ...]:
    """Return what the same rows say of targets that nobody sanctioned."""
    if not rows:
        return ()
    words = [
        f"{_log(row['mean'])} (standard error {row['error']:.2f} in logarithms) on {FLOWS[row['flow']]}"
        for row in rows[:2]
    ]
    return (
        f"Laid on targets of like size that were not sanctioned, the same cases show {listed(words)}; their scatter is what the errors of single cases are widened by.",
    )


def _base(document: Doc) -> Section:
    base = document["base"]
    floor = [each["name"] for each in base["internal"]["floor"]]
    finding = f"The trade is that of {base['observed']}"
    if base["matrix"] == "trade":
        finding += "; what states sell at home is reckoned, not observed."
    else:
        finding += ", of 43 countries and the rest of the world, home sales included."
    prose = [
        f"Home sales: {base['internal']['rule']}. A loss is inversely proportional to it: ratios between states are surer than levels."
    ]
    if floor:
        prose.append(f"On the floor, with wider intervals: {listed(floor)}.")
    cells = tuple((row["reason"], f"{row['n']:,}") for row in base["dropped"] if row["n"])
    grids = (SmallTable(("left out", "how many"), cells, "lr", ("trade", "macro")),) if cells else ()
    return Section("base", "What it begins from", finding, tuple(prose), (), grids)


def _unknown(case: SanctionCase, document: Doc) -> Section:
    base, failed = document["base"], document["diagnostics"]["failed"]
    lines = [
        "States are not sanctioned at random: senders choose targets whose trade may have been falling anyway. The effects hold for cases like those on record.",
        "One sector: a state that sells what others cannot do without, as oil or gas, is treated like any other seller. Ask the market command for that.",
    ]
    if base["extrapolated"] or case.year > case.known.until:
        lines.append(
            f"Trade by pair from which effects are estimated ends in {case.known.until}: {case.year} is extrapolation."
        )
    if base["observed"] > case.year:
        lines.append(
            f"The trade is of {base['observed']}, later than {case.year}: part of what followed is in it."
        )
    if case.asked.secondary:
        lines.append(
            "How far third states follow is an assumption, not an estimate: see the table of assumptions."
        )
    if document["unchanged"]:
        count = counted(len(document["unchanged"]), "sender")
        what = (
            "has nothing to lift" if case.asked.lift else "has such sanctions or graver ones in force already"
        )
        lines.append(
            f"Nothing changes for {count} that {what} in {base['observed']}: {listed([each['name'] for each in document['unchanged']])}."
        )
    nothing = [row["by"]["name"] for row in document["shock"] if row["nothing_to_change"]]
    if nothing:
        lines.append(
            f"No trade with the target to begin with: {listed(nothing)}. The model cannot make trade from nothing."
        )
    if failed:
        lines.append(
            f"{counted(len(failed), 'answer')} of {document['diagnostics']['runs']} runs could not be found and {'is' if len(failed) == 1 else 'are'} left out: {failed[0]['why']}"
        )
    return Section(
        "unknown",
        "What is not known",
        lines[0],
        tuple(lines[1:]),
        notes=(*document["notes"], f"What is in force against the target, by whom and since when: westphalia sanctions {case.target.iso3 or case.target.ccode} --year {case.year}."),
    )  # fmt: skip
