"""Organizations and embassies, and what is estimated of relations between states."""

from __future__ import annotations

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


# Relations: how hostile or friendly two states are, one score of everything that is seen of them.


SMOOTHED = "estimated from all years at once, so that a year's value leans on what came after"
METHOD = (
    "estimated here by a dynamic latent-trait model from disputes, wars, rivalries, pacts, sanctions, arms, exercises, visits, votes, "
    "organisations and reports; 0 where nothing tells the two from any pair, higher is friendlier, and 1 is the standard deviation of "
    "relations of which nothing is seen. It contains these indicators and so never predicts one of them"
)


WORDS = ("at war", "hostile", "cool", "indifferent", "friendly", "partners", "security community")
WORD = "What the relation is called, by its score and by what was seen; unknown where nothing has been seen for ten years"


def scores() -> tuple[Column, ...]:
    """Return the columns of a table of relations."""
    return (
        ccode("ccode1", "the first state"),
        ccode("ccode2", "the second state"),
        year(),
        Column(
            "mean",
            "float32",
            "Relation, from as hostile as at war (below -3.5) to a security community (from 3.5)",
            "relation",
            spread="sd",
        ),
        Column("sd", "float32", "Standard deviation: what is left open", "relation", minimum=0),
        Column("word", "str", WORD, null=True, values=WORDS),
        *(
            Column(name, "int16", f"The last year to this one in which {what} was seen of the two", null=True)
            for name, what in (
                ("seen", "anything"),
                ("friendly", "something friendly"),
                ("hostile", "something hostile"),
            )
        ),
    )


RELATIONS = Table(
    name="relations",
    title="Relations, smoothed",
    description=f"One row per pair of states and year: how hostile or friendly they were, {METHOD}. Every year's value leans on all years.",
    columns=scores(),
    key=("ccode1", "ccode2", "year"),
    timing=Timing("year", smoothed=SMOOTHED),
    minimum_rows=1_000_000,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

FILTERED_RELATIONS = Table(
    name="relations_filtered",
    title="Relations, filtered",
    description=f"One row per pair of states and year: how hostile or friendly they were, {METHOD}. Every year's value uses that year and "
    "those before; rivalries count from five years after they began. The weights of the indicators are those of all years.",
    columns=scores(),
    key=("ccode1", "ccode2", "year"),
    timing=Timing("year"),
    minimum_rows=1_000_000,
    state=("ccode1", "ccode2"),
    symmetric=True,
)


# What others have estimated: elasticities, effects of sanctions, forecasts and what came of them.


PUBLISHED_ESTIMATES = Table(
    name="published_estimates",
    title="Published estimates",
    description="One row per estimate: a number from the literature, its range, where it is published "
    "and how it was checked.",
    columns=(
        Column("kind", "str", "What sort of number, for example oil_supply_elasticity or sanction_trade_GE"),
        Column("what", "str", "What it measures, with its unit"),
        Column("reference", "str", "Publication"),
        Column(
            "published",
            "int16",
            "Latest year named in the reference; null where it has none",
            null=True,
            minimum=1900,
            maximum=2030,
        ),
        Column(
            "value",
            "float64",
            "The estimate, in the unit that the text gives; null where no number could be read",
            "see the column what",
            null=True,
        ),
        Column(
            "low",
            "float64",
            "Lower end of the range or the second number of the text",
            "see the column what",
            null=True,
        ),
        Column("high", "float64", "Upper end of the range", "see the column what", null=True),
        Column(
            "verification",
            "str",
            "P read in a stored public page, D computed from data, R read in a repository, M from "
            "memory: check before citing",
            values=("P", "D", "R", "M"),
        ),
        Column("found_in", "str", "Where it was read, with caveats", null=True),
    ),
    key=("kind", "what", "reference"),
    timing=Timing("published"),
    minimum_rows=29,
)


TABLES = (
    SHARED_INSTITUTIONS,
    INSTITUTION_COUNTS,
    MAJOR_POWERS,
    RELATIONS,
    FILTERED_RELATIONS,
    PUBLISHED_ESTIMATES,
)
