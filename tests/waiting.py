"""How tests wait: no test passes or fails by the clock, only a hang ends a wait."""

import time
from collections.abc import Callable

#: Seconds that nothing takes but a hang, on a machine however slow.
HANG = 600.0
PAUSE = 0.05


def until(holds: Callable[[], object]) -> bool:
    """Wait until ``holds()`` is true; False after a time that only a hang takes."""
    return any(_wait(holds) for _ in range(int(HANG / PAUSE)))


def _wait(holds: Callable[[], object]) -> bool:
    if holds():
        return True
    time.sleep(PAUSE)
    return False
