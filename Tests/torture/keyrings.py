"""The keyring and its bus dying around commands that need the tokens for Xero."""

import os
import shutil
import threading
import time

from desktop import Desktop
from ground import Kind, Outcome
from invariants import expect
from programs import is_sentence
from pushes import Business

NEEDED = ("dbus-daemon", "gnome-keyring-daemon", "gdbus")
COMMANDS = (("xero", "sync"), ("xero", "status"), ("xero", "doctor"), ("invoice", "preview"))


class DyingKeyrings(Kind):
  name = "keyring dying around commands"
  share = 1

  def why_not(self):
    missing = [name for name in NEEDED if not shutil.which(name)]
    return f"There is no {missing[0]} here." if missing else ""

  def trial(self, index, folder):
    chance = self.ground.random(self.name, index)
    place = Desktop(os.path.join(folder, "desktop"))
    business = None
    try:
      place.with_buses().with_keyring()
      business = Business(self.ground, folder, place.surroundings, days=1)
      return self.hold(chance, place, business)
    finally:
      if business:
        business.sandbox.stop()
      place.end()

  def hold(self, chance, place, business):
    said, kills = "", 0
    for _ in range(4):
      # Old enough for a new token, which must find its place.
      business.sandbox.move_clock(1800)
      victims = chance.choice((("keyring",), ("user",), ("user", "keyring")))
      killer = threading.Thread(
        target=self.kill, args=(place, victims, chance.uniform(0, 0.4)))
      killer.start()
      answer = business.run(*chance.choice(COMMANDS))
      killer.join()
      kills += len(victims)
      expect(answer.code in (0, 1, 7), f"It ends otherwise. {answer}")
      if answer.code:
        expect(is_sentence(answer.err or answer.out), f"What it says is no sentence. {answer}")
        said = answer.err or said
      for name in ("user", "keyring"):
        place.parts[name].kill()
        place.parts[name].start()
    business.sandbox.move_clock(1800)
    answer = business.run("xero", "sync")
    if answer.code and "daybook xero login" in answer.err:
      said = answer.err
      business.sign_in()
    else:
      expect(answer.code == 0, f"All is there again, and it fails. {answer}")
    said_last = business.push_until_done(business.next_day())
    business.agrees()
    return Outcome("signed in, or said otherwise", said or "".join(said_last[:1]), kills=kills)

  @staticmethod
  def kill(place, victims, delay):
    time.sleep(delay)
    for name in victims:
      place.parts[name].kill()
