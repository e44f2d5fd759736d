"""A process of its own for every run: how long it took and the most memory it held."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Wall time and time of processors in seconds, resident memory at its peak in MB, and what was printed.

    The system counts the process before it becomes the command too, so the memory is never less than that of the process that measures (15 MB).
    """

    seconds: float
    cpu: float
    memory: float
    printed: str


def run(command: list[str], environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end, with the environment of this process or another.

    Raises
    ------
    RuntimeError
        When it fails, with what it wrote to standard error.
    """
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{err.read()}")
        return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read())
