"""The frame around a page that is served: the bar above it, what it links to, the page of one picture for somebody else's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from westphalia.app.addresses import Request, state_part
from westphalia.app.atlas import script
from westphalia.lazy import jinja2, markupsafe
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR
from westphalia.report.html import TEMPLATES, Slider, style

if TYPE_CHECKING:
    from westphalia.report.picture import Picture

FORMS = (("json", "JSON"), ("txt", "text"), ("md", "Markdown"), ("bib", "BibTeX"))
"""What every page can be had as."""


@cache
def environment() -> jinja2.Environment:
    """Return the templates of the site's own pages beside those of all pages, everything escaped."""
    folders = [jinja2.PackageLoader("westphalia.app"), jinja2.FileSystemLoader(TEMPLATES)]
    return jinja2.Environment(loader=jinja2.ChoiceLoader(folders), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)  # fmt: skip


@cache
def sheet() -> tuple[str, str]:
    """Return the address of the style sheet, which names its content, and the style sheet."""
    text = str(style())
    return f"/static/style-{sha256(text.encode()).hexdigest()[:12]}.css", text


@dataclass(frozen=True)
class PageFrame:
    """Where a page of a view stands.

    Parameters
    ----------
    request : Request
        The page.
    document : mapping
        What it says.
    quick : bool
        Whether what takes seconds is a page of its own.
    """

    request: Request
    document: Mapping[str, Any]
    quick: bool = False
    asked: str = ""

    @property
    def style(self) -> str:
        """Address of the style sheet."""
        return sheet()[0]

    @property
    def slider(self) -> Slider | None:
        """What the slider of years takes, on the page of the world."""
        if self.request.address.view != "world":
            return None
        about = self.document["measure"]
        name, address = (
            str(about["name"]),
            self.request.where().replace(f"/{self.document['year']}/", "/YEAR/", 1),
        )
        return Slider(
            script()[0], f"/values/{name}.json", address, name, about["first"], min(about["last"], LAST_YEAR)
        )

    @property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """What the page can be had as."""
        return FORMS

    def where(self, form: str = "", chart: str = "") -> str:
        """Return the address of the page, or of one of its charts, in a form."""
        return self.request.where(form, f"/chart/{chart}" if chart else "")

    def embed(self, chart: str) -> str:
        """Return the address of a chart for a page of somebody else."""
        return f"/embed{self.request.where('', f'/chart/{chart}')}"

    @property
    def related(self) -> list[tuple[str, str]]:
        """Pages beside this one: the years before and after, the pair the other way round, each state."""
        found = list(self._years())
        match self.request.address.view:
            case "brief":
                found += self._of_pair()
            case "state" | "sanctions":
                found += self._of_state()
        if self.quick:
            found.append(
                ("With forecasts and analogues, which take some seconds", self.request.where("", "/whole"))
            )
        return found

    def _years(self) -> list[tuple[str, str]]:
        year, path = self.document.get("year"), self.request.path
        if not isinstance(year, int) or f"/{year}" not in path:
            return []
        stem, _, rest = path.rpartition(f"/{year}")
        stem, query = f"{stem}/", rest + (f"?{self.request.query}" if self.request.query else "")
        return [
            (str(near), f"{stem}{near}{query}")
            for near in (year - 1, year + 1)
            if FIRST_YEAR <= near <= LAST_YEAR
        ]

    def _of_pair(self) -> list[tuple[str, str]]:
        a, b, year = self.document["a"], self.document["b"], self.document["year"]
        one, two = (state_part(each["ccode"], each["name"]) for each in (a, b))
        return [
            ("The other way round", f"/pair/{two}/{one}/{year}"),
            *((str(each["name"]), f"/state/{part}/{year}") for each, part in ((a, one), (b, two))),
            ("Analogues", f"/analogues/{one}/{two}/{year}"),
        ]

    def _of_state(self) -> list[tuple[str, str]]:
        kinds = {"state": ("Its sanctions", "sanctions"), "sanctions": ("The state", "state")}
        words, kind = kinds[self.request.address.view]
        return [(words, f"/{kind}/{self.request.path.split('/', 2)[2]}")]


def embedded(picture: Picture, request: Request) -> str:
    """Return the page of one picture, to stand in a frame of somebody else's page: no script, its source and its page linked.

    Parameters
    ----------
    picture : Picture
        Of the page.
    request : Request
        The page.
    """
    svg = markupsafe.Markup(picture.to_svg())
    return environment().get_template("embed.html.j2").render(
        svg=svg, chart=picture.chart, style=sheet()[0], title=picture.page.title, page=request.where()
    )  # fmt: skip


@dataclass(frozen=True)
class OwnPage:
    """The frame of a page of the site's own."""

    asked: str = ""
    related: tuple[tuple[str, str], ...] = ()


def own(template: str, title: str, asked: str = "", **values: Any) -> str:
    """Return a page of the site's own.

    Parameters
    ----------
    template : str
        Its file.
    title : str
        Its heading.
    asked : str, optional
        What stands in the field of the search.
    **values : object
        What the template takes.
    """
    made = environment().get_template(template)
    return made.render(title=title, style=sheet()[0], site=OwnPage(asked), **values)
