"""Disks that are full or fail, at each write, sync and truncation of a command."""

from ground import Outcome
from invariants import expect, said_why
from kills import AtPoints
from shim import DISK_CALLS


class FailedWrites(AtPoints):
  name = "command on a full or failing disk"
  share = 6
  # What fails, and how many calls: 0 is that one and all after it.
  deeds = (("ENOSPC", 0), ("EIO", 0), ("ENOSPC", 1), ("EIO", 1))

  def trial(self, index, folder):
    course, (deed, times), call = self.points[index]
    home = self.ground.homes.copy(course.scenario.home, folder)
    plan = self.ground.shim.at(call, deed, calls=DISK_CALLS, times=times)
    answer = course.run(home, plan.environment)
    hits = plan.told()[1]
    if answer.code != 0:
      expect(hits > 0, f"It failed, and no write of it did. {answer}")
      said_why(answer)
    is_done = course.judge(home, answer)
    course.finish(home, is_done)
    fate = "done all the same" if answer.code == 0 else "done, but said to have failed" \
      if is_done else "as before"
    return Outcome(f"{course.scenario.name}: {fate}", answer.err, hits=min(hits, 1))
