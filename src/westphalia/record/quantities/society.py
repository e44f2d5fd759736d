"""Society: how divided a state is, how its land lies."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

QUANTITIES = tuple(
    Quantity(
        name, title, "state", "fractionalisation", column, "more divided", description=text, unit="0 to 1"
    )
    for name, title, column, text in (
        (
            "ethnic_fractionalisation",
            "Ethnic fractionalisation (Historical Index)",
            "efindex",
            "Ethnic fractionalisation, Historical Index",
        ),
        (
            "ethnic_fractionalisation_creg",
            "Ethnic fractionalisation (CREG)",
            "ethfrac",
            "Ethnic fractionalisation, CREG",
        ),
        ("ethnic_polarisation", "Ethnic polarisation (CREG)", "ethpol", "Ethnic polarisation, CREG"),
        (
            "religious_fractionalisation",
            "Religious fractionalisation (CREG)",
            "relfrac",
            "Religious fractionalisation, CREG",
        ),
        ("religious_polarisation", "Religious polarisation (CREG)", "relpol", "Religious polarisation, CREG"),
    )
)
