"""Homes to begin with: each is made once, by the program itself, and copied for every trial."""

import glob
import json
import os
import re
import shutil
import sqlite3
import threading

import forms

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "examples")
# Found in paths by the library that fails writes: nothing else is called so.
HOME = "the-home"
DAY = "2026-11-20"
# Made of the example day by `make_second_day`.
SECOND_DAY = "2026-11-19"


class Homes:
  """The templates, and fresh copies of them."""

  # Of examples/rules.d.
  RULES = "*.yaml"

  def __init__(self, programs, folder):
    self.programs = programs
    self.folder = folder
    self.templates = {}
    self.lock = threading.Lock()
    os.makedirs(os.path.join(folder, "templates"))

  def copy(self, name, to):
    """A home as `name` is, in the folder `to`."""
    home = os.path.join(to, HOME)
    shutil.copytree(self.template(name), home, symlinks=True)
    return home

  def template(self, name):
    with self.lock:
      return self.made(name)

  def made(self, name):
    if name not in self.templates:
      home = os.path.join(self.folder, "templates", name, HOME)
      try:
        getattr(self, "make_" + name.replace("-", "_"))(home)
      except (OSError, sqlite3.Error, ValueError, KeyError) as trouble:
        raise SystemExit(f"The home '{name}' could not be made: {trouble!r}") from trouble
      self.templates[name] = home
    return self.templates[name]

  def must(self, home, *words):
    answer = self.programs.run(words, home)
    if answer.code != 0:
      raise SystemExit(f"A home could not be made: {answer}")
    return answer.out

  def after(self, name, home, *commands):
    shutil.copytree(self.made(name), home, symlinks=True)
    for words in commands:
      self.must(home, *words)

  def make_empty(self, home):
    os.makedirs(os.path.join(home, "config"))
    for name in ("config.yaml", "clients.yaml"):
      shutil.copy(os.path.join(EXAMPLES, name), os.path.join(home, "config", name))
    os.mkdir(os.path.join(home, "config", "rules.d"))
    for path in glob.glob(os.path.join(EXAMPLES, "rules.d", self.RULES)):
      shutil.copy(path, os.path.join(home, "config", "rules.d"))
    day = os.path.join(home, "day.jsonl")
    with open(os.path.join(EXAMPLES, "day.jsonl"), encoding="utf-8") as lines:
      with open(day, "w", encoding="utf-8") as copy:
        copy.writelines(line for line in lines if self.is_held(line))
    second_day(day, os.path.join(home, "second.jsonl"))

  def is_held(self, _line):
    """Whether this line of the example day is in the homes."""
    return True

  def make_recorded(self, home):
    self.after("empty", home)
    self.must(home, "activity", "import", os.path.join(home, "day.jsonl"))

  def make_proposed(self, home):
    self.after("recorded", home, ("propose", DAY))

  def make_approved(self, home):
    self.after("proposed", home, ("approve", DAY))

  def make_decided(self, home):
    self.after("approved", home, ("approve", DAY, "--presence-only"))

  def make_retained(self, home):
    """With titles that are to go."""
    self.after("decided", home)
    with open(os.path.join(home, "config", "config.yaml"), "a", encoding="utf-8") as file:
      file.write("retention: { titles: 1d }\n")

  def make_undone(self, home):
    self.after("approved", home, ("undo",))

  def make_learned(self, home):
    self.after("proposed", home, ("rules", "suggest", "--accept", "1", "--project",
                                  "northwind/shop", "--yes"))

  def make_kept(self, home):
    """With a backup, and one step since."""
    self.after("proposed", home)
    self.must(home, "backup", os.path.join(home, "kept"))
    self.must(home, "approve", DAY)

  def make_exported(self, home):
    """With all of it as text, and one step since."""
    self.after("proposed", home)
    self.must(home, "export", "--full", os.path.join(home, "all.jsonl"))
    self.must(home, "approve", DAY)

  def make_books_1(self, home):
    self.of_form(1, home)

  def make_books_2(self, home):
    self.of_form(2, home)

  def make_books_3(self, home):
    self.of_form(3, home)

  def make_books_4(self, home):
    self.of_form(4, home)

  def of_form(self, form, home):
    self.after("approved", home)
    forms.books_of_form(form, os.path.join(home, "data", "books.db"))

  def make_activity_1(self, home):
    self.after("approved", home)
    forms.activity_of_form(1, os.path.join(home, "data", "activity.db"))

  def make_activity_2(self, home):
    self.after("approved", home)
    forms.activity_of_form(2, os.path.join(home, "data", "activity.db"))


class SmallHomes(Homes):
  """With so little in them that each call of a command can be made to fail."""

  RULES = "[139]0-[anp][cor]*.yaml"
  STARTS = re.compile(r'^{"start": "2026-11-20T(13:05:02|14:59:28|15:31:44|15:34:22|15:43:05|16:52:31'
                      r'|16:54:32|17:00:25)')

  def is_held(self, line):
    return bool(self.STARTS.match(line))


def second_day(source, target):
  """The example day as that of another machine, the day before."""
  with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as copy:
    for line in lines:
      span = json.loads(line)
      for key in ("start", "end"):
        span[key] = (span[key].replace("2026-11-20", "2026-11-19")
                     .replace("2026-11-21", "2026-11-20"))
      span["source"] = "x11@laptop"
      copy.write(json.dumps(span) + "\n")
