"""Which state a name or code means, and what a state was called in a given year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from westphalia.errors import NotUnderstood

FOREVER = 9999


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a state with the years in which it is valid, both inclusive.

    ``kind`` is ``usual`` (what pages print), ``official``, ``alias`` or ``code``.
    """

    ccode: int
    text: str
    first: int
    last: int
    kind: str

    def valid(self, year: int | None) -> bool:
        """Tell whether the name is valid in ``year`` (always, when no year is given)."""
        return year is None or self.first <= year <= self.last


@lru_cache(maxsize=16384)
def normal(text: str) -> str:
    """Return the form in which names are compared: no case, accents, punctuation or leading article.

    Examples
    --------
    >>> normal("Côte d'Ivoire"), normal("The Gambia"), normal("Bosnia & Herzegovina")
    ('cote divoire', 'gambia', 'bosnia and herzegovina')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    bare = bare.replace("&", " and ").replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    bare = re.sub(r"['’`´.]", "", bare)
    return re.sub(r"^the ", "", " ".join(re.sub(r"[^0-9a-z]+", " ", bare).split()))


class Gazetteer:
    """All names of all states, searchable.

    Parameters
    ----------
    names : iterable of Name
        Every name; several states may share one in different years.

    Examples
    --------
    >>> book = Gazetteer([Name(630, "Persia", 1816, 1934, "usual"), Name(630, "Iran", 1935, FOREVER, "usual")])
    >>> book.find("PERSIA"), book.usual(630, 1900), book.usual(630, 2000)
    (630, 'Persia', 'Iran')
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self.names: tuple[Name, ...] = tuple(names)
        self._by_text: dict[str, list[Name]] = {}
        self._by_state: dict[int, list[Name]] = {}
        for name in self.names:
            self._by_text.setdefault(normal(name.text), []).append(name)
            self._by_state.setdefault(name.ccode, []).append(name)

    def find(self, text: str, year: int | None = None) -> int:
        """Return the code of the state that ``text`` names.

        A name valid in ``year`` goes before one of another time; a current name goes before an old one when no year is given.

        Raises
        ------
        NotUnderstood
            For an unknown name (with the nearest ones) and for one that several states bear (with the choices).
        """
        found = self._by_text.get(normal(text), [])
        for candidates in (
            [n for n in found if n.valid(year)] if year is not None else [],
            [n for n in found if n.last == FOREVER],
            found,
        ):
            states = sorted({name.ccode for name in candidates})
            if len(states) == 1:
                return states[0]
            if states:
                raise self._ambiguous(text, candidates)
        raise self._unknown(text)

    def usual(self, ccode: int, year: int | None = None) -> str:
        """Return what the state was called in ``year`` (today without one); outside its names, the nearest in time."""
        usual = [name for name in self._by_state.get(ccode, ()) if name.kind == "usual"]
        if not usual:
            raise NotUnderstood(
                f"No state has the code {ccode}.", "", "See all codes with: westphalia states"
            )
        when = FOREVER if year is None else year
        return min(usual, key=lambda n: (max(n.first - when, when - n.last, 0), -n.last)).text

    def of(self, ccode: int) -> Sequence[Name]:
        """Return all names of a state."""
        return tuple(self._by_state.get(ccode, ()))

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """Return the known names most like ``text``, best first, one a state."""
        from rapidfuzz import fuzz, process

        pool = {key: names[0] for key, names in self._by_text.items() if names[0].kind != "code"}
        scored = process.extract(normal(text), pool.keys(), scorer=fuzz.WRatio, limit=12, score_cutoff=60)
        best: dict[int, str] = {}
        for key, _, _ in scored:
            best.setdefault(pool[key].ccode, pool[key].text)
        return list(best.values())[:limit]

    def _ambiguous(self, text: str, names: Sequence[Name]) -> NotUnderstood:
        choices = ", ".join(
            f"{self.usual(n.ccode, n.last if n.last != FOREVER else None)} ({n.ccode}, {n.first}-{'' if n.last == FOREVER else n.last})"
            for n in sorted(names, key=lambda n: (n.first, n.ccode))
        )
        return NotUnderstood(
            f"'{text}' may be any of: {choices}.",
            "Several states bore that name.",
            "Use the code in brackets, or give a year.",
        )

    def _unknown(self, text: str) -> NotUnderstood:
        near = self.nearest(text)
        guess = f"Did you mean {' or '.join(near)}?" if near else ""
        return NotUnderstood(f"No state is called '{text}'.", guess, "See all names with: westphalia states")
