"""Money between states: currencies of reserves, positions of banks, lines between central banks, anchors."""

from __future__ import annotations

from westphalia.record.schema import Column, Table, Timing, ccode, year

MONEY = "million current US$"


def _position(name: str, text: str) -> Column:
    return Column(name, "float64", text, MONEY, null=True)


RESERVE_CURRENCIES = Table(
    name="reserve_currencies",
    title="Currencies of reserves",
    description="One row per group of economies, year and currency, at the end of the year 1995-2022 (the two parts of the world to 2014): its "
    "share of those reserves whose currency is told to the International Monetary Fund. That was 77 per cent in 1999, 56 in 2009 and 93 since "
    "2019, as China joined in 2015-18, so that a change may be one of coverage; and a dearer dollar raises its own share.",
    columns=(
        Column("group", "str", "The world or a part", values=("world", "advanced", "emerging and developing")),
        year(),
        Column("currency", "str", "Currency; other is what the source does not tell apart in the year"),
        Column("share", "float64", "Share of allocated reserves", "per cent", minimum=0, maximum=100),
        Column("allocated", "float64", "Share of all reserves whose currency is told", "per cent", null=True, minimum=0, maximum=100),
    ),
    key=("group", "year", "currency"),
    timing=Timing("year"),
    minimum_rows=400,
)  # fmt: skip

BANK_POSITIONS = Table(
    name="bank_positions",
    title="Positions of banks across borders",
    description="One row per state and year, at its end, 1977-2020, by residence: what banks in the state have across borders (the states that "
    "report, 15 in 1977 and 48 in 2020), and what all reporting banks have with the state, seen from the state. Reporters join over time (Russia "
    "and China 2015), so that shares before and after do not compare; no value is not reported, not zero. There are no pairs.",
    columns=(
        ccode(),
        year(),
        _position("banks_claims", "Claims of banks in the state on all non-residents"),
        _position("banks_liabilities", "Liabilities of banks in the state to all non-residents"),
        _position("deposits_abroad", "What the state's residents have with reporting banks abroad"),
        _position("debt_abroad", "What the state's residents owe to reporting banks abroad"),
        _position("debt_abroad_banks", "The part of that which its banks owe"),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=7_000,
    state=("ccode",),
)

SWAP_LINES = Table(
    name="swap_lines",
    title="Lines between central banks",
    description="One row per lender, borrower and year, 2000-2023, with a swap or repurchase line between their central banks in force on any day, "
    "of two states alone (no pools as the Chiang Mai Initiative, and not the European Central Bank). That there is a line is not that it was drawn.",
    columns=(
        ccode("lender", "the state whose central bank lends"),
        ccode("borrower", "the state whose central bank may borrow"),
        year(),
    ),
    key=("lender", "borrower", "year"),
    timing=Timing("year"),
    minimum_rows=900,
    state=("lender", "borrower"),
)  # fmt: skip

EXCHANGE_ANCHORS = Table(
    name="exchange_anchors",
    title="Anchors of currencies",
    description="One row per state and year, in December 1940-2019: the currency that its own follows, and how closely. Iran and Turkey in "
    "2019 and Ukraine since 2016 have no regime.",
    columns=(
        ccode(),
        year(),
        Column("anchor", "str", "Currency that is followed, one's own where it floats; null while it falls freely, and before 1946", null=True),
        Column("regime", "str", "How closely: peg, crawling peg, managed float, free float, freely falling or dual market", null=True),
        Column("fine", "int8", "The same in fifteen steps: 1 to 4 pegs, 5 to 9 crawling pegs, 10 to 12 managed, 13 float, 14 falling, 15 dual", null=True, minimum=1, maximum=15),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=8_000,
    state=("ccode",),
)  # fmt: skip

TABLES = (RESERVE_CURRENCIES, BANK_POSITIONS, SWAP_LINES, EXCHANGE_ANCHORS)
