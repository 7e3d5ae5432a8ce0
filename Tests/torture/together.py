"""Two of everything at once: commands on one home, beside each other, some of them killed."""

import threading

import invariants
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
CODES = (0, 1, 3, 5, 6)


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
    answers = self.run(home, chosen, kills)
    said = ""
    for answer in answers:
      expect(answer.was_killed or answer.code in CODES, f"It ends otherwise. {answer}")
      if answer.code > 0:
        expect(is_sentence(answer.err), f"What it says is no sentence. {answer}")
        said = answer.err
    invariants.home_is_sound(self.ground.programs, home)
    return Outcome(" + ".join(sorted(words[0] for words in chosen)), said,
                   kills=sum(answer.was_killed for answer in answers))

  def run(self, home, chosen, kills):
    answers = []

    def one(words, kill_after):
      words = [word.replace("HOME", home) for word in words]
      answers.append(self.ground.programs.run(words, home, kill_after=kill_after))

    threads = [threading.Thread(target=one, args=pair) for pair in zip(chosen, kills)]
    for thread in threads:
      thread.start()
    for thread in threads:
      thread.join()
    return answers
