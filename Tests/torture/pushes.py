"""Pushes to a Xero that fails at any step, killed, failed by the disk, two at once: one draft each.

A home with approved time of two clients on many days and a sandbox go through many trials, a day
each; both are made anew when the days are used up.
"""

import datetime
import json
import os
import threading

import invariants
from ground import Kind, Outcome
from homes import HOME
from invariants import expect
from programs import is_sentence
from sandbox import Sandbox

FAULTS = ("drop-before", "drop-after", "delay", "500", "502", "503", "truncate", "portal",
          "wrong-length", "401", "429-minute", "429-day", "429-concurrent", "429-appminute", "307",
          "twice", "slow")
STEPS = (("POST", "/connect/token", 0), ("GET", "/connections", 0), ("GET", "/Organisation", 0),
         ("GET", "/Invoices", 0), ("GET", "/Invoices", 1), ("PUT", "/Invoices", 0))
CONTACTS = {"acme": "Acme Pty Ltd", "kea": "Kea Outdoor Ltd"}
DAYS = 60
# A sign-in listens on one of three ports of the whole machine.
PORTS = threading.Semaphore(3)


class Business:
  """A home, its Xero, and the days that are still to be billed."""

  def __init__(self, ground, folder, surroundings=None, days=DAYS):
    self.ground = ground
    self.surroundings = surroundings or {}
    self.home = os.path.join(folder, HOME)
    self.sandbox = Sandbox(ground, folder)
    first = datetime.date(2026, 1, 5)
    self.days = [str(first + datetime.timedelta(days=i)) for i in range(days)]
    self.used = 0
    self.write()
    self.must("activity", "import", os.path.join(self.home, "work.jsonl"))
    self.must("approve", f"{self.days[0]}..{self.days[-1]}")
    self.sign_in()
    self.must("xero", "sync")
    for client, contact in CONTACTS.items():
      self.must("xero", "link", client, "--organisation", "Harbour Studio Ltd", "--contact",
                contact)

  def sign_in(self):
    with PORTS:
      self.must("xero", "login")

  def write(self):
    os.makedirs(os.path.join(self.home, "config", "rules.d"))
    clients = "".join(
      f"  {c}:\n    name: Client {c}\n    currency: NZD\n"
      "    rates: [{ from: 2025-01-01, hourly: 123.45 }]\n"
      '    xero: { account: "200", tax: OUTPUT2 }\n    projects: { work: { name: Work } }\n'
      for c in CONTACTS)
    rules = "".join(
      f"  - {{ name: {c}, when: {{ title: '^{c} ' }}, set: {{ project: {c}/work }} }}\n"
      for c in CONTACTS)
    spans = "".join(
      json.dumps({"start": f"{day}T09:{7 * i:02}:00Z", "end": f"{day}T09:{7 * i + 7:02}:00Z",
                  "presence": "active", "app": "code", "title": f"{c} task",
                  "source": "x11@trial", "zone": "UTC"}) + "\n"
      for day in self.days for i, c in enumerate(CONTACTS))
    for name, text in (("config/clients.yaml", "clients:\n" + clients),
                       ("config/rules.d/10-trial.yaml", "rules:\n" + rules),
                       ("work.jsonl", spans)):
      with open(os.path.join(self.home, name), "w", encoding="utf-8") as file:
        file.write(text)

  def run(self, *words, extra=None, **more):
    return self.ground.programs.run(
      words, self.home, {**self.sandbox.environment, **self.surroundings, **(extra or {})},
      **more)

  def must(self, *words):
    answer = self.run(*words)
    expect(answer.code == 0, f"It fails without a fault. {answer}")
    return answer

  def next_day(self):
    self.used += 1
    return self.days[self.used - 1]

  @property
  def is_used_up(self):
    return self.used == len(self.days)

  def push_until_done(self, day, tries=14):
    """As a person would who comes back now and then. What was said on the way."""
    said = []
    for attempt in range(tries):
      answer = self.run("invoice", "push", day, "--yes")
      if answer.code == 0:
        return said
      expect(answer.code in (6, 7) and is_sentence(answer.err),
             f"A push that is not done must say why, with 6 or 7. {answer}")
      said.append(answer.err)
      # Two answers with a new token in a row were lost, and with them the sign-in.
      if "daybook xero login" in answer.err:
        self.sandbox.no_more_faults()
        self.sign_in()
      if attempt >= tries - 6:
        self.sandbox.no_more_faults()
      self.sandbox.move_clock(200)
    expect(False, f"The push never comes to its end: {said[-1]}")

  def agrees(self):
    """Books and Xero have the same invoices, each once, and each entry is on one."""
    drafts = self.sandbox.drafts()
    expected = len(CONTACTS) * self.used
    expect(len(drafts) == expected, f"Xero has {len(drafts)} drafts, and not {expected}.")
    expect(len({d["Reference"] for d in drafts}) == expected, "Xero has a draft twice.")
    booked = json.loads(self.must("invoice", "list", "--json").out)["invoices"]
    expect({b["id"] for b in booked} == {d["InvoiceID"] for d in drafts},
           "The books and Xero don't have the same invoices.")
    day = self.days[self.used - 1]
    entries = json.loads(self.must("entries", day, "--json").out)["entries"]
    expect(all(e["state"] == "invoiced" for e in entries), f"An entry of {day} was left out.")
    expect(len({e["invoice"]["id"] for e in entries}) == len(entries), "Two entries in one draft.")
    expect(not self.sandbox.violations(), f"Xero complains: {self.sandbox.violations()}")
    expect(self.must("verify").code == 0, "verify is not content.")
    invariants.days_add_up_as(self.run, day)
    invariants.files_are_sound(self.home)


class PushKind(Kind):
  """Trials that go through businesses; each worker has its own."""

  share = 3
  needs_shim = False

  def __init__(self, ground):
    super().__init__(ground)
    self.free = []
    self.lock = threading.Lock()
    self.made = 0

  def why_not(self):
    return self.ground.without_shim if self.needs_shim else ""

  def trial(self, index, folder):
    business = self.take()
    try:
      outcome = self.push(business, index, business.next_day())
      business.agrees()
    except BaseException:
      business.sandbox.stop()
      raise
    self.give_back(business)
    return outcome

  def push(self, business, index, day):
    raise NotImplementedError

  def take(self):
    with self.lock:
      if self.free:
        return self.free.pop()
      self.made += 1
      number = self.made
    return Business(self.ground, self.ground.folder_for(f"business {self.name} {number}"))

  def give_back(self, business):
    if business.is_used_up:
      business.sandbox.stop()
      return
    with self.lock:
      self.free.append(business)

  def close(self):
    for business in self.free:
      business.sandbox.stop()


class FailedPushes(PushKind):
  """Every fault at every step."""

  name = "push with Xero failing at a step"

  def __init__(self, ground):
    super().__init__(ground)
    self.order = [(fault, step, commits) for fault in FAULTS for step in STEPS
                  for commits in (False, True)]
    ground.random(self.name).shuffle(self.order)

  def push(self, business, index, day):
    fault, (method, path, skip), commits = self.order[index % len(self.order)]
    # Old enough for a new token.
    business.sandbox.move_clock(1800)
    business.sandbox.fault(fault, method, path, skip, commits=commits)
    said = business.push_until_done(day)
    business.sandbox.no_more_faults()
    return Outcome(f"{fault} at {method} {path}", said[0] if said else "", hits=1)


class KilledPushes(PushKind):
  """Killed at a random moment or write, with faults around it and another push beside it."""

  name = "push killed, with faults and another beside it"

  def push(self, business, index, day):
    chance = self.ground.random(self.name, index)
    for _ in range(chance.randint(0, 2)):
      method, path, skip = chance.choice(STEPS)
      business.sandbox.fault(chance.choice(FAULTS), method, path, skip,
                             chance.randint(1, 2), chance.random() < 0.5)
    answers = []
    pushes = [threading.Thread(target=self.killed, args=(business, day, chance.random(), answers))
              for _ in range(chance.randint(1, 2))]
    for push in pushes:
      push.start()
    for push in pushes:
      push.join()
    for answer in answers:
      expect(answer.was_killed or answer.code in (0, 6, 7), f"It ends otherwise. {answer}")
    business.sandbox.move_clock(chance.uniform(0, 500))
    said = business.push_until_done(day)
    business.sandbox.no_more_faults()
    return Outcome("one draft each", said[0] if said else "",
                   kills=sum(a.was_killed for a in answers))

  def killed(self, business, day, seed, answers):
    chance = self.ground.random(seed)
    words = ("invoice", "push", day, "--yes")
    if self.ground.shim and chance.random() < 0.6:
      plan = self.ground.shim.at(chance.randint(1, 120), chance.choice(("KILL", "TORN", "AFTER")))
      answers.append(business.run(*words, extra=plan.environment))
      plan.told()
    else:
      answers.append(business.run(*words, kill_after=chance.uniform(0, 1.5)))


class PushesOnBadDisks(PushKind):
  """A disk that is full or fails while a push writes down what it does."""

  name = "push on a full or failing disk"
  share = 2
  needs_shim = True

  def push(self, business, index, day):
    chance = self.ground.random(self.name, index)
    plan = self.ground.shim.at(
      chance.randint(1, 120), chance.choice(("ENOSPC", "EIO")), calls="wst",
      times=chance.choice((0, 1)))
    answer = business.run("invoice", "push", day, "--yes", extra=plan.environment)
    hits = plan.told()[1]
    expect(answer.code == 0 or hits > 0 and answer.code in (1, 6, 7) and is_sentence(answer.err),
           f"It must say in a sentence what failed. {answer}")
    said = business.push_until_done(day)
    return Outcome("one draft each", answer.err or (said[0] if said else ""), hits=min(hits, 1))
