"""Shared international organizations, and the standing of major powers."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

SHARED_INSTITUTIONS = Table(
    name="shared_institutions",
    title="Shared intergovernmental organizations",
    description="One row per dyad and year, 1816-2014 (Correlates of War IGO 3.0). No row means unknown, "
    "not zero.",
    columns=(
        ccode("ccode1", "the state with the lower code"),
        ccode("ccode2", "the state with the higher code"),
        year(),
        Column(
            "dyadigos", "int16", "Organizations in which both are full members", "organizations", minimum=0
        ),
    ),
    key=("ccode1", "ccode2", "year"),
    timing=Timing("year"),
    minimum_rows=917_000,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

INSTITUTION_COUNTS = Table(
    name="institution_counts",
    title="Memberships in intergovernmental organizations",
    description="One row per state and year, 1816-2014 (Correlates of War IGO 3.0).",
    columns=(
        ccode(),
        year(),
        *(
            Column(f"sum_igo_{kind}", "int16", f"Organizations with {text}", "organizations", minimum=0)
            for kind, text in (
                ("full", "full membership"),
                ("associate", "associate membership"),
                ("observer", "observer status"),
                ("anytype", "membership of any kind"),
            )
        ),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=15_500,
    state=("ccode",),
)

MAJOR_POWERS = Table(
    name="major_powers",
    title="Major powers",
    description="One row per list, state and spell: cow major powers of the Correlates of War list (to "
    "2016), maoz_global and maoz_regional "
    "powers of Maoz (to 2019).",
    columns=(
        Column("list", "str", "Which list", values=("cow", "maoz_global", "maoz_regional")),
        ccode(),
        Column("start", "date", "First day"),
        Column("end", "date", "Last day; null while it lasts", null=True),
        Column("extended", "bool", "A major power at the end of the list and taken as one since"),
    ),
    key=("list", "ccode", "start"),
    timing=Timing("start", "end"),
    minimum_rows=37,
    state=("ccode",),
)

TABLES = (SHARED_INSTITUTIONS, INSTITUTION_COUNTS, MAJOR_POWERS)
