"""Who has sanctions in force against a state, or by it, in a year: one row a sender or bloc, with kinds, years and weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.measures.sanction_severity.exposure import weighed
from westphalia.record.tables.sanctions import AIMS, KINDS
from westphalia.report.brief.sanction_record import LABELS
from westphalia.report.brief.sanctions import INSTITUTIONS
from westphalia.report.brief.ties import spells
from westphalia.report.brief.words import the

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

UNION, NATIONS = "EU", "UN"
MAASTRICHT = 1993
"""The year from which the European Communities are called the European Union: its treaty entered into force on 1 November."""
DEPTH: Mapping[str, float] = {
    "embargo": 0.9,
    "trade": 0.33,
    "financial": 0.15,
    "arms": 0.05,
    "military": 0.05,
    "travel": 0.02,
    "other": 0.02,
}
"""How deep a kind cuts: for trade and finance the mean part of trade that past cases cost (``sources.sanction_effects``), for the rest, of which no effect on
trade is known, less. It puts senders in an order, and no page prints it (decision 75)."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SenderSanctions:
    """What one sender has in force on one target in a year.

    Parameters
    ----------
    sender, target : str
        As a sentence names them.
    sender_code, target_code : int or None
        Codes of states; None for an institution.
    institution : str
        Its name in the tables; empty for a state.
    members : tuple of int
        States that sanction through it: members of the European Union, or of the United Nations where they are bound.
    route : str
        ``own``, ``both`` (and as a member of the European Union), ``eu`` or ``institution``.
    cases, on_state : int
        Cases in force, and those of them that mean the state or its government.
    aid : bool
        Whether those end aid and nothing else.
    kinds : tuple of str
        What is restricted, by the cases that mean the state; where there are none, by all.
    meant : mapping
        Cases by who is meant.
    since : int
        First year of the unbroken spell.
    until : int or None
        Last year of it; None where it lasts to the end of the list.
    embargo_since : int or None
        First year of the unbroken spell in which all trade is forbidden; None where it is not.
    output, share : float or None
        The sender's part of world output, and of the target's trade, before it began (0 to 1).
    ends : tuple of str
        Kinds that are in force in the year and not in the next; none where the list does not reach it.
    lists : str
        On what the row rests.
    """

    sender: str
    target: str
    sender_code: int | None
    target_code: int
    institution: str
    members: tuple[int, ...]
    route: str
    cases: int
    on_state: int
    aid: bool
    kinds: tuple[str, ...]
    meant: Mapping[str, int]
    since: int
    until: int | None
    embargo_since: int | None
    output: float | None
    share: float | None
    ends: tuple[str, ...]
    lists: str

    @property
    def reach(self) -> float | None:
        """The mean of what is known of the sender's part of world output and of the target's trade."""
        known = [each for each in (self.output, self.share) if each is not None]
        return sum(known) / len(known) if known else None

    @property
    def weight(self) -> float:
        """Depth times reach; zero for what means no state, ends aid alone, or comes from a sender of unknown weight."""
        if not self.on_state or self.aid or self.reach is None:
            return 0.0
        deep = ("embargo",) if self.embargo_since is not None else self.kinds
        return max((DEPTH[kind] for kind in deep), default=0.0) * self.reach

    @property
    def what(self) -> str:
        """What is restricted, in words."""
        if self.embargo_since is not None:
            rest = [LABELS[kind] for kind in self.kinds if kind != "trade"]
            return ", ".join(["all trade", *rest])
        return ", ".join(LABELS[kind] for kind in self.kinds) + (" (an end of aid)" if self.aid else "")


def against(world: World, target: State, year: int) -> list[SenderSanctions]:
    """Return what is in force against a state in a year that the list covers, the heaviest first.

    Parameters
    ----------
    world, target, year : World, State, int
        The record, the state, and the year.
    """
    last = (world.span("sanctions") or (1, 0))[1]
    states = world.scan("sanctions").filter(target=target.ccode).filter(pl.col("year") <= last).collect()
    named = (
        world.scan("institution_sanctions")
        .filter(target=target.ccode)
        .filter(pl.col("year") <= last)
        .collect()
    )
    before = _before(world, target.ccode, year)
    union = tuple(states.filter(year=year).filter(pl.col("route") != "own")["sender"].to_list())
    bound = _bound(world, target.ccode, year)
    found = [
        _by_state(world, rows, year, last, before)
        for rows in states.filter(pl.col("sender").is_in(_acting(states, year))).partition_by(
            "sender", maintain_order=True
        )
    ]
    acting = named.filter(year=year)["institution"].to_list()
    for rows in named.filter(pl.col("institution").is_in(acting)).partition_by("institution", maintain_order=True):  # fmt: skip
        name = rows["institution"][0]
        members = union if name == UNION else bound if name == NATIONS else ()
        binding = _binding(world, target.ccode, last) if members and name == NATIONS else rows
        found.append(_by_institution(binding, target, year, last, members, before))
    return sorted(
        found, key=lambda each: (-each.weight, not each.on_state, each.aid, -(each.reach or 0), each.sender)
    )


def by(world: World, sender: State, year: int) -> list[SenderSanctions]:
    """Return what a state has in force against others in a year that the list covers, as a member of the European Union too, the deepest first.

    Parameters
    ----------
    world, sender, year : World, State, int
        The record, the state, and the year.
    """
    last = (world.span("sanctions") or (1, 0))[1]
    rows = world.scan("sanctions").filter(sender=sender.ccode).filter(pl.col("year") <= last).collect()
    now = rows.filter(year=year)["target"].to_list()
    parts = rows.filter(pl.col("target").is_in(now)).partition_by("target", maintain_order=True)
    found = [_by_state(world, part, year, last, {}) for part in parts]
    return sorted(found, key=lambda each: (not each.on_state or each.aid, -max(DEPTH[kind] for kind in ("embargo",) * (each.embargo_since is not None) + each.kinds + ("other",)), each.since, each.target))  # fmt: skip


def _acting(states: pl.DataFrame, year: int) -> list[int]:
    """Return the states that sanction of their own; members of the Union that do nothing more stand under it."""
    found: list[int] = states.filter(year=year).filter(pl.col("route") != "eu")["sender"].to_list()
    return found


def _bound(world: World, target: int, year: int) -> tuple[int, ...]:
    """Return the members of the United Nations where they are bound in what means the state; none where they are not."""
    rows = world.scan("sanction_mandates").filter(
        pl.col("state_cases") > 0, institution=NATIONS, target=target, year=year
    )
    if rows.collect().is_empty():
        return ()
    when = pl.lit(f"{year}-12-31").str.to_date()
    spells = world.scan("institution_members").filter(institution="un").filter(pl.col("start") <= when)
    lasting = spells.filter(pl.col("end").is_null() | (pl.col("end").dt.year() >= year))
    return tuple(sorted(set(lasting.collect()["ccode"].to_list()) - {target}))


def _binding(world: World, target: int, last: int) -> pl.DataFrame:
    """Return what the Security Council binds all members to, by year: what an assembly only asked for before is left out."""
    rows = world.scan("sanction_mandates").filter(institution=NATIONS, target=target)
    return rows.filter(pl.col("year") <= last).collect()


def _before(world: World, target: int, year: int) -> dict[int, Row]:
    """Return what each sender weighed before it began, by code."""
    return {row["sender"]: row for row in weighed(world).filter(target=target, year=year).to_dicts()}


def _weight(codes: Sequence[int], before: Mapping[int, Row], of: str) -> float | None:
    """Return the sum of what some senders weighed; None where it is known of none."""
    known = [
        before[code][of] for code in codes if before.get(code) is not None and before[code][of] is not None
    ]
    return min(1.0, sum(known)) if known else None


def _by_state(
    world: World, rows: pl.DataFrame, year: int, last: int, before: Mapping[int, Row]
) -> SenderSanctions:
    now = rows.filter(year=year).to_dicts()[0]
    sender, target = world.state(now["sender"], year), world.state(now["target"], year)
    return SenderSanctions(
        sender=the(sender.name),
        target=the(target.name),
        sender_code=sender.ccode,
        institution="",
        members=(),
        route=now["route"],
        output=_weight((sender.ccode,), before, "output"),
        share=_weight((sender.ccode,), before, "share"),
        **_counted(now, rows, year, last),
    )


def _by_institution(
    rows: pl.DataFrame,
    target: State,
    year: int,
    last: int,
    members: tuple[int, ...],
    before: Mapping[int, Row],
) -> SenderSanctions:
    now = rows.filter(year=year).to_dicts()[0]
    return SenderSanctions(
        sender=institution(now["institution"], year),
        target=the(target.name),
        sender_code=None,
        institution=now["institution"],
        members=members,
        route="institution",
        output=_weight(members, before, "output"),
        share=_weight(members, before, "share"),
        **_counted(now, rows, year, last),
    )


def _counted(now: Row, rows: pl.DataFrame, year: int, last: int) -> dict[str, Any]:
    """Return the fields of a row that are counts, kinds and years."""
    on_state = int(now["state_cases"])
    prefix = "state_" if on_state else ""
    standing = rows.filter(pl.col("state_cases") > 0) if on_state else rows
    first, end = spell(standing["year"].to_list(), year)
    closed = rows.filter("embargo")["year"].to_list()
    return {
        "target_code": now["target"],
        "cases": int(now["cases"]),
        "on_state": on_state,
        "aid": bool(on_state) and now["state_aid"] == on_state,
        "kinds": tuple(kind for kind in KINDS if now[prefix + kind]),
        "meant": {aim: int(now[f"on_{aim}"]) for aim in AIMS if now[f"on_{aim}"]},
        "since": first,
        "until": None if end >= last else end,
        "embargo_since": spell(closed, year)[0] if now["embargo"] and on_state else None,
        "ends": _ends(rows, year, last),
        "lists": now["lists"],
    }


def _ends(rows: pl.DataFrame, year: int, last: int) -> tuple[str, ...]:
    """Return the kinds, of the cases that mean the state, that are in force in a year and not in the next."""
    if year >= last:
        return ()
    now, then = (next(iter(rows.filter(year=when).to_dicts()), {}) for when in (year, year + 1))
    return tuple(kind for kind in KINDS if now[f"state_{kind}"] and not then.get(f"state_{kind}"))


def institution(name: str, year: int) -> str:
    """Return an institution as a sentence about a year names it.

    Parameters
    ----------
    name : str
        Its name in the tables.
    year : int
        The year.

    Examples
    --------
    >>> institution("EU", 1986), institution("EU", 1993), institution("Arab League", 1980)
    ('the European Communities', 'the European Union', 'the Arab League')
    """
    if name == UNION and year < MAASTRICHT:
        return "the European Communities"
    return INSTITUTIONS.get(name, f"the {name}")


def spell(years: Sequence[int], year: int) -> tuple[int, int]:
    """Return the first and last year of the unbroken run of years in which a year lies.

    Parameters
    ----------
    years : sequence of int
        In any order, ``year`` among them.
    year : int
        Which run.

    Examples
    --------
    >>> spell([1979, 1980, 1984, 1985, 1986], 1985)
    (1984, 1986)
    """
    return next((first, end) for first, end in spells(years) if first <= year <= end)


# Cases that are on record one by one: coded by hand, and of TIES.


@dataclass(frozen=True, slots=True)
class NamedSanction:
    """A case that stands on a list by itself.

    Parameters
    ----------
    id, table : str
        Its name and table.
    senders : tuple of str
        As a sentence names them.
    targets : tuple of str
        As a sentence names them.
    kinds : tuple of str
        What is restricted.
    start, end : str
        As exactly as they are known (EDTF); an end is empty while it lasts, or where none is coded.
    seen : int or None
        Last year in which it was seen to last, where no end is coded.
    aims : tuple of str
        What it was about; none where the list does not code it.
    meant, title, citation : str
        Who is meant, what it is, who says so; empty where the list does not say.
    verified : bool or None
        Whether a text that says so was read; None where a data base says it.
    """

    id: str
    table: str
    senders: tuple[str, ...]
    targets: tuple[str, ...]
    kinds: tuple[str, ...]
    start: str
    end: str
    seen: int | None
    aims: tuple[str, ...]
    meant: str
    title: str
    citation: str
    verified: bool | None


def coded(world: World, target: State, year: int) -> list[NamedSanction]:
    """Return the cases coded by hand that were in force against a state at any time of a year, the oldest first.

    Parameters
    ----------
    world, target, year : World, State, int
        The record, the state, and the year.
    """
    table = (
        world.scan("coded_sanctions")
        .filter(target=target.ccode)
        .filter(pl.col("start").dt.year() <= year)
        .filter(pl.col("end").is_null() | (pl.col("end").dt.year() >= year))
        .sort("start", "id")
        .collect()
    )
    return [
        NamedSanction(
            row["id"], "coded_sanctions", tuple(_party(world, each.strip(), year) for each in row["senders"].split(",")), (the(target.name),), _restricted(row["restricts"]),
            row["start_edtf"], row["end_edtf"] or "", None, (), row["meant"], row["title"], row["citation"], row["verified"],
        )
        for row in table.to_dicts()
    ]  # fmt: skip


def _party(world: World, text: str, year: int) -> str:
    return the(world.gazetteer.usual(int(text), year)) if text.isdigit() else institution(text, year)


def _restricted(text: str) -> tuple[str, ...]:
    """Return kinds for what is restricted, as coded.

    Examples
    --------
    >>> _restricted("exports partial, imports complete, financial")
    ('trade', 'financial')
    """
    parts = {each.split()[0] for each in text.split(",")}
    return tuple(kind for kind in KINDS if kind in parts or (kind == "trade" and {"exports", "imports"} & parts))  # fmt: skip


def episodes(world: World, target: State, year: int) -> list[NamedSanction]:
    """Return the impositions of TIES that were in force against a state in a year, or with no end coded were seen so in the last year of its watch, the oldest first.

    Parameters
    ----------
    world, target, year : World, State, int
        The record, the state, and the year.
    """
    first = pl.coalesce("imposed_year", "start_year")
    watch = world.scan("sanction_episodes").filter(lists="ties").select(pl.col("ongoing_year").max()).collect().item() or year  # fmt: skip
    seen = pl.coalesce("end_year", "ongoing_year", first)
    table = (
        world.scan("sanction_episodes")
        .filter("imposition", target=target.ccode)
        .filter(first <= year)
        .filter((seen >= year) | (pl.col("end_year").is_null() & (seen >= min(year, watch))))
        .with_columns(first=first)
        .sort("first", "caseid")
        .collect()
    )
    senders = world.scan("sanction_episode_senders").filter(pl.col("caseid").is_in(table["caseid"].to_list())).collect()  # fmt: skip
    return list(_episodes(world, target, table, senders, year))


def _episodes(
    world: World, target: State, table: pl.DataFrame, senders: pl.DataFrame, year: int
) -> Iterator[NamedSanction]:
    kinds = {
        "trade": ("total_embargo", "partial_embargo", "import_restriction", "export_restriction", "blockade"),
        "financial": ("asset_freeze", "aid_cut"),
        "travel": ("travel_ban",),
        "other": ("agreement_suspended", "other_type"),
    }
    for row in table.to_dicts():
        states = [the(world.gazetteer.usual(code, year)) for code in senders.filter(caseid=row["caseid"])["sender"].to_list()]  # fmt: skip
        if row["sender_kind"] == "EU":
            states.insert(0, institution(UNION, year))
        yield NamedSanction(
            f"TIES {row['caseid']}" if row["lists"] == "ties" else f"coded by hand {-row['caseid']}", "sanction_episodes", tuple(dict.fromkeys(states)), (the(target.name),),
            tuple(kind for kind, columns in kinds.items() if any(row[column] for column in columns)), str(row["first"]), str(row["end_year"] or ""),
            None if row["end_year"] else row["ongoing_year"], (row["issue"],), "", "", "", None,
        )  # fmt: skip
