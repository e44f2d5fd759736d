"""Arms: deliveries of major arms between states, exercises, and the sites of the United States abroad."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

TABLE, COLUMN = "arms_transfers", "tiv"

QUANTITIES = (
    Quantity(
        "arms",
        "Major arms delivered by the first state to the second",
        "directed",
        TABLE,
        COLUMN,
        "more arms",
        ("supplier", "recipient"),
        "sum",
        zero="either",
    ),
    Quantity(
        "arms_exports",
        "Major arms delivered by a state",
        "state",
        TABLE,
        COLUMN,
        "more arms",
        ("supplier",),
        "sum",
        zero="either",
        description="Volume delivered to states",
    ),
    Quantity(
        "arms_imports",
        "Major arms delivered to a state",
        "state",
        TABLE,
        COLUMN,
        "more arms",
        ("recipient",),
        "sum",
        zero="either",
        description="Volume received from states",
    ),
    *(
        Quantity(
            name,
            title,
            "dyad",
            "exercises",
            "exercises",
            "more exercises",
            ("ccode1", "ccode2"),
            where={"source": source},
            zero="either" if source == "jme_3" else "",
            description="Exercises that began in the year and in which both took part",
        )
        for name, title, source in (
            ("exercises", "Joint military exercises (D'Orazio)", "jme_3"),
            (
                "exercises_multinational",
                "Multinational military exercises found in the news (MME)",
                "mme_7",
            ),
        )
    ),
    Quantity(
        "us_sites",
        "Sites of the armed forces of the United States in a state",
        "state",
        "us_bases",
        "",
        "more sites",
        how="count",
        zero="either",
        unit="sites",
        description="Sites used by the armed forces of the United States",
    ),
    Quantity(
        "us_bases",
        "Bases of the United States in a state",
        "state",
        "us_bases",
        "",
        "more bases",
        how="count",
        where={"kind": "base"},
        zero="either",
        unit="bases",
        description="Those of them that are bases, not small sites or sites run by the host",
    ),
)
