"""What a network can be of, declared as data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from westphalia.panel.addition import Addition

Joined = Literal["", "same", "either", "sum"]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between states, read from a column of an addition to dyad-years.

    Parameters
    ----------
    name, title : str
        How it is asked for, and what it is.
    addition : Addition
        Where the values are, with their years, their sources and whether an absent row stands for zero.
    column : str
        The column of the addition; in a row it belongs to the direction from the first state to the second.
    valued : bool
        Whether it has more values than tie (1) and no tie (0).
    undirected : {"same", "either", "sum", ""}
        What a pair has when directions are not told apart: the relation has none; the larger of both; the sum of both; nothing,
        because only one side is recorded.
    types : tuple of int
        Kinds of the relation among which a network may choose; the column has their numbers, and 0 for none of them.
    """

    name: str
    title: str
    addition: Addition
    column: str
    valued: bool = False
    undirected: Joined = "same"
    types: tuple[int, ...] = ()

    @property
    def directed(self) -> bool:
        """Whether the value from one state to another may differ from that of the way back."""
        return self.undirected != "same"

    @property
    def meaning(self) -> str:
        """What a value means, with its unit."""
        return next(field.description for field in self.addition.fields if field.name == self.column)

    def alone(self) -> Addition:
        """Return the addition with this column only."""
        fields = tuple(field for field in self.addition.fields if field.name == self.column)
        return replace(self.addition, fields=fields)
