"""Batch and layer normalization (Ioffe and Szegedy 2015; Ba, Kiros and Hinton 2016).

    x_hat = (x - mean) / sqrt(var + eps)        out = gamma * x_hat + beta

Batch norm takes mean and variance of each column over the batch (axis -2), layer norm of each row
over its features (axis -1). The variance divides by N. ``x`` (..., N, D); ``gamma`` and ``beta``
(..., D).
"""

from course_lib.engine.arrays import Array, expect_features, expect_like, expect_positive
from course_lib.engine.averaging import polyak_update

BatchCache = tuple[Array, Array, Array, Array, Array]
LayerCache = tuple[Array, Array, Array]


def batchnorm_forward(
    x: Array, gamma: Array, beta: Array, eps: float = 1e-5
) -> tuple[Array, BatchCache]:
    """Normalize every column of the batch, then scale by ``gamma`` and shift by ``beta``."""
    expect_features("batchnorm_forward", x, gamma=gamma, beta=beta)
    expect_positive("batchnorm_forward", eps=eps)
    n = x.shape[-2]
    mean = x.sum(axis=-2) / n
    centred = x - mean[..., None, :]
    var = (centred * centred).sum(axis=-2) / n
    inv_std = (var + eps) ** -0.5
    x_hat = centred * inv_std[..., None, :]
    out = gamma[..., None, :] * x_hat + beta[..., None, :]
    return out, (x_hat, gamma, inv_std, mean, var)


def batchnorm_backward(dout: Array, cache: BatchCache) -> tuple[Array, Array, Array]:
    """Return ``dx``, ``dgamma`` and ``dbeta`` by the closed form.

    Normalizing removes from the gradient its mean and its part along ``x_hat``:
    ``dx = gamma * inv_std * (dout - mean(dout) - x_hat * mean(dout * x_hat))``.
    """
    x_hat, gamma, inv_std, _, _ = cache
    expect_like("batchnorm_backward", dout, gamma.shape[:-1] + x_hat.shape[-2:])
    n = x_hat.shape[-2]
    dbeta = dout.sum(axis=-2)
    dgamma = (dout * x_hat).sum(axis=-2)
    dx = dout - (dbeta / n)[..., None, :] - x_hat * (dgamma / n)[..., None, :]
    return dx * (gamma * inv_std)[..., None, :], dgamma, dbeta


def update_running(
    running_mean: Array, running_var: Array, x: Array, momentum: float = 0.9
) -> tuple[Array, Array]:
    """Return ``momentum * old + (1 - momentum) * batch`` for mean and variance, as new arrays."""
    expect_features("update_running", x, running_mean=running_mean, running_var=running_var)
    if not 0 <= momentum <= 1:
        raise ValueError(f"update_running: momentum is {momentum}, expected a number from 0 to 1")
    mean, var = x.mean(axis=-2), x.var(axis=-2)
    return polyak_update(running_mean, mean, momentum), polyak_update(running_var, var, momentum)


def batchnorm_inference(
    x: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    eps: float = 1e-5,
) -> Array:
    """Normalize with the running statistics: each row is treated alone, any batch size will do."""
    expect_features(
        "batchnorm_inference",
        x,
        gamma=gamma,
        beta=beta,
        running_mean=running_mean,
        running_var=running_var,
    )
    scale = gamma * (running_var + eps) ** -0.5
    return x * scale[..., None, :] + (beta - running_mean * scale)[..., None, :]


def layernorm_forward(
    x: Array, gamma: Array, beta: Array, eps: float = 1e-5
) -> tuple[Array, LayerCache]:
    """Normalize every row over its features, then scale by ``gamma`` and shift by ``beta``."""
    expect_features("layernorm_forward", x, gamma=gamma, beta=beta)
    expect_positive("layernorm_forward", eps=eps)
    centred = x - x.mean(axis=-1, keepdims=True)
    inv_std = ((centred * centred).mean(axis=-1, keepdims=True) + eps) ** -0.5
    x_hat = centred * inv_std
    return gamma[..., None, :] * x_hat + beta[..., None, :], (x_hat, gamma, inv_std)


def layernorm_backward(dout: Array, cache: LayerCache) -> tuple[Array, Array, Array]:
    """Return ``dx``, ``dgamma`` and ``dbeta``: batch norm's formula with rows for columns."""
    x_hat, gamma, inv_std = cache
    expect_like("layernorm_backward", dout, gamma.shape[:-1] + x_hat.shape[-2:])
    dx_hat = dout * gamma[..., None, :]
    along = (dx_hat * x_hat).mean(axis=-1, keepdims=True)
    dx = inv_std * (dx_hat - dx_hat.mean(axis=-1, keepdims=True) - x_hat * along)
    return dx, (dout * x_hat).sum(axis=-2), dout.sum(axis=-2)
