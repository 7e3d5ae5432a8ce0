"""What an agent's record must be: its runs, and the spans of each without a gap."""

import os

import contents
from invariants import expect

# Milliseconds that a kill may cost, and how late a busy machine wakes an agent and notes the blow.
MAY_BE_LOST = 15_000
BLUR = 2_000

STATES = ("running", "stopped", "lost")


def rows(home, sql):
  path = os.path.join(home, "data", "activity.db")
  return contents.rows(path, sql) if os.path.exists(path) else []


def runs(home):
  """(source, start, alive, state), by start. A command must have brought the tail in."""
  return rows(home, """
    SELECT source.name, run.start, alive, state FROM run JOIN source ON source.id = run.source
    ORDER BY run.start""")


def spans(home):
  """(source, start, end, presence), by start."""
  return rows(home, """
    SELECT source.name, start, start + length, presence FROM span
    JOIN source ON source.id = span.source ORDER BY start""")


def is_whole(home):
  """Each run is tiled from its start to its last sign of life, and no span lies outside of one."""
  found, lived = spans(home), runs(home)
  recorders = {source for source, *_ in lived}
  counted = 0
  for source, start, alive, state in lived:
    own = [s for s in found if s[0] == source and s[1] >= start and s[2] <= alive]
    counted += len(own)
    name = f"The run of {source} from {start} to {alive} ({STATES[state]})"
    expect(not own or own[0][1] == start, f"{name} begins with a gap.")
    expect(not own or own[-1][2] == alive, f"{name} ends with a gap.")
    for one, later in zip(own, own[1:]):
      expect(one[2] == later[1],
             f"{name} has a gap or an overlap of {later[1] - one[2]} ms at {one[2]}.")
  outside = sum(span[0] in recorders for span in found) - counted
  expect(outside == 0, f"{outside} spans lie outside of any run.")
