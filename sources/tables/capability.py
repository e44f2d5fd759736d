"""Tables of material capability."""

from __future__ import annotations

from sources.adapters import nmc
from sources.registry import builds
from sources.source import Built, Inputs


@builds("capabilities", nmc.NMC)
def capabilities(inputs: Inputs) -> Built:
    """National material capabilities, as published."""
    frame = nmc.capabilities(inputs)
    return Built(frame, read=frame.height)
