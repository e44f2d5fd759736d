"""The page that says of each statement of an essay by which claim it is tested, written from the claim file and the stored verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from westphalia.claims import files
from westphalia.claims.essay import Essay
from westphalia.claims.stored import VERDICTS
from westphalia.record.manifest import read_manifest
from westphalia.record.results import current
from westphalia.report.verdicts import VERDICT

ESSAY = "russia-iran-2022"
HEAD = """# The essay, statement by statement

Generated from the claim file (`python -m docs.generate`). Each row is one thing that the essay `{name}` says, in our own words, and the claims by which `westphalia check {name}` tests it, with the verdict in hindsight
that is stored with the edition. A claim that rests on events alone is *documented*: those events were coded with the essay in hand, so that they show that a thing is on record, and not that it stands out. Of a conditional
statement whose condition did not come, and of a forecast for which the author set no day and which has not come about, the verdict is that there is not enough data. How verdicts, placebos and fragility come about: [Claims](claims.md).

{counts}

| paragraph | the essay says | claim | verdict | rests on |
|---|---|---|---|---|
"""
MISSING = "not stored yet"
"""Of a claim that was written after the verdicts were made."""


def stored(name: str) -> dict[str, dict[str, Any]]:
    """Return what is stored of the claims of an essay, by their ids; nothing where it was made from other claims, tables or definitions."""
    manifest = read_manifest()
    if current(manifest, VERDICTS) is None:
        return {}
    document = json.loads((manifest.folder / VERDICTS).read_bytes())
    (essay,) = (each for each in document["essays"] if each["id"] == name)
    return {each["id"]: each for each in essay["claims"]}


def rows(essay: Essay, verdicts: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each statement: paragraph, statement, claims, verdicts, and what they rest on."""
    for each in essay.statements:
        known = [verdicts.get(name, {}) for name in each.claims]
        told = [VERDICT[found["verdict"]] if found else MISSING for found in known]
        yield (
            str(each.paragraph), each.says, ", ".join(f"`{name}`" for name in each.claims),
            ", ".join(dict.fromkeys(told)), ", ".join(dict.fromkeys(found.get("basis", "") for found in known)),
        )  # fmt: skip


def counts(verdicts: Mapping[str, Mapping[str, Any]]) -> str:
    """Return how many claims have which verdict, those that are documented apart."""
    if not verdicts:
        return "The verdicts have to be made again: `python -m sources.claims`."
    found = [each["verdict"] for each in verdicts.values()]
    events = sum(
        each["verdict"] == "supported" and each.get("basis") == "events" for each in verdicts.values()
    )
    by = [f"{found.count(verdict)} {said}" for verdict, said in VERDICT.items() if found.count(verdict)]
    return f"Of {len(found)} claims: {', '.join(by)}. Of the supported, {events} {'is' if events == 1 else 'are'} documented."


def essay_page() -> str:
    """Return the page."""
    essay, verdicts = files.read(files.find(ESSAY)), stored(ESSAY)
    lines = ["| " + " | ".join(row) + " |" for row in rows(essay, verdicts)]
    return HEAD.format(name=ESSAY, counts=counts(verdicts)) + "\n".join(lines) + "\n"
