"""The sections that answer: what binds the two, what limits them, what they mean for others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.chosen import best, weight
from westphalia.report.brief.ties import Event
from westphalia.report.brief.why.answer import PairAnswer
from westphalia.report.brief.why.limiting import WARM
from westphalia.report.brief.why.reason import LEADS, Material, Reason
from westphalia.report.brief.why.third import Third
from westphalia.report.page import Chart, Section, SmallTable

NAMES = {
    "treaty": "the treaty of the year",
    "fight": "a war fought on one side",
    "exclusion": "sanctions that both are under",
    "outcasts": "being shut out",
    "pact": "a pact",
    "arms": "arms",
    "agreement": "agreements",
    "adversary": "a common adversary",
    "votes": "votes in the United Nations",
    "trade": "trade",
    "organisations": "organisations that both sit in",
    "war": "war",
    "occupation": "occupation",
    "rupture": "broken relations",
    "force": "force",
    "sanctions": "sanctions",
    "rivalry": "strategic rivalry",
    "disputes": "disputes",
    "quarrel": "a quarrel of the year",
    "grievance": "past wrongs",
    "market": "rivalry in the oil market",
    "asymmetry": "unequal weight",
    "promise": "the lack of a promise of defence",
    "apart": "votes in the United Nations",
    "regime": "unlike regimes",
    "distance": "distance",
}
"""Kinds of reasons as a title names them."""
PICTURES: Mapping[str, str] = {
    "sanctions": "sanctions-map",
    "arms": "arms-deliveries",
    "votes": "votes-distance",
    "trade": "trade-shares",
    "capability": "capability-ratio",
    "energy": "energy-crude-exports",
    "grain": "grain-harvest",
    "disputes": "disputes-hostility",
    "geography": "geography-distance",
}
"""The picture of each section of details that says most."""
DRAWN = 2
"""Reasons of which a section shows the picture."""
FAR = -3.0
"""Score below which a third state that is near to the other of the two is shown as hostile."""
NEAR, TORN, FOE = "Near to both", "Near to one, hostile to the other", "Hostile to both"
"""Groups of third states."""
TITLED = 3
"""Reasons that a title names."""
TOLD = 4
"""Reasons that are told beneath it."""
NAMED = 8
"""Named events in the table of what lies between the two."""
BESIDE = 4
"""Third states in a table."""


def sections(
    of: Material, found: PairAnswer, told: Sequence[Event], charts: Mapping[str, Chart]
) -> Iterator[Section]:
    """Yield the sections that answer the three questions.

    Parameters
    ----------
    of : Material
        The pair and year.
    found : PairAnswer
        Its reasons.
    told : sequence of Event
        What happened between the two.
    charts : mapping
        The pictures of all sections of details, by identifier.
    """
    if found.lead == "quiet":
        return
    left = dict(charts)
    parts = [_binds(of, found, left), _limits(of, found, told, left)]
    yield from reversed(parts) if of.hostile else parts
    beside = _others(of, found, left)
    if beside is not None:
        yield beside


def _shown(reasons: Sequence[Reason], said: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of the weightiest reasons that the head of the page has not said."""
    return _paragraph([each.says for each in reasons if each.says not in said][:TOLD])


def _paragraph(sentences: Sequence[str]) -> tuple[str, ...]:
    return (" ".join(sentences),) if sentences else ()


def _named(reasons: Sequence[Reason]) -> tuple[str, bool]:
    """Return the names of the weightiest reasons as a list, and whether they are several."""
    names = list(dict.fromkeys(NAMES[each.kind] for each in reasons))[:TITLED]
    return words.sentence(words.listed(names)), len(names) > 1 or names[0] in ("arms", "agreements", "sanctions", "disputes", "past wrongs", "broken relations", "unlike regimes") or names[0].startswith(("votes", "sanctions", "organisations"))  # fmt: skip


def _pictures(reasons: Sequence[Reason], charts: dict[str, Chart], most: int) -> tuple[Chart, ...]:
    """Take the pictures of the weightiest reasons, which no later section shows again."""
    names = dict.fromkeys(PICTURES.get(each.section, "") for each in reasons[:DRAWN])
    return tuple(charts.pop(name) for name in [name for name in names if name in charts][:most])


def _binds(of: Material, found: PairAnswer, charts: dict[str, Chart]) -> Section:
    if not found.binds or (of.hostile and found.binds[0].weight < LEADS):
        none = "Little" if found.binds else "Nothing on record that weighs much"
        return Section("binds", "What binds them", f"{none} bound {of.pair} in {of.year}.", _shown(found.binds, found.sentences))  # fmt: skip
    names, many = _named(found.binds)
    verb = "bind" if many else "binds"
    title = f"{names} {verb} {of.pair} all the same." if of.hostile else f"{names} {verb} {of.pair}."
    shown = () if of.hostile else _pictures(found.binds, charts, 2)
    return Section("binds", "What binds them", title, _shown(found.binds, found.sentences), shown)


def _limits(of: Material, found: PairAnswer, told: Sequence[Event], charts: dict[str, Chart]) -> Section:
    topic = "What sets them at odds" if of.hostile else "What limits them"
    if not found.limits:
        return Section("limits", topic, f"Nothing on record that weighs much limited {of.pair} in {of.year}.")
    names, many = _named(found.limits)
    verb = ("divide" if many else "divides") if of.hostile else ("limit" if many else "limits")
    grid = tuple(_between(of, told))
    return Section("limits", topic, f"{names} {verb} {of.pair}.", _shown(found.limits, found.sentences), _pictures(found.limits, charts, 1), grid)  # fmt: skip


def _between(of: Material, told: Sequence[Event]) -> Iterator[SmallTable]:
    """Yield a table of the gravest events that set the two against each other, in order of time."""
    against = [event for event in told if dict(event.more).get("against") or dict(event.more).get("opposed") or event.kind == "land"]  # fmt: skip
    named = [event for event in against if event.kind in ("event", "war", "land")]
    found = best(named, 2, of.year, limit=4, total=NAMED)
    chosen = sorted(sorted(found, key=weight)[:NAMED], key=lambda event: event.date)
    if len(chosen) >= 3:
        rows = tuple((words.moment(event.date), event.text) for event in chosen)
        yield SmallTable(("When", "What happened"), rows, "ll", tuple(dict.fromkeys(event.source for event in chosen)), f"What lies between {of.pair}")  # fmt: skip


def _others(of: Material, found: PairAnswer, charts: dict[str, Chart]) -> Section | None:
    said = [each for each in found.others if each.says not in found.sentences]
    groups = _groups(found.thirds)
    title = said[0].says if said else _title(of, groups)
    if not title:
        return None
    return Section("others", "What it means for others", title, _paragraph([each.says for each in said[1:TOLD]]), _pictures(said, charts, 1), tuple(_thirds(of, groups)))  # fmt: skip


def _title(of: Material, groups: Mapping[str, Sequence[Third]]) -> str:
    for group, word in ((NEAR, "near to"), (FOE, "hostile to")):
        if groups[group]:
            names = words.listed(words.the(each.name) for each in groups[group][:3])
            return f"{words.sentence(names)} {'was' if len(groups[group]) == 1 else 'were'} {word} both {of.pair} in {of.year}."
    return ""


def _groups(thirds: Sequence[Third]) -> dict[str, list[Third]]:
    """Return third states that are near to both, near to one and hostile to the other, and hostile to both: a few of each."""
    known = [each for each in thirds if each.word_a and each.word_b]
    near = sorted(
        (each for each in known if each.word_a in WARM and each.word_b in WARM),
        key=lambda each: -_least(each),
    )
    torn = sorted(
        (each for each in known if _least(each) < FAR and _least(each, most=True) >= 1),
        key=lambda each: -each.strength,
    )
    foes = sorted((each for each in known if each.foe_of_both), key=lambda each: -each.strength)
    return {name: some[:BESIDE] for name, some in ((NEAR, near), (TORN, torn), (FOE, foes))}


def _thirds(of: Material, groups: Mapping[str, Sequence[Third]]) -> Iterator[SmallTable]:
    """Yield the third states in groups, with their relations now and ten years before."""
    rows: list[tuple[str, str, str]] = []
    for group, some in groups.items():
        if some:
            rows.append((f"{group}:", "", ""))
            rows += [(words.sentence(words.the(each.name)), _course(each.a, each.was_a, each.word_a), _course(each.b, each.was_b, each.word_b)) for each in some]  # fmt: skip
    if rows:
        heads = ("State", f"With {of.a}", f"With {of.b}")
        yield SmallTable(heads, tuple(rows), "lll", ("relations",), f"Relations of third states with the two in {of.year}, and ten years before in brackets")  # fmt: skip


def _least(each: Third, *, most: bool = False) -> float:
    scores = [score for score in (each.a, each.b) if score is not None]
    return max(scores) if most else min(scores)


def _course(now: float | None, was: float | None, word: str) -> str:
    if now is None:
        return "not known"
    before = f" ({numbers.number(was, 2)})" if was is not None else ""
    return f"{word}, {numbers.number(now, 2)}{before}"


def folded(section: Section, taken: Sequence[str]) -> Section:
    """Return a section of details as the page folds it: without the pictures that stand above.

    Parameters
    ----------
    section : Section
        Of details.
    taken : sequence of str
        Pictures that stand above, by identifier.
    """
    return replace(section, fold=True, charts=tuple(each for each in section.charts if each.id not in taken))
