import numpy as np


def solve(x):
    lazy = np.zeros(2 * 10**9)
    lazy[:: 512] = 1
    return x
