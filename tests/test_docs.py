"""Documentation that is generated is as it would be generated now, and its links lead somewhere."""

from __future__ import annotations

import re

import pytest

from docs.generate import HERE, PAGES

WRITTEN = sorted(HERE.rglob("*.md"))


@pytest.mark.parametrize("path", sorted(PAGES), ids=lambda path: path.name)
def test_generated_page_is_current(path):
    assert path.read_text(encoding="utf-8") == PAGES[path](), "run: python -m docs.generate"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+\.md)", text):
        assert (path.parent / target).is_file(), target
