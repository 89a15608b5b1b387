"""scikit-learn, and NumPy as course assignments write it: float64, dictionaries, step by step."""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.shapes import NETS, STATISTICS, batch

Run = Callable[[int], None]
Arrays = dict[str, np.ndarray]


def sklearn_net(name: str) -> Run:
    """Return scikit-learn's perceptron as it comes: Nesterov, L2, a shuffle per epoch."""
    return perceptron(name)


def sklearn_bare(name: str) -> Run:
    """Return the same with everything switched off that our step does not do."""
    return perceptron(name, nesterovs_momentum=False, alpha=0.0, shuffle=False)


def perceptron(name: str, **options: Any) -> Run:
    """Return training in epochs of 100 batches or fewer, float32 as ours."""
    from sklearn.neural_network import MLPClassifier

    shape = NETS[name]
    x, labels = batch(shape)
    network = MLPClassifier(
        shape.sizes[1:-1],
        solver="sgd",
        batch_size=shape.batch,
        learning_rate_init=1e-3,
        **options,
    )
    network.partial_fit(x, labels, classes=np.arange(10))
    epoch = np.tile(x, (100, 1)), np.tile(labels, 100)

    def run(steps: int) -> None:
        for start in range(0, steps, 100):
            rows = shape.batch * min(100, steps - start)
            network.partial_fit(epoch[0][:rows], epoch[1][:rows])

    return run


def affine_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, Any]:
    """Compute ``x @ w + b``."""
    return x.reshape(x.shape[0], -1).dot(w) + b, (x, w, b)


def affine_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, ...]:
    """Return dx, dw and db."""
    x, w, _ = cache
    dx = dout.dot(w.T).reshape(x.shape)
    return dx, x.reshape(x.shape[0], -1).T.dot(dout), np.sum(dout, axis=0)


def batchnorm_forward(
    x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, bn_param: dict[str, Any]
) -> tuple[np.ndarray, Any]:
    """Normalize in small steps, every one of them kept."""
    mean = np.mean(x, axis=0)
    centred = x - mean
    var = np.mean(centred**2, axis=0)
    std = np.sqrt(var + 1e-5)
    inverse = 1.0 / std
    x_hat = centred * inverse
    bn_param["running_mean"] = 0.9 * bn_param.get("running_mean", 0) + 0.1 * mean
    bn_param["running_var"] = 0.9 * bn_param.get("running_var", 1) + 0.1 * var
    return gamma * x_hat + beta, (x_hat, gamma, centred, inverse, std)


def batchnorm_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, ...]:
    """Return dx, dgamma and dbeta, going back through the steps one by one."""
    x_hat, gamma, centred, inverse, std = cache
    n = dout.shape[0]
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * x_hat, axis=0)
    dx_hat = dout * gamma
    dinverse = np.sum(dx_hat * centred, axis=0)
    dcentred = dx_hat * inverse
    dstd = -1.0 / std**2 * dinverse
    dvar = 0.5 / std * dstd
    dcentred += 2 * centred * (np.ones_like(dout) / n * dvar)
    dmean = -np.sum(dcentred, axis=0)
    return dcentred + np.ones_like(dout) / n * dmean, dgamma, dbeta


def softmax_loss(scores: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the cross-entropy and its gradient."""
    probs = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    probs /= np.sum(probs, axis=1, keepdims=True)
    n = scores.shape[0]
    loss = -np.sum(np.log(probs[np.arange(n), labels])) / n
    dscores = probs.copy()
    dscores[np.arange(n), labels] -= 1
    return loss, dscores / n


def momentum_update(w: np.ndarray, dw: np.ndarray, config: dict[str, Any]) -> np.ndarray:
    """Return the weights after one step of momentum."""
    v = config.setdefault("velocity", np.zeros_like(w))
    v = 0.9 * v - 1e-3 * dw
    config["velocity"] = v
    return w + v


def adam_update(w: np.ndarray, dw: np.ndarray, config: dict[str, Any]) -> np.ndarray:
    """Return the weights after one step of Adam."""
    m = config.setdefault("m", np.zeros_like(w))
    v = config.setdefault("v", np.zeros_like(w))
    config["t"] = config.get("t", 0) + 1
    config["m"] = m = 0.9 * m + 0.1 * dw
    config["v"] = v = 0.999 * v + 0.001 * dw**2
    m_hat, v_hat = m / (1 - 0.9 ** config["t"]), v / (1 - 0.999 ** config["t"])
    return w - 1e-3 * m_hat / (np.sqrt(v_hat) + 1e-8)


def assignment_net(name: str) -> Run:
    """Return training as assignments write it: they add the L2 penalty also where it is 0."""
    return dictionaries(name, reg=0.0)


def assignment_bare(name: str) -> Run:
    """Return the same without the penalty, which our step does not compute."""
    return dictionaries(name, reg=None)


def dictionaries(name: str, reg: float | None) -> Run:
    """Return training with dictionaries of parameters, gradients and configurations."""
    shape = NETS[name]
    x, labels = batch(shape)
    x = x.astype(np.float64)
    rng = np.random.default_rng(0)
    params: Arrays = {}
    for layer, (dim_in, dim_out) in enumerate(shape.pairs):
        params[f"W{layer}"] = rng.standard_normal((dim_in, dim_out)) * (2 / dim_in) ** 0.5
        params[f"b{layer}"] = np.zeros(dim_out)
        if shape.batchnorm and layer < len(shape.pairs) - 1:
            params[f"gamma{layer}"] = np.ones(dim_out)
            params[f"beta{layer}"] = np.zeros(dim_out)
    configs: dict[str, dict[str, Any]] = {key: {} for key in params}
    bn_params: list[dict[str, Any]] = [{} for _ in shape.pairs]
    update = adam_update if shape.adam else momentum_update

    def gradients() -> Arrays:
        out, caches, grads = x, [], {}
        for layer in range(len(shape.pairs)):
            out, cache = affine_forward(out, params[f"W{layer}"], params[f"b{layer}"])
            norm = None
            if layer < len(shape.pairs) - 1:
                if shape.batchnorm:
                    scale, shift = params[f"gamma{layer}"], params[f"beta{layer}"]
                    out, norm = batchnorm_forward(out, scale, shift, bn_params[layer])
                before, out = out, np.maximum(0, out)
                caches.append((cache, norm, before))
            else:
                caches.append((cache, norm, out))
        loss, dout = softmax_loss(out, labels)
        for layer in reversed(range(len(shape.pairs))):
            cache, norm, before = caches[layer]
            if layer < len(shape.pairs) - 1:
                dout = dout * (before > 0)
                if norm is not None:
                    dout, grads[f"gamma{layer}"], grads[f"beta{layer}"] = batchnorm_backward(
                        dout, norm
                    )
            dout, grads[f"W{layer}"], grads[f"b{layer}"] = affine_backward(dout, cache)
            if reg is not None:
                w = params[f"W{layer}"]
                loss += 0.5 * reg * np.sum(w * w)
                grads[f"W{layer}"] += reg * w
        return grads

    def run(steps: int) -> None:
        for _ in range(steps):
            grads = gradients()
            for key, value in params.items():
                params[key] = update(value, grads[key], configs[key])

    return run


def lecture_statistics(_: str) -> Run:
    """Return the activation statistics as the lecture's code computes them."""
    width, rows, depth = (STATISTICS[key] for key in ("width", "rows", "depth"))
    rng = np.random.default_rng(0)

    def run(steps: int) -> None:
        for _ in range(steps):
            x, kept = rng.standard_normal((rows, width)), {}
            for layer in range(depth):
                w = rng.standard_normal((width, width)) * 0.04
                kept[layer] = x = np.tanh(np.dot(x, w))
            for out in kept.values():
                np.mean(out), np.std(out), np.histogram(out.ravel(), 40, (-1, 1))

    return run
