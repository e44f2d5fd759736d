"""What leads the page of the sanctions of a state in a year, and the document that ``--format json`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.measures.registry import get
from westphalia.report import numbers
from westphalia.report.brief.sanction_record import LABELS
from westphalia.report.brief.words import count, counted, listed, possessive, sentence, the
from westphalia.report.views.sanctions_in_force import NATIONS, UNION, NamedSanction, SenderSanctions

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.report.views.sanctions import StateSanctions

Doc = dict[str, Any]
LIST, CODED, TIES = "yearly list", "coded by hand", "TIES"
"""What a case of the document rests on; the yearly list counts what is coded by hand too."""
AIMED = {"persons": "persons", "firms": "firms", "territory": "a territory", "group": "an armed group"}


def document_of(world: World, found: StateSanctions) -> Doc:
    """Return what ``--format json`` prints.

    Parameters
    ----------
    world, found : World, StateSanctions
        The record, and what it holds.
    """
    last = found.lasted
    return {
        "westphalia": world.stamp(),
        "state": found.state.to_dict(),
        "year": found.year,
        "as_of": world.last_known,
        "observed": found.observed,
        "why": found.why,
        "list": {"from": found.span[0], "to": found.span[1]},
        "lead": list(sentences(found)),
        "cases": [*(_listed(each, found.named) for each in found.against), *map(_named, found.named)],
        "by": [_listed(each, ()) for each in found.by],
        "breadth": found.breadth,
        "severity": {**found.severity, "of_their_own": found.own},
        "duration": None if last is None else {name: getattr(last, name) for name in last.__slots__},
        "unknown": list(not_known(found)),
    }


def _bare(name: str) -> str:
    return name.removeprefix("the ")


def _listed(each: SenderSanctions, named: Sequence[NamedSanction]) -> Doc:
    aims = [aim for case in named for aim in case.aims if each.sender in case.senders]
    return {
        "list": LIST,
        "senders": [_bare(each.sender)],
        "targets": [_bare(each.target)],
        "route": each.route,
        "members": len(each.members),
        "kinds": list(each.kinds),
        "embargo": each.embargo_since is not None,
        "embargo_since": each.embargo_since,
        "from": str(each.since),
        "kinds_ended": list(each.ends),
        "to": None if each.until is None else str(each.until),
        "seen": None,
        "aims": list(dict.fromkeys(aims)),
        "meant": list(each.meant),
        "cases": each.cases,
        "cases_on_state": each.on_state,
        "aid_alone": each.aid,
        "weight": {"output": each.output, "share": each.share},
        "title": "",
        "rests_on": each.lists,
    }


def _named(each: NamedSanction) -> Doc:
    return {
        "list": TIES if each.id.startswith("TIES") else CODED,
        "id": each.id,
        "senders": [_bare(name) for name in each.senders],
        "targets": [_bare(name) for name in each.targets],
        "kinds": list(each.kinds),
        "from": each.start,
        "to": each.end or None,
        "seen": each.seen,
        "aims": list(each.aims),
        "meant": [each.meant] if each.meant else [],
        "title": each.title,
        "citation": each.citation,
        "verified": each.verified,
    }


# What leads.


def sentences(found: StateSanctions) -> Iterator[str]:
    """Yield the first sentences: which are the heaviest, since when, by whom, what those weigh, and how many there are.

    Parameters
    ----------
    found : StateSanctions
        What is on record.
    """
    name, first = the(found.state.name), found.heaviest
    if found.observed is None:
        yield f"Who sanctioned {name} in {found.year} is {_why(found)}."
        return
    if found.observed != found.year:
        yield f"The list of sanctions ends in {found.observed}: what follows was in force then."
    if not found.against:
        yield f"No sanctions on {name} are on record in {found.observed}; the list covers {found.span[0]} to {found.span[1]}."
    elif not found.on_state:
        yield f"No sanctions on record meant {name} as a state in {found.observed}; {_others(found)}."
    elif first is None:
        some = [each for each in found.on_state if not each.aid] or list(found.on_state)
        yield f"Sanctions on {name} in {found.observed} came from {listed([each.sender for each in some][:4])}; how heavy they were cannot be told."
    else:
        yield _leading(first, found)
        yield _weighed(first, found)
        yield _counted(found)


def _leading(first: SenderSanctions, found: StateSanctions) -> str:
    """Return which are the heaviest, and what of them ended in the year; where others forbid all trade of whom no weight is known, that too."""
    name = the(found.state.name)
    silent = _silent(found)
    ended = f" {sentence(listed(named_kinds(first.ends)))} ended that year." if first.ends else ""
    if silent and first.embargo_since is None:
        return (
            f"{sentence(silent)} forbade all trade with {name} in {found.observed}, of unknown weight. The heaviest sanctions of known weight were those of "
            f"{first.sender}: {_what(first)}.{ended}"
        )
    return f"The heaviest sanctions on {name} in {found.observed} were those of {first.sender}: {_what(first)}.{ended}"


def _silent(found: StateSanctions) -> str:
    """Return who forbids all trade of whom no weight is known: institutions by name, states by number; empty for nobody."""
    closed = [each for each in found.on_state if each.embargo_since is not None and each.reach is None]
    names = [each.sender for each in closed if each.institution]
    states = [each.sender for each in closed if not each.institution]
    return listed([*names, *(states if len(states) < 3 else [counted(len(states), "state")])])


def named_kinds(kinds: Sequence[str]) -> list[str]:
    """Return kinds of sanctions as a sentence names them.

    Parameters
    ----------
    kinds : sequence of str
        Their names in the tables.

    Examples
    --------
    >>> named_kinds(["financial", "other"])
    ['finance', 'other dealings']
    """
    return [LABELS[kind] if kind != "other" else "other dealings" for kind in kinds]


def _why(found: StateSanctions) -> str:
    early = found.year < found.span[0]
    return f"not known: the list begins in {found.span[0]}" if early else found.why


def _others(found: StateSanctions) -> str:
    aims = list(dict.fromkeys(AIMED[aim] for each in found.against for aim in each.meant if aim in AIMED))
    senders = counted(len(found.against), "sender")
    return f"{senders} had some that meant {listed(aims, 'or')}"


def _what(each: SenderSanctions) -> str:
    """Return what is restricted and since when."""
    if each.embargo_since is not None:
        closed = f"all trade forbidden since {each.embargo_since}"
        return closed if each.since == each.embargo_since else f"{closed}, some sanctions in force without a break since {each.since}"  # fmt: skip
    return f"{listed(named_kinds(each.kinds))} restricted, some in force without a break since {each.since}"


def _weighed(each: SenderSanctions, found: StateSanctions) -> str:
    """Return what the sender weighed before it began."""
    parts = []
    if each.output is not None:
        parts.append(f"{numbers.percent(each.output)} of world output")
    if each.share is not None:
        parts.append(f"{numbers.percent(each.share)} of {possessive(the(found.state.name))} trade")
    who = each.sender
    if each.institution == UNION:
        whose = "their" if each.sender.endswith("s") else "its"
        who = f"{whose} {count(len(each.members))} members"
    elif each.institution == NATIONS:
        who = f"the {count(len(each.members))} states that they bind"
    before = "before each began to sanction it" if each.members else "before its sanctions began"
    return f"{sentence(who)} had {listed(parts)} {before}."


def _counted(found: StateSanctions) -> str:
    own = found.breadth["senders"]
    place, number = own["place"], own["value"]
    known = the(found.state.name)
    if not number:
        return "No state had sanctions of its own beside them."
    return f"{sentence(counted(number, 'state'))} had sanctions of {'its' if number == 1 else 'their'} own on {known}{_standing(place)}."


def _standing(place: Doc | None) -> str:
    if place is None or place["of"] < 2:
        return ""
    if place["rank"] == 1:
        return f", no other of {place['of']} states more"
    return f"; {numbers.in_hundred(place['below'])} states had fewer against them"


def not_known(found: StateSanctions) -> Iterator[str]:
    """Yield what the lists do not say.

    Parameters
    ----------
    found : StateSanctions
        What is on record.
    """
    first, last = found.span
    yield f"The list of sanctions by year covers {first} to {last}: earlier and later ones are not known from it."
    if found.year > last:
        yield f"Of {found.year} only what is coded by hand is known: a case is a yes, no case is unknown."
    yield "What a sender wants is coded by TIES alone, for cases that began to 2005; the yearly list comes without it."
    yield "Secondary sanctions, by which third states are made to keep away, are on no list."
    for name in ("sanction_loss_trade", "sanction_loss_oil"):
        figure = found.severity.get(name)
        if figure is not None and figure["value"] is None:
            yield f"{get(name).title}: {figure['why']}."
