import os


def solve(x):
    os.fork()
    return 2 * x
