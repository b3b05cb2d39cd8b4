"""Scribbles over the interpreter with ctypes."""
import ctypes


def solve(x):
    for constant in (1, 2, 3):
        ctypes.memset(id(constant) + 16, 0x7F, 12)
    ctypes.memset(id(None), 0, 64)
    return x
