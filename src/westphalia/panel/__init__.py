"""Panels for research: state-years and dyad-years of two centuries, with what is known of each row.

>>> import westphalia as wp
>>> from westphalia import panel
>>> panel.dyad_years(wp.load(), (1816, 2010)).collect().height
1685310
"""

from westphalia.panel.additions import ADDITIONS
from westphalia.panel.panel import Panel, dyad_years, state_years

__all__ = ["ADDITIONS", "Panel", "dyad_years", "state_years"]
