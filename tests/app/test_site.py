"""The site: the same numbers as at the prompt, one making for equal requests, nothing made for what is known already, and what is refused."""

from __future__ import annotations

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

pytest.importorskip("starlette", reason="the extra app is not installed")

from tests.conftest import in_part
from westphalia.app.addresses import ADDRESSES
from westphalia.app.guard import LONGEST, REFILL, TOKENS, TokenBuckets
from westphalia.app.making import PageCache
from westphalia.app.routes import application
from westphalia.app.settings import Settings
from westphalia.errors import NotUnderstood
from westphalia.report import views

PAGE = "/pair/365-russia/630-iran/2022"
CHART = f"{PAGE}/chart/votes-distance"
QUICK = ("/measure/cinc/365-russia", "/data/pacts", "/network/alliances/1914", "/model", "/states?query=congo", "/nuclear/630-iran/2022")  # fmt: skip
FIGURE = re.compile(r"\d[\d,.]*\d")


def site(client):
    return client.app.app.state.site


def fresh(world, settings=Settings(), headers=None):  # noqa: B008 - it is frozen
    from starlette.testclient import TestClient

    return TestClient(
        application(settings, world),
        base_url="http://localhost",
        headers=headers or {},
        client=("127.0.0.1", 1),
    )


@pytest.mark.parametrize("example", in_part([each.example for each in ADDRESSES], 50, (PAGE, *QUICK)))
def test_pages_load_nothing_from_elsewhere_and_carry_no_style_or_script(client, example):
    page = client.get(example)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.search(r'\sstyle="|<style|<script|="data:|javascript:|\son[a-z]+="', page.text)
    assert not re.findall(r'(?:src|action)="(?!/)', page.text)
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    for address in re.findall(r'<link rel="stylesheet" href="([^"]+)">', page.text):
        assert client.get(address).headers["content-type"] == "text/css; charset=utf-8"


PAIRS = [(365, 630, 2022), (220, 200, 1828), (255, 365, 1939), (2, 710, 1972), (651, 666, 1979), (300, 345, 1913), (265, 260, 1975), (640, 365, 1877)]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "year"), in_part(PAIRS, 1000, [PAIRS[0]]))
def test_data_are_what_the_prompt_prints(client, world, a, b, year):
    told = client.get(f"/pair/{a}/{b}/{year}.json", follow_redirects=True)
    assert told.text == views.ask("brief", {"a": a, "b": b, "year": year}, world).to_json() + "\n"


@pytest.mark.parametrize("example", ["/measure/cinc/365-russia", "/data/pacts", "/network/alliances/1914"])
def test_other_pages_too_in_every_form(client, world, example):
    kind = next(each for each in ADDRESSES if each.example == example)
    question = site(client).wanted(example, "")[0].request.question
    answer = views.view(kind.view).tell(world, question, views.answer.Say())
    assert client.get(f"{example}.json").text == answer.to_json() + "\n"
    assert client.get(f"{example}.csv").text == answer.to_csv() + "\n"
    assert client.get(f"{example}.md").text.startswith("# ")
    assert client.get(f"{example}.txt").text.strip()


def test_figures_of_the_page_are_those_of_the_page_at_the_prompt(client, world):
    """In the frame of the site the same figures stand as in the file that is written at the prompt."""
    served, written = client.get(PAGE).text, views.ask("brief", {"a": 365, "b": 630, "year": 2022}, world).to_html()  # fmt: skip
    body = [re.sub(r"<details><summary>Data.*?</details>|<nav.*?</nav>|<footer.*|<style.*?</style>|<head.*?</head>", "", text, flags=re.DOTALL) for text in (served, written)]  # fmt: skip
    assert [FIGURE.findall(re.sub("<[^>]+>", " ", text)) for text in body[:1]] == [
        FIGURE.findall(re.sub("<[^>]+>", " ", text)) for text in body[1:]
    ]


def test_a_chart_has_addresses_of_its_own(client):
    svg = client.get(f"{CHART}.svg")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert "Westphalia" in svg.text
    rows = client.get(f"{CHART}.csv").text.splitlines()
    told = client.get(f"{CHART}.json").json()
    assert told["id"] == "votes-distance"
    assert len(told["rows"]) == len(rows) - 1 > 10
    assert client.get(f"{CHART}.vl.json").json()["$schema"].startswith("https://vega")
    framed = client.get(f"/embed{PAGE}/chart/votes-distance")
    assert "frame-ancestors *" in framed.headers["content-security-policy"]
    assert f'href="{PAGE}#chart-votes-distance"' in framed.text
    assert " style=" not in framed.text
    missing = client.get(f"{PAGE}/chart/votes-distanse.svg")
    assert missing.status_code == 404
    assert "votes-distance" in missing.json()["do"]


def test_rows_as_a_workbook(client):
    openpyxl = pytest.importorskip("openpyxl")
    told = client.get("/world/1914/cinc.xlsx")
    book = openpyxl.load_workbook(BytesIO(told.content))
    assert [each.value for each in book["rows"][2]][:2] == [2, "United States"]
    assert client.get("/pair/365-russia/630-iran/2022.xlsx").status_code == 404


def test_sources_of_a_page_as_bibtex(client):
    entries = re.findall(r"^@misc{(\w+),$", client.get(f"{PAGE}.bib").text, re.MULTILINE)
    assert len(entries) == len(set(entries)) > 20


def test_other_ways_of_writing_lead_to_the_one_address(client):
    told = client.get("/pair/Russia/IRN/2022.json?as_of=2022")
    assert (told.status_code, told.headers["location"]) == (308, f"{PAGE}.json?as_of=2022")
    assert client.get("/pair?a=Russia&b=Iran&year=2022").headers["location"] == PAGE
    assert client.get(told.headers["location"]).status_code == 200


def test_what_is_known_already_is_not_made(client, monkeypatch):
    first = client.get(PAGE)
    monkeypatch.setattr(site(client).maker, "make", None)
    assert client.get(PAGE).content == first.content
    known = client.get(PAGE, headers={"if-none-match": first.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert client.get(PAGE, headers={"if-none-match": 'W/"other"'}).status_code == 200


def test_equal_requests_under_way_share_one_making(world, monkeypatch):
    client = fresh(world)
    here, made, hold = site(client), [], threading.Event()
    make = here.maker.make

    def slow(wanted):
        made.append(wanted.where)
        hold.wait(20)
        return make(wanted)

    monkeypatch.setattr(here.maker, "make", slow)
    with client, ThreadPoolExecutor(4) as pool:
        told = [pool.submit(client.get, "/data/disputes") for _ in range(4)]
        while not made:
            pass
        hold.set()
        assert {each.result().status_code for each in told} == {200}
    assert made.count("/data/disputes") == 1


def test_an_edition_in_the_address(client, world):
    kept = client.get(f"/e/{world.manifest.hash}/data/pacts")
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    gone = client.get("/e/0123456789ab/data/pacts.json")
    assert gone.status_code == 410
    assert world.manifest.hash in gone.json()["why"]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/pair/rusia/iran/2022", 404, "No state is called"),
        ("/pair/365/365/2022", 404, "are the same state"),
        ("/state/265/2022", 404, "was not in the system of states in 2022"),
        ("/rank/2022?tip=3", 400, "Did you mean"),
        ("/pair/365-russia/630-iran/2022.csv", 404, "no rows"),
        ("/methods/relatio", 404, "Did you mean relation"),
        ("/sql.json?q=drop%20table%20pacts", 400, ""),
        ("/values/relation.json", 404, "no measure of single states"),
        ("/values/cincc.json", 404, "cinc"),
        ("/nothing/of/the/kind", 404, "There is no page"),
    ],
)  # fmt: skip
def test_a_problem_is_the_same_as_a_page_and_as_data(client, address, status, words):
    kinds = ("text/html", "application/json")
    page, data = (client.get(address, headers={"accept": kind}, follow_redirects=True) for kind in kinds)
    told = data.json() if data.headers["content-type"] == "application/problem+json" else None
    assert data.status_code == page.status_code == status
    assert told is not None
    assert set(told) >= {"status", "what", "why", "do", "near"}
    assert words in f"{told['what']} {told['why']}"
    assert "Traceback" not in page.text + data.text


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"headers": {"host": "evil.example"}}, 400),
        ({"headers": {"host": "localhost.evil.example:80"}}, 400),
        ({"headers": {"host": "127.0.0.1:8123"}}, 200),
        ({"method": "POST"}, 405),
        ({"method": "DELETE"}, 405),
        ({"url": f"/search?q={'a' * LONGEST}"}, 414),
        ({"headers": {"content-length": "2000000"}}, 413),
        ({"url": "/%2e%2e/%2e%2e/etc/passwd"}, 404),
        ({"url": "/data/..%2f..%2fetc%2fpasswd"}, 404),
        ({"url": "/search?q=%0d%0aSet-Cookie:x"}, 200),
    ],
)  # fmt: skip
def test_what_is_refused_before_anything_is_asked(client, changes, status):
    told = client.request(**{"method": "GET", "url": "/health", "follow_redirects": True, **changes})
    assert told.status_code == status
    assert "set-cookie" not in told.headers
    assert told.headers["x-content-type-options"] == "nosniff"


def test_what_was_typed_is_not_read_as_html(client):
    for address in ("/search?q=<img src=x onerror=alert(1)>", "/sql?q=select '<b>x</b>'", "/state/<script>/2022"):  # fmt: skip
        assert "<img src=x" not in client.get(address).text
        assert "<b>x" not in client.get(address).text
        assert "<script" not in client.get(address).text


def test_a_fault_of_the_program_tells_the_reader_nothing(client, monkeypatch, capsys):
    monkeypatch.setattr(site(client), "wanted", lambda *_: 1 / 0)
    told = client.get("/rank/2021.json")
    assert (told.status_code, "Zero" in told.text) == (500, False)
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Russia Iran 2022", PAGE),
        ("germany soviet union 1939", "/pair/255-germany/365-soviet-union/1939"),
        ("guinea bissau portugal", "/pair/404-guinea-bissau/235-portugal/2025"),
        ("ottman", "/state/640-ottoman-empire/"),
        ("persia", "/state/630-"),
        ("prussia 1870", "/state/255-"),
        ("polyarchy", "/methods/"),
        ("nothing at all like it zzz", None),
    ],
)  # fmt: skip
def test_the_search_finds_what_is_meant(client, typed, first):
    links = re.findall(r'<li><a href="([^"]+)"', client.get("/search", params={"q": typed}).text)
    assert links[0].startswith(first) if first else links == []


def test_names_for_the_field_of_the_search(client):
    names = client.get("/names.json").json()
    assert ["Ottoman Empire", 640] in [row[:2] for row in names]
    assert all(1816 <= first <= last <= 2025 for _, _, first, last in names)


def test_sql_answers_and_is_bound(client):
    assert client.get("/sql.json", params={"q": "select 1 as one"}).json()["rows"] == [[1]]
    assert client.get("/sql.csv", params={"q": "select '=1' as one"}).text == "one\n'=1\n"
    told = client.get("/sql.json", params={"q": "select * from read_text('/etc/passwd')"})
    assert told.status_code == 400
    assert "root" not in told.text


def test_readers_far_away_pay_for_making_and_those_at_the_machine_do_not(world):
    clock = [0.0]
    buckets = TokenBuckets(lambda: clock[0])
    spent = 0
    while not buckets.spend("10.0.0.1", 1.0):
        spent += 1
    assert spent == TOKENS
    assert buckets.spend("10.0.0.2", 1.0) == 0.0
    clock[0] += 1.0
    assert [buckets.spend("10.0.0.1", REFILL), buckets.spend("10.0.0.1", 1.0) > 0] == [0.0, True]


def test_who_asks_too_much_is_told_when_to_come_again(world, monkeypatch):
    monkeypatch.setattr("westphalia.app.guard.TOKENS", 1.0)
    behind = fresh(world, Settings(proxy=True), {"x-forwarded-for": "10.0.0.9"})
    told = [behind.get(f"/data/{name}") for name in ("pacts", "disputes")]
    assert [each.status_code for each in told] == [200, 429]
    assert int(told[1].headers["retry-after"]) >= 1
    assert behind.get("/data/pacts").status_code == 200
    assert behind.get("/metrics").status_code == 404


def test_what_is_kept_has_bounds():
    cache = PageCache(10, len)
    for name in "abc":
        cache.put(name, name * 4)
    assert [cache.get(name) for name in "abc"] == [None, "bbbb", "cccc"]
    cache.put("d", "d" * 11)
    assert len(cache) == cache.used == 0


def test_where_a_site_is_found_is_checked():
    assert Settings().alone
    assert not Settings(host="0.0.0.0").alone
    assert not Settings(base_url="https://example.org").alone
    assert "example.org" in Settings(base_url="https://example.org").hosts
    with pytest.raises(NotUnderstood, match="Give scheme and name alone"):
        Settings(base_url="ftp://example.org/a")


def test_the_health_of_a_process(client):
    assert client.get("/health").json()["status"] == "ok"
    assert client.get("/metrics").text.startswith("westphalia_pages_kept")
    assert json.loads(client.get("/openapi.json").text)["openapi"] == "3.1.0"
