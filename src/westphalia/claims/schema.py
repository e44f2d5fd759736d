"""The schema of claim files, published for editors and other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from westphalia.claims.essay import Essay

SCHEMA = Path(__file__).parents[1] / "shelf" / "essays" / "schema.json"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a claim file.

    Examples
    --------
    >>> schema()["title"], schema()["additionalProperties"]
    ('Essay', False)
    """
    return Essay.model_json_schema()
