"""Regime: how democratic a state is, by each index, and of which family its regime is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import KnownRows, of_spells

if TYPE_CHECKING:
    from westphalia.record.world import World

TABLE = "democracy_indices"
MORE = "more democratic"
FAMILIES = {
    "democracy": ("presidential", "parliamentary"),
    "monarchy": ("monarchy",),
    "party": ("party-based", "party-personal", "party-military", "party-personal-military"),
    "personal": ("personal",),
    "military": ("military", "indirect military", "military personal", "provisional military"),
}
"""Families of regimes; a state that is occupied, provisional, or has no one in charge has none."""


def families(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the family of each state's regime at the end of each year, by number; no row where it has none."""
    span = quantity.span(world)
    number = {regime: float(place) for place, kinds in enumerate(FAMILIES.values()) for regime in kinds}
    frame = world.scan("regime_spells").sort("start", maintain_order=True)
    if codes:
        frame = frame.filter(pl.col("ccode").is_in(codes))
    until = pl.coalesce("end", "known_to", pl.date(span[1] if span else 0, 12, 31))
    whole = (until.dt.month() == 12) & (until.dt.day() == 31)
    found = frame.select(
        "ccode",
        pl.col("start").dt.year(),
        (until.dt.year() - (~whole).cast(pl.Int32)).alias("last"),
        pl.col("regime").replace_strict(number, default=None, return_dtype=pl.Float64).fill_null(np.nan),
    ).collect()
    ccode, first, last, family = (column.to_numpy() for column in found.get_columns())
    one = ccode.astype(np.int64)
    return of_spells(one, one, first.astype(np.int64), last.astype(np.int64), family, span)


QUANTITIES = (
    Quantity("polyarchy", "Electoral democracy (V-Dem)", "state", TABLE, "polyarchy", MORE),
    Quantity(
        "polyarchy_isard",
        "Electoral democracy (V-Dem, as in the isard package)",
        "state",
        "regimes",
        "v2x_polyarchy",
        MORE,
    ),
    Quantity("liberal_democracy", "Liberal democracy (V-Dem)", "state", TABLE, "liberal", MORE),
    Quantity("polity2", "Polity score", "state", TABLE, "polity2", MORE),
    Quantity("lexical_index", "Lexical Index of Electoral Democracy", "state", TABLE, "lexical_index", MORE),
    Quantity(
        "electoral_democracy",
        "Electoral democracy (V-Dem, latest release)",
        "state",
        TABLE,
        "polyarchy_latest",
        MORE,
        drawn=("isard_democracy", "vdem_15"),
    ),
    *(
        Quantity(
            f"{name}_democracy",
            f"{name.capitalize()} democracy (V-Dem)",
            "state",
            TABLE,
            name,
            MORE,
            description=f"V-Dem {name} democracy",
        )
        for name in ("participatory", "deliberative", "egalitarian")
    ),
    *(
        Quantity(
            f"polyarchy_{end}",
            f"Electoral democracy, {word} bound (V-Dem)",
            "state",
            TABLE,
            f"polyarchy_{end}",
            MORE,
            description=f"V-Dem electoral democracy, {word} bound",
        )
        for end, word in (("low", "lower"), ("high", "upper"))
    ),
    Quantity(
        "euds_adjusted",
        "Extended Unified Democracy Score, adjusted to its theoretical midpoint",
        "state",
        "regimes",
        "aeuds",
        MORE,
        description="Extended Unified Democracy Score, moved so that zero is the line between autocracy and democracy",
    ),
    Quantity("polity2_isard", "Polity score (as in the isard package)", "state", "regimes", "polity2", MORE),
    Quantity("euds", "Extended Unified Democracy Score", "state", "regimes", "euds", MORE),
    Quantity(
        "regime_family",
        "Family of the regime",
        "state",
        "regime_spells",
        more="no order",
        unit="; ".join(f"{number} {name}" for number, name in enumerate(FAMILIES)),
        low=0,
        high=len(FAMILIES) - 1,
        description="Family of the regime at the end of the year; unknown where a state is occupied, provisional, or has no one in charge",
        rows=families,
    ),
)
