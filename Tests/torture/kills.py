"""Commands killed: at a random moment, and at each of their writes."""

import threading

from ground import Kind, Outcome
from invariants import expect


class KilledCommands(Kind):
  """By the clock: somewhere between a command's start and its end."""

  name = "command killed at a random moment"
  share = 14

  def __init__(self, ground, courses):
    super().__init__(ground)
    self.courses = courses

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    course = self.courses[index]
    home = self.ground.homes.copy(course.scenario.home, folder)
    answer = course.run(home, kill_after=chance.uniform(0, course.seconds * 1.1))
    return judged(course, home, answer)


class AtPoints(Kind):
  """Trials that go through the calls of commands. A subclass gives `deeds` too."""

  deeds = ()

  def __init__(self, ground, courses):
    super().__init__(ground)
    self.points = Points(ground, courses, self.name, self.deeds)

  def why_not(self):
    return self.ground.without_shim


class KilledAtWrites(AtPoints):
  """By the call: before, amid and after each write, sync, truncation and rename in the home."""

  name = "command killed at a write"
  share = 16
  deeds = ("KILL", "TORN", "AFTER")

  def trial(self, index, folder):
    course, deed, call = self.points[index]
    home = self.ground.homes.copy(course.scenario.home, folder)
    plan = self.ground.shim.at(call, deed)
    answer = course.run(home, plan.environment)
    plan.told()
    return judged(course, home, answer)


def judged(course, home, answer):
  expect(answer.was_killed or answer.code == 0, f"It was neither killed nor done. {answer}")
  is_done = course.judge(home, answer)
  course.finish(home, is_done)
  return Outcome(
    f"{course.scenario.name}: {'done' if is_done else 'as before'}", kills=answer.was_killed)


class Points:
  """Each call of each scenario with each deed, in an order of the seed's: as many as time allows.

  The scenarios take turns, so that a short run has something of each.
  """

  def __init__(self, ground, courses, name, deeds):
    self.ground = ground
    self.courses = courses
    self.name = name
    self.deeds = deeds
    self.lock = threading.Lock()
    self.known = {}
    self.tried = set()

  def __getitem__(self, index):
    turn, number = divmod(index, len(self.courses))
    course = self.courses[number]
    with self.lock:
      points = self.known.get(number)
      if points is None:
        points = [(deed, call + 1) for call in range(course.calls) for deed in self.deeds]
        self.ground.random(self.name, course.scenario.name).shuffle(points)
        self.known[number] = points
      self.tried.add((number, turn % len(points)))
    return (course, *points[turn % len(points)])

  def __str__(self):
    """How much of it was tried."""
    total = sum(map(len, self.known.values()))
    return (f"{len(self.tried):,} of {total:,} points (a call of a command, and what befell it) in"
            f" {len(self.known)} of {len(self.courses)} commands")
