import os


def solve(x):
    while True:
        os.write(2, b"x")
