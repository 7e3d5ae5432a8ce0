"""What a home holds, read by SQLite itself and by no code of Daybook's: two may be compared."""

import contextlib
import os
import sqlite3

BOOKS = {
  "entry": "SELECT * FROM entry ORDER BY id",
  "entry_span": "SELECT * FROM entry_span ORDER BY entry, from_s",
  # Without digests: salts are random.
  "event": "SELECT seq, kind, step, at_ms, who, what, why FROM event ORDER BY seq",
  "event_entry": "SELECT * FROM event_entry ORDER BY seq, entry",
  "closed_day": "SELECT * FROM closed_day ORDER BY day",
  "link": "SELECT client, tenant, contact FROM link ORDER BY client",
  "invoice": "SELECT id, number, status FROM invoice ORDER BY id",
}
ACTIVITY = {
  "span": """
    SELECT source.name, start, length, presence, zone.name, zone.offset, title.text, app.text
    FROM span JOIN source ON source.id = span.source JOIN zone ON zone.id = span.zone
    JOIN context ON context.id = span.context JOIN text AS title ON title.id = context.title
    LEFT JOIN program ON program.id = context.program
    LEFT JOIN text AS app ON app.id = program.app
    ORDER BY start, source.name""",
  "run": """
    SELECT source.name, start, alive, last_input, state FROM run
    JOIN source ON source.id = run.source ORDER BY start, source.name""",
}


def rows(path, sql):
  with contextlib.closing(sqlite3.connect(path, timeout=10)) as database:
    return database.execute(sql).fetchall()


def of_database(path, questions):
  """A file, or a table, that is not there holds no rows."""
  if not os.path.exists(path):
    return {name: [] for name in questions}
  with contextlib.closing(sqlite3.connect(path, timeout=10)) as database:
    known = {name for name, in database.execute("SELECT name FROM sqlite_schema")}
    return {name: database.execute(sql).fetchall() if name in known else []
            for name, sql in questions.items()}


def of_home(home):
  """Books, record and rules. Whatever lies half done must have been settled before."""
  data = os.path.join(home, "data")
  rules = os.path.join(home, "config", "rules.d")
  return {
    "books": of_database(os.path.join(data, "books.db"), BOOKS),
    "activity": of_database(os.path.join(data, "activity.db"), ACTIVITY),
    "rules": {name: read(os.path.join(rules, name)) for name in sorted(os.listdir(rules))
              if name.endswith(".yaml")},
  }


def read(path):
  with open(path, "rb") as file:
    return file.read()


def difference(found, expected):
  """Where two contents differ, in a few words; nothing where they don't."""
  for part in expected:
    if found[part] == expected[part]:
      continue
    for name in sorted(set(found[part]) | set(expected[part])):
      mine, other = found[part].get(name), expected[part].get(name)
      if mine != other:
        counts = [len(x) if x is not None else "no" for x in (mine, other)]
        return f"{part}/{name} ({counts[0]} against {counts[1]})"
  return ""
