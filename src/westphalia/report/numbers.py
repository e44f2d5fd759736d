"""Numbers in figures and words, as every page, picture and table prints them: whoever wants them otherwise changes this module."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import floor, log10

Bare = Callable[[float], str]
"""A way to write a number without its unit."""

# In sentences.


TEENS = range(10, 20)
LIKELIHOOD = ((0.95, "almost certain"), (0.66, "likely"), (0.33, "a toss-up"), (0.05, "unlikely"))


def ordinal(n: int) -> str:
    """Return a rank with its ending.

    Parameters
    ----------
    n : int
        A whole number.

    Examples
    --------
    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 112, 21)]
    ['1st', '2nd', '3rd', '4th', '11th', '112th', '21st']
    """
    ending = "th" if n % 100 in TEENS else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def number(x: float, digits: int = 3) -> str:
    """Return a number rounded to so many significant digits; whole digits are never rounded away below a thousand.

    Parameters
    ----------
    x : float
        Any number.
    digits : int, optional
        How many are significant.

    Examples
    --------
    >>> number(0.0381), number(14.26), number(1234567), number(2.0), number(0)
    ('0.0381', '14.3', '1.23 million', '2', '0')
    """
    for limit, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(x) >= limit:
            return f"{_significant(x / limit, digits)} {word}"
    return _significant(x, digits)


def _significant(x: float, digits: int) -> str:
    text = f"{x:,.0f}" if abs(x) >= 10 ** (digits - 1) else f"{x:#.{digits}g}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def percent(share: float) -> str:
    """Return a share 0..1 in per cent, finer where it is small.

    Parameters
    ----------
    share : float
        From 0 to 1; changes may be negative.

    Examples
    --------
    >>> percent(0.94), percent(0.0381), percent(0.00042), percent(0)
    ('94 %', '3.8 %', '0.04 %', '0 %')
    """
    x = abs(100 * share)
    digits = 0 if x >= 10 or x == 0 else 1 if x >= 1 else 2
    return "under 0.01 %" if 0 < x < 0.005 else f"{100 * share:.{digits}f} %"


def of(k: int, n: int, noun: str = "") -> str:
    """Return a natural frequency: "3 of 100 such pairs".

    Parameters
    ----------
    k, n : int
        How many of how many.
    noun : str, optional
        Of what, in the plural.

    Examples
    --------
    >>> of(3, 100, "such pairs"), of(12, 1890)
    ('3 of 100 such pairs', '12 of 1,890')
    """
    return f"{k:,d} of {n:,d}{' ' + noun if noun else ''}"


def in_hundred(share: float) -> str:
    """Return a share as a natural frequency out of 100 (or more where it is rare).

    Parameters
    ----------
    share : float
        From 0 to 1.

    Examples
    --------
    >>> in_hundred(0.94), in_hundred(0.004), in_hundred(0.0002), in_hundred(0.999), in_hundred(0)
    ('94 of 100', '4 of 1,000', '2 of 10,000', 'nearly all', 'none')
    """
    if share <= 0 or share >= 1:
        return "none" if share <= 0 else "all"
    if share > 0.995:
        return "nearly all"
    for base in (100, 1_000, 10_000):
        if share * base >= 1:
            return f"{round(share * base):,d} of {base:,d}"
    return "fewer than 1 of 10,000"


def ratio(x: float) -> str:
    """Return how many times as much, for a ratio above zero.

    Parameters
    ----------
    x : float
        Above zero.

    Examples
    --------
    >>> ratio(4.04), ratio(2.01), ratio(1.02), ratio(0.25), ratio(112.3)
    ('4 times', 'twice', 'about the same', 'a quarter', '112 times')
    """
    if 0.95 <= x <= 1.05:
        return "about the same"
    if x > 1:
        times = number(x, 2 if x < 100 else 3)
        return "twice" if times == "2" else f"{times} times"
    part = 1 / x
    named = {2: "half", 3: "a third", 4: "a quarter"} if abs(part - round(part)) < 0.01 else {}
    return named.get(round(part), f"one {ordinal(round(part))}") if part >= 3.5 else percent(x)


def likelihood(p: float) -> str:
    """Return the word of the fixed list for a probability, with the number beside it.

    Parameters
    ----------
    p : float
        From 0 to 1.

    Examples
    --------
    >>> likelihood(0.7), likelihood(0.02)
    ('likely (70 %)', 'remote (2.0 %)')
    """
    word = next((word for limit, word in LIKELIHOOD if p > limit), "remote")
    return f"{word} ({percent(p)})"


# In pictures.


FORMATS: Mapping[str, str] = {
    "number": "number",
    "count": ",.0f",
    "percent": ".0%",
    "money": "money",
    "times": "times",
}


def show(value: float, form: str = "number") -> str:
    """Return a value in words and figures.

    Parameters
    ----------
    value : float
        Any number.
    form : str, optional
        One of :data:`FORMATS`, or a format specification.

    Examples
    --------
    >>> show(0.125, "percent"), show(3.2e9, "money"), show(0.5, "times"), show(1234567, "count")
    ('12 %', '$3.2bn', '1/2', '1,234,567')
    """
    if form == "percent":
        part = abs(value) * 100
        return ("−" if value < 0 else "") + (
            f"{part:.0f} %" if part >= 9.95 or part == 0 else f"{_small(part)} %"
        )
    if form == "money":
        return ("−" if value < 0 else "") + "$" + _scaled(abs(value))
    if form == "times":
        return _times(value)
    if form in ("number", ""):
        return _three_figures(value)
    return format(value, FORMATS.get(form, form)).replace("-", "−")


def _scaled(value: float) -> str:
    """Return a positive amount with k, m, bn or tn."""
    value = float(f"{value:.3g}")
    for limit, sign in ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if value >= limit:
            return _figures(value / limit) + sign
    return _figures(value)


def _small(value: float) -> str:
    """Return a number under ten with two figures, never in powers of ten."""
    digits = max(0, 1 - floor(log10(value)))
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _figures(value: float) -> str:
    """Return a positive number with three figures, never in powers of ten."""
    return f"{value:,.0f}" if value >= 99.95 else f"{value:.3g}"


def _times(value: float) -> str:
    """Return a ratio in words: times, equal, or a fraction."""
    if value <= 0:
        return "0"
    if abs(value - 1) < 1e-9:
        return "equal"
    word = _scaled if max(value, 1 / value) >= 1e6 else _figures
    return f"{word(value)} times" if value > 1 else f"1/{word(1 / value)}"


def _three_figures(value: float) -> str:
    """Return a number with three figures, thousands told apart."""
    if value == 0:
        return "0"
    text = f"{value:,.0f}" if abs(value) >= 100 or float(value).is_integer() else f"{value:.3g}"
    return text.replace("-", "−")


# In tables of claims.


def plain(value: float, digits: int = 2) -> str:
    """Return a number for people.

    Parameters
    ----------
    value : float
        Any number.
    digits : int, optional
        How many are significant.

    Examples
    --------
    >>> plain(0.8933), plain(-48.28), plain(1163.0), plain(0.00001), plain(0.0)
    ('0.89', '−48', '1,163', 'nearly 0', '0')
    """
    if 0 < abs(value) < 0.0005:
        return "nearly 0"
    return number(value, digits).replace("-", "−")


def signed(bare: Bare) -> Bare:
    """Return a way to write numbers with their sign.

    Parameters
    ----------
    bare : callable
        The way without sign.

    Examples
    --------
    >>> signed(plain)(0.5), signed(plain)(-0.5), signed(plain)(0)
    ('+0.5', '−0.5', '0')
    """
    return lambda value: f"+{bare(value)}" if value > 0 and bare(value)[:1] != "n" else bare(value)


def fine_percent(value: float) -> str:
    """Return a share in per cent, finer near nothing and near all.

    Parameters
    ----------
    value : float
        From 0 to 1; changes may be negative.

    Examples
    --------
    >>> fine_percent(0.8196), fine_percent(0.0045), fine_percent(0.9963), fine_percent(1.0), fine_percent(0.00002)
    ('82 %', '0.45 %', '99.6 %', '100 %', '0.002 %')
    """
    part = 100 * value
    if 99 < abs(part) < 100:
        return f"{part:.{1 if abs(part) < 99.9 else 2}f} %".replace("-", "−")
    return f"{plain(part)} %"


def hundred(value: float) -> str:
    """Return a share as so many of a hundred, for changes of chances.

    Parameters
    ----------
    value : float
        From -1 to 1.
    """
    return plain(100 * value)


def whole(value: float) -> str:
    """Return a count, with a decimal only where it is an average.

    Parameters
    ----------
    value : float
        How many.
    """
    return f"{value:,.0f}".replace("-", "−") if value == round(value) else plain(value)


# At the prompt, and of forecasts.


def exact(value: float) -> str:
    """Return a value in words.

    Parameters
    ----------
    value : float
        Any number.

    Examples
    --------
    >>> exact(12), exact(0.0379581), exact(1234567.8)
    ('12', '0.0379581', '1,234,568')
    """
    if isinstance(value, int):
        return f"{value:,d}"
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"


def chance(p: float) -> str:
    """Return a chance as so many of a hundred, of a thousand or of ten thousand.

    Parameters
    ----------
    p : float
        From 0 to 1.

    Examples
    --------
    >>> chance(0.237), chance(0.0023)
    ('24 of 100', '2 of 1,000')
    """
    base = next((base for base in (100, 1_000) if p * base >= 1), 10_000)
    return f"{p * base:.0f} of {base:,d}"


def frequency(p: float) -> str:
    """Return a chance in natural frequencies, never none or all.

    Parameters
    ----------
    p : float
        From 0 to 1.

    Examples
    --------
    >>> frequency(0.0305), frequency(0.9999), frequency(0.00002)
    ('3 of 100', 'nearly all', 'fewer than 1 of 10,000')
    """
    return "nearly all" if p > 0.995 else in_hundred(p)
