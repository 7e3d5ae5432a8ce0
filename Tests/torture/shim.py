"""The library that fails or ends a program at its n-th write: built on the spot from shim.c."""

import mmap
import os
import shutil
import struct
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

ALL_CALLS = "wstn"  # writes, syncs, truncations, names
DISK_CALLS = "wst"  # those that a full or failing disk refuses


class NoCompiler(Exception):
  """Nothing here to build it with."""


class Shim:
  def __init__(self, folder):
    self.folder = folder
    self.library = os.path.join(folder, "shim.so")
    compiler = next(
      filter(None, map(shutil.which, ("cc", "gcc", "clang", "/opt/swift/usr/bin/clang"))), None)
    if not compiler:
      raise NoCompiler("There is no C compiler (cc or clang), so no write was made to fail.")
    subprocess.run(
      [compiler, "-O2", "-Wall", "-shared", "-fPIC", "-o", self.library,
       os.path.join(HERE, "shim.c"), "-ldl"], check=True)

  def at(self, call, deed="", *, files=("/the-home",), calls=ALL_CALLS, times=0,
         program="daybook", log=None):
    """A plan for one run of a program; `call` 0 counts only. `log` gets each call that was done."""
    return Plan(self, call, deed, files, calls, times, program, log)


class Plan:
  """What is to happen at which call of one run, and afterwards: what happened."""

  def __init__(self, shim, call, deed, files, calls, times, program, log):
    file, self.path = tempfile.mkstemp(dir=shim.folder, prefix="told.")
    os.write(file, bytes(16))
    os.close(file)
    self.environment = {
      "LD_PRELOAD": shim.library, "TORTURE_PROGRAM": program, "TORTURE_TOLD": self.path,
      "TORTURE_FILES": ":".join(files), "TORTURE_CALLS": calls, "TORTURE_AT": str(call),
      "TORTURE_DO": deed, "TORTURE_TIMES": str(times),
    }
    if log:
      with open(log, "ab"):
        self.environment["TORTURE_LOG"] = log

  def told(self):
    """How many calls there were, and how many were hit. Once only: the file goes."""
    with open(self.path, "rb") as file:
      with mmap.mmap(file.fileno(), 16, access=mmap.ACCESS_READ) as page:
        counts = struct.unpack("=QQ", page[:])
    os.unlink(self.path)
    return counts
