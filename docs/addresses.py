"""The page of all addresses, written from the list of them."""

from __future__ import annotations

from westphalia.app.addresses import ADDRESSES, CHART_FORMS, FORMS, MOST, Address
from westphalia.app.making import TYPES
from westphalia.app.openapi import OWN, parameters
from westphalia.report import views

HEAD = """# Addresses

Generated from the list of addresses of `westphalia serve`. An address is a contract: what is here stays, and a test fails for one that is changed or not documented.
The same description for programs is `/openapi.json`.

- A state is written by its code of the Correlates of War and its name of the year, `365-russia`: the number decides, the words decorate. Any name, code or ISO3 is understood, and is
  answered with 308 to the one address of the page. Fields of the path may also be given after the question mark: `/pair?a=Russia&b=Iran&year=2022`.
- `as_of=2021` after the question mark of any page: with what was known at the end of that year.
- An address says all of it. Fields that stand at their default are left out, and what the default is stands below.
- `/e/EDITION/...` is the same page of a named edition, which never changes; another edition than the one that is served is answered with 410.
- What is not understood is 404 in a path and 400 after the question mark, what the data cannot answer is 404; each as a page, or as `application/problem+json` (`what`, `why`, `do`, `near`) where data
  were asked for. 429 and 503 say in `Retry-After` when to come again.
"""
FORMED = """
## What a page can be had as

| ending | what is sent |
|---|---|
"""
CHARTED = """
A picture of a page has an address under it, `.../chart/ID.ENDING`, where the identifier is the one on the page (`#chart-ID`):

| ending | what is sent |
|---|---|
"""
WORDS = {
    "html": "the page (no ending)", "json": "the document that `--format json` prints, to the byte", "txt": "the text of the terminal", "md": "Markdown",
    "csv": "its rows, where it has rows", "bib": "its sources in BibTeX", "svg": "the picture with finding, sources and name", "png": "the same, where the extra `images` is installed",
    "vl.json": "the specification of the drawing, in Vega-Lite",
}  # fmt: skip
OF_CHARTS = {"csv": "the rows that are drawn", "json": "finding, unit, coverage, sources and rows"}
EMBED = """
`/embed/.../chart/ID` (no ending) is a page of the picture alone, to stand in a frame of another site: `<iframe src="https://NAME/embed/pair/365-russia/630-iran/2022/chart/votes-distance" width="100%" height="560"></iframe>`.
It holds no script, and links to its page.

## Pages of the site itself

| address | what it is |
|---|---|
| `/` | the front page |
"""
KINDS = "\n## Pages of views\n"


def cell(text: object) -> str:
    """Return text for a cell of a Markdown table."""
    return str(text).replace("|", "\\|").replace("\n", " ")


def section(address: Address) -> list[str]:
    """Return the section of one kind of page: its fields, and an example."""
    lines = [
        "",
        f"### `{address.pattern}`",
        "",
        f"{views.VIEWS[address.view]} The same at the prompt: `westphalia {address.view}`. For example `{address.example}`",
        "",
    ]
    lines += ["| field | where | default | what it is |", "|---|---|---|---|"]
    for each in parameters(address):
        usual = (
            ""
            if each["required"]
            else f"`{each['schema'].get('default')}`"
            if each["schema"].get("default") not in (None, "", [], ())
            else "none"
        )
        bound = MOST.get(each["name"].replace("_", "-"))
        words = each["description"] + (f" At most {bound:,}." if bound else "")
        lines.append(f"| `{each['name']}` | {each['in']} | {usual} | {cell(words)} |")
    return lines


def addresses_page() -> str:
    """Return the page."""
    forms = "\n".join(f"| `.{form}` | {WORDS[form]} ({TYPES[form].partition(';')[0]}) |" for form in FORMS)
    drawn = "\n".join(f"| `.{form}` | {OF_CHARTS.get(form, WORDS[form])} |" for form in CHART_FORMS)
    own = "\n".join(
        f"| `{path}` | {words} {' '.join(f'`{name}`: {about}' for name, about in asked)} |"
        for path, words, asked, _ in OWN
    )
    sections = [line for each in ADDRESSES for line in section(each)]
    return "".join(
        (HEAD, FORMED, forms, "\n", CHARTED, drawn, "\n", EMBED, own, "\n", KINDS, "\n".join(sections), "\n")
    )
