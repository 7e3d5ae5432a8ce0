"""What a process has cost, and what a record got right."""

import os
import pathlib
import re
import sqlite3
import subprocess


class Cost:
  """CPU in ms, wake-ups and KiB written since the process began."""

  def __init__(self, pid):
    tasks = list(pathlib.Path(f"/proc/{pid}/task").iterdir())
    self.cpu = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6
    self.wakes = sum(int(re.search(r"\nvoluntary_ctxt_switches:\s*(\d+)",
                                   (task / "status").read_text())[1]) for task in tasks)
    io = pathlib.Path(f"/proc/{pid}/io").read_text()
    self.written = int(re.search(r"\nwrite_bytes: (\d+)", io)[1]) / 1024

  def since(self, earlier):
    self.cpu -= earlier.cpu
    self.wakes -= earlier.wakes
    self.written -= earlier.written
    return self


def memory(pid):
  """PSS and private dirty, in MiB."""
  text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
  return tuple(int(re.search(rf"\n{name}:\s*(\d+)", text)[1]) / 1024
               for name in ("Pss", "Private_Dirty"))


def agent_record(database, daybook):
  """[(start, end, title, is_idle)] in ms. `daybook` brings in what the agent has in its tail."""
  home = pathlib.Path(database).parent.parent
  subprocess.run([daybook, "activity", "export", "today"], check=True, stdout=subprocess.DEVNULL,
                 env={**os.environ, "DAYBOOK_HOME": str(home)})
  with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as log:
    return [(start, start + length, title, presence == 1) for start, length, title, presence
            in log.execute("SELECT start, length, text.text, presence FROM span "
                           "JOIN context ON context.id = context "
                           "JOIN text ON text.id = context.title ORDER BY start")]


def poller_record(path, end):
  rows = [line.split("\t") for line in pathlib.Path(path).read_text().splitlines()]
  starts = [float(row[0]) for row in rows] + [end]
  return [(start, until, row[1], row[3] == "1")
          for row, start, until in zip(rows, starts, starts[1:])]


def accuracy(record, truth):
  """`truth`: [(before, after, title)], each change with the moments around it. Seconds of the time
  that is certain which the record gives to another title or to none; title states that the record
  does not have; visits (changes of the window) that it misses."""
  wrong, states_lost, visits, visits_lost = 0.0, 0, 0, 0
  visit, seen = None, False
  for (_, start, title), (end, _, _) in zip(truth, truth[1:]):
    right = sum(max(0.0, min(until, end) - max(since, start))
                for since, until, what, _ in record if what == title)
    wrong += max(0.0, end - start - right)
    states_lost += not any(what == title for _, _, what, _ in record)
    window = title.split(" ")[0]
    if window != visit:
      visits_lost += visit is not None and not seen
      visit, seen, visits = window, False, visits + 1
    seen = seen or any(since < end and until > start and what.split(" ")[0] == window
                       for since, until, what, _ in record)
  return wrong / 1000, states_lost, visits, visits_lost + (visit is not None and not seen)


def year_of_spans(database, count=250_000, seed=42):
  """Fills a fresh activity log as a busy year would: 9,447 titles, the frequent ones frequent.
  Its size in MB."""
  import random
  chance = random.Random(seed)
  log = sqlite3.connect(database, isolation_level=None)
  log.execute("PRAGMA synchronous = OFF")
  log.execute("BEGIN")
  log.execute("INSERT INTO source VALUES (9, 'x11@bench')")
  log.execute("INSERT INTO zone VALUES (9, 'Pacific/Auckland', 46800)")
  first = log.execute("SELECT max(id) + 1 FROM text").fetchone()[0]
  titles = [f"{index} {'agenda ' * 9}"[:chance.randint(30, 62)] for index in range(9447)]
  log.executemany("INSERT INTO text VALUES (?, ?)",
                  ((first + index, title) for index, title in enumerate(titles)))
  log.execute("INSERT INTO program VALUES (9, ?1, ?1, ?1, 0, ?1, 0)", (first,))
  log.executemany("INSERT INTO context VALUES (?, ?, 0, 9)",
                  ((1000 + index, first + index) for index in range(9447)))
  time, rows = 1_735_642_800_000, []
  for _ in range(count):
    length = chance.randint(300, 60_000)
    rows.append((9, time, length, 0, 9, 1000 + int(9447 * chance.random() ** 2)))
    time += length
  log.executemany("INSERT INTO span VALUES (?, ?, ?, ?, ?, ?)", rows)
  log.execute("COMMIT")
  log.execute("PRAGMA wal_checkpoint(TRUNCATE)")
  log.close()
  return os.path.getsize(database) / 1e6
