"""Colours, sizes and words that all drawings share.

The drawings are made in the light colours of this module; :mod:`westphalia.report.draw` turns them into the variables of the
page's style sheet, so that one drawing serves light, dark and paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple


class Hue(NamedTuple):
    """A colour of the page: in the light, in the dark, printed, and the name of the one nearest to it in a terminal."""

    light: str
    dark: str
    printed: str
    terminal: str = ""


HUES: Mapping[str, Hue] = {
    "paper": Hue("#ffffff", "#141517", "#ffffff"),
    "ink": Hue("#1f1f1f", "#e8e6e3", "#000000"),
    "soft": Hue("#595959", "#a9a7a3", "#333333"),
    "grid": Hue("#e3e3e1", "#2f3134", "#cccccc"),
    "edge": Hue("#3a3a3a", "#c4c2be", "#222222"),
    "land": Hue("#e6e6e3", "#33363a", "#e6e6e3"),
    "band": Hue("#eeeeec", "#26282b", "#eeeeee"),
    "hatch": Hue("#e4e4e1", "#2c2e31", "#dddddd"),
    "a": Hue("#0072b2", "#3f9fe0", "#0072b2", "blue"),
    "b": Hue("#d55e00", "#f0802e", "#d55e00", "dark_orange"),
    "pair": Hue("#009e73", "#1fb588", "#009e73", "green"),
    "leader": Hue("#6e6e6e", "#969696", "#6e6e6e", "bright_black"),
    "other": Hue("#c8c8c8", "#55585c", "#bbbbbb"),
    "warning": Hue("#cc79a7", "#d98fb7", "#cc79a7", "magenta"),
    "supported": Hue("#117733", "#4fb06a", "#117733", "green"),
    "contradicted": Hue("#882255", "#d1669b", "#882255", "red"),
    "mixed": Hue("#999933", "#c2c25c", "#999933", "yellow"),
    "lacking": Hue("#848484", "#8a8a8a", "#777777", "bright_black"),
    "untested": Hue("#a3a3a3", "#6f7276", "#999999", "bright_black"),
    "a-text": Hue("#00659e", "#66b5ec", "#00568a"),
    "b-text": Hue("#b34700", "#f59a57", "#9c3f00"),
    "pair-text": Hue("#007a59", "#3cc79c", "#006b4e"),
    "leader-text": Hue("#595959", "#a9a7a3", "#333333"),
    "other-text": Hue("#595959", "#a9a7a3", "#333333"),
    "warning-text": Hue("#a34479", "#e2a3c5", "#8a3564"),
    "supported-text": Hue("#117733", "#63c47e", "#0d5c27"),
    "contradicted-text": Hue("#882255", "#e48fb8", "#6b1a43"),
    "mixed-text": Hue("#66661a", "#cfcf70", "#55550f"),
    "lacking-text": Hue("#595959", "#a9a7a3", "#333333"),
    "untested-text": Hue("#595959", "#a9a7a3", "#333333"),
    "link": Hue("#00588a", "#7cc0f0", "#000000"),
}
"""All colours, declared once: variables of the style sheet, placeholders of the drawings (those of the light), names in a terminal. Words in the colour
of a role are of its ``-text``, which can be read on paper."""
JUDGED = ("supported", "contradicted", "mixed", "lacking", "untested")
"""Looks of verdicts, whose colours are never those of states."""
ROLES: Mapping[str, str] = {
    role: HUES[role].light for role in ("a", "b", "pair", "leader", "other", "warning", *JUDGED)
}
INK, SOFT, GRID, EDGE, PAPER, HATCH, LAND, BAND = (
    HUES[name].light for name in ("ink", "soft", "grid", "edge", "paper", "hatch", "land", "band")
)
WORDS: Mapping[str, str] = {colour: f"var(--{role}-text)" for role, colour in ROLES.items()}
"""What the colours of roles become in the page where they are the colours of words."""
VARIABLES: Mapping[str, str] = {
    HUES[name].light: f"var(--{name})"
    for name in (*ROLES, "ink", "soft", "grid", "edge", "paper", "land", "band")
}
SHAPES: Mapping[str, str] = {
    "a": "circle",
    "b": "square",
    "pair": "diamond",
    "leader": "triangle-up",
    "warning": "triangle-down",
}
JUDGED_SHAPES: Mapping[str, str] = {
    "supported": "circle",
    "contradicted": "triangle-down",
    "mixed": "diamond",
    "lacking": "circle",
    "untested": "square",
}
"""Shapes of verdicts; those that are no answer are hollow."""
HOLLOW = ("lacking", "untested")
MARKED = ("a", "b", "pair", "leader", "warning")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Measures of one width in pixels."""

    label: int
    tick: int
    line: int
    narrow: bool


WIDE = Sizes(label=14, tick=13, line=17, narrow=False)
NARROW = Sizes(label=12, tick=11, line=14, narrow=True)


def sizes(width: int) -> Sizes:
    """Return the measures for a drawing of this width.

    Parameters
    ----------
    width : int
        Of the drawing, in pixels.
    """
    return NARROW if width < 520 else WIDE


def colour(role: object) -> str:
    """Return the placeholder colour of a role; an unknown role is one of the others.

    Parameters
    ----------
    role : object
        That of a row of a chart.
    """
    return ROLES.get(str(role), ROLES["other"])


def shade(role: object) -> str:
    """Return the colour for words of a role: grey lines are named in a grey that can be read.

    Parameters
    ----------
    role : object
        That of a row of a chart.
    """
    return SOFT if role in ("other", "leader", None) else colour(role)


# Widths of the printable ASCII letters in hundredths of the font size, of the widest system font in common use (DejaVu Sans).
_REGULAR = (
    "324046846495782739395084323632346464646464646464646434348484845399686970776358777529296656867579"
    "6079696361736899696169393439845050616355636235636328285828976361636341523963598259595264346484"
)
_BOLD = (
    "354652847099873146465284384238377070707070707070707040408484845899777673836868828437377764998485"
    "7385777268817799777273463746845050677259726844727134346734997169727249604871659265655871377184"
)


@cache
def _widths(bold: bool) -> dict[str, float]:
    table = _BOLD if bold else _REGULAR
    return {chr(32 + i): int(table[2 * i : 2 * i + 2]) / 100 for i in range(95)}


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a text is at most, in pixels: system fonts differ, the widest of them is taken.

    Parameters
    ----------
    text : str
        On one line.
    size, bold : float, bool, optional
        Of its letters: their size in pixels, and whether they are bold.
    """
    widths, other = _widths(bold), 0.72 if bold else 0.64
    return sum(widths.get(c) or (1.05 if ord(c) > 0x2E7F else other) for c in text) * size


def shorten(text: str, room: float, size: float, bold: bool = False) -> str:
    """Cut a text to a room in pixels, at a word where possible, with an ellipsis.

    Parameters
    ----------
    text : str
        On one line.
    room : float
        In pixels.
    size, bold : float, bool, optional
        Of its letters: their size in pixels, and whether they are bold.
    """
    if text_width(text, size, bold) <= room:
        return text
    while text and text_width(text, size, bold) + size > room:
        text = text[:-1]
    head, space, _ = text.rpartition(" ")
    return (head if space and len(head) > len(text) * 0.6 else text).rstrip(" ,;:(") + "…" if text else ""


def wrap(text: str, room: float, size: float, lines: int = 3, bold: bool = False) -> list[str]:
    """Break a text into lines that fit a room; what does not fit the last line is cut.

    Parameters
    ----------
    text : str
        Of any length.
    room : float
        Of a line, in pixels.
    size, bold : float, bool, optional
        Of its letters: their size in pixels, and whether they are bold.
    lines : int, optional
        The most lines.
    """
    out: list[str] = []
    words = text.split()
    while words and len(out) < lines - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size, bold) <= room:
            line += " " + words.pop(0)
        out.append(shorten(line, room, size, bold))
    if words:
        out.append(shorten(" ".join(words), room, size, bold))
    return out


def when(moment: Any) -> float | None:
    """Return a year, date or ISO date (whole, or cut to the month or year) as a decimal year.

    Parameters
    ----------
    moment : object
        Anything; what is no moment, and NaN, are None.

    Examples
    --------
    >>> when("1979-07-01"), when("1828-07"), when(1816), when(None)
    (1979.4945..., 1828.4972..., 1816.0, None)
    """
    if type(moment) is int:
        return float(moment)
    if moment is None or isinstance(moment, bool):
        return None
    if isinstance(moment, (int, float)):
        return float(moment) if moment == moment else None
    if isinstance(moment, str):
        try:
            moment = date.fromisoformat((moment + "-01-01"[len(moment) - 4 :])[:10])
        except ValueError:
            return None
    start = date(moment.year, 1, 1).toordinal()
    day = date(moment.year, moment.month, moment.day).toordinal()
    return float(moment.year + (day - start) / 366)


ENDS_AFTER = {4: 1.0, 7: 1 / 12}
"""How long a moment lasts by the length of its ISO form: a year, a month; a day otherwise."""


def ends(moment: Any) -> float | None:
    """Return the end of a year or day: a spell up to 1979 covers all of 1979.

    Parameters
    ----------
    moment : object
        As :func:`when` takes it.
    """
    value = when(moment)
    if value is None:
        return None
    return value + ENDS_AFTER.get(len(str(moment)), 1 / 366)


def number(value: Any) -> float | None:
    """Return a value as a float, None where it is unknown.

    Parameters
    ----------
    value : object
        Anything; text, truth values and what is not finite are unknown.
    """
    if value is None or isinstance(value, (bool, str)):
        return None
    value = float(value)
    return value if value - value == 0 else None
