"""What forecasts are for: the words under every page that has one."""

from __future__ import annotations

from dataclasses import replace

from westphalia.report.page import Section

USE = (
    "What forecasts are for and what they are not, how one is withdrawn and where errors are told: "
    "docs/intended-use.md in the project."
)
FORECAST = "forecast"


def with_use(section: Section) -> Section:
    """Return a section with those words among its notes where it has a forecast; any other as it is.

    Parameters
    ----------
    section : Section
        Any.

    Examples
    --------
    >>> with_use(Section("arms", "Arms", "None passed.")).notes
    ()
    """
    if section.id != FORECAST or not section.charts:
        return section
    return replace(section, notes=(*section.notes, USE))
