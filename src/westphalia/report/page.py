"""The parts a page is made of: figures, charts, sections. Every surface prints these and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["a", "b", "pair", "leader", "other"]
Kind = Literal[
    "lines", "lanes", "strip", "bars", "kinds", "map", "waterfall", "tally", "flows", "spans", "towns"
]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with where it is from.

    Parameters
    ----------
    value : float, int, str, bool or None
        The value; None when it is not known, and then ``why`` says why.
    unit : str
        Unit in plain words; empty for names and counts.
    year : int
        The year asked for.
    observed : int or None
        The year the value is from.
    source : str
        Table of the edition or identifier of a source.
    why : str
        Reason why the value is unknown.

    Examples
    --------
    >>> Figure(0.038, "share of the system", 2022, 2022, "capabilities").to_dict()["value"]
    0.038
    """

    value: float | int | str | bool | None
    unit: str = ""
    year: int = 0
    observed: int | None = None
    source: str = ""
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as the JSON contract has it."""
        document: dict[str, Any] = {
            "value": self.value,
            "unit": self.unit,
            "year": self.year,
            "observed": self.observed,
            "source": self.source,
        }
        if self.value is None:
            document["why"] = self.why or f"not in {self.source}"
        return document


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture described by its data; :mod:`westphalia.report.charts` draws it.

    Parameters
    ----------
    id : str
        Identifier on the page, unique there, for example ``capability-ratio``.
    kind : str
        Which drawing: ``lines``, ``lanes``, ``strip``, ``bars``, ``kinds`` (small multiples by kind), ``map``,
        ``waterfall``, ``tally``, ``flows``, ``spans``, ``towns``.
    rows : tuple of mapping
        The data that are drawn, all of them, one mapping a mark; also the CSV under the chart. Keys are given by the kind
        (see the drawing's docstring).
    title : str
        What is shown, with the unit: the small heading over the picture.
    alt : str
        Text alternative: the finding, not the geometry.
    unit : str
        Unit of the vertical (or only) axis in plain words.
    sources : tuple of str
        Tables of the edition that the rows are from.
    coverage : str
        Sentence on what is covered, for example "1816-2022; not known after 2022".
    options : mapping
        Settings of the kind: ``year`` (the rule), ``log``, ``zero``, ``domain``, ``labels`` (role or series -> text), ``events`` ...
    """

    id: str
    kind: Kind
    rows: tuple[Mapping[str, Any], ...]
    title: str
    alt: str
    unit: str
    sources: tuple[str, ...]
    coverage: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SmallTable:
    """A small table of figures: heading of each column, then rows of text or figures.

    ``align`` has one letter a column: ``l`` for words, ``r`` for numbers.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str
    sources: tuple[str, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: the finding as its heading, sentences, pictures, figures.

    ``finding`` is one computed plain sentence, never a label; ``topic`` is the label used in the table of contents and in the terminal.
    ``notes`` say what a reader must know about the figures of this section (carried values, changes of source, what ends when).
    ``fold`` is whether it is one of the details, which a reader opens. ``mark`` is the look of the verdict on a claim whose statement the finding is, and ``aside`` where
    the claim stands: both are printed before it, so that no claim reads as a finding.
    """

    id: str
    topic: str
    finding: str
    prose: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    grids: tuple[SmallTable, ...] = ()
    notes: tuple[str, ...] = ()
    fold: bool = False
    mark: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What one topic contributes: facts for the JSON document (by contract key), a section where it has anything to show, and what is not known."""

    facts: Mapping[str, Any]
    section: Section | None
    unknown: tuple[str, ...] = ()
    used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: title, standfirst, sections, and the document that ``--format json`` prints.

    ``sources`` lists every source used: id, citation, version, terms, coverage. ``more`` is the command that prints what is folded, where the terminal
    leaves it out. ``legend`` names the looks of marks on the page, each with its words.
    """

    title: str
    standfirst: str
    sections: tuple[Section, ...]
    document: Mapping[str, Any]
    sources: tuple[Mapping[str, Any], ...]
    labels: Mapping[str, str]
    year: int
    more: str = ""
    legend: tuple[tuple[str, str], ...] = ()

    @property
    def colophon(self) -> list[str]:
        """What identifies the page: version, edition, model."""
        about: Mapping[str, Any] = self.document.get("westphalia") or {}
        names = (("Westphalia", "version"), ("edition", "edition"), ("model", "model"))
        return [f"{word} {about[key]}" for word, key in names if about.get(key)]
