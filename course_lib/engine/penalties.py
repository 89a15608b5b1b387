"""Penalties: what is added to the loss so that the weights stay small."""

import numpy as np

from course_lib.engine.arrays import Array, per_member
from course_lib.engine.network import Network


class L2:
    """``0.5 * strength * sum(w**2)`` of a network's weights, not of biases, gamma and beta.

    ``strength`` is one number, or one for each member of a stack.
    """

    def __init__(self, net: Network, strength: float | Array) -> None:
        layers = [layer for layer in net.layers if "w" in layer.params and np.any(strength)]
        self.weights = [(layer.params["w"], layer.grads["w"]) for layer in layers]
        self.strengths = [per_member("fit", "l2", strength, w) for w, _ in self.weights]

    def add_gradient(self) -> None:
        """Add the penalty's gradient, ``strength * w``, to the gradients of the weights."""
        for (w, dw), strength in zip(self.weights, self.strengths, strict=True):
            dw += strength * w
