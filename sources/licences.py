"""Write DATA_LICENCES.md, the terms of every source of the edition, from its manifest.

Usage: ``python -m sources.licences [--check]``; with ``--check`` nothing is written and a stale page is an error.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from westphalia.record.manifest import Manifest, read_manifest

PAGE = Path(__file__).parent.parent / "DATA_LICENCES.md"
HEAD = """# Licences of the data

The code of this project is under the MIT licence (LICENSE). The data that ship with it are not: each source keeps its own
terms, listed here from the manifest of the edition. Cite the sources that you use: `westphalia data cite TABLE`.
"""
TIERS = {
    "open": "Shipped in the edition, as tables of the source's own values.",
    "limited": "Shipped only as derived country-year or dyad-year aggregates. For the full release get your own copy from the "
    "publisher; `westphalia data add` reads some of them.",
}


def used_in(manifest: Manifest, source: str) -> list[str]:
    """Return the tables that a source is in."""
    return [name for name, entry in manifest.tables.items() if source in entry["sources"]]


def entry_text(manifest: Manifest, name: str, source: dict[str, Any]) -> str:
    """Return the paragraph of one source."""
    tables = ", ".join(f"`{table}`" for table in used_in(manifest, name))
    lines = [f"### {source['title']}", "", source["citation"], "", f"- Passed on: {source['ships']}"]
    lines += [f"- Publisher's terms: {source['terms']}"]
    lines += [f"- Version: {source['version']}", f"- Tables: {tables or 'none; used as a check'}"]
    lines += [f"- From: <{source['url']}>"] if source["url"] else []
    return "\n".join(lines)


def page(manifest: Manifest) -> str:
    """Return the page, sources by tier and title."""
    parts = [HEAD.rstrip()]
    known = dict.fromkeys([*TIERS, *sorted(source["tier"] for source in manifest.sources.values())])
    for tier in known:
        found = {name: source for name, source in manifest.sources.items() if source["tier"] == tier}
        if not found:
            continue
        parts.append(f"## {tier.capitalize()}\n\n{TIERS.get(tier, '')}".rstrip())
        order = sorted(found, key=lambda name: (found[name]["title"].lower(), name))
        parts += [entry_text(manifest, name, found[name]) for name in order]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write the page, or check that it is as it would be written."""
    text = page(read_manifest())
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        sys.exit(f"stale: {PAGE.name}; run: python -m sources.licences")


if __name__ == "__main__":
    main()
