"""A draft as a claim file in YAML, with what was found as comments, and as a document in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.claims.draft.events import KnownEvent, Mentioned
from westphalia.claims.draft.figures import in_system
from westphalia.claims.draft.found import Paragraph
from westphalia.claims.draft.make import Draft, Drafted, as_claim, clean
from westphalia.claims.unfinished import TO_FILL
from westphalia.lazy import yaml
from westphalia.record.schema import FIRST_YEAR

if TYPE_CHECKING:
    from westphalia.record.world import World

WIDTH = 110
HEAD = """# A draft for a person to finish. Every claim is a sentence of the article, named by its place and first words only:
# put each statement in your own words, look at its kind and strength, and choose the test and what would count.
# Tests and conditions are suggestions, from a verb and what stands on either side of it. Then: westphalia check FILE,
# which refuses the file as long as something in it is to be finished."""


def _head(world: World, made: Draft) -> dict[str, Any]:
    """Return the fields of an essay above its claims."""
    article = made.found.article
    stem = Path(article.name).stem
    name = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:60].strip("-")
    title = clean(article.title or stem.replace("_", " ").replace("-", " "))[:200]
    return {
        "id": name if len(name) > 1 else "article",
        "title": title if len(title) > 2 else "An article",
        "author": TO_FILL,
        "published": made.written.isoformat() if made.written else str(made.found.year),
        "where": TO_FILL,
        "about": {
            "states": in_system(world, list(made.about), made.found.year),
            "year": max(made.found.year, FIRST_YEAR),
        },
    }


def yaml_text(world: World, made: Draft) -> str:
    """Return a draft as a claim file.

    Parameters
    ----------
    world : World
        The record.
    made : Draft
        The draft.
    """
    lines = [HEAD]
    if made.written is None:
        lines.append(
            "# No date was given: the year is the last that the article names; last year and the like give none."
        )
    lines += [_dumped(_head(world, made)).rstrip(), "claims:"]
    for each in made.claims:
        lines += [*_told(world, made, each), _dumped([as_claim(made, each)]).rstrip()]
        lines += [f"  # or: {row}" for test in each.suggested.tests[1:] for row in _flat(test)]
    lines += ["", *(f"# {line}".rstrip() for line in _foot(world, made))]
    return "\n".join(lines)


def _dumped(value: Any) -> str:
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(
        yaml.dump(
            value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=None
        )
    )


def _flat(value: Any) -> list[str]:
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(
        value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=True
    )
    return str(text).strip().splitlines()


def _told(world: World, made: Draft, each: Drafted) -> Iterator[str]:
    """Yield what was found in a sentence, as comments."""
    year = made.found.year
    parts = [", ".join(each.manner.classes) + (", with a not" if each.manner.negated else "")]
    if each.states:
        names = map(world.gazetteer.usual, each.states, each.state_years)
        parts.append(f"states: {', '.join(names)}")
    if each.lent:
        parts.append(f"states from near by: {', '.join(_usual(world, each.lent, year))}")
    for name, found in (
        ("years", each.times),
        ("years from near by", each.lent_times),
        ("numbers", each.numbers),
        ("hedged by", each.manner.hedges),
        ("tables", each.suggested.tables),
    ):
        if found:
            parts.append(f"{name}: {', '.join(found)}")
    yield "# " + clean("; ".join(parts))


def _usual(world: World, ccodes: tuple[int, ...] | list[int], year: int) -> list[str]:
    return [world.gazetteer.usual(ccode, year) for ccode in ccodes]


def _foot(world: World, made: Draft) -> Iterator[str]:
    document = _lists(world, made)
    yield "States: " + "; ".join(
        f"{row['state']['name']} {row['mentions']} ({_places(row['paragraphs'])})"
        for row in document["states"]
    )
    yield "Years written: " + (", ".join(str(row["year"]) for row in document["years"]["named"]) or "none")
    yield "Years that follow: " + (
        ", ".join(clean(f"{row['words']} {_span(row)}") for row in document["years"]["derived"]) or "none"
    )
    for name in ("people", "institutions"):
        yield f"{name.capitalize()}: " + (", ".join(clean(row["name"]) for row in document[name]) or "none")
    yield f"Sentences left out, being questions or too short: {made.left_out}"
    if made.beyond:
        yield f"Claims left out, a file having {len(made.claims)} at most: {made.beyond}. Divide the article."
    yield "Events of the record that it mentions; a question mark, perhaps:"
    yield from (
        f"  {'' if each.sure else '? '}{_line(each.event)} (paragraph {each.paragraph})"
        for each in made.mentioned
    )
    yield "Events of the record between the states it is about, within the years it speaks of, that it does not mention:"
    yield from (f"  {_line(each)}" for each in made.missed)


def _span(row: dict[str, Any]) -> str:
    return str(row["first"]) if row["first"] == row["last"] else f"{row['first']}-{row['last']}"


def _places(paragraphs: list[int]) -> str:
    return (
        "paragraphs " + ", ".join(map(str, paragraphs))
        if len(paragraphs) > 1
        else f"paragraph {paragraphs[0]}"
    )


def _line(event: KnownEvent) -> str:
    return clean(f"{event.id}: {event.title}")


def document(world: World, made: Draft) -> dict[str, Any]:
    """Return a draft as one JSON document.

    Parameters
    ----------
    world : World
        The record.
    made : Draft
        The draft.
    """
    article = made.found.article
    return {
        "westphalia": world.stamp(),
        "article": {
            "file": article.name,
            "paragraphs": len(article.paragraphs),
            "sentences": len(article.sentences),
            "left_out": made.left_out,
            "beyond": made.beyond,
            **{
                key: value
                for key, value in _head(world, made).items()
                if key in ("id", "title", "published", "about")
            },
        },
        **_lists(world, made),
        "claims": [_claim(world, made, each) for each in made.claims],
        "events": {
            "mentioned": [_mentioned(each) for each in made.mentioned],
            "missed": [_event(each) for each in made.missed],
        },
    }


def _lists(world: World, made: Draft) -> dict[str, Any]:
    """Return states, years, people, institutions and numbers of an article."""
    found = made.found
    where = found.where()
    named: dict[int, set[int]] = {}
    derived: dict[tuple[int, int, str, str], set[int]] = {}
    for paragraph in found.paragraphs:
        for time in paragraph.times:
            if time.how == "named":
                for year in {time.first, time.last}:
                    named.setdefault(year, set()).add(paragraph.number)
            else:
                derived.setdefault((time.first, time.last, time.words, time.how), set()).add(paragraph.number)
    return {
        "states": [
            {"state": world.state(ccode, found.year).to_dict(), "mentions": count, "paragraphs": where[ccode]}
            for ccode, count in found.counts().items()
        ],
        "years": {
            "named": [{"year": year, "paragraphs": sorted(named[year])} for year in sorted(named)],
            "derived": [
                {"words": words, "first": first, "last": last, "from": how, "paragraphs": sorted(places)}
                for (first, last, words, how), places in sorted(derived.items())
            ],
        },
        "people": _people(world, found.paragraphs),
        "institutions": _institutions(found.paragraphs),
        "numbers": [
            {"words": n.words, "value": n.value, "unit": n.unit, "vague": n.vague, "paragraph": p.number}
            for p in found.paragraphs
            for n in p.numbers
        ],
    }


def _people(world: World, paragraphs: list[Paragraph]) -> list[dict[str, Any]]:
    rows: dict[tuple[str, int | None], list[int]] = {}
    for paragraph in paragraphs:
        for _, person in paragraph.people:
            rows.setdefault((person.name, person.ccode), []).append(paragraph.number)
    return [
        {
            "name": name,
            "state": None if ccode is None else world.state(ccode).to_dict(),
            "mentions": len(places),
            "paragraphs": sorted(set(places)),
        }
        for (name, ccode), places in rows.items()
    ]


def _institutions(paragraphs: list[Paragraph]) -> list[dict[str, Any]]:
    rows: dict[str, list[int]] = {}
    for paragraph in paragraphs:
        for _, name in paragraph.institutions:
            rows.setdefault(name, []).append(paragraph.number)
    return [{"name": name, "mentions": len(at), "paragraphs": sorted(set(at))} for name, at in rows.items()]


def _claim(world: World, made: Draft, each: Drafted) -> dict[str, Any]:
    claim = as_claim(made, each)
    if "resolution" in claim:
        claim["resolution"] = {**claim["resolution"], "due": claim["resolution"]["due"].isoformat()}
    return {
        **claim,
        "sentence": each.sentence.number,
        "classes": list(each.manner.classes),
        "negated": each.manner.negated,
        "states": [
            world.state(ccode, year).to_dict()
            for ccode, year in zip(each.states, each.state_years, strict=True)
        ],
        "states_from_near_by": [world.state(ccode, made.found.year).to_dict() for ccode in each.lent],
        "years": list(each.times),
        "years_from_near_by": list(each.lent_times),
        "numbers": list(each.numbers),
        "hedges": list(each.manner.hedges),
        "tables": list(each.suggested.tables),
        "suggested": list(each.suggested.tests),
    }


def _mentioned(each: Mentioned) -> dict[str, Any]:
    return {**_event(each.event), "paragraph": each.paragraph, "sure": each.sure, "by": list(each.by)}


def _event(event: KnownEvent) -> dict[str, Any]:
    return {
        "event": event.id,
        "date": event.day.isoformat(),
        "precision": event.precision,
        "kind": event.kind,
        "title": event.title,
    }
