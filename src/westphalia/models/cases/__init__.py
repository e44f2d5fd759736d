"""Cases: partnerships, near-misses and pairs that should not, on two lists fixed before any tuning, and where a model of their time put them."""

from westphalia.models.cases.automatic import automatic
from westphalia.models.cases.files import Case, Spoiling, Strike, read, shelf, spoilings, strikes
from westphalia.models.cases.standing import stored

__all__ = ["Case", "Spoiling", "Strike", "automatic", "read", "shelf", "spoilings", "stored", "strikes"]
