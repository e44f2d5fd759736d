"""Sanctions in JSON: what came of the runs, in distributions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.effects.distribution import distribution
from westphalia.effects.trade.estimates import KINDS
from westphalia.effects.trade.sanction import over, together
from westphalia.lazy import np
from westphalia.report.views.effect import assumed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.report.views.sanction import SanctionRuns
    from westphalia.report.views.sanction_case import SanctionCase, Senders

Floats: TypeAlias = "NDArray[np.float64]"


def document_of(case: SanctionCase, last: Senders, found: SanctionRuns) -> dict[str, Any]:
    """Return the document.

    Parameters
    ----------
    case, last, found : SanctionCase, Senders, SanctionRuns
        What was asked, who acts, and what came of it.
    """
    asked, of = case.asked, case.of
    good = found.last.good
    weight = of.flows.sum(axis=1) - np.diag(of.flows) + found.home
    target = last.shock.target
    income = found.last.real_income
    senders = together(income, weight, last.shock.senders)
    return {
        "westphalia": case.world.stamp(),
        "target": case.state(case.target.ccode),
        "year": case.year,
        "as_of": asked.as_of,
        "lift": asked.lift,
        "secondary": asked.secondary,
        "base": _base(case, found),
        "shock": _shock(case, last, weight),
        "unchanged": [case.state(code) for code in last.unchanged],
        "states": _states(case, last, found),
        "senders": {"real_income": distribution(senders[good])},
        "ratio": _ratio(over(income[:, target], senders)[good]),
        "of_potential": _ratio(found.share.share),
        "change": _change(case, last, found),
        "trade": _trade(case, last, found),
        "effects": _record(case, last),
        "assumptions": assumed(case.held, found.moved),
        "moved_by": [{"name": name, "weight": share} for name, share in found.moved],
        "notes": list(case.notes),
        "diagnostics": {
            "runs": asked.runs,
            "seed": asked.seed,
            "failed": [
                {"run": run, "arm": arm, "why": why}
                for arm, failed in _arms(found).items()
                for run, why in sorted(failed.items())
            ],
            "clearing": max(found.last.clearing, found.first.clearing),
            "iterations": max(found.last.iterations, found.first.iterations),
        },
    }  # fmt: skip


def _arms(found: SanctionRuns) -> dict[str, Mapping[int, str]]:
    """Return which runs failed, by what was asked of them."""
    before = {} if found.first is found.last else {"before": found.first.failed}
    return {"coalition": found.last.failed, **before, "potential": found.share.failed}


def _ratio(values: Floats) -> dict[str, Any]:
    """Return the distribution of a ratio, and of how many runs there is none; null with why where there is none at all."""
    known = values[np.isfinite(values)]
    if not known.size:
        return {
            "value": None,
            "why": "one of the two changes is nothing, or they have different signs, in every run",
        }
    return {**distribution(known), "runs": int(known.size), "left_out": int(values.size - known.size)}


def _base(case: SanctionCase, found: SanctionRuns) -> dict[str, Any]:
    of, held = case.of, case.held
    rule = "as published"
    if of.reckoned:
        ratio, floor = held.value("trade.output_ratio"), held.value("trade.home_floor")
        rule = f"{ratio:g} times gross domestic product, less exports; at least {floor:g} times product"
    return {
        "matrix": of.matrix,
        "source": of.source,
        "observed": of.observed,
        "states": len(of.codes),
        "deficits": case.asked.deficits,
        "internal": {"rule": rule, "floor": [case.state(int(of.codes[at])) for at in of.floor(held)]},
        "dropped": [{"reason": reason, "n": n} for reason, n in of.dropped.items()],
        "extrapolated": of.observed > case.known.until,
    }


def _shock(case: SanctionCase, last: Senders, weight: Floats) -> list[dict[str, Any]]:
    of, target = case.of, last.shock.target
    rows = []
    for code, kind, place, effect in zip(
        last.codes, last.kinds, last.shock.senders, last.shock.effects, strict=True
    ):
        change = np.expm1(effect)
        sold, bought = of.flows[target, place], of.flows[place, target]
        total = sold + bought
        share = sold / total if total > 0 else 0.5
        rows.append(
            {
                "by": case.state(code),
                "kind": kind,
                "effect": distribution(share * change[:, 0] + (1 - share) * change[:, 1]),
                "sold": distribution(change[:, 0]),
                "bought": distribution(change[:, 1]),
                "trade_before": float(total),
                "nothing_to_change": bool(total == 0),
            }
        )
    return rows


def _states(case: SanctionCase, last: Senders, found: SanctionRuns) -> list[dict[str, Any]]:
    runs, good = found.last, found.last.good
    floor = set(case.of.floor(case.held).tolist())
    rows = []
    for place, code in enumerate(case.of.codes):
        sides = (runs.exports[good][:, place], runs.imports[good][:, place])
        exports, imports = (distribution(each) if np.isfinite(each).all() else None for each in sides)
        role = "target" if place == last.shock.target else "sender" if code in last.codes else "other"
        rows.append(
            {
                "state": case.state(int(code)), "role": role, "real_income": distribution(runs.real_income[good][:, place]),
                "exports": exports, "imports": imports, "floor": place in floor,
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: row["real_income"]["quantiles"]["0.5"])


def _change(case: SanctionCase, last: Senders, found: SanctionRuns) -> dict[str, Any] | None:
    """Return what joining or leaving changes, in the same runs."""
    asked = case.asked
    if not (asked.join or asked.leave):
        return None
    good = found.good()
    one, two = (runs.real_income[good][:, last.shock.target] for runs in (found.first, found.last))
    return {
        "join": [str(name) for name in asked.join or ()],
        "leave": [str(name) for name in asked.leave or ()],
        "before": distribution(one),
        "after": distribution(two),
        "difference": distribution(two - one),
        "times": _ratio(over(two, one)),
    }


def _trade(case: SanctionCase, last: Senders, found: SanctionRuns) -> list[dict[str, Any]]:
    """Return the target's trade with every partner, the largest first."""
    of, target, good = case.of, last.shock.target, found.last.good
    rows = []
    for place, code in enumerate(of.codes):
        sold, bought = of.flows[target, place], of.flows[place, target]
        if place == target or sold + bought == 0:
            continue
        sides = (found.last.sold[good][:, place], found.last.bought[good][:, place])
        one, two = (distribution(each) if np.isfinite(each).all() else None for each in sides)
        rows.append(
            {
                "with": case.state(int(code)), "sender": code in last.codes, "unit": "million current US$",
                "sold": {"before": float(sold), "change": one}, "bought": {"before": float(bought), "change": two},
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: -(row["sold"]["before"] + row["bought"]["before"]))


def _record(case: SanctionCase, last: Senders) -> dict[str, Any]:
    """Return what the effects rest on: cases of the kinds, trade before and after sanctions, placebo targets."""
    held, kinds = case.known.document, [kind for kind in KINDS if kind in last.kinds]
    own = (
        [case.known.case(case.target.ccode, kind, case.of.observed) for kind in kinds]
        if case.asked.lift
        else []
    )
    return {
        "estimated_from": held["years"],
        "kinds": {kind: held["kinds"][kind] for kind in kinds},
        "own_cases": [each for each in own if each is not None],
        "windows": [row for row in held["windows"] if row["kind"] in kinds],
        "placebo": [row for row in held["placebo"] if row["kind"] in kinds],
    }
