import numpy as np


def batchnorm2d(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """Whole-array operations; statistics in float64, whatever comes in."""
    single = all(v.dtype == np.float32 for v in (x, gamma, beta, running_mean, running_var))
    dtype = np.float32 if single else np.float64
    x, gamma, beta, old_mean, old_var = (v.astype(np.float64) for v in (x, gamma, beta, running_mean, running_var))
    n, channels, height, width = x.shape
    count = n * height * width
    if training:
        if count == 1:
            raise ValueError("a single value per channel has no variance")
        mean, var = x.mean(axis=(0, 2, 3)), x.var(axis=(0, 2, 3))
        new_mean = (1 - momentum) * old_mean + momentum * mean
        new_var = (1 - momentum) * old_var + momentum * var * (count / (count - 1))
    else:
        mean, var = new_mean, new_var = old_mean, old_var
    scale = gamma / np.sqrt(var + eps)
    shift = (1, channels, 1, 1)
    y = (x - mean.reshape(shift)) * scale.reshape(shift) + beta.reshape(shift)
    return y.astype(dtype), new_mean.astype(dtype), new_var.astype(dtype)
