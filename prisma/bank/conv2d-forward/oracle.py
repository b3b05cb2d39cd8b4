"""torch.nn.functional.conv2d."""
import numpy as np
import torch


def draw(rng):
    n, c, f = (int(rng.integers(1, 5)) for _ in range(3))
    kh, kw = (int(rng.integers(1, 5)) for _ in range(2))
    padding = tuple(int(rng.integers(0, 4)) for _ in range(2))
    stride = tuple(int(rng.integers(1, 5)) for _ in range(2))
    # From one below the smallest that fits, so that some draws must be refused.
    h = max(1, kh - 2 * padding[0] + int(rng.integers(-1, 8)))
    w = max(1, kw - 2 * padding[1] + int(rng.integers(-1, 8)))
    dtype = np.float32 if rng.random() < 0.3 else np.float64
    x = rng.normal(size=(n, c, h, w)).astype(dtype)
    if rng.random() < 0.15:
        x, dtype = rng.integers(0, 256, size=x.shape).astype(np.uint8), np.float64
    kernel = rng.normal(size=(f, c + int(rng.random() < 0.05), kh, kw)).astype(dtype)
    bias = rng.normal(size=f).astype(dtype) if rng.random() < 0.7 else None
    return [("conv2d", (x, kernel, bias), {"stride": stride, "padding": padding})]


def conv2d(x, w, b=None, stride=(1, 1), padding=(0, 0)):
    if x.shape[1] != w.shape[1] or any(k > n + 2 * p for k, n, p in zip(w.shape[2:], x.shape[2:], padding)):
        raise ValueError("kernel and input do not fit")
    dtype = np.float32 if all(a is None or a.dtype == np.float32 for a in (x, w, b)) else np.float64
    tensors = [None if a is None else torch.from_numpy(a.astype(dtype)) for a in (x, w, b)]
    return torch.nn.functional.conv2d(*tensors, stride=stride, padding=padding).numpy()
