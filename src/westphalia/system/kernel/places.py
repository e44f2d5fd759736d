"""What the loop works on, and where things stand in it: numbers that are fixed when it is compiled."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from westphalia.system.variables import FIXED, KIND_LAYERS, LAYERS, STATES

V_OUTPUT, V_POPULATION, V_WEALTH = (STATES.index(name) for name in ("output", "population", "wealth"))
V_DEMOCRACY, V_JOLT, V_CAPABILITY, V_AGE = (STATES.index(name) for name in ("democracy", "jolt", "capability", "age"))  # fmt: skip
V_PACT_TIES, V_ARMS_TIES = STATES.index("pact_ties"), STATES.index("arms_ties")
V_NUCLEAR_STAGE, V_NUCLEAR, V_EXPLORING = (STATES.index(name) for name in ("nuclear_stage", "nuclear", "exploring"))  # fmt: skip
V_RIVALS, V_DISPUTE_RATE, V_PROTECTOR = (STATES.index(name) for name in ("rivals", "dispute_rate", "protector"))  # fmt: skip
V_SANCTIONERS, V_SENDS, V_QUARRELS = (STATES.index(name) for name in ("sanctioners", "sends", "quarrels"))
L_PACT, L_ARMS, L_SUPPLY = (LAYERS.index(name) for name in ("pact", "arms", "supply"))
V_PRESSURE, V_EXCLUSION = STATES.index("pressure"), STATES.index("exclusion")
L_KIND, KIND_COUNT = LAYERS.index(KIND_LAYERS[0]), len(KIND_LAYERS)
"""The first of the variables that tell kinds of sanctions, which stand together, and how many there are."""
L_SANCTION, L_PENALTY = LAYERS.index("sanction"), LAYERS.index("penalty")
L_DISPUTE, L_RIVALRY, L_CLASH, L_BLOOD = (
    LAYERS.index(name) for name in ("dispute", "rivalry", "clash", "blood")
)
L_WAR = LAYERS.index("war")
V_AT_WAR, V_MAJOR = STATES.index("at_war"), STATES.index("major")
L_COMMON_PARTNERS, L_COMMON_RIVALS = LAYERS.index("common_partners"), LAYERS.index("common_rivals")
L_COMMON_SANCTIONERS = LAYERS.index("common_sanctioners")
F_DISTANCE, F_CONTIGUITY, F_ALLIANCE, F_PROMISE = (FIXED.index(name) for name in ("distance", "contiguity", "alliance", "promise"))  # fmt: skip
TIES = ("arms", "dispute", "rivalry", "war")
"""Ties that may end, in the order of ``since``."""
T_ARMS, T_DISPUTE, T_RIVALRY, T_WAR = range(4)
EVENTS = ("dispute_deadly", "dispute_join", "pact_join", "pact_end", "sanction", "sanction_sender", "sanction_end", "regime", "pact", "agreement", "capability", "kinds_alike", "dispute_war", "war_join", "dispute_join_other", "pact_broken", "nuclear_explore", "nuclear_pursue", "nuclear_acquire", "nuclear_give_up", "nuclear_explore_end")  # fmt: skip
"""Processes that the loop knows by name, in the order of ``q``."""
(
    DEADLY,
    JOIN,
    SHARE,
    TREATY_END,
    TARGET,
    SENDER,
    LIFT,
    REGIME,
    PACT,
    AGREEMENT,
    CAPABILITY,
    ALIKE,
    WAR,
    WAR_JOIN,
    JOIN_OTHER,
    BROKEN,
    EXPLORE,
    PURSUE,
    ACQUIRE,
    GIVE_UP,
    EXPLORE_END,
) = range(21)
TOLD = ("targets", "regimes", "treaties", "sanctions", "deadly")
"""What is counted as it happens, in the order of ``told``."""
TOLD_TARGETS, TOLD_REGIMES, TOLD_TREATIES, TOLD_SANCTIONS, TOLD_DEADLY = range(5)
Rules: Any = namedtuple("Rules", "codes any_union fixed born logs normal luck luck_level luck_shock walk_q walk_v walk_g walk_low walk_high scale left shock shock_middle shock_keep shock_sd shock_jitter jumps steps jolt_fade v_low v_high tie_layer tie_both tie_shadow tie_end memory fade quarrel_fade does which q dense_of kind_q kind_need grade weigh")  # fmt: skip
"""What no draw, run or arm changes."""
Drawn: Any = namedtuple("Drawn", "coef how of dense base both_ways risk threshold chance share level level_sd middle keep step jitter usual rate lift_kinds together")  # fmt: skip
"""What hangs on the draw of parameters: ``coef`` (Q, k + 1), ``base`` (P, n, n) the part that no year changes, levels (Q,)."""
Moving: Any = namedtuple("Moving", "values values32 pairs busy since own kinds treaties signed size partners supplied senders targets quarrels closed standing stale told begun union order shares fresh failed")  # fmt: skip
"""The state of each arm: ``V`` (A, V, n + 1), ``X`` (A, F, n, n), ``since`` (A, T, n, n), ``own`` (A, n + 1, n), ``treaties`` (A, m, 4)."""
Work: Any = namedtuple("Work", "row other eta bound as_float head hit words found count changes used sent got shared near usual grown sums sees alike level")  # fmt: skip
"""Room to work in."""
