import Activity
import Glibc
import TestSupport

/// Runs the `daybook` beside the agent in a home, to its end. What it prints, both ways.
@discardableResult
func runDaybook(_ words: [String], in home: TemporaryDirectory) -> String {
  let output = home.path + "/said"
  unlink(output)
  _ = TestProcess(
    [String(Agent.program.dropLast("-agent".count))] + words,
    environment: ["DAYBOOK_HOME": home.path + "/home", "TZ": "Pacific/Auckland"], output: output
  ).wait()
  return Agent.text(output)
}

/// Brings in active time under a title, from so many seconds ago on.
func rememberTime(_ title: String, from ago: Int64, for seconds: Int64, in home: TemporaryDirectory)
{
  let start = wall().flooredSeconds - ago
  let path = home.path + "/remembered.jsonl"
  let file = fopen(path, "w")
  fputs(
    """
    {"start":"\(rfc3339(start))","end":"\(rfc3339(start + seconds))","presence":"active",\
    "app":"x","title":"\(title)","source":"x11@before"}

    """, file)
  fclose(file)
  runDaybook(["activity", "import", path], in: home)
}

/// Seconds since 1970, in UTC.
func rfc3339(_ seconds: Int64) -> String {
  let (days, second) = (seconds / 86_400, seconds % 86_400)
  return "\(CivilDate(daysSince1970: Int(days)))T\(ClockText.seconds(second))Z"
}
