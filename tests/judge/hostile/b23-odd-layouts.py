"""Right values in a byte-swapped, reversed view: an honest answer."""
import numpy as np


def solve(x):
    return (2 * x)[::-1, ::-1].copy().astype(">f8")[::-1, ::-1]
