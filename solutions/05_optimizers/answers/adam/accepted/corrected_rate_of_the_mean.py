"""Keras' form with a corrected rate and stacked moments."""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    moments, t = (np.zeros((2,) + w.shape), 0) if state is None else state
    t += 1
    betas = np.array([beta1, beta2]).reshape((2,) + (1,) * w.ndim)
    moments = betas * moments + (1 - betas) * np.stack([dw, dw**2])
    m_hat, v_hat = moments / (1 - betas**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), (moments, t)
