"""Whose turn it is: each kind of trial has its share of the time, and one trial at least."""

import threading
import time


class Schedule:
  def __init__(self, kinds, seconds, trial=None):
    """`trial` is the only one that is held, of the first kind."""
    self.lock = threading.Lock()
    self.kinds = kinds if trial is None else kinds[:1]
    self.first = trial or 0
    self.is_once = trial is not None
    self.end = time.monotonic() + seconds
    self.begun = {kind: 0 for kind in self.kinds}
    self.running = {kind: 0 for kind in self.kinds}
    self.used = {kind: 0.0 for kind in self.kinds}
    self.is_stopped = False

  def next(self):
    """A kind, and the number of its trial; nothing at the end."""
    with self.lock:
      kind = self.due()
      if kind is None:
        return None
      index = self.first + self.begun[kind]
      self.begun[kind] += 1
      self.running[kind] += 1
      return kind, index

  def due(self):
    if self.is_stopped:
      return None
    left = [kind for kind in self.kinds if kind.count is None or self.begun[kind] < kind.count]
    for kind in left:
      if not self.begun[kind]:
        return kind
    if self.is_once or not left or time.monotonic() >= self.end:
      return None
    # One that runs counts as if it took as long as those before did.
    return min(left, key=lambda kind: (
      self.used[kind] * (1 + self.running[kind] / max(1, self.begun[kind] - self.running[kind]))
      + 0.01 * self.running[kind]) / kind.share)

  def took(self, kind, seconds):
    with self.lock:
      self.running[kind] -= 1
      self.used[kind] += seconds

  def stop(self):
    with self.lock:
      self.is_stopped = True
