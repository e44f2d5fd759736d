"""A history cut out of a source: plain arrays and lists that answer as the source did, and know nothing else.

So a simulation starts from what the record held and no more, and a test can show that what is computed hangs on nothing but what was read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.errors import NoAnswer
from westphalia.lazy import pl

if TYPE_CHECKING:
    from westphalia.record.grid import Grid
    from westphalia.record.source import Floats, Ints, Source, Values

Question = tuple[Any, ...]


class Recorder:
    """A source that hands on every question to another one and notes the answer.

    Parameters
    ----------
    source : Source
        Who is asked.

    Examples
    --------
    >>> import westphalia as wp
    >>> noted = Recorder(wp.load())
    >>> russia = noted.universe().searchsorted(365)
    >>> strength = noted.of_year("cinc", 1913)[russia]
    >>> noted.cut().of_year("cinc", 1913)[russia] == strength
    np.True_
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.last_known = source.last_known
        self.answers: dict[Question, Any] = {}

    def _note(self, question: Question, answer: Any) -> Any:
        self.answers[question] = answer
        return answer

    def universe(self) -> Ints:
        """Return the codes of all states that there ever are."""
        return self._note(("universe",), self.source.universe())  # type: ignore[no-any-return]

    def states(self, year: int) -> Ints:
        """Return the codes of the states in the system in a year."""
        return self._note(("states", year), self.source.states(year))  # type: ignore[no-any-return]

    def covers(self, name: str) -> tuple[int, int] | None:
        """Return the first and last year of which a base quantity or list is known."""
        return self._note(("covers", name), self.source.covers(name))  # type: ignore[no-any-return]

    def span(self, *args: Any, **named: Any) -> tuple[int, int] | None:
        """Return the years that a table covers, for measures that have those of a table."""
        question = ("span", *args, *sorted(named.items()))
        return self._note(question, self.source.span(*args, **named))  # type: ignore[no-any-return]

    def reach(self, listed: str) -> tuple[int, int]:
        """Return the first and last year that a list covers, whatever may be known of it yet."""
        return self._note(("reach", listed), self.source.reach(listed))  # type: ignore[no-any-return]

    def read(self, name: str, grid: Grid) -> Values:
        """Return a base quantity for the rows of a grid."""
        return self._note(_rows(name, grid), self.source.read(name, grid))  # type: ignore[no-any-return]

    def of_year(self, name: str, year: int) -> Floats:
        """Return a base quantity of a year over all states or pairs."""
        return self._note(("of_year", name, year), self.source.of_year(name, year))  # type: ignore[no-any-return]

    def listed(self, name: str) -> pl.DataFrame:
        """Return a base list."""
        return self._note(("listed", name), self.source.listed(name))  # type: ignore[no-any-return]

    def cut(self) -> Cut:
        """Return a source that has the answers given so far, and no others."""
        return Cut(dict(self.answers), self.last_known)


class Cut:
    """What was read of a source, without the source.

    Parameters
    ----------
    answers : dict
        By question.
    last_known : int, optional
        Last year of which anything may be known.
    """

    def __init__(self, answers: dict[Question, Any], last_known: int | None) -> None:
        self.answers, self.last_known = answers, last_known

    def _found(self, question: Question) -> Any:
        if question not in self.answers:
            raise NoAnswer(
                f"{' '.join(str(part) for part in question)} is not in this history.",
                "It was cut out of a record in which nobody had asked for that.",
                "Cut it again after asking, or ask the record.",
            )
        return self.answers[question]

    def universe(self) -> Ints:
        """Return the codes of all states that there ever are."""
        return self._found(("universe",))  # type: ignore[no-any-return]

    def states(self, year: int) -> Ints:
        """Return the codes of the states in the system in a year."""
        return self._found(("states", year))  # type: ignore[no-any-return]

    def covers(self, name: str) -> tuple[int, int] | None:
        """Return the first and last year of which a base quantity or list is known."""
        return self._found(("covers", name))  # type: ignore[no-any-return]

    def span(self, *args: Any, **named: Any) -> tuple[int, int] | None:
        """Return the years that a table covers."""
        return self._found(("span", *args, *sorted(named.items())))  # type: ignore[no-any-return]

    def reach(self, listed: str) -> tuple[int, int]:
        """Return the first and last year that a list covers."""
        return self._found(("reach", listed))  # type: ignore[no-any-return]

    def read(self, name: str, grid: Grid) -> Values:
        """Return a base quantity for the rows of a grid."""
        return self._found(_rows(name, grid))  # type: ignore[no-any-return]

    def of_year(self, name: str, year: int) -> Floats:
        """Return a base quantity of a year over all states or pairs."""
        return self._found(("of_year", name, year))  # type: ignore[no-any-return]

    def listed(self, name: str) -> pl.DataFrame:
        """Return a base list."""
        return self._found(("listed", name))  # type: ignore[no-any-return]


def _rows(name: str, grid: Grid) -> Question:
    return "read", name, grid.system, grid.first, grid.last, grid.cells.tobytes()
