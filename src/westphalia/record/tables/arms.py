"""Arms transfers: what was delivered and ordered between states."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

CATEGORIES = (
    "Air defence systems",
    "Aircraft",
    "Armoured vehicles",
    "Artillery",
    "Engines",
    "Missiles",
    "Naval weapons",
    "Other",
    "Satellites",
    "Sensors",
    "Ships",
    "unknown",
)
TIV = "million SIPRI trend-indicator values"

ARMS_TRANSFERS = Table(
    name="arms_transfers",
    title="Deliveries of major arms",
    description="One row per supplier, recipient, year and category with a delivery of major conventional "
    "arms. No row in 1950-2025 means none on record. "
    "2024 and 2025 come from a register without categories, in which the volume of a deal is "
    "spread evenly over its years of delivery.",
    columns=(
        ccode("supplier", "the supplier"),
        ccode("recipient", "the recipient"),
        year("Year of delivery"),
        Column("category", "str", "Category of armament; unknown in 2024 and 2025", values=CATEGORIES),
        Column("tiv", "float64", "Volume delivered", TIV, minimum=0),
        Column("deals", "int16", "Deals with a delivery in the year", "deals", minimum=1),
        Column("source", "str", "Where the row comes from", values=("sipri_arms_2024", "sipri_arms_2026")),
    ),
    key=("supplier", "recipient", "year", "category"),
    timing=Timing("year"),
    minimum_rows=25_000,
    state=("supplier", "recipient"),
)

ARMS_ORDERS = Table(
    name="arms_orders",
    title="Orders of major arms",
    description="One row per supplier, recipient and year of order. The register lists an order once it is "
    "known, often years later and mostly when deliveries "
    "followed: the last years are incomplete.",
    columns=(
        ccode("supplier", "the supplier"),
        ccode("recipient", "the recipient"),
        Column("order_year", "int16", "Year of the order, often an estimate", minimum=1900, maximum=2030),
        Column("deals", "int16", "Deals", "deals", minimum=1),
        Column(
            "tiv_ordered",
            "float64",
            "Volume ordered, of the deals for which it is known; null when it is for none",
            TIV,
            null=True,
            minimum=0,
        ),
        Column(
            "tiv_delivered",
            "float64",
            "Volume delivered of these deals up to 2025, 0 when nothing was",
            TIV,
            null=True,
            minimum=0,
            outcome=True,
        ),
        Column(
            "ordered_unknown", "int16", "Deals of which the volume ordered is not known", "deals", minimum=0
        ),
    ),
    key=("supplier", "recipient", "order_year"),
    timing=Timing("order_year"),
    minimum_rows=10_000,
    state=("supplier", "recipient"),
)

TABLES = (ARMS_TRANSFERS, ARMS_ORDERS)
