"""``python -m tests.golden.make`` writes the golden values of this tree; what differs from those before is printed, for DIFFERENCES.md."""

from __future__ import annotations

import json
import sys
from typing import Any

from tests.golden import model
from tests.golden.asked import PANELS, documents
from tests.golden.difference import differing
from tests.golden.raw import features as raw
from tests.golden.run import document, panel
from tests.golden.values import read, write
from westphalia.record.world import load


def answered() -> dict[str, Any]:
    """Return the documents and panels of this tree."""
    return {
        "documents": {name: document(name) for name in documents()},
        "panels": {name: panel(name) for name in PANELS},
    }


def computed() -> dict[str, Any]:
    """Return features and outcomes from the raw tables, and as they are those features that are no arithmetic on tables."""
    pinned = model.features(load(), raw.PINNED)
    return {
        "features": {row: values | pinned[row] for row, values in raw.features().items()},
        "outcomes": raw.outcomes(),
    }


if __name__ == "__main__":
    if "--print" in sys.argv:
        print(json.dumps(answered()))
    else:
        found = {**answered(), **computed()}
        print("\n".join(differing(read(), found)))
        write(found)
