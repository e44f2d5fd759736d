"""Published ideal points of states in the UN General Assembly."""

from __future__ import annotations

import pandas as pd
import polars as pl

from sources.source import Inputs, Source

IDEAL_POINTS = Source(
    id="ideal_points_2025",
    folder="un_ideal_points",
    files=("IdealpointsJuly2025.dta",),
    title="Ideal points in the UN General Assembly, July 2025",
    citation="Bailey, Michael A., Anton Strezhnev and Erik Voeten (2017). Estimating Dynamic State "
    "Preferences from United Nations Voting Data. "
    "Journal of Conflict Resolution 61(2): 430-456. Data: Harvard Dataverse, "
    "doi:10.7910/DVN/LEJUQZ, release of July 2025; votes from Fjelstul, Hug and "
    "Kilby (2025), Review of International Organizations.",
    version="July 2025",
    terms="CC0 1.0.",
    licence="CC0 1.0",
    tier="open",
    url="https://doi.org/10.7910/DVN/LEJUQZ",
)
ISSUE_POINTS = Source(
    id="ideal_points_issues_2020",
    folder="un_ideal_points",
    files=(
        "IdealpointestimatesHumanRights_Apr2020.csv",
        "IdealpointestimatesMiddleEast_Apr2020.csv",
        "IdealpointestimatesNuclear_Apr2020.csv",
    ),
    title="Ideal points by issue in the UN General Assembly, April 2020",
    citation=IDEAL_POINTS.citation.split(", release")[0] + ", release of April 2020.",
    version="April 2020",
    terms="MIT (repository of the author); CC0 1.0 on the Dataverse.",
    licence="CC0 1.0",
    tier="open",
    url="https://github.com/evoeten/United-Nations-General-Assembly-Votes-and-Ideal-Points",
)
ISSUES = {"human_rights": "HumanRights", "middle_east": "MiddleEast", "nuclear": "Nuclear"}
ISSUE_QUANTILES = (5, 50, 95)


def ideal_points(inputs: Inputs) -> pl.DataFrame:
    """Return the published file: one row a state and year, all series side by side."""
    frame = pd.read_stata(inputs.file(IDEAL_POINTS, "IdealpointsJuly2025.dta"), convert_categoricals=False)
    numbers = [name for name in frame.columns if name not in ("iso3c", "countryname")]
    return pl.DataFrame(
        [pl.Series(name, frame[name].to_numpy(dtype=float)).fill_nan(None) for name in numbers]
    )


def by_issue(inputs: Inputs) -> pl.DataFrame:
    """Return the three files by issue, one below the other."""
    frames = []
    for issue, name in ISSUES.items():
        path = inputs.file(ISSUE_POINTS, f"Idealpointestimates{name}_Apr2020.csv")
        frame = pl.read_csv(path, encoding="latin-1", infer_schema_length=None)
        frames.append(
            frame.select(
                pl.lit(issue).alias("issue"),
                "ccode",
                "session",
                pl.col(f"NVotes{name}").alias("votes"),
                pl.col(f"IdealPoint{name}").alias("mean"),
                *(pl.col(f"Q{q}%{name}").alias(f"q{q}") for q in ISSUE_QUANTILES),
            )
        )
    return pl.concat(frames)
