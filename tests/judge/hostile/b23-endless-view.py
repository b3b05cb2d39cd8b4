"""One element that pretends to be 2^40."""
import numpy as np


def solve(x):
    return np.lib.stride_tricks.as_strided(x, (1 << 20, 1 << 20), (0, 0))
