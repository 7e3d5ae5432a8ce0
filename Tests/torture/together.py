"""Two of everything at once: commands on one home, beside each other, some of them killed."""

import signal
import threading

import invariants
from agents import Agent, AgentKind, record_is_sound
from desktop import end, until
from ground import Kind, Outcome
from homes import DAY
from invariants import expect
from programs import is_sentence

# By the home that they begin in. Each may be done, find nothing to do, or be refused as the design
# says; what it may not do is fail.
COMMANDS = {
  "proposed": (
    ("approve", DAY), ("approve", "1efa50"), ("reject", "2d2a7a"), ("propose", DAY), ("undo",),
    ("redo",), ("split", "1efa50", "at", "15:00"), ("merge", "5b29df", "c4b187"),
    ("note", "334805", "Renewed the certificate"), ("assign", "721d30", "acme/website"),
    ("activity", "import", "HOME/second.jsonl"), ("activity", "import", "HOME/day.jsonl"),
    ("forget", "--from", f"{DAY}T09:00", "--to", f"{DAY}T09:30", "--yes"),
    ("day", "close", DAY, "--anyway"), ("backup", "HOME/kept"), ("status", "--json"),
    ("rules", "suggest", "--accept", "1", "--project", "northwind/shop", "--yes"),
    ("rules", "compile"), ("export", "--full", "HOME/all.jsonl"), ("verify",)),
  "empty": (
    ("activity", "import", "HOME/day.jsonl"), ("activity", "import", "HOME/second.jsonl"),
    ("propose", DAY), ("entries", DAY), ("status", "--json"), ("rules", "compile")),
  "books-1": (("history",), ("entries", DAY), ("undo",), ("verify",), ("propose", DAY)),
  "books-3": (("history",), ("approve", DAY), ("undo",), ("verify",)),
  "activity-1": (("activity", DAY), ("propose", DAY), ("activity", "import", "HOME/second.jsonl"),
                 ("status", "--json"), ("verify",)),
}
# 2: what another has split has no such time any more.
CODES = (0, 1, 2, 3, 5, 6)


def run_at_once(ground, home, commands, extra=None):
  """Commands, each with the time after which it is killed, or None. How each ended."""
  answers = []

  def one(words, kill_after):
    words = [word.replace("HOME", home) for word in words]
    answers.append(ground.programs.run(words, home, extra, kill_after=kill_after))

  threads = [threading.Thread(target=one, args=command) for command in commands]
  for thread in threads:
    thread.start()
  for thread in threads:
    thread.join()
  return answers


class Together(Kind):
  name = "commands at once on one home"
  share = 3

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    start = sorted(COMMANDS)[index % len(COMMANDS)]
    home = self.ground.homes.copy(start, folder)
    chosen = [chance.choice(COMMANDS[start]) for _ in range(chance.randint(2, 4))]
    # Two of the same more often than chance would have it.
    if chance.random() < 0.4:
      chosen = [chosen[0]] * len(chosen)
    kills = [chance.uniform(0, 0.3) if chance.random() < 0.3 else None for _ in chosen]
    answers = run_at_once(self.ground, home, list(zip(chosen, kills)))
    said = ""
    for answer in answers:
      expect(answer.was_killed or answer.code in CODES, f"It ends otherwise. {answer}")
      if answer.code > 0:
        expect(is_sentence(answer.err), f"What it says is no sentence. {answer}")
        said = answer.err
    invariants.home_is_sound(self.ground.programs, home)
    return Outcome(" + ".join(sorted(words[0] for words in chosen)), said,
                   kills=sum(answer.was_killed for answer in answers))


class AgentsTogether(AgentKind):
  """Several agents started at once on one home, and commands beside the one that may stay."""

  name = "agents and commands at once on one home"
  share = 2

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    home = self.ground.homes.copy("retained", folder)
    agents = [Agent(self.ground, home, self.shared.surroundings)
              for _ in range(chance.randint(2, 3))]
    expect(until(lambda: sum(a.is_alive for a in agents) == 1),
           "Of several agents not exactly one stays.")
    stays = next(a for a in agents if a.is_alive)
    for other in agents:
      expect(other is stays or other.process.returncode == 1, "An agent too many ends otherwise.")
    expect(is_sentence(stays.output()), f"An agent too many says no sentence. {stays.output()}")
    expect(stays.comes_to_record(), f"The one that stays does not record. {stays.output()}")
    answers = run_at_once(self.ground, home, self.chosen(chance), stays.surroundings)
    for answer in answers:
      expect(answer.code in CODES, f"It ends otherwise. {answer}")
      expect(answer.code == 0 or is_sentence(answer.err), f"This is no sentence. {answer}")
    expect(stays.is_alive, f"The agent ended. {stays.output()}")
    kills = chance.random() < 0.5
    code = end(stays.process, signal.SIGKILL if kills else signal.SIGTERM)
    expect(kills or code == 0, f"The agent does not end in order. {stays.output()}")
    record_is_sound(stays.run, home)
    return Outcome(" + ".join(sorted(answer.words[0] for answer in answers)), stays.output(),
                   kills=int(kills))

  @staticmethod
  def chosen(chance):
    """Those that change the record under the agent, and those that read it."""
    commands = (
      ("activity", "import", "HOME/second.jsonl"), ("forget", "--last", "1m", "--yes"),
      ("forget", "--excluded", "--yes"), ("backup", "HOME/kept"), ("status", "--json"),
      ("activity", "today"), ("propose", "today"), ("pause", "--for", "1m"), ("resume",),
      ("rules", "compile"), ("export", "--full", "HOME/all.jsonl"), ("purge", "--yes"),
      ("verify",), ("approve", "today"))
    return [(chance.choice(commands), None) for _ in range(chance.randint(2, 4))]
