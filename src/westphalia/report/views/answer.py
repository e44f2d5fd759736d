"""What a view answers with: a document, a page, rows, and whatever was computed; every surface prints these."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.files import harmless, whole
from westphalia.lazy import pl
from westphalia.record.citations import Citation, as_bibtex, as_ris, citation_of
from westphalia.record.frames import to_pandas
from westphalia.record.given import checked
from westphalia.record.workbook import write_sheets

if TYPE_CHECKING:
    import pandas

    from westphalia.report.page import Page
    from westphalia.report.picture import Pictures

ENDINGS = {"txt": "text", "html": "html", "htm": "html", "json": "json", "csv": "csv", "md": "markdown"}
"""The form that a file is written in, by the ending of its name."""
FILES = ("xlsx", "bib", "ris")
"""Endings of files that are no text of the answer: a workbook of its rows, and its sources for managers of references."""
WIDTH = 100


def _nobody(*_: Any) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Say:
    """Who is told what happens while an answer is made.

    Parameters
    ----------
    warn : callable
        Takes a sentence: what takes seconds, what could not be read.
    step : callable
        Takes the number of a step, how many there are, and its name.
    """

    warn: Callable[[str], None] = _nobody
    step: Callable[[int, int, str], None] = _nobody


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The rows of an answer for a spreadsheet: heads, and a tuple of values a row; None is unknown."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def to_csv(self) -> str:
        """Return comma-separated values; unknown is empty, and what a spreadsheet would take for a formula has an apostrophe before it.

        Examples
        --------
        >>> print(AnswerTable(("year", "value"), ((1990, None), (1991, 0.5))).to_csv())
        year,value
        1990,
        1991,0.5
        """
        buffer = StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        for row in (self.heads, *self.rows):
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
        return buffer.getvalue().rstrip("\n")


@checked
@dataclass(frozen=True)
class Answer:
    """The answer to a question.

    Parameters
    ----------
    document : mapping
        What ``--format json`` prints.
    draw : callable
        Makes the page when it is asked for.
    table : AnswerTable, optional
        Its rows, where it has rows.
    found : object
        What was computed: a ranking, a series, the claims checked ...
    lacking : WestphaliaError, optional
        Why nothing in it is known, where nothing is; a document of it can be printed all the same.
    short : callable, optional
        Makes the page without the pictures that text leaves out, where these take long; text alone is made from it.
    """

    document: Mapping[str, Any]
    draw: Callable[[], Page] = field(repr=False)
    table: AnswerTable | None = field(default=None, repr=False)
    found: Any = field(default=None, repr=False)
    lacking: WestphaliaError | None = field(default=None, repr=False)
    short: Callable[[], Page] | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        """Return the title of the page, and what the answer can be turned into."""
        rows = f", {len(self.table.rows):,} rows" if self.table is not None else ""
        return f"<{self.page.title}{rows}>"

    @cached_property
    def page(self) -> Page:
        """The page that every surface prints."""
        return self.draw()

    @cached_property
    def charts(self) -> Pictures:
        """The pictures of the page by their identifier, each of which can be saved."""
        from westphalia.report.picture import Pictures

        return Pictures(self.page)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON document."""
        return dict(self.document)

    def to_json(self) -> str:
        """Return the document as text."""
        return json_text(self.document)

    def to_html(self) -> str:
        """Return one HTML document that needs no network and no scripts."""
        from westphalia.report.html import render_html

        return render_html(self.page)

    def to_text(self, width: int = WIDTH) -> str:
        """Return the page as text for a terminal of ``width`` columns."""
        from westphalia.report.text import render_text

        return render_text(self.page if self.short is None else self.short(), width)

    def to_markdown(self) -> str:
        """Return the page as Markdown."""
        from westphalia.report.markdown import render_markdown

        return render_markdown(self.page)

    def to_csv(self) -> str:
        """Return the rows as comma-separated values."""
        return self._rows("csv").to_csv()

    def citations(self) -> list[Citation]:
        """Return the sources that the page lists, each as a reference."""
        return [citation_of(each) for each in self.page.sources]

    def to_bib(self) -> str:
        """Return the sources of the page in BibTeX."""
        return as_bibtex(self.citations())

    def to_ris(self) -> str:
        """Return the sources of the page in RIS."""
        return as_ris(self.citations())

    def to_xlsx(self) -> bytes:
        """Return a workbook: the rows, the sources with their terms, and what made it."""
        rows = self._rows("workbook")
        cited = ((each.id, each.version, each.to_text(), each.terms) for each in self.citations())
        about = [(key, str(value)) for key, value in (self.document.get("westphalia") or {}).items()]
        book = BytesIO()
        write_sheets(
            book,
            {
                "rows": (rows.heads, rows.rows),
                "sources": (("id", "version", "citation", "terms"), cited),
                "about": (("what", "which"), [("title", self.page.title), *about]),
            },
        )
        return book.getvalue()

    def save(self, path: str | Path) -> Path:
        """Write the answer to a file, whole or not at all, in the form that its name ends in.

        Parameters
        ----------
        path : str or Path
            Ends in .html, .json, .txt, .csv, .md, .xlsx (its rows), .bib or .ris (its sources).

        Raises
        ------
        NotUnderstood
            For another ending, and rows of an answer that has none.
        """
        file = Path(path)
        ending = file.suffix.lower().lstrip(".")
        if ending not in (*ENDINGS, *FILES):
            raise NotUnderstood(f"An answer is not written as .{ending}.", "", f"Name the file with one of: {', '.join(f'.{each}' for each in (*ENDINGS, *FILES))}.")  # fmt: skip
        with whole(file) as temporary:
            if ending == "xlsx":
                temporary.write_bytes(self.to_xlsx())
            else:
                text = getattr(self, f"to_{ending}")() if ending in FILES else self.as_form(ENDINGS[ending])
                temporary.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
        return file

    def pl(self) -> pl.DataFrame:
        """Return the rows as a frame."""
        table = self._rows("rows")
        columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.heads)
        return pl.DataFrame(
            {head: list(column) for head, column in zip(table.heads, columns, strict=True)}, strict=False
        )

    def to_pandas(self, nullable: bool = False) -> pandas.DataFrame:
        """Return the rows as a frame of pandas: numbers with nulls as float64 with NaN, or with ``nullable`` in its nullable types."""
        return to_pandas(self.pl(), nullable)

    def _rows(self, form: str) -> AnswerTable:
        if self.table is None:
            raise NotUnderstood(
                f"This answer is a page and has no {form}.", "", "Ask for text, html, markdown or json."
            )
        return self.table

    def as_form(self, form: str, width: int = WIDTH) -> str:
        """Return the answer in one of the forms: text, html, json, csv, markdown."""
        if form not in ENDINGS.values():
            forms = ", ".join(dict.fromkeys(ENDINGS.values()))
            raise NotUnderstood(f"There is no form '{form}'.", "", f"Forms: {forms}.")
        return self.to_text(width) if form == "text" else str(getattr(self, f"to_{form}")())

    def _repr_html_(self) -> str:
        """Return the page in a frame of its own, so that its style does not reach the notebook around it."""
        from westphalia.report.html import render_frame

        return render_frame(self.page)


def only(made: Page, name: str) -> Page:
    """Return a page of one section.

    Parameters
    ----------
    made : Page
        The whole page.
    name : str
        Identifier of the section.

    Raises
    ------
    NotUnderstood
        When it has none of that name, with those that it has.
    """
    found = tuple(replace(section, fold=False) for section in made.sections if section.id == name)
    if not found:
        names = ", ".join(section.id for section in made.sections)
        raise NotUnderstood(f"The page has no section called {name}.", "", f"It has: {names}.")
    return replace(made, sections=found)


def json_text(document: Any) -> str:
    """Return one JSON document.

    Parameters
    ----------
    document : object
        What JSON can hold; NaN is refused.
    """
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> AnswerTable:
    """Return rows as a table.

    Parameters
    ----------
    heads : sequence of str
        One a column.
    rows : iterable of sequence of object
        The cells of each row, one a column.
    """
    return AnswerTable(tuple(heads), tuple(tuple(row) for row in rows))
