"""What must hold after anything was done to a home, judged by the program and by SQLite itself."""

import contextlib
import json
import os
import sqlite3

import contents
from homes import DAY
from programs import is_sentence


class Broken(Exception):
  """A promise that was not kept, as a sentence."""


def expect(holds, sentence):
  if not holds:
    raise Broken(sentence)


def files_are_sound(home):
  """Page by page, and row against index; after a command, which settles what lay half done."""
  for name in ("books.db", "activity.db"):
    path = os.path.join(home, "data", name)
    if not os.path.exists(path):
      continue
    with contextlib.closing(sqlite3.connect(path, timeout=10)) as database:
      told = [row[0] for row in database.execute("PRAGMA integrity_check")]
      expect(told == ["ok"], f"{name} is not sound: {told[:3]}")
      told = database.execute("PRAGMA foreign_key_check").fetchall()
      expect(not told, f"{name} refers to what is not there: {told[:3]}")


def books_are_whole(programs, home):
  """The chain, the sums and the rest of what `verify` looks at."""
  answer = programs.run(("verify",), home)
  expect(answer.code == 0, f"verify is not content. {answer}")


def days_add_up(programs, home, days=DAY):
  """Each day's parts come to its length."""
  days_add_up_as(lambda *words: programs.run(words, home), days)


def days_add_up_as(run, days):
  """The same, asked by `run`, in its surroundings."""
  answer = run("day", days, "--json")
  expect(answer.code == 0, f"There is no balance. {answer}")
  for day in json.loads(answer.out)["days"]:
    total = sum(day["balance"].values())
    expect(total == day["seconds"],
           f"The parts of {day['date']} are {total} s, the day has {day['seconds']} s.")


def nothing_is_left(home):
  """No draft lies where only what is whole belongs, once the command was run again."""
  known = {name + ending for name in ("books.db", "activity.db")
           for ending in ("", "-wal", "-shm", "-tail")} | {"agent.lock"}
  left = [name for name in os.listdir(os.path.join(home, "data")) if name not in known]
  left += [name for name in os.listdir(home) if name.startswith(".")]
  expect(not left, f"Something was left half made: {left}")


def home_is_sound(programs, home):
  """All of it. What the home holds then."""
  books_are_whole(programs, home)
  days_add_up(programs, home)
  files_are_sound(home)
  return contents.of_home(home)


def said_why(answer, codes=(1,)):
  """A command that did not do it says so in a sentence, with one of the design's codes."""
  expect(answer.code in codes, f"It ended with {answer.code} and not {codes}. {answer}")
  expect(is_sentence(answer.err), f"What it says is no sentence. {answer}")
