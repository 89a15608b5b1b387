"""When a training explodes: the last step is taken back, and the net stops."""

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.network import Network


class ExplosionGuard:
    """Stops a net whose loss is not finite or above ``factor`` times its first loss.

    The members of a stack stop one by one. None for ``factor`` lets everything run.
    """

    def __init__(self, net: Network, factor: float | None = 3.0) -> None:
        if factor is not None and factor <= 1:
            raise ValueError(f"fit: stop_factor is {factor}, expected a number above 1, or None")
        self.net, self.factor = net, factor
        self.running: Array = np.full(net.params.shape[:-1], True)  # False: it has exploded
        self.params, self.buffers = np.empty_like(net.params), np.empty_like(net.buffers)
        self._limit: Array | None = None

    def remember(self) -> None:
        """Keep the parameters and running averages as they are before a step."""
        self.params[...], self.buffers[...] = self.net.params, self.net.buffers

    def take_back(self, loss: Array) -> Array:
        """Give the members that exploded what was remembered; return which members go on.

        ``loss`` is that of the batch, before the step.
        """
        if self.factor is None:
            return self.running
        if self._limit is None:
            self._limit = self.factor * np.asarray(loss, np.float64)
        # Written so that nan, which compares as False, counts as an explosion.
        self.running = self.running & np.isfinite(loss) & (loss <= self._limit)
        if not self.running.all():
            stopped = ~self.running
            self.net.params[stopped] = self.params[stopped]
            self.net.buffers[stopped] = self.buffers[stopped]
        return self.running
