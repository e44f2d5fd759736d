"""Write the pages that describe the tables and the sources, from the manifest of the edition, and the schemas of claim files and of the documents of a brief and of a state.

Usage: ``python -m docs.generate [--check]``; with ``--check`` nothing is written and a stale page is an error.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docs.additions import additions_page
from docs.addresses import addresses_page
from docs.backtests import backtest_page
from docs.codes import codes_page
from docs.coding import coding_page
from docs.essay import essay_page
from docs.events import events_page
from docs.hindcasts import hindcast_page
from docs.market_episodes import market_episodes_page
from docs.measures import measures_page
from docs.parameters import parameters_page
from docs.processes import process_page
from docs.sample import sample_page
from docs.sanctions_equilibrium import sanctions_page
from westphalia.claims import files
from westphalia.models.outcomes import HORIZONS, OUTCOMES
from westphalia.record.manifest import Manifest, read_manifest
from westphalia.record.rights import of_columns
from westphalia.record.schema import Interval
from westphalia.record.tables import declared
from westphalia.report.brief.document import SCHEMA, schema
from westphalia.report.state import shape as state_shape

HERE = Path(__file__).parent


def cell(text: object) -> str:
    """Return text for a cell of a Markdown table."""
    return str(text).replace("|", "\\|").replace("\n", " ")


def span(entry: dict[str, Any]) -> str:
    """Return the years of a column or nothing."""
    return f"{entry['first']}-{entry['last']}" if entry.get("first") is not None else ""


def uncertainty(table: str, name: str) -> str:
    """Return where a table says how uncertain a column is, or nothing."""
    held = declared().get(table)
    spread = {each.name: each.spread for each in held.uncertain()}.get(name) if held else None
    if isinstance(spread, Interval):
        return f" (uncertain: {spread.holds:.0%} between `{spread.low}` and `{spread.high}`)"
    return f" (uncertain: standard deviation in `{spread}`)" if spread else ""


def table_text(manifest: Manifest, name: str) -> str:
    """Return the section of one table."""
    entry, terms = manifest.tables[name], of_columns(manifest, name)
    lines = [f"## {name}", "", f"**{entry['title']}.** {entry['description']}", ""]
    lines += [
        f"{entry['rows']:,} rows, {entry['bytes']:,} bytes. Key: {', '.join(f'`{key}`' for key in entry['key'])}.",
        "",
    ]
    if entry["coverage"]:
        spans = "; ".join(f"`{source}` {first}-{last}" for source, (first, last) in entry["coverage"].items())
        lines += [f"Coverage: {spans}.", ""]
    lines += ["| column | type | unit | known | terms | meaning |", "|---|---|---|---|---|---|"]
    for column in entry["columns"]:
        meaning = column["description"] + uncertainty(name, column["name"])
        parts = (
            f"`{column['name']}`",
            column["type"],
            column["unit"],
            span(column),
            terms[column["name"]],
            meaning,
        )
        lines.append("| " + " | ".join(cell(part) for part in parts) + " |")
    dropped = "; ".join(f"{count:,} {reason}" for reason, count in entry["dropped"].items())
    lines += ["", f"Rows read: {entry['read']:,}; dropped: {dropped or 'none'}.", ""]
    lines += [f"- {note}" for note in entry["notes"]]
    sources = ", ".join(f"[{source}](sources.md#{source.replace('_', '-')})" for source in entry["sources"])
    return "\n".join([*lines, "", f"Sources: {sources or 'the edition itself'}.", ""])


def tables_page(manifest: Manifest) -> str:
    """Return the page of all tables."""
    head = "# Tables of the edition\n\nGenerated from the manifest. A value past its source's coverage is null, not zero.\n"
    return head + "\n" + "\n".join(table_text(manifest, name) for name in manifest.tables)


def sources_page(manifest: Manifest) -> str:
    """Return the page of all sources, with what each is used for."""
    parts = ["# Sources\n\nGenerated from the manifest. `limited`: only derived aggregates are shipped.\n"]
    for name, source in manifest.sources.items():
        used = ", ".join(f"`{table}`" for table, entry in manifest.tables.items() if name in entry["sources"])
        link = f" <{source['url']}>" if source["url"] else ""
        parts.append(
            f"## {name.replace('_', '-')}\n\n**{source['title']}** (`{name}`, version {source['version']}, {source['tier']}).{link}\n\n"
            f"{source['citation']}\n\nTerms: {source['terms']} Passed on: {source['ships']}.\n\nTables: {used}.\n"
        )
    return "\n".join(parts)


def commands_page(text: str) -> str:
    """Return the page of commands, which is written by hand, with the outcomes and horizons that there are to choose from."""
    for option, choices, old in (
        ("outcome", OUTCOMES, ""),
        ("horizon", HORIZONS, r"\d"),
    ):  # a horizon in words is another one
        written = "\\|".join(map(str, choices))
        text = re.sub(
            rf"^\| `--{option} {old}[^`]*`",
            lambda _, o=option, w=written: f"| `--{o} {w}`",
            text,
            flags=re.MULTILINE,
        )
    return text


PAGES: dict[Path, Callable[[], str]] = {
    HERE / "additions.md": additions_page,
    HERE / "addresses.md": addresses_page,
    HERE / "backtest.md": backtest_page,
    HERE / "codes.md": codes_page,
    HERE / "coding.md": coding_page,
    HERE / "commands.md": lambda: commands_page((HERE / "commands.md").read_text(encoding="utf-8")),
    HERE / "essay.md": essay_page,
    HERE / "events.md": events_page,
    HERE / "hindcasts.md": hindcast_page,
    HERE / "market-episodes.md": market_episodes_page,
    HERE / "measures.md": measures_page,
    HERE / "parameters.md": parameters_page,
    HERE / "processes.md": process_page,
    HERE / "sample.md": sample_page,
    HERE / "sanctions-equilibrium.md": sanctions_page,
    HERE / "tables.md": lambda: tables_page(read_manifest()),
    HERE / "sources.md": lambda: sources_page(read_manifest()),
    SCHEMA: lambda: json.dumps(schema(), indent=1, ensure_ascii=False) + "\n",
    state_shape.SCHEMA: lambda: json.dumps(state_shape.schema(), indent=1, ensure_ascii=False) + "\n",
    files.SCHEMA: lambda: json.dumps(files.schema(), indent=1) + "\n",
}
"""Every generated page by its path, with what makes it."""


def main() -> None:
    """Write the pages, or check that they are as they would be written."""
    made = {path: make() for path, make in PAGES.items()}
    stale = [
        path.name
        for path, text in made.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv[1:]:
        if stale:
            sys.exit(f"stale: {', '.join(stale)}; run: python -m docs.generate")
        return
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
