def solve(x):
    return x


while True:
    pass
