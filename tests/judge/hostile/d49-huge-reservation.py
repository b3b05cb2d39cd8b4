import mmap


def solve(x):
    mmap.mmap(-1, 1 << 50)
    return 2 * x
