"""What was done, how often, what was lost, and what was said about it."""

import re
import threading
from collections import Counter, defaultdict


class Table:
  def __init__(self):
    self.lock = threading.Lock()
    self.trials = Counter()
    self.kills = Counter()
    self.hits = Counter()
    self.lost = Counter()
    self.broken = Counter()
    self.fates = defaultdict(Counter)
    self.sentences = Counter()
    self.remarks = []

  def add(self, kind, outcome):
    with self.lock:
      self.trials[kind] += 1
      self.kills[kind] += outcome.kills
      self.hits[kind] += outcome.hits
      self.lost[kind] = max(self.lost[kind], outcome.lost)
      self.fates[kind][outcome.what] += 1
      if outcome.said:
        self.sentences[plain(outcome.said)] += 1

  def add_broken(self, kind):
    with self.lock:
      self.trials[kind] += 1
      self.broken[kind] += 1

  def remark(self, kind, sentence):
    self.remarks.append(f"{kind}: {sentence}")

  def lines(self, fates=False):
    heads = ("what was done", "times", "kills", "faults", "evidence lost", "promises broken")
    rows = [(kind, f"{self.trials[kind]:,}", f"{self.kills[kind]:,}", f"{self.hits[kind]:,}",
             f"{self.lost[kind] / 1000:.1f} s" if self.lost[kind] else "none",
             str(self.broken[kind])) for kind in self.trials]
    sums = [f"{sum(c.values()):,}" for c in (self.trials, self.kills, self.hits)]
    longest = max(self.lost.values(), default=0)
    rows.append(("all", *sums, f"{longest / 1000:.1f} s at most" if longest else "none",
                 str(sum(self.broken.values()))))
    widths = [max(map(len, column)) for column in zip(heads, *rows)]
    yield row(heads, widths)
    yield "-" * (sum(widths) + 2 * len(widths) - 2)
    for cells in rows:
      yield row(cells, widths)
    yield from self.remarks
    if fates:
      for kind, counts in self.fates.items():
        yield f"\n{kind}:"
        yield from (f"{count:>7,}  {what}" for what, count in sorted(counts.items()))
    if self.sentences:
      yield "\nWhat was said, how often:"
      yield from (f"{count:>7,}  {said}" for said, count in self.sentences.most_common())


def row(cells, widths):
  first, *rest = cells
  return "  ".join([first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(rest, widths[1:]))])


def plain(said):
  """Its last line, the same for every home, number and moment."""
  line = said.strip().splitlines()[-1].removeprefix("daybook-agent: ")
  line = re.sub(r"\S*/the-home\b", "HOME", line)
  line = re.sub(r"\b[0-9a-f]{6,}\b", "ID", line)
  line = re.sub(r"\d+", "N", line)
  return line if len(line) <= 200 else line[:199] + "…"
