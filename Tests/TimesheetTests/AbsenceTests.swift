import Activity
import Testing
import Timesheet

@Suite struct AbsenceTests {
  @Test(arguments: [
    ("aaiiiiaa", ["2-6"]),
    ("aaillssa", ["2-7"]),
    // Too short, at the day's start, a pause, the machine off, a hole.
    ("aaiia", []), ("iiiiia", []), ("azzzza", []), ("aiioiia", []), ("aii??iia", []),
    // Two of them; the second has not ended.
    ("aiiiiaiiii", ["1-5"]),
  ])
  func `an absence is what lies between two times at the keyboard`(
    drawing: String, expected: [String]
  ) {
    #expect(absences(drawing, isBack: false) == expected)
  }

  @Test func `who is back has ended the absence that the record still shows`() {
    #expect(absences("aaiiii", isBack: true) == ["2-6"])
    #expect(absences("aaii", isBack: true).isEmpty)
    #expect(absences("iiii", isBack: true).isEmpty)
  }

  /// Of three minutes and more, a letter each.
  private func absences(_ drawing: String, isBack: Bool) -> [String] {
    let timeline = timeline(drawing, unit: 60)
    return timeline.absences(ofAtLeast: 180, isBack: isBack).map {
      "\(($0.start - timeline.day.start) / 60)-\(($0.end - timeline.day.start) / 60)"
    }
  }
}
