"""What states have to do with each other day by day: missions, visits, visas, walls, troops and bases, news."""

from __future__ import annotations

from westphalia.record.schema import Column, Table, Timing, ccode, year


def _pair() -> tuple[Column, Column]:
    return ccode("ccode1", "the state with the lower code"), ccode("ccode2", "the state with the higher code")


def _count(name: str, text: str, unit: str, null: bool = False) -> Column:
    return Column(name, "int16", text, unit, null=null, minimum=0)


MISSIONS = Table(
    name="missions",
    title="Diplomatic missions",
    description="One row per mission of any level of one state at another, in 37 years about five apart, 1817-2000. No row is none between two "
    "states that both have rows in the year; a break and its end between two counts are not seen. Levels do not compare and are not here.",
    columns=(
        ccode("sender", "the state whose mission it is"),
        ccode("host", "the state that received it"),
        year(),
    ),
    key=("sender", "host", "year"),
    timing=Timing("year"),
    minimum_rows=76_000,
    state=("sender", "host"),
)

VISITS_BY_PAIR = Table(
    name="visits_by_pair",
    title="Visits by pair",
    description="One row per source, pair and year. Three sources that count differently: visits between China, Germany, Japan, Singapore, the "
    "United States and others (colt_pairs), days of China's leaders abroad and meetings (china_vitae), visits between China and 37 states of Asia "
    "and the Pacific (aiddata_visits). Never add them up; no row is unknown, not none.",
    columns=(
        Column(
            "source", "str", "Which list", values=("colt_pairs", "china_vitae", "aiddata_visits")
        ),
        *_pair(),
        year(),
        _count("visits", "Visits in both directions: of leaders (colt_pairs), of governments from provinces up (aiddata_visits)", "visits", True),
        _count("military_visits", "Visits of military leaders in both directions (aiddata_visits)", "visits", True),
        _count("days_abroad", "Engagements of seven Chinese leaders abroad in or with the other state, by day (china_vitae)", "engagements", True),
        _count("meetings", "Meetings of seven Chinese leaders with the other state, mostly at home (china_vitae)", "meetings", True),
    ),
    key=("source", "ccode1", "ccode2", "year"),
    timing=Timing("year"),
    minimum_rows=6_000,
    state=("ccode1", "ccode2"),
    symmetric=True,
)  # fmt: skip

VISA_FREE = Table(
    name="visa_free",
    title="Travel without a visa",
    description="One row per destination, home and year, at the end of 1969 and of 2010; states below half a million people are left out.",
    columns=(
        ccode("destination", "the state that is entered"),
        ccode("home", "the traveller's state"),
        year(),
        Column("visa_free", "bool", "Nationals of the home may stay ninety days or more without a visa"),
    ),
    key=("destination", "home", "year"),
    timing=Timing("year"),
    minimum_rows=44_000,
    state=("destination", "home"),
)

BORDER_BARRIERS = Table(
    name="border_barriers",
    title="Walls and lines on borders",
    description="One row per list, builder, target and barrier. The lists disagree by years on the same wall (planned, begun, finished) and "
    "repeat each other: compare them, never add them up. Defensive lines (Maginot) are among them. They end in 2012 to 2018.",
    columns=(
        Column(
            "list", "str", "Which list: Carter and Poast, Benedicto, Avdan, or Hassner and Wittenberg",
            values=("carter_poast", "benedicto", "avdan", "hassner_wittenberg"),
        ),
        ccode("builder", "the state that built it"),
        ccode("target", "the state on the other side"),
        Column("first", "int16", "First year that the list gives"),
        Column("last", "int16", "Last year; null while it stood when the list ended, or where the list gives none", null=True),
        Column("name", "str", "Name, where the list has one", null=True),
    ),
    key=("list", "builder", "target", "first"),
    timing=Timing("first", "last"),
    minimum_rows=180,
    state=("builder", "target"),
)  # fmt: skip

DEPLOYMENTS = Table(
    name="deployments",
    title="Troops abroad",
    description="One row per deployer, host, year and mission of about a hundred or more, as the World Factbook of that year prints it. "
    "What could not be read from its prose, more each year, is not here, nor are troops in regions: no row is unknown, not none.",
    columns=(
        ccode("deployer", "the state whose troops they are"),
        ccode("host", "the state where they are"),
        year("Year of the Factbook; figures are often one or two years older"),
        Column("mission", "str", "Mission, as printed"),
        Column("low", "int32", "Personnel, the lower figure", "persons", minimum=0),
        Column("high", "int32", "Personnel, the higher figure", "persons", minimum=0),
    ),
    key=("deployer", "host", "year", "mission"),
    timing=Timing("year"),
    minimum_rows=980,
    state=("deployer", "host"),
)

FOREIGN_BASES = Table(
    name="foreign_bases",
    title="Bases abroad of nine states",
    description="One row per operator and host: bases, access rights, training teams and radars of China, France, India, Italy, Japan, Russia, "
    "the United Arab Emirates, the United Kingdom and the United States, in a list of 2020 with what was closed since. Other operators (Turkey, "
    "Iran) are not followed; Russia in Syria and France in Gabon are as before 2024.",
    columns=(
        ccode("operator", "the state whose bases they are"),
        ccode("host", "the state where they are"),
        year("Year to which the list was kept up, in part"),
        _count("active", "Bases in use", "bases"),
    ),
    key=("operator", "host", "year"),
    timing=Timing("year"),
    minimum_rows=80,
    state=("operator", "host"),
)

RUSSIAN_EXERCISES = Table(
    name="russian_exercises",
    title="Exercises of Russia with others",
    description="One row per partner and year in which Russia's Ministry of Defence told of a joint exercise. Its page thins after 2013: "
    "compare partners within a year, not years; no row is not none.",
    columns=(*_pair(), year(), _count("exercises", "Exercises in which both took part", "exercises")),
    key=("ccode1", "ccode2", "year"),
    timing=Timing("year"),
    minimum_rows=150,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

NEWS_DAYS = Table(
    name="news_days",
    title="Good and bad days in the news",
    description="One row per pair and year with any event in the news: the share of days on which what the two did to each other, as GDELT "
    "scores it, was above and below zero. No counts, no direction, no levels: talkative pairs look friendly, so compare a pair with itself. Serbia, "
    "Montenegro, Kosovo and East Timor are missing altogether; 2023 lacks half of April to June, 2024 has January and February only.",
    columns=(
        *_pair(),
        year(),
        Column("above", "float32", "Share of the observed days above zero", "share", minimum=0, maximum=1),
        Column("below", "float32", "Share of the observed days below zero", "share", minimum=0, maximum=1),
        Column("days", "int16", "Days of the year that were observed", "days", minimum=1, maximum=366),
    ),
    key=("ccode1", "ccode2", "year"),
    timing=Timing("year"),
    minimum_rows=70_000,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

TABLES = (
    MISSIONS,
    VISITS_BY_PAIR,
    VISA_FREE,
    BORDER_BARRIERS,
    DEPLOYMENTS,
    FOREIGN_BASES,
    RUSSIAN_EXERCISES,
    NEWS_DAYS,
)
