"""Proliferation: the hazard that a state begins to explore, pursue, acquire or give up nuclear weapons, from fits made beforehand.

Levels are those of the political-science literature alone (Singh and Way 2004; Jo and Gartzke 2007). No state's record holds air defence, so it enters no hazard.
"""
