"""How the site is built."""

project = "Westphalia"
author = "The Westphalia developers"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
autodoc_typehints = "none"
autodoc_member_order = "bysource"
html_theme = "furo"
html_title = "Westphalia"
exclude_patterns = ["_build", "decisions/README.md"]
myst_heading_anchors = 3

myst_enable_extensions = ["dollarmath"]
