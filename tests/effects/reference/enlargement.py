"""Write enlargement.json: what the enlargement of the European Union did to trade, as Zylkin's example estimates it, and between whom.

Usage, with the extra gravity (pyfixest): ``python tests/effects/reference/enlargement.py FOLDER``, where FOLDER holds the data folder trade_wiod44_gegravity.
Foreign trade of 2000, 2005, 2010 and 2014, eu_enlargement and other_fta, effects of exporter and year, importer and year, pair.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Write the values beside this script."""
    import pandas as pd
    import pyfixest as pf

    data = pd.read_csv(
        folder / "trade_wiod44_gegravity" / "wiod44_trade_with_internal_2000_2005_2010_2014.csv"
    )
    foreign = data[data["exporter"] != data["importer"]].copy()
    foreign["seller"], foreign["buyer"] = (
        foreign[side] + foreign["year"].astype(str) for side in ("exporter", "importer")
    )
    foreign["pair"] = foreign["exporter"] + foreign["importer"]
    foreign["trade"] /= foreign["trade"].max()
    model = pf.fepois(
        "trade ~ eu_enlargement + other_fta | seller + buyer + pair",
        data=foreign,
        iwls_tol=1e-12,
        fixef_tol=1e-10,
    )
    wide = data.pivot(index=["exporter", "importer"], columns="year", values="eu_enlargement")
    joined = wide[(wide[2014] - wide[2000]) == 1]
    values = {
        "effect": float(model.coef()["eu_enlargement"]),
        "pairs": [list(pair) for pair in joined.index if pair[0] != pair[1]],
    }
    Path(__file__).with_suffix(".json").write_text(json.dumps(values) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
