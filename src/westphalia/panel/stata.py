"""Panels for Stata: names it accepts, labels of variables and values, missing that stays missing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.lazy import pl
from westphalia.panel.codebook import YES_NO, codes, descriptions
from westphalia.record.frames import plain, reach, to_pandas

if TYPE_CHECKING:
    from westphalia.panel.panel import Panel

LABEL, NAME, TEXT = 80, 32, 2045
"""Longest label of a variable, name of a variable, and text that is not a long string."""
EPOCH = datetime(1960, 1, 1)
LONG = (-(2**31) + 1, 2**31 - 28)
"""Stata's widest whole number; the ones above stand for missing."""
RESERVED = frozenset(
    [
        "_all",
        "_b",
        "byte",
        "_coef",
        "_cons",
        "double",
        "float",
        "if",
        "in",
        "int",
        "long",
        "_n",
        "_N",
        "_pi",
        "_pred",
        "_rc",
        "_se",
        "_skip",
        "str",
        "strL",
        "using",
        "with",
    ]
)


def names(columns: Iterable[str]) -> None:
    """Fail when Stata would not accept the name of a column: it is never changed behind one's back.

    Raises
    ------
    NotUnderstood
        With all names that are not accepted.

    Examples
    --------
    >>> names(["ccode1", "gdp per head"])
    Traceback (most recent call last):
    ...
    westphalia.errors.NotUnderstood: Stata does not accept these names of columns: 'gdp per head'. ...
    """
    refused = [name for name in columns if not accepted(name)]
    if refused:
        told = ", ".join(f"'{name}'" for name in refused)
        raise NotUnderstood(
            f"Stata does not accept these names of columns: {told}.",
            f"A name has at most {NAME} letters, digits and underscores, begins with no digit, and is no reserved word.",
            "Rename them, or write .parquet or .csv.",
        )


def accepted(name: str) -> bool:
    """Return whether Stata accepts a name."""
    plain = re.fullmatch(rf"[^\W\d]\w{{0,{NAME - 1}}}", name)
    return plain is not None and name not in RESERVED and not re.fullmatch(r"str\d+", name)


def write(panel: Panel, frame: pl.DataFrame, path: Path) -> None:
    """Write a frame as Stata 14 and later read it (format 118).

    A text that is null becomes Stata's missing text, which is the empty one. Yes and no stay the numbers 1 and 0, without labels: programs that turn
    labelled values into categories would have no outcome left to regress on.
    """
    names(frame.columns)
    frame = plain(frame, "Stata")
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    both = [name for name in texts if frame[name].null_count() and (frame[name] == "").any()]
    if both:
        raise WestphaliaError(
            f"{', '.join(both)} has both empty texts and nulls, which are one and the same to Stata.",
            "",
            "Write .parquet.",
        )
    whole = [series for series in frame if series.dtype.is_integer()]
    wide = [each.name for each in whole if reach(each)[0] < LONG[0] or reach(each)[1] > LONG[1]]
    frame = frame.with_columns(
        pl.col(texts).fill_null(""), pl.col(pl.Boolean).cast(pl.Int8), pl.col(wide).cast(pl.Float64)
    )
    known = {name: text for name, text in codes(panel).items() if name in frame.columns and text != YES_NO}
    to_pandas(frame, nullable=True).to_stata(
        path,
        write_index=False,
        version=118,
        time_stamp=EPOCH,
        data_label=f"Westphalia, edition {panel.world.stamp()['edition']}",
        variable_labels={name: short(text) for name, text in descriptions(panel, frame.columns).items()},
        value_labels=known,  # type: ignore[arg-type]
        convert_dates={name: "td" for name, kind in frame.schema.items() if kind == pl.Date},
        convert_strl=[name for name in texts if (frame[name].str.len_bytes().max() or 0) > TEXT],  # type: ignore[operator]
    )


def short(text: str) -> str:
    """Return a text no longer than a label, cut between words.

    Examples
    --------
    >>> short("word " * 20)[-12:], len(short("word " * 20))
    ('word word...', 77)
    """
    if len(text) <= LABEL:
        return text
    return f"{text[: LABEL - 3].rsplit(' ', 1)[0].rstrip(',;: ')}..."
