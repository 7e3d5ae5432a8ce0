"""Files that a failing disk or a slip has damaged: found, told in a sentence, and replaced."""

import os
import shutil
import sqlite3

import contents
import invariants
from agents import Agent, AgentKind
from desktop import end, until
from ground import Kind, Outcome
from homes import DAY, HOME
from invariants import expect
from programs import is_sentence


def flip(path, chance):
  """One to three bytes become others."""
  with open(path, "r+b") as file:
    size = os.path.getsize(path)
    for _ in range(chance.randint(1, 3)):
      place = chance.randrange(size)
      file.seek(place)
      byte = file.read(1)[0]
      file.seek(place)
      file.write(bytes([byte ^ chance.randint(1, 255)]))


def cut(path, chance):
  os.truncate(path, chance.randrange(1, os.path.getsize(path)))


def empty(path, _chance):
  os.truncate(path, 0)


def scribble(path, chance):
  """A stretch of noise, as a lost sector leaves it."""
  size = os.path.getsize(path)
  length = min(size, chance.choice((512, 4096)))
  with open(path, "r+b") as file:
    file.seek(chance.randrange(max(1, size - length)) // 512 * 512)
    file.write(chance.randbytes(length))


def other(path, _chance):
  """Something else under its name."""
  with open(path, "wb") as file:
    file.write(b"This is no database.\n")


def gone(path, _chance):
  os.unlink(path)


DAMAGES = {"bytes flipped": flip, "cut": cut, "emptied": empty, "noise": scribble,
           "another file": other, "gone": gone}


class DamagedBooks(Kind):
  """books.db or its WAL: refused or whole, never wrong in silence; a backup brings all back."""

  name = "books damaged"
  share = 2

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    name = sorted(DAMAGES)[index % len(DAMAGES)]
    home = self.ground.homes.copy("approved", folder)
    kept = os.path.join(folder, "kept")
    expect(self.run(home, "backup", kept).code == 0, "There is no backup.")
    before = contents.of_home(home)
    target = os.path.join(home, "data", "books.db")
    allowed = [before]
    if wal := self.torn_wal(home, chance):
      allowed += [self.as_copy(home, os.path.join(folder, name), name == "bare")
                  for name in ("whole", "bare")]
      target = chance.choice((target, wal))
    elif name == "gone":
      # Nobody could tell such a home from a new one.
      allowed = []
    DAMAGES[name](target, chance)
    said = self.is_told(home, allowed)
    answer = self.run(home, "restore", kept, "--yes")
    expect(answer.code == 0, f"The backup can't be brought back. {answer}")
    rest = contents.difference(invariants.home_is_sound(self.ground.programs, home), before)
    expect(not rest, f"What the backup brought back is otherwise: {rest}")
    return Outcome(f"{os.path.basename(target)} {name}", said, hits=1)

  def run(self, home, *words):
    return self.ground.programs.run(words, home)

  def torn_wal(self, home, chance):
    """A WAL that a killed command left, half of the time."""
    if not self.ground.shim or chance.random() < 0.5:
      return None
    plan = self.ground.shim.at(chance.randint(2, 6), "AFTER", files=("/books.db-wal",), calls="ws")
    self.ground.programs.run(("undo",), home, plan.environment)
    plan.told()
    wal = os.path.join(home, "data", "books.db-wal")
    return wal if os.path.exists(wal) and os.path.getsize(wal) else None

  def as_copy(self, home, folder, is_bare):
    """What the home holds, as it is or without its WAL."""
    copy = os.path.join(folder, HOME)
    shutil.copytree(home, copy)
    if is_bare:
      for ending in ("-wal", "-shm"):
        if os.path.exists(os.path.join(copy, "data", "books.db" + ending)):
          os.unlink(os.path.join(copy, "data", "books.db" + ending))
    return contents.of_home(copy)

  def is_told(self, home, allowed):
    """verify says that the books are damaged, or they are as they were. What it said."""
    for words in (("entries", DAY), ("history",), ("status", "--json"),
                  ("approve", DAY, "--dry-run"), ("doctor",)):
      answer = self.run(home, *words)
      expect(answer.code in (0, 1, 5, 8), f"It ends otherwise. {answer}")
      expect(answer.code in (0, 8) or words == ("doctor",) or is_sentence(answer.err),
             f"What it says is no sentence. {answer}")
    verified = self.run(home, "verify")
    expect(verified.code in (0, 1, 8), f"It ends otherwise. {verified}")
    if verified.code == 0:
      held = contents.of_home(home)
      is_known = not allowed or any(held["books"] == known["books"] for known in allowed)
      expect(is_known, f"The books are not what they were, and verify is content. {verified}")
      return "(not harmed)"
    return verified.err or "verify names what is wrong."


class DamagedRecord(AgentKind):
  """activity.db, its WAL or its tail: an agent keeps it aside, saves what it can, and says so."""

  name = "record damaged"
  share = 2

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    name = sorted(DAMAGES)[index % len(DAMAGES)]
    home = self.ground.homes.copy("approved", folder)
    ending = chance.choice(("", "", "-wal", "-tail"))
    if ending or chance.random() < 0.5:
      self.leave_behind(home)
    path = os.path.join(home, "data", "activity.db" + ending)
    if not os.path.exists(path) or not os.path.getsize(path):
      path = os.path.join(home, "data", "activity.db")
    DAMAGES[name](path, chance)
    for words in (("activity", DAY), ("day", DAY, "--json"), ("status", "--json"), ("doctor",),
                  ("verify",), ("activity", "import", os.path.join(home, "second.jsonl"))):
      answer = self.ground.programs.run(words, home)
      expect(answer.code in (0, 1, 8), f"It ends otherwise. {answer}")
      expect(answer.code in (0, 8) or words == ("doctor",) or is_sentence(answer.err),
             f"What it says is no sentence. {answer}")
    # Nobody is there, so that it looks at every page (decision 26).
    agent = Agent(self.ground, home, self.shared.surroundings, idle="1s")
    expect(agent.comes_to_record(), f"It does not record. {agent.output()}")
    until(lambda: self.is_sound(home), 5)
    expect(end(agent.process) == 0, f"It does not end in order. {agent.output()}")
    invariants.files_are_sound(home)
    invariants.days_add_up(self.ground.programs, home)
    return Outcome(f"{os.path.basename(path)} {name}", agent.output(), hits=1)

  @staticmethod
  def is_sound(home):
    try:
      invariants.files_are_sound(home)
    except (invariants.Broken, sqlite3.Error):
      return False
    return True

  def leave_behind(self, home):
    """What a killed agent leaves beside the tables."""
    agent = Agent(self.ground, home, self.shared.surroundings)
    agent.comes_to_record()
    agent.process.kill()
    agent.process.wait()
