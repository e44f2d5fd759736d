"""The bibliography of what was used, as text, BibTeX, RIS, CSL or data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from westphalia.record.world import World


@dataclass(frozen=True, slots=True)
class Citation:
    """One source and the tables it is in.

    ``terms`` are the publisher's; ``tier`` says what may be passed on (``open``, or ``limited``: derived aggregates only), and ``ships`` under
    which licence (:mod:`westphalia.record.rights`).
    """

    id: str
    title: str
    citation: str
    version: str
    url: str
    terms: str
    tier: str
    ships: str
    tables: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the citation as data."""
        return {
            "id": self.id,
            "title": self.title,
            "citation": self.citation,
            "version": self.version,
            "url": self.url or None,
            "terms": self.terms,
            "tier": self.tier,
            "ships": self.ships,
            "tables": list(self.tables),
        }

    def to_text(self) -> str:
        """Return the reference with version and address, as it stands in a list of references."""
        parts = [self.citation.rstrip()]
        if self.version and f"ersion {self.version}" not in self.citation:
            parts.append(f"Version {self.version}.")
        return " ".join([*parts, *([self.url] if self.url else [])])

    @property
    def year(self) -> str:
        """The year of the reference, empty where it has none."""
        years = re.findall(r"\((1[89]\d\d|20\d\d)[a-z]?\)", self.citation)
        return years[0] if years else ""

    def to_ris(self) -> str:
        """Return the reference as a record of RIS, of the type for data.

        Examples
        --------
        >>> print(Citation("x_1", "A & B", "Doe, J. (2001). A & B.", "1", "", "", "open", "MIT", ()).to_ris())
        TY  - DATA
        ID  - x_1
        TI  - A & B
        PY  - 2001
        ET  - 1
        N1  - Doe, J. (2001). A & B.
        ER  -
        """
        fields = {
            "TY": "DATA", "ID": self.id, "TI": self.title, "PY": self.year, "ET": self.version, "UR": self.url, "N1": self.citation,
        }  # fmt: skip
        lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields.items() if value]
        return "\n".join([*lines, "ER  -"])

    def to_csl(self) -> dict[str, Any]:
        """Return the reference as an item of CSL-JSON, of the type dataset.

        Examples
        --------
        >>> Citation("x_1", "A", "Doe, J. (2001). A.", "", "", "", "open", "MIT", ()).to_csl()["issued"]
        {'date-parts': [[2001]]}
        """
        fields: dict[str, Any] = {
            "id": self.id, "type": "dataset", "title": self.title, "version": self.version, "URL": self.url, "note": self.citation,
            "issued": {"date-parts": [[int(self.year)]]} if self.year else None,
        }  # fmt: skip
        return {name: value for name, value in fields.items() if value}

    def to_bibtex(self) -> str:
        r"""Return the reference as a ``@misc`` entry.

        Examples
        --------
        >>> print(Citation("x_1", "A & B", "Doe, J. (2001). A & B.", "1", "", "", "open", "MIT", ()).to_bibtex())
        @misc{x_1,
          title = {{A \& B}},
          year = {2001},
          version = {1},
          note = {Doe, J. (2001). A \& B.}
        }
        """
        fields = {
            "title": f"{{{tex(self.title)}}}",
            "year": self.year,
            "version": tex(self.version),
            "url": self.url,
            "note": tex(self.citation),
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        return f"@misc{{{self.id},\n" + ",\n".join(lines) + "\n}"


def citation_of(source: Mapping[str, Any]) -> Citation:
    """Return a source of a page as a reference.

    Parameters
    ----------
    source : mapping of str to object
        With ``id``; ``title``, ``citation``, ``version``, ``url``, ``terms`` and ``tables`` where they are there.

    Examples
    --------
    >>> citation_of({"id": "x", "citation": "Doe, J. (2001). A."}).year
    '2001'
    """
    text = {
        key: str(source.get(key) or "")
        for key in ("title", "citation", "version", "url", "terms", "tier", "ships")
    }
    name = str(source["id"])
    tables = tuple(map(str, source.get("tables") or ()))
    return Citation(
        name,
        text["title"] or name,
        text["citation"] or text["title"] or name,
        text["version"],
        text["url"],
        text["terms"],
        text["tier"],
        text["ships"],
        tables,
    )


def tex(text: str) -> str:
    r"""Return text with the characters that TeX takes for commands escaped.

    Examples
    --------
    >>> print(tex("5 % of $1 & more_of_it"))
    5 \% of \$1 \& more\_of\_it
    """
    return re.sub(r"([&%$#_{}])", r"\\\1", text)


def bibliography(world: World, tables: str | Sequence[str] = ()) -> list[Citation]:
    """Return the sources of tables, each once, in order of their identifiers.

    Parameters
    ----------
    world : World
        The record.
    tables : str or sequence of str
        Names of tables (or identifiers of sources), or one; none for everything, the user's own tables included.

    Raises
    ------
    NotUnderstood
        For an unknown name, with the nearest.
    """
    sources = world.manifest.sources
    tables = (tables,) if isinstance(tables, str) else tables
    if tables:
        entries = {name: world.entry(name) for name in dict.fromkeys(tables) if name not in sources}
        wanted = {source for entry in entries.values() for source in entry["sources"]}
        wanted |= {name for name in tables if name in sources}
    else:
        entries = world.manifest.tables | world.user.entries()[0]
        wanted = set(sources)
    everything = {**world.manifest.tables, **entries}
    return [_citation(name, sources[name], everything.items()) for name in sorted(wanted) if name in sources]


def _citation(name: str, source: dict[str, Any], tables: Iterable[tuple[str, dict[str, Any]]]) -> Citation:
    used = tuple(sorted(table for table, entry in tables if name in entry["sources"]))
    return Citation(
        name,
        source["title"],
        source["citation"],
        source["version"],
        source["url"] or "",
        source["terms"],
        source["tier"],
        source["ships"],
        used,
    )


def as_text(citations: Iterable[Citation]) -> str:
    """Return a list of references in alphabetical order, each once."""
    return "\n\n".join(sorted({citation.to_text() for citation in citations}))


def as_bibtex(citations: Iterable[Citation]) -> str:
    """Return a BibTeX file."""
    return "\n\n".join(citation.to_bibtex() for citation in citations)


def as_ris(citations: Iterable[Citation]) -> str:
    """Return a file of RIS."""
    return "\n\n".join(citation.to_ris() for citation in citations)
