"""The answer of a page: its first sentences, and the reasons behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from westphalia.report.brief import words
from westphalia.report.brief.relation import PHRASES
from westphalia.report.brief.why import binding, happened, limiting, others
from westphalia.report.brief.why.limiting import WARM
from westphalia.report.brief.why.reason import GRAVE, LEADS, Material, Reason, told
from westphalia.report.brief.why.shut_out import shut_out
from westphalia.report.brief.why.third import Third, thirds

HEAD = 2.2
"""The lightest reason on others that stands at the head."""
SANCTIONS = 1949
"""First year in which sanctions are on record; how far states were shut out before is measured by what is coded by hand."""


@dataclass(frozen=True, slots=True)
class PairAnswer:
    """What a page on two states answers.

    Parameters
    ----------
    sentences : tuple of str
        One to three: what leads, then what answers the questions that the first leaves open.
    binds, limits, others : tuple of Reason
        What counts of each part, the weightiest first.
    thirds : tuple of Third
        Third states by their relations with the two.
    lead : str
        Kind of the reason that leads; ``quiet`` where none is heavy enough.
    """

    sentences: tuple[str, ...]
    binds: tuple[Reason, ...]
    limits: tuple[Reason, ...]
    others: tuple[Reason, ...]
    thirds: tuple[Third, ...]
    lead: str

    def to_dict(self) -> dict[str, Any]:
        """Return the answer for the JSON document."""
        parts = {
            name: [each.to_dict() for each in getattr(self, name)] for name in ("binds", "limits", "others")
        }
        return {"lead": self.lead, "sentences": list(self.sentences), **parts}


def answer(of: Material, table: str | None) -> PairAnswer:
    """Return the answer for a pair in a year.

    Parameters
    ----------
    of : Material
        The pair, the year and the facts of the page.
    table : str, optional
        The table of relations that may be seen; None where the edition has none.
    """
    beside = thirds(of.world, of.dyad, of.year, table) if table else []
    found = [
        *happened.reasons(of),
        *binding.reasons(of, beside, shut_out(of) if of.year < SANCTIONS else None),
        *limiting.reasons(of),
        *others.reasons(of, beside),
    ]
    binds, limits, rest = (told(found, part) for part in ("binds", "limits", "others"))
    leading = [*binds, *(each for each in limits if each.kind in GRAVE)]
    lead = max(leading, key=lambda each: each.weight, default=None)
    if lead is None or lead.weight < LEADS:
        return PairAnswer((_quiet(of),), tuple(binds), tuple(limits), tuple(rest), tuple(beside), "quiet")
    chosen = [
        lead,
        *(limits if lead.part == "binds" else [each for each in binds if each.weight >= LEADS])[:1],
    ]
    used = {each.section for each in chosen}
    chosen += [each for each in rest if each.section not in used and each.weight >= HEAD][:1]
    return PairAnswer(
        tuple(each.says for each in chosen),
        tuple(binds),
        tuple(limits),
        tuple(rest),
        tuple(beside),
        lead.kind,
    )


def _quiet(of: Material) -> str:
    """Return the one line of a pair between which nothing weighs."""
    quarrel = any(event["kind"] in ("war", "dispute") for event in of.events)
    none = [word for word, there in (("pact", of.facts.get("pacts")), ("quarrel", quarrel)) if not there]
    said = f": no {words.listed(none, 'and no')} between them is on record" if none else ""
    if of.band in WARM or of.hostile:
        return f"Relations of {of.pair} in {of.year} were {PHRASES[of.band]}; no single tie or quarrel stands out."
    return f"Nothing on record between {of.pair} stands out in {of.year}{said}."
