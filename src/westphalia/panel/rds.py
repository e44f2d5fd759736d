"""R's own file of one object (``.rds``): a data frame with its types, labels and missing values.

The format is R's serialization, version 2, big-endian, in gzip (R Internals, section 1.8). The libraries that write it from Python
keep no labels and turn dates into texts.
"""

from __future__ import annotations

import gzip
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np, pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOGICAL, INTEGER, REAL, TEXTS, LIST = 10, 13, 14, 16, 19
PAIRS, SYMBOL, CHARACTERS, REFERENCE, END = 2, 1, 9, 0xFF, 0xFE
OBJECT, ATTRIBUTES, TAG = 0x100, 0x200, 0x400
UTF8, ASCII = 0x8000, 0x40000
NA_INTEGER = -(2**31)
NA_REAL = 0x7FF00000000007A2
"""R's missing number: a NaN with the year 1954 in its low word."""


class Writer:
    """Collects the bytes of one object.

    Parameters
    ----------
    labels : mapping
        What each column means; it becomes the attribute ``label``.
    codes : mapping
        What the values of coded columns stand for; they become the attribute ``labels``, a named vector.
    """

    def __init__(self, labels: Mapping[str, str], codes: Mapping[str, Mapping[int, str]]) -> None:
        self.labels, self.codes = labels, codes
        self.parts: list[bytes] = [b"X\n", struct.pack(">3i", 2, 0x00040300, 0x00020300)]
        self.symbols: dict[str, int] = {}

    def frame(self, frame: pl.DataFrame, more: Mapping[str, str]) -> bytes:
        """Return the data frame, with further texts as attributes of the whole."""
        self._head(LIST | OBJECT | ATTRIBUTES, frame.width)
        for column in frame:
            self._column(column)
        self._attributes(
            {
                "names": frame.columns,
                "row.names": np.array([NA_INTEGER, -frame.height]),
                "class": ["data.frame"],
                **{name: [text] for name, text in more.items()},
            }
        )
        return b"".join(self.parts)

    def _column(self, column: pl.Series) -> None:
        told: dict[str, Any] = {}
        if column.dtype == pl.Date:
            told["class"] = ["Date"]
        if column.name in self.labels:
            told["label"] = [self.labels[column.name]]
        if column.name in self.codes and column.dtype.is_integer():
            told["labels"] = self.codes[column.name]
        flags = (ATTRIBUTES if told else 0) | (OBJECT if "class" in told else 0)
        if column.dtype == pl.String:
            self._texts(column.to_list(), flags)
        elif column.dtype == pl.Boolean:
            self._integers(column.cast(pl.Int32).fill_null(NA_INTEGER).to_numpy(), flags, LOGICAL)
        elif column.dtype.is_integer() and _small(column):
            self._integers(column.cast(pl.Int32).fill_null(NA_INTEGER).to_numpy(), flags)
        else:
            self._reals(column, flags)
        if told:
            self._attributes(told)

    def _head(self, flags: int, length: int) -> None:
        self.parts.append(struct.pack(">2i", flags, length))

    def _integers(self, values: NDArray[Any], flags: int = 0, kind: int = INTEGER) -> None:
        self._head(kind | flags, len(values))
        self.parts.append(values.astype(">i4").tobytes())

    def _reals(self, column: pl.Series, flags: int) -> None:
        numbers = (
            column.cast(pl.Int32).cast(pl.Float64) if column.dtype == pl.Date else column.cast(pl.Float64)
        )
        bits = numbers.fill_null(0.0).to_numpy().astype(np.float64).view(np.uint64)
        bits = np.where(column.is_null().to_numpy(), np.uint64(NA_REAL), bits)
        self._head(REAL | flags, len(column))
        self.parts.append(bits.astype(">u8").tobytes())

    def _texts(self, texts: Sequence[str | None], flags: int = 0) -> None:
        self._head(TEXTS | flags, len(texts))
        made = {text: _characters(text) for text in set(texts)}
        self.parts.append(b"".join([made[text] for text in texts]))

    def _attributes(self, told: Mapping[str, Any]) -> None:
        """Write a pair list; a name is written once and referred to afterwards."""
        for name, value in told.items():
            self.parts.append(struct.pack(">i", PAIRS | TAG))
            if name in self.symbols:
                self.parts.append(struct.pack(">I", self.symbols[name] << 8 | REFERENCE))
            else:
                self.symbols[name] = len(self.symbols) + 1
                self.parts.append(struct.pack(">i", SYMBOL) + _characters(name))
            if isinstance(value, Mapping):
                self._integers(np.array(list(value)), ATTRIBUTES)
                self._attributes({"names": list(value.values())})
            elif isinstance(value, np.ndarray):
                self._integers(value)
            else:
                self._texts(value)
        self.parts.append(struct.pack(">i", END))


def _small(column: pl.Series) -> bool:
    """Return whether R's whole numbers, of 32 bits less one value for missing, hold a column."""
    low, high = column.min(), column.max()
    return low is None or (int(low) > NA_INTEGER and int(high) < 2**31)  # type: ignore[arg-type]


def _characters(text: str | None) -> bytes:
    if text is None:
        return struct.pack(">2i", CHARACTERS, -1)
    raw = text.encode("utf-8")
    return struct.pack(">2i", CHARACTERS | (ASCII if text.isascii() else UTF8), len(raw)) + raw


def write(
    frame: pl.DataFrame,
    path: Path,
    labels: Mapping[str, str],
    codes: Mapping[str, Mapping[int, str]],
    more: Mapping[str, str],
) -> None:
    """Write a frame as R's data frame.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns of whole numbers, numbers, truth values, texts and dates. A missing value is R's ``NA``, a NaN stays one.
    path : Path
        The file.
    labels, codes : mapping
        As for :class:`Writer`.
    more : mapping
        Texts to keep as attributes of the data frame.
    """
    content = Writer(labels, codes).frame(frame, more)
    with path.open("wb") as file, gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed:
        packed.write(content)
