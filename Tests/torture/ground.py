"""Where trials are held: the programs, the seed, a folder for everything."""

import os
import random
import re
from dataclasses import dataclass

from homes import Homes, SmallHomes
from programs import Programs
from shim import NoCompiler, Shim


@dataclass
class Outcome:
  """How a trial went that broke no promise."""

  # In a word or two: what was done, or became of it.
  what: str
  # What a program said about it; nothing where it had nothing to say.
  said: str = ""
  # Kills, and other blows that hit.
  kills: int = 0
  hits: int = 0
  # Milliseconds of evidence.
  lost: int = 0


class Ground:
  def __init__(self, products, folder, seed, patience, is_small=False):
    self.folder = folder
    self.seed = seed
    # The longest that one trial may let the agent live, in seconds.
    self.patience = patience
    self.programs = Programs(products)
    self.homes = (SmallHomes if is_small else Homes)(self.programs, folder)
    self.without_shim = ""
    try:
      self.shim = Shim(folder)
    except NoCompiler as reason:
      self.shim, self.without_shim = None, str(reason)

  def random(self, *words):
    """Chance of one's own, the same for the same seed."""
    return random.Random(" ".join(map(str, (self.seed, *words))))

  def folder_for(self, name):
    folder = os.path.join(self.folder, re.sub(r"[^a-z0-9]+", "-", name.lower()))
    os.makedirs(folder)
    return folder


class Kind:
  """One kind of trial. A subclass gives `name`, a share of the time, and `trial`."""

  name = ""
  share = 1
  # Where a kind goes through all there is in its order: how far it came.
  points = None
  # How many trials there are; nothing where as many as time allows.
  count = None

  def __init__(self, ground):
    self.ground = ground

  def why_not(self):
    """A sentence where it can't be held on this machine."""
    return ""

  def prepare(self):
    """Before the first trial."""

  def trial(self, index, folder):
    """Number `index` of this kind, in an empty folder.

    Returns an Outcome; raises Broken.
    """
    raise NotImplementedError

  def close(self):
    """After the last trial."""
