"""What the partnership model says, and what the mechanisms came out as, as evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from westphalia.claims.quantities import InteractionOf, MechanismOf, ModelOf
from westphalia.claims.verdict import Reading, read_kind
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.record.results import current

if TYPE_CHECKING:
    from collections.abc import Iterable

    from westphalia.claims.essay import Essay
    from westphalia.models.cases.standing import Standing
    from westphalia.models.partnership.model import Partnership
    from westphalia.record.world import World

Case = tuple[int, int, int]
MODEL = "partnership model"
LISTED = Coverage(("pacts",))
"""The list that mechanisms are estimated from."""
UNITS = {
    "probability": "chance", "lift": "times the mean of all pairs", "percentile": "share of pairs that are less likely",
    "driver": "log-odds", "analogues": "share of the nearest pairs",
}  # fmt: skip


@read_kind.register(ModelOf)
def _of_model(asked: ModelOf, world: World, essay: Essay | None) -> Reading:
    """Return what the model says of a pair."""
    dyad = world.dyad(asked.of[0], asked.of[1], asked.year)
    told = Reading(None, UNITS[asked.take], None, asked.year, asked.year, (MODEL,))
    group = f"all pairs of {asked.year}"
    if world.last_known is not None and asked.year > world.last_known:
        return replace(told, why=f"{asked.year} lies after the end of {world.last_known}")
    try:
        if asked.take == "analogues":
            return _analogues(world, asked, told)
        if asked.fitted == "then":
            return replace(_then(world, asked, dyad.codes, told), group=group)
        model = _model(world)
        if asked.take == "driver":
            return _driver(model, asked, told)
        found = model.forecast(dyad.a, dyad.b, asked.year, asked.outcome)
    except NoAnswer as error:
        return replace(told, why=f"{error.what} {error.why}".strip())
    h = asked.horizon
    low, high = found.interval[h]
    base = found.base_rate[h]
    value, ends = {
        "probability": (found.probability[h], (low, high)),
        "lift": (found.probability[h] / base, (low / base, high / base)),
        "percentile": (found.percentile[h], None),
    }[asked.take]
    return replace(told, value=value, interval=ends, group=f"{group}: {base:.2%} on average")


@once
def _model(world: World) -> Partnership:
    """Return the shipped model, or one fitted to what was known (half a minute); kept a world."""
    from westphalia.models.partnership import store
    from westphalia.models.partnership.model import Partnership

    return store.load(world) if world.last_known is None else Partnership().fit(world)


def _driver(model: Partnership, asked: ModelOf, told: Reading) -> Reading:
    said = model.explain(asked.of[0], asked.of[1], asked.year, asked.outcome, asked.horizon)
    for each in said.drivers:
        if each.driver == asked.driver:
            return replace(
                told, value=each.contribution, interval=each.interval, group="a pair of average chance"
            )
    names = ", ".join(each.driver for each in said.drivers)
    raise NotUnderstood(f"There is no driver '{asked.driver}'.", "", f"There are: {names}")


def _analogues(world: World, asked: ModelOf, told: Reading) -> Reading:
    from westphalia.models.analogues import analogues

    rate = analogues(world, asked.of[0], asked.of[1], asked.year, top=1).base_rate
    group = f"{rate.pairs} nearest pairs; of all pairs {rate.average:.2%}"
    return replace(told, value=rate.rate, interval=rate.interval, group=group)


def _then(world: World, asked: ModelOf, codes: tuple[int, int], told: Reading) -> Reading:
    """Return the chance or percentile by a model of its time, at the end of the year."""
    case = (min(codes), max(codes), asked.year + 1)
    _stand(world, {case})
    found = _standings(world)[case]
    value = {
        "probability": found.chance,
        "percentile": found.percentile,
        "lift": found.chance / found.base_rate if found.chance is not None and found.base_rate else None,
    }.get(asked.take)
    return replace(told, value=value, why=found.why)


@once
def _standings(world: World) -> dict[Case, Standing]:
    """Return what models of their time said of the cases asked for so far; kept a world."""
    return {}


def _stand(world: World, cases: set[Case]) -> None:
    """Work out what models of their time say of cases, those that are not known yet together."""
    from westphalia.models.cases.standing import standings

    known = _standings(world)
    new = cases - known.keys()
    if new:
        known.update(standings(world, new))


def foresee(world: World, asked: Iterable[object]) -> None:
    """Work out together what models of their time say of many pairs: one fit for each five years.

    Parameters
    ----------
    world : World
        The record.
    asked : iterable
        Figures; all that ask no model of its time are passed over.
    """
    cases = set()
    for each in asked:
        if isinstance(each, ModelOf) and each.fitted == "then":
            one, two = (world.state(name, each.year).ccode for name in each.of)
            cases.add((min(one, two), max(one, two), each.year + 1))
    _stand(world, {case for case in cases if world.last_known is None or case[2] - 1 <= world.last_known})


@read_kind.register(MechanismOf)
def _of_mechanism(asked: MechanismOf, world: World, essay: Essay | None) -> Reading:
    """Return the effect of a mechanism on the probability scale, with its interval."""
    told = _untold(world, "change of the chance")
    if told.why:
        return told
    found = _mechanisms(world)
    if asked.name == "grievance":
        return _effect(found["grievance"][asked.held], told, "pairs where exclusion is high")
    if asked.name == "neighbours":
        return _neighbours(found["neighbours"], asked.what, told)
    if asked.name == "warning":
        return _warning(found["warning"], asked.what, told)
    for each in found["effects"]:
        if (each["name"], each["held"], each["among"]) == (asked.name, asked.held, asked.among):
            return _effect(each, told, f"{asked.among} pairs, {asked.held} held equal")
    names = ", ".join(dict.fromkeys(each["name"] for each in found["effects"]))
    raise NotUnderstood(
        f"There is no mechanism '{asked.name}' with {asked.held} held equal among {asked.among} pairs.",
        "",
        f"There are: {names}, grievance, neighbours, warning",
    )


@read_kind.register(InteractionOf)
def _of_interaction(asked: InteractionOf, world: World, essay: Essay | None) -> Reading:
    """Return the lift of an interaction with its interval; none where what was decided beforehand lets nothing be said."""
    told = _untold(world, "times the odds that either by itself leads one to expect")
    return told if told.why else _lift(_mechanisms(world).get("interaction", ()), asked, told)


def _lift(answers: Iterable[dict[str, Any]], asked: InteractionOf, told: Reading) -> Reading:
    wanted = asked.model_dump(exclude={"of"})
    for each in answers:
        if all(each[key] == value for key, value in wanted.items()):
            break
    else:
        return replace(told, why="interactions are not among the mechanisms of this edition")
    if each["lift"] is None or each["verdict"] == "cannot say":
        return replace(told, why=each["why"])
    low, high = each["interval"]
    if each["verdict"] == "undecided" and not low <= 1 <= high:
        share = (
            ""
            if each["placebo"] is None
            else f"with exclusion exchanged between states, {each['placebo']:.0%} of exchanges tell as much"
        )
        return replace(told, why=each["why"] or share)
    group = f"{each['both']:,} pairs of two states shut out, {each['ties']} with a tie, {each['expected']:.1f} expected"
    return replace(told, value=each["lift"], interval=(low, high), group=group, placebo=each.get("placebo"))


def _untold(world: World, unit: str) -> Reading:
    """Return what is known of mechanisms before they are looked up; ``why`` says why they are not for a world that ends early."""
    told = Reading(None, unit, None, world.last_known or 0, None, ("mechanisms",))
    listed = LISTED.whole(world)[1]
    if world.last_known is None or world.last_known >= listed:
        return told
    why = f"mechanisms are estimated from lists that go to {listed}, and not again as of {world.last_known}"
    return replace(told, why=why)


@once
def _mechanisms(world: World) -> dict[str, Any]:
    """Return all mechanisms: those stored of these tables and definitions, or computed for what was known (some minutes); kept a world."""
    from westphalia.models.mechanisms.results import FILE, compute, stored

    fits = world.last_known is None and current(world.manifest, FILE) is not None
    return stored(world) if fits else compute(world)


def _effect(found: dict[str, Any], told: Reading, group: str) -> Reading:
    if "change" not in found:
        return replace(told, why=str(found.get("why", "not computed")))
    if found["verdict"] == "undecided" and found.get("why"):
        return replace(told, why=found["why"])
    low, high = found["interval"]
    return replace(
        told, value=found["change"], interval=(low, high), group=f"{found['rows']:,} {group}", placebo=found.get("placebo")
    )  # fmt: skip


def _neighbours(found: dict[str, Any], what: str | None, told: Reading) -> Reading:
    names = found["differences"]
    if what not in names:
        raise NotUnderstood(
            f"Neighbours of a kind '{what}' are not compared.", "", f"There are: {', '.join(names)}"
        )
    return replace(_range(names[what], told), unit="disputes begun a year, difference", group=what or "")


def _warning(found: dict[str, Any], what: str | None, told: Reading) -> Reading:
    outcome, _, when = (what or "").partition(" ")
    try:
        each = found["changes"][outcome][when]
    except KeyError:
        raise NotUnderstood(
            f"There is no '{what}' in the warning.",
            "",
            "There are: disputes 5, disputes 10, wars 5, wars 10, initiated 5",
        ) from None
    if each.get("why"):
        return replace(told, why=each["why"])
    low, high = each["interval"]
    return replace(
        told, value=each["difference"], interval=(low, high), unit=f"{outcome} a year, difference",
        group=f"other partnerships, {each['pairs']} matched",
    )  # fmt: skip


def _range(found: list[Any], told: Reading) -> Reading:
    value, (low, high) = found
    return replace(told, value=value, interval=(low, high))
