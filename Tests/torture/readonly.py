"""Homes in which nothing can be written, and homes on a disk that has no room."""

import os
import shutil
import subprocess

import contents
import invariants
from agents import Agent, AgentKind, record_is_sound
from desktop import end, until
from ground import Kind, Outcome
from homes import DAY, HOME
from invariants import expect, said_why
from programs import is_sentence
from scenarios import SCENARIOS

READING = (("entries", DAY), ("day", DAY), ("history",), ("verify",), ("status",),
           ("activity", DAY), ("report", DAY), ("export", DAY), ("doctor",))


def namespace(script):
  """Runs a program where SCRIPT has mounted things, for it alone."""
  return ("unshare", "--mount", "sh", "-c", script + ' && exec "$@"', "sh")


def why_no_mount():
  """A sentence where no read-only folder can be had."""
  can = shutil.which("unshare") and subprocess.run(
    [*namespace("mount -t tmpfs none /mnt"), "true"], capture_output=True, check=False
  ).returncode == 0
  return "" if can else "Nothing can be mounted here (no right to)."


class ReadOnlyHomes(Kind):
  name = "read-only home"
  share = 1

  def __init__(self, ground):
    super().__init__(ground)
    self.order = [s for s in SCENARIOS if "HOME/kept" not in s.words] + list(READING)
    ground.random(self.name).shuffle(self.order)

  def why_not(self):
    return why_no_mount()

  def trial(self, index, folder):
    chosen = self.order[index % len(self.order)]
    is_reading = isinstance(chosen, tuple)
    start = "approved" if is_reading else chosen.home
    home = self.ground.homes.copy(start, folder)
    words = chosen if is_reading else [w.replace("HOME", home) for w in chosen.words]
    before = snapshot(home)
    answer = self.ground.programs.run(words, home, before=read_only(home))
    said = answer.err
    if answer.code != 0:
      expect(is_sentence(said or answer.out), f"What it says is no sentence. {answer}")
    # 2: no place for the files; 8: doctor, of a file that it can't look at.
    expect(answer.code in (0, 1, 2, 8), f"It ends otherwise. {answer}")
    expect(snapshot(home) == before, f"Something was written. {answer}")
    if not is_reading:
      expect(answer.code > 0 or words[0] in ("history", "entries", "activity"),
             f"It says it is done, and can't have been. {answer}")
    invariants.home_is_sound(self.ground.programs, home)
    return Outcome(f"{words[0]}: {'read' if answer.code == 0 else 'refused'}", said, hits=1)


class ReadOnlyAgents(AgentKind):
  """The agent can record nothing there: it says so, or waits for a disk that takes it."""

  name = "agent in a read-only home"

  def why_not(self):
    return super().why_not() or why_no_mount()

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    home = self.ground.homes.copy(chance.choice(("empty", "recorded")), folder)
    part = chance.choice(("data", "state", ""))
    os.makedirs(os.path.join(home, part), 0o700, exist_ok=True)
    agent = Agent(self.ground, home, self.shared.surroundings, before=read_only(
      os.path.join(home, part)))
    until(lambda: not agent.is_alive or agent.is_recording(), 5)
    ended = end(agent.process)
    expect(ended in (0, 1), f"It ends with {ended}. {agent.output()}")
    expect(ended == 0 or is_sentence(agent.output()), f"This is no sentence. {agent.output()}")
    files = os.path.join(home, "data", "activity.db")
    if os.path.exists(files):
      record_is_sound(agent.run, home)
    return Outcome(f"{part or 'all'}: {'lived on' if ended == 0 else 'refused'}", agent.output(),
                   hits=1)


def read_only(path):
  return namespace(f"mount --bind '{path}' '{path}' && mount -o remount,ro,bind '{path}'")


def snapshot(home):
  """Every file's bytes."""
  return {os.path.join(folder, name): contents.read(os.path.join(folder, name))
          for folder, _, names in os.walk(home) for name in names}


class SmallDisks(Kind):
  """A real file system with little room left."""

  name = "disk without room"
  share = 2

  def __init__(self, ground, courses):
    super().__init__(ground)
    self.courses = courses

  def why_not(self):
    return why_no_mount()

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    course = self.courses[index]
    home = self.ground.homes.copy(course.scenario.home, folder)
    room = chance.choice((0, 4, 8, 16, 32, 64, 128, 256, 512))
    answer = self.run_on_disk(course, home, os.path.join(folder, "disk"), used(home) + room)
    if answer.code != 0:
      said_why(answer)
    is_done = course.judge(home, answer)
    course.finish(home, is_done)
    return Outcome(f"{course.scenario.name}: {'done' if is_done else 'as before'}", answer.err,
                   hits=answer.code != 0)

  def run_on_disk(self, course, home, disk, size):
    """Copied in, worked on, copied out: the file system goes with the process."""
    os.mkdir(disk)
    inside = os.path.join(disk, HOME)
    script = f"""
      mount -t tmpfs -o size={size}k none '{disk}' && cp -a '{home}' '{inside}' || exit 99
      "$@"
      code=$?
      rm -rf '{home}' && cp -a '{inside}' '{home}' || exit 99
      exit $code"""
    answer = self.ground.programs.run(
      course.words(inside), inside, before=("unshare", "--mount", "sh", "-c", script, "sh"))
    expect(answer.code != 99, f"The disk could not be made. {answer}")
    return answer


def used(folder):
  """KiB that a tmpfs needs for it."""
  return 4 * sum(1 + -(-os.path.getsize(os.path.join(where, name)) // 4096)
                 for where, folders, names in os.walk(folder) for name in [*folders, *names])
