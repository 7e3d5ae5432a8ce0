#!/usr/bin/env python3
"""Shows that Tests/structure/check fails where it should: each wall is broken once."""

import importlib.machinery
import importlib.util
import pathlib
import tempfile
import unittest

_path = str(pathlib.Path(__file__).resolve().parent / "check")
_loader = importlib.machinery.SourceFileLoader("check", _path)
check = importlib.util.module_from_spec(importlib.util.spec_from_loader("check", _loader))
_loader.exec_module(check)


class Walls(unittest.TestCase):
  def found(self, files):
    with tempfile.TemporaryDirectory() as folder:
      root = pathlib.Path(folder)
      (root / "Sources").mkdir()
      for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
      return list(check.violations(root))

  def assert_found(self, files, *parts):
    found = self.found(files)
    self.assertEqual(len(found), len(parts), found)
    for sentence, part in zip(found, parts):
      self.assertIn(part, sentence)

  def test_what_is_allowed_passes(self):
    self.assertEqual(self.found({
      "Sources/Rules/Pattern.swift": "import Activity\nimport CPCRE2\n",
      "Sources/Workflow/Approve.swift": "import Books\nimport ActivityLog\nimport Foundation\n",
      "Sources/daybook/Main.swift": "import Workflow\nimport struct Books.BookedEntry\n",
    }), [])

  def test_an_import_that_goes_up(self):
    self.assert_found({"Sources/Timesheet/Entry.swift": "import Activity\nimport Billing\n"},
                      "Sources/Timesheet/Entry.swift:2: Timesheet may not import Billing.")

  def test_attributes_and_access_hide_no_import(self):
    self.assert_found({"Sources/Activity/A.swift": "@preconcurrency public import Foundation\n"},
                      "Activity may not import Foundation.")

  def test_two_edges_in_one_module(self):
    self.assert_found({"Sources/Books/B.swift": "import GRDB\n",
                       "Sources/Books/C.swift": "import Xero\nimport ConfigurationFiles\n"},
                      "may not import Xero", "may not import ConfigurationFiles",
                      "only Workflow lets edges meet")

  def test_a_command_that_opens_an_edge(self):
    self.assert_found({"Sources/daybook/Main.swift": "import Books\n"}, "Go through Workflow")

  def test_the_sandbox_shares_nothing(self):
    self.assert_found({"Sources/xero-sandbox/Main.swift": "import Billing\n"},
                      "xero-sandbox may not import Billing.")

  def test_a_module_without_a_place(self):
    self.assert_found({"Sources/Helpers/H.swift": ""}, "Sources/Helpers is not in the table")

  def test_ways_out_of_a_pure_module(self):
    for code in ("let now = Date()", "print(1)", "FileManager.default", "let f = open(path, 0)",
                 "Int.random(in: 0...3)", "UUID()", "URLSession.shared", "Calendar.current"):
      with self.subTest(code):
        self.assert_found({"Sources/Billing/B.swift": code + "\n"}, "reaches outside")

  def test_words_in_comments_and_texts_are_harmless(self):
    self.assertEqual(self.found({"Sources/Rules/R.swift":
      '// print(it) and Date()\nlet a = "open( UUID()"\nlet b = """\n  FileManager\n  """\n'
      "Int.random(in: 0...3, using: &dice)\nlog.open(it)\n"}), [])

  def test_an_agent_with_foundation(self):
    self.assert_found({".build/release/daybook-agent": b"\x7fELF $s10Foundation4DateV"},
                      "links Foundation")

  def test_a_page_that_names_a_test_which_is_gone(self):
    self.assert_found({"docs/security.md": "| FIFO | `a FIFO does not hang`, `a pipe does not hang` |\n",
                       "Tests/A/A.swift": "@Test func `a FIFO does not hang`() {}\n"},
                      "docs/security.md:1: there is no test `a pipe does not hang`")


if __name__ == "__main__":
  unittest.main()
