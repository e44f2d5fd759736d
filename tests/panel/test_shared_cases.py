"""Inputs after public bug reports, and values of published data: each must come out right. The cases lie beside the checkout."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

CASES = ROOT.parent / "shared" / "cases"
FILES = ("bugs", "replications")
ACCEPTED: dict[str, Any] = {
    "iso-10": lambda got: got[0] == 2 or ("Eswatini" in got[1] and "not in the state system" in got[1]),
    "iso-11": lambda got: got[0] == 0 and "Australia (900)" in got[1],
    "pd-03": lambda got: got in ("named", "merged"),
    "pd-06": lambda got: got in ("NotUnderstood", "merged"),
    **dict.fromkeys(("na-01", "na-02", "na-03", "na-04"), lambda got: tuple(got) == (0, "Float64")),
    "nul-01": lambda got: got == "a\x00b",
}
"""Where what is expected is said in words, what that means."""
NOT_KNOWN = {
    "pol-17": "V-Dem codes nothing of Guatemala in 1849-51, neither version 15 nor 16; the panel has 1848 and 1852"
}
"""Cases that ask for a value that no source has, and why."""
ERRORS = {"nul-01"}
"""Cases in which an error of ours is right."""


def _marks(case: str) -> list[Any]:
    """Return that a case must fail, where it asks for what is not known."""
    return [pytest.mark.xfail(strict=True, reason=NOT_KNOWN[case])] if case in NOT_KNOWN else []


def _cases() -> list[Any]:
    found = []
    for name in FILES:
        path = CASES / f"{name}.yaml"
        document = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {"cases": []}
        found += [
            pytest.param(name, case, id=f"{case['kind']}-{case['id']}", marks=_marks(case["id"]))
            for case in document["cases"]
        ]
    return found or [pytest.param("", {}, marks=pytest.mark.skip(reason=f"the cases are not here ({CASES})"))]


@pytest.fixture(scope="module")
def preludes() -> dict[str, dict[str, Any]]:
    """Return what each file runs first, once."""
    made: dict[str, dict[str, Any]] = {}
    for name in FILES:
        made[name] = {}
        exec(yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))["prelude"], made[name])
    return made


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)  # cases leave files open
@pytest.mark.parametrize(("file", "case"), _cases())
def test_it_comes_out_right(file, case, preludes, tmp_path, monkeypatch):
    pytest.importorskip("pandas")
    from westphalia.errors import WestphaliaError

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    names = dict(preludes[file])
    try:
        exec(case.get("code") or case["command_or_code"], names)
    except WestphaliaError:
        assert case["id"] in ERRORS
        return
    right = ACCEPTED.get(case["id"], lambda got: got == case["expected"])
    assert right(names["result"]), names["result"]
