"""What the sample of pairs says of the record: what counts as known, and estimates as they are worked out by hand."""

import math
from datetime import date

import polars as pl
import pytest

import westphalia as wp
from docs.generate import HERE
from docs.sample import main_figures, sample_page, told
from sources.pair_sample import YEAR, Answer, read
from sources.pair_sample_recall import (
    cell,
    estimates,
    missing,
    noted,
    record,
    share,
    with_accessions,
    with_unknown,
)
from sources.recapture import chapman
from sources.tables.pacts import PACTS_FOUND, RECALL

SAMPLE = read()
MEMBERS = wp.load().states(YEAR).tolist()
FIRST = [each.pair for each in SAMPLE.drawn if each.stratum == 1]


class Given:
    """A world of four tables with what a test gives: pacts of ATOP, members of its alliances, and rows coded by hand with their states."""

    def __init__(self, pacts=(), members=(), coded=(), agreements=()):
        days = {"start": pl.Date}
        rows = [(name, "pact", *row) for name, row in enumerate(coded)]
        rows += [(name, "agreement", *row) for name, row in enumerate(agreements)]
        own = {"id": pl.Int64, "of": pl.String, "kind": pl.String, "start": pl.Date, "institution": pl.String}
        frame = pl.DataFrame([row[:5] for row in rows], schema=own, orient="row")
        states = [
            (name, of == "pact", part, ccode)
            for name, of, *_, parties, others in rows
            for part, ccodes in (("party", parties), ("member", others))
            for ccode in ccodes
        ]
        shape = {"id": pl.Int64, "pact": pl.Boolean, "part": pl.String, "ccode": pl.Int64}
        pact = {"ccode1": pl.Int64, "ccode2": pl.Int64, "atopid": pl.Int64, "bilateral": pl.Boolean, **days}
        member = {"atopid": pl.Int64, "ccode": pl.Int64, **days}
        self.tables = {
            "pacts": pl.DataFrame(list(pacts), schema=pact, orient="row"),
            "alliance_members": pl.DataFrame(list(members), schema=member, orient="row"),
            "coded_pacts": frame.filter(pl.col("of") == "pact"),
            "coded_defence_agreements": frame.filter(pl.col("of") == "agreement"),
            "coded_pact_states": pl.DataFrame(states, schema=shape, orient="row"),
        }

    def table(self, name):
        return self.tables[name].lazy()


def of(year, month=5):
    return date(year, month, 1)


def test_a_pact_of_two_counts_in_the_window_in_which_it_begins():
    rows = [(2, 20, 1, True, of(2012)), (20, 2, 1, True, of(2012)), (2, 200, 2, True, of(2010))]
    assert record(Given(pacts=rows)) == ({((2, 20), 1): {"pact"}}, frozenset())


def test_a_pact_of_many_counts_if_both_joined_in_the_window():
    pacts = [(2, 20, 3180, False, of(2012))]
    members = [(3180, 2, of(1949)), (3180, 20, of(2012)), (3180, 200, of(2014)), (3180, 210, of(2017))]
    found = record(Given(pacts, members))
    assert found.signed == {((20, 200), 1): {"pact"}}
    assert found.acceded == {((2, 20), 1), ((2, 200), 1), ((2, 210), 2), ((20, 210), 2), ((200, 210), 2)}


def test_who_joins_by_the_list_coded_by_hand_joins_those_whom_atop_has():
    pacts, members = [(2, 20, 3180, False, of(1949))], [(3180, 2, of(1949)), (3180, 341, of(2016))]
    found = record(Given(pacts, members, coded=[("joined", of(2020), "NATO", [343], [2, 341])]))
    assert found.signed == {((341, 343), 2): {"pact"}}
    assert found.acceded == {((2, 341), 2), ((2, 343), 2)}


@pytest.mark.parametrize(("kind", "counts"), [("signed", True), ("renewed", True), ("suspended", False), ("ended", False)])  # fmt: skip
def test_what_was_made_counts_and_what_ended_does_not(kind, counts):
    row = (kind, of(2022), None, [2, 20], [])
    assert bool(record(Given(coded=[row])).signed) is counts
    assert bool(record(Given(agreements=[row])).signed) is counts


def test_an_agreement_of_three_or_one_joined_by_another_is_none_of_two():
    three, joined = ("signed", of(2022), None, [2, 20, 200], []), ("joined", of(2022), None, [2, 20], [200])
    assert record(Given(agreements=[three, joined])).signed == {}
    assert len(record(Given(coded=[three])).signed) == 3


def test_both_kinds_are_told():
    row = ("signed", of(2022), None, [2, 20], [])
    assert record(Given(coded=[row], agreements=[row])).signed == {((2, 20), 3): {"pact", "agreement"}}


def test_the_record_knows_what_the_world_knows():
    signed, acceded = record(wp.load())
    assert "pact" in signed[(670, 770), 3]
    assert "agreement" in signed[(365, 703), 1]
    assert ((2, 375), 3) in acceded
    assert "pact" not in signed.get(((2, 375), 3), ())
    assert ((375, 380), 3) in signed


def yes(pair, window=1, signed="yes"):
    return Answer(pair, window, signed, frozenset({"agreement"}), ())


def test_pairs_in_windows_are_counted():
    answers = [yes((2, 20)), yes((2, 20), 2, "no"), yes((2, 20), 3, "unknown")]
    assert cell(answers, {((2, 20), 1), ((2, 20), 2), ((2, 200), 1)}) == (3, 1, 1, 2, 1)
    assert cell(with_unknown(answers), ()).yes == 2
    assert cell(with_accessions(answers, {((2, 20), 2)}), ()).yes == 2
    assert missing(answers, {((2, 20), 1)}) == []
    assert missing(answers, {((2, 20), 2)}) == answers[:1]


def test_the_share_is_weighted_and_its_error_that_of_the_design():
    some = {*FIRST[:40]}
    one = share(SAMPLE, some.__contains__, (1,))
    assert one.value == pytest.approx(0.4)
    assert one.error == pytest.approx(math.sqrt((1 - 100 / 187) * 0.4 * 0.6 / 99))
    whole = share(SAMPLE, some.__contains__)
    assert whole.value == pytest.approx(0.4 * 187 / 18721, abs=1e-6)
    assert whole.error == pytest.approx(one.error * 187 / 18721, rel=1e-3)


def test_what_the_record_lacks_is_weighted_and_what_it_has_is_counted():
    other = next(pair for pair in [(2, 140), (2, 20), (2, 205)] if pair not in FIRST)
    known = {(FIRST[0], 1), (FIRST[1], 1), (FIRST[0], 2), (other, 1), ((1, 2), 1)}
    answers = [yes(pair, 1, "yes" if pair in FIRST[1:5] else "no") for pair in FIRST]
    first, *_, whole = estimates(SAMPLE, answers, known, MEMBERS)
    assert first.value("known") == 3
    assert first.value("lacking") == pytest.approx(3 * 1.87)
    assert first.value("in_sample") == pytest.approx(1 / 4)
    assert first.value("unseen") == pytest.approx(1.87 * (chapman(4, 2, 1).total - 5))
    assert whole.value("total") == first.value("total")
    assert first.value("recall") == pytest.approx(3 / (3 + 1.87 * 4.5))
    low, high = first.interval("lacking")
    assert low < first.value("lacking") < high


def test_the_spread_of_the_draws_is_that_of_the_binomial():
    answers = [yes(pair, 1, "yes" if pair in FIRST[:50] else "no") for pair in FIRST]
    low, high = estimates(SAMPLE, answers, (), MEMBERS)[0].interval("lacking")
    assert (low / 1.87, high / 1.87) == (pytest.approx(40, abs=1), pytest.approx(60, abs=1))


def test_accessions_that_coders_note_are_read_with_their_year():
    found = noted(SAMPLE)
    assert ((369, 750), 3) in found
    assert ((341, 350), 2) in found
    assert len(found) == sum(
        "Pact by accession of one:" in each.note for each in (*SAMPLE.first, *SAMPLE.second)
    )


def test_the_page_has_the_figures_and_the_notes_of_the_tables_have_them_too():
    assert (HERE / "sample.md").read_text(encoding="utf-8") == sample_page()
    found = main_figures(told())
    assert "{recall:.0%} of".format_map(found) in RECALL
    assert "({recall_low:.0%} to {recall_high:.0%})".format_map(found) in RECALL
    assert "lacks some {lacking:,} ({lacking_low:,} to {lacking_high:,})".format_map(found) in RECALL
    assert "for {pacts} pairs and windows; the list has one for {pacts_listed} of them".format_map(found) in PACTS_FOUND  # fmt: skip
