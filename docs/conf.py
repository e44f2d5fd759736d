"""How the site is built."""

project = "Westphalia"
author = "The Westphalia developers"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "Westphalia"
exclude_patterns = ["_build", "decisions/README.md"]
myst_heading_anchors = 3

myst_enable_extensions = ["dollarmath"]
