"""The agent killed, and its disk failing, while somebody works."""

import os
import signal
import threading
import time

import invariants
import record
from desktop import Desktop, end, until
from ground import Kind, Outcome
from invariants import expect
from shim import DISK_CALLS

# The real clock: the agent has no other, and what it records is of today.
REAL_CLOCK = {"DAYBOOK_NOW": None}


class Agent:
  """A running agent of one home."""

  def __init__(self, ground, home, surroundings, extra=None, before=(), idle="1h"):
    self.home = home
    self.ground = ground
    self.surroundings = {**surroundings, **REAL_CLOCK}
    self.told = self.journal().count("recording; ")
    self.begun = time.time()
    with open(os.path.join(home, "agent.out"), "a", encoding="utf-8") as output:
      self.process = ground.programs.start(
        ("--idle", idle), home, {**self.surroundings, **(extra or {})}, before,
        program="daybook-agent", output=output)

  def journal(self):
    path = os.path.join(self.home, "state", "agent.log")
    if not os.path.exists(path):
      return ""
    with open(path, encoding="utf-8", errors="replace") as file:
      return file.read()

  def output(self):
    with open(os.path.join(self.home, "agent.out"), encoding="utf-8", errors="replace") as file:
      return file.read()

  @property
  def is_alive(self):
    return self.process.poll() is None

  def is_recording(self):
    return self.journal().count("recording; ") > self.told

  def comes_to_record(self):
    until(lambda: self.is_recording() or not self.is_alive)
    return self.is_alive

  def run(self, *words):
    return self.ground.programs.run(words, self.home, self.surroundings)

  def cpu(self):
    """Seconds that it has computed."""
    with open(f"/proc/{self.process.pid}/stat", encoding="ascii", errors="replace") as file:
      fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class SharedDesktop:
  """A desktop that trials share which let it live: started when it is first needed."""

  def __init__(self, ground):
    self.ground = ground
    self.lock = threading.Lock()
    self.desktop = None

  @property
  def surroundings(self):
    with self.lock:
      if not self.desktop:
        self.desktop = Desktop(self.ground.folder_for("desktop"))
        self.desktop.with_display(self.ground.seed)
      return self.desktop.surroundings

  def end(self):
    if self.desktop:
      self.desktop.end()


class AgentKind(Kind):
  """Trials of an agent, on the desktop that all of them share."""

  def __init__(self, ground, shared):
    super().__init__(ground)
    self.shared = shared

  def why_not(self):
    return Desktop.why_not()


def record_is_sound(run, home):
  """After the agent has ended, asked by `run`. A command first: it brings in what was left beside."""
  answer = run("status", "--json")
  expect(answer.code == 0, f"status fails. {answer}")
  record.is_whole(home)
  invariants.files_are_sound(home)
  for words in (("verify",), ("day", "this-week", "--json")):
    answer = run(*words)
    expect(answer.code == 0, f"{words[0]} is not content. {answer}")


class KilledAgents(AgentKind):
  """Several kills in one home: at a random moment, or at a write."""

  name = "agent killed"
  share = 3

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    home = self.ground.homes.copy(chance.choice(("empty", "recorded")), folder)
    lost = kills = 0
    for _ in range(3):
      lost = max(lost, self.kill(home, chance))
      kills += 1
    agent = Agent(self.ground, home, self.shared.surroundings)
    expect(agent.comes_to_record(), f"It does not start again. {agent.output()}")
    expect(end(agent.process) == 0, f"It does not end in order. {agent.output()}")
    record_is_sound(agent.run, home)
    expect(record.runs(home)[-1][3] == 1, "The last run has no end.")
    return Outcome("killed, then started again", kills=kills, lost=lost)

  def kill(self, home, chance):
    """One life. Milliseconds of evidence that its end cost."""
    plan = None
    if self.ground.shim and chance.random() < 0.5:
      plan = self.ground.shim.at(chance.randint(1, 60), chance.choice(("KILL", "TORN", "AFTER")),
                                 program="daybook-agent")
    life = chance.uniform(0, self.ground.patience)
    agent = Agent(self.ground, home, self.shared.surroundings,
                  plan.environment if plan else None)
    until(lambda: not agent.is_alive, life)
    died = time.time()
    expect(agent.is_alive or agent.process.returncode == -signal.SIGKILL,
           f"It ended by itself, with {agent.process.returncode}. {agent.output()}")
    end(agent.process, signal.SIGKILL)
    if plan:
      plan.told()
    record_is_sound(agent.run, home)
    own = [run for run in record.runs(home) if run[1] >= agent.begun * 1000 - 1000]
    if not own:
      expect(not agent.is_recording(), "It said that it records, and there is nothing of it.")
      return 0
    lost = max(0, int(died * 1000 - own[-1][2]))
    expect(lost <= record.MAY_BE_LOST + record.BLUR, f"{lost} ms of evidence are lost.")
    return lost


class FailedAgents(AgentKind):
  """Calls that fail for a while, anywhere in an agent's life; afterwards nothing is missing."""

  name = "agent on a full or failing disk"
  share = 2

  def why_not(self):
    return super().why_not() or self.ground.without_shim

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    home = self.ground.homes.copy("empty", folder)
    plan = self.ground.shim.at(
      chance.randint(1, 60), chance.choice(("ENOSPC", "EIO")), calls=DISK_CALLS,
      files=("/activity.db",), times=chance.choice((1, 1, 2, 5, 20)), program="daybook-agent")
    agent = Agent(self.ground, home, self.shared.surroundings, plan.environment)
    expect(agent.comes_to_record(), f"It does not live on. {agent.output()}")
    for _ in range(chance.randint(5, 60)):
      agent.process.send_signal(signal.SIGHUP)
      time.sleep(chance.uniform(0, 0.05))
    expect(until(lambda: self.is_written(agent)), f"It does not write again. {agent.output()}")
    expect(agent.is_alive, f"It did not live on. {agent.output()}")
    ended = time.time() * 1000
    expect(end(agent.process) == 0, f"It does not end in order. {agent.output()}")
    hits = plan.told()[1]
    record_is_sound(agent.run, home)
    own = record.runs(home)
    expect(own and own[-1][2] >= ended - 100, "Its last moments are missing.")
    expect(len(own) == 1 and own[0][3] == 1, f"The runs are not one that ended: {own}")
    expect(own[0][1] <= agent.begun * 1000 + 30_000, f"Its first moments are missing: {own}")
    return Outcome("nothing missing", agent.output(),
                   hits=min(hits, 1))

  @staticmethod
  def is_written(agent):
    agent.process.send_signal(signal.SIGHUP)
    time.sleep(0.05)
    return not os.path.exists(os.path.join(agent.home, "state", "notice.storage"))
