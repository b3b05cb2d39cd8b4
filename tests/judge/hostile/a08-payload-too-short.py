"""Promises more bytes than come."""
import os
import struct
import time


def solve(x):
    os.write(4, struct.pack("<IHBB", 500, 2, 4, 0) + b"\4")
    time.sleep(60)
