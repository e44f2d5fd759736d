"""The golden values on disk."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PACKED, PLAIN = FOLDER / "documents.json.xz", ("panels", "features", "outcomes")


def read() -> dict[str, Any]:
    """Return the golden values: documents, panels, features and outcomes of the model; empty where there are none yet."""
    files = {name: FOLDER / f"{name}.json" for name in PLAIN}
    return {
        "documents": json.loads(lzma.decompress(PACKED.read_bytes())) if PACKED.exists() else {},
        **{name: json.loads(path.read_text()) if path.exists() else {} for name, path in files.items()},
    }


def write(values: dict[str, Any]) -> None:
    """Write golden values."""
    text = json.dumps(values["documents"], ensure_ascii=False)
    PACKED.write_bytes(lzma.compress(text.encode(), preset=9))
    for name in PLAIN:
        (FOLDER / f"{name}.json").write_text(json.dumps(values[name], indent=1) + "\n")
