"""Trade after 2014, by sources that do not join the long series: none of them is spliced to another."""

from __future__ import annotations

from westphalia.record.schema import Column, Table, Timing, ccode, year

MONEY = "million current US$"
EUROS = "million euros"
COMMODITIES = ("wheat", "urea", "ammonia", "propane", "butane")


def _value(name: str, text: str, unit: str = MONEY, null: bool = False) -> Column:
    return Column(name, "float64", text, unit, null=null, minimum=0)


def _way() -> tuple[Column, Column]:
    return ccode("exporter", "the exporting state"), ccode("importer", "the importing state")


TRADE_RUSSIA = Table(
    name="trade_russia",
    title="Russia's trade by partner",
    description="One row per exporter, importer and year, 2010-2021, one of the two Russia, as Russia reported it to the International Monetary "
    "Fund: exports free on board since 2011, imports with cost, insurance and freight. Russia has reported nothing since; what the Fund has for "
    "2022 and 2023 is scaled from 2021 and is not here.",
    columns=(*_way(), year(), _value("value", "Goods, as Russia reports them")),
    key=("exporter", "importer", "year"),
    timing=Timing("year"),
    minimum_rows=4_000,
    state=("exporter", "importer"),
)

TRADE_MIRRORED = Table(
    name="trade_mirrored",
    title="Trade of a state as its partners report it",
    description="One row per state and year, 2011-2023: what all reporters together exported to it and imported from it, in place of reports of "
    "states that do not report, as Iran. Since 2022 it holds estimates of the Fund, and 2023 is not whole.",
    columns=(
        ccode(),
        year(),
        _value("imports", "Goods exported to it, free on board", null=True),
        _value("exports", "Goods imported from it, with cost, insurance and freight; to 2022", null=True),
        Column("provisional", "bool", "Reports and estimates mixed: totals with care"),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=2_400,
    state=("ccode",),
)

TRADE_THIRTY = Table(
    name="trade_thirty",
    title="Trade of the thirty largest traders",
    description="One row per exporter, importer and year, 2005-2021, of 29 exporters and 28 importers: both sides' reports reconciled, free on "
    "board. Iran, Ukraine, Taiwan and all others are not in it: no row is unknown, never zero. In 2021 the United Arab Emirates are missing.",
    columns=(*_way(), year(), _value("value", "Goods, free on board")),
    key=("exporter", "importer", "year"),
    timing=Timing("year"),
    minimum_rows=13_000,
    state=("exporter", "importer"),
)

TRADE_FROM_CHINA = Table(
    name="trade_from_china",
    title="Imports from China about 2022-23",
    description="One row per importer: its yearly imports from China, and from everywhere of those products of which it bought any from China, on "
    "average over 2022 and 2023, both sides' reports reconciled. Economies with less than 200 million are not in it. Iran and Russia do not report.",
    columns=(
        ccode(),
        year("Last of the two years"),
        _value("from_china", "Goods from China, free on board, mean of the years with a flow, product by product"),
        _value("of_these_products", "The same products from everywhere: less than all imports"),
        Column("share", "float64", "China's share of these products", "share", minimum=0, maximum=1),
    ),
    key=("ccode",),
    timing=Timing("year"),
    minimum_rows=155,
    state=("ccode",),
)  # fmt: skip

TRADE_UNION_EAST = Table(
    name="trade_union_east",
    title="Trade of the European Union's members with Russia and its neighbours",
    description="One row per member, partner (Russia, Armenia, Belarus, Georgia, Kazakhstan, Kyrgyzstan, Uzbekistan) and year, 2020 to November "
    "2022: compare January to November. Goods that pass through Dutch and Belgian ports are counted there. No value is none or confidential.",
    columns=(
        ccode("reporter", "the member of the European Union"),
        ccode("partner", "its partner"),
        year(),
        Column("months", "int8", "Months of the year that are known", "months", minimum=1, maximum=12),
        *(
            _value(f"{flow}{what}{span}", f"{said}{named}{when}", EUROS, True)
            for flow, said in (("imports", "Goods imported from the partner"), ("exports", "Goods exported to the partner"))
            for what, named in (("", ""), ("_fuels", ": mineral fuels"))
            for span, when in (("", ""), ("_to_november", ", January to November"))
        ),
    ),
    key=("reporter", "partner", "year"),
    timing=Timing("year"),
    minimum_rows=540,
    state=("reporter", "partner"),
)  # fmt: skip

COMMODITY_IMPORTS = Table(
    name="commodity_imports",
    title="Imports of grain, fertiliser and gas liquids",
    description="One row per commodity, exporter, importer and year, 2020-2025, as importers that report by the month report. Iran never does, "
    "others stop: no row is unknown, a sum by exporter is a lower bound, and 2025 is a part of a year.",
    columns=(
        Column("commodity", "str", "Wheat, urea, ammonia, propane or butane", values=COMMODITIES),
        *_way(),
        year(),
        _value("value", "Goods imported, with cost, insurance and freight"),
    ),
    key=("commodity", "exporter", "importer", "year"),
    timing=Timing("year"),
    minimum_rows=35_000,
    state=("exporter", "importer"),
)

STRAIT_TRANSITS = Table(
    name="strait_transits",
    title="Ships through straits",
    description="One row per strait or canal and month, January 2019 to December 2025, of 28, as satellites see ships. Ships that hide are "
    "missed, jamming adds noise, and growth to 2021 is partly coverage: compare within a strait.",
    columns=(
        Column("strait", "str", "Strait, canal or cape"),
        Column("month", "date", "First day of the month"),
        *(
            Column(name, "int16", f"Transits of {what}", "transits", minimum=0)
            for name, what in (
                ("ships", "all ships"), ("tankers", "tankers"), ("containers", "container ships"),
                ("dry_bulk", "dry bulk carriers"), ("general", "general cargo ships"), ("roro", "ships for vehicles"),
            )
        ),
        Column("capacity", "int32", "What the ships can carry, loaded or not", "deadweight tonnes", minimum=0),
    ),
    key=("strait", "month"),
    timing=Timing("month"),
    minimum_rows=2_350,
)  # fmt: skip

TABLES = (
    TRADE_RUSSIA,
    TRADE_MIRRORED,
    TRADE_THIRTY,
    TRADE_FROM_CHINA,
    TRADE_UNION_EAST,
    COMMODITY_IMPORTS,
    STRAIT_TRANSITS,
)
