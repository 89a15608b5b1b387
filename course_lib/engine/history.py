"""What happened during training, step by step and epoch by epoch."""

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.clipping import member_norms


class History:
    """Arrays of a training run; for a stack of E members each has a second axis, (steps, E).

    Per step: ``loss`` (of the batch, before the step), ``lr``, ``grad_norm`` (before clipping) and
    ``update_ratio``, the norm of the step divided by the norm of the parameters. Per epoch:
    ``train_accuracy`` and ``val_accuracy``, at inference; nan where there are no labels to compare.
    A member that exploded has nan from then on.
    """

    def __init__(self, steps: int, epochs: int, members: int | None) -> None:
        shape = () if members is None else (members,)
        self.steps = 0
        self.epochs = 0
        self.loss = np.full((steps, *shape), np.nan)
        self.lr = np.full((steps, *shape), np.nan)
        self.grad_norm = np.full((steps, *shape), np.nan)
        self.update_ratio = np.full((steps, *shape), np.nan)
        self.train_accuracy = np.full((epochs, *shape), np.nan)
        self.val_accuracy = np.full((epochs, *shape), np.nan)
        self.running: Array = np.full(shape, True)  # False where a member has exploded
        self._exploded = np.full(shape, -1)

    @property
    def exploded_at(self) -> int | list[int | None] | None:
        """The step whose loss stopped the net, or None; a list of them for a stack."""
        steps: int | list[int] = self._exploded.tolist()
        if isinstance(steps, list):
            return [None if step < 0 else step for step in steps]
        return None if steps < 0 else steps

    def record_step(
        self, loss: Array, lr: float | Array, grad_norm: Array, ratio: Array, running: Array
    ) -> None:
        """Note a step; ``running`` says which members its loss has not stopped."""
        # The loss that stops a member is noted, the step that was taken back is not.
        self._note(self.loss, loss)
        self._exploded = np.where(self.running & ~running, self.steps, self._exploded)
        self.running = running
        self._note(self.lr, lr if np.ndim(lr) < 2 else np.reshape(lr, -1))
        self._note(self.grad_norm, grad_norm)
        self._note(self.update_ratio, ratio)
        self.steps += 1

    def _note(self, record: Array, value: float | Array) -> None:
        """Write the value of this step; nan for members that do not run."""
        record[self.steps] = value if self.running.all() else np.where(self.running, value, np.nan)

    def record_epoch(self, train_accuracy: float | Array, val_accuracy: float | Array) -> None:
        """Note the accuracies at the end of an epoch."""
        self.train_accuracy[self.epochs] = train_accuracy
        self.val_accuracy[self.epochs] = val_accuracy
        self.epochs += 1

    def finish(self) -> "History":
        """Cut off the steps and epochs that an explosion left undone."""
        for name in ("loss", "lr", "grad_norm", "update_ratio"):
            setattr(self, name, getattr(self, name)[: self.steps])
        self.train_accuracy = self.train_accuracy[: self.epochs]
        self.val_accuracy = self.val_accuracy[: self.epochs]
        return self


def update_ratio(w: Array, update: Array) -> Array:
    """Return the norm of the update by the norm of the parameters, for each member of a stack."""
    ratio: Array = member_norms(update) / np.maximum(member_norms(w), 1e-30)
    return ratio
