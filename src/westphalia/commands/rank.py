"""``westphalia rank --year Y``: which pairs are likeliest to make a new tie."""

from __future__ import annotations

import click

from westphalia.commands import modelled
from westphalia.commands.output import csv_text, formats, grid, json_text, write
from westphalia.commands.parameters import YEAR
from westphalia.models.outcomes import OUTCOMES


@click.command()
@click.option("--year", type=YEAR, required=True, help="The forecaster stands at the end of this year.")
@click.option("--with", "partner", metavar="A", help="Only pairs with this state.")
@click.option("--as-of", type=YEAR, help="Fit the model to what was known by the end of this year.")
@modelled.outcome()
@modelled.horizon()
@modelled.top(20, "every pair")
@formats("text", "json", "csv")
def rank(
    year: int, partner: str | None, as_of: int | None, outcome: str, horizon: str, top: int, form: str
) -> None:
    """Rank the pairs of a year by their chance of a new tie, likeliest first.

    Percentiles and ranks are among all pairs of the system that year, also where only those with one state are printed.
    """
    world, model, origin = modelled.speaker(as_of, year)
    found = model.rank(year, with_=partner, outcome=outcome, horizon=int(horizon), top=top)
    if form == "json":
        document = {
            "westphalia": modelled.stamp(world, model),
            **found.to_dict(),
            "as_of": as_of,
            "with": None if partner is None else world.state(partner, year).to_dict(),
            "base_rate": model.board(year).base_rate(outcome, int(horizon)),
            "model": modelled.about(model, origin),
        }
        write(json_text(document))
        return
    if form == "csv":
        heads = ("rank", "ccode1", "name1", "ccode2", "name2", "probability", "percentile")
        rows = (
            (p.rank, p.a.ccode, p.a.name, p.b.ccode, p.b.name, f"{p.probability:.6g}", f"{p.percentile:.6f}")
            for p in found.pairs
        )
        write(csv_text(heads, rows))
        return
    base = model.board(year).base_rate(outcome, int(horizon))
    of = f" of {world.state(partner, year).name}" if partner is not None else ""
    lines = [
        f"Likeliest pairs{of} to make {OUTCOMES[outcome].words} within {_years(horizon)} after {year}",
        f"On average {_chance(base)} pairs of the system do.",
        "",
        grid(
            ("rank", "", "", "chance", "times the average", "percentile"),
            (
                (
                    f"{p.rank:,d}",
                    p.a.name,
                    p.b.name,
                    _chance(p.probability),
                    f"{p.probability / base:.3g}",
                    f"{p.percentile:.4f}",
                )
                for p in found.pairs
            ),
            "rllrrr",
        ),
        "",
        *modelled.colophon(model, origin, year),
    ]
    write("\n".join(lines))


def _years(horizon: str) -> str:
    return "a year" if horizon == "1" else f"{horizon} years"


def _chance(p: float) -> str:
    """Return a chance as so many of a hundred, of a thousand or of ten thousand."""
    base = next((base for base in (100, 1_000) if p * base >= 1), 10_000)
    return f"{p * base:.0f} of {base:,d}"
