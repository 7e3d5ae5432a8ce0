"""A Xero of the trial's own, and what its back office knows."""

import json
import os
import subprocess
import urllib.request

from desktop import end, until


class Sandbox:
  """A `xero-sandbox` that shares a clock with debug builds of the commands: waiting is free."""

  def __init__(self, ground, folder):
    self.clock = os.path.join(folder, "clock")
    with open(self.clock, "w", encoding="ascii") as file:
      file.write("0")
    lines = os.path.join(folder, "xero.env")
    with open(lines, "w", encoding="utf-8") as output:
      self.process = subprocess.Popen(
        [ground.programs.path("xero-sandbox"), "--print-env", "--clock-file", self.clock],
        stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL,
        start_new_session=True)
    self.environment = {}
    until(lambda: "XERO_SANDBOX_BACK_OFFICE" in self.read(lines))
    browser = os.path.join(folder, "browser")
    with open(browser, "w", encoding="ascii") as file:
      file.write("#!/bin/sh\nexec curl --silent --location --output /dev/null \"$1\"\n")
    os.chmod(browser, 0o755)
    self.environment.update(BROWSER=browser, DAYBOOK_TRIAL_CLOCK=self.clock,
                            DAYBOOK_NOW="2026-12-31T18:00:00Z", TZ="UTC")

  def read(self, path):
    with open(path, encoding="utf-8") as lines:
      for line in lines:
        name, _, value = line.strip().removeprefix("export ").partition("=")
        self.environment[name] = value.strip("'\"")
    return self.environment

  def back_office(self, path, method="GET", body=None):
    request = urllib.request.Request(
      self.environment["XERO_SANDBOX_BACK_OFFICE"] + path, method=method,
      data=json.dumps(body).encode() if body is not None else None,
      headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
      return json.loads(answer.read() or b"{}")

  def fault(self, kind, method, path, skip=0, times=1, commits=False):
    self.back_office("/faults", "POST", {
      "fault": kind, "method": method, "path": path, "skip": skip, "times": times,
      "seconds": 1, "commits": commits})

  def no_more_faults(self):
    self.back_office("/faults", "DELETE")

  def drafts(self):
    return [i for i in self.back_office("/invoices")["invoices"] if i["Status"] == "DRAFT"]

  def violations(self):
    return [v["rule"] for v in self.back_office("/violations")["violations"]]

  def move_clock(self, seconds):
    with open(self.clock, encoding="ascii") as file:
      now = int(file.read())
    with open(self.clock + ".new", "w", encoding="ascii") as file:
      file.write(str(now + int(seconds * 1000)))
    os.replace(self.clock + ".new", self.clock)

  def stop(self):
    end(self.process)
