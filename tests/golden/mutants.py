"""Constants of the model changed on purpose, one at a time: the golden features must notice. When a constant moves, its line here moves with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "westphalia"


@dataclass(frozen=True)
class Mutant:
    """A change of one constant.

    Parameters
    ----------
    name : str
        What is changed.
    file : str
        Where, within the package.
    before, after : str
        The text, which stands there once, and what is put in its place.
    features : tuple of str
        Features that must change, each of them.
    """

    name: str
    file: str
    before: str
    after: str
    features: tuple[str, ...]


MUTANTS = (
    Mutant(
        "small pacts of five members", "record/in_force.py", "\nSMALL = 4\n", "\nSMALL = 5\n",
        ("habit_pacts", "shared_partners", "pacts_sum", "pact_in_force", "many_in_force"),
    ),
    Mutant(
        "capability known after two years", "models/outcomes.py", "VOTES, REGIME, ARMS, RIVALS = 2, 4, 3,",
        "VOTES, REGIME, ARMS, RIVALS = 2, 4, 2,", ("cinc_higher", "cinc_lower", "asymmetry"),
    ),
    Mutant(
        "a half-life of three years", "measures/tie_network.py", "\nRECENT = 2.0\n", "\nRECENT = 3.0\n", ("new_pacts_sum", "new_dcas_sum"),
    ),
    Mutant(
        "an Earth of 6,200 km", "record/geography.py", "\nMEAN_RADIUS = 6371.0088\n", "\nMEAN_RADIUS = 6200.0\n", ("capitals", "nearby_ties"),
    ),
)  # fmt: skip


def changed(mutant: Mutant, folder: Path) -> list[str]:
    """Return the golden features that a mutant changes, out of those that it must; the package is copied into ``folder`` and changed there.

    Raises
    ------
    ValueError
        When the text does not stand once in its file: the constant has moved, and its line above must follow.
    """
    copy = folder / "westphalia"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("edition"))
    (copy / "edition").symlink_to(PACKAGE / "edition")
    path = copy / mutant.file
    text = path.read_text()
    if text.count(mutant.before) != 1:
        raise ValueError(f"{mutant.name}: {mutant.before.strip()!r} does not stand once in {mutant.file}")
    path.write_text(text.replace(mutant.before, mutant.after))
    env = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    words = [sys.executable, "-m", "tests.golden.model", *mutant.features]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=True, cwd=folder)
    found = {line.split(": ")[0].split(", ")[1] for line in done.stdout.splitlines() if line}
    return [name for name in mutant.features if name in found]
