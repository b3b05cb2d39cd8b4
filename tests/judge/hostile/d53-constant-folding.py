def solve(x):
    return "x" * 10**9 * 10
