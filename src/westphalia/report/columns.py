"""Small tables as plain text, laid out as the library for terminals does it and without loading it."""

from __future__ import annotations

import re
from collections.abc import Sequence

NARROW = (range(0x1100), range(0x2010, 0x2027), range(0x2190, 0x2300), range(0x2500, 0x25A0))
"""Letters, marks, arrows and blocks that take one column."""
_WORD = re.compile(r"\s*\S+\s*")
INDENT = 4


def _plain(texts: Sequence[str]) -> bool:
    """Tell whether all letters can be printed and take one column each."""
    letters = set("".join(texts))
    return all(letter.isprintable() and any(ord(letter) in span for span in NARROW) for letter in letters)


def columns(heads: Sequence[str], rows: Sequence[Sequence[str]], align: str, width: int) -> list[str] | None:
    """Return a table with a rule under its heads, in lines of at most ``width`` letters; None where that cannot be done here.

    The widest columns are made narrower until the table fits, and their cells go on in the
    next line.

    Parameters
    ----------
    heads, rows : sequence of str, sequence of sequence of str
        The cells, one for each column.
    align : str
        ``r`` for each column of numbers, ``l`` for others.
    width : int
        In letters.

    Examples
    --------
    >>> for line in columns(("Year", "Ties"), [("1990", "2"), ("1991", "10")], "lr", 80) or ():
    ...     print(line)
    Year   Ties
    ───────────
    1990      2
    1991     10
    """
    if not _plain([*heads, *(cell for row in rows for cell in row)]) or any(
        len(row) != len(heads) for row in rows
    ):
        return None
    last = len(heads) - 1
    pads = [(0 if at == 0 else 1, 0 if at == last else 1) for at in range(last + 1)]
    most = width - last
    natural = [max(len(row[at]) for row in (heads, *rows)) + sum(pads[at]) for at in range(last + 1)]
    widths = _narrowed([min(max(size, 1), most) for size in natural], most)
    if sum(widths) > most or any(size - sum(pad) < 1 for size, pad in zip(widths, pads, strict=True)):
        return None
    inner = [size - sum(pad) for size, pad in zip(widths, pads, strict=True)]
    lines = _lines(heads, inner, pads, align, bottom=True)
    lines.append("─" * (sum(widths) + last))
    for row in rows:
        lines += _lines(row, inner, pads, align)
    return lines


def named(rows: Sequence[tuple[str, str]], most: int, width: int) -> list[str] | None:
    """Return names of at most ``most`` letters a line with what is said of them, set in; None where that cannot be done here.

    Parameters
    ----------
    rows : sequence of tuple of str
        Name, and what is said of it.
    most, width : int
        In letters.

    Examples
    --------
    >>> named([("Iran", "1 of 3"), ("Russia", "2 of 3")], 10, 40)
    ['    Iran    1 of 3', '    Russia  2 of 3']
    """
    if not _plain([part for row in rows for part in row]):
        return None
    names, texts = (max(len(row[at]) for row in rows) for at in (0, 1))
    room = width - INDENT
    inner = _narrowed([min(names, most) + 2, min(max(texts, 1), width)], room)
    if sum(inner) > room or inner[0] < 3:
        return None
    margin = " " * INDENT
    return [
        f"{margin}{line}".rstrip()
        for row in rows
        for line in _lines(row, (inner[0] - 2, inner[1]), ((0, 1), (0, 0)), "")
    ]


def _narrowed(widths: list[int], most: int) -> list[int]:
    """Return widths that add up to no more than ``most``: the widest are levelled to the next widest, as often as it takes.

    Examples
    --------
    >>> _narrowed([10, 40, 20], 50)
    [10, 20, 20]
    """
    excess = sum(widths) - most
    while excess > 0:
        widest = max(widths)
        second = max((width for width in widths if width != widest), default=0)
        if not widest - second:
            break
        most_each, left, count = min(excess, widest - second), excess, widths.count(widest)
        made = []
        for width in widths:
            if width == widest:
                off = min(most_each, round(left / count))
                left, count, width = left - off, count - 1, width - off
            made.append(width)
        widths = made
        excess = sum(widths) - most
    return widths


def _lines(
    cells: Sequence[str],
    inner: Sequence[int],
    pads: Sequence[tuple[int, int]],
    align: str,
    bottom: bool = False,
) -> list[str]:
    """Return a row of cells, each over as many lines as it needs; short ones stand at the top, or at the ``bottom``."""
    folded = [_fold(cell, width) for cell, width in zip(cells, inner, strict=True)]
    height = max(len(lines) for lines in folded)
    made = []
    for at in range(height):
        parts = []
        for number, (lines, width, (left, right)) in enumerate(zip(folded, inner, pads, strict=True)):
            place = at - (height - len(lines)) if bottom else at
            text = lines[place] if 0 <= place < len(lines) else ""
            text = text.rstrip().rjust(width) if align[number : number + 1] == "r" else text.ljust(width)
            parts.append(f"{' ' * left}{text}{' ' * right}")
        made.append(" ".join(parts).rstrip())
    return made


def _fold(text: str, width: int) -> list[str]:
    """Return a text in lines of at most ``width`` letters, broken between words, and within words that are longer.

    Examples
    --------
    >>> _fold("distance of territories", 12)
    ['distance of', 'territories']
    """
    if len(text) <= width:
        return [text]
    breaks: list[int] = []
    used = 0
    for match in _WORD.finditer(text):
        start, word = match.start(), match[0]
        long = len(word.rstrip())
        if long <= width - used:
            used += len(word)
        elif long > width:
            for begin in range(0, len(word), width):
                if start + begin:
                    breaks.append(start + begin)
                used = min(width, len(word) - begin)
        elif used and start:
            breaks.append(start)
            used = len(word)
    return [text[begin:end].rstrip() for begin, end in zip((0, *breaks), (*breaks, len(text)), strict=True)]
