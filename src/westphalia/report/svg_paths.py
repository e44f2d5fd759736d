"""Numbers and lines of pictures, in as few letters as SVG allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise


def short(value: float) -> str:
    """Return a number of pixels, to a hundredth, without a zero that says nothing.

    Parameters
    ----------
    value : float
        In pixels.

    Examples
    --------
    >>> short(113.0823), short(-0.004), short(12.0), short(-0.5)
    ('113.08', '0', '12', '-.5')
    """
    text = f"{round(value, 2) + 0.0:g}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def row(values: Iterable[float]) -> str:
    """Return numbers behind each other, apart only where they would be read as one.

    Parameters
    ----------
    values : iterable of float
        In pixels.

    Examples
    --------
    >>> row([1, -2, 0.5, 0.25, 3])
    '1-2 .5.25 3'
    """
    out = before = ""
    for text in map(short, values):
        touching = not out or text[0] == "-" or (text[0] == "." and "." in before)
        out += text if touching else f" {text}"
        before = text
    return out


def line(places: Sequence[tuple[float, float]], parts: int = 100) -> str:
    """Return a line through places; each is written as its way from the one before, so that roundings do not add up.

    A place on the straight way between its neighbours is not written.

    Parameters
    ----------
    places : sequence of (x, y)
        In pixels.
    parts : int, optional
        Of a pixel, to which places are rounded; 100 at most.

    Examples
    --------
    >>> line([(1, 2), (1.52, 2), (3, 0.98)])
    'M1 2l.52 0 1.48-1.02'
    >>> line([(0, 0), (1, 1), (2, 2), (2, 3)])
    'M0 0l2 2 0 1'
    """
    whole = [(round(x * parts), round(y * parts)) for x, y in places]
    x, y = whole[0]
    ways = _straightened((x - u, y - v) for (u, v), (x, y) in pairwise(whole))
    along = row(part / parts for way in ways for part in way)
    return f"M{row((x / parts, y / parts))}" + (f"l{along}" if along else "")


def _straightened(ways: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ways with those that go on in the same direction made one."""
    out: list[tuple[int, int]] = []
    for x, y in ways:
        u, v = out[-1] if out else (0, 0)
        if u * y == v * x and u * x + v * y > 0:
            out[-1] = (u + x, v + y)
        else:
            out.append((x, y))
    return out


def closed(rings: Iterable[Sequence[tuple[float, float]]]) -> str:
    """Return closed lines, to a tenth of a pixel; a last place that is the first again is left out.

    Parameters
    ----------
    rings : iterable of sequence of (x, y)
        In pixels.

    Examples
    --------
    >>> closed([[(0, 0), (1, 0), (1, 1), (0, 0)]])
    'M0 0l1 0 0 1Z'
    """
    return "".join(f"{line(ring[:-1] if ring[0] == ring[-1] else ring, 10)}Z" for ring in rings)
