"""An X server with openbox, and a hand at its keyboard: through Xlib itself, so that the driver
costs little beside what is measured."""

import ctypes
import os
import subprocess
import time

X = ctypes.CDLL("libX11.so.6")
XTEST = ctypes.CDLL("libXtst.so.6")
X.XOpenDisplay.restype = ctypes.c_void_p
for name, arguments in {
    "XDefaultRootWindow": "p", "XInternAtom": "psi", "XSync": "pi", "XFlush": "p",
    "XMapWindow": "pl", "XDestroyWindow": "pl", "XFree": "p",
    "XCreateSimpleWindow": "pliiiiiLL", "XChangeProperty": "plLLiisi",
    "XSendEvent": "plilp"}.items():
  kinds = {"p": ctypes.c_void_p, "l": ctypes.c_ulong, "L": ctypes.c_ulong, "i": ctypes.c_int,
           "s": ctypes.c_char_p}
  getattr(X, name).argtypes = [kinds[letter] for letter in arguments]
X.XCreateSimpleWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 5 + [
  ctypes.c_ulong] * 2
for name in ("XDefaultRootWindow", "XInternAtom", "XCreateSimpleWindow"):
  getattr(X, name).restype = ctypes.c_ulong
XTEST.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p] + [ctypes.c_int] * 3 + [ctypes.c_ulong]


class ClientMessage(ctypes.Structure):
  _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
              ("display", ctypes.c_void_p), ("window", ctypes.c_ulong),
              ("message_type", ctypes.c_ulong), ("format", ctypes.c_int),
              ("data", ctypes.c_long * 5), ("padding", ctypes.c_long * 24)]


def now():
  """Wall time in milliseconds."""
  return time.time_ns() / 1e6


class Server:
  """Xvfb on a free number, and openbox."""

  def __init__(self):
    out, give = os.pipe()
    os.set_inheritable(give, True)
    self.process = subprocess.Popen(
      ["Xvfb", "-displayfd", str(give), "-screen", "0", "1280x800x24", "-nolisten", "tcp",
       "-noreset"], pass_fds=[give], stderr=subprocess.DEVNULL)
    os.close(give)
    with os.fdopen(out) as file:
      self.display = ":" + file.readline().strip()
    self.environment = {**os.environ, "DISPLAY": self.display}
    self.manager = subprocess.Popen(["openbox", "--sm-disable"], env=self.environment,
                                    stderr=subprocess.DEVNULL)

  def close(self):
    for process in (self.manager, self.process):
      process.terminate()
      process.wait()


class Hand:
  def __init__(self, display):
    self.display = X.XOpenDisplay(display.encode())
    self.root = X.XDefaultRootWindow(self.display)
    self.moved = 0

  def atom(self, name):
    return X.XInternAtom(self.display, name.encode(), 0)

  def text(self, window, name, kind, value):
    data = value.encode()
    X.XChangeProperty(self.display, window, self.atom(name), self.atom(kind), 8, 0, data,
                      len(data))

  def window(self, name, title):
    window = X.XCreateSimpleWindow(self.display, self.root, 50, 50, 300, 200, 0, 0, 0)
    self.text(window, "WM_CLASS", "STRING", f"{name}\0{name}\0")
    self.text(window, "_NET_WM_NAME", "UTF8_STRING", title)
    X.XMapWindow(self.display, window)
    X.XSync(self.display, 0)
    return window

  def title(self, window, title):
    self.text(window, "_NET_WM_NAME", "UTF8_STRING", title)
    X.XSync(self.display, 0)

  def active(self):
    kind, count, rest = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong()
    form, value = ctypes.c_int(), ctypes.c_void_p()
    X.XGetWindowProperty(
      ctypes.c_void_p(self.display), ctypes.c_ulong(self.root),
      ctypes.c_ulong(self.atom("_NET_ACTIVE_WINDOW")), ctypes.c_long(0), ctypes.c_long(1), 0,
      ctypes.c_ulong(0), ctypes.byref(kind), ctypes.byref(form), ctypes.byref(count),
      ctypes.byref(rest), ctypes.byref(value))
    if not value.value:
      return 0
    found = ctypes.cast(value, ctypes.POINTER(ctypes.c_ulong))[0] if count.value else 0
    X.XFree(value)
    return found

  def focus(self, window):
    """Asks the manager; back when it is so."""
    event = ClientMessage(type=33, window=window, format=32,
                          message_type=self.atom("_NET_ACTIVE_WINDOW"))
    event.data[0] = 2
    X.XSendEvent(self.display, self.root, 0, (1 << 20) | (1 << 19), ctypes.byref(event))
    X.XSync(self.display, 0)
    end = time.monotonic() + 5
    while self.active() != window and time.monotonic() < end:
      time.sleep(0.0005)

  def move(self):
    """The pointer, as a person would; between when and when, in wall time."""
    self.moved += 1
    before = now()
    XTEST.XTestFakeMotionEvent(self.display, -1, 1200 + self.moved % 50, 780, 0)
    X.XSync(self.display, 0)
    return before, now()
