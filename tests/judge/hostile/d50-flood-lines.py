def solve(x):
    while True:
        print("flood" * 100)
