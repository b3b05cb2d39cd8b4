import numpy as np


def solve(x):
    return np.array([[2 * v for v in row] for row in x.tolist()], dtype=object)
