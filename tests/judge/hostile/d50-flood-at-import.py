import sys

sys.stdout.write("x" * 10_000_000)
sys.stdout.flush()


def solve(x):
    return x
