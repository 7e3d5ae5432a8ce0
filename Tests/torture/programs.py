"""Runs the built programs, and says how each ended."""

import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass

# Nothing of the person's own setting may leak in; TZ and the clock are those of examples/.
SURROUNDINGS = {
  "PATH": "/usr/bin:/bin", "USER": "hana", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8",
  "DAYBOOK_NOW": "2026-11-21T18:00:00+13:00",
  # Its pictures of a crash take seconds; the signal says enough.
  "SWIFT_BACKTRACE": "enable=no",
}
# A command that takes longer hangs.
PATIENCE = 120


@dataclass
class Answer:
  """What a command said, and its exit code: a signal's number below zero."""

  words: tuple
  code: int
  out: str
  err: str
  seconds: float

  @property
  def was_killed(self):
    return self.code == -signal.SIGKILL

  def __str__(self):
    return f"daybook {' '.join(self.words)}: {self.code}\n{self.out}{self.err}".rstrip()


class Hung(Exception):
  """A program that did not end."""


class Programs:
  """`daybook`, `daybook-agent` and `xero-sandbox` of one folder."""

  NAMES = ("daybook", "daybook-agent", "xero-sandbox")

  def __init__(self, folder):
    self.folder = os.path.abspath(folder)
    missing = [n for n in self.NAMES if not os.access(self.path(n), os.X_OK)]
    if missing:
      raise SystemExit(f"No {missing[0]} in {folder}. Build first: make build, or make release.")

  def path(self, name):
    return os.path.join(self.folder, name)

  def environment(self, home, extra=None):
    """`extra` adds variables, or takes them away where they are None."""
    whole = {**SURROUNDINGS, "DAYBOOK_HOME": home, "HOME": home, **(extra or {})}
    return {name: value for name, value in whole.items() if value is not None}

  def start(self, words, home, extra=None, before=(), program="daybook", output=None):
    """Starts a command; `before` is a program and its arguments that starts it."""
    out = output or subprocess.PIPE
    return subprocess.Popen(
      [*before, self.path(program), *words], env=self.environment(home, extra),
      stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT if output else out,
      text=True, errors="replace", start_new_session=True)

  def run(self, words, home, extra=None, before=(), kill_after=None):
    """Runs a command to its end, or until it is killed after so many seconds."""
    begun = time.monotonic()
    process = self.start(words, home, extra, before)
    try:
      out, err = process.communicate(timeout=PATIENCE if kill_after is None else kill_after)
    except subprocess.TimeoutExpired:
      process.kill()
      out, err = process.communicate()
      if kill_after is None:
        raise Hung(f"daybook {' '.join(words)} did not end within {PATIENCE} s.") from None
    return Answer(tuple(words), process.returncode, out, err, time.monotonic() - begun)


# What no person should have to read: a crash, or an error that nobody made a sentence of.
RAW = re.compile(
  r"Fatal error|Swift/|SIGSEGV|SIGILL|DatabaseError|NSError|NSCocoa|Error Domain|Optional\("
  r"|\bSQLite error [0-9]|The operation couldn|WorkflowError|BooksError|ActivityLogError|XeroError")


def is_sentence(text):
  """Whether what a failed command said is for a person: a sentence, and below it what it lists."""
  lines = [line for line in text.strip().splitlines() if line and not line.startswith(" ")]
  return bool(lines) and not RAW.search(text) and lines[-1].rstrip()[-1] in ".?:)"
