"""PyTorch on the CPU, eager, as its tutorials write it."""

from collections.abc import Callable

import numpy as np
import torch
from torch import nn
from torch.func import functional_call, grad, stack_module_state, vmap

from benchmarks import bare
from benchmarks.shapes import IMAGES, NETS, OPTIMIZED, STATISTICS, Images, Net, batch, images

Run = Callable[[int], None]


def model(net: Net) -> nn.Sequential:
    """Return the layers of ``ours.layers``."""
    made: list[nn.Module] = []
    for dims in net.pairs[:-1]:
        norm = [nn.BatchNorm1d(dims[1])] if net.batchnorm else []
        made += [nn.Linear(*dims), *norm, nn.ReLU()]
    return nn.Sequential(*made, nn.Linear(*net.pairs[-1]))


def image_model(net: Images) -> nn.Sequential:
    """Return the layers of ``ours.image_layers``."""
    return nn.Sequential(
        nn.Conv2d(net.channels, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * (net.side // 4) ** 2, 10),
    )


def train(
    network: nn.Module, optimizer: torch.optim.Optimizer, x: np.ndarray, labels: np.ndarray
) -> Run:
    """Return forward, loss, backward and step, ``steps`` times."""
    inputs, targets = torch.from_numpy(x), torch.from_numpy(labels)

    def run(steps: int) -> None:
        for _ in range(steps):
            optimizer.zero_grad()
            nn.functional.cross_entropy(network(inputs), targets).backward()
            optimizer.step()

    return run


def products(name: str) -> Run:
    """Return the matrix products of ``bare.net`` with PyTorch's own library for them."""
    return multiply(bare.factors_of(NETS[name]))


def statistics_products(_: str) -> Run:
    """Return the ten products of the activation statistics, in PyTorch."""
    return multiply(bare.statistics_factors())


def multiply(factors: list[bare.Product]) -> Run:
    """Return ``run(steps)`` that computes all the products."""
    pairs = [(torch.from_numpy(left), torch.from_numpy(right)) for left, right in factors]

    def run(steps: int) -> None:
        for _ in range(steps):
            for left, right in pairs:
                torch.mm(left, right)

    return run


def momentum(network: nn.Module) -> torch.optim.Optimizer:
    """Return SGD with momentum."""
    return torch.optim.SGD(network.parameters(), lr=1e-3, momentum=0.9)


def net(name: str, fused: bool = False) -> Run:
    """Return training of one net."""
    shape = NETS[name]
    network = model(shape)
    if shape.adam:
        options = {"fused": True} if fused else {}
        return train(network, torch.optim.Adam(network.parameters(), **options), *batch(shape))
    return train(network, momentum(network), *batch(shape))


def fused(name: str) -> Run:
    """Return training with the optimizer fused into one kernel."""
    return net(name, fused=True)


def image_net(name: str) -> Run:
    """Return training of the convolutional net."""
    network = image_model(IMAGES[name])
    return train(network, momentum(network), *images(IMAGES[name]))


def loop(name: str) -> Run:
    """Return training of the members of an ensemble one after the other."""
    shape = NETS[name]
    x, labels = batch(shape)
    networks = [model(shape) for _ in range(shape.members)]
    runs = [
        train(network, momentum(network), x[member], labels[member])
        for member, network in enumerate(networks)
    ]

    def run(steps: int) -> None:
        for _ in range(steps):
            for one in runs:
                one(1)

    return run


def stacked(name: str) -> Run:
    """Return training of an ensemble by torch.func: vmap over stacked parameters."""
    shape = NETS[name]
    x, labels = (torch.from_numpy(array) for array in batch(shape))
    networks = [model(shape) for _ in range(shape.members)]
    params, buffers = stack_module_state(networks)
    skeleton = model(shape).to("meta")

    def loss(one: dict, state: dict, inputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        return nn.functional.cross_entropy(
            functional_call(skeleton, (one, state), (inputs,)), targets
        )

    gradients = vmap(grad(loss))
    optimizer = torch.optim.SGD(params.values(), lr=1e-3, momentum=0.9)

    def run(steps: int) -> None:
        for _ in range(steps):
            for key, value in gradients(params, buffers, x, labels).items():
                params[key].grad = value
            optimizer.step()

    return run


def statistics(_: str) -> Run:
    """Return our way to the activation statistics, in PyTorch."""
    width, rows, depth = (STATISTICS[key] for key in ("width", "rows", "depth"))
    start = torch.randn(rows, width)
    normals = [torch.randn(width, width) for _ in range(depth)]

    @torch.no_grad()
    def run(steps: int) -> None:
        for step in range(steps):
            x, std, table = start, 0.04 + 0.0001 * step, []
            for normal in normals:
                x = torch.tanh((x @ normal) * std)
                sample = x[:: rows * width // 5000]
                counts = torch.histc(sample, 40, -1, 1)
                flat = (sample.abs() > 0.99).float().mean()
                table.append((x.mean().item(), x.std().item(), flat.item(), counts.numpy()))

    return run


def optimizer(name: str) -> Run:
    """Return an optimizer alone on a million parameters."""
    param = torch.randn(OPTIMIZED, requires_grad=True)
    param.grad = torch.randn(OPTIMIZED)
    method: torch.optim.Optimizer
    if name == "h_adam":
        method = torch.optim.Adam([param], lr=1e-3)
    else:
        method = torch.optim.SGD([param], lr=1e-3, momentum=0.9)

    def run(steps: int) -> None:
        for _ in range(steps):
            method.step()

    return run
