"""Tables of material capability."""

from __future__ import annotations

from sources.adapters import nmc
from sources.registry import builds
from sources.source import Built, Inputs, built
from westphalia.record.readers import nmc as readers


@builds("capabilities", nmc.NMC)
def capabilities(inputs: Inputs) -> Built:
    """National material capabilities, as published."""
    return built(readers.capabilities(nmc.capabilities(inputs)))
