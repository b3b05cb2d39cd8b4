import math

import numpy as np


def batchnorm2d(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """Channel by channel, value by value, in Python floats."""
    n, channels, height, width = x.shape
    count = n * height * width
    if training and count == 1:
        raise ValueError("a single value per channel has no variance")
    dtype = np.float32 if x.dtype == np.float32 and gamma.dtype == np.float32 else np.float64
    y = np.empty(x.shape, dtype=dtype)
    new_mean, new_var = running_mean.copy(), running_var.copy()
    for c in range(channels):
        values = [float(v) for v in x[:, c].ravel()]
        mean, var = float(running_mean[c]), float(running_var[c])
        if training:
            old_mean, old_var = mean, var
            mean = math.fsum(values) / count
            squares = math.fsum((v - mean) ** 2 for v in values)
            var = squares / count
            new_mean[c] = (1 - momentum) * old_mean + momentum * mean
            new_var[c] = (1 - momentum) * old_var + momentum * squares / (count - 1)
        root = math.sqrt(var + eps)
        out = [float(gamma[c]) * (v - mean) / root + float(beta[c]) for v in values]
        y[:, c] = np.array(out).reshape(n, height, width)
    return y, new_mean, new_var
