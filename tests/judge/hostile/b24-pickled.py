import pickle


class Bomb:
    def __reduce__(self):
        return (print, ("unpickled",))


def solve(x):
    return pickle.dumps(Bomb())
