"""The table of published estimates."""

from __future__ import annotations

from sources.adapters import published_estimates
from sources.registry import builds
from sources.source import Built, Inputs


@builds("published_estimates", published_estimates.ESTIMATES)
def estimates(inputs: Inputs) -> Built:
    """Estimates from the literature, as gathered."""
    frame = published_estimates.estimates(inputs)
    return Built(frame, read=frame.height)
