"""The course's engine as a contestant: each function returns ``run(steps)``."""

from collections.abc import Callable, Sequence

import numpy as np

from benchmarks.shapes import (
    IMAGES,
    NETS,
    OPTIMIZED,
    SEARCH,
    STATISTICS,
    Images,
    Net,
    batch,
    images,
)
from course_lib.engine.losses import softmax_loss
from course_lib.engine.modules import Affine, BatchNorm, Conv, Flatten, MaxPool, Module, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam, Momentum, Optimizer
from course_lib.engine.rng import generators
from course_lib.engine.search import search
from course_lib.engine.train import fit
from course_lib.lessons.initialization.experiments.statistics import activation_statistics

Run = Callable[[int], None]


def layers(net: Net) -> list[Module]:
    """Return affine, batch norm and ReLU for each pair of sizes; the last is affine alone."""
    made: list[Module] = []
    for dims in net.pairs[:-1]:
        norm = [BatchNorm(dims[1])] if net.batchnorm else []
        made += [Affine(*dims), *norm, ReLU()]
    return [*made, Affine(*net.pairs[-1])]


def image_layers(net: Images) -> list[Module]:
    """Return conv16-pool-conv32-pool-linear."""
    first = [Conv(net.channels, 16, 3, pad=1), ReLU(), MaxPool(2)]
    second = [Conv(16, 32, 3, pad=1), ReLU(), MaxPool(2)]
    return [*first, *second, Flatten(), Affine(32 * (net.side // 4) ** 2, 10)]


def train(network: Network, optimizer: Optimizer, x: np.ndarray, labels: np.ndarray) -> Run:
    """Return forward, loss, backward and step, ``steps`` times."""

    def run(steps: int) -> None:
        for _ in range(steps):
            _, dscores = softmax_loss(network.forward(x), labels)
            network.backward(dscores)
            optimizer.step(network.params, network.grads)

    return run


def net(name: str) -> Run:
    """Return training of one net, or of one stack."""
    shape = NETS[name]
    rng = np.random.default_rng(0) if shape.members == 1 else generators(0, shape.members)
    optimizer = Adam(1e-3) if shape.adam else Momentum(1e-3)
    return train(Network(layers(shape), rng), optimizer, *batch(shape))


def loop(name: str) -> Run:
    """Return training of the members of an ensemble one after the other."""
    shape = NETS[name]
    x, labels = batch(shape)
    runs = [
        train(Network(layers(shape), rng), Momentum(1e-3), x[member], labels[member])
        for member, rng in enumerate(generators(0, shape.members))
    ]

    def run(steps: int) -> None:
        for _ in range(steps):
            for one in runs:
                one(1)

    return run


def image_net(name: str) -> Run:
    """Return training of the convolutional net."""
    network = Network(image_layers(IMAGES[name]), np.random.default_rng(0))
    return train(network, Momentum(1e-3), *images(IMAGES[name]))


def statistics(_: str) -> Run:
    """Return the statistics of ten tanh layers for a slider that moves."""

    def run(steps: int) -> None:
        for step in range(steps):
            activation_statistics(0.04 + 0.0001 * step, "tanh", **STATISTICS)

    return run


def optimizer(name: str) -> Run:
    """Return an optimizer alone on a million parameters."""
    method = Adam(1e-3) if name == "h_adam" else Momentum(1e-3)
    rng = np.random.default_rng(0)
    params, grads = rng.standard_normal((2, OPTIMIZED), dtype=np.float32)

    def run(steps: int) -> None:
        for _ in range(steps):
            method.step(params, grads)

    return run


def search_data() -> tuple[np.ndarray, ...]:
    """Return learning rates, training and validation data of the search."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((1440, 64), dtype=np.float32)
    labels = x[:, :10].argmax(axis=1)
    return (
        10 ** rng.uniform(-4, 0, SEARCH["points"]),
        x[:1200],
        labels[:1200],
        x[1200:],
        labels[1200:],
    )


def search_layers() -> Sequence[Module]:
    """Return new layers for one stack of the search."""
    return layers(Net(SEARCH["sizes"], SEARCH["batch_size"]))


def stacked_losses(points: int = SEARCH["points"]) -> np.ndarray:
    """Return the last losses of a search in stacks."""
    rates, *data = search_data()
    options = {key: SEARCH[key] for key in ("stack", "epochs", "batch_size")}
    rates = np.resize(rates, points)
    return search(search_layers, *data, lr=rates, optimizer=Momentum, **options).loss


def serial_losses() -> np.ndarray:
    """Return the last losses of the same search, one training after the other."""
    rates, x, labels, x_val, labels_val = search_data()
    losses = []
    for rate, rng in zip(rates, generators(0, len(rates)), strict=True):
        network = Network(search_layers(), rng)
        history = fit(
            network,
            x,
            labels,
            Momentum(rate),
            SEARCH["epochs"],
            SEARCH["batch_size"],
            rng=rng,
            x_val=x_val,
            labels_val=labels_val,
        )
        losses.append(np.nan if history.exploded_at is not None else history.loss[-1])
    return np.array(losses)


def repeat(function: Callable[[], object]) -> Run:
    """Return ``run(steps)`` that calls a function ``steps`` times."""

    def run(steps: int) -> None:
        for _ in range(steps):
            function()

    return run


def search_stacked(_: str) -> Run:
    """Return the search in stacks."""
    return repeat(stacked_losses)


def search_serial(_: str) -> Run:
    """Return the same search, one training after the other."""
    return repeat(serial_losses)
