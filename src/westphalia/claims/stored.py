"""Readings of long computations, kept with the edition under a hash of what was asked, of whom and of which data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from westphalia.claims.quantities import ClaimQuantity
from westphalia.claims.verdict import Reading
from westphalia.record.results import current, document, storing

if TYPE_CHECKING:
    from westphalia.record.world import World

FILE = "model/claims.json"
VERDICTS = "model/verdicts.json"
"""What the essays of the shelf came out as, for pages."""


class Stored:
    """Readings by key; none are found that were made from other tables, with another model or other definitions.

    Parameters
    ----------
    world : World
        The record.
    fresh : bool
        Whether to compute everything again.
    say : callable, optional
        Told once when something is not there and has to be computed.
    """

    def __init__(self, world: World, fresh: bool = False, say: Callable[[str], None] | None = None) -> None:
        self.say = say
        self.seconds = 0.0
        """How long the queries of the file have taken so far."""
        self.compared = 0.0
        """How long it has taken to ask them of other states and years."""
        self._last_known = world.last_known
        self.kept: dict[str, dict[str, Any]] = {}
        self.used: dict[str, dict[str, Any]] = {}
        if not fresh and current(world.manifest, FILE) is not None:
            self.kept = document(world.manifest, FILE, "In a checkout run: python -m sources.claims")

    def key(self, asked: ClaimQuantity) -> str:
        """Return the hash of what is asked, and of the last year known."""
        data = asked.model_dump(mode="json", include={asked.field})
        text = json.dumps([data, self._last_known], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def get(self, asked: ClaimQuantity) -> Reading | None:
        """Return a reading, None when it is not kept."""
        found = self.kept.get(self.key(asked))
        if found is None:
            if self.say is not None:
                self.say("Working out what is not stored with the edition: from seconds to some minutes.")
                self.say = None
            return None
        self.used[self.key(asked)] = found
        return _unpacked(found)

    def _of(self, asked: Mapping[str, Any]) -> str:
        text = json.dumps([asked, self._last_known], sort_keys=True, separators=(",", ":"))
        return f"claim-{hashlib.sha256(text.encode()).hexdigest()[:16]}"

    def scrutiny(self, asked: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return what the verdict on a claim is worth, by what the claim asks; None when it is not kept."""
        found = self.kept.get(self._of(asked))
        if found is not None:
            self.used[self._of(asked)] = found
        return found

    def keep_scrutiny(self, asked: Mapping[str, Any], found: dict[str, Any]) -> None:
        """Keep what the verdict on a claim is worth."""
        self.kept[self._of(asked)] = self.used[self._of(asked)] = found

    @contextmanager
    def query(self) -> Iterator[None]:
        """Count the time that a query takes."""
        began = monotonic()
        try:
            yield
        finally:
            self.seconds += monotonic() - began

    @staticmethod
    def write(folder: Path, kept: dict[str, dict[str, Any]], made: Mapping[str, Any]) -> None:
        """Write readings, in order of their keys, into an edition; ``made`` is what they were made from."""
        with storing(folder, FILE, made) as path:
            path.write_text(json.dumps(dict(sorted(kept.items())), indent=0) + "\n", encoding="utf-8")

    def keep(self, asked: ClaimQuantity, reading: Reading) -> None:
        """Keep a reading."""
        self.kept[self.key(asked)] = self.used[self.key(asked)] = asdict(reading)


def _unpacked(found: dict[str, Any]) -> Reading:
    named = {field.name: found[field.name] for field in fields(Reading) if field.name in found}
    interval = None if named["interval"] is None else (named["interval"][0], named["interval"][1])
    return Reading(**{**named, "interval": interval, "tables": tuple(named["tables"])})
