"""Correctness first: our gradients beside PyTorch's, float64, same parameters, same batch."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from benchmarks import no_arguments, ours, torch_peers
from benchmarks.shapes import IMAGES, NETS, Images, batch, images
from course_lib.engine.losses import softmax_loss
from course_lib.engine.modules import Module
from course_lib.engine.network import Network

NAMES = {"w": "weight", "b": "bias", "gamma": "weight", "beta": "bias"}


def error(name: str) -> float:
    """Return the largest difference, relative to the largest gradient of its array."""
    if name in IMAGES:
        shape: Images = IMAGES[name]
        layers: Sequence[Module] = ours.image_layers(shape)
        model, (x, labels) = torch_peers.image_model(shape), images(shape)
    else:
        layers, model = ours.layers(NETS[name]), torch_peers.model(NETS[name])
        x, labels = batch(NETS[name])
    network = Network(layers, np.random.default_rng(0), dtype=np.float64)
    model = model.double()
    pairs = list(zip(network.layers, model, strict=True))
    for ours_one, theirs in pairs:
        for key, value in ours_one.params.items():
            wanted = torch.from_numpy(value.T.copy() if is_matrix(value) else value)
            getattr(theirs, NAMES[key]).data.copy_(wanted)
    x = x.astype(np.float64)
    _, dscores = softmax_loss(network.forward(x), labels)
    network.backward(dscores)
    loss = nn.functional.cross_entropy(model(torch.from_numpy(x)), torch.from_numpy(labels))
    loss.backward()
    worst = 0.0
    for ours_one, theirs in pairs:
        for key, grad in ours_one.grads.items():
            gradient = getattr(theirs, NAMES[key]).grad.numpy()
            gradient = gradient.T if is_matrix(grad) else gradient
            # The bias before batch norm has a gradient of 0, and 0 has no relative error.
            scale = max(np.abs(gradient).max(), 1e-6)
            worst = max(worst, float(np.abs(grad - gradient).max() / scale))
    return worst


def is_matrix(array: np.ndarray) -> bool:
    """Tell the weights of an affine layer, which PyTorch stores as (M, D)."""
    return array.ndim == 2


def main() -> None:
    """Print one error for each kind of net."""
    for name in ("a", "b", "d_bn", "e8", "e32"):
        print(name, error(name))


if __name__ == "__main__":
    no_arguments("gradients", __doc__)
    main()
