"""Every Python example of the pages runs, from top to bottom, and prints what the page shows; replications reach what they say.

A page is one program: its ```` ```python ```` blocks share their names. A ```` ```text ```` block right after a block of Python is what that block prints
(``...`` stands for anything, and spaces do not matter). Warnings are errors. A page with ``<!-- needs ../shared -->`` in its first lines is skipped
where the inputs are not beside the checkout.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import polars as pl
import pytest

DOCS = Path(__file__).parents[2] / "docs"
SHARED = Path(__file__).parents[2].parent / "shared"
REFERENCE = Path(os.environ.get("REFERENCE", SHARED / "reference"))
BLOCK = re.compile(r"^```(python|text)[^\n]*\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Example:
    """A block of Python, the line it stands on, and what it prints when the page says so."""

    line: int
    code: str
    shown: str | None


def examples(text: str) -> list[Example]:
    """Return the blocks of Python of a page, in order."""
    blocks = list(BLOCK.finditer(text))
    found = []
    for number, block in enumerate(blocks):
        if block[1] != "python":
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        follows = after and after[1] == "text" and not text[block.end() : after.start()].strip()
        found.append(
            Example(text[: block.start()].count("\n") + 2, block[2], after[2] if after and follows else None)
        )
    return found


PAGES = sorted(
    path
    for path in (*DOCS.glob("*.md"), *(DOCS / "replications").glob("*.md"))
    if examples(path.read_text(encoding="utf-8"))
)


@cache
def run(path: Path) -> dict[str, Any]:
    """Run a page in an empty folder; return its names."""
    text = path.read_text(encoding="utf-8")
    if "<!-- needs ../shared -->" in text[:500] and not SHARED.is_dir():
        pytest.skip(f"{path.name} needs the inputs, which are not here ({SHARED})")
    names = as_module(path)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), pl.Config(restore_defaults=True):
        for example in examples(text):
            # blank lines put the code on the line where it stands in the page, for tracebacks
            code = compile("\n" * (example.line - 1) + example.code, str(path), "exec")
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(code, names)
            if example.shown is not None:
                check(path, example, printed.getvalue())
    return names


def as_module(path: Path) -> dict[str, Any]:
    """Return the names of a new module, which classes of the page belong to."""
    module = ModuleType(f"page_{path.stem.replace('-', '_')}")
    sys.modules[module.__name__] = module
    return vars(module)


def check(path: Path, example: Example, printed: str) -> None:
    """Fail when a block printed something else than the page shows."""
    checker = doctest.OutputChecker()
    if not checker.check_output(example.shown or "", printed, LOOSE):
        difference = checker.output_difference(
            doctest.Example(example.code, example.shown or ""), printed, LOOSE
        )
        pytest.fail(f"{path.name}, line {example.line}:\n{difference}", pytrace=False)


COMPILED = {"simulator.md"}
"""Pages that run the simulator, whose loop takes long to compile on a fresh machine."""
CASES = [pytest.param(path, marks=pytest.mark.long if path.name in COMPILED else ()) for path in PAGES]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_page_runs_and_prints_what_it_shows(path):
    run(path)


def test_blocks_and_what_they_print_are_found():
    page = (
        "a\n```python\nprint(1)\n```\n\n```text\n1\n```\nb\n```python\nx = 2\n```\nwords\n```text\nno\n```\n"
    )
    assert examples(page) == [Example(3, "print(1)\n", "1\n"), Example(11, "x = 2\n", None)]


def test_a_wrong_output_is_told(tmp_path):
    page = tmp_path / "wrong.md"
    page.write_text("```python\nprint(1 + 1)\n```\n```text\n3\n```\n", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception, match=r"wrong\.md, line 2"):
        run(page)


def replication(name: str) -> dict[str, Any]:
    return run(DOCS / "replications" / f"{name}.md")


@pytest.mark.parametrize("model", ["vignette_raw", "standardised"])
def test_dangerous_dyads_equal_the_r_package(model):
    """Coefficients within a millionth of the R package's, standard errors within a thousandth, on the same 106,031 rows."""
    path = REFERENCE / "dangerous_dyads_logit.csv"
    if not path.is_file():
        pytest.skip(f"the R package's coefficients are not here ({path})")
    theirs = pl.read_csv(path).filter(model=model)
    ours = replication("dangerous-dyads")["fits"][model]
    terms = [
        term.replace("I(gmlmidspell^2)", "spell2").replace("I(gmlmidspell^3)", "spell3")
        for term in theirs["term"]
    ]
    assert ours.terms == [term.replace("(Intercept)", "constant") for term in terms]
    assert ours.rows == theirs["nobs"][0] == 106_031
    np.testing.assert_allclose(ours.coefficients, theirs["estimate"].to_numpy(), rtol=1e-6)
    np.testing.assert_allclose(ours.errors, theirs["std_error"].to_numpy(), rtol=1e-3)
    np.testing.assert_allclose(ours.loglik, theirs["loglik"][0], rtol=1e-8)


def test_dangerous_dyads_are_near_the_published_example():
    """Earlier data: every coefficient of the example on the package's site within 0.6 of its standard errors."""
    page = replication("dangerous-dyads")
    fit = page["fits"]["vignette_raw"]
    for term, (published, error) in page["PUBLISHED"].items():
        assert fit.coefficients[fit.terms.index(term)] == pytest.approx(published, abs=0.6 * error), term


def test_the_picture_shows_every_condition():
    drawn = (DOCS / "replications" / "dangerous-dyads.svg").read_text(encoding="utf-8")
    for name in replication("dangerous-dyads")["names"].values():
        assert name in drawn, "run the page and keep the picture that it draws"


def test_the_democratic_peace_has_the_published_signs_and_size():
    """Other sources: democracy within 0.02 of Rainey 2016, table 2 of its appendix; the rest within 0.45 and of the same sign, all but distance clearly.

    The sample is larger by the pairs of the Soviet Union and by those of states whose GDP only a simulation knows.
    """
    page = replication("democratic-peace")
    cells = {(far, minor): rows for far, minor, rows in page["cells"].rows()}
    soviet = page["sample"].filter(
        (pl.col("ccode1") == 365) | (pl.col("ccode2") == 365), pl.col("year") > 1946
    )
    assert soviet.height > 3_000
    assert page["sample"].height == pytest.approx(39_996, rel=0.16)
    assert cells[True, 0] == pytest.approx(25_225, rel=0.19)
    assert cells[False, 0] + cells[False, 1] == pytest.approx(5_348 + 9_423, rel=0.1)
    for term, (published, _) in page["PUBLISHED"].items():
        near = 0.02 if term == "democracy" else 0.45
        assert page["ours"][term] == pytest.approx(published, abs=near), term
        assert page["ours"][term] < 0, term
        assert page["ours"][term] / page["errors"][term] < -2 or term == "distance", term


def test_civil_conflict_has_the_published_coefficients():
    """All conflicts: within 0.003 of the published table, democracy (scores revised since) within 0.8 standard errors; wars within one."""
    page = replication("civil-conflict")
    assert abs(page["rows"] - 8_192) <= 1
    assert abs(page["war_rows"] - 8_189) <= 3
    for term, (published, error) in page["PUBLISHED"].items():
        number = 1 + page["TERMS"].index(term)
        near = 0.8 * error if term in ("aeuds_before", "square") else 0.003
        assert page["conflicts"].params[number] == pytest.approx(published, abs=near), term
    for term, (published, error) in page["PUBLISHED_WARS"].items():
        number = 1 + page["TERMS"].index(term)
        assert page["wars"].params[number] == pytest.approx(published, abs=error), term


def test_civil_conflict_says_what_the_uncertainty_of_income_does():
    """Some of what is known of income is lost, nothing of mountains, which are not drawn; income moves towards zero and stays apart from it."""
    page = replication("civil-conflict")
    income, mountains = (1 + page["TERMS"].index(term) for term in ("lngdp_before", "newlmtnest"))
    plain = page["conflicts"]
    for pooled in page["drawn"].values():
        assert pooled.draws == 20
        assert 0.01 < pooled.missing[income] < 0.1
        assert pooled.missing[mountains] < 0.01
        assert plain.params[income] < pooled.estimate[income] < 0
        assert pooled.interval()[income, 1] < 0
        assert pooled.total[income, income] > pooled.within[income, income]
