"""An essay checked, ready to be shown anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.claims.check import Checked, Progress, to_dict
from westphalia.claims.check import check as judge

if TYPE_CHECKING:
    from westphalia.claims.stored import Stored
    from westphalia.record.world import World
    from westphalia.report.view import Page


@dataclass(frozen=True, slots=True)
class CheckedEssay:
    """The verdicts on an essay as a document, a page and text.

    Parameters
    ----------
    world : World
        The record that it was checked against.
    checked : Checked
        Essay, claims with verdicts, summary and hindsight.
    """

    world: World
    checked: Checked

    @property
    def page(self) -> Page:
        """The page that every surface prints."""
        from westphalia.report.essay import page

        return page(self.world, self.checked)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON document."""
        return to_dict(self.world, self.checked)

    def to_html(self) -> str:
        """Return one HTML document that needs no network and no scripts."""
        from westphalia.report.html import render_html

        return render_html(self.page)

    def to_text(self, width: int = 88) -> str:
        """Return the page as text for a terminal of ``width`` columns."""
        from westphalia.report.text import render_text

        return render_text(self.page, width)

    def _repr_html_(self) -> str:
        """Return the page in a frame of its own, for a notebook."""
        from westphalia.report.html import render_frame

        return render_frame(self.page)


def check(
    world: World,
    essay: str | Path,
    as_of: int | None = None,
    stored: Stored | None = None,
    progress: Progress | None = None,
) -> CheckedEssay:
    """Return what record and model say of each claim of an essay.

    Parameters
    ----------
    world : World
        The record.
    essay : str or Path
        The name of an essay on the shelf, or the path of a claim file.
    as_of : int, optional
        Judge with what was known at the end of this year.
    stored : Stored, optional
        Readings that are kept; by default those of the edition.
    progress : callable, optional
        Called before each claim with its number, their number and its id.

    Raises
    ------
    NotUnderstood
        For an essay that is not there, or a file with problems, all of them with their lines.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = wp.check(wp.load(), "russia-iran-2022")
    >>> found.checked.summary["supported"] > 30
    True
    """
    from westphalia.claims import files

    seen = world if as_of is None else world.as_of(as_of)
    read = files.read(files.find(str(essay)), seen)
    return CheckedEssay(seen, judge(seen, read, stored=stored, progress=progress))
