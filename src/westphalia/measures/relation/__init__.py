"""Relation: one score of how hostile or friendly two states are in a year, from war to security community.

A dynamic latent-trait model: each pair has a path through the years that falls back slowly towards 0, moves by steps that are
mostly small and now and then large, and is seen through indicators (``items``). Those that exist in all eras are the
anchors: where on the scale each is as likely as not, and how sharply, is given and is what the scale means. How others
follow it is learned from relations as the anchors alone show them, so that a block of indicators that move together cannot turn
the scale into something else (a cut; Jacob et al. 2017). The score contains the outcomes that models predict: it is never a
predictor of them. The base quantities ``relation``, ``relation_sd`` and ``relation_filtered`` read it.

References
----------
Jacob, Pierre E., Lawrence M. Murray, Chris C. Holmes and Christian P. Robert (2017). Better together? Statistical learning in
models made of modules. arXiv:1708.08719.

Martin, Andrew D. and Kevin M. Quinn (2002). Dynamic Ideal Point Estimation via Markov Chain Monte Carlo for the U.S. Supreme
Court, 1953-1999. Political Analysis 10(2): 134-153.
"""

from __future__ import annotations

from westphalia.measures.relation.items import BANDS, SEEN, Band, band

__all__ = ["BANDS", "Band", "band"]
SPAN = SEEN
"""Years of the score."""
