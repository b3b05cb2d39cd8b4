"""torch.nn.functional.batch_norm on buffers of its own, in float64 and rounded once."""
import numpy as np
import torch


def draw(rng):
    n, c, h, w = (int(rng.integers(1, 5)) for _ in range(4))
    dtype = np.float32 if rng.random() < 0.3 else np.float64
    x = rng.normal(size=(n, c, h, w)) * rng.uniform(0.5, 3, size=(c, 1, 1)) + rng.normal(size=(c, 1, 1))
    rest = [rng.normal(size=c), rng.normal(size=c), rng.normal(size=c), rng.uniform(0.1, 3, size=c)]
    if rng.random() < 0.15:
        x, dtype = rng.integers(0, 256, size=x.shape).astype(np.uint8), np.float64
    else:
        x = x.astype(dtype)
    options = {"momentum": float(rng.choice([0.0, 0.1, 0.37, 1.0])), "eps": float(rng.choice([1e-3, 1e-5, 0.3]))}
    return [("batchnorm2d", (x, *(a.astype(dtype) for a in rest), bool(rng.random() < 0.6)), options)]


def batchnorm2d(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    if training and x.shape[0] * x.shape[2] * x.shape[3] == 1:
        raise ValueError("one value per channel")
    dtype = np.float32 if x.dtype == np.float32 else np.float64
    x, gamma, beta, mean, var = (torch.from_numpy(a.astype(np.float64)) for a in (x, gamma, beta, running_mean, running_var))
    y = torch.nn.functional.batch_norm(x, mean, var, gamma, beta, training, momentum, eps)
    return tuple(a.numpy().astype(dtype) for a in (y, mean, var))
