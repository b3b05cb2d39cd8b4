import sys


class Deep:
    def __getattr__(self, name):
        return repr(self)

    def __repr__(self):
        return self.missing


def solve(x):
    sys.setrecursionlimit(10**9)
    return repr(Deep())
