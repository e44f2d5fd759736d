"""The page of the market view: the finding, where the goods went, what it does to prices, what was assumed, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from westphalia.report.numbers import percent, signed
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views.effect import parameter_section, spread
from westphalia.report.views.market_charts import AMOUNTS, MOST, charts, fan, in_words
from westphalia.report.views.named import sources_of

if TYPE_CHECKING:
    from westphalia.effects.market import MarketOutcome
    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.world import World
    from westphalia.report.views.market import MarketQuestion

Found = Mapping[str, tuple["MarketOutcome", "ParameterSet"]]
UNITS: Mapping[str, str] = {"wheat": "million tonnes"}
HEADS = ("good", "state", "measure", "unit", "mean", "0.05", "0.25", "0.5", "0.75", "0.95")
TABLES: Mapping[str, tuple[str, ...]] = {
    "oil": (
        "oil",
        "oil_area_flows",
        "oil_area_trade",
        "oil_destinations",
        "oil_spot_prices",
        "prices_annual",
        "sanctions",
    ),
    "gas": ("gas", "gas_area_flows", "prices_annual", "sanctions"),
    "wheat": ("wheat_trade", "grain_production", "prices_annual", "sanctions"),
}
RULES: Mapping[str, str] = {
    "sanctioners": "those who had sanctions on it in {year}",
    "core": "the leading states of the system",
    "all": "all other states",
    "list": "those who are named",
}


def rows(documents: Mapping[str, Mapping[str, Any]]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Return heads and rows for a spreadsheet.

    Parameters
    ----------
    documents : mapping
        What the view says, by good.
    """
    found: list[tuple[Any, ...]] = []
    for good, said in documents.items():
        found.append(_row(good, "", "price_change", "share", said["price_change"]))
        found.append(_row(good, "", "beyond_sum", "share", said["beyond_sum"]))
        for name, unit in (("alone", "share"), ("discounts", "share"), ("revenue", "share")):
            found += [_row(good, iso, name, unit, each) for iso, each in said[name].items()]
        for iso, parts in said["volume"].items():
            found += [_row(good, iso, name, said["unit"], each) for name, each in parts.items()]
        found += [
            _row(good, "", f"inflation, {each['estimate']}", each["unit"], each) for each in said["inflation"]
        ]
    return HEADS, found


def _row(good: str, state: str, measure: str, unit: str, found: Mapping[str, Any]) -> tuple[Any, ...]:
    return (good, state, measure, unit, found["mean"], *found["quantiles"].values())


def page(
    world: World,
    asked: MarketQuestion,
    document: Mapping[str, Any],
    found: Found,
    horizons: Mapping[str, Mapping[str, MarketOutcome]],
) -> Page:
    """Return the page of one market, or of two one after the other.

    Parameters
    ----------
    world, asked, document, found, horizons : World, MarketQuestion, mapping, mapping, mapping
        The record, the question, the document, of each good the market and what was assumed, and the markets within one year and five.
    """
    names = _listed([world.state(state["ccode"], asked.year).name for state in document["exclude"]])
    several = len(found) > 1
    sections: list[Section] = []
    for good, (made, held) in found.items():
        said = document["goods"][good] if several else document
        sections += _sections(world, asked, (made, held), said, good if several else "", horizons[good])
    title = f"{names} shut out of the market for {' and '.join(found)}, {asked.year}"
    tables = dict.fromkeys(name for good in found for name in TABLES[good])
    return Page(title, _standfirst(document, found), tuple(sections), document, sources_of(world, tables), {}, asked.year)  # fmt: skip


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _standfirst(document: Mapping[str, Any], found: Found) -> str:
    parts = document["goods"] if "goods" in document else {document["good"]: document}
    said = [f"the price of {good} {_changes(each['price_change'])}" for good, each in parts.items()]
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}. It is a contribution to the price, not a forecast of it."


def _changes(found: Mapping[str, Any]) -> str:
    """Return by how much a price changes, in words."""
    low, high = found["quantiles"]["0.05"], found["quantiles"]["0.95"]
    if abs(found["mean"]) < 0.0005 and high < 0.0005:
        return "does not change: what is lost is made up from spare capacity and stocks"
    return f"rises by {percent(found['mean'])} on average of the runs, in nine of ten by {percent(low)} to {percent(high)}"


def _plus(value: float) -> str:
    return signed(_bare)(value)


def _bare(value: float) -> str:
    return percent(value) if value >= 0 else f"−{percent(-value)}"


def _sections(
    world: World,
    asked: MarketQuestion,
    found: tuple[MarketOutcome, ParameterSet],
    said: Mapping[str, Any],
    good: str,
    horizons: Mapping[str, MarketOutcome],
) -> list[Section]:
    made, held = found
    names = {iso: world.state(code, asked.year).name for iso, code in zip(made.base.iso, made.base.sellers, strict=True)}  # fmt: skip
    of = f"{good}-" if good else ""
    moved = tuple((each["name"], each["coefficient"]) for each in said["movers"])
    assumptions = parameter_section(held, moved, said["moves"])
    return [
        _where(made, said, names, of),
        _prices(asked, made, said, names, of, horizons),
        Section(f"{of}assumptions", assumptions.topic, assumptions.finding, grids=assumptions.grids, notes=assumptions.notes),
        _unknown(made, said, of),
    ]  # fmt: skip


def _amount(made: MarketOutcome, value: float) -> float:
    return value / AMOUNTS.get(made.base.good, 1.0)


def _where(made: MarketOutcome, said: Mapping[str, Any], names: Mapping[str, str], of: str) -> Section:
    """Return the section that tells who takes what others refuse."""
    unit = UNITS.get(made.base.good, made.base.unit)
    sound = made.sound
    freed = _amount(made, float(made.where.freed[sound].sum(axis=1).mean()))
    lost = _amount(made, float(made.where.shut_in[sound].sum(axis=1).mean()))
    who = _listed(list(names.values()))
    finding = (
        f"Nobody refuses any of it: {who} {'sells' if len(names) == 1 else 'sell'} as before."
        if freed == 0
        else f"Of {_round(freed)} {unit} that {who} can no longer sell where {'it' if len(names) == 1 else 'they'} did, {_round(freed - lost)} find other buyers and {_round(lost)} are shut in, on average of the runs."
    )
    gains = [
        (
            in_words(each.get("area", each.get("state", ""))),
            percent(each["from"]),
            spread(each["to"]),
        )
        for each in said["gains"][:MOST]
    ]
    grid = SmallTable(
        ("buyer", "share before", "share after"),
        tuple(gains),
        "lrr",
        (),
        "What part of all that they sell goes where, the largest gain first",
    )
    volume = SmallTable(
        ("seller", "sold before", "refused", "rerouted", "shut in"),
        tuple(_volume(made, said, iso, name) for iso, name in names.items()),
        "lrrrr",
        (),
        f"Median, and between what nine runs of ten lie, {unit}",
    )
    return Section(f"{of}volume", "Volume", finding, charts=charts(made, names, of, unit, who), grids=(volume, grid), notes=made.base.notes)  # fmt: skip


def _round(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2g}"


def _volume(made: MarketOutcome, said: Mapping[str, Any], iso: str, name: str) -> tuple[str, ...]:
    def words(value: float) -> str:
        return _round(_amount(made, value))

    parts = said["volume"][iso]
    before = words(said["baseline"]["exports"][iso]["value"])
    return name, before, *(spread(parts[key], words) for key in ("refused", "rerouted", "shut_in"))


def _prices(
    asked: MarketQuestion,
    made: MarketOutcome,
    said: Mapping[str, Any],
    names: Mapping[str, str],
    of: str,
    horizons: Mapping[str, MarketOutcome],
) -> Section:
    """Return the section on the price, the discount, revenue and consumer prices."""
    together, alone = said["price_change"], said["alone"]
    finding = f"Within {'one year' if asked.horizon == 'short' else 'five years'} the price of {made.base.good} {_changes(together)}."
    rows = [("all together", spread(together, _plus), _plus(together["mean"]))]
    if len(names) > 1:
        rows += [
            (f"{name} alone", spread(alone[iso], _plus), _plus(alone[iso]["mean"]))
            for iso, name in names.items()
        ]
        rows.append(
            ("together beyond the sum", spread(said["beyond_sum"], _plus), _plus(said["beyond_sum"]["mean"]))
        )
    prices = SmallTable(("change of the price", "median, nine runs of ten", "mean"), tuple(rows), "lrr", ())
    sellers = SmallTable(
        ("seller", "takes off the price", "change of revenue"),
        tuple(
            (name, spread(said["discounts"][iso]), spread(said["revenue"][iso], _plus))
            for iso, name in names.items()
        ),
        "lrr",
        (),
    )
    consumers = tuple((ESTIMATES[each["estimate"]], spread(each, _points)) for each in said["inflation"])
    inflation = SmallTable(
        ("consumer prices, percentage points", "median, nine runs of ten"), consumers, "lr", ()
    )
    ordinary = made.base.noise
    prose = [
        "How much the price ordinarily moves is not known."
        if ordinary != ordinary
        else f"From one year to the next the price of {made.base.good} ordinarily moves by {percent(ordinary)} up or down (one standard deviation), {'far more than' if together['quantiles']['0.95'] < ordinary / 2 else 'about as much as'} this: what happened to the price in a year is no test of it.",
        "That a loss of supply raises the price is an assumption of the model, not a finding; the size is what it says.",
    ]
    notes = (*_failed(made), *((THREATS,) if made.shock.secondary else ()))
    prose += [
        f"{each['crude']}, of {names[iso]}, was quoted {_apart(each['under_brent'])} Brent in {each['observed']}; a quotation under sanctions is not what was paid."
        for iso, each in said["baseline"].get("quoted", {}).items()
    ]
    grids = (prices, sellers, inflation)
    return Section(f"{of}price", "Price", finding, tuple(prose), fan(horizons, of), grids, notes)


THREATS = "In both episodes of oil with threats, Iran in 2012-13 and in 2018-19, exports fell further than the model says: too much finds another buyer. --set oil.secondary.taking=0 is the other end, at which nobody who is threatened takes more than before."
ESTIMATES: Mapping[str, str] = {
    "published": "by the published pass-through",
    "panel": "by the panel of this edition",
}


def _apart(share: float) -> str:
    return f"{percent(abs(share))} {'under' if share >= 0 else 'over'}"


def _points(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _failed(made: MarketOutcome) -> tuple[str, ...]:
    lost = int((~made.sound).sum())
    return (
        (f"{lost} of {made.sound.size} runs lose so much that they have no price; they are left out.",)
        if lost
        else ()
    )


def _carried(made: MarketOutcome) -> tuple[str, ...]:
    """Return what is of an earlier year than the question's."""
    last = {each.observed for each in made.shock.coalitions if each.observed is not None}
    late = [year for year in last if year < made.base.year]
    return (f"The lists of sanctions end in {late[0]}: who refuses is of that year.",) if late else ()


def _ruled(each: Mapping[str, Any]) -> str:
    """Return by which rule a coalition was chosen, in words."""
    text = RULES[each["rule"]].format(year=each["observed"])
    nobody = each["rule"] == "core" and each["observed"] is not None
    return f"{text}, since nobody had sanctions on it in {each['observed']}" if nobody else text


def _unknown(made: MarketOutcome, said: Mapping[str, Any], of: str) -> Section:
    """Return who refuses, and what the model does not know."""
    by = tuple(
        (
            each["seller"],
            _ruled(each),
            f"{len(each['members'])}",
            _listed([state["name"] for state in each["members"]][:6])
            + (" ..." if len(each["members"]) > 6 else ""),
        )
        for each in said["by"]
        if each["members"]
    )
    grid = SmallTable(("seller", "refused by", "states", "among them"), by, "llrl", ())
    prose = (
        f"Who sold to whom is of {made.base.matrix}, the last table up to {made.base.year}; amounts are of {_listed([f'{year} ({iso})' for iso, year in made.base.observed.items()])}.",
        *_carried(made),
        "Not known: stocks at sea, which grades which refinery takes, what governments pay for loyalty, what a seller does in return. Who takes what is refused is hardly predictable: by the best of five ways to weigh buyers 23 of 100 barrels are in the wrong area.",
    )
    return Section(f"{of}unknown", "Not known", "The model knows amounts and a few shares, no motives.", prose, grids=(grid,))  # fmt: skip
