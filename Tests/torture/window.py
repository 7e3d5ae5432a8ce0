"""A window that somebody works in: shown, focused, its title changed at random, until it is ended.

    window.py NAME SEED [LONGEST]     LONGEST: seconds between two titles

Straight to libX11: it must live through nothing, and start at once.
"""

import ctypes
import random
import sys
import time


def main(name, seed, longest=2.0):
  x = ctypes.CDLL("libX11.so.6")
  x.XOpenDisplay.restype = ctypes.c_void_p
  x.XDefaultRootWindow.restype = x.XCreateSimpleWindow.restype = ctypes.c_ulong
  display = ctypes.c_void_p(x.XOpenDisplay(None))
  if not display:
    sys.exit("There is no display.")
  root = ctypes.c_ulong(x.XDefaultRootWindow(display))
  window = ctypes.c_ulong(x.XCreateSimpleWindow(display, root, 10, 10, 200, 100, 0, 0, 0))
  chance = random.Random(seed)
  x.XStoreName(display, window, f"{name} 0".encode())
  x.XMapWindow(display, window)
  x.XSync(display, 0)
  number = 0
  while True:
    time.sleep(chance.uniform(0.05, longest))
    number += 1
    x.XStoreName(display, window, f"{name} {number}".encode())
    # Without a window manager nobody else gives it the focus; before it is shown this is an error.
    if number % 3 == 0:
      x.XRaiseWindow(display, window)
    x.XSync(display, 0)


if __name__ == "__main__":
  main(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:]))
