"""Where two documents differ. ``python -m tests.golden.difference ONE TWO`` compares two checkouts, leaf by leaf."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CLOSE = 1e-9
"""Numbers of documents agree to this relative difference."""
TINY = 1e-12
"""Below this a number is rounding around zero."""
MISSING = "(nothing)"


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield path and value of every leaf.

    Examples
    --------
    >>> list(leaves({"a": [1, {"b": None}], "c": {}}))
    [('a/0', 1), ('a/1/b', None), ('c', {})]
    """
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    if not parts or not tree:
        yield path, tree
        return
    for key, value in parts:
        yield from leaves(value, f"{path}/{key}" if path else str(key))


def same(one: Any, two: Any) -> bool:
    """Return whether two leaves agree: numbers to :data:`CLOSE`, all else exactly.

    Examples
    --------
    >>> same(1.0, 1.0 + 1e-12), same(1.0, 1.0 + 1e-8), same(1, True), same(2, 2.0)
    (True, False, False, True)
    """
    numbers = all(isinstance(each, (int, float)) and not isinstance(each, bool) for each in (one, two))
    if numbers:
        return math.isclose(one, two, rel_tol=CLOSE, abs_tol=TINY)
    return type(one) is type(two) and bool(one == two)


def differing(was: Any, now: Any) -> list[str]:
    """Return a line for every leaf that differs: its path, what it was and what it is.

    Examples
    --------
    >>> differing({"a": [1, 2]}, {"a": [1, 3], "b": 0})
    ['a/1: 2 -> 3', 'b: (nothing) -> 0']
    """
    old, new = dict(leaves(was)), dict(leaves(now))
    return [
        f"{path}: {_said(old, path)} -> {_said(new, path)}"
        for path in dict.fromkeys((*old, *new))
        if path not in old or path not in new or not same(old[path], new[path])
    ]


def _said(flat: dict[str, Any], path: str) -> str:
    return json.dumps(flat[path], ensure_ascii=False) if path in flat else MISSING


def answers(root: Path) -> Any:
    """Return all documents and panels of a checkout, asked in a process of its own."""
    env = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{Path(__file__).parents[2]}"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.golden.make", "--print"],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    print("\n".join(differing(answers(Path(sys.argv[1]).resolve()), answers(Path(sys.argv[2]).resolve()))))
