"""Relations: how hostile or friendly two states are, one score of everything that is seen of them."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

SMOOTHED = "estimated from all years at once, so that a year's value leans on what came after"
METHOD = (
    "estimated here by a dynamic latent-trait model from disputes, wars, rivalries, pacts, sanctions, arms, exercises, visits, votes, "
    "organisations and reports; 0 where nothing tells the two from any pair, higher is friendlier, and 1 is the standard deviation of "
    "relations of which nothing is seen. It contains these indicators and so never predicts one of them"
)


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

TABLES = (RELATIONS, FILTERED_RELATIONS)
