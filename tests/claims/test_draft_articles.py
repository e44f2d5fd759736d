"""Drafts of small articles: other pairs and periods, and names that are traps."""

from __future__ import annotations

import random
from datetime import date
from itertools import product

import pytest

from westphalia import yaml_file
from westphalia.claims import files
from westphalia.claims.draft.article import parse, rows
from westphalia.claims.draft.book import manner
from westphalia.claims.draft.find import find
from westphalia.claims.draft.make import MOST, draft
from westphalia.claims.draft.people import of_events
from westphalia.claims.draft.runs import Run
from westphalia.claims.draft.suggest import Asked, suggest
from westphalia.claims.draft.written import document, yaml_text
from westphalia.errors import NoAnswer
from westphalia.measures.registry import registered
from westphalia.record.tables import declared
from westphalia.record.tables.events import KINDS
from westphalia.record.world import load
from westphalia.report.views.answer import json_text

FRANCO_RUSSIAN = """The Franco-Russian understanding

In August 1891 Paris and St. Petersburg exchanged letters. France had been isolated since the
Franco-Prussian War, while Tsar Alexander III disliked republics.

French loans of 500 million francs went to Russian railways. The Germans, the Austrians and the
Italians renewed the Triple Alliance. If Berlin had kept its treaty, the Russians would not have
turned to the French.

The Ottoman Empire and Persia watched. Britain stayed apart until 1904, and Anglo-Russian rivalry
in Asia went on. Austria-Hungary feared Serbia more than it feared the Turks."""
KARGIL = """In May 1999 Pakistani soldiers crossed the line near Kargil. India answered with air strikes; its losses were 527 soldiers.
Nawaz Sharif flew to Washington on 4 July 1999 to meet President Clinton.
The two had fought in 1947-49, 1965 and 1971, when East Pakistan became Bangladesh.
Chinese arms sales to Pakistan were larger than those of the United States. New Delhi will buy more from Moscow.
The crisis did not reach the Indian Ocean, and Chad Smith wrote nothing about it."""


@pytest.fixture(scope="module")
def world():
    return load()


def states(world, text, written=None):
    return {
        world.gazetteer.usual(ccode, 2000) for ccode in find(world, parse(text, "a.txt"), written).counts()
    }


def checked(world, made, tmp_path):
    path = tmp_path / "draft.yaml"
    path.write_text(yaml_text(world, made), encoding="utf-8")
    return files.read(path, world)


def test_the_alliance_of_1891(world, tmp_path):
    made = draft(world, parse(FRANCO_RUSSIAN, "alliance.txt"), date(1905, 1, 1))
    told = document(world, made)
    assert {row["state"]["name"] for row in told["states"]} == {
        "France", "Russia", "Germany", "Austria-Hungary", "Italy", "Ottoman Empire", "Persia", "United Kingdom", "Serbia",
    }  # fmt: skip
    assert [row["year"] for row in told["years"]["named"]] == [1891, 1904]
    assert [(row["first"], row["last"]) for row in told["years"]["derived"]] == [(1870, 1871)]
    assert [(row["value"], row["unit"]) for row in told["numbers"]] == [(500_000_000, "francs")]
    assert "Alexander III" in {row["name"] for row in told["people"]}
    assert "Triple Alliance" in {row["name"] for row in told["institutions"]}
    kinds = {row["id"]: row["kind"] for row in told["claims"]}
    assert (kinds["p2-s3"], kinds["p3-s3"]) == ("counterfactual", "comparison")
    essay = checked(world, made, tmp_path)
    assert set(essay.about.states) == {"France", "Russia"}
    assert essay.title == "The Franco-Russian understanding"


def test_kargil_in_1999(world, tmp_path):
    made = draft(world, parse(KARGIL, "kargil.txt"), date(2000, 1, 1))
    told = document(world, made)
    assert {row["state"]["name"] for row in told["states"]} == {
        "India", "Pakistan", "United States", "Bangladesh", "China", "Russia",
    }  # fmt: skip
    assert [row["year"] for row in told["years"]["named"]] == [1947, 1949, 1965, 1971, 1999]
    assert {row["name"].split()[-1] for row in told["people"]} == {"Sharif", "Clinton"}
    by_id = {row["id"]: row for row in told["claims"]}
    assert by_id["p1-s1"]["kind"] == "fact"
    assert by_id["p4-s1"]["test"]["measure"] == {"name": "arms", "of": ["China", "Pakistan"], "years": 2000}
    assert by_id["p4-s2"]["kind"] == "forecast"
    assert checked(world, made, tmp_path).claims[0].paragraph == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("George Washington read the Washington Post, and Michael Jordan met Chad Smith and Mr. Holland.", set()),
        ("Turkey told Jordan of Chad.", {"Turkey", "Jordan", "Chad"}),
        ("Sales rose in Atlanta, Georgia, and in Florida.", set()),
        ("Georgia lost to Russia near Tbilisi.", {"Georgia", "Russia"}),
        ("They told us so, and the US heard us.", {"United States"}),
        ("In Latin America, the Sea of Japan and New Mexico are far; the Indo-Pacific too.", set()),
        ("Guinea-Bissau is not Guinea, nor Papua New Guinea.", {"Guinea-Bissau", "Guinea", "Papua New Guinea"}),
        ("South Sudan left Sudan.", {"South Sudan", "Sudan"}),
        ("Sino-Soviet and Indo-Pakistani quarrels.", {"China", "Russia", "India", "Pakistan"}),
        ("It happened in Iranian Azerbaijan.", {"Iran"}),
        ("The Iraq War and the Versailles Treaty.", {"Iraq"}),
        ("The Niger Delta, the Paris Agreement and the Congress of Vienna.", set()),
        ("Talks were held in Vienna with Iran.", {"Iran"}),
        ("Austria held talks in Vienna.", {"Austria"}),
        ("He speaks Russian and teaches English-language classes to French-speaking Swiss.", {"Switzerland"}),
        ("Polish voters polish shoes.", {"Poland"}),
        ("Brussels wrote to Ankara.", {"Turkey"}),
        ("The Molotov-Ribbentrop Pact of 1939.", set()),
        ("West Germany and East Germany in 1975; the Germans of 1910.", {"West Germany", "East Germany", "Germany"}),
        ("Austria in 1910.", {"Austria-Hungary"}),
        ("Bavaria votes in 2020.", set()),
        ("Bavaria fought in 1866.", {"Bavaria"}),
        ("Korea was ruled from Seoul in 1900.", {"Korea"}),
        ("the turkey and the china were cold", set()),
    ],
)  # fmt: skip
def test_traps(world, text, wanted):
    assert states(world, text) == wanted


def test_relative_times_need_a_date(world):
    text = "Iran signed last year, and Russia in January."
    without = find(world, parse(text, "a.txt")).paragraphs[0].times
    dated = find(world, parse(text, "a.txt"), date(2010, 3, 1)).paragraphs[0].times
    assert without == []
    assert [(each.words, each.first) for each in dated] == [("last year", 2009), ("January", 2010)]


@pytest.mark.parametrize(
    ("text", "kind", "strength"),
    [
        ("Russia invaded Ukraine in 2022.", "fact", "is"),
        ("Russia may have repeated this.", "fact", "may"),
        ("Iran will sell drones to Russia.", "forecast", "is"),
        ("A better missile could deter an attack on Iran.", "forecast", "could"),
        ("If Iran had signed, Russia would have left.", "counterfactual", "would"),
        ("The ban led to a war of Iran and Iraq.", "mechanism", "is"),
        ("Russia is larger and richer than Iran was.", "comparison", "is"),
        ("The trade of Iran and Russia is growing.", "trend", "is"),
        ("The two met in May in Iran.", "fact", "is"),
    ],
)
def test_manners(text, kind, strength):
    found = manner(text)
    assert (found.kind, found.strength) == (kind, strength)


def test_a_not_is_told():
    assert manner("Iran did not sign the treaty.").negated
    assert not manner("Iran signed the treaty.").negated


def test_nothing_is_silent(world):
    text = "\n".join("Russia met Iran in 1907." for _ in range(MOST + 7)) + "\nWhy?\n"
    made = draft(world, parse(text, "long.txt"))
    assert (len(made.claims), made.beyond, made.left_out) == (MOST, 7, 1)
    assert "at most: 7. Divide the article." in yaml_text(world, made)


def looked_at(text, written=date(2024, 6, 21)):
    """Return what the tests of the last sentence of a text look at, each in a few words."""
    found = []
    for test in draft(load(), parse(text, "a.txt"), written).claims[-1].suggested.tests:
        name = next(name for name in ("measure", "events", "model") if name in test)
        asked = test[name]
        found.append((asked.get("name", name), *asked.get("of", asked.get("between", ()))))
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kim Jong Un received Vladimir Putin in Pyongyang on Wednesday.", [("events", "North Korea", "Russia")]),
        ("Turkish refiners bought Russian oil in 2022.", [("import_share", "Turkey", "Russia")]),
        ("India bought missiles from Russia in 2018.", [("arms", "Russia", "India")]),
        ("Russia was attacked by Germany in 1914.", [("events", "Germany", "Russia"), ("war", "Germany", "Russia")]),
        ("France voted with the United States in 1960.", [("agreement", "France", "United States")]),
        ("France voted for the resolution of the United States in 1960.", []),
        ("The economy of China is larger than that of Japan.", [("product_advantage", "China", "Japan")]),
        ("Italy should give Ethiopia arms.", []),
        ("Prussia and Austria sent an ultimatum in 1864.", []),
        ("Italy and Japan broke off relations with Russia in 1950.", [("events", "Italy", "Russia"), ("events", "Japan", "Russia")]),
        ("France spoke in order to condemn the attack of Germany.", []),
        ("If France had sold Iraq missiles in 1980, Iran would have lost.", []),
        ("Athens and Nicosia watch the trade with worry.", []),
        ("North Korea is said to work day and night, according to Washington.", []),
    ],
)  # fmt: skip
def test_a_test_fits_verb_things_and_states(text, wanted):
    assert looked_at(text) == wanted


def test_a_not_turns_the_condition_round(world):
    def first(text):
        return draft(world, parse(text, "a.txt")).claims[0].suggested.tests[0]

    sold, none = (first(f"Washington sold {what} to Pakistan in 1966.") for what in ("weapons", "no weapons"))
    assert sold["measure"] == none["measure"]
    assert (sold["supports"], sold["contradicts"]) == (none["contradicts"], none["supports"])


def test_who_is_meant_and_when(world):
    text = "In 2024 Kim Jong Un met Putin. The two signed a treaty. A treaty of 1961 with Moscow had promised the same."
    made = draft(world, parse(text, "a.txt"), date(2024, 6, 21))
    named = [[row["name"] for row in claim["states"]] for claim in document(world, made)["claims"]]
    assert named == [["North Korea", "Russia"], ["Russia", "North Korea"], ["Soviet Union"]]
    assert [n.words for p in made.found.paragraphs for n in p.numbers] == []
    assert made.claims[1].suggested.tests[0]["events"]["years"] == 2024


def test_an_untestable_claim_says_what_would_speak_to_it(world):
    made = draft(
        world,
        parse(
            "Iran and Russia met in 1907. Iran will buy missiles from Russia. Iran smiled at Russia.", "a.txt"
        ),
        date(2020, 1, 1),
    )
    _, late, nothing = (claim.get("untestable", {}) for claim in document(world, made)["claims"])
    assert "arms would speak to it" in late["why"]
    assert "no verb of the sentence" in nothing["why"]


def test_same_text_same_draft(world):
    made = [
        yaml_text(fresh, draft(fresh, parse(KARGIL, "kargil.txt"), date(2000, 1, 1)))
        for fresh in (world, load())
    ]
    assert made[0] == made[1]


def test_strange_characters_leave_a_valid_file(world, tmp_path):
    text = "# Iran: 'yes' – {no} & *all* \u2028 \x85 said [Russia] \"\u202e\U0001f600 - more: than # that.\n@Iran %met Russia | again > twice."
    made = draft(world, parse(text, "!! 12.txt"))
    assert len(checked(world, made, tmp_path).claims) == len(made.claims) == 2


@pytest.mark.parametrize("text", ["Nobody was there at all.", "Why Iran? Iran."])
def test_an_article_without_states_or_claims_is_told(world, text):
    with pytest.raises(NoAnswer):
        draft(world, parse(text, "a.txt"))


def test_every_suggestion_is_of_something_that_is_there():
    measures, tables = registered(), declared()
    for group in rows("tests"):
        assert set(group["tables"]) <= set(tables)
        for row in group["tests"]:
            assert "measure" not in row or row["measure"] in measures
            assert set(row.get("events", {}).get("kinds", ())) <= set(KINDS)


def test_forecasts_are_asked_for_years_that_the_model_has():
    from westphalia.models.partnership.model import EARLIEST

    assert {row["from"] for group in rows("tests") for row in group["tests"] if "model" in row} == {EARLIEST}


@pytest.mark.parametrize("texts", [4, pytest.param(12, marks=pytest.mark.long)])
def test_any_text_with_a_state_makes_a_valid_file(world, tmp_path, texts):
    """Words that mean something to the reader, in any order, with and without a date."""
    stock = [stem.removesuffix("*") for group in rows("tests") for stem in group["stems"]]
    stock += [
        "Iran",
        "Soviet",
        "Prussia",
        "Austria",
        "Korea",
        "Germany",
        "Georgia",
        "Putin",
        "Molotov",
        "NATO",
        "Moscow",
        "Brussels",
    ]
    stock += [
        "1648",
        "1821",
        "1914-18",
        "1989",
        "2050",
        "World War II",
        "last year",
        "in May",
        "the late 1930s",
        "nineteenth century",
    ]
    stock += [
        "will",
        "may",
        "if",
        "would",
        "than",
        "more",
        "because",
        "growing",
        "fell",
        "not",
        "9" * 5000,
        "1.5 million",
        "dozens of",
    ]
    stock += [".", ".", ",", ";", "?", "’", '"', "#", ": ", "- ", "\n", "\n\n"]
    pick = random.Random(7)
    for at in range(texts):
        text = "Russia met France. " + " ".join(pick.choice(stock) for _ in range(120))
        made = draft(world, parse(text, "a.txt"), date(pick.randint(1816, 2095), 2, 28) if at % 2 else None)
        assert len(checked(world, made, tmp_path).claims) == len(made.claims)
        assert json_text(document(world, made))


def sentence_of(row, lead):
    """Return a sentence that fits a row of the list, on Russia and France, with its runs of states."""
    words = [row["stems"][0], row.get("things", [""])[0], row.get("led", ["with"])[0]]
    start = " ".join(word.removesuffix("*") for word in ("Russia", lead.strip(), words[0]) if word)
    text = f"{start} {words[1].removesuffix('*')} {words[2]} "
    first = Run((365,), 0, 6, "")
    return f"{text}France in this year", (first, Run((220,), len(text), len(text) + 6, words[2]))


def test_every_group_of_words_makes_valid_tests(world, tmp_path):
    """Each kind of test is accepted by the reader of claim files, in a year of each era and for each manner of sentence."""
    seen = set()
    for year, lead, at in product(
        (1860, 1913, 1975, 2010), ("", "will ", "more than that "), range(len(rows("tests")))
    ):
        text, runs = sentence_of(rows("tests")[at], lead)
        asked = Asked(text, manner(text), runs, (), (year, year), year)
        for test in suggest(world, asked).tests:
            seen.add(next(name for name in ("measure", "events", "model") if name in test))
            claim = {
                "id": "one",
                "statement": "A statement.",
                "paragraph": 1,
                "kind": "fact",
                "test": test,
            }
            about = {"states": ["Russia"], "year": year}
            essay = {
                "id": "ab",
                "title": "abc",
                "author": "ab",
                "published": "2000",
                "where": "abc",
                "about": about,
                "claims": [claim],
            }
            assert files.essay_of(yaml_file.Tree(essay), "x", world).claims[0].parts
    assert seen == {"measure", "events", "model"}


def test_people_of_events_are_read_where_the_edition_has_them(world):
    import polars as pl

    class With:
        def scan(self, name):
            return pl.LazyFrame({"event": ["a"], "people": [["Alexander Griboyedov"]]})

    class Without:
        def scan(self, name):
            return pl.LazyFrame({"event": ["a"]})

    assert of_events(With()) == {"a": ["Alexander Griboyedov"]}
    assert of_events(Without()) == {}
