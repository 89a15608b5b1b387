"""JAX on the CPU, compiled: one step is one function under ``jax.jit``."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.shapes import NETS, Net, batch

Run = Callable[[int], None]
Params = Any  # a list of dictionaries of arrays, one a layer


def begin(net: Net) -> Params:
    """Return He weights and zero biases; before a ReLU also gamma and beta of batch norm."""
    rng = np.random.default_rng(1)
    layers = []
    for d, m in net.pairs:
        w = rng.standard_normal((d, m), dtype=np.float32) * np.float32((2 / d) ** 0.5)
        layers.append({"w": jnp.asarray(w), "b": jnp.zeros(m)})
        if net.batchnorm:
            layers[-1] |= {"gamma": jnp.ones(m), "beta": jnp.zeros(m)}
    return layers


def loss(params: Params, moments: Params, x: Any, labels: Any) -> tuple[Any, Params]:
    """Return the mean cross-entropy, and the running moments of batch norm."""
    kept = []
    for layer, (mean, var) in zip(params[:-1], moments, strict=True):
        x = x @ layer["w"] + layer["b"]
        if "gamma" in layer:
            now, spread = x.mean(axis=0), x.var(axis=0)
            x = (x - now) / jnp.sqrt(spread + 1e-5) * layer["gamma"] + layer["beta"]
            mean, var = 0.9 * mean + 0.1 * now, 0.9 * var + 0.1 * spread
        kept.append((mean, var))
        x = jax.nn.relu(x)
    logits = x @ params[-1]["w"] + params[-1]["b"]
    rows = jnp.arange(len(labels))
    return -jax.nn.log_softmax(logits)[rows, labels].mean(), kept


def momentum(grads: Params, velocity: Params, t: Any) -> tuple[Params, Params]:
    """Return the change of the parameters, and the next velocity."""
    velocity = jax.tree.map(lambda v, g: 0.9 * v + g, velocity, grads)
    return jax.tree.map(lambda v: -1e-3 * v, velocity), velocity


def adam(grads: Params, state: Params, t: Any) -> tuple[Params, Params]:
    """Return the change of the parameters, and the next first and second moments."""
    m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, state[0], grads)
    v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, state[1], grads)
    rate, scale = 1e-3 / (1 - 0.9**t), 1 / (1 - 0.999**t)
    return jax.tree.map(lambda m, v: -rate * m / (jnp.sqrt(scale * v) + 1e-8), m, v), (m, v)


def net(name: str) -> Run:
    """Return training of one net: a compiled step, which gives its arrays to the next one."""
    shape = NETS[name]
    x, labels = map(jnp.asarray, batch(shape))
    params = begin(shape)
    moments = [(jnp.zeros(m), jnp.ones(m)) for _, m in shape.pairs[:-1]]
    zeros = jax.tree.map(jnp.zeros_like, params)
    state = (zeros, jax.tree.map(jnp.zeros_like, params)) if shape.adam else zeros
    rule = adam if shape.adam else momentum

    def step(params: Params, moments: Params, state: Params, t: Any) -> tuple[Params, ...]:
        grads, moments = jax.grad(loss, has_aux=True)(params, moments, x, labels)
        change, state = rule(grads, state, t)
        return jax.tree.map(jnp.add, params, change), moments, state, t + 1

    compiled = jax.jit(step, donate_argnums=(0, 1, 2, 3))
    carried: tuple[Any, ...] = (params, moments, state, jnp.ones(()))

    def run(steps: int) -> None:
        nonlocal carried
        for _ in range(steps):
            carried = compiled(*carried)
        jax.block_until_ready(carried)

    return run
