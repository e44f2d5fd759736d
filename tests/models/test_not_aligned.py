"""Well-known pairs that did not align stand below the ties of the same years: a list that was written before the model that it tests.

The pairs are those that a reader of history might have expected to bind themselves, and did not within five years. Left out are pairs at war, under
occupation, without recognition or relations, or under a full embargo, which fall under another rule. Default runs try the pairs of some origin years,
``make long`` those of all.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.conftest import FULL, examples  # noqa: F401
from westphalia.models.outcomes import CHIEF, LONG
from westphalia.models.partnership import store
from westphalia.models.partnership.inputs import pairs_of
from westphalia.models.partnership.windows import outcome
from westphalia.record.once import forget
from westphalia.record.world import load

