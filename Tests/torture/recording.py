"""What programs did to the files of a home, call by call, as shim.c wrote it down."""

import struct
from dataclasses import dataclass

LINE = struct.Struct("=4I3Qq")


@dataclass
class Call:
  """One call that was done. `kind` is a letter:

  w write, s sync, t truncation, c a file made, d a directory made, r rename from `other`,
  x exchange with `other`, l a second name of `other`, u a name taken away, ! something was printed.
  """

  kind: str
  path: str
  other: str
  # Its number among those that count; 0 where it does not.
  number: int
  inode: int
  # When it was done.
  milliseconds: int
  # Where it writes, or how long the file is to be.
  place: int
  data: bytes


def read(log):
  """All calls, in their order."""
  with open(log, "rb") as file:
    held = file.read()
  calls, at = [], 0
  while at < len(held):
    kind, path, other, size, number, inode, milliseconds, place = LINE.unpack_from(held, at)
    at += LINE.size
    parts = []
    for length in (path, other, size):
      parts.append(held[at:at + length])
      at += length
    calls.append(Call(chr(kind), parts[0].decode(), parts[1].decode(), number, inode, milliseconds,
                      place, parts[2]))
  return calls
