"""A panel of pairs of states by year, and a logit on it: python examples/dyad_years_and_a_logit.py [FOLDER].

Copy this to begin a paper: which pairs of neighbours and major powers begin a dispute? (needs statsmodels)
"""

import sys
from pathlib import Path

import polars as pl
import statsmodels.api as sm

import westphalia as wp

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
folder.mkdir(parents=True, exist_ok=True)

world = wp.load()
panel = (
    wp.panel.dyad_years(world, (1950, 2000), directed=False)
    .filter(politically_relevant=True)
    .add("disputes", "spells", "land-contiguity", "power-ratio", "weak-link-democracy")
)
print(panel.dropped())  # what the filter dropped, by reason

# What is not known is null, never zero: it leaves the sample here, and is counted.
terms = ["landcontig", "cincprop", "mindemest", "gmlmidspell"]
rows = panel.collect()
sample = rows.drop_nulls(["gmlmidonset", *terms])
print(f"{rows.height:,} rows, {rows.height - sample.height:,} of them with something unknown")

design = sm.add_constant(sample.select(pl.col(terms).cast(pl.Float64)).to_numpy())
fitted = sm.Logit(sample["gmlmidonset"].to_numpy(), design).fit(disp=0)
for name, slope, error in zip(["constant", *terms], fitted.params, fitted.bse, strict=True):
    print(f"{name:12} {slope:7.3f} ({error:.3f})")

# The panel for colleagues who use Stata or R (.dta, .rds), and what must be cited.
print(panel.sink(folder / "dyads.parquet"))
(folder / "references.txt").write_text("\n".join(each.to_text() for each in panel.cite()), encoding="utf-8")
