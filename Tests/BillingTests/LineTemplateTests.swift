import Testing

@testable import Billing

@Suite struct LineTemplateTests {
  private func values(task: String = "Development", notes: [String] = []) -> LineTemplate.Values {
    LineTemplate.Values(
      project: "Website rebuild", task: task, period: "20 November 2026", notes: notes,
      hours: "2.5425")
  }

  @Test(arguments: [
    ("{project}: {task}, {period}", "Website rebuild: Development, 20 November 2026"),
    ("{hours} h {task} ({period})", "2.5425 h Development (20 November 2026)"),
    ("Work", "Work"), ("{project}\u{2014}{notes}.", "Website rebuild."),
  ])
  func `fields are filled in`(template: String, expected: String) throws {
    #expect(try LineTemplate(template).text(values()) == expected)
  }

  @Test func `a field with nothing to say takes the text before it along`() {
    #expect(LineTemplate.standard.text(values(task: "")) == "Website rebuild, 20 November 2026")
  }

  @Test(arguments: ["{client}", "{project", "project}", "{}", "{ project }"])
  func `what is no field is refused`(template: String) {
    #expect(throws: LineTemplate.Fault.self) { try LineTemplate(template) }
  }

  @Test func `notes that do not fit are counted`() throws {
    let notes = (1...50).map { "Note \($0) " + String(repeating: "x", count: 190) }
    let text = try LineTemplate("{project}: {notes}").text(values(notes: notes))
    #expect(text.utf16.count <= 4000)
    #expect(text.hasPrefix("Website rebuild: Note 1 x"))
    #expect(text.hasSuffix("x (+31 more)"))
    #expect(text.contains("Note 19 "))
    #expect(!text.contains("Note 20 "))
  }

  @Test func `a text that is too long without its notes ends at a word`() throws {
    let word = String(repeating: "\u{1F600}", count: 30)
    let long = LineTemplate.Values(
      project: Array(repeating: word, count: 100).joined(separator: " "), task: "", period: "",
      notes: [], hours: "")
    let text = try LineTemplate("{project}").text(long)
    #expect(text.utf16.count <= 4000)
    #expect(text.hasSuffix(word + "…"))
  }
}
