"""Adding a user's own copy of a full release: read, check, write whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.files import synced
from westphalia.lazy import pl
from westphalia.record.manifest import unknown
from westphalia.record.readers import cow_trade, gsdb, sipri_arms
from westphalia.record.releases import OPEN
from westphalia.record.schema import LAST_YEAR, Table, types_of
from westphalia.record.usertables import RELEASES, Release
from westphalia.record.verify import faults

if TYPE_CHECKING:
    from westphalia.record.world import World

FORMAT = 1
TEMPORARY = ".adding-"
STALE = 3600.0
"""Seconds after which the temporary folder of a program that was killed is removed."""
TWICE = (260, 1990)
"""West Germany in the year of unification: the Union counts united Germany only."""

Made: TypeAlias = "tuple[dict[str, pl.DataFrame], dict[str, int], tuple[str, ...]]"
"""Frames by table, rows left out of derived tables by reason, and notes."""


def add(world: World, kind: str, file: Path) -> dict[str, Any]:
    """Check a publisher's file and store the tables made from it in the user's folder.

    Parameters
    ----------
    world : World
        Its names of states give the codes, its user data say where to write.
    kind : str
        ``gsdb``, ``sipri`` or ``cow-trade``.
    file : Path
        The file as distributed.

    Returns
    -------
    dict
        The document that was written.

    Raises
    ------
    NotUnderstood
        For an unknown kind, and for a file that is not the release, with what is wrong in it.
    WestphaliaError
        When the user's folder cannot be written.
    """
    if kind not in RELEASES:
        known = (*OPEN, *RELEASES)
        raise unknown("release", kind, known, f"Known: {', '.join(known)}.")
    release = RELEASES[kind]
    try:
        frames, dropped, notes = READERS[kind](world, file)
        origin = {"name": file.name, "bytes": file.stat().st_size, "sha256": sha256(file)}
    except OSError as error:
        raise NotUnderstood(f"{file} cannot be read.", f"{error.strerror or error}.") from None
    read = frames[release.tables[0].name].height
    about = {"origin": origin, "read": read, "dropped": dropped, "notes": list(notes)}
    return _store(world, release, frames, about)


def _store(
    world: World, release: Release, frames: dict[str, pl.DataFrame], about: dict[str, Any]
) -> dict[str, Any]:
    target = world.user.folder
    with workplace(target) as folder:
        entries: dict[str, Any] = {}
        for table in release.tables:
            frame = _typed(frames[table.name], table, about["origin"]["name"])
            path = folder / "table.parquet"
            frame.write_parquet(path, compression="zstd", statistics=True)
            digest = sha256(path)
            final = f"{table.name}-{digest[:12]}.parquet"
            entries[table.name] = _entry(table, frame, release, about, final, digest, path.stat().st_size)
            path.rename(folder / final)
            found = list(faults(pl.read_parquet(folder / final), entries[table.name], table))
            if found:
                raise _unfit(about["origin"]["name"], table, "; ".join(found))
        document = {"format": FORMAT, "release": release.name, **about, "tables": entries}
        (folder / "document").write_text(json.dumps(document, indent=1), encoding="utf-8")
        _publish(folder, target, release, [entry["file"] for entry in entries.values()])
    return document


def _typed(frame: pl.DataFrame, table: Table, file: str) -> pl.DataFrame:
    """Return the rows of a table in the types that it is declared with."""
    try:
        return frame.select(pl.col(n).cast(t) for n, t in types_of(table).items())
    except pl.exceptions.PolarsError as error:
        raise _unfit(file, table, str(error).splitlines()[0]) from None


def _unfit(file: str, table: Table, why: str) -> NotUnderstood:
    return NotUnderstood(
        f"Nothing was added: what is made from {file} is not a table {table.name}.",
        f"{why}.",
        "Use the file as distributed.",
    )


def _publish(folder: Path, target: Path, release: Release, files: list[str]) -> None:
    """Move the files and then, in one step, the document that names them; an interruption leaves what was there."""
    fresh = [name for name in files if not (target / name).exists()]
    done = False
    try:
        for name in (*files, "document"):
            synced(folder / name)
        for name in files:
            (folder / name).replace(target / name)
        synced(target)
        (folder / "document").replace(target / f"{release.name}.json")
        synced(target)
        done = True
    finally:
        if not done:
            for name in fresh:
                (target / name).unlink(missing_ok=True)
    for table in release.tables:
        for stale in target.glob(f"{table.name}-????????????.parquet"):
            if stale.name not in files:
                stale.unlink()


@contextmanager
def workplace(target: Path) -> Iterator[Path]:
    """Give a temporary folder beside the user's tables, or editions; unless it is moved it is gone afterwards, whatever happens."""
    made = [each for each in (target, *target.parents) if not each.exists()]
    folder: Path | None = None
    try:
        target.mkdir(parents=True, exist_ok=True)
        for left in target.glob(f"{TEMPORARY}*"):
            if time.time() - left.stat().st_mtime > STALE:
                shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=target))
        yield folder
    except OSError as error:
        raise WestphaliaError(
            f"Nothing was added: {target} cannot be written.",
            f"{error.strerror or error}.",
            "Make room or mend its permissions, or name another folder in WESTPHALIA_DATA.",
        ) from None
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        for each in made:
            if each.is_dir() and not any(each.iterdir()):
                each.rmdir()


def _entry(
    table: Table,
    frame: pl.DataFrame,
    release: Release,
    about: dict[str, Any],
    file: str,
    digest: str,
    size: int,
) -> dict[str, Any]:
    timing = table.timing
    assert timing is not None
    first, last = frame[timing.start].min(), frame[timing.end or timing.start].max()
    return {
        "title": table.title,
        "description": table.description,
        "key": list(table.key),
        "columns": [
            {
                "name": c.name,
                "type": c.type,
                "unit": c.unit,
                "description": c.description,
                **({"null": True} if c.null else {}),
            }
            for c in table.columns
        ],
        "sources": [release.source],
        "coverage": {release.source: [first, last]},
        "rows": frame.height,
        "minimum_rows": table.minimum_rows,
        "read": about["read"],
        "dropped": about["dropped"] if table is not release.tables[0] else {},
        "notes": about["notes"] if table is not release.tables[0] else [],
        "bytes": size,
        "sha256": digest,
        "file": file,
        "origin": about["origin"],
    }


def sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def codes_of(world: World, strangers: set[str]) -> Callable[[pl.Series, pl.Series | None], pl.Series]:
    """Return the function that gives state codes for names in years; names of no state are collected."""
    known: dict[tuple[str | None, int | None], int | None] = {(None, None): None}

    def code(name: str | None, year: int | None) -> int | None:
        if (name, year) not in known:
            try:
                known[name, year] = None if name is None else world.gazetteer.find(name, year)
            except NotUnderstood:
                strangers.add(str(name))
                known[name, year] = None
        return known[name, year]

    def codes(names: pl.Series, years: pl.Series | None) -> pl.Series:
        when = [None] * len(names) if years is None else years.to_list()
        found = [code(*pair) for pair in zip(names.to_list(), when, strict=True)]
        return pl.Series("ccode", found, dtype=pl.Int64)

    return codes


def union_years(world: World) -> pl.DataFrame:
    """Return the members of the European Union and Communities by year: ``ccode``, ``year``."""
    spells = world.scan("institution_members").filter(institution="eu").select("ccode", "start", "end")
    rows = [
        {"ccode": ccode, "year": year}
        for ccode, start, end in spells.collect().iter_rows()
        for year in range(start.year, (end.year if end else LAST_YEAR) + 1)
        if (ccode, year) != TWICE
    ]
    return pl.DataFrame(rows, schema={"ccode": pl.Int64, "year": pl.Int64}).unique().sort("ccode", "year")


def _said(strangers: set[str]) -> tuple[str, ...]:
    return (f"Names of no state of either list: {'; '.join(sorted(strangers))}.",) if strangers else ()


def _gsdb(world: World, file: Path) -> Made:
    cases, strangers = gsdb.read(file), set[str]()
    found = gsdb.derive(cases, codes_of(world, strangers), union_years(world))
    frames = {"gsdb_cases": cases.sort("case_id"), "gsdb_in_force": found.dyads}
    return frames, found.dropped, (*found.notes, *_said(strangers))


def _sipri(world: World, file: Path) -> Made:
    deliveries, strangers = sipri_arms.read(file), set[str]()
    volumes, dropped = sipri_arms.derive(deliveries, codes_of(world, strangers))
    order = ["deal", "year", "supplier", "recipient", "category", "tiv"]
    frames = {"sipri_deliveries": deliveries.sort(order), "sipri_arms": volumes}
    return frames, dropped, _said(strangers)


def _cow_trade(world: World, file: Path) -> Made:
    return {"cow_trade_dyadic": cow_trade.read(file).sort("ccode1", "ccode2", "year")}, {}, ()


READERS: dict[str, Callable[[World, Path], Made]] = {
    "gsdb": _gsdb,
    "sipri": _sipri,
    "cow-trade": _cow_trade,
}
