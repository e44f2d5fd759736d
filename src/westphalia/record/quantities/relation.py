"""Relation: how hostile or friendly two states are, as estimated for the edition (``westphalia.measures.relation``)."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

PAIR = ("ccode1", "ccode2")
UNIT = "standard deviations of relations of which nothing is seen"
REFERENCE = (
    "Estimated here; the model follows Martin, Andrew D. and Kevin M. Quinn (2002). Dynamic Ideal Point Estimation via Markov Chain "
    "Monte Carlo for the U.S. Supreme Court, 1953-1999. Political Analysis 10(2): 134-153."
)
EQUATION = r"\theta_{ij}(t) = \rho\,\theta_{ij}(t-1) + \epsilon_{ij}(t),\quad \Pr(y_k = 1) = e_k\,\sigma\left(b_k(\theta_{ij}(t) - p_k)\right)"

QUANTITIES = (
    Quantity(
        "relation",
        "Relation of two states, from war to security community",
        "dyad",
        "relations",
        "mean",
        "friendlier",
        PAIR,
        unit=UNIT,
        description="How hostile or friendly two states are, from all that is seen of them in all years: below -3.5 at war, above 3.5 a security "
        "community, 0 where nothing tells them from any pair. Contains disputes, pacts and arms and so never predicts them",
        reference=REFERENCE,
        equation=EQUATION,
    ),
    Quantity(
        "relation_sd",
        "What is left open of the relation of two states",
        "dyad",
        "relations",
        "sd",
        "less certain",
        PAIR,
        unit=UNIT,
        low=0,
        description="Standard deviation of the relation",
        reference=REFERENCE,
        equation=EQUATION,
    ),
    Quantity(
        "relation_filtered",
        "Relation of two states, from what was known by then",
        "dyad",
        "relations_filtered",
        "mean",
        "friendlier",
        PAIR,
        unit=UNIT,
        description="The relation from the year and those before only, rivalries from five years after they began. Contains disputes, pacts and arms "
        "and so never predicts them",
        reference=REFERENCE,
        equation=EQUATION,
    ),
)
