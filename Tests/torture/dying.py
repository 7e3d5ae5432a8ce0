"""X server, window manager, buses, panel and keyring dying in any order under a living agent."""

import os
import shutil
import signal
import time

import record
from agents import Agent, record_is_sound
from desktop import Desktop, end, until
from ground import Kind, Outcome
from invariants import expect

# What it may compute while everything around it dies, in seconds and as a share of the time.
MOST_CPU = (1.5, 0.15)


class DyingDesktops(Kind):
  name = "desktop dying around the agent"
  share = 3

  def __init__(self, ground):
    super().__init__(ground)
    missing = [name for name in ("trayer", "gnome-keyring-daemon") if not shutil.which(name)]
    self.points = f"without {' and '.join(missing)}, not installed" if missing else None

  def why_not(self):
    return Desktop.why_not()

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    home = self.ground.homes.copy("empty", folder)
    place = Desktop(os.path.join(folder, "desktop"))
    try:
      place.with_display(chance.random()).with_buses().with_panel().with_keyring()
      return self.hold(chance, home, place)
    finally:
      place.end()

  def hold(self, chance, home, place):
    agent = Agent(self.ground, home, place.surroundings)
    expect(agent.comes_to_record(), f"It does not record. {agent.output()}")
    begun, kills, told = time.monotonic(), 0, []
    order = list(place.parts)
    chance.shuffle(order)
    for name in order[:chance.randint(2, len(order))]:
      # Sometimes two at once, sometimes the agent with them.
      dying = {name, chance.choice(order)} if chance.random() < 0.4 else {name}
      self.kill(chance, place, dying, agent)
      kills += len(dying)
      told.append("+".join(sorted(dying)))
      expect(agent.is_alive, f"It died with {dying}. {agent.output()}")
      if chance.random() < 0.2:
        end(agent.process, signal.SIGKILL)
        kills += 1
        agent = Agent(self.ground, home, place.surroundings)
        expect(agent.comes_to_record(), f"It does not come again. {agent.output()}")
        begun = time.monotonic()
    spent, lived = agent.cpu(), time.monotonic() - begun
    expect(spent <= MOST_CPU[0] + MOST_CPU[1] * lived,
           f"It computed {spent:.1f} s in {lived:.1f} s: does it turn in a circle?")
    answer = agent.run("status", "--json")
    expect(answer.code == 0 and '"agent":"running"' in answer.out.replace(": ", ":"),
           f"status can't reach it. {answer}")
    expect(end(agent.process) == 0, f"It does not end in order. {agent.output()}")
    record_is_sound(agent.run, home)
    expect(record.runs(home)[-1][3] == 1, "The last run has no end.")
    return Outcome(", ".join(told), agent.output(), kills=kills)

  def kill(self, chance, place, dying, agent):
    was_back = agent.output().count("the display is back")
    for name in dying:
      place.parts[name].kill()
    time.sleep(chance.uniform(0, 0.5))
    for name in sorted(dying, key=list(place.parts).index):
      place.parts[name].start()
    if "server" in dying:
      # They went with it.
      for name in ("manager", "window", "panel"):
        if name in place.parts:
          place.parts[name].kill()
          place.parts[name].start()
      expect(until(lambda: agent.output().count("the display is back") > was_back
                   or not agent.is_alive), f"It never sees the new display. {agent.output()}")
    elif not place.parts["window"].is_alive:
      place.parts["window"].start()
    time.sleep(chance.uniform(0, 0.5))
