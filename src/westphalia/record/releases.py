"""The open releases that a new edition can be made with, one reader each."""

from __future__ import annotations

from westphalia.record.readers.atop import ATOP
from westphalia.record.readers.dcad import DCAD
from westphalia.record.readers.ideal_points import IDEAL_POINTS
from westphalia.record.readers.nmc import NMC
from westphalia.record.readers.release import OpenRelease
from westphalia.record.readers.ucdp import UCDP
from westphalia.record.readers.un_votes import UN_VOTES
from westphalia.record.readers.vdem import VDEM

OPEN: dict[str, OpenRelease] = {
    release.name: release for release in (NMC, ATOP, DCAD, UCDP, VDEM, UN_VOTES, IDEAL_POINTS)
}
