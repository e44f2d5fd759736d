"""An essay, claim by claim, and a question of your own in SQL: python examples/check_an_essay.py [FOLDER].

Copy this to hold a text against the record. `westphalia claims new article.txt` drafts a claim file from a text.
"""

import sys
from pathlib import Path

import westphalia as wp

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
folder.mkdir(parents=True, exist_ok=True)

# An essay of the shelf by its name, or your own claim file by its path.
checked = wp.check("us-china-1971")
print(checked.found.summary)
for claim in checked.to_dict()["claims"][:3]:
    print(f"{claim['verdict']}: {claim['statement']}")
(folder / "us-china-1971.html").write_text(checked.to_html(), encoding="utf-8")

# What no claim asks, the tables answer: read-only, bounded in time and memory.
answer = wp.load().sql(
    "select year, count(*) as cases from sanctions where target = 710 and year between 1949 and 1975 group by year order by year"
)
print(answer.pl().tail(3))
