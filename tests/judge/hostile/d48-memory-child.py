"""A child takes the memory; its parent waits for it and goes on."""
import os


def solve(x):
    if os.fork() == 0:
        kept = []
        while True:
            kept.append(bytearray(16 << 20))
    os.wait()
    return x
