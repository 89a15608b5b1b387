"""A progress bar on stderr: for trainings, and for the commands that take a while."""

import sys
from collections.abc import Iterable
from typing import Any


def progress_bar(
    steps: Iterable[Any] | None = None, *, total: int, unit: str, passing: bool = False
) -> Any:
    """Return tqdm's bar around ``steps``, or one that its user moves on with ``update()``.

    A ``passing`` bar leaves nothing behind, and shows only where somebody watches a terminal.
    """
    kind: dict[str, Any] = {"leave": False, "disable": None} if passing else {}
    # tqdm.auto asks once, and only whether somebody has imported a kernel's module: many commands
    # do, and their bars would go to stdout.
    if _in_a_kernel() and not passing:
        from tqdm.notebook import tqdm
    else:
        from tqdm import tqdm
    return tqdm(steps, total=total, unit=unit, **kind)


def _in_a_kernel() -> bool:
    ipython = sys.modules.get("IPython")
    return getattr(ipython and ipython.get_ipython(), "kernel", None) is not None
