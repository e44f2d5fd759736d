"""What a specification writes and draws, for tests."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from westphalia.report.charts.canvas import meets, words_box


def texts(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the words written over the picture."""
    return data(spec, "text")


def data(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    """Return the rows of all layers of one mark."""
    return [
        row for layer in spec["layer"] if layer["mark"]["type"] == mark for row in layer["data"]["values"]
    ]


def written(spec: dict[str, Any]) -> list[str]:
    """Return all words of a picture."""
    return [row["text"] for row in texts(spec)]


def overlaps(spec: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the pairs of words that lie on each other."""
    boxes = [(row["text"], words_box(row)) for row in texts(spec)]
    return [(one, two) for (one, a), (two, b) in combinations(boxes, 2) if meets(a, b)]


def clipped(spec: dict[str, Any]) -> list[str]:
    """Return the words that stick out of the picture."""
    pad = spec["padding"]
    right, bottom = spec["width"] + pad["right"], spec["height"] + pad["bottom"]
    boxes = [(row["text"], words_box(row)) for row in texts(spec)]
    return [
        t
        for t, b in boxes
        if b[0] < -pad["left"] - 1 or b[1] < -pad["top"] - 1 or b[2] > right + 1 or b[3] > bottom + 1
    ]
