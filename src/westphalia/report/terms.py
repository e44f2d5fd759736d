"""The field's terms as this project uses them: one declaration for the docs, for ``westphalia glossary`` and for pages, where the first use of a term leads to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term.

    Parameters
    ----------
    names : tuple of str
        What it is called, the first first.
    text : str
        What it is, in sentences; Markdown for emphasis and names in code.
    words : tuple of str
        How it stands in sentences of pages, where its first use leads to the glossary; none for words that everyone knows.
    """

    names: tuple[str, ...]
    text: str
    words: tuple[str, ...] = ()


TERMS: dict[str, tuple[GlossaryTerm, ...]] = {
    "States and rows": (
        GlossaryTerm(("State", "state system"), "A state is a member of the international system by the list of the Correlates of War project (or, on request, of Gleditsch and Ward); the system of a year is all of its members."),
        GlossaryTerm(("CoW code", "G-W code"), "The number of a state in either list: Russia is 365 in both, Germany 255 or 260. Here each state has one code, `ccode`."),
        GlossaryTerm(("State-year", "dyad-year", "directed dyad-year"), "A row for each state and year, for each pair of states and year, or for each pair in both orders: Iran towards Russia is another row than Russia towards Iran."),
        GlossaryTerm(("Leader-year",), "A row for each leader of a state and calendar year in office, by Archigos."),
        GlossaryTerm(("Politically relevant dyad",), "A pair that is contiguous, or has a major power in it: those between which a war is thinkable at all.", ("politically relevant",)),
        GlossaryTerm(("Spell",), "From when to when something stood: a membership, a pact, a rivalry. In panels also the years since the last dispute or war (*peace years*)."),
        GlossaryTerm(("Observed",), "The year that a value is from, where it is older than the year asked about."),
        GlossaryTerm(("Carry",), "To let the last value known stand in for a later year. It happens only where it is asked for or where a page says so."),
        GlossaryTerm(("Coverage",), "The years for which a source could know of something. Past them a value is unknown, not zero."),
        GlossaryTerm(("As of",), "A world as of 1938 knows nothing dated later than the end of 1938: no later row, end or outcome."),
        GlossaryTerm(("Edition",), "All tables of one build, with a manifest that names each by its digest."),
    ),
    "Power": (
        GlossaryTerm(("CINC",), "Composite Index of National Capability: a state's mean share of the system's iron and steel, energy, military spending, soldiers, population and urban population (Singer, Bremer and Stuckey 1972). From 0 to 1.", ("CINC", "composite index of national capability")),
        GlossaryTerm(("Major power",), "A state on the Correlates of War list of major powers.", ("major power", "major powers")),
        GlossaryTerm(("Asymmetry",), "How unequal the capability of two states is, or how much one depends on the other.", ("asymmetry",)),
        GlossaryTerm(("TIV",), "Trend-indicator value: SIPRI's measure of the volume of major arms delivered or ordered, in millions. It counts capability, not money.", ("TIV", "trend-indicator values")),
        GlossaryTerm(("Core",), "The leading coalition of the system: of those grown from the strongest states by pacts, institutions and trade the one with the most strength. Every member has a weight.", ("the core",)),
        GlossaryTerm(("Exclusion",), "How far others shut a state out of the core: recognition, embassies and institutions denied, sanctions, suspension. Not *periphery*, which is few ties without anybody's doing.", ("exclusion",)),
        GlossaryTerm(("Revisionism",), "How far a state is from wanting the order as it is: distance from the leading coalition in votes, what it lost in the last settlement.", ("revisionism",)),
    ),
    "Ties": (
        GlossaryTerm(("Pact",), "A treaty of alliance in the ATOP list (Alliance Treaty Obligations and Provisions, Leeds et al. 2002). A *small* one has few members, and is what the model forecasts.", ("pact", "pacts")),
        GlossaryTerm(("ATOP obligation",), "What a pact promises: *defence* (help if attacked), *offence* (help in attack), *neutrality* (to stay out), *non-aggression* (not to attack), *consultation* (to talk)."),
        GlossaryTerm(("DCA",), "Defence cooperation agreement: a framework for routine military cooperation, without a promise to fight (DCAD, Kinne 2020).", ("DCA", "defence agreement", "defence agreements", "defence cooperation agreement")),
        GlossaryTerm(("Alignment",), "As an outcome of the model: a new small pact or defence cooperation agreement."),
        GlossaryTerm(("Contiguity",), "That two states touch by land, or across water of up to 12, 24, 150 or 400 miles.", ("contiguity",)),
        GlossaryTerm(("Sociality",), "How many ties a state made lately, whoever with."),
    ),
    "Conflict": (
        GlossaryTerm(("MID",), "Militarized interstate dispute: a threat, display or use of force short of, or up to, war, between states. Lists: Gibler, Miller and Little (*GML*, used unless another is asked for) and Correlates of War.", ("militarized dispute", "militarised dispute", "dispute", "disputes")),
        GlossaryTerm(("Onset", "ongoing"), "The year in which a dispute begins; every year in which it lasts."),
        GlossaryTerm(("Hostility level",), "The gravest act of a dispute: 1 none, 2 threat, 3 display, 4 use of force, 5 war.", ("hostility level",)),
        GlossaryTerm(("War",), "Sustained combat between states with at least a thousand battle deaths (Correlates of War)."),
        GlossaryTerm(("Strategic rivalry",), "Two states that take each other for enemies and competitors, by the judgement of historians (Thompson, Sakuwa and Suhas 2021)."),
        GlossaryTerm(("Grievance",), "What one state has done to another that is remembered: land taken, invasion, occupation, promises broken. It has a direction, and fades with an estimated half-life.", ("grievance", "grievances")),
        GlossaryTerm(("Sanction: sender", "target", "in force"), "Who imposed it, on whom, and whether it stood in a year. A *case* is one row of the list."),
    ),
    "Preferences": (
        GlossaryTerm(("Ideal point",), "Where a state stands on the line that best explains its votes in the General Assembly of the United Nations (Bailey, Strezhnev and Voeten 2017); further apart is less alike.", ("ideal point", "ideal points")),
        GlossaryTerm(("S",), "Signorino and Ritter's similarity of two portfolios, of votes or of alliances: 1 less the distance, scaled from -1 to 1. It is high for two states with few ties."),
        GlossaryTerm(("kappa", "pi"), "Agreement of two portfolios beyond what chance would give, chance being judged by each state's own frequencies (Cohen's kappa) or by those of both together (Scott's pi) (Häge 2011)."),
        GlossaryTerm(("tau-b",), "Kendall's rank correlation of two portfolios, with ties: the oldest of these measures."),
        GlossaryTerm(("Relation score",), "How hostile or friendly two states are in a year, estimated from what each of many indicators shows; 0 is like any pair.", ("relation score",)),
    ),
    "Models": (
        GlossaryTerm(("Outcome", "horizon"), "What new tie is forecast, and within how many years."),
        GlossaryTerm(("Driver",), "A group of features that stands for one reason: exclusion, habit, grievance, distance and so on. What the drivers of a pair add, in log-odds, sums to its forecast.", ("driver", "drivers")),
        GlossaryTerm(("Base rate",), "How often all pairs do it.", ("base rate",)),
        GlossaryTerm(("Backtest", "Brier skill"), "Forecasts of years that the model had not seen, held against what came; the share by which their squared error is smaller than that of the base rate.", ("Brier skill", "Brier score", "backtest")),
        GlossaryTerm(("Analogue",), "A pair in history that stood where two states stand now, and what became of it.", ("analogue", "analogues")),
        GlossaryTerm(("Scenario", "intervention", "baseline", "run", "ensemble"), "What is changed in a simulated system, by what act; the same without it; one course of it, and many."),
    ),
    "Verdicts": (
        GlossaryTerm(("Verdict",), "What the record says of a claim. *Documented* is a supported one that rests on events which were coded with the essay in hand."),
        GlossaryTerm(("Supported",), "The figure of the claim, with its whole range where it has one, meets what the claim file says would support it, and few comparable cases meet it too.", ("is supported", "are supported")),
        GlossaryTerm(("Contradicted",), "The figure, with its whole range, meets what would contradict the claim.", ("is contradicted", "are contradicted")),
        GlossaryTerm(("Mixed",), "Neither; or parts of a claim have different verdicts; or so many comparable cases meet the test that it says little.", ("is mixed", "are mixed")),
        GlossaryTerm(("Lacks data", "not enough data"), "The record could tell and does not: no source covers the year, the forecast is not due, or the condition did not come.", ("lacks data", "lack data", "not enough data")),
        GlossaryTerm(("Cannot be tested",), "Nothing on record could ever tell; the claim says what would.", ("cannot be tested",)),
        GlossaryTerm(("Placebo",), "How many comparable pairs or years meet the same test: of one that most meet, a supported claim says little.", ("placebo", "placebos")),
    ),
    "Drivers": (
        GlossaryTerm(("Outside options",), "What each of two states would have left without the other: better friends to be had among the leading powers.", ("outside options",)),
        GlossaryTerm(("Common adversaries",), "States that are hostile to both, weighted by their capability beside that of the two.", ("common adversaries", "common adversary")),
        GlossaryTerm(("Complementarity",), "One can supply what the other lacks: arms, grain, energy, a veto in the Security Council.", ("complementarity",)),
        GlossaryTerm(("Habit",), "Ties that a pair has or had, partners in common, shared institutions, and how readily each makes ties.", ("habit",)),
        GlossaryTerm(("Periphery",), "Few ties with the leading powers, whether or not anybody shut the state out; not *exclusion*, which others do.", ("periphery",)),
        GlossaryTerm(("Market rivalry",), "Selling the same goods; what one gains of the market when the other is shut out.", ("market rivalry",)),
        GlossaryTerm(("Rivalry",), "Enmity of two states that take each other for competitors, by the judgement of historians (Thompson, Sakuwa and Suhas 2021), and sides taken against each other in conflicts of third states.", ("strategic rivals", "strategic rival", "strategic rivalry", "rivalry")),
        GlossaryTerm(("Distance",), "How far two states are apart: in kilometres between capitals, in regime, in votes."),
        GlossaryTerm(("Barrier", "cannot"), "What makes a new tie impossible for now: war or fighting in the last two years, occupation, a claim on the whole of the other, recognition refused, relations broken, a full embargo.", ("barrier", "barriers")),
    ),
}  # fmt: skip
"""Terms by what they are about, in the order of the docs."""
