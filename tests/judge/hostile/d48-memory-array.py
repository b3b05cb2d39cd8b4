import numpy as np


def solve(x):
    return np.ones(10**10)
