"""A desktop of the trial's own: X server, window manager, buses, panel, keyring, each of which can
die and be there again at the same place."""

import os
import shutil
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))

BUS = """<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def until(happened, seconds=30.0):
  """Waits for what another program does. Whether it came."""
  end = time.monotonic() + seconds
  while not happened():
    if time.monotonic() > end:
      return False
    time.sleep(0.02)
  return True


class Part:
  """A program of the desktop."""

  def __init__(self, desktop, *words, is_there=lambda: True, leaves=()):
    self.desktop = desktop
    self.words = words
    self.is_there = is_there
    # What a killed one leaves in the way of the next.
    self.leaves = leaves
    self.process = None

  def start(self):
    self.process = subprocess.Popen(
      self.words, env=self.desktop.environment, stdin=subprocess.DEVNULL,
      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    until(self.is_there, 10)

  def kill(self):
    if self.process and self.process.poll() is None:
      self.process.kill()
    if self.process:
      self.process.wait()
    self.process = None
    for path in self.leaves:
      if os.path.exists(path):
        os.unlink(path)

  @property
  def is_alive(self):
    return self.process is not None and self.process.poll() is None


class Desktop:
  """Parts by name: server, manager and window; user and system, the buses; panel; keyring."""

  def __init__(self, folder):
    self.folder = folder
    os.makedirs(folder, exist_ok=True)
    os.chmod(folder, 0o700)
    self.environment = {
      "PATH": "/usr/bin:/bin", "HOME": folder, "XDG_RUNTIME_DIR": folder, "LC_ALL": "C.UTF-8",
      "NO_AT_BRIDGE": "1", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
      "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere",
    }
    self.parts = {}

  def with_display(self, seed):
    self.start_server()
    self.add("manager", "openbox")
    self.add("window", sys.executable, os.path.join(HERE, "window.py"), "work", str(seed))
    return self

  @staticmethod
  def why_not():
    missing = [name for name in ("Xvfb", "openbox") if not shutil.which(name)]
    return f"There is no {missing[0]} here." if missing else ""

  def add(self, name, *words, **more):
    self.parts[name] = Part(self, *words, **more)
    self.parts[name].start()

  def start_server(self):
    """The first time where there is room, and ever after at the same number."""
    reading, writing = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-noreset", "-nolisten", "tcp",
         "-screen", "0", "640x480x24"], pass_fds=[writing], env=self.environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True) as first:
      os.close(writing)
      with os.fdopen(reading) as told:
        number = told.readline().strip()
      first.kill()
    self.environment["DISPLAY"] = ":" + number
    socket, lock = f"/tmp/.X11-unix/X{number}", f"/tmp/.X{number}-lock"
    for path in (socket, lock):
      if os.path.exists(path):
        os.unlink(path)
    self.add("server", "Xvfb", ":" + number, "-noreset", "-nolisten", "tcp", "-screen", "0",
             "640x480x24", is_there=lambda: os.path.exists(socket), leaves=(socket, lock))

  def with_buses(self):
    for name, variable in (("user", "DBUS_SESSION_BUS_ADDRESS"),
                           ("system", "DBUS_SYSTEM_BUS_ADDRESS")):
      path = os.path.join(self.folder, name)
      with open(path + ".conf", "w", encoding="utf-8") as file:
        file.write(BUS.format(path=path))
      self.environment[variable] = f"unix:path={path}"
      self.add(name, "dbus-daemon", f"--config-file={path}.conf", "--nofork",
               is_there=lambda path=path: os.path.exists(path), leaves=(path,))
    return self

  def with_panel(self):
    if shutil.which("trayer"):
      self.add("panel", "trayer", "--edge", "top", "--widthtype", "request", "--height", "28")
    return self

  def with_keyring(self):
    if shutil.which("gnome-keyring-daemon"):
      # "login" is its password, the same each time that it starts.
      self.add("keyring", "sh", "-c", "printf login | exec gnome-keyring-daemon --unlock"
               " --foreground --components=secrets",
               is_there=lambda: self.has_name("org.freedesktop.secrets"))
    return self

  def has_name(self, name):
    """Whether somebody on the user's bus is called so."""
    asked = subprocess.run(
      ["gdbus", "call", "--session", "-d", "org.freedesktop.DBus", "-o", "/org/freedesktop/DBus",
       "-m", "org.freedesktop.DBus.NameHasOwner", name], env=self.environment,
      capture_output=True, text=True, check=False)
    return "true" in asked.stdout

  @property
  def surroundings(self):
    """For a program of ours that is to live here."""
    return {name: self.environment[name] for name in (
      "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "XDG_RUNTIME_DIR")
            if name in self.environment}

  def end(self):
    for part in reversed(list(self.parts.values())):
      part.kill()


def end(process, how=signal.SIGTERM, seconds=30):
  """Ends a program of ours. Its exit code; nothing where it did not end."""
  if process.poll() is None:
    process.send_signal(how)
  try:
    return process.wait(seconds)
  except subprocess.TimeoutExpired:
    process.kill()
    process.wait()
    return None
