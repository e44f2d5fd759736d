"""Strategic rivalries of pairs and of states, by kind."""

from __future__ import annotations

from westphalia.panel.addition import Addition
from westphalia.panel.additions.numbers import numbers

_TYPES = ("spatial", "positional", "ideological", "interventionary")


def _of_list(end: str, prefix: str, who: str) -> tuple[Addition, ...]:
    """Return the additions of one list: rivals, by kind, and how many a state has."""
    of = end.replace("-", "_")
    counts = {f"{prefix}n_{kind}": f"rivals_{kind}{of}" for kind in _TYPES}
    return (
        numbers(
            f"rivalry{end}",
            f"Strategic rivalries ({who})",
            {f"{prefix}ongoingrivalry": (f"rivalry{of}", "1 when the two were strategic rivals")},
            for_states=f"rivals{end}",
            kept="int8",
        ),
        numbers(
            f"rivalry-kinds{end}",
            f"Strategic rivalries by kind ({who})",
            {f"{prefix}rivalry_{kind}": f"rivalry_{kind}{of}" for kind in _TYPES},
            for_states=f"rivals{end}",
            kept="int8",
        ),
        numbers(
            f"rivals{end}",
            f"Strategic rivals of a state ({who})",
            {f"{prefix}n_rivals": f"rivals{of}", **counts},
            kept="int8",
        ),
    )


_TSS = _of_list("", "", "Thompson, Sakuwa and Suhas")
_TD = _of_list("-td", "td_", "Thompson and Dreyer")
ADDITIONS = tuple(each for both in zip(_TSS, _TD, strict=True) for each in both)
