"""``westphalia movers --from Y --to Y``: where forecasts, or a measure, changed most."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import click

from westphalia.commands import modelled
from westphalia.commands.output import csv_text, formats, grid, json_text, write
from westphalia.commands.parameters import YEAR
from westphalia.errors import NotUnderstood
from westphalia.models.outcomes import OUTCOMES

if TYPE_CHECKING:
    from westphalia.record.state import State

    Row = tuple[State, State | None, float, float, float]

HEADS = ("ccode1", "name1", "ccode2", "name2", "before", "after", "change")


@click.command()
@click.option("--from", "first", type=YEAR, required=True, help="The earlier year.")
@click.option("--to", "last", type=YEAR, required=True, help="The later year.")
@click.option("--measure", "name", help="A measure instead of the forecast; `westphalia measure` lists them.")
@click.option("--as-of", type=YEAR, help="Know nothing later than the end of this year.")
@modelled.outcome()
@modelled.horizon()
@modelled.top(20, "all")
@formats("text", "json", "csv")
def movers(
    first: int,
    last: int,
    name: str | None,
    as_of: int | None,
    outcome: str,
    horizon: str,
    top: int,
    form: str,
) -> None:
    """Print the pairs whose chance of a new tie changed most between two years, or the states or pairs whose measure did.

    Only those that were in the system in both years are compared, and for a measure those for which it is known in both.
    """
    if first >= last:
        raise NotUnderstood(
            f"{first} is not before {last}.", "", f"Type: westphalia movers --from {last} --to {first}"
        )
    if name is None:
        _forecasts(first, last, as_of, outcome, horizon, top, form)
    else:
        _measure(first, last, as_of, name, top, form)


def _forecasts(
    first: int, last: int, as_of: int | None, outcome: str, horizon: str, top: int, form: str
) -> None:
    world, model, origin = modelled.speaker(as_of, first, last)
    found = model.movers(first, last, outcome=outcome, horizon=int(horizon), top=top)
    rows: list[Row] = [(m.a, m.b, m.before, m.after, m.after - m.before) for m in found]
    head = {
        "westphalia": modelled.stamp(world, model),
        "from": first,
        "to": last,
        "as_of": as_of,
        "measure": None,
        "outcome": outcome,
        "horizon": int(horizon),
        "model": modelled.about(model, origin),
    }
    title = f"Chance of {OUTCOMES[outcome].words} within {horizon} years, {first} and {last}"
    _print(head, rows, form, title, modelled.colophon(model, origin, first), "percent")


def _measure(first: int, last: int, as_of: int | None, name: str, top: int, form: str) -> None:
    from westphalia.measures.everyone import changed
    from westphalia.measures.registry import get
    from westphalia.record.world import load

    world = load() if as_of is None else load().as_of(as_of)
    measure = get(name)
    found = changed(world, measure, first, last)[: top or None]
    named: dict[int, State] = {}

    def state(code: int) -> State:
        return named.setdefault(code, world.state(code, last))

    rows: list[Row] = [
        (state(codes[0]), state(codes[1]) if len(codes) > 1 else None, before, after, after - before)
        for codes, before, after in found
    ]
    head = {
        "westphalia": world.stamp(),
        "from": first,
        "to": last,
        "as_of": as_of,
        "measure": measure.to_dict(world),
    }
    title = f"{measure.title}, {first} and {last}" + (f" ({measure.in_unit()})" if measure.in_unit() else "")
    _print(head, rows, form, title, [f"Table {measure.table}. {measure.cites(world)}"], "number")


def _print(
    head: dict[str, Any],
    rows: list[Row],
    form: str,
    title: str,
    foot: list[str],
    how: str,
) -> None:
    if form == "json":
        told = [
            {
                "a": a.to_dict(),
                "b": None if b is None else b.to_dict(),
                "before": before,
                "after": after,
                "change": change,
            }
            for a, b, before, after, change in rows
        ]
        write(json_text({**head, "movers": told}))
    elif form == "csv":
        cells = (
            (
                a.ccode,
                a.name,
                None if b is None else b.ccode,
                None if b is None else b.name,
                *(f"{x:.6g}" for x in (before, after, change)),
            )
            for a, b, before, after, change in rows
        )
        write(csv_text(HEADS, cells))
    else:
        heads = ("", "", str(head["from"]), str(head["to"]), "change")
        body = [
            (a.name, "" if b is None else b.name, _said(before, how), _said(after, how), _signed(change, how))
            for a, b, before, after, change in rows
        ]
        write("\n".join([title, "", grid(heads, body, "llrrr"), "", *foot]))


def _said(value: float, how: str) -> str:
    if how == "percent":
        return f"{100 * value:.2f} %" if value < 0.01 else f"{100 * value:.1f} %"
    return f"{value:,.4g}" if math.isfinite(value) and abs(value) < 1e4 else f"{value:,.0f}"


def _signed(value: float, how: str) -> str:
    return ("+" if value > 0 else "-" if value < 0 else "") + _said(abs(value), how)
