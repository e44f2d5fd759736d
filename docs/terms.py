"""The page of the glossary, written from the declaration of its terms."""

from __future__ import annotations

from westphalia.report.terms import TERMS

HEAD = "# Glossary\n\nThe field's terms as this project uses them. `westphalia glossary TERM` prints one, and on pages the first use of a term leads to it.\n"


def glossary_page() -> str:
    """Return the page."""
    parts = [HEAD]
    for heading, terms in TERMS.items():
        parts.append(f"\n## {heading}\n")
        parts += [f"\n**{', '.join(term.names)}.** {term.text}\n" for term in terms]
    return "".join(parts)
