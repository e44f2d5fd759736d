"""Maps: the outline of the world."""

from westphalia.record.schema import Column, Table

WORLD_OUTLINE = Table(
    name="world_outline",
    title="Outline of the world today",
    description="One row per ring of a polygon at 1:110 million, borders of today as the United Nations "
    "draws them. For drawing, not for measuring; "
    "many small states are too small for the scale.",
    columns=(
        Column(
            "iso3", "str", "ISO 3166 code of the place (XKX Kosovo; CYN and SOL for two places without one)"
        ),
        Column("polygon", "int16", "Number of the polygon of the place", minimum=0),
        Column("ring", "int16", "Number of the ring in the polygon", minimum=0),
        Column(
            "ccode",
            "int16",
            "Correlates of War code of the state; null for dependencies and places that are no state of "
            "either list",
            null=True,
            minimum=2,
            maximum=999,
        ),
        Column("name", "str", "Name on the map"),
        Column("hole", "bool", "Cut out of the polygon: every ring after the first"),
        Column("coordinates", "list[float32]", "Longitude and latitude in turn, closed", "degrees"),
    ),
    key=("iso3", "polygon", "ring"),
    timing=None,
    minimum_rows=280,
    state=("ccode",),
)

TABLES = (WORLD_OUTLINE,)
