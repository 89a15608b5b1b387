"""A residual block: a few layers whose output is added to their input.

    out = x + scale * branch(x)

He, Zhang, Ren, Sun: Deep residual learning for image recognition. CVPR 2016.
"""

from collections.abc import Sequence

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.init import Init
from course_lib.engine.module import Module, expect_layers


class Residual(Module):
    """Add what ``branch``, a row of modules from D to D features, makes of ``x`` to ``x`` itself.

    The parameters are those of the branch, named by position: ``"0.w"``, ``"0.b"``, ``"2.w"``. The
    ``l2`` of ``fit`` does not reach them: it is for layers with a parameter ``"w"``.
    """

    def __init__(self, branch: Sequence[Module], scale: float = 1.0) -> None:
        expect_layers("Residual", branch)
        super().__init__(
            **{
                _key(i, name): shape
                for i, m in enumerate(branch)
                for name, shape in m.shapes.items()
            }
        )
        self.branch = list(branch)
        self.scale = scale
        for i, layer in enumerate(self.branch):
            self.buffers.update({_key(i, name): value for name, value in layer.buffers.items()})

    def start(self, name: str, init: Init, rng: np.random.Generator) -> Array:
        position, own_name = name.split(".", 1)
        return self.branch[int(position)].start(own_name, init, rng)

    def forward(self, x: Array, training: bool = True) -> Array:
        out = x
        for position, layer in enumerate(self.branch):
            self._lend(position, layer)
            out = layer.forward(out, training)
        if out.shape[-len(x.shape) :] != x.shape:
            raise ValueError(
                f"Residual: the branch made {out.shape} of x {x.shape}, expected the same shape"
            )
        return x + out if self.scale == 1.0 else x + np.asarray(self.scale, x.dtype) * out

    def backward(self, dout: Array) -> Array:
        dx = dout if self.scale == 1.0 else dout * np.asarray(self.scale, dout.dtype)
        for layer in reversed(self.branch):
            dx = layer.backward(dx)
        return dout + dx

    def _lend(self, position: int, layer: Module) -> None:
        """Let a layer of the branch work on this block's views into the network's vectors.

        At each pass, since a copy of the network has vectors of its own.
        """
        layer.rng, layer.members = self.rng, self.members
        for own, its in ((self.params, layer.params), (self.grads, layer.grads)):
            its.update({name: own[_key(position, name)] for name in layer.shapes})
        layer.buffers.update({name: self.buffers[_key(position, name)] for name in layer.buffers})

    def __repr__(self) -> str:
        return f"Residual([{', '.join(map(repr, self.branch))}])"


def _key(position: int, name: str) -> str:
    return f"{position}.{name}"
