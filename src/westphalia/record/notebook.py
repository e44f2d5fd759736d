"""How a thing shows itself in a notebook: a title and a few facts as a small table, escaped, without styles of its own and without scripts."""

from __future__ import annotations

from collections.abc import Mapping


def shown(title: str, facts: Mapping[str, object]) -> str:
    """Return a title and facts as HTML; facts that are None are left out.

    Examples
    --------
    >>> shown("Iran", {"code": 630, "ISO3": None})
    '<table><caption>Iran</caption><tr><th>code</th><td>630</td></tr></table>'
    """
    from html import escape

    known = {name: value for name, value in facts.items() if value is not None}
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(str(each))}</td></tr>" for name, each in known.items()
    )
    return f"<table><caption>{escape(title)}</caption>{rows}</table>"
