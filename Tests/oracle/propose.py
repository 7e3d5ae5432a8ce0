#!/usr/bin/env python3
"""Proposes a day's entries, second by second: the slow and plain way.

A second opinion for the proposals in `Sources/Timesheet`. It was written from the policy's text
(docs/decisions/0013-nobody-pays-for-anothers-work.md), works on an array of seconds instead of
intervals, and shares nothing with the Swift code. Where the two disagree, one of them is wrong.

    Tests/oracle/propose.py < day.input        the proposals, as one JSON object
    Tests/oracle/propose.py --random 7         a made-up day as input, the same for the same seed

Input is JSON Lines. The first line holds the parameters; times in it are seconds since 1970:

    {"parameters": {"start": 1795100400, "end": 1795186800, "now": null,
                    "gap": 300, "absorb": 60, "minimum": 60,
                    "clients": {"acme": {"gap": 600}},
                    "decided": [{"project": "acme/website", "task": null, "billable": true,
                                 "handsOff": false, "state": "approved", "scattered": false,
                                 "visits": [{"start": 0, "end": 60}]}]}}

Only start and end are needed there. Each line after it is a classified span, in any order:

    {"start_ms": 0, "end_ms": 1500, "presence": "active", "project": "acme/website",
     "task": "development", "billable": true, "handsOff": false, "private": false,
     "note": "Edited index.ts", "rank": 0}

`handsOff` says that a rule calls this idle time work. `rank` orders sources that overlap: the
lowest counts (the agent's own is 0), among equals the one that began first.

Output, times in seconds since 1970:

    {"entries": [{"project", "task", "billable", "presence_only", "scattered", "start", "end",
                  "seconds", "note", "visits": [{"start", "end"}]}],
     "unassigned": [{"kind": "plain|hands-off|private", "start", "end", "seconds"}],
     "balance": {"entries", "unassigned", "idle", "locked", "asleep", "paused", "off", "unknown"},
     "seconds": the day's measured length}
"""

import itertools
import json
import random
import sys

AWAY = ("idle", "locked", "asleep", "paused", "off", "unknown")
UNASSIGNED = ("plain", "hands-off", "private")


class Key(tuple):
  """(project, task, billable, hands-off): what an entry is for."""

  @property
  def client(self):
    return self[0].split("/")[0]


def kind_of(span):
  """What one second of this span is: a Key, or a word of UNASSIGNED or AWAY."""
  presence = span["presence"]
  lifted = presence == "idle" and span.get("handsOff", False) and not span.get("private", False)
  if presence != "active" and not lifted:
    return presence
  if span.get("private", False):
    return "private"
  if span.get("project") is None:
    return "hands-off" if lifted else "plain"
  return Key((span["project"], span.get("task"), span.get("billable", True), lifted))


def runs(labels):
  """Maximal runs of equal labels as (label, first, end)."""
  at = 0
  for label, group in itertools.groupby(labels):
    length = sum(1 for _ in group)
    yield label, at, at + length
    at += length


class Day:
  """One working day as a list of seconds."""

  def __init__(self, parameters, spans):
    self.start = parameters["start"]
    now = parameters.get("now")
    end = parameters["end"] if now is None else min(parameters["end"], now)
    self.length = max(0, end - self.start)
    self.lengths = {"gap": 300, "absorb": 60, "minimum": 60}
    self.lengths.update({k: parameters[k] for k in self.lengths if k in parameters})
    self.clients = parameters.get("clients") or {}
    self.spans = spans
    self.decided = parameters.get("decided") or []

    # What was seen in each second: later paint covers earlier, so the first in rank comes last.
    self.owner = [None] * self.length
    order = sorted(
      range(len(spans)), key=lambda i: (spans[i].get("rank", 0), spans[i]["start_ms"]))
    for index in reversed(order):
      span = spans[index]
      first = max(0, span["start_ms"] // 1000 - self.start)
      last = min(self.length, span["end_ms"] // 1000 - self.start)
      if last > first:
        self.owner[first:last] = [index] * (last - first)
    self.seen = ["unknown" if o is None else kind_of(spans[o]) for o in self.owner]

    # What a person decided is taken out before all else.
    self.label = list(self.seen)
    self.fixed = [None] * self.length
    self.state = [None] * self.length
    for entry in self.decided:
      key = entry["project"] and Key(
        (entry["project"], entry.get("task"), entry.get("billable", True),
         entry.get("handsOff", False)))
      for visit in entry["visits"]:
        for at in range(max(0, visit["start"] - self.start),
                        min(self.length, visit["end"] - self.start)):
          self.state[at] = entry.get("state", "approved")
          self.fixed[at] = key
          # Short visits of a scattered entry that is still proposed are gone over as before.
          is_open = key and entry.get("scattered") and self.state[at] == "proposed"
          self.label[at] = ("visited", key) if is_open else "decided"

  def limit(self, name, key):
    return self.clients.get(key.client, {}).get(name, self.lengths[name])

  def absorb(self):
    """Short unplaced stretches between two stretches of one key count to that key."""
    self.absorbed = [False] * self.length
    stretches = list(runs(self.label))
    for before, here, after in zip(stretches, stretches[1:], stretches[2:]):
      label, first, end = here
      key = before[0]
      if label == "plain" and isinstance(key, Key) and after[0] == key:
        if end - first < self.limit("absorb", key):
          for at in range(first, end):
            self.label[at], self.absorbed[at] = key, True

  def bridges(self, key, between):
    """May a block of this key go on over these stretches?"""
    if sum(end - first for _, first, end in between) > self.limit("gap", key):
      return False
    for label, first, end in between:
      if isinstance(label, Key):
        if end - first >= self.limit("minimum", label):
          return False
      elif isinstance(label, tuple):
        if end - first >= self.limit("minimum", label[1]):
          return False
      elif label in UNASSIGNED:
        if end - first >= self.limit("absorb", key):
          return False
      elif label != "idle":
        return False
    return True

  def propose(self):
    self.absorb()
    stretches = list(runs(self.label))
    whole = {}
    for label, fixed in zip(self.label, self.fixed):
      for key in {label, fixed}:
        if isinstance(key, Key):
          whole[key] = whole.get(key, 0) + 1

    blocks, loose, at = [], {}, 0
    while at < len(stretches):
      key = stretches[at][0]
      if not isinstance(key, Key):
        at += 1
        continue
      members = [at]
      for later in range(at + 1, len(stretches)):
        if stretches[later][0] == key:
          if not self.bridges(key, stretches[members[-1] + 1:later]):
            break
          members.append(later)
      for inside in range(members[0], members[-1]):
        other = stretches[inside][0]
        if isinstance(other, Key) and other != key:
          loose.setdefault(other, []).append(stretches[inside][1:])
      own = [stretches[m][1:] for m in members]
      if sum(end - first for first, end in own) >= self.limit("minimum", key):
        blocks.append((key, own))
      else:
        loose.setdefault(key, []).extend(own)
      at = members[-1] + 1

    entries = [self.entry(key, own, False) for key, own in blocks]
    for key, visits in loose.items():
      if whole[key] >= self.limit("minimum", key):
        entries.append(self.entry(key, sorted(visits), True))
      else:
        for first, end in visits:
          for second in range(first, end):
            lifted = key[3] and not self.absorbed[second]
            self.label[second] = "hands-off" if lifted else "plain"

    unassigned = [
      {"kind": label, "start": self.start + first, "end": self.start + end,
       "seconds": end - first}
      for label, first, end in runs(self.label) if label in UNASSIGNED]
    entries.sort(key=lambda e: (
      e["start"], e["project"], e["task"] or "", e["billable"], e["presence_only"]))
    return {"entries": entries, "unassigned": unassigned, "balance": self.balance(),
            "seconds": self.length}

  def entry(self, key, visits, scattered):
    joined = []
    for first, end in visits:
      if joined and joined[-1]["end"] == self.start + first:
        joined[-1]["end"] = self.start + end
      else:
        joined.append({"start": self.start + first, "end": self.start + end})
    return {
      "project": key[0], "task": key[1], "billable": key[2], "presence_only": key[3],
      "scattered": scattered, "start": joined[0]["start"], "end": joined[-1]["end"],
      "seconds": sum(end - first for first, end in visits), "note": self.note(visits),
      "visits": joined}

  def note(self, visits):
    counted = {}  # keeps the order in which notes are first seen
    for first, end in visits:
      for at in range(first, end):
        text = None if self.absorbed[at] else self.spans[self.owner[at]].get("note")
        if text:
          counted[text] = counted.get(text, 0) + 1
    notes = sorted(counted, key=lambda text: -counted[text])
    more = len(notes) - 3
    return "; ".join(notes[:3] + ([f"and {more} more"] if more > 0 else []))

  def balance(self):
    parts = dict.fromkeys(("entries", "unassigned") + AWAY, 0)
    for at, label in enumerate(self.label):
      if self.state[at]:
        # A rejected second is what it was before; work that nobody wants is unassigned.
        placed = self.fixed[at] is not None and self.state[at] != "rejected"
        label = "entries" if placed else self.seen[at]
        if isinstance(label, Key):
          label = "plain"
      elif isinstance(label, Key):
        label = "entries"
      parts["unassigned" if label in UNASSIGNED else label] += 1
    return parts


def read(lines):
  parameters, spans = None, []
  for line in lines:
    if not line.strip():
      continue
    value = json.loads(line)
    if "parameters" in value:
      parameters = value["parameters"]
    else:
      spans.append(value)
  if parameters is None:
    raise SystemExit('The first line must be {"parameters": {"start": …, "end": …}}.')
  return parameters, spans


# Made-up days. Lengths crowd around the limits, for that is where rules go wrong.

KEYS = [
  ("acme/website", "development", True), ("acme/website", "meetings", True),
  ("acme/support", None, False), ("acme/website", "development", False),
  ("brightside/booking", None, True), ("northwind/shop", "design", True)]


def length(dice, crowd):
  """Milliseconds; near one of the limits in `crowd` every other time."""
  kind = dice.random()
  if kind < 0.5:
    return max(1, dice.choice(crowd) * 1000 + dice.choice((-1500, -1000, -1, 0, 1, 999, 1000)))
  if kind < 0.75:
    return dice.randint(1, 20_000)
  if kind < 0.95:
    return dice.randint(20_000, 400_000)
  return dice.randint(400_000, 4_000_000)


def made_up_span(dice, at, end, rank, keys):
  span = {"start_ms": at, "end_ms": end, "presence": "active", "project": None, "task": None,
          "billable": True, "handsOff": False, "private": False, "note": None, "rank": rank}
  kind = dice.random()
  if kind < 0.18:
    span["presence"] = "idle"
    if dice.random() < 0.4:
      span["handsOff"] = True
  elif kind < 0.24:
    span["presence"] = dice.choice(AWAY[1:])
    span["handsOff"] = dice.random() < 0.3  # lifts nothing
  if span["presence"] == "active" and dice.random() < 0.05:
    span["private"] = True
  elif dice.random() < 0.75:
    span["project"], span["task"], span["billable"] = dice.choice(keys)
    if dice.random() < 0.8:
      span["note"] = "Note " + dice.choice("abcdef")
  return span


def made_up(seed):
  dice = random.Random(seed)
  start = 1_795_100_400  # 2026-11-20T04:00:00+13:00
  hours = dice.choice((24, 24, 24, 23, 25, 24.5))
  end = start + int(hours * 3600)
  parameters = {"start": start, "end": end, "now": None, "gap": 300, "absorb": 60, "minimum": 60}
  if dice.random() < 0.3:
    parameters.update(gap=dice.choice((0, 60, 120, 900)), absorb=dice.choice((0, 5, 30, 120)),
                      minimum=dice.choice((0, 1, 30, 300)))
  if dice.random() < 0.3:
    parameters["clients"] = {"acme": {"gap": 120, "absorb": 90, "minimum": 30}}
  if dice.random() < 0.25:
    parameters["now"] = dice.randint(start + 1, end)
  crowd = [1, 2, 5, 30, parameters["absorb"], parameters["minimum"], parameters["gap"]]
  keys = dice.sample(KEYS, dice.randint(1, len(KEYS)))

  spans, at = [], start * 1000 - dice.choice((0, 1, 500, 90_000))
  stop = end * 1000 + 30_000
  if dice.random() < 0.5:
    stop = at + dice.randint(600_000, 20_000_000)
  while at < stop:
    until = at + length(dice, crowd)
    if dice.random() > 0.03:  # else a hole
      spans.append(made_up_span(dice, at, until, 0, keys))
    at = until
  if dice.random() < 0.25:  # a second source
    for _ in range(dice.randint(1, 6)):
      at = dice.randint(start * 1000, max(start * 1000 + 1, stop))
      spans.append(made_up_span(dice, at, at + length(dice, crowd), 1, keys))
  if dice.random() < 0.25:
    parameters["decided"] = decided(dice, parameters, spans)
  dice.shuffle(spans)
  return [{"parameters": parameters}] + spans


def decided(dice, parameters, spans):
  """Some of the day's work and some time beside it, decided before."""
  stop = parameters["end"] if parameters["now"] is None else parameters["now"]
  taken, entries = set(), []

  def decide(first, end, work, state):
    first, end = max(first, parameters["start"]), min(end, stop)
    if end <= first or taken & set(range(first, end)):
      return
    taken.update(range(first, end))
    project, task, billable = work
    entries.append({
      "project": project, "task": task, "billable": billable, "handsOff": False,
      "scattered": project is not None and dice.random() < 0.3,
      "state": state, "visits": [{"start": first, "end": end}]})

  for span in dice.sample(spans, min(len(spans), 4)):
    if span["project"] is None or span["presence"] != "active" or span["rank"]:
      continue
    decide(span["start_ms"] // 1000, span["end_ms"] // 1000,
           (span["project"], span["task"], span["billable"]),
           dice.choice(("approved", "approved", "rejected")))
  for _ in range(dice.randint(0, 4)):  # by hand, over whatever there is
    first = dice.choice(spans)["start_ms"] // 1000 + dice.randint(-90, 90)
    decide(first, first + dice.choice((1, 20, 59, 60, 61, 300, 3600)),
           dice.choice(KEYS + [(None, None, False)]), dice.choice(("approved", "rejected")))
  return entries


def main(arguments):
  if arguments[:1] == ["--random"] and len(arguments) == 2 and arguments[1].isdigit():
    for line in made_up(int(arguments[1])):
      print(json.dumps(line))
  elif not arguments:
    json.dump(Day(*read(sys.stdin)).propose(), sys.stdout, ensure_ascii=False)
    print()
  else:
    print(__doc__)
    return 0 if arguments[0] in ("-h", "--help") else 2
  return 0


if __name__ == "__main__":
  sys.exit(main(sys.argv[1:]))
