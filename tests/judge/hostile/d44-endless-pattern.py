import re


def solve(x):
    return re.match(r"(a+)+$", "a" * 64 + "b")
