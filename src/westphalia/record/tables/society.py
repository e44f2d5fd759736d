"""Society and ground: terrain, how divided a people is, and the threat to its territory."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

TERRAIN = Table(
    name="terrain",
    title="Terrain",
    description="One row per state: ruggedness and mountains in its borders of about 2000.",
    columns=(
        ccode(),
        Column("rugged", "float64", "Terrain ruggedness index", "hundred metres", minimum=0),
        Column(
            "newlmtnest",
            "float64",
            "Natural logarithm of the percentage of mountainous terrain, plus one",
            "log per cent",
            null=True,
            minimum=0,
        ),
    ),
    key=("ccode",),
    timing=None,
    minimum_rows=190,
    state=("ccode",),
)


def _index(name: str, description: str) -> Column:
    return Column(name, "float64", description, "index 0 to 1", null=True, minimum=0, maximum=1)


FRACTIONALISATION = Table(
    name="fractionalisation",
    title="Ethnic and religious fractionalisation",
    description="One row per state and year: HIEF (efindex) and CREG (the others) side by side.",
    columns=(
        ccode(),
        year(),
        _index("efindex", "HIEF: probability that two people belong to different ethnic groups"),
        _index("ethfrac", "CREG: ethnic fractionalisation"),
        _index("ethpol", "CREG: ethnic polarisation"),
        _index("relfrac", "CREG: religious fractionalisation"),
        _index("relpol", "CREG: religious polarisation"),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=9_100,
    state=("ccode",),
)


def _threat(name: str, description: str, null: bool = False, spread: str = "") -> Column:
    return Column(name, "float32", description, "standard deviations", null=null, spread=spread)


TERRITORIAL_THREAT = Table(
    name="territorial_threat",
    title="External territorial threat",
    description="One row per state and year: latent threat to a state's territory, estimated from its "
    "disputes and neighbours; the columns "
    "with m_ weigh the dyads by the distance between the states.",
    columns=(
        ccode(),
        year(),
        _threat("lterrthreat", "Latent external territorial threat", spread="sd"),
        _threat("sd", "Standard deviation of lterrthreat"),
        _threat("lwr", "Lower bound of lterrthreat"),
        _threat("upr", "Upper bound of lterrthreat"),
        _threat(
            "m_lterrthreat",
            "Latent external territorial threat, weighted by distance",
            null=True,
            spread="m_sd",
        ),
        _threat("m_sd", "Standard deviation of m_lterrthreat", null=True),
        _threat("m_lwr", "Lower bound of m_lterrthreat", null=True),
        _threat("m_upr", "Upper bound of m_lterrthreat", null=True),
    ),
    key=("ccode", "year"),
    timing=Timing("year", smoothed="one model over 1816-2010 estimates every year"),
    minimum_rows=14_700,
    state=("ccode",),
)

TABLES = (TERRAIN, FRACTIONALISATION, TERRITORIAL_THREAT)
