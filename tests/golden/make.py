"""``python -m tests.golden.make`` writes the golden values of this tree; what differs from those before is printed, for DIFFERENCES.md."""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path
from typing import Any

from tests.golden.asked import PANELS, documents
from tests.golden.difference import differing
from tests.golden.run import document, panel

FOLDER = Path(__file__).parent
DOCUMENTS, DIGESTS = FOLDER / "documents.json.xz", FOLDER / "panels.json"


def read() -> dict[str, Any]:
    """Return the golden documents and panels."""
    return {
        "documents": json.loads(lzma.decompress(DOCUMENTS.read_bytes())) if DOCUMENTS.exists() else {},
        "panels": json.loads(DIGESTS.read_text()) if DIGESTS.exists() else {},
    }


def made() -> dict[str, Any]:
    """Return the documents and panels of this tree."""
    return {
        "documents": {name: document(name) for name in documents()},
        "panels": {name: panel(name) for name in PANELS},
    }


def write(found: dict[str, Any]) -> None:
    """Write golden documents and panels."""
    text = json.dumps(found["documents"], ensure_ascii=False)
    DOCUMENTS.write_bytes(lzma.compress(text.encode(), preset=9))
    DIGESTS.write_text(json.dumps(found["panels"], indent=1) + "\n")


if __name__ == "__main__":
    found = made()
    if "--print" in sys.argv:
        print(json.dumps(found))
    else:
        print("\n".join(differing(read(), found)))
        write(found)
