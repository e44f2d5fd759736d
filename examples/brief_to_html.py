"""A brief on two states as one HTML file: python examples/brief_to_html.py [FOLDER].

Copy this for a page that you can put on a server or send by mail: pictures, numbers and sources are all in the one file.
"""

import sys
from pathlib import Path

import westphalia as wp

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
folder.mkdir(parents=True, exist_ok=True)

# Names are read as they were used in the year: "Soviet Union" is 365 in 1939, as Russia is in 2022.
# quick=True leaves out what is not stored with the edition and takes seconds to work out.
brief = wp.brief("Germany", "Soviet Union", 1939, quick=True)
page = folder / "germany-soviet-union-1939.html"
page.write_text(brief.to_html(), encoding="utf-8")

# The same numbers as a document: every figure says its unit, the year it is from and its table.
ratio = brief.to_dict()["capability"]["ratio"]
print(
    f"Capability of Germany over the Soviet Union in {ratio['observed']}: {ratio['value']:.2f}, from {ratio['source']}"
)
print(f"{page}: {page.stat().st_size:,} bytes")
