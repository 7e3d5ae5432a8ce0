"""Each write, sync, truncation and name of commands, a push and an agent made to fail, one by one.

Nothing is left out: homes are small instead (SmallHomes). Not by the clock; `run --every`.
"""

import hashlib
import os
import signal
import threading
import time

import record
import recording
from agents import Agent, AgentKind, FailedAgents, record_is_sound
from desktop import end, until
from ground import Kind, Outcome
from invariants import expect, nothing_is_left, said_why
from programs import is_sentence
from pushes import Business, PushKind
from readonly import snapshot


def points(count, done, deeds):
  """(call, deed, times) for each call that counts. Only a write of some bytes can be short, and a disk
  that is full still takes names away."""
  for number in range(1, count + 1):
    call = done.get(number)
    for deed, times in deeds:
      # Those that did nothing were to take away what is not there, mostly.
      takes_away = not call or call.kind == "u"
      if not (deed == "ENOSPC" and takes_away or deed == "SHORT" and len(call.data if call else "") < 2):
        yield number, deed, times


class Every(Kind):
  """A subclass gives `deeds`, and `all_points` once."""

  deeds = ()

  def __init__(self, *about):
    super().__init__(*about)
    self.order = []
    self.calls = 0
    self.tried = set()
    self.met = set()
    self.lock = threading.Lock()

  def why_not(self):
    return super().why_not() or self.ground.without_shim

  def prepare(self):
    self.order = list(self.all_points())
    self.calls = len({point[:-2] for point in self.order})

  @property
  def count(self):
    return len(self.order)

  def hit(self, index, hits):
    with self.lock:
      self.tried.add(index)
      if hits:
        self.met.add(index)
    return min(hits, 1)

  @property
  def points(self):
    return (f"{self.calls:,} calls, {self.count:,} points (a call and an error): "
            f"{len(self.tried):,} tried, {len(self.met):,} of them met")


class EveryCommand(Every):
  name = "command, each call failing"
  share = 6
  deeds = (("ENOSPC", 0), ("EIO", 1), ("SHORT", 0))

  def __init__(self, ground, courses):
    super().__init__(ground)
    self.courses = courses
    # What was found in homes that were byte for byte the same.
    self.known = {}

  def all_points(self):
    for number in range(len(self.courses)):
      course = self.courses[number]
      for point in points(course.calls, course.done, self.deeds):
        yield course, *point

  def trial(self, index, folder):
    course, call, deed, times = self.order[index]
    home = self.ground.homes.copy(course.scenario.home, folder)
    plan = self.ground.shim.at(call, deed, times=times)
    answer = course.run(home, plan.environment)
    hits = self.hit(index, plan.told()[1])
    if answer.code != 0:
      expect(hits > 0, f"It failed, and no write of it did. {answer}")
      said_why(answer)
    state = (course.scenario.name, digest(home))
    if state not in self.known:
      differs = course.compare(home)
      if answer.code == 0:
        nothing_is_left(home)
      else:
        course.finish(home, not differs[1])
      self.known[state] = differs
    is_done = course.weigh(answer, *self.known[state])
    fate = "done all the same" if answer.code == 0 else "done, but said to have failed" \
      if is_done else "as before"
    return Outcome(f"{course.scenario.name}: {fate}", answer.err, hits=hits)


def digest(home):
  """Of all bytes. What programs share in memory says nothing once none of them runs."""
  whole = hashlib.sha256()
  for path, data in sorted(snapshot(home).items()):
    if not path.endswith("-shm"):
      whole.update(os.path.relpath(path, home).encode() + b"\0" + hashlib.sha256(data).digest())
  return whole.digest()


class EveryPush(Every, PushKind):
  name = "push, each call failing"
  deeds = EveryCommand.deeds
  share = 3

  def all_points(self):
    business = self.take()
    log = os.path.join(self.ground.folder, "calls of a push")
    plan = self.ground.shim.at(0, log=log)
    answer = business.run("invoice", "push", business.next_day(), "--yes", extra=plan.environment)
    expect(answer.code == 0, f"Without any fault it fails. {answer}")
    done = {call.number: call for call in recording.read(log)}
    self.give_back(business)
    for point in points(plan.told()[0], done, self.deeds):
      yield "push", *point

  def push(self, business, index, day):
    _, call, deed, times = self.order[index]
    plan = self.ground.shim.at(call, deed, times=times)
    answer = business.run("invoice", "push", day, "--yes", extra=plan.environment)
    hits = self.hit(index, plan.told()[1])
    expect(answer.code == 0 or hits > 0 and answer.code in (1, 7) and is_sentence(answer.err),
           f"It must say in a sentence what failed. {answer}")
    said = business.push_until_done(day)
    return Outcome("one draft each", answer.err or (said[0] if said else ""), hits=hits)


class EveryAgent(Every, AgentKind):
  """Lives on, and nothing of its record is missing once the disk takes it again."""

  name = "agent, each call failing"
  share = 3
  # A disk that stays full would keep it from recording at all: it is, for so many calls.
  deeds = (("ENOSPC", 20), ("EIO", 1), ("SHORT", 6))
  STARTS = ("empty", "recorded")

  def all_points(self):
    for start in self.STARTS:
      folder = self.ground.folder_for(f"calls of an agent, {start}")
      log = os.path.join(folder, "calls")
      plan = self.ground.shim.at(0, files=("/activity.db",), program="daybook-agent", log=log)
      self.live(self.ground.homes.copy(start, folder), plan)
      done = {call.number: call for call in recording.read(log)}
      for point in points(plan.told()[0], done, self.deeds):
        yield start, *point

  def live(self, home, plan):
    """A short life, with a moment in which nobody is there: the agent, and when it ended."""
    agent = Agent(self.ground, home, self.shared.surroundings, plan.environment, idle="1s")
    expect(agent.comes_to_record(), f"It does not live on. {agent.output()}")
    for _ in range(3):
      agent.process.send_signal(signal.SIGHUP)
      time.sleep(0.3)
    expect(until(lambda: FailedAgents.is_written(agent)), f"It does not write again. {agent.output()}")
    expect(agent.is_alive, f"It did not live on. {agent.output()}")
    ended = time.time() * 1000
    expect(end(agent.process) == 0, f"It does not end in order. {agent.output()}")
    return agent, ended

  def trial(self, index, folder):
    # A life has some calls more or less: three may come to this one.
    for life in ("first", "second", "third"):
      outcome = self.try_out(index, os.path.join(folder, life))
      if outcome.hits:
        break
    return outcome

  def try_out(self, index, folder):
    start, call, deed, times = self.order[index]
    os.mkdir(folder)
    home = self.ground.homes.copy(start, folder)
    plan = self.ground.shim.at(call, deed, files=("/activity.db",), times=times,
                               program="daybook-agent")
    agent, ended = self.live(home, plan)
    hits = self.hit(index, plan.told()[1])
    record_is_sound(agent.run, home)
    own = [run for run in record.runs(home) if run[1] >= agent.begun * 1000 - 1000]
    expect(len(own) == 1, f"The runs are not one: {own}")
    expect(own[0][1] <= agent.begun * 1000 + 30_000, f"Its first moments are missing: {own}")
    nothing_is_left(home)
    if "with time that the disk did not take" in agent.journal():
      # It was to end while nothing could be written, and said so.
      lost = max(0, int(ended - own[0][2]))
      expect(lost <= record.MAY_BE_LOST, f"{lost} ms of evidence are lost.")
      return Outcome("the disk did not take its end", agent.output(), hits=hits, lost=lost)
    expect(own[0][2] >= ended - 100, "Its last moments are missing.")
    expect(own[0][3] == 1, f"The run has no end: {own}")
    return Outcome("nothing missing", agent.output(), hits=hits)
