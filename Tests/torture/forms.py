"""Makes a database of today's form one of an older form, as a Daybook of then left it."""

import contextlib
import json
import os
import sqlite3

HERE = os.path.dirname(os.path.abspath(__file__))

# What the books' forms added, newest first, as statements that take it away. A new form needs a
# line here.
ADDED = {
  5: ["ALTER TABLE entry ADD COLUMN off INTEGER"
      " CHECK (off IS NULL OR (off = 1 AND state = 'approved'))",
      "UPDATE entry SET off = written_off", "ALTER TABLE entry DROP COLUMN written_off",
      "ALTER TABLE entry RENAME COLUMN off TO written_off"],
  4: ["DROP TABLE disowned_invoice", "ALTER TABLE link DROP COLUMN named"],
  3: [f"ALTER TABLE entry DROP COLUMN {column}" for column in (
    "written_off", "role", "complexity", "multiplier", "rate_unit", "rate_base", "rate_role",
    "rate_complexity", "rate_multipliers")] + ["ALTER TABLE push_line DROP COLUMN unit"],
}
APPLICATION = 0x44617942


def books_of_form(form, path):
  with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as books:
    newest = books.execute("PRAGMA user_version").fetchone()[0]
    if newest > max(ADDED):
      raise SystemExit(f"The books have form {newest} by now: say in forms.py what it added.")
    for number in range(newest, max(form, 2), -1):
      for sql in ADDED[number]:
        books.execute(sql)
      books.execute("DELETE FROM grdb_migrations WHERE identifier = ?", (str(number),))
    books.execute(f"PRAGMA user_version = {max(form, 2)}")
    if form == 1:
      first_form(books, path + ".old")
  if form == 1:
    for ending in ("", "-wal", "-shm"):
      if os.path.exists(path + ending):
        os.unlink(path + ending)
    os.rename(path + ".old", path)
    os.chmod(path, 0o600)


def first_form(books, path):
  """The same entries and events in a new file: no chain, notes inside the events."""
  books.row_factory = sqlite3.Row
  notes = {row["digest"]: row["text"] for row in books.execute("SELECT * FROM note")}
  with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as old:
    with open(os.path.join(HERE, "books-1.sql"), encoding="utf-8") as form:
      old.executescript(form.read())
    for table in ("meta", "entry", "entry_span"):
      copy(table, books, old)
    old.execute("DELETE FROM meta WHERE key <> 'books_id'")
    for event in books.execute("SELECT * FROM event ORDER BY seq"):
      sides = [unsealed(event[side], notes) for side in ("before", "after")]
      old.execute(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)",
        (event["seq"], event["at_ms"], event["who"], event["what"], event["why"], *sides))
    old.executescript(f"""
      CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
      INSERT INTO grdb_migrations VALUES ('1');
      PRAGMA application_id = {APPLICATION};
      PRAGMA user_version = 1;
      PRAGMA journal_mode = WAL;
      """)


def copy(table, source, target):
  columns = [row[1] for row in target.execute(f"PRAGMA table_info({table})")]
  marks = ", ".join("?" * len(columns))
  for row in source.execute(f"SELECT {', '.join(columns)} FROM {table}"):
    target.execute(f"INSERT INTO {table} VALUES ({marks})", tuple(row))


def unsealed(side, notes):
  """A side of an event as the first form wrote it."""
  entries = json.loads(side)["entries"]
  return json.dumps([
    {"entry": {**entry["entry"], "note": notes.get(entry["entry"]["note"], "")},
     "spans": [share(text, entry["entry"]["id"]) for text in entry["spans"]]}
    for entry in entries])


def share(text, entry):
  start, end, span = text.split()
  return {"entry": entry, "from_s": int(start), "to_s": int(end), "span": span.rstrip("+"),
          "absorbed": span.endswith("+")}


def activity_of_form(form, path):
  with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as log:
    log.execute("DROP TABLE tail")
    log.execute(f"PRAGMA user_version = {form}")
