import mmap


def solve(x):
    kept = []
    while True:
        page = mmap.mmap(-1, 64 << 20)
        for offset in range(0, 64 << 20, 4096):
            page[offset] = 1
        kept.append(page)
