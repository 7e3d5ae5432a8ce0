"""What a disk holds after a power cut: what was synced, and of the rest some, torn, or nothing.

A file has what it had at its last fsync. Each later write is there, missing, or torn between
sectors. A name that was made, changed or taken away is so for certain once its directory was synced;
later ones are there up to one of them, as a journal of names keeps them, in each directory for itself
or in all of them together.
"""

import os
from dataclasses import dataclass, field


class File:
  def __init__(self, held=b""):
    self.synced = bytes(held)
    self.now = bytearray(held)
    # Since the last sync: (place, bytes), or (length, None) for a truncation.
    self.later = []

  def write(self, place, data):
    put(self.now, place, data)
    self.later.append((place, data))

  def truncate(self, length):
    resize(self.now, length)
    self.later.append((length, None))

  def sync(self):
    self.synced = bytes(self.now)
    self.later = []

  def after_cut(self, chance):
    """The bytes that the disk may have. Without chance: no more than it must."""
    if not self.later or chance is None:
      return self.synced
    way = chance.choice(("nothing later", "all", "up to one", "some"))
    if way == "nothing later":
      return self.synced
    if way == "all":
      return self.now
    held, sector = bytearray(self.synced), chance.choice((512, 4096))
    last = chance.randrange(len(self.later)) if way == "up to one" else len(self.later)
    share = 1 if way == "up to one" else chance.choice((0.2, 0.5, 0.9))
    for number, (place, data) in enumerate(self.later[:last + 1]):
      if data is None:
        if number < last and chance.random() < share:
          resize(held, place)
        continue
      for start, end in sectors(place, data, sector):
        if chance.random() < (0.5 if number == last else share):
          put(held, place + start, data[start:end])
    return held


def put(held, place, data):
  if place > len(held):
    held.extend(bytes(place - len(held)))
  held[place:place + len(data)] = data


def resize(held, length):
  held.extend(bytes(max(0, length - len(held))))
  del held[length:]


def sectors(place, data, size):
  """The parts of a write that a disk takes whole: (start, end) in `data`."""
  start = 0
  while start < len(data):
    end = min(len(data), start + size - (place + start) % size)
    yield start, end
    start = end


class Folder:
  def __init__(self):
    self.now = {}
    self.synced = {}


@dataclass(eq=False)
class Naming:
  """Names that change in one step: (folder, name, what has it then, or None)."""

  changes: list = field(default_factory=list)

  @property
  def folders(self):
    return {folder for folder, _, _ in self.changes}


class Disk:
  """A home that calls are done to."""

  def __init__(self, start, home, inodes):
    """`start` is what `home` is a copy of, in which the files have these inodes, by path."""
    self.home = home
    self.root = Folder()
    self.namings = []
    self.read(start, self.root)
    self.by_inode = {inode: self.node(os.path.join(home, path)) for path, inode in inodes.items()}

  def read(self, path, folder):
    for item in os.scandir(path):
      if item.is_dir(follow_symlinks=False):
        node = Folder()
        self.read(item.path, node)
      else:
        with open(item.path, "rb") as file:
          node = File(file.read())
      folder.now[item.name] = folder.synced[item.name] = node

  def parts(self, path):
    return os.path.relpath(path, self.home).split(os.sep)

  def place(self, path):
    """The folder that a path lies in, and its name there."""
    *above, name = self.parts(path)
    folder = self.root
    for part in above:
      folder = folder.now[part]
    return folder, name

  def node(self, path):
    if self.parts(path) == ["."]:
      return self.root
    folder, name = self.place(path)
    return folder.now.get(name)

  def name(self, *changes):
    changes = [(*self.place(path), node) for path, node in changes]
    for folder, name, node in changes:
      if node is None:
        folder.now.pop(name, None)
      else:
        folder.now[name] = node
    self.namings.append(Naming(changes))

  def file(self, call):
    if call.inode not in self.by_inode:
      # Made by a call that was not seen.
      self.by_inode[call.inode] = File()
      self.name((call.path, self.by_inode[call.inode]))
    return self.by_inode[call.inode]

  def do(self, call):
    if call.kind != "!" and not (call.path + "/").startswith(self.home + "/"):
      return
    if call.kind == "w":
      self.file(call).write(call.place, call.data)
    elif call.kind == "t":
      self.file(call).truncate(call.place)
    elif call.kind == "s":
      self.sync(call)
    elif call.kind == "c":
      self.by_inode[call.inode] = File()
      self.name((call.path, self.by_inode[call.inode]))
    elif call.kind == "d":
      self.name((call.path, Folder()))
    elif call.kind == "r":
      self.name((call.other, None), (call.path, self.node(call.other)))
    elif call.kind == "x":
      self.name((call.other, self.node(call.path)), (call.path, self.node(call.other)))
    elif call.kind == "l":
      self.name((call.path, self.node(call.other)))
    elif call.kind == "u":
      self.name((call.path, None))

  def sync(self, call):
    node = self.node(call.path)
    if isinstance(node, Folder):
      self.sync_names(node)
    elif call.inode in self.by_inode:
      self.by_inode[call.inode].sync()

  def sync_names(self, folder):
    """All of its names, and whatever these came from."""
    wanted, kept, done = {folder}, [], []
    for naming in reversed(self.namings):
      if wanted & naming.folders:
        wanted |= naming.folders
        done.append(naming)
      else:
        kept.append(naming)
    self.namings = kept[::-1]
    for naming in reversed(done):
      for where, name, node in naming.changes:
        rename(where.synced, name, node)

  def names_after_cut(self, chance):
    """What each folder may hold: its names, by folder."""
    if chance is None:
      return {}
    cut = chance.choice((0, len(self.namings), chance.randint(0, len(self.namings))))
    is_apart = chance.random() < 0.5 and all(len(n.folders) == 1 for n in self.namings)
    cuts, held = {}, {}
    for number, naming in enumerate(self.namings):
      for folder, name, node in naming.changes:
        own = cut
        if is_apart:
          own = cuts.setdefault(folder, chance.randint(0, len(self.namings)))
        if number < own:
          rename(held.setdefault(folder, dict(folder.synced)), name, node)
    return held

  def cut(self, chance, home):
    """Makes `home` what a power cut at this moment may leave."""
    held = self.names_after_cut(chance)

    def write(folder, path):
      os.mkdir(path, 0o700)
      for name, node in sorted(held.get(folder, folder.synced).items()):
        where = os.path.join(path, name)
        if isinstance(node, Folder):
          write(node, where)
        else:
          save(where, node.after_cut(chance))

    write(self.root, home)

  def files(self):
    """All there are now: bytes by path within the home."""
    found = {}

    def look(folder, path):
      for name, node in folder.now.items():
        where = os.path.join(path, name)
        if isinstance(node, Folder):
          look(node, where)
        else:
          found[where] = bytes(node.now)

    look(self.root, "")
    return found


def rename(names, name, node):
  if node is None:
    names.pop(name, None)
  else:
    names[name] = node


def save(path, data):
  with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
    file.write(data)
