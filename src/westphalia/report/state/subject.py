"""The state and year that a page is about, and how it is named in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import words
from westphalia.report.brief.figures import of_all

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World


@dataclass(frozen=True, slots=True)
class Subject:
    """A state in a year.

    Parameters
    ----------
    world, state, year : World, State, int
        The record, the state, and the year of the page.
    """

    world: World
    state: State
    year: int

    @property
    def code(self) -> int:
        """Code of the state."""
        return self.state.ccode

    @property
    def name(self) -> str:
        """The state as it stands in a sentence."""
        return words.the(self.state.name)

    @property
    def start(self) -> str:
        """The state at the start of a sentence."""
        return words.the(self.state.name, start=True)

    def called(self, code: int, year: int | None = None) -> str:
        """Return another state as it stands in a sentence, by its name of the year.

        Parameters
        ----------
        code : int
            Code of the state.
        year : int, optional
            By default that of the page.
        """
        return words.the(self.world.gazetteer.usual(code, self.year if year is None else year))

    def strongest(self, codes: Iterable[int]) -> list[int]:
        """Return states in order of their capability in the year, the strongest first.

        Parameters
        ----------
        codes : iterable of int
            Codes of states.
        """
        strength = of_all(self.world, "cinc", self.year, carry=True).values
        return sorted(set(codes), key=lambda code: (-strength.get(code, 0.0), code))

    def listed(self, codes: Iterable[int], most: int = 3) -> str:
        """Return the strongest of some states as a list in words, with how many more there are.

        Parameters
        ----------
        codes : iterable of int
            Codes of states, at least one.
        most : int, optional
            How many are named.
        """
        return words.first_of([self.called(code) for code in self.strongest(codes)], most)

    def named(self, code: int) -> dict[str, Any]:
        """Return another state for the JSON document: its code, and its name of the year without an article.

        Parameters
        ----------
        code : int
            Code of the state.
        """
        return {"ccode": code, "name": self.world.gazetteer.usual(code, self.year)}

    def other(self, row: Mapping[str, Any]) -> int:
        """Return the other state of a row of a pair.

        Parameters
        ----------
        row : mapping
            With ``ccode1`` and ``ccode2``, one of which is the state.
        """
        return int(row["ccode2"] if row["ccode1"] == self.code else row["ccode1"])
