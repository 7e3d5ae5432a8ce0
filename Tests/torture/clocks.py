"""Clocks that are set, forth and back, under agents and commands; machines that begin anew."""

import glob
import os
import shutil
import signal
import subprocess
import time

import contents
import invariants
import record
from agents import Agent, AgentKind, record_is_sound
from desktop import end
from ground import Kind, Outcome
from homes import DAY
from invariants import expect

LIBRARIES = glob.glob("/usr/lib/*/faketime/libfaketime.so.1") + glob.glob(
  "/usr/lib*/faketime/libfaketime.so.1")
STEPS = (-86_400, -7200, -3600, -60, -5, -1, 1, 5, 60, 3600, 7200, 86_400, 30 * 86_400)


class SetClocks(AgentKind):
  """An agent whose wall clock is set while it records, some of them killed on the way."""

  name = "clock set under the agent"
  share = 2

  def why_not(self):
    return super().why_not() or ("" if LIBRARIES else "libfaketime is not installed.")

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    home = self.ground.homes.copy("empty", folder)
    clock = os.path.join(folder, "clock")
    ahead = 0
    self.set(clock, ahead)
    begun = time.monotonic()
    agent = self.start(home, clock)
    recording = time.monotonic()
    steps, kills = chance.randint(1, 4), 0
    for _ in range(steps):
      time.sleep(chance.uniform(0, 0.6))
      ahead += chance.choice(STEPS)
      self.set(clock, ahead)
      if chance.random() < 0.3:
        agent.process.send_signal(signal.SIGHUP)
      if chance.random() < 0.2:
        end(agent.process, signal.SIGKILL)
        kills += 1
        agent = self.start(home, clock)
    time.sleep(chance.uniform(0, 0.6))
    expect(end(agent.process) == 0, f"It does not end in order. {agent.output()}")
    ended = time.monotonic()
    lived, recorded = ((ended - since) * 1000 for since in (begun, recording))
    record_is_sound(agent.run, home)
    spans = record.spans(home)
    active = sum(stop - start for _, start, stop, presence in spans if presence == 0)
    expect(active <= lived, f"{active:.0f} ms of work in {lived:.0f} ms: a clock made time.")
    # Its own end takes a moment more.
    expect(kills or active >= recorded - 2000,
           f"{active:.0f} ms of work in {recorded:.0f} ms: a clock took time.")
    return Outcome(f"{steps} steps", agent.output(), kills=kills,
                   hits=steps)

  def start(self, home, clock):
    agent = Agent(self.ground, home, self.shared.surroundings, {
      "LD_PRELOAD": LIBRARIES[0], "FAKETIME_TIMESTAMP_FILE": clock, "FAKETIME_NO_CACHE": "1",
      "FAKETIME_DONT_FAKE_MONOTONIC": "1"})
    expect(agent.comes_to_record(), f"It does not record. {agent.output()}")
    return agent

  @staticmethod
  def set(clock, ahead):
    with open(clock + ".new", "w", encoding="ascii") as file:
      file.write(f"{ahead:+}\n")
    os.replace(clock + ".new", clock)


class NewBoots(AgentKind):
  """Agents of one home on a machine whose uptime is another each time."""

  name = "machine started anew under the record"
  share = 1

  def why_not(self):
    can = shutil.which("unshare") and subprocess.run(
      ["unshare", "-T", "--boottime", "1000", "true"], capture_output=True, check=False
    ).returncode == 0
    return super().why_not() or ("" if can else "The uptime can't be set here (no right to).")

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    home = self.ground.homes.copy("empty", folder)
    kills = 0
    for _ in range(chance.randint(2, 4)):
      ahead = chance.randint(1, 10 ** chance.randint(2, 8))
      # exec, so that signals reach the agent: unshare itself becomes it.
      agent = Agent(self.ground, home, self.shared.surroundings,
                    before=("unshare", "-T", "--boottime", str(ahead)))
      expect(agent.comes_to_record(), f"It does not record. {agent.output()}")
      time.sleep(chance.uniform(0, 0.5))
      if chance.random() < 0.5:
        end(agent.process, signal.SIGKILL)
        kills += 1
      else:
        expect(end(agent.process) == 0, f"It does not end in order. {agent.output()}")
    record_is_sound(agent.run, home)
    return Outcome("another uptime", kills=kills, hits=1)


class CommandsAtOtherTimes(Kind):
  """Commands whose clock was wrong by hours or years, one after the other."""

  name = "commands while the clock is set"
  share = 1

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    home = self.ground.homes.copy("proposed", folder)
    said = ""
    for words in (("approve", DAY), ("undo",), ("redo",), ("undo",),
                  ("note", "334805", "Renewed the certificate"), ("approve", DAY)):
      now = (f"{chance.choice((1971, 1999, 2026, 2026, 2027, 2099))}-"
             f"{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T"
             f"{chance.randint(0, 23):02}:30:00+13:00")
      answer = self.ground.programs.run(words, home, {"DAYBOOK_NOW": now})
      expect(answer.code in (0, 3, 5, 6), f"At {now} it ends otherwise. {answer}")
      said = answer.err or said
    held = invariants.home_is_sound(self.ground.programs, home)
    numbers = [event[0] for event in held["books"]["event"]]
    expect(numbers == list(range(1, len(numbers) + 1)), f"The events are not in order: {numbers}")
    entries = [row for row in contents.rows(
      os.path.join(home, "data", "books.db"), "SELECT sum(seconds) FROM entry")]
    expect(entries[0][0] > 0, "The entries are gone.")
    return Outcome("six commands, six clocks", said, hits=6)
