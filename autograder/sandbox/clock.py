"""How long a request may take: in seconds of the processor, with the wall clock behind it.

On a busy machine a second of work takes many by the wall, and nobody's points shall depend on
what others do meanwhile. The wall clock ends what waits for ever.
"""

import os
import time
from collections.abc import Callable

from .errors import Starved, TimedOut

CORES = os.cpu_count() or 1
TICK = 0.02
PATIENCE = 3.0  # how many times longer a request may take by the wall


class Deadline:
    """The end of ``seconds`` of processor time, as ``used`` counts it, or of the patience."""

    def __init__(
        self, seconds: float, used: Callable[[], float], patience: float = PATIENCE
    ) -> None:
        now = time.monotonic()
        self._seconds = seconds
        self._used = used
        self._first: float | None = None
        # Most requests are over before it is worth while to look what they use.
        self._look = now + min(TICK, seconds * patience)
        self._end = now + seconds * patience

    def left(self) -> float:
        """Return for how many seconds the time cannot be up.

        Raises
        ------
        TimedOut
            If it is up; ``Starved`` if the processor was given too little to the request.
        """
        now = time.monotonic()
        if now >= min(self._look, self._end):
            used = self._used()
            if self._first is None:
                self._first = used
            processor = self._seconds - (used - self._first)
            if processor <= 0:
                raise TimedOut("the time is up")
            if now >= self._end:
                raise Starved("the time is up, and the processor had little for it")
            # It cannot be used up faster than by all cores together.
            self._look = now + max(TICK, processor / CORES)
        return max(0.0, min(self._look, self._end) - now)
