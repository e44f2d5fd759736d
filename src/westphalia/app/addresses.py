"""What can be asked for by address: the list of addresses, how a request becomes a question, and the one address a question has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from westphalia.claims.files import shelf
from westphalia.errors import NotUnderstood, WestphaliaError, shortened
from westphalia.lazy import difflib
from westphalia.record.years import in_record, year_of
from westphalia.report import views
from westphalia.report.views.compare import dyad_of
from westphalia.report.views.named import state_of

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.report.views.question import Question

FORMS = ("html", "json", "txt", "md", "csv", "xlsx", "bib", "ris")
"""How the last part of an address may end: what the page is sent as; without an ending it is HTML."""
CHART_FORMS = ("svg", "png", "csv", "json", "vl.json")
"""How the address of a chart may end."""
PRIVATE = frozenset({"fresh", "scheduler", "workers"})
"""Fields that only someone on this machine may set."""
MOST: Mapping[str, int] = MappingProxyType({"runs": 4_000, "top": 1_000, "rows": 200, "per-decade": 100})
"""The most that may be asked for of a number that costs time, by field."""
REPEATED = frozenset({"pairs", "several", "given", "array"})
"""Kinds of fields that may be given more than once."""
YES_NO = MappingProxyType({"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False})


@dataclass(frozen=True, slots=True)
class Address:
    """A kind of page that has an address.

    Parameters
    ----------
    pattern : str
        Its path; names in braces are fields of the question, all others are asked for after the question mark.
    view : str
        What answers.
    example : str
        One that answers, whole.
    also : mapping of str to str
        Other names of fields after the question mark, by the name that stands there.
    """

    pattern: str
    view: str
    example: str
    also: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields in the path."""
        return tuple(re.findall(r"{([^}]+)}", self.pattern))

    @property
    def stem(self) -> str:
        """The path before the first field; fields may be given after the question mark there, and lead to the address."""
        return self.pattern.partition("/{")[0] or "/"


ADDRESSES = (
    Address("/world/{year}/{measure}", "world", "/world/1914/cinc"),
    Address("/pair/{a}/{b}/{year}", "brief", "/pair/365-russia/630-iran/2022"),
    Address("/analogues/{a}/{b}/{year}", "analogues", "/analogues/365-russia/630-iran/2022"),
    Address("/state/{state}/{year}", "state", "/state/365-russia/2022"),
    Address("/sanctions/{state}/{year}", "sanctions", "/sanctions/630-iran/2022"),
    Address("/compare", "compare", "/compare?pair=365-630&pair=365-710&year=2022", {"pair": "pairs"}),
    Address("/rank/{year}", "rank", "/rank/2022"),
    Address("/movers/{from}/{to}", "movers", "/movers/2012/2022"),
    Address("/network/{relation}/{year}", "network", "/network/alliances/1914"),
    Address("/measure/{name}/{a}/{b}", "measure", "/measure/relation/365-russia/630-iran"),
    Address("/measure/{name}/{a}", "measure", "/measure/cinc/365-russia"),
    Address("/essay/{essay}", "check", "/essay/russia-iran-2022"),
    Address("/market/{good}", "market", "/market/oil?exclude=365,630"),
    Address("/sanction/{target}/{year}", "sanction", "/sanction/630-iran/2022?by=us,eu"),
    Address("/balance/{region}/{year}", "balance", "/balance/Gulf/2022"),
    Address("/strike/{on}/{year}", "strike", "/strike/630-iran/2022?by=666,2"),
    Address("/nuclear/{a}/{year}", "nuclear", "/nuclear/630-iran/2022"),
    Address("/unrest/{state}/{year}", "unrest", "/unrest/651-egypt/2010"),
    Address("/model", "backtest", "/model"),
    Address("/glossary/{term}", "glossary", "/glossary/exclusion"),
    Address("/glossary", "glossary", "/glossary"),
    Address("/states", "states", "/states?query=congo"),
    Address("/data/{table}", "data", "/data/pacts"),
    Address("/data", "data", "/data"),
)
"""All pages that a view answers. An address that is here stays: docs and links of others rest on it."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was understood.

    Parameters
    ----------
    address : Address
        The kind of page.
    question : Question
        What the view is asked.
    path : str
        The one address of this page, without ending; what follows the question mark included in ``query``.
    query : str
        What follows the question mark, empty for nothing.
    """

    address: Address
    question: Question
    path: str
    query: str

    def where(self, form: str = "", under: str = "") -> str:
        """Return the address of the page, or of something under it, in one of its forms.

        Parameters
        ----------
        form : str, optional
            The ending; empty for HTML.
        under : str, optional
            Follows the path: ``/chart/votes-distance``.
        """
        ending = f".{form}" if form and form != "html" else ""
        return f"{self.path}{under}{ending}" + (f"?{self.query}" if self.query else "")


def ended(path: str, forms: Sequence[str]) -> tuple[str, str]:
    """Return a path without its ending, and the ending; empty where it has none of those that there are.

    Parameters
    ----------
    path : str
        Of a request.
    forms : sequence of str
        The endings that there are.

    Examples
    --------
    >>> ended("/state/365-russia/2022.json", FORMS), ended("/chart/a.vl.json", CHART_FORMS), ended("/data/a.b", FORMS)
    (('/state/365-russia/2022', 'json'), ('/chart/a', 'vl.json'), ('/data/a.b', ''))
    """
    for form in sorted(forms, key=len, reverse=True):
        if path.endswith(f".{form}"):
            return path.removesuffix(f".{form}"), form
    return path, ""


def slug(text: str) -> str:
    """Return the words of a name as they decorate an address.

    Parameters
    ----------
    text : str
        A name.

    Examples
    --------
    >>> slug("Côte d'Ivoire"), slug("Bosnia & Herzegovina")
    ('cote-d-ivoire', 'bosnia-herzegovina')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def state_part(code: int, name: str) -> str:
    """Return a state as it stands in an address: its code, and its name of the year.

    Parameters
    ----------
    code, name : int, str
        Of the state.

    Examples
    --------
    >>> state_part(365, "Soviet Union")
    '365-soviet-union'
    """
    return f"{code}-{slug(name)}"


def match(path: str) -> tuple[Address, dict[str, str]]:
    """Return the kind of page that a path names, and its fields as they are written.

    Parameters
    ----------
    path : str
        Without ending, as it was sent.

    Raises
    ------
    NotUnderstood
        When no address is like it, with the nearest that there is.
    """
    parts = path.strip("/").split("/")
    for each in ADDRESSES:
        wanted = each.pattern.strip("/").split("/")
        if len(wanted) == len(parts) and all(
            want.startswith("{") or want == part for want, part in zip(wanted, parts, strict=True)
        ):
            pairs = zip(wanted, parts, strict=True)
            return each, {want[1:-1]: unquote(part) for want, part in pairs if want.startswith("{")}
    for each in ADDRESSES:
        if path.rstrip("/") == each.stem and each.fields:
            return each, {}
    heads = sorted({each.stem.strip("/") for each in ADDRESSES})
    near = difflib.get_close_matches(parts[0], heads, n=1, cutoff=0.5)
    kind = next((each for each in ADDRESSES if each.stem == f"/{near[0]}"), None) if near else None
    do = (
        f"Addresses of this kind are written {kind.pattern}, for example {kind.example}"
        if kind
        else "See what there is: /"
    )
    raise NotUnderstood(f"There is no page {shortened(path, 80)}.", "", do)


class WrongPath(NotUnderstood):
    """What is not understood stands in the path: the page does not exist."""


def in_path(error: WestphaliaError) -> WestphaliaError:
    """Return what is not understood as a fault of the path.

    Parameters
    ----------
    error : WestphaliaError
        Any; one that is no misunderstanding stays as it is.
    """
    return WrongPath(error.what, error.why, error.do) if isinstance(error, NotUnderstood) else error


def read(world: World, path: str, query: Sequence[tuple[str, str]]) -> Request:
    """Return what is asked for by a path without ending and what follows the question mark.

    Parameters
    ----------
    world : World
        The record, which knows the names of states.
    path, query : str, sequence of pairs
        Of the request.

    Raises
    ------
    WrongPath
        When a part of the path is not understood.
    NotUnderstood
        When what follows the question mark is not.
    """
    try:
        address, parts = match(path)
    except NotUnderstood as error:
        raise in_path(error) from None
    view = views.view(address.view)
    given = _given(view, address, query)
    asked = {**given, **parts}
    try:
        _years(asked, view)
        _states(world, view, asked, bool(parts))
        _pairs(world, view, asked)
        ready(address.view, asked)
    except NotUnderstood as error:
        raise (in_path(error) if parts else error) from None
    question = view.question.of(asked)
    bounded(question)
    return Request(address, question, *_written(world, view, address, question))


def written(world: World, address: Address, question: Question) -> str:
    """Return the address of the page that answers a question.

    Parameters
    ----------
    world, address, question : World, Address, Question
        The record, the kind of page, and what is asked.
    """
    path, query = _written(world, views.view(address.view), address, question)
    return f"{path}?{query}" if query else path


@cache
def _properties(name: str) -> dict[str, Any]:
    """Return the schema of each field of a view's question; it never changes, and takes milliseconds to make."""
    found: dict[str, Any] = views.view(name).schema()["properties"]
    return found


def _names(view: views.View) -> dict[str, str]:
    """Return the fields of a question by how they are written after the question mark."""
    fields = view.question.model_fields.items()
    return {(each.alias or name).replace("-", "_"): each.alias or name for name, each in fields}


def _given(view: views.View, address: Address, query: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return what follows the question mark by the names of the fields."""
    names, schema = {**_names(view), **address.also}, _properties(view.name)
    found: dict[str, Any] = {}
    for name, text in query:
        key = names.get(name, name)
        if key in PRIVATE:
            raise NotUnderstood(f"'{name}' cannot be asked for here.", "It is for whoever runs the program.", "Leave it out.")  # fmt: skip
        if _format(schema.get(key, {})) in REPEATED:
            found.setdefault(key, []).append(text)
        elif key in found:
            raise NotUnderstood(f"'{name}' is given twice.", "", "Give it once.")
        elif text:
            found[key] = YES_NO.get(text.lower(), text) if _format(schema.get(key, {})) == "boolean" else text
    return found


def _years(asked: dict[str, Any], view: views.View) -> None:
    """Turn what is written for years into numbers of the record."""
    for name, schema in _properties(view.name).items():
        if _format(schema) == "year" and isinstance(asked.get(name), str):
            try:
                asked[name] = in_record(year_of(asked[name]))
            except ValueError as error:
                raise NotUnderstood(str(error), "", "") from None


def _format(schema: Mapping[str, Any]) -> str:
    """Return what kind of value a field holds: its format, else its type."""
    parts = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    return str(schema.get("format") or parts.get("format") or parts.get("type") or "")


def _state_fields(view: views.View) -> list[str]:
    return [name for name, schema in _properties(view.name).items() if _format(schema) == "state"]


def _states(world: World, view: views.View, asked: dict[str, Any], hyphens: bool) -> None:
    """Turn what is written for states into their codes: of 365-russia the number decides."""
    year = asked.get("year") if isinstance(asked.get("year"), int) else None
    for name in _state_fields(view):
        text = asked.get(name)
        if not isinstance(text, str):
            continue
        code = re.fullmatch(r"(\d+)(?:-.*)?", text)
        try:
            asked[name] = state_of(world, int(code[1]) if code else text, year).ccode
        except NotUnderstood:
            if "-" not in text or code or not hyphens:
                raise
            asked[name] = state_of(world, text.replace("-", " "), year).ccode


def _pairs(world: World, view: views.View, asked: dict[str, Any]) -> None:
    """Turn what is written for pairs into their codes."""
    years_asked = asked.get("year") or [None]
    for name, schema in _properties(view.name).items():
        if _format(schema) == "pairs" and name in asked:
            first = years_asked[0] if isinstance(years_asked, list) else years_asked
            asked[name] = [_pair(world, text, first) for text in asked[name]]


def _pair(world: World, text: str, year: object) -> str:
    """Return a pair of states by their codes, 365-630, as it stands in an address."""
    codes = re.fullmatch(r"(\d+)(?:-[a-z][a-z0-9-]*)?[:-](\d+)(?:-[a-z][a-z0-9-]*)?", text)
    try:
        when = year_of(str(year))
    except ValueError:
        return text
    dyad = dyad_of(world, f"{codes[1]}:{codes[2]}" if codes else text, when)
    return f"{dyad.codes[0]}-{dyad.codes[1]}"


def ready(view: str, asked: Mapping[str, Any]) -> None:
    """Refuse what would be read as the path of a file.

    Parameters
    ----------
    view, asked : str, mapping
        The view, and the values of its fields by name.

    Raises
    ------
    NotUnderstood
        For an essay that is none of the shelf, with the nearest.
    """
    if view != "check" or "essay" not in asked:
        return
    if asked["essay"] not in shelf():
        near = difflib.get_close_matches(str(asked["essay"]), shelf(), n=1, cutoff=0.4)
        guess = f" Did you mean {near[0]}?" if near else ""
        raise NotUnderstood(f"There is no essay '{shortened(str(asked['essay']))}'.{guess}", "", f"Essays: {', '.join(shelf())}.")  # fmt: skip


def bounded(question: Question) -> None:
    """Refuse numbers that would take longer than anyone may ask for here.

    Parameters
    ----------
    question : Question
        What is asked.

    Raises
    ------
    NotUnderstood
        For a number above :data:`MOST`.
    """
    for name, each in type(question).model_fields.items():
        key, value = each.alias or name, getattr(question, name)
        if key in MOST and isinstance(value, int) and (value > MOST[key] or (value == 0 and key == "top")):
            raise NotUnderstood(f"'{key}' is at most {MOST[key]:,} here, not {value:,}.", "", "More at the prompt, where nobody waits for you.")  # fmt: skip


def _written(world: World, view: views.View, address: Address, question: Question) -> tuple[str, str]:
    """Return the one path and query that a question has; fields at their default are left out of the query."""
    schema, year = _properties(view.name), getattr(question, "year", None)
    when = year if isinstance(year, int) else None
    fields = {
        each.alias or name: (getattr(question, name), each)
        for name, each in type(question).model_fields.items()
    }
    parts: dict[str, str] = {}
    for name in address.fields:
        value = fields.pop(name)[0]
        if value is None:
            raise NotUnderstood(f"'{name}' is not given.", "", f"Addresses of this kind are written {address.pattern}, for example {address.example}")  # fmt: skip
        if _format(schema[name]) == "state":
            state = world.state(value, when)
            parts[name] = state_part(state.ccode, state.name)
        else:
            parts[name] = quote(str(value), safe="")
    other = {name: also for also, name in address.also.items()}
    query = [
        f"{quote(other.get(name, name.replace('-', '_')))}={quote(text, safe=',:')}"
        for name, (value, each) in fields.items()
        if each.is_required() or value != each.get_default(call_default_factory=True)
        for text in _texts(value, _format(schema[name]))
    ]
    return re.sub(r"{([^}]+)}", lambda found: parts[found[1]], address.pattern), "&".join(query)


def _texts(value: Any, kind: str) -> list[str]:
    """Return a value as it is written after the question mark, several times where it is several."""
    match kind:
        case "boolean":
            return ["yes" if value else "no"]
        case "given":
            return [f"{name}={number:g}" for name, number in value.items()]
        case "years":
            return [f"{value[0]}:{value[1]}"]
        case "list":
            return [",".join(map(str, value))]
        case "array" | "several" | "pairs":
            return [str(each) for each in value]
        case _:
            return [str(value)]
