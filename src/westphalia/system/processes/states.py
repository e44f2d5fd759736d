"""What moves in each state: output, population, ideal point, the regime; and capability, which follows from them."""

from __future__ import annotations

from westphalia.system.process import ETA, HAZARD, SystemProcess

WALK = r"x_t = x_{t-1} + \mu + \beta' z_{t-1} + \gamma f_t + s\,\varepsilon_t"

PROCESSES = (
    SystemProcess(
        "output",
        "Output grows",
        "walk",
        "state",
        ("output_growth", "wealth", "democracy", "pressure", "at_war"),
        ("output", "output_growth"),
        "log points a year",
        (-0.7, 0.7),
        1955,
        "gdp",
        WALK,
        note="All states share a good or bad year; what is left over is drawn from what the record missed by, which has heavy tails.",
    ),
    SystemProcess(
        "population",
        "Population grows",
        "walk",
        "state",
        ("population_growth", "wealth"),
        ("population", "population_growth"),
        "log points a year",
        (-0.15, 0.15),
        1955,
        "tpop",
        WALK,
    ),
    SystemProcess(
        "ideal",
        "The ideal point moves",
        "walk",
        "state",
        (),
        ("ideal",),
        "positions",
        (-1.5, 1.5),
        1955,
        "ideal_point_filtered_all",
        WALK,
    ),
    SystemProcess(
        "regime",
        "The regime changes abruptly",
        "jump",
        "state",
        ("democracy", "wealth", "jolt", "quarrels", "sanctioners", "age"),
        ("democracy", "jolt"),
        "changes",
        ETA,
        1955,
        "polyarchy",
        HAZARD,
        note="By how much is drawn from the changes of a tenth and more of the record, upwards from low and downwards from high; in other years the index moves a little.",
    ),
    SystemProcess(
        "capability",
        "Capability follows output and population",
        "computed",
        "state",
        ("output", "population"),
        ("capability",),
        "log of share",
        (-25.0, 0.0),
        1955,
        "gdp",
        r"\log c_{i,t} = \log c_{i,t-1} + a\,\Delta \log y_{i,t} + b\,\Delta \log p_{i,t} - \log \sum_j c_{j,t}",
    ),
)
