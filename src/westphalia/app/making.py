"""How a page is made: the view is asked once for equal requests, and what was made is kept, compressed, as long as there is room."""

from __future__ import annotations

import gzip
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any

from westphalia.app.addresses import Request, WrongPath, in_path
from westphalia.app.site import PageFrame, embedded
from westphalia.errors import NotUnderstood
from westphalia.models.outcomes import STORED
from westphalia.report import charts, views
from westphalia.report.html import render_html
from westphalia.report.views.answer import Say, json_text

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.report.picture import Picture
    from westphalia.report.views.answer import Answer

LEVEL = 6
"""How hard a page is compressed."""
ANSWERS = 24
"""Answers of views that are kept, so that charts and data of a page just read are not worked out again."""
TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8", "json": "application/json", "vl.json": "application/json", "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8", "bib": "application/x-bibtex; charset=utf-8", "ris": "application/x-research-info-systems; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml", "png": "image/png", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
}  # fmt: skip
"""Content types by form."""
SLOW = ("brief", "compare")
"""Views that can leave out what takes seconds in years for which it is not stored."""


@dataclass(frozen=True, slots=True)
class PagePart:
    """What is wanted of a page.

    Parameters
    ----------
    request : Request
        The page.
    form : str
        What it is sent as.
    chart : str
        The picture that is wanted alone; empty for the page.
    embed : bool
        Whether the picture stands in a page of somebody else.
    whole : bool
        Whether the page has what takes seconds too.
    """

    request: Request
    form: str = "html"
    chart: str = ""
    embed: bool = False
    whole: bool = False

    @property
    def where(self) -> str:
        """Its one address."""
        under = f"/chart/{self.chart}" if self.chart else "/whole" if self.whole else ""
        return ("/embed" if self.embed else "") + self.request.where(
            "html" if self.embed else self.form, under
        )


@dataclass(frozen=True, slots=True)
class Packed:
    """What is sent: compressed, with its type."""

    packed: bytes
    kind: str

    @classmethod
    def of(cls, body: str | bytes, form: str) -> Packed:
        """Return a body ready to be sent.

        Parameters
        ----------
        body : str or bytes
            Text or a picture.
        form : str
            What it is.
        """
        raw = body.encode() if isinstance(body, str) else body
        return cls(gzip.compress(raw, LEVEL, mtime=0), TYPES[form])


class PageCache:
    """What was made, by its address, the least recently asked for forgotten first."""

    def __init__(self, room: int, size: Callable[[Any], int]) -> None:
        self.room, self.size, self.used = room, size, 0
        self._held: OrderedDict[Any, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Any) -> Any:
        """Return what is kept; None where nothing is."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Any, value: Any) -> None:
        """Keep something, and forget what there is no room for."""
        with self._lock:
            if key in self._held:
                return
            self._held[key] = value
            self.used += self.size(value)
            while self.used > self.room and self._held:
                self.used -= self.size(self._held.popitem(last=False)[1])

    def __len__(self) -> int:
        """Return how much is kept."""
        return len(self._held)


class PageMaker:
    """Makes pages of a world.

    Parameters
    ----------
    world : World
        The record.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self._answers = PageCache(ANSWERS, lambda _: 1)
        stamp = world.stamp()
        self.mark = f"{stamp['version']} {stamp['edition']} {stamp['model']} {world.user.state()}"

    def tag(self, where: str) -> str:
        """Return what stands for the content of an address: it changes with program, edition, model and the user's tables.

        Parameters
        ----------
        where : str
            The one address of a page in a form.
        """
        return f'W/"{sha256(f"{self.mark} {where}".encode()).hexdigest()[:20]}"'

    def answer(self, request: Request, quick: bool) -> Answer:
        """Return what the view answers, kept for what is asked of the same page next.

        Parameters
        ----------
        request : Request
            The page.
        quick : bool
            Whether to leave out what takes seconds.
        """
        key = (request.where(), quick)
        found = self._answers.get(key)
        if found is None:
            question = request.question.model_copy(update={"quick": True}) if quick else request.question
            found = views.view(request.address.view).tell(self.world, question, Say())
            if found.lacking is None:
                self._answers.put(key, found)
        return found  # type: ignore[no-any-return]

    def make(self, wanted: PagePart) -> Packed:
        """Return what is sent for a request.

        Parameters
        ----------
        wanted : PagePart
            The page, its chart, and the form.

        Raises
        ------
        NoAnswer
            Where the data hold no answer.
        NotUnderstood
            When the view does not understand the question; ``WrongPath`` when there is no such chart, or the page has no such form.
        """
        quick = left_out(wanted.request) and wanted.form == "html" and not wanted.whole
        answer = self.answer(wanted.request, quick)
        if answer.lacking is not None and wanted.form != "json":
            raise answer.lacking
        if wanted.chart:
            return self._chart(answer, wanted)
        return Packed.of(self._body(answer, wanted, quick), wanted.form)

    def _body(self, answer: Answer, wanted: PagePart, quick: bool) -> str | bytes:
        match wanted.form:
            case "html":
                return render_html(answer.page, PageFrame(wanted.request, answer.document, quick))
            case "json":
                return answer.to_json() + "\n"
            case "txt":
                return answer.to_text().rstrip("\n") + "\n"
            case "md":
                return answer.to_markdown().rstrip("\n") + "\n"
            case "bib" | "ris":
                return str(getattr(answer, f"to_{wanted.form}")()) + "\n"
            case _ if answer.table is None:
                raise WrongPath("This page has no rows for a spreadsheet.", "It is made of sections, each with tables and pictures of its own.", "Ask for its .json, or for the .csv of one of its pictures.")  # fmt: skip
            case "xlsx":
                return answer.to_xlsx()
            case _:
                return answer.to_csv() + "\n"

    def _chart(self, answer: Answer, wanted: PagePart) -> Packed:
        """Return one picture of a page in a form."""
        try:
            picture = answer.charts[wanted.chart]
        except NotUnderstood as error:
            raise in_path(error) from None
        if wanted.embed:
            return Packed.of(embedded(picture, wanted.request), "html")
        match wanted.form:
            case "svg":
                return Packed.of(picture.to_svg(), "svg")
            case "png":
                return Packed.of(picture.to_png(), "png")
            case "csv":
                return Packed.of(picture.to_csv() + "\n", "csv")
            case "vl.json":
                return Packed.of(picture.to_json() + "\n", "json")
            case _:
                return Packed.of(json_text(described(picture)) + "\n", "json")


def left_out(request: Request) -> bool:
    """Tell whether the page of a question has parts that take seconds, which are then a page of their own.

    Parameters
    ----------
    request : Request
        The page.
    """
    if request.address.view not in SLOW:
        return False
    year = getattr(request.question, "year", None)
    first = min(year) if isinstance(year, tuple) else year
    return first is not None and first < STORED and not getattr(request.question, "quick", True)


def described(picture: Picture) -> dict[str, Any]:
    """Return a picture as data: what it shows, its finding and its rows.

    Parameters
    ----------
    picture : Picture
        Of a page.
    """
    chart = picture.chart
    return {
        "westphalia": picture.page.document.get("westphalia"), "page": picture.page.title, "id": chart.id, "title": chart.title, "finding": chart.alt,
        "unit": chart.unit, "coverage": chart.coverage, "sources": list(chart.sources), "empty": charts.empty(chart) or None,
        "rows": json.loads(json.dumps([dict(row) for row in chart.rows], default=str)),
    }  # fmt: skip
