"""The commands that are killed and failed: each with the home that it begins in."""

import os
import re
import threading
from dataclasses import dataclass, replace

import contents
import invariants
import recording
from homes import DAY
from invariants import expect


@dataclass(frozen=True)
class Scenario:
  name: str
  home: str
  words: tuple
  # The home is as before or as after, and never between.
  is_one_step: bool = True


# `HOME` stands for the home's own path.
SCENARIOS = [
  Scenario("import", "empty", ("activity", "import", "HOME/day.jsonl")),
  Scenario("import beside", "approved", ("activity", "import", "HOME/second.jsonl")),
  Scenario("propose", "recorded", ("propose", DAY)),
  Scenario("approve", "proposed", ("approve", DAY)),
  Scenario("reject", "proposed", ("reject", "2d2a7a", "--reason", "The dentist rang")),
  Scenario("split", "proposed", ("split", "1efa50", "at", "15:00")),
  Scenario("merge", "proposed", ("merge", "5b29df", "c4b187")),
  Scenario("add", "proposed",
           ("add", "acme/website/meetings", "12:16-12:45", "Lunch", "--on", DAY)),
  Scenario("assign", "proposed", ("assign", "721d30", "acme/website/development")),
  Scenario("undo", "approved", ("undo",)),
  Scenario("redo", "undone", ("redo",)),
  Scenario("day close", "decided", ("day", "close", DAY, "--anyway")),
  Scenario("learn a rule", "proposed",
           ("rules", "suggest", "--accept", "1", "--project", "northwind/shop", "--yes")),
  Scenario("undo a rule", "learned", ("undo",)),
  Scenario("forget", "approved",
           ("forget", "--from", f"{DAY}T09:00", "--to", f"{DAY}T09:30", "--yes"), False),
  Scenario("purge", "retained",
           ("purge", "--undecided", "--yes", "--now", "2026-12-21T18:00:00+13:00"), False),
  Scenario("backup", "approved", ("backup", "HOME/kept")),
  Scenario("restore", "kept", ("restore", "HOME/kept", "--yes")),
  Scenario("export", "approved", ("export", "--full", "HOME/all.jsonl")),
  Scenario("import all", "exported", ("import", "--full", "HOME/all.jsonl", "--yes")),
  Scenario("migrate books 1", "books-1", ("history",)),
  Scenario("migrate books 2", "books-2", ("history",)),
  Scenario("migrate books 3", "books-3", ("entries", DAY)),
  Scenario("migrate books 4", "books-4", ("undo", "--list")),
  Scenario("migrate activity 1", "activity-1", ("activity", DAY)),
  Scenario("migrate activity 2", "activity-2", ("propose", DAY)),
]


# The same where there is little (SmallHomes), but for those that write as another does: one change of
# the books, or what is erased from both files.
LIKE_OTHERS = ("reject", "merge", "add", "assign", "redo", "day close", "purge")
SMALL = [replace(s, words={
  "split": ("split", "41e05f", "at", "15:00"),
  "forget": ("forget", "--from", f"{DAY}T15:00", "--to", f"{DAY}T15:33", "--yes"),
}.get(s.name, s.words)) for s in SCENARIOS if s.name not in LIKE_OTHERS]


class Course:
  """A scenario as it goes when nothing happens to it: measured once, compared with ever after."""

  def __init__(self, scenario, ground):
    self.scenario = scenario
    self.ground = ground
    folder = ground.folder_for(f"course of {scenario.name}")
    home = ground.homes.copy(scenario.home, folder)
    self.before = invariants.home_is_sound(ground.programs, home)
    home = ground.homes.copy(scenario.home, ground.folder_for(f"run of {scenario.name}"))
    log = os.path.join(ground.folder, f"{scenario.name} calls")
    plan = ground.shim.at(0, log=log) if ground.shim else None
    answer = self.run(home, plan.environment if plan else None)
    if answer.code != 0:
      raise SystemExit(f"Without any fault, {scenario.name} fails: {answer}")
    self.calls = plan.told()[0] if plan else 0
    # By its number: those that count, and did what they were asked for.
    self.done = {call.number: call for call in recording.read(log)} if plan else {}
    self.seconds = answer.seconds
    self.said = re.sub(r"\S*/the-home\b", "HOME", answer.out)
    self.after = invariants.home_is_sound(ground.programs, home)

  def words(self, home):
    return tuple(word.replace("HOME", home) for word in self.scenario.words)

  def run(self, home, extra=None, **more):
    return self.ground.programs.run(self.words(home), home, extra, **more)

  def judge(self, home, answer):
    """After whatever happened: sound, and as before or as after. True for after."""
    return self.weigh(answer, *self.compare(home))

  def compare(self, home):
    """A sound home: where it differs from how it was before, and from how it is after."""
    held = invariants.home_is_sound(self.ground.programs, home)
    return contents.difference(held, self.before), contents.difference(held, self.after)

  def weigh(self, answer, before, after):
    said = re.sub(r"\S*/the-home\b", "HOME", answer.out)
    if answer.code == 0 or (answer.was_killed and said and said == self.said):
      expect(not after, f"It was acknowledged, and is not so: {after}. {answer}")
    expect(not before or "Nothing was" not in answer.err,
           f"It says that nothing was done, and {before} is otherwise. {answer}")
    if self.scenario.is_one_step:
      expect(not before or not after,
             f"It is half done: from before it differs in {before}, from after in {after}.")
    return not after

  def finish(self, home, is_done):
    """The same command again, and nothing in its way, brings it to where it leads."""
    answer = self.run(home)
    codes = (0, 1, 2, 3, 5, 6) if is_done else (0,)
    expect(answer.code in codes, f"Run again, it fails. {answer}")
    held = invariants.home_is_sound(self.ground.programs, home)
    if not is_done:
      rest = contents.difference(held, self.after)
      expect(not rest, f"Run again, it does not come to the same: {rest}. {answer}")
    invariants.nothing_is_left(home)


class Courses:
  """All of them in an order of the seed's, each measured when it is first needed."""

  def __init__(self, ground, scenarios=tuple(SCENARIOS)):
    self.ground = ground
    self.scenarios = list(scenarios)
    ground.random("scenarios").shuffle(self.scenarios)
    self.locks = [threading.Lock() for _ in self.scenarios]
    self.known = [None for _ in self.scenarios]

  def __getitem__(self, index):
    """They take turns: number `index` of that row."""
    number = index % len(self.scenarios)
    with self.locks[number]:
      if not self.known[number]:
        self.known[number] = Course(self.scenarios[number], self.ground)
      return self.known[number]

  def __len__(self):
    return len(self.scenarios)
