"""A made-up year of a working person, from a seed: spans, clients, rules."""

import datetime
import itertools
import json
import random
import zoneinfo

COUNT = 250_000
TITLES = 9_447
PROJECTS = [("acme", "website"), ("acme", "support"), ("brightside", "booking"),
            ("brightside", "app"), ("northwind", "shop"), ("northwind", "stock"),
            ("harbour", "office"), ("harbour", "sales")]
WORDS = ("invoice booking checkout header footer layout report index search session config "
         "payment release menu table export import login account basket stock price").split()
ZONE = zoneinfo.ZoneInfo("Pacific/Auckland")
FIRST = datetime.date(2025, 1, 1)
LAST = datetime.date(2025, 12, 31)


def titles(chance):
  """Distinct (app, title) pairs, with the project that they are about or None."""
  def words(count):
    return " ".join(chance.choice(WORDS) for _ in range(count))

  def title():
    client, project = owner = chance.choice(PROJECTS)
    number = chance.randint(1, 4000)
    return chance.choice([
      ("Code", f"{words(1)}-{number % 60}.{chance.choice(['ts', 'php', 'css', 'swift'])} - "
               f"{client}-{project} - Visual Studio Code", owner),
      ("XTerm", f"hana@atelier: ~/src/{client}-{project}/{words(1)}/{words(1)}", owner),
      ("firefox-esr", f"{words(3).capitalize()} by hana · Pull Request #{number} · "
                      f"{client}/{project} — Mozilla Firefox", owner),
      ("firefox-esr", f"[{client.upper()}-{number}] {words(4)} - {project} - Jira — Mozilla "
                      "Firefox", owner),
      ("firefox-esr", f"{words(5).capitalize()} - Stack Overflow — Mozilla Firefox", None),
      ("thunderbird", f"Re: {words(3)} {number} - Mozilla Thunderbird", None),
      ("libreoffice-calc", f"{client}-{project}-{words(1)}-{number % 90}.ods — LibreOffice "
                           "Calc", owner),
      ("Navigator", f"{words(2)} {number} (Private Browsing)", None),
    ])

  found = {}
  while len(found) < TITLES:
    app, text, owner = title()
    found[app, text] = owner
  return found


def spans(seed):
  """(start, end in ms, presence, app, title): nine to five on working days, in 250,000 spans.

  People stay with a project for half an hour or so, with looks elsewhere between."""
  chance = random.Random(seed)
  owners = titles(chance)
  own = {project: [pair for pair in owners if owners[pair] == project] for project in PROJECTS}
  elsewhere = itertools.cycle(chance.sample(list(owners), len(owners)))
  dates = [FIRST + datetime.timedelta(days=day) for day in range((LAST - FIRST).days + 1)]
  dates = [date for date in dates if date.weekday() < 5]
  left = COUNT
  for index, date in enumerate(dates):
    count = left // (len(dates) - index)
    left -= count
    now = int(datetime.datetime.combine(date, datetime.time(9), ZONE).timestamp() * 1000)
    stay, project = 0, None
    for number in range(count):
      if number == count // 2:
        yield now, now + 2_700_000, "locked", "", ""
        now += 2_700_000
        continue
      if stay == 0:
        stay, project = chance.randint(30, 120), chance.choice(PROJECTS)
      stay -= 1
      if chance.random() < 0.06:
        app, title = next(elsewhere)
      else:
        # The frequent titles are frequent.
        app, title = own[project][int(len(own[project]) * chance.random() ** 2)]
      length = chance.randint(300, 58_000)
      yield now, now + length, "idle" if chance.random() < 0.04 else "active", app, title
      now += length


def lines(seed):
  """The same as 'daybook activity import' takes it."""
  for start, end, presence, app, title in spans(seed):
    row = {"start": moment(start), "end": moment(end), "presence": presence,
           "source": "x11@bench", "zone": ZONE.key}
    if app:
      row |= {"app": app, "instance": app.lower(), "title": title, "executable": f"/usr/bin/{app}"}
    yield json.dumps(row, ensure_ascii=False)


def moment(milliseconds):
  time = datetime.datetime.fromtimestamp(milliseconds // 1000, datetime.timezone.utc)
  return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{milliseconds % 1000:03}Z"


def clients():
  text = "clients:\n"
  for client in dict.fromkeys(client for client, _ in PROJECTS):
    text += (f"  {client}:\n    name: {client.capitalize()} Ltd\n    currency: NZD\n"
             "    rates: [{ from: 2025-01-01, hourly: 150 }]\n"
             "    xero: { account: \"200\", tax: OUTPUT2 }\n    projects:\n")
    text += "".join(f"      {project}: {{ name: {project} }}\n"
                    for owner, project in PROJECTS if owner == client)
  return text


def rules():
  """Thirty rules, each with one pattern for the title: [(pattern, the rest of the rule)]."""
  made = []
  for client, project in PROJECTS:
    place = f"set: {{ project: {client}/{project}, "
    made += [
      (rf"(?<file>[\w.-]+) - {client}-{project} - Visual Studio Code",
       place + "note: 'Edited {file}' }"),
      (rf"@\w+: ~/src/{client}-{project}(/|$)", place + "note: Terminal }"),
      (rf"Pull Request #\d+ · {client}/{project}\b", place + "note: Review }"),
    ]
  made += [
    (r"^\[(?<client>\w+)-(?<issue>\d+)\] .* - (?<project>\w+) - Jira",
     "set: { project: '{client}/{project}', note: 'Issue {issue}' }"),
    (r"^(?<client>\w+)-(?<project>\w+)-\w+-\d+\.ods",
     "set: { project: '{client}/{project}', billable: false }"),
    (r"Zoom Meeting|meet\.google\.com", "set: { project: harbour/office, note: Call }"),
    (r"\bNewsletter\b", "set: { project: harbour/sales, note: Newsletter }"),
    (r"\((Private Browsing|Incognito)\)$", "exclude: true"),
    (r"\b(IBAN|password|\d{16})\b", "redact: true")]
  assert len(made) == 30
  return made


def rule_file(made, first=0):
  text = "rules:\n"
  for number, (pattern, rest) in enumerate(made, first):
    quoted = pattern.replace("'", "''")
    text += f"  - name: Rule {number}\n    when: {{ title: '{quoted}' }}\n    {rest}\n"
  return text
