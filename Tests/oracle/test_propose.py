#!/usr/bin/env python3
"""The oracle's own examples, worked out by hand. Run by Tests/structure/check."""

import unittest

import propose

A, B = "acme/website", "brightside/booking"


def day(*parts, length=3600, decided=(), **parameters):
  """Parts are (what, seconds): a project, None, 'private', or a presence word."""
  spans, at = [], 0
  for what, seconds in parts:
    span = {"start_ms": at, "end_ms": at + int(seconds * 1000), "presence": "active",
            "project": None, "note": None}
    if what == "private":
      span["private"] = True
    elif what in propose.AWAY:
      span["presence"] = what
    elif what == "call":
      span.update(presence="idle", handsOff=True, project=A)
    elif what is not None:
      span.update(project=what, note=f"On {what}")
    spans.append(span)
    at += int(seconds * 1000)
  parameters = {"start": 0, "end": length, "decided": list(decided), **parameters}
  return propose.Day(parameters, spans).propose()


def short(result):
  return [(e["project"], e["start"], e["end"], e["seconds"], e["scattered"])
          for e in result["entries"]]


class Proposals(unittest.TestCase):
  def test_a_short_unplaced_stretch_within_a_project_counts_to_it(self):
    result = day((A, 100), (None, 59), (A, 100))
    self.assertEqual(short(result), [(A, 0, 259, 259, False)])
    self.assertEqual(result["entries"][0]["note"], f"On {A}")

  def test_at_the_limit_it_does_not_and_ends_the_block(self):
    result = day((A, 100), (None, 60), (A, 100))
    self.assertEqual(short(result), [(A, 0, 100, 100, False), (A, 160, 260, 100, False)])
    self.assertEqual(result["unassigned"],
                     [{"kind": "plain", "start": 100, "end": 160, "seconds": 60}])

  def test_between_two_projects_it_is_nobodys(self):
    result = day((A, 100), (None, 30), (B, 100))
    self.assertEqual(result["balance"]["unassigned"], 30)

  def test_another_projects_minute_is_never_ours(self):
    result = day((A, 100), (B, 40), (A, 100), ("locked", 10), (B, 20))
    self.assertEqual(short(result), [(A, 0, 240, 200, False), (B, 100, 270, 60, True)])

  def test_too_little_all_day_is_unassigned(self):
    result = day((A, 100), (B, 40), (A, 100))
    self.assertEqual(short(result), [(A, 0, 240, 200, False)])
    self.assertEqual(result["unassigned"],
                     [{"kind": "plain", "start": 100, "end": 140, "seconds": 40}])

  def test_idle_up_to_the_gap_is_inside_but_not_counted(self):
    self.assertEqual(short(day((A, 60), ("idle", 300), (A, 60))), [(A, 0, 420, 120, False)])
    self.assertEqual(short(day((A, 60), ("idle", 301), (A, 60))),
                     [(A, 0, 60, 60, False), (A, 361, 421, 60, False)])

  def test_a_lock_ends_a_block(self):
    self.assertEqual(short(day((A, 60), ("locked", 1), (A, 60))),
                     [(A, 0, 60, 60, False), (A, 61, 121, 60, False)])

  def test_a_span_floored_to_nothing_is_gone(self):
    self.assertEqual(short(day((A, 60.2), (B, 0.7), (A, 60))), [(A, 0, 120, 120, False)])

  def test_a_private_glance_is_not_absorbed(self):
    result = day((A, 60), ("private", 20), (A, 60))
    self.assertEqual(short(result), [(A, 0, 140, 120, False)])
    self.assertEqual(result["unassigned"][0]["kind"], "private")

  def test_hands_off_work_is_an_entry_of_its_own(self):
    result = day((A, 60), ("call", 90), (A, 60))
    self.assertEqual([(e["presence_only"], e["seconds"]) for e in result["entries"]],
                     [(False, 60), (True, 90), (False, 60)])

  def test_decided_time_is_taken_out_and_counts_towards_the_minimum(self):
    approved = {"project": A, "visits": [{"start": 0, "end": 50}], "state": "approved"}
    result = day((A, 60), decided=[approved])
    self.assertEqual(short(result), [(A, 50, 60, 10, True)])
    self.assertEqual(result["balance"]["entries"], 60)

  def test_decided_time_ends_a_block_and_is_no_neighbour(self):
    visit = {"project": B, "visits": [{"start": 100, "end": 120}], "state": "approved"}
    result = day((A, 100), (B, 20), (A, 100), (B, 40), (A, 100), decided=[visit])
    self.assertEqual(short(result), [
      (A, 0, 100, 100, False), (A, 120, 360, 200, False), (B, 220, 260, 40, True)])
    rejected = {"project": A, "visits": [{"start": 0, "end": 100}], "state": "rejected"}
    result = day((A, 100), (None, 30), (A, 100), decided=[rejected])
    self.assertEqual(short(result), [(A, 130, 230, 100, False)])
    self.assertEqual(result["unassigned"],
                     [{"kind": "plain", "start": 100, "end": 130, "seconds": 30}])

  def test_a_scattered_entry_decided_first_ends_the_blocks_around_it(self):
    parts = ((A, 100), (B, 30), (A, 100), (B, 30), (A, 100))
    whole = day(*parts)["entries"]
    scattered = next(e for e in whole if e["scattered"])
    result = day(*parts, decided=[{**scattered, "state": "approved"}])
    self.assertEqual(short(result), [
      (A, 0, 100, 100, False), (A, 130, 230, 100, False), (A, 260, 360, 100, False)])

  def test_made_up_days_add_up(self):
    for seed in range(20):
      parameters, *spans = propose.made_up(seed)
      result = propose.Day(parameters["parameters"], spans).propose()
      self.assertEqual(sum(result["balance"].values()), result["seconds"])
      decided = sum(v["end"] - v["start"]
                    for e in parameters["parameters"].get("decided", [])
                    if e["state"] == "approved" and e["project"] for v in e["visits"])
      self.assertEqual(result["balance"]["entries"],
                       decided + sum(e["seconds"] for e in result["entries"]))
      # Rejected time is unassigned, and no longer proposed.
      proposed = sum(u["seconds"] for u in result["unassigned"])
      if all(e["state"] == "approved" and e["project"]
             for e in parameters["parameters"].get("decided", [])):
        self.assertEqual(result["balance"]["unassigned"], proposed)
      else:
        self.assertGreaterEqual(result["balance"]["unassigned"], proposed)


if __name__ == "__main__":
  unittest.main()
