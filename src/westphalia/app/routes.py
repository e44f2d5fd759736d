"""The site as an application: which function answers which address, and how what was made is sent."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from westphalia.app import finding, methods, openapi
from westphalia.app.addresses import CHART_FORMS, FORMS, WrongPath, ended, in_path, read
from westphalia.app.atlas import atlas, script
from westphalia.app.guard import Guard, Scope, TokenBuckets, free, reader
from westphalia.app.making import TYPES, Packed, PageCache, PageMaker, PagePart
from westphalia.app.problems import Problem, problem_of, refused
from westphalia.app.settings import Settings
from westphalia.app.site import own, sheet
from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.record.world import World, load
from westphalia.report.views.answer import json_text, table

THREADS = 2
"""Pages that are made at once in a process; they share one processor."""
PATIENCE = 25.0
"""Seconds that a reader waits at most; who would wait longer is told to come again."""
READ, ENTRY = 8_000_000, 500
"""Bytes of requests that were understood, and what each takes besides its address."""
COSTS = {"page": 1.0, "sql": 5.0}
"""Tokens that making costs."""
QUERY_SECONDS, QUERY_ROWS = 3.0, 1_000
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="6" cy="9" r="5" fill="#0072b2"/><circle cx="12" cy="5" r="3" fill="#d55e00"/></svg>'
EXAMPLES = (
    ("Pacts of defence that began in the 1930s", "select * from pacts where defence and start between '1930-01-01' and '1939-12-31' limit 50"),
    ("What a table holds", "select table_name, column_name, data_type from information_schema.columns where table_name = 'pacts'"),
)  # fmt: skip


class Site:
    """The site of one process.

    Parameters
    ----------
    settings : Settings
        How it is run.
    world : World, optional
        The record; by default the edition, with the user's own tables where only this machine can ask.
    """

    def __init__(self, settings: Settings, world: World | None = None) -> None:
        self.settings = settings
        nowhere = None if settings.alone else Path(__file__).parent / "nowhere"
        self.world = world if world is not None else load(user=nowhere)
        self.maker = PageMaker(self.world)
        self.made = PageCache(settings.memory, lambda each: len(each.packed))
        self.read = PageCache(READ, lambda each: len(each[0].where) + ENTRY)
        self.rates = TokenBuckets()
        self.under_way: dict[str, asyncio.Future[Packed]] = {}
        self.took = 0.5
        self.pool = ThreadPoolExecutor(THREADS, thread_name_prefix="page")
        self.warm = False

    # What is asked for

    def wanted(self, path: str, query: str) -> tuple[PagePart, bool]:
        """Return what a request wants, and whether it stands at its one address.

        Parameters
        ----------
        path, query : str
            As sent, without the edition.

        Raises
        ------
        WrongPath, NotUnderstood, NoAnswer
            When it is not understood.
        """
        key = f"{path}?{query}"
        found = self.read.get(key)
        if found is None:
            wanted = self._understood(path, query)
            found = (wanted, wanted.where == (key if query else path))
            self.read.put(key, found)
        return found  # type: ignore[no-any-return]

    def _understood(self, path: str, query: str) -> PagePart:
        embed = path.startswith("/embed/")
        bare = path.removeprefix("/embed") if embed else path
        bare, mark, chart = bare.partition("/chart/")
        form = "html"
        if mark:
            chart, form = ended(chart, CHART_FORMS)
            if not form and not embed:
                raise WrongPath("The address of a picture ends in what it is sent as.", "", f"Endings: {', '.join(f'.{each}' for each in CHART_FORMS)}.")  # fmt: skip
        else:
            bare, form = ended(bare, FORMS)
        whole = not mark and bare.endswith("/whole")
        request = read(self.world, bare.removesuffix("/whole") if whole else bare, parse_qsl(query, keep_blank_values=True))  # fmt: skip
        return PagePart(request, form or "html", chart, embed, whole)

    # What is sent

    async def page(self, asked: Asked) -> Response:
        """Answer the address of a view: the page, its data, its charts."""
        path, query = _raw(asked)
        edition, path = _edition(path)
        if edition and edition != self.world.manifest.hash:
            return self.problem(refused(410, f"The edition {edition} is not here.", f"This is edition {self.world.manifest.hash}.", "What changed between editions is told in ERRATA.md; the same page of this edition: " + path), asked.scope)  # fmt: skip
        try:
            wanted, same = self.wanted(path, query)
        except WestphaliaError as error:
            return self.problem(problem_of(error, path), asked.scope)
        if not same:
            return RedirectResponse((f"/e/{edition}" if edition else "") + wanted.where, 308)
        cached = "public, max-age=31536000, immutable" if edition else "no-cache"
        return await self._answer(asked, path, wanted.where, lambda: self._view(wanted), "page", cached)

    def _view(self, wanted: PagePart) -> Packed:
        """Return what is made of a view; where nothing stands after the question mark, what it does not understand stands in the path."""
        try:
            return self.maker.make(wanted)
        except WestphaliaError as error:
            raise (error if wanted.request.query else in_path(error)) from None

    async def _answer(
        self,
        asked: Asked,
        path: str,
        where: str,
        make: Callable[[], Packed],
        kind: str,
        cached: str = "no-cache",
    ) -> Response:
        """Answer with what is made for an address, or that the reader has it, or what is wrong."""
        tag = self.maker.tag(where)
        headers = {"etag": tag, "cache-control": cached, "vary": "accept-encoding"}
        if asked.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        try:
            made = await self._made(where, make, asked, kind)
        except WestphaliaError as error:
            return self.problem(problem_of(error, path), asked.scope)
        return made if isinstance(made, Response) else sent(made, asked, headers)

    async def _made(
        self, where: str, make: Callable[[], Packed], asked: Asked, kind: str
    ) -> Packed | Response:
        """Return what is kept, or made now; equal requests under way share one making."""
        found = self.made.get(where)
        if found is not None:
            return found  # type: ignore[no-any-return]
        if where not in self.under_way:
            who = reader(asked.scope, self.settings)
            wait = 0.0 if free(who, self.settings) else self.rates.spend(who, COSTS[kind])
            if wait:
                return self.problem(refused(429, "Too much is asked for at once.", "", f"Come again in {wait:.0f} seconds.", ), asked.scope, {"retry-after": f"{max(1, round(wait))}"})  # fmt: skip
            if len(self.under_way) * self.took / THREADS > PATIENCE:
                return self.problem(refused(503, "Too many pages are being made.", "", "Come again in half a minute."), asked.scope, {"retry-after": "30"})  # fmt: skip
            self.under_way[where] = asyncio.ensure_future(self._making(where, make))
        return await asyncio.shield(self.under_way[where])

    async def _making(self, where: str, make: Callable[[], Packed]) -> Packed:
        begun = time.monotonic()
        try:
            made = await asyncio.get_running_loop().run_in_executor(self.pool, make)
            self.made.put(where, made)
            self.took += 0.1 * (time.monotonic() - begun - self.took)
            return made
        finally:
            self.under_way.pop(where, None)

    async def text(self, asked: Asked, form: str, make: Callable[[], str], kind: str = "page") -> Response:
        """Answer with one of the site's own pages, made beside the loop and kept.

        Parameters
        ----------
        asked : Asked
            Of the reader.
        form : str
            What it is.
        make : callable
            Makes it.
        kind : {"page", "sql"}
            What it costs.
        """
        path, query = _raw(asked)
        return await self._answer(asked, path, f"{path}?{query}", lambda: Packed.of(make(), form), kind)

    def problem(self, problem: Problem, scope: Scope, headers: dict[str, str] | None = None) -> Response:
        """Return an answer that says what is wrong, as data where data were asked for.

        Parameters
        ----------
        problem : Problem
            What is wrong.
        scope : mapping
            Of the request.
        headers : dict of str to str, optional
            Further headers.
        """
        accept = Asked(scope).headers.get("accept", "")
        as_data = ended(str(scope["path"]), (*FORMS, *CHART_FORMS))[1] not in ("", "html") or ("json" in accept and "html" not in accept)  # fmt: skip
        more = {"cache-control": "no-store", **(headers or {})}
        if problem.status == 405:
            more["allow"] = "GET, HEAD"
        if as_data:
            return Response(problem.to_json(), problem.status, more, "application/problem+json")
        return Response(problem.to_html(), problem.status, more, TYPES["html"])


def sent(made: Packed, asked: Asked, headers: dict[str, str]) -> Response:
    """Return what was made as an answer, compressed where the reader takes that.

    Parameters
    ----------
    made : Packed
        What is sent.
    asked : Asked
        Of the reader.
    headers : dict of str to str
        Of the answer.
    """
    if "gzip" in asked.headers.get("accept-encoding", ""):
        return Response(made.packed, 200, {**headers, "content-encoding": "gzip"}, made.kind)
    return Response(gzip.decompress(made.packed), 200, headers, made.kind)


def _raw(asked: Asked) -> tuple[str, str]:
    """Return path and query as they were sent."""
    path = (asked.scope.get("raw_path") or asked.scope["path"].encode()).decode("latin-1")
    return path, asked.scope["query_string"].decode("latin-1")


def _edition(path: str) -> tuple[str, str]:
    """Return the edition that an address names, and the address without it."""
    if not path.startswith("/e/"):
        return "", path
    edition, _, rest = path.removeprefix("/e/").partition("/")
    return edition, f"/{rest}"


def application(settings: Settings, world: World | None = None) -> Any:
    """Return the site as an ASGI application.

    Parameters
    ----------
    settings : Settings
        How it is run.
    world : World, optional
        The record.
    """
    site = Site(settings, world)
    app = Starlette(routes=_routes(site), lifespan=_warming(site))
    app.state.site = site
    return Guard(app, settings, site.problem)


def _routes(site: Site) -> list[Route]:
    """Return what the site answers itself; whatever else is asked for is the address of a view."""
    own_pages: dict[str, tuple[str, Callable[[], str]]] = {
        "/": ("html", lambda: finding.home(site.world)),
        "/methods": ("html", methods.methods),
        "/names.json": ("json", lambda: finding.names(site.world)),
        "/openapi.json": ("json", lambda: json_text(openapi.document()) + "\n"),
        sheet()[0]: ("css", lambda: sheet()[1]),
        "/static/icon.svg": ("svg", lambda: ICON),
        script()[0]: ("js", lambda: script()[1]),
    }
    routes = [
        Route(path, _own(site, form, make), methods=["GET"]) for path, (form, make) in own_pages.items()
    ]
    return [
        *routes,
        Route("/methods/{name}", _method(site), methods=["GET"]),
        Route("/values/{name}.json", _values(site), methods=["GET"]),
        Route("/search", _search(site), methods=["GET"]),
        Route("/sql", _sql(site, "html"), methods=["GET"]),
        Route("/sql.json", _sql(site, "json"), methods=["GET"]),
        Route("/sql.csv", _sql(site, "csv"), methods=["GET"]),
        Route("/health", _health(site), methods=["GET"]),
        Route("/ready", _ready(site), methods=["GET"]),
        Route("/metrics", _metrics(site), methods=["GET"]),
        Route("/{rest:path}", site.page, methods=["GET"]),
    ]


Answering = Callable[[Asked], Awaitable[Response]]


def _own(site: Site, form: str, make: Callable[[], str]) -> Answering:
    async def answering(asked: Asked) -> Response:
        return await site.text(asked, form, make)

    return answering


def _method(site: Site) -> Answering:
    async def answering(asked: Asked) -> Response:
        return await site.text(asked, "html", lambda: methods.method(site.world, asked.path_params["name"]))

    return answering


def _values(site: Site) -> Answering:
    async def answering(asked: Asked) -> Response:
        return await site.text(asked, "json", lambda: atlas(site.world, asked.path_params["name"]))

    return answering


def _search(site: Site) -> Answering:
    async def answering(asked: Asked) -> Response:
        text = " ".join(asked.query_params.get("q", "").split())[:200]
        return await site.text(asked, "html", lambda: finding.search(site.world, text))

    return answering


def _sql(site: Site, form: str) -> Answering:
    """Answer one SELECT, in a process of its own with bounds of time and memory."""

    def make(query: str) -> str:
        if not query and form != "html":
            raise NotUnderstood("No query is given.", "", "Ask /sql.json?q=select ...")
        found = site.world.sql(query, rows=QUERY_ROWS, seconds=QUERY_SECONDS) if query else None
        if form == "json":
            assert found is not None
            return json_text({"westphalia": site.world.stamp(), **found.to_dict()}) + "\n"
        if form == "csv":
            assert found is not None
            return table(found.columns, found.rows).to_csv() + "\n"
        return own("sql.html.j2", "SQL", query=query, answer=found, examples=EXAMPLES)

    async def answering(asked: Asked) -> Response:
        query = asked.query_params.get("q", "").strip()
        return await site.text(asked, form, lambda: make(query), "sql" if query else "page")

    return answering


def _health(site: Site) -> Answering:
    async def answering(_: Asked) -> Response:
        return Response(json_text({"status": "ok", **site.world.stamp()}) + "\n", media_type="application/json", headers={"cache-control": "no-store"})  # fmt: skip

    return answering


def _ready(site: Site) -> Answering:
    async def answering(_: Asked) -> Response:
        status = 200 if site.warm else 503
        return Response(json_text({"ready": site.warm}) + "\n", status, {"cache-control": "no-store"}, "application/json")  # fmt: skip

    return answering


def _metrics(site: Site) -> Answering:
    """Answer what a process has done, to whoever sits at this machine."""

    async def answering(asked: Asked) -> Response:
        if not free(reader(asked.scope, site.settings), site.settings):
            return site.problem(
                problem_of(WrongPath("There is no page /metrics.", "", "See what there is: /"), "/metrics"),
                asked.scope,
            )
        lines = [
            f"westphalia_pages_kept {len(site.made)}",
            f"westphalia_bytes_kept {site.made.used}",
            f"westphalia_pages_under_way {len(site.under_way)}",
            f"westphalia_seconds_a_page {site.took:.3f}",
        ]
        return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4", headers={"cache-control": "no-store"})  # fmt: skip

    return answering


def _warming(site: Site) -> Callable[[Starlette], Any]:
    """Make one page before the first reader comes, beside the loop."""

    @asynccontextmanager
    async def life(_: Starlette) -> Any:
        def warm() -> None:
            with suppress(WestphaliaError):
                site.maker.make(PagePart(read(site.world, "/pair/365/630/2022", ())))
            site.warm = True

        waiting = asyncio.get_running_loop().run_in_executor(site.pool, warm)
        yield
        waiting.cancel()
        site.pool.shutdown(wait=False, cancel_futures=True)

    return life
