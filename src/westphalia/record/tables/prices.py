"""Prices of commodities, and news that moved the price of oil."""

from westphalia.record.schema import Column, Table, Timing, year

MONTH = Column("month", "int8", "Month, 1 to 12", minimum=1, maximum=12)

PRICES = Table(
    name="prices",
    title="Monthly commodity prices",
    description="One row per series and month, in current money. Brent and Dubai before about 1980 are not "
    "market prices of those crudes: the World Bank carries a price of the Gulf back.",
    columns=(
        Column("series", "str", "Name of the series, for example crude_brent or wheat_us_hrw"),
        year(),
        MONTH,
        Column("commodity", "str", "What is priced, for example crude oil or wheat"),
        Column("unit", "str", "Unit of the price"),
        Column("price", "float64", "Mean price of the month", "see the column unit"),
        Column("source", "str", "pink_sheet or eia_spot_prices", values=("pink_sheet", "eia_spot_prices")),
    ),
    key=("series", "year", "month"),
    timing=Timing("year"),
    minimum_rows=20_000,
)

PRICES_ANNUAL = Table(
    name="prices_annual",
    title="Yearly commodity prices",
    description="One row per series and year: real prices since 1850, English wheat since 1264, and "
    "prices since 1980. Observed years only.",
    columns=(
        Column(
            "series", "str", "Name of the series, for example jacks_wheat, england_wheat or imf_crude_brent"
        ),
        Column("year", "int16", "Calendar year", minimum=1264, maximum=2030),
        Column("commodity", "str", "What is priced"),
        Column("unit", "str", "Unit of the price, with what makes it real where it is"),
        Column("price", "float64", "Mean price or index of the year", "see the column unit", minimum=0),
        Column(
            "source",
            "str",
            "jacks_2016, makridakis_1997 or imf_weo_2025_prices",
            values=("jacks_2016", "makridakis_1997", "imf_weo_2025_prices"),
        ),
    ),
    key=("series", "year"),
    timing=Timing("year"),
    minimum_rows=7_000,
)

OIL_SUPPLY_NEWS = Table(
    name="oil_supply_news",
    title="News about oil supply",
    description="One row per month, 1975-2024: the surprise in oil futures around OPEC announcements, "
    "and the oil supply news shock that is "
    "identified with it in a vector autoregression. A positive value is news that raises the price of oil.",
    columns=(
        year(),
        MONTH,
        Column(
            "surprise",
            "float64",
            "Change of oil futures on the days of announcements; 0 in months without one and before 1983",
            "log change in per cent",
        ),
        Column(
            "shock",
            "float64",
            "Oil supply news shock, estimated over the whole sample",
            "standard deviations",
        ),
    ),
    key=("year", "month"),
    timing=Timing("year", smoothed="the shock comes from a model estimated on all months to the end of 2024"),
    minimum_rows=600,
)

TABLES = (PRICES, PRICES_ANNUAL, OIL_SUPPLY_NEWS)
