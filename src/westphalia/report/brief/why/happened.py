"""What happened: wars, force, ruptures and treaties of the year, and what is left of those before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import exp
from typing import Any

from westphalia.report.brief import words
from westphalia.report.brief.why.reason import LONGEST, Material, Reason

FORCE = ("attack", "intervention", "use of force")
"""Noted and coded events that are force short of war."""
INCIDENTS = ("incident",)
HOLDS = ("occupation", "government set up by force", "land annexed")
"""Coded events by which one holds the other."""
BREACHES = ("breach", "relations broken", "diplomats expelled", "ambassador recalled")
"""Noted and coded events that are a rupture."""
KINDS = {
    "trade": "trade",
    "financial": "finance",
    "arms": "arms",
    "military": "military assistance",
    "travel": "travel",
    "other": "other",
}
"""Kinds of sanctions as a sentence names them."""
USED = 4
"""Level of hostility of a dispute from which force was used in it."""
FEW = 4
"""Members of a pact that is one of few."""
LIFE = 60
"""Years in which the weight of a past war falls to a third."""
RECENT = 10
"""Years in which a hold or rupture weighs by its age."""
CUTS = re.compile(r"[:;]| and drives | so that | which | after | as the | to \w+ it ")
"""Where the text of an event may be cut short."""


def reasons(of: Material) -> Iterator[Reason]:
    """Yield what happened, as reasons.

    Parameters
    ----------
    of : Material
        The pair and year.
    """
    yield from _wars(of)
    yield from _force(of)
    yield from _ruptures(of)
    yield from _holds(of)
    yield from _treaties(of)
    yield from _sanctions(of)
    yield from _rivalry(of)
    yield from _past(of)


def _year(when: str | None) -> int:
    return int(when[:4]) if when else 9999


def _in_year(of: Material, event: Mapping[str, Any]) -> bool:
    return _year(event["date"]) == of.year


def short(text: str, most: int) -> str:
    """Return the text of an event, cut where its first clause ends if it is longer than so many words; empty where that is too long too.

    Parameters
    ----------
    text : str
        A sentence without its full stop.
    most : int
        Words.

    Examples
    --------
    >>> short("Iraq invades Kuwait", 10), short("The two settle their quarrels: one has a free hand in Egypt", 6), short("One two three four", 3)
    ('Iraq invades Kuwait', 'The two settle their quarrels', '')
    """
    if len(text.split()) <= most:
        return text
    for cut in CUTS.finditer(text):
        if 4 <= len(text[: cut.start()].split()) <= most:
            return text[: cut.start()].rstrip(" ,")
    return ""


def said(event: Mapping[str, Any]) -> str:
    """Return a noted event as a sentence with its date; empty where its text is too long for one.

    Parameters
    ----------
    event : mapping
        Of the timeline.
    """
    text = short(str(event["text"]), LONGEST - 5)
    spell = str(event.get("source", "")).startswith("coded_disputes") and event.get("end") != event["date"]
    when = event["date"][:4] if spell else event["date"]
    return f"{words.sentence(words.moment(when))}: {_small(text)}." if text else ""


def _small(text: str) -> str:
    """Return a text as it goes on within a sentence: an article or adverb at its start in small letters."""
    first = text.split(" ", 1)[0]
    return words.midsentence(text) if first in ("The", "A", "An", "After", "In", "With", "Students") else text  # fmt: skip


def _wars(of: Material) -> Iterator[Reason]:
    seen: set[str] = set()
    for event in of.events:
        if event["kind"] != "war" or event.get("name") in seen:
            continue
        first, last = _year(event["date"]), _year(event.get("end"))
        if not first <= of.year <= last:
            continue
        seen.add(event.get("name") or "")
        if event["opposed"]:
            noted = [each for each in _noted(of, ("war",)) if each.get("against")]
            listed = event["source"] == "war_participants"
            begun = map(said, noted or ([] if listed or first < of.year else [event]))
            yield Reason("war", "limits", next((line for line in begun if line), "") or _war(of, event), 1.0, "timeline")  # fmt: skip
        else:
            yield Reason("fight", "binds", f"{words.sentence(of.pair)} fought on the same side in {_named(event)} in {of.year}.", 1.0, "timeline")  # fmt: skip


def _named(event: Mapping[str, Any]) -> str:
    """Return the name of a war as it stands in a sentence."""
    name = str(event["text"]).partition(":")[0]
    return name if name.startswith("World War") else f"the {name}"


def _war(of: Material, event: Mapping[str, Any]) -> str:
    first, end, pair = _year(event["date"]), event.get("end"), words.sentence(of.pair)
    since, name = words.moment(event["date"]), f": {_named(event)}"
    if event["source"] != "war_participants":
        name = ""
    begun = f"{'on' if len(event['date']) > 7 else 'in'} {since}"
    if "opposite sides" in event["text"]:
        when = f"from {since}" if first == of.year else f"in {of.year}, as since {first}"
        return f"{pair} stood on opposite sides in {_named(event)} {when}."
    if first < of.year:
        return f"{pair} were at war with each other in {of.year}, as since {first}{name}."
    if end and _year(end) == of.year:
        return f"{pair} fought each other from {since} to {words.moment(end)}{name}."
    return f"{pair} went to war with each other {begun}{name}."


def _force(of: Material) -> Iterator[Reason]:
    """Yield force of the year short of war: told by a noted event where there is one, else by the list; else quarrels and disputes of late."""
    noted = [event for event in _noted(of, (*FORCE, *INCIDENTS)) if event.get("against")]
    strong = [event for event in noted if event["what"] in FORCE]
    listed = [event for event in of.events if event["kind"] == "dispute" and (event.get("hostility") or 0) >= USED and _in_year(of, event)]  # fmt: skip
    fought = [event for event in of.events if event["kind"] == "conflict" and event.get("opposed") and _year(event["date"]) <= of.year <= _year(event.get("end"))]  # fmt: skip
    text = next((line for line in map(said, (*strong, *noted)) if line), "")
    if strong or listed or fought:
        grave = bool(
            strong or fought or any(event.get("fatal") or "death" in event["text"] for event in listed)
        )
        yield Reason("force", "limits", text or _listed(of, listed), 1.0 if grave else 0.6, "disputes")
    else:
        yield from _late(of)
    if noted and text and not strong:
        yield Reason("quarrel", "limits", text, 0.8, "timeline")


def _noted(of: Material, kinds: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """Return the noted and coded events of the year of some kinds."""
    return [event for event in of.events if event["kind"] == "event" and event.get("what") in kinds and _in_year(of, event)]  # fmt: skip


def _listed(of: Material, listed: list[Mapping[str, Any]]) -> str:
    if any((event.get("hostility") or 0) > USED for event in listed):
        return f"A dispute of {of.pair} in {of.year} went as far as war, by the list of disputes."
    return f"Force was used between {of.pair} in {of.year}, short of war."


def _late(of: Material) -> Iterator[Reason]:
    """Yield disputes of the ten years before."""
    count = sum(1 for event in of.events if event["kind"] == "dispute" and of.year - RECENT < _year(event["date"]) <= of.year)  # fmt: skip
    if count:
        text = f"{words.sentence(of.pair)} had {words.counted(count, 'militarized dispute')} in the ten years to {of.year}."
        yield Reason("disputes", "limits", text, min(1.0, 0.35 + 0.1 * count) * (1.0 if of.hostile else 0.6), "disputes")  # fmt: skip


def _ruptures(of: Material) -> Iterator[Reason]:
    for event in of.events:
        if event["kind"] != "event" or event.get("what") not in BREACHES or not event.get("against"):
            continue
        age = of.year - _year(event["date"])
        lasting = event.get("what") == "relations broken" and event.get("end") is None
        if age <= (RECENT if lasting else 1):
            full = event["what"] in ("breach", "relations broken")
            text = said(event)
            if text:
                yield Reason("rupture", "limits", text, (1.0 if full else 0.6) * (1.0 if age == 0 else 0.75 - 0.04 * age), "timeline")  # fmt: skip


def _holds(of: Material) -> Iterator[Reason]:
    for event in of.events:
        if event["kind"] != "event" or event.get("what") not in HOLDS or not event.get("against"):
            continue
        age = of.year - _year(event["date"])
        if _year(event.get("end")) < of.year and age > 0:
            continue
        text = said(event)
        if text:
            yield Reason("occupation", "limits", text, 1.0 if age <= 1 else max(0.3, 0.9 - 0.04 * age), "timeline")  # fmt: skip


def _treaties(of: Material) -> Iterator[Reason]:
    """Yield a treaty of the year: of the lists, as coded since, or as noted; and an accord of the year that is noted and no treaty."""
    for pact in of.facts.get("pacts") or ():
        if pact["start"] and _year(pact["start"]) == of.year and (pact["members"] <= FEW or not of.at_war):
            size = _treaty_size(pact) * (0.4 if of.hostile and pact["members"] > FEW else 1.0)
            yield Reason("treaty", "binds", _pact_of_year(of, pact), size, "pacts")
    for event in of.events:
        if not _in_year(of, event):
            continue
        coded = event["kind"] == "pact" and event["source"] == "coded_pacts"
        ends = coded and any(word in str(event["text"]) for word in (" ends ", " denounces ", " withdraws ", "accedes"))  # fmt: skip
        if (coded and not ends) or (event["kind"] == "event" and event.get("what") == "treaty" and not event.get("against")):  # fmt: skip
            text = said(event)
            if text:
                yield Reason("treaty", "binds", text, 0.95, "pacts")
    accords = [event for event in _noted(of, ("agreement",)) if not event.get("against")]
    text = next((line for line in map(said, accords) if line), "")
    if text:
        ceded = any(event["kind"] == "land" and _in_year(of, event) for event in of.events)
        yield Reason("treaty" if ceded else "agreement", "binds", text, 0.95 * (0.4 if of.hostile else 1.0), "timeline")  # fmt: skip


def _treaty_size(pact: Mapping[str, Any]) -> float:
    members = int(pact.get("members") or 2)
    size = 1.0 if members <= FEW else 0.8 if members <= 30 else 0.3
    return size if "defence" in pact["a_promises"] or members <= FEW else size * 0.5


def _pact_of_year(of: Material, pact: Mapping[str, Any]) -> str:
    members = int(pact.get("members") or 2)
    every = {*pact["a_promises"], *(pact.get("b_promises") or ())}
    promised = words.listed(pact["a_promises"] or sorted(every))
    no = "" if {"defence", "offence"} & every else " but no defence"
    others = (
        f" with {words.count(members - 2)} other {'state' if members == 3 else 'states'}"
        if members > 2
        else ""
    )
    when = words.moment(pact["start"])
    day = f"on {when}" if len(pact["start"]) > 7 else f"in {when}"
    return f"{words.sentence(of.pair)} made a pact{others} {day}, promising {promised}{no}."


def _sanctions(of: Material) -> Iterator[Reason]:
    """Yield sanctions in force of one upon the other."""
    found = of.facts.get("sanctions") or {}
    for side, target, sender in (("a", of.a, of.b), ("b", of.b, of.a)):
        state = of.dyad.b if side == "a" else of.dyad.a
        senders = (found.get(side) or {}).get("sender_states") or ()
        mine = next((each for each in senders if each["ccode"] == state.ccode), None)
        if mine is None:
            continue
        kinds = set(mine.get("kinds") or ())
        since = int(mine.get("since") or of.year)
        grave = 1.0 if "trade" in kinds else 0.7 if kinds & {"financial", "arms"} else 0.5
        new = 1.0 if since >= of.year - 1 else 0.8
        when = f"in {of.year}" if since == of.year else f"in {of.year}, as since {since}"
        named = words.listed(KINDS[kind] for kind in KINDS if kind in kinds)
        what = f"sanctions ({named})" if named else "sanctions"
        size = grave * new * (1.0 if of.hostile else 0.6)
        yield Reason("sanctions", "limits", f"{words.sentence(sender)} had {what} on {target} in force {when}.", size, "sanctions")  # fmt: skip


def _rivalry(of: Material) -> Iterator[Reason]:
    rivalry = (of.facts.get("disputes") or {}).get("rivalry") or ()
    going = [each for each in rivalry if (each["last"] is None or each["last"] >= of.year) and each["first"] <= of.year]  # fmt: skip
    if going:
        first = min(each["first"] for each in going)
        yield Reason("rivalry", "limits", f"Historians count {of.pair} as strategic rivals since {first}.", 1.0 if of.hostile else 0.55, "disputes")  # fmt: skip
    ended = [each for each in rivalry if each["last"] is not None and of.year - 25 <= each["last"] < of.year]
    if ended and not going:
        last = max(ended, key=lambda each: each["last"])
        text = f"Historians count {of.pair} as strategic rivals until {last['last']}."
        yield Reason("rivalry", "limits", text, 0.5 - 0.012 * (of.year - last["last"]), "disputes")


def _past(of: Material) -> Iterator[Reason]:
    """Yield past wars between the two, land that changed hands and holds that ended, by how long ago they were."""
    wars = {event.get("name"): event for event in of.events if event["kind"] == "war" and event["opposed"] and _year(event.get("end")) < of.year}  # fmt: skip
    noted = [event for event in of.events if event["kind"] == "event" and event.get("against") and _year(event["date"]) < of.year]  # fmt: skip
    holds = [event for event in noted if event.get("what") in HOLDS]
    if not holds and not wars:
        holds = [event for event in noted if event.get("what") == "intervention"]
    lost = [event for event in of.events if event["kind"] == "land" and _year(event["date"]) < of.year]
    ends = [_year(event.get("end") or event["date"]) for event in (*wars.values(), *holds)]
    ends = [min(each, of.year) for each in ends]
    if not ends:
        return
    size = min(1.0, (0.7 + 0.1 * len(ends)) * exp(-(of.year - max(ends)) / LIFE) + 0.1 * min(len(lost), 3))
    yield Reason("grievance", "limits", _told_past(of, wars, holds), size, "timeline")


def _told_past(of: Material, wars: Mapping[Any, Mapping[str, Any]], holds: list[Mapping[str, Any]]) -> str:
    last_war = max(wars.values(), key=lambda event: str(event.get("end")), default=None)
    last_hold = max(holds, key=lambda event: event["date"], default=None)
    if last_hold is not None and (last_war is None or last_hold["date"] > str(last_war.get("end"))):
        text = said(last_hold)
        if text:
            return text
    if last_war is None:
        return f"{words.sentence(of.pair)} have an old quarrel: force was used between them before {of.year}."
    n = len(wars)
    years = words.span(_year(last_war["date"]), _year(last_war.get("end")))
    if n == 1:
        return f"{words.sentence(of.pair)} have been at war with each other once on record, in {years}."
    return f"{words.sentence(of.pair)} have been at war with each other {words.times(n)} on record, last in {years}."
