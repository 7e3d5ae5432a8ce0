"""Power cuts under commands and under the agent: what a disk may hold then is opened again."""

import bisect
import os
import shutil
import signal
import threading
import time

import contents
import record
import recording
from agents import REAL_CLOCK, Agent, AgentKind, record_is_sound
from desktop import end, until
from disk import Disk
from ground import Kind, Outcome
from homes import HOME
from invariants import expect
from programs import Answer

# What commands make for a person, in the home of a trial.
MADE = ("kept", "all.jsonl")


class Recorded:
  """A home, and all that programs did to it from then on."""

  def __init__(self, ground, start, folder):
    self.ground = ground
    self.log = os.path.join(folder, "calls")
    self.home = ground.homes.copy(start, folder)
    # The calls are done to this one, as often as asked.
    self.before = ground.homes.template(start)
    self.inodes = inodes(self.home)
    self.plan = ground.shim.at(0, program="daybook:daybook-agent", log=self.log)
    self.calls = []
    self.lock = threading.Lock()

  def end(self):
    self.plan.told()
    self.calls = recording.read(self.log)
    os.unlink(self.log)
    now = self.disk(len(self.calls)).files()
    for path, data in now.items():
      # What lies in memory that programs share is nothing that a disk has to keep.
      if not path.endswith("-shm"):
        expect(contents.read(os.path.join(self.home, path)) == data,
               f"The calls that were written down don't lead to {path} as it is.")

  def disk(self, moment):
    """As it is before call number `moment`, from 0."""
    disk = Disk(self.before, self.home, self.inodes)
    for call in self.calls[:moment]:
      disk.do(call)
    return disk

  def moment(self, chance):
    """Often the last: all that a command has promised is promised then."""
    last = len(self.calls)
    return last if chance is None or chance.random() < 0.3 else chance.randrange(last + 1)

  def moment_in_time(self, chance):
    times = [call.milliseconds for call in self.calls]
    return bisect.bisect(times, chance.uniform(times[0], times[-1]))


def inodes(home):
  """By path."""
  paths = [os.path.join(folder, name) for folder, _, names in os.walk(home) for name in names]
  return {os.path.relpath(path, home): os.lstat(path).st_ino for path in paths}


class CutCommands(Kind):
  """What was reported as done is done; anything else is done or not."""

  name = "power cut under a command"
  share = 4

  def __init__(self, ground, courses):
    super().__init__(ground)
    self.courses = courses
    self.lock = threading.Lock()
    self.known = {}

  def why_not(self):
    return self.ground.without_shim

  def trial(self, index, folder):
    # At first at each command's end, with a disk that keeps no more than it must.
    chance = self.ground.random(self.name, index) if index >= len(self.courses) else None
    course = self.courses[index]
    done = self.recorded(course)
    moment = done.moment(chance)
    disk = done.disk(moment)
    # Files name others by their whole path: it must be the same home each time.
    with done.lock:
      disk.cut(chance, done.home)
      try:
        is_done = self.judge(course, done, moment, disk)
      finally:
        os.rename(done.home, os.path.join(folder, HOME))
    return Outcome(f"{course.scenario.name}: {'done' if is_done else 'as before'}", hits=1)

  def judge(self, course, done, moment, disk):
    is_said = moment > max(n for n, call in enumerate(done.calls) if call.kind == "!")
    answer = Answer(course.words(done.home), 0 if is_said else -signal.SIGKILL, "", "", 0)
    is_done = course.judge(done.home, answer)
    for path, data in disk.files().items() if is_said else ():
      if path.split(os.sep)[0] in MADE:
        where = os.path.join(done.home, path)
        expect(os.path.exists(where) and contents.read(where) == data,
               f"It was reported as done, and {path} is not what it was.")
    course.finish(done.home, is_done)
    return is_done

  def recorded(self, course):
    with self.lock:
      if course not in self.known:
        folder = self.ground.folder_for(f"calls of {course.scenario.name}")
        done = Recorded(self.ground, course.scenario.home, folder)
        answer = course.run(done.home, done.plan.environment)
        expect(answer.code == 0, f"Without any fault it fails. {answer}")
        done.end()
        shutil.rmtree(done.home)
        self.known[course] = done
      return self.known[course]


class CutAgents(AgentKind):
  """A life of the agent, commands beside it, and power cuts anywhere in it."""

  name = "power cut under the agent"
  share = 2
  # Moments of one life, before there is another.
  MOMENTS = 20

  def __init__(self, ground, shared):
    super().__init__(ground, shared)
    self.lock = threading.Lock()
    self.known = {}

  def why_not(self):
    return super().why_not() or self.ground.without_shim

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    done = self.recorded(index // self.MOMENTS)
    # By the clock, where it mostly has nothing to write, or amid a command's many writes.
    moment = done.moment_in_time(chance) if chance.random() < 0.5 else done.moment(chance)
    home = os.path.join(folder, HOME)
    done.disk(moment).cut(chance.choice((chance, None)), home)
    # Nothing is written until the next call: as late as this.
    cut = done.calls[moment].milliseconds if moment < len(done.calls) else done.ended
    if chance.random() < 0.5:
      self.is_sound(home)
    lost = self.lost(home, done, cut, cut - self.synced(done, moment))
    agent = Agent(self.ground, home, self.shared.surroundings)
    expect(agent.comes_to_record(), f"It does not start again. {agent.output()}")
    expect(end(agent.process) == 0, f"It does not end in order. {agent.output()}")
    self.is_sound(home)
    return Outcome("a life cut off", agent.output(), hits=1, lost=lost)

  @staticmethod
  def synced(done, moment):
    """When it wrote what it then waited for the disk to have."""
    written = synced = done.begun
    for call in done.calls[:moment]:
      if call.path.endswith("-tail"):
        written = call.milliseconds if call.kind == "w" else written
        synced = written if call.kind == "s" else synced
    return synced

  def run(self, home, *words):
    return self.ground.programs.run(words, home, {**self.shared.surroundings, **REAL_CLOCK})

  def is_sound(self, home):
    record_is_sound(lambda *words: self.run(home, *words), home)

  def lost(self, home, done, cut, unsynced):
    """Milliseconds of evidence that are gone; the last ones may be, which no sync was for."""
    answer = self.run(home, "status", "--json")
    expect(answer.code == 0, f"status fails. {answer}")
    own = [run for run in record.runs(home) if run[1] >= done.begun - 1000]
    expect(len(own) <= 1, f"One life has several runs: {own}")
    lost = max(0, cut - (own[0][2] if own else done.begun))
    if own and own[0][3] == 1:
      lost = 0
    expect(lost <= max(0, unsynced) + 500,
           f"{lost} ms are lost, and the last {unsynced} ms alone were not synced.")
    if own and done.is_idle:
      lost = 0
    expect(lost <= record.MAY_BE_LOST + record.BLUR, f"{lost} ms of evidence are lost.")
    held = {source for source, *_ in record.spans(home)}
    expect(done.sources <= held, f"What was there before is gone: {done.sources - held}")
    return lost

  def recorded(self, number):
    with self.lock:
      if number not in self.known:
        self.known[number] = self.live(number)
      return self.known[number]

  def live(self, number):
    chance = self.ground.random(self.name, "life", number)
    done = Recorded(self.ground, chance.choice(("empty", "approved")),
                    self.ground.folder_for(f"{self.name} life {number}"))
    done.sources = {source for source, *_ in record.spans(done.home)}
    # Where nobody is there, the time from the last sign of life on is unknown, and not evidence.
    done.is_idle = number % 3 == 2
    agent = Agent(self.ground, done.home, self.shared.surroundings, done.plan.environment,
                  idle="1s" if done.is_idle else "1h")
    expect(agent.comes_to_record(), f"It does not record. {agent.output()}")
    done.begun = int(time.time() * 1000)
    # Mostly it is told to write: the more there is that no power cut may take.
    for deed in ("hear",) * 4 + (chance.choice(("look", "forget")),) + ("hear",) * 3:
      until(lambda: not agent.is_alive, chance.uniform(0, self.ground.patience * 0.4))
      if deed == "hear":
        agent.process.send_signal(signal.SIGHUP)
      else:
        words = ("status", "--json") if deed == "look" else ("forget", "--last", "1s", "--yes")
        self.ground.programs.run(words, done.home, {**agent.surroundings, **done.plan.environment})
    expect(end(agent.process) == 0, f"It does not end in order. {agent.output()}")
    done.ended = int(time.time() * 1000)
    done.end()
    return done
