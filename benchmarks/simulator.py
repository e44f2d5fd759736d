"""Print what the simulator costs in seconds of processors: compiling its loop, and an arm-year; with a digest of the numbers.

Usage: ``python -m benchmarks.simulator [RUNS [YEARS]]``. The loop is compiled anew in a folder for temporary files; nothing kept is touched. Two
checkouts that print the same digest gave the same numbers to the bit.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time

import numpy as np

import westphalia as wp
from westphalia.system.engine import Engine
from westphalia.system.estimates import stored
from westphalia.system.interventions import SANCTION, Command, Commands
from westphalia.system.parameters import model
from westphalia.system.state import start

START = 2022


def main(runs: int = 40, years: int = 20) -> None:
    """Compile, run, and print."""
    world = wp.load()
    of, now = model(stored(world)["processes"]), start(world, START)
    late = Command(0, START + 2, SANCTION, i=now.place(365), j=now.place(140))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WESTPHALIA_CACHE"] = folder
        begun = time.process_time()
        engine = Engine(of, now, years, 1, Commands(((), (late,)), ("late",)))
        engine.block(np.array([1]))
        compiled = time.process_time() - begun
        engine.block(np.array([1, 11]))  # both draws of the parameters that are kept
        best = np.inf
        for _ in range(3):
            begun = time.process_time()
            block = engine.block(np.arange(1, runs + 1))
            best = min(best, time.process_time() - begun)
    print(f"compiling {compiled:.1f} s, {now.n} states, {runs} runs of {years} years, two arms")
    print(f"{best / runs / years / 2 * 1e3:.2f} ms an arm-year, the best of three")
    print(f"digest {hashlib.sha256(block.outcomes.tobytes() + block.touched.tobytes()).hexdigest()[:24]}")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
