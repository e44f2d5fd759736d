from datetime import date

from sources.leader_spells import COVERED, combined, of_archigos, of_hand, of_reign

STILL = "Still in Office"


def archigos(start, end, leader, exit_="Regular", ccode=2, gwcode=None):
    return {
        "ccode": ccode,
        "gwcode": gwcode or ccode,
        "startdate": start,
        "enddate": end,
        "leader": leader,
        "entry": "Regular",
        "exit": exit_,
        "yrborn": 1950,
        "gender": "M",
        "obsid": f"X-{start.year}",
    }


def reign(start, ended, leader, ccode=2):
    return {
        "ccode": ccode,
        "leader": leader,
        "start": start,
        "ended": ended,
        "birth_year": 1950,
        "gender": "M",
    }


def hand(start, end, name, ccode=2, role="president", effective=True, reign_start=None):
    return {
        "ccode": ccode,
        "name": name,
        "role": role,
        "start": start,
        "end": end,
        "effective": effective,
        "verified": True,
        "precision": "day",
        "reign_start": reign_start,
    }


def join(first=(), second=(), third=()):
    return combined(of_archigos(first), of_reign(second), of_hand(third))


def test_one_spell_through_three_sources():
    spells, dropped, joined = join(
        [archigos(date(2000, 1, 1), date(2015, 12, 31), "Putin", STILL)],
        [reign(date(2000, 1, 1), None, "Putin")],
        [hand(date(2012, 5, 7), None, "Vladimir Putin", reign_start=date(2000, 1, 1))],
    )
    (spell,) = spells
    assert (spell.start, spell.end, spell.source, spell.known_to) == (
        date(2000, 1, 1),
        None,
        "archigos_4_1",
        date(2025, 12, 31),
    )
    assert (dropped, joined) == ({}, 2)


def test_an_end_by_month_is_the_start_of_the_successor_in_that_month():
    spells, _, _ = join(
        [archigos(date(2009, 1, 20), date(2015, 12, 31), "Obama", STILL)],
        [reign(date(2009, 1, 20), date(2017, 1, 1), "Obama"), reign(date(2017, 1, 20), None, "Trump")],
    )
    assert [(s.leader, s.end, s.end_source) for s in spells] == [
        ("Obama", date(2017, 1, 20), "reign_2021_3"),
        ("Trump", None, None),
    ]


def test_a_month_without_a_successor_ends_on_its_last_day():
    spells, _, _ = join(
        second=[reign(date(2019, 2, 1), date(2020, 2, 1), "A"), reign(date(2020, 4, 1), None, "B")]
    )
    assert (spells[0].end, spells[0].end_precision) == (date(2020, 2, 29), "month")


def test_reign_is_left_out_where_archigos_covers():
    spells, dropped, _ = join(
        [
            archigos(date(2001, 1, 1), date(2009, 1, 1), "A"),
            archigos(date(2009, 1, 1), date(2015, 12, 31), "B", STILL),
        ],
        [
            reign(date(2001, 1, 2), date(2009, 1, 1), "A"),
            reign(date(2009, 1, 1), None, "B"),
            reign(date(2015, 1, 1), date(2015, 12, 1), "C"),
        ],
    )
    assert [s.leader for s in spells] == ["A", "B"]
    assert dropped == {COVERED: 2}


def test_two_offices_at_the_seam_do_not_overlap():
    spells, _, _ = join(
        [archigos(date(2012, 3, 1), date(2015, 12, 31), "President", STILL)],
        [reign(date(2015, 5, 29), None, "Sipila")],
    )
    assert [(s.start, s.end) for s in spells] == [
        (date(2012, 3, 1), date(2015, 12, 31)),
        (date(2016, 1, 1), None),
    ]


def test_a_leader_of_two_germanies_has_two_spells():
    spells, _, _ = join([archigos(date(1982, 10, 1), date(1998, 10, 27), "Kohl", ccode=255, gwcode=260)])
    assert [(s.ccode, s.start, s.end) for s in spells] == [
        (255, date(1990, 10, 3), date(1998, 10, 27)),
        (260, date(1982, 10, 1), date(1990, 10, 2)),
    ]


def test_iran_has_two_offices_and_one_effective_leader():
    first = [
        archigos(date(1989, 6, 4), date(1989, 8, 3), "Khamenei", ccode=630),
        archigos(date(1989, 8, 17), date(1997, 8, 3), "Rafsanjani", ccode=630),
    ]
    third = [
        hand(date(1989, 6, 4), None, "Ali Khamenei", 630, "supreme leader"),
        hand(date(1989, 8, 17), date(1997, 8, 3), "Akbar Hashemi Rafsanjani", 630, effective=False),
    ]
    spells, _, _ = join(first, third=third)
    assert [(s.role, s.effective, s.end, s.exit) for s in spells] == [
        ("supreme leader", True, None, None),
        ("president", False, date(1997, 8, 3), "Regular"),
    ]


def test_an_open_spell_of_a_listed_state_ends_when_the_next_is_known_to_start():
    spells, _, _ = join(
        [archigos(date(2008, 5, 20), date(2015, 12, 31), "Ma", STILL, ccode=713)],
        third=[hand(date(2016, 5, 20), None, "Tsai Ing-wen", 713)],
    )
    assert (spells[0].end, spells[0].end_source) == (date(2016, 5, 20), "leaders_by_hand")


def test_the_last_day_of_archigos_is_no_death():
    spells, _, _ = join(
        [archigos(date(2015, 1, 23), date(2015, 12, 31), "Salman", "Natural Death", ccode=670)]
    )
    assert (spells[0].end, spells[0].exit, spells[0].known_to) == (None, None, date(2015, 12, 31))
