"""The page of protests: what a year lets expect, what a delivery of grain does, what the terms go with, and what telling ahead was worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.effects.distribution import distribution
from westphalia.effects.unrest import TERMS
from westphalia.lazy import np
from westphalia.report.brief import words
from westphalia.report.numbers import number, percent
from westphalia.report.page import Chart, Page, Section, SmallTable
from westphalia.report.use import USE
from westphalia.report.views.effect import parameter_section, spread
from westphalia.report.views.named import sources_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from westphalia.record.world import World
    from westphalia.report.views.unrest import Delivered, Unrest

KINDS = {"events": "protests of all kinds", "price_demands": "protests about prices or taxes"}
COUNTED = "protests of fifty or more people"
STEPS: Mapping[str, tuple[float, str]] = {
    "growth": (5.0, "5 points more"),
    "inflation": (0.0870, "20 % a year instead of 10 %"),
    "dependence": (0.1, "10 points more"),
    "price": (0.05, "10 % where half is bought abroad"),
    "sanctions": (1.0, "in force or not"),
    "democracy": (0.1, "0.1 of 1 more"),
    "between": (0.1, "0.1 of 1 more"),
    "population": (0.0953, "10 % more"),
}
"""By how much each term is taken to differ, in the table of what it goes with."""
RULES = {
    "model": "the model",
    "base_rate": "the mean of all states",
    "own_rate": "each state's own mean",
    "lag": "the count of the year before",
}
TABLES = ("protests", "macro", "democracy_indices", "sanction_cases", "grain_balances", "prices_annual")
CANNOT = "cannot be told"
LARGER = {"democracy": "more electoral democracy", "population": "a larger population"}
"""Terms that need a word more in a sentence on what goes with protests."""


def page_of(world: World, found: Unrest, document: Mapping[str, Any]) -> Page:
    """Return the page.

    Parameters
    ----------
    world, found, document : World, Unrest, mapping
        The record as it was known, what is told, and the document.
    """
    sections = [_expected(found), _terms(found, document["terms"]), _worth(found), _open(found)]
    used = list(TABLES)
    if found.delivered is not None:
        moved = found.delivered.moved
        sections.insert(1, _delivery(found, found.delivered))
        sections.insert(4, parameter_section(found.held, moved, "what the delivery does to protests"))
        used += ["wheat_trade", "grain_production"]
    name = words.the(found.state.name)
    title = f"Protests in {name}, {found.year}"
    standfirst = " ".join(section.finding for section in sections[: 2 if found.delivered else 1])
    return Page(title, standfirst, tuple(sections), document, sources_of(world, used), {}, found.year)


def _many(value: float) -> str:
    """Return a count that need not be whole."""
    return number(value, 2)


def _expected(found: Unrest) -> Section:
    means = {name: distribution(each) for name, each in found.expected.items()}
    finding = (
        f"In {words.the(found.state.name)} {spread(means['events'], _many)} {COUNTED} are to be expected in a year like {found.year}, "
        f"{spread(means['price_demands'], _many)} of them with demands about prices or taxes."
    )  # fmt: skip
    counted = found.counted["events"]
    was = "" if counted is None else f"In {found.year} {words.count(counted)} {'was' if counted == 1 else 'were'} counted."  # fmt: skip
    prose = [
        f"Nine runs of ten lie between the numbers in brackets. {was}".strip(),
        *_often(float(found.expected["price_demands"].mean())),
        f"The model is fitted to counts in {len(found.models['events'].states)} states from 1990 to {found.models['events'].until}.",
    ]
    old = [f"{text} is of {when}" for text, when in zip(TERMS.values(), found.at.observed[0].tolist(), strict=True) if 0 < when < found.year]  # fmt: skip
    notes: tuple[str, ...] = (f"Older than {found.year}: {'; '.join(old)}.",) if old else ()
    return Section("expected", "Expected", finding, tuple(prose), (_counts(found, means["events"]),), (_conditions(found),), (*notes, USE))  # fmt: skip


def _often(mean: float) -> Iterator[str]:
    """Yield in how many years of ten there is one of what is rarer than yearly."""
    years = round(10 * mean)
    if years < 10:
        yield f"Protests about prices or taxes are rare: {words.count(years) if years else 'less than one'} in ten such years."


def _counts(found: Unrest, mean: Mapping[str, Any]) -> Chart:
    """Return the counts of each year as a line, with what is expected of the year asked for."""
    known = {year: float(count) for year, count in enumerate(found.history["events"].tolist(), 1990) if count == count}  # fmt: skip
    last, held = max(known, default=1990), mean["quantiles"]
    rows: list[dict[str, Any]] = [
        {"series": "counted", "role": "a", "year": year, "value": known.get(year)}
        for year in range(1990, last + 1)
    ]
    rows.append({"series": "expected", "role": "pair", "year": found.year, "value": held["0.5"]})
    missing = [[last + 1, found.year - 1, f"not counted after {last}"]] if found.year - last > 2 else []
    alt = f"Protests counted in {words.the(found.state.name)} from 1990 to {last}: {_many(float(np.mean(list(known.values()))))} a year on average, most {max(known.values()):.0f}." if known else "No protest was counted."  # fmt: skip
    covered = f"1990-{last}; a year after 2017 without a protest is unknown"
    return Chart(
        "counts", "lines", tuple(rows), f"Protests of fifty or more people in {words.the(found.state.name)}", alt, "protests a year", ("protests",),
        covered, {"year": found.year, "missing": missing, "zero": True},
    )  # fmt: skip


def _conditions(found: Unrest) -> SmallTable:
    rows = []
    for text, name, value, when in zip(TERMS.values(), TERMS, found.at.value[0].tolist(), found.at.observed[0].tolist(), strict=True):  # fmt: skip
        rows.append((text, _shown(name, value), str(when) if when else "taken to stay"))
    return SmallTable(
        ("what the model reads", "value", "of"),
        tuple(rows),
        "lrr",
        TABLES,
        "What is read of the state and year",
    )


def _shown(name: str, value: float) -> str:
    """Return a term in its plain unit."""
    if name == "growth":
        return f"{value:.1f} % a year"
    if name == "inflation":
        return f"{100 * np.expm1(value):.0f} % a year"
    if name == "dependence":
        return percent(value)
    if name == "price":
        return f"{value:.3f} in logarithms"
    if name == "sanctions":
        return "in force" if value else "none"
    if name == "population":
        return f"{np.exp(value) / 1e6:,.1f} million"
    return f"{value:.2f} of 1"


# A delivery.


def _delivery(found: Unrest, given: Delivered) -> Section:
    name = words.the(found.state.name)
    share = distribution(given.relief.share_of_use)
    less = distribution(given.difference["price_demands"])
    low, high = given.bound["price_demands"]
    weight = f"{number(given.tonnes / 1e6, 3)} million tonnes" if given.tonnes >= 1e6 else f"{given.tonnes:,.0f} tonnes"  # fmt: skip
    told = _told(low, high)
    finding = f"{words.sentence(weight)} of wheat are {spread(share)} of what {name} uses in a year; {told}."
    prose = (
        f"Protests about prices or taxes with the delivery, less those without it: {spread(less, _signed)} in the year. "
        f"In 95 runs of 100 the difference lies between {_signed(low)} and {_signed(high)}: that is the bound, and the record says no more.",
        f"No delivery can prevent more such protests than are expected, {_many(float(found.expected['price_demands'].mean()))}.",
        *_market(found, given),
    )
    return Section("grain", "Grain", finding, prose, (_runs(given),), (_changes(given),), tuple(_short(found, given)))  # fmt: skip


def _told(low: float, high: float) -> str:
    """Return what a delivery does to protests, in words: a direction only where the bound does not hold zero."""
    if low == high == 0:
        return "nothing changes"
    if low <= 0 <= high:
        return "whether that means more or fewer protests about prices cannot be told from the record"
    return f"in 95 runs of 100 there are {'fewer' if high < 0 else 'more'} protests about prices with it"


def _signed(value: float) -> str:
    text = _many(abs(value)) if abs(value) >= 5e-4 else "0"
    return text if text == "0" else f"{'+' if value > 0 else '-'}{text}"


def _market(found: Unrest, given: Delivered) -> Iterator[str]:
    done, wheat = given.relief, given.wheat
    before, after, home, world = (distribution(each) for each in (done.before, done.after, done.home, done.world))  # fmt: skip
    yield (
        f"Use is {wheat.per_head:.0f} kg a head (2005-09, observed to 2009) times {number(wheat.people / 1e6)} million people ({wheat.counted}): "
        f"{number(wheat.use / 1e6)} million tonnes, give or take 20 % in two cases of three."
    )  # fmt: skip
    yield f"Of it {spread(before)} are bought abroad at the world price without the delivery, {spread(after)} with it."
    yield (
        f"What it does not replace adds to supply at home, where wheat would cost {spread(home, _changed)}, and is missing elsewhere, "
        f"where it would cost {spread(world, _changed)}. These two directions are assumed, not found."
    )  # fmt: skip


def _changed(value: float) -> str:
    return f"{'+' if value > 0 else '-'}{percent(abs(value))}" if abs(value) >= 5e-5 else "0 %"


def _runs(given: Delivered) -> Chart:
    each = given.difference["price_demands"]
    rows = tuple({"label": "", "role": "other", "value": float(value)} for value in each)
    low, high = float(each.min()), float(each.max())
    alt = f"Differences of {len(each)} runs lie between {_signed(low)} and {_signed(high)} protests."
    return Chart(
        "difference", "strip", rows, "Protests about prices or taxes with the delivery, less those without it: one tick a run", alt,
        "protests in the year", ("protests",), f"{len(each)} runs",
        {"marks": [{"value": 0.0, "text": "no difference"}], "ends": {"low": "fewer", "high": "more"}},
    )  # fmt: skip


def _changes(given: Delivered) -> SmallTable:
    rows = tuple(
        (words.sentence(KINDS[name]), spread(distribution(each), _signed), f"{_signed(given.bound[name][0])} to {_signed(given.bound[name][1])}")
        for name, each in given.difference.items()
    )  # fmt: skip
    return SmallTable(
        ("a year", "difference (nine runs of ten)", "bound (95 of 100)"),
        rows,
        "lrr",
        (),
        "What the delivery does",
    )


def _short(found: Unrest, given: Delivered) -> Iterator[str]:
    wheat, name = given.wheat, words.the(found.state.name)
    if wheat.source != "wheat_trade":
        yield f"Imports of {name} are an assumption ({wheat.source}): FAO's matrix of trade has far too little."
    elif wheat.short:
        yield f"Imports and harvest on record make up {percent((wheat.imports + wheat.harvest) / wheat.use)} of use: one of them is probably too low on record."
    if 0 < wheat.bought < found.year:
        yield f"Imports are of {wheat.bought}."


# What the terms go with, and what telling ahead was worth.


def _terms(found: Unrest, rows: Sequence[Mapping[str, Any]]) -> Section:
    parts, sure = [], 0
    for outcome, kind in KINDS.items():
        for way in ("fewer", "more"):
            found_so = [row for row in rows if (row["outcome"], row["direction"]) == (outcome, way)]
            named = [LARGER.get(row["term"], row["words"]) for row in found_so]
            parts += [f"{way} {kind} go with {words.listed(named)}"] if named else []
            sure += len(named)
    many = words.count(len(rows) - sure)
    finding = f"Of the {many} estimates none has a direction that can be told."
    if parts:
        finding = f"{words.sentence('; '.join(parts))}; of the other {many} estimates no direction can be told."  # fmt: skip
    grid = SmallTable(
        ("term", "difference", *(words.sentence(text) for text in KINDS.values())),
        tuple(
            (words.sentence(text), STEPS[name][1], *(_effect(row) for row in rows if row["term"] == name))
            for name, text in TERMS.items()
        ),
        "llrr",
        ("protests",),
        "By how much the expected count differs, with the 95 % interval of the estimate",
    )  # fmt: skip
    notes = (
        "States are compared with themselves in other years, and years with all states' of that year. What goes with protests need not cause them: growth and sanctions may follow from unrest.",
        "Sixteen estimates stand here: of so many one or so lies apart from zero by chance alone.",
    )
    return Section("terms", "What goes with protests", finding, (), (), (grid,), notes)


def _effect(row: Mapping[str, Any]) -> str:
    """Return what a step of a term goes with; without a middle where no direction can be told."""
    step = STEPS[row["term"]][0]
    low, high = sorted(np.expm1(step * np.array(row["interval"])).tolist())
    span = f"{_changed(low)} to {_changed(high)}"
    if row["direction"] is None:
        return f"{CANNOT} ({span})"
    return f"{_changed(float(np.expm1(step * row['coefficient'])))} ({span})"


def _worth(found: Unrest) -> Section:
    if not found.skill:
        finding = f"What the model is worth cannot be told as of {found.known}: too few years had been tried."
        return Section("skill", "Skill", finding)
    by = {(row["outcome"], row["model"]): row for row in found.skill}
    finding = " ".join(_verdict(name, [row for row in found.skill if row["outcome"] == name]) for name in KINDS)  # fmt: skip
    rows = tuple(
        (
            words.sentence(KINDS[name]), RULES[rule], number(row["deviance"]), number(row["absolute_error"]), number(row["any_log_score"]), number(row["any_roc_auc"], 2),
        )
        for (name, rule), row in by.items()
    )  # fmt: skip
    heads = ("a year ahead", "told by", "deviance", "mean miss", "any: log score", "any: AUC")
    grid = SmallTable(heads, rows, "llrrrr", ("protests",), "Lower is better, but for AUC")
    first = found.skill[0]
    notes = (
        f"{first['n']:,} states and years from 2001 to {found.models['events'].until}, each told from what was known at the end of the year before; the same rows for all.",
        "Deviance: how far counts lie from what was told, as Poisson counts go, a row. Any: whether there was at least one. AUC: how often a year with one was put above a year without.",
    )
    return Section("skill", "Skill", finding, (), (), (grid,), notes)


def _verdict(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Return what the model is worth beside the others: better or worse only where the interval does not hold zero."""
    better: list[str] = []
    worse: list[str] = []
    same: list[str] = []
    for row in rows:
        more = row["deviance_more_than_model"]
        if more is not None:
            low, high = more["interval"]
            (better if low > 0 else worse if high < 0 else same).append(RULES[row["model"]])
    parts = [f"does better than {words.listed(better)}"] if better else []
    parts += [f"does worse than {words.listed(worse)}"] if worse else []
    parts += [f"is no better, as far as can be told, than {words.listed(same, 'or')}"] if same else []
    return f"Told a year ahead, for {KINDS[name]} the model {words.listed(parts)}."


def _open(found: Unrest) -> Section:
    prose = (
        "Prices of a month, a city or a season: the counts are of years, and studies that found an effect of food prices on unrest used months or cities (Bellemare 2015; Hendrix and Haggard 2015).",
        "Who would get the wheat, at which price bread is sold, and what else the deal brings.",
        f"Protests after {found.models['events'].until}: the list goes on to March 2020, but without the years that had none.",
    )
    return Section("unknown", "Not known", "Three things that matter here are not known.", prose)
