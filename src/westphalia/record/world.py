"""The world: the edition opened, asked by state, pair, year and table."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal
from weakref import WeakValueDictionary

from westphalia.errors import NotUnderstood
from westphalia.lazy import np, pl
from westphalia.record.asof import known_by
from westphalia.record.citations import bibliography
from westphalia.record.corrections import printed
from westphalia.record.editions import folder_of
from westphalia.record.family import Family, Key
from westphalia.record.frames import widened
from westphalia.record.given import checked, shown
from westphalia.record.identity import Gazetteer, Name
from westphalia.record.lists import listed
from westphalia.record.manifest import Manifest, read_manifest
from westphalia.record.once import once
from westphalia.record.quantities import get
from westphalia.record.query import ask
from westphalia.record.schema import FIRST_YEAR as FIRST_YEAR
from westphalia.record.schema import LAST_YEAR, Table
from westphalia.record.source import of_year, read
from westphalia.record.state import Dyad, State
from westphalia.record.tables import declared
from westphalia.record.userdata import UserData, default_folder
from westphalia.record.usertables import USER_TABLES
from westphalia.version import __version__

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.citations import Citation
    from westphalia.record.coverage import Covering
    from westphalia.record.grid import Grid
    from westphalia.record.identity import Gazetteer
    from westphalia.record.query import QueryAnswer
    from westphalia.record.source import Values

_FAMILIES: WeakValueDictionary[tuple[Any, ...], Family] = WeakValueDictionary()
_LOADING = Lock()
LISTED = "_as_listed"
"""How the name of a table ends that stands beside another one as its source has it."""


@checked
def load(folder: Path | str | None = None, user: Path | str | None = None) -> World:
    """Open the edition; nothing but its manifest is read until a table is asked for.

    Loaded again while it is in use, the same edition with the same tables of the user's own is the same world, so that what was computed for
    it is there. It may be asked from several threads.

    Parameters
    ----------
    folder : path, optional
        Name of an edition (``shipped``, or one of the user's own that ``westphalia data editions`` lists), or its folder; by default what
        ``WESTPHALIA_EDITION`` says, and without it the one that ships.
    user : path, optional
        Folder of the user's own tables; by default what ``WESTPHALIA_DATA`` or the platform says. It is read when one of
        those tables is asked for.

    Returns
    -------
    World

    Raises
    ------
    BrokenEdition
        When there is no edition or its manifest is damaged.
    NotUnderstood
        For the name of no edition.

    Examples
    --------
    >>> world = load()
    >>> world.state("Persia", 1900).name, world.state("IRN").ccode
    ('Persia', 630)
    """
    own = UserData((default_folder() if user is None else Path(user)).absolute())
    manifest = read_manifest(folder_of(folder, own.folder).absolute())
    key = manifest.folder, manifest.sha256, own.folder
    with _LOADING:
        family = _FAMILIES.get(key)
        if family is None:
            family = _FAMILIES[key] = _family(manifest, own)
    return family.world((None, own.state()))


def _family(manifest: Manifest, user: UserData) -> Family:
    return Family(lambda family, key: World(manifest, key[0], user, (family, key)))


@checked
class World:
    """The record, possibly seen from the end of an earlier year.

    Parameters
    ----------
    manifest : Manifest
        The edition.
    last_known : int or None
        Last year the program may know anything of; None for everything.
    user : UserData, optional
        The user's own tables.
    kin : Family and key, optional
        The family that keeps this world; a world without one begins its own, and shares nothing with those that were loaded.
    """

    def __init__(
        self,
        manifest: Manifest,
        last_known: int | None = None,
        user: UserData | None = None,
        kin: tuple[Family, Key] | None = None,
    ) -> None:
        self.manifest = manifest
        self.last_known = last_known
        self.user = user or UserData(default_folder())
        if kin is None:
            kin = _family(manifest, self.user), (last_known, self.user.state())
            kin[0].add(kin[1], self)
        self._family, (_, self._state) = kin

    def __repr__(self) -> str:
        """Return which edition it is, and up to when it knows anything."""
        until = "" if self.last_known is None else f" as of {self.last_known}"
        return f"<World{until}, edition {self.manifest.hash}, {len(self.manifest.tables)} tables>"

    def _repr_html_(self) -> str:
        known = "everything in it" if self.last_known is None else f"nothing later than {self.last_known}"
        facts = {"edition": self.manifest.hash, "tables": len(self.manifest.tables), "knows": known}
        return shown("The record", facts)

    def as_of(self, year: int) -> World:
        """Return the world as it was known at the end of ``year``.

        There is one for each year until the user's own tables change; the last four asked for are held, others as long as someone uses them.

        Examples
        --------
        >>> world = load()
        >>> world.as_of(1940).table("pacts").filter(atopid=2570).collect().is_empty()
        True
        >>> world.as_of(1990) is world.as_of(2000).as_of(1990)
        True
        """
        last = index(year) if self.last_known is None else min(index(year), self.last_known)
        return self._family.world((last, self.user.state()))

    def apart(self) -> World:
        """Return a world like this one that shares nothing with it, for large work of which nothing is to be kept.

        Examples
        --------
        >>> here = load()
        >>> here.apart() is here, here.apart().last_known == here.last_known
        (False, True)
        """
        return World(self.manifest, self.last_known, self.user)

    def whole(self) -> World:
        """Return the one world with everything that the edition knows."""
        return self if self.last_known is None else self._whole()

    @once
    def _whole(self) -> World:
        return self._family.world((None, self._state))

    @once
    def table(self, name: str, *, raw: bool = False) -> pl.LazyFrame:
        """Return a table of the edition or one of the user's own, its whole numbers in 64 bits; its file is checked and opened when first asked for.

        Parameters
        ----------
        name : str
            The table.
        raw : bool
            As its source has it, without what is in the table ``corrections``; of a table that stands beside what its source lists (``sanctions_as_listed``), that.

        Raises
        ------
        NotUnderstood
            For an unknown table, with the nearest names.
        BrokenEdition
            When the file is missing or damaged.

        Examples
        --------
        >>> load().table("capabilities").filter(ccode=365, year=2022).select("cinc").collect().item() < 0.05
        True
        """
        return widened(self.scan(name, raw=raw))

    def scan(self, name: str, *, raw: bool = False) -> pl.LazyFrame:
        """Return a table as :meth:`table` does, in the types in which its file has it: what the rooms of the house read."""
        if raw and f"{name}{LISTED}" in self.manifest.tables:
            return self.scan(f"{name}{LISTED}")
        frame = pl.scan_parquet(self.path(name))
        if raw:
            frame = printed(frame, name, pl.scan_parquet(self.path("corrections")))
        table = self.declaration(name)
        if self.last_known is not None and table is not None:
            frame = known_by(frame, table, self.last_known)
        return frame

    def path(self, name: str) -> Path:
        """Return the file of a table, after checking that it is the one that was written."""
        return self.user.path(name) if self._own(name) else self.manifest.path(name)

    def file(self, name: str) -> Path | None:
        """Return the file that holds a table as this world knows it; None where the world knows less, or other values."""
        return self.path(name) if self.last_known is None else None

    def entry(self, name: str) -> dict[str, Any]:
        """Return what the manifest (for one of the user's own tables, its document) says of a table."""
        return self.user.entry(name) if self._own(name) else self.manifest.table(name)

    def declaration(self, name: str) -> Table | None:
        """Return the declaration of a table; None for one that this version does not declare."""
        return USER_TABLES[name] if self._own(name) else declared().get(name)

    def _own(self, name: str) -> bool:
        return name in USER_TABLES and name not in self.manifest.tables

    def withheld(self, name: str) -> str:
        """Return why a table is empty in this world: a series smoothed with later data; empty text when it is not."""
        table = self.declaration(name)
        timing = table.timing if table is not None else None
        return timing.smoothed if self.last_known is not None and timing is not None else ""

    def coverage(self, name: str, source: str | None = None) -> tuple[int, int]:
        """Return the first and last year of a table, or of one source in it; the last is bounded by ``as_of``.

        Raises
        ------
        NotUnderstood
            When the table has no years, or the source is not in it.
        """
        spans = self.entry(name)["coverage"]
        if not spans or (source is not None and source not in spans):
            raise NotUnderstood(
                f"{name} has no years{f' from {source}' if source else ''}.",
                "",
                "See: westphalia data show " + name,
            )
        chosen = [spans[source]] if source else list(spans.values())
        last = max(span[1] for span in chosen)
        return min(span[0] for span in chosen), last if self.last_known is None else min(
            last, self.last_known
        )

    def span(
        self, name: str, column: str = "", source: str = "", covers: Covering | None = None
    ) -> tuple[int, int] | None:
        """Return the first and last year that a column, or a source of the table, covers in this world; None for none.

        ``source`` is the identifier of a source, or the name of one of several lists in the table. Unlike :meth:`coverage` it heeds what
        ``as_of`` withholds and the lag of lists coded in retrospect. ``covers`` goes before what the table says.

        Parameters
        ----------
        name : str
            The table.
        column : str
            One of its columns; by default all.
        source : str
            Identifier of a source, or the name of one of several lists in the table; by default all.
        covers : Covering, optional
            A coverage declared elsewhere, which goes before what the table says.

        Examples
        --------
        >>> load().span("capabilities", "cinc"), load().as_of(1990).span("ideal_points", "mean")
        ((1816, 2022), None)
        """
        if self.withheld(name):
            return None
        if covers is not None:
            return covers.span(self)
        entry = self.entry(name)
        found = next(
            (c for c in entry["columns"] if c["name"] == column and c.get("first") is not None), None
        )
        source = entry.get("lists", {}).get(source, source)
        spans: list[tuple[int, ...]]
        if found is not None and not source:
            spans = [(found["first"], found["last"])]
        else:
            spans = [tuple(span) for key, span in entry["coverage"].items() if source in ("", key)]
        if not spans:
            return None
        first, last = min(span[0] for span in spans), max(span[1] for span in spans)
        table = self.declaration(name)
        if self.last_known is not None:
            last = min(last, self.last_known - (table.timing.lag if table and table.timing else 0))
        return (first, last) if first <= last else None

    def reach(self, listed: str) -> tuple[int, int]:
        """Return the first and last year that a list covers, whatever this world may know of it; one before the other where it covers none.

        Parameters
        ----------
        listed : str
            By the name that it has in :class:`westphalia.record.coverage.Coverage`.
        """
        table, _, column = listed.partition(".")
        table, _, source = table.partition(":")
        return self.whole().span(table, column, source) or (LAST_YEAR + 1, 0)

    @property
    @once
    def gazetteer(self) -> Gazetteer:
        """All names of states."""
        rows = self.scan("state_names").select("ccode", "name", "first", "last", "kind").collect().iter_rows()
        lands = (
            self.scan("state_codes")
            .filter(pl.col("ccode").is_null(), scheme="iso3")
            .select("code", "name")
            .collect()
        )
        return Gazetteer((Name(*row) for row in rows), dict(lands.iter_rows()))

    @property
    @once
    def _states(self) -> dict[int, tuple[int | None, str | None, bool]]:
        rows = self.scan("states").select("ccode", "gwcode", "iso3", "cow").collect().iter_rows()
        return {ccode: (gwcode, iso3, cow) for ccode, gwcode, iso3, cow in rows}

    def state(
        self, x: int | str | State, year: int | None = None, *, system: Literal["cow", "gw"] = "cow"
    ) -> State:
        """Return a state by code, ISO3, name or spelling, named as in ``year``.

        Parameters
        ----------
        x : int, str or State
            A number is a Correlates of War code (Gleditsch-Ward with ``system="gw"``, whose code may change with the year).
        year : int, optional
            Decides between states that bore one name, and which name is printed.
        system : {"cow", "gw"}
            The list that a number belongs to.

        Raises
        ------
        NotUnderstood
            With the nearest names for an unknown one and with the choices for an ambiguous one.
        """
        if isinstance(x, State):
            x = x.ccode
        text = str(x).strip()
        ccode = (
            self._by_code(int(text), year, system)
            if text.isdecimal() and text.isascii()
            else self.gazetteer.find(text, year, ask=True)
        )
        gwcode, iso3, cow = self._states[ccode]
        return State(ccode, gwcode, iso3, self.gazetteer.usual(ccode, year), cow)

    def _by_code(self, code: int, year: int | None, system: str) -> int:
        spells = self._spells
        found = [(c, first, last) for s, c, own, first, last in spells if own == code and s == system]
        if not found and system == "cow":
            found = [(c, first, last) for _, c, own, first, last in spells if own == code and c == code]
        if not found:
            raise NotUnderstood(f"No state has the code {code}.", "", "See all codes with: westphalia states")
        when = LAST_YEAR if year is None else year
        return min(found, key=lambda spell: (max(spell[1] - when, when - spell[2], 0), -spell[2]))[0]

    @property
    @once
    def _spells(self) -> list[tuple[str, int, int, int, int]]:
        frame = self.scan("memberships").select(
            "system", "ccode", "code", pl.col("start").dt.year(), pl.col("end").dt.year().fill_null(LAST_YEAR)
        )
        return list(frame.collect().iter_rows())

    def dyad(self, a: int | str | State, b: int | str | State, year: int | None = None) -> Dyad:
        """Return a pair of different states.

        Parameters
        ----------
        a, b : int, str or State
            Codes, ISO3 or names.
        year : int, optional
            In which the names hold; by default today's.

        Raises
        ------
        NotUnderstood
            When a state is unknown or both are the same.
        """
        dyad = Dyad(self.state(a, year), self.state(b, year))
        if dyad.a.ccode == dyad.b.ccode:
            raise NotUnderstood(
                f"{dyad.a.name} and {dyad.b.name} are the same state ({dyad.a.ccode}).",
                "",
                "Name two different states.",
            )
        return dyad

    def members(self, year: int, system: Literal["cow", "gw", "either"] = "either") -> Sequence[int]:
        """Return the codes of the states that were in the system on at least one day of ``year``, ascending."""
        return sorted(
            {c for s, c, _, first, last in self._spells if system in ("either", s) and first <= year <= last}
        )

    def spells(self, ccode: int, system: Literal["cow", "gw", "either"] = "either") -> list[tuple[int, int]]:
        """Return the years of membership of a state, touching spells joined: (first, last), the last of a lasting one being 2025."""
        years = sorted(
            (first, last) for s, c, _, first, last in self._spells if c == ccode and system in ("either", s)
        )
        joined: list[tuple[int, int]] = []
        for first, last in years:
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = joined[-1][0], max(last, joined[-1][1])
            else:
                joined.append((first, last))
        return joined

    @once
    def universe(self) -> NDArray[np.int64]:
        """Return the codes of all states of the edition, ascending: the same in every world, so that sums over all states are too."""
        codes: NDArray[np.int64] = np.sort(np.array(list(self._states), dtype=np.int64))
        codes.flags.writeable = False
        return codes

    def states(self, year: int) -> NDArray[np.int64]:
        """Return the codes of the states of the Correlates of War system in a year, ascending."""
        return np.array(self.members(year, "cow"), dtype=np.int64)

    def covers(self, name: str) -> tuple[int, int] | None:
        """Return the first and last year of which a base quantity is known in this world; None for none."""
        return get(name).span(self)

    def read(self, name: str, grid: Grid) -> Values:
        """Return a base quantity for the rows of a grid.

        See :func:`westphalia.record.source.read`.
        """
        return read(self, get(name), grid)

    def of_year(self, name: str, year: int) -> NDArray[np.float64]:
        """Return a base quantity of a year over all states (n,) or pairs (n, n), NaN where unknown."""
        return of_year(self, get(name), year)

    def listed(self, name: str) -> pl.DataFrame:
        """Return a base list of things with dates.

        See :mod:`westphalia.record.lists`.
        """
        return listed(self, name)

    def sql(self, query: str, *, rows: int = 1000, seconds: float = 10.0) -> QueryAnswer:
        """Return the answer to a read-only SQL query over the tables.

        See :func:`westphalia.record.query.ask`.

        Parameters
        ----------
        query : str
            One SELECT in DuckDB's dialect.
        rows : int
            Most rows returned.
        seconds : float
            Longest time.
        """
        return ask(self, query, rows=rows, seconds=seconds)

    def cite(self, tables: str | Sequence[str] = ()) -> list[Citation]:
        """Return the sources of the given tables, of all tables without any.

        See :func:`westphalia.record.citations.bibliography`.
        """
        return bibliography(self, tables)

    def stamp(self) -> dict[str, Any]:
        """Return version, edition hash and model hash, which every document carries."""
        model = self.manifest.model if self.last_known is None else None
        return {"version": __version__, "edition": self.manifest.hash, "model": model}
